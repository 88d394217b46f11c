"""The portfolio of a scheme as it would leave, beside its claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.pages.reports_choices import Choices
from mentorjournal.gui.pages.reports_drawing import Check, Preview
from mentorjournal.gui.pages.reports_preview import Previewer
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.pdf_passages import Passages
from mentorjournal.gui.widgets.pdf_preview import PdfPreview
from mentorjournal.gui.widgets.styling import set_surface
from mentorjournal.services.reporting.pages import page_sizes

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from mentorjournal.gui.context import Context

PORTFOLIO = "portfolio"


class AwardPreview(QWidget):
    """Draws on the worker, and only while it is seen. `opened` carries the id of a record on the page,
    `allow_wanted` asks to look through what may not leave yet."""

    opened = Signal(str)
    allow_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "window")
        self._scheme_id = ""
        self._stale = True
        self._stays: tuple[str, ...] = ()
        self.previewer = Previewer(context, self._wanted, self)
        self.paper = PdfPreview(self.previewer.picture)
        self.allow = QuietButton(self.tr("Let this scheme leave in reports…"), "export")
        self.allow.setDisabled(bool(context.read_only))
        self.allow.setToolTip(context.read_only)
        self.allow.clicked.connect(self.allow_wanted)
        self.paper.opened.connect(self.opened)
        self.previewer.begun.connect(self._show_cover)
        self.previewer.ready.connect(self._show)
        self.previewer.checked.connect(self._show_check)
        self.previewer.failed.connect(self.paper.show_words)
        self.closed = TextLabel(
            self.tr("Nothing of this scheme may leave the journal yet, so there are no pages."),
            "muted",
            wrap=True,
        )
        self.closed.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.closed.setContentsMargins(24, 0, 24, 6)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(0)
        self._column.addWidget(self.paper, 1)
        self._column.addWidget(self.closed)
        self._column.addSpacing(8)
        self._column.addWidget(self.allow, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(18)
        self._column.addStretch(0)
        self.closed.hide()
        self.allow.hide()

    def show_scheme(self, scheme_id: str, stays: tuple[str, ...] = ()) -> None:
        """Show the portfolio of this scheme as the journal stands now; `stays` are the ids of what may not
        leave yet: the scheme itself, claims of it, or what shows them."""
        self._stays = stays
        self.allow.setHidden(not self._stays)
        self._show_closed(on=scheme_id in stays)
        if scheme_id in stays:
            self.allow.setText(self.tr("Let this scheme leave in reports…"))
        elif len(stays) == 1:
            self.allow.setText(self.tr("Let one more piece leave…"))
        else:
            self.allow.setText(self.tr("Let {0} more pieces leave…").format(len(stays)))
        if scheme_id != self._scheme_id:
            self._scheme_id = scheme_id
            self.previewer.forget()
            self.paper.show_words("")
        self._stale = True
        self._draw()

    def _show_closed(self, *, on: bool) -> None:
        """A sentence in the middle, with what mends it right below, where not one page would be made."""
        self.closed.setHidden(not on)
        self.paper.setHidden(on)
        for end in (0, self._column.count() - 1):
            self._column.setStretch(end, 1 if on else 0)
        if on:
            self.previewer.forget()
            self.paper.show_words("")

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what changed meanwhile."""
        super().showEvent(event)
        self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: draw nothing."""
        super().hideEvent(event)
        if self.previewer.waiting():
            self.previewer.stop()
            self._stale = True

    def _draw(self) -> None:
        if self._stale and self.isVisible() and self._scheme_id and self._scheme_id not in self._stays:
            self._stale = False
            self.previewer.soon()

    def _wanted(self) -> Choices:
        return Choices(document=PORTFOLIO, scheme=self._scheme_id, period="all")

    def _show_cover(self, start: Preview) -> None:
        """The first page, while the others are drawn."""
        self.paper.show_first(page_sizes(start.cover)[0])
        self.paper.set_badge(self.tr("Drawing…"), "quiet")

    def _show(self, preview: Preview) -> None:
        if preview.trouble:
            self.paper.show_words(preview.trouble)
            return
        self.paper.show_pages(preview.sizes)
        self.paper.set_badge(self.tr("Checking…"), "quiet")

    def _show_check(self, check: Check) -> None:
        drawn = self.previewer.current.drawn if self.previewer.current else None
        self.paper.show_texts(check.texts, Passages(getattr(drawn, "passages", ()), check.titles))
        if check.findings:
            words = self.tr("Look again at page {0}").format(check.findings[0].page)
            self.paper.set_badge(words, "late", "\n".join(item.what for item in check.findings))
        else:
            more = self.tr(
                "Every page, property and bookmark was searched for names and titles that may not leave."
            )
            self.paper.set_badge(self.tr("Nothing private inside"), "ok", more)
