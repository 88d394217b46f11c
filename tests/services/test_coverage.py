"""Criteria and claims: what is written in a cell, and what is dropped on it, is one step each."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentorjournal.errors import JournalError, NotFound
from mentorjournal.model.fields import Section
from mentorjournal.model.schemes import Criterion
from mentorjournal.model.types import Attachment, Claim, Outcome, Person, Scheme
from mentorjournal.services.bundle import Services
from mentorjournal.services.coverage import cell, criterion_of, met

GROWTH = Criterion("growth", "Personal growth")


@pytest.fixture
def claim(services: Services) -> Claim:
    scheme = services.awards.adopt("community-100")
    return services.awards.claim(scheme.id, "learning", "Statistics course")


def stored(services: Services, claim: Claim) -> Claim:
    return services.records.get(Claim, claim.id)


def test_what_is_dropped_is_kept_and_marks_the_criterion_in_one_step(
    services: Services, claim: Claim, tmp_path: Path
) -> None:
    poster = tmp_path / "poster.pdf"
    poster.write_bytes(b"%PDF-1.7")
    prize = services.records.save(Outcome(title="Prize"))
    services.coverage.show(claim.id, GROWTH, [prize.id], [poster])
    now = stored(services, claim)
    assert now.meets == (Section("growth", "Personal growth", ""),)
    assert {(piece.title, piece.type, piece.role) for piece in services.coverage.pieces(claim.id)} == {
        ("Prize", "outcome", "evidence"),
        ("poster.pdf", "attachment", "evidence"),
    }
    services.history.undo()
    assert (stored(services, claim).meets, stored(services, claim).evidence) == ((), ())


def test_a_word_written_stays_when_more_is_dropped(services: Services, claim: Claim) -> None:
    services.records.amend(claim.id, {"meets": met((), GROWTH, "I ask before I run a test.")})
    prize = services.records.save(Outcome(title="Prize"))
    services.coverage.show(claim.id, GROWTH, [prize.id])
    assert stored(services, claim).meets[0].text == "I ask before I run a test."


def test_what_cannot_be_kept_changes_nothing(services: Services, claim: Claim, tmp_path: Path) -> None:
    person = services.records.save(Person(title="Dr Lim"))
    with pytest.raises(JournalError):
        services.coverage.show(claim.id, GROWTH, [person.id])
    good = tmp_path / "good.txt"
    good.write_text("good", "utf-8")
    with pytest.raises(JournalError):
        services.coverage.show(claim.id, GROWTH, (), [good, tmp_path / "missing.pdf"])
    assert (stored(services, claim).meets, stored(services, claim).evidence) == ((), ())
    assert services.records.all(Attachment) == ()


def test_a_criterion_is_taken_off_and_its_evidence_stays(services: Services, claim: Claim) -> None:
    prize = services.records.save(Outcome(title="Prize"))
    services.coverage.show(claim.id, GROWTH, [prize.id])
    services.coverage.clear(claim.id, "growth")
    assert (stored(services, claim).meets, stored(services, claim).evidence) == ((), (prize.id,))
    services.history.undo()
    assert stored(services, claim).meets


def test_a_cell_says_whether_and_with_what(services: Services, claim: Claim) -> None:
    scheme = stored(services, claim).scheme or ""
    services.records.amend(claim.id, {"meets": met((), GROWTH, "Two words")})
    services.awards.add_evidence(claim.id, [services.records.save(Outcome(title="Prize")).id])
    line = services.awards.standing(scheme).line(claim.id)
    assert line is not None
    shown = cell(line, "growth")
    assert (shown.marked, shown.words, shown.evidence) == (True, 2, 1)
    assert not cell(line, "attributes").marked


def test_criteria_are_those_of_the_rules(services: Services, claim: Claim) -> None:
    scheme = services.records.get(Scheme, stored(services, claim).scheme or "")
    standing = services.awards.standing(scheme.id)
    assert criterion_of(standing, "growth").label == "Personal growth"
    with pytest.raises(NotFound):
        criterion_of(standing, "gone")
