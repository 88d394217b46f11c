"""The Journal: what happened and what it meant, newest first, and the page to write it on."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.autosave import Autosaver
from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.journal_list import JournalList
from mentorjournal.gui.pages.journal_view import RecordView
from mentorjournal.gui.pages.page import Command, Page
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.labels import hairline
from mentorjournal.model.changes import ChangeSet
from mentorjournal.model.record import Record
from mentorjournal.model.types import TIMELINE_TYPES, Reflection

if TYPE_CHECKING:
    from collections.abc import Callable

LIST_WIDTH = 311
LIST_SHARE = 0.36
"""At large text the list takes no more of the page than this."""
LEAST_TEXT = 380
"""The inspector folds away by itself where the text would get narrower than this, in pixels at 100 %."""


class JournalPage(Page):
    """Timeline, entry and inspector. `new_entry` begins an entry; it is kept once something is typed."""

    PLACE = "journal"
    TITLE = "Journal"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        from mentorjournal.gui.inspector import Inspector

        super().__init__(context, parent)
        self._record: Record | None = None
        self._view: RecordView | None = None
        self._views: dict[str, RecordView] = {}
        self._list_stale = True
        self._wants_inspector = True
        self._focus_mode = False
        self._saved_something = False
        self.list = JournalList(context)
        self.stack = QStackedWidget()
        self.empty = EmptyState(
            self.tr("Nothing is chosen. Write down what happened while it is fresh."),
            self.tr("New entry"),
            self.tr(
                "“I froze when asked for my plan. Nobody rescued me, and after a few seconds I had one.”"
            ),
            "journal",
        )
        self.stack.addWidget(self.empty)
        self.inspector = Inspector(context, self)
        self.saver = Autosaver(self._save, self)
        self._lines = (hairline(vertical=True), hairline(vertical=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self._lines[0])
        row.addWidget(self.stack, 1)
        row.addWidget(self._lines[1])
        row.addWidget(self.inspector)
        self.setFocusProxy(self.list.view)
        self._connect()

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.new_wanted.connect(self.new_entry)
        self.empty.action_clicked.connect(self.new_entry)
        self.saver.saved.connect(self._tell_saved)
        self.saver.failed.connect(lambda text: self.context.navigator.tell("error", text))
        self.context.relay.changed.connect(self._follow)
        self.context.themes.theme_changed.connect(lambda _theme: self._share_out())
        if self.context.read_only:
            self.empty.button.setDisabled(True)
            self.empty.button.setToolTip(self.context.read_only)
        self._leave_focus = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.toggle_focus_mode)
        self._leave_focus.setEnabled(False)
        for keys, run in self._keys():
            QShortcut(QKeySequence(keys), self, run)

    def _keys(self) -> tuple[tuple[str, Callable[[], object]], ...]:
        return tuple((command.shortcut, command.run) for command in self._all_commands() if command.shortcut)

    def commands(self) -> tuple[Command, ...]:
        """What can be done with the entry shown, and new ones."""
        return tuple(command for command in self._all_commands() if self._can(command.key))

    def _all_commands(self) -> tuple[Command, ...]:
        return (
            Command("entry-new", self.tr("New entry"), self.new_entry, "add", "Ctrl+Shift+N"),
            Command(
                "entry-template", self.tr("New entry from template…"), self.list.open_templates, "journal"
            ),
            Command("entry-delete", self.tr("Delete entry"), self.delete, "trash", "Ctrl+Shift+Backspace"),
            Command("entry-find", self.tr("Find in page"), self.find, "search", "Ctrl+F"),
            Command("inspector", self.tr("Toggle inspector"), self.toggle_inspector, "inspector", "Ctrl+I"),
            Command("focus-mode", self.tr("Focus mode"), self.toggle_focus_mode, "focus-mode", "F11"),
        )

    def _can(self, key: str) -> bool:
        if key in {"entry-new", "entry-template"}:
            return not self.context.read_only
        if key == "entry-delete":
            return not self.context.read_only and self._record is not None
        return key != "entry-find" or (self._view is not None and self._view.can_find())

    # What is shown

    def refresh(self) -> None:
        """Read the list and the record again; what is being typed is saved first."""
        if self._list_stale:
            self._list_stale = False
            self.list.reload()
        if self._record is None:
            self._show_first()
        elif self._record.id:
            self._reread(self._record)

    @Slot(object)
    def _follow(self, changes: ChangeSet) -> None:
        if self.isVisible() and not self._list_stale:
            self.list.follow(changes)
        elif changes.touches(*TIMELINE_TYPES):
            self._list_stale = True

    def show_record(self, record_id: str) -> bool:
        """Show a record of the timeline, and where it stands in the list."""
        record = self.services.records.peek(record_id)
        if record is None or record.deleted_at is not None or record.TYPE not in TIMELINE_TYPES:
            return False
        if not self.flush():
            return True
        self.list.reveal(record_id)
        self._display(record)
        return True

    def new_entry(self, template_key: str = "", prompt: str = "") -> None:
        """A blank entry of a template; `prompt` becomes its title. It is kept once something is typed."""
        from mentorjournal.services.templates import template

        if self.context.read_only or not self.flush():
            return
        now = self.context.now()
        shape = template(template_key)
        at = now.time().replace(second=0, microsecond=0, tzinfo=None)
        self.list.mark("")
        self._display(
            Reflection(title=prompt, date=now.date(), at=at, template=shape.key, sections=shape.blank())
        )
        if self._view is not None:
            self._view.start()

    def _choose(self, record_id: str) -> None:
        """The reader went to another row."""
        if not self.flush():
            self.list.mark(self._record.id if self._record else "")
            return
        record = self.services.records.peek(record_id)
        if record is not None:
            self._display(record)

    def _show_first(self) -> None:
        first = self.list.first_id()
        record = self.services.records.peek(first) if first else None
        if record is None:
            self._show_nothing()
        else:
            self.list.mark(record.id)
            self._display(record)

    def _show_nothing(self) -> None:
        self.saver.drop()
        self._record = self._view = None
        self.stack.setCurrentWidget(self.empty)
        self._share_out()
        self.inspector.show_record(None)

    def _display(self, record: Record) -> None:
        self.saver.drop()
        view = self._view_for(record)
        self._record, self._view = record, view
        view.display(record)
        view.verticalScrollBar().setValue(0)
        self.stack.setCurrentWidget(view)
        self._share_out()
        self.inspector.show_record(record.id or None)

    def _view_for(self, record: Record) -> RecordView:
        kind = record.TYPE if record.TYPE in {"reflection", "insight", "activity"} else "summary"
        if kind not in self._views:
            view = _make_view(kind, self.context, self.origin)
            view.set_read_only(read_only=bool(self.context.read_only))
            view.edited.connect(self.saver.touch)
            view.stepped.connect(self._step)
            view.keep_wanted.connect(self._keep)
            view.attachment_wanted.connect(self._open_attachment)
            self.stack.addWidget(view)
            self._views[kind] = view
        return self._views[kind]

    def _reread(self, shown: Record) -> None:
        """The record changed elsewhere, say by undo: show it as it is now, or what is there instead."""
        found = self.services.records.peek(shown.id)
        if found is None or found.deleted_at is not None:
            self._rescue_or_leave(shown)
            return
        self.flush()
        found = self.services.records.peek(shown.id)
        if found is not None and found != self._record and self._view is not None:
            self._record = found
            self._view.display(found)

    def _rescue_or_leave(self, shown: Record) -> None:
        if self.saver.pending and self._view is not None:
            # What was typed since outlives the record it belonged to, as a new one.
            self._record = dataclasses.replace(shown, id="", created_at=None, deleted_at=None)
            self.flush()
        else:
            self._show_first()

    # Saving

    def flush(self) -> bool:
        """Save what is being typed."""
        if self._view is not None and not self.context.read_only:
            self._view.settle()
        return self.saver.flush()

    def _save(self) -> None:
        if self._record is None or self._view is None:
            return
        if not self._record.id and self._view.is_blank():
            return
        self._store("", sitting=True)

    def _step(self, label: str) -> None:
        """A choice the reader made is a step of its own; on an entry not kept yet it is a part of it."""
        if self._record is None or self._view is None:
            return
        if not self._record.id:
            if self.saver.pending:
                self.saver.flush()
            return
        try:
            if self.saver.flush():
                self._store(label, sitting=False)
                self.context.navigator.saved.emit()
        except JournalError as error:
            self.context.navigator.tell("error", error.message)
            self._view.display(self._record)

    def _store(self, label: str, *, sitting: bool) -> None:
        record, view = self._record, self._view
        if record is None or view is None:
            return
        # The inspector writes people, tags and the like of the same record: never put back old ones.
        now = self.services.records.get(type(record), record.id) if record.id else record
        saved = self.services.records.save(view.applied_to(now), label, origin=self.origin, sitting=sitting)
        self._record = saved
        view.kept(saved)
        self._saved_something = True
        if not record.id:
            self.list.mark(saved.id)
            self.inspector.show_record(saved.id)

    def _keep(self) -> None:
        """Something is to be attached to an entry that may not be in the journal yet."""
        if self._record is None or self._record.id:
            return
        try:
            self._store("", sitting=True)
        except JournalError as error:
            self.context.navigator.tell("error", error.message)

    def _tell_saved(self) -> None:
        if self._saved_something:
            self._saved_something = False
            self.context.navigator.saved.emit()

    # Commands

    def delete(self) -> None:
        """Move the record shown to the trash and show the one below."""
        record = self._record
        if record is None or self.context.read_only or not self.flush():
            return
        following = self.list.neighbour(record.id)
        if record.id:
            try:
                self.services.records.trash(record.id, origin=self.origin)
            except JournalError as error:
                self.context.navigator.tell("error", error.message)
                return
            self.context.navigator.tell("info", self.tr("Deleted. Undo brings it back."))
        self._record = None
        if following:
            self.show_record(following)
        else:
            self._show_first()

    def find(self) -> None:
        """Look for words in what is shown."""
        if self._view is not None and self._view.can_find():
            self._view.open_find()

    def _open_attachment(self, attachment_id: str) -> None:
        from mentorjournal.gui.pages.journal_attachment import open_attachment

        open_attachment(self.context, attachment_id, self)

    def toggle_inspector(self) -> None:
        """Fold the inspector away, or show it again."""
        self._wants_inspector = self.inspector.isHidden()
        self._share_out(forced=True)

    def toggle_focus_mode(self) -> None:
        """Leave nothing but the text, or bring the rest back."""
        self._focus_mode = not self._focus_mode
        self._leave_focus.setEnabled(self._focus_mode)
        self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width anew."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self, *, forced: bool = False) -> None:
        width = min(scaled(LIST_WIDTH), max(LIST_WIDTH, round(self.width() * LIST_SHARE)))
        self.list.setFixedWidth(width)
        left = self.width() - width - self.inspector.maximumWidth()
        room = forced or left >= scaled(LEAST_TEXT)
        show = self._wants_inspector and room and not self._focus_mode and self._view is not None
        self.inspector.setVisible(show)
        self._lines[1].setVisible(show)
        self.list.setHidden(self._focus_mode)
        self._lines[0].setHidden(self._focus_mode)


def _make_view(kind: str, context: Context, origin: str) -> RecordView:
    """Each kind's page is loaded when the first of its kind is shown."""
    if kind == "reflection":
        from mentorjournal.gui.pages.journal_entry import EntryView

        return EntryView(context, origin)
    if kind == "insight":
        from mentorjournal.gui.pages.journal_insight import InsightView

        return InsightView(context, origin)
    if kind == "activity":
        from mentorjournal.gui.pages.journal_activity import ActivityView

        return ActivityView(context, origin)
    from mentorjournal.gui.pages.journal_summary import SummaryView

    return SummaryView(context, origin)
