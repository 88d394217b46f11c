"""Feedback: cards with what followed, and the page of one piece."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.errors import NotFound
from mentorjournal.model.types import Feedback, Person, Reflection
from mentorjournal.services.bundle import Services

DAY = dt.date(2026, 4, 14)


def test_cards_name_who_and_count_what_followed_the_newest_first(services: Services) -> None:
    helena = services.records.save(Person(title="Helena"))
    old = services.records.save(Feedback(title="old", date=DAY - dt.timedelta(days=9)))
    new = services.records.save(Feedback(title="new", date=DAY, person=helena.id))
    first = services.actions.add("a", source=new.id)
    services.actions.add("b", source=new.id)
    gone = services.actions.add("c", source=new.id)
    services.records.trash(gone.id)
    services.actions.tick(first.id, DAY)
    shown = [(c.feedback.id, c.person, c.actions, c.actions_done) for c in services.feedback.cards()]
    assert shown == [(new.id, "Helena", 2, 1), (old.id, "", 0, 0)]


def test_feedback_is_answered_by_words_or_by_an_action(services: Services) -> None:
    for title, response in (("words", "Yes."), ("blank", " \n"), ("deed", "")):
        made = services.records.save(Feedback(title=title, response=response))
        if title == "deed":
            services.actions.add("do", source=made.id)
    answered = {card.feedback.title: card.answered for card in services.feedback.cards()}
    assert answered == {"words": True, "blank": False, "deed": True}


def test_one_direction_can_be_asked_for(services: Services) -> None:
    services.records.save(Feedback(title="in"))
    services.records.save(Feedback(title="out", direction="given"))
    assert [card.feedback.title for card in services.feedback.cards("given")] == ["out"]


def test_a_page_has_actions_and_links_apart_and_no_person_among_the_links(services: Services) -> None:
    helena = services.records.save(Person(title="Helena"))
    entry = services.records.save(Reflection(title="after", date=DAY))
    made = services.records.save(
        Feedback(title="f", person=helena.id, people=(helena.id,), related=(entry.id,))
    )
    action = services.actions.add("do", source=made.id)
    page = services.feedback.page(made.id)
    assert (page.feedback, page.person) == (made, "Helena")
    assert [item.item.id for item in page.actions] == [action.id]
    assert [link.row.id for link in page.linked] == [entry.id]


def test_a_page_of_something_else_is_refused(services: Services) -> None:
    with pytest.raises(NotFound):
        services.feedback.page(services.records.save(Person(title="Helena")).id)
