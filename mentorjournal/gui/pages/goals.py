"""Goals: where I am going, what moves and what stands still, as a list by state or in time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mentorjournal.errors import NotFound
from mentorjournal.gui.context import Context
from mentorjournal.gui.inspector import Inspector
from mentorjournal.gui.pages.goals_deeds import GoalDeeds
from mentorjournal.gui.pages.goals_panels import GoalsListPanel, GoalsTimelinePanel
from mentorjournal.gui.pages.goals_saving import GoalSaver
from mentorjournal.gui.pages.goals_view import GoalView
from mentorjournal.gui.pages.goals_views import HOMES, VIEWS
from mentorjournal.gui.pages.page import Command
from mentorjournal.gui.pages.views import View
from mentorjournal.gui.pages.with_views import WithViews
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.labels import hairline
from mentorjournal.model.changes import ChangeSet
from mentorjournal.model.types import Goal
from mentorjournal.services.goals import GoalPage

LEAST_MIDDLE = 400
"""The side panel folds by itself where the goal's page would be narrower, in pixels at 100 %."""


class GoalsPage(WithViews):
    """The list by state beside a goal's page, or all goals in time; beside them what goals grow from."""

    PLACE: ClassVar[str] = "goals"
    TITLE: ClassVar[str] = "Goals"
    VIEWS: ClassVar[tuple[View, ...]] = VIEWS
    HOMES: ClassVar[Mapping[str, str]] = HOMES

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._side_wanted = True
        self.saver = GoalSaver(context, self.origin, self)
        self.list = GoalsListPanel(context.today)
        self.timeline = GoalsTimelinePanel(context.today)
        self.view = GoalView(context, self.saver, self.origin)
        self.deeds = GoalDeeds(context, self.origin, self.saver, self.view)
        self.side = Inspector(context)
        self.empty = EmptyState(
            self.tr("A goal says where you are going, and how you will know that you are there."),
            "" if context.read_only else self.tr("New goal"),
            self.tr("Example: Fifty overnight alerts coded by August, so that the question has first data."),
            "goals",
        )
        self.middle = QStackedWidget()
        self.faces = QStackedWidget()
        self._lay_out()
        self._connect()
        for panel in (self.list, self.timeline):
            panel.set_writable(writable=not context.read_only, because=context.read_only)
        for command in self._all_commands():
            if command.shortcut:
                QShortcut(QKeySequence(command.shortcut), self.faces, command.run)
        self._show_side()

    def _lay_out(self) -> None:
        self.middle.addWidget(self.empty)
        self.middle.addWidget(self.view)
        self._side_line = hairline(vertical=True)
        by_state = QWidget()
        row = QHBoxLayout(by_state)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget in (self.list, hairline(vertical=True)):
            row.addWidget(widget)
        row.addWidget(self.middle, 1)
        for widget in (self._side_line, self.side):
            row.addWidget(widget)
        self.faces.addWidget(by_state)
        self.faces.addWidget(self.timeline)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.host(self.faces))

    def _connect(self) -> None:
        for panel in (self.list, self.timeline):
            panel.new_wanted.connect(self.new_goal)
            panel.face_wanted.connect(self.show_face)
        self.list.goals.chosen.connect(self.open_goal)
        self.timeline.chart.opened.connect(self.show_record)
        self.empty.action_clicked.connect(self.new_goal)
        self.saver.made.connect(self._after_made)
        self.saver.autosaver.saved.connect(self.context.navigator.saved)
        self.saver.autosaver.failed.connect(lambda text: self.context.navigator.tell("error", text))
        self.deeds.refused.connect(self._show_again)
        self.view.delete_wanted.connect(self.delete_goal)
        self.view.linked.write_wanted.connect(self.write_about)
        self.view.head.side_wanted.connect(self.toggle_side)
        self.context.themes.theme_changed.connect(self._rescale)

    def refresh(self) -> None:
        """Read list and goal again; a goal that is gone makes room for its place in the list."""
        goal_id = self.saver.goal_id
        page = self._read(goal_id)
        if goal_id and page is None:
            self.saver.open("")
            self.middle.setCurrentWidget(self.empty)
        self.flush()
        self._reload_list()
        if page is not None:
            self._show_again()
        elif self.middle.currentWidget() is self.empty:
            self._open_first(*self.list.model.ids())

    def after_own_change(self, changes: ChangeSet) -> None:
        """The list and what surrounds the texts follow; the texts stay as they are."""
        self._reload_list()
        page = self._read(self.saver.goal_id)
        if page is not None:
            self.view.show_around(page)

    def show_own(self, record_id: str) -> bool:
        """Show a goal."""
        if self._read(record_id) is None:
            return False
        self.show_face("list")
        self.open_goal(record_id)
        return True

    def open_goal(self, goal_id: str) -> None:
        """Show a goal; what was typed in the one before is saved first."""
        if goal_id != self.saver.goal_id and self.flush():
            self.saver.open(goal_id)
            self.view.verticalScrollBar().setValue(0)
        self._show_again()

    def show_face(self, face: str) -> None:
        """The "list" by state or the "timeline"."""
        self.flush()
        for panel in (self.list, self.timeline):
            panel.switch.set_value(face)
        self.faces.setCurrentIndex(1 if face == "timeline" else 0)
        self._reload_list()
        if face == "timeline":
            self.timeline.chart.rows.mark(self.saver.goal_id)
            self.timeline.chart.setFocus()

    def flush_own(self) -> bool:
        """Save what is typed."""
        return self.saver.flush()

    def own_commands(self) -> tuple[Command, ...]:
        """New goal, the other face, and what can be done with the goal shown."""
        return tuple(command for command in self._all_commands() if self._can(command.key))

    def _all_commands(self) -> tuple[Command, ...]:
        other = self.tr("Goals in time") if self._is_list() else self.tr("Goals as a list")
        tr = self.tr
        return (
            Command("goal-new", tr("New goal"), self.new_goal, "add", "Ctrl+Shift+N"),
            Command("goal-face", other, self.toggle_face, "timeline", "Ctrl+Shift+T"),
            Command("goal-milestone", tr("Add a milestone"), self.add_milestone, "milestone", "Ctrl+Shift+M"),
            Command("goal-write", tr("Write about this goal"), self.write_about, "edit"),
            Command("goal-plan", tr("Print as development plan"), self.print_plan, "print", "Ctrl+P"),
            Command("goal-delete", tr("Delete goal"), self.delete_goal, "trash", "Ctrl+Shift+Backspace"),
            Command("goal-side", tr("Toggle inspector"), self.toggle_side, "inspector", "Ctrl+Shift+I"),
        )

    def _can(self, key: str) -> bool:
        if key in {"goal-face", "goal-plan"}:
            return True
        if key == "goal-side":
            return bool(self.saver.goal_id) and self._is_list()
        if self.context.read_only:
            return False
        return key == "goal-new" or (
            self._is_list() and (bool(self.saver.goal_id) or (key == "goal-milestone" and self._is_writing()))
        )

    def print_plan(self) -> None:
        """All goals as an individual development plan, in Reports."""
        self.context.navigator.open_document("idp")

    def _is_writing(self) -> bool:
        return self.middle.currentWidget() is self.view

    def add_milestone(self) -> None:
        """Go to where a milestone is added."""
        if self._can("goal-milestone"):
            self.view.add_milestone()

    def new_goal(self) -> None:
        """An empty page to write on; the journal takes the goal with its first word."""
        if self.context.read_only or not self.flush():
            return
        self.show_face("list")
        self.saver.open("")
        self.view.show_new()
        self.list.goals.mark("")
        self._show_side()
        self.middle.setCurrentWidget(self.view)
        self.view.start()

    def toggle_face(self) -> None:
        """From the list to the timeline and back."""
        self.show_face("timeline" if self._is_list() else "list")

    def delete_goal(self) -> None:
        """Move the goal shown to the trash and show its neighbour."""
        if not self._can("goal-delete"):
            return
        goal_id, ids = self.saver.goal_id, self.list.model.ids()
        at = ids.index(goal_id) if goal_id in ids else 0
        if self.deeds.trash_goal(goal_id):
            self.saver.open("")
            self._open_first(*ids[at + 1 :], *reversed(ids[:at]))
            self.context.navigator.tell("info", self.tr("The goal is in the trash. Undo brings it back."))

    def write_about(self) -> None:
        """A new page in the journal, linked to this goal."""
        if self._can("goal-write"):
            self.deeds.write_about(self.saver.goal_id)

    def _is_list(self) -> bool:
        return self.faces.currentWidget() is not self.timeline

    def _read(self, goal_id: str) -> GoalPage | None:
        if not goal_id:
            return None
        try:
            page = self.services.goals.page(goal_id)
        except NotFound:
            return None
        return page if page.goal.deleted_at is None else None

    def _open_first(self, *ids: str) -> None:
        found = next((goal_id for goal_id in ids if self._read(goal_id)), "")
        if found:
            self.open_goal(found)
        else:
            self.middle.setCurrentWidget(self.empty)
            self._show_side()

    def _show_again(self) -> None:
        page = self._read(self.saver.goal_id)
        if page is None:
            self.view.show_goal(Goal(start=self.context.today()))
            return
        self.view.display(page)
        self.middle.setCurrentWidget(self.view)
        self.list.goals.mark(page.goal.id)
        self._show_side()

    def _after_made(self, goal_id: str) -> None:
        self.list.goals.mark(goal_id)
        page = self._read(goal_id)
        if page is not None:
            self.view.show_around(page)
        self._show_side()

    def _reload_list(self) -> None:
        if self._is_list():
            self.list.model.set_cards(self.services.goals.cards())
        else:
            self.timeline.chart.rows.reload(self.services.goals.tracks())

    def toggle_side(self) -> None:
        """Fold the side panel, or show it."""
        self._side_wanted = not self.side.isVisible()
        self._show_side(forced=self._side_wanted)

    def _show_side(self, *, forced: bool = False) -> None:
        goal_id = self.saver.goal_id
        room = self.width() - self.list.minimumWidth() - self.side.minimumWidth()
        shown = bool(goal_id) and self._side_wanted and (forced or room >= scaled(LEAST_MIDDLE))
        if shown and self.side.record_id != goal_id:
            self.side.show_record(goal_id)
        elif not goal_id:
            self.side.show_record(None)
        self.side.setVisible(shown)
        self._side_line.setVisible(shown)
        self.view.head.side.setChecked(shown)
        self.view.head.side.setVisible(bool(goal_id))

    def _rescale(self, _theme: object = None) -> None:
        self.list.rescale()
        self._show_side()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side panel leaves where there is no room."""
        super().resizeEvent(event)
        self._show_side()
