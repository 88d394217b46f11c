"""Deleting a person who stands in twelve meetings: asked about, done in one step, undone in one."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.remove_person import RemovePersonDialog
from mentorjournal.gui.pages.people import PeoplePage
from mentorjournal.model.types import Meeting, Person
from mentorjournal.services.bundle import Services

DAY = dt.date(2026, 4, 14)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def helena(services: Services) -> Person:
    made = services.records.save(Person(title="Helena Brandt", email="h@x.example", roles=("mentor",)))
    services.records.save(Person(title="Ravi Menon"))
    for number in range(12):
        day = DAY - dt.timedelta(days=9 * number)
        services.records.save(
            Meeting(title="Helena and I", people=(made.id,), date=day, status="held", notes="Brandt agreed.")
        )
    return made


@pytest.fixture
def page(qtbot: QtBot, context: Context, helena: Person) -> PeoplePage:
    made = PeoplePage(context)
    qtbot.addWidget(made)
    made.resize(1160, 760)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    assert made.show_record(helena.id)
    return made


def asked(qtbot: QtBot, page: PeoplePage) -> RemovePersonDialog:
    QTest.mouseClick(page.view.delete, LEFT)
    (dialog,) = page.findChildren(RemovePersonDialog)
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    return dialog


def listed(page: PeoplePage) -> tuple[str, ...]:
    return page.keys()


def texts(dialog: RemovePersonDialog) -> str:
    from mentorjournal.gui.widgets.labels import TextLabel

    return "\n".join(label.text() for label in dialog.findChildren(TextLabel))


def test_it_says_where_the_name_stands_and_that_history_keeps_it(qtbot: QtBot, page: PeoplePage) -> None:
    dialog = asked(qtbot, page)
    assert "Helena Brandt stands in 12 meetings." in texts(dialog)
    assert "Older versions in the history, and backups" in texts(dialog)
    dialog.reject()


def test_kept_as_a_name_by_keyboard_alone(
    qtbot: QtBot, services: Services, page: PeoplePage, helena: Person
) -> None:
    dialog = asked(qtbot, page)
    assert dialog.focusWidget() is dialog.keep
    QTest.keyClick(dialog.keep, Qt.Key.Key_Return)
    kept = services.records.get(Person, helena.id)
    assert (kept.title, kept.archived, kept.email) == ("Helena Brandt", True, "")
    assert all(card.names == ("Helena Brandt",) for card in services.meetings.past(DAY))
    assert listed(page) == tuple(services.records.named(Person))
    assert page.view.title.value() == "Ravi Menon"
    assert services.history.undo() == "Keep only the name"
    assert helena.id in listed(page)


def test_a_pseudonym_stands_in_all_twelve_and_one_undo_takes_it_back(
    qtbot: QtBot, services: Services, context: Context, page: PeoplePage, helena: Person
) -> None:
    dialog = asked(qtbot, page)
    dialog.pseudonym.selectAll()
    QTest.keyClicks(dialog.pseudonym, "The lighthouse")
    assert dialog.replace.isChecked()
    told = QSignalSpy(context.navigator.message)
    with qtbot.waitSignal(dialog.removed, timeout=20_000):
        QTest.mouseClick(dialog.do_it, LEFT)
    assert "12 records" in told.at(0)[1]
    meetings = [card.meeting for card in services.meetings.past(DAY)]
    assert {(item.title, item.notes) for item in meetings} == {
        ("The lighthouse and I", "The lighthouse agreed.")
    }
    assert helena.id not in listed(page)
    assert services.history.undo() == "Replace a name by a pseudonym"
    assert {card.meeting.title for card in services.meetings.past(DAY)} == {"Helena and I"}
    assert helena.id in listed(page)


def test_it_says_in_how_many_records_a_link_was_left_that_may_tell_the_name(
    qtbot: QtBot, services: Services, context: Context, page: PeoplePage, helena: Person
) -> None:
    address = "https://lab.example/brandt"
    made = services.records.save(Meeting(title="Call", place=address, people=(helena.id,)))
    dialog = asked(qtbot, page)
    assert "you are told in how many records" in texts(dialog)
    QTest.mouseClick(dialog.replace, LEFT)
    told = QSignalSpy(context.navigator.message)
    with qtbot.waitSignal(dialog.removed, timeout=20_000):
        QTest.mouseClick(dialog.do_it, LEFT)
    assert "1 record may still tell the name" in told.at(0)[1]
    assert services.records.get(Meeting, made.id).place == address


def test_a_pseudonym_that_tells_the_name_is_refused_and_the_dialog_stays(
    qtbot: QtBot, services: Services, page: PeoplePage, helena: Person
) -> None:
    dialog = asked(qtbot, page)
    dialog.pseudonym.selectAll()
    QTest.keyClicks(dialog.pseudonym, "Dr Brandt")
    QTest.mouseClick(dialog.do_it, LEFT)
    qtbot.waitUntil(dialog.do_it.isEnabled)
    assert "tells the name" in dialog.message.accessibleName() + texts(dialog)
    assert services.records.get(Person, helena.id) == helena
    dialog.reject()


def test_the_trash_is_still_there(qtbot: QtBot, services: Services, page: PeoplePage, helena: Person) -> None:
    dialog = asked(qtbot, page)
    QTest.mouseClick(dialog.trash, LEFT)
    assert dialog.do_it.text() == "Delete"
    QTest.mouseClick(dialog.do_it, LEFT)
    assert services.records.get(Person, helena.id).deleted_at is not None
    services.history.undo()
    assert services.records.get(Person, helena.id).deleted_at is None


def test_who_stands_nowhere_is_deleted_without_a_question(
    qtbot: QtBot, services: Services, page: PeoplePage
) -> None:
    ravi = next(key for key, name in services.records.named(Person).items() if name == "Ravi Menon")
    assert page.show_record(ravi)
    QTest.mouseClick(page.view.delete, LEFT)
    assert page.findChildren(RemovePersonDialog) == []
    assert services.records.get(Person, ravi).deleted_at is not None
