"""What the selection of a report offers, what it does not, and how a record is let in."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.reporting import Candidate, ReportOptions
from mentorjournal.storage import journal_file
from tests.services.reporting_journal import NOW, heard, page, person, text_of


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with journal_file.create(tmp_path / "mine.journal", clock=lambda: NOW) as made:
        yield services_for(made)


def by_title(services: Services) -> dict[str, Candidate]:
    return {item.title: item for item in services.reporting.candidates(ReportOptions())}


def test_what_may_not_leave_is_listed_with_its_reason_and_never_ticked(services: Services) -> None:
    giver = services.records.save(person("Zoë"))
    for record in (
        page("Open", "x"),
        page("Mine", "x", visibility="private"),
        page("Ours", "x", visibility="shared"),
        page("Told to me", "x", confidential=True),
        dataclasses.replace(heard("x", giver), title="To her", direction="given"),
    ):
        services.records.save(record)
    found = by_title(services)
    assert found["Open"].offered
    assert found["Open"].ticked
    blocked = {title: item.blocked for title, item in found.items() if item.blocked}
    assert blocked == {
        "Mine": "private",
        "Ours": "shared",
        "Told to me": "confidential",
        "To her": "about_others",
    }
    assert not any(found[title].ticked for title in blocked)
    assert all(found[title].reason for title in blocked)


def test_feedback_given_is_about_others_and_feedback_received_is_not(services: Services) -> None:
    giver = services.records.save(person("Zoë"))
    given = dataclasses.replace(heard("You rushed the ending.", giver), title="To her", direction="given")
    given = services.records.save(dataclasses.replace(given, response="She nodded.", consent="given"))
    mine = services.records.save(heard("You waited well.", giver, consent="given"))
    offered = [(item.id, item.blocked) for item in services.reporting.candidates(ReportOptions())]
    assert offered == [(mine.id, ""), (given.id, "about_others")]
    text = text_of(services, ReportOptions(selected=frozenset((given.id, mine.id))))
    assert "You waited well." in text
    assert not any(words in text for words in ("To her", "You rushed", "She nodded"))


def test_allowing_is_one_step_that_can_be_undone(services: Services) -> None:
    made = services.records.save(page("Mine", "x", visibility="private"))
    services.reporting.allow([made.id])
    assert by_title(services)["Mine"].ticked
    services.history.undo()
    assert by_title(services)["Mine"].blocked == "private"


def test_confidential_records_cannot_be_allowed(services: Services) -> None:
    made = services.records.save(page("Told to me", "x", visibility="private", confidential=True))
    with pytest.raises(InvalidRecord, match="confidential"):
        services.reporting.allow([made.id])
    with pytest.raises(NotFound):
        services.reporting.allow(["01900000-0000-7000-8000-000000000000"])
