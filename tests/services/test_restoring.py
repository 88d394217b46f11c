"""Single records come back from a backup as they were, with what they need, and one undo takes them away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mentorjournal.errors import (
    Cancelled,
    NotAJournal,
    NotFound,
    PassphraseNeeded,
    ReadOnlyJournal,
    WrongPassphrase,
)
from mentorjournal.model.types import (
    Agreement,
    Attachment,
    Goal,
    Meeting,
    Milestone,
    Person,
    Reflection,
    Relationship,
    Tag,
)
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.storage.journal_file import create, open_journal
from mentorjournal.storage.veil import SHARED
from tests.storage.helpers import Clock, assert_sound, picture
from tests.storage.sample import PASSPHRASE

OLD = Path(__file__).parents[1] / "data" / "databases"


@pytest.fixture
def rich(services: Services) -> Services:
    """A meeting with a person, a tag and a file, a goal with two milestones, and a relationship."""
    save = services.records.save
    person, tag = save(Person(title="Amara Okafor")), save(Tag(title="clinic"))
    kin = save(Relationship(title="Amara", people=(person.id,)))
    meeting = save(Meeting(title="First", relationship=kin.id, people=(person.id,), tags=(tag.id,)))
    services.attachments.add_bytes(meeting.id, "plan.bin", bytes(range(256)) * 9_000)
    goal = save(Goal(title="Teach", related=(meeting.id,)))
    for title in ("Outline", "First class"):
        save(Milestone(title=title, goal=goal.id))
    return services


def erase_all(services: Services) -> None:
    with services.journal.writing("Erase", kind="purge") as writer:
        for (key,) in writer.connection.exec_driver_sql("SELECT id FROM record").all():
            writer.erase(key)
        writer.connection.exec_driver_sql("DELETE FROM blob")


def test_a_comparison_names_what_is_gone_what_is_new_and_what_changed(rich: Services) -> None:
    backup = rich.backups.make().backup.path
    (goal,), (first, second) = rich.records.all(Goal), rich.records.all(Milestone)
    before = backup.read_bytes()
    nothing = rich.restoring.compare(backup)
    assert (nothing.only_there, nothing.only_here, nothing.changed) == ((), (), ())
    rich.records.amend(goal.id, {"title": "Teach well"})
    rich.records.trash(first.id)
    with rich.journal.writing("Erase", kind="purge") as writer:
        writer.erase(second.id)
    new = rich.records.save(Reflection(title="New"))
    rich.records.trash(rich.records.save(Reflection(title="Thrown away")).id)
    found = rich.restoring.compare(backup)
    assert [(item.id, item.type, item.title) for item in found.only_there] == [
        (second.id, "milestone", second.title)
    ]
    assert [item.id for item in found.only_here] == [new.id]
    assert {(item.title, item.in_trash) for item in found.changed} == {("Teach", False), (first.title, True)}
    assert backup.read_bytes() == before
    assert [item.name for item in backup.parent.iterdir()] == [backup.name]
    with pytest.raises(Cancelled):
        rich.restoring.compare(backup, progress=lambda _done, _whole: False)


def test_a_preview_goes_from_now_to_the_backup_and_names_what_comes_along(rich: Services) -> None:
    backup = rich.backups.make().backup.path
    (goal,) = rich.records.all(Goal)
    rich.records.amend(goal.id, {"title": "Teach well"})
    seen = rich.restoring.preview(backup, goal.id)
    assert isinstance(seen.there, Goal)
    assert [(change.label, change.pieces) for change in seen.changes] == [
        ("Title", (("same", "Teach"), ("removed", " well")))
    ]
    assert seen.needs == ()
    erase_all(rich)
    seen = rich.restoring.preview(backup, goal.id)
    assert seen.here is None
    assert {item.type for item in seen.needs} == {
        *("meeting", "milestone", "relationship", "person", "tag", "attachment"),
    }
    with pytest.raises(NotFound):
        rich.restoring.preview(backup, "no such record")


def test_a_record_comes_back_with_its_files_tags_and_people_as_one_step(rich: Services) -> None:
    whole = picture(rich.journal)
    backup = rich.backups.make().backup.path
    (goal,), (file,) = rich.records.all(Goal), rich.records.all(Attachment)
    erase_all(rich)
    empty = picture(rich.journal)
    taken = rich.restoring.take(backup, [goal.id])
    assert (taken.records, taken.files, taken.left) == (8, 1, ())
    assert picture(rich.journal) == whole
    assert rich.attachments.read(file.id) == bytes(range(256)) * 9_000
    assert rich.history.next_undo() == taken.label == "Restore 1 record from a backup"
    assert rich.restoring.take(backup, [goal.id]).label == ""
    rich.history.undo()
    assert picture(rich.journal) == empty
    rich.history.redo()
    assert picture(rich.journal) == whole
    assert_sound(rich.journal)


def test_what_is_there_is_not_doubled_and_what_was_not_chosen_stays_as_it_is(rich: Services) -> None:
    backup = rich.backups.make().backup.path
    (meeting,), (person,) = rich.records.all(Meeting), rich.records.all(Person)
    rich.records.amend(meeting.id, {"title": "Second", "people": ()})
    rich.records.amend(person.id, {"title": "Amara N. Okafor"})
    counts = rich.records.counts()
    taken = rich.restoring.take(backup, [meeting.id])
    assert (taken.records, rich.records.counts()) == (1, counts)
    assert rich.records.get(Meeting, meeting.id).people == (person.id,)
    assert rich.records.get(Person, person.id).title == "Amara N. Okafor"


def test_what_pointed_to_a_record_points_to_it_again(rich: Services) -> None:
    (meeting,), (amara,), (goal,) = (rich.records.all(kind) for kind in (Meeting, Person, Goal))
    (kin,) = rich.records.all(Relationship)
    chidi, mei = (rich.records.save(Person(title=title)).id for title in ("Chidi", "Mei"))
    rich.records.amend(meeting.id, {"people": (chidi, amara.id)})
    thrown = rich.records.save(Meeting(title="Thrown away", people=(amara.id,)))
    backup = rich.backups.make().backup.path
    with rich.journal.writing("Erase", kind="purge") as writer:
        writer.erase(amara.id)
        writer.erase(goal.id)
    rich.records.amend(meeting.id, {"title": "Second", "people": (chidi, mei)})
    rich.records.trash(thrown.id)
    taken = rich.restoring.take(backup, [amara.id])
    assert (taken.records, taken.linked, taken.left) == (1, 2, ())
    assert rich.records.get(Meeting, meeting.id).people == (chidi, amara.id, mei)
    assert rich.records.get(Meeting, meeting.id).title == "Second"
    assert rich.records.get(Relationship, kin.id).people == (amara.id,)
    taken = rich.restoring.take(backup, [goal.id])
    assert [item.goal for item in rich.records.all(Milestone)] == [goal.id, goal.id]
    rich.history.undo()
    rich.history.undo()
    assert rich.records.get(Meeting, meeting.id).people == (chidi, mei)
    assert_sound(rich.journal)


def test_an_agreement_is_not_changed_to_point_to_a_record_again(rich: Services, clock: Clock) -> None:
    (kin,) = rich.records.all(Relationship)
    tag = rich.records.save(Tag(title="signed"))
    agreed = rich.records.save(
        Agreement(title="Ours", relationship=kin.id, tags=(tag.id,), agreed_by_me=clock.now.date())
    )
    backup = rich.backups.make().backup.path
    with rich.journal.writing("Erase", kind="purge") as writer:
        writer.erase(tag.id)
    taken = rich.restoring.take(backup, [tag.id])
    assert (taken.records, taken.linked) == (1, 0)
    assert "“Ours”" in taken.left[0]
    assert rich.records.get(Agreement, agreed.id).tags == ()


def test_a_record_comes_out_of_the_trash_with_what_went_there_with_it(rich: Services) -> None:
    backup = rich.backups.make().backup.path
    (goal,) = rich.records.all(Goal)
    rich.records.trash(goal.id)
    assert rich.records.all(Milestone) == ()
    assert rich.restoring.take(backup, [goal.id]).records == 3
    assert len(rich.records.all(Milestone)) == 2
    rich.history.undo()
    assert rich.records.all(Goal) == ()


def test_what_somebody_agreed_to_stays_and_is_named(rich: Services, clock: Clock) -> None:
    kin = rich.records.all(Relationship)[0]
    agreement = rich.records.save(Agreement(title="Ours", relationship=kin.id))
    backup = rich.backups.make().backup.path
    with rich.journal.writing("Agree") as writer:
        agreed = replace(agreement, title="Agreed", agreed_by_me=clock().date())
        writer.put(agreed)
    taken = rich.restoring.take(backup, [agreement.id])
    assert (taken.records, taken.label) == (0, "")
    assert "“Agreed”" in taken.left[0]
    assert rich.records.get(Agreement, agreement.id).title == "Agreed"


def test_a_file_whose_bytes_the_backup_lost_too_is_named(rich: Services) -> None:
    (meeting,) = rich.records.all(Meeting)
    with rich.journal.writing("Damage") as writer:
        writer.connection.exec_driver_sql("DELETE FROM blob")
    backup = rich.backups.make().backup.path
    erase_all(rich)
    taken = rich.restoring.take(backup, [meeting.id])
    assert taken.files == 0
    assert taken.left == ("“plan.bin”: its content is not in the backup either.",)


def test_a_backup_of_another_passphrase_asks_for_it(rich: Services, tmp_path: Path) -> None:
    rich.records.save(Tag(title="also here"))
    other = tmp_path / "other.mentorjournal"
    with create(other, "three quiet herons") as journal:
        theirs = services_for(journal)
        entry = theirs.records.save(Reflection(title="From the other"))
        backup = theirs.backups.make().backup.path
    with pytest.raises(PassphraseNeeded):
        rich.restoring.compare(backup)
    with pytest.raises(WrongPassphrase):
        rich.restoring.compare(backup, "wrong")
    assert [item.id for item in rich.restoring.compare(backup, "three quiet herons").only_there] == [entry.id]
    assert rich.restoring.take(backup, [entry.id], "three quiet herons").records == 1
    assert rich.records.get(Reflection, entry.id).title == "From the other"


@pytest.mark.usefixtures("usual_rounds")
@pytest.mark.parametrize("name", ["schema-1", "schema-1-encrypted", "schema-2"])
def test_a_backup_of_an_older_format_is_upgraded_in_a_copy(
    services: Services, tmp_path: Path, own_home: Path, name: str
) -> None:
    backup = tmp_path / "old.mentorjournal"
    backup.write_bytes((OLD / f"{name}.journal").read_bytes())
    before = backup.read_bytes()
    passphrase = PASSPHRASE if name.endswith("encrypted") else ""
    (goal,) = [i for i in services.restoring.compare(backup, passphrase).only_there if i.type == "goal"]
    taken = services.restoring.take(backup, [goal.id], passphrase)
    assert taken.records > 1
    assert services.records.peek(goal.id) is not None
    assert backup.read_bytes() == before
    # The lock by number is that of the journal that is open.
    assert [item for item in own_home.rglob("*") if item.is_file() and item.suffix != ".lock"] == []
    assert_sound(services.journal)


def test_what_is_no_backup_is_refused_and_nothing_changes(rich: Services, tmp_path: Path) -> None:
    shown = picture(rich.journal)
    (tmp_path / "text").write_text("no journal at all" * 900)
    damaged = rich.backups.make().backup.path
    data = bytearray(damaged.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    damaged.write_bytes(data)
    for path in (tmp_path / "text", tmp_path / "gone", tmp_path, damaged):
        with pytest.raises(NotAJournal):
            rich.restoring.compare(path)
        with pytest.raises(NotAJournal):
            rich.restoring.take(path, ["x"])
    assert picture(rich.journal) == shown


def test_a_journal_that_is_only_read_takes_nothing_and_a_shared_screen_shows_nothing(rich: Services) -> None:
    backup = rich.backups.make().backup.path
    with open_journal(rich.journal.path, read_only=True) as reading:
        beside = services_for(reading)
        assert beside.restoring.compare(backup).only_there == ()
        with pytest.raises(ReadOnlyJournal):
            beside.restoring.take(backup, ["x"])
        reading.read_only_because = SHARED
        with pytest.raises(ReadOnlyJournal, match="screen is shared"):
            beside.restoring.compare(backup)
    with pytest.raises(NotFound):
        rich.restoring.take(backup, ["x"])
