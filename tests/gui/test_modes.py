"""A shared screen shows nothing private, wherever one goes; clinical mode looks at everything that is typed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from mentorjournal.errors import ReadOnlyJournal, ReportError
from mentorjournal.gui.dialogs.capture import CaptureDialog
from mentorjournal.gui.dialogs.check_journal import CheckJournalDialog
from mentorjournal.gui.journal_dialogs import DIALOGS
from mentorjournal.gui.session import Session
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Feedback, Goal, Insight, Meeting, Person, Reflection, Relationship
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services
from mentorjournal.services.reporting import ReportOptions
from tests.gui.shell import BUILT, bury, dialog, journal_of, keys, texts

HIDDEN, SEEN = "Quokka", "Wombat"


def fill(services: Services) -> dict[str, str]:
    """Records of many types, each once private, once confidential and once shared; ids by title."""
    save = services.records.save
    ada = save(Person(title="Ada Marsh", notes=f"{HIDDEN} notes", email="quokka@example.org"))
    save(Relationship(person=ada.id, purpose=f"{HIDDEN} purpose"))
    made: dict[str, str] = {}
    today = dt.datetime.now().astimezone().date()
    for word, values in (
        (HIDDEN, {"visibility": "private"}),
        (f"{HIDDEN} secret", {"visibility": "shared", "confidential": True}),
        (SEEN, {"visibility": "shared"}),
    ):
        text = (Section("what", "", f"{word} in the text"),)
        for record in (
            Reflection(title=f"{word} entry", date=today, sections=text, **values),
            Goal(title=f"{word} goal", status="active", obstacle="Echidna", **values),
            Meeting(title=f"{word} meeting", date=today, people=(ada.id,), **values),
            Feedback(title=f"{word} feedback", date=today, sections=text, **values),
            Insight(title=f"{word} insight", date=today, **values),
        ):
            made[record.title] = save(record).id
    services.records.trash(save(Goal(title=f"{HIDDEN} thrown away")).id)
    services.capture.keep_draft(f"{HIDDEN} draft")
    return made


@pytest.fixture
def shared(session: Session, tmp_path: Path) -> dict[str, str]:
    """A journal whose window showed everything, and now shares its screen; ids by title."""
    services = create_services(tmp_path / "mine.mentorjournal")
    made = fill(services)
    services.journal.close()
    session.open(tmp_path / "mine.mentorjournal")
    session.window.go("journal")
    assert HIDDEN in everything_shown()
    keys_f9(session)
    bury()
    return made


def keys_f9(session: Session) -> None:
    QTest.keyClick(session.window, Qt.Key.Key_F9)


def everything_shown() -> str:
    return "\n".join(text for widget in QApplication.topLevelWidgets() for text in texts(widget))


def test_nothing_private_is_shown_in_any_place(session: Session, shared: dict[str, str]) -> None:
    assert session.window.place == "journal"
    for place in BUILT:
        session.window.go(place.key)
        for view in place.views:
            session.window.open_view("", view)
        assert HIDDEN.lower() not in everything_shown().lower(), place.key
    session.window.open_view(shared[f"{SEEN} meeting"], "prepare")
    assert f"{SEEN} meeting" in everything_shown()
    # It is the shared goal's own; but what holds somebody back is a private line of a brief.
    assert "Echidna" not in "\n".join(texts(session.window.page("meetings")))
    session.window.go("goals")
    assert f"{SEEN} goal" in everything_shown()
    assert session.window.modes.sharing.isVisible()


def test_a_hidden_record_cannot_be_opened_or_found(session: Session, shared: dict[str, str]) -> None:
    for title, record_id in shared.items():
        session.window.open_record(record_id)
        assert HIDDEN not in everything_shown(), title
    assert session.window.context is not None
    search = session.window.context.services.timeline.search
    assert [hit.row.title for hit in search("wombat ins")] == [f"{SEEN} insight"]
    assert search("quokka") == ()


def test_no_dialog_shows_it_or_writes_behind_the_veil(session: Session, shared: dict[str, str]) -> None:
    session.open_dialog("capture")
    assert not [found for found in session.window.findChildren(CaptureDialog) if found.isVisible()]
    for entry in DIALOGS:
        session.open_dialog(entry.key)
        assert HIDDEN not in everything_shown(), entry.key
    assert "needs the whole journal" in session.window.toast.text()
    assert not [found for found in session.window.findChildren(CheckJournalDialog) if found.isVisible()]
    for found in session.window.findChildren(QDialog):
        found.done(0)


def test_stopping_shows_everything_again_and_can_be_written(session: Session, shared: dict[str, str]) -> None:
    session.window.modes.sharing.stop.click()
    assert session.window.modes.isHidden()
    session.window.open_record(shared[f"{HIDDEN} goal"])
    assert f"{HIDDEN} goal" in everything_shown()
    assert session.window.context is not None
    assert not session.window.context.read_only
    assert journal_of(session).capture.draft() == f"{HIDDEN} draft"


def test_documents_are_as_whole_as_ever_and_do_not_leave(
    session: Session, shared: dict[str, str], tmp_path: Path
) -> None:
    assert session.window.context is not None
    veiled, whole = session.window.context.services, journal_of(session)
    assert veiled.journal is not whole.journal
    with pytest.raises(ReportError, match="Nothing to report"):
        veiled.reporting.make(ReportOptions())
    with pytest.raises(ReportError, match="own copy"):
        veiled.reporting.make(ReportOptions(document="journal", own_copy=True))
    with pytest.raises(ReadOnlyJournal, match="Nothing leaves"):
        veiled.reporting.save(ReportOptions(), tmp_path / "out.pdf")
    assert not (tmp_path / "out.pdf").exists()


def test_a_screen_stays_shared_over_opening_another_journal(
    session: Session, shared: dict[str, str], tmp_path: Path
) -> None:
    create_services(tmp_path / "two.mentorjournal").journal.close()
    assert session.open(tmp_path / "two.mentorjournal")
    assert session.window.modes.sharing.isVisible()
    assert session.open(tmp_path / "mine.mentorjournal")
    session.window.open_record(shared[f"{HIDDEN} goal"])
    assert HIDDEN not in everything_shown()


def test_clinical_mode_is_seen_kept_and_marks_new_pages(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "mine.mentorjournal"
    create_services(path).journal.close()
    session.open(path)
    command = next(one for one in session.window.commands() if one.key == "clinical-mode")
    command.run()
    assert session.window.modes.clinical.isVisible()
    keys(qtbot, session, Qt.Key.Key_N)
    capture = dialog(qtbot, session, CaptureDialog)
    QTest.keyClicks(capture.field, "Saw Mr. Whitlock, MRN 4471920, on 3 March 2026")
    hints = session.window.modes.hints
    qtbot.waitUntil(lambda: "4471920" in hints.text())
    assert hints.isVisible()
    assert hints.property("role") == "warn"
    assert "versions and backups made before keep the old wording" in hints.text()
    QTest.keyClick(capture.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    services = journal_of(session)
    assert [page.clinical for page in services.records.all(Reflection)] == [True]
    session.close_journal()
    assert session.window.modes.isHidden()
    assert not hints.text()
    session.open(path)
    assert session.window.modes.clinical.isVisible()
    session.window.modes.clinical.stop.click()
    assert session.window.modes.isHidden()
    assert not journal_of(session).profile.owner().clinical


def test_what_is_no_text_to_read_is_not_looked_at(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    from mentorjournal.gui.dialogs.unlock import UnlockDialog

    create_services(tmp_path / "mine.mentorjournal").journal.close()
    session.open(tmp_path / "mine.mentorjournal")
    next(one for one in session.window.commands() if one.key == "clinical-mode").run()
    asked = UnlockDialog(Path("mine.mentorjournal"), session.window)
    asked.open()
    QTest.keyClicks(asked.passphrase, "record 4471920")
    assert session.window.modes.hints.isHidden()
    asked.reject()
