"""The filters of the timeline, and what other kinds of records show in the journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.journal import JournalPage
from mentorjournal.gui.pages.journal_activity import ActivityView
from mentorjournal.gui.pages.journal_insight import InsightView
from mentorjournal.gui.pages.journal_popups import DatesPopup, PickPopup
from mentorjournal.gui.pages.journal_summary import SummaryView
from mentorjournal.gui.widgets.chips import Chip, TagChip
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.model.fields import Section
from mentorjournal.model.rows import Filter
from mentorjournal.model.types import (
    Activity,
    Feedback,
    Goal,
    Insight,
    Meeting,
    Opportunity,
    Person,
    Reflection,
    Relationship,
)
from mentorjournal.services.bundle import Services

DAY = dt.date(2026, 4, 14)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(services: Services, context: Context, qtbot: QtBot) -> Iterator[JournalPage]:
    helena = services.records.save(Person(title="Helena Brandt"))
    save = services.records.save
    save(Reflection(title="Silence", date=DAY, people=(helena.id,), starred=True))
    save(Reflection(title="Speed", date=DAY - dt.timedelta(days=200), visibility="exportable"))
    save(Meeting(title="With Helena", date=DAY - dt.timedelta(days=2), people=(helena.id,)))
    save(Feedback(title="On my slides", date=DAY - dt.timedelta(days=3)))
    save(Insight(title="Waiting teaches", date=DAY - dt.timedelta(days=4)))
    save(Goal(title="Present with a plan", date=DAY - dt.timedelta(days=5), why="Because **I** freeze"))
    save(Activity(title="Poster day", date=DAY - dt.timedelta(days=6), hours=3))
    page = JournalPage(context)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    with qtbot.waitExposed(page):
        page.show()
    yield page
    page.flush()


def listed(page: JournalPage) -> list[str]:
    model = page.list.model
    rows = [model.index(n) for n in range(model.rowCount())]
    return [str(index.data()) for index in rows if index.data(model.IdRole)]


def press_chip(page: JournalPage, text: str, qtbot: QtBot) -> None:
    chip = next(chip for chip in page.list.filters.findChildren(Chip) if chip.text() == text)
    QTest.mouseClick(chip, LEFT)


def press_menu(menu: QMenu, text: str, qtbot: QtBot) -> None:
    action = next(action for action in menu.actions() if action.text() == text)
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())


def active(page: JournalPage) -> list[TagChip]:
    return [chip for chip in page.list.filters.findChildren(TagChip) if not chip.isHidden()]


def choose(page: JournalPage, title: str, qtbot: QtBot) -> str:
    view, model = page.list.view, page.list.model
    index = next(model.index(n) for n in range(model.rowCount()) if model.index(n).data() == title)
    view.scrollTo(index)
    QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
    return str(index.data(model.IdRole))


def test_chips_narrow_the_list_and_all_lifts_them(page: JournalPage, qtbot: QtBot) -> None:
    press_chip(page, "Meetings", qtbot)
    assert listed(page) == ["With Helena"]
    press_chip(page, "Feedback", qtbot)
    assert listed(page) == ["With Helena", "On my slides"]
    press_chip(page, "Meetings", qtbot)
    assert listed(page) == ["On my slides"]
    press_chip(page, "All", qtbot)
    assert len(listed(page)) == 7


def test_more_kinds_come_from_the_menu_and_go_by_their_chip(page: JournalPage, qtbot: QtBot) -> None:
    press_chip(page, "More", qtbot)
    press_menu(page.list.filters.menu(), "Insights", qtbot)
    assert listed(page) == ["Waiting teaches"]
    (chip,) = active(page)
    assert chip.text() == "Insights"
    chip.setFocus()
    focused = chip.focusProxy()
    assert focused is not None
    QTest.mouseClick(focused, LEFT)
    assert active(page) == []
    assert len(listed(page)) == 7


def test_starred(page: JournalPage, qtbot: QtBot) -> None:
    press_chip(page, "More", qtbot)
    press_menu(page.list.filters.menu(), "Starred", qtbot)
    assert listed(page) == ["Silence"]


def test_a_person_is_found_by_typing(page: JournalPage, qtbot: QtBot) -> None:
    press_chip(page, "More", qtbot)
    press_menu(page.list.filters.menu(), "Person…", qtbot)
    (popup,) = page.findChildren(PickPopup)
    QTest.keyClicks(popup.input, "hel")
    QTest.keyClick(popup.input, Qt.Key.Key_Return)
    assert listed(page) == ["Silence", "With Helena"]
    assert [chip.text() for chip in active(page)] == ["Helena Brandt"]


def test_a_span_of_days(page: JournalPage, qtbot: QtBot) -> None:
    press_chip(page, "More", qtbot)
    press_menu(page.list.filters.menu(), "Dates…", qtbot)
    (popup,) = page.findChildren(DatesPopup)
    QTest.keyClicks(popup.until, "1 Jan 2026")
    QTest.keyClick(popup.until, Qt.Key.Key_Return)
    popup.close()
    assert listed(page) == ["Speed"]
    assert [chip.text() for chip in active(page)] == ["– 1 Jan 2026"]


def test_a_filter_that_nothing_fits_says_so(page: JournalPage, qtbot: QtBot) -> None:
    page.list.filters.set_value(Filter(starred=True))
    press_chip(page, "Meetings", qtbot)
    assert listed(page) == []
    assert page.list.nothing.isVisible()
    assert page.list.nothing.text() == "Nothing fits these filters."


def test_an_insight_is_written_and_becomes_an_action(
    page: JournalPage, services: Services, qtbot: QtBot
) -> None:
    record_id = choose(page, "Waiting teaches", qtbot)
    view = page.desk.view
    assert isinstance(view, InsightView)
    QTest.keyClicks(view.detail, "Seen twice this week")
    assert page.flush()
    assert services.records.get(Insight, record_id).detail == "Seen twice this week"
    QTest.mouseClick(view.chain.buttons["action"], LEFT)
    (owned,) = services.actions.following(record_id)
    assert owned.item.title == "Waiting teaches"
    assert len(view.chain.below.rows()) == 1


def test_an_action_made_elsewhere_shows_below_its_insight(
    page: JournalPage, services: Services, qtbot: QtBot
) -> None:
    record_id = choose(page, "Waiting teaches", qtbot)
    view = page.desk.view
    assert isinstance(view, InsightView)
    assert view.chain.below.rows() == ()
    services.actions.add("Wait five seconds", source=record_id)
    assert len(view.chain.below.rows()) == 1


def test_an_insight_says_where_it_came_from(page: JournalPage, services: Services, qtbot: QtBot) -> None:
    record_id = choose(page, "Waiting teaches", qtbot)
    view = page.desk.view
    assert isinstance(view, InsightView)
    QTest.mouseClick(view.chain.ask, LEFT)
    (popup,) = view.findChildren(PickPopup)
    QTest.keyClicks(popup.input, "silence")
    QTest.keyClick(popup.input, Qt.Key.Key_Return)
    source = services.records.get(Insight, record_id).origin
    assert source is not None
    assert services.records.titles([source]) == {source: "Silence"}
    assert services.history.next_undo() == "Say where this came from: insight"


def test_an_activity_is_filled_in(page: JournalPage, services: Services, qtbot: QtBot) -> None:
    record_id = choose(page, "Poster day", qtbot)
    view = page.desk.view
    assert isinstance(view, ActivityView)
    view.hours.selectAll()
    QTest.keyClicks(view.hours, "4.5")
    QTest.keyClicks(view.role, "Presenter")
    QTest.keyClick(view.category, Qt.Key.Key_R)
    QTest.keyClicks(view.verified, "Dr Lim")
    assert page.flush()
    kept = services.records.get(Activity, record_id)
    assert (kept.hours, kept.role, kept.verified_by) == (4.5, "Presenter", "Dr Lim")
    assert kept.category == "research"


def test_research_names_my_part_and_training_says_so(
    page: JournalPage, services: Services, qtbot: QtBot
) -> None:
    tie = services.records.save(Relationship(title="Thesis mentor"))
    record_id = choose(page, "Poster day", qtbot)
    view = page.desk.view
    assert isinstance(view, ActivityView)
    part = view.part
    assert not part.credit.isVisible()
    QTest.keyClick(view.category, Qt.Key.Key_R)
    assert part.credit.isVisible()
    assert not part.training.isVisible()
    QTest.mouseClick(part.credit.chips["methodology"], LEFT)
    QTest.keyClick(part.relationship, Qt.Key.Key_T)
    kept = services.records.get(Activity, record_id)
    assert (kept.credit, kept.relationship) == (("methodology",), tie.id)
    assert services.history.undo() == "Change relationship"
    QTest.keyClick(view.category, Qt.Key.Key_T)
    assert part.credit.isVisible(), "what was said before stays in sight"
    QTest.keyClick(part.training, Qt.Key.Key_Space)
    assert services.records.get(Activity, record_id).trains_mentoring


def test_hours_that_are_none_keep_the_old_ones(page: JournalPage, services: Services, qtbot: QtBot) -> None:
    record_id = choose(page, "Poster day", qtbot)
    view = page.desk.view
    assert isinstance(view, ActivityView)
    view.hours.selectAll()
    QTest.keyClicks(view.hours, "many")
    assert page.flush()
    assert view.hours.is_wrong()
    assert services.records.get(Activity, record_id).hours == 3


def test_a_goal_is_read_here_and_opened_in_its_place(page: JournalPage, qtbot: QtBot) -> None:
    record_id = choose(page, "Present with a plan", qtbot)
    view = page.desk.view
    assert isinstance(view, SummaryView)
    assert view.title.value() == "Present with a plan"
    assert view.open_button.text() == "Open in Goals"
    with qtbot.waitSignal(page.context.navigator.record_wanted) as wanted:
        QTest.mouseClick(view.open_button, LEFT)
    assert wanted.args == [record_id]


def test_a_chance_shows_its_lesson_and_leads_to_goals(
    page: JournalPage, services: Services, qtbot: QtBot
) -> None:
    lesson = "Narrow aims"
    record = services.records.save(
        Opportunity(title="Travel grant", date=DAY, stage="rejected", lesson=lesson)
    )
    page.show_record(record.id)
    view = page.desk.view
    assert isinstance(view, SummaryView)
    assert [part.value() for part in view.findChildren(MarkdownEdit) if part.isVisible()] == [lesson]
    assert view.open_button.text() == "Open in Goals"


def test_feedback_shows_what_was_said(page: JournalPage, services: Services, qtbot: QtBot) -> None:
    record = services.records.save(
        Feedback(title="Clear story", date=DAY, sections=(Section("what", "Keep", "The story"),))
    )
    page.show_record(record.id)
    view = page.desk.view
    assert isinstance(view, SummaryView)
    parts = [part for part in view.findChildren(MarkdownEdit) if part.isVisible()]
    assert [(part.accessibleName(), part.value(), part.isReadOnly()) for part in parts] == [
        ("Keep", "The story", True)
    ]


def test_a_template_is_chosen_for_a_new_entry(page: JournalPage, qtbot: QtBot) -> None:
    QTest.mouseClick(page.list.template_button, LEFT)
    press_menu(page.list.templates_menu(), "STAR with reflection", qtbot)
    record = page.desk.record
    assert isinstance(record, Reflection)
    assert (record.id, record.template) == ("", "star")
