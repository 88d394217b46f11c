"""The summary of a meeting from the command line: one page, of the meeting asked for, or a plain refusal."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mentorjournal.model.types import Decision, Meeting
from mentorjournal.services import opening
from mentorjournal.services.bundle import services_for
from tests.cli_helpers import done, done_json, refused
from tests.reports.reading import page_texts

DAY = dt.date(2026, 4, 14)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    path = tmp_path / "mine.journal"
    done("new", path)
    return path


def hold(journal: Path, title: str, number: int, *, confidential: bool = False) -> str:
    """The id of a held meeting at which one thing was decided."""
    with opening.open_to_write(journal) as database:
        services = services_for(database)
        meeting = services.records.save(
            Meeting(title=title, date=DAY + dt.timedelta(days=number), confidential=confidential)
        )
        services.records.save(Decision(title=f"Decided at {title}", meeting=meeting.id))
        return services.meetings.hold(meeting.id).id


def test_the_last_meeting_or_one_by_its_id_is_one_page(journal: Path, tmp_path: Path) -> None:
    first, last = hold(journal, "First", -30), hold(journal, "Second", 0)
    out = tmp_path / "summary.pdf"
    ask = ("report", "summary", "--journal", journal, "--out", out, "--meeting")
    assert done(*ask, "last") == f"Wrote 1 page to {out}.\n"
    with opening.open_to_read(journal) as database:
        assert [one.document for one in services_for(database).handing_out.all()] == ["summary"]
    (page,) = page_texts(out.read_bytes())
    assert "Decided at Second" in page
    written = done_json(*ask, first, "--paper", "letter")
    assert written == {"path": str(out), "pages": 1, "meeting": first, "missing_glyphs": []}
    (page,) = page_texts(out.read_bytes())
    assert "Decided at First" in page
    assert done_json(*ask, "last")["meeting"] == last


def test_what_cannot_be_printed_is_refused_and_nothing_is_written(journal: Path, tmp_path: Path) -> None:
    out = tmp_path / "summary.pdf"
    ask = ("report", "summary", "--journal", journal, "--out", out, "--meeting")
    assert "No meeting is marked as held" in refused(*ask, "last")
    assert "There is no meeting “nextt”. Give the id of one" in refused(*ask, "nextt")
    assert "confidential" in refused(*ask, hold(journal, "Secret", 0, confidential=True))
    assert not out.exists()
    trashed = hold(journal, "Gone", 1)
    with opening.open_to_write(journal) as database:
        services_for(database).records.trash(trashed)
    assert "in the trash" in refused(*ask, trashed)
