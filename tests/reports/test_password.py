"""A document under a password: nothing of it can be read without."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from mentorjournal.errors import ReportError
from mentorjournal.reports.blocks import Heading, Prose
from mentorjournal.reports.draw import draw, save
from tests.reports.reading import document

SECRET = "Amara asked for a raise"
DOCUMENT = document(
    Heading(1, "Private title"), Prose(SECRET), title="Private title", author="Private Author"
)


@pytest.fixture(scope="module")
def locked() -> bytes:
    out = io.BytesIO()
    drawn = draw(DOCUMENT, out, password="größer als 9")
    assert drawn.pages == 1
    return out.getvalue()


def test_it_is_aes_256_and_opens_only_with_its_password(locked: bytes) -> None:
    for wrong in ("", "grösser als 9"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(locked), password=wrong)
    with pikepdf.open(io.BytesIO(locked), password="größer als 9") as pdf:
        assert (pdf.encryption.R, pdf.encryption.V, pdf.encryption.bits) == (6, 5, 256)
        assert pdf.encryption.stream_method == pikepdf.models.EncryptionMethod.aesv3
        assert str(pdf.docinfo["/Title"]) == "Private title"
        assert "/StructTreeRoot" in pdf.Root


def test_a_screen_reader_may_read_it(locked: bytes) -> None:
    with pikepdf.open(io.BytesIO(locked), password="größer als 9") as pdf:
        assert pdf.allow.accessibility
        assert pdf.allow.extract


def test_no_title_and_no_metadata_stands_in_the_open(locked: bytes) -> None:
    for said in (b"Private", b"Amara", b"xmpmeta", b"Mentor Journal"):
        assert said not in locked


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    with pytest.raises(ReportError, match="127"):
        save(DOCUMENT, path, password="x" * 128)
    with pytest.raises(ReportError):
        save(DOCUMENT, path, password="line\nend")
    assert list(tmp_path.iterdir()) == []
    save(DOCUMENT, path, password="x" * 127)
    assert [one.name for one in tmp_path.iterdir()] == ["locked.pdf"]
    pikepdf.open(path, password="x" * 127).close()


def test_without_a_password_it_is_open() -> None:
    out = io.BytesIO()
    draw(DOCUMENT, out)
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        assert not pdf.is_encrypted


@pytest.mark.parametrize(("chosen", "typed"), [("pa\u0308ssword", "p\u00e4ssword"), ("ﬁn\u00a0e", "fin e")])
def test_a_password_is_prepared_as_readers_prepare_what_is_typed(chosen: str, typed: str) -> None:
    out = io.BytesIO()
    draw(DOCUMENT, out, password=chosen)
    pikepdf.open(io.BytesIO(out.getvalue()), password=typed).close()


def test_spaces_alone_are_no_password() -> None:
    with pytest.raises(ReportError, match="spaces alone"):
        draw(DOCUMENT, io.BytesIO(), password="  ")
