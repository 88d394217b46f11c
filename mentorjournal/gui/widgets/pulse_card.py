"""One self-rating: when it asks, how it went as small lines with marks to press, and its numbers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import LinkButton, QuietButton
from mentorjournal.gui.widgets.card import HuggingCard
from mentorjournal.gui.widgets.drawing import EDGE, Drawing
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow
from mentorjournal.gui.widgets.figure_card import WIDEST
from mentorjournal.gui.widgets.labels import Badge, TextLabel
from mentorjournal.gui.words import day_short

if TYPE_CHECKING:
    from mentorjournal.services.pulse_figures import Mark, Picture
    from mentorjournal.services.pulses import Offered

NEAR = 10
"""So near to a mark a press means it, in pixels at 100 %."""
MOST_ROWS = 60
CHOICE = 260


class MarkedDrawing(Drawing):
    """The drawing of a picture; `pressed` carries the id of the rating whose mark was pressed."""

    pressed = Signal(str)

    def __init__(self, picture: Picture, parent: QWidget | None = None) -> None:
        super().__init__(picture.figure, parent)
        self._marks = picture.marks
        self.setMouseTracking(True)

    def at(self, place: QPointF) -> Mark | None:
        """The mark nearest to a place, None where none is near."""
        inner = self.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)

        def away(mark: Mark) -> float:
            x, y = inner.left() + mark.x * inner.width(), inner.top() + mark.y * inner.height()
            return (place - QPointF(x, y)).manhattanLength()

        nearest = min(self._marks, key=away, default=None)
        return nearest if nearest is not None and away(nearest) <= scaled(NEAR) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A mark that can be pressed looks so, and says what it is."""
        mark = self.at(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if mark is None else Qt.CursorShape.PointingHandCursor)
        self.setToolTip("" if mark is None else mark.words)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on a mark."""
        mark = self.at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and mark is not None:
            self.pressed.emit(mark.record_id)


class PulseCard(HuggingCard):
    """`rate` asks to rate now, `opened` to open a rating by its id, `rhythm` to be asked every so many days."""

    rate = Signal()
    opened = Signal(str)
    rhythm = Signal(int)

    def __init__(
        self,
        offered: Offered,
        picture: Picture | None,
        today: dt.date,
        *,
        because: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.key = offered.key
        self._today = today
        name = offered.instrument.name
        self.setAccessibleName(name)
        self._head(offered, because)
        self.drawing: MarkedDrawing | None = None
        self.table: QWidget | None = None
        self.links: dict[str, LinkButton] = {}
        self.toggle = LinkButton(self.tr("Show the numbers"), parent=self)
        self.toggle.setAccessibleName(self.tr("Numbers of {0}").format(name))
        self.toggle.setVisible(picture is not None)
        if picture is not None:
            self._show(picture)
        self._ask(offered, because)

    def _head(self, offered: Offered, because: str) -> None:
        tr, name = self.tr, offered.instrument.name
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(TextLabel(name, "strong", wrap=True), 1)
        if offered.due is not None and offered.due <= self._today:
            head.addWidget(Badge(tr("due"), "accent"))
        self.begin = QuietButton(tr("Rate now"), "pulse")
        self.begin.setAccessibleName(tr("Rate now: {0}").format(name))
        self.begin.setDisabled(bool(because))
        self.begin.setToolTip(because)
        self.begin.clicked.connect(self.rate)
        head.addWidget(self.begin)
        self.body.addLayout(head)
        if offered.last is None:
            self.add(TextLabel(tr("Not rated yet."), "small", wrap=True))
            if offered.instrument.intro:
                self.add(TextLabel(offered.instrument.intro, "small", wrap=True))

    def _show(self, picture: Picture) -> None:
        tr, figure = self.tr, picture.figure
        if figure.svg:
            self.add(Badge(tr("self-report"), "quiet"))
            self.drawing = MarkedDrawing(picture)
            self.drawing.pressed.connect(self.opened)
            self.add(self.drawing)
        self.add(TextLabel(figure.words, "small", wrap=True))
        if not figure.svg:
            self.add(
                TextLabel(
                    tr("Self-report. From the third rating on, lines show what moves."), "small", wrap=True
                )
            )
        self.table = self._table(picture)
        self.table.hide()
        self.toggle.clicked.connect(self._turn)
        self.add(self.toggle)
        self.add(self.table)

    def _table(self, picture: Picture) -> QWidget:
        table = QWidget()
        table.setAccessibleName(self.tr("Numbers of {0}").format(picture.figure.title))
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(3)
        for column, text in enumerate(picture.heads, 1):
            grid.addWidget(TextLabel(text, "tiny", wrap=True), 0, column)
            grid.setColumnStretch(column, 1)
        for at, row in enumerate(picture.rows[:MOST_ROWS], 1):
            link = LinkButton(day_short(row.day, self._today))
            link.setAccessibleName(self.tr("Open the rating of {0}").format(link.text()))
            link.clicked.connect(lambda _=False, key=row.record_id: self.opened.emit(key))
            self.links[row.record_id] = link
            grid.addWidget(link, at, 0, Qt.AlignmentFlag.AlignLeft)
            for column, value in enumerate(row.values, 1):
                grid.addWidget(TextLabel("–" if value is None else str(value), "small"), at, column)
        if len(picture.rows) > MOST_ROWS:
            more = self.tr("and {0} earlier days").format(len(picture.rows) - MOST_ROWS)
            grid.addWidget(TextLabel(more, "small"), MOST_ROWS + 1, 0, 1, len(picture.heads) + 1)
        return table

    def _ask(self, offered: Offered, because: str) -> None:
        tr = self.tr
        names = {
            0: tr("Never"),
            7: tr("Every week"),
            14: tr("Every two weeks"),
            28: tr("Every four weeks"),
            91: tr("Every three months"),
            182: tr("Twice a year"),
        }
        names.setdefault(offered.rhythm, tr("Every {0} days").format(offered.rhythm))
        choices = [(str(days), names[days]) for days in sorted(names)]
        words = tr("Asks me")
        self.ask = ChoiceField(choices, str(offered.rhythm), name=f"{words}: {offered.instrument.name}")
        self.ask.setDisabled(bool(because))
        self.ask.setToolTip(because)
        self.ask.edited.connect(lambda key: self.rhythm.emit(int(key)))
        self._asks = FormRow(words, self.ask)
        self.add(self._asks)

    def fit(self, width: int) -> None:
        """Draw at most so wide, in the text size in use."""
        self._asks.setMaximumWidth(scaled(CHOICE))
        if self.drawing is not None:
            edges = self.body.contentsMargins()
            self.drawing.fit(min(width, scaled(WIDEST)) - edges.left() - edges.right() - 2)
            self.updateGeometry()

    @property
    def is_open(self) -> bool:
        """Whether the numbers are shown."""
        return self.table is not None and not self.table.isHidden()

    def _turn(self) -> None:
        shows = not self.is_open
        if self.table is not None:
            self.table.setVisible(shows)
        self.toggle.setText(self.tr("Hide the numbers") if shows else self.tr("Show the numbers"))
