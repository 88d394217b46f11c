"""Questions, advice, decisions, observations, introductions and outcomes on their pages in the journal."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.journal import JournalPage
from mentorjournal.gui.pages.journal_asked import AdviceView, QuestionView
from mentorjournal.gui.pages.journal_decision import DecisionView
from mentorjournal.gui.pages.journal_noticed import ConnectionView, ObservationView, OutcomeView
from mentorjournal.gui.pages.journal_thought import ThoughtView
from mentorjournal.gui.widgets.name_field import NameField
from mentorjournal.model.fields import Section
from mentorjournal.model.types import (
    RECORD_TYPES,
    Advice,
    Connection,
    Decision,
    Observation,
    Outcome,
    Person,
    Question,
)
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.storage.journal_file import open_journal
from tests.gui.conftest import ContextMaker
from tests.gui.pages.journal_steps import DAY, LEFT, shown

KINDS = ("question", "advice", "decision", "observation", "connection", "outcome")


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> JournalPage:
    return shown(context, qtbot)


V = TypeVar("V", bound=ThoughtView)


def begin(page: JournalPage, kind: str, view: type[V]) -> V:
    menu = page.list.templates_menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == f"New {kind}").trigger()
    assert isinstance(page.desk.view, view)
    return page.desk.view


def name(field: NameField, words: str) -> None:
    field.setFocus()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)


def tick(box: QAbstractButton) -> None:
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)


def test_a_question_is_asked_for_somebody_and_answered(page: JournalPage, services: Services) -> None:
    helena = services.records.save(Person(title="Helena Brandt"))
    view = begin(page, "question", QuestionView)
    QTest.keyClicks(view.title, "Which journal first?")
    name(view.whom, "Helena Brandt")
    QTest.mouseClick(view.importance.segments.findChildren(QAbstractButton)[0], LEFT)
    (asked,) = services.thoughts.open_questions(helena.id)
    assert (asked.title, asked.date, asked.importance) == ("Which journal first?", DAY, "high")
    QTest.keyClicks(view.answer, "The one they read.")
    tick(view.answered.box)
    kept = services.records.get(Question, asked.id)
    assert (kept.answer, kept.answered_on, kept.for_whom) == ("The one they read.", DAY, helena.id)
    assert view.answered.day.isVisible()
    # The answer's words and the tick are two steps.
    assert services.history.undo() == "Answer question"
    assert services.records.get(Question, asked.id).answer == "The one they read."
    assert not view.answered.box.isChecked()


def test_somebody_new_is_made_by_name_in_one_step(page: JournalPage, services: Services) -> None:
    asked = services.records.save(Question(title="Why?", date=DAY))
    assert page.show_record(asked.id)
    view = page.desk.view
    assert isinstance(view, QuestionView)
    name(view.whom, "Zoe Lim")
    (zoe,) = services.records.all(Person)
    assert services.records.get(Question, asked.id).for_whom == zoe.id
    services.history.undo()
    assert services.records.all(Person) == ()
    assert view.whom.text() == ""


def test_advice_given_is_worded_for_the_other_side(page: JournalPage, services: Services) -> None:
    view = begin(page, "advice", AdviceView)
    QTest.keyClicks(view.title, "Write before breakfast")
    QTest.keyClicks(view.need, "No time to write")
    assert page.flush()
    QTest.mouseClick(view.direction.segments.findChildren(QAbstractButton)[1], LEFT)
    name(view.whom, "Tom Okafor")
    assert view.whom.accessibleName() == "To"
    QTest.mouseClick(view.uptake.segments.findChildren(QAbstractButton)[1], LEFT)
    QTest.keyClicks(view.result, "Two papers")
    assert page.flush()
    (kept,) = services.records.all(Advice)
    assert (kept.direction, kept.need, kept.uptake, kept.result) == (
        "given",
        "No time to write",
        "followed",
        "Two papers",
    )
    assert services.thoughts.advice_to(kept.person or "") == (kept,)


def test_a_decision_is_weighed_chosen_and_looked_at_again(page: JournalPage, services: Services) -> None:
    view = begin(page, "decision", DecisionView)
    QTest.keyClicks(view.title, "Which lab?")
    for heading, text in (("The small lab", "+ near"), ("The big lab", "- far")):
        QTest.mouseClick(view.options.new, LEFT)
        card = view.options.cards()[-1]
        assert card.name.hasFocus()
        QTest.keyClicks(card.name, heading)
        QTest.keyClicks(card.text, text)
    assert page.flush()
    (kept,) = services.records.all(Decision)
    assert kept.options == (
        Section("option1", "The small lab", "+ near"),
        Section("option2", "The big lab", "- far"),
    )
    QTest.mouseClick(view.options.cards()[0].take, LEFT)
    kept = services.records.get(Decision, kept.id)
    assert (kept.choice, kept.decided_on) == ("The small lab", DAY)
    assert services.history.next_undo() == "Decide"
    view.review.setFocus()
    QTest.keyClicks(view.review, "yesterday")
    QTest.keyClick(view.review, Qt.Key.Key_Return)
    assert services.records.get(Decision, kept.id).review_on == DAY - dt.timedelta(1)
    QTest.mouseClick(view.looked, LEFT)
    assert services.records.get(Decision, kept.id).review_on is None
    assert not view.looked.isVisible()
    assert services.history.undo() == "Look at a decision again"
    assert view.looked.isVisible()


def test_an_option_taken_away_comes_back_by_undo_and_an_empty_one_is_never_kept(
    page: JournalPage, services: Services
) -> None:
    options = (Section("a", "Stay", "+ calm"), Section("b", "Go", ""))
    made = services.records.save(Decision(title="Stay?", date=DAY, options=options))
    page.show_record(made.id)
    view = page.desk.view
    assert isinstance(view, DecisionView)
    QTest.mouseClick(view.options.new, LEFT)
    QTest.mouseClick(view.options.cards()[1].remove, LEFT)
    assert services.records.get(Decision, made.id).options == options[:1]
    assert services.history.undo() == "Remove an option"
    assert view.options.value() == options


def test_what_an_observation_asks_follows_its_kind(page: JournalPage, services: Services) -> None:
    view = begin(page, "observation", ObservationView)
    QTest.keyClicks(view.title, "Viva")
    view.kind.setFocus()
    QTest.keyClicks(view.kind, "Hard")
    QTest.keyClick(view.kind, Qt.Key.Key_Return)
    assert page.flush()
    (kept,) = services.records.all(Observation)
    assert (kept.kind, kept.visibility) == ("hard_date", "private")
    assert "hard day" in view.hint.text()
    name(view.whom, "Tom Okafor")
    view.when.setFocus()
    QTest.keyClick(view.when, Qt.Key.Key_PageUp)
    QTest.keyClick(view.when, Qt.Key.Key_Return)
    kept = services.records.get(Observation, kept.id)
    assert kept.date == DAY + dt.timedelta(7)
    assert services.thoughts.observations(kept.person, ("hard_date",)) == (kept,)


def test_an_introduction_is_followed_up_and_thanked_for(page: JournalPage, services: Services) -> None:
    view = begin(page, "introduction", ConnectionView)
    QTest.keyClicks(view.title, "A visit to the imaging lab")
    name(view.introducer, "Helena Brandt")
    name(view.to_whom, "Ana Cruz")
    view.follow_up.setFocus()
    QTest.keyClicks(view.follow_up, "today")
    QTest.keyClick(view.follow_up, Qt.Key.Key_Return)
    (kept,) = services.records.all(Connection)
    assert kept.follow_up == DAY
    tick(view.followed.box)
    tick(view.thanked.box)
    kept = services.records.get(Connection, kept.id)
    assert (kept.followed_on, kept.thanked_on) == (DAY, DAY)
    names = services.records.titles([kept.introducer or "", kept.to_whom or ""])
    assert set(names.values()) == {"Helena Brandt", "Ana Cruz"}


def test_an_outcome_says_whose_it_is(page: JournalPage, services: Services) -> None:
    view = begin(page, "outcome", OutcomeView)
    QTest.keyClicks(view.title, "First author paper")
    name(view.whom, "Tom Okafor")
    tick(view.joint)
    QTest.keyClicks(view.position, "Fellow")
    assert page.flush()
    (kept,) = services.records.all(Outcome)
    assert (kept.joint, kept.position) == (True, "Fellow")
    assert services.thoughts.outcomes_of(kept.person or "") == (kept,)


@pytest.mark.parametrize("kind", KINDS)
def test_a_choice_alone_makes_no_record(page: JournalPage, services: Services, kind: str) -> None:
    page.new_thought(kind)
    view = page.desk.view
    assert isinstance(view, ThoughtView)
    view.stepped.emit("Change kind")
    assert page.flush()
    assert services.records.counts().get(kind, 0) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_every_control_has_a_name_and_nothing_is_cut_at_double_size(
    page: JournalPage, context: Context, services: Services, kind: str
) -> None:
    context.themes.wear("light", 2.0)
    made = services.records.save(RECORD_TYPES[kind](title="One that was there before", date=DAY))
    if isinstance(made, Decision):
        made = services.records.save(replace(made, review_on=DAY, options=(Section("a", "Stay", "+ calm"),)))
    assert page.show_record(made.id)
    view = page.desk.view
    assert isinstance(view, ThoughtView)
    for control in view.findChildren(QWidget):
        if control.focusPolicy() & Qt.FocusPolicy.TabFocus and control.isVisible():
            assert control.accessibleName() or getattr(control, "text", str)(), control
    inside = view.widget()
    assert inside is not None
    # What is left beside the rail and the list in a window of 1360 pixels.
    assert inside.minimumSizeHint().width() <= 600


def test_a_journal_for_reading_only_lets_nothing_be_changed(
    services: Services, make_context: ContextMaker, qtbot: QtBot
) -> None:
    made = services.records.save(
        Decision(title="Stay?", date=DAY, options=(Section("a", "Stay", "calm"),), review_on=DAY)
    )
    path = services.journal.path
    services.journal.close()
    with open_journal(path, read_only=True) as database:
        page = shown(make_context(services_for(database)), qtbot)
        view = page.desk.view
        assert isinstance(view, DecisionView)
        QTest.keyClicks(view.title, "x")
        card = view.options.cards()[0]
        QTest.keyClicks(card.name, "x")
        assert (view.title.value(), card.name.value()) == ("Stay?", "Stay")
        for control in (view.options.new, card.take, view.looked, *view.chain.buttons.values()):
            assert not control.isEnabled()
        assert view.chain.buttons["goal"].toolTip() == page.context.read_only
        assert page.services.records.get(Decision, made.id) == made


def test_what_is_typed_survives_a_change_elsewhere(page: JournalPage, services: Services) -> None:
    asked = services.records.save(Question(title="Why?", date=DAY))
    page.show_record(asked.id)
    view = page.desk.view
    assert isinstance(view, QuestionView)
    QTest.keyClicks(view.detail, "Because it")
    services.records.save(Person(title="Ana"))
    QTest.keyClicks(view.detail, " hurts")
    assert page.flush()
    assert services.records.get(Question, asked.id).detail == "Because it hurts"
