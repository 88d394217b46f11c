"""What Meet and Follow up have in common: a page about one meeting, saved as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError, NotFound
from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.page import Command, Page
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.pages.record_view import BoundView
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.model.changes import ChangeSet
from mentorjournal.model.types import Meeting


class OneMeetingPage(Page):
    """Subclasses say how a meeting is read and what shows it; `KEYS` are the commands with shortcuts."""

    KEYS: ClassVar[tuple[str, ...]] = ()
    QUIET: ClassVar[Mapping[str, frozenset[str]]] = {}
    """Texts by type of record on which nothing else of the page depends."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.saver = RecordSaver(context, self.origin, self)
        self.view = self.make_view()
        self.empty = self.make_empty()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.view.chosen.connect(self._take_choice)
        self.empty.action_clicked.connect(lambda: context.navigator.open_view("", "page"))
        self.saver.autosaver.saved.connect(context.navigator.saved)
        self.saver.autosaver.failed.connect(lambda text: context.navigator.tell("error", text))
        for command in self.all_commands():
            if command.key in self.KEYS:
                QShortcut(
                    QKeySequence(command.shortcut),
                    self,
                    command.run,
                    context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
                )

    # What a page says

    def make_view(self) -> BoundView:
        """What shows a meeting."""
        raise NotImplementedError

    def make_empty(self) -> EmptyState:
        """What stands there while no meeting is chosen."""
        raise NotImplementedError

    def read(self, meeting_id: str) -> Any:
        """All that is shown of a meeting; it has a `meeting`. Raises NotFound."""
        raise NotImplementedError

    def all_commands(self) -> tuple[Command, ...]:
        """What can be done with a meeting."""
        raise NotImplementedError

    # The meeting shown

    @property
    def record_id(self) -> str:
        """The id of the meeting shown; empty for none."""
        return self.saver.record_id

    @property
    def meeting(self) -> Meeting | None:
        """The meeting shown, as it was read last."""
        record = self.saver.record
        return record if isinstance(record, Meeting) else None

    def show_record(self, record_id: str) -> bool:
        """Show a meeting; False where there is none of this id."""
        page = self._read(record_id)
        if page is None:
            return False
        self._stale = False
        if self.flush():
            if record_id != self.record_id:
                self.saver.open(page.meeting)
                self.view.verticalScrollBar().setValue(0)
            self._show(page)
        return True

    def show_again(self) -> None:
        """Read the meeting again and show it; without one, say so."""
        page = self._read(self.record_id)
        if page is None:
            self.saver.open(None)
            self.stack.setCurrentWidget(self.empty)
        else:
            self._show(page)

    def refresh(self) -> None:
        """What is being typed is saved first, also where the meeting is gone."""
        if self.record_id and self._read(self.record_id) is None:
            self.saver.rescue()
            self.saver.open(None)
        else:
            self.flush()
        self.show_again()

    def after_own_change(self, changes: ChangeSet) -> None:
        """The lists follow, unless only texts were saved; those stay as they are."""
        if self.saver.only_saves(changes, self.QUIET) and self.note_texts():
            return
        page = self._read(self.record_id)
        if page is not None:
            self.saver.record = page.meeting
            self.view.show_around(page)

    def note_texts(self) -> bool:
        """Texts are being saved; False where something on the page follows from them after all."""
        return True

    def flush(self) -> bool:
        """Save what is typed."""
        if self.record_id and not self.context.read_only:
            self.view.settle()
        return self.saver.flush()

    def commands(self) -> tuple[Command, ...]:
        """What can be done, while there is a meeting and it can be written."""
        return self.all_commands() if self.record_id and not self.context.read_only else ()

    def try_to(self, work: Any) -> bool:
        """Save what is typed, then work; False where the journal refused, which is told."""
        try:
            if not self.record_id or not self.saver.flush():
                return False
            work()
        except JournalError as error:
            self.context.navigator.tell("error", error.message)
            self.show_again()
            return False
        return True

    def _show(self, page: Any) -> None:
        self.saver.record = page.meeting
        self.view.display(page)
        self.stack.setCurrentWidget(self.view)

    def _take_choice(self, values: dict[str, Any], step: str) -> None:
        self.saver.pick(values, step)
        self.show_again()

    def _read(self, record_id: str) -> Any:
        if not record_id:
            return None
        try:
            page = self.read(record_id)
        except NotFound:
            return None
        return page if page.meeting.deleted_at is None else None
