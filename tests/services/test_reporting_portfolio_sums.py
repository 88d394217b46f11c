"""The numbers of a portfolio are those of the award: of what counts, and of what may leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorjournal.model.fields import Section
from mentorjournal.model.types import Activity, Claim, Meeting, Person
from mentorjournal.services.bundle import services_for
from mentorjournal.services.reporting.making import Made
from mentorjournal.storage.journal_file import create
from tests.services.award_journal import OUT, AwardJournal, build
from tests.storage.helpers import Clock


@pytest.fixture
def award(tmp_path: Path) -> Iterator[AwardJournal]:
    with create(tmp_path / "mine.mentorjournal", clock=Clock()) as journal:
        yield build(services_for(journal))


def made(award: AwardJournal) -> Made:
    return award.services.reporting.make(award.options())


def test_a_criterion_met_only_by_what_does_not_count_is_not_met(award: AwardJournal) -> None:
    assert "3 of 3 criteria" in str(made(award).document)
    for claim in award.services.records.all(Claim):
        if any(part.tag == "part" or "ommunity" in part.heading for part in claim.meets):
            award.change(claim, status="done", claim_by=dt.date(2020, 1, 1))
    said = str(made(award).document)
    standing = award.services.awards.standing(award.scheme.id)
    met = sum(1 for one in standing.criteria if one.claims)
    assert met < len(standing.criteria)
    assert f"{met} of 3 criteria" in said
    assert ("Nothing meets" in said) == any(one.missing for one in standing.criteria)
    assert "in brackets" in said


def test_a_state_keeps_the_capitals_of_names_and_months(award: AwardJournal) -> None:
    save = award.services.records.save
    who = save(Person(title="Maria McDonald", display="name", consent="given"))
    category = award.services.awards.standing(award.scheme.id).categories[0].rule.key
    save(
        Claim(
            title="Without a story", scheme=award.scheme.id, category=category, status="authorised",
            authoriser=who.id, authorised_on=dt.date(2026, 3, 3), date=dt.date(2026, 3, 1), **OUT,
        )
    )  # fmt: skip
    assert "Maria McDonald, 3 Mar 2026." in str(made(award).document)


def test_hours_of_what_may_not_leave_are_not_a_meetings(award: AwardJournal) -> None:
    save = award.services.records.save
    held = save(Meeting(title="One hour", date=dt.date(2026, 3, 1), status="held", minutes=60, **OUT))
    save(Activity(title="Hidden", hours=9, meeting=held.id, date=dt.date(2026, 3, 1), confidential=True))
    category = award.services.awards.standing(award.scheme.id).categories[0].rule.key
    claim = save(
        Claim(
            title="An hour", scheme=award.scheme.id, category=category, status="done", counts=(held.id,),
            date=dt.date(2026, 3, 1), meets=(Section("x", "", ""),), **OUT,
        )
    )  # fmt: skip
    line = award.services.awards.standing(award.scheme.id).line(claim.id)
    assert line is not None
    assert line.hours == 9
    rows = {
        key: row
        for group in made(award).document.blocks
        for block in getattr(group, "blocks", ())
        for key, row in zip(getattr(block, "row_ids", ()), getattr(block, "rows", ()), strict=False)
        if "Hours" in {column.title for column in block.columns}
    }
    assert rows[claim.id][3] == "1"
