"""A meeting while it lasts: the agenda to tick, the notes, and what is made of their lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentorjournal.gui.pages.meetings_notes import MeetingNotes
from mentorjournal.gui.pages.record_view import BoundView
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.agenda_list import AgendaList
from mentorjournal.gui.widgets.chip_set import ChipSet
from mentorjournal.gui.widgets.fields import TextField
from mentorjournal.gui.widgets.fold import Fold
from mentorjournal.gui.widgets.goal_ticks import Tick, TickWords
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.linked_rows import LinkedRow
from mentorjournal.gui.widgets.made_list import MadeList
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.since_list import SinceList
from mentorjournal.gui.widgets.styling import clear_layout
from mentorjournal.gui.widgets.tab_order import tab_through
from mentorjournal.gui.widgets.timer_bar import TimerBar
from mentorjournal.gui.words import day_long, how_many
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.types import RECORD_TYPES, Meeting
from mentorjournal.services.clock import end_of, start_of
from mentorjournal.services.meeting_time import runs
from mentorjournal.services.meetings import MeetingPage

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.gui.pages.record_saving import RecordSaver

BESIDE_FROM = 900
"""From this width of the page on, in pixels at 100 %, agenda, notes and what was made stand side by side."""
BIG = 16
UNLIMITED = 0xFFFFFF
MADE_OF_NOTES = ("decision", "advice", "question", "feedback", "insight")
CHIPS = (
    ("roles_played", "roles", "Roles played"),
    ("support", "support", "Kinds of support"),
    ("contributions", "contribution", "What was given"),
)


class MeetView(BoundView):
    """Shows a MeetingPage; the timer, the notes and the lists tell what the reader does."""

    def __init__(self, context: Context, saver: RecordSaver, origin: str) -> None:
        super().__init__(context, saver, origin, Meeting.LABEL)
        self._make_parts()
        self._make_chips()
        self._make_ways()
        self._lay_out()
        self.made.opened.connect(context.navigator.open_record)
        self.since.opened.connect(context.navigator.open_record)
        for edit in (self.notes.edit, self.gave, self.received):
            self.take_files_into(edit)
        tab_through(self._left, self.notes, self._right)

    def _make_parts(self) -> None:
        tr, today = self.tr, self.context.today
        self.title = TextLabel("", "heading", wrap=True)
        self.timer = TimerBar()
        self.warning = TextLabel("", "warn", wrap=True)
        self.agenda = AgendaList(
            TickWords(tr("Agenda item"), tr("Day"), tr("Day"), tr("Add to the agenda")), today
        )
        self.brief = QWidget()
        self._brief_column = QVBoxLayout(self.brief)
        self._brief_column.setContentsMargins(0, 0, 0, 0)
        self._brief_column.setSpacing(4)
        self.prepared = Fold(tr("From the brief"), self.brief)
        self.since = SinceList(tr("Open since last time"))
        self.before = Fold(tr("Open since last time"), self.since)
        self.notes = MeetingNotes(self.context, least_lines=BIG, above=True)
        self.notes.set_read_only(self.context.read_only)
        self.bind_text("notes", self.notes.edit)
        self.made = MadeList(
            tr("Made from the notes"),
            tr("Press a key in a line of the notes, and what it becomes stands here."),
        )

    def _make_chips(self) -> None:
        self.chips: dict[str, ChipSet] = {}
        self.folds: dict[str, Fold] = {}
        for name, choices, title in CHIPS:
            words = self.tr(title)
            chips = ChipSet(tuple(CHOICES[choices].items()), words)
            self.chips[name] = self.bind_choice(name, chips, self.tr("Change {0}").format(words.lower()))
            self.folds[name] = Fold(words, chips)

    def _make_ways(self) -> None:
        tr = self.tr
        self.gave = self.bind_text(
            "gave", MarkdownEdit(name=tr("What I gave"), placeholder=tr("Time, a contact, a draft read…"))
        )
        self.received = self.bind_text(
            "received",
            MarkdownEdit(name=tr("What I received"), placeholder=tr("Advice, a question that helped…")),
        )
        self.worth = self.bind_text(
            "worth", TextField(name=tr("Worth to me"), placeholder=tr("In a few words, for me alone"))
        )

    def _lay_out(self) -> None:
        tr = self.tr
        self._text.setMaximumWidth(UNLIMITED)
        self.column.addLayout(self._head())
        self.column.addWidget(self.warning)
        self._left = self._stacked(self.section(tr("Agenda"), self.agenda), self.prepared, self.before)
        self._right = self._stacked(
            self.section(tr("Made from the notes"), self.made),
            *self.folds.values(),
            self.section(tr("What I gave"), self.gave),
            self.section(tr("What I received"), self.received),
            self.section(tr("Worth to me"), self.worth),
        )
        self.notes.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.columns.setSpacing(30)
        for part, share in ((self._left, 5), (self.notes, 10), (self._right, 5)):
            self.columns.addWidget(part, share, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(self.columns)
        self.column.addStretch(1)

    def _head(self) -> QBoxLayout:
        self.top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.top.setSpacing(16)
        self.top.addWidget(self.title, 1)
        self.top.addWidget(self.timer)
        return self.top

    @staticmethod
    def _stacked(*parts: QWidget) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        return holder

    def display(self, page: MeetingPage) -> None:
        """Show a meeting; what is typed and not saved stays as typed."""
        self.show_fields(page.meeting)
        for name, fold in self.folds.items():
            fold.set_open(fold.is_open and bool(self.chips[name].value()))
        self.show_around(page)

    def show_around(self, page: MeetingPage) -> None:
        """Everything but the texts."""
        meeting: Meeting = self.saver.over(page.meeting)
        self.delete.hide()
        self.side.hide()
        names = ", ".join(person.title for person in page.people)
        self.title.setText(names or meeting.title or self.tr("Meeting"))
        self.caption.setText(_caption(meeting, names, self.context.services.journal.time_zone))
        self._show_timer(page.meeting)
        self._show_agenda(page)
        before = (*page.open_before, *page.done_before)
        self.since.display(before, self.context.today(), writable=self.writable)
        # Ticked off, the last one stays in sight for as long as the fold is open.
        self.before.setVisible(bool(page.open_before) or (bool(before) and self.before.is_open))
        self.before.set_note(
            how_many(len(page.open_before), self.tr("action to ask about"), self.tr("actions to ask about"))
        )
        self.made.display(made_rows(page), writable=self.writable)
        for name, chips in self.chips.items():
            chips.set_value(getattr(meeting, name))
            on = [chip.text() for chip in chips.chips.values() if chip.value()]
            self.folds[name].set_note(", ".join(on))

    def show_warning(self, text: str) -> None:
        """Say what collides with this meeting; nothing hides it."""
        self.warning.setText(text)
        self.warning.setHidden(not text)

    def show_brief(self, parts: Mapping[str, Sequence[str]]) -> None:
        """What was ticked to bring along, by the heading of its part."""
        clear_layout(self._brief_column)
        for heading, lines in parts.items():
            self._brief_column.addWidget(SectionLabel(heading))
            for line in lines:
                self._brief_column.addWidget(TextLabel(f"– {line}", "muted", wrap=True))
        count = sum(len(lines) for lines in parts.values())
        self.prepared.setVisible(bool(count))
        self.prepared.set_note(how_many(count, self.tr("line to bring"), self.tr("lines to bring")))

    def _show_timer(self, meeting: Meeting) -> None:
        self.timer.show_timer(
            lambda: self.context.services.meeting_time.seconds(meeting),
            running=runs(meeting),
            held=meeting.status == "held",
            because=self.context.read_only,
        )

    def _show_agenda(self, page: MeetingPage) -> None:
        words = self.saver.words_of
        self.agenda.display(
            [
                Tick(item.id, words(item.id).get("title", item.title), None, item.discussed)
                for item in page.agenda
            ],
            writable=self.writable,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, else under each other."""
        super().resizeEvent(event)
        self._stand()

    def _stand(self) -> None:
        wide = self.viewport().width() >= scaled(BESIDE_FROM)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        for row in (self.columns, self.top):
            row.setDirection(way)

    def _rescale(self) -> None:
        super()._rescale()
        self._text.setMaximumWidth(UNLIMITED)
        self._stand()


