"""`report agreement`: the newest version, found by a title or a name, on two pages to sign."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from mentorjournal.model.types import Person, Relationship
from mentorjournal.services.bundle import services_for
from mentorjournal.services.opening import open_to_write
from mentorjournal.services.profile import Owner
from mentorjournal.storage.journal_file import create
from tests.cli_helpers import done, done_json, refused, run
from tests.reports.reading import page_texts, text_of

DAY = dt.date(2026, 4, 14)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Two relationships: one with an agreement, one without."""
    path = tmp_path / "mine.mentorjournal"
    with create(path) as database:
        services = services_for(database)
        services.profile.save(Owner("Amara Osei"))
        helena = services.records.save(Person(title="Helena Brandt", short_name="Helena"))
        tie = services.records.save(Relationship(title="Main mentor", person=helena.id))
        services.records.save(Relationship(title="Statistics"))
        version = services.agreements.begin(tie.id, DAY)
        texts = tuple(
            dataclasses.replace(part, text="We meet on the second Thursday. " * 12)
            for part in version.sections
        )
        services.agreements.write(version.id, {"sections": texts})
    return path


def test_the_newest_version_is_a_pdf_of_two_pages(journal: Path, tmp_path: Path) -> None:
    out = tmp_path / "agreement.pdf"
    said = done("report", "agreement", "--journal", journal, "--relationship", "HELENA", "--out", out)
    assert said == f"Wrote version 1, 2 pages, to {out}.\n"
    assert len(page_texts(out.read_bytes())) == 2
    assert "Amara Osei (mentee), and Helena Brandt (mentor)" in text_of(out.read_bytes())
    named = ["--relationship", "main mentor", "--paper", "letter"]
    written = done_json("report", "agreement", "--journal", journal, "--out", out, *named)
    assert written == {"path": str(out), "pages": 2, "version": 1}


def test_an_unknown_or_ambiguous_name_is_one_line_with_the_choices(journal: Path, tmp_path: Path) -> None:
    out = tmp_path / "agreement.pdf"
    command = ("report", "agreement", "--journal", journal, "--out", out, "--relationship")
    said = refused(*command, "Nobody")
    assert "“Main mentor: Helena Brandt”" in said
    assert "“Statistics”" in said
    with open_to_write(journal) as database:
        services_for(database).records.save(Relationship(title="main mentor"))
    said = refused(*command, "Main mentor: Zebedee")
    assert "no relationship" in said
    (tmp_path / "one.pdf").write_text("%PDF mine")
    assert "no agreement for “Statistics” yet" in refused(*command, "Statistics")
    assert not out.exists()


def test_two_relationships_of_one_name_are_told_apart_by_their_whole_titles(
    journal: Path, tmp_path: Path
) -> None:
    out = tmp_path / "agreement.pdf"
    with open_to_write(journal) as database:
        services = services_for(database)
        (helena,) = services.records.all(Person)
        services.records.save(Relationship(title="Clinic", person=helena.id))
    command = ("report", "agreement", "--journal", journal, "--out", out, "--relationship")
    assert "“Clinic: Helena Brandt”; “Main mentor: Helena Brandt”" in refused(*command, "Helena Brandt")
    done(*command, "Main mentor: Helena Brandt")


def test_a_long_agreement_warns_and_is_whole(journal: Path, tmp_path: Path) -> None:
    out = tmp_path / "agreement.pdf"
    with open_to_write(journal) as database:
        services = services_for(database)
        (tie,) = (item for item in services.records.all(Relationship) if item.person)
        (version,) = services.agreements.of(tie.id)
        texts = tuple(
            dataclasses.replace(part, text="We meet on Thursdays. " * 120) for part in version.sections
        )
        services.agreements.write(version.id, {"sections": texts})
    result = run("report", "agreement", "--journal", journal, "--out", out, "--relationship", "Main mentor")
    assert result.exit_code == 0
    assert "nothing was cut" in result.stderr
    assert text_of(out.read_bytes()).count("Thursdays.") == 120 * 9
