"""Backups: whole, of one moment, encrypted as the journal is, and never a half file under the name."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from mentorjournal.errors import Cancelled, NotAJournal, StorageFailed
from mentorjournal.model.types import Goal, Tag
from mentorjournal.storage import backup as backups
from mentorjournal.storage.backup import backup, counts_of
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create, open_journal
from mentorjournal.storage.keys import derive, read_head
from tests.storage.helpers import assert_sound, hits, picture


def _fill(journal: Database) -> None:
    with journal.writing("Start") as writer:
        tag = writer.put(Tag(title="clinic"))
        writer.put(Goal(title="Teach", tags=(tag.id,)))
        writer.put_blob(bytes(3 << 20))


def test_a_backup_of_an_open_journal_holds_everything(journal: Database, path: Path, tmp_path: Path) -> None:
    _fill(journal)
    copy = tmp_path / "backups" / "copy.journal"
    counts = backup(path, None, copy)
    assert (dict(counts.records), counts.total) == ({"goal": 1, "tag": 1}, 2)
    assert (counts.links, counts.revisions, counts.files) == (1, 2, 1)
    assert counts_of(copy, None) == counts
    assert [item.name for item in copy.parent.iterdir()] == [copy.name]
    with open_journal(copy) as restored:
        assert picture(restored) == picture(journal)
        assert hits(restored, "clinic") == hits(journal, "clinic")
        assert_sound(restored)


def test_a_backup_of_an_encrypted_journal_opens_with_the_same_passphrase(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.journal"
    with create(path, "three quiet herons") as journal:
        _fill(journal)
        key = derive("three quiet herons", read_head(path).salt)
        backup(path, key, copy)
        assert b"clinic" not in copy.read_bytes()
        assert read_head(copy).salt == read_head(path).salt
        with open_journal(copy, "three quiet herons") as restored:
            assert picture(restored) == picture(journal)


def test_an_older_backup_is_replaced_only_when_asked(journal: Database, path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.journal"
    backup(path, None, copy)
    old = copy.read_bytes()
    _fill(journal)
    with pytest.raises(StorageFailed, match="already there"):
        backup(path, None, copy)
    assert copy.read_bytes() == old
    backup(path, None, copy, replace=True)
    assert counts_of(copy, None).total == 2


def test_a_stopped_backup_leaves_no_file(journal: Database, path: Path, tmp_path: Path) -> None:
    _fill(journal)
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        seen.append((done, total))
        return False

    with pytest.raises(Cancelled):
        backup(path, None, tmp_path / "b" / "copy.journal", progress=stop)
    assert seen
    assert 0 < seen[0][0] <= seen[0][1]
    assert list((tmp_path / "b").iterdir()) == []
    with journal.writing("Still mine") as writer:
        writer.put(Goal(title="Sing"))


def test_a_backup_can_be_stopped_while_it_is_checked(
    journal: Database, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fill(journal)
    monkeypatch.setattr(backups, "STEPS_BETWEEN", 10)
    copied = False

    def stop_when_copied(done: int, total: int) -> bool:
        nonlocal copied
        stop, copied = copied, copied or done == total
        return not stop

    with pytest.raises(Cancelled, match="while it was checked"):
        backup(path, None, tmp_path / "b" / "copy.journal", progress=stop_when_copied)
    assert list((tmp_path / "b").iterdir()) == []


@pytest.mark.parametrize("fault", ["damaged", "short", "disk"])
def test_a_bad_copy_is_noticed_and_the_old_one_kept(
    journal: Database, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    copy = tmp_path / "b" / "copy.journal"
    backup(path, None, copy)
    old = copy.read_bytes()
    _fill(journal)
    flush, verify = backups.flush, backups.verify

    def spoil(part: Path, *rest: object) -> None:
        if fault == "damaged":
            whole = bytearray(part.read_bytes())
            whole[4096 * 3 : 4096 * 60] = b"\xff" * (4096 * 57)
            part.write_bytes(whole)
        elif fault == "short":
            raw = sqlcipher.connect(str(part))
            raw.execute("DELETE FROM goal")
            raw.execute("DELETE FROM record WHERE type = 'goal'")
            raw.commit()
            raw.close()
        verify(part, *rest)  # type: ignore[arg-type]

    def fail(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "verify", spoil)
    monkeypatch.setattr(backups, "flush", fail if fault == "disk" else flush)
    with pytest.raises((StorageFailed, NotAJournal)):
        backup(path, None, copy, replace=True)
    assert copy.read_bytes() == old
    assert [item.name for item in copy.parent.iterdir()] == [copy.name]


def test_a_damaged_file_has_no_counts(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + bytes(8176))
    with pytest.raises(NotAJournal):
        counts_of(path, None)
