"""The card of the next meeting on Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import PrimaryButton
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import Badge, TextLabel
from mentorjournal.gui.widgets.styling import set_surface
from mentorjournal.gui.words import day_short, how_many

if TYPE_CHECKING:
    import datetime as dt

    from mentorjournal.services.meetings import MeetingCard, MeetingPage


class NextMeeting(QWidget):
    """The day on the left, who and where in the middle, and the way in. `opened` asks for the meeting."""

    opened = Signal()

    def __init__(
        self, card: MeetingCard, page: MeetingPage, today: dt.date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_surface(self, "wash")
        self.setAccessibleName(self.tr("Next meeting"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(16)
        row.addLayout(_day_column(card))
        row.addLayout(self._middle(card, page, today), 1)
        self.button = PrimaryButton(self.tr("Prepare"))
        self.button.setAccessibleName(self.tr("Prepare the meeting with {0}").format(who(card)))
        self.button.clicked.connect(self.opened)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _middle(self, card: MeetingCard, page: MeetingPage, today: dt.date) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(TextLabel(who(card), "strong", wrap=True))
        column.addWidget(TextLabel(where(card, page, today), "muted", wrap=True))
        badges = QWidget()
        line = FlowLayout(badges)
        late = sum(1 for action in page.open_before if not action.owner and _is_late(action.item.due, today))
        theirs = sum(1 for action in page.open_before if action.owner)
        agenda = len(page.agenda)
        line.addWidget(
            Badge(how_many(agenda, self.tr("agenda item"), self.tr("agenda items")), "accent")
            if agenda
            else Badge(self.tr("no agenda yet"), "quiet")
        )
        if late:
            line.addWidget(
                Badge(
                    how_many(
                        late, self.tr("promise of yours is late"), self.tr("promises of yours are late")
                    ),
                    "warn",
                )
            )
        if theirs:
            line.addWidget(
                Badge(
                    how_many(theirs, self.tr("promise to you is open"), self.tr("promises to you are open")),
                    "quiet",
                )
            )
        column.addWidget(badges)
        return column


def who(card: MeetingCard) -> str:
    """The people, or else the meeting's own title."""
    return ", ".join(card.names) or card.meeting.title or "Meeting"


def where(card: MeetingCard, page: MeetingPage, today: dt.date) -> str:
    """Title, length, place and when we last met, as one line."""
    meeting = card.meeting
    parts = [
        meeting.title if card.names else "",
        f"{meeting.minutes:g} min" if meeting.minutes else "",
        meeting.place,
    ]
    line = ", ".join(part for part in parts if part)
    last = page.previous.date if page.previous else None
    met = f"Last met {day_short(last, today)}." if last else ""
    return " ".join(part for part in (f"{line}." if line else "", met) if part)


def _is_late(due: dt.date | None, today: dt.date) -> bool:
    return due is not None and due < today


def _day_column(card: MeetingCard) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addStretch(1)
    day, at = card.meeting.date, card.meeting.at
    lines = [(f"{day:%a}", "muted"), (str(day.day), "number")] if day else []
    for text, role in (*lines, (f"{at:%H:%M}" if at else "", "muted")):
        label = TextLabel(text, role)  # type: ignore[arg-type]
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label.setMinimumWidth(scaled(56))
        column.addWidget(label)
    column.addStretch(1)
    return column
