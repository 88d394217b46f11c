"""Relationships: begun, led through their phases, paused, added up; worded for the side I am on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.relationships import RelationshipsPage
from mentorjournal.gui.widgets.rows import ListRow
from mentorjournal.model.types import ActionItem, Agreement, Meeting, Person, Pulse, Relationship
from mentorjournal.services.bundle import Services
from mentorjournal.services.profile import Owner
from tests.gui.pages.place_steps import (
    DAY,
    cards,
    headings,
    press,
    saved,
    shown,
    type_line,
)

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[RelationshipsPage]:
    made = shown(RelationshipsPage, context, qtbot)
    yield made
    made.flush()


def somebody(services: Services, name: str = "Helena Brandt", **fields: object) -> Person:
    return services.records.save(Person(title=name, **fields))  # type: ignore[arg-type]


def tie(services: Services, person: Person | None = None, **fields: object) -> Relationship:
    made = Relationship(person=person.id if person else None, **fields)  # type: ignore[arg-type]
    return services.records.save(made)


def stored(page: RelationshipsPage) -> Relationship:
    return page.services.records.get(Relationship, page.saver.record_id)


def test_the_list_has_groups_and_says_what_matters(page: RelationshipsPage, services: Services) -> None:
    helena = somebody(services)
    tie(services, helena, title="Main mentor", phase="cultivation")
    tie(services, title="Second mentor", phase="search", stage="contacted")
    tie(services, somebody(services, "Tom Lim"), phase="search", stage="declined")
    tie(services, title="Statistics", paused_until=dt.date(2026, 6, 1))
    tie(services, title="First one", phase="closed")
    services.records.save(Meeting(title="m", date=dt.date(2026, 3, 12), status="held", people=(helena.id,)))
    assert headings(page) == ["Active", "In search", "Paused", "Declined", "Closed"]
    assert [(item.title, item.second, item.badge) for item in cards(page)] == [
        ("Helena Brandt", "Main mentor, Cultivation", "met 12 Mar"),
        ("Second mentor", "Contacted", ""),
        ("Statistics", "until 1 Jun", ""),
        ("Tom Lim", "", ""),
        ("First one", "Closed", ""),
    ]


def test_with_whom_is_archived_leaves_the_active_ones_and_comes_back(
    page: RelationshipsPage, services: Services
) -> None:
    helena = somebody(services)
    made = tie(services, helena, title="Main mentor", phase="cultivation")
    assert page.show_record(made.id)
    services.records.amend(helena.id, {"archived": True}, "Archive")
    assert headings(page) == ["Archived"]
    assert "Archived" in page.view.caption.text()
    assert not page.view.pause.isVisible()
    assert services.history.undo() == "Archive"
    assert headings(page) == ["Active"]


def test_a_relationship_begins_with_a_name_and_what_it_is(
    page: RelationshipsPage, services: Services, qtbot: QtBot
) -> None:
    press(page.empty, "New relationship")
    assert page.view.form.person.hasFocus()
    type_line(page.view.form.person, "Helena Brandt")
    made = stored(page)
    assert services.records.get(Person, made.person or "").title == "Helena Brandt"
    assert (made.started_on, made.my_role) == (DAY, "mentee")
    page.view.form.texts["title"].setFocus()
    QTest.keyClicks(page.view.form.texts["title"], "Main mentor")
    saved(page, qtbot)
    assert [(item.title, item.second) for item in cards(page)] == [
        ("Helena Brandt", "Main mentor, Initiation")
    ]
    assert page.view.heading.text() == "Main mentor: Helena Brandt"


def test_a_known_person_is_not_made_again(page: RelationshipsPage, services: Services) -> None:
    helena = somebody(services)
    page.new_record()
    type_line(page.view.form.person, "helena brandt")
    assert stored(page).person == helena.id
    assert len(services.records.all(Person)) == 1


def test_a_mentor_begins_as_the_mentor(page: RelationshipsPage, services: Services) -> None:
    services.profile.save(Owner("Amara", "mentor"))
    page.new_record()
    type_line(page.view.form.person, "Jonas Weber")
    assert stored(page).my_role == "mentor"
    texts = [label.text() for label in page.view.findChildren(QLabel)]
    assert "Support given" in texts
    assert "Roles I play" in texts
    assert "Hours a month I offer" in texts
    press(page.view, "Change details")
    choice = page.view.form.choices["my_role"]
    choice.edited.emit("mentee")
    texts = [label.text() for label in page.view.findChildren(QLabel)]
    assert "Support received" in texts
    assert "Roles they play" in texts


def test_the_phase_is_one_click_and_one_step(page: RelationshipsPage, services: Services) -> None:
    page.show_record(tie(services, somebody(services)).id)
    path = page.view.phase
    assert path.steps["initiation"].accessibleName() == "Initiation, now"
    QTest.mouseClick(path.steps["cultivation"], LEFT)
    assert stored(page).phase == "cultivation"
    assert path.steps["initiation"].accessibleName() == "Initiation, behind us"
    assert cards(page)[0].second == "Cultivation"
    assert services.history.undo() == "Change phase"
    assert path.value() == "initiation"
    path.steps["separation"].setFocus()
    QTest.keyClick(path.steps["separation"], Qt.Key.Key_Space)
    assert stored(page).phase == "separation"


def test_a_planned_meeting_belongs_to_this_relationship(
    page: RelationshipsPage, services: Services, context: Context, qtbot: QtBot
) -> None:
    helena = somebody(services)
    made = tie(services, helena, title="Thesis")
    tie(services, helena, title="Clinic")
    page.show_record(made.id)
    with qtbot.waitSignal(context.navigator.record_wanted) as asked:
        QTest.mouseClick(page.view.plan, LEFT)
    meeting = services.records.get(Meeting, str(asked.args[0]) if asked.args else "")
    assert (meeting.relationship, meeting.people) == (made.id, (helena.id,))
    assert services.history.undo() == "Plan meeting"


def test_without_a_person_no_meeting_is_planned_but_asked_with_whom(
    page: RelationshipsPage, services: Services
) -> None:
    page.show_record(tie(services, title="Somebody in statistics").id)
    QTest.mouseClick(page.view.plan, LEFT)
    assert services.records.all(Meeting) == ()
    assert page.view.form.person.hasFocus()


def test_it_is_paused_until_a_day_and_goes_on_again(page: RelationshipsPage, services: Services) -> None:
    page.show_record(tie(services, somebody(services)).id)
    QTest.mouseClick(page.view.pause, LEFT)
    field = page.view.form.choices["paused_until"]
    assert field.hasFocus()
    type_line(field, "1 Jun 2026")
    assert page.view.resting.text() == "Paused until 1 Jun."
    assert headings(page) == ["Paused"]
    QTest.mouseClick(page.view.pause, LEFT)
    assert stored(page).paused_until is None
    assert headings(page) == ["Active"]
    assert services.history.undo() == "Resume relationship"
    assert services.history.undo() == "Pause relationship"
    assert page.view.pause.text() == "Pause…"


def test_a_rough_patch_is_flagged_and_undone(page: RelationshipsPage, services: Services) -> None:
    page.show_record(tie(services, somebody(services)).id)
    QTest.mouseClick(page.view.rough, LEFT)
    assert stored(page).rough
    assert "rough patch" in page.view.resting.text()
    services.history.undo()
    assert not page.view.rough.isChecked()
    assert not page.view.resting.isVisible()


def test_hours_roles_and_support_are_added_up(page: RelationshipsPage, services: Services) -> None:
    helena = somebody(services)
    made = tie(services, helena, budget=2, offered=3, roles=("sponsor", "coach"))
    for month in (2, 3):
        services.records.save(
            Meeting(
                title="m",
                date=dt.date(2026, month, 1),
                status="held",
                people=(helena.id,),
                minutes=90,
                roles_played=("sponsor",),
                support=("sponsorship", "friendship"),
            )
        )
    page.show_record(made.id)
    sums = page.view.sums
    assert sums.hours.words.text() == "1 h a month lately, 2 h planned"
    assert sums.hours.more.text() == "3 h in all. They offer 3 h a month."
    assert sums.hours.bar.share == 0.5
    assert sums.pills.texts() == ("Sponsor · 2", "Coach")
    assert sums.pills.missing.text() == "Still missing: coach."
    assert sums.balance.words.text() == "Career 2, personal 2"


def test_promises_are_made_ticked_and_counted_on_both_sides(
    page: RelationshipsPage, services: Services
) -> None:
    helena = somebody(services)
    services.records.save(ActionItem(title="Comments", owner=helena.id, due=dt.date(2026, 4, 1)))
    page.show_record(tie(services, helena).id)
    assert page.view.kept["theirs"].text() == "0 of 1 promise kept"
    assert not page.view.kept["mine"].isVisible()
    QTest.mouseClick(page.view.theirs.rows()[0].box, LEFT)
    assert page.view.kept["theirs"].text() == "1 of 1 promise kept"
    add = page.view.mine.add_row.title
    add.setFocus()
    QTest.keyClicks(add, "Send the aims page")
    QTest.keyClick(add, Qt.Key.Key_Return)
    mine = next(item for item in services.records.all(ActionItem) if not item.owner)
    assert (mine.title, mine.people) == ("Send the aims page", (helena.id,))


def test_words_are_saved_by_themselves_and_private_notes_too(
    page: RelationshipsPage, services: Services, qtbot: QtBot
) -> None:
    page.show_record(tie(services, somebody(services)).id)
    QTest.keyClicks(page.view.purpose, "Finish the pilot")
    QTest.keyClicks(page.view.notes["dual_role"], "On my panel")
    saved(page, qtbot)
    assert (stored(page).purpose, stored(page).dual_role) == ("Finish the pilot", "On my panel")
    services.records.amend(page.saver.record_id, {"title": "Elsewhere"})
    assert page.view.purpose.value() == "Finish the pilot"
    assert page.view.heading.text() == "Elsewhere: Helena Brandt"


def test_the_story_leads_to_what_it_tells_of(
    page: RelationshipsPage, services: Services, context: Context, qtbot: QtBot
) -> None:
    helena = somebody(services)
    made = tie(services, helena, started_on=dt.date(2026, 1, 5))
    meeting = services.records.save(
        Meeting(title="First talk", date=dt.date(2026, 1, 9), status="held", people=(helena.id,))
    )
    version = services.records.save(
        Agreement(relationship=made.id, number=1, agreed_by_me=DAY, agreed_by_them=DAY)
    )
    page.show_record(made.id)
    rows = page.view.story.rows.rows()
    assert len(rows) == 3
    with qtbot.waitSignal(context.navigator.record_wanted) as asked:
        QTest.mouseClick(rows[1], LEFT)
    assert asked.args == [meeting.id]
    QTest.mouseClick(rows[0], LEFT)
    assert page.desk.version is not None
    assert page.desk.version.id == version.id
    assert page.middle.currentWidget() is page.desk


def test_a_fit_check_leads_to_the_board_and_a_check_to_its_card(
    page: RelationshipsPage, services: Services, context: Context, qtbot: QtBot
) -> None:
    made = services.mentor_search.add("Ruth Okafor")
    services.mentor_search.rate(made.id, {"field": 4}, "", DAY)
    services.mentor_search.move(made.id, "agreed", DAY)
    services.records.save(Pulse(about=made.id, date=dt.date(2026, 1, 4), instrument="relationship_check"))
    page.show_record(made.id)
    rows = {row.label.text(): row for row in page.view.story.rows.findChildren(ListRow)}
    with qtbot.waitSignal(context.navigator.view_wanted) as asked:
        QTest.mouseClick(rows["Fit check"], LEFT)
    assert asked.args == [made.id, "search"]
    QTest.mouseClick(rows["Relationship check"], LEFT)
    assert page.view.check.begin.hasFocus()


def test_an_agreement_or_a_check_leads_to_its_relationship(
    page: RelationshipsPage, services: Services
) -> None:
    made, other = tie(services, somebody(services)), tie(services, title="Other")
    check = services.records.save(Pulse(about=made.id, date=DAY))
    version = services.records.save(Agreement(relationship=made.id, number=1))
    page.show_record(other.id)
    assert page.show_record(check.id)
    assert page.saver.record_id == made.id
    page.show_record(other.id)
    assert page.show_record(version.id)
    assert page.saver.record_id == made.id
    assert page.middle.currentWidget() is page.desk
