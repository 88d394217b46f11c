"""The calendar dialog writes what is ticked, keeps what is confidential, and one meeting can go by itself."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import vobject
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.export_calendar import (
    ExportCalendarDialog,
    named_ics,
    said_of,
    save_meeting_to,
)
from mentorjournal.gui.dialogs.import_files import ImportDialog
from mentorjournal.gui.session import Session
from mentorjournal.model.types import ActionItem, Goal, Meeting, Person
from mentorjournal.services.bundle import Services
from mentorjournal.services.calendar_export import CalendarMade
from mentorjournal.services.opening import create_services
from tests.gui.pages.meeting_steps import shown
from tests.gui.shell import button, dialog, journal_of, texts

LEFT = Qt.MouseButton.LeftButton


def days_on(number: int) -> dt.date:
    return dt.datetime.now().astimezone().date() + dt.timedelta(days=number)


def fill(services: Services) -> None:
    zoe = services.records.save(Person(title="Zoë Marsh", email="zoe@example.org"))
    meeting = Meeting(
        title="Aims page", date=days_on(3), at=dt.time(10), minutes=45, time_zone="Europe/Berlin"
    )
    shape = {"notes": "She is leaving", "people": (zoe.id,)}
    services.records.save(Meeting(**{**vars(meeting), **shape}))
    services.records.save(Meeting(title="First talk", date=days_on(-30), status="held"))
    services.records.save(Meeting(title="The complaint", date=days_on(3), confidential=True))
    services.records.save(ActionItem(title="Send the draft", due=days_on(5)))
    services.records.save(Goal(title="Submit", target=days_on(90)))


@pytest.fixture
def asked(qtbot: QtBot, session: Session, tmp_path: Path) -> ExportCalendarDialog:
    """The dialog over a journal with meetings, a promise and a goal."""
    services = create_services(tmp_path / "mine.mentorjournal")
    fill(services)
    services.journal.close()
    assert session.open(tmp_path / "mine.mentorjournal")
    session.open_dialog("export-calendar")
    return dialog(qtbot, session, ExportCalendarDialog)


def export(qtbot: QtBot, asked: ExportCalendarDialog, target: Path) -> str:
    asked.export_to(target)
    qtbot.waitUntil(lambda: not asked.work.busy)
    return target.read_text("utf-8") if target.exists() else ""


def test_it_says_what_never_goes_in(asked: ExportCalendarDialog) -> None:
    said = " ".join(texts(asked))
    assert "Confidential records never go in" in said
    assert "not encrypted" in said


def test_it_says_where_nothing_notes_what_left() -> None:
    made = CalendarMade(Path("a.ics"), 1, 0, 0, 1, 0, noted=False)
    assert "Left out: 1 confidential record. Nothing notes that it left" in said_of(made)


def test_title_time_and_place_go_out_and_nothing_else(
    qtbot: QtBot, asked: ExportCalendarDialog, tmp_path: Path
) -> None:
    text = export(qtbot, asked, tmp_path / "mine.ics")
    assert [event.summary.value for event in vobject.readOne(text).vevent_list] == ["Aims page"]
    assert [todo.summary.value for todo in vobject.readOne(text).vtodo_list] == ["Send the draft"]
    assert "leaving" not in text
    assert "zoe@" not in text
    assert "1 meeting, 1 action item, 0 other days" in asked.message.text()
    assert "Left out: 1 confidential record." in asked.message.text()
    assert button(asked, "Show it").isVisible()


def test_more_goes_in_when_it_is_ticked(qtbot: QtBot, asked: ExportCalendarDialog, tmp_path: Path) -> None:
    QTest.mouseClick(button(asked, "All meetings"), LEFT)
    for box in (asked.actions_box, asked.hard_dates, asked.notes, asked.people):
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Space)
    text = export(qtbot, asked, tmp_path / "mine.ics")
    titles = [event.summary.value for event in vobject.readOne(text).vevent_list]
    assert titles == ["First talk", "Aims page", "Submit"]
    assert "VTODO" not in text
    assert "leaving" in text
    assert "zoe@example.org" in text
    assert "complaint" not in text


def test_another_file_of_that_name_is_left_alone(
    qtbot: QtBot, asked: ExportCalendarDialog, tmp_path: Path
) -> None:
    target = tmp_path / "letter.ics"
    target.write_text("Dear Zoë", "utf-8")
    assert export(qtbot, asked, target) == "Dear Zoë"
    assert "something else than a calendar" in asked.message.text()
    assert asked.export_button.isEnabled()


def test_the_place_is_asked_for_and_gets_its_ending(
    qtbot: QtBot, asked: ExportCalendarDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(tmp_path / "year.2026"), ""))
    )
    QTest.mouseClick(asked.export_button, LEFT)
    qtbot.waitUntil(lambda: not asked.work.busy and (tmp_path / "year.2026.ics").exists())
    assert named_ics(Path("a.ICS")) == Path("a.ICS")


def test_one_meeting_is_saved_from_its_page(
    qtbot: QtBot, context: Context, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = services.records.save(Meeting(title="Aims: page/plan", date=dt.date(2026, 4, 16)))
    page = shown(context, qtbot)
    page.show_record(meeting.id)
    asked_for: list[str] = []

    def answer(_parent: object, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        asked_for.append(Path(start).name)
        return str(tmp_path / "one.ics"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(answer))
    (save,) = [command for command in page.commands() if command.key == "meeting-ics"]
    with qtbot.waitSignal(context.navigator.message) as told:
        save.run()
    assert asked_for == ["Aims page plan.ics"]
    assert told.args is not None
    assert told.args[0] == "ok"
    event = vobject.readOne((tmp_path / "one.ics").read_text("utf-8")).vevent
    assert (event.summary.value, event.dtstart.value) == ("Aims: page/plan", dt.date(2026, 4, 16))


def test_a_confidential_meeting_is_not_saved(
    qtbot: QtBot, context: Context, services: Services, tmp_path: Path
) -> None:
    meeting = services.records.save(Meeting(title="Hard", date=dt.date(2026, 4, 16), confidential=True))
    with qtbot.waitSignal(context.navigator.message) as told:
        save_meeting_to(context, meeting.id, tmp_path / "one.ics")
    assert told.args is not None
    assert "confidential" in told.args[1]
    assert not (tmp_path / "one.ics").exists()


def test_a_calendar_comes_in_and_its_changes_come_in_by_the_import_dialog(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    create_services(tmp_path / "new.mentorjournal").journal.close()
    assert session.open(tmp_path / "new.mentorjournal")
    source = tmp_path / "theirs.ics"
    text = "BEGIN:VEVENT\nUID:1\nSUMMARY:Lab\nDTSTART;TZID=Europe/Berlin:20310420T090000\nRRULE:FREQ=WEEKLY;COUNT=3\nEND:VEVENT\n"
    for attempt, wanted in (
        (text, "3 found, 3 new"),
        (text.replace("Lab", "Lab two"), "0 new, 0 already there, 3 changed"),
    ):
        source.write_text(attempt, "utf-8")
        session.open_dialog("import")
        box = dialog(qtbot, session, ImportDialog)
        box.look_at(source)
        qtbot.waitUntil(lambda box=box: not box.work.busy)  # type: ignore[misc]
        assert wanted in box.counts.text()
        QTest.mouseClick(box.import_button, LEFT)
        qtbot.waitUntil(lambda box=box: not box.work.busy and bool(box.message.text()))  # type: ignore[misc]
        said = box.message.text()
        box.close()
    assert said == "Imported 0 entries, 3 updated. Ctrl+Z takes that back."
    assert {meeting.title for meeting in journal_of(session).records.all(Meeting)} == {"Lab two"}
