"""A form for somebody else: what is on it at the left, the page itself at the right, saved or printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mentorjournal import settings
from mentorjournal.gui.dialogs.kept import AskingDialog
from mentorjournal.gui.file_names import ask_pdf_path, pdf_name
from mentorjournal.gui.pages.reports_paper import PaperWork, printer_for
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.fields import FormRow
from mentorjournal.gui.widgets.pdf_preview import PdfPreview
from mentorjournal.gui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from mentorjournal.errors import JournalError
    from mentorjournal.gui.context import Context
    from mentorjournal.reports.blocks import Document, Paper
    from mentorjournal.services.forms.desk import Hand
    from mentorjournal.services.reporting.pages import PageSize, Raster

PAUSE_MS = 250
LEFT, PREVIEW, HEIGHT = 330, 380, 470
SHARE_OF_SCREEN = 0.62


@dataclass(frozen=True)
class _Page:
    """The page as it would be: its bytes, sizes and words."""

    number: int
    data: bytes
    sizes: tuple[PageSize, ...]
    texts: tuple[str, ...]


class FormDialog(AskingDialog):
    """Subclasses put rows into `column`, call `changed` when one is edited, and say how the form is made."""

    def __init__(self, context: Context, title: str, parent: QWidget | None, *, intro: str) -> None:
        super().__init__(title, parent, width=LEFT + PREVIEW + 60, intro=intro)
        self.context = context
        self._gone = False
        self._at_rest: object = None
        self._leaving: object = None
        self._number = 0
        self._shown = b""
        self._target = ""
        self._printer: QPrinter | None = None
        paper = settings.load().paper
        self.paper = Segmented((("a4", "A4"), ("letter", self.tr("Letter"))), paper, self.tr("Paper"))
        self.preview = PdfPreview(self._draw)
        self.preview.records.hide()
        self.save = PrimaryButton(self.tr("Save PDF…"), "export")
        self.print = QuietButton(self.tr("Print…"), "print")
        self.close_button = QuietButton(self.tr("Close"))
        self.work = PaperWork(context, self)
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._soon.timeout.connect(self._draw_page)
        self._lay_out()
        self._connect()

    # What a form says

    def wanted(self) -> Callable[[], Document]:
        """What makes the page of what is filled in now; it runs on the worker. Raises JournalError there."""
        raise NotImplementedError

    def handing_out(self) -> Callable[[Hand], object]:
        """What hands the form out as it is now and keeps that; it runs on the worker."""
        raise NotImplementedError

    def file_name(self) -> str:
        """What the file is about."""
        raise NotImplementedError

    def settled(self) -> bool:
        """Whether every field can be read; a wrong one says so itself."""
        return True

    def after_handing_out(self, kept: object) -> str:
        """What is said once the form is out; `kept` is what `handing_out` gave."""
        raise NotImplementedError

    def touched(self) -> bool:
        """Something is filled in that was neither saved nor printed."""
        return not self.context.read_only and self.given() != self._at_rest

    def warning(self) -> str:
        """That it would be lost."""
        return self.tr("What you filled in is not saved or printed yet. Close again to leave it out.")

    # The frame

    def _lay_out(self) -> None:
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 10, 0)
        self.column.setSpacing(12)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        room = round(self.screen().availableGeometry().height() * SHARE_OF_SCREEN)
        area.setMinimumHeight(min(scaled(HEIGHT), room))
        area.setMinimumWidth(scaled(LEFT) // 2)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(area, LEFT)
        row.addWidget(self.preview, PREVIEW)
        self.body.addLayout(row, 1)
        for button in (self.save, self.print, self.close_button):
            button.setAutoDefault(False)
        self.add_button(self.close_button)
        self.add_button(self.print)
        self.add_button(self.save)
        for button in (self.save, self.print):
            button.setDisabled(bool(self.context.read_only))
            button.setToolTip(self.context.read_only)

    def finish_column(self) -> None:
        """Called by a subclass when its rows are in: the paper, and the first page."""
        self.column.addWidget(FormRow(self.tr("Paper"), self.paper))
        self.column.addStretch(1)
        self._at_rest = self.given()
        self._draw_page()

    def _connect(self) -> None:
        self.paper.edited.connect(lambda _key: self.changed())
        self.save.clicked.connect(self.ask_path)
        self.print.clicked.connect(self.ask_printer)
        self.close_button.clicked.connect(self.reject)
        self.work.finished.connect(self._told)

    def size_of_paper(self) -> Paper:
        """The paper chosen."""
        return "letter" if self.paper.value() == "letter" else "a4"

    def done(self, result: int) -> None:
        """What is still drawn is not heard any more."""
        self._gone = True
        self._soon.stop()
        super().done(result)

    # The page

    def changed(self) -> None:
        """Something is filled in otherwise: the page follows once the reader pauses."""
        self._soon.start()

    def _draw_page(self) -> None:
        make, forms, paper = self.wanted(), self.context.services.forms, self.size_of_paper()
        self._number += 1
        number = self._number

        def work(_task: object) -> _Page:
            from mentorjournal.services.reporting.pages import page_sizes, page_texts

            data = forms.pdf(make(), paper)
            return _Page(number, data, page_sizes(data), page_texts(data))

        self.context.tasks.start(work, self._show_page, self._show_trouble)

    @Slot(object)
    def _show_page(self, page: _Page) -> None:
        if self._gone or page.number != self._number:
            return
        self._shown = page.data
        self.preview.show_pages(page.sizes)
        self.preview.view.set_pages(page.sizes, page.texts)

    @Slot(object)
    def _show_trouble(self, error: JournalError) -> None:
        if not self._gone:
            self.preview.show_words(error.message)

    def _draw(self, number: int, scale: float, take: Callable[[Raster], None]) -> None:
        data = self._shown

        def work(_task: object) -> Raster:
            from mentorjournal.services.reporting.pages import page_picture

            return page_picture(data, number, scale)

        def give(raster: Raster) -> None:
            if not self._gone:
                take(raster)

        self.context.tasks.start(work, give)

    # Out

    def ask_path(self) -> None:
        """Ask where to save the form."""
        name = pdf_name(self.file_name())
        ask_pdf_path(self, self.tr("Save the form"), name, self.save_to)

    def save_to(self, path: str) -> None:
        """Save the form, and keep that it is out; where it cannot be saved nothing is kept."""
        if not self._may_go_out():
            return
        target, forms, paper = Path(path), self.context.services.forms, self.size_of_paper()
        hand_out = self.handing_out()
        self._target, self._leaving = target.name, self.given()
        self._hold(held=True)
        self.context.tasks.start(
            lambda _task: hand_out(forms.save_to(target, paper)), self._saved, self._failed
        )

    def ask_printer(self) -> None:
        """Ask which printer the form goes to."""
        from PySide6.QtPrintSupport import QPrintDialog

        if not self._may_go_out():
            return
        self._printer = printer_for(self.size_of_paper())
        dialog = QPrintDialog(self._printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Print the form"))
        dialog.accepted.connect(self.print_it)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def print_it(self) -> None:
        """Keep that the form is out, and print it on the printer chosen."""
        from mentorjournal.services.forms import Out

        forms, paper, hand_out = self.context.services.forms, self.size_of_paper(), self.handing_out()
        self._target, self._leaving = "", self.given()
        self._hold(held=True)
        drawn: list[bytes] = []

        def hand(document: Document) -> Out:
            drawn.append(forms.pdf(document, paper))
            return Out("", drawn[0])

        def work(_task: object) -> tuple[object, bytes]:
            return hand_out(hand), drawn[0]

        self.context.tasks.start(work, self._print_now, self._failed)

    def _may_go_out(self) -> bool:
        return not self.context.read_only and self.save.isEnabled() and self.settled()

    @Slot(object)
    def _saved(self, kept: object) -> None:
        self._at_rest = self._leaving
        self._hold(held=False)
        self._told("ok", f"{self.tr('Saved {0}.').format(self._target)} {self.after_handing_out(kept)}")
        if not self._gone:
            self.close_button.setFocus()

    @Slot(object)
    def _print_now(self, made: tuple[object, bytes]) -> None:
        self._at_rest = self._leaving
        self._hold(held=False)
        said = self.after_handing_out(made[0])
        if not self._gone and self._printer is not None:
            self.say(said, "ok")
            self.work.print_document(made[1], self._printer)

    @Slot(object)
    def _failed(self, error: JournalError) -> None:
        self._hold(held=False)
        self._told("error", error.message)

    def _told(self, kind: str, text: str) -> None:
        if self._gone:
            self.context.navigator.tell(kind, text)
        else:
            self.say(text, kind)

    def _hold(self, *, held: bool) -> None:
        if not self._gone:
            for button in (self.save, self.print):
                button.setDisabled(held or bool(self.context.read_only))
