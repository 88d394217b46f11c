"""A journal with somebody to ask, feedback that waits, and a claim to be confirmed."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.model.types import Claim, Feedback, Person
from mentorjournal.services.bundle import Services
from mentorjournal.services.forms import FeedbackAsk
from mentorjournal.services.profile import Owner
from tests.services.form_answers import SECRET


@pytest.fixture
def helena(services: Services) -> Person:
    services.profile.save(Owner("Anna Keller", "mentee", "PhD student", "Institute of Physiology"))
    return services.records.save(Person(title="Dr Helena Brandt"))


@pytest.fixture
def asked(services: Services, helena: Person) -> Feedback:
    return services.forms.ask(FeedbackAsk(helena.id, "My talk on alerts", "sbi", "May I lead the next one?"))


@pytest.fixture
def claim(services: Services, helena: Person) -> Claim:
    scheme = services.awards.adopt("community-100")
    return services.records.save(
        Claim(
            title="Statistics for clinicians",
            scheme=scheme.id,
            category="learning",
            amount=12,
            status="done",
            date=dt.date(2026, 3, 3),
            detail=f"{SECRET} detail",
        )
    )
