"""Draws what changed: an icon, the record's title, what happened to it below, its kind and the time at the right."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mentorjournal.gui.actions import TYPE_ICONS
from mentorjournal.gui.icons import pixmap
from mentorjournal.gui.models.changes_model import ENTRY_ROLE, DayRow, what_words
from mentorjournal.gui.theme import active_theme, scaled
from mentorjournal.gui.widgets.row_ground import paint_row_ground
from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.services.changes import ChangedRecord

SMALL = 12 / 13.5
"""The second line in relation to the body text."""
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex


class ChangesDelegate(QStyledItemDelegate):
    """Two lines for a change, one for a day; measures grow with the text.

    A click on a change is `opened`, one on the sign at its end is `versions_wanted`; both carry its index.
    """

    opened = Signal(QModelIndex)
    versions_wanted = Signal(QModelIndex)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The width of the view."""
        small = QFontMetrics(_small(option.font)).height()
        if isinstance(index.data(ENTRY_ROLE), DayRow):
            return QSize(1, small + scaled(22))
        return QSize(1, option.fontMetrics.height() + small + scaled(18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one entry in the colours of the theme."""
        entry = index.data(ENTRY_ROLE)
        painter.save()
        if isinstance(entry, DayRow):
            _paint_day(painter, option, entry)
        elif isinstance(entry, ChangedRecord):
            paint_row_ground(painter, option)
            _paint_change(painter, option, entry)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Take a click."""
        if (
            event.type() != QEvent.Type.MouseButtonRelease
            or not isinstance(event, QMouseEvent)
            or event.button() != Qt.MouseButton.LeftButton
            or not isinstance(index.data(ENTRY_ROLE), ChangedRecord)
        ):
            return super().editorEvent(event, model, option, index)
        inside = versions_place(option).contains(event.position().toPoint())
        (self.versions_wanted if inside else self.opened).emit(index)
        return True


def versions_place(option: QStyleOptionViewItem) -> QRect:
    """Where the sign that opens the versions takes a click: the end of the line."""
    width = scaled(40)
    return _mirrored(option, option.rect.adjusted(option.rect.width() - width, 0, 0, 0))


def _paint_day(painter: QPainter, option: QStyleOptionViewItem, day: DayRow) -> None:
    font = _small(option.font)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(active_theme().faint))
    place = option.rect.adjusted(scaled(12), scaled(12), -scaled(12), -scaled(2))
    painter.drawText(place, int(_start(option) | _MIDDLE), day.label())


def _paint_change(painter: QPainter, option: QStyleOptionViewItem, row: ChangedRecord) -> None:
    theme = active_theme()
    metrics = option.fontMetrics
    gone = row.standing != "here"
    edge = scaled(16)
    top = option.rect.top() + scaled(9)
    icon = QRect(option.rect.left() + scaled(12), top + (metrics.height() - edge) // 2, edge, edge)
    end_edge = versions_place(option).width()
    text = option.rect.adjusted(scaled(12) + edge + scaled(10), scaled(9), -end_edge, 0)
    text.setHeight(metrics.height())
    small = _small(option.font)
    end = f"{RECORD_TYPES[row.type].LABEL}, {row.at:%H:%M}"
    width = min(QFontMetrics(small).horizontalAdvance(end) + 2, text.width() // 2)
    right = QRect(text.right() - width, text.top(), width, text.height())
    head = text.adjusted(0, 0, -width - scaled(12), 0)
    below = text.translated(0, metrics.height())
    below.setHeight(QFontMetrics(small).height())
    image = pixmap(TYPE_ICONS[row.type], "faint" if gone else "muted", edge, _ratio(painter))
    painter.drawPixmap(_mirrored(option, icon), image)
    sign = versions_place(option)
    place = QRect(0, 0, edge, edge)
    place.moveCenter(sign.center())
    painter.drawPixmap(place, pixmap("history", "faint", edge, _ratio(painter)))
    painter.setFont(option.font)
    painter.setPen(QColor(theme.muted if gone else theme.text))
    _line(painter, option, head, row.title)
    painter.setFont(small)
    painter.setPen(QColor(theme.faint))
    _line(painter, option, right, end)
    painter.setPen(QColor(theme.late_text if row.what == "deleted" else theme.muted))
    _line(painter, option, below, what_words(row))


def _line(painter: QPainter, option: QStyleOptionViewItem, place: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(_mirrored(option, place), int(_start(option) | _MIDDLE), shown)


def _mirrored(option: QStyleOptionViewItem, place: QRect) -> QRect:
    return QStyle.visualRect(option.direction, option.rect, place)


def _start(option: QStyleOptionViewItem) -> Qt.AlignmentFlag:
    mirrored = option.direction == Qt.LayoutDirection.RightToLeft
    return (
        Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    ) | Qt.AlignmentFlag.AlignAbsolute


def _small(font: QFont) -> QFont:
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * SMALL)
    return made


def _ratio(painter: QPainter) -> float:
    return float(painter.device().devicePixelRatioF())
