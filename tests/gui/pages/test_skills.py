"""Skills in the window: taken up, rated in one press, noticed by somebody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.skills import SkillsPage
from mentorjournal.model.types import Person, Skill, SkillRating
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
def page(context: Context, qtbot: QtBot) -> Iterator[SkillsPage]:
    made = shown(SkillsPage, context, qtbot)
    yield made
    made.flush()


def begin(page: SkillsPage, qtbot: QtBot, title: str = "Statistics") -> None:
    page.new_record()
    QTest.keyClicks(page.view.title, title)
    saved(page, qtbot)


def press(page: SkillsPage, words: str) -> None:
    found = [one for one in page.view.level.findChildren(QAbstractButton) if one.text() == words]
    found[0].click()


def test_one_press_rates_with_todays_date(page: SkillsPage, context: Context, qtbot: QtBot) -> None:
    begin(page, qtbot)
    press(page, "2")
    (kept,) = context.services.records.all(SkillRating)
    assert (kept.level, kept.date, kept.rated_by, kept.skill) == (2.0, DAY, "self", page.saver.record_id)
    press(page, "3")
    assert [one.level for one in context.services.records.all(SkillRating)] == [3.0]
    QTest.keyClicks(page.view.by, "Dr Lim")
    QTest.keyClick(page.view.by, RETURN)
    QTest.keyClicks(page.view.why, "Explained it to me")
    press(page, "4")
    given = next(one for one in context.services.records.all(SkillRating) if one.person)
    assert (given.level, given.note, given.rated_by) == (4.0, "Explained it to me", "other")
    assert page.view.by.value() in (None, "")
    assert [card.second for card in cards(page)] == ["3, others say 4"]


def test_a_name_counts_as_typed_and_a_rating_of_others_alone_is_said(
    page: SkillsPage, context: Context, qtbot: QtBot
) -> None:
    begin(page, qtbot)
    QTest.keyClicks(page.view.by, "Dr Lim")
    press(page, "3")  # by a press that leaves the focus where it is
    (kept,) = context.services.records.all(SkillRating)
    assert (kept.level, kept.rated_by, bool(kept.person)) == (3.0, "other", True)
    assert [card.second for card in cards(page)] == ["others say 3, not rated by me"]


def test_what_is_typed_about_one_skill_is_never_kept_with_another(
    page: SkillsPage, context: Context, qtbot: QtBot
) -> None:
    begin(page, qtbot, "Alpha")
    first = page.saver.record_id
    QTest.keyClicks(page.view.by, "Dr Lim")
    QTest.keyClick(page.view.by, RETURN)
    QTest.keyClicks(page.view.why, "About alpha only")
    begin(page, qtbot, "Beta")
    press(page, "4")
    (kept,) = context.services.records.all(SkillRating)
    assert (kept.person, kept.note) == (None, "")
    QTest.keyClicks(page.view.why, "About beta")
    assert page.show_record(first)
    assert (page.view.by.value(), page.view.why.value()) in ((None, ""), ("", ""))
    QTest.keyClicks(page.view.by, "Me")
    QTest.keyClick(page.view.by, RETURN)
    press(page, "2")
    assert context.services.records.all(Person) == ()
    assert {one.rated_by for one in context.services.records.all(SkillRating)} == {"self"}


def test_a_set_is_taken_up_from_its_menu(page: SkillsPage) -> None:
    page.sets_menu.aboutToShow.emit()
    action = next(one for one in page.sets_menu.actions() if one.text() == "Six clinical areas")
    action.trigger()
    assert headings(page) == ["Six clinical areas"]
    assert len(cards(page)) == 6
    page.sets_menu.aboutToShow.emit()
    assert not next(one for one in page.sets_menu.actions() if one.text() == "Six clinical areas").isEnabled()
    page.filter.set_value("gaps")
    page.refilter()
    assert cards(page) == []


def test_who_noticed_it_is_typed_and_taken_out(page: SkillsPage, context: Context, qtbot: QtBot) -> None:
    begin(page, qtbot)
    QTest.keyClicks(page.view.who.field, "Helena Brandt")
    QTest.keyClick(page.view.who.field, RETURN)
    kept = context.services.records.get(Skill, page.saver.record_id)
    assert [one.title for one in context.services.records.all(Person)] == ["Helena Brandt"]
    assert (kept.strength, len(kept.noticed_by)) == (True, 1)
    page.view.who.rows.rows()[0].remove.click()  # type: ignore[attr-defined]
    assert context.services.records.get(Skill, page.saver.record_id).noticed_by == ()


def test_a_rating_is_shown_with_its_skill(page: SkillsPage, context: Context) -> None:
    skill = context.services.records.save(Skill(title="Statistics"))
    rating = context.services.skills.rate(skill.id, 2, DAY)
    assert page.show_record(rating.id)
    assert page.saver.record_id == skill.id
    frame = context.services.skills.take_up("mentoring_own")
    assert page.show_record(frame.id)
    assert page.view.caption.text().startswith("Being a mentor")


def test_every_control_has_a_name_and_fits_at_twice_the_size(page: SkillsPage, qtbot: QtBot) -> None:
    begin(page, qtbot)
    press(page, "2")
    assert unnamed_controls(page) == []
    wait_until_it_fits(page, 2.0, qtbot)
