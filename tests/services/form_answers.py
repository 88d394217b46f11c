"""Forms and their answers, as tests of them need both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mentorjournal.model.types import Claim, Feedback
from mentorjournal.services.bundle import Services
from mentorjournal.services.forms import StatementAsk

TODAY = dt.date(2026, 4, 14)
SECRET = "Sotto"


ANSWERS = {
    "q_what": "Lab meeting, 3 April",
    "q_behaviour": "You waited before you answered.\nTwice.",
    "q_impact": "We all spoke more.",
    "own": "Yes, in May.",
    "giver": "Helena Brandt",
    "given_on": "12 April 2026",
}
CONFIRMED = {
    "decision": "as_stated",
    "hours": "12",
    "name": "Dr. Helena Brandt",
    "role": "Course lead",
    "organisation": "Graduate School",
}


def form_of(services: Services, feedback: Feedback, paper: Any = "a4") -> bytes:
    return services.forms.pdf(services.forms.feedback_form(feedback.id, paper), paper)


def statement_of(services: Services, claim: Claim, ask: StatementAsk | None = None) -> bytes:
    return services.forms.pdf(services.forms.provider_statement(claim.id, ask))


def file_of(tmp_path: Path, data: bytes, name: str = "filled.pdf") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def texts_of(feedback: Feedback) -> Mapping[str, str]:
    return {part.tag: part.text for part in feedback.sections}
