"""One history: undo and redo with their labels, versions, comparison word by word, restoring, what changed since."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorjournal.errors import NotFound
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Attachment, Goal, Insight, Person, Reflection
from mentorjournal.services.bundle import Services
from mentorjournal.services.history import Summary, word_diff
from tests.storage.helpers import Clock


def test_undo_and_redo_tell_what_they_did(services: Services) -> None:
    goal = services.records.save(Goal(title="First"))
    services.records.save(dataclasses.replace(goal, title="Second"))
    assert (services.history.next_undo(), services.history.next_redo()) == ("Edit goal", "")
    assert services.history.undo() == "Edit goal"
    assert (services.history.next_undo(), services.history.next_redo()) == ("New goal", "Edit goal")
    assert services.history.undo() == "New goal"
    assert services.history.undo() == ""
    assert [services.history.redo(), services.history.redo()] == ["New goal", "Edit goal"]
    assert services.history.redo() == ""
    assert services.records.get(Goal, goal.id).title == "Second"


def test_a_new_action_ends_what_could_be_redone(services: Services) -> None:
    services.records.save(Goal(title="First"))
    services.history.undo()
    services.records.save(Goal(title="Another"))
    assert services.history.next_redo() == ""
    assert services.history.redo() == ""


def test_versions_are_newest_first_with_their_moment(services: Services, clock: Clock) -> None:
    goal = services.records.save(Goal(title="First"))
    clock.forward(days=2)
    services.records.amend(goal.id, {"title": "Second"}, "Rename")
    new, old = services.history.versions(goal.id)
    assert (new.label, new.at) == ("Rename", clock.now)
    assert [version.after.title for version in (new, old) if version.after] == ["Second", "First"]
    assert old.before is None


def test_a_summary_counts_the_versions_of_the_local_day(services: Services, clock: Clock) -> None:
    assert services.history.summary("nothing", clock.now) == Summary(0, 0, None)
    goal = services.records.save(Goal(title="First"))
    clock.forward(days=2)
    for title in ("Second", "Third"):
        services.records.amend(goal.id, {"title": title}, "Rename")
    assert services.history.summary(goal.id, clock.now) == Summary(3, 2, clock.now)
    east = dt.timezone(dt.timedelta(hours=14))
    tomorrow = clock.now.astimezone(east).replace(hour=0, minute=0) + dt.timedelta(days=1)
    assert services.history.summary(goal.id, tomorrow) == Summary(3, 0, clock.now)


def test_a_summary_reads_no_text_of_any_version(services: Services, clock: Clock) -> None:
    goal = services.records.save(Goal(title="First"))
    with services.journal.writing("Damage") as change:
        change.connection.exec_driver_sql("UPDATE revision SET after = 'no JSON'")
    assert services.history.summary(goal.id, clock.now).count == 1


def test_comparing_names_only_what_differs_links_by_title(services: Services) -> None:
    helena, tom = (services.records.save(Person(title=name)) for name in ("Helena", "Tom"))
    old = services.records.save(
        Reflection(title="One day", people=(helena.id,), sections=(Section("what", "What", "I froze there"),))
    )
    new = dataclasses.replace(
        old,
        people=(helena.id, tom.id),
        starred=True,
        visibility="exportable",
        sections=(Section("what", "What", "I spoke there"),),
    )
    found = {change.label: change.pieces for change in services.history.compare(old, new)}
    assert set(found) == {"Who may see this", "Starred", "People", "Text"}
    assert found["Who may see this"] == (("removed", "Private"), ("added", "Exportable"))
    assert found["Starred"] == (("removed", "No"), ("added", "Yes"))
    assert ("removed", "froze") in found["Text"]
    assert ("added", "spoke") in found["Text"]
    assert "".join(text for kind, text in found["People"] if kind != "removed") == "Helena, Tom"


def test_large_numbers_are_compared_in_full(services: Services) -> None:
    old, new = Attachment(size=1234567.0), Attachment(size=45.0)
    ((change),) = services.history.compare(old, new)
    assert change.pieces == (("removed", "1234567"), ("added", "45"))


def test_a_link_to_what_is_gone_says_so(services: Services) -> None:
    old, new = Insight(title="x", origin="gone"), Insight(title="x")
    ((change),) = services.history.compare(old, new)
    assert change.pieces == (("removed", "a record that is gone"),)


@given(old=st.text(" ab\n", max_size=30), new=st.text(" ab\n", max_size=30))
def test_a_comparison_holds_both_texts_whole(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(text for kind, text in pieces if kind != "added") == old
    assert "".join(text for kind, text in pieces if kind != "removed") == new
    assert all(text for _, text in pieces)


def test_restoring_one_field_leaves_the_others(services: Services) -> None:
    goal = services.records.save(Goal(title="First", why="Because"))
    services.records.amend(goal.id, {"title": "Second", "why": "Other"}, "Change")
    first = services.history.versions(goal.id)[-1]
    restored = services.history.restore(goal.id, first.id, field="why")
    assert isinstance(restored, Goal)
    assert (restored.title, restored.why) == ("Second", "Because")
    assert services.history.undo() == "Restore version"
    assert services.records.get(Goal, goal.id).why == "Other"


def test_restoring_all_brings_the_whole_version_back(services: Services, clock: Clock) -> None:
    goal = services.records.save(Goal(title="First", why="Because"))
    clock.forward(days=1)
    services.records.amend(goal.id, {"title": "Second", "why": "Other"}, "Change")
    first = services.history.versions(goal.id)[-1]
    restored = services.history.restore(goal.id, first.id)
    assert dataclasses.replace(restored, updated_at=goal.updated_at) == goal
    assert services.history.undo() == "Restore version"


def test_restoring_takes_a_record_out_of_the_trash(services: Services) -> None:
    goal = services.records.save(Goal(title="First"))
    services.records.trash(goal.id)
    first = services.history.versions(goal.id)[-1]
    assert services.history.restore(goal.id, first.id).deleted_at is None


@pytest.mark.parametrize("of_another", [True, False])
def test_a_version_that_is_not_kept_changes_nothing(services: Services, of_another: bool) -> None:
    goal, other = (services.records.save(Goal(title=title)) for title in ("First", "Other"))
    number = services.history.versions(other.id)[0].id if of_another else 999_999
    with pytest.raises(NotFound, match="Nothing was changed"):
        services.history.restore(goal.id, number)
    assert services.records.get(Goal, goal.id) == goal
    assert services.history.next_undo() == "New goal"


def test_what_changed_since_a_moment(services: Services, clock: Clock) -> None:
    services.records.save(Goal(title="Before"))
    met = clock.now + dt.timedelta(hours=1)
    clock.forward(days=3)
    insight = services.records.save(Insight(title="After"))
    services.records.trash(insight.id)
    assert [(v.type, v.label) for v in services.history.since(met)] == [
        ("insight", "Delete insight"),
        ("insight", "New insight"),
    ]
    assert services.history.since(clock.now) == ()
