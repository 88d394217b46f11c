"""A place that is a list, the page of one record, and the inspector: Feedback, People, Resources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mentorjournal.errors import JournalError, NotFound
from mentorjournal.gui.context import Context
from mentorjournal.gui.inspector import Inspector
from mentorjournal.gui.models.card_model import CardItem
from mentorjournal.gui.pages.page import Command, Page
from mentorjournal.gui.pages.record_frame import RecordFrame
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.pages.record_view import BoundView
from mentorjournal.gui.widgets.card_list import CardList
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.model.changes import ChangeSet
from mentorjournal.model.record import Record


class RecordPlace(Page):
    """Subclasses say what the list holds, how a record is read and what a new one starts with."""

    TYPE: ClassVar[type[Record]] = Record

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.saver = RecordSaver(context, self.origin, self)
        self.list = self.make_list()
        self.view = self.make_view()
        self.empty = self.make_empty()
        self.side = Inspector(context)
        self.frame = RecordFrame(self.list, self.side)
        self.middle = self.frame.middle
        self.middle.addWidget(self.empty)
        self.middle.addWidget(self.view)
        self._lay_out()
        self._connect()

    # What a place says

    def make_list(self) -> CardList:
        """The left column with its filters."""
        raise NotImplementedError

    def make_view(self) -> BoundView:
        """The page of one record."""
        raise NotImplementedError

    def make_empty(self) -> EmptyState:
        """What stands there while nothing is chosen."""
        raise NotImplementedError

    def items(self) -> Sequence[CardItem]:
        """The cards of the list."""
        raise NotImplementedError

    def read(self, record_id: str) -> Any:
        """All that the page of a record shows. Raises NotFound."""
        raise NotImplementedError

    def record_of(self, page: Any) -> Record:
        """The record itself of what `read` gave."""
        raise NotImplementedError

    def draft(self) -> Record:
        """What a new record starts with."""
        raise NotImplementedError

    def card_facts(self, record: Any) -> tuple[object, ...]:
        """What the card of a record is made of; while it stays the same, the list is not read again."""
        raise NotImplementedError

    def reveal(self, record: Record) -> None:
        """Set the filters so that this record is in the list."""

    def more_commands(self) -> tuple[Command, ...]:
        """What else can be done with the record shown."""
        return ()

    # The frame

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.frame)
        self.setFocusProxy(self.list)
        for button in (self.list.new_button, self.empty.button):
            button.setDisabled(bool(self.context.read_only))
            button.setToolTip(self.context.read_only)

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.new_wanted.connect(self.new_record)
        self.empty.action_clicked.connect(self.new_record)
        self.view.chosen.connect(self._take_choice)
        self.view.delete_wanted.connect(self.delete_record)
        self.view.side_wanted.connect(self.frame.toggle_side)
        self.frame.side_shown.connect(self.view.side.setChecked)
        self.saver.made.connect(self._after_made)
        self.saver.autosaver.saved.connect(self.context.navigator.saved)
        self.saver.autosaver.failed.connect(lambda text: self.context.navigator.tell("error", text))
        self.context.themes.theme_changed.connect(self._rescale)
        for command in self._all_commands():
            if command.shortcut:
                QShortcut(QKeySequence(command.shortcut), self, command.run)

    def commands(self) -> tuple[Command, ...]:
        """New, delete, the inspector, and what the place adds."""
        new, delete, side = self._all_commands()
        mine = () if self.context.read_only else (new,)
        if not self.saver.record_id:
            return mine
        return (*mine, *((delete,) if mine else ()), side, *self.more_commands())

    def _all_commands(self) -> tuple[Command, Command, Command]:
        name = self.TYPE.LABEL.lower()
        key = self.TYPE.TYPE
        return (
            Command(f"{key}-new", self.tr("New {0}").format(name), self.new_record, "add", "Ctrl+Shift+N"),
            Command(
                f"{key}-delete",
                self.tr("Delete {0}").format(name),
                self.delete_record,
                "trash",
                "Ctrl+Shift+Backspace",
            ),
            Command(
                "inspector", self.tr("Toggle inspector"), self.frame.toggle_side, "inspector", "Ctrl+Shift+I"
            ),
        )

    # Following the journal

    def refresh(self) -> None:
        """Read list and record again; what is being typed is saved first, also where its record is gone."""
        page = self._read(self.saver.record_id)
        if self.saver.record_id and page is None:
            if not self.saver.rescue():
                self.saver.open(None)
        else:
            self.flush()
        self.reload_list()
        if self.saver.record_id:
            self._show_again()
        elif self.saver.record is None:
            self._show_first(*self.keys())

    def after_own_change(self, changes: ChangeSet) -> None:
        """The list follows where its card says something else now; the texts stay as they are."""
        page = self._read(self.saver.record_id)
        now = self.record_of(page) if page is not None else None
        own = all(item.type == self.TYPE.TYPE and item.how == "changed" for item in changes.items)
        if not own or now is None or self.card_facts(now) != self.card_facts(self.saver.record):
            self.reload_list()
        if page is not None:
            self.saver.record = now
            self.view.show_around(page)

    def reload_list(self) -> None:
        """Read the cards again."""
        self.list.set_items(self.items(), self.saver.record_id)

    def refilter(self) -> None:
        """Another filter was chosen: a record that fell out of the list makes room for its first."""
        if not self.flush():
            return
        self.reload_list()
        keys, record = self.keys(), self.saver.record
        if (record is None or record.id) and self.saver.record_id not in keys:
            self._show_first(*keys)

    def keys(self) -> tuple[str, ...]:
        """The ids of the cards, from the top."""
        model = self.list.model
        found = (model.index(row).data(model.IdRole) for row in range(model.rowCount()))
        return tuple(key for key in found if key)

    def flush(self) -> bool:
        """Save what is typed."""
        if self.saver.record is not None and not self.context.read_only:
            self.view.settle()
        return self.saver.flush()

    # Going from record to record

    def show_record(self, record_id: str) -> bool:
        """Show a record of this place."""
        page = self._read(record_id)
        if page is None:
            return False
        self._stale = False
        if self.flush():
            self.reveal(self.record_of(page))
            self._open(record_id)
            self.reload_list()
        return True

    def new_record(self) -> None:
        """An empty page to write on; the journal takes the record with its first text."""
        if self.context.read_only or not self.flush():
            return
        record = self.draft()
        self.saver.open(record)
        self.list.view.mark("")
        self.view.display_draft(record)
        self.view.verticalScrollBar().setValue(0)
        self.middle.setCurrentWidget(self.view)
        self.frame.inspect(self.saver.record_id)
        self.view.start()

    def delete_record(self) -> None:
        """Move the record shown to the trash and show its neighbour."""
        record, keys = self.saver.record, self.keys()
        if record is None or self.context.read_only or not self.flush():
            return
        key = self.saver.record_id
        at = keys.index(key) if key in keys else 0
        self.saver.open(None)
        if key:
            try:
                self.services.records.trash(key, origin=self.origin)
            except JournalError as error:
                self.context.navigator.tell("error", error.message)
            else:
                self.context.navigator.tell("info", self.tr("Deleted. Undo brings it back."))
        self.reload_list()
        self._show_first(*keys[at:], *reversed(keys[:at]))

    def guarded(self, work: Any) -> Any:
        """What `work` gives; None where the journal refused, which is told."""
        try:
            return work()
        except JournalError as error:
            self.context.navigator.tell("error", error.message)
            return None

    def _rescale(self) -> None:
        self.frame.share_out()
        self.reload_list()

    def _choose(self, record_id: str) -> None:
        if self.flush():
            self._open(record_id)
        else:
            self.list.view.mark(self.saver.record_id)

    def _open(self, record_id: str) -> None:
        page = self._read(record_id)
        if page is None:
            return
        if record_id != self.saver.record_id:
            self.saver.open(self.record_of(page))
            self.view.verticalScrollBar().setValue(0)
        self._show(page)

    def _show_again(self) -> None:
        if (page := self._read(self.saver.record_id)) is not None:
            self._show(page)

    def _show(self, page: Any) -> None:
        self.saver.record = self.record_of(page)
        self.view.display(page)
        self.middle.setCurrentWidget(self.view)
        self.list.view.mark(self.saver.record_id)
        self.frame.inspect(self.saver.record_id)

    def _show_first(self, *keys: str) -> None:
        if found := next((key for key in keys if self._read(key) is not None), ""):
            self._open(found)
        else:
            self.saver.open(None)
            self.middle.setCurrentWidget(self.empty)
            self.frame.inspect(self.saver.record_id)

    def _after_made(self, record_id: str) -> None:
        """The draft is a record now; its page gets what only a record has."""
        self.view.show_around(self.read(record_id))
        self.list.view.mark(record_id)
        self.frame.inspect(self.saver.record_id)

    def _take_choice(self, values: dict[str, Any], step: str) -> None:
        if self.saver.pick(values, step) and self.saver.record is not None and not self.saver.record_id:
            self.view.display_draft(self.saver.over(self.saver.record))
        else:
            self._show_again()

    def _read(self, record_id: str) -> Any:
        if not record_id:
            return None
        try:
            page = self.read(record_id)
        except NotFound:
            return None
        return page if self.record_of(page).deleted_at is None else None
