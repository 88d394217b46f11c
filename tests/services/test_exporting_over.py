"""An export replaces an earlier export when asked, nothing else ever, and is for its owner only."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from mentorjournal.errors import StorageFailed
from mentorjournal.model.types import Attachment, Goal, Insight, Reflection, Tag
from mentorjournal.services import importing
from mentorjournal.services.exporting import export_json
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create

BIG = os.urandom(1 << 20) + b"tail"


def filled(path: Path) -> Database:
    """A journal with a record of the trash, links both ways, two files, an owner and a history."""
    database = create(path)
    with database.writing("Fill") as change:
        tag = change.put(Tag(title="Courage"))
        big, small = change.put_blob(BIG), change.put_blob(b"small")
        one = change.put(Attachment(title="big.bin", sha256=big, size=len(BIG)))
        two = change.put(Attachment(title="small.txt", sha256=small, size=5))
        goal = change.put(Goal(title="Write the protocol", tags=(tag.id,)))
        entry = change.put(Reflection(title="First draft", related=(goal.id,), attachments=(one.id, two.id)))
        change.put(Goal(id=goal.id, title="Write the protocol", tags=(tag.id,), related=(entry.id,)))
        change.trash(change.put(Insight(title="Ask earlier", origin=entry.id)))
        change.set_meta("owner", {"name": "Ilse", "role": "mentee"})
    return database


@pytest.mark.parametrize("name", ["all.json", "folder"])
def test_what_is_there_is_replaced_only_when_asked_and_only_by_its_like(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    with filled(tmp_path / "a.journal") as database:
        export_json(database, target)
        with pytest.raises(StorageFailed, match=r"already there.*left as it is"):
            export_json(database, target)
        with database.writing("More") as change:
            change.put(Insight(title="Another"))
        assert export_json(database, target, force=True).records == 8, "with the note of the first export"
        assert importing.preview(database, target).found == 8
        assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(f".{name}")) == []
        other = tmp_path / ("other.json" if name == "folder" else "other")
        other.mkdir()
        (other / "thesis.txt").write_text("mine")
        with pytest.raises(StorageFailed, match=r"left as it (is|was)"):
            export_json(database, other, force=True)
        assert (other / "thesis.txt").read_text() == "mine"


@pytest.mark.parametrize("content", [b"", b"{}", b'{"thesis": "mine"}', b'[{"format": "mentorjournal"}]'])
def test_a_json_file_that_is_no_export_is_never_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "data.json").write_bytes(content)
    with filled(tmp_path / "a.journal") as database, pytest.raises(StorageFailed, match="left as it is"):
        export_json(database, tmp_path / "data.json", force=True)
    assert (tmp_path / "data.json").read_bytes() == content


@pytest.mark.parametrize("name", ["thesis.txt", "attachments/thesis.txt", "attachments.txt", ".git/config"])
def test_a_folder_that_holds_more_than_an_export_is_never_replaced(tmp_path: Path, name: str) -> None:
    target = tmp_path / "all"
    with filled(tmp_path / "a.journal") as database:
        export_json(database, target)
        (target / name).parent.mkdir(exist_ok=True)
        (target / name).write_text("mine")
        with pytest.raises(
            StorageFailed, match=rf"{name.split('/', maxsplit=1)[0]}.*left as it is.*Move that away"
        ):
            export_json(database, target, force=True)
    assert (target / name).read_text() == "mine"


def test_a_folder_behind_a_link_is_replaced_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    with filled(tmp_path / "a.journal") as database:
        export_json(database, tmp_path / "stick" / "all")
        (tmp_path / "link").symlink_to(tmp_path / "stick" / "all")
        with database.writing("More") as change:
            change.put(Insight(title="Another"))
        export_json(database, tmp_path / "link", force=True)
        assert importing.preview(database, tmp_path / "stick" / "all").found == 8
    assert (tmp_path / "link").is_symlink()
    assert [path.name for path in (tmp_path / "stick").iterdir()] == ["all"]


def test_the_journal_and_what_belongs_to_it_is_never_an_export(tmp_path: Path) -> None:
    journal = tmp_path / "mine.json"
    with filled(journal) as database:
        before = journal.read_bytes()
        (tmp_path / "link.json").symlink_to(journal)
        for name in ("mine.json", "link.json", "mine.json-wal", ".mine.json.lock"):
            with pytest.raises(
                StorageFailed, match=r"belongs to the journal that is open.*Nothing was exported"
            ):
                export_json(database, tmp_path / name, force=True)
        assert journal.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX")
def test_nobody_else_may_read_an_export(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with filled(tmp_path / "a.journal") as database:
            export_json(database, tmp_path / "all.json")
            export_json(database, tmp_path / "all")
    finally:
        os.umask(before)
    written = [tmp_path / "all.json", tmp_path / "all", *(tmp_path / "all").rglob("*")]
    assert len(written) == 6
    assert {path.stat().st_mode & 0o077 for path in written} == {0}