def made_rows(page: MeetingPage) -> list[LinkedRow]:
    """What was made at a meeting, the newest last, each with its kind."""
    rows = {link.row.id: link.row for link in page.linked if link.row.type in MADE_OF_NOTES}
    found = [
        (row.id, LinkedRow(row.id, row.heading, "", RECORD_TYPES[row.type].LABEL.lower(), "quiet"))
        for row in rows.values()
    ]
    for action in page.actions:
        item = action.item
        text = f"{action.owner}: {item.title}" if action.owner else item.title
        due = f", {item.due.day} {item.due:%b}" if item.due else ""
        found.append((item.id, LinkedRow(item.id, text, "", f"action{due}", "accent")))
    return [row for _, row in sorted(found, key=lambda pair: pair[0])]


def _caption(meeting: Meeting, names: str, zone: str) -> str:
    """Such as "Aims page · Thursday 16 April, 23:30 to 00:30 the next day · Her office"."""
    day = day_long(meeting.date) if meeting.date else ""
    moment = ", ".join(part for part in (day, _span(meeting, zone)) if part)
    return " · ".join(part for part in (meeting.title if names else "", moment, meeting.place) if part)


def _span(meeting: Meeting, zone: str) -> str:
    """From when to when, by the clock on the wall."""
    if meeting.at is None:
        return ""
    start, end = start_of(meeting, zone), end_of(meeting, zone)
    if start is None or end is None or not meeting.minutes:
        return f"{meeting.at:%H:%M}"
    next_day = " the next day" if end.date() > start.date() else ""
    return f"{start:%H:%M} to {end:%H:%M}{next_day}"
