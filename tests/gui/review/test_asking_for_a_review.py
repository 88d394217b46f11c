"""Asking for a review: nothing is ticked by itself, what leaves is looked at, and one file is written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mentorjournal.gui.dialogs.ask_review import AskReviewDialog
from mentorjournal.gui.dialogs.key_of import KeyOfDialog
from mentorjournal.gui.dialogs.packets import PacketsDialog
from mentorjournal.gui.models.palette_model import ENTRY_ROLE
from mentorjournal.gui.pages.people import PeoplePage
from mentorjournal.gui.pages.reports_points import NAMES
from mentorjournal.gui.session import Session
from mentorjournal.interchange.age_keys import new_identity, public_of
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Manifest, Person, Reflection, Relationship
from mentorjournal.services.packets import reading
from tests.gui.review.conftest import DAY, Mentee
from tests.gui.shell import button, click, dialog, journal_of, no_dialog, texts

LEFT = Qt.MouseButton.LeftButton
SECRET = "a ferry to nowhere 71"


@pytest.fixture
def mine(session: Session, mentee: Mentee) -> Session:
    """The mentee's journal in the window."""
    mentee.services.journal.close()
    assert session.open(mentee.services.journal.path)
    return session


@pytest.fixture
def asking(qtbot: QtBot, mine: Session, mentee: Mentee) -> AskReviewDialog:
    """The dialog, from the page of the person."""
    mine.window.open_record(mentee.mentor)
    page = mine.window.page("people")
    assert isinstance(page, PeoplePage)
    QTest.mouseClick(page.view.review, LEFT)
    return dialog(qtbot, mine, AskReviewDialog)


def rows(asking: AskReviewDialog) -> dict[str, int]:
    model = asking.records.model
    return {model.index(row).data(ENTRY_ROLE).title: row for row in range(model.rowCount())}


def tick(asking: AskReviewDialog, title: str) -> None:
    """By the keyboard: go to the line and press Space."""
    asking.records.list.setFocus()
    asking.records.list.setCurrentIndex(asking.records.model.index(rows(asking)[title]))
    QTest.keyClick(asking.records.list, Qt.Key.Key_Space)


def look(qtbot: QtBot, asking: AskReviewDialog) -> None:
    QTest.mouseClick(asking.go, LEFT)
    qtbot.waitUntil(lambda: not asking.work.busy and asking.looking)


def test_nothing_is_ticked_by_itself_and_what_stays_says_why(asking: AskReviewDialog) -> None:
    assert asking.whom.name.text() == "Helena Brandt"
    assert asking.records.ticked() == ()
    assert "Not for anybody" not in rows(asking)
    QTest.mouseClick(asking.records.staying, LEFT)
    stays = asking.records.model.index(rows(asking)["Not for anybody"])
    assert "It is private" in stays.data(Qt.ItemDataRole.AccessibleTextRole)
    tick(asking, "Not for anybody")
    assert asking.records.ticked() == ()
    tick(asking, "Team day")
    assert [one.title for one in asking.records.ticked()] == ["Team day"]


def test_a_key_is_pasted_and_compared_before_anything_is_encrypted_to_it(
    qtbot: QtBot, mine: Session, mentee: Mentee, asking: AskReviewDialog
) -> None:
    assert "There is no key of Helena Brandt yet" in " ".join(texts(asking))
    tick(asking, "Team day")
    assert not asking.go.isEnabled()
    click(qtbot, asking, "Paste their key…")
    (keeping,) = asking.findChildren(KeyOfDialog)
    QTest.keyClicks(keeping.key.area, "age1nonsense")
    assert not keeping.keep.isEnabled()
    public = public_of(new_identity())
    keeping.key.area.selectAll()
    QTest.keyClicks(keeping.key.area, public)
    assert keeping.fingerprint.text() == journal_of(mine).packets.fingerprint(public)
    keeping.compared.setFocus()
    QTest.keyClick(keeping.compared, Qt.Key.Key_Space)
    QTest.mouseClick(keeping.keep, LEFT)
    kept = journal_of(mine).records.get(Person, mentee.mentor)
    assert (kept.packet_key, kept.key_compared_on) == (public, dt.datetime.now().astimezone().date())
    assert "Compared aloud" in " ".join(texts(asking.whom))
    assert asking.go.isEnabled()


