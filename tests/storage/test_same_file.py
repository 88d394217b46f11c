"""A connection is made only to the file that was opened, whatever has its name by then."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorjournal.errors import StorageFailed
from mentorjournal.model.types import Goal
from mentorjournal.services.backups import Backups
from mentorjournal.services.salvaging import salvage
from mentorjournal.storage import engine
from mentorjournal.storage import rescue as storage_rescue
from mentorjournal.storage.backup import Counts, counts_of
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create, open_journal
from mentorjournal.storage.keys import Key
from mentorjournal.storage.rescue import FileWatch, rescue
from mentorjournal.storage.same_file import OtherFile
from mentorjournal.storage.veil import VeiledDatabase


def goals(journal: Database) -> int:
    with journal.reading() as reader:
        return sum(1 for _ in reader.connection.exec_driver_sql("SELECT id FROM record"))


def add(journal: Database, many: int) -> None:
    with journal.writing("Edit") as writer:
        for number in range(many):
            writer.put(Goal(title=f"Goal {number} {'of some length ' * 20}"))


@pytest.fixture
def replaced(path: Path) -> Iterator[Database]:
    """A journal of two goals that is open, its log not in the file, under whose name another of fifty lies."""
    other = path.with_name("other")
    with create(other) as journal:
        add(journal, 50)
    with create(path) as journal:
        watch = FileWatch(path, journal.same)
        add(journal, 2)
        other.replace(path)
        before = path.read_bytes()
        yield journal
    watch.remove_our_logs()
    assert path.read_bytes() == before
    with open_journal(path) as journal:
        assert goals(journal) == 50


def test_a_second_connection_does_not_read_another_file_with_our_log(replaced: Database) -> None:
    with replaced.reading(), pytest.raises(StorageFailed, match="was replaced by another program"):
        goals(replaced)
    assert not replaced.read_only_because, "that is no damage"
    assert goals(replaced) == 2
    with open_journal(rescue(replaced, "then"), read_only=True) as kept:
        assert goals(kept) == 2


def test_a_copy_of_what_is_open_that_is_not_whole_is_not_kept(
    replaced: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def after_a_loss(part: Path, key: Key | None) -> Counts:
        raw = engine.connect(part, key, read_only=False)
        raw.execute("DELETE FROM revision WHERE id = (SELECT max(id) FROM revision)")
        raw.close()
        return counts_of(part, key)

    monkeypatch.setattr(storage_rescue, "counts_of", after_a_loss)
    with pytest.raises(StorageFailed, match="is not whole"):
        rescue(replaced, "then")
    assert not list(replaced.path.parent.glob("*then*"))


def test_what_is_saved_meanwhile_is_kept_too(replaced: Database) -> None:
    replaced._anchor.close()  # type: ignore[union-attr]
    replaced._anchor = None
    add(replaced, 1)
    assert goals(replaced) == 3


def test_writing_stops_without_touching_another_file(replaced: Database) -> None:
    replaced.stop_writing("damage was met.", damaged=True)
    assert goals(replaced) == 2, "the connections that hold the old file are kept"


def test_no_backup_shared_screen_or_rescue_of_its_text_opens_another_file(
    replaced: Database, tmp_path: Path
) -> None:
    with pytest.raises(OtherFile):
        Backups(replaced).copy_to(tmp_path / "copy")
    veiled = VeiledDatabase(replaced)
    with pytest.raises(OtherFile):
        goals(veiled)
    veiled.close()
    with pytest.raises(OtherFile):
        salvage(replaced.path, "", tmp_path / "copy", open_here=replaced)
    assert not list(tmp_path.glob("*copy*"))
