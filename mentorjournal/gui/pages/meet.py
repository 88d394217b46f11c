"""Meet: the page that stays open while two people talk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.meet_deeds import MeetDeeds, ticked_lines
from mentorjournal.gui.pages.meet_frame import OneMeetingPage
from mentorjournal.gui.pages.meet_view import MeetView
from mentorjournal.gui.pages.meetings_notes import LINE_KEYS
from mentorjournal.gui.pages.page import Command
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.model.types import Meeting
from mentorjournal.services.meetings import MeetingPage


class MeetPage(OneMeetingPage):
    """Agenda, notes, and one key for what a line becomes; the timer feeds the log of hours."""

    PLACE: ClassVar[str] = "meet"
    TITLE: ClassVar[str] = "Meet"
    KEYS: ClassVar[tuple[str, ...]] = ("meet-timer", "meet-end")
    QUIET: ClassVar[Mapping[str, frozenset[str]]] = {
        Meeting.TYPE: frozenset(("notes", "gave", "received", "worth"))
    }
    view: MeetView

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.deeds = MeetDeeds(self)

    def make_view(self) -> MeetView:
        """The meeting while it lasts."""
        return MeetView(self.context, self.saver, self.origin)

    def make_empty(self) -> EmptyState:
        """Without a meeting."""
        return EmptyState(
            self.tr("Choose the meeting that begins."),
            self.tr("To the meetings"),
            self.tr("Here its notes are taken: one key makes a line an action, a decision or a question."),
            "meetings",
        )

    def read(self, meeting_id: str) -> MeetingPage:
        """A meeting with its agenda and what was made of its notes."""
        return self.services.meetings.page(meeting_id)

    def show_record(self, record_id: str) -> bool:
        """Show a meeting, with what was prepared for it and what collides with it."""
        shown = super().show_record(record_id)
        if shown:
            self._show_surroundings()
        return shown

    def refresh(self) -> None:
        """Read everything again."""
        super().refresh()
        self._show_surroundings()

    def all_commands(self) -> tuple[Command, ...]:
        """The lines of the notes, the agenda, the timer, the end."""
        tr = self.tr
        lines = (
            Command(
                f"meet-line-{kind}",
                tr("Make the line of the notes: {0}").format(tr(word)),
                partial(self.turn_line, kind),
                "" if kind == "agenda" else kind,
                keys,
            )
            for kind, keys, word in LINE_KEYS
        )
        return (
            Command("meet-timer", tr("Start or pause the timer"), self.turn_timer, "timer", "Ctrl+Shift+T"),
            Command("meet-end", tr("End the meeting"), self.end, "stop", "Ctrl+Shift+E"),
            Command("meet-agenda", tr("Add to the agenda"), self.to_agenda, "add"),
            Command("meet-notes", tr("Write meeting notes"), self.to_notes, "edit"),
            *lines,
        )

    def turn_line(self, kind: str) -> None:
        """Make the line of the cursor, or what is marked, a record."""
        self.view.notes.turn_line(kind)

    def turn_timer(self) -> None:
        """Start or pause."""
        if self.commands():
            self.deeds.turn_timer()

    def end(self) -> None:
        """End the meeting and go on to its follow-up."""
        if self.record_id:
            self.deeds.end()

    def to_agenda(self) -> None:
        """Go where a line is added to the agenda."""
        self.view.agenda.add_row.title.setFocus()

    def to_notes(self) -> None:
        """Go where the notes are written."""
        self.view.notes.edit.setFocus()

    def _show_surroundings(self) -> None:
        """What was prepared is gathered by the worker, for it may have much to look through."""
        meeting_id = self.record_id
        if not meeting_id:
            return
        services, today = self.services, self.context.today()
        self.view.show_warning(" ".join(services.calendar.overlaps(meeting_id)))

        def show(parts: Mapping[str, Sequence[str]]) -> None:
            # The page may be gone by then, with its journal.
            if isValid(self) and meeting_id == self.record_id:
                self.view.show_brief(parts)

        self.context.tasks.start(
            lambda _task: ticked_lines(services, meeting_id, today), show, lambda _error: show({})
        )
