"""What is rated of people, and why something ended, is on no paper, whatever is marked exportable."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

from mentorjournal.model.fields import Section
from mentorjournal.model.types import Agreement, Meeting, Person, Pulse, Relationship
from mentorjournal.services.bundle import Services
from mentorjournal.services.reporting.options import ReportOptions
from mentorjournal.services.reporting.pages import page_texts

DAY = dt.date(2026, 4, 14)
SECRETS = (
    "Coldish",
    "Bestfit",
    "Nofitwords",
    "Thankswords",
    "Fit check",
    "Relationship check",
    "Self-rating",
)


def rated(services: Services) -> Relationship:
    """A relationship with a check, a fit, closing words, and everything marked as exportable."""
    helena = services.records.save(Person(title="Helena Brandt", display="name", consent="given"))
    tie = services.records.save(
        Relationship(person=helena.id, phase="cultivation", started_on=dt.date(2025, 5, 1), purpose="Thesis.")
    )
    services.relationship_checks.record("relationship_check", {"trust": 2}, tie.id, "Coldish", day=DAY)
    services.mentor_search.rate(tie.id, {"time": 1}, "Bestfit", DAY)
    services.closure.keep_words(
        tie.id, {"closing_words": "Nofitwords", "closing_reason": "fit", "thanks": "Thankswords"}
    )
    services.records.save(
        Meeting(
            title="March",
            people=(helena.id,),
            relationship=tie.id,
            date=DAY,
            status="held",
            visibility="exportable",
        )
    )
    for record in (tie, *services.records.all(Pulse)):
        services.records.amend(record.id, {"visibility": "exportable"})
    return tie


def test_a_progress_summary_holds_no_check_no_fit_and_no_closing_words(services: Services) -> None:
    rated(services)
    out = io.BytesIO()
    services.reporting.draw(ReportOptions(), out)
    text = "\n".join(page_texts(out.getvalue()))
    assert "Thesis." in text
    assert not [secret for secret in SECRETS if secret in text]


def test_an_agreement_holds_no_check_no_fit_and_no_closing_words(services: Services, tmp_path: Path) -> None:
    tie = rated(services)
    made = services.records.save(
        Agreement(relationship=tie.id, number=1, sections=(Section("research", "Research", "We write."),))
    )
    out = tmp_path / "agreement.pdf"
    services.agreements.save_pdf(made.id, out)
    text = "\n".join(page_texts(out.read_bytes()))
    assert "We write." in text
    assert not [secret for secret in SECRETS if secret in text]


def test_a_handover_holds_no_check_no_fit_and_no_closing_words(services: Services) -> None:
    tie = rated(services)
    text = services.closure.handover(tie.id).text
    assert "Thesis." in text
    assert not [secret for secret in SECRETS if secret in text]
