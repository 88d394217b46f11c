"""What came out of a printer is noted, also where printing was stopped, and it is said."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.prepare_paper import PreparePaper
from mentorjournal.gui.pages.reports_paper import PaperWork, printer_for
from mentorjournal.model.types import Manifest, Meeting
from mentorjournal.services.bundle import Services
from mentorjournal.services.handing_out import Handed
from tests.services.award_journal import pdf

DAY = dt.date(2026, 4, 14)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def into(printer: QPrinter, target: Path) -> QPrinter:
    printer.setResolution(72)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    return printer


def test_printing_that_is_stopped_says_and_notes_what_was_sent(
    context: Context, services: Services, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    work = PaperWork(context, window)
    left = Handed(document="portfolio", title="Award", file_name="on paper", sha256="0" * 64, pages=4)

    def stop(words: str) -> None:
        if "page 3" in words:
            QTimer.singleShot(0, work.cancel)

    work.busy.connect(stop)
    with qtbot.waitSignal(work.finished) as told:
        work.print_document(pdf(4), into(printer_for("a4"), tmp_path / "out.pdf"), left)
    kind, words = told.args or ["", ""]
    assert kind == "info"
    assert "What was sent to the printer may still come out. Kept in" in words
    (noted,) = services.records.all(Manifest)
    assert noted.pages in (2, 3)


def test_a_brief_that_is_printed_is_noted(
    context: Context, services: Services, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    met = services.records.save(Meeting(title="Spring", date=DAY, status="planned"))
    paper = PreparePaper(context, window)
    paper.show_brief(services.preparing.brief(met.id, DAY))
    paper.ask_printer()
    qtbot.waitUntil(lambda: bool(window.findChildren(QPrintDialog)))
    (dialog,) = window.findChildren(QPrintDialog)
    into(dialog.printer(), tmp_path / "out.pdf")
    with qtbot.waitSignal(paper.work.finished):
        dialog.accepted.emit(dialog.printer())
    (noted,) = services.records.all(Manifest)
    assert (noted.document, noted.file_name, noted.pages) == ("brief", "on paper", 1)
    assert [part.tag for part in noted.items] == [met.id]
    dialog.close()
    paper.stop()
