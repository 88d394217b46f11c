"""People: kept by name, tied to me, what we owe each other, and how they would print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.people import PeoplePage
from mentorjournal.model.types import (
    Advice,
    Connection,
    Feedback,
    Goal,
    Meeting,
    Observation,
    Outcome,
    Person,
    Question,
    Reflection,
    Relationship,
)
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.storage.journal_file import open_journal
from tests.gui.conftest import ContextMaker
from tests.gui.pages.place_steps import (
    DAY,
    RETURN,
    cards,
    press,
    saved,
    shown,
    type_line,
    unnamed_controls,
    wait_until_it_fits,
)

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[PeoplePage]:
    made = shown(PeoplePage, context, qtbot)
    yield made
    made.flush()


def somebody(services: Services, name: str = "Helena Brandt", **fields: object) -> Person:
    return services.records.save(Person(title=name, **fields))  # type: ignore[arg-type]


def stored(page: PeoplePage) -> Person:
    return page.services.records.get(Person, page.saver.record_id)


def test_a_person_comes_into_the_journal_with_the_first_letters(
    page: PeoplePage, services: Services, qtbot: QtBot
) -> None:
    press(page.empty, "New person")
    assert not page.view.plan.isVisible()
    QTest.keyClicks(page.view.title, "Helena Brandt")
    saved(page, qtbot)
    assert stored(page).title == "Helena Brandt"
    assert page.view.plan.isVisible()
    assert [item.title for item in cards(page)] == ["Helena Brandt"]


def test_the_list_is_by_name_with_role_place_and_when_we_met(page: PeoplePage, services: Services) -> None:
    zoe = somebody(services, "Zoë", roles=("mentee",), organisation="Anatomy")
    somebody(services, "Åsa")
    services.records.save(Meeting(title="m", date=dt.date(2026, 3, 12), status="held", people=(zoe.id,)))
    last = next(item for item in cards(page) if item.key == zoe.id)
    assert (last.second, last.badge) == ("Mentee · Anatomy", "met 12 Mar")
    assert len(cards(page)) == 2


def test_a_side_is_a_role_or_a_relationship(page: PeoplePage, services: Services) -> None:
    mentor, mentee = somebody(services, "A", roles=("mentor",)), somebody(services, "B")
    somebody(services, "C")
    services.records.save(Relationship(person=mentee.id, my_role="mentor"))
    press(page.filter, "Mentors")
    assert [item.key for item in cards(page)] == [mentor.id]
    press(page.filter, "Mentees")
    assert [item.key for item in cards(page)] == [mentee.id]
    assert page.saver.record_id == mentee.id
    page.show_record(mentor.id)
    assert len(cards(page)) == 3


def test_roles_are_toggled_each_as_a_step(page: PeoplePage, services: Services) -> None:
    page.show_record(somebody(services).id)
    press(page.view.roles, "Mentor")
    press(page.view.roles, "Ally")
    assert stored(page).roles == ("mentor", "ally")
    services.history.undo()
    assert page.view.roles.value() == ("mentor",)


def test_the_sentence_says_how_somebody_would_print_now(page: PeoplePage, services: Services) -> None:
    page.show_record(somebody(services, roles=("mentor",)).id)
    sentence = page.view.paper.sentence
    assert sentence.text() == "A report says: Mentor"
    QTest.keyClicks(page.view.paper.texts["role_label"], "my supervisor")
    page.flush()
    assert sentence.text() == "A report says: my supervisor"
    press(page.view.paper, "By name")
    assert sentence.text().startswith("A report says: my supervisor. The name stays out")
    press(page.view.paper, "Given")
    assert sentence.text() == "A report says: Helena Brandt"
    type_line(page.view.paper.choices["consent_on"], "12 Mar 2026")  # type: ignore[arg-type]
    assert stored(page).consent_on == dt.date(2026, 3, 12)
    press(page.view.paper, "Left out")
    assert "leaves this person out" in sentence.text()
    press(page.view.paper, "By pseudonym")
    assert sentence.text() == "A report says: Mentor A"


def test_a_relationship_is_added_and_changed_in_place(
    page: PeoplePage, services: Services, qtbot: QtBot
) -> None:
    person = somebody(services)
    page.show_record(person.id)
    QTest.mouseClick(page.view.add_tie, LEFT)
    ((key, card),) = page.view.ties.items()
    assert card.title.hasFocus()
    QTest.keyClicks(card.title, "Main mentor")
    saved(page, qtbot)
    card.fields["cadence"].setFocus()
    QTest.keyClick(card.fields["cadence"], Qt.Key.Key_Down)
    type_line(card.fields["minutes"], "45")
    tie = services.records.get(Relationship, key)
    assert (tie.title, tie.person, tie.cadence, tie.minutes) == ("Main mentor", person.id, "quarterly", 45)
    assert "Every three months, 45 min" in card.small.text()
    assert page.show_record(key)
    assert page.saver.record_id == person.id
    assert page.show_record(person.id)
    QTest.mouseClick(card.delete, LEFT)
    assert page.view.ties == {}
    services.history.undo()
    assert list(page.view.ties) == [key]


def test_promises_of_both_sides_are_added_and_ticked(page: PeoplePage, services: Services) -> None:
    person = somebody(services)
    page.show_record(person.id)
    for promises, text in (
        (page.view.shared.theirs, "Comments by fri"),
        (page.view.shared.mine, "Send the draft"),
    ):
        QTest.keyClicks(promises.add_row.title, text)
        QTest.keyClick(promises.add_row.title, RETURN)
    found = services.people.page(person.id, DAY)
    assert [(item.item.title, item.owner) for item in found.theirs] == [("Comments", "Helena Brandt")]
    assert [(item.item.title, item.item.owner) for item in found.mine] == [("Send the draft", None)]
    (row,) = page.view.shared.mine.rows()
    QTest.keyClick(row.box, Qt.Key.Key_Space)
    assert services.people.page(person.id, DAY).mine[0].item.done_on == DAY


def test_a_promise_made_at_a_meeting_leads_there(page: PeoplePage, services: Services, qtbot: QtBot) -> None:
    person = somebody(services)
    meeting = services.records.save(Meeting(title="m", date=DAY, people=(person.id,)))
    action = services.actions.add("Read it", owner=person.id, meeting=meeting.id)
    page.show_record(person.id)
    (row,) = page.view.shared.theirs.rows()
    opener = next(
        item for item in row.findChildren(type(row.delete)) if item.toolTip() == "Go to where it was agreed"
    )
    with qtbot.waitSignal(page.context.navigator.record_wanted) as asked:
        QTest.mouseClick(opener, LEFT)
    assert asked.args == [action.id]


def test_everything_between_us_stands_there_and_opens(
    page: PeoplePage, services: Services, qtbot: QtBot
) -> None:
    person = somebody(services)
    meeting = services.records.save(Meeting(title="Aims", date=DAY, status="held", people=(person.id,)))
    services.records.save(Feedback(title="On aims", date=DAY, person=person.id))
    services.records.save(Reflection(title="Afterwards", date=DAY, people=(person.id,)))
    services.records.save(Question(title="Which journal?", date=DAY, for_whom=person.id))
    services.records.save(Question(title="Answered", date=DAY, for_whom=person.id, answered_on=DAY))
    services.records.save(Advice(title="Ask early", date=DAY, person=person.id))
    services.records.save(Advice(title="Sleep", date=DAY, person=person.id, direction="given"))
    services.records.save(Connection(title="A visit", date=DAY, introducer=person.id, follow_up=DAY))
    services.records.save(Connection(title="A talk", date=DAY, introducer=person.id, thanked_on=DAY))
    services.records.save(Outcome(title="First paper", date=DAY, person=person.id, kind="publication"))
    services.records.save(Observation(title="Draws well", date=DAY, person=person.id, kind="talent"))
    page.show_record(person.id)
    shown_rows = {name: len(rows.rows.rows()) for name, rows in page.view.shared.rows.items()}
    assert shown_rows == {
        "questions": 1,
        "advice": 2,
        "noticed": 1,
        "introductions": 2,
        "outcomes": 1,
        "meetings": 1,
        "feedback": 1,
        "entries": 1,
        "resources": 0,
    }
    assert page.view.shared.rows["questions"].accessibleName() == "Questions for them"
    assert not page.view.shared.rows["resources"].isVisible()
    with qtbot.waitSignal(page.context.navigator.record_wanted) as asked:
        QTest.mouseClick(page.view.shared.rows["meetings"].rows.rows()[0], LEFT)
    assert asked.args == [meeting.id]
    assert page.view.caption.text() == "Last met 14 Apr"


def test_many_meetings_show_a_few_and_then_all(page: PeoplePage, services: Services) -> None:
    person = somebody(services)
    for day in range(1, 10):
        services.records.save(Meeting(title=str(day), date=dt.date(2026, 3, day), people=(person.id,)))
    page.show_record(person.id)
    meetings = page.view.shared.rows["meetings"]
    assert (len(meetings.rows.rows()), meetings.more.text()) == (6, "3 more")
    QTest.mouseClick(meetings.more, LEFT)
    assert len(meetings.rows.rows()) == 9
    assert not meetings.more.isVisible()


def test_plan_and_record_make_a_record_with_this_person_and_go_there(
    page: PeoplePage, services: Services, qtbot: QtBot
) -> None:
    person = somebody(services, short_name="Helena")
    page.show_record(person.id)
    with qtbot.waitSignal(page.context.navigator.record_wanted) as asked:
        QTest.mouseClick(page.view.plan, LEFT)
    meeting = services.records.get(Meeting, asked.args[0])
    assert (meeting.title, meeting.status, meeting.people) == (
        "Meeting with Helena",
        "planned",
        (person.id,),
    )
    assert meeting.date == dt.date(2026, 4, 21)
    with qtbot.waitSignal(page.context.navigator.record_wanted) as asked:
        QTest.mouseClick(page.view.record, LEFT)
    feedback = services.records.get(Feedback, asked.args[0])
    assert (feedback.person, feedback.direction, feedback.date) == (person.id, "received", DAY)


def test_asking_for_feedback_is_a_promise_of_mine(page: PeoplePage, services: Services) -> None:
    page.show_record(somebody(services, short_name="Helena").id)
    QTest.mouseClick(page.view.ask, LEFT)
    (row,) = page.view.shared.mine.rows()
    assert row.title.value() == "Ask Helena for feedback"


def test_undo_elsewhere_refreshes_and_typing_survives(page: PeoplePage, services: Services) -> None:
    person = somebody(services)
    page.show_record(person.id)
    services.records.amend(person.id, {"phone": "123"}, "Edit phone")
    assert page.view.texts["phone"].value() == "123"
    services.history.undo()
    assert page.view.texts["phone"].value() == ""
    QTest.keyClicks(page.view.notes, "Likes one page")
    services.records.amend(person.id, {"starred": True}, "Add star")
    assert page.view.notes.value() == "Likes one page"
    assert stored(page).notes == "Likes one page"


def test_delete_goes_to_the_trash_and_undo_brings_back(page: PeoplePage, services: Services) -> None:
    first, second = somebody(services, "Ada"), somebody(services, "Bea")
    page.show_record(first.id)
    QTest.mouseClick(page.view.delete, LEFT)
    assert page.saver.record_id == second.id
    services.history.undo()
    assert [item.key for item in cards(page)] == [first.id, second.id]


def test_commands_fit_what_is_shown(page: PeoplePage, services: Services) -> None:
    assert {command.key for command in page.commands()} == {"person-new"}
    page.show_record(somebody(services).id)
    assert {command.key for command in page.commands()} == {
        *("person-new", "person-delete", "inspector"),
        *("person-meeting", "person-feedback", "person-ask", "person-form", "person-review", "person-tie"),
    }


def test_a_journal_for_reading_only_is_read(
    services: Services, make_context: ContextMaker, qtbot: QtBot
) -> None:
    person = somebody(services, notes="As it was.")
    services.records.save(Relationship(title="Mentor", person=person.id))
    services.journal.close()
    with open_journal(services.journal.path, read_only=True) as database:
        context = make_context(services_for(database))
        page = shown(PeoplePage, context, qtbot)
        QTest.keyClicks(page.view.notes, "no")
        QTest.keyClicks(page.view.texts["phone"], "no")
        press(page.view.roles, "Ally")
        assert page.view.notes.value() == "As it was."
        assert page.view.texts["phone"].value() == ""
        assert page.view.roles.value() == ()
        assert not page.view.plan.isEnabled()
        assert not page.view.shared.mine.add_row.isVisible()
        assert all(not card.edit.isVisible() for card in page.view.ties.values())
        assert {command.key for command in page.commands()} == {"inspector"}
        page.close()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_page_fits_its_window_at_any_text_size(
    page: PeoplePage, services: Services, scale: float, qtbot: QtBot
) -> None:
    person = somebody(services, email="h@example.org")
    services.records.save(Relationship(title="Mentor", person=person.id))
    for number, status in ((-40, "held"), (3, "planned")):
        day = DAY + dt.timedelta(days=number)
        services.records.save(Meeting(title="A presentation", date=day, status=status, people=(person.id,)))
    action = services.people.promise(person.id, "Comments on the manuscript", DAY, theirs=True)
    services.records.amend(action.id, {"goal": services.records.save(Goal(title="g")).id})
    page.show_record(person.id)
    wait_until_it_fits(page, scale, qtbot)


def test_every_control_has_a_name(page: PeoplePage, services: Services) -> None:
    person = somebody(services)
    services.records.save(Relationship(title="Mentor", person=person.id))
    services.people.promise(person.id, "Send it", None, theirs=False)
    page.show_record(person.id)
    assert unnamed_controls(page.list, page.view) == []


def test_who_roots_for_me_shaped_me_and_shares_my_experience_is_kept(
    page: PeoplePage, services: Services
) -> None:
    person = somebody(services)
    page.show_record(person.id)
    page.view.champion.setFocus()
    QTest.keyClick(page.view.champion, Qt.Key.Key_Space)
    QTest.keyClicks(page.view.texts["shares"], "First in the family")
    QTest.keyClicks(page.view.shaped, "Asks before she answers")
    page.view.met_on.edited.emit(DAY)
    assert page.flush()
    kept = services.records.get(Person, person.id)
    assert (kept.champion, kept.shares, kept.shaped, kept.met_on) == (
        True,
        "First in the family",
        "Asks before she answers",
        DAY,
    )
