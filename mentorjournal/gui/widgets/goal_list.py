"""The list of goals by state: titles of up to two lines, progress below, and what stands still."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from mentorjournal.gui.models.goals_model import GoalsModel, StateHeading
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.goal_track import colour
from mentorjournal.gui.widgets.goal_words import progress_words, still_words
from mentorjournal.gui.widgets.row_ground import paint_row_ground
from mentorjournal.services.goals import GoalCard

SMALL = 12 / 13.5
"""The second line in relation to the body text."""
MOST_LINES = 2

Index = QModelIndex | QPersistentModelIndex


def small(font: QFont, *, bold: bool = False) -> QFont:
    """The font of a second line."""
    smaller = QFont(font)
    smaller.setPointSizeF(font.pointSizeF() * SMALL)
    smaller.setBold(bold)
    return smaller


def line_height(font: QFont) -> int:
    """Of a title, a little open."""
    return QFontMetrics(font).height() + scaled(2)


def wrapped(text: str, font: QFont, width: int, most: int = MOST_LINES) -> list[str]:
    """The text in up to `most` lines of `width` pixels, the last one shortened where more would follow."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) <= most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1))
        starts.append(line.textStart())
    layout.endLayout()
    ends = [*starts[1:], len(text)]
    lines = [text[start:end].rstrip() for start, end in zip(starts, ends, strict=False)][:most]
    if len(starts) > most:
        lines[-1] = QFontMetrics(font).elidedText(
            text[starts[most - 1] :], Qt.TextElideMode.ElideRight, width
        )
    return lines


class GoalDelegate(QStyledItemDelegate):
    """Draws a GoalsModel; a row is as high as its title needs."""

    def __init__(self, today: Callable[[], dt.date], parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._view = parent
        self._today = today

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One or two lines of title, and the line below."""
        low = QFontMetrics(small(option.font)).height()
        entry = index.data(GoalsModel.EntryRole)
        if isinstance(entry, StateHeading):
            return QSize(scaled(160), low + scaled(23))
        width = self._view.viewport().width() - 2 * scaled(18)
        lines = len(wrapped(str(index.data()), _bold(option.font), width))
        return QSize(scaled(160), lines * line_height(option.font) + low + scaled(22))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one entry in the colours of the theme."""
        entry = index.data(GoalsModel.EntryRole)
        painter.save()
        if isinstance(entry, StateHeading):
            self._paint_heading(painter, option, entry)
        elif isinstance(entry, GoalCard):
            paint_row_ground(painter, option)
            self._paint_card(painter, option, entry, str(index.data()))
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, heading: StateHeading) -> None:
        painter.setFont(small(option.font, bold=True))
        painter.setPen(colour("faint"))
        place = option.rect.adjusted(scaled(18), scaled(14), -scaled(18), -scaled(4))
        painter.drawText(place, int(_start(option) | Qt.AlignmentFlag.AlignVCenter), heading.label())
        painter.setFont(small(option.font))
        painter.drawText(place, int(_end(option) | Qt.AlignmentFlag.AlignVCenter), str(heading.count))

    def _paint_card(
        self, painter: QPainter, option: QStyleOptionViewItem, card: GoalCard, title: str
    ) -> None:
        font = _bold(option.font) if option.state & QStyle.StateFlag.State_Selected else QFont(option.font)
        inner = option.rect.adjusted(scaled(18), scaled(9), -scaled(18), -scaled(9))
        painter.setFont(font)
        painter.setPen(colour("text"))
        height = line_height(option.font)
        lines = wrapped(title, _bold(option.font), inner.width())
        for at, text in enumerate(lines):
            place = QRect(inner.left(), inner.top() + at * height, inner.width(), height)
            painter.drawText(place, int(_start(option) | Qt.TextFlag.TextSingleLine), text)
        below = QRect(
            inner.left(), inner.top() + len(lines) * height + scaled(2), inner.width(), inner.height()
        )
        painter.setFont(small(option.font))
        below.setHeight(painter.fontMetrics().height())
        room = self._paint_badge(painter, option, below, still_words(card, self._today()))
        painter.setPen(colour("muted"))
        metrics, words = painter.fontMetrics(), progress_words(card, self._today())
        fits = next((text for text in words if metrics.horizontalAdvance(text) <= room.width()), words[-1])
        shown = metrics.elidedText(fits, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(_start(option) | Qt.TextFlag.TextSingleLine), shown)

    @staticmethod
    def _paint_badge(painter: QPainter, option: QStyleOptionViewItem, line: QRect, words: str) -> QRect:
        if not words:
            return line
        width = painter.fontMetrics().horizontalAdvance(words) + scaled(12)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        left = line.left() if rtl else line.right() - width + 1
        place = QRect(left, line.top() - 1, width, line.height() + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("warn_soft"))
        painter.drawRoundedRect(place, scaled(4), scaled(4))
        painter.setPen(colour("warn_text"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)
        gap = width + scaled(8)
        return line.adjusted(gap if rtl else 0, 0, 0 if rtl else -gap, 0)


class GoalList(QListView):
    """Shows a GoalsModel; `chosen` carries the id of the goal the reader goes to."""

    chosen = Signal(str)

    def __init__(
        self, model: GoalsModel, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._marked = ""
        self._quiet = False
        self.setAccessibleName(self.tr("Goals by state"))
        self.setModel(model)
        self.setItemDelegate(GoalDelegate(today, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        model.modelReset.connect(lambda: self.mark(self._marked, scroll=False))

    def mark(self, goal_id: str, *, scroll: bool = True) -> None:
        """Mark a goal without telling `chosen`; nothing is marked when it is not in the list."""
        self._marked = goal_id
        self._quiet = True
        index = self._model.row_of(goal_id)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            if scroll:
                self.scrollTo(index)
        else:
            self.selectionModel().clear()
        self._quiet = False

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the goal the reader went to."""
        super().currentChanged(current, previous)
        goal_id = str(current.data(GoalsModel.IdRole) or "") if current.isValid() else ""
        if goal_id and not self._quiet and goal_id != self._marked:
            self._marked = goal_id
            self.chosen.emit(goal_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Titles wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold


def _start(option: QStyleOptionViewItem) -> Qt.AlignmentFlag:
    rtl = option.direction == Qt.LayoutDirection.RightToLeft
    return (
        Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    ) | Qt.AlignmentFlag.AlignAbsolute


def _end(option: QStyleOptionViewItem) -> Qt.AlignmentFlag:
    rtl = option.direction == Qt.LayoutDirection.RightToLeft
    return (
        Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
    ) | Qt.AlignmentFlag.AlignAbsolute
