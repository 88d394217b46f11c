"""Development plans: a view over goals, from year to year."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Goal, Person, Plan, Skill
from mentorjournal.services.bundle import Services
from mentorjournal.services.plans import ASSESSMENT, parts

TODAY = dt.date(2026, 4, 14)


def test_goals_are_named_and_never_copied(services: Services) -> None:
    goal = services.records.save(Goal(title="Defend my sample size"))
    plan = services.records.save(services.plans.draft(TODAY))
    services.plans.add(plan.id, "goals", "defend my sample  size", TODAY)
    services.plans.add(plan.id, "goals", "Submit the paper", TODAY)
    services.plans.add(plan.id, "goals", "Submit the paper", TODAY)
    page = services.plans.page(plan.id)
    assert [card.goal.title for card in page.goals] == ["Defend my sample size", "Submit the paper"]
    assert len(services.goals.cards()) == 2
    services.goals.set_status(goal.id, "achieved", TODAY)
    (card,) = services.plans.cards()
    assert (card.goals, card.achieved, card.still_open) == (2, 1, 1)


def test_what_is_open_comes_along_into_the_next_plan(services: Services) -> None:
    first = services.records.save(replace(services.plans.draft(TODAY), title="2026", support="An hour"))
    for title in ("Done", "Open"):
        services.plans.add(first.id, "goals", title, TODAY)
    services.plans.add(first.id, "skills", "Statistics", TODAY)
    done, still = services.plans.page(first.id).goals
    services.goals.set_status(done.goal.id, "achieved", TODAY)
    second = services.plans.draft(TODAY + dt.timedelta(days=365))
    assert (second.goals, second.previous, second.support) == ((still.goal.id,), first.id, "An hour")
    kept = services.records.save(second)
    assert services.plans.page(kept.id).previous == "2026"
    assert [card.plan.id for card in services.plans.cards()] == [kept.id, first.id]


def test_what_is_added_is_made_where_it_is_new_and_taken_out_without_harm(services: Services) -> None:
    plan = services.records.save(services.plans.draft(TODAY))
    for role, words in (
        ("skills", "Simulation"),
        ("options", "Clinical research"),
        ("discussed_with", "Dr Lim"),
    ):
        services.plans.add(plan.id, role, words, TODAY)
    page = services.plans.page(plan.id)
    assert [one.title for one in (*page.skills, *page.options, *page.people)] == [
        "Simulation",
        "Clinical research",
        "Dr Lim",
    ]
    services.plans.put_links(plan.id, "skills", (), "Take out")
    page = services.plans.page(plan.id)
    assert (page.skills, [one.title for one in page.other_skills]) == ((), ["Simulation"])
    assert len(services.records.all(Skill)) == 1
    for role, words in (("goals", "  "), ("title", "x")):
        with pytest.raises(InvalidRecord):
            services.plans.add(plan.id, role, words, TODAY)
    with pytest.raises(InvalidRecord):
        services.plans.put_links(plan.id, "previous", (), "x")
    assert [one.title for one in services.records.all(Person)] == ["Dr Lim"]


def test_a_part_keeps_what_was_written_under_a_heading_of_its_own() -> None:
    written = (Section("judged", "Old heading", "Late"), Section("own", "My heading", "Mine"))
    shown = parts(written, ASSESSMENT, "mentee")
    assert ("own", "My heading", "", "Mine") in shown
    assert next(text for tag, _, _, text in shown if tag == "judged") == "Late"
    assert all(prompt for tag, _, prompt, _ in shown if tag != "own")


def test_a_plan_is_private_and_what_is_weighed_in_it_never_leaves(services: Services) -> None:
    from mentorjournal.services.taking_away.shown import SHOWN

    assert services.plans.draft(TODAY).visibility == "private"
    assert not {"assessment", "review", "options"} & set(SHOWN[Plan.TYPE])
