"""Reports for a screen reader: every control is called by a name, in every state of the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.layout_editor import LayoutDialog
from mentorjournal.gui.pages.reports import ReportsPage
from mentorjournal.gui.pages.reports_handed_out import HandedOutPage
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Manifest, Person
from mentorjournal.services.bundle import Services
from tests.gui.pages.report_steps import group, line, shown, step, unfold
from tests.services.reporting_journal import DAY, consented, page


def unnamed(root: QWidget) -> list[str]:
    """Controls that take the focus, hidden ones too, and have no name."""
    wrong = []
    for widget in root.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or type(widget) is QScrollArea:
            continue
        if widget.window() is not root.window():
            continue  # the list a drop-down opens is named by its field
        if widget.focusProxy() is not None or widget.objectName().startswith("qt_"):
            continue
        found = QAccessible.queryAccessibleInterface(widget)
        if not found.text(QAccessible.Text.Name).strip():
            above = widget.parentWidget()
            wrong.append(f"{type(widget).__name__} in {type(above).__name__}")
    return wrong


def test_every_control_has_a_name_before_anything_is_drawn(context: Context, qtbot: QtBot) -> None:
    reports = ReportsPage(context)
    qtbot.addWidget(reports)
    assert unnamed(reports) == []


def test_every_control_has_a_name_with_a_record_picked(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    services.records.save(consented("Dr Helena Brandt"))
    services.records.save(page("With Helena", "She asked twice."))
    silence = services.records.save(page("The long silence", "I waited."))
    services.records.save(page("For me alone", "x", visibility="private"))
    reports = shown(context, qtbot)
    assert unnamed(reports) == []
    line(reports, reports.form.selection.model.row_of(silence.id))
    assert reports.form.selection.strip.open.accessibleName() == "Open: The long silence"
    assert reports.form.selection.strip.whole.accessibleName() == "Print it whole: The long silence"
    assert group(reports, "reflections").data(Qt.ItemDataRole.AccessibleTextRole)
    unfold(reports, "reflections")
    hidden = next(item for item in reports.form.selection.model.items if item.title == "For me alone")
    line(reports, reports.form.selection.model.row_of(hidden.id))
    assert reports.form.selection.strip.allow.accessibleName() == "Allow in reports: For me alone"
    assert unnamed(reports) == []


def test_every_control_of_the_review_the_log_and_the_layouts_has_a_name(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    services.records.save(Person(title="Ravi Menon"))
    services.records.save(page("A visit", "Ravi Menon met Hannah Lindqvist. Hannah Lindqvist laughed."))
    items = (Section("", "Meeting", "12"),)
    services.records.save(Manifest(title="Review", document="progress", date=DAY, items=items))
    reports = shown(context, qtbot)
    step(reports, "review")
    assert unnamed(reports) == []
    assert reports.show_view("handed_out", "")
    log = reports.views.page("handed_out")
    assert isinstance(log, HandedOutPage)
    assert unnamed(log) == []
    assert log.view.title.text() == "Review"
    dialog = LayoutDialog(context, "progress", "", reports)
    qtbot.addWidget(dialog)
    # The message line's own link has its words, and with them its name, once there is a message.
    assert [name for name in unnamed(dialog) if "MessageBar" not in name] == []
