"""A report from the command line is a PDF where nothing else was, and says what should not be in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mentorjournal.model.types import Goal, Person
from mentorjournal.services import opening
from tests.cli_helpers import done, done_json, refused, run

OWNER = ".sample.journal.owner"
"""Says who writes the journal; it is there while somebody does."""


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    path = tmp_path / "mine.journal"
    done("new", path)
    return path


def test_a_progress_summary_is_a_pdf_of_the_period_on_the_paper_asked_for(tmp_path: Path) -> None:
    import pikepdf

    journal, out = tmp_path / "sample.journal", tmp_path / "progress.pdf"
    done("sample", journal, "--today", "2026-04-14")
    out.write_text("%PDF an older one")
    assert str(out) in done("report", "progress", "--journal", journal, "--out", out)
    with pikepdf.open(out) as whole:
        pages = len(whole.pages)
        assert [round(float(side)) for side in whole.pages[0].mediabox[2:]] == [595, 842]
    period = ["--from", "2026-03-30", "--to", "2026-03-31", "--paper", "letter"]
    written = done_json("report", "progress", "--journal", journal, "--out", out, *period)
    assert written["path"] == str(out)
    assert written["missing_glyphs"] == []
    with pikepdf.open(out) as part:
        assert 0 < len(part.pages) == written["pages"] < pages
        assert [round(float(side)) for side in part.pages[0].mediabox[2:]] == [612, 792]


def test_a_period_that_makes_no_sense_is_refused(journal: Path, tmp_path: Path) -> None:
    for period in (["--from", "2026-04-01", "--to", "2026-03-01"], ["--from", "soon"], ["--paper", "a5"]):
        said = refused("report", "progress", "--journal", journal, "--out", tmp_path / "a.pdf", *period)
        assert period[-2] in said
        assert "report progress --help.)" in said
        assert "%" not in said
        assert "soon" not in period or "“soon” is not a date that can be read. Write it as 2026-" in said
    assert not (tmp_path / "a.pdf").exists()


def test_a_report_never_lands_on_the_journal_or_another_file(tmp_path: Path) -> None:
    journal = tmp_path / "sample.journal"
    done("sample", journal, "--today", "2026-04-14")
    before = journal.read_bytes()
    (tmp_path / "link.pdf").symlink_to(journal)
    (tmp_path / "thesis.pdf").write_text("mine")
    for name in ("sample.journal", "link.pdf", "sample.journal-wal", ".sample.journal.lock", OWNER):
        said = refused("report", "progress", "--journal", journal, "--out", tmp_path / name)
        assert "belongs to the journal that is open" in said
    refused("report", "progress", "--journal", journal, "--out", tmp_path / "thesis.pdf")
    assert (tmp_path / "thesis.pdf").read_text() == "mine"
    assert journal.read_bytes() == before
    assert not (tmp_path / "sample.journal-wal").exists()


def test_what_may_not_leave_and_stands_in_the_pdf_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mentorjournal.services.reporting.names import Names

    journal, out = tmp_path / "sample.journal", tmp_path / "a.pdf"
    done("new", journal)
    with opening.open_to_write(journal) as database, database.writing("Add") as change:
        change.put(Person(title="Odalys Quintero", display="role", consent="none"))
        change.put(Goal(title="Teach with Odalys Quintero", status="active", visibility="exportable"))
    report = ["report", "progress", "--journal", journal, "--out", out]
    assert done_json(*report)["findings"] == []
    monkeypatch.setattr(Names, "scrub", lambda _self, text: text)
    result = run(*report, "--json")
    found = json.loads(result.stdout)["findings"]
    assert found
    lines = result.stderr.splitlines()
    assert len(lines) == len(found)
    for finding, line in zip(found, lines, strict=True):
        assert line.startswith(f"Page {finding['page']} holds “{finding['what']}”, which may not leave")
    assert run(*report).stderr.splitlines() == lines


def test_a_report_that_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    journal = tmp_path / "sample.journal"
    done("sample", journal, "--today", "2026-04-14")
    assert "missing" in refused(
        "report", "progress", "--journal", journal, "--out", tmp_path / "missing" / "a.pdf"
    )
    (tmp_path / "old.pdf").write_text("older")
    empty = tmp_path / "empty.journal"
    done("new", empty)
    refused("report", "progress", "--journal", empty, "--out", tmp_path / "old.pdf")
    assert (tmp_path / "old.pdf").read_text() == "older"
