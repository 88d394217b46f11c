"""The cards of meetings on Today: what comes, what is between us before it, and what runs just now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import Badge, BadgeKind, TextLabel
from mentorjournal.gui.widgets.name_button import NameButton
from mentorjournal.gui.widgets.styling import set_surface
from mentorjournal.gui.words import day_short, how_many

if TYPE_CHECKING:
    import datetime as dt

    from mentorjournal.services.today import Ahead, Between, MeetingLine


class NextMeeting(QWidget):
    """The day on the left, who and where in the middle, and the way in. `prepare` asks for its brief,
    `opened` (from the name) for its page; a `compact` one is of today and shows the hour alone."""

    prepare = Signal()
    opened = Signal()

    def __init__(
        self, ahead: Ahead, today: dt.date, *, compact: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        meeting, between = ahead.meeting, ahead.between
        set_surface(self, "wash")
        self.setAccessibleName(self.tr("Next meeting"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8 if compact else 14, 16, 8 if compact else 14)
        row.setSpacing(16)
        row.addLayout(_day_column(meeting, today, compact=compact))
        middle = QVBoxLayout()
        middle.setSpacing(3)
        self.title = NameButton(who(meeting))
        self.title.clicked.connect(self.opened)
        middle.addWidget(self.title)
        middle.addWidget(TextLabel(where(meeting, between, today), "muted", wrap=True))
        middle.addWidget(self._chips(between))
        row.addLayout(middle, 1)
        self.button = QuietButton(self.tr("Prepare")) if compact else PrimaryButton(self.tr("Prepare"))
        self.button.setAccessibleName(self.tr("Prepare the meeting with {0}").format(who(meeting)))
        self.button.clicked.connect(self.prepare)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _chips(self, between: Between) -> QWidget:
        tr = self.tr
        told: list[tuple[int, str, str, BadgeKind]] = [
            (between.changed or 0, tr("thing changed"), tr("things changed"), "accent"),
            (between.late, tr("promise of yours is late"), tr("promises of yours are late"), "warn"),
            (between.questions, tr("open question"), tr("open questions"), "quiet"),
        ]
        holder = QWidget()
        line = FlowLayout(holder)
        for count, one, several, kind in told:
            if count:
                line.addWidget(Badge(how_many(count, one, several), kind))
        if not line.count():
            agenda = how_many(between.agenda, tr("agenda item"), tr("agenda items"))
            line.addWidget(Badge(agenda if between.agenda else tr("no agenda yet"), "quiet"))
        return holder


class RunningMeeting(QWidget):
    """A meeting whose timer runs, since when, and the way to it: `opened`."""

    opened = Signal()

    def __init__(self, meeting: MeetingLine, since: dt.time, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "wash")
        self.setAccessibleName(self.tr("Running meeting"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        words = self.tr("Meeting runs since {0}").format(f"{since:%H:%M}")
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(TextLabel(words, "strong", wrap=True))
        text.addWidget(TextLabel(who(meeting), "muted", wrap=True))
        row.addLayout(text, 1)
        self.button = PrimaryButton(self.tr("Go to the meeting"))
        self.button.clicked.connect(self.opened)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)


def who(meeting: MeetingLine) -> str:
    """The people, or else the meeting's own title."""
    return ", ".join(meeting.names) or meeting.title or "Meeting"


def where(meeting: MeetingLine, between: Between, today: dt.date) -> str:
    """Title, length, place and when we last met, as one line."""
    parts = [
        meeting.title if meeting.names else "",
        f"{meeting.minutes:g} min" if meeting.minutes else "",
        meeting.place,
    ]
    line = ", ".join(part for part in parts if part)
    met = f"Last met {day_short(between.last_met, today)}." if between.last_met else ""
    return " ".join(part for part in (f"{line}." if line else "", met) if part)


def _day_column(meeting: MeetingLine, today: dt.date, *, compact: bool) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addStretch(1)
    day, at = meeting.date, meeting.at
    lines = [(f"{day:%a}", "muted"), (str(day.day), "number")] if day and not compact else []
    if lines and day and (day.year, day.month) != (today.year, today.month):
        lines.append((f"{day:%b}" if day.year == today.year else f"{day:%b} {day.year}", "muted"))
    for text, role in (*lines, (f"{at:%H:%M}" if at else "", "strong" if compact else "muted")):
        label = TextLabel(text, role)  # type: ignore[arg-type]
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label.setMinimumWidth(scaled(56))
        column.addWidget(label)
    column.addStretch(1)
    return column
