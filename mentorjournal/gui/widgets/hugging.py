"""A frame that is never taller than its wrapped content."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget


class HuggingFrame(QFrame):
    """As tall as its layout needs at its width, so that spare room goes elsewhere.

    Qt takes the upper limit from the size hint, which knows nothing of the width text wraps at; here the
    hint follows the width.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hugged = -1
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """The layout's width, and the height it needs at the present width."""
        hint = super().sizeHint()
        if self._hugged >= 0:
            hint.setHeight(self._needed(self.width()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another height."""
        super().resizeEvent(event)
        needed = self._needed(event.size().width())
        if needed != self._hugged:
            self._hugged = needed
            self.updateGeometry()

    def _needed(self, width: int) -> int:
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return super().sizeHint().height()
        return layout.totalHeightForWidth(width)
