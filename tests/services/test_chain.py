"""The chain from an insight to what is done: read both ways, made longer, bounded, and without circles."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.rows import Filter
from mentorjournal.model.types import (
    ActionItem,
    Decision,
    Feedback,
    Goal,
    Insight,
    Meeting,
    Observation,
    Person,
    Question,
    Reflection,
)
from mentorjournal.services.bundle import Services
from mentorjournal.services.chain import MAKES, MOST, Links
from mentorjournal.storage.chains import unacted_insights

DAY = dt.date(2026, 4, 14)


def _told(links: Links) -> tuple[list[str], list[tuple[str, int]]]:
    return (
        [step.row.title for step in links.above],
        [(step.row.title, step.depth) for step in links.below],
    )


def _idle(services: Services, limit: int = 5) -> tuple[Insight, ...]:
    with services.journal.reading() as reader:
        return unacted_insights(reader, limit)


def _whole_chain(services: Services) -> dict[str, str]:
    chain, records = services.chain, services.records
    entry = records.save(Reflection(title="Bad talk", date=DAY))
    insight = chain.make("insight", entry.id, "I rush slides")
    decision = chain.make("decision", insight.id, "Fewer slides?")
    goal = chain.make("goal", decision.id, "Speak with ten slides")
    action = chain.make("action", goal.id, "Cut the deck")
    return {item.title: item.id for item in (entry, insight, decision, goal, action)}


def test_a_chain_is_read_both_ways_from_each_of_its_links(services: Services) -> None:
    ids = _whole_chain(services)
    assert _told(services.chain.of(ids["I rush slides"])) == (
        ["Bad talk"],
        [("Fewer slides?", 1), ("Speak with ten slides", 2), ("Cut the deck", 3)],
    )
    assert _told(services.chain.of(ids["Cut the deck"])) == (
        ["Speak with ten slides", "Fewer slides?", "I rush slides", "Bad talk"],
        [],
    )


def test_each_branch_stands_below_what_it_follows_from(services: Services) -> None:
    insight = services.records.save(Insight(title="Root", date=DAY))
    first = services.chain.make("decision", insight.id, "First")
    services.chain.make("action", insight.id, "Second")
    services.chain.make("action", first.id, "Below first")
    found = services.chain.of(insight.id)
    assert [step.row.title for step in found.below] == ["First", "Below first", "Second"]
    assert [step.parent for step in found.below] == [insight.id, first.id, insight.id]


def test_a_goals_own_actions_belong_to_its_chain(services: Services) -> None:
    decision = services.records.save(Decision(title="Move labs", date=DAY))
    goal = services.chain.make("goal", decision.id)
    services.actions.add("Write to Ana", goal=goal.id)
    assert services.chain.of(decision.id).acted_on


def test_a_circle_ends_where_it_began(services: Services) -> None:
    first = services.records.save(Question(title="A", date=DAY))
    second = services.records.save(Question(title="B", date=DAY, origin=first.id))
    services.records.amend(first.id, {"origin": second.id})
    assert _told(services.chain.of(first.id)) == (["B"], [("B", 1)])
    insight = services.records.save(Insight(title="I", date=DAY, origin=second.id))
    services.records.amend(first.id, {"origin": insight.id})
    assert _idle(services) == (services.records.get(Insight, insight.id),)


def test_a_long_chain_and_a_wide_one_are_bounded(services: Services) -> None:
    root = last = services.records.save(Question(title="0", date=DAY)).id
    for number in range(1, 12):
        last = services.chain.make("question", last, str(number)).id
    assert [step.row.title for step in services.chain.of(root).below] == ["1", "2", "3", "4", "5", "6"]
    assert len(services.chain.of(last).above) == 6
    wide = services.records.save(Insight(title="Wide", date=DAY))
    for number in range(MOST + 5):
        services.actions.add(f"Do {number}", source=wide.id)
    found = services.chain.of(wide.id)
    assert (len(found.below), found.more) == (MOST, 5)


def test_what_is_in_the_trash_is_no_part_of_a_chain(services: Services) -> None:
    ids = _whole_chain(services)
    services.records.trash(ids["Fewer slides?"])
    assert services.chain.of(ids["I rush slides"]).below == ()
    assert _told(services.chain.of(ids["Speak with ten slides"]))[0] == []
    assert [item.title for item in _idle(services)] == ["I rush slides"]


def test_an_insight_counts_as_acted_on_over_a_decision_and_a_goal(services: Services) -> None:
    ids = _whole_chain(services)
    services.records.save(Insight(title="Idle", date=DAY))
    assert [item.title for item in _idle(services)] == ["Idle"]
    services.records.trash(ids["Cut the deck"])
    assert {item.title for item in _idle(services)} == {"Idle", "I rush slides"}
    shown = services.timeline.page(Filter(types=("insight",), unacted=True))
    assert {row.title for row in shown} == {"Idle", "I rush slides"}


def test_an_insight_waits_until_a_live_action_follows(services: Services) -> None:
    first, second = (
        services.records.save(Insight(title=title, date=DAY + dt.timedelta(number)))
        for number, title in enumerate(("first", "second"))
    )
    assert _idle(services) == (second, first)
    assert _idle(services, 1) == (second,)
    action = services.actions.add("Do it", source=second.id)
    assert _idle(services) == (first,)
    services.records.trash(action.id)
    assert _idle(services) == (second, first)


def test_the_newest_idle_insights_are_found_below_many_that_were_acted_on(services: Services) -> None:
    idle = [services.records.save(Insight(title=f"Idle {n}", date=DAY - dt.timedelta(9))) for n in range(3)]
    for number in range(12):
        insight = services.records.save(Insight(title=f"Acted on {number}", date=DAY))
        decision = services.chain.make("decision", insight.id)
        services.chain.make("action", decision.id)
    assert _idle(services, 2) == (idle[2], idle[1])
    assert _idle(services, 9) == (idle[2], idle[1], idle[0])


def test_a_state_is_told_with_each_step(services: Services) -> None:
    insight = services.records.save(Insight(title="I", date=DAY))
    action = services.actions.add("Do", source=insight.id, due=DAY)
    decision = services.chain.make("decision", insight.id, "Decide")
    services.actions.tick(action.id, DAY)
    services.records.amend(decision.id, {"decided_on": DAY, "review_on": DAY + dt.timedelta(30)})
    steps = {step.row.id: step for step in services.chain.of(insight.id).below}
    assert (steps[action.id].done, steps[action.id].day) == (True, DAY)
    assert (steps[decision.id].done, steps[decision.id].day) == (True, DAY + dt.timedelta(30))


@pytest.mark.parametrize("kind", MAKES)
def test_whatever_is_made_of_a_text_is_private_and_one_step(services: Services, kind: str) -> None:
    helena = services.records.save(Person(title="Helena Brandt"))
    source = services.records.save(
        Meeting(title="Monthly", date=DAY, people=(helena.id,), visibility="exportable")
    )
    made = services.chain.make(kind, source.id, "First line\nand more")
    assert (made.title, made.visibility, made.confidential) == ("First line", "private", False)
    assert made.people == (helena.id,)
    assert source.id in (getattr(made, "origin", None), *made.related)
    assert made.TYPE == "action" or made.date == DAY
    assert services.history.undo() == ("New action item" if kind == "action" else f"New {made.LABEL.lower()}")
    assert services.records.peek(made.id) is None
    assert services.records.get(Meeting, source.id) == source


@pytest.mark.parametrize("kind", MAKES)
def test_confidential_goes_on_to_whatever_is_made(services: Services, kind: str) -> None:
    source = services.records.save(Reflection(title="Hard", date=DAY, confidential=True))
    assert services.chain.make(kind, source.id, "words").confidential


def test_a_single_person_is_whom_it_is_for_and_two_are_left_open(services: Services) -> None:
    ana, ben = (services.records.save(Person(title=name)) for name in ("Ana Cruz", "Ben Ode"))
    alone = services.records.save(Meeting(title="M", date=DAY, people=(ana.id,)))
    both = services.records.save(Meeting(title="M", date=DAY, people=(ana.id, ben.id)))
    question = services.chain.make("question", alone.id, "Why?")
    open_one = services.chain.make("question", both.id, "Why?")
    assert isinstance(question, Question)
    assert isinstance(open_one, Question)
    assert (question.for_whom, question.meeting) == (ana.id, alone.id)
    assert (open_one.for_whom, open_one.people) == (None, (ana.id, ben.id))
    seen = services.chain.make("talent", alone.id, "Draws well")
    assert isinstance(seen, Observation)
    assert (seen.kind, seen.person) == ("talent", ana.id)


def test_without_words_of_its_own_it_takes_those_of_what_it_follows(services: Services) -> None:
    decision = services.records.save(Decision(title="Which lab?", choice="The small lab", date=DAY))
    today = dt.date(2026, 5, 1)
    goal = services.chain.make("goal", decision.id, day=today)
    assert isinstance(goal, Goal)
    assert (goal.title, goal.origin, goal.date, goal.start) == ("The small lab", decision.id, today, today)
    action = services.chain.make("action", goal.id)
    assert isinstance(action, ActionItem)
    assert (action.goal, action.origin) == (goal.id, None)


def test_feedback_is_related_to_what_it_was_said_in(services: Services) -> None:
    entry = services.records.save(Reflection(title="Talk", date=DAY))
    made = services.chain.make("feedback", entry.id, "Slower")
    assert isinstance(made, Feedback)
    assert (made.related, made.sections[0].text) == ((entry.id,), "Slower")


def test_nothing_is_made_of_nothing(services: Services) -> None:
    entry = services.records.save(Reflection(date=DAY))
    with pytest.raises(InvalidRecord):
        services.chain.make("question", entry.id, "  \n")
    with pytest.raises(InvalidRecord):
        services.chain.make("person", entry.id, "words")
    services.records.trash(entry.id)
    with pytest.raises(NotFound):
        services.chain.make("question", entry.id, "words")
    assert services.records.counts().get("question", 0) == 0
