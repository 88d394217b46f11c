"""A whole journal can be taken away and brought back, whatever it holds."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorjournal.errors import Cancelled, StorageFailed
from mentorjournal.model.record import Record
from mentorjournal.model.types import Attachment, Goal, Insight, Manifest, Reflection, Tag
from mentorjournal.services import importing
from mentorjournal.services.exporting import export_json
from mentorjournal.services.history import History
from mentorjournal.storage import whole
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create
from tests.strategies import records

BIG = os.urandom(1 << 20) + b"tail"


def everything(database: Database) -> dict[str, Record]:
    """All records but the notes of what left, which an export makes when it is done."""
    with database.reading() as reader:
        return {record.id: record for record in whole.all_records(reader) if not isinstance(record, Manifest)}


def files(database: Database) -> dict[str, bytes]:
    with database.reading() as reader:
        return {sha256: b"".join(reader.blob(sha256)) for sha256, _ in whole.kept_files(reader)}


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
def test_a_journal_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    with filled(tmp_path / "old.journal") as old, create(tmp_path / "new.journal") as new:
        done = export_json(old, tmp_path / name)
        assert (done.records, done.attachments, done.missing) == (6, 2, ())
        result = importing.run(new, tmp_path / name)
        assert (result.format, result.found, result.imported, result.skipped) == ("json", 6, 6, 0)
        assert result.problems == ()
        assert everything(new) == everything(old)
        assert files(new) == files(old)
        with old.reading() as before, new.reading() as after:
            assert whole.all_meta(after) == whole.all_meta(before)
        assert importing.run(new, tmp_path / name).imported == 0
        assert History(new).undo() == f"Import 6 records from {name}"
        assert everything(new) == {}


@settings(max_examples=10)
@given(data=st.data())
def test_any_records_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("round")
    ids: list[str] = []
    with create(folder / "old.journal") as old, create(folder / "new.journal") as new:
        with old.writing("Fill") as change:
            for _ in range(data.draw(st.integers(1, 6))):
                record = data.draw(records(known=tuple(ids)))
                ids.append(change.put(record, keep_stamps=True).id)
        export_json(old, folder / "all.json")
        assert importing.run(new, folder / "all.json").problems == ()
        assert everything(new) == everything(old)


def test_an_export_is_complete_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out" / "all.json"
    target.parent.mkdir()
    real = os.fsync

    def full(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").readlink().name.startswith(".all.json"):
            raise OSError(errno.ENOSPC, "No space left on device")
        real(handle)

    with filled(tmp_path / "a.journal") as database:
        with monkeypatch.context() as broken:
            broken.setattr(os, "fsync", full)
            with pytest.raises(StorageFailed, match=r"disk is full.*Nothing was exported.*Free some space"):
                export_json(database, target)
        assert list(target.parent.iterdir()) == []
        export_json(database, target)
        assert json.loads(target.read_text())["count"] == 6


@pytest.mark.parametrize("name", ["all.json", "folder"])
def test_an_export_that_is_stopped_leaves_nothing(tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    asked: list[bool] = []

    def enough() -> bool:
        asked.append(True)
        return len(asked) > 4

    with filled(tmp_path / "a.journal") as database, pytest.raises(Cancelled, match="Nothing was exported"):
        export_json(database, out / name, cancelled=enough)
    assert list(out.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with filled(tmp_path / "a.journal") as database, pytest.raises(StorageFailed, match=r"no folder .*gone"):
        export_json(database, tmp_path / "gone" / "all.json")


def test_a_file_that_is_not_in_the_journal_is_named_and_the_rest_exported(tmp_path: Path) -> None:
    with filled(tmp_path / "a.journal") as database:
        with database.writing("Break") as change:
            change.put(Attachment(title="lost.pdf", sha256="0" * 64, size=9))
        done = export_json(database, tmp_path / "all.json")
    assert (done.records, done.attachments, done.missing) == (7, 2, ("lost.pdf",))


def test_bytes_that_only_the_history_knows_stay_behind(tmp_path: Path) -> None:
    with filled(tmp_path / "a.journal") as database:
        with database.writing("Old file") as change:
            change.put_blob(b"nobody names this")
        done = export_json(database, tmp_path / "all.json")
    assert done.attachments == 2
    assert b"nobody" not in (tmp_path / "all.json").read_bytes()


def test_memory_is_bounded_by_a_part_and_not_by_the_files(tmp_path: Path) -> None:
    import tracemalloc

    size = 24 << 20
    with create(tmp_path / "a.journal") as database, create(tmp_path / "b.journal") as fresh:
        with database.writing("Big file") as change:
            sha256 = change.put_blob(bytes(1 << 20) for _ in range(size >> 20))
            change.put(Attachment(title="scan.bin", sha256=sha256, size=size))
        tracemalloc.start()
        try:
            export_json(database, tmp_path / "all.json")
            importing.run(fresh, tmp_path / "all.json")
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert {key: len(data) for key, data in files(fresh).items()} == {sha256: size}
    assert peak < size


def meta(database: Database) -> dict[str, Any]:
    with database.reading() as reader:
        return whole.all_meta(reader)


def test_an_import_takes_over_no_owner_where_there_is_one(tmp_path: Path) -> None:
    with filled(tmp_path / "a.journal") as database, create(tmp_path / "b.journal") as fresh:
        export_json(database, tmp_path / "all.json")
        with fresh.writing("Own") as change:
            change.set_meta("owner", {"name": "Priya"})
        importing.run(fresh, tmp_path / "all.json")
        assert meta(fresh) == {"owner": {"name": "Priya"}}


@pytest.mark.parametrize("in_use", [True, False])
def test_an_import_leaves_no_owner_behind_when_it_is_undone(tmp_path: Path, in_use: bool) -> None:
    with filled(tmp_path / "a.journal") as database, create(tmp_path / "b.journal") as used:
        export_json(database, tmp_path / "all.json")
        if in_use:
            with used.writing("Mine") as change:
                change.put(Insight(title="Mine"))
        before = everything(used), meta(used)
        assert importing.run(used, tmp_path / "all.json").imported == 6
        after = everything(used), meta(used)
        assert ("owner" in after[1]) is not in_use
        History(used).undo()
        assert (everything(used), meta(used)) == before
        History(used).redo()
        assert (everything(used), meta(used)) == after


def test_a_record_both_journals_know_keeps_the_version_here(tmp_path: Path) -> None:
    with filled(tmp_path / "a.journal") as database:
        export_json(database, tmp_path / "all.json")
        goal = next(record for record in everything(database).values() if isinstance(record, Goal))
        with database.writing("Edit goal") as change:
            change.put(Goal(id=goal.id, title="Changed since"))
            change.erase(
                next(key for key, record in everything(database).items() if isinstance(record, Insight))
            )
        result = importing.run(database, tmp_path / "all.json")
        assert (result.found, result.imported, result.skipped) == (6, 1, 5)
        assert [problem.item for problem in result.problems] == [f"goal {goal.id}"]
        assert everything(database)[goal.id].title == "Changed since"


def test_damaged_records_and_files_are_named_and_the_rest_comes_in(tmp_path: Path) -> None:
    def spoiled(document: dict[str, Any]) -> None:
        document["records"][0]["date"] = "some day"
        document["records"][3]["visibility"] = "everybody"
        for entry in document["attachments"]:
            if entry["size"] == 5:
                entry["base64"] = "b3RoZXI="

    with filled(tmp_path / "a.journal") as database, create(tmp_path / "b.journal") as fresh:
        path = export_json(database, tmp_path / "all.json").path
        document = json.loads(path.read_text())
        spoiled(document)
        path.write_text(json.dumps(document))
        result = importing.run(fresh, path)
        assert (result.found, result.imported) == (4, 4)
        assert len(result.problems) == 3
        assert list(files(fresh).values()) == [BIG]


def test_an_id_that_a_file_holds_twice_is_reported_and_its_first_record_taken(tmp_path: Path) -> None:
    with filled(tmp_path / "a.journal") as database, create(tmp_path / "b.journal") as fresh:
        path = export_json(database, tmp_path / "all.json").path
        document = json.loads(path.read_text())
        again = document["records"][0] | {"title": "Another of the same id"}
        document["records"].append(again)
        path.write_text(json.dumps(document))
        seen, done = importing.preview(fresh, path), importing.run(fresh, path)
        assert (seen.found, done.found, done.imported, done.skipped) == (6, 6, 6, 0)
        for problems in (seen.problems, done.problems):
            (problem,) = problems
            assert problem.item == f"tag {again['id']}"
            assert "twice" in problem.message
        assert everything(fresh) == everything(database)
