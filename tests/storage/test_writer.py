"""Putting, trashing and erasing records, their links, and the bytes of attachments."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.changes import ChangeSet
from mentorjournal.model.record import Record
from mentorjournal.model.rows import Filter
from mentorjournal.model.types import (
    RECORD_TYPES,
    Activity,
    Goal,
    Insight,
    Meeting,
    Milestone,
    Person,
    Reflection,
    Tag,
)
from mentorjournal.storage import lists
from mentorjournal.storage.database import Database
from mentorjournal.storage.rules import BLOB_PART
from tests.storage.helpers import Clock, hits, picture, raw_rows, undo, undo_steps
from tests.storage.sample import sample_record
from tests.strategies import records


def put(journal: Database, record: Record) -> Record:
    """One record in a transaction of its own."""
    with journal.writing(f"Put {record.TYPE}") as writer:
        return writer.put(record)


def test_a_record_gets_an_id_and_its_stamps(journal: Database, clock: Clock) -> None:
    goal = put(journal, Goal(title="Teach"))
    assert len(goal.id) == 36
    assert (goal.created_at, goal.updated_at) == (clock.now, clock.now)
    clock.forward(hours=1)
    changed = put(journal, dataclasses.replace(goal, title="Teach well"))
    assert (changed.created_at, changed.updated_at) == (goal.created_at, clock.now)


@pytest.mark.parametrize("record_type", RECORD_TYPES.values(), ids=RECORD_TYPES)
def test_every_field_of_every_type_comes_back(journal: Database, record_type: type[Record]) -> None:
    with journal.writing("All types") as writer:
        for cls in RECORD_TYPES.values():
            writer.put(cls(id=sample_record(cls).id))
        stored = writer.put(sample_record(record_type), keep_stamps=True)
        assert stored == sample_record(record_type)
        assert writer.get(record_type, stored.id) == stored


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=records())
def test_any_valid_record_comes_back_as_it_was_put(journal: Database, record: Record) -> None:
    with journal.writing("Put") as writer:
        writer.erase(record.id)
        stored = writer.put(record, keep_stamps=True)
        assert writer.get(type(record), record.id) == stored
        writer.connection.exec_driver_sql("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")


def test_putting_the_same_value_again_changes_nothing(journal: Database, clock: Clock) -> None:
    with journal.writing("All types", kind="import") as writer:
        stored = [writer.put(sample_record(cls)) for cls in RECORD_TYPES.values()]
        stored = [writer.put(sample_record(cls)) for cls in RECORD_TYPES.values()]
    before = picture(journal)
    clock.forward(hours=2)
    with journal.writing("Again") as writer:
        for record in stored:
            assert writer.put(record) == record
        for cls in RECORD_TYPES.values():
            writer.put(sample_record(cls))
    assert picture(journal) == before
    assert undo_steps(journal) == ["All types"]


def test_a_dead_link_makes_no_change_however_often_it_is_put(journal: Database, clock: Clock) -> None:
    entry = put(journal, Reflection(title="Doubt", related=("gone",)))
    assert entry.related == ()
    clock.forward(hours=2)
    again = put(journal, dataclasses.replace(entry, related=("gone", "gone")))
    assert again == entry
    assert undo_steps(journal) == ["Put reflection"]


def test_links_keep_their_order_and_lose_doubles_and_dead_targets(journal: Database) -> None:
    with journal.writing("People") as writer:
        ids = [writer.put(Person(title=name)).id for name in ("Cleo", "Ada", "Bo")]
        goal = writer.put(Goal(title="Teach"))
        meeting = writer.put(Meeting(title="Planning", people=(ids[2], "gone", ids[0], ids[2], ids[1])))
        milestone = writer.put(Milestone(title="First lecture", goal=goal.id))
        lost = writer.put(Milestone(title="Second lecture", goal="gone"))
    assert meeting.people == (ids[2], ids[0], ids[1])
    assert milestone.goal == goal.id
    assert lost.goal is None
    with journal.reading() as reader:
        assert reader.get(Meeting, meeting.id) == meeting
        assert sorted(reader.sources_of(goal.id)) == [("goal", milestone.id)]


def test_an_imported_record_keeps_its_stamps_and_gets_an_id(journal: Database) -> None:
    made = dt.datetime(2019, 3, 1, 8, 0, tzinfo=dt.UTC)
    with journal.writing("Import", kind="import") as writer:
        stored = writer.put(Goal(title="From elsewhere", created_at=made), keep_stamps=True)
        assert writer.get(Goal, stored.id) == stored
    assert stored.id
    assert (stored.created_at, stored.updated_at) == (made, made)


def test_an_id_never_changes_its_type(journal: Database) -> None:
    goal = put(journal, Goal(title="Teach"))
    with pytest.raises(InvalidRecord, match="another type: goal, not person"):
        put(journal, Person(id=goal.id, title="Ada"))


def test_text_that_no_file_can_hold_is_an_error_with_a_sentence(journal: Database) -> None:
    with pytest.raises(InvalidRecord, match="half a character"):
        put(journal, Goal(title="half \ud83d"))


def test_the_trash_hides_a_record_and_gives_it_back_whole(journal: Database) -> None:
    with journal.writing("Start") as writer:
        tag = writer.put(Tag(title="clinic"))
        goal = writer.put(Goal(title="Teach", tags=(tag.id,)))
        entry = writer.put(Reflection(title="About teaching", related=(goal.id,)))
    before = picture(journal)
    with journal.writing("Delete goal") as writer:
        trashed = writer.trash(goal)
        assert writer.find(Goal) == ()
        assert writer.count(Goal) == 0
        assert writer.find(Goal, trashed=True) == (trashed,)
        assert writer.get(Reflection, entry.id).related == (goal.id,)
    assert hits(journal, "teach") == ["About teaching"]
    with journal.writing("Put back") as writer:
        writer.untrash(trashed)
    assert picture(journal) == before
    assert hits(journal, "clinic") == ["clinic", "Teach"] or hits(journal, "clinic") == ["Teach", "clinic"]


def test_erasing_takes_the_links_and_the_names_along_and_undo_brings_them_back(journal: Database) -> None:
    with journal.writing("Start") as writer:
        ada = writer.put(Person(title="Ada Nwosu"))
        goal = writer.put(Goal(title="Teach", people=(ada.id,)))
        meeting = writer.put(Meeting(title="Planning", related=(goal.id,), people=(ada.id,)))
    before = picture(journal)
    with journal.writing("Erase person") as writer:
        writer.erase(ada.id)
        assert {(item.type, item.how) for item in writer.changed()} == {
            ("person", "removed"),
            ("goal", "changed"),
            ("meeting", "changed"),
        }
    assert hits(journal, "nwosu") == []
    with journal.reading() as reader:
        assert reader.get(Goal, goal.id).people == ()
        assert reader.get(Meeting, meeting.id).related == (goal.id,)
        with pytest.raises(NotFound, match="This person is not in the journal any more"):
            reader.get(Person, ada.id)
    assert undo(journal) == "Erase person"
    assert picture(journal) == before


def test_erasing_what_is_not_there_is_no_change(journal: Database) -> None:
    with journal.writing("Erase") as writer:
        writer.erase("gone")
    assert undo_steps(journal) == []


def _stream(total: int, chunk: int) -> Iterator[bytes]:
    for start in range(0, total, chunk):
        yield bytes([(start // chunk) % 251]) * min(chunk, total - start)


@pytest.mark.parametrize("total", [0, 1, BLOB_PART - 1, BLOB_PART, BLOB_PART + 1, 2 * BLOB_PART])
def test_a_file_is_kept_in_parts_of_one_mebibyte(journal: Database, total: int) -> None:
    whole = b"".join(_stream(total, 70_001))
    with journal.writing("Attach") as writer:
        streamed = writer.put_blob(_stream(total, 70_001))
        assert writer.put_blob(whole) == streamed == hashlib.sha256(whole).hexdigest()
    sizes = [row[0] for row in raw_rows(journal, "SELECT length(data) FROM blob ORDER BY part")]
    assert sizes == [BLOB_PART] * (total // BLOB_PART) + (
        [total % BLOB_PART] if total % BLOB_PART or not total else []
    )
    with journal.reading() as reader:
        assert b"".join(reader.blob(streamed)) == whole


def test_bytes_that_are_not_kept_are_not_found(journal: Database) -> None:
    with journal.reading() as reader, pytest.raises(NotFound, match="bytes of this attachment"):
        list(reader.blob("0" * 64))


def test_a_broken_stream_leaves_no_parts(journal: Database) -> None:
    def breaks() -> Iterator[bytes]:
        yield bytes(BLOB_PART)
        raise NotFound("The file went away.")

    with pytest.raises(NotFound), journal.writing("Attach") as writer:
        writer.put_blob(breaks())
    assert raw_rows(journal, "SELECT count(*) FROM blob") == [(0,)]


def test_settings_of_the_journal_are_kept_and_told_but_no_step(journal: Database) -> None:
    told: list[ChangeSet] = []
    journal.subscribe(told.append)
    with journal.writing("Profile") as writer:
        writer.set_meta("owner", {"name": "Amara Okafor", "areas": ["clinic"]})
        writer.set_meta("owner", {"name": "Amara Ökafor", "areas": ["clinic"]})
    with journal.reading() as reader:
        assert reader.meta("owner") == {"name": "Amara Ökafor", "areas": ["clinic"]}
        assert reader.meta("nothing") is None
    assert [changes.label for changes in told] == ["Profile"]
    assert undo_steps(journal) == []


def test_a_new_day_keeps_the_time_zone_it_was_written_in(journal: Database) -> None:
    journal.time_zone = "Europe/Dublin"
    with journal.writing("New") as writer:
        dated = writer.put(Reflection(date=dt.date(2026, 4, 14)))
        given_one = writer.put(Reflection(date=dt.date(2026, 4, 14), time_zone="Asia/Tokyo"))
        undated = writer.put(Person(title="Ada"))
    journal.time_zone = "Asia/Tokyo"
    edited = put(journal, dataclasses.replace(dated, title="After"))
    zones = [item.time_zone for item in (dated, given_one, undated, edited)]
    assert zones == ["Europe/Dublin", "Asia/Tokyo", "", "Europe/Dublin"]


@pytest.mark.parametrize("hours", [float("inf"), float("-inf"), float("nan"), 10**400])
def test_a_number_without_end_is_refused_and_nothing_is_kept(journal: Database, hours: float) -> None:
    kept = put(journal, Activity(title="Teaching", hours=2.0))
    for record in (Activity(hours=hours), Activity(id=kept.id, hours=hours)):
        with pytest.raises(InvalidRecord, match="Hours is not a number"):
            put(journal, record)
    with journal.reading() as reader:
        assert reader.find(Activity) == (kept,)


def test_what_has_no_day_stands_on_the_day_it_was_made_where_it_was_made(
    journal: Database, clock: Clock
) -> None:
    clock.now = dt.datetime(2026, 4, 14, 23, 30, tzinfo=dt.UTC)
    journal.time_zone = "Asia/Tokyo"
    put(journal, Insight(title="Undated"))
    journal.time_zone = "Nowhere/At all"
    put(journal, Insight(title="Where no zone is known"))
    put(journal, Reflection(title="Later", date=dt.date(2026, 4, 15), at=dt.time(9, 0)))
    put(journal, Reflection(title="Earlier", date=dt.date(2026, 4, 15), at=dt.time(8, 0)))
    with journal.reading() as reader:
        shown = [row.title for row in lists.timeline(reader, Filter(), None, 9)]
        of_the_day = lists.timeline(reader, Filter(since=dt.date(2026, 4, 15)), None, 9)
    assert shown == ["Later", "Undated", "Earlier", "Where no zone is known"]
    assert [row.title for row in of_the_day] == shown[:3]


def test_what_was_erased_is_gone_for_the_same_writer_too(journal: Database) -> None:
    goal = put(journal, Goal(title="Teach"))
    with journal.writing("Erase and write again") as writer:
        assert writer.peek(goal.id) == goal
        writer.erase(goal.id)
        assert writer.peek(goal.id) is None
        assert writer.put(goal, keep_stamps=True) == goal
        assert writer.peek(goal.id) == goal
    assert hits(journal, "teach") == ["Teach"]
    assert undo_steps(journal) == ["Put goal"]


def test_one_transaction_knows_the_names_it_wrote_and_none_that_it_erased(journal: Database) -> None:
    with journal.writing("Rename, link and erase") as writer:
        zoe = writer.put(Person(title="Zoë"))
        first = writer.put(Meeting(title="First", people=(zoe.id,)))
        writer.put(dataclasses.replace(zoe, title="Ilse"))
        writer.put(Meeting(title="Second", people=(zoe.id,)))
        assert writer.titles([zoe.id, first.id]) == {zoe.id: "Ilse", first.id: "First"}
        gone = writer.put(Person(title="Gone"))
        writer.erase(gone.id)
        assert writer.titles([gone.id]) == {}
        assert writer.put(Meeting(title="Third", people=(gone.id, zoe.id))).people == (zoe.id,)
    assert sorted(hits(journal, "ilse")) == ["First", "Ilse", "Second", "Third"]
    assert hits(journal, "zoë") == []
