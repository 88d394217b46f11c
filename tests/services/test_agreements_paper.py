"""What is signed says what was meant: who is somebody else, and which day is ahead."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from mentorjournal.model.fields import Section
from mentorjournal.model.types import Agreement, Person, Relationship
from mentorjournal.services.bundle import Services

TODAY = dt.date(2026, 4, 14)


@pytest.fixture
def tie(services: Services) -> Relationship:
    helena = services.records.save(Person(title="Helena Brandt"))
    return services.records.save(Relationship(title="Main mentor", person=helena.id))


def written(version: Agreement, words: str) -> tuple[Section, ...]:
    return (dataclasses.replace(version.sections[0], text=words), *version.sections[1:])


def test_a_candidate_of_a_search_is_never_read_as_the_mentor_who_signs(
    services: Services, tie: Relationship
) -> None:
    ruth = services.mentor_search.add("Prof. Ruth Okafor")
    other = services.records.save(Person(title="Ines Carvalho", roles=("mentor",)))
    version = services.agreements.begin(tie.id, TODAY)
    words = "Helena Brandt and I ask Ruth Okafor and Ines Carvalho. Ines decides."
    services.agreements.write(version.id, {"sections": written(version, words)})
    text = str(services.agreements.document(version.id))
    assert "Helena Brandt and I ask the colleague and another mentor. The other mentor decides." in text
    assert [(one.name, one.shown) for one in services.agreements.others_in(version.id)] == [
        ("Prof. Ruth Okafor", "Colleague"),
        ("Ines Carvalho", "Another mentor"),
    ]
    assert services.records.get(Person, ruth.person or "").title == "Prof. Ruth Okafor"
    assert services.records.get(Person, other.id).title == "Ines Carvalho"


def test_a_heading_names_nobody_else_either(services: Services, tie: Relationship) -> None:
    services.records.save(Person(title="Tomasz Okafor", display="role", role_label="Statistician"))
    version = services.agreements.begin(tie.id, TODAY)
    section = Section("research", "Help from Tomasz Okafor, says Helena Brandt", "Every second week.")
    services.agreements.write(version.id, {"sections": (section,)})
    text = str(services.agreements.document(version.id))
    assert "Help from the statistician, says Helena Brandt" in text
    assert "Okafor" not in text


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2026, 7, 14), "To be looked at again on 14 July 2026"),
        (dt.date(2026, 4, 13), "Was to be looked at again on 13 April 2026"),
        (None, "To be looked at again three months after both have agreed"),
    ],
)
def test_a_review_ahead_is_said_as_ahead(
    services: Services, tie: Relationship, day: dt.date | None, said: str
) -> None:
    version = services.agreements.begin(tie.id, TODAY)
    services.agreements.write(
        version.id, {"sections": written(version, "We meet monthly."), "review_on": day}
    )
    assert said in str(services.agreements.document(version.id))
