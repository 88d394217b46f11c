"""`claims` says what an award has come to, and what is missing, to people and to programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services
from tests.cli_helpers import done, done_json, refused
from tests.services.awards_steps import claim_of, small_scheme


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


def test_points_caps_and_what_is_missing_are_told(services: Services, journal: Path) -> None:
    scheme = small_scheme(services)
    claim_of(services, scheme, "Statistics course", status="authorised", amount=90, date=today())
    claim_of(services, scheme, "Poster", amount=4, date=today(), category="community")
    services.journal.close()
    told = done("claims", "--journal", journal)
    assert "Small award (rules of 2026)" in told
    assert "79 of 100 points, 75 authorised" in told
    assert "Learning: 75 / 75" in told
    assert "Poster (done, evidence missing, claim by " in told
    assert (
        "Still missing: evidence for Poster, the final reflection (0 of 1,000 words), 21 more points." in told
    )


def test_the_json_holds_every_claim_with_its_category_and_its_window(
    services: Services, journal: Path
) -> None:
    scheme = small_scheme(services)
    claim_of(services, scheme, "Statistics course", amount=90, date=today())
    services.journal.close()
    (told,) = done_json("claims", "--journal", journal, "--scheme", "small award")
    assert (told["points"], told["total"], told["authorised"]) == (75, 100, 0)
    learning = told["categories"][0]
    assert (learning["cap"], learning["amount"], learning["counted"]) == (75, 90, 75)
    assert learning["claims"][0]["trouble"] == "evidence missing"
    assert told["next_window"] == (today() + dt.timedelta(days=365)).isoformat()
    assert "evidence for Statistics course" in told["missing"]


def test_a_journal_without_a_scheme_is_no_error(services: Services, journal: Path) -> None:
    services.journal.close()
    assert done("claims", "--journal", journal) == "No scheme is followed in this journal yet.\n"
    assert done_json("claims", "--journal", journal) == []


def test_an_unknown_scheme_is_refused_and_the_known_ones_are_named(services: Services, journal: Path) -> None:
    small_scheme(services)
    services.journal.close()
    assert "“Small award”" in refused("claims", "--journal", journal, "--scheme", "grand prix")


def test_rules_with_a_mistake_are_said_and_the_claims_are_told(services: Services, journal: Path) -> None:
    scheme = small_scheme(services)
    claim_of(services, scheme, "Statistics course", amount=90, date=today())
    services.records.save(replace(scheme, rules="total = = 3"))
    services.journal.close()
    told = done("claims", "--journal", journal)
    assert "line 1" in told
    assert "Statistics course" in told
    (plain,) = done_json("claims", "--journal", journal)
    assert plain["mistake"]
    assert plain["other_claims"][0]["title"] == "Statistics course"
