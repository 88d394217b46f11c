"""From the first sentence to the paper: everything by mouse and keys, in the real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui.dialogs.first_run import FirstRunDialog
from mentorjournal.gui.inspector import Inspector
from mentorjournal.gui.pages.feedback import FeedbackPage
from mentorjournal.gui.pages.goals import GoalsPage
from mentorjournal.gui.pages.journal import JournalPage
from mentorjournal.gui.pages.journal_entry import EntryView
from mentorjournal.gui.pages.meetings import MeetingsPage
from mentorjournal.gui.pages.reports import ReportsPage
from mentorjournal.gui.pages.resources import ResourcesPage
from mentorjournal.gui.session import Session
from mentorjournal.gui.widgets.goal_ticks import TickList
from mentorjournal.model.types import Milestone
from mentorjournal.reports.pdfium import alone
from tests.gui.pages.report_steps import line, settled, step, unfold
from tests.gui.shell import click, dialog, journal_of, keys, search, texts

RETURN = Qt.Key.Key_Return


def begin(qtbot: QtBot, session: Session) -> None:
    """A journal of one's own, by the first dialog."""
    session.window.resize(1360, 850)
    session.begin(None)
    asked = dialog(qtbot, session, FirstRunDialog)
    QTest.keyClicks(asked.name, "Ilse Brandt")
    QTest.keyClick(asked.name, RETURN)
    assert journal_of(session).profile.owner().name == "Ilse Brandt"


def type_into(field: QWidget, text: str) -> None:
    """Click a field and type."""
    QTest.mouseClick(getattr(field, "viewport", lambda: field)(), Qt.MouseButton.LeftButton)
    QTest.keyClicks(field, text)


def add_lines(lines: TickList, *titles: str) -> None:
    """One line after the other, each with Return."""
    for title in titles:
        type_into(lines.add_row.title, title)
        QTest.keyClick(lines.add_row.title, RETURN)


def write_reflection(qtbot: QtBot, session: Session) -> None:
    keys(qtbot, session, Qt.Key.Key_2)
    page = session.window.page("journal")
    assert isinstance(page, JournalPage)
    click(qtbot, page.list, "New entry")
    view = page.desk.view
    assert isinstance(view, EntryView)
    type_into(view.title, "The long silence")
    QTest.keyClick(view.title, RETURN)
    type_into(view.sections.editors()[0], "I waited four seconds, and it helped.")
    assert page.flush()


def write_goal(qtbot: QtBot, session: Session) -> None:
    keys(qtbot, session, Qt.Key.Key_3)
    page = session.window.page("goals")
    assert isinstance(page, GoalsPage)
    QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.view.head.title, "Submit the case series")
    add_lines(page.view.milestone_rows, "Outline agreed by +20", "First full draft by +40")
    assert page.flush()


def write_feedback(qtbot: QtBot, session: Session) -> None:
    keys(qtbot, session, Qt.Key.Key_5)
    page = session.window.page("feedback")
    assert isinstance(page, FeedbackPage)
    QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.view.title, "Too many numbers on slide four")
    type_into(page.view.response, "Cut to two numbers.")
    assert page.flush()


def write_resource(qtbot: QtBot, session: Session) -> None:
    keys(qtbot, session, Qt.Key.Key_7)
    page = session.window.page("resources")
    assert isinstance(page, ResourcesPage)
    QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.view.title, "On reading slowly")
    type_into(page.view.texts["authors"], "Okafor, R.")
    assert page.flush()


def write_meeting(qtbot: QtBot, session: Session) -> None:
    keys(qtbot, session, Qt.Key.Key_4)
    page = session.window.page("meetings")
    assert isinstance(page, MeetingsPage)
    QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.view.title, "Monthly with Helena")
    add_lines(page.view.agenda, "The aims page")
    add_lines(page.view.agreed, "Send the aims page by +3", "Ask for the scanner hour by +5")
    assert page.flush()


Write = Callable[[QtBot, Session], None]
MADE: tuple[tuple[str, str, dict[str, int], Write], ...] = (
    ("journal", "The long silence", {"reflection": 1}, write_reflection),
    ("goals", "Submit the case series", {"goal": 1, "milestone": 2}, write_goal),
    ("feedback", "Too many numbers on slide four", {"feedback": 1}, write_feedback),
    ("resources", "On reading slowly", {"resource": 1}, write_resource),
    ("meetings", "Monthly with Helena", {"meeting": 1, "agenda_item": 1, "action": 2}, write_meeting),
)


