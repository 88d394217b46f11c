"""Backups are made while the journal is in use, are known to open, and no clock can lose one."""

from __future__ import annotations

import datetime as dt
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mentorjournal import settings
from mentorjournal.errors import Cancelled, JournalError, ReadOnlyJournal, StorageFailed
from mentorjournal.model.types import Attachment, Goal, Reflection, Tag
from mentorjournal.services.backups import Backups, shelf_files
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.checking import check, heed, last_sound
from mentorjournal.services.trash_clock import TrashClock, keep_clock
from mentorjournal.storage.journal_file import create, open_journal
from tests.storage.faulty_calls import EVERY, faulty_calls
from tests.storage.helpers import Clock, picture

HOUR = dt.timedelta(hours=1)


@contextmanager
def many(services: Services, count: int) -> Iterator[list[str]]:
    with services.journal.writing("Many") as writer:
        yield [writer.put(Goal(title=f"Goal {number}")).id for number in range(count)]


def test_a_backup_lies_under_a_readable_name_for_its_owner_alone(services: Services, clock: Clock) -> None:
    services.records.save(Goal(title="Teach"))
    made = services.backups.make("asked")
    local = clock().astimezone()
    assert made.backup.path.name == (f"mine backup 0001 {local:%Y-%m-%d %H.%M.%S %z} asked.mentorjournal")
    folder = made.backup.path.parent
    assert folder.parent == settings.backup_folder()
    assert folder.name.startswith("mine backups ")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(made.backup.path.stat().st_mode) == 0o600
    assert dict(made.counts.records) == {"goal": 1}
    assert services.backups.all() == (made.backup,)
    with open_journal(made.backup.path, read_only=True) as copy:
        assert picture(copy) == picture(services.journal)


def test_a_backup_is_due_an_hour_after_the_newest_if_anything_changed(
    services: Services, clock: Clock
) -> None:
    assert services.backups.due(clock())
    services.backups.make("hourly")
    clock.forward(hours=2)
    assert not services.backups.due(clock())
    entry = services.records.save(Reflection(title="One"), sitting=True)
    services.backups.make("hourly")
    assert not services.backups.due(clock() + HOUR * 3)
    clock.forward(minutes=1)
    # Folded into the change that is there, so that no count of changes grows.
    services.records.amend(entry.id, {"title": "Two"}, sitting=True)
    assert not services.backups.due(clock())
    assert services.backups.due(clock() + HOUR)


@pytest.mark.parametrize("change", ["undo", "owner", "erase"])
def test_every_kind_of_change_makes_a_backup_due(services: Services, clock: Clock, change: str) -> None:
    goal = services.records.save(Goal(title="Teach"))
    services.records.trash(goal.id)
    services.backups.make("hourly")
    assert not services.backups.changed()
    if change == "undo":
        services.history.undo()
    elif change == "erase":
        services.records.erase_for_good(goal.id)
    else:
        with services.journal.writing("Owner") as writer:
            writer.set_meta("owner", {"name": "Amara"})
    assert services.backups.changed()
    assert services.backups.due(clock() + HOUR)


def test_a_check_and_a_turn_of_the_clock_are_no_change(services: Services, clock: Clock) -> None:
    services.backups.make("hourly")
    clock.forward(hours=30)
    heed(services.journal, check(services.journal))
    assert last_sound(services.journal) == clock()
    with services.journal.writing("Turn") as writer:
        keep_clock(writer, TrashClock(clock()))
    assert not services.backups.changed()


def test_a_clock_set_back_or_forward_neither_stops_backups_nor_loses_one(
    services: Services, clock: Clock
) -> None:
    for hours in (0, 24 * 365 * 6, -24 * 365 * 12, 2, 24 * 365 * 6):
        clock.forward(hours=hours)
        services.records.save(Tag(title=f"{hours} {clock()}"))
        assert services.backups.due(clock())
        made = services.backups.make("hourly").backup
        assert services.backups.rotate(2_000) == ()
        assert services.backups.all()[0] == made
        assert not services.backups.due(clock() + HOUR * 2)
    assert len(services.backups.all()) == 5


def test_a_journal_that_is_only_read_is_never_due_and_can_be_backed_up_when_asked(
    services: Services, clock: Clock, tmp_path: Path
) -> None:
    services.records.save(Goal(title="Teach"))
    with open_journal(services.journal.path, read_only=True, clock=clock) as beside:
        reading = Backups(beside)
        assert not reading.due(clock())
        assert reading.all() == ()
        with pytest.raises(ReadOnlyJournal):
            reading.make()
        assert reading.copy_to(tmp_path / "out.mentorjournal").total == 1
        services.backups.make("hourly")
        assert reading.make().counts.total == 1
        assert [item.kind for item in reading.all()] == ["asked", "hourly"]


def test_a_backup_that_holds_surprisingly_less_keeps_the_one_before(services: Services) -> None:
    with many(services, 100) as ids:
        pass
    first = services.backups.make("hourly").backup
    with services.journal.writing("Lost", kind="purge") as writer:
        for key in ids[:19]:
            writer.erase(key)
    assert services.backups.make("hourly").shrunk == ""
    with services.journal.writing("Lost", kind="purge") as writer:
        for key in ids[19:60]:
            writer.erase(key)
    made = services.backups.make("hourly")
    assert "41 of 81 records" in made.shrunk
    assert "Both are kept" in made.shrunk
    newest, before, oldest = services.backups.all()
    assert (newest, oldest) == (made.backup, first)
    assert "surprisingly less" in before.kept_because
    services.backups.make("hourly")
    assert services.backups.rotate(0) == (made.backup.path, first.path)
    assert [item.path for item in services.backups.all()][1:] == [before.path]
    let_go = services.backups.let_go(before.path)
    assert services.backups.rotate(0) == (let_go,)
    assert len(services.backups.all()) == 1


