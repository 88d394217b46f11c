"""Whatever is wrong with a file, a folder or a disk is said in one line, and nothing else changes."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import event

from mentorjournal.services import opening
from tests.cli_helpers import ROOT, done, done_json, one_error_line, process, refused

HOLD = """
import sys
from pathlib import Path
from mentorjournal.services.opening import open_to_write
with open_to_write(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""
PR_CAPBSET_DROP = 24
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    path = tmp_path / "mine.journal"
    done("new", path)
    return path


@pytest.fixture
def jrnl(tmp_path: Path) -> Path:
    path = tmp_path / "work.txt"
    path.write_text("[2024-03-04 09:15] Journal club.\nOf denominators.\n")
    return path


def many_entries(path: Path) -> Path:
    rows = [
        {
            "title": f"Day {number}",
            "body": "word " * 400,
            "date": f"20{10 + number // 300}-03-04",
            "time": "09:00",
        }
        for number in range(600)
    ]
    path.write_text(json.dumps({"tags": {}, "entries": rows}))
    return path


def subject_to_permissions() -> None:
    """Make the new process one that a folder's permissions bind, even where it is run by root."""
    import ctypes

    libc = ctypes.CDLL(None)
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


def small_files(limit: int) -> Callable[[], None]:
    def before() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return before


@contextmanager
def without_writing(folder: Path) -> Iterator[None]:
    mode = folder.stat().st_mode
    folder.chmod(0o555)
    try:
        yield
    finally:
        folder.chmod(mode)


def everything_in(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"My dear diary",
        b"\x89PNG\r\n\x1a\n" + bytes(9000),
        b"PK\x03\x04" + bytes(4092),
        b"SQLite format 3\0" * 8,
    ],
)
def test_a_file_that_is_no_journal_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "thing").write_bytes(content)
    before = everything_in(folder)
    for command in (["info"], ["search", "x"], ["check"], ["export", str(tmp_path / "x.json")]):
        line = refused(*command, "--journal", folder / "thing")
        assert "journal" in line.lower()
    assert everything_in(folder) == before


def test_another_database_is_left_as_it_is(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    raw = sqlcipher.connect(str(other))
    raw.execute("CREATE TABLE notes (text)")
    raw.commit()
    raw.close()
    before = other.read_bytes()
    assert "a database, but not a Mentor Journal" in refused("info", "--journal", other)
    assert other.read_bytes() == before


def test_a_journal_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    assert "no journal at" in refused("info", "--journal", tmp_path / "gone.journal")
    assert list(tmp_path.iterdir()) == []


def test_a_journal_of_a_newer_version_is_left_as_it_is(journal: Path, jrnl: Path) -> None:
    raw = sqlcipher.connect(str(journal))
    raw.execute("PRAGMA user_version = 4711")
    raw.commit()
    raw.close()
    before = journal.read_bytes()
    for command in (["info"], ["import", str(jrnl)]):
        line = refused(*command, "--journal", journal)
        assert "newer version" in line
        assert "Update the program" in line
    assert journal.read_bytes() == before


def test_a_journal_somebody_else_has_open_can_be_read_but_not_changed(journal: Path, jrnl: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(journal)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert done_json("info", "--journal", journal)["records"]["reflection"] == 0
        assert done_json("import", jrnl, "--dry-run", "--journal", journal)["new"] == 1
        line = refused("import", jrnl, "--journal", journal)
        assert "has this journal open for writing" in line
        assert "Nothing was changed" in line
        holder.communicate()
    assert done_json("import", jrnl, "--journal", journal)["imported"] == 1


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="root's rights are taken away in Linux's way"
)
def test_a_folder_that_refuses_writing_leaves_the_journal_readable(tmp_path: Path, jrnl: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    done("new", folder / "mine.journal")
    before = everything_in(folder)
    with without_writing(folder):
        named = ["--journal", folder / "mine.journal"]
        seen = process("info", "--json", *named, before=subject_to_permissions)
        assert seen.returncode == 0, seen.stderr
        for command in (
            ["import", jrnl, *named],
            ["new", folder / "other.journal"],
            ["sample", folder / "other.journal"],
            ["export", folder / "all.json", *named],
            ["export", folder / "all", "--everything", *named],
        ):
            ended = process(*command, before=subject_to_permissions)
            assert ended.returncode == 1, command
            assert "not allow writing" in one_error_line(ended.stderr), command
    assert everything_in(folder) == before


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit on the size of files")
def test_a_disk_that_takes_no_more_leaves_everything_as_it_was(journal: Path, tmp_path: Path) -> None:
    source = many_entries(tmp_path / "jrnl.json")
    ended = process(
        "import", source, "--journal", journal, before=small_files(journal.stat().st_size + 50_000)
    )
    assert ended.returncode == 1
    assert "is as it was before" in one_error_line(ended.stderr)
    assert not any(done_json("info", "--journal", journal)["records"].values())
    assert done_json("check", "--journal", journal)["ok"] is True
    done("import", source, "--journal", journal)
    ended = process("export", tmp_path / "all.json", "--journal", journal, before=small_files(100_000))
    assert ended.returncode == 1
    assert "Nothing was exported" in one_error_line(ended.stderr)
    ended = process("new", tmp_path / "other.journal", before=small_files(20_000))
    assert ended.returncode == 1
    assert "No journal was made" in one_error_line(ended.stderr)
    left = [path.name for path in tmp_path.iterdir() if "all" in path.name or path.name.startswith("other")]
    assert left == []


def test_a_full_disk_is_called_a_full_disk(
    journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, real = many_entries(tmp_path / "jrnl.json"), opening.open_to_write

    def on_a_small_disk(path: Path, passphrase: str = "") -> opening.Database:
        database = real(path, passphrase)

        @event.listens_for(database._engine, "connect")
        def limit(connection: Any, _: object) -> None:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages + 20}")

        return database

    with monkeypatch.context() as small:
        small.setattr(opening, "open_to_write", on_a_small_disk)
        line = refused("import", source, "--journal", journal)
    assert line.startswith("The disk is full while saving “Import 600 entries from jrnl.json”.")
    assert "as it was before" in line
    assert "Free some space" in line
    assert not any(done_json("info", "--journal", journal)["records"].values())


@pytest.mark.parametrize("target", ["missing/all.json", "missing/all", "work.txt/all.json"])
def test_an_output_without_its_folder_is_refused(
    journal: Path, jrnl: Path, tmp_path: Path, target: str
) -> None:
    assert "no folder" in refused("export", tmp_path / target, "--everything", "--journal", journal)
    assert jrnl.read_text().startswith("[2024")
