"""Questions, advice, decisions, observations, introductions: what is open, for whom, and what closes it."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.errors import NotFound
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Advice, Connection, Decision, Observation, Outcome, Person, Question
from mentorjournal.services.bundle import Services

DAY = dt.date(2026, 4, 14)
EARLIER = dt.date(2026, 3, 1)


@pytest.fixture
def helena(services: Services) -> str:
    return services.records.save(Person(title="Helena Brandt")).id


@pytest.fixture
def tom(services: Services) -> str:
    return services.records.save(Person(title="Tom Okafor")).id


def test_open_questions_come_by_importance_and_then_by_age(services: Services, helena: str, tom: str) -> None:
    save = services.records.save
    save(Question(title="Small", date=EARLIER, for_whom=helena, importance="low"))
    save(Question(title="New", date=DAY, for_whom=helena))
    save(Question(title="Old", date=EARLIER, for_whom=helena))
    save(Question(title="Big", date=DAY, for_whom=helena, importance="high"))
    save(Question(title="Answered", date=DAY, for_whom=helena, answered_on=DAY))
    save(Question(title="For Tom", date=DAY, for_whom=tom))
    save(Question(title="For nobody", date=DAY, importance="low"))
    thoughts = services.thoughts
    assert [item.title for item in thoughts.open_questions(helena)] == ["Big", "Old", "New", "Small"]
    assert [item.title for item in thoughts.open_questions_for((helena, tom))] == [
        "Big",
        "Old",
        "New",
        "For Tom",
        "Small",
    ]
    assert len(thoughts.open_questions()) == 6
    assert thoughts.open_questions_for(()) == ()


def test_an_answer_closes_a_question_and_is_one_step(services: Services, helena: str) -> None:
    asked = services.records.save(Question(title="Why?", date=EARLIER, for_whom=helena))
    services.thoughts.answer(asked.id, "Because.", DAY)
    assert services.thoughts.open_questions(helena) == ()
    assert services.history.undo() == "Answer question"
    assert services.thoughts.open_questions(helena) == (asked,)
    services.thoughts.answer(asked.id, "Because.", DAY)
    opened = services.thoughts.reopen(asked.id)
    assert (opened.answer, opened.answered_on) == ("Because.", None)


def test_an_answer_given_in_writing_stays_when_it_is_ticked(services: Services) -> None:
    asked = services.records.save(Question(title="Why?", date=DAY, answer="Because."))
    assert services.thoughts.answer(asked.id, "", DAY).answer == "Because."


def test_advice_is_told_apart_by_who_gave_it(services: Services, helena: str, tom: str) -> None:
    got = services.records.save(Advice(title="Ask early", date=DAY, person=helena))
    gave = services.records.save(Advice(title="Sleep", date=DAY, person=helena, direction="given"))
    services.records.save(Advice(title="Other", date=DAY, person=tom))
    assert services.thoughts.advice_from(helena) == (got,)
    assert services.thoughts.advice_to(helena) == (gave,)


def test_observations_are_found_by_person_and_kind(services: Services, helena: str) -> None:
    win = services.records.save(Observation(title="Paper out", date=DAY, person=helena))
    hard = services.records.save(
        Observation(title="Viva", date=EARLIER, person=helena, kind="hard_date", visibility="private")
    )
    services.records.save(Observation(title="Mine", date=DAY))
    assert services.thoughts.observations(helena) == (win, hard)
    assert services.thoughts.observations(helena, ("hard_date",)) == (hard,)
    assert services.thoughts.observations(helena, since=DAY) == (win,)
    assert len(services.thoughts.observations()) == 3


def test_introductions_are_found_by_who_made_them(services: Services, helena: str) -> None:
    due = services.records.save(Connection(title="Job", date=EARLIER, introducer=helena, follow_up=DAY))
    done = services.records.save(
        Connection(title="Talk", date=DAY, introducer=helena, follow_up=DAY, followed_on=DAY, thanked_on=DAY)
    )
    assert services.thoughts.introductions_by(helena) == (done, due)


def test_outcomes_are_kept_by_whose_they_are(services: Services, tom: str) -> None:
    reached = services.records.save(Outcome(title="First paper", date=DAY, person=tom))
    services.records.save(Outcome(title="Other", date=DAY))
    assert services.thoughts.outcomes_of(tom) == (reached,)


def test_thoughts_are_found_by_their_words_and_by_whom_they_concern(services: Services, helena: str) -> None:
    asked = services.records.save(Question(title="Which journal?", date=DAY, for_whom=helena))
    seen = services.records.save(Observation(title="Draws well", date=DAY, person=helena))
    made = services.records.save(
        Decision(title="Stay?", date=DAY, options=(Section("a", "The imaging lab", "+ near"),))
    )
    intro = services.records.save(Connection(title="A visit", date=DAY, introducer=helena))
    assert [hit.row.id for hit in services.timeline.search("helena journ")] == [asked.id]
    assert [hit.row.id for hit in services.timeline.search("imaging")] == [made.id]
    found = {hit.row.id for hit in services.timeline.search("brandt")}
    assert {asked.id, seen.id, intro.id} <= found
    for item in (asked, seen, made, intro):
        home = services.records.home_of(item.id)
        assert home is not None
        assert home.id == item.id


def test_what_is_gone_cannot_be_answered(services: Services) -> None:
    with pytest.raises(NotFound):
        services.thoughts.answer("none", "x", DAY)
