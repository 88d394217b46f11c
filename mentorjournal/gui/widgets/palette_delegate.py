"""Draws one line of the palette: icon, title, found words in bold, kind and day at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mentorjournal.gui.icons import pixmap
from mentorjournal.gui.models.palette_model import ENTRY_ROLE
from mentorjournal.gui.theme import active_theme, scaled

if TYPE_CHECKING:
    from mentorjournal.gui.models.palette_model import Entry

Index = QModelIndex | QPersistentModelIndex


class PaletteDelegate(QStyledItemDelegate):
    """One or two text lines, as tall as the text needs."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines where there is a snippet."""
        entry: Entry = index.data(ENTRY_ROLE)
        lines = 2 if entry.snippet else 1
        return QSize(scaled(200), option.fontMetrics.height() * lines + scaled(14 if lines == 1 else 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the line."""
        entry: Entry = index.data(ENTRY_ROLE)
        theme = active_theme()
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, QColor(theme.accent_soft if selected else theme.surface))
        edge = scaled(16)
        image = pixmap(entry.icon, "muted", edge, painter.device().devicePixelRatioF())
        metrics = option.fontMetrics
        left = option.rect.left() + scaled(12)
        top = option.rect.top() + (option.rect.height() - metrics.height() * (2 if entry.snippet else 1)) // 2
        painter.drawPixmap(left, top + (metrics.height() - edge) // 2, image)
        text = QRect(left + edge + scaled(10), top, 0, metrics.height())
        text.setRight(option.rect.right() - scaled(14))
        painter.setFont(option.font)
        painter.setPen(QColor(theme.faint))
        width = metrics.horizontalAdvance(entry.trailing)
        painter.drawText(text, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, entry.trailing)
        head = QRect(text)
        head.setRight(text.right() - width - scaled(12))
        painter.setPen(QColor(theme.text))
        shown = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, head.width())
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        if entry.snippet:
            line = QRect(text.left(), top + metrics.height(), text.width(), metrics.height())
            _draw_snippet(painter, line, option.font, entry.snippet)
        painter.restore()


def _draw_snippet(painter: QPainter, area: QRect, font: QFont, snippet: str) -> None:
    theme = active_theme()
    bold = QFont(font)
    bold.setBold(True)
    left = area.left()
    strong = False
    for part in snippet.replace("\n", " ").replace("\x02", "\x01+").replace("\x03", "\x01-").split("\x01"):
        text = part
        if part[:1] in {"+", "-"}:
            strong, text = part[0] == "+", part[1:]
        face = bold if strong else font
        painter.setFont(face)
        painter.setPen(QColor(theme.text if strong else theme.muted))
        metrics = QFontMetrics(face)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, area.right() - left))
        painter.drawText(
            QRect(left, area.top(), area.right() - left, area.height()), Qt.AlignmentFlag.AlignVCenter, shown
        )
        left += metrics.horizontalAdvance(text)
        if left >= area.right():
            break
