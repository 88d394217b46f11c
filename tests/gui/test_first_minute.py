"""The first minute: a journal of one's own, a look at the sample, and a passphrase that fits or not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.errors import StorageFailed
from mentorjournal.gui.dialogs.first_run import FirstRunDialog
from mentorjournal.gui.dialogs.unlock import UnlockDialog
from mentorjournal.gui.session import Session
from mentorjournal.services.opening import create_services, is_encrypted
from mentorjournal.storage.writer import Writer
from tests.gui.shell import bury, button, click, dialog, journal_of, no_dialog, texts

SECRET = "four calm otters"


def say(widget: QWidget) -> str:
    return " ".join(texts(widget))


def test_name_role_and_passphrase_make_a_journal_in_under_five_steps(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    session.begin(None)
    asked = dialog(qtbot, session, FirstRunDialog)
    assert asked.name.hasFocus()
    QTest.keyClicks(asked.name, "Ilse Brandt")
    click(qtbot, asked, "Mentee and mentor")
    QTest.keyClicks(asked.passphrase, SECRET)
    QTest.keyClicks(asked.again, SECRET)
    click(qtbot, asked, "Start my journal")
    qtbot.waitUntil(lambda: session.services is not None)
    path = tmp_path / "Ilse Brandt.mentorjournal"
    assert is_encrypted(path)
    assert session.services is not None
    owner = session.services.profile.owner()
    assert (owner.name, owner.role) == ("Ilse Brandt", "both")
    assert session.window.place == "today"
    assert "Ilse Brandt" in say(session.window.rail)
    assert no_dialog(session, FirstRunDialog)
    assert session.settings.last_journal == str(path)


def test_every_answer_may_be_skipped(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    session.begin(None)
    QTest.keyClick(dialog(qtbot, session, FirstRunDialog).name, Qt.Key.Key_Return)
    assert session.services is not None
    assert session.services.journal.path == tmp_path / "My journal.mentorjournal"
    assert not session.services.journal.encrypted


def test_two_different_passphrases_make_nothing(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    session.begin(None)
    asked = dialog(qtbot, session, FirstRunDialog)
    QTest.keyClicks(asked.passphrase, SECRET)
    QTest.keyClicks(asked.again, "four calm otter")
    click(qtbot, asked, "Start my journal")
    assert "differ" in asked.message.text()
    assert asked.message.isVisible()
    assert asked.again.hasFocus()
    assert not list(tmp_path.glob("*.mentorjournal"))
    QTest.keyClicks(asked.again, "s")
    click(qtbot, asked, "Start my journal")
    qtbot.waitUntil(lambda: session.services is not None)


def test_a_weak_passphrase_is_asked_about_once(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    session.begin(None)
    asked = dialog(qtbot, session, FirstRunDialog)
    for field in (asked.passphrase, asked.again):
        QTest.keyClicks(field, "password1")
    click(qtbot, asked, "Start my journal")
    qtbot.waitUntil(lambda: asked.message.text().startswith("Guessed at once, by whoever has the file."))
    assert not list(tmp_path.glob("*.mentorjournal"))
    click(qtbot, asked, "Start my journal")
    assert session.services is not None
    assert is_encrypted(tmp_path / "My journal.mentorjournal")


def test_a_sample_or_profile_that_cannot_be_written_leaves_no_half_journal(
    qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Writer, *_: object, **__: object) -> None:
        raise StorageFailed("The disk is full.")

    session.begin(None)
    asked = dialog(qtbot, session, FirstRunDialog)
    QTest.keyClicks(asked.name, "Ilse")
    with monkeypatch.context() as disk:
        disk.setattr(Writer, "set_meta", full)
        disk.setattr(Writer, "put", full)
        for text in ("Look at a sample", "Start my journal"):
            click(qtbot, asked, text)
            assert asked.message.text() == "The disk is full."
            assert not list(tmp_path.glob("[!.]*.mentorjournal*"))
    click(qtbot, asked, "Start my journal")
    assert journal_of(session).journal.path == tmp_path / "Ilse.mentorjournal"
    assert not journal_of(session).journal.read_only_because


@pytest.mark.parametrize(("choice", "owner"), [("Mentor", "Dr Helena Brandt"), ("Mentee", "Amara Osei")])
def test_the_sample_is_a_mentors_for_mentors(qtbot: QtBot, session: Session, choice: str, owner: str) -> None:
    session.begin(None)
    asked = dialog(qtbot, session, FirstRunDialog)
    click(qtbot, asked, choice)
    click(qtbot, asked, "Look at a sample")
    assert journal_of(session).profile.owner().name == owner


def test_a_folder_that_refuses_is_told_and_nothing_is_lost(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    session.begin(None)
    asked = dialog(qtbot, session, FirstRunDialog)
    (tmp_path / "plain file").write_text("in the way")
    asked.path.selectAll()
    QTest.keyClicks(asked.path, str(tmp_path / "plain file" / "journal"))
    click(qtbot, asked, "Start my journal")
    assert "No journal was made" in asked.message.text()
    assert asked.isVisible()


def test_a_name_with_signs_no_file_may_hold_still_makes_a_file(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    session.begin(None)
    asked = dialog(qtbot, session, FirstRunDialog)
    QTest.keyClicks(asked.name, "A/B: <C>?")
    click(qtbot, asked, "Start my journal")
    assert session.services is not None
    assert session.services.journal.path.parent == tmp_path
    assert session.services.profile.owner().name == "A/B: <C>?"


def test_a_second_journal_of_the_same_name_takes_another_file(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    create_services(tmp_path / "Ilse.mentorjournal").journal.close()
    session.begin(None)
    asked = dialog(qtbot, session, FirstRunDialog)
    QTest.keyClicks(asked.name, "Ilse")
    assert asked.path.value() == str(tmp_path / "Ilse 2.mentorjournal")


def test_the_sample_is_offered_and_opens(qtbot: QtBot, session: Session) -> None:
    session.begin(None)
    click(qtbot, dialog(qtbot, session, FirstRunDialog), "Look at a sample")
    assert session.services is not None
    assert sum(session.services.records.counts().values()) > 100
    assert session.window.place == "today"


def test_the_journal_open_last_opens_again(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "mine.mentorjournal"
    create_services(path).journal.close()
    assert session.open(path)
    session.begin(None)
    assert session.services is not None
    assert session.services.journal.path == path
    assert not session.services.journal.read_only_because


def test_a_wrong_passphrase_asks_again_and_the_right_one_opens(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "mine.mentorjournal"
    create_services(path, SECRET).journal.close()
    session.begin(path)
    asked = dialog(qtbot, session, UnlockDialog)
    assert asked.passphrase.hasFocus()
    QTest.keyClicks(asked.passphrase, "guessed")
    QTest.keyClick(asked.passphrase, Qt.Key.Key_Return)
    assert not asked.unlock_button.isEnabled()
    qtbot.waitUntil(lambda: "does not open mine.mentorjournal" in asked.message.text())
    assert asked.passphrase.selectedText()
    assert session.services is None
    QTest.keyClicks(asked.passphrase, SECRET)
    QTest.keyClick(asked.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.services is not None)
    assert journal_of(session).journal.encrypted
    assert session.window.place == "today"
    bury()
    assert not session.window.findChildren(UnlockDialog)


def test_without_a_journal_the_window_says_so_and_nothing_pretends_to_work(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "mine.mentorjournal"
    create_services(path, SECRET).journal.close()
    session.begin(path)
    QTest.keyClick(dialog(qtbot, session, UnlockDialog).passphrase, Qt.Key.Key_Escape)
    assert "No journal is open." in say(session.window.stack)
    assert not button(session.window.top, "Quick note").isEnabled()
    assert not button(session.window.rail, "Goals").isEnabled()
    session.capture()
    assert "Open a journal first" in session.window.toast.text()


def test_a_file_that_is_no_journal_is_refused_in_the_window(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all, this is not a database at all, just a letter of some length." * 100)
    assert not session.open(path)
    assert session.window.notice.isVisible()
    assert session.services is None
    assert path.read_text().startswith("Dear all")
