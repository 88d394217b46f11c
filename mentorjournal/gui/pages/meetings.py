"""Meetings: what is ahead, what was said, what was agreed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from mentorjournal.gui.context import Context
from mentorjournal.gui.models.card_model import CardItem
from mentorjournal.gui.pages.many_views import ManyViews
from mentorjournal.gui.pages.meetings_deeds import MeetingDeeds
from mentorjournal.gui.pages.meetings_view import MeetingView
from mentorjournal.gui.pages.page import Command
from mentorjournal.gui.pages.views import View
from mentorjournal.gui.widgets.card_list import CardList
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.words import how_many
from mentorjournal.model.record import Record
from mentorjournal.model.types import Meeting
from mentorjournal.services.meetings import MeetingCard, MeetingPage

USUAL_MINUTES = 45
PART = 200
"""Meetings read at a time."""
PREPARE_KEYS = "Ctrl+Shift+B"
ENDED = {"cancelled": "cancelled", "missed": "missed"}


class MeetingsPage(ManyViews):
    """The list by year, a meeting, the inspector. A new meeting is kept once something is on its page."""

    PLACE: ClassVar[str] = "meetings"
    TITLE: ClassVar[str] = "Meetings"
    TYPE: ClassVar[type[Record]] = Meeting
    VIEWS: ClassVar[tuple[View, ...]] = (
        View("page", "Meeting"),
        View("prepare", "Prepare", "mentorjournal.gui.pages.prepare", "PreparePage"),
        View("meet", "Meet", "mentorjournal.gui.pages.meet", "MeetPage"),
        View("follow_up", "Follow up", "mentorjournal.gui.pages.follow_up", "FollowUpPage"),
    )
    ABOUT_ONE: ClassVar[bool] = True
    view: MeetingView

    def __init__(self, context: Context) -> None:
        self._most = PART
        self._all_read = False
        super().__init__(context)
        self.deeds = MeetingDeeds(context, self.saver, self.origin, self.view, self._show_again)
        self.view.previous_wanted.connect(self.show_record)
        self.list.view.verticalScrollBar().valueChanged.connect(self._read_more)
        shortcut = QShortcut(QKeySequence(PREPARE_KEYS), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.prepare)

    def make_list(self) -> CardList:
        """What is ahead, then what is past by year."""
        return CardList(self.tr("Meetings"), self.tr("Plan a meeting"), lead=True)

    def make_view(self) -> MeetingView:
        """The page of one meeting."""
        return MeetingView(self.context, self.saver, self.origin)

    def make_empty(self) -> EmptyState:
        """What makes a meeting worth its time."""
        return EmptyState(
            self.tr("A meeting starts with an agenda."),
            self.tr("Plan a meeting"),
            self.tr("Example: monthly with my supervisor. Agree the aims page, ask about authorship."),
            "meetings",
        )

    def items(self) -> Sequence[CardItem]:
        """The nearest ahead first, then the latest past, as far back as somebody has scrolled."""
        today = self.context.today()
        ahead = self.services.meetings.ahead(today, self._most)
        past = self.services.meetings.past(today, self._most)
        self._all_read = max(len(ahead), len(past)) < self._most
        return [
            *(self._item(card, self.tr("Ahead"), today) for card in ahead),
            *(self._item(card, self._year(card), today) for card in past),
        ]

    def reveal(self, record: Record) -> None:
        """Read as far as this meeting stands."""
        self.items()
        while not self._all_read and record.id not in {item.key for item in self.items()}:
            self._most += PART

    def _read_more(self, place: int) -> None:
        """The end of the list is in sight: read another part of it."""
        bar = self.list.view.verticalScrollBar()
        if not self._all_read and bar.maximum() > 0 and place >= bar.maximum() - bar.pageStep():
            self._most += PART
            self.reload_list()

    def _take_choice(self, values: dict[str, Any], step: str) -> None:
        """Whether it was held, and how long it was, changes the hours that are logged for it too."""
        if "status" in values and (self.saver.record_id or values["status"] == "held"):
            self.deeds.set_status(values["status"])
        elif "minutes" in values and self.saver.record_id:
            self.deeds.set_length(values["minutes"])
        else:
            super()._take_choice(values, step)

    def _item(self, card: MeetingCard, group: str, today: dt.date) -> CardItem:
        meeting = card.meeting
        names = ", ".join(card.names)
        badge, kind = ENDED.get(meeting.status, ""), "quiet"
        if meeting.status == "planned" and meeting.date and meeting.date < today:
            badge, kind = self.tr("not closed"), "warn"
        elif card.actions_open:
            badge = how_many(card.actions_open, self.tr("open action"), self.tr("open actions"))
            kind = "plain"
        return CardItem(
            meeting.id,
            meeting.title or names or self.tr("Meeting"),
            names if meeting.title else "",
            f"{meeting.date.day} {meeting.date:%b}" if meeting.date else "",
            badge,
            kind,
            group,
        )

    def _year(self, card: MeetingCard) -> str:
        return str(card.meeting.date.year) if card.meeting.date else self.tr("Without a date")

    def card_facts(self, record: Any) -> tuple[object, ...]:
        """What the card shows, and where it stands."""
        return (record.title, record.date, record.at, record.status, record.people)

    def read(self, record_id: str) -> MeetingPage:
        """A meeting with all that its page shows."""
        return self.services.meetings.page(record_id)

    def record_of(self, page: MeetingPage) -> Meeting:
        """The meeting."""
        return page.meeting

    def draft(self) -> Meeting:
        """Today, of the usual length."""
        return Meeting(date=self.context.today(), minutes=USUAL_MINUTES)

    def more_commands(self) -> tuple[Command, ...]:
        """The agenda, the notes, what was agreed, and closing it."""
        if self.context.read_only:
            return self._calendar_commands()
        view = self.view
        found = [
            Command("meeting-prepare", self.tr("Prepare this meeting"), self.prepare, "list", PREPARE_KEYS),
            Command("meeting-agenda", self.tr("Add to the agenda"), view.agenda.add_row.setFocus, "add"),
            Command("meeting-notes", self.tr("Write meeting notes"), view.notes.edit.setFocus, "edit"),
            Command(
                "meeting-action", self.tr("Add an agreed action"), view.agreed.add_row.setFocus, "action"
            ),
        ]
        record = self.saver.record
        if isinstance(record, Meeting) and record.status == "planned":
            found.append(Command("meeting-hold", self.tr("Mark meeting as held"), self.deeds.hold, "check"))
        return (*found, *self._calendar_commands())

    def prepare(self) -> None:
        """Go to the brief of the meeting shown."""
        if isinstance(self.saver.record, Meeting):
            self._take_view("prepare")

    def _calendar_commands(self) -> tuple[Command, ...]:
        record = self.saver.record
        if not isinstance(record, Meeting):
            return ()
        save = Command("meeting-ics", self.tr("Save this meeting as .ics…"), self._save_ics, "calendar")
        if record.status != "planned" or self.context.read_only:
            return (save,)
        return (save, Command("meeting-repeat", self.tr("Repeat this meeting…"), self._repeat, "repeat"))

    def _save_ics(self) -> None:
        from mentorjournal.gui.dialogs.export_calendar import save_meeting

        if key := self.saver.ensure():
            save_meeting(self.context, key, self)

    def _repeat(self) -> None:
        from mentorjournal.gui.dialogs.repeat_meeting import repeat_meeting

        if key := self.saver.ensure():
            repeat_meeting(self.context, key, self)
