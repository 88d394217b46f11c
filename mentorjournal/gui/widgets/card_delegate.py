"""Draws the cards of a left column: lead, title, second line, state; and the headings between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mentorjournal.gui.models.card_model import CardItem, CardModel
from mentorjournal.gui.theme import active_theme, scaled
from mentorjournal.gui.widgets.row_ground import paint_row_ground

if TYPE_CHECKING:
    from collections.abc import Iterable

SMALL = 12 / 13.5
Index = QModelIndex | QPersistentModelIndex
_BADGE_COLOURS = {
    "ok": ("ok_text", "ok_soft"),
    "warn": ("warn_text", "warn_soft"),
    "late": ("late_text", "late_soft"),
    "accent": ("accent_text", "accent_soft"),
    "quiet": ("muted", "quiet_soft"),
}


class CardDelegate(QStyledItemDelegate):
    """Rows of a CardModel; before the title, room is kept for the widest lead in the font at hand."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._leads: tuple[str, ...] = ()
        self._measured: tuple[str, int] = ("", 0)

    def set_leads(self, leads: Iterable[str]) -> None:
        """Keep room for the widest of these."""
        self._leads = tuple(set(leads))
        self._measured = ("", 0)

    def _lead_width(self, font: QFont) -> int:
        if self._measured[0] != font.key():
            metrics = QFontMetrics(font)
            widest = max((metrics.horizontalAdvance(lead) for lead in self._leads), default=0)
            self._measured = (font.key(), widest + 1 if widest else 0)
        return self._measured[1]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines for a card, one for a heading."""
        small = QFontMetrics(_small(option.font)).height()
        if isinstance(index.data(CardModel.EntryRole), str):
            return QSize(1, small + scaled(23))
        return QSize(1, QFontMetrics(option.font).height() + small + scaled(24))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one entry in the colours of the theme."""
        entry = index.data(CardModel.EntryRole)
        painter.save()
        if isinstance(entry, str):
            _paint_heading(painter, option, entry)
        elif isinstance(entry, CardItem):
            paint_row_ground(painter, option)
            self._paint_card(painter, option, entry)
        painter.restore()

    def _paint_card(self, painter: QPainter, option: QStyleOptionViewItem, item: CardItem) -> None:
        bold = QFont(option.font)
        bold.setBold(bool(option.state & QStyle.StateFlag.State_Selected))
        tall, low = QFontMetrics(bold), QFontMetrics(_small(option.font))
        top = option.rect.top() + (option.rect.height() - tall.height() - low.height() - scaled(3)) // 2
        left, right = option.rect.left() + scaled(18), option.rect.right() - scaled(16)
        lead = self._lead_width(option.font)
        if lead:
            painter.setFont(option.font)
            painter.setPen(_colour("muted"))
            _draw(painter, option, QRect(left, top, lead, tall.height()), item.lead)
            left += lead + scaled(10)
        painter.setFont(bold)
        painter.setPen(_colour("text"))
        _draw(painter, option, QRect(left, top, right - left, tall.height()), item.title)
        painter.setFont(_small(option.font))
        second = QRect(left, top + tall.height() + scaled(3), right - left, low.height())
        if item.badge:
            second.setRight(right - _paint_badge(painter, option, item, second, low) - scaled(8))
        painter.setPen(_colour("muted"))
        _draw(painter, option, second, item.second)


def _paint_badge(
    painter: QPainter, option: QStyleOptionViewItem, item: CardItem, line: QRect, metrics: QFontMetrics
) -> int:
    words, ground = _BADGE_COLOURS.get(item.kind, ("faint", ""))
    width = metrics.horizontalAdvance(item.badge) + scaled(12 if ground else 0)
    place = QRect(line.right() - width, line.top() - scaled(1), width, line.height() + scaled(2))
    place = QStyle.visualRect(option.direction, option.rect, place)
    if ground:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_colour(ground))
        painter.drawRoundedRect(place, 4, 4)
    painter.setPen(_colour(words))
    painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), item.badge)
    return width


def _paint_heading(painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
    font = _small(option.font)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(_colour("faint"))
    _draw(painter, option, option.rect.adjusted(scaled(18), scaled(14), -scaled(18), -scaled(4)), text)


def _draw(painter: QPainter, option: QStyleOptionViewItem, place: QRect, text: str) -> None:
    if place.width() > 0:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        mirrored = QStyle.visualRect(option.direction, option.rect, place)
        painter.drawText(mirrored, int(Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextSingleLine), shown)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * SMALL)
    return small


def _colour(name: str) -> QColor:
    return QColor(active_theme().colour(name))
