"""The writer's lock: one holder, freed by any thread, with a note that others can read."""

from __future__ import annotations

import datetime as dt
import sys
import threading
from pathlib import Path

import pytest

from mentorjournal.storage.journal_file import create, open_journal
from mentorjournal.storage.lock import WriterLock

NOW = dt.datetime(2026, 4, 14, 12, 0, tzinfo=dt.UTC)


def test_a_lock_taken_in_one_thread_is_given_back_in_another(path: Path) -> None:
    lock = WriterLock(path)
    worker = threading.Thread(target=lambda: lock.acquire(NOW))
    worker.start()
    worker.join()
    assert WriterLock(path).acquire(NOW) is not None
    lock.release()
    assert WriterLock(path).acquire(NOW) is None


def test_a_journal_opened_by_the_worker_is_closed_by_the_window(path: Path) -> None:
    create(path).close()
    opened = []
    worker = threading.Thread(target=lambda: opened.append(open_journal(path)))
    worker.start()
    worker.join()
    opened[0].close()
    with open_journal(path) as again:
        assert not again.read_only_because


def test_the_holder_is_named_even_where_the_note_is_damaged(path: Path) -> None:
    lock = WriterLock(path)
    assert lock.acquire(NOW) is None
    holder = WriterLock(path).acquire(NOW)
    assert holder is not None
    assert holder.since.endswith("14 April")
    path.with_name(f".{path.name}.owner").write_text("{not json", "utf-8")
    assert str(WriterLock(path).acquire(NOW)) == "somebody on another machine since earlier"
    lock.release()


def test_a_note_that_cannot_be_written_gives_the_lock_back(path: Path) -> None:
    note = path.with_name(f".{path.name}.owner")
    note.mkdir()
    lock = WriterLock(path)
    with pytest.raises(OSError, match="directory"):
        lock.acquire(NOW)
    note.rmdir()
    assert WriterLock(path).acquire(NOW) is None


def test_two_names_of_one_file_share_one_lock(path: Path, tmp_path: Path) -> None:
    create(path).close()
    other = tmp_path / "elsewhere.journal"
    try:
        other.symlink_to(path)
    except OSError:
        pytest.skip("no symbolic links here")
    with open_journal(path), open_journal(other) as second:
        assert "has this journal open" in second.read_only_because


@pytest.mark.skipif(sys.platform == "win32", reason="renames no file that is open")
@pytest.mark.parametrize("fresh", [True, False], ids=["just made", "opened"])
def test_a_journal_renamed_while_it_is_open_has_one_writer_still(
    path: Path, tmp_path: Path, *, fresh: bool
) -> None:
    made = create(path)
    if not fresh:
        made.close()
        made = open_journal(path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    renamed = path.rename(elsewhere / "renamed.journal")
    with open_journal(renamed) as second:
        assert "has this journal open for writing" in second.read_only_because
        assert not second.can_be_had()
        made.close()
        assert second.can_be_had()
    with open_journal(renamed) as again:
        assert not again.read_only_because


def test_where_our_own_folder_refuses_the_lock_by_name_has_to_do(path: Path, own_home: Path) -> None:
    (own_home / "state").write_text("no folder", "utf-8")
    with create(path) as journal:
        assert not journal.read_only_because
