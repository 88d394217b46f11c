"""The board of a search: a column per stage, a card per candidate, moved by the pointer or by keys."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.bar import Bar
from mentorjournal.gui.widgets.buttons import ContentButton
from mentorjournal.gui.widgets.labels import Badge, SectionLabel, TextLabel
from mentorjournal.gui.widgets.styling import clear_layout, set_style
from mentorjournal.model.choices import label
from mentorjournal.services.mentor_search import STAGES, Board, Candidate

MIME = "application/x-mentorjournal-candidate"
COLUMN_WIDTH = 124
GAP = 10
_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class CandidateCard(ContentButton):
    """One candidate. `clicked` chooses; `moved` carries how many stages on (Ctrl with an arrow);
    `walked` carries columns and rows to the card that gets the focus (an arrow alone)."""

    moved = Signal(int)
    walked = Signal(int, int)

    def __init__(self, candidate: Candidate, badge: str, *, writable: bool) -> None:
        super().__init__()
        self.candidate = candidate
        self._writable = writable
        self._pressed_at: QPoint | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        person = candidate.person
        name = TextLabel(person.title, "bold", wrap=True)
        place = TextLabel(person.organisation or person.position, "small", wrap=True)
        place.setHidden(not place.text())
        fits = "" if candidate.percent is None else self.tr("fits {0:.0f} %").format(candidate.percent)
        fit, bar = TextLabel(fits, "small"), Bar(self.tr("Fit"), candidate.percent or 0)
        fit.setHidden(not fits)
        bar.setHidden(not fits)
        mark = Badge(badge, "warn")
        mark.setHidden(not badge)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 9, 10, 9)
        column.setSpacing(4)
        for part in (name, place, fit, bar):
            column.addWidget(part)
            self.let_pass(part)
        column.addWidget(mark, 0, Qt.AlignmentFlag.AlignLeft)
        self.let_pass(mark)
        stage = label("search_stage", candidate.stage)
        self.setAccessibleName(", ".join(part for part in (person.title, stage, fits, badge) if part))
        self.setAccessibleDescription(self.tr("Ctrl with the right or left arrow moves to another stage."))
        self.setToolTip(self.accessibleDescription() if writable else "")

    def set_current(self, on: bool) -> None:
        """Mark the card whose page is shown beside the board."""
        set_style(self, "current", on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, with Ctrl they move."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if step[0] and self._writable:
                self.moved.emit(step[0])
        else:
            self.walked.emit(*step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A drag may begin here."""
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Far enough from where it was pressed the card goes along."""
        start = self._pressed_at
        far = start is not None and (
            (event.position().toPoint() - start).manhattanLength() >= QApplication.startDragDistance()
        )
        if not (far and self._writable and event.buttons() & Qt.MouseButton.LeftButton):
            super().mouseMoveEvent(event)
            return
        self._pressed_at = None
        self.setDown(False)
        drag = QDrag(self)
        drag.setMimeData(parcel(self.candidate.id))
        drag.setPixmap(self.grab())
        drag.exec(Qt.DropAction.MoveAction)


def parcel(key: str) -> QMimeData:
    """What a card being dragged carries."""
    data = QMimeData()
    data.setData(MIME, key.encode())
    return data


class StageColumn(QFrame):
    """The cards of one stage; `dropped` carries the id of one let go over it."""

    dropped = Signal(str)

    def __init__(self, stage: str) -> None:
        super().__init__()
        self.stage = stage
        self.cards: list[CandidateCard] = []
        self.setAcceptDrops(True)
        self.setAccessibleName(label("search_stage", stage))
        self.head = SectionLabel(label("search_stage", stage))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.head)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        column.addLayout(self._list)
        column.addStretch(1)
        self.rescale()

    def rescale(self) -> None:
        """As wide as a name in the text size in use."""
        self.setMinimumWidth(scaled(COLUMN_WIDTH))

    def show_cards(self, cards: Iterable[CandidateCard]) -> None:
        """Show other cards."""
        clear_layout(self._list)
        self.cards = list(cards)
        for card in self.cards:
            self._list.addWidget(card)
            card.show()  # at once and not with the next event, for one of them may get the focus
        count = f"  {len(self.cards)}" if self.cards else ""
        self.head.setText(label("search_stage", self.stage) + count)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Cards of the board are welcome."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
            set_style(self, "over", True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Gone again."""
        set_style(self, "over", False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Somebody arrives here."""
        set_style(self, "over", False)
        event.acceptProposedAction()
        self.dropped.emit(bytes(event.mimeData().data(MIME).data()).decode())


class SearchBoard(QWidget):
    """`chosen` carries a candidate's id, `moved` an id and a stage."""

    chosen = Signal(str)
    moved = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.columns = {stage: StageColumn(stage) for stage in STAGES}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._in_a_row = 0
        self._share_out()
        for stage, column in self.columns.items():
            column.dropped.connect(lambda key, stage=stage: self.moved.emit(key, stage))

    def minimumSizeHint(self) -> QSize:
        """One column is enough: the others go below it."""
        widest = max(column.minimumSizeHint().width() for column in self.columns.values())
        return QSize(max(widest, scaled(COLUMN_WIDTH)), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns beside each other as there is room for."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        room = (self.width() + GAP) // (self.minimumSizeHint().width() + GAP)
        in_a_row = max(1, min(room, len(self.columns)))
        if in_a_row == self._in_a_row:
            return
        self._in_a_row = in_a_row
        for place, column in enumerate(self.columns.values()):
            self._grid.addWidget(column, place // in_a_row, place % in_a_row)
            self._grid.setColumnStretch(place, 1 if place < in_a_row else 0)

    def show_board(self, board: Board, current: str, badges: dict[str, str], *, writable: bool) -> None:
        """Show everybody; the card with the focus keeps it, wherever it stands now."""
        focused = next((card.candidate.id for card in self.cards() if card.hasFocus()), "")
        for stage, column in self.columns.items():
            column.setAcceptDrops(writable)
            column.show_cards(
                self._card(item, badges.get(item.id, ""), writable=writable) for item in board.at(stage)
            )
        self.mark(current)
        if focused and (card := self.card(focused)) is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def cards(self) -> tuple[CandidateCard, ...]:
        """Every card, column by column."""
        return tuple(card for column in self.columns.values() for card in column.cards)

    def card(self, key: str) -> CandidateCard | None:
        """The card of a candidate."""
        return next((card for card in self.cards() if card.candidate.id == key), None)

    def mark(self, key: str) -> None:
        """Mark one card as shown."""
        for card in self.cards():
            card.set_current(card.candidate.id == key)

    def rescale(self) -> None:
        """Follow the text size."""
        for column in self.columns.values():
            column.rescale()
        self._share_out()

    def _card(self, candidate: Candidate, badge: str, *, writable: bool) -> CandidateCard:
        card = CandidateCard(candidate, badge, writable=writable)
        card.clicked.connect(lambda: self.chosen.emit(candidate.id))
        card.moved.connect(lambda steps: self._move(candidate, steps))
        card.walked.connect(lambda columns, rows: self._walk(card, columns, rows))
        return card

    def _move(self, candidate: Candidate, steps: int) -> None:
        at = STAGES.index(candidate.stage) + steps
        if 0 <= at < len(STAGES):
            self.moved.emit(candidate.id, STAGES[at])

    def _walk(self, card: CandidateCard, columns: int, rows: int) -> None:
        stage = card.candidate.stage
        place = self.columns[stage].cards.index(card) + rows
        if columns:
            rest = STAGES[STAGES.index(stage) + 1 :] if columns > 0 else STAGES[: STAGES.index(stage)][::-1]
            stage = next((key for key in rest if self.columns[key].cards), stage)
        there = self.columns[stage].cards
        there[min(max(place, 0), len(there) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
