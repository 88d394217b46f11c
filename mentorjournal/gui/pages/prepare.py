"""Prepare: the brief of a meeting, which gathers itself; what is not to be brought is unticked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError, NotFound
from mentorjournal.gui.pages.page import Command, Page
from mentorjournal.gui.pages.prepare_deeds import PrepareDeeds
from mentorjournal.gui.pages.prepare_paper import PreparePaper
from mentorjournal.gui.pages.prepare_view import PrepareView
from mentorjournal.gui.widgets.brief_part import BriefPart
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.model.types import Meeting
from mentorjournal.services.preparing import Brief
from mentorjournal.services.preparing.together import Together

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from mentorjournal.gui.bridge import Task
    from mentorjournal.gui.context import Context
    from mentorjournal.model.changes import ChangeSet


@dataclass(frozen=True)
class _Found:
    """What the worker brings: the brief, what stands beside it, and the meetings of its day in order."""

    brief: Brief
    together: Together
    day: tuple[str, ...]


class PreparePage(Page):
    """The view "prepare" of Meetings."""

    PLACE: ClassVar[str] = "prepare"
    TITLE: ClassVar[str] = "Prepare"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.record_id = ""
        self.brief: Brief | None = None
        self._day: tuple[str, ...] = ()
        self._asked = 0
        self.view = PrepareView(context)
        self.deeds = PrepareDeeds(context, self.origin, self)
        self.paper = PreparePaper(context, self)
        self.empty = EmptyState(
            self.tr("Choose the meeting to prepare."),
            self.tr("To the meetings"),
            self.tr("Its brief gathers what changed since you last met: actions, goals, questions, wins."),
            "meetings",
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self._connect()

    def _connect(self) -> None:
        view, go = self.view, self.context.navigator
        self.empty.action_clicked.connect(lambda: go.open_view("", "page"))
        view.start_button.clicked.connect(self.start_meeting)
        view.print_button.clicked.connect(self.offer_paper)
        view.earlier.clicked.connect(lambda: self.go_in_day(-1))
        view.later.clicked.connect(lambda: self.go_in_day(1))
        view.objective.edited.connect(self.deeds.type_objective)
        view.objective.editingFinished.connect(self.deeds.autosaver.flush)
        view.side.opened.connect(go.open_record)
        self.deeds.done.connect(self._gather)
        self.paper.measured.connect(view.show_also)
        for command in self._all_commands():
            if command.shortcut:
                shortcut = QShortcut(QKeySequence(command.shortcut), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(command.run)

    # The meeting shown

    def show_record(self, record_id: str) -> bool:
        """Show the brief of a meeting; False where there is none of this id."""
        meeting = self.services.records.peek(record_id)
        if not isinstance(meeting, Meeting) or meeting.deleted_at is not None:
            return False
        self._stale = False
        if not self.flush() and record_id != self.record_id:
            return True
        if record_id != self.record_id:
            self.record_id = record_id
            self.brief = None
            self.deeds.open(record_id)
            self.view.show_title(self._names(meeting))
            self.view.objective.set_value(meeting.objective)
            self.view.show_also(())
            self.view.show_day(0, 1)
            self.view.verticalScrollBar().setValue(0)
        self.stack.setCurrentWidget(self.view)
        self._gather()
        return True

    def _names(self, meeting: Meeting) -> str:
        names = self.services.records.titles(meeting.people)
        return ", ".join(names.values()) or meeting.title or self.tr("Meeting")

    def refresh(self) -> None:
        """Gather again; what is being typed is saved first."""
        self.flush()
        self._gather()

    def after_own_change(self, changes: ChangeSet) -> None:
        """The lines follow; what is being written in does not move."""
        self._gather()

    def flush(self) -> bool:
        """Save what is typed."""
        return self.deeds.autosaver.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: measure no page."""
        super().hideEvent(event)
        self.paper.stop()

    def _gather(self) -> None:
        """Ask the worker for the brief as it is now; an answer that another one overtook is not shown."""
        if not self.record_id:
            self.stack.setCurrentWidget(self.empty)
            return
        self._asked += 1
        number, meeting_id, today = self._asked, self.record_id, self.context.today()
        prepare = self.services.preparing

        def work(_: Task) -> _Found:
            brief = prepare.brief(meeting_id, today)
            day = prepare.on_day(brief.day) if brief.day else ()
            return _Found(brief, prepare.together(meeting_id, today), day)

        def done(found: _Found) -> None:
            if number == self._asked:
                self._show(found)

        def failed(error: JournalError) -> None:
            if number == self._asked:
                self._show_failure(error)

        self.context.tasks.start(work, done, failed)

    def _show_failure(self, error: JournalError) -> None:
        if isinstance(error, NotFound):
            self._rescue()
            self.record_id, self.brief = "", None
            self.deeds.open("")
            self.stack.setCurrentWidget(self.empty)
        else:
            self.context.navigator.tell("error", error.message)

    def _rescue(self) -> None:
        """The meeting is gone: what is written for it and could not be saved becomes a quick note."""
        words = self.deeds.unsaved()
        if not words:
            return
        capture = self.services.capture
        try:
            capture.keep_draft("\n".join(filter(None, (capture.draft(), words))))
        except JournalError as error:
            self.context.navigator.tell("error", f"{error.message} {words}")
        else:
            told = self.tr("This meeting is gone. What you wrote for it is in the quick note (Ctrl+N).")
            self.context.navigator.tell("warn", told)

    def _show(self, found: _Found) -> None:
        if any(row.editing for part in self.view.parts.values() for row in part.lines()):
            return
        today = self.context.today()
        self.brief, self._day = found.brief, found.day
        if self.deeds.objective_pending:
            found = replace(found, brief=replace(found.brief, objective=self.view.objective.text()))
        self.view.show_brief(found.brief, today)
        self.view.side.display(found.together, today)
        place = self._day.index(self.record_id) if self.record_id in self._day else 0
        self.view.show_day(place, len(self._day))
        for part in self.view.parts.values():
            self._join(part)
        if self.isVisible():
            self.paper.show_brief(found.brief)

    def _join(self, part: BriefPart) -> None:
        """Connect a part that was made for this brief."""
        if part.property("joined"):
            return
        part.setProperty("joined", True)
        part.ticked.connect(self.deeds.tick)
        part.typed.connect(self.deeds.type_line)
        part.settled.connect(self.deeds.settle)
        part.moved.connect(self.deeds.move)
        part.removed.connect(self.deeds.remove)
        part.another.connect(lambda line: self.deeds.another(line, self.context.today()))
        part.opened.connect(self.context.navigator.open_record)

    # What can be done

    def start_meeting(self) -> None:
        """Go on to the meeting itself."""
        if self.record_id and self.flush():
            self.context.navigator.open_view(self.record_id, "meet")

    def go_in_day(self, steps: int) -> None:
        """Prepare the meeting before or after this one on the same day."""
        if self.record_id in self._day:
            to = self._day.index(self.record_id) + steps
            if 0 <= to < len(self._day):
                self.show_record(self._day[to])

    def offer_paper(self) -> None:
        """Ask whether to save or to print, this one or the whole day."""
        menu = self.paper_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button = self.view.print_button
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def paper_menu(self) -> QMenu:
        """What can be done on paper."""
        menu = QMenu(self)
        menu.addAction(self.tr("Save as PDF…"), self.ask_path)
        menu.addAction(self.tr("Print…"), self.paper.ask_printer)
        if len(self._day) > 1:
            menu.addAction(self.tr("Print the day…"), self.ask_day_path)
        return menu

    def ask_path(self) -> None:
        """Ask where to save the brief."""
        if self.brief is not None and self.flush():
            self.paper.ask_path(self._file_name(self.brief.names), (self.record_id,))

    def ask_day_path(self) -> None:
        """Ask where to save the briefs of every meeting of this day."""
        if self._day and self.flush():
            self.paper.ask_path(self._file_name(self.tr("the day's meetings")), self._day)

    def _file_name(self, names: str) -> str:
        day = self.brief.day.isoformat() if self.brief is not None and self.brief.day else ""
        return self.tr("Brief {0} {1}").format(day, names)

    def commands(self) -> tuple[Command, ...]:
        """Start, print, save, and the other meetings of the day; without a meeting there is nothing."""
        return self._all_commands() if self.record_id else ()

    def _all_commands(self) -> tuple[Command, ...]:
        tr = self.tr
        return (
            Command("prepare-start", tr("Start meeting"), self.start_meeting, "meetings", "Ctrl+Return"),
            Command("prepare-save", tr("Save brief as PDF"), self.ask_path, "save-as", "Ctrl+S"),
            Command("prepare-print", tr("Print brief"), self.paper.ask_printer, "print", "Ctrl+P"),
            Command("prepare-day", tr("Print the briefs of the day"), self.ask_day_path, "print"),
            Command("prepare-objective", tr("Write the objective"), self.view.objective.setFocus, "edit"),
            Command(
                "prepare-earlier",
                tr("Previous meeting of the day"),
                lambda: self.go_in_day(-1),
                "arrow-left",
                "Alt+PgUp",
            ),
            Command(
                "prepare-later",
                tr("Next meeting of the day"),
                lambda: self.go_in_day(1),
                "arrow-right",
                "Alt+PgDown",
            ),
        )
