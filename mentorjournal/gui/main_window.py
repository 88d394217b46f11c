"""The main window: the rail, the bar above, the stack of places, and the line below. Nothing else."""

from __future__ import annotations

import importlib
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from mentorjournal.gui.actions import (
    PLACES,
    Command,
    document_commands,
    home_place,
    place_commands,
    place_of_view,
)
from mentorjournal.gui.apart import APART
from mentorjournal.gui.notice import Notice, WindowToast
from mentorjournal.gui.pages.nothing_open import NothingOpen
from mentorjournal.gui.signs import Signs
from mentorjournal.gui.steps import Steps
from mentorjournal.gui.unsaved import Unsaved
from mentorjournal.gui.widgets.labels import hairline
from mentorjournal.gui.widgets.mode_strip import ModeStrip
from mentorjournal.gui.widgets.page_stack import PageStack
from mentorjournal.gui.widgets.rail import Rail
from mentorjournal.gui.widgets.status_line import StatusLine
from mentorjournal.gui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.gui.models.palette_model import Entry
    from mentorjournal.gui.pages.page import Page
    from mentorjournal.gui.recent import RecentMenu
    from mentorjournal.gui.search_palette import SearchPalette
    from mentorjournal.gui.theme import ThemeManager
    from mentorjournal.model.changes import ChangeSet

START_SIZE = QSize(1360, 850)


