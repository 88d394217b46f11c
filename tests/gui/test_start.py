"""The window is there before the journal is."""

from __future__ import annotations

import subprocess
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui import start
from mentorjournal.gui.start import AfterFirstPaint


class Sheet(QWidget):
    """A child that says when it is painted."""

    def __init__(self, parent: QWidget, said: list[str]) -> None:
        super().__init__(parent)
        self._said = said

    def paintEvent(self, event: QPaintEvent) -> None:
        self._said.append("painted")


def test_the_journal_is_opened_once_and_after_the_window_is_painted(qtbot: QtBot) -> None:
    said: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)
    Sheet(window, said)
    AfterFirstPaint(window, lambda: said.append("begun"))
    window.show()
    qtbot.waitUntil(lambda: "begun" in said)
    assert said == ["painted", "begun"]
    window.repaint()
    assert said == ["painted", "begun", "painted"]


def test_the_journal_is_opened_though_nobody_sees_the_window(qtbot: QtBot) -> None:
    said: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)
    AfterFirstPaint(window, lambda: said.append("begun"))
    (timer,) = window.findChildren(QTimer)
    qtbot.waitUntil(timer.isActive)
    assert timer.interval() == start.UNSEEN_MS
    timer.start(1)
    qtbot.waitUntil(lambda: said == ["begun"])


def test_opening_a_journal_loads_nothing_that_it_does_not_need() -> None:
    """`difflib` and the like serve imports, comparing and papers, not the first page."""
    heavy = ("difflib", "alembic", "reportlab", "pikepdf", "pypdfium2", "yaml", "markdown_it")
    program = (
        "import sys\n"
        "from mentorjournal.services import opening\n"
        "from pathlib import Path\n"
        "import tempfile\n"
        "folder = tempfile.TemporaryDirectory()\n"
        "opening.create_services(Path(folder.name) / 'mine.mentorjournal').journal.close()\n"
        f"print(*(name for name in {heavy!r} if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_nothing_heavy_is_loaded_before_the_window_is_painted() -> None:
    heavy = ["sqlalchemy", "sqlcipher3", "alembic", "filelock", "reportlab", "pikepdf", "pypdfium2", "yaml"]
    heavy += ["click", "markdown_it", "PIL", "mentorjournal.model.types", "mentorjournal.storage"]
    program = (
        "import sys\n"
        "import mentorjournal.gui.start\n"
        f"print(*(name for name in {heavy!r} if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
