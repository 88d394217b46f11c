"""A pseudonym in place of a name leaves other words, months, addresses and what is called after others alone."""

from __future__ import annotations

import pytest

from mentorjournal.model.types import Meeting, Person, Reflection, Resource
from mentorjournal.services.bundle import Services


@pytest.fixture
def helena(services: Services) -> Person:
    """Somebody whose name is no other word."""
    return services.records.save(Person(title="Helena Brandt", roles=("mentor",)))


@pytest.fixture
def may(services: Services) -> Person:
    """Somebody whose every name is a word as well."""
    return services.records.save(Person(title="May Young", roles=("mentor",)))


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("I met May Young today", "I met Mentor B today"),
        ("Young, May: on grants", "Mentor B: on grants"),
        ("Ask Dr Young about it", "Ask Mentor B about it"),
        ("MAY YOUNG called", "Mentor B called"),
    ],
)
def test_the_whole_name_goes_from_records_of_nobody(
    services: Services, may: Person, text: str, after: str
) -> None:
    entry = services.records.save(Reflection(title=text))
    done = services.person_removal.replace_by(may.id, "Mentor B")
    assert services.records.get(Reflection, entry.id).title == after
    assert done.unsure == ()


@pytest.mark.parametrize(
    ("text", "unsure"),
    [
        ("In May we write", False),
        ("12 May 2026", False),
        ("How may young people apply?", False),
        ("May I ask?", True),
        ("Young et al. on sleep", True),
        ("The plan for May", True),
        ("Young scientists day", True),
    ],
)
@pytest.mark.parametrize("linked", [False, True])
def test_words_that_are_no_name_stay_everywhere(
    services: Services, may: Person, text: str, unsure: bool, linked: bool
) -> None:
    entry = services.records.save(Reflection(title=text, people=(may.id,) if linked else ()))
    done = services.person_removal.replace_by(may.id, "Mentor B")
    assert services.records.get(Reflection, entry.id).title == text
    assert (entry.id in done.unsure) is unsure


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("I asked May about it", "I asked Mentor B about it"),
        ("May said yes. A word with Young, then home", "Mentor B said yes. A word with Mentor B, then home"),
    ],
)
def test_a_word_that_is_a_name_is_replaced_in_their_own_records_and_left_in_others(
    services: Services, may: Person, text: str, after: str
) -> None:
    theirs = services.records.save(Reflection(title=text, people=(may.id,)))
    nobodys = services.records.save(Reflection(title=text))
    done = services.person_removal.replace_by(may.id, "Mentor B")
    assert services.records.get(Reflection, theirs.id).title == after
    assert services.records.get(Reflection, nobodys.id).title == text
    assert done.unsure == (nobodys.id,)


@pytest.mark.parametrize(
    "address",
    [
        "https://x.org/Helena/Brandt",
        "www.brandt.example/cv",
        "brandt.org",
        "someone.brandt@lab.example",
        "/mnt/brandt/thesis.pdf",
        "https://doi.example/10.1000/brandt",
    ],
)
@pytest.mark.parametrize("linked", [False, True])
def test_addresses_are_left_whole_and_counted(
    services: Services, helena: Person, address: str, linked: bool
) -> None:
    text = f"Helena wrote: see [Brandt's page]({address}) and {address} again"
    people = (helena.id,) if linked else ()
    entry = services.records.save(Reflection(title=text, people=people))
    place = services.records.save(Meeting(title="Call", place=address, people=people))
    page = services.records.save(Resource(title="Brandt's page", url=address))
    done = services.person_removal.replace_by(helena.id, "Mentor A")
    after = f"Mentor A wrote: see [Mentor A's page]({address}) and {address} again"
    assert services.records.get(Reflection, entry.id).title == after
    assert services.records.get(Meeting, place.id).place == address
    kept = services.records.get(Resource, page.id)
    assert (kept.title, kept.url) == ("Mentor A's page", address)
    assert {entry.id, place.id, page.id} <= set(done.unsure)


def test_what_is_called_after_somebody_of_that_name_stays_in_records_of_nobody(services: Services) -> None:
    lewy = services.records.save(Person(title="Anna Lewy"))
    entry = services.records.save(Reflection(title="On Lewy's disease; Lewy et al. say more than Lewy did"))
    done = services.person_removal.replace_by(lewy.id, "Peer A")
    after = "On Lewy's disease; Lewy et al. say more than Peer A did"
    assert services.records.get(Reflection, entry.id).title == after
    assert done.unsure == (entry.id,)


def test_a_pseudonym_gives_way_to_another_without_touching_the_word_in_it(
    services: Services, helena: Person
) -> None:
    services.person_removal.replace_by(helena.id, "Mentor A")
    entry = services.records.save(Reflection(title="A Mentor is no boss, said Mentor A", people=(helena.id,)))
    done = services.person_removal.replace_by(helena.id, "Mentor C")
    assert services.records.get(Reflection, entry.id).title == "A Mentor is no boss, said Mentor C"
    assert services.records.get(Person, helena.id).title == "Mentor C"
    assert done.unsure == ()
