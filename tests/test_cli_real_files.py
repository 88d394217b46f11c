"""Real files of other programs are read as they should be, or refused in plain words."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from mentorjournal.services import opening
from mentorjournal.services.history import History
from tests.cli_helpers import done, done_json, one_error_line, run

READ = ("jrnl", "dayone", "rednotebook", "markdown", "icalendar")
NO_NOTES = {".json", ".txt", ".png", ".org"}


def units(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "EXPECTED.json").read_text("utf-8"))["units"]
    return found


def expected_counts(unit: dict[str, Any]) -> list[int]:
    """How many entries are right; an empty list where the file is no journal of its own."""
    expect = unit["expect"]
    if unit["format"] == "icalendar":
        return [expect["events"] + expect["todos"] + expect["journals"]]
    for key in ("entries_good", "days", "entries"):
        if key in expect:
            count = expect[key]
            return count if isinstance(count, list) else [count]
    return [] if Path(unit["path"]).suffix in NO_NOTES else [1]


def new_journal(folder: Path) -> Path:
    path = folder / "fresh.journal"
    path.unlink(missing_ok=True)
    done("new", path)
    return path


@pytest.mark.parametrize("family", READ)
def test_every_real_journal_comes_in_whole_and_only_once_and_goes_with_one_undo(
    shared_real: Path, tmp_path: Path, family: str
) -> None:
    journal = new_journal(tmp_path)
    read = 0
    for unit in units(shared_real):
        counts = expected_counts(unit)
        if not unit["path"].startswith(f"{family}/") or not counts:
            continue
        source = shared_real / unit["path"]
        result = run("import", source, "--journal", journal, "--json")
        if result.exit_code:
            assert 0 in counts, f"{unit['path']}: {result.stderr}"
            assert "nothing was imported" in one_error_line(result.stderr).lower()
            continue
        first = json.loads(result.stdout)
        assert (first["format"], first["found"]) == (unit["format"], first["imported"]), unit["path"]
        # A series is one event of its calendar, and several meetings here.
        parts = first.get("parts", {"entries": first["imported"]})
        assert sum(count for name, count in parts.items() if name != "calendars") in counts, unit["path"]
        again = done_json("import", source, "--journal", journal)
        assert (again["imported"], again["skipped"]) == (0, first["found"]), unit["path"]
        with opening.open_to_write(journal) as database:
            assert History(database).undo().startswith("Import ")
        info = done_json("info", "--journal", journal)
        assert not any(info["records"].values()), unit["path"]
        read += 1
    assert read >= 3


def test_an_entry_that_is_bad_is_reported_and_the_good_ones_come_in(
    shared_real: Path, tmp_path: Path
) -> None:
    journal = new_journal(tmp_path)
    for unit in units(shared_real):
        bad = unit["expect"].get("entries_bad") if unit["path"].startswith("dayone/") else None
        if isinstance(bad, list) and bad:
            found = done_json("import", shared_real / unit["path"], "--journal", journal)
            assert any(bad[0]["uuid"] in problem["item"] for problem in found["problems"])
            return
    pytest.fail("there is no such file")


def test_every_other_file_comes_in_and_goes_with_one_undo_or_is_refused_in_one_line(
    shared_real: Path, tmp_path: Path
) -> None:
    journal = new_journal(tmp_path)
    read: Counter[str] = Counter()
    others = [unit for unit in units(shared_real) if not unit["path"].startswith(READ)]
    for unit in others:
        result = run("import", shared_real / unit["path"], "--journal", journal, "--json")
        if result.exit_code:
            line = one_error_line(result.stderr)
            assert "nothing was" in line.lower(), f"{unit['path']}: {line}"
            continue
        assert json.loads(result.stdout)["imported"], unit["path"]
        with opening.open_to_write(journal) as database:
            assert History(database).undo().startswith("Import ")
        read[unit["format"]] += 1
    assert not any(done_json("info", "--journal", journal)["records"].values())
    assert {"enex", "vcard", "bibtex", "ris", "google", "diaro", "journey"} <= {
        name.split("-")[0] for name in read
    }
    assert sum(read.values()) > len(others) * 3 // 4
