"""Questions, advice, decisions, observations and the like are not offered to a progress summary, and never in it."""

from __future__ import annotations

from typing import Any

import pytest

from mentorjournal.model.fields import Section
from mentorjournal.model.types import RECORD_TYPES, Decision
from mentorjournal.services.bundle import Services
from mentorjournal.services.reporting import ReportOptions
from tests.services.reporting_journal import DAY, activity, drawn, everything

KINDS = ("question", "advice", "decision", "observation", "connection", "outcome")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("confidential", [False, True])
def test_a_thought_marked_exportable_stays_out_of_the_summary(
    services: Services, kind: str, confidential: bool
) -> None:
    services.records.save(activity("Taught suturing", 2))
    values: dict[str, Any] = {"title": "Zanzibarquestion", "date": DAY, "visibility": "exportable"}
    if RECORD_TYPES[kind] is Decision:
        values["options"] = (Section("a", "Zanzibaroption", "Zanzibarreason"),)
    made = services.records.save(RECORD_TYPES[kind](**values, confidential=confidential))
    offered = services.reporting.candidates(ReportOptions())
    assert made.id not in {item.id for item in offered}
    text = everything(drawn(services))
    assert "Taught suturing" in text
    assert "Zanzibar" not in text


def test_what_follows_from_a_private_decision_does_not_name_it(services: Services) -> None:
    decision = services.records.save(Decision(title="Zanzibar or home?", date=DAY))
    goal = services.chain.make("goal", decision.id, "Learn to teach", day=DAY)
    services.records.amend(goal.id, {"visibility": "exportable"})
    text = everything(drawn(services))
    assert "Learn to teach" in text
    assert "Zanzibar" not in text
