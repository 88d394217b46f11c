"""A table's columns are shown with what they mean, changed by mouse and keys, and remembered."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from mentorjournal.gui.dialogs.import_files import ImportDialog
from mentorjournal.gui.dialogs.table_columns import TableColumnsDialog
from mentorjournal.gui.session import Session
from mentorjournal.model.types import Activity, Goal
from mentorjournal.services.opening import create_services
from tests.gui.shell import click, dialog, journal_of, no_dialog

HOURS = "Date,Hours,What\n03/04/2024,2,Aims\n05/06/2024,1,Draft\nsoon,1,Lost\n"


@pytest.fixture
def asked(qtbot: QtBot, session: Session, tmp_path: Path) -> ImportDialog:
    """The dialog over an empty journal."""
    create_services(tmp_path / "mine.mentorjournal").journal.close()
    assert session.open(tmp_path / "mine.mentorjournal")
    session.open_dialog("import")
    return dialog(qtbot, session, ImportDialog)


@pytest.fixture
def hours(tmp_path: Path) -> Path:
    path = tmp_path / "hours.csv"
    path.write_text(HOURS, "utf-8")
    return path


def look(qtbot: QtBot, asked: ImportDialog, path: Path) -> None:
    asked.look_at(path)
    settle(qtbot, asked)


def settle(qtbot: QtBot, asked: ImportDialog) -> None:
    qtbot.waitUntil(lambda: not asked.work.busy)


def columns(qtbot: QtBot, session: Session, asked: ImportDialog) -> TableColumnsDialog:
    click(qtbot, asked, "Columns…")
    return dialog(qtbot, session, TableColumnsDialog)


def rows(found: TableColumnsDialog) -> list[tuple[str, ...]]:
    table = found.rows
    cells = [[table.item(row, at) for at in range(4)] for row in range(table.rowCount())]
    return [tuple(cell.text() for cell in row if cell) for row in cells]


def choose(qtbot: QtBot, found: TableColumnsDialog, at: int, label: str) -> None:
    """Choose a meaning with the keys."""
    field = found.columns[at]
    field.setFocus()
    for _ in range(field.count()):
        if field.currentText() == label:
            return
        forward = field.findText(label) > field.currentIndex()
        QTest.keyClick(field, Qt.Key.Key_Down if forward else Qt.Key.Key_Up)


def test_a_table_is_shown_mapped_and_imported(
    qtbot: QtBot, session: Session, asked: ImportDialog, hours: Path
) -> None:
    look(qtbot, asked, hours)
    assert not asked.import_button.isEnabled()
    found = columns(qtbot, session, asked)
    assert not found.use.isEnabled()
    assert "both ways" in found.why.text()
    click(qtbot, found, "Month first")
    choose(qtbot, found, 2, "Title")
    assert rows(found) == [
        ("Activity", "2024-03-04", "2.00", "Aims"),
        ("Activity", "2024-05-06", "1.00", "Draft"),
    ]
    assert "line 4" in found.rows_say.text()
    click(qtbot, found, "Use these columns")
    settle(qtbot, asked)
    assert asked.import_button.isEnabled()
    click(qtbot, asked, asked.import_button.text())
    settle(qtbot, asked)
    made = journal_of(session).records.all(Activity)
    assert sorted((one.date, one.title) for one in made if one.date) == [
        (dt.date(2024, 3, 4), "Aims"),
        (dt.date(2024, 5, 6), "Draft"),
    ]
    hours.write_text(HOURS.replace("Aims", "More aims"), "utf-8")
    look(qtbot, asked, hours)
    again = columns(qtbot, session, asked)
    assert [field.value() for field in again.columns] == ["date", "hours", "title"]
    assert again.order.value() == "month first"


def test_what_the_rows_are_is_chosen_and_cancel_changes_nothing(
    qtbot: QtBot, session: Session, asked: ImportDialog, tmp_path: Path
) -> None:
    path = tmp_path / "plans.csv"
    path.write_text("Title,Text,Date\nAims,Smaller,2024-05-01\n", "utf-8")
    look(qtbot, asked, path)
    found = columns(qtbot, session, asked)
    click(qtbot, found, "Goals and habits")
    assert rows(found) == [("Goal", "2024-05-01", "", "Aims")]
    click(qtbot, found, "Cancel")
    qtbot.waitUntil(lambda: no_dialog(session, TableColumnsDialog))
    found = columns(qtbot, session, asked)
    assert found.target.value() == "notes"
    click(qtbot, found, "Goals and habits")
    click(qtbot, found, "Use these columns")
    settle(qtbot, asked)
    click(qtbot, asked, asked.import_button.text())
    settle(qtbot, asked)
    assert [goal.title for goal in journal_of(session).records.all(Goal)] == ["Aims"]


def test_decimals_are_chosen(qtbot: QtBot, session: Session, asked: ImportDialog, tmp_path: Path) -> None:
    path = tmp_path / "h.csv"
    path.write_text('Date,Hours\n2024-05-01,"1,500"\n', "utf-8")
    look(qtbot, asked, path)
    found = columns(qtbot, session, asked)
    assert [row[2] for row in rows(found)] == ["1.50"]
    click(qtbot, found, "Point")
    assert [row[2] for row in rows(found)] == ["1500.00"]


def test_nothing_at_all_stops_an_import_with_problems(
    qtbot: QtBot, session: Session, asked: ImportDialog, tmp_path: Path
) -> None:
    path = tmp_path / "h.csv"
    path.write_text("Date,Hours\n2024-05-01,1\nsoon,1\n", "utf-8")
    assert asked.whole.isHidden()
    look(qtbot, asked, path)
    assert not asked.whole.isHidden()
    assert asked.import_button.isEnabled()
    click(qtbot, asked, "Nothing at all")
    assert not asked.import_button.isEnabled()
    QTest.keyClick(asked.whole.choice.findChildren(QAbstractButton)[1], Qt.Key.Key_Left)
    assert asked.import_button.isEnabled()
    click(qtbot, asked, asked.import_button.text())
    settle(qtbot, asked)
    assert journal_of(session).records.counts() == {"activity": 1}


def test_the_program_can_be_said(qtbot: QtBot, asked: ImportDialog, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Dear diary, a page without a date", "utf-8")
    look(qtbot, asked, path)
    assert "no dated entries" in asked.message.text()
    field = asked.program
    field.setFocus()
    for _ in range(field.findData("markdown")):
        QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == "markdown"
    qtbot.waitUntil(lambda: "Markdown notes: 1 found" in asked.counts.text())
    settle(qtbot, asked)
    assert asked.import_button.isEnabled()
    assert asked.columns.isHidden()


def test_files_the_export_has_not_are_counted_and_named(
    qtbot: QtBot, asked: ImportDialog, tmp_path: Path
) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.md").write_text("---\ndate: 2024-01-01\n---\n# Aims\n\n![](gone.png)\n", "utf-8")
    look(qtbot, asked, folder)
    assert "1 file is missing" in asked.counts.text()
    assert "gone.png" in asked.problems.toPlainText()
