"""My mentees: who needs me first, and everything a mentor adds in place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.mentor_six import MentorSixDialog
from mentorjournal.gui.pages.mentees import MenteesPage
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.hour_bars import HourBars
from mentorjournal.gui.widgets.mentee_row import Fact, MenteeRow
from mentorjournal.gui.widgets.rows import ListRow
from mentorjournal.model.types import (
    Activity,
    Goal,
    Meeting,
    Observation,
    Outcome,
    Pulse,
)
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.instruments import MENTOR_SIX, instrument
from mentorjournal.storage.journal_file import open_journal
from tests.gui.conftest import ContextMaker
from tests.gui.pages.mentees_steps import (
    LEFT,
    TODAY,
    button,
    day,
    line,
    mentee,
    section,
    see,
    shown,
    texts,
    write,
)


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[MenteesPage]:
    made = shown(context, qtbot)
    yield made
    made.flush()


def rows(page: MenteesPage) -> list[MenteeRow]:
    return [row for row in page.findChildren(MenteeRow) if row.isVisible()]


def row_of(qtbot: QtBot, page: MenteesPage, words: str) -> ListRow:
    def found() -> list[ListRow]:
        return [row for row in page.findChildren(ListRow) if row.isVisible() and row.label.text() == words]

    qtbot.waitUntil(lambda: len(found()) == 1)
    return found()[0]


# At a glance


def test_without_a_mentee_it_teaches_where_to_begin(page: MenteesPage, qtbot: QtBot) -> None:
    (empty,) = page.findChildren(EmptyState)
    with qtbot.waitSignal(page.context.navigator.view_wanted) as wanted:
        QTest.mouseClick(empty.button, LEFT)
    assert wanted.args == ["", "relationships"]


def test_who_needs_attention_stands_first_with_the_facts(
    page: MenteesPage, services: Services, qtbot: QtBot
) -> None:
    amara, tie = mentee(services, "Amara", cadence="monthly", budget=2.0, started_on=day(-400))
    mentee(services, "Mei", paused_until=day(30))
    ben, _ = mentee(services, "Ben")
    meeting = services.records.save(
        Meeting(title="m", date=day(-40), status="held", people=(amara,), minutes=90.0)
    )
    services.actions.add("mine", meeting=meeting.id, due=day(-1))
    ahead = services.records.save(Meeting(title="m", date=day(6), at=dt.time(14, 30), people=(ben,)))
    qtbot.waitUntil(lambda: [row.accessibleName() for row in rows(page)] == ["Amara", "Ben", "Mei"])
    see(
        qtbot,
        page,
        *("not met for 5 weeks", "1 promise of yours is late", "5 Mar", "5 weeks ago, monthly"),
        *("no date", "0 of 1 kept", "1 late", "1.5 of 8 planned", "Mon 20 Apr", "14:30"),
        "paused until 14 May",
    )
    with qtbot.waitSignal(page.context.navigator.view_wanted) as wanted:
        QTest.mouseClick(rows(page)[0].name, LEFT)
    assert wanted.args == [tie.id, "relationships"]
    with qtbot.waitSignal(page.context.navigator.view_wanted) as wanted:
        QTest.mouseClick(button(page, "Prepare the meeting with Ben"), LEFT)
    assert wanted.args == [ahead.id, "prepare"]


def test_planning_a_meeting_is_one_step_and_opens_it(
    page: MenteesPage, services: Services, qtbot: QtBot
) -> None:
    amara, _ = mentee(services)
    qtbot.waitUntil(lambda: len(rows(page)) == 1)
    deed = rows(page)[0].deed
    deed.setFocus()
    with qtbot.waitSignal(page.context.navigator.record_wanted) as wanted:
        QTest.keyClick(deed, Qt.Key.Key_Space)
    (meeting,) = services.records.all(Meeting)
    assert (wanted.args, meeting.people) == ([meeting.id], (amara,))
    qtbot.waitUntil(lambda: [row.deed.text() for row in rows(page)] == ["Prepare"])
    assert services.history.undo() == "Plan meeting"
    qtbot.waitUntil(lambda: [row.deed.text() for row in rows(page)] == ["Plan a meeting"])


def test_up_and_down_go_from_mentee_to_mentee_and_return_opens(
    page: MenteesPage, services: Services, qtbot: QtBot
) -> None:
    mentee(services, "Amara", rough=True)
    _, second = mentee(services, "Ben")
    qtbot.waitUntil(lambda: len(rows(page)) == 2)
    first, below = rows(page)
    first.name.setFocus()
    QTest.keyClick(first.name, Qt.Key.Key_Down)
    assert below.name.hasFocus()
    with qtbot.waitSignal(page.context.navigator.view_wanted) as wanted:
        QTest.keyClick(below.name, Qt.Key.Key_Space)
    assert wanted.args == [second.id, "relationships"]
    QTest.keyClick(below.name, Qt.Key.Key_Up)
    assert first.name.hasFocus()


def test_a_change_elsewhere_keeps_the_focus(page: MenteesPage, services: Services, qtbot: QtBot) -> None:
    _, tie = mentee(services)
    mentee(services, "Ben")
    qtbot.waitUntil(lambda: len(rows(page)) == 2)
    next(row for row in rows(page) if row.accessibleName() == "Amara").name.setFocus()
    services.records.amend(tie.id, {"rough": True})
    see(qtbot, page, "rough patch")
    qtbot.waitUntil(lambda: [row.accessibleName() for row in rows(page) if row.name.hasFocus()] == ["Amara"])


# Noticed


@pytest.mark.parametrize(
    ("name", "kind", "followed"),
    [
        ("Add a talent", "talent", "Let her review"),
        ("Add encouragement", "encouragement", ""),
        ("Add what you learned", "learned", "I ask first"),
    ],
)
def test_a_note_is_added_in_place_about_somebody(
    page: MenteesPage, services: Services, qtbot: QtBot, name: str, kind: str, followed: str
) -> None:
    mentee(services, "Amara")
    ben, _ = mentee(services, "Ben")
    section(page, "Noticed")
    add = line(page, name)
    write(add, person="Ben", title="Sees the flaw", **({"followed": followed} if followed else {}))
    QTest.keyClick(add.controls["title"], Qt.Key.Key_Return)
    (note,) = services.records.all(Observation)
    assert (note.kind, note.title, note.followed, note.person, note.date, note.visibility) == (
        *(kind, "Sees the flaw", followed),
        *(ben, TODAY, "private"),
    )
    assert (add.values()["title"], add.values()["person"]) == ("", ben)
    qtbot.waitUntil(add.controls["title"].hasFocus)
    before = {"talent": "Next:", "learned": "Since then:"}.get(kind, "")
    row = row_of(qtbot, page, f"Sees the flaw\n{before} {followed}" if followed else "Sees the flaw")
    assert row.badge.text() == "Ben"
    with qtbot.waitSignal(page.context.navigator.record_wanted) as wanted:
        QTest.mouseClick(row, LEFT)
    assert wanted.args == [note.id]
    assert services.history.undo().startswith("New note")
    assert services.records.all(Observation) == ()


def test_two_lines_before_a_hard_date_are_asked_for_and_ticked_off(
    page: MenteesPage, services: Services, qtbot: QtBot
) -> None:
    mentee(services, "Amara")
    section(page, "Noticed")
    add = line(page, "Add a hard date")
    write(add, person="Amara", title="Viva", day="24 Apr 2026")
    QTest.mouseClick(add.add, LEFT)
    row_of(qtbot, page, "Write two lines to Amara before 24 April")
    QTest.mouseClick(button(page, "I wrote to Amara"), LEFT)
    (told,) = services.mentoring.notes("encouragement")
    assert (told.record.title, told.record.date) == ("Wrote before: Viva", TODAY)
    assert row_of(qtbot, page, "Amara: Viva").badge.text() == "written"
    assert services.history.undo() == "New note: encouragement"
    row_of(qtbot, page, "Write two lines to Amara before 24 April")


def test_what_is_typed_and_not_added_is_kept_on_leaving(page: MenteesPage, services: Services) -> None:
    mentee(services)
    section(page, "Noticed")
    write(line(page, "Add a talent"), title="Half a thought")
    assert page.flush()
    assert [note.record.title for note in services.mentoring.notes("talent")] == ["Half a thought"]
    assert page.flush()
    assert len(services.records.all(Observation)) == 1


def test_an_empty_line_or_a_wrong_day_adds_nothing(
    page: MenteesPage, services: Services, qtbot: QtBot
) -> None:
    mentee(services)
    section(page, "Noticed")
    add = line(page, "Add a hard date")
    QTest.mouseClick(add.add, LEFT)
    qtbot.waitUntil(add.controls["title"].hasFocus)
    write(add, title="Viva", day="someday")
    QTest.mouseClick(add.add, LEFT)
    qtbot.waitUntil(add.controls["day"].hasFocus)
    assert not page.flush()
    assert services.records.all(Observation) == ()
    add.clear()


def test_a_change_elsewhere_leaves_what_is_being_typed(
    page: MenteesPage, services: Services, qtbot: QtBot
) -> None:
    mentee(services)
    section(page, "Noticed")
    add = line(page, "Add a talent")
    write(add, title="Half a")
    services.mentoring.note("talent", None, "From elsewhere", day=TODAY)
    row_of(qtbot, page, "From elsewhere")
    write(add, title=" thought")
    assert add.values()["title"] == "Half a thought"


# Outcomes


def test_an_outcome_is_added_and_the_legacy_follows(
    page: MenteesPage, services: Services, qtbot: QtBot
) -> None:
    amara, tie = mentee(services, "Amara", started_on=dt.date(2024, 3, 1))
    section(page, "Outcomes")
    add = line(page, "Add an outcome")
    write(add, person="Amara", title="First paper", kind="Publication", position="Registrar")
    joint = add.controls["joint"]
    QTest.mouseClick(joint, LEFT, pos=QPoint(8, joint.height() // 2))
    QTest.mouseClick(add.add, LEFT)
    (made,) = services.records.all(Outcome)
    assert (made.person, made.relationship, made.kind, made.position, made.joint, made.date) == (
        *(amara, tie.id, "publication"),
        *("Registrar", True, TODAY),
    )
    see(
        qtbot,
        page,
        "1 outcome of 1 person, 1 reached together: publication 1. 2026: 1.",
        *("since 2024", "Registrar", "1, 1 together"),
    )
    assert row_of(qtbot, page, "Amara: First paper").badge.text() == "Publication, together"
    assert not page.findChildren(HourBars)
    for year in (2024, 2025):
        services.mentoring.add_outcome(amara, Outcome(title="x", date=dt.date(year, 1, 1)))
    qtbot.waitUntil(
        lambda: [bar.accessibleName() for bar in page.findChildren(HourBars)] == ["Outcomes by year"]
    )


# Hours


def test_hours_are_a_sentence_for_few_kinds_and_bars_for_more(
    page: MenteesPage, services: Services, qtbot: QtBot
) -> None:
    amara, _ = mentee(services)
    meeting = Meeting(date=day(-3), status="held", people=(amara,), minutes=90.0, contributions=("guidance",))
    services.records.save(meeting)
    section(page, "Hours")
    see(qtbot, page, "Guidance 1.5 h (1 meeting).", "No activity is logged in this time.")
    for category in ("service", "community", "teaching"):
        services.records.save(Activity(title="x", category=category, hours=2.0, date=day(-200)))
    assert "No activity is logged in this time." in texts(page)
    QTest.mouseClick(button(page, "Twelve months"), LEFT)
    see(qtbot, page, "Teaching", "2 h", "Given back, to the profession and the community: 4 h.")
    assert any(bars.accessibleName() == "Hours by kind of activity" for bars in page.findChildren(HourBars))


# My own craft


def test_i_rate_my_craft_and_a_goal_follows(page: MenteesPage, services: Services, qtbot: QtBot) -> None:
    section(page, "My development")
    goal_line = line(page, "Add a development goal")
    assert not goal_line.add.isEnabled()
    assert "Rate yourself first" in goal_line.add.toolTip()
    QTest.mouseClick(button(page, "Rate myself"), LEFT)
    (dialog,) = page.window().findChildren(MentorSixDialog)
    QTest.mouseClick(dialog.keep, LEFT)
    assert dialog.message.isVisible()
    for number, row in enumerate(dialog.rows.values()):
        row.scale.setFocus()
        QTest.keyClick(row.scale, Qt.Key.Key_Home)
        for _ in range(number):
            QTest.keyClick(row.scale, Qt.Key.Key_Right)
    dialog.why.setFocus()
    QTest.keyClicks(dialog.why, "Somebody did it for me")
    QTest.mouseClick(dialog.keep, LEFT)
    (rating,) = services.mentoring.craft().ratings
    assert [score.value for score in rating.scores] == [0, 1, 2, 3, 4, 5]
    see(qtbot, page, "Why I mentor: Somebody did it for me", "Rated 14 April 2026. Again from 13 Oct.")
    qtbot.waitUntil(goal_line.add.isEnabled)
    write(goal_line, title="Interrupt less")
    QTest.keyClick(goal_line.controls["title"], Qt.Key.Key_Return)
    (goal,) = services.records.all(Goal)
    assert goal.origin == rating.id
    assert row_of(qtbot, page, "Interrupt less").badge.text() == "Active"


def test_leaving_a_rating_asks_twice_and_keeps_nothing(
    page: MenteesPage, services: Services, qtbot: QtBot
) -> None:
    page.rate()
    (dialog,) = page.window().findChildren(MentorSixDialog)
    row = dialog.rows["listening"]
    row.scale.setFocus()
    QTest.keyClick(row.scale, Qt.Key.Key_Home)
    dialog.reject()
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.finished):
        dialog.reject()
    assert services.records.all(Pulse) == ()


def test_a_training_is_logged(page: MenteesPage, services: Services, qtbot: QtBot) -> None:
    section(page, "My development")
    add = line(page, "Add a training")
    write(add, title="Across difference", hours="2.5", provider="Graduate school")
    QTest.keyClick(add.controls["provider"], Qt.Key.Key_Return)
    (made,) = services.records.all(Activity)
    assert (made.trains_mentoring, made.hours, made.provider, made.date, made.category) == (
        *(True, 2.5, "Graduate school"),
        *(TODAY, "learning"),
    )
    assert row_of(qtbot, page, "Across difference").badge.text() == "Graduate school, 2.5 h"
    see(qtbot, page, "2.5 h all in all.")


# For everybody


def test_every_line_is_reached_by_a_command(page: MenteesPage, qtbot: QtBot) -> None:
    commands = {command.text: command for command in page.commands()}
    assert len(commands) == 9
    for text in ("Note a talent", "Add an outcome of a mentee", "Log a training as a mentor"):
        commands[text].run()
        qtbot.waitUntil(lambda: isinstance(page.focusWidget(), QLineEdit) and page.focusWidget().isVisible())
    commands["Mentees at a glance"].run()
    assert page.bar.value() == "glance"


def test_a_journal_that_cannot_be_written_is_only_read(
    services: Services, make_context: ContextMaker, qtbot: QtBot
) -> None:
    amara, _ = mentee(services)
    services.mentoring.note("hard_date", amara, "Viva", day=day(3))
    path: Path = services.journal.path
    services.journal.close()
    with open_journal(path, read_only=True) as journal:
        page = shown(make_context(services_for(journal)), qtbot)
        assert not rows(page)[0].deed.isEnabled()
        assert rows(page)[0].deed.toolTip()
        section(page, "Noticed")
        assert not line(page, "Add a talent").controls["title"].isEnabled()
        row_of(qtbot, page, "Write two lines to Amara before 17 April")
        assert not button(page, "I wrote to Amara").isEnabled()
        section(page, "My development")
        assert not button(page, "Rate myself").isEnabled()
        assert page.flush()
        assert not any(command.key.startswith("mentees-add") for command in page.commands())


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_has_a_name_and_nothing_is_cut_off(
    page: MenteesPage, services: Services, qtbot: QtBot, scale: float
) -> None:
    fill(services)
    page.context.themes.wear("light", scale)
    page.resize(960, 800)
    for name in ("At a glance", "Noticed", "Outcomes", "Hours", "My development"):
        section(page, name)
        qtbot.waitUntil(lambda: page.area.horizontalScrollBar().maximum() == 0)
        for control in page.findChildren(QWidget):
            if control.isVisible() and isinstance(control, QAbstractButton | QLineEdit | Fact):
                text = control.text() if isinstance(control, QAbstractButton) else ""
                assert control.accessibleName() or text


def fill(services: Services) -> None:
    amara, _ = mentee(services, "Amara Osei-Lindqvist", rough=True, budget=2.0)
    services.records.save(Meeting(date=day(-40), status="held", people=(amara,), minutes=90.0))
    services.mentoring.note("talent", amara, "Sees the flaw in a design at once", "Let her review", day=TODAY)
    services.mentoring.note("hard_date", amara, "Viva", day=day(3))
    for year in (2024, 2025, 2026):
        outcome = Outcome(title="A talk at the national meeting", date=dt.date(year, 1, 1))
        services.mentoring.add_outcome(amara, outcome)
    for number in (-400, -200, -1):
        scores = {item.key: 5 for item in instrument(MENTOR_SIX).items}
        services.mentoring.rate(scores, "Because", day=day(number))
    services.mentoring.add_training("Across difference", 2.0, "Graduate school", day=TODAY)
