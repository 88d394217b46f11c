"""Draws a line that can be ticked: a box, then what the palette shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStyleOptionViewItem

from mentorjournal.gui.theme import active_theme, scaled
from mentorjournal.gui.widgets.palette_delegate import PaletteDelegate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QCheckBox

Index = QModelIndex | QPersistentModelIndex
TICK = Qt.ItemDataRole.CheckStateRole


class TickedDelegate(PaletteDelegate):
    """A click on the box, or Space, ticks the line. `like` is a box of whose style these are drawn."""

    def __init__(self, like: QCheckBox) -> None:
        super().__init__(like)
        self._like = like

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the line."""
        state = index.data(TICK)
        if state is None:
            super().paint(painter, option, index)
            return
        line = QStyleOptionViewItem(option)
        line.rect = QRect(option.rect)
        line.rect.setLeft(self._box(option.rect).right())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        theme = active_theme()
        painter.fillRect(option.rect, QColor(theme.accent_soft if selected else theme.surface))
        super().paint(painter, line, index)
        box = QStyleOptionButton()
        box.initFrom(self._like)
        box.rect = self._box(option.rect)
        ticked = Qt.CheckState(state) == Qt.CheckState.Checked
        box.state = QStyle.StateFlag.State_Enabled | (
            QStyle.StateFlag.State_On if ticked else QStyle.StateFlag.State_Off
        )
        self._like.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_IndicatorCheckBox, box, painter, self._like
        )

    def _box(self, line: QRect) -> QRect:
        edge = scaled(16)
        return QRect(line.left() + scaled(10), line.top() + (line.height() - edge) // 2, edge, edge)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Tick by the box or by Space; anything else chooses the line."""
        state = index.data(TICK)
        if state is None:
            return False
        if isinstance(event, QMouseEvent):
            reach = self._box(option.rect).adjusted(-scaled(8), -scaled(8), scaled(4), scaled(8))
            wanted = event.type() == QEvent.Type.MouseButtonRelease and reach.contains(
                event.position().toPoint()
            )
        else:
            wanted = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if not wanted:
            return False
        ticked = Qt.CheckState(state) == Qt.CheckState.Checked
        return model.setData(index, Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked, TICK)
