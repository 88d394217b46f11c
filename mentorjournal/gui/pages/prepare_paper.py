"""A brief into a file or to a printer, and what of it has no room on the page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from mentorjournal import settings
from mentorjournal.errors import JournalError
from mentorjournal.gui.file_names import ask_pdf_path, pdf_name
from mentorjournal.gui.pages.reports_paper import PaperWork, printer_for
from mentorjournal.services.preparing import Brief

if TYPE_CHECKING:
    from mentorjournal.gui.bridge import Task
    from mentorjournal.gui.context import Context
    from mentorjournal.services.handing_out import Handed
    from mentorjournal.services.preparing.paper import OnePage

PAUSE_MS = 400


class PreparePaper(QObject):
    """`measured` carries the lines that a page has no room for."""

    measured = Signal(object)

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._brief: Brief | None = None
        self.paper = settings.load().paper
        self.work = PaperWork(context, self)
        self.work.finished.connect(context.navigator.tell)
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._soon.timeout.connect(self._measure)

    def show_brief(self, brief: Brief) -> None:
        """What is shown now; it is measured once the reader pauses."""
        self._brief = brief
        self._soon.start()

    def stop(self) -> None:
        """Nobody looks: measure nothing."""
        self._soon.stop()

    def _measure(self) -> None:
        brief = self._brief
        if brief is None or brief.confidential:
            self.measured.emit(())
            return
        prepare = self._context.services.preparing

        def work(_: Task) -> OnePage:
            return prepare.page(brief, self.paper)

        def done(page: OnePage) -> None:
            if brief is self._brief:
                self.measured.emit(page.also)

        self._context.tasks.start(work, done, lambda _error: self.measured.emit(()))

    def ask_path(self, name: str, meetings: Sequence[str]) -> None:
        """Ask where to save the briefs of these meetings; `name` says what the file is about."""
        file_name = pdf_name(name)
        ask_pdf_path(self._page, self.tr("Save brief"), file_name, lambda path: self.save_to(path, meetings))

    def save_to(self, path: str, meetings: Sequence[str]) -> None:
        """Save the briefs of these meetings as one PDF, a page each, as the journal is now."""
        prepare, target = self._context.services.preparing, Path(path)
        today = self._context.today()

        def work(_: Task) -> int:
            return prepare.save([prepare.brief(key, today) for key in meetings], target, self.paper)

        def done(pages: int) -> None:
            words = self.tr("Saved {0}, {1} pages.") if pages > 1 else self.tr("Saved {0}, one page.")
            self._context.navigator.tell("ok", words.format(target.name, pages))

        self._context.tasks.start(work, done, self._tell_error)

    def ask_printer(self) -> None:
        """Ask which printer the brief shown goes to."""
        brief = self._brief
        if brief is None:
            return
        prepare = self._context.services.preparing
        paper, where = self.paper, self.tr("on paper")

        def work(_: Task) -> tuple[bytes, Handed]:
            page = prepare.page(brief, paper)
            return page.pdf, prepare.handed(brief, page, where, paper)

        self._context.tasks.start(work, self._ask_printer_for, self._tell_error)

    def _ask_printer_for(self, drawn: tuple[bytes, Handed]) -> None:
        from PySide6.QtPrintSupport import QPrintDialog

        printer = printer_for(self.paper)
        dialog = QPrintDialog(printer, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Print brief"))
        dialog.accepted.connect(lambda: self.work.print_document(drawn[0], printer, drawn[1]))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def _tell_error(self, error: JournalError) -> None:
        self._context.navigator.tell("error", error.message)
