"""People on paper: named with consent, else by role or pseudonym, wherever and however they are written."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorjournal.model.types import Person, Relationship
from mentorjournal.services.reporting.names import ADDRESS, LEFT_OUT, Names, fold

ROSALIND = Person(
    id="01",
    title="Dr Rosalind Okafor",
    short_name="Rosa",
    role_label="Trial manager",
    email="r.okafor@example.org",
)
ZOE = Person(id="02", title="Zoë Marchetti", short_name="Zoë", display="pseudonym", pseudonym="Mentee A")
TOMASZ = Person(id="03", title="Tomasz Łącki", short_name="Tomasz", display="omit")
HELENA = Person(id="04", title="Dr Helena Brandt", short_name="Helena", display="name", consent="given")
ASKED = Person(id="05", title="Inês Carvalho", display="name", consent="asked", roles=("teacher",))
ALL = (ROSALIND, ZOE, TOMASZ, HELENA, ASKED)


@pytest.fixture
def names() -> Names:
    return Names(ALL)


def test_fields_follow_display_and_consent(names: Names) -> None:
    assert [names.shown(person.id) for person in ALL] == [
        "Trial manager",
        "Mentee A",
        "",
        "Dr Helena Brandt",
        "Teacher",
    ]
    assert names.shown(None) == names.shown("nobody") == ""


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("I met Rosalind Okafor twice.", "I met the trial manager twice."),
        ("Dr Okafor's form", "The trial manager's form"),
        ("ROSA said so. rosa again.", "The trial manager said so. The trial manager again."),
        ("my Rosa", "my trial manager"),
        ("**Rosalind** and _Rosa_", "**The trial manager** and _the trial manager_"),
        ("Walk with Zoe", "Walk with Mentee A"),
        ("ZOË MARCHETTI, Marchetti", "Mentee A, Mentee A"),
        ("Zoe\u0308 again", "Mentee A again"),
        ("Tomasz Lacki laughed", f"{LEFT_OUT} laughed"),
        ("Dr Helena Brandt and Helena", "Dr Helena Brandt and Helena"),
        ("Ines waited", "The teacher waited"),
        ("Rosalinda is somebody else, and prose is prose", "Rosalinda is somebody else, and prose is prose"),
        ("Ro**salind** split", "The trial manager split"),
        ("Rosa\u00adlind hidden", "The trial manager hidden"),
        ("&#82;osalind coded", "The trial manager coded"),
        ("write to R.Okafor@example.org", f"write to {ADDRESS}"),
        ("Rosalind\nOkafor over two lines", "The trial manager over two lines"),
    ],
)
def test_names_inside_texts_are_replaced(names: Names, written: str, printed: str) -> None:
    assert names.scrub(written) == printed


def test_a_name_that_is_a_word_counts_only_with_its_capital() -> None:
    names = Names((Person(id="01", title="Will Young", short_name="Will", role_label="Tutor"),))
    assert names.scrub("I will ask the young man. Will answered; Young too.") == (
        "I will ask the young man. The tutor answered; the tutor too."
    )


def test_a_name_shared_with_somebody_who_did_not_agree_is_hidden() -> None:
    anna = dataclasses.replace(HELENA, id="08", title="Anna Berg", short_name="Anna")
    other = dataclasses.replace(ROSALIND, id="09", title="Anna Lund", short_name="Anna", email="")
    assert (
        Names((anna, other)).scrub("Anna Berg, Anna Lund, Anna")
        == f"Anna Berg, the trial manager, {LEFT_OUT}"
    )


def test_a_role_or_pseudonym_that_tells_the_name_is_not_used() -> None:
    telling = Person(id="01", title="Rosalind Okafor", role_label="Okafor, trials", roles=("guide",))
    masked = Person(id="02", title="Zoë Marchetti", display="pseudonym", pseudonym="Zoe M", roles=("mentee",))
    names = Names((telling, masked))
    assert (names.shown("01"), names.shown("02")) == ("Guide", "Mentee A")


def test_pseudonyms_follow_ids_and_not_the_order_of_reading_and_avoid_those_taken() -> None:
    people = [
        Person(id=f"{n:02}", title=f"Person{n} Name{n}", display="pseudonym", roles=("mentor",))
        for n in range(28)
    ]
    people[5] = dataclasses.replace(people[5], pseudonym="Mentor B")
    first, again = Names(people), Names(reversed(people))
    shown = [first.shown(person.id) for person in people]
    assert shown == [again.shown(person.id) for person in people]
    assert shown[:3] == ["Mentor A", "Mentor C", "Mentor D"]
    assert len(set(shown)) == 28
    assert shown[27] == "Mentor AB"


def test_without_a_role_the_relationship_says_what_somebody_is() -> None:
    people = (
        Person(id="01", title="Alma Rey"),
        Person(id="02", title="Bo Lind"),
        Person(id="03", title="Cy Moss"),
    )
    ties = (
        Relationship(id="r1", person="01", my_role="mentee"),
        Relationship(id="r2", person="02", my_role="mentor"),
    )
    names = Names(people, ties)
    assert [names.shown(person.id) for person in people] == ["Mentor", "Mentee", "Colleague"]


def test_everybody_met_is_listed_once_with_what_is_printed(names: Names) -> None:
    names.scrub("Rosa, Tomasz, Helena; Rosa")
    assert [(found.name, found.shown, found.by_name) for found in names.appearances()] == [
        ("Dr Rosalind Okafor", "Trial manager", False),
        ("Tomasz Łącki", LEFT_OUT, False),
        ("Dr Helena Brandt", "Dr Helena Brandt", True),
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                "Rosalind",
                "okafor",
                "ZOË",
                "Marchetti",
                "tomasz",
                " ",
                "-",
                "*",
                "_",
                "\n",
                "and",
                ".",
                "(",
                "`",
                "#",
            ]
        )
    )
)
def test_no_mixture_of_markup_lets_a_name_through(parts: list[str]) -> None:
    names = Names(ALL)
    done = fold(names.scrub(" ".join(parts)))
    assert not [name for name, pattern in names.forbidden() if pattern.search(done)]
