"""`export` in every format: what may be shown unless everything is asked for, JSON the whole journal unless not."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from mentorjournal.model.types import Goal, Manifest, Meeting
from mentorjournal.services.opening import create_services, open_services
from mentorjournal.services.taking_away import FORMATS
from tests.cli_helpers import done, done_json, refused, run


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A journal with a private goal and meeting, and a goal that may be shown."""
    path = tmp_path / "mine.mentorjournal"
    services = create_services(path)
    services.records.save(Goal(title="Kept back"))
    services.records.save(Goal(title="For everybody", visibility="exportable"))
    services.records.save(Meeting(title="Between us", date=dt.date(2026, 4, 1)))
    services.journal.close()
    return path


def test_only_what_may_be_shown_is_written_unless_everything_is_asked_for(
    journal: Path, tmp_path: Path
) -> None:
    said = done("export", tmp_path / "page.html", "--journal", journal)
    assert "Wrote 1 record and 0 files" in said
    assert "Stayed behind: 2 private." in said
    page = (tmp_path / "page.html").read_text()
    assert "For everybody" in page
    assert "Kept back" not in page
    said = done("export", tmp_path / "notes", "--format", "markdown", "--everything", "--journal", journal)
    assert "private and confidential records are in it" in said
    assert (tmp_path / "notes" / "Goals" / "Kept back.md").is_file()


def test_json_is_the_whole_journal_and_says_so(journal: Path, tmp_path: Path) -> None:
    said = done("export", tmp_path / "all.json", "--journal", journal)
    assert "It is the whole journal, private, confidential and trashed records too." in said
    assert "Kept back" in (tmp_path / "all.json").read_text()
    told = done_json("export", tmp_path / "some.json", "--shareable", "--journal", journal)
    assert (told["records"], told["scope"], told["stayed"]) == (1, "shareable", {"private": 2})
    assert [one["title"] for one in json.loads((tmp_path / "some.json").read_text())["records"]] == [
        "For everybody"
    ]


def test_what_leaves_a_journal_that_another_window_holds_is_said_not_to_be_noted(
    journal: Path, tmp_path: Path
) -> None:
    holder = open_services(journal)
    for name in ("page.html", "all.json", "day.ics"):
        made = run("export", tmp_path / name, "--everything", "--json", "--journal", journal)
        assert made.stderr.startswith("Nothing notes what left mine.mentorjournal now, which can only")
        assert json.loads(made.stdout)["noted"] is False, name
        assert (tmp_path / name).is_file()
    assert holder.records.all(Manifest) == ()
    holder.journal.close()
    assert done_json("export", tmp_path / "again.html", "--journal", journal)["noted"] is True


def test_kinds_and_days_narrow_it(journal: Path, tmp_path: Path) -> None:
    options = ("--kind", "meeting", "--everything", "--journal", journal)
    told = done_json("export", tmp_path / "m.html", *options)
    assert told["records"] == 1
    assert "nothing of this" in refused("export", tmp_path / "n.html", "--until", "1990-01-01", *options)
    assert not (tmp_path / "n.html").exists()


def test_a_calendar_for_others_is_asked_for(journal: Path, tmp_path: Path) -> None:
    assert "may be shown to others yet" in refused(
        "export", tmp_path / "a.ics", "--shareable", "--journal", journal
    )
    assert "belong to a calendar" in refused(
        "export", tmp_path / "a.ics", "--shareable", "--all", "--journal", journal
    )


def test_the_formats_are_listed_with_what_they_cannot_hold() -> None:
    listed = done("export", "--formats")
    for known in FORMATS:
        assert known.key in listed
        assert known.loses in listed
    assert "is not one of json" in refused("export", "x", "--format", "wordstar", "--journal", "j")
    assert "is not one of reflection" in refused("export", "x", "--kind", "wish", "--journal", "j")


@pytest.mark.parametrize("name", ["review.doc", "review.pdf", "x.md", "x.csv", "notes", "notes.d/", ".json"])
def test_a_name_that_says_no_format_never_takes_the_whole_journal(
    journal: Path, tmp_path: Path, name: str
) -> None:
    before = sorted(tmp_path.iterdir())
    for scope in ((), ("--shareable",), ("--kind", "goal")):
        said = refused("export", tmp_path / name, *scope, "--journal", journal)
        assert "nothing was written" in said
        assert "--format: json, markdown" in said
    assert sorted(tmp_path.iterdir()) == before


def test_what_left_by_the_command_line_is_noted_too(journal: Path, tmp_path: Path) -> None:
    done("export", tmp_path / "all.json", "--journal", journal)
    done("export", tmp_path / "page.html", "--journal", journal)
    services = open_services(journal)
    assert sorted(one.file_name for one in services.records.all(Manifest)) == ["all.json", "page.html"]
    services.journal.close()
