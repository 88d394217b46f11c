"""The command that says what changed: by day for people, one JSON value for programs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mentorjournal.model.types import Goal
from mentorjournal.services.bundle import services_for
from mentorjournal.storage.journal_file import create
from tests.cli_helpers import done, done_json, refused


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A goal made on 3 April and edited on 5 April, and one deleted then."""
    clock = [dt.datetime(2026, 4, 3, 12, tzinfo=dt.UTC)]
    path = tmp_path / "mine.journal"
    with create(path, clock=lambda: clock[0]) as made:
        records = services_for(made).records
        one = records.save(Goal(title="Submit\x1b[31m the series"))
        two = records.save(Goal(title="Learn to wait"))
        clock[0] = dt.datetime(2026, 4, 5, 12, tzinfo=dt.UTC)
        records.amend(one.id, {"why": "It spares a delay."}, "Edit")
        records.trash(two.id)
    return path


def test_people_read_it_by_day(journal: Path) -> None:
    said = done("changes", "--since", "2026-04-01", "--journal", journal)
    days = [line for line in said.splitlines() if line.startswith("2026")]
    assert days == ["2026-04-05", "2026-04-03"]
    assert "Learn to wait (deleted)" in said
    assert "(edited: Why it matters)" in said
    assert "\x1b" not in said


def test_programs_read_one_value(journal: Path) -> None:
    found = done_json("changes", "--since", "2026-04-04", "--journal", journal)
    assert [(row["title"], row["what"], row["standing"]) for row in found] == [
        ("Learn to wait", "deleted", "trash"),
        ("Submit\x1b[31m the series", "edited", "here"),
    ]
    assert found[1]["fields"] == ["Why it matters"]


def test_the_last_day_is_included(journal: Path) -> None:
    until = ("--until", "2026-04-03", "--journal", journal)
    assert len(done_json("changes", "--since", "2026-04-03", *until)) == 2
    assert "Nothing changed." in done("changes", "--since", "2026-04-06", "--journal", journal)


def test_a_day_that_is_none_is_refused(journal: Path) -> None:
    said = refused("changes", "--since", "spring", "--journal", journal)
    assert "“spring” is not a date that can be read. Write it as 2026-01-31." in said
    assert "Nothing was done" in said
    for command in (("changes",), ("export", journal.with_name("a.html"))):
        backwards = (*command, "--since", "2026-11-20", "--until", "2026-11-01", "--journal", journal)
        assert "The period ends before it begins" in refused(*backwards)