def test_names_are_looked_at_and_left_out_and_exactly_that_leaves(
    qtbot: QtBot, mine: Session, mentee: Mentee, asking: AskReviewDialog, tmp_path: Path
) -> None:
    services = journal_of(mine)
    services.records.amend(
        mentee.entry, {"sections": (Section("what", "What?", "I should wait, said Jonas Weber."),)}, "Write"
    )
    services.attachments.add_bytes(mentee.entry, "aims.txt", b"The aims.")
    QTest.mouseClick(asking.asked.files, LEFT)
    QTest.mouseClick(button(asking, "A passphrase"), LEFT)
    for field in (asking.whom.secret.first, asking.whom.secret.again):
        QTest.keyClicks(field, SECRET)
    tick(asking, "Team day")
    tick(asking, "Who should be second author?")
    tick(asking, "Send the aims page")
    QTest.keyClicks(asking.asked.title, "Team day, first draft")
    QTest.keyClicks(asking.asked.questions.area, "Is it clear?")
    look(qtbot, asking)
    seen = asking.leaving.text.toPlainText()
    assert "I should wait, said Jonas Weber." in seen
    assert "Is it clear?" in seen
    assert "aims.txt: This file is not exportable itself." in seen
    (row,) = asking.leaving.found.rows(NAMES)
    click(qtbot, row, "Leave out: Jonas Weber")
    qtbot.waitUntil(lambda: "I should wait, said [left out]." in asking.leaving.text.toPlainText())
    asking.save_to(tmp_path / "draft.packet")
    qtbot.waitUntil(lambda: no_dialog(mine, AskReviewDialog), timeout=30_000)
    contents, _ = reading.read(tmp_path / "draft.packet", passphrase=SECRET)
    assert [one.record().title for one in contents.records] == ["Team day", "Send the aims page"]
    assert [one.text for one in contents.questions] == ["Who should be second author?", "Is it clear?"]
    assert contents.actions == (mentee.action,)
    assert contents.records[0].text("sections", "what") == "I should wait, said [left out]."
    assert "Tell the passphrase by another way" in mine.window.toast.text()
    (noted,) = services.records.all(Manifest)
    assert noted.for_whom == "Helena Brandt"


def test_what_is_shared_between_two_may_go_along_from_their_relationship(
    qtbot: QtBot, mine: Session, mentee: Mentee
) -> None:
    services = journal_of(mine)
    tie = services.records.save(Relationship(title="Primary mentor", person=mentee.mentor))
    services.records.save(
        Reflection(title="Between us", visibility="shared", people=(mentee.mentor,), date=DAY)
    )
    mine.window.open_record(tie.id)
    page = mine.window.page("people").views.page("relationships")  # type: ignore[attr-defined]
    QTest.mouseClick(page.view.review, LEFT)
    asking = dialog(qtbot, mine, AskReviewDialog)
    assert "Between us" in rows(asking)
    asking.whom.name.setFocus()
    asking.whom.name.selectAll()
    QTest.keyClicks(asking.whom.name, "Somebody Else")
    QTest.keyClick(asking.whom.name, Qt.Key.Key_Return)
    assert "Between us" not in rows(asking)
    assert asking.whom.way.value() == "passphrase"


def test_my_key_is_shown_with_its_fingerprint_and_copied(qtbot: QtBot, mine: Session) -> None:
    mine.open_dialog("packets")
    shown = dialog(qtbot, mine, PacketsDialog)
    click(qtbot, shown, "Show my key")
    own = journal_of(mine).packets.key()
    assert shown.own.fingerprint.text() == own.fingerprint
    click(qtbot, shown, "Copy my key")
    assert QApplication.clipboard().text() == own.public


def test_nothing_is_asked_while_the_screen_is_shared(mine: Session, mentee: Mentee) -> None:
    mine.share_screen(True)
    mine.open_dialog("ask-review")
    assert no_dialog(mine, AskReviewDialog)
    assert "needs the whole journal" in mine.window.toast.text()


def test_a_wrong_key_does_not_throw_away_what_was_chosen(asking: AskReviewDialog) -> None:
    asking.asked.title.setFocus()
    QTest.keyClicks(asking.asked.title, "My draft")
    QTest.keyClick(asking, Qt.Key.Key_Escape)
    assert asking.isVisible()
    assert "would be lost" in asking.message.text()
    assert asking.asked.title.value() == "My draft"
    asking.message.action_clicked.emit()
    assert not asking.isVisible()
