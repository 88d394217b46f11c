"""People on paper: named with consent, else by role or pseudonym, wherever and however they are written."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorjournal.model.types import Person, Relationship
from mentorjournal.services.reporting.contacts import ADDRESS
from mentorjournal.services.reporting.names import LEFT_OUT, Names

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


def test_who_is_confidential_is_named_to_nobody_but_themselves() -> None:
    helena = dataclasses.replace(HELENA, confidential=True)
    assert "Brandt" not in Names((helena,)).scrub("Dr Helena Brandt said so.")
    assert Names((helena,), present=(helena.id,)).by_name(helena.id)


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
        ("A rosary, rosacea, and prose is prose", "A rosary, rosacea, and prose is prose"),
        ("Ro**salind** split", "The trial manager split"),
        ("Rosa\u00adlind hidden", "The trial manager hidden"),
        ("&#82;osalind coded", "The trial manager coded"),
        ("write to R.Okafor@example.org", f"write to {ADDRESS}"),
        ("Rosalind\nOkafor over two lines", "The trial manager over two lines"),
    ],
)
def test_names_inside_texts_are_replaced(names: Names, written: str, printed: str) -> None:
    assert names.scrub(written) == printed


MAY = Person(id="06", title="Dr Will May", role_label="Guide")
APRIL = Person(id="07", title="April Rose", role_label="Coach")
THE = Person(id="08", title="Lady of the Lamp", role_label="Nurse")


@pytest.mark.parametrize(
    "written",
    [
        "I will send the draft in May. We mark the day; hope helps.",
        "The pilot is mine, and the protocol of it. A rose in April.",
    ],
)
def test_small_words_stay_though_they_are_in_somebodys_name(written: str) -> None:
    assert Names((MAY, APRIL, THE)).scrub(written) == written


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Ask May, and April too", "Ask the guide, and the coach too"),
        ("in Will May's view", "in the guide's view"),
        ("the Lady of the Lamp", "the nurse"),
    ],
)
def test_who_has_small_words_or_months_in_the_name_is_protected_all_the_same(
    written: str, printed: str
) -> None:
    assert Names((MAY, APRIL, THE)).scrub(written) == printed


MENTOR = Person(id="11", title="Ruth Adeyemi", roles=("mentor",))
THIRD = Person(id="12", title="Wim Segers", roles=("mentor",))
FOUND = Person(id="13", title="Nadia Petrova")
SEARCH = Relationship(id="21", person="13", phase="search")
TIED = Relationship(id="22", person="14", phase="initiation")
SIGNS = Person(id="14", title="Astrid Nyberg")
SAME_ROLE = (MENTOR, THIRD, FOUND, SIGNS)


@pytest.mark.parametrize(
    ("present", "written", "printed"),
    [
        (
            (),
            "Ruth met Wim. Wim asked Ruth.",
            "The mentor met another mentor. The other mentor asked the mentor.",
        ),
        (
            ("14",),
            "Ruth met Wim. My Wim asked Ruth and Astrid.",
            "Another mentor met a third mentor. My third mentor asked the other mentor and Astrid.",
        ),
        (("14",), "with Ruth Adeyemi's help, and Nadia's", "with another mentor's help, and the colleague's"),
    ],
)
def test_people_of_one_role_are_told_apart(present: tuple[str, ...], written: str, printed: str) -> None:
    assert Names(SAME_ROLE, (SEARCH, TIED), present=present).scrub(written) == printed


def test_in_a_field_nobody_has_the_role_of_who_is_present() -> None:
    mentee = Person(id="15", title="Kofi Mensah", roles=("mentee",))
    names = Names((*SAME_ROLE, mentee), (SEARCH, TIED), present=("14",))
    assert [names.shown(key) for key in ("11", "13", "14", "15")] == [
        "Another mentor",
        "Colleague",
        "Astrid Nyberg",
        "Another mentee",
    ]


DANIEL = Person(id="01", title="Dr Daniel Reyes", role_label="Tutor", phone="+44 (0)20 7946 0958")
LUISE = Person(
    id="02", title="Luise Müller", display="omit", email="lm@uni.example", phone="5550142-17 ext 4"
)
OBRIEN = Person(id="03", title="Siobhán O'Brien", display="pseudonym", pseudonym="Mentee A")
WILL = Person(id="04", title="Will Park", role_label="Guide")
THEO = Person(id="05", title="Theo Chang", role_label="Coach")
BENT = (DANIEL, LUISE, OBRIEN, WILL, THEO)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Daniels Rat half.", "The tutor's Rat half."),
        ("Ich nahm Daniels Rat an", "Ich nahm the tutor's Rat an"),
        ("Müllers Vorschlag, Muellers, MÜLLERS", f"{LEFT_OUT}'s Vorschlag, {LEFT_OUT}'s, {LEFT_OUT}'s"),
        ("Rozmawiałam z Danielem o Danielu", "Rozmawiałam z the tutor o the tutor"),
        ("in daniels idea", "in the tutor's idea"),
        ("Dr. Reyesʼs note and Reyes\u02bc form", "The tutorʼs note and the tutor\u02bc form"),
        (
            "O\u02bcBrien, O’Brien, OBrien, O Brien, obriens",
            "Mentee A, Mentee A, Mentee A, Mentee A, Mentee A's",
        ),
        ("Dan\u200biel and D\u034fan\ufe0fiel, Da\x02niel", "The tutor and the tutor, the tutor"),
        ("ask @danielreyes or @DReyes92", "ask the tutor or the tutor"),
        ("danielreyes, daniel.reyes, Daniel-Reyes", "The tutor, the tutor, the tutor"),
        ("with Theos help, with Wills help", "with the coach's help, with the guide's help"),
        ("dreyes@uni.example, <x.y@a.example> or z (at) b.example", f"{ADDRESS}, {ADDRESS} or {ADDRESS}"),
        ("[write](mailto:dreyes@uni.example) me", f"write {ADDRESS} me"),
        ("call 020-7946-0958, +442079460958 or 7946.0958", f"call {ADDRESS}, {ADDRESS} or {ADDRESS}"),
        ("at 555 014 217.", f"at {ADDRESS}."),
    ],
)
def test_a_name_is_found_bent_joined_or_hidden_in_an_address(written: str, printed: str) -> None:
    names = Names(BENT)
    assert names.scrub(written) == printed
    assert names.standing_in(names.scrub(written)) == ()


@pytest.mark.parametrize(
    "written",
    [
        "Willing hands will park; the parking, a Parkway and willpower.",
        "She was Willing to wait, and WILLS ARE LAW.",
        "Theory changed. In Theory we change; the Changes, CHANGES, Changed.",
        "Theology, theories and a theorem; the Danielssons and Reyesinho; the mulled wine.",
        "The mAP@0.5 and recall@0.95 at 3.30, see @home and p. 2026-0958.",
        "Numbers: 7946 0959, 2026 0958 and 10.1000/5550142.",
    ],
)
def test_ordinary_words_that_begin_like_a_name_stay(written: str) -> None:
    names = Names(BENT)
    assert names.scrub(written) == written
    assert names.standing_in(written) == ()


@pytest.mark.parametrize("written", ["Daniels Rat", "by Danielem", "DanielReyes", "Dan\u200biel", "OBrien"])
def test_what_is_replaced_in_a_text_is_found_in_a_file(written: str) -> None:
    assert Names(BENT).standing_in(written)


def test_the_owner_and_those_who_agreed_are_not_taken_for_a_form_of_another_name() -> None:
    carla = dataclasses.replace(HELENA, id="06", title="Reyesa Holt", short_name="")
    names = Names((*BENT, carla), owner="Daniela Osei")
    assert names.scrub("Daniela and Reyesa met Daniel") == "Daniela and Reyesa met the tutor"
    assert names.standing_in("Daniela Osei, Reyesa Holt") == ()


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
    assert names.standing_in(names.scrub(" ".join(parts))) == ()
