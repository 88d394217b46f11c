"""Opportunities: what comes next, what is asked for, and what the answers add up to."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Goal, Opportunity, Person
from mentorjournal.services.bundle import Services
from mentorjournal.services.opportunities import Tally, moved, next_step
from mentorjournal.services.requirements import Requirement, requirements_of, sections_of

TODAY = dt.date(2026, 4, 14)
DAYS = st.none() | st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1))


def asked(**days: dt.date | None) -> tuple[Section, ...]:
    return sections_of((Requirement("a", "Two letters", **days),))


@pytest.mark.parametrize(
    ("fields", "words", "tone"),
    [
        ({}, "Decide whether to apply", "plain"),
        ({"stage": "preparing"}, "List what is asked for", "plain"),
        ({"stage": "preparing", "requirements": asked()}, "Get ready: Two letters", "plain"),
        (
            {"requirements": asked(due=dt.date(2026, 4, 1))},
            "Get ready: Two letters, needed by 1 April 2026",
            "late",
        ),
        ({"requirements": asked(ready_on=TODAY)}, "Everything is ready: apply", "plain"),
        ({"deadline": TODAY}, "Decide whether to apply; the deadline is today", "late"),
        ({"deadline": dt.date(2026, 4, 20)}, "Decide whether to apply; due 20 April 2026, in 6 days", "warn"),
        ({"stage": "applied", "applied_on": dt.date(2026, 4, 1)}, "applied on 1 April 2026", "plain"),
        ({"stage": "applied", "applied_on": dt.date(2026, 1, 1)}, "no answer for 103 days", "warn"),
        ({"stage": "interview", "interview_on": dt.date(2026, 4, 15)}, "the interview is in 1 day", "warn"),
        ({"stage": "rejected"}, "Write down what it taught you", "warn"),
        ({"stage": "rejected", "lesson": "x", "again_on": dt.date(2027, 1, 1)}, "Try again on", "plain"),
        ({"stage": "accepted"}, "thank whoever helped", "ok"),
    ],
)
def test_the_next_step_follows_stage_lines_and_days(fields: dict[str, object], words: str, tone: str) -> None:
    step = next_step(Opportunity(title="Grant", **fields), TODAY)  # type: ignore[arg-type]
    assert words in step.words.replace(" Apr ", " April ")
    assert step.tone == tone


@given(st.lists(st.tuples(st.text(max_size=20), DAYS, DAYS), max_size=4))
def test_lines_come_back_as_they_were_kept(rows: list[tuple[str, dt.date | None, dt.date | None]]) -> None:
    lines = tuple(Requirement(str(at), words, due, ready) for at, (words, due, ready) in enumerate(rows))
    assert requirements_of(sections_of(lines)) == lines


def test_what_is_no_mark_is_an_open_line() -> None:
    assert requirements_of([Section("a", "CV", "ready 2026-13-40")]) == (Requirement("a", "CV"),)


def test_a_stage_brings_its_days_and_a_day_once_noted_stays() -> None:
    applied = moved(Opportunity(title="Grant"), "applied", TODAY)
    assert (applied.applied_on, applied.decided_on) == (TODAY, None)
    later = TODAY + dt.timedelta(days=30)
    refused = moved(applied, "rejected", later)
    assert (refused.applied_on, refused.decided_on) == (TODAY, later)
    assert moved(refused, "seen", later + dt.timedelta(days=1)).applied_on == TODAY


def test_the_tally_counts_applications_and_lessons(services: Services) -> None:
    for stage, lesson in (
        ("seen", ""),
        ("applied", ""),
        ("accepted", ""),
        ("rejected", ""),
        ("rejected", "Yes"),
    ):
        services.records.save(Opportunity(title=stage, stage=stage, lesson=lesson))
    assert services.opportunities.tally() == Tally(applied=4, accepted=1, rejected=2, without_lesson=1)


def test_what_presses_comes_first_and_what_is_done_last(services: Services) -> None:
    for title, fields in {
        "done": {"stage": "rejected", "lesson": "x"},
        "later": {"deadline": dt.date(2026, 9, 1)},
        "soon": {"deadline": dt.date(2026, 5, 1)},
        "open": {},
    }.items():
        services.records.save(Opportunity(title=title, **fields))  # type: ignore[arg-type]
    titles = [card.opportunity.title for card in services.opportunities.cards(TODAY)]
    assert titles == ["soon", "later", "open", "done"]
    ahead = services.opportunities.cards(TODAY, ("rejected",))
    assert [card.opportunity.title for card in ahead] == ["done"]


def test_a_page_has_letters_who_told_of_it_and_what_it_may_serve(services: Services) -> None:
    person = services.records.save(Person(title="Helena Brandt"))
    goal = services.records.save(Goal(title="Own grant"))
    one = services.records.save(
        Opportunity(title="Travel grant", found_through=person.id, goal=goal.id, deadline=TODAY)
    )
    letter = services.opportunities.ask_letter(one.id)
    spoken = services.opportunities.note_sponsorship(one.id, TODAY)
    page = services.opportunities.page(one.id, TODAY)
    assert (letter.deadline, spoken.opportunity) == (TODAY, one.id)
    assert page.through == "Helena Brandt"
    assert [card.letter.id for card in page.letters] == [letter.id]
    assert page.goals == ((goal.id, "Own grant"),)
    assert [row.row.id for row in page.linked] == [spoken.id]


def test_lines_are_kept_as_one_step_and_empty_ones_refused(services: Services) -> None:
    one = services.records.save(Opportunity(title="Grant"))
    services.opportunities.put_requirements(one.id, (Requirement("a", "CV", TODAY),), "Add")
    with pytest.raises(InvalidRecord):
        services.opportunities.put_requirements(one.id, (Requirement("a", " "),), "Add")
    with pytest.raises(NotFound):
        services.opportunities.put_requirements("none", (), "Add")
    kept = services.records.get(Opportunity, one.id)
    assert requirements_of(kept.requirements) == (Requirement("a", "CV", TODAY),)
    services.history.undo()
    assert services.records.get(Opportunity, one.id).requirements == ()
