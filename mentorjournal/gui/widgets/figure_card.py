"""One figure on white paper, a tick to print it, what is behind its rows, and the table behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.drawing import Drawing
from mentorjournal.gui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from mentorjournal.services.figures import FigureCard as Figure

WIDEST = 720
"""Wider a figure gains nothing."""


class FigureCard(Card):
    """A figure with its title. `ticked` says that it is to be printed or not any more, `row_wanted` carries the
    row whose records are asked for, `report_wanted` asks for it in a document; `reports` offers that.

    With None for the tick there is none to set.
    """

    ticked = Signal(bool)
    row_wanted = Signal(int)
    report_wanted = Signal()

    def __init__(
        self, figure: Figure, *, ticked: bool | None, reports: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.key = figure.key
        self.setAccessibleName(figure.title)
        column = self.body
        self.tick = QCheckBox(figure.title)
        self.tick.setChecked(bool(ticked))
        self.tick.setAccessibleName(self.tr("Print {0}").format(figure.title))
        self.tick.toggled.connect(self.ticked)
        column.addWidget(self.tick if ticked is not None else TextLabel(figure.title, "bold"))
        self.drawing = Drawing(figure) if figure.svg else None
        if self.drawing is not None:
            self.drawing.row_wanted.connect(self.row_wanted)
            column.addWidget(self.drawing)
        self.said = TextLabel(figure.words, "small", wrap=True)
        column.addWidget(self.said)
        self.before = TextLabel(figure.before, "small", wrap=True)
        self.before.setVisible(bool(figure.before))
        column.addWidget(self.before)
        self.rows: list[LinkButton] = []
        self.table = self._table(figure)
        self.table.hide()
        self.toggle = LinkButton(self.tr("Show as a table"))
        self.toggle.setAccessibleName(self.tr("{0} as a table").format(figure.title))
        self.toggle.clicked.connect(self._turn)
        self.to_report = LinkButton(self.tr("To the report"))
        self.to_report.setAccessibleName(self.tr("{0} to the report").format(figure.title))
        self.to_report.clicked.connect(self.report_wanted)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        for button, shown in ((self.toggle, bool(figure.rows)), (self.to_report, reports)):
            button.setVisible(shown)
            foot.addWidget(button)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addWidget(self.table)

    def fit(self, width: int) -> None:
        """Be at most so wide."""
        width = min(width, scaled(WIDEST))
        self.setFixedWidth(width)
        if self.drawing is not None:
            edges = self.body.contentsMargins()
            self.drawing.fit(width - edges.left() - edges.right() - 2)
        self.body.activate()
        self.setFixedHeight(self.body.totalHeightForWidth(width - 2) + 2)

    def _turn(self) -> None:
        shows = self.table.isHidden()
        self.table.setVisible(shows)
        self.toggle.setText(self.tr("Hide the table") if shows else self.tr("Show as a table"))
        self.fit(self.width())

    def _table(self, figure: Figure) -> QWidget:
        """The numbers; where its rows are those of the drawing, their names open what is behind them."""
        table = QWidget()
        table.setAccessibleName(figure.title)
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        same = [cells[0] for cells in figure.rows if not cells[0].startswith("– ")] == list(figure.labels)
        part = 0
        for row, cells in enumerate((figure.heads, *figure.rows)):
            for column, text in enumerate(cells):
                if row and not column and same and not text.startswith("– "):
                    grid.addWidget(self._opener(text, part), row, column)
                    part += 1
                    continue
                label = TextLabel(text, "" if row else "muted", wrap=column == 0)
                if column:
                    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
                grid.addWidget(label, row, column)
        return table

    def _opener(self, text: str, part: int) -> LinkButton:
        button = LinkButton(text, "quiet")
        button.setAccessibleName(self.tr("What {0} is made of").format(text))
        button.clicked.connect(lambda: self.row_wanted.emit(part))
        self.rows.append(button)
        return button