def counts(session: Session, kinds: dict[str, int]) -> dict[str, int]:
    found = journal_of(session).records.counts()
    return {kind: found.get(kind, 0) for kind in kinds}


def undo_and_redo(qtbot: QtBot, session: Session, kinds: dict[str, int]) -> None:
    """Take everything of these kinds back with Ctrl+Z, from another place, and bring it again."""
    keys(qtbot, session, Qt.Key.Key_1)
    assert counts(session, kinds) == kinds
    steps = 0
    while any(counts(session, kinds).values()):
        keys(qtbot, session, Qt.Key.Key_Z)
        steps += 1
        assert steps < 20
    for _ in range(steps):
        keys(qtbot, session, Qt.Key.Key_Z, shift=True)
    assert counts(session, kinds) == kinds


def find_and_allow(qtbot: QtBot, session: Session, place: str, title: str) -> None:
    """Find a record by its words, see it where it is at home, and let it leave in reports."""
    search(qtbot, session, title[:-2].lower(), title)
    qtbot.waitUntil(lambda: session.window.place == place)
    page = session.window.page(place)
    assert title in list(texts(page))
    (inspector,) = page.findChildren(Inspector)
    if not inspector.isVisible():
        search(qtbot, session, "toggle insp", "Toggle inspector")
        qtbot.waitUntil(inspector.isVisible)
    click(qtbot, inspector.visibility, "Exportable")


def allow_milestones(qtbot: QtBot, session: Session, page: ReportsPage) -> None:
    """The milestones stayed private with the goal allowed; the page of reports asks for them."""
    first = journal_of(session).records.all(Milestone)[0]
    unfold(page, "goals")
    line(page, page.form.selection.model.row_of(first.id))
    with qtbot.waitSignal(page.previewer.ready, timeout=20_000):
        QTest.mouseClick(page.form.selection.strip.allow, Qt.MouseButton.LeftButton)


def save_report(qtbot: QtBot, session: Session, path: Path) -> None:
    keys(qtbot, session, Qt.Key.Key_0)
    page = session.window.page("reports")
    assert isinstance(page, ReportsPage)
    settled(page, qtbot)
    allow_milestones(qtbot, session, page)
    step(page, "purpose")
    type_into(page.form.purpose_part.purpose, "Annual review")
    settled(page, qtbot)
    QTest.mouseClick(page.desk.save_button, Qt.MouseButton.LeftButton)
    asked = dialog(qtbot, session, QFileDialog)
    (name,) = asked.findChildren(QLineEdit, "fileNameEdit")
    name.selectAll()
    QTest.keyClicks(name, str(path))
    QTest.keyClick(name, RETURN)
    qtbot.waitUntil(path.exists, timeout=20_000)
    qtbot.waitUntil(lambda: path.name in session.window.toast.text(), timeout=20_000)


def read(path: Path) -> str:
    """All text of a PDF, spaces made even."""
    with alone(), pypdfium2.PdfDocument(path) as document:
        pages = [document[number] for number in range(len(document))]
        found = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    return " ".join(found.split())


def test_what_a_year_holds_is_written_found_undone_and_handed_over(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    begin(qtbot, session)
    for place, title, kinds, write in MADE:
        write(qtbot, session)
        undo_and_redo(qtbot, session, kinds)
        find_and_allow(qtbot, session, place, title)
    services = journal_of(session)
    for kind in ("reflection", "goal", "feedback", "resource", "meeting"):
        (row,) = [row for row in services.timeline.latest(50) if row.type == kind]
        record = services.records.peek(row.id)
        assert record is not None
        assert record.visibility == "exportable", kind
    path = tmp_path / "review.pdf"
    save_report(qtbot, session, path)
    text = read(path)
    for words in (
        "Annual review",
        "Ilse Brandt",
        "The long silence",
        "I waited four seconds",
        "Submit the case series",
        "Outline agreed",
        "First full draft",
        "Too many numbers on slide four",
        "Cut to two numbers",
        "On reading slowly",
        "Monthly with Helena",
    ):
        assert words in text, words
