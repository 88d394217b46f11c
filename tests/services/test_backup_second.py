"""A second copy lies whole in a folder that may be full, somebody else's, or pulled out."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from mentorjournal.errors import Cancelled
from mentorjournal.model.types import Goal
from mentorjournal.services.bundle import Services
from mentorjournal.storage.journal_file import open_journal
from tests.storage.faulty_calls import faulty_calls
from tests.storage.helpers import Clock, picture


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    (folder / "holiday.jpg").write_bytes(b"mine")
    (folder / "other backups 0a1b2c3d").mkdir()
    (
        folder / "other backups 0a1b2c3d" / "other backup 0001 2025-01-30 10.00.00 +0000 asked.mentorjournal"
    ).touch()
    return folder


def files(folder: Path) -> set[str]:
    return {item.relative_to(folder).as_posix() for item in folder.rglob("*") if item.is_file()}


def test_the_newest_backup_lies_in_the_second_place_and_is_listed(
    services: Services, stick: Path, clock: Clock
) -> None:
    foreign = files(stick)
    assert not services.backups.to_second(stick).copied
    services.records.save(Goal(title="Teach"))
    made = services.backups.make().backup
    copy = services.backups.to_second(stick)
    assert (copy.reached, copy.copied, copy.missing, copy.said) == (True, True, 0, "")
    assert copy.seen == clock().isoformat()
    assert copy.path is not None
    assert copy.path.read_bytes() == made.path.read_bytes()
    assert copy.path.parent.name == made.path.parent.name
    assert services.backups.to_second(stick, last_seen=copy.seen) == copy
    assert files(stick) - foreign == {copy.path.relative_to(stick).as_posix()}


def test_a_place_that_is_gone_says_when_it_was_seen_and_what_is_missing(
    services: Services, stick: Path, clock: Clock
) -> None:
    services.backups.make()
    seen = services.backups.to_second(stick).seen
    for _ in range(3):
        clock.forward(hours=1)
        services.backups.make()
    shutil.rmtree(stick)
    gone = services.backups.to_second(stick, last_seen=seen)
    assert (gone.reached, gone.copied, gone.missing, gone.seen) == (False, False, 3, seen)
    assert "2026-04-14" in gone.said
    assert not stick.exists()
    # Where the place of the stick stays when it is pulled out, nothing is written into the computer instead.
    stick.mkdir()
    assert not services.backups.to_second(stick, last_seen=seen).reached
    assert list(stick.iterdir()) == []
    assert services.backups.to_second(stick).copied


def test_the_second_place_is_thinned_out_by_itself_and_nothing_else_there_is_touched(
    services: Services, stick: Path, clock: Clock
) -> None:
    foreign = files(stick)
    paths = []
    for day in range(4):
        clock.forward(days=1)
        services.records.save(Goal(title=f"Day {day}"))
        services.backups.make("hourly")
        copied = services.backups.to_second(stick, megabytes=1).path
        assert copied is not None
        paths.append(copied)
    assert files(stick) - foreign == {item.relative_to(stick).as_posix() for item in paths[2:]}
    assert len(services.backups.all()) == 4


def test_a_copy_that_is_stopped_or_finds_the_disk_full_leaves_no_half_file(
    services: Services, stick: Path
) -> None:
    services.backups.make()
    before = files(stick)
    with pytest.raises(Cancelled):
        services.backups.to_second(stick, progress=lambda _done, _whole: False)
    assert files(stick) == before
    with faulty_calls(stick) as layer:
        for number in range(1, 60):
            layer.plan(number, 28)
            answer = services.backups.to_second(stick)
            if layer.failed == "write":
                break
            if answer.path is not None:
                answer.path.unlink()
    assert not answer.copied
    assert "disk is full" in answer.said
    assert "unchanged" in answer.said
    assert files(stick) == before


@pytest.mark.parametrize("for_good", [False, True])
def test_a_stick_that_fails_or_is_pulled_out_at_any_step_is_an_answer(
    services: Services, stick: Path, *, for_good: bool
) -> None:
    services.records.save(Goal(title="Teach"))
    first = services.backups.make().backup
    old = services.backups.to_second(stick).path
    assert old is not None
    services.records.save(Goal(title="Sing"))
    newest = services.backups.make().backup
    failed, answers = set(), 0
    with faulty_calls(stick) as layer:
        for number in range(1, 1_000):
            layer.plan(number, all_on=for_good)
            answer = services.backups.to_second(stick)
            if not layer.failed:
                break
            failed.add(layer.failed)
            layer.plan(0)
            answers += not answer.copied
            assert answer.copied or answer.said.endswith((".", "again."))
            assert old.read_bytes() == first.path.read_bytes()
            for item in old.parent.iterdir():
                if item != old:
                    assert item.suffix == ".part" or item.read_bytes() == newest.path.read_bytes()
                    item.unlink()
    assert failed >= {"open", "write", "read", "fsync", "replace", "stat", "listdir"} - (
        {"read"} if for_good else set()
    )
    assert answers > 5
    assert services.backups.to_second(stick).copied
    assert {item.path for item in services.backups.all()} == {newest.path, first.path}


def test_what_a_pulled_stick_left_half_written_goes_when_it_is_old(
    services: Services, stick: Path, tmp_path: Path
) -> None:
    import os

    made = services.backups.make().backup
    folder = stick / made.path.parent.name
    folder.mkdir()
    old, young = (folder / f".{made.path.name.replace('0001', serial)}.part" for serial in ("0007", "0008"))
    foreign = folder / ".notes.part"
    for part in (old, young, foreign):
        part.write_bytes(b"half")
    for part in (old, foreign):
        os.utime(part, (0, dt.datetime(2026, 1, 1, tzinfo=dt.UTC).timestamp()))
    copied = services.backups.to_second(stick).path
    assert copied is not None
    assert set(folder.iterdir()) == {copied, young, foreign}
    with open_journal(copied, read_only=True) as copy:
        assert picture(copy) == picture(services.journal)
