"""One meeting on the page: when and with whom, what to talk about, the notes, and what was agreed."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.feedback_view import linked_rows
from mentorjournal.gui.pages.meetings_notes import MeetingNotes
from mentorjournal.gui.pages.meetings_questions import MeetingQuestions
from mentorjournal.gui.pages.meetings_words import stand_words, when_words
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.pages.record_view import PAIR_FROM, BoundView, allow
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.agenda_list import AgendaList
from mentorjournal.gui.widgets.buttons import LinkButton, PrimaryButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.fields import TextField
from mentorjournal.gui.widgets.fitting_choice import FittingChoice
from mentorjournal.gui.widgets.goal_ticks import Tick, TickWords
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.linked_rows import LinkedRows
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.promises import Promises
from mentorjournal.gui.widgets.since_list import SinceList
from mentorjournal.gui.widgets.tag_field import TagField
from mentorjournal.gui.widgets.typed_field import NumberField, TimeField
from mentorjournal.gui.words import day_short, how_many
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.types import Meeting
from mentorjournal.services.meetings import MeetingPage

LONGEST = 1440
"""Minutes of a day."""


class MeetingView(BoundView):
    """Shows a MeetingPage; `people_named` carries the names of who is there, `hold_wanted` that it is over."""

    people_named = Signal(tuple)
    hold_wanted = Signal()
    previous_wanted = Signal(str)

    def __init__(self, context: Context, saver: RecordSaver, origin: str) -> None:
        super().__init__(context, saver, origin, Meeting.LABEL)
        self._previous = ""
        self._names: tuple[str, ...] = ()
        self._make_head()
        self._make_lists()
        self._make_texts()
        self._lay_out()
        self._connect()

    def _make_head(self) -> None:
        tr, today = self.tr, self.context.today
        self.title = self.bind_text(
            "title", TitleEdit(name=tr("Meeting"), placeholder=tr("What is it about?"))
        )
        self.people = TagField(
            name=tr("With"), placeholder=tr("Add a person"), create=lambda word: word, pill=True
        )
        allow(self.people, writable=self.writable, because=self.context.read_only)
        self.last_time = LinkButton("", "quiet")
        self.stand = TextLabel("", "small", wrap=True)
        self.warning = TextLabel("", "warn", wrap=True)
        self.day = self.bind_choice("date", DateField(name=tr("Day"), today=today), tr("Change date"))
        self.at = self.bind_choice("at", TimeField(name=tr("Time")), tr("Change time"))
        self.minutes = self.bind_choice(
            "minutes", NumberField(name=tr("Length in minutes"), most=LONGEST), tr("Change length")
        )
        self.place = self.bind_text(
            "place", TextField(name=tr("Place or link"), placeholder=tr("Room, phone, link"))
        )
        self.status = self.bind_choice(
            "status",
            FittingChoice(tuple(CHOICES["meeting_status"].items()), name=tr("State")),
            tr("Change meeting state"),
        )
        self.objective = self.bind_text(
            "objective",
            TextField(
                name=tr("One objective"),
                placeholder=tr("If only one thing comes of it, what should that be?"),
            ),
        )

    def _make_lists(self) -> None:
        tr, today = self.tr, self.context.today
        self.agenda = AgendaList(
            TickWords(tr("Agenda item"), tr("Day"), tr("Day"), tr("Add to the agenda")), today
        )
        self.since = SinceList(tr("Since last time"))
        self.agreed = Promises(tr("Action item"), tr("Add: send the draft by fri"), today)
        self.linked = LinkedRows(
            tr("Connected"), tr("Insights and feedback from the notes stand here, and what you connect.")
        )

        self.agreed.add_row.title.setToolTip(
            tr(
                "Begin with the name of somebody who is there, as in “Helena: read the draft”, and it is theirs."
            )
        )

    def _make_texts(self) -> None:
        tr = self.tr
        self.notes = MeetingNotes(self.context)
        self.notes.set_read_only(self.context.read_only)
        self.bind_text("notes", self.notes.edit)
        self.gave = self.bind_text(
            "gave",
            MarkdownEdit(name=tr("What I gave"), placeholder=tr("Time, a contact, a draft read…")),
        )
        self.received = self.bind_text(
            "received",
            MarkdownEdit(name=tr("What I received"), placeholder=tr("Advice, a question that helped…")),
        )
        self.balance = TextLabel("", "small", wrap=True)
        self.next_date = self.bind_choice(
            "next_date",
            DateField(name=tr("Next meeting"), today=self.context.today),
            tr("Change next meeting"),
        )
        self.hold = PrimaryButton(tr("Mark as held"))
        allow(self.hold, writable=self.writable, because=self.context.read_only)

    def _lay_out(self) -> None:
        tr, column = self.tr, self.column
        column.addWidget(self.title)
        column.addWidget(self.people)
        column.addWidget(self.last_time, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.stand)
        column.addSpacing(4)
        column.addWidget(
            self.pairs(
                self.row(tr("Day"), self.day),
                self._time_and_length(),
                self.row(tr("Place or link"), self.place),
                self.row(tr("State"), self.status),
            )
        )
        column.addWidget(self.warning)
        column.addWidget(self.section(tr("One objective"), self.objective))
        self.since_part = self.section(tr("Since last time"), self.since)
        self.talk = self._beside(self.section(tr("Agenda"), self.agenda), self.since_part)
        column.addLayout(self.talk)
        self.questions = MeetingQuestions(self.context, self.origin)
        column.addWidget(self.questions)
        column.addWidget(self.notes)
        column.addWidget(self.section(tr("Agreed"), self.agreed))
        self.ways = self._beside(
            self.section(tr("What I gave"), self.gave), self.section(tr("What I received"), self.received)
        )
        column.addLayout(self.ways)
        column.addWidget(self.balance)
        column.addWidget(self.section(tr("Connected"), self.linked))
        column.addSpacing(8)
        column.addWidget(self._wrap_up())
        column.addStretch(1)

    def _time_and_length(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.row(self.tr("Time"), self.at), 1)
        row.addWidget(self.row(self.tr("Minutes"), self.minutes), 1)
        return holder

    @staticmethod
    def _beside(*parts: QWidget) -> QBoxLayout:
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(24)
        for part in parts:
            row.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        return row

    def _wrap_up(self) -> Card:
        self.wrap_up = Card(tone="wash")
        self.wrap_up.setAccessibleName(self.tr("Afterwards"))
        self.plan_hint = TextLabel("", "small", wrap=True)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.row(self.tr("Next meeting"), self.next_date), 1)
        row.addWidget(self.hold, 0, Qt.AlignmentFlag.AlignBottom)
        self.wrap_up.add(line)
        self.wrap_up.add(self.plan_hint)
        return self.wrap_up

    def _connect(self) -> None:
        self.title.finished.connect(lambda: self.people.setFocus(Qt.FocusReason.TabFocusReason))
        self.people.edited.connect(self.people_named)
        self.last_time.clicked.connect(lambda: self.previous_wanted.emit(self._previous))
        self.hold.clicked.connect(self.hold_wanted)
        self.linked.opened.connect(self.context.navigator.open_record)
        self.since.opened.connect(self.context.navigator.open_record)
        for edit in (self.notes.edit, self.gave, self.received):
            self.take_files_into(edit)

    def display(self, page: MeetingPage) -> None:
        """Show a meeting; what is typed and not saved stays as typed."""
        self.show_fields(page.meeting)
        self.show_around(page)

    def display_draft(self, record: Meeting) -> None:
        """An empty page; the journal takes it with the first word, person, action or agenda item."""
        self.show_fields(record)
        self.show_around(MeetingPage(record, (), (), (), (), (), None, (), (0, 0, 0)))

    def show_around(self, page: MeetingPage) -> None:
        """Everything but the texts."""
        meeting: Meeting = self.saver.over(page.meeting)
        today = self.context.today()
        self.caption.setText(when_words(meeting, today))
        self._show_people(page)
        self._show_last_time(page.previous, today)
        self.stand.setText(stand_words(self, self.context, page))
        self.stand.setHidden(not self.stand.text())
        overlaps = self.context.services.calendar.overlaps(meeting.id) if meeting.id else ()
        self.warning.setText(" ".join(overlaps))
        self.warning.setHidden(not overlaps)
        words = self.saver.words_of
        self.agenda.display(
            [
                Tick(item.id, words(item.id).get("title", item.title), None, item.discussed)
                for item in page.agenda
            ],
            writable=self.writable,
        )
        self.questions.show_people(page.people)
        before = (*page.open_before, *page.done_before)
        self.since.display(before, today, writable=self.writable)
        self.since_part.setVisible(bool(before))
        self.agreed.display_actions(
            [action.item for action in page.actions],
            words,
            notes={action.item.id: action.owner for action in page.actions},
            writable=self.writable,
        )
        self.linked.display(linked_rows(page.linked, self.context.today))
        self._show_balance(page.both_ways)
        self._show_wrap_up(meeting)
        self.delete.setVisible(bool(page.meeting.id) and self.writable)

    def start(self) -> None:
        """Begin with what it is about."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_people(self, page: MeetingPage) -> None:
        names = self.context.services.people.names()
        if names != self._names:
            self._names = names
            self.people.set_choices([(name, name) for name in names])
        self.people.set_value([person.title for person in page.people])

    def _show_last_time(self, previous: Meeting | None, today: dt.date) -> None:
        self._previous = previous.id if previous else ""
        self.last_time.setHidden(previous is None)
        if previous is not None and previous.date is not None:
            day = day_short(previous.date, today)
            self.last_time.setText(self.tr("Last met {0}").format(day))
            self.last_time.setAccessibleName(self.tr("Open the last meeting, {0}").format(day))

    def _show_balance(self, both_ways: tuple[int, int, int]) -> None:
        together, gave, received = both_ways
        self.balance.setHidden(not together)
        before = how_many(together, self.tr("meeting"), self.tr("meetings"))
        self.balance.setText(
            self.tr("In {0} before: gave in {1}, received in {2}.").format(before, gave, received)
        )

    def _show_wrap_up(self, meeting: Meeting) -> None:
        planned = meeting.status == "planned"
        self.hold.setVisible(planned)
        self.plan_hint.setVisible(planned)
        self.plan_hint.setText(
            self.tr("Marking it as held plans the next one with the same people.")
            if meeting.next_date
            else self.tr("Give a day for the next one, and marking this as held plans it.")
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, else under each other."""
        super().resizeEvent(event)
        wide = self.viewport().width() >= scaled(PAIR_FROM)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        for row in (self.talk, self.ways):
            row.setDirection(way)
