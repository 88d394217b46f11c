"""After a meeting on one page: what was agreed at the left, what goes out and comes next at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.pages.follow_up_reflection import ReflectionCard
from mentorjournal.gui.pages.follow_up_summary import SummaryCard
from mentorjournal.gui.pages.record_view import BoundView, allow
from mentorjournal.gui.pages.text_making import TextMaker
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.answer_rows import AnswerRows
from mentorjournal.gui.widgets.buttons import PrimaryButton
from mentorjournal.gui.widgets.carried_card import CarriedCard
from mentorjournal.gui.widgets.entry_editor_files import FileIntake
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import Badge, TextLabel
from mentorjournal.gui.widgets.linked_rows import LinkedRow, LinkedRows
from mentorjournal.gui.widgets.next_date_card import NextDateCard
from mentorjournal.gui.widgets.offer_rows import Offer, OfferRows
from mentorjournal.gui.widgets.promises import Promises
from mentorjournal.gui.widgets.styling import clear_layout
from mentorjournal.gui.widgets.tab_order import tab_through
from mentorjournal.gui.words import day_long, day_short
from mentorjournal.model.choices import label
from mentorjournal.model.types import Meeting

if TYPE_CHECKING:
    import datetime as dt

    from mentorjournal.gui.context import Context
    from mentorjournal.gui.pages.record_saving import RecordSaver
    from mentorjournal.services.actions import OwnedAction
    from mentorjournal.services.follow_up_page import FollowUpPage

BESIDE_FROM = 760
"""From this width of the page on, in pixels at 100 %, the two halves stand side by side."""
WIDEST = 1180


class FollowUpView(BoundView):
    """Shows a FollowUpPage. `carried` carries what was chosen ("drop", "help"), and the action's id."""

    wrap_wanted = Signal()
    carried = Signal(str, str)
    shrunk = Signal(str, str, object)

    def __init__(self, context: Context, saver: RecordSaver, origin: str) -> None:
        super().__init__(context, saver, origin, Meeting.LABEL)
        self._carried: tuple[str, ...] = ()
        self._cards: list[CarriedCard] = []
        self._make_agreed()
        self._make_next()
        self._lay_out()
        self.settled.opened.connect(context.navigator.open_record)
        self.questions.opened.connect(context.navigator.open_record)
        self.wrap.clicked.connect(self.wrap_wanted)
        self._take_into_reflection()
        tab_through(self.wrap, self._left, self._right)

    def _make_agreed(self) -> None:
        tr, today = self.tr, self.context.today
        self.title = TextLabel("", "heading", wrap=True)
        self.state = Badge("")
        self.wrap = PrimaryButton(tr("Wrapped up"), "check")
        allow(self.wrap, writable=self.writable, because=self.context.read_only)
        self.agreed = Promises(tr("Action item"), tr("Add: send the draft by fri"), today)
        self.settled = LinkedRows(
            tr("Settled"), tr("Decisions, advice and answers from the meeting stand here.")
        )
        self.questions = AnswerRows(tr("Open questions"), tr("No question is open between you."))
        self.often = HuggingFrame()
        self._often_column = QVBoxLayout(self.often)
        self._often_column.setContentsMargins(0, 0, 0, 0)
        self._often_column.setSpacing(8)
        self.left_open = OfferRows(tr("Still open from before"), tr("Carry over"))

    def _make_next(self) -> None:
        tr = self.tr
        self.next = NextDateCard(self.context.today, because=self.context.read_only)
        self.summary = SummaryCard()
        self.summary.text.edited.connect(lambda text: self.saver.type_field("summary", text))
        allow(self.summary.text, writable=self.writable, because=self.context.read_only)
        self.thanks = OfferRows(tr("Thanks and introductions"), tr("Add"))
        self.reflection = ReflectionCard(because=self.context.read_only)

    def _take_into_reflection(self) -> None:
        """What is dropped there is kept with the reflection, and so is what is made of its text."""
        edit, key = self.reflection.text, self.reflection.record_id
        self._reflection_files = FileIntake(self.context, self.origin, key, edit.insert_attachment)
        edit.files_dropped.connect(self._reflection_files.take_files)
        edit.picture_pasted.connect(self._reflection_files.take_picture)
        edit.link_activated.connect(self.open_address)
        TextMaker(self.context, self.origin, key, edit)

    def _lay_out(self) -> None:
        tr = self.tr
        self._text.setMaximumWidth(scaled(WIDEST))
        self.top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.top.setSpacing(14)
        self.top.addWidget(self.title, 1)
        self.top.addWidget(self.state, 0, Qt.AlignmentFlag.AlignLeft)
        self.top.addWidget(self.wrap, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(self.top)
        self._often_part = self.section(tr("Carried over again"), self.often)
        self._left_open_part = self.section(tr("Still open from before"), self.left_open)
        self._thanks_part = self.section(tr("Thanks and introductions"), self.thanks)
        self._left = self._stacked(
            self.section(tr("Agreed"), self.agreed),
            self._often_part,
            self.section(tr("Decided, advised, answered"), self.settled),
            self.section(tr("Open questions"), self.questions),
            self._left_open_part,
        )
        self._right = self._stacked(self.next, self.summary, self._thanks_part, self.reflection)
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.columns.setSpacing(34)
        for part in (self._left, self._right):
            self.columns.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(self.columns)
        self.column.addStretch(1)

    @staticmethod
    def _stacked(*parts: QWidget) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(10)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        return holder

    def display(self, page: FollowUpPage) -> None:
        """Show what follows from a meeting; what is typed and not saved stays as typed."""
        self.show_fields(page.meeting)
        meeting: Meeting = self.saver.over(page.meeting)
        self.summary.text.set_value(meeting.summary or page.generated)
        self.next.show_day(page)
        self.show_around(page)

    def show_around(self, page: FollowUpPage) -> None:
        """Everything but the texts; a summary that is not in the reader's words follows what is agreed."""
        self.delete.hide()
        self.side.hide()
        meeting: Meeting = self.saver.over(page.meeting)
        self._show_head(page, meeting)
        if not meeting.summary and not self.summary.text.hasFocus():
            self.summary.text.set_value(page.generated)
        self.summary.show_summary(page, edited=bool(meeting.summary), because=self.context.read_only)
        self._show_agreed(page)
        self._show_left_over(page)
        self.next.show_next(page)
        self.reflection.show_reflection(page, self._side_of(page), self.saver.words_of)

    def _show_head(self, page: FollowUpPage, meeting: Meeting) -> None:
        names = ", ".join(person.title for person in page.people)
        title = names or meeting.title or self.tr("Meeting")
        self.title.setText(self.tr("After: {0}").format(title))
        day = day_long(meeting.date) if meeting.date else ""
        self.caption.setText(" · ".join(part for part in (meeting.title if names else "", day) if part))
        words, kind = _state(meeting, self)
        self.state.set_badge(words, kind)  # type: ignore[arg-type]
        self.wrap.setVisible(meeting.wrapped_on is None)

    def _show_agreed(self, page: FollowUpPage) -> None:
        self.agreed.display_actions(
            [action.item for action in page.actions],
            self.saver.words_of,
            notes={action.item.id: action.owner for action in page.actions},
            writable=self.writable,
        )
        rows = [
            LinkedRow(item.id, item.title, badge=self.tr("decision"), kind="quiet") for item in page.decisions
        ]
        rows += [
            LinkedRow(
                item.id,
                item.title,
                badge=self.tr("advice, {0}").format(label("direction", item.direction).lower()),
                kind="quiet",
            )
            for item in page.advice
        ]
        rows += [
            LinkedRow(item.id, f"{item.title} {item.answer}".strip(), badge=self.tr("answered"), kind="ok")
            for item in page.answered
        ]
        self.settled.display(rows)
        self.questions.display(page.open_questions, self.saver.words_of, because=self.context.read_only)

    def _show_left_over(self, page: FollowUpPage) -> None:
        because = self.context.read_only
        self._show_often(page.carried_often)
        day = next_day(page)
        today = self.context.today()
        if day is not None:
            self.left_open.set_verb(self.tr("Carry to {0}").format(day_short(day, today)))
        self.left_open.display(
            [
                Offer(
                    action.item.id,
                    f"{action.owner}: {action.item.title}" if action.owner else action.item.title,
                    self.tr("due {0}").format(day_short(action.item.due, today)) if action.item.due else "",
                )
                for action in page.left_open
            ],
            because=because or ("" if day else self.tr("Choose the next date first.")),
        )
        self._left_open_part.setVisible(bool(page.left_open))
        self.thanks.display(
            [
                Offer(str(place), item.title, self.tr("by {0}").format(day_short(item.due, today)))
                for place, item in enumerate(page.suggestions)
            ],
            because=because,
        )
        self._thanks_part.setVisible(bool(page.suggestions))

    def _show_often(self, actions: tuple[OwnedAction, ...]) -> None:
        self._often_part.setVisible(bool(actions))
        keys = tuple(f"{action.item.id}{action.item.updated_at}" for action in actions)
        if keys == self._carried:
            return
        self._carried = keys
        clear_layout(self._often_column)
        self._cards = [self._card(action) for action in actions]
        for card in self._cards:
            self._often_column.addWidget(card)

    def _card(self, action: OwnedAction) -> CarriedCard:
        card = CarriedCard(action, self.context.today, because=self.context.read_only)
        card.dropped.connect(lambda: self.carried.emit("drop", card.key))
        card.helped.connect(lambda: self.carried.emit("help", card.key))
        card.shrunk.connect(lambda title, day: self.shrunk.emit(card.key, title, day))
        return card

    def cards(self) -> tuple[CarriedCard, ...]:
        """What was carried over again and again, from the top."""
        return tuple(self._cards)

    def _side_of(self, page: FollowUpPage) -> str:
        if page.tie is not None:
            return page.tie.my_role
        role = self.context.services.profile.owner().role
        return "mentor" if role == "mentor" else "mentee"

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
        self._text.setMaximumWidth(scaled(WIDEST))
        self._stand()


def next_day(page: FollowUpPage) -> dt.date | None:
    """The day of the next meeting: the one planned, else noted, else proposed."""
    if page.planned is not None:
        return page.planned.date
    return page.meeting.next_date or page.proposal.day


def _state(meeting: Meeting, view: FollowUpView) -> tuple[str, str]:
    """Where the meeting stands, in a word or two, and the kind of its badge."""
    if meeting.wrapped_on is not None:
        day = day_short(meeting.wrapped_on, view.context.today())
        return view.tr("wrapped up {0}").format(day), "ok"
    if meeting.status == "planned":
        return view.tr("not held yet"), "quiet"
    return label("meeting_status", meeting.status).lower(), "quiet"
