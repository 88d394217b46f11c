"""What a relationship reached: nothing confidential is offered, nothing private is handed over."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.model.types import Goal, Milestone, Outcome, Person, Relationship
from mentorjournal.services.bundle import Services

DAY = dt.date(2026, 4, 14)


@pytest.fixture
def tie(services: Services) -> Relationship:
    """A year with Helena Brandt."""
    helena = services.records.save(Person(title="Helena Brandt"))
    return services.records.save(Relationship(person=helena.id, started_on=dt.date(2025, 5, 1)))


def test_nothing_confidential_or_of_a_confidential_goal_is_offered_as_achieved(
    services: Services, tie: Relationship
) -> None:
    people, day = (tie.person or "",), dt.date(2026, 3, 1)
    goal = services.records.save(
        Goal(title="Hidden goal", people=people, status="achieved", closed_on=day, confidential=True)
    )
    services.records.save(Milestone(title="Of the hidden goal", goal=goal.id, done_on=day))
    services.records.save(Outcome(title="For the hidden goal", goal=goal.id, relationship=tie.id, date=day))
    services.records.save(Outcome(title="Hidden outcome", relationship=tie.id, date=day, confidential=True))
    services.records.save(Outcome(title="Poster prize", relationship=tie.id, date=day))
    assert [item.title for item in services.closure.page(tie.id).achieved] == ["Poster prize"]


def test_what_is_private_may_be_named_by_the_reader_but_is_not_handed_over(
    services: Services, tie: Relationship
) -> None:
    people, day = (tie.person or "",), dt.date(2026, 3, 1)
    private = services.records.save(
        Goal(title="Leave academia", people=people, status="achieved", closed_on=day)
    )
    shared = services.records.save(
        Goal(title="Thesis plan", people=people, status="achieved", closed_on=day, visibility="shared")
    )
    services.records.save(Milestone(title="Told nobody", goal=private.id, done_on=day))
    services.records.save(Milestone(title="First draft", goal=shared.id, done_on=day))
    services.records.save(Outcome(title="Own offer", relationship=tie.id, date=day))
    services.records.save(
        Outcome(title="Poster prize", relationship=tie.id, date=day, visibility="exportable")
    )
    offered = services.closure.page(tie.id).achieved
    private_ones = {item.title for item in offered if item.private}
    assert private_ones == {"Leave academia", "Told nobody", "Own offer"}
    lines = "\n".join(item.line for item in offered)
    services.closure.keep_words(tie.id, {"achievements": f"We laughed a lot.\n\n{lines}"})
    text = services.closure.handover(tie.id).text
    for there in ("We laughed", "Thesis plan (March 2026)", "First draft (March 2026)", "Poster prize"):
        assert there in text
    for title in private_ones:
        assert title not in text


def test_what_was_ticked_and_marked_confidential_afterwards_is_not_handed_over(
    services: Services, tie: Relationship
) -> None:
    outcome = services.records.save(
        Outcome(title="Poster prize", relationship=tie.id, date=DAY, visibility="shared")
    )
    services.closure.keep_words(tie.id, {"achievements": "- Poster prize (April 2026)\n- A plan"})
    assert "Poster prize" in services.closure.handover(tie.id).text
    services.records.amend(outcome.id, {"confidential": True})
    text = services.closure.handover(tie.id).text
    assert "Poster prize" not in text
    assert "A plan" in text
