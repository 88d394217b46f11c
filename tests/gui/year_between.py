"""What happens between the meetings of a year, and how the next one is prepared from it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mentorjournal.gui.inspector import Inspector
from mentorjournal.gui.pages.goals import GoalsPage
from mentorjournal.gui.pages.prepare import PreparePage
from mentorjournal.gui.pages.today import TodayPage
from mentorjournal.gui.widgets.brief_row import BriefRow
from mentorjournal.gui.widgets.rows import ActionRow
from mentorjournal.model.types import ActionItem, BriefLine, Goal, Milestone
from mentorjournal.reports.pdfium import alone
from tests.gui.shell import keys
from tests.gui.year_beginning import mentor_of
from tests.gui.year_meetings import choose, next_meeting
from tests.gui.year_of_mentoring import LEFT, RETURN, Year, type_into

CTRL = Qt.KeyboardModifier.ControlModifier


def set_a_goal(year: Year, title: str, milestone: str, person: str) -> None:
    """An aim with one milestone and its day, and somebody it is shared with."""
    keys(year.qtbot, year.session, Qt.Key.Key_3)
    page = year.session.window.page("goals")
    assert isinstance(page, GoalsPage)
    QTest.mouseClick(page.empty.button, LEFT)
    QTest.keyClicks(page.view.head.title, title)
    lines = page.view.milestone_rows
    type_into(lines.add_row.title, milestone)
    QTest.keyClick(lines.add_row.title, RETURN)
    assert page.flush()
    (inspector,) = page.findChildren(Inspector)
    type_into(inspector.people.input, person)
    QTest.keyClick(inspector.people.input, RETURN)
    assert [goal.people for goal in year.services.records.all(Goal)] == [(mentor_of(year).id,)]


def reach_the_milestone(year: Year) -> None:
    keys(year.qtbot, year.session, Qt.Key.Key_3)
    page = year.session.window.page("goals")
    assert isinstance(page, GoalsPage)
    (row,) = page.view.milestone_rows.rows()
    row.box.setFocus()
    QTest.keyClick(row.box, Qt.Key.Key_Space)
    assert page.flush()
    (milestone,) = year.services.records.all(Milestone)
    assert milestone.done_on == year.clock.today


def keep_the_promise(year: Year, title: str) -> None:
    """Tick an action of one's own on Today."""
    keys(year.qtbot, year.session, Qt.Key.Key_1)
    page = year.session.window.page("today")
    assert isinstance(page, TodayPage)
    year.qtbot.waitUntil(lambda: bool(_rows(page, title)))
    QTest.mouseClick(_rows(page, title)[0].box, LEFT)
    (kept,) = [action for action in year.services.records.all(ActionItem) if action.title == title]
    assert kept.done_on == year.clock.today


def _rows(page: TodayPage, title: str) -> list[ActionRow]:
    rows = page.findChildren(ActionRow)
    return [row for row in rows if row.label.text() == title and row.isVisibleTo(page)]


def prepare(year: Year) -> PreparePage:
    """The brief of the meeting ahead, gathered."""
    choose(year, next_meeting(year))
    page = year.view("meetings", "Prepare", PreparePage)
    year.qtbot.waitUntil(lambda: page.brief is not None, timeout=20_000)
    return page


def row_of(page: PreparePage, part: str, text: str) -> BriefRow:
    """The line of a part that says this."""
    (row,) = [row for row in page.view.parts[part].lines() if row.line.text == text]
    return row


def add_line(year: Year, page: PreparePage, part: str, text: str) -> None:
    """One more line, typed."""
    shown = page.view.parts[part]
    QTest.mouseClick(shown.add, LEFT)
    QTest.keyClicks(shown.field, text)
    QTest.keyClick(shown.field, RETURN)
    QTest.keyClick(shown.field, Qt.Key.Key_Escape)
    year.qtbot.waitUntil(lambda: any(row.line.text == text for row in shown.lines()))


def reword(year: Year, page: PreparePage, row: BriefRow, text: str) -> None:
    """F2, other words, Return."""
    part = page.view.parts[row.line.part]
    row.setFocus()
    QTest.keyClick(row.box, Qt.Key.Key_F2)
    QTest.keyClick(row.field, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(row.field, text)
    QTest.keyClick(row.field, RETURN)
    year.qtbot.waitUntil(lambda: any(shown.line.text == text for shown in part.lines()))


def leave_out(year: Year, page: PreparePage, row: BriefRow) -> None:
    """A line is unticked with the space bar."""
    assert row.line.ticked
    key, part = row.line.key, page.view.parts[row.line.part]
    row.box.setFocus()
    QTest.keyClick(row.box, Qt.Key.Key_Space)
    year.qtbot.waitUntil(lambda: (found := part.row_of(key)) is not None and not found.line.ticked)
    assert [line.ticked for line in year.services.records.all(BriefLine)].count("off") >= 1


def print_brief(
    year: Year, page: PreparePage, path: Path, present: Iterable[str], absent: Iterable[str]
) -> None:
    """Ctrl+S, and one page that holds what changed and nothing that is mine alone."""
    page.view.print_button.setFocus()
    QTest.keyClick(page.view.print_button, Qt.Key.Key_S, CTRL)
    year.save_file(path)
    with alone(), pypdfium2.PdfDocument(path) as document:
        assert len(document) == 1
        text = " ".join(document[0].get_textpage().get_text_bounded().split())
    for words in present:
        assert words in text, words
    for words in absent:
        assert words.casefold() not in text.casefold(), words
    assert all(words.casefold().encode() not in path.read_bytes().lower() for words in absent)
