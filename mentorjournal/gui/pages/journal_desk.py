"""The middle of the journal: shows one record on the page of its kind, and saves what is written there."""

from __future__ import annotations

import dataclasses
import importlib

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.autosave import Autosaver
from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.journal_view import RecordView
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.model.record import Record

PAGES = {
    "reflection": ("journal_entry", "EntryView"),
    "insight": ("journal_insight", "InsightView"),
    "question": ("journal_asked", "QuestionView"),
    "advice": ("journal_asked", "AdviceView"),
    "decision": ("journal_decision", "DecisionView"),
    "observation": ("journal_noticed", "ObservationView"),
    "connection": ("journal_noticed", "ConnectionView"),
    "sponsorship": ("journal_spoken", "SponsorshipView"),
    "outcome": ("journal_noticed", "OutcomeView"),
    "activity": ("journal_activity", "ActivityView"),
}
"""The module and the page of each type that is at home in the journal; the others are read out."""


class JournalDesk(QStackedWidget):
    """Holds the record shown. A record without an id is a draft, kept once something is typed.

    `shown` carries the id of what is shown from now on, empty for a draft or nothing; `kept` the id a
    draft got; `emptied` says that the record is not in the journal any more.
    """

    shown = Signal(str)
    kept = Signal(str)
    emptied = Signal()
    new_wanted = Signal()
    delete_wanted = Signal()
    side_wanted = Signal()

    def __init__(self, context: Context, origin: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._origin = origin
        self.record: Record | None = None
        self.view: RecordView | None = None
        self._views: dict[str, RecordView] = {}
        self._saved_something = False
        self.empty = EmptyState(
            self.tr("Nothing is chosen. Write down what happened while it is fresh."),
            self.tr("New entry"),
            self.tr(
                "“I froze when asked for my plan. Nobody rescued me, and after a few seconds I had one.”"
            ),
            "journal",
        )
        self.addWidget(self.empty)
        self.empty.action_clicked.connect(self.new_wanted)
        self.empty.button.setDisabled(bool(context.read_only))
        self.empty.button.setToolTip(context.read_only)
        self.saver = Autosaver(self._save, self)
        self.saver.saved.connect(self._tell_saved)
        self.saver.failed.connect(lambda text: context.navigator.tell("error", text))

    def display(self, record: Record) -> None:
        """Show a record or a draft; what was typed before must have been saved."""
        self.saver.drop()
        view = self._view_for(record)
        self.record, self.view = record, view
        view.be_about(record.id)
        view.display(record)
        view.verticalScrollBar().setValue(0)
        self.setCurrentWidget(view)
        self.shown.emit(record.id)

    def display_nothing(self) -> None:
        """Show that nothing is chosen."""
        self.saver.drop()
        self.record = self.view = None
        self.setCurrentWidget(self.empty)
        self.shown.emit("")

    def reread(self) -> None:
        """The journal changed elsewhere, say by undo: show the record as it is now."""
        if self.record is None or not self.record.id:
            return
        services = self._context.services
        if not _is_there(services.records.peek(self.record.id)):
            self._rescue_or_leave(self.record)
            return
        self.flush()
        found = services.records.peek(self.record.id)
        if found is not None and found != self.record and self.view is not None:
            self.record = found
            self.view.display(found)
        elif self.view is not None:
            self.view.show_surroundings()

    def flush(self) -> bool:
        """Save what is being typed; False when the journal refused."""
        if self.view is not None and not self._context.read_only:
            self.view.settle()
        return self.saver.flush()

    def _view_for(self, record: Record) -> RecordView:
        kind = record.TYPE if record.TYPE in PAGES else "summary"
        if kind not in self._views:
            view = _make_view(kind, self._context, self._origin)
            view.set_read_only(read_only=bool(self._context.read_only))
            view.edited.connect(self.saver.touch)
            view.stepping.connect(self.saver.flush)
            view.stepped.connect(self._step)
            view.keep_wanted.connect(self._keep)
            view.delete_wanted.connect(self.delete_wanted)
            view.side_wanted.connect(self.side_wanted)
            self.addWidget(view)
            self._views[kind] = view
        return self._views[kind]

    def _rescue_or_leave(self, gone: Record) -> None:
        if not self.saver.pending:
            self.emptied.emit()
            return
        # What was typed since outlives the record it belonged to, as a new one.
        self.record = dataclasses.replace(gone, id="", created_at=None, deleted_at=None)
        self.flush()

    def _save(self) -> None:
        if self.record is None or self.view is None:
            return
        if self.record.id or not self.view.is_blank():
            self._store("", sitting=True)

    def _step(self, label: str) -> None:
        """A choice the reader made is a step of its own; on a draft it is a part of what is kept later."""
        if self.record is None or self.view is None:
            return
        if not self.record.id:
            self.saver.touch()
            self.saver.flush()
            return
        try:
            if self.saver.flush():
                self._store(label, sitting=False)
                self._tell_saved()
        except JournalError as error:
            self._context.navigator.tell("error", error.message)
            self.view.display(self.record)

    def _keep(self) -> None:
        """Something is to be attached to an entry that may not be in the journal yet."""
        if self.record is None or self.record.id:
            return
        try:
            self._store("", sitting=True)
        except JournalError as error:
            self._context.navigator.tell("error", error.message)

    def _store(self, label: str, *, sitting: bool) -> None:
        record, view = self.record, self.view
        if record is None or view is None:
            return
        records = self._context.services.records
        # The inspector writes people, tags and the like of the same record: never put back old ones.
        now = records.get(type(record), record.id) if record.id else record
        self.record = records.save(view.applied_to(now), label, origin=self._origin, sitting=sitting)
        view.be_about(self.record.id)
        view.kept(self.record)
        self._saved_something = True
        if not record.id:
            self.kept.emit(self.record.id)

    def _tell_saved(self) -> None:
        if self._saved_something:
            self._saved_something = False
            self._context.navigator.saved.emit()


def _is_there(record: Record | None) -> bool:
    return record is not None and record.deleted_at is None


def _make_view(kind: str, context: Context, origin: str) -> RecordView:
    """Each kind's page is loaded when the first of its kind is shown."""
    module, name = PAGES.get(kind, ("journal_summary", "SummaryView"))
    made: RecordView = getattr(importlib.import_module(f"{__package__}.{module}"), name)(context, origin)
    return made
