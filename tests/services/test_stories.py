"""Stories and the final reflection: counted as the rules ask, kept once, dated honestly."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from mentorjournal.model.fields import Section
from mentorjournal.model.types import Claim, Reflection, Scheme
from mentorjournal.services.bundle import Services
from mentorjournal.services.stories import (
    Limit,
    final_limit,
    final_sections,
    part_limits,
    parts_told,
    story_limits,
    story_words,
)
from tests.storage.helpers import Clock

RULES = """
key = "k"
name = "Community award"
edition = "2026"
unit = "points"
unit_one = "point"
about = "a"
source = "s"
check = "c"
story_words = 5
written_days = 30
final_words = 4

[story_limits]
situation = 2

[[final]]
key = "growth"
heading = "How I changed"
prompt = "What is different?"
words = 2

[[final]]
key = "future"
heading = "What goes on"
prompt = "Which of it?"
"""
EVENT = dt.date(2026, 4, 10)


def star(*texts: str) -> tuple[Section, ...]:
    tags = ("what", "task", "action", "result", "learned")
    return tuple(
        Section(tag, tag.title(), text) for tag, text in zip(tags, (*texts, *[""] * 5), strict=False)
    )


def story(services: Services, *texts: str, **fields: object) -> Reflection:
    made = Reflection(title="The ward", template="star", date=EVENT, sections=star(*texts))
    return services.records.save(replace(made, **fields))  # type: ignore[arg-type]


def scheme(services: Services, title: str = "Community award", rules: str = RULES) -> Scheme:
    return services.records.save(Scheme(title=title, rules=rules))


def claim(services: Services, of: Scheme, title: str, told: str | None = None) -> Claim:
    return services.records.save(Claim(title=title, scheme=of.id, story=told))


def test_what_was_learned_is_no_part_of_the_story() -> None:
    assert story_words(star("one two", "three", "", "four *five*", "this is not counted")) == 5


def test_what_was_learned_is_not_told_with_the_story() -> None:
    sections = star("one", "two", "three", "four", "for myself")
    told = parts_told(Reflection(template="star", sections=sections))
    assert [part.text for part in told] == ["one", "two", "three", "four"]
    assert parts_told(Reflection(template="gibbs", sections=sections)) == sections


def test_a_story_is_held_against_every_scheme_that_uses_it(services: Services) -> None:
    told = story(services, "one two three", "", "four five six", "seven")
    community = scheme(services)
    other = scheme(services, "Nomination", RULES.replace("story_words = 5", ""))
    for of in (community, other):
        claim(services, of, f"Claim of {of.title}", told.id)
    page = services.stories.page(told.id)
    assert [f"{one.name}: {one.count}" for one in story_limits(told.sections, page.schemes)] == [
        "Community award: 7 of 5 words, 2 too many",
        "Nomination: 7 words, no limit",
    ]
    assert [use.claim for use in page.uses] == ["Claim of Community award", "Claim of Nomination"]


def test_the_situation_is_limited_by_its_name_in_the_rules(services: Services) -> None:
    told = story(services, "one two three", "a b c d")
    page = services.stories.page(told.id, scheme(services).id)
    situation, task = told.sections[:2]
    assert part_limits(situation, page.schemes) == (Limit("Community award", 3, 2),)
    assert part_limits(task, page.schemes) == (Limit("", 4, 0),)


def test_a_story_is_used_and_taken_off_in_one_step_each(services: Services) -> None:
    told, mine = story(services, "one"), scheme(services)
    planned = claim(services, mine, "Outreach")
    assert [use.claim_id for use in services.stories.page(told.id).offered] == [planned.id]
    services.stories.use(told.id, planned.id)
    assert services.stories.page(told.id).offered == ()
    assert services.stories.cards()[0].uses[0].claim_id == planned.id
    services.stories.take_off(told.id, planned.id)
    assert services.stories.page(told.id).uses == ()
    services.history.undo()
    assert services.records.get(Claim, planned.id).story == told.id
    services.history.undo()
    assert services.records.get(Claim, planned.id).story is None


def test_there_is_one_text_however_many_claims_use_it(services: Services) -> None:
    told = story(services, "one")
    for name in ("First", "Second"):
        claim(services, scheme(services, name), name, told.id)
    services.records.amend(told.id, {"sections": star("one, told better")})
    (card,) = services.stories.cards()
    assert card.story.sections[0].text == "one, told better"
    assert {use.scheme for use in card.uses} == {"First", "Second"}


def test_the_days_are_told_as_they_were(services: Services, clock: Clock) -> None:
    told = story(services, "one")
    clock.forward(days=3)
    services.records.amend(told.id, {"sections": star("one two")}, "Edit reflection")
    clock.forward(days=3)
    services.records.amend(told.id, {"starred": True}, "Add star")
    moments = services.stories.page(told.id).moments
    assert moments.words == "Event 10 April 2026, written 14 April 2026 (4 days after), edited 17 April 2026"
    assert moments.judged("Award", 4) == "Award asks for it within 4 days of the event: it was."
    assert moments.judged("Award", 3) == "Award asks for it within 3 days of the event: it was written later."
    assert moments.judged("Award", 0) == ""


def test_a_story_begun_blank_was_written_when_it_had_its_first_words(
    services: Services, clock: Clock
) -> None:
    blank = (Section("situation", "Situation", " "),)
    begun = services.records.save(
        Reflection(title="Begun", template="star", date=dt.date(2026, 4, 13), sections=blank)
    )
    clock.forward(days=1)
    services.records.amend(begun.id, {"title": "Still begun"})
    clock.forward(days=39)
    words = (Section("situation", "Situation", "At last."),)
    services.records.amend(begun.id, {"sections": words})
    moments = services.stories.page(begun.id).moments
    assert moments.words == "Event 13 April 2026, written 24 May 2026 (41 days after)"
    assert moments.judged("Award", 30).endswith("it was written later.")
    clock.forward(days=1)
    services.records.amend(begun.id, {"sections": (Section("situation", "Situation", "More."),)})
    assert services.stories.page(begun.id).moments.words.endswith("edited 25 May 2026")


def test_a_story_written_before_its_event_is_asked_about(services: Services) -> None:
    moments = services.stories.page(story(services, "one", date=dt.date(2026, 4, 20)).id).moments
    assert moments.words == "Event 20 April 2026, written 14 April 2026 (6 days before)"
    assert "Is the day of the event right?" in moments.judged("Award", 30)


def test_without_a_date_nothing_is_claimed(services: Services) -> None:
    told = story(services, "one")
    services.records.amend(told.id, {"date": None})
    moments = services.stories.page(told.id).moments
    assert moments.words == "The event has no date, written 14 April 2026"
    assert moments.judged("Award", 30).endswith("the event has no date, so this cannot be shown.")


def test_an_entry_brought_in_without_its_day_of_writing_says_so(services: Services, clock: Clock) -> None:
    with services.journal.writing("Import", kind="import") as change:
        brought = change.put(
            Reflection(title="Old", template="star", date=EVENT, sections=star("one"), source_id="x")
        )
    moments = services.stories.page(brought.id).moments
    assert moments.written is None
    assert "when it was written is not known" in moments.words
    assert moments.judged("Award", 30).endswith("the day of writing is not known, so this cannot be shown.")
    clock.forward(days=1)
    services.records.amend(brought.id, {"sections": star("one two")})
    assert services.stories.page(brought.id).moments.words.endswith("edited 15 April 2026")


def test_an_entry_brought_in_with_its_day_of_writing_keeps_it(services: Services) -> None:
    began = dt.datetime(2026, 4, 12, 9, 0, tzinfo=dt.UTC)
    with services.journal.writing("Import", kind="import") as change:
        brought = change.put(
            Reflection(title="Old", template="star", date=EVENT, sections=star("one"), created_at=began)
        )
    assert services.stories.page(brought.id).moments.written == dt.date(2026, 4, 12)


def test_the_final_reflection_has_a_field_per_question(services: Services) -> None:
    mine = scheme(services)
    page = services.stories.final(mine.id)
    assert [part.heading for part in final_sections(page.scheme.final, page.rules)] == [
        "How I changed",
        "What goes on",
    ]
    written = (Section("growth", "How I changed", "a b c"), Section("gone", "An old question", "kept words"))
    services.records.amend(mine.id, {"final": written})
    page = services.stories.final(mine.id)
    sections = final_sections(page.scheme.final, page.rules)
    assert [(part.tag, part.text) for part in sections] == [
        ("growth", "a b c"),
        ("future", ""),
        ("gone", "kept words"),
    ]
    assert final_limit(sections, page.rules) == Limit("", 3, 4)


def test_rules_with_a_mistake_hide_no_text(services: Services) -> None:
    mine = scheme(services, rules="key = ")
    services.records.amend(mine.id, {"final": (Section("growth", "How I changed", "a b"),)})
    page = services.stories.final(mine.id)
    assert page.rules is None
    assert "line 1" in page.trouble
    assert [part.text for part in final_sections(page.scheme.final, None)] == ["a b"]
    told = story(services, "one")
    assert story_limits(told.sections, services.stories.page(told.id, mine.id).schemes)[0].most == 0


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (Limit("", 1, 0), "1 word, no limit"),
        (Limit("", 1, 1), "1 of 1 word"),
        (Limit("", 1212, 1000), "1,212 of 1,000 words, 212 too many"),
    ],
)
def test_a_limit_is_said_in_words(limit: Limit, words: str) -> None:
    assert limit.count == words
