"""One meeting on the page: when and with whom, the agenda, the notes, and what was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from mentorjournal.gui.pages.journal_view import RecordView
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import LinkButton, PrimaryButton
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.fields import FormRow, TextField
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.goal_ticks import TickList, TickWords
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import KeyHint, SectionLabel, TextLabel
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.rows import RowList
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.gui.widgets.tag_field import TagField
from mentorjournal.gui.widgets.typed_field import NumberField, TimeField
from mentorjournal.model.choices import CHOICES

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.model.types import Meeting

LINE_KEYS = (
    ("action", "Alt+A", "action"),
    ("insight", "Alt+I", "insight"),
    ("feedback", "Alt+F", "feedback"),
    ("agenda", "Alt+G", "agenda"),
)
"""What one key makes of the line the cursor is in: kind, key, word."""

LONGEST = 1440


class MeetingView(RecordView):
    """The fields of a meeting. `edited` is typing, `stepped` a choice; `line_wanted` carries the kind
    that the line of notes under the cursor shall become, and the line."""

    line_wanted = Signal(str, str)
    people_chosen = Signal(tuple)
    held = Signal()

    def __init__(self, context: Context, origin: str, parent: QWidget | None = None) -> None:
        super().__init__(context, origin, parent)
        self._make_fields()
        self._make_lists()
        self._lay_out()
        self._connect()

    def _make_fields(self) -> None:
        today = self.context.today
        self.title = TitleEdit(name=self.tr("Meeting"), placeholder=self.tr("What is it about?"))
        self.day = DateField(name=self.tr("Day"), today=today)
        self.at = TimeField(name=self.tr("Time"))
        self.minutes = NumberField(name=self.tr("Length in minutes"), most=LONGEST)
        self.place = TextField(name=self.tr("Place or link"), placeholder=self.tr("Room, phone, link"))
        self.status = Segmented(tuple(CHOICES["meeting_status"].items()), "planned", self.tr("State"))
        self.people = TagField(
            name=self.tr("With"), placeholder=self.tr("Add a person"), create=lambda word: word, pill=True
        )
        self.objective = TextField(
            name=self.tr("One objective"),
            placeholder=self.tr("If only one thing comes of it, what should that be?"),
        )
        self.notes = MarkdownEdit(
            name=self.tr("Notes"), placeholder=self.tr("What is said, decided, left open."), least_lines=6
        )
        self.gave = MarkdownEdit(name=self.tr("What I gave"), placeholder=self.tr("Time, a contact, a draft read…"))
        self.received = MarkdownEdit(
            name=self.tr("What I received"), placeholder=self.tr("Advice, a question that helped…")
        )
        self.next_date = DateField(name=self.tr("Next meeting"), today=today)
        self.hold = PrimaryButton(self.tr("Mark as held"))

    def _make_lists(self) -> None:
        today = self.context.today
        self.agenda = TickList(
            TickWords(self.tr("Agenda item"), "", "", self.tr("Add to the agenda")), today
        )
        self.agenda.add_row.date.hide()
        self.actions = TickList(
            TickWords(
                self.tr("Action item"), self.tr("Due"), self.tr("Done on"), self.tr("Add an action, “… by fri”")
            ),
            today,
        )
        self.before = RowList()
        self.before_label = SectionLabel(self.tr("Open since last time"))
        self.skeletons = QMenu(self)

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(self.title)
        column.addWidget(self.people)
        column.addSpacing(6)
        column.addLayout(self._when())
        column.addWidget(self.status)
        self._heading(self.tr("One objective"))
        column.addWidget(self.objective)
        self._heading(self.tr("Agenda"))
        column.addWidget(self.agenda)
        column.addSpacing(14)
        column.addWidget(self.before_label)
        column.addWidget(self.before)
        self._notes_heading()
        column.addWidget(self.notes)
        column.addWidget(self._hints())
        self._heading(self.tr("Agreed"))
        column.addWidget(self.actions)
        column.addSpacing(18)
        column.addLayout(self._both_ways())
        column.addSpacing(18)
        column.addLayout(self._wrap_up())
        column.addStretch(1)

    def _heading(self, text: str) -> None:
        self.column.addSpacing(14)
        self.column.addWidget(SectionLabel(text, "accent"))

    def _when(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for label, field, width in (
            (self.tr("Day"), self.day, 132),
            (self.tr("Time"), self.at, 76),
            (self.tr("Minutes"), self.minutes, 76),
        ):
            field.setFixedWidth(scaled(width))
            row.addWidget(FormRow(label, field), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(FormRow(self.tr("Place or link"), self.place), 1, Qt.AlignmentFlag.AlignTop)
        return row

    def _notes_heading(self) -> None:
        self.column.addSpacing(14)
        row = QHBoxLayout()
        row.addWidget(SectionLabel(self.tr("Notes"), "accent"), 1)
        self.outline = LinkButton(self.tr("Start from an outline"), "quiet")
        self.outline.clicked.connect(
            lambda: self.skeletons.popup(self.outline.mapToGlobal(self.outline.rect().bottomLeft()))
        )
        row.addWidget(self.outline)
        self.column.addLayout(row)

    def _hints(self) -> QWidget:
        holder = HuggingFrame()
        line = FlowLayout(holder)
        line.addWidget(TextLabel(self.tr("This line becomes:"), "tiny"))
        for kind, keys, word in LINE_KEYS:
            line.addWidget(KeyHint(keys))
            button = LinkButton(self.tr(word), "quiet")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, key=kind: self.turn_line(key))
            line.addWidget(button)
            shortcut = QShortcut(QKeySequence(keys), self.notes, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda key=kind: self.turn_line(key))
        return holder

    def _both_ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(24)
        for label, field in ((self.tr("What I gave"), self.gave), (self.tr("What I received"), self.received)):
            side = QVBoxLayout()
            side.addWidget(SectionLabel(label, "accent"))
            side.addWidget(field)
            side.addStretch(1)
            row.addLayout(side, 1)
        return row

    def _wrap_up(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.next_date.setFixedWidth(scaled(150))
        row.addWidget(FormRow(self.tr("Next meeting"), self.next_date))
        row.addStretch(1)
        row.addWidget(self.hold, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _connect(self) -> None:
        for field in (self.title, self.place, self.objective, self.notes, self.gave, self.received):
            field.edited.connect(lambda _text: self.edited.emit())
        for field, label in (
            (self.day, self.tr("Change date")),
            (self.at, self.tr("Change time")),
            (self.minutes, self.tr("Change length")),
            (self.next_date, self.tr("Change next meeting")),
            (self.status, self.tr("Change meeting state")),
        ):
            field.edited.connect(lambda _value, name=label: self.stepped.emit(name))
        self.title.finished.connect(lambda: self.people.setFocus(Qt.FocusReason.TabFocusReason))
        self.people.edited.connect(self.people_chosen)
        self.notes.link_activated.connect(self.open_address)
        self.hold.clicked.connect(self.held)

    def turn_line(self, kind: str) -> None:
        """Ask for the line under the cursor as a record of this kind."""
        line = self.notes.textCursor().block().text()
        if line.strip():
            self.line_wanted.emit(kind, line)

    def values(self) -> dict[str, Any]:
        """Every field as it stands here, for amending the record."""
        return {
            "title": self.title.value(),
            "date": self.day.value(),
            "at": self.at.value(),
            "minutes": self.minutes.value(),
            "place": self.place.value(),
            "status": self.status.value(),
            "objective": self.objective.value(),
            "notes": self.notes.value(),
            "gave": self.gave.value(),
            "received": self.received.value(),
            "next_date": self.next_date.value(),
        }

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the fields of a meeting without telling anybody."""
        self.title.set_value(meeting.title)
        self.day.set_value(meeting.date)
        self.at.set_value(meeting.at)
        self.minutes.set_value(meeting.minutes)
        self.place.set_value(meeting.place)
        self.status.set_value(meeting.status)
        self.objective.set_value(meeting.objective)
        self.notes.set_value(meeting.notes)
        self.gave.set_value(meeting.gave)
        self.received.set_value(meeting.received)
        self.next_date.set_value(meeting.next_date)
        self.hold.setVisible(meeting.status == "planned")

    def set_read_only(self, *, read_only: bool) -> None:
        """Let nothing be changed."""
        for field in (self.title, self.place, self.objective, self.notes, self.gave, self.received):
            field.setReadOnly(read_only)
        for widget in (self.day, self.at, self.minutes, self.status, self.people, self.next_date, self.hold):
            widget.setEnabled(not read_only)
        self.outline.setEnabled(not read_only)
