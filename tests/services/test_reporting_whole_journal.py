"""The journal to read: entries in order, where people and tags stand, and an own copy that says what it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from mentorjournal.errors import ReportError
from mentorjournal.model.types import Meeting, Tag
from mentorjournal.reports.blocks import Heading
from mentorjournal.services.bundle import Services
from mentorjournal.services.handing_out import OWN_COPY
from mentorjournal.services.reporting import ReportOptions
from mentorjournal.services.reporting.pages import page_texts
from tests.services.reporting_journal import consented, drawn, heard, page, person, text_of

READ = ReportOptions(document="journal")
OWN = replace(READ, own_copy=True)


def headings(services: Services, options: ReportOptions = READ) -> list[str]:
    blocks = services.reporting.make(options).document.blocks
    return [block.text for block in blocks if isinstance(block, Heading)]


def test_entries_stand_in_order_under_their_months(services: Services) -> None:
    for title, day in (("Third", (2026, 3, 2)), ("First", (2025, 12, 30)), ("Second", (2026, 3, 1))):
        services.records.save(page(title, "Text.", date=dt.date(*day)))
    assert headings(services) == ["December 2025", "First", "March 2026", "Second", "Third"]


def test_people_and_tags_stand_at_the_end_with_the_pages_of_their_entries(services: Services) -> None:
    ben = services.records.save(consented("Ben Rowe"))
    tag = services.records.save(Tag(title="courage"))
    long = "\n\n".join(["I wrote and I waited. " * 20] * 12)
    services.records.save(page("First", long, date=dt.date(2026, 1, 5)))
    services.records.save(page("Second", "Met.", date=dt.date(2026, 2, 5), people=(ben.id,), tags=(tag.id,)))
    texts = page_texts(drawn(services, READ))
    where = next(number for number, text in enumerate(texts, 1) if "Met." in text)
    end = " ".join(texts[-1].split())
    assert f"Ben Rowe 5 Feb 2026, p. {where}" in end
    assert f"courage 5 Feb 2026, p. {where}" in end


def test_a_name_without_consent_is_in_no_index(services: Services) -> None:
    ada = services.records.save(person("Ada Quill", roles=("mentor",)))
    services.records.save(page("Met", "With Ada Quill.", people=(ada.id,)))
    printed = text_of(services, READ)
    assert "Ada" not in printed
    assert "Mentor 2 Mar 2026" in printed


def test_only_what_may_leave_is_in_it_and_of_a_meeting_and_of_feedback_not_all(services: Services) -> None:
    ada = services.records.save(person("Ada Quill"))
    services.records.save(page("Private", "Nobody reads this.", visibility="private"))
    services.records.save(
        Meeting(
            title="Spring",
            date=dt.date(2026, 3, 3),
            status="held",
            notes="She is unhappy.",
            objective="Plan",
            visibility="exportable",
        )
    )
    services.records.save(heard("Speak up.", ada, response="I did."))
    printed = text_of(services, READ)
    for words in ("Nobody reads", "unhappy", "Speak up."):
        assert words not in printed
    assert "Plan" in printed
    assert "I did." in printed


def test_the_own_copy_takes_private_entries_and_says_so_on_the_cover_and_in_the_manifest(
    services: Services, tmp_path: Path
) -> None:
    services.records.save(page("Private", "Nobody else reads this.", visibility="private"))
    services.records.save(page("Sealed", "Nobody ever.", confidential=True))
    printed = text_of(services, OWN)
    assert "Nobody else reads this." in printed
    assert "Nobody ever" not in printed
    assert "My own copy, for nobody else." in printed
    services.reporting.save(OWN, tmp_path / "mine.pdf")
    (one,) = services.handing_out.all()
    assert one.purpose == OWN_COPY
    assert [part.text for part in one.items] == ["Private"]


def test_no_other_document_heeds_the_wish_for_an_own_copy(services: Services) -> None:
    services.records.save(page("Private", "Nobody else reads this.", visibility="private"))
    with pytest.raises(ReportError):
        services.reporting.make(ReportOptions(own_copy=True))


def test_what_is_offered_for_an_own_copy_blocks_only_what_is_confidential(services: Services) -> None:
    services.records.save(page("Private", "Text.", visibility="private"))
    services.records.save(page("Sealed", "Text.", confidential=True))
    found = {item.title: item.blocked for item in services.reporting.candidates(OWN)}
    assert found == {"Private": "", "Sealed": "confidential"}


def test_a_clinical_entry_waits_for_a_tick(services: Services) -> None:
    services.records.save(page("Ward", "Text.", clinical=True))
    services.records.save(page("Course", "Text."))
    assert headings(services) == ["March 2026", "Course"]


def test_an_empty_journal_is_a_sentence(services: Services) -> None:
    with pytest.raises(ReportError, match="Nothing to report"):
        services.reporting.make(READ)
