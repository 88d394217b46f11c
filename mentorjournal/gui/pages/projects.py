"""Projects: what I am working on with whom, how far it has come, and what it has cost in hours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from mentorjournal.gui.context import Context
from mentorjournal.gui.models.card_model import CardItem
from mentorjournal.gui.pages.page import Command
from mentorjournal.gui.pages.projects_view import ProjectView
from mentorjournal.gui.pages.record_place import RecordPlace
from mentorjournal.gui.widgets.card_list import CardList
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.words import due_words
from mentorjournal.model.choices import label
from mentorjournal.model.record import Record
from mentorjournal.model.types import Milestone, Project
from mentorjournal.services.projects import ProjectCard, ProjectPage


class ProjectsPage(RecordPlace):
    """The projects by state, one of them, the inspector."""

    PLACE: ClassVar[str] = "goals"
    TITLE: ClassVar[str] = "Projects"
    TYPE: ClassVar[type[Record]] = Project
    WATCHES: ClassVar[tuple[str, ...]] = (
        *("project", "milestone", "activity", "feedback", "goal", "relationship", "person", "opportunity"),
        *("attachment", "tag"),
    )
    view: ProjectView

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        view, lines = self.view, self.view.milestones
        lines.added.connect(self._add_milestone)
        lines.ticked.connect(self._tick_milestone)
        lines.dated.connect(self._date_milestone)
        lines.removed.connect(self._remove_milestone)
        view.questions.opened.connect(self._show_version)
        view.ask.clicked.connect(self.ask_feedback)
        view.log.clicked.connect(self.log_time)
        view.naming.named.connect(self._show_again)

    def make_list(self) -> CardList:
        """By state, what is due next first."""
        return CardList(self.tr("Projects"), self.tr("New project"))

    def make_view(self) -> ProjectView:
        """The page of one project."""
        return ProjectView(self.context, self.saver, self.origin)

    def make_empty(self) -> EmptyState:
        """What counts as one."""
        return EmptyState(
            self.tr(
                "Research, teaching, service or a stage of training: with its question, its milestones, its hours."
            ),
            self.tr("New project"),
            self.tr(
                "“Overnight alerts: which ones does nobody get up for? Joint with Dr Lim, until August.”"
            ),
            "project",
        )

    def items(self) -> Sequence[CardItem]:
        """The cards by state."""
        return [self._item(card) for card in self.services.projects.cards()]

    def _item(self, card: ProjectCard) -> CardItem:
        one = card.project
        words, kind = due_words(card.next_due, self.context.today())
        parts = [
            self.tr("{0} of {1} milestones").format(card.done, card.milestones) if card.milestones else "",
            self.tr("{0} h").format(f"{card.hours:g}") if card.hours else "",
        ]
        second = " · ".join(filter(None, parts)) or one.role
        return CardItem(
            one.id, one.title or Project.LABEL, second, "", words, kind, label("goal_status", one.status)
        )

    def read(self, record_id: str) -> ProjectPage:
        """A project with all that its page shows."""
        return self.services.projects.page(record_id)

    def record_of(self, page: ProjectPage) -> Project:
        """The project."""
        return page.card.project

    def draft(self) -> Project:
        """One that begins today."""
        return Project(starts_on=self.context.today())

    def card_facts(self, record: Any) -> tuple[object, ...]:
        """What the card is made of."""
        return record.title, record.status, record.role, record.ends_on

    def more_commands(self) -> tuple[Command, ...]:
        """Milestones, hours, feedback."""
        if self.context.read_only:
            return ()
        tr = self.tr
        return (
            Command("project-milestone", tr("Add a milestone"), self.view.add_milestone, "milestone"),
            Command("project-log", tr("Log time for this project"), self.log_time, "time"),
            Command("project-ask", tr("Ask for feedback on this project"), self.ask_feedback, "feedback"),
        )

    def ask_feedback(self) -> None:
        """Ask somebody by a form of one page; the request waits in Feedback."""
        from mentorjournal.gui.dialogs.feedback_form import FeedbackFormDialog

        if not self.context.read_only and (key := self.saver.ensure()):
            FeedbackFormDialog(self.context, "", self.window(), about=key).open()

    def log_time(self) -> None:
        """A new activity for the project, and go there."""
        if not self.context.read_only and (key := self.saver.ensure()):
            projects, today = self.services.projects, self.context.today()
            made = self.guarded(lambda: projects.log(key, today, origin=self.origin))
            if made is not None:
                self.context.navigator.open_record(made.id)

    def _show_version(self, version: str) -> None:
        from mentorjournal.gui.dialogs.versions import VersionsDialog

        if key := self.saver.ensure():
            VersionsDialog(self.context, key, self.window(), left=int(version)).open()

    def _add_milestone(self, title: str, due: dt.date | None) -> None:
        projects = self.services.projects
        self._do(lambda key: projects.add_milestone(key, title, due, origin=self.origin))

    def _tick_milestone(self, milestone_id: str, on: bool) -> None:
        day = self.context.today() if on else None
        self._do(lambda _: self.services.goals.tick_milestone(milestone_id, day, origin=self.origin))

    def _date_milestone(self, milestone_id: str, day: dt.date | None) -> None:
        """Another day it is due, or, once reached, the day it was."""
        goals = self.services.goals
        done = self.services.records.get(Milestone, milestone_id).done_on is not None
        move = goals.tick_milestone if done else goals.move_milestone
        self._do(lambda _: move(milestone_id, day, origin=self.origin))

    def _remove_milestone(self, milestone_id: str) -> None:
        self._do(lambda _: self.services.records.trash(milestone_id, origin=self.origin))

    def _do(self, work: Callable[[str], object]) -> None:
        """Something about the project shown, kept first where it is a draft."""
        if key := self.saver.ensure():
            self.guarded(lambda: work(key))
            self._show_again()
            self.reload_list()