class MainWindow(QMainWindow):
    """Shows one journal after `attach`, and nothing of it after `detach`.

    `closing` comes before the window goes; whoever owns the journal closes it then.
    """

    closing = Signal()
    lock_wanted = Signal()
    settings_wanted = Signal()
    open_wanted = Signal()
    unlock_wanted = Signal()
    packet_wanted = Signal()
    """Somebody wants to read a packet while no journal is open."""
    leave_wanted = Signal()
    """Somebody closes the window while a file is worked on: it stays."""

    def __init__(self, themes: ThemeManager) -> None:
        super().__init__()
        self.setWindowTitle("Mentor Journal")
        self.resize(START_SIZE)
        self.themes = themes
        self.context: Context | None = None
        self._works = False
        self._pages: dict[str, Page] = {}
        self._place = ""
        self._extra: tuple[Command, ...] = ()
        self.recent: RecentMenu | None = None
        """The journals opened before, set by whoever remembers them."""
        self.rail = Rail()
        self.top = TopBar()
        self.stack = PageStack()
        self._blank = NothingOpen()
        self.stack.addWidget(self._blank)
        self.line = StatusLine()
        self.signs = Signs(self.rail, self.line, self)
        self.modes = ModeStrip()
        self.notice = Notice()
        self._unsaved = Unsaved(self, self.stack, self.notice)
        self._lay_out()
        self.toast = WindowToast(self.stack)
        self.steps = Steps(self.top, self)
        self.undo_action, self.redo_action = self.steps.both
        self.addActions(self.steps.both)
        self.top.menu.addSeparator()
        self._connect()
        self._empty()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        for widget in (self.top, hairline(), self.modes, self.notice):
            right.addWidget(widget)
        right.addWidget(self.stack, 1)
        right.addWidget(hairline())
        right.addWidget(self.line)
        centre = QWidget()
        row = QHBoxLayout(centre)
        for layout in (right, row):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(hairline(vertical=True))
        row.addLayout(right, 1)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        self.rail.place_wanted.connect(self.go)
        self.rail.lock_wanted.connect(self.lock_wanted)
        self.rail.settings_wanted.connect(self.settings_wanted)
        self._blank.action_clicked.connect(self.open_wanted)
        self._blank.unlock_clicked.connect(self.unlock_wanted)
        self._blank.packet_clicked.connect(self.packet_wanted)
        self.toast.opened.connect(self.open_record)
        self.steps.wanted.connect(self._step)
        self.themes.theme_changed.connect(self._rescale)
        for place in PLACES:
            shortcut = QShortcut(QKeySequence(place.shortcut), self)
            shortcut.activated.connect(lambda key=place.key: self.go(key))
        search = QShortcut(QKeySequence("Ctrl+K"), self)
        search.activated.connect(lambda: self.palette_list.open())  # noqa: PLW0108  made on first use
        self.top.menu.aboutToShow.connect(self.steps.refresh)

    @cached_property
    def palette_list(self) -> SearchPalette:
        """The palette below the search field, made with the first journal: the window is up before."""
        from mentorjournal.gui.search_palette import SearchPalette

        made = SearchPalette(self.top.search, self.commands, self)
        made.chosen.connect(self._take)
        return made

    def add_commands(self, commands: tuple[Command, ...]) -> None:
        """Commands of the whole program, for the menu, the palette and their shortcuts."""
        self._extra = commands
        for command in commands:
            action = self.top.add_to_menu(command.text, command.icon, command.shortcut)
            action.triggered.connect(lambda _=False, run=command.run: run())
            self.addAction(action)

    def attach(self, context: Context, search_tasks: object) -> None:
        """Show this journal, starting with Today."""
        self.context = context
        self._blank.show_locked("")
        self._unsaved.attach(context)
        self.palette_list.attach(context.services, search_tasks)  # type: ignore[arg-type]
        navigator = context.navigator
        navigator.record_wanted.connect(self.open_record)
        navigator.view_wanted.connect(self.open_view)
        navigator.document_wanted.connect(self.open_document)
        navigator.place_wanted.connect(self.go)
        navigator.message.connect(self._tell)
        navigator.made.connect(self.toast.show_made)
        navigator.flush_wanted.connect(self.flush)
        self.notice.attach(navigator)
        context.relay.changed.connect(self._after_change)
        self.top.set_quick_enabled(not context.read_only)
        if context.read_only:
            self.notice.show_message(self.tr("You can read, not write: ") + context.read_only, "warn")
        self.signs.attach(context)
        self.steps.attach(context)
        self.go("today")

    def detach(self) -> None:
        """Let go of the journal: every page and every text of it leaves the window."""
        for dialog in self.findChildren(QDialog):
            if dialog.isVisible():
                dialog.done(QDialog.DialogCode.Rejected)
        self.stack.keep_only(self._blank)
        self._pages.clear()
        self._place = ""
        self.palette_list.detach()
        self.context = None
        self._unsaved.attach(None)
        self._empty()

    def show_work(self, said: str) -> None:
        """Say what is done to the file while no journal is open; with nothing, that no more is done."""
        self._works = bool(said)
        self._blank.show_work(said)
        self.setEnabled(not said)

    def show_locked(self, name: str) -> None:
        """Say of which journal the passphrase is wanted, while none is open."""
        self._blank.show_locked(name)

    def _empty(self) -> None:
        """Nothing of any journal in the parts that stay."""
        self.signs.clear()
        self.notice.clear()
        self.toast.clear()
        self.top.set_quick_enabled(False)
        self.steps.attach(None)

    def page(self, key: str) -> Page:
        """The page of a place, made when it is first asked for."""
        if key not in self._pages and self.context is not None:
            place = next(place for place in PLACES if place.key == key)
            page: Page = getattr(importlib.import_module(place.module), place.page)(self.context)
            self._pages[key] = page
            self.stack.addWidget(page)
        return self._pages[key]

    @property
    def place(self) -> str:
        """The key of the place that is open."""
        return self._place

    def go(self, key: str) -> None:
        """Open a place; what was being typed in the one before is saved first."""
        if self.context is None or key == self._place:
            return
        if self._place:
            self._pages[self._place].flush()
        page = self.page(key)
        self._place = key
        self.rail.show_place(key)
        self.stack.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_record(self, record_id: str) -> None:
        """Show a record where it is at home."""
        if self.context is None:
            return
        home = self.context.services.records.home_of(record_id)
        if home is None:
            self._tell("warn", self.tr("This record is not in the journal any more."))
            return
        if home.type in APART:
            APART[home.type](self.context, home.id, self)
            return
        place = home_place(home.type)
        self.go(place.key)
        self.page(place.key).show_record(home.id)

    def open_view(self, record_id: str, view: str) -> None:
        """Show a view of the place that has it, of a record where one is given."""
        place = place_of_view(view)
        self.go(place.key)
        self.page(place.key).show_view(view, record_id)

    def open_document(self, kind: str, scheme_id: str = "") -> None:
        """Show what a document of this kind would be, for a scheme where it needs one."""
        from mentorjournal.gui.pages.reports import ReportsPage

        self.go(ReportsPage.PLACE)
        page = self.page(ReportsPage.PLACE)
        if isinstance(page, ReportsPage):
            page.show_document(kind, scheme_id)

    def flush(self) -> bool:
        """Save what every place and dialog has pending; what could not be saved is said, and stays."""
        return self._unsaved.flush(self._pages.values())

    def commands(self) -> tuple[Command, ...]:
        """Everything that can be run now: the open place's own, undo and redo, places, the program's."""
        if self.context is None:
            return self._extra
        own = self._pages[self._place].commands() if self._place else ()
        recent = self.recent.commands() if self.recent is not None else ()
        places = (*document_commands(self.open_document), *place_commands(self.go))
        return (*own, *self._extra, *recent, *self.steps.commands(), *places)

    def _after_change(self, changes: ChangeSet) -> None:
        self.signs.follow(changes)
        self.steps.refresh()

    def _step(self, redo: bool) -> None:
        if self.context is not None and self.flush():
            done = self.steps.take(redo=redo)
            if done:
                self._tell("info", done)

    def _take(self, entry: Entry) -> None:
        if entry.command is not None:
            QTimer.singleShot(0, self, entry.command.run)
        else:
            self.open_record(entry.record_id)

    def _tell(self, kind: str, text: str) -> None:
        if kind == "error":
            self.notice.show_message(text, "error")
        else:
            self.toast.show_message(text, kind)  # type: ignore[arg-type]

    def _rescale(self, _: object) -> None:
        self.rail.rescale()
        self.top.rescale()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save first; stay open where saving failed, in whatever way, and while a file is worked on."""
        event.ignore()
        if self._works:
            self.leave_wanted.emit()
        elif self.flush():
            self.closing.emit()
            event.accept()
