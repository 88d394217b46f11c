"""Files appear whole, reach the disk before they are named, are private, and leave nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mentorjournal.whole_file import belongs_to_journal, whole_file, whole_folder
from tests.cli_helpers import ROOT

KILLED = """
import os, sys
from pathlib import Path
from mentorjournal.whole_file import whole_file, whole_folder
with {kind}(Path(sys.argv[1])) as out:
    ((out / "journal.json").write_bytes if "{kind}" == "whole_folder" else out.write)(b"plain text")
    print("writing", flush=True)
    sys.stdin.read()
"""
ONLY_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes and signals are of POSIX")


def write(target: Path, data: bytes = b"new") -> None:
    with whole_file(target) as stream:
        stream.write(data)


def test_a_file_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, real, seen = tmp_path / "all.json", os.fsync, []

    def watched(handle: int) -> None:
        seen.append((os.fstat(handle).st_size, target.exists()))
        real(handle)

    monkeypatch.setattr(os, "fsync", watched)
    write(target)
    assert seen == [(3, False)]
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


@ONLY_POSIX
def test_whatever_the_folder_allows_only_the_owner_may_read_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        (tmp_path / "all.json").touch(mode=0o644)
        write(tmp_path / "all.json")
        with whole_folder(tmp_path / "all"):
            pass
    finally:
        os.umask(before)
    assert (tmp_path / "all.json").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "all").stat().st_mode & 0o777 == 0o700


def test_an_error_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "all.json"
    target.write_bytes(b"old")

    def fail() -> None:
        with whole_file(target) as stream:
            stream.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_gives_way_to_no_file(tmp_path: Path) -> None:
    (tmp_path / "all.json").mkdir()
    with pytest.raises(OSError, match="no file has this name"):
        write(tmp_path / "all.json")
    assert [path.name for path in tmp_path.iterdir()] == ["all.json"]


@ONLY_POSIX
@pytest.mark.parametrize("kind", ["whole_file", "whole_folder"])
def test_what_a_killed_process_left_goes_at_the_next_writing_and_not_before(
    tmp_path: Path, kind: str
) -> None:
    target, longer = tmp_path / "all", tmp_path / "all.json"
    command = [sys.executable, "-c", KILLED.format(kind=kind), str(target)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == "writing\n"
        write(longer)
        write(target)
        assert [path.suffix for path in tmp_path.iterdir()].count(".part") == 1
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    write(longer)
    assert [path.suffix for path in tmp_path.iterdir()].count(".part") == 1
    write(target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all", "all.json"]


KILLED_AT_RENAME = """
import os, signal, sys
from pathlib import Path
from mentorjournal.whole_file import whole_folder
real, left = os.rename, [int(sys.argv[2])]
def rename(*names):
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    real(*names)
os.rename = rename
with whole_folder(Path(sys.argv[1])) as out:
    (out / "journal.json").write_bytes(b"new")
"""


@ONLY_POSIX
@pytest.mark.parametrize("call", [1, 2])
def test_a_folder_that_gave_way_when_the_process_was_killed_comes_back_and_does_not_stay_twice(
    tmp_path: Path, call: int
) -> None:
    target = tmp_path / "all"
    target.mkdir()
    (target / "journal.json").write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", KILLED_AT_RENAME, str(target), str(call)], cwd=ROOT, check=False
    )
    assert done.returncode == -signal.SIGKILL
    with pytest.raises(KeyboardInterrupt), whole_folder(target):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == [target]
    assert (target / "journal.json").read_bytes() == b"old"


def test_a_folder_that_could_not_be_removed_goes_at_the_next_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "all"
    with whole_folder(target):
        pass
    with monkeypatch.context() as held:
        held.setattr("shutil.rmtree", lambda *_, **__: None)
        with whole_folder(target):
            pass
    assert [path.suffix for path in tmp_path.iterdir()].count(".old") == 1
    with whole_folder(target):
        pass
    assert list(tmp_path.iterdir()) == [target]


def test_a_journal_is_known_by_every_name_it_has(tmp_path: Path) -> None:
    journal = tmp_path / "mine.journal"
    journal.touch()
    (tmp_path / "link").symlink_to(journal)
    (tmp_path / "hard").hardlink_to(journal)
    names = (
        "mine.journal",
        "mine.journal-wal",
        "mine.journal-shm",
        ".mine.journal.lock",
        ".mine.journal.owner",
    )
    for name in (*names, "link", "hard"):
        assert belongs_to_journal(journal, tmp_path / name), name
        assert belongs_to_journal(tmp_path / "link", tmp_path / "sub" / ".." / name), name
    assert not belongs_to_journal(journal, tmp_path / "mine.json")
    assert not belongs_to_journal(journal, tmp_path)
