"""`import` of a table: says what it took each column for, is told better, and remembers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli_helpers import refused, run

HOURS = "Day,Spent,What,Place\n03/04/2024,2,Aims,Lab\n05/06/2024,1,Draft,Ward\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "hours.csv"
    path.write_text(HOURS, "utf-8")
    return path


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    path = tmp_path / "mine.mentorjournal"
    assert run("new", path).exit_code == 0
    return path


def test_what_was_guessed_is_said_and_dates_both_ways_are_asked(fresh: Path, table: Path) -> None:
    said = run("import", table, "--map", "spent=hours", "--as", "hours", "--dry-run", "--journal", fresh)
    assert "Read as hours: Day is date; Spent is hours; What is title." in said.output
    assert "Say --day-first or --month-first." in said.output
    assert "both ways" in refused(
        "import", table, "--map", "spent=hours", "--as", "hours", "--journal", fresh
    )


def test_rows_are_counted_as_rows_and_a_column_not_understood_is_named(fresh: Path, table: Path) -> None:
    table.write_text("Date,Hours,Who,Room\n2024-04-01,2,Ana,Lab\nsoon,1,Ben,Ward\n", "utf-8")
    said = run("import", table, "--journal", fresh).output
    assert "csv: 2 rows: 1 person, 1 activity, 1 row left out; 2 imported, 0 skipped." in said
    assert "Only kept in the details: Room." in said
    assert '--map "Room=title"' in said
    assert "There are: date, time" in refused("import", table, "--map", "Room=?", "--journal", fresh)


def test_what_was_said_is_remembered(fresh: Path, table: Path) -> None:
    wanted = ("--map", "Spent=hours", "--map", "4=provider", "--as", "hours", "--month-first")
    assert "2 imported" in run("import", table, *wanted, "--journal", fresh).output
    table.write_text(HOURS.replace("Aims", "More"), "utf-8")
    plain = json.loads(run("import", table, "--json", "--journal", fresh).output)
    assert (plain["imported"], plain["skipped"]) == (1, 1)
    assert plain["table"]["order"] == "month first"
    assert [one["meaning"] for one in plain["table"]["columns"]] == ["date", "hours", "title", "provider"]


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (("--map", "Nowhere=date"), "no column “Nowhere”"),
        (("--map", "Spent=weight"), "no meaning “weight”"),
        (("--all-or-nothing", "--map", "What=date"), "as you chose"),
    ],
)
def test_what_cannot_be_is_refused(fresh: Path, table: Path, wanted: tuple[str, ...], told: str) -> None:
    table.write_text(HOURS.replace("Spent", "Hours").replace("05/", "25/").replace("Draft", ""), "utf-8")
    if "as you" in told:
        table.write_text(table.read_text("utf-8").replace("25/06/2024", "soon"), "utf-8")
        wanted = ("--all-or-nothing", "--day-first")
    assert told in refused("import", table, *wanted, "--journal", fresh)


def test_words_that_exclude_each_other_are_wrong_usage(fresh: Path, table: Path) -> None:
    both = refused("import", table, "--day-first", "--month-first", "--journal", fresh)
    assert "exclude each other" in both
    assert "say COLUMN=MEANING" in refused("import", table, "--map", "Spent", "--journal", fresh)
