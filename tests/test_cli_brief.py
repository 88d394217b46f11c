"""`report brief` writes one page of what to bring, and says what had no room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorjournal.model.types import Meeting, Observation
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services, open_services
from mentorjournal.services.reporting.pages import page_sizes, page_texts
from tests.cli_helpers import done, done_json, refused
from tests.services.preparing_steps import Pair, pair


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "mine.mentorjournal"


@pytest.fixture
def services(journal: Path) -> Iterator[Services]:
    made = create_services(journal)
    yield made
    made.journal.close()


def today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def ahead(two: Pair, days: int = 3) -> Meeting:
    """The next meeting, planned from the day on which this test runs."""
    two.services.records.trash(two.next.id)
    made: Meeting = two.save(
        Meeting(
            title="Next",
            date=today() + dt.timedelta(days=days),
            people=(two.person.id,),
            relationship=two.tie.id,
        )
    )
    return made


def test_the_next_meeting_is_prepared_on_one_page(services: Services, journal: Path, tmp_path: Path) -> None:
    two = pair(services)
    meeting = ahead(two)
    two.action("Draft the aims")
    two.save(Observation(kind="concern", title="Authorship", person=two.person.id))
    services.journal.close()
    out = tmp_path / "brief.pdf"
    said = done("report", "brief", "--meeting", "next", "--out", out, "--journal", journal)
    assert said == f"Wrote the brief for Dr Helena Brandt to {out}.\n"
    (text,) = page_texts(out.read_bytes())
    assert "Draft the aims" in text
    assert "Authorship" not in text
    found = done_json("report", "brief", "--meeting", meeting.id, "--out", out, "--journal", journal)
    assert found == {
        "path": str(out),
        "meeting": meeting.id,
        "day": meeting.date.isoformat() if meeting.date else "",
        "side": "mentee",
        "also": [],
    }


def test_what_was_changed_in_the_window_is_what_is_printed(
    services: Services, journal: Path, tmp_path: Path
) -> None:
    two = pair(services)
    two.action("Draft the aims")
    brief = two.brief()
    services.preparing.tick(two.next.id, brief.part("actions").lines[0], False)
    services.preparing.add(two.next.id, "wins", "I slept")
    services.journal.close()
    out = tmp_path / "brief.pdf"
    done("report", "brief", "--meeting", two.next.id, "--out", out, "--journal", journal, "--paper", "letter")
    (text,) = page_texts(out.read_bytes())
    assert "I slept" in text
    assert "Draft the aims" not in text
    assert page_sizes(out.read_bytes())[0].height == pytest.approx(792)


def test_lines_without_room_are_said(services: Services, journal: Path, tmp_path: Path) -> None:
    two = pair(services)
    meeting = ahead(two)
    for number in range(90):
        two.action(f"Action number {number}")
    services.journal.close()
    out = tmp_path / "brief.pdf"
    arguments = ("report", "brief", "--meeting", meeting.id, "--out", out, "--journal", journal)
    said = done(*arguments).splitlines()
    also = done_json(*arguments)["also"]
    assert said[1] == f"{len(also)} lines have no room on the page:"
    assert [line.strip() for line in said[2:]] == also
    assert len(page_texts(out.read_bytes())) == 1


def test_no_meeting_ahead_an_unknown_one_and_a_confidential_one_write_nothing(
    services: Services, journal: Path, tmp_path: Path
) -> None:
    two = pair(services)
    services.records.amend(two.last.id, {"confidential": True})
    services.records.trash(two.next.id)
    services.journal.close()
    out = tmp_path / "brief.pdf"
    for meeting, words in (
        ("next", "No meeting is planned"),
        ("nextt", "There is no meeting “nextt”. Give the id of one"),
        ("last", "confidential"),
        (two.next.id, "in the trash"),
        (two.last.id, "confidential"),
    ):
        said = refused("report", "brief", "--meeting", meeting, "--out", out, "--journal", journal)
        assert words in said
        assert not out.exists()
    again = open_services(journal)
    again.journal.close()
