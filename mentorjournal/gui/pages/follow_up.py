"""Follow up: a meeting wrapped up in under a minute."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.follow_up_deeds import FollowUpDeeds
from mentorjournal.gui.pages.follow_up_sending import FollowUpSending
from mentorjournal.gui.pages.follow_up_view import FollowUpView
from mentorjournal.gui.pages.meet_frame import OneMeetingPage
from mentorjournal.gui.pages.page import Command
from mentorjournal.gui.pages.record_actions import ActionDeeds
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.model.types import Meeting, Question, Reflection
from mentorjournal.services.follow_up_page import FollowUpPage as FollowUpRead


class FollowUpPage(OneMeetingPage):
    """What was agreed, the next date, the summary to send, thanks, and a moment to think back."""

    PLACE: ClassVar[str] = "follow_up"
    TITLE: ClassVar[str] = "Follow up"
    KEYS: ClassVar[tuple[str, ...]] = ("follow-wrap", "follow-next", "follow-copy", "follow-paper")
    QUIET: ClassVar[Mapping[str, frozenset[str]]] = {
        Meeting.TYPE: frozenset(("summary",)),
        Question.TYPE: frozenset(("answer", "confidential")),
        Reflection.TYPE: frozenset(("sections",)),
    }
    view: FollowUpView

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.shown: FollowUpRead | None = None
        self.sending = FollowUpSending(self)
        self.deeds = FollowUpDeeds(self)
        self.promises = ActionDeeds(
            context,
            self.saver,
            self.origin,
            self.view.agreed,
            lambda title, day: self.services.meetings.add_action(
                self.record_id, title, day, origin=self.origin
            ),
            self.show_again,
        )

    def make_view(self) -> FollowUpView:
        """What follows from a meeting."""
        return FollowUpView(self.context, self.saver, self.origin)

    def make_empty(self) -> EmptyState:
        """Without a meeting."""
        return EmptyState(
            self.tr("Choose the meeting that is over."),
            self.tr("To the meetings"),
            self.tr("Here it is wrapped up: the next date, a summary to send, and what to thank for."),
            "meetings",
        )

    def read(self, meeting_id: str) -> FollowUpRead:
        """What was agreed and what is left."""
        self.shown = self.services.follow_up.page(meeting_id, self.context.today())
        return self.shown

    def note_texts(self) -> bool:
        """A summary that is being written is only noted; an empty one is written by itself again."""
        meeting, shown = self.meeting, self.shown
        if meeting is None or shown is None:
            return False
        typed: Meeting = self.saver.over(meeting)
        if meeting.summary and not typed.summary:
            return False
        self.shown = dataclasses.replace(shown, meeting=typed)
        self.view.summary.show_summary(self.shown, edited=bool(typed.summary), because="")
        return True

    def all_commands(self) -> tuple[Command, ...]:
        """Wrap up, plan, send, think back."""
        tr = self.tr
        return (
            Command("follow-wrap", tr("Wrap up the meeting"), self.wrap_up, "check", "Ctrl+Shift+W"),
            Command("follow-next", tr("Plan the next meeting"), self.plan_next, "calendar", "Ctrl+Shift+P"),
            Command("follow-copy", tr("Copy the summary"), self.copy_summary, "copy", "Ctrl+Shift+C"),
            Command("follow-mail", tr("Summary as a mail draft"), self.mail_summary, "share"),
            Command("follow-paper", tr("Summary as a one-page PDF"), self.ask_path, "print", "Ctrl+Shift+S"),
            Command("follow-reflect", tr("Think back on the meeting"), self.reflect, "edit"),
        )

    def commands(self) -> tuple[Command, ...]:
        """In a journal that is only read, what sends the summary stays."""
        if self.context.read_only and self.record_id:
            sends = ("follow-copy", "follow-mail", "follow-paper")
            return tuple(command for command in self.all_commands() if command.key in sends)
        return super().commands()

    def wrap_up(self) -> None:
        """Say that all is done."""
        self.deeds.wrap_up()

    def plan_next(self) -> None:
        """Plan the day that is offered."""
        if not self.context.read_only and self.record_id:
            self.view.next.plan.click()

    def copy_summary(self) -> None:
        """Put the summary on the clipboard."""
        self.sending.copy()

    def mail_summary(self) -> None:
        """Open a draft in the reader's own mail program."""
        self.sending.mail()

    def ask_path(self) -> None:
        """Ask where to save the page."""
        self.sending.ask_path()

    def reflect(self) -> None:
        """Begin to think back, or go on with it."""
        self.deeds.reflect()
