"""Documents from the command line: one for each kind, for one award, locked on request, and noted in the journal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from mentorjournal.model.types import Manifest, Scheme
from mentorjournal.services import opening
from mentorjournal.services.reporting.kinds import KINDS
from tests.cli_helpers import done, refused, run


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample journal, which follows two awards."""
    path = tmp_path_factory.mktemp("sample") / "sample.journal"
    done("sample", path, "--today", "2026-04-14")
    return path


@pytest.fixture(scope="module")
def award(journal: Path) -> Scheme:
    with opening.open_to_read(journal) as database, database.reading() as reader:
        return next(scheme for scheme in reader.find(Scheme) if scheme.key == "community-100")


def noted(journal: Path) -> tuple[Manifest, ...]:
    with opening.open_to_read(journal) as database, database.reading() as reader:
        return reader.find(Manifest)


def printed(kind: str, journal: Path, out: Path, *more: object) -> tuple[dict[str, Any], list[str]]:
    """What a command says that succeeds: its JSON value, and the lines on the error output."""
    result = run("report", kind, "--journal", journal, "--out", out, "--json", *more)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout), result.stderr.splitlines()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_a_pdf_with_nothing_in_it_that_may_not_leave(
    kind: str, journal: Path, award: Scheme, tmp_path: Path
) -> None:
    more = ("--scheme", award.id) if KINDS[kind].scheme else ()
    written, said = printed(kind, journal, tmp_path / "a.pdf", *more)
    assert written["findings"] == []
    assert said == [*written["left_out"], *written["remarks"]]
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert len(pdf.pages) == written["pages"] > 1


def test_an_award_is_named_by_title_beginning_key_or_id(journal: Path, award: Scheme, tmp_path: Path) -> None:
    sizes = {
        printed("portfolio", journal, tmp_path / "a.pdf", "--scheme", name, "--no-evidence")[0]["pages"]
        for name in (award.id, award.title[:9].upper(), award.title, award.key)
    }
    assert len(sizes) == 1
    report = ("report", "portfolio", "--journal", journal, "--out", tmp_path / "b.pdf")
    assert f"“{award.title}” ({award.id})" in refused(*report)
    assert "“Nobel” names no award" in refused(*report, "--scheme", "Nobel")
    assert not (tmp_path / "b.pdf").exists()


def test_a_journal_without_an_award_says_so(tmp_path: Path) -> None:
    done("new", tmp_path / "new.journal")
    said = refused("report", "portfolio", "--journal", tmp_path / "new.journal", "--out", tmp_path / "a.pdf")
    assert "follows no award yet" in said


def test_a_locked_document_opens_with_its_password_only_and_is_noted(journal: Path, tmp_path: Path) -> None:
    (tmp_path / "word").write_text("slow train\n")
    before = len(noted(journal))
    more = ("--password-file", tmp_path / "word", "--for", "Dr Brandt", "--paper", "letter")
    written, _said = printed("idp", journal, tmp_path / "plan.pdf", *more)
    assert written["locked"]
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / "plan.pdf")
    with pikepdf.open(tmp_path / "plan.pdf", password="slow train") as pdf:
        assert len(pdf.pages) == written["pages"]
    note = noted(journal)[0]
    assert len(noted(journal)) == before + 1
    assert (note.document, note.for_whom, note.locked, note.paper) == ("idp", "Dr Brandt", True, "letter")
    assert note.file_name == "plan.pdf"


def test_an_empty_password_is_refused(journal: Path, tmp_path: Path) -> None:
    (tmp_path / "word").write_text("\n")
    report = ("report", "idp", "--journal", journal, "--out", tmp_path / "a.pdf")
    assert "is empty" in refused(*report, "--password-file", tmp_path / "word")
    gone = refused(*report, "--password-file", tmp_path / "nowhere")
    assert "password file" in gone
    assert "passphrase" not in gone
    assert not (tmp_path / "a.pdf").exists()


def test_a_journal_that_a_window_writes_is_printed_and_nothing_is_noted(tmp_path: Path) -> None:
    journal = tmp_path / "mine.journal"
    done("sample", journal, "--today", "2026-04-14")
    before = len(noted(journal))
    with opening.open_to_write(journal):
        printed("review", journal, tmp_path / "a.pdf")
    assert len(noted(journal)) == before
    printed("review", journal, tmp_path / "a.pdf")
    assert len(noted(journal)) == before + 1


def test_options_stand_only_where_they_mean_something(journal: Path, tmp_path: Path) -> None:
    for kind, option in (("review", "--own-copy"), ("idp", "--no-evidence"), ("journal", "--scheme")):
        said = refused("report", kind, "--journal", journal, "--out", tmp_path / "a.pdf", option)
        assert option in said
    assert "--own-copy" in done("report", "journal", "--help")
