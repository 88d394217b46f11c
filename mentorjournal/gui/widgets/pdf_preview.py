"""The preview panel: a document page by page, what is checked about it, and errors in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import IconButton
from mentorjournal.gui.widgets.labels import Badge, BadgeKind, SectionLabel, TextLabel
from mentorjournal.gui.widgets.pdf_view import PdfView
from mentorjournal.gui.widgets.styling import set_surface

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from mentorjournal.gui.widgets.pdf_passages import Passages
    from mentorjournal.gui.widgets.pdf_pictures import Draw
    from mentorjournal.services.reporting.pages import PageSize

MOST_LETTERS = 60


class PdfPreview(QWidget):
    """A PdfView below its page number, zoom buttons and badge; or a sentence instead.

    `opened` carries the id of a record on the page that the reader wants to see.
    """

    opened = Signal(str)

    def __init__(self, draw: Draw, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "window")
        # Said here, because the head on one line would ask for more than it needs on two.
        self.setMinimumWidth(240)
        self.view = PdfView(draw)
        self.badge = Badge()
        self._where = SectionLabel(self.tr("Preview"))
        self._words = TextLabel("", "muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setMaximumWidth(scaled(420))
        self.records = IconButton("list", self.tr("Records on this page"), small=True)
        self.zoom_out = IconButton("zoom-out", self.tr("Zoom out"), small=True)
        self.zoom_in = IconButton("zoom-in", self.tr("Zoom in"), small=True)
        self.fit = IconButton("fit-width", self.tr("Fit width"), small=True)
        self.zoom_out.clicked.connect(self.view.zoom_out)
        self.zoom_in.clicked.connect(self.view.zoom_in)
        self.fit.clicked.connect(self.view.fit_width)
        self.records.clicked.connect(self.offer_records)
        self.view.records_wanted.connect(self.offer_records)
        self.view.opened.connect(self.opened)
        self.view.page_changed.connect(self._show_page)
        self._lay_out()
        self.show_words("")

    def show_pages(self, sizes: Sequence[PageSize]) -> None:
        """Show a document; what it says comes later."""
        self._stack.setCurrentWidget(self.view)
        self.view.set_pages(sizes, ())
        for button in (self.zoom_in, self.zoom_out, self.fit):
            button.setEnabled(True)
        self.records.setEnabled(False)

    def show_first(self, size: PageSize) -> None:
        """Show a first page, while the others are drawn."""
        self.show_pages((size,))
        self._where.setText(self.tr("Preview, page 1"))

    def show_texts(self, texts: Sequence[str], passages: Passages) -> None:
        """Say what the pages say, and which records stand where."""
        self.view.set_words(texts, passages)
        self._show_page(self.view.page, len(texts))

    def offer_records(self) -> None:
        """A menu of the records on the page in sight, to open one."""
        found = self.view.passages.on(self.view.page)
        if not found:
            return
        menu = QMenu(self.records)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, title in found:
            words = title if len(title) <= MOST_LETTERS else f"{title[:MOST_LETTERS]}…"
            action = menu.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _=False, key=key: self.opened.emit(key))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.records.mapToGlobal(self.records.rect().bottomLeft()))

    def show_words(self, words: str) -> None:
        """Say why there is nothing to show."""
        self._words.setText(words)
        self._stack.setCurrentWidget(self._sentence)
        self.view.set_pages((), ())
        self.set_badge("", "quiet")
        for button in (self.records, self.zoom_in, self.zoom_out, self.fit):
            button.setEnabled(False)

    def words(self) -> str:
        """The sentence shown instead of pages, or ""."""
        return self._words.text() if self._stack.currentWidget() is self._sentence else ""

    def where(self) -> str:
        """Such as "Preview, page 3 of 9"."""
        return self._where.text()

    def set_badge(self, text: str, kind: BadgeKind, more: str = "") -> None:
        """Say what was checked; `more` is its tool tip."""
        self.badge.set_badge(text, kind)
        self.badge.setToolTip(more)
        self.badge.setAccessibleDescription(more)
        self._place_badge()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the badge has a line of its own."""
        super().resizeEvent(event)
        self._place_badge()

    def _place_badge(self) -> None:
        shown = (self.records, self.zoom_out, self.zoom_in, self.fit)
        icons = sum(button.sizeHint().width() + 4 for button in shown)
        needed = self._where.sizeHint().width() + icons + self.badge.sizeHint().width() + 60
        row = self._head if needed <= self.width() else self._below
        if row.indexOf(self.badge) < 0:
            row.addWidget(self.badge)

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.setSpacing(4)
        self._head.addWidget(self._where)
        self._head.addStretch(1)
        for widget in (self.records, self.zoom_out, self.zoom_in, self.fit):
            self._head.addWidget(widget)
        self._head.addSpacing(8)
        self._head.addWidget(self.badge)
        self._below = QHBoxLayout()
        self._below.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(16, 18, 16, 4)
        head.addLayout(self._head)
        head.addLayout(self._below)
        self._sentence = QWidget()
        inside = QHBoxLayout(self._sentence)
        inside.setContentsMargins(24, 24, 24, 24)
        inside.addStretch(1)
        inside.addWidget(self._words, 100)
        inside.addStretch(1)
        self._stack = QStackedWidget()
        set_surface(self._sentence, "window")
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._sentence)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _show_page(self, page: int, count: int) -> None:
        words = self.tr("Preview, page {page} of {count}")
        self.records.setEnabled(bool(self.view.passages.on(page)))
        self._where.setText(words.format(page=page, count=count) if count else self.tr("Preview"))
