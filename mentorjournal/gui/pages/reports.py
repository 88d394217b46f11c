"""Reports: choose what goes in at the left, and see the very file at the right."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.actions import Command
from mentorjournal.gui.autosave import Autosaver
from mentorjournal.gui.pages.page import Page
from mentorjournal.gui.pages.reports_choices import from_draft
from mentorjournal.gui.pages.reports_form import ReportForm
from mentorjournal.gui.pages.reports_paper import PaperWork, printer_for
from mentorjournal.gui.pages.reports_preview import Preview, Previewer
from mentorjournal.gui.pages.reports_strip import RecordStrip
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import TextLabel, hairline
from mentorjournal.gui.widgets.pdf_preview import PdfPreview

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QResizeEvent

    from mentorjournal.gui.context import Context
    from mentorjournal.gui.pages.reports_choices import Choices
    from mentorjournal.model.changes import ChangeSet
    from mentorjournal.services.reporting import Finding, Paper

LEFT_WIDTH = 400
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


class ReportsPage(Page):
    """The progress summary. What is chosen is kept with the journal."""

    PLACE: ClassVar[str] = "reports"
    TITLE: ClassVar[str] = "Reports"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.form = ReportForm(context)
        self.strip = RecordStrip()
        self.previewer = Previewer(context, self._wanted, self)
        self.preview = PdfPreview(self.previewer.picture)
        self.work = PaperWork(context, self)
        self.save_button = PrimaryButton(self.tr("Save PDF…"), "save-as")
        self.print_button = QuietButton(self.tr("Print…"), "print")
        self.stop_button = LinkButton(self.tr("Stop"), "quiet")
        self._busy = TextLabel("", "small")
        self._loaded = False
        self._autosaver = Autosaver(self._keep, self)
        self._lay_out()
        self._connect()
        self._show_busy("")

    def refresh(self) -> None:
        """Read the choices once, and draw what they make of the journal now."""
        if not self._loaded:
            self._loaded = True
            self.form.set_choices(from_draft(self.services.reporting.draft()))
        self.previewer.soon()

    def after_own_change(self, changes: ChangeSet) -> None:
        """A record was allowed here: draw again."""
        self.previewer.now()

    def show_document(self, kind: str, scheme_id: str = "") -> None:
        """Show the choices of a document of this kind, for a scheme where it needs one."""

    def flush(self) -> bool:
        """Keep the choices."""
        return self._autosaver.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: draw nothing, and again when shown."""
        super().hideEvent(event)
        self.flush()
        if self.previewer.waiting():
            self.previewer.stop()
            self._stale = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The choices take what they need, at most half."""
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size, another share."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_side"):
            self._share_width()

    def _share_width(self) -> None:
        self._side.setFixedWidth(min(scaled(LEFT_WIDTH) + 48, self.width() * 11 // 20))

    def commands(self) -> tuple[Command, ...]:
        """Save, print, zoom."""
        view = self.preview.view
        return (
            Command("report-save", self.tr("Save report as PDF"), self.ask_path, "save-as", "Ctrl+S"),
            Command("report-print", self.tr("Print report"), self.ask_printer, "print", "Ctrl+P"),
            Command("report-zoom-in", self.tr("Zoom in"), view.zoom_in, "zoom-in", "Ctrl++"),
            Command("report-zoom-out", self.tr("Zoom out"), view.zoom_out, "zoom-out", "Ctrl+-"),
            Command("report-fit", self.tr("Fit the page's width"), view.fit_width, "fit-width", "Ctrl+0"),
        )

    def ask_path(self) -> None:
        """Ask where to save."""
        if not self.save_button.isEnabled():
            return
        dialog = QFileDialog(self, self.tr("Save report"), str(Path.home() / self._file_name()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("PDF (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self._file_name())
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Save what the choices make now."""
        self.form.settle()
        choices, paper = self._wanted()
        items = self.form.model.items
        self.work.save(choices.options(self.context.today(), paper, items), Path(path))

    def ask_printer(self) -> None:
        """Ask which printer; what is printed is the file shown."""
        shown = self.previewer.current
        if not self.print_button.isEnabled() or shown is None or not shown.data:
            return
        from PySide6.QtPrintSupport import QPrintDialog

        printer = printer_for(shown.options.paper)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Print report"))
        data = shown.data
        dialog.accepted.connect(lambda: self.work.print_document(data, printer))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def _wanted(self) -> tuple[Choices, Paper]:
        return self.form.choices, self.form.paper_size()

    def _file_name(self) -> str:
        owner = self.services.profile.owner().name
        purpose = self.form.choices.purpose.strip() or self.tr("Progress summary")
        words = _NOT_IN_NAMES.sub(" ", f"{owner} {purpose}")
        return " ".join(words.split())[:120] + ".pdf"

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.form, 1)
        left.addWidget(self.strip)
        buttons = FlowLayout(gap=10)
        buttons.setContentsMargins(28, 12, 20, 18)
        for widget in (self.save_button, self.print_button, self._busy, self.stop_button):
            buttons.addWidget(widget)
        left.addLayout(buttons)
        side = QWidget()
        side.setLayout(left)
        self._side = side
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self.preview, 1)

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edit)
        self.form.list.opened.connect(self.context.navigator.open_record)
        self.form.list.picked.connect(self._show_strip)
        self.strip.open_wanted.connect(self.context.navigator.open_record)
        self.strip.allow_wanted.connect(self.allow)
        self.strip.whole_wanted.connect(self._toggle_whole)
        self.previewer.ready.connect(self._show)
        self.previewer.checked.connect(self._show_findings)
        self.previewer.failed.connect(self.preview.show_words)
        self.save_button.clicked.connect(self.ask_path)
        self.print_button.clicked.connect(self.ask_printer)
        self.stop_button.clicked.connect(self.work.cancel)
        self.work.busy.connect(self._show_busy)
        self.work.finished.connect(self.context.navigator.tell)
        self._autosaver.failed.connect(lambda text: self.context.navigator.tell("error", text))
        self._autosaver.saved.connect(self.context.navigator.saved)
        for command in self.commands():
            shortcut = QShortcut(QKeySequence(command.shortcut), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(command.run)

    def allow(self, ids: list[str]) -> None:
        """Let records leave in reports, as one step that can be undone."""
        try:
            self.services.reporting.allow(ids, origin=self.origin)
        except JournalError as error:
            self.context.navigator.tell("error", error.message)

    def _toggle_whole(self, item: object) -> None:
        from mentorjournal.services.reporting import Candidate

        if isinstance(item, Candidate):
            self.form.toggle_whole(item)
            self._show_strip(item)

    def _on_edit(self) -> None:
        if not self.context.read_only:
            self._autosaver.touch()
        self.previewer.soon()

    def _keep(self) -> None:
        self.services.reporting.keep_draft(self.form.choices.as_draft())

    def _show(self, preview: Preview) -> None:
        self.form.show_candidates(preview.items)
        self.form.show_people(preview.people)
        self._show_strip(self.form.list.entry())
        if preview.trouble:
            self.preview.show_words(preview.trouble)
        else:
            self.preview.show_pages(preview.sizes, preview.texts)
            self.preview.set_badge(self.tr("Checking…"), "quiet")
        self._show_busy(self._busy.text())

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
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

    def _show_strip(self, entry: object) -> None:
        entry_id = getattr(entry, "id", "")
        whole = entry_id in self.form.choices.whole
        together = self.form.allowed_with(entry)
        self.strip.show_item(entry, whole=whole, may_write=not self.context.read_only, together=together)

    def _show_busy(self, words: str) -> None:
        self._busy.setText(words)
        ready = self.previewer.current is not None and bool(self.previewer.current.data)
        self.stop_button.setVisible(bool(words))
        for button in (self.save_button, self.print_button):
            button.setEnabled(ready and not words)
