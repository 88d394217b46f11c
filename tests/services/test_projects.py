"""Projects: the question and how it changed, milestones of their own, and the hours logged for them."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.errors import NotFound
from mentorjournal.model.types import Activity, Goal, Milestone, Person, Project
from mentorjournal.services.bundle import Services
from mentorjournal.services.forms import FeedbackAsk

DAY = dt.date(2026, 4, 14)


def test_the_question_shows_its_wordings_once_each_the_newest_first(services: Services) -> None:
    key = services.records.save(Project(title="Alerts", question="Why so many?")).id
    for question in ("Which ones are heard?", "Which ones are heard?"):
        services.records.amend(key, {"question": question}, "Edit")
    services.records.amend(key, {"role": "Author"}, "Edit")
    services.records.amend(key, {"question": "Which are answered by six?"}, "Edit")
    asked = services.projects.page(key).questions
    assert [one.text for one in asked] == [
        "Which are answered by six?",
        "Which ones are heard?",
        "Why so many?",
    ]
    assert len({one.version for one in asked}) == 3


def test_milestones_belong_to_it_and_go_and_come_back_with_it(services: Services) -> None:
    projects, records = services.projects, services.records
    key = records.save(Project(title="Alerts", visibility="exportable")).id
    first = projects.add_milestone(key, " Extract ", DAY)
    projects.add_milestone(key, "Analysis")
    assert (first.title, first.original_due, first.visibility) == ("Extract", DAY, "exportable")
    services.goals.move_milestone(first.id, DAY + dt.timedelta(days=9), "The board was ill")
    services.goals.tick_milestone(first.id, DAY + dt.timedelta(days=8))
    page = projects.page(key)
    assert (page.card.done, page.card.milestones, page.card.next_due) == (1, 2, None)
    assert page.milestones[0].slipped == "The board was ill"
    home = records.home_of(first.id)
    assert home is not None
    assert (home.type, home.id) == ("project", key)
    records.trash(key)
    assert records.all(Milestone) == ()
    records.untrash(key)
    assert len(records.all(Milestone)) == 2
    with pytest.raises(NotFound):
        projects.add_milestone("none", "x")


def test_hours_are_those_logged_for_it_and_a_new_entry_knows_what_it_is_for(services: Services) -> None:
    person = services.records.save(Person(title="Dr Lim"))
    goal = services.records.save(Goal(title="Study"))
    one = services.records.save(
        Project(title="Alerts", credit=("software",), goal=goal.id, people=(person.id,), role="Author")
    )
    made = services.projects.log(one.id, DAY)
    assert (made.category, made.credit, made.goal, made.people) == (
        "research",
        ("software",),
        goal.id,
        (person.id,),
    )
    services.records.amend(made.id, {"hours": 2.5}, "Edit")
    services.records.save(Activity(title="More", hours=4.0, project=one.id, date=DAY))
    services.records.save(Activity(title="Else", hours=9.0))
    page = services.projects.page(one.id)
    assert (page.card.hours, len(page.activities), page.joint) == (6.5, 2, ((person.id, "Dr Lim"),))
    assert page.linked == ()


def test_feedback_that_is_asked_for_stands_on_its_page(services: Services) -> None:
    one = services.records.save(Project(title="Alerts"))
    services.forms.ask(FeedbackAsk(name="Dr Lim", on_what="The design", about=one.id))
    (asked,) = services.projects.page(one.id).feedback
    assert (asked.direction, asked.on_what, asked.related) == ("asked", "The design", (one.id,))


def test_open_ones_come_first_by_what_is_due(services: Services) -> None:
    for title, status, ends in (
        ("Done", "achieved", None),
        ("Later", "active", dt.date(2027, 1, 1)),
        ("Soon", "active", dt.date(2026, 5, 1)),
        ("Planned", "planned", None),
    ):
        services.records.save(Project(title=title, status=status, ends_on=ends))
    assert [card.project.title for card in services.projects.cards()] == ["Soon", "Later", "Planned", "Done"]


def test_what_is_in_the_trash_or_of_another_project_counts_nowhere(services: Services) -> None:
    save, projects = services.records.save, services.projects
    mine, other = (save(Project(title=title)).id for title in ("Mine", "Other"))
    for day in (2, 1):
        projects.add_milestone(mine, "Step", DAY + dt.timedelta(days=day))
    gone = [projects.add_milestone(mine, "Gone", DAY).id]
    gone.append(save(Activity(title="Gone", date=DAY, hours=8.0, project=mine)).id)
    for hours, key in ((1.5, mine), (None, mine), (4.0, other)):
        save(Activity(title="Hours", date=DAY, hours=hours, project=key))
    for key in gone:
        services.records.trash(key)
    cards = {card.project.id: card for card in projects.cards()}
    shown = cards[mine]
    assert (shown.milestones, shown.done, shown.hours) == (2, 0, 1.5)
    assert shown.next_due == DAY + dt.timedelta(days=1)
    assert projects.page(mine).card == shown
    assert (cards[other].milestones, cards[other].hours) == (0, 4.0)
