"""The ground of a row in every list that is painted: chosen, under the mouse, or with the keys."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from mentorjournal.gui.theme import active_theme


def paint_row_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Fill the row as its state asks; the ring of the focus only where its view follows the keys."""
    theme = active_theme()
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(option.rect, QColor(theme.accent_wash))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(option.rect, QColor(theme.hover))
    if option.state & QStyle.StateFlag.State_HasFocus and getattr(option.widget, "moves_by_keys", True):
        painter.setPen(QPen(QColor(theme.focus), 2))
        painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
