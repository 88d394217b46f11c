"""The recovery sheet is one page that says all that is needed, and the passphrase only if asked."""

from __future__ import annotations

import datetime as dt
import re
import stat
from pathlib import Path
from typing import get_args

import pypdfium2
import pytest
import sqlcipher3.dbapi2 as sqlcipher

from mentorjournal.errors import ReportError, StorageFailed
from mentorjournal.services.recovery_sheet import LONGEST, recovery_sheet, save_recovery_sheet
from mentorjournal.services.reporting.options import Paper
from mentorjournal.storage.journal_file import create

DAY = dt.date(2026, 11, 22)
OWNER = "Amara Nkemelu-Voss"
PAPERS: tuple[Paper, ...] = get_args(Paper)


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        assert len(pdf) == 1
        page = pdf[0]
        return str(page.get_textpage().get_text_range()).replace("\r\n", "\n")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Mentoring.mentorjournal"


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("passphrase", ["", "fern and flint", "Qv" * (LONGEST // 2)])
def test_it_is_one_page_on_both_papers(path: Path, tmp_path: Path, paper: Paper, passphrase: str) -> None:
    target = tmp_path / "sheet.pdf"
    drawn = save_recovery_sheet(path, target, OWNER, DAY, passphrase=passphrase, paper=paper)
    assert (drawn.pages, drawn.missing_glyphs) == (1, ())
    said = text_of(target)
    for expected in (path.name, OWNER, "22 November 2026", "256,000", "PBKDF2-HMAC-SHA512", "SQLCipher 4"):
        assert expected in said
    assert ("written by hand" in said) == (not passphrase)
    assert passphrase.replace(" ", "") in re.sub(r"\s", "", said)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.usefixtures("usual_rounds")
def test_the_command_on_it_opens_the_file_without_this_program(path: Path) -> None:
    create(path, "fern and flint").close()
    facts = dict(
        row for block in recovery_sheet(path, OWNER, DAY).blocks for row in getattr(block, "rows", ())
    )
    raw = sqlcipher.connect(str(path))
    raw.executescript(facts["Command"].replace("the passphrase", "fern and flint"))
    assert raw.execute("SELECT count(*) FROM search_doc").fetchone() == (0,)
    page = int(facts["Page"].split()[0].replace(",", ""))
    assert raw.execute("PRAGMA cipher_page_size").fetchone() == (str(page),)
    assert f"{int(raw.execute('PRAGMA kdf_iter').fetchone()[0]):,}" in facts["Key"]
    assert raw.execute("PRAGMA cipher_kdf_algorithm").fetchone()[0].replace("_", "-") in facts["Key"]
    raw.close()


def test_signs_that_look_alike_and_spaces_that_vanish_are_spelled_out(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    save_recovery_sheet(path, target, OWNER, DAY, passphrase="l1  O0 ")
    said = " ".join(text_of(target).split())
    for spelled in (
        "1 (small letter l)",
        "2 (digit one)",
        "3 (space)",
        "5 (capital letter o)",
        "6 (digit zero)",
    ):
        assert spelled in said
    assert "7 (space)" in said


def test_a_passphrase_that_cannot_be_printed_exactly_is_not_printed(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    with pytest.raises(ReportError, match="more than"):
        save_recovery_sheet(path, target, OWNER, DAY, passphrase="x" * (LONGEST + 1))
    with pytest.raises(ReportError, match="no face"):
        save_recovery_sheet(path, target, OWNER, DAY, passphrase="fern \U00013000")
    assert not target.exists()


def test_it_never_takes_the_place_of_the_journal(path: Path) -> None:
    create(path, "").close()
    before = path.read_bytes()
    with pytest.raises(StorageFailed, match="belongs to the journal"):
        save_recovery_sheet(path, path, OWNER, DAY)
    assert path.read_bytes() == before


def test_the_passphrase_is_in_no_other_place_of_the_document(path: Path) -> None:
    document = recovery_sheet(path, OWNER, DAY, "three quiet herons")
    rest = (document.title, document.subject, document.author, document.keywords, document.running_head)
    assert "heron" not in repr(rest)
