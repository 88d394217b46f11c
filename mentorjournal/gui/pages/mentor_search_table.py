"""Candidates side by side: a row per criterion, a bar and a number per candidate."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.bar import Bar
from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.styling import clear_layout
from mentorjournal.services.instruments import FIT, instrument
from mentorjournal.services.mentor_search import Board, Candidate, Criterion

CELL = 78
CRITERION = 110
GAP = 16
MOST = 6
"""More than this many side by side are no comparison; the best are shown."""


class FitTable(Card):
    """As many of the best fits as there is room for. `chosen` carries a candidate's id."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(self.tr("Side by side"))
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(7)
        self.add(self._inside)
        self.more = TextLabel("", "small", wrap=True)
        self.add(self.more)
        self._rated: list[Candidate] = []
        self._criteria: list[Criterion] = []
        self._shown = 0

    def show_board(self, board: Board) -> None:
        """Show who was rated and is still in question, the best fit first."""
        rated = [item for item in board.candidates if item.percent is not None and item.stage != "declined"]
        rated.sort(key=lambda item: (-(item.percent or 0), item.person.title.casefold()))
        self._rated, self._criteria = rated, [item for item in board.criteria if item.weight]
        self.setVisible(bool(rated))
        self._show(self._fitting())

    def minimumSizeHint(self) -> QSize:
        """The best fit alone is enough."""
        return QSize(self._width_of(1), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more or fewer."""
        super().resizeEvent(event)
        if self._fitting() != self._shown:
            self._show(self._fitting())

    def _fitting(self) -> int:
        most = min(MOST, len(self._rated))
        return next(
            (count for count in range(most, 1, -1) if self._width_of(count) <= self.width()), most and 1
        )

    def _width_of(self, count: int) -> int:
        margins = self.body.contentsMargins()
        names = (_name(item) for item in self._rated[:count])
        cells = sum(
            max(scaled(CELL), self.fontMetrics().horizontalAdvance(name) + GAP) + GAP for name in names
        )
        return scaled(CRITERION) + cells + margins.left() + margins.right()

    def _show(self, count: int) -> None:
        self._shown = count
        clear_layout(self._grid)
        self.more.setVisible(len(self._rated) > count)
        self.more.setText(self.tr("The {0} best fits of {1} rated.").format(count, len(self._rated)))
        if count == 1 < len(self._rated):
            self.more.setText(self.tr("The best fit of {0} rated.").format(len(self._rated)))
        self._fill(self._rated[:count], self._criteria)

    def _fill(self, rated: Sequence[Candidate], criteria: Sequence[Criterion]) -> None:
        grid, top = self._grid, Qt.AlignmentFlag.AlignTop
        for column in range(1, MOST + 1):
            grid.setColumnStretch(column, 1 if column <= len(rated) else 0)
            grid.setColumnMinimumWidth(column, scaled(CELL) if column <= len(rated) else 0)
        for column, item in enumerate(rated, 1):
            name = LinkButton(_name(item))
            name.setAccessibleName(self.tr("Show {0}").format(item.person.title))
            name.clicked.connect(lambda _on=False, key=item.id: self.chosen.emit(key))
            grid.addWidget(name, 0, column, Qt.AlignmentFlag.AlignLeft)
            whole = TextLabel(f"{item.percent:.0f} %", "bold")
            whole.setAccessibleName(self.tr("{0} fits {1:.0f} %").format(item.person.title, item.percent))
            grid.addWidget(whole, len(criteria) + 1, column)
        for row, criterion in enumerate(criteria, 1):
            words = TextLabel(f"{criterion.label}  × {criterion.weight}", "small", wrap=True)
            words.setToolTip(criterion.prompt)
            grid.addWidget(words, row, 0, top)
            for column, item in enumerate(rated, 1):
                grid.addWidget(_cell(item, criterion), row, column, top)
        if rated:
            grid.addWidget(
                TextLabel(self.tr("Fits, by your weights"), "bold", wrap=True), len(criteria) + 1, 0
            )


def _name(item: Candidate) -> str:
    return item.person.short_name or item.person.title


def _cell(item: Candidate, criterion: Criterion) -> QWidget:
    value = item.fit.value(criterion.key) if item.fit else None
    cell = QWidget()
    row = QHBoxLayout(cell)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Bar(f"{item.person.title}, {criterion.label}", value or 0, instrument(FIT).high), 1)
    row.addWidget(TextLabel("–" if value is None else str(value), "small"))
    return cell
