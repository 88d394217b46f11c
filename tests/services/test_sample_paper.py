"""What the sample journals print for two people fits its pages and keeps their secrets."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from mentorjournal.errors import ReportError
from mentorjournal.model.record import Record
from mentorjournal.model.types import Agreement, Meeting, Person, Pulse
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services
from mentorjournal.services.sample import Sample, write_sample
from tests.services.sample_reading import SIDES, TODAY, of, texts

LEAST_WORDS = 5

Filled = tuple[Services, Sample]


@pytest.fixture(scope="module", params=SIDES)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """The sample of each side in a journal."""
    services = create_services(tmp_path_factory.mktemp(request.param) / "sample.mentorjournal")
    yield services, write_sample(services.journal, TODAY, side=request.param)
    services.journal.close()


def read(path: Path) -> list[str]:
    """The text of each page, spaces made even."""
    with pypdfium2.PdfDocument(path) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def secrets(sample: Sample) -> set[str]:
    """Sentences of confidential records that are long enough to be found by chance nowhere else."""
    sealed: list[Record] = [record for record in sample.records if record.confidential]
    parts = (re.split(r"(?<=[.?!])\s+|\n+", text) for record in sealed for text in texts(record))
    found = {" ".join(sentence.split()) for part in parts for sentence in part}
    return {sentence for sentence in found if len(sentence.split()) >= LEAST_WORDS}


def test_there_are_secrets_to_keep(filled: Filled) -> None:
    assert len(secrets(filled[1])) > 20
    assert sum(pulse.confidential for pulse in of(filled[1], Pulse)) >= 8


def test_every_meeting_ahead_has_a_brief_of_one_page_without_a_secret(filled: Filled, tmp_path: Path) -> None:
    services, sample = filled
    ahead = [meeting for meeting in of(sample, Meeting) if meeting.status == "planned"]
    assert len(ahead) >= 3
    for number, meeting in enumerate(ahead):
        path = tmp_path / f"{number}.pdf"
        services.preparing.save([services.preparing.brief(meeting.id, TODAY)], path)
        (text,) = read(path)
        assert (meeting.objective or meeting.title) in text
        assert [secret for secret in secrets(sample) if secret in text] == []


def test_a_day_of_several_meetings_is_a_page_for_each(filled: Filled, tmp_path: Path) -> None:
    services, sample = filled
    days = {meeting.date for meeting in of(sample, Meeting) if meeting.status == "planned" and meeting.date}
    busiest = max(days, key=lambda day: len(services.preparing.on_day(day)))
    briefs = services.preparing.day(busiest, TODAY)
    services.preparing.save(briefs, tmp_path / "day.pdf")
    assert len(read(tmp_path / "day.pdf")) == len(briefs) >= 1


def test_every_agreement_has_two_pages_at_most_and_both_names(filled: Filled, tmp_path: Path) -> None:
    services, sample = filled
    owner = sample.profile["name"]
    for number, agreement in enumerate(of(sample, Agreement)):
        path = tmp_path / f"{number}.pdf"
        printed = services.agreements.save_pdf(agreement.id, path)
        pages = read(path)
        assert printed.pages == len(pages) <= 2
        assert owner in pages[0]


def test_every_summary_is_one_page_and_keeps_notes_and_what_was_given(filled: Filled, tmp_path: Path) -> None:
    services, sample = filled
    held = [m for m in of(sample, Meeting) if m.status == "held" and not m.confidential]
    assert len(held) > 10
    people = {person.id: person.title for person in of(sample, Person)}
    printed = 0
    for number, meeting in enumerate(held):
        path = tmp_path / f"{number}.pdf"
        with contextlib.suppress(ReportError):  # of those that have nothing to tell
            services.follow_up.save(meeting.id, path)
        if not path.exists():
            continue
        printed += 1
        (text,) = read(path)
        assert all(people[key] in text for key in meeting.people)
        mine = [*re.split(r"(?<=[.?!])\s+|\n+", meeting.notes), meeting.gave, meeting.received, meeting.worth]
        assert [part for part in mine if len(part.split()) >= LEAST_WORDS and part in text] == []
    assert printed > len(held) / 2
