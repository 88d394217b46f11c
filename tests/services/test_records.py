"""Records of any type: saved and amended without loss, connected, trashed, and gone for good after 30 days."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.types import (
    RECORD_TYPES,
    ActionItem,
    Activity,
    AgendaItem,
    Agreement,
    Feedback,
    Goal,
    Insight,
    Meeting,
    Milestone,
    Person,
    Pulse,
    Reflection,
    Relationship,
    Resource,
    Tag,
)
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.records import Home
from mentorjournal.storage.journal_file import open_journal
from tests.services.trash_steps import time_passes
from tests.storage.helpers import Clock


def test_amending_leaves_what_others_changed_meanwhile(services: Services) -> None:
    goal = services.records.save(Goal(title="Draft", why="Old"))
    services.records.amend(goal.id, {"why": "New"})
    services.records.set_tags(goal.id, ["writing"])
    after = services.records.amend(goal.id, {"title": "Submit"}, "Rename goal")
    assert isinstance(after, Goal)
    assert (after.title, after.why, len(after.tags)) == ("Submit", "New", 1)
    assert services.history.undo() == "Rename goal"
    assert services.records.get(Goal, goal.id).title == "Draft"


def test_amending_without_a_name_for_it_names_the_record(services: Services) -> None:
    action = services.records.save(ActionItem(title="Send"))
    services.records.amend(action.id, {"title": "Send it"})
    assert services.history.next_undo() == "Edit action item"


def test_amending_what_is_gone_says_so(services: Services) -> None:
    with pytest.raises(NotFound, match="This record is not in the journal any more"):
        services.records.amend("nothing", {"title": "x"})
    assert services.history.next_undo() == ""


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (Goal(title="x", status="someday"), "Goal: State cannot be 'someday'"),
        (Person(title="x", roles=("mentor", "boss")), "Person: Roles cannot be 'boss'"),
        (Reflection(visibility="public"), "Who may see this cannot be 'public'"),  # type: ignore[arg-type]
    ],
)
def test_a_choice_that_is_none_is_refused_and_nothing_is_saved(
    services: Services, record: Goal | Person | Reflection, told: str
) -> None:
    with pytest.raises(InvalidRecord, match=told):
        services.records.save(record)
    assert services.records.counts() == {}


def test_saving_names_its_step_after_the_record(services: Services) -> None:
    action = services.records.save(ActionItem(title="Send it"))
    assert services.history.next_undo() == "New action item"
    services.records.save(dataclasses.replace(action, title="Send it today"))
    assert services.history.next_undo() == "Edit action item"
    services.records.save(dataclasses.replace(action, title="No"), "Say no")
    assert services.history.next_undo() == "Say no"


def test_all_is_in_order_of_titles_and_knows_no_trash(services: Services) -> None:
    for title in ("b", "a", "c"):
        services.records.save(Person(title=title))
    services.records.trash(services.records.all(Person)[2].id)
    assert [person.title for person in services.records.all(Person)] == ["a", "b"]
    assert services.records.counts() == {"person": 2}


def test_tags_are_made_where_missing_in_the_same_step(services: Services) -> None:
    services.records.save(Tag(title="Ward"))
    entry = services.records.save(Reflection(title="x"))
    services.records.set_tags(entry.id, ["ward", " Night ", "", "night"])
    tags = services.records.get(Reflection, entry.id).tags
    assert list(services.records.titles(tags).values()) == ["Ward", "Night"]
    assert services.history.undo() == "Change tags"
    assert services.records.get(Reflection, entry.id).tags == ()
    assert [tag.title for tag in services.records.all(Tag)] == ["Ward"]


def test_people_are_made_where_missing_in_the_same_step(services: Services) -> None:
    known = services.records.save(Person(title="Dr Helena Brandt"))
    entry = services.records.save(Reflection(title="x"))
    services.records.set_people(entry.id, ["dr helena brandt", "Tom Okafor"])
    people = services.records.get(Reflection, entry.id).people
    assert people[0] == known.id
    assert services.records.titles(people)[people[1]] == "Tom Okafor"
    assert services.history.undo() == "Change people"
    assert services.records.all(Person) == (known,)


def test_of_two_people_of_one_name_each_stays_where_they_are(services: Services) -> None:
    first, second = (services.records.save(Person(title="Anna Lee")) for _ in range(2))
    for person in (first, second):
        entry = services.records.save(Reflection(title="x", people=(person.id,)))
        services.records.set_people(entry.id, ["anna lee", "Tom Okafor"])
        assert services.records.get(Reflection, entry.id).people[0] == person.id
        services.records.set_people(entry.id, ["Tom Okafor"])
        assert person.id not in services.records.get(Reflection, entry.id).people
    both = services.records.save(Reflection(title="x", people=(second.id, first.id)))
    services.records.set_people(both.id, ["Anna Lee", "Anna Lee"])
    assert services.records.get(Reflection, both.id).people == (second.id, first.id)
    assert len(services.records.all(Person)) == 3


def test_a_goal_goes_to_the_trash_and_comes_back_with_what_belongs_to_it_alone(
    services: Services, clock: Clock
) -> None:
    goal = services.records.save(Goal(title="Teach"))
    meeting = services.records.save(Meeting(title="Agreed"))
    early = services.records.save(Milestone(title="Early", goal=goal.id))
    services.records.trash(early.id)
    clock.forward(hours=1)
    step = services.records.save(Milestone(title="Step", goal=goal.id))
    mine = services.records.save(ActionItem(title="Mine", goal=goal.id))
    agreed = services.records.save(ActionItem(title="Theirs", goal=goal.id, meeting=meeting.id))
    services.records.trash(goal.id)
    assert services.records.counts() == {"meeting": 1, "action": 1}
    services.records.untrash(goal.id)
    assert services.records.all(Milestone) == (services.records.get(Milestone, step.id),)
    assert {item.id for item in services.records.all(ActionItem)} == {mine.id, agreed.id}
    services.records.trash(goal.id)
    services.records.erase_for_good(goal.id)
    assert services.records.peek(step.id) is None
    assert services.records.peek(early.id) is None


def test_tags_keep_their_order_and_are_known_in_any_case(services: Services) -> None:
    entry = services.records.save(Reflection(title="x"))
    services.records.set_tags(entry.id, ["ward", "night"])
    ward, night = services.records.get(Reflection, entry.id).tags
    services.records.set_tags(entry.id, ["Night", " ward", "", "NIGHT"])
    assert services.records.get(Reflection, entry.id).tags == (night, ward)


def test_connecting_is_seen_from_both_sides_and_taken_back_from_either(services: Services) -> None:
    goal, entry = services.records.save(Goal(title="Goal")), services.records.save(Reflection(title="Entry"))
    services.records.connect(entry.id, goal.id)
    services.records.connect(entry.id, goal.id)
    (from_goal,), (from_entry,) = services.records.linked(goal.id), services.records.linked(entry.id)
    assert (from_goal.row.id, from_goal.role, from_goal.incoming) == (entry.id, "related", True)
    assert (from_entry.row.id, from_entry.incoming) == (goal.id, False)
    services.records.disconnect(goal.id, entry.id)
    assert services.records.linked(goal.id) == ()
    assert services.history.undo() == "Remove link"
    assert services.history.undo() == "Link records"
    assert services.records.get(Reflection, entry.id) == entry


def test_the_home_of_each_type_is_itself_or_what_it_belongs_to(services: Services) -> None:
    save = services.records.save
    goal, meeting = save(Goal(title="Goal")), save(Meeting(title="Meeting"))
    entry = save(Reflection(title="Entry"))
    insight = save(Insight(title="Insight", origin=entry.id))
    for own in (goal, meeting, entry, insight):
        assert services.records.home_of(own.id) == Home(own.TYPE, own.id)
    for other in (Feedback(title="x"), Resource(title="x"), Person(title="x"), Activity(title="x")):
        kept = save(other)
        assert services.records.home_of(kept.id) == Home(kept.TYPE, kept.id)
    tie = save(Relationship(title="x"))
    for part in (save(Agreement(relationship=tie.id)), save(Pulse(about=tie.id))):
        assert services.records.home_of(part.id) == Home(part.TYPE, part.id)
    resource = save(Resource(title="x", goal=goal.id))
    assert services.records.home_of(resource.id) == Home("resource", resource.id)
    file = services.attachments.add_bytes(entry.id, "a.txt", b"text")
    for record, home in (
        (save(Milestone(title="x", goal=goal.id)), goal),
        (save(AgendaItem(title="x", meeting=meeting.id)), meeting),
        (save(ActionItem(title="x", goal=goal.id)), goal),
        (save(ActionItem(title="x", meeting=meeting.id, goal=goal.id)), meeting),
        (save(ActionItem(title="x", origin=insight.id)), insight),
        (file, entry),
    ):
        assert services.records.home_of(record.id) == Home(home.TYPE, home.id)


def test_every_type_that_has_no_place_of_its_own_is_at_home_somewhere(services: Services) -> None:
    for name, record_type in RECORD_TYPES.items():
        record = services.records.save(record_type(title="alone"))
        assert services.records.home_of(record.id) == Home(name, record.id)


def test_an_action_outlives_the_meeting_it_was_agreed_at(services: Services) -> None:
    goal, meeting = services.records.save(Goal(title="g")), services.records.save(Meeting(title="m"))
    both = services.records.save(ActionItem(title="x", meeting=meeting.id, goal=goal.id))
    one = services.records.save(ActionItem(title="x", meeting=meeting.id))
    line = services.records.save(AgendaItem(title="x", meeting=meeting.id))
    services.records.trash(meeting.id)
    assert services.records.home_of(both.id) == Home("goal", goal.id)
    assert services.records.home_of(one.id) == Home("action", one.id)
    assert services.records.home_of(line.id) is None
    assert services.records.home_of(meeting.id) is None
    assert services.records.home_of("nothing") is None


def test_two_actions_that_follow_from_each_other_have_a_home_too(services: Services) -> None:
    first = services.records.save(ActionItem(title="a"))
    second = services.records.save(ActionItem(title="b", origin=first.id))
    services.records.amend(first.id, {"origin": second.id})
    assert services.records.home_of(first.id) is not None


def test_the_trash_takes_and_gives_back(services: Services, clock: Clock) -> None:
    goal = services.records.save(Goal(title="Learn to say no"))
    clock.forward(hours=1)
    assert services.records.trash(goal.id) == "Delete goal"
    assert services.timeline.search("learn") == ()
    ((row, moment),) = services.records.trashed()
    assert (row.id, moment) == (goal.id, clock.now)
    services.records.untrash(goal.id)
    assert services.records.trashed() == ()
    assert [hit.row.id for hit in services.timeline.search("learn")] == [goal.id]
    services.history.undo()
    assert len(services.records.trashed()) == 1
    assert services.history.undo() == "Delete goal"
    assert services.records.get(Goal, goal.id).deleted_at is None


def test_only_what_is_in_the_trash_is_erased_for_good(services: Services) -> None:
    goal = services.records.save(Goal(title="Stay"))
    with pytest.raises(InvalidRecord, match="“Stay” is not in the trash"):
        services.records.erase_for_good(goal.id)
    services.records.trash(goal.id)
    services.records.erase_for_good(goal.id)
    assert services.records.peek(goal.id) is None
    assert services.history.undo() == ""
    with pytest.raises(NotFound):
        services.records.erase_for_good(goal.id)


def test_the_trash_is_emptied_after_thirty_days_and_not_before(services: Services, clock: Clock) -> None:
    old, young = (services.records.save(Insight(title=title)) for title in ("old", "young"))
    services.records.trash(old.id)
    clock.forward(days=1)
    services.records.trash(young.id)
    assert time_passes(services, clock, days=28, hours=23) == 0
    assert time_passes(services, clock, days=0, hours=1) == 1
    assert services.records.peek(old.id) is None
    assert services.records.peek(young.id) is not None


def test_a_trash_of_more_than_the_window_lists_is_emptied_wholly(services: Services, clock: Clock) -> None:
    with services.journal.writing("Import", kind="import") as change:
        for number in range(520):
            change.trash(change.put(Tag(title=str(number))))
    assert time_passes(services, clock, days=30) == 520
    assert services.records.counts() == {}


def test_what_is_erased_is_not_in_the_file_any_more(services: Services, clock: Clock) -> None:
    path = services.journal.path
    for number in range(30):
        services.records.save(Reflection(title=f"Something else {number}"))
    gone = services.records.save(Insight(title="Quetzalbird", detail="Zanzibargrape " * 400))
    services.records.amend(gone.id, {"detail": "Xylophonewood"})
    services.attachments.add_bytes(gone.id, "notes.txt", b"Kumquatseed" * 900)
    kept = services.records.save(Insight(title="Marmaladecat"))
    services.records.trash(gone.id)
    time_passes(services, clock, days=30)
    services.journal.close()
    data = path.read_bytes().lower()
    assert b"marmaladecat" in data
    assert [word for word in (b"quetzal", b"zanzibar", b"xylophone", b"kumquat") if word in data] == []
    with open_journal(path, clock=clock) as again:
        assert services_for(again).records.peek(kept.id) == kept


def test_erasing_takes_the_files_and_agenda_that_belong_to_nothing_else(
    services: Services, clock: Clock
) -> None:
    meeting, entry = services.records.save(Meeting(title="m")), services.records.save(Reflection(title="e"))
    line = services.meetings.add_agenda_item(meeting.id, "Authorship")
    action = services.actions.add("Send it", meeting=meeting.id)
    own = services.attachments.add_bytes(meeting.id, "own.txt", b"only here")
    shared = services.attachments.add_bytes(meeting.id, "shared.txt", b"here and there")
    services.records.amend(entry.id, {"attachments": (shared.id,)})
    services.records.trash(meeting.id)
    time_passes(services, clock, days=31)
    assert [services.records.peek(key) for key in (line.id, own.id)] == [None, None]
    assert services.records.get(ActionItem, action.id).meeting is None
    assert services.attachments.read(shared.id) == b"here and there"


def test_bytes_that_a_redo_may_need_outlive_the_trash(services: Services, clock: Clock) -> None:
    entry = services.records.save(Reflection(title="e"))
    old = services.records.save(Insight(title="old"))
    services.records.trash(old.id)
    clock.forward(days=31)
    file = services.attachments.add_bytes(entry.id, "a.txt", b"later wanted")
    services.history.undo()
    services.records.empty_old_trash()
    assert services.history.redo() == "Attach file"
    assert services.attachments.read(file.id) == b"later wanted"


def test_a_journal_that_cannot_be_written_keeps_its_trash(
    services: Services, clock: Clock, tmp_path: Path
) -> None:
    goal = services.records.save(Goal(title="x"))
    services.records.trash(goal.id)
    services.journal.close()
    clock.forward(days=31)
    with open_journal(services.journal.path, read_only=True, clock=clock) as again:
        records = services_for(again).records
        assert records.empty_old_trash() == 0
        assert len(records.trashed()) == 1


def test_rows_and_titles_are_by_id(services: Services) -> None:
    entry = services.records.save(Reflection(title="Shown", date=dt.date(2026, 4, 14)))
    gone = services.records.save(Reflection(title="Gone"))
    services.records.trash(gone.id)
    rows = services.records.rows([entry.id, gone.id, "nothing"])
    assert {key: row.title for key, row in rows.items()} == {entry.id: "Shown"}
    assert services.records.titles([gone.id, "nothing"]) == {gone.id: "Gone"}
