"""Bringing a report to paper: into a file, or page by page to a printer, with progress and a way to stop."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from mentorjournal.errors import Cancelled, JournalError, ReportError
from mentorjournal.gui.pages.reports_drawing import begun
from mentorjournal.services.handing_out import Handed, handed, sha256_of
from mentorjournal.services.reporting.pages import Raster, page_picture, page_sizes

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from mentorjournal.gui.bridge import Task
    from mentorjournal.gui.context import Context
    from mentorjournal.gui.pages.reports_choices import Choices
    from mentorjournal.services.reporting import Paper

MOST_DOTS = 600
"""Dots per inch of a printed page at most: 600 dots of A4 are 140 MB."""


class PaperWork(QObject):
    """Saves or prints one report at a time; `busy` tells progress in words, "" at the end."""

    busy = Signal(str)
    finished = Signal(str, str)
    """Kind and text of the message that ends the work."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._task: Task | None = None
        self._printing: _Printing | None = None
        self._left: Handed | None = None

    def running(self) -> bool:
        """Whether something is saved or printed."""
        return self._task is not None

    def cancel(self) -> None:
        """Stop; a file that was there before stays as it is."""
        if self._task is not None:
            self._task.cancel()

    def save(self, choices: Choices, path: Path, password: str = "") -> None:
        """Save what these choices make now as a PDF, and note that it left."""
        if self.running():
            return
        services, today = self._context.services, self._context.today()
        self.busy.emit(self.tr("Saving…"))

        def work(task: Task) -> tuple[int, str]:
            start = begun(services, choices, today, task.cancelled)
            made, options = start.made, start.options
            if made is None:
                raise ReportError(start.trouble)
            drawn = services.reporting.save_made(
                made,
                options.paper,
                path,
                lambda pages: task.progress.emit(pages, 0),
                task.cancelled,
                password,
            )
            left = handed(made, drawn, sha256_of(path), options, path.name, locked=bool(password))
            return drawn.pages, self._noted(left)

        def done(result: tuple[int, str]) -> None:
            pages, noted = result
            words = (
                self.tr("Saved {name}, {pages} pages.") if pages > 1 else self.tr("Saved {name}, one page.")
            )
            self._end("ok", f"{words.format(name=path.name, pages=pages)} {noted}")

        self._start(work, done)

    def _noted(self, left: Handed) -> str:
        """Note what left; what is to be said about it. On the worker."""
        try:
            kept = self._context.services.handing_out.note(left)
        except JournalError as error:
            return self.tr("It could not be noted in “What left”: {0}").format(error.message)
        if kept is None:
            return self.tr("The journal is open for reading only, so “What left” does not say so.")
        return self.tr("Kept in “What left”.")

    def print_document(self, data: bytes, printer: QPrinter, left: Handed | None = None) -> None:
        """Print a drawn PDF, each page as large as its paper, and note that it left where `left` says what it is."""
        if self.running():
            return
        self._left = left
        self._printing = _Printing(data, printer)
        if not self._printing.begin():
            self._printing = None
            self.finished.emit(
                "error", self.tr("The printer did not start. Nothing was printed; try another one.")
            )
            return
        self._print_next(0)

    def _print_next(self, number: int) -> None:
        printing = self._printing
        if printing is None:
            return
        if number == len(printing.sizes):
            printing.end()
            self._printing = None
            self._note_printed(self.tr("Printed {pages} pages.").format(pages=number))
            return
        words = self.tr("Printing page {page} of {count}…")
        self.busy.emit(words.format(page=number + 1, count=len(printing.sizes)))

        def drawn(raster: Raster) -> None:
            if self._task is not None and self._task.cancelled():
                self._failed(Cancelled(self.tr("Printing was stopped.")))
                return
            printing.page(number, raster)
            self._print_next(number + 1)

        data, scale = printing.data, printing.scale
        self._start(lambda _task: page_picture(data, number, scale), drawn)

    def _note_printed(self, words: str, kind: str = "ok") -> None:
        left = self._left
        if left is None:
            self._end(kind, words)
        else:
            self._start(lambda _task: self._noted(left), lambda noted: self._end(kind, f"{words} {noted}"))

    def _start(self, work: object, done: object) -> None:
        self._task = self._context.tasks.start(work, done, self._failed)  # type: ignore[arg-type]
        self._task.progress.connect(self._tell)

    def _tell(self, pages: int, _whole: int) -> None:
        self.busy.emit(self.tr("Page {page}…").format(page=pages))

    def _failed(self, error: JournalError) -> None:
        kind, words = "info" if isinstance(error, Cancelled) else "error", error.message
        printing, self._printing = self._printing, None
        if printing is not None:
            printing.abort()
        if printing is None or not printing.sent:
            self._end(kind, words)
            return
        if kind == "info":
            words = self.tr("Printing was stopped. What was sent to the printer may still come out.")
        if self._left is not None:
            self._left = replace(self._left, pages=printing.sent)
        self._note_printed(words, kind)

    def _end(self, kind: str, text: str) -> None:
        self._task = None
        self.busy.emit("")
        self.finished.emit(kind, text)


class _Printing:
    """One document on its way to one printer."""

    def __init__(self, data: bytes, printer: QPrinter) -> None:
        self.data = data
        self.sizes = page_sizes(data)
        self.sent = 0
        """How many pages the printer has."""
        self.scale = min(printer.resolution(), MOST_DOTS) / 72
        self._printer = printer
        self._painter = QPainter()

    def begin(self) -> bool:
        return self._painter.begin(self._printer)

    def page(self, number: int, raster: Raster) -> None:
        if number:
            self._printer.newPage()
        image = QImage(raster.data, raster.width, raster.height, raster.stride, QImage.Format.Format_RGB32)
        size, dots = self.sizes[number], self._printer.resolution() / 72
        self._painter.drawImage(QRectF(0, 0, size.width * dots, size.height * dots), image)
        self.sent = number + 1

    def end(self) -> None:
        self._painter.end()

    def abort(self) -> None:
        self._printer.abort()
        self._painter.end()


def printer_for(paper: Paper) -> QPrinter:
    """The default printer with this paper and no margins of its own, for the pages have theirs."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    size = QPageSize(QPageSize.PageSizeId.A4 if paper == "a4" else QPageSize.PageSizeId.Letter)
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    printer.setPageLayout(layout)
    printer.setFullPage(True)
    return printer
