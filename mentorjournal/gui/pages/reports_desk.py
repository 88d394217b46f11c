"""The first view of Reports: the choices at the left, and the very file at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.icons import set_icon
from mentorjournal.gui.pages.reports_form import REVIEW, ReportForm
from mentorjournal.gui.pages.reports_paper import PaperWork
from mentorjournal.gui.pages.reports_points import paper_points
from mentorjournal.gui.pages.reports_preview import Previewer
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import TextLabel, hairline
from mentorjournal.gui.widgets.pdf_passages import Passages
from mentorjournal.gui.widgets.pdf_preview import PdfPreview
from mentorjournal.gui.words import how_many
from mentorjournal.services.reporting.pages import page_sizes
from mentorjournal.services.reporting.review_findings import Review

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from mentorjournal.gui.context import Context
    from mentorjournal.gui.pages.reports_drawing import Check, Preview
    from mentorjournal.services.reporting import Finding

LEFT_WIDTH = 400


class ReportDesk(QWidget):
    """Draws what the form says; `edited` asks for the choices to be kept."""

    edited = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.form = ReportForm(context)
        self.previewer = Previewer(context, self.form.wanted, self)
        self.preview = PdfPreview(self.previewer.picture)
        self.work = PaperWork(context, self)
        self.save_button = PrimaryButton(self.tr("Save PDF…"), "save-as")
        self.print_button = QuietButton(self.tr("Print…"), "print")
        self.stop_button = LinkButton(self.tr("Stop"), "quiet")
        self.attention = LinkButton("", "late")
        self._busy = TextLabel("", "small")
        self._lay_out()
        self._connect()
        self._show_busy("")
        self._show_count(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The choices take what they need, at most half."""
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size, another share."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_side"):
            self._share_width()

    def show_again(self) -> None:
        """Show what is known of the document that is drawn: a point of the review was put aside."""
        check, preview = self.previewer.check, self.previewer.current
        if check is not None and preview is not None:
            points = paper_points(preview.missing, preview.sentences)
            self.form.review.show_review(check.review, points, self.form.choices)

    def _share_width(self) -> None:
        self._side.setFixedWidth(min(scaled(LEFT_WIDTH) + 48, self.width() * 11 // 20))

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.form, 1)
        left.addWidget(hairline())
        set_icon(self.attention, "warn", "late_text", size=14, gap=4)
        head = QHBoxLayout()
        head.setContentsMargins(28, 8, 20, 0)
        head.addWidget(self.attention)
        head.addStretch(1)
        left.addLayout(head)
        buttons = FlowLayout(gap=10)
        buttons.setContentsMargins(28, 8, 20, 16)
        for widget in (self.save_button, self.print_button, self._busy, self.stop_button):
            buttons.addWidget(widget)
        left.addLayout(buttons)
        self._side = QWidget()
        self._side.setLayout(left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self.preview, 1)

    def _connect(self) -> None:
        navigator, form = self.context.navigator, self.form
        form.edited.connect(self._on_edit)
        form.put_aside.connect(self.edited)
        form.put_aside.connect(self.show_again)
        form.selection.list.opened.connect(navigator.open_record)
        form.selection.strip.open_wanted.connect(navigator.open_record)
        form.purpose_part.awards_wanted.connect(lambda: navigator.place_wanted.emit("awards"))
        form.review.counted.connect(self._show_count)
        self.preview.opened.connect(navigator.open_record)
        self.previewer.begun.connect(self._show_cover)
        self.previewer.ready.connect(self._show)
        self.previewer.checked.connect(self._show_check)
        self.previewer.failed.connect(self._show_failure)
        self.attention.clicked.connect(lambda: form.show_step(REVIEW))
        self.stop_button.clicked.connect(self.work.cancel)
        self.work.busy.connect(self._show_busy)
        self.work.finished.connect(navigator.tell)

    def _on_edit(self) -> None:
        """Another kind never stands beside the pages of the one before."""
        self.edited.emit()
        shown = self.previewer.current
        if shown is not None and shown.options.document != self.form.choices.document:
            self.previewer.forget()
            self.preview.show_words(self.tr("Drawing…"))
            self.form.review.show_review(Review(), (), self.form.choices)
            self._show_busy(self._busy.text())
            self.previewer.now()
        else:
            self.previewer.soon()

    def _show_cover(self, start: Preview) -> None:
        """The first page, while the others are drawn."""
        self.form.selection.show_candidates(start.items)
        self.preview.show_first(page_sizes(start.cover)[0])
        self.preview.set_badge(self.tr("Drawing…"), "quiet")

    def _show(self, preview: Preview) -> None:
        self.form.selection.show_candidates(preview.items)
        if preview.trouble:
            self.preview.show_words(preview.trouble)
            self.form.review.show_review(Review(), (), self.form.choices)
        else:
            self.preview.show_pages(preview.sizes)
            self.preview.set_badge(self.tr("Checking…"), "quiet")
        self._show_busy(self._busy.text())

    def _show_failure(self, words: str) -> None:
        self.preview.show_words(words)
        self._show_busy(self._busy.text())

    def _show_check(self, check: Check) -> None:
        preview = self.previewer.current
        boxes = preview.drawn.passages if preview and preview.drawn else ()
        self.preview.show_texts(check.texts, Passages(boxes, check.titles))
        self._show_findings(check.findings)
        self.show_again()

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        made = self.previewer.current.made if self.previewer.current else None
        if not findings and made is not None and made.own_copy:
            more = self.tr("Private and shared entries are in it. Confidential ones are not.")
            self.preview.set_badge(self.tr("Your own copy"), "warn", more)
            return
        if not findings:
            more = self.tr(
                "Every page, property and bookmark was searched for names and titles that may not leave."
            )
            self.preview.set_badge(self.tr("Nothing private inside"), "ok", more)
            return
        lines = [
            self.tr("page {page}: {what}").format(page=item.page, what=item.what) if item.page else item.what
            for item in findings
        ]
        self.preview.set_badge(
            self.tr("Look again at page {0}").format(findings[0].page), "late", "\n".join(lines)
        )

    def _show_count(self, count: int) -> None:
        words = how_many(count, self.tr("thing to look at"), self.tr("things to look at"))
        self.attention.setText(words)
        self.attention.setVisible(count > 0)

    def _show_busy(self, words: str) -> None:
        self._busy.setText(words)
        ready = self.previewer.current is not None and bool(self.previewer.current.data)
        self.stop_button.setVisible(bool(words))
        for button in (self.save_button, self.print_button):
            button.setEnabled(ready and not words)
