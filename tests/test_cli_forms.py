"""`report feedback-form` and `report statement` print a page each, and `import` takes the filled file back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mentorjournal.model.types import Claim, Feedback, Person
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.opening import open_to_read
from mentorjournal.services.profile import Owner
from mentorjournal.storage.journal_file import create
from tests.cli_helpers import done, done_json, refused
from tests.reports.form_filling import written
from tests.reports.reading import page_texts


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Somebody to ask, and a claim."""
    path = tmp_path / "mine.mentorjournal"
    with create(path) as database:
        services = services_for(database)
        services.profile.save(Owner("Amara Osei"))
        services.records.save(Person(title="Helena Brandt"))
        scheme = services.awards.adopt("community-100")
        services.records.save(
            Claim(title="Statistics day", scheme=scheme.id, category="learning", date=dt.date(2026, 3, 3))
        )
    return path


def read(journal: Path, look: Callable[[Services], Any]) -> Any:
    with open_to_read(journal) as database:
        return look(services_for(database))


def test_a_feedback_form_goes_out_and_comes_back(journal: Path, tmp_path: Path) -> None:
    out = tmp_path / "form.pdf"
    asked = ["--person", "helena brandt", "--on", "My talk", "--structure", "start_stop_continue"]
    made = done_json("report", "feedback-form", "--journal", journal, "--out", out, *asked)
    (text,) = page_texts(out.read_bytes())
    assert "Helena Brandt" in text
    assert "What costs more than it brings?" in text
    (waiting,) = read(journal, lambda s: s.forms.waiting(dt.date(2026, 6, 1)))
    assert (waiting.feedback.id, waiting.person) == (made["feedback"], "Helena Brandt")
    out.write_bytes(written(out.read_bytes(), {"q_start": "Ask more.", "giver": "Helena Brandt"}))
    assert done("import", out, "--journal", journal) == (
        "filled-form: 1 found, 1 imported, 0 skipped.\nFeedback “My talk”.\n"
    )
    assert done("import", out, "--journal", journal) == (
        "filled-form: 1 found, 0 imported, 1 skipped.\n“My talk” has this form already.\n"
    )
    feedback = read(journal, lambda s: s.records.get(Feedback, made["feedback"]))
    assert (feedback.direction, feedback.sections[0].text) == ("received", "Ask more.")
    left = read(journal, lambda s: s.handing_out.all())
    assert [(one.document, one.for_whom) for one in left] == [("feedback-form", "Helena Brandt")]


def test_a_form_for_a_new_name_says_so_and_one_for_nobody_about_nothing_is_not_made(
    journal: Path, tmp_path: Path
) -> None:
    ask = ("report", "feedback-form", "--journal", journal, "--out", tmp_path / "form.pdf")
    assert "Say whom you ask" in refused(*ask)
    assert not (tmp_path / "form.pdf").exists()
    assert "“Helena” was not in People, and is now." in done(*ask, "--person", "Helena")
    assert "in People" not in done(*ask, "--person", "Helena")
    assert "in People" not in done(*ask, "--on", "My talk")


def test_a_statement_goes_out_and_comes_back(journal: Path, tmp_path: Path) -> None:
    out = tmp_path / "statement.pdf"
    asked = [
        "--claim",
        "statistics day",
        "--provider",
        "Graduate School",
        "--hours",
        "6",
        "--paper",
        "letter",
    ]
    said = done("report", "statement", "--journal", journal, "--out", out, *asked)
    assert said == f"Wrote the statement to {out}. Import the filled file when it comes back.\n"
    (text,) = page_texts(out.read_bytes())
    assert "Graduate School" in text
    said_there = {
        "decision": "as_stated",
        "name": "A. Nother",
        "hours": "6",
        "signed_on": "1 May 2026",
    }
    out.write_bytes(written(out.read_bytes(), said_there))
    assert "Claim “Statistics day”: authorised, 6." in done("import", out, "--journal", journal)
    (claim,) = read(journal, lambda s: s.records.all(Claim))
    assert (claim.status, claim.authorised_on, claim.amount) == ("authorised", dt.date(2026, 5, 1), 6)


def test_an_unknown_claim_is_one_line_and_nothing_is_written(journal: Path, tmp_path: Path) -> None:
    out = tmp_path / "statement.pdf"
    said = refused("report", "statement", "--journal", journal, "--out", out, "--claim", "Nothing")
    assert "“Nothing”" in said
    assert "“Statistics day”" in said
    assert not out.exists()


def test_the_beginning_of_a_title_names_a_claim(journal: Path, tmp_path: Path) -> None:
    out = tmp_path / "statement.pdf"
    done("report", "statement", "--journal", journal, "--out", out, "--claim", "statis")
    assert "Statistics day" in page_texts(out.read_bytes())[0]


def test_where_the_form_cannot_be_saved_nothing_waits(journal: Path, tmp_path: Path) -> None:
    out = tmp_path / "no folder" / "form.pdf"
    refused("report", "feedback-form", "--journal", journal, "--out", out, "--person", "Somebody New")
    assert read(journal, lambda s: s.forms.waiting(dt.date(2026, 6, 1))) == ()
    assert read(journal, lambda s: len(s.records.all(Person))) == 1


def test_formats_lists_filled_forms() -> None:
    assert "filled-form" in done("import", "--formats")
