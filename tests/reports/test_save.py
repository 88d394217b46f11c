"""Files appear whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from mentorjournal.errors import Cancelled, ReportError
from mentorjournal.reports.blocks import Prose
from mentorjournal.reports.draw import save
from tests.reports.reading import document, text_of

MANY = document(*[Prose("We met and agreed on the next step. " * 40)] * 40)


def test_a_saved_document_is_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "summary.pdf"
    said = save(MANY, path)
    assert f"{said.pages} of {said.pages}" in text_of(path.read_bytes())
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("asked", [0, 3, 45])
def test_cancelling_leaves_no_file(tmp_path: Path, asked: int) -> None:
    answers = iter([False] * asked + [True] * 1000)
    with pytest.raises(Cancelled):
        save(MANY, tmp_path / "summary.pdf", cancelled=lambda: next(answers))
    assert list(tmp_path.iterdir()) == []


def test_cancelling_keeps_the_file_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "summary.pdf"
    path.write_bytes(b"%PDF the one before")
    with pytest.raises(Cancelled):
        save(MANY, path, cancelled=lambda: True)
    assert path.read_bytes() == b"%PDF the one before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_said_and_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ReportError, match=r"No space left on device.*journal is unchanged"):
        save(MANY, tmp_path / "summary.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"summary\.pdf in .*nowhere"):
        save(MANY, tmp_path / "nowhere" / "summary.pdf")


def test_a_folder_in_the_place_of_the_file_is_said_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "summary.pdf"
    path.mkdir()
    with pytest.raises(ReportError, match="could not be saved"):
        save(MANY, path)
    assert list(tmp_path.iterdir()) == [path]


def test_only_an_older_pdf_gives_way(tmp_path: Path) -> None:
    path = tmp_path / "summary.pdf"
    for other in (b"", b"SQLite format 3\0", b"Dear diary"):
        path.write_bytes(other)
        with pytest.raises(ReportError, match=r"no PDF.*left as it is.*Choose another name"):
            save(MANY, path)
        assert path.read_bytes() == other
    path.write_bytes(b"%PDF-1.4 older")
    save(MANY, path)
    assert path.read_bytes().startswith(b"%PDF-")
    assert len(path.read_bytes()) > 1000


def test_a_saved_document_is_for_its_owner_only(tmp_path: Path) -> None:
    save(MANY, tmp_path / "summary.pdf")
    assert (tmp_path / "summary.pdf").stat().st_mode & 0o777 == 0o600
