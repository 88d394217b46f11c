"""A whole journal comes back from a backup: at any moment the old file or the new one is whole."""

from __future__ import annotations

import random
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from mentorjournal import settings
from mentorjournal.errors import Cancelled, JournalError, JournalInUse, PassphraseNeeded, WrongPassphrase
from mentorjournal.model.types import Goal, Reflection, Tag
from mentorjournal.services import restoring_whole
from mentorjournal.services.bundle import services_for
from mentorjournal.services.restoring import restore_whole
from mentorjournal.storage import engine
from mentorjournal.storage.database import utc_now
from mentorjournal.storage.journal_file import create, open_journal
from mentorjournal.storage.keys import Key, read_head
from tests.storage.faulty_calls import EVERY, faulty_calls
from tests.storage.helpers import assert_sound, picture, redo, start, undo

Picture = dict[str, list[tuple[Any, ...]]]
PASSPHRASE = "three quiet herons"


def made(path: Path, passphrase: str = "") -> tuple[Path, Picture, Picture]:
    """A journal that was changed after its backup: the backup, and pictures of then and now."""
    with create(path, passphrase) as journal:
        services = services_for(journal)
        for number in range(3):
            services.records.save(Goal(title=f"Goal {number}"))
        backup, then = services.backups.make().backup.path, picture(journal)
        services.records.trash(services.records.all(Goal)[0].id)
        services.records.save(Reflection(title="Later"))
        return backup, then, picture(journal)


def seen(path: Path, passphrase: str = "", key: Key | None = None) -> Picture:
    with open_journal(path, passphrase, key=key) as journal:
        assert journal.read_only_because == ""
        assert_sound(journal)
        return picture(journal)


def beside(path: Path) -> list[str]:
    """What lies in the journal's folder, but for the writer's lock."""
    return sorted(item.name for item in path.parent.iterdir() if not item.name.endswith((".lock", ".owner")))


def test_the_journal_is_as_it_was_and_what_it_held_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "mine.mentorjournal"
    backup, then, now = made(path)
    said = restore_whole(path, None, backup)
    assert "3 records" in said
    assert "kept among the backups" in said
    assert seen(path) == then
    assert beside(path) == [path.name]
    with open_journal(path) as journal:
        newest, first = services_for(journal).backups.all()
    assert (newest.kind, first.path) == ("before", backup)
    restore_whole(path, None, newest.path)
    assert seen(path) == now


def test_the_key_for_packets_stays_where_a_backup_is_from_before_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.mentorjournal"
    first, _, _ = made(path)
    with open_journal(path) as journal:
        own = services_for(journal).packets.key()
    assert "the key came along" in restore_whole(path, None, first)
    with open_journal(path) as journal:
        assert services_for(journal).packets.key() == own
        second = services_for(journal).backups.make().backup.path
    stranger, _, _ = made(tmp_path / "other.mentorjournal")
    assert "key" not in restore_whole(path, None, stranger), "it goes into no other journal"
    assert "key" not in restore_whole(path, None, first)
    with open_journal(path) as journal:
        assert services_for(journal).packets.key() != own
    assert "another key for review packets" in restore_whole(path, None, second)
    with open_journal(path) as journal:
        assert services_for(journal).packets.key() == own


@pytest.mark.parametrize("seed", range(2))
def test_any_backup_restores_to_an_equal_journal(tmp_path: Path, seed: int) -> None:
    path, choose = tmp_path / "mine.mentorjournal", random.Random(seed)
    pictures: dict[Path, Picture] = {}
    with create(path) as journal:
        services = services_for(journal)
        for _ in range(5):
            for number in range(choose.randrange(1, 8)):
                ids = [item.id for kind in (Goal, Tag) for item in services.records.all(kind)]
                match choose.randrange(5):
                    case 0 if ids:
                        services.records.trash(choose.choice(ids))
                    case 1:
                        undo(journal)
                    case 2:
                        redo(journal)
                    case 3:
                        tags = tuple(item.id for item in services.records.all(Tag))
                        goal = services.records.save(Goal(title=f"Goal {number}", tags=tags))
                        services.attachments.add_bytes(goal.id, "a", choose.randbytes(9_000))
                    case _:
                        services.records.save(Tag(title=f"tag {choose.random()}"))
            pictures[services.backups.make().backup.path] = picture(journal)
    backups = list(pictures)
    choose.shuffle(backups)
    for backup in backups[:3]:
        restore_whole(path, None, backup)
        assert seen(path) == pictures[backup]


def test_an_encrypted_journal_keeps_its_passphrase_whatever_the_backup_had(tmp_path: Path) -> None:
    path, plain, other = (tmp_path / f"{name}.mentorjournal" for name in ("mine", "plain", "other"))
    with create(path, PASSPHRASE) as journal:
        key = journal.copy_key()
    for source, passphrase in ((plain, ""), (other, "another one")):
        backup, then, _ = made(source, passphrase)
        if passphrase:
            with pytest.raises(PassphraseNeeded):
                restore_whole(path, key, backup)
            with pytest.raises(WrongPassphrase):
                restore_whole(path, key, backup, passphrase="wrong")
        restore_whole(path, key, backup, passphrase=passphrase)
        assert seen(path, key=key) == then
        assert b"Goal" not in path.read_bytes()
    assert beside(path) == sorted([path.name, plain.name, other.name])
    said = restore_whole(plain, None, backup, passphrase="another one")
    assert "passphrase of the time" in said
    assert seen(plain, "another one") == then


