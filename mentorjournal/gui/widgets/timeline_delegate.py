"""Draws the timeline: a day, a title, a line of what it is and how it begins; and the months between."""

from __future__ import annotations

import re

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mentorjournal.gui.icons import pixmap
from mentorjournal.gui.models.timeline_model import Month, TimelineModel, day_of
from mentorjournal.gui.theme import active_theme, scaled
from mentorjournal.gui.widgets.row_ground import paint_row_ground
from mentorjournal.model.rows import Row

SMALL = 12 / 13.5
"""The second line in relation to the body text."""
_MARKUP = re.compile(
    r"[*_`~]{1,3}|^\s{0,3}(?:#{1,6}|>|[-+*]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?|!?\[([^\]]*)\]\([^)]*\)", re.M
)


def plain_line(text: str) -> str:
    """The beginning of a Markdown text as one line without its markup."""
    return " ".join(_MARKUP.sub(lambda found: found[1] or "", text).split())


def beginning(row: Row) -> str:
    """How a row's text begins, where that says more than the title."""
    text = plain_line(row.preview)
    return "" if text == row.heading else text


class TimelineDelegate(QStyledItemDelegate):
    """Rows and months of a TimelineModel; measures grow with the text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._font = QFont()
        self._heights: tuple[int, int] = (0, 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The width of the view; a month is lower than a record."""
        if option.font != self._font or not self._heights[0]:
            self._font = QFont(option.font)
            small = QFontMetrics(_small(option.font)).height()
            row = QFontMetrics(option.font).height() + small + scaled(24)
            self._heights = (row, small + scaled(23))
        is_month = isinstance(index.data(TimelineModel.EntryRole), Month)
        return QSize(1, self._heights[1 if is_month else 0])

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one entry in the colours of the theme."""
        entry = index.data(TimelineModel.EntryRole)
        painter.save()
        if isinstance(entry, Month):
            self._paint_month(painter, option, entry)
        elif isinstance(entry, Row):
            paint_row_ground(painter, option)
            self._paint_row(painter, option, entry, str(index.data(TimelineModel.SaidRole)))
        painter.restore()

    def _paint_month(self, painter: QPainter, option: QStyleOptionViewItem, month: Month) -> None:
        font = _small(option.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(_colour("faint"))
        place = option.rect.adjusted(scaled(18), scaled(14), -scaled(18), -scaled(4))
        painter.drawText(place, int(_start(option) | Qt.AlignmentFlag.AlignVCenter), month.label())

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Row, kind: str) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        bold = QFont(option.font)
        bold.setBold(chosen)
        tall, low = QFontMetrics(bold), QFontMetrics(_small(option.font))
        top = option.rect.top() + (option.rect.height() - tall.height() - low.height() - scaled(3)) // 2
        left, right = option.rect.left() + scaled(48), option.rect.right() - scaled(16)
        first = QRect(left, top, right - left, tall.height())
        second = QRect(left, top + tall.height() + scaled(3), right - left, low.height())
        day = QRect(option.rect.left() + scaled(8), top, scaled(28), tall.height())
        painter.setFont(option.font)
        painter.setPen(_colour("muted"))
        far = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        if option.direction == Qt.LayoutDirection.RightToLeft:
            far = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(_mirrored(option, day), int(far), str(day_of(row).day))
        first = self._paint_star(painter, option, row, first)
        painter.setFont(bold)
        painter.setPen(_colour("text"))
        _draw_line(painter, option, first, row.heading)
        painter.setFont(_small(option.font))
        text = beginning(row)
        painter.setPen(_colour("muted"))
        _draw_line(painter, option, second, kind)
        painter.setPen(_colour("faint"))
        after = low.horizontalAdvance(kind) + low.horizontalAdvance("  ")
        _draw_line(painter, option, second.adjusted(after, 0, 0, 0), text)

    @staticmethod
    def _paint_star(painter: QPainter, option: QStyleOptionViewItem, row: Row, line: QRect) -> QRect:
        if not row.starred:
            return line
        edge = scaled(12)
        ratio = option.widget.devicePixelRatioF()
        place = QRect(line.right() - edge, line.top() + (line.height() - edge) // 2, edge, edge)
        painter.drawPixmap(_mirrored(option, place), pixmap("star-on", "accent", edge, ratio))
        return line.adjusted(0, 0, -edge - scaled(6), 0)


def _draw_line(painter: QPainter, option: QStyleOptionViewItem, place: QRect, text: str) -> None:
    if place.width() > 0:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        flags = _start(option) | Qt.TextFlag.TextSingleLine
        painter.drawText(_mirrored(option, place), int(flags), shown)


def _mirrored(option: QStyleOptionViewItem, place: QRect) -> QRect:
    return QStyle.visualRect(option.direction, option.rect, place)


def _start(option: QStyleOptionViewItem) -> Qt.AlignmentFlag:
    if option.direction == Qt.LayoutDirection.RightToLeft:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * SMALL)
    return small


def _colour(name: str) -> QColor:
    return QColor(active_theme().colour(name))


__all__ = ["TimelineDelegate", "beginning", "plain_line"]
