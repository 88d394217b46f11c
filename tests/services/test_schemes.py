"""Schemes that come with the program, and the journal's own copies of them: written, kept, renewed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.fields import Section
from mentorjournal.model.schemes import SchemeRules, read_rules, rules_of
from mentorjournal.model.types import Claim, Scheme
from mentorjournal.services import schemes
from mentorjournal.services.bundle import Services
from mentorjournal.services.scheme_words import asks, differences, in_words

SHIPPED = {
    "community-100",
    "community-1000",
    "youth-four-sections",
    "cpd-50-hours",
    "mentoring-nomination",
    "educators-portfolio",
    "annual-review",
}


def test_every_shipped_scheme_names_its_source_its_year_and_says_to_check() -> None:
    assert {rules.key for rules in schemes.shipped()} == SHIPPED
    for rules in schemes.shipped():
        head = schemes.shipped_text(rules.key).partition("\nkey =")[0]
        assert all(line.startswith("#") for line in head.splitlines())
        assert "ours" in head
        assert rules.source
        assert rules.about
        assert re.search(r"\b20\d\d\b", rules.edition)
        assert re.search(r"[Cc]heck|Use the form of your own", rules.check)
        assert rules.categories
        assert all(prompts(rules))


def test_no_sentence_stands_in_two_shipped_schemes_but_in_the_two_scales_of_one() -> None:
    found: dict[str, set[str]] = {}
    for rules in schemes.shipped():
        for prompt in prompts(rules):
            found.setdefault(prompt, set()).add(rules.key.partition("-")[0])
    assert [text for text, keys in found.items() if len(keys) > 1] == []


def prompts(rules: SchemeRules) -> list[str]:
    return [
        *(one.prompt for one in rules.categories),
        *(one.prompt for one in rules.criteria),
        *(one.prompt for one in rules.final),
    ]


def rules_called(key: str) -> SchemeRules:
    return next(rules for rules in schemes.shipped() if rules.key == key)


def test_the_scales_sections_hours_and_standards_are_those_of_the_sources() -> None:
    for key, total, cap in (("community-100", 100, 75), ("community-1000", 1000, 750)):
        community = rules_called(key)
        assert (community.total, [one.cap for one in community.categories]) == (total, [cap] * 3)
        assert [one.claims for one in community.categories] == [1, 1, 1]
        assert (community.final_words, len(community.final)) == (1000, 4)
    youth = rules_called("youth-four-sections")
    assert [one.minimum for one in youth.categories] == [3, 3, 3, 0]
    assert [(one.least, one.any) for one in youth.together] == [(6, True)]
    cpd = rules_called("cpd-50-hours")
    assert [one.minimum for one in cpd.categories] == [12.5, 5, 5, 0]
    assert (cpd.total, cpd.together[0].least, cpd.together[0].categories) == (
        50,
        25,
        ("reviewing", "measuring"),
    )
    educator = rules_called("educators-portfolio")
    assert (len(educator.categories), len(educator.criteria), educator.pages) == (5, 6, 10)
    nomination = rules_called("mentoring-nomination")
    assert (nomination.letters, nomination.mentees) == (2, 3)
    assert [one.key for one in nomination.categories] == ["activity", "impact", "approach"]


def test_an_unknown_scheme_is_not_found() -> None:
    with pytest.raises(NotFound):
        schemes.shipped_text("../themes/light")


def test_rules_are_told_in_words() -> None:
    told = {part.heading: part.lines for part in in_words(rules_called("cpd-50-hours"))}
    assert told["Categories"][0] == "Education: at least 12.5 hours"
    (together,) = told["Categories together"]
    assert together.endswith(": at least 25 hours in Reviewing performance and Measuring outcomes")
    assert asks(rules_called("cpd-50-hours")) == "50 hours in 4 categories; final reflection of 400 words"
    assert asks(rules_called("mentoring-nomination")).startswith("3 categories; 2 letters; 3 mentees")
    community = {part.heading: part.lines for part in in_words(rules_called("community-100"))}
    assert "A claim is handed in within 365 days of its day." in community["What is asked for"]
    assert "Words of its parts: situation 50, task 40, action 80 and result 50." in community["Writing"]


@given(st.sampled_from(sorted(SHIPPED)), st.sampled_from(sorted(SHIPPED)))
def test_rules_differ_from_others_and_not_from_themselves(one: str, other: str) -> None:
    told = differences(rules_called(one), rules_called(other))
    assert bool(told) == (one != other)


@pytest.fixture
def followed(services: Services) -> Scheme:
    """The community award as the journal follows it."""
    text = schemes.shipped_text("community-100")
    return services.records.save(
        Scheme(title="Community award, 100 points", key="community-100", edition="rules of 2026", rules=text),
        "Follow a scheme",
    )


def test_right_rules_become_the_schemes_and_undo_brings_the_others_back(
    services: Services, followed: Scheme
) -> None:
    text = followed.rules.replace("total = 100", "total = 120").replace(
        'name = "Community award, 100 points"', 'name = "Ours"'
    )
    kept = services.schemes.keep(followed.id, text)
    assert kept.mistake is None
    stored = services.records.get(Scheme, followed.id)
    assert (rules_of(stored).total, stored.title, stored.edition) == (120, "Ours", "rules of 2026")
    services.history.undo()
    assert services.records.get(Scheme, followed.id) == followed


def test_a_title_of_my_own_stays_when_the_rules_change(services: Services, followed: Scheme) -> None:
    services.records.amend(followed.id, {"title": "My award"})
    services.schemes.keep(followed.id, followed.rules.replace("total = 100", "total = 120"))
    assert services.records.get(Scheme, followed.id).title == "My award"


def test_wrong_rules_are_kept_as_written_while_the_scheme_follows_the_last_right_ones(
    services: Services, followed: Scheme
) -> None:
    wrong = followed.rules.replace("total = 100", "total = ")
    kept = services.schemes.keep(followed.id, wrong)
    assert kept.mistake is not None
    assert kept.mistake.line == wrong.splitlines().index("total = ") + 1
    assert kept.rules == read_rules(followed.rules, "x")
    assert services.records.get(Scheme, followed.id) == followed
    again = services.schemes.text(followed.id)
    assert (again.text, str(again.mistake)) == (wrong, str(kept.mistake))
    assert services.schemes.drop_draft(followed.id).text == followed.rules


def test_right_rules_end_the_draft(services: Services, followed: Scheme) -> None:
    services.schemes.keep(followed.id, "total = ")
    services.schemes.keep(followed.id, followed.rules + "# mine\n")
    text = services.schemes.text(followed.id)
    assert (text.mistake, text.text) == (None, followed.rules + "# mine\n")


def test_an_erased_scheme_leaves_no_draft(services: Services, followed: Scheme) -> None:
    services.schemes.keep(followed.id, "secret = ")
    services.records.trash(followed.id)
    services.records.erase_for_good(followed.id)
    with services.journal.reading() as reader:
        assert reader.meta("scheme_drafts") == {}


def test_a_scheme_of_my_own_begins_with_rules_that_are_right(services: Services) -> None:
    mine = services.schemes.start_own('  The "Dean\'s"\n prize \\ ')
    assert mine.title == 'The "Dean\'s" prize \\'
    assert rules_of(mine).name == mine.title
    assert (mine.key, mine.edition, services.schemes.renewal(mine.id)) == ("", "", None)


def test_a_newer_edition_tells_what_changes_and_keeps_what_was_claimed(
    services: Services, followed: Scheme
) -> None:
    assert schemes.newer(followed) is None
    old = followed.rules.replace("rules of 2026", "rules of 2024").replace("total = 100", "total = 90")
    old = old.replace('key = "learning"', 'key = "courses"').replace('key = "after"', 'key = "later"')
    scheme = services.records.save(
        replace(
            followed, rules=old, edition="rules of 2024", final=(Section("later", "Later on", "A word."),)
        )
    )
    claim = services.records.save(Claim(title="Good clinical practice", scheme=scheme.id, category="courses"))
    renewal = services.schemes.renewal(scheme.id)
    assert renewal is not None
    assert renewal.rules.edition == "rules of 2026"
    assert "The total is 100 points (so far 90)." in renewal.changes
    assert "New category: Training and learning." in renewal.changes
    assert renewal.kept == (
        "1 claim in “Training and learning”: kept, to be given another category.",
        "Your answer to “Later on”: kept, though it is no longer asked.",
    )
    renewed = services.schemes.renew(scheme.id)
    assert (renewed.edition, renewed.final) == ("rules of 2026", scheme.final)
    assert renewed.rules == schemes.shipped_text("community-100")
    assert services.records.get(Claim, claim.id) == claim
    with pytest.raises(NotFound):
        services.schemes.renew(scheme.id)
    services.history.undo()
    assert services.records.get(Scheme, scheme.id) == scheme


@pytest.mark.parametrize(
    ("mine", "is_newer"),
    [
        ("rules of 2024", True),
        ("rules of 2026", False),
        ("rules of 2027", False),
        ("", True),
        ("first", True),
    ],
)
def test_editions_are_compared_by_their_years(mine: str, is_newer: bool) -> None:
    assert bool(schemes.newer(Scheme(title="x", key="community-100", edition=mine))) is is_newer


def test_newer_rules_wait_for_a_text_of_my_own_that_is_not_right_yet(
    services: Services, followed: Scheme
) -> None:
    services.records.amend(followed.id, {"edition": "rules of 2024"})
    services.schemes.keep(followed.id, "my half typed rules [[")
    renewal = services.schemes.renewal(followed.id)
    assert renewal is not None
    assert renewal.waits
    with pytest.raises(InvalidRecord):
        services.schemes.renew(followed.id)
    assert services.schemes.text(followed.id).text == "my half typed rules [["
    services.schemes.drop_draft(followed.id)
    assert services.schemes.renew(followed.id).edition == "rules of 2026"