def test_a_journal_in_use_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mine.mentorjournal"
    backup, _, now = made(path)
    with open_journal(path) as journal:
        with pytest.raises(JournalInUse, match="Nothing was changed"):
            restore_whole(path, None, backup)
        assert picture(journal) == now
    with pytest.raises(Cancelled):
        restore_whole(path, None, backup, lambda _done, _whole: False)
    assert seen(path) == now
    assert beside(path) == [path.name]


def test_a_journal_that_another_program_reads_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 50)
    path = tmp_path / "mine.mentorjournal"
    backup, _, now = made(path)
    other = engine.connect(path, None, read_only=False)
    other.execute("UPDATE meta SET value = value || ' '")  # stands in the log now, and says the same
    other.execute("BEGIN")
    other.execute("SELECT * FROM record").fetchone()
    with pytest.raises(JournalInUse, match="another window or program"):
        restore_whole(path, None, backup)
    other.close()
    assert seen(path) == now


@pytest.mark.parametrize("damage", ["pages", "empty", "start", "gone"])
def test_a_damaged_journal_is_set_aside_as_it_is(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "mine.mentorjournal"
    backup, then, _ = made(path)
    data = bytearray(path.read_bytes())
    if damage == "pages":
        data[3 * 4096 : 60 * 4096] = b"\xff" * (57 * 4096)
    elif damage == "start":
        data[:4096] = bytes(4096)
    path.write_bytes(b"" if damage == "empty" else data)
    log = path.with_name(f"{path.name}-wal")
    log.write_bytes(b"what was in the log")
    damaged = path.read_bytes()
    if damage == "gone":
        path.unlink()
    said = restore_whole(path, None, backup)
    assert ("If it had a key for review packets, that is lost" in said) == (damage != "gone")
    assert seen(path) == then
    kept = [item for item in path.parent.glob("mine (damaged, *") if not item.name.endswith("-wal")]
    assert [item.read_bytes() for item in kept] == ([] if damage == "gone" else [damaged])
    assert all(item.name in said for item in kept)
    (log,) = path.parent.glob("mine (damaged, *-wal")
    assert log.read_bytes() == b"what was in the log"
    assert path.stat().st_nlink == 1


@pytest.mark.parametrize("damaged", [False, True])
def test_an_error_at_any_step_leaves_the_old_journal_or_the_new_one(
    tmp_path: Path, own_home: Path, *, damaged: bool
) -> None:
    first = tmp_path / "first.mentorjournal"
    backup, then, now = made(first)
    if damaged:
        data = bytearray(first.read_bytes())
        data[3 * 4096 : 60 * 4096] = b"\xff" * (57 * 4096)
        first.write_bytes(data)
    failed, kept_old, number = set(), 0, 0
    with faulty_calls(tmp_path) as layer:
        while True:
            number += EVERY
            folder = tmp_path / str(number)
            folder.mkdir()
            path = folder / "mine.mentorjournal"
            shutil.copyfile(first, path)
            before = path.read_bytes()
            layer.plan(number, 28 if number % 2 else 5)
            said = ""
            try:
                restore_whole(path, None, backup)
            except JournalError as error:
                said = error.message
            what, all_was_well = layer.failed, not layer.failed
            layer.plan(0)
            if all_was_well:
                break
            failed.add(what)
            assert said.endswith((".", "again.")) or seen(path) == then
            if damaged and path.read_bytes() == before:
                kept_old += 1
                assert path.stat().st_nlink == 1 or what == "unlink"
            else:
                shown = seen(path)
                kept_old += shown == now
                assert shown in (then, now)
            shutil.rmtree(folder)
    assert seen(path) == then
    assert len(failed) > 2
    assert kept_old > 5


_KILLED = """
import os, signal, sys
from pathlib import Path
from mentorjournal.services.restoring import restore_whole
from tests.storage.faulty_calls import faulty_calls
journal, backup, at = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
with faulty_calls(journal.parent) as layer:
    count = layer.met
    def met(name, target):
        count(name, target)
        if at and layer.calls == at:
            os.kill(os.getpid(), signal.SIGKILL)
    layer.met = met
    restore_whole(journal, None, backup)
    print(layer.calls)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_kill_at_any_step_leaves_the_old_journal_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.mentorjournal"
    backup, then, now = made(path)
    whole = path.read_bytes()
    child = start(_KILLED, str(path), str(backup), "0")
    calls = int(child.communicate()[0])
    results = set()
    for at in (*range(5, calls, EVERY * calls // 10 if EVERY > 1 else 1), calls - 2):
        path.write_bytes(whole)
        child = start(_KILLED, str(path), str(backup), str(at))
        child.communicate()
        assert child.returncode == -signal.SIGKILL
        shown = seen(path)
        assert shown in (then, now)
        results.add(shown == now)
        assert beside(path) == [path.name]
    assert True in results
    for item in settings.backup_folder().rglob("*.mentorjournal"):
        assert seen(item) in (then, now)
    assert read_head(path).is_plain_database


def test_two_damaged_files_of_one_second_are_both_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.mentorjournal"
    backup, _, _ = made(path)
    now = utc_now()
    monkeypatch.setattr(restoring_whole, "utc_now", lambda: now)
    for damage in (b"first", b"second"):
        path.write_bytes(damage)
        restore_whole(path, None, backup)
    kept = [item for item in beside(path) if "damaged" in item]
    assert sorted((tmp_path / item).read_bytes() for item in kept) == [b"first", b"second"]
