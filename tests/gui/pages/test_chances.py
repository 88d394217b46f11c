"""Chances in the window: from the first sight of one to the lesson of a refusal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.chances import ChancesPage
from mentorjournal.model.types import Opportunity, Recommendation
from mentorjournal.services.requirements import requirements_of
from tests.gui.pages.place_steps import (
    DAY,
    RETURN,
    cards,
    headings,
    saved,
    shown,
    unnamed_controls,
    wait_until_it_fits,
)


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[ChancesPage]:
    made = shown(ChancesPage, context, qtbot)
    yield made
    made.flush()


def stored(page: ChancesPage) -> Opportunity:
    return page.services.records.get(Opportunity, page.saver.record_id)


def begin(page: ChancesPage, qtbot: QtBot, title: str = "Travel grant") -> None:
    page.new_record()
    QTest.keyClicks(page.view.title, title)
    saved(page, qtbot)


def test_a_chance_is_typed_and_its_lines_are_ticked(page: ChancesPage, qtbot: QtBot) -> None:
    begin(page, qtbot)
    row = page.view.lines.add_row
    for words in ("Abstract by 1 May", "One letter"):
        QTest.keyClicks(row.title, words)
        QTest.keyClick(row.title, RETURN)
    page.view.lines.rows()[1].box.click()
    lines = requirements_of(stored(page).requirements)
    assert [(line.words, line.due, line.ready_on) for line in lines] == [
        ("Abstract", dt.date(2026, 5, 1), None),
        ("One letter", None, DAY),
    ]
    assert page.view.next.text() == "Get ready: Abstract."
    QTest.keyClicks(page.view.lines.rows()[0].title, "Short ")
    page.flush()
    assert "Short" in requirements_of(stored(page).requirements)[0].words
    page.view.lines.rows()[1].delete.click()
    assert len(stored(page).requirements) == 1


def test_a_refusal_asks_for_its_lesson_and_keeps_it(page: ChancesPage, qtbot: QtBot) -> None:
    begin(page, qtbot)
    assert page.view.texts["lesson"].isHidden() or not page.view.texts["lesson"].isVisible()
    page.view.stage.edited.emit("rejected")
    assert (stored(page).applied_on, stored(page).decided_on) == (None, DAY)
    assert page.view.next.text() == "Write down what it taught you."
    assert page.tally.text() == "1 application, 0 accepted, 1 rejected, 1 without its lesson."
    QTest.keyClicks(page.view.texts["lesson"], "Narrower aims")
    saved(page, qtbot)
    assert stored(page).lesson == "Narrower aims"
    assert "without" not in page.tally.text()
    assert headings(page) == ["Answered"]
    page.services.history.undo()
    page.services.history.undo()
    assert page.view.stage.value() == "seen"


def test_the_groups_narrow_the_list(page: ChancesPage, context: Context) -> None:
    for title, stage in (("A", "seen"), ("B", "applied"), ("C", "accepted")):
        context.services.records.save(Opportunity(title=title, stage=stage))
    assert headings(page) == ["Ahead", "Waiting", "Answered"]
    page.filter.set_value("waiting")
    page.refilter()
    assert [card.title for card in cards(page)] == ["B"]


def test_a_letter_is_asked_for_with_its_deadline(page: ChancesPage, context: Context, qtbot: QtBot) -> None:
    begin(page, qtbot)
    page.view.chosen.emit({"deadline": DAY}, "Change day")
    with qtbot.waitSignal(context.navigator.record_wanted):
        page.view.letter.click()
    (letter,) = context.services.records.all(Recommendation)
    assert (letter.title, letter.deadline, letter.opportunity) == ("Travel grant", DAY, page.saver.record_id)


def test_every_control_has_a_name_and_fits_at_twice_the_size(
    page: ChancesPage, context: Context, qtbot: QtBot
) -> None:
    begin(page, qtbot)
    assert unnamed_controls(page) == []
    wait_until_it_fits(page, 2.0, qtbot)
