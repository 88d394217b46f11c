"""Attachments: kept once by their bytes, refused in plain words, read and saved whole."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest

from mentorjournal.errors import JournalError, NotFound, StorageFailed
from mentorjournal.model.types import Attachment, Reflection
from mentorjournal.services import attachments
from mentorjournal.services.bundle import Services
from tests.storage.helpers import raw_rows


@pytest.fixture
def entry(services: Services) -> Reflection:
    return services.records.save(Reflection(title="Poster day"))


def unchanged(services: Services, entry: Reflection) -> bool:
    return (
        services.records.get(Reflection, entry.id) == entry
        and services.records.counts() == {"reflection": 1}
        and raw_rows(services.journal, "SELECT count(*) FROM blob") == [(0,)]
    )


def test_a_file_is_kept_whole_and_taken_off_by_undo(
    services: Services, entry: Reflection, tmp_path: Path
) -> None:
    data = bytes(range(256)) * 9_000
    (tmp_path / "slides.pdf").write_bytes(data)
    kept = services.attachments.add_file(entry.id, tmp_path / "slides.pdf")
    assert (kept.title, kept.size, kept.media_type) == ("slides.pdf", len(data), "application/pdf")
    (tmp_path / "slides.pdf").unlink()
    assert services.attachments.read(kept.id) == data
    assert services.attachments.of(entry.id) == (kept,)
    assert services.history.undo() == "Attach file"
    assert services.records.get(Reflection, entry.id) == entry
    assert services.records.peek(kept.id) is None
    services.history.redo()
    assert services.attachments.read(kept.id) == data


def test_the_same_bytes_are_kept_once(services: Services, entry: Reflection) -> None:
    first = services.attachments.add_bytes(entry.id, "a.txt", b"same")
    second = services.attachments.add_bytes(entry.id, "b.txt", b"same")
    assert first.sha256 == second.sha256
    assert [item.title for item in services.attachments.of(entry.id)] == ["a.txt", "b.txt"]
    assert raw_rows(services.journal, "SELECT count(*) FROM blob") == [(1,)]
    services.attachments.detach(entry.id, first.id)
    assert services.attachments.read(second.id) == b"same"


def test_an_empty_file_is_a_file(services: Services, entry: Reflection, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    kept = services.attachments.add_file(entry.id, tmp_path / "empty")
    assert (kept.size, kept.media_type) == (0, "application/octet-stream")
    assert services.attachments.read(kept.id) == b""


def test_taking_one_off_is_a_step_of_its_own(services: Services, entry: Reflection) -> None:
    kept = services.attachments.add_bytes(entry.id, "a.txt", b"text")
    services.attachments.detach(entry.id, kept.id)
    assert services.attachments.of(entry.id) == ()
    assert services.history.undo() == "Remove attachment"
    assert services.attachments.of(entry.id) == (kept,)


def test_a_file_taken_off_the_last_record_that_holds_it_goes_to_the_trash(
    services: Services, entry: Reflection
) -> None:
    file = services.attachments.add_bytes(entry.id, "a.txt", b"a")
    other = services.records.save(Reflection(title="Also", attachments=(file.id,)))
    services.attachments.detach(entry.id, file.id)
    assert services.records.counts()["attachment"] == 1
    services.attachments.detach(other.id, file.id)
    assert "attachment" not in services.records.counts()
    assert [row.id for row, _ in services.records.trashed()] == [file.id]
    services.history.undo()
    assert [item.id for item in services.attachments.of(other.id)] == [file.id]


@pytest.mark.parametrize("name", ["folder", "missing.txt"])
def test_what_is_no_file_is_refused(services: Services, entry: Reflection, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(JournalError, match="Nothing was attached") as refused:
        services.attachments.add_file(entry.id, tmp_path / name)
    assert name in refused.value.message
    assert unchanged(services, entry)


def test_a_path_that_no_file_can_have_is_refused(services: Services, entry: Reflection) -> None:
    with pytest.raises(JournalError, match="Nothing was attached"):
        services.attachments.add_file(entry.id, Path("dropped\0.png"))
    assert unchanged(services, entry)


def test_what_is_too_large_is_refused_before_it_is_read(
    services: Services, entry: Reflection, tmp_path: Path
) -> None:
    with (tmp_path / "film.mov").open("wb") as file:
        file.truncate(attachments.MOST_BYTES + 1)
    with pytest.raises(JournalError, match=r"film\.mov is larger than 512 MB"):
        services.attachments.add_file(entry.id, tmp_path / "film.mov")
    assert unchanged(services, entry)


def test_a_disk_that_fails_while_reading_changes_nothing(
    services: Services, entry: Reflection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.bin").write_bytes(b"x" * 10)
    usual = Path.open

    class Failing:
        def __enter__(self) -> Failing:
            return self

        def __exit__(self, *_: object) -> None:
            return None

        def read(self, _: int) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    def opened(path: Path, *rest: Any, **more: Any) -> Any:
        return Failing() if path.name == "bad.bin" else usual(path, *rest, **more)

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(StorageFailed, match="Input/output error"):
        services.attachments.add_file(entry.id, tmp_path / "bad.bin")
    assert unchanged(services, entry)


def test_attaching_to_what_is_gone_keeps_nothing(services: Services, entry: Reflection) -> None:
    with pytest.raises(NotFound, match="Nothing was attached"):
        services.attachments.add_bytes("nothing", "a.txt", b"text")
    assert unchanged(services, entry)


def test_a_copy_is_saved_outside(services: Services, entry: Reflection, tmp_path: Path) -> None:
    data = b"part" * 700_000
    kept = services.attachments.add_bytes(entry.id, "a.bin", data)
    services.attachments.save_as(kept.id, tmp_path / "copy.bin")
    assert (tmp_path / "copy.bin").read_bytes() == data
    with pytest.raises(StorageFailed, match="The attachment is still in the journal"):
        services.attachments.save_as(kept.id, tmp_path / "no folder" / "copy.bin")


def test_a_copy_never_lands_on_the_journal(services: Services, entry: Reflection, tmp_path: Path) -> None:
    kept = services.attachments.add_bytes(entry.id, "a.bin", b"text")
    journal = services.journal.path
    (tmp_path / "link").symlink_to(journal)
    for target in (journal, tmp_path / "link", journal.with_name(journal.name + "-wal")):
        with pytest.raises(StorageFailed, match=r"belongs to the journal.*Choose another name"):
            services.attachments.save_as(kept.id, target)
    assert services.attachments.read(kept.id) == b"text"


def test_bytes_that_are_lost_are_told(services: Services, entry: Reflection, tmp_path: Path) -> None:
    lost = services.records.save(Attachment(title="lost", sha256="0" * 64))
    with pytest.raises(NotFound, match="bytes of this attachment"):
        services.attachments.read(lost.id)
    with pytest.raises(NotFound):
        services.attachments.save_as(lost.id, tmp_path / "lost")
    assert not (tmp_path / "lost").exists()
