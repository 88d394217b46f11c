"""Find a mentor: the board of candidates, how well each fits, and the page of one beside it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.mentor_search_board import SearchBoard
from mentorjournal.gui.pages.mentor_search_deeds import SearchDeeds
from mentorjournal.gui.pages.mentor_search_head import SearchHead
from mentorjournal.gui.pages.mentor_search_side import CandidateSide
from mentorjournal.gui.pages.mentor_search_table import FitTable
from mentorjournal.gui.pages.page import Command, Page
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.tab_order import tab_through
from mentorjournal.model.changes import ChangeSet
from mentorjournal.model.types import Relationship
from mentorjournal.services.mentor_search import Board, Candidate

SIDE_WIDTH = 300
BESIDE_FROM = 860
"""The page of a candidate stands beside the board from this width on, in pixels at 100 %."""
WIDEST = 16_777_215
"""Qt's word for no limit."""


class MentorSearchPage(Page):
    """What is written and rated here is the reader's own, and in no report."""

    PLACE: ClassVar[str] = "mentor_search"
    TITLE: ClassVar[str] = "Find a mentor"
    WATCHES: ClassVar[tuple[str, ...]] = ("relationship", "person", "pulse", "meeting")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        tr = self.tr
        self.record_id = ""
        self._board: Board | None = None
        self.saver = RecordSaver(context, self.origin, self)
        self.head = SearchHead(tr(self.TITLE))
        self.name = self.head.name
        self.board = SearchBoard()
        self.table = FitTable()
        self.hint = Card(tone="wash")
        self.empty = EmptyState(
            tr("Think of three people whose work or manner you would like to learn from, and put them here."),
            tr("Name the first one"),
            tr("“Dr Okafor: ran a trial like mine, and her students speak well of her.”"),
            "people",
        )
        self.side = CandidateSide(context, self.saver, self.origin)
        self.deeds = SearchDeeds(context, self.origin, self, shown=lambda: self.record_id, flush=self.flush)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.hint.add(
            TextLabel(
                self.tr(
                    "Nobody here fits well yet. Ask the two you like best whom they would ask: "
                    "people one step away are often the better match."
                ),
                wrap=True,
            )
        )
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 14, 24, 28)
        column.setSpacing(14)
        for part in (self.head, self.hint, self.empty, self.board, self.table):
            column.addWidget(part)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(inside)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.area, 1)
        self._row.addWidget(self.side)
        self._rescale()

    def _connect(self) -> None:
        self.head.add.clicked.connect(self.add_candidate)
        self.name.returnPressed.connect(self.add_candidate)
        self.empty.action_clicked.connect(self.name_somebody)
        self.head.matters.clicked.connect(self.deeds.weigh)
        self.board.chosen.connect(self.show_record)
        self.board.moved.connect(self.move_candidate)
        self.table.chosen.connect(self.show_record)
        self.side.staged.connect(lambda stage: self.move_candidate(self.record_id, stage))
        self.side.rate_wanted.connect(self.deeds.rate)
        self.side.letter_wanted.connect(self.deeds.write_letter)
        self.side.meeting_wanted.connect(self.deeds.plan_meeting)
        self.side.remove_wanted.connect(self.deeds.take_off)
        self.saver.autosaver.saved.connect(self.context.navigator.saved)
        self.saver.autosaver.failed.connect(lambda text: self.context.navigator.tell("error", text))
        self.context.themes.theme_changed.connect(self._rescale)
        because = self.context.read_only
        for control in (self.name, self.head.add, self.head.matters, self.empty.button):
            control.setDisabled(bool(because))
            control.setToolTip(because)

    def _rescale(self) -> None:
        self._share_out()
        self.board.rescale()
        if self._board is not None:
            self._show(texts=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the page is narrow, the candidate stands below the board."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        wide = self.width() >= scaled(BESIDE_FROM)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(beside if wide else below)
        self.head.set_wide(wide)
        self.side.setMinimumWidth(scaled(SIDE_WIDTH) if wide else 0)
        self.side.setMaximumWidth(scaled(SIDE_WIDTH) if wide else WIDEST)
        self._row.setStretch(1, 0 if wide else 1)

    def refresh(self) -> None:
        """Read the board again; what is being typed is saved first."""
        self.flush()
        self._show(texts=True)

    def after_own_change(self, changes: ChangeSet) -> None:
        """The board follows; the texts stay as they are."""
        self._show(texts=False)

    def show_record(self, record_id: str) -> bool:
        """Show a candidate beside the board."""
        if self._board is None or self._board.find(record_id) is None:
            self._board = self.services.mentor_search.board(self.context.today())
        if self._board.find(record_id) is None:
            return False
        self._stale = False
        if self.flush():
            self.record_id = record_id
            self._show(texts=True)
        return True

    def flush(self) -> bool:
        """Save what is typed."""
        if self.record_id and not self.context.read_only:
            self.side.hours.settle()
        return self.saver.flush()

    def commands(self) -> tuple[Command, ...]:
        """Name somebody, weigh, and what can be done with the candidate shown."""
        if self.context.read_only:
            return ()
        tr = self.tr
        mine = (
            Command("search-add", tr("New candidate"), self.name_somebody, "add"),
            Command("search-weigh", tr("What matters to me in a mentor"), self.deeds.weigh, "values"),
        )
        if not self.record_id:
            return mine
        return (
            *mine,
            Command("search-rate", tr("Rate the fit"), self.deeds.rate, "values"),
            Command("search-letter", tr("A first letter"), self.deeds.write_letter, "mail"),
            Command("search-meeting", self._meeting_words(), self.deeds.plan_meeting, "meetings"),
            Command("search-off", tr("Take off the board"), self.deeds.take_off, "trash"),
        )

    def _meeting_words(self) -> str:
        """What the way to a meeting does: plan one, or open the one there is."""
        shown = self._board.find(self.record_id) if self._board is not None else None
        there = shown is not None and shown.next_meeting is not None
        return self.tr("Open the planned meeting") if there else self.tr("Plan the first meeting")

    # What the reader does

    def name_somebody(self) -> None:
        """Put the cursor where a name is typed."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_candidate(self) -> None:
        """Who is named becomes a candidate, and their page is shown."""
        name = self.name.value()
        if not name.strip() or not self.flush():
            self.name_somebody()
            return
        made = self.deeds.guarded(lambda: self.services.mentor_search.add(name, origin=self.origin))
        if made is not None:
            self.name.clear()
            self._board = None
            self.show_record(made.id)

    def move_candidate(self, key: str, stage: str) -> None:
        """Move somebody to a stage, as one step; a refusal is told and nothing moves."""
        if not key or not stage or not self.flush():
            return
        tie = self.deeds.guarded(
            lambda: self.services.mentor_search.move(key, stage, self.context.today(), origin=self.origin)
        )
        if tie is not None and stage == "agreed":
            self.context.navigator.tell(
                "ok", self.tr("You two agreed. The relationship has a page of its own now.")
            )
        self._show(texts=False)

    # Showing

    def _show(self, *, texts: bool) -> None:
        day = self.context.today()
        self._board = board = self.services.mentor_search.board(day)
        due = {tie.id for tie in self.services.mentor_search.fit_due(day)}
        shown = board.find(self.record_id)
        if shown is None:
            shown = self._first(board)
            texts = True
        badges = {item.id: self.tr("fit check due") for item in board.candidates if item.id in due}
        key = shown.id if shown else ""
        self.board.show_board(board, key, badges, writable=not self.context.read_only)
        self.table.show_board(board)
        self.hint.setVisible(board.nobody_fits)
        self.empty.setVisible(not board.candidates)
        self.board.setVisible(bool(board.candidates))
        self.side.setVisible(shown is not None)
        self._open(shown)
        if shown is not None:
            self.side.display(shown, board, due=shown.id in due, texts=texts)
        self.head.complete(self.services.people.names())
        # Cards are made anew, and new widgets come last to Tab.
        tab_through(self.head, self.board, self.table, self.side)

    def _open(self, shown: Candidate | None) -> None:
        tie: Relationship | None = shown.relationship if shown else None
        self.record_id = tie.id if tie else ""
        if self.saver.record_id != self.record_id:
            self.saver.open(tie)
        else:
            self.saver.record = tie

    @staticmethod
    def _first(board: Board) -> Candidate | None:
        order = ("met", "contacted", "candidate", "agreed", "declined")
        return next((item for stage in order for item in board.at(stage)), None)