def test_what_lay_in_the_trash_is_not_missed(services: Services) -> None:
    with many(services, 60) as ids:
        pass
    with services.journal.writing("Away") as writer:
        for goal in writer.many(ids[:40]).values():
            writer.trash(goal)
    services.backups.make("hourly")
    with services.journal.writing("For good", kind="purge") as writer:
        for key in ids[:40]:
            writer.erase(key)
    assert services.backups.make("hourly").shrunk == ""


def test_a_file_that_lost_its_content_is_told(services: Services) -> None:
    goal = services.records.save(Goal(title="Teach"))
    services.attachments.add_bytes(goal.id, "plan.bin", b"x" * 10_000)
    before = services.backups.make("hourly").backup
    with services.journal.writing("Damage") as writer:
        writer.connection.exec_driver_sql("DELETE FROM blob")
    assert "1 attached file lost its content" in services.backups.make("hourly").shrunk
    assert services.backups.all()[1].kept_because
    assert services.records.all(Attachment)
    assert not before.path.exists()


def test_a_backup_goes_where_it_is_asked_but_never_over_the_journal(
    services: Services, tmp_path: Path
) -> None:
    out = tmp_path / "stick" / "copy.mentorjournal"
    with pytest.raises(StorageFailed, match="There is no folder"):
        services.backups.copy_to(out)
    assert not out.parent.exists()
    out.parent.mkdir()
    assert services.backups.copy_to(out).total == 0
    with pytest.raises(StorageFailed, match="already there"):
        services.backups.copy_to(out)
    services.backups.copy_to(out, replace=True)
    for own in (services.journal.path, services.journal.path.with_name("mine.mentorjournal-wal")):
        with pytest.raises(StorageFailed):
            services.backups.copy_to(own, replace=True)
    assert shelf_files(services.journal.path) == ()


def test_a_stopped_backup_leaves_nothing(services: Services) -> None:
    kept = services.backups.make().backup
    with pytest.raises(Cancelled):
        services.backups.make(progress=lambda _done, _whole: False)
    assert list(kept.path.parent.iterdir()) == [kept.path]


def test_the_files_of_a_shelf_are_known_without_the_journal_being_open(tmp_path: Path, clock: Clock) -> None:
    path, other = tmp_path / "a.mentorjournal", tmp_path / "b.mentorjournal"
    (tmp_path / "stick").mkdir()
    settings.save(settings.Settings(second_place=str(tmp_path / "stick")))
    for journal in (path, other):
        with create(journal, "three quiet herons", clock=clock) as database:
            made = services_for(database).backups
            made.make()
            made.to_second(tmp_path / "stick")
            key = database.copy_key()
    upgraded = tmp_path / "a (format 2, 2026-01-30).mentorjournal"
    upgraded.write_bytes(b"old")
    found = shelf_files(path)
    assert found[0] == upgraded
    assert [item.parts[-3] for item in found[1:]] == ["backups", "stick"]
    assert all(item.name.startswith("a backup 0001") for item in found[1:])
    assert len(shelf_files(other, key)) == 2


def test_upgrades_left_beside_a_renamed_and_a_damaged_backup_are_all_listed(services: Services) -> None:
    journal = services.journal.path
    made = services.backups.make().backup
    (journal.parent / "mine (format 1, 2025-01-30 2).mentorjournal").write_bytes(made.path.read_bytes())
    (made.path.parent / made.path.name.replace("0001", "0007")).write_bytes(bytes(8192))
    (made.path.parent / "notes.txt").write_text("mine")
    renamed = made.path.parent.with_name(made.path.parent.name.replace("mine", "earlier name"))
    renamed.mkdir()
    (renamed / made.path.name.replace("mine", "earlier name").replace("0001", "0002")).write_bytes(
        made.path.read_bytes()
    )
    damaged, earlier, own, upgraded = services.backups.all()
    assert damaged.counts is None
    assert "damaged" in damaged.unread
    assert earlier.counts == own.counts == upgraded.counts
    assert (upgraded.place, own) == ("beside", made)
    assert services.backups.make().backup.path.name.startswith("mine backup 0008 ")
    assert services.backups.rotate(0) == (made.path, damaged.path)[::-1]
    assert (made.path.parent / "notes.txt").exists()
    assert earlier.path.exists()


def test_an_error_of_the_system_at_any_step_leaves_journal_and_backups_whole(
    services: Services, tmp_path: Path, own_home: Path
) -> None:
    services.records.save(Goal(title="Teach"))
    kept = services.backups.make().backup
    bytes_before, shown = kept.path.read_bytes(), picture(services.journal)
    failed = set()
    with faulty_calls(own_home) as layer:
        layer.plan(0)
        made = services.backups.make().backup
        whole = layer.calls
        made.path.unlink()
        for number in range(1, whole + 1, max(1, EVERY // 2)):
            layer.plan(number, 28 if number % 2 else 5)
            said = ""
            try:
                services.backups.make()
            except JournalError as error:
                said = error.message
                failed.add(layer.failed)
            layer.plan(0)
            assert said.endswith((".", "again.")) or not said
            new = [item for item in kept.path.parent.iterdir() if item != kept.path]
            # Said or not, what bears a name is whole: the last step only confirms it.
            for item in new:
                if item.suffix != ".part":
                    with open_journal(item, read_only=True) as copy:
                        assert picture(copy) == shown
                item.unlink()
            assert said or new
            assert kept.path.read_bytes() == bytes_before
    assert picture(services.journal) == shown
    assert services.backups.make().counts.total == 1
    assert len(failed) > 3
