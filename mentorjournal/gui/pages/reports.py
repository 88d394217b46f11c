"""Reports: what do I hand over, and what left the journal before?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mentorjournal.gui.actions import Command
from mentorjournal.gui.autosave import Autosaver
from mentorjournal.gui.pages.page import Page
from mentorjournal.gui.pages.reports_deeds import ReportDeeds
from mentorjournal.gui.pages.reports_desk import ReportDesk
from mentorjournal.gui.pages.reports_draft import drafts_from
from mentorjournal.gui.pages.reports_form import REVIEW
from mentorjournal.gui.pages.views import View, Views
from mentorjournal.model.types import Layout, Manifest, Person, Scheme

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from mentorjournal.gui.context import Context
    from mentorjournal.model.changes import ChangeSet

REPORT, HANDED_OUT = "report", "handed_out"


class ReportsPage(Page):
    """The documents, and the log of what left. What is chosen is kept with the journal, kind by kind."""

    PLACE: ClassVar[str] = "reports"
    TITLE: ClassVar[str] = "Reports"
    VIEWS: ClassVar[tuple[View, ...]] = (
        View(REPORT, "Make a document"),
        View(
            HANDED_OUT, "What left the journal", "mentorjournal.gui.pages.reports_handed_out", "HandedOutPage"
        ),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.desk = ReportDesk(context)
        self.form, self.previewer, self.preview = self.desk.form, self.desk.previewer, self.desk.preview
        self.deeds = ReportDeeds(context, self.origin, self.desk)
        self.views = Views(context, self.desk, self.VIEWS, self.TITLE)
        self._kept: dict[str, Any] | None = None
        self._replaced = True
        self._autosaver = Autosaver(self._keep, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.views)
        self._connect()

    def refresh(self) -> None:
        """Read the choices once, and draw what they make of the journal now."""
        self._load()
        if self.previewer.current is None:
            self.previewer.now()
        else:
            self.previewer.soon()

    def after_own_change(self, changes: ChangeSet) -> None:
        """A record was allowed here: draw again."""
        self.previewer.now()

    def flush(self) -> bool:
        """Keep the choices."""
        others = self.views.flush() if hasattr(self, "views") else True
        return self._autosaver.flush() and others

    def show_document(self, kind: str, scheme_id: str = "") -> None:
        """Show the choices of a document of this kind, for a scheme where it needs one."""
        self._load()
        self.show_view(REPORT, "")
        self.form.show_document(kind, scheme_id)

    def show_view(self, view: str, record_id: str) -> bool:
        """Show a view; with a record what it is about: a scheme's portfolio, a layout, a manifest."""
        if record_id:
            return self.show_record(record_id)
        if not self._autosaver.flush() or not self.views.show_view(view):
            return False
        if self._stale and self.isVisible():
            self._reload()
        return True

    def show_record(self, record_id: str) -> bool:
        """A manifest in the log; the document of a layout or a scheme."""
        record = self.services.records.peek(record_id)
        if isinstance(record, Manifest):
            return self.show_view(HANDED_OUT, "") and self.views.page(HANDED_OUT).show_record(record_id)
        if isinstance(record, Layout):
            self.show_document(record.document)
            self.form.take(layout=record.id)
            return True
        if isinstance(record, Scheme):
            self.show_document("portfolio", record.id)
            return True
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: draw nothing, and again when shown."""
        super().hideEvent(event)
        self.flush()
        if self.previewer.waiting():
            self.previewer.stop()
            self._stale = True

    def commands(self) -> tuple[Command, ...]:
        """Those of the view that is shown, and the way to the other one."""
        shown = self.views.shown
        if shown is not None:
            back = Command("report-make", self.tr("Make a document"), lambda: self.show_view(REPORT, ""))
            return (*shown.commands(), back)
        return (*self._desk_commands(), *self._more_commands())

    def _desk_commands(self) -> tuple[Command, ...]:
        view = self.preview.view
        return (
            Command("report-save", self.tr("Save report as PDF"), self.deeds.ask_path, "save-as", "Ctrl+S"),
            Command("report-print", self.tr("Print report"), self.deeds.ask_printer, "print", "Ctrl+P"),
            Command("report-zoom-in", self.tr("Zoom in"), view.zoom_in, "zoom-in", "Ctrl++"),
            Command("report-zoom-out", self.tr("Zoom out"), view.zoom_out, "zoom-out", "Ctrl+-"),
            Command("report-fit", self.tr("Fit the page's width"), view.fit_width, "fit-width", "Ctrl+Alt+0"),
            Command(
                "report-records",
                self.tr("Records on this page"),
                self.preview.offer_records,
                "list",
                "Ctrl+Shift+O",
            ),
        )

    def _more_commands(self) -> tuple[Command, ...]:
        return (
            Command("report-review", self.tr("Review who and what is in it"), self._show_review, "eye"),
            Command("report-layout", self.tr("Change the layout…"), self.deeds.change_layout, "layout"),
            Command(
                "report-log",
                self.tr("What left the journal"),
                lambda: self.show_view(HANDED_OUT, ""),
                "handed-out",
            ),
        )

    def _connect(self) -> None:
        self.views.wanted.connect(lambda key: self.show_view(key, ""))
        self.desk.edited.connect(self._on_edit)
        self._autosaver.failed.connect(lambda text: self.context.navigator.tell("error", text))
        self._autosaver.saved.connect(self.context.navigator.saved)
        for command in self._desk_commands():
            shortcut = QShortcut(QKeySequence(command.shortcut), self.desk)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(command.run)

    def _on_change(self, changes: ChangeSet) -> None:
        """What left changes nothing of what could leave."""
        self._replaced = self._replaced or changes.touches(Person.TYPE)
        if any(item.type != Manifest.TYPE for item in changes.items):
            super()._on_change(changes)

    def _reload(self) -> None:
        """Behind the other view nothing is drawn."""
        if self.views.shown is None:
            super()._reload()

    def _load(self) -> None:
        """Also what became of the choices elsewhere: with a person a name in them may have been replaced."""
        if not self._replaced:
            self.form.reload()
            return
        self._replaced = False
        kept = self.services.reporting.draft()
        if kept == self._kept:
            self.form.reload()
        else:
            self._kept = kept
            self.form.show_drafts(drafts_from(kept))

    def _show_review(self) -> None:
        self.form.show_step(REVIEW)
        self.form.review.setFocus()

    def _on_edit(self) -> None:
        if not self.context.read_only:
            self._autosaver.touch()

    def _keep(self) -> None:
        wanted = self.form.drafts.as_json()
        self.services.reporting.keep_draft(wanted)
        self._kept = wanted
