"""A quiet bar with a sentence: hours spent against hours planned, or two shares of a whole."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mentorjournal.gui.theme import active_theme, scaled
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel

BAR = 7


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.share = 0.0
        self.mark = -1.0
        self.split = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(scaled(120), scaled(BAR + 6))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(40), scaled(BAR + 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = active_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(0, scaled(3), self.width(), scaled(BAR))
        round_ = whole.height() / 2
        painter.setBrush(QColor(theme.accent_soft if self.split else theme.track))
        painter.drawRoundedRect(whole, round_, round_)
        if self.share > 0:
            part = QRectF(whole)
            part.setWidth(max(whole.height(), whole.width() * min(self.share, 1.0)))
            if self.isRightToLeft():
                part.moveRight(whole.right())
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(part, round_, round_)
        if 0 <= self.mark <= 1:
            at = self.width() * (1 - self.mark if self.isRightToLeft() else self.mark)
            painter.setBrush(QColor(theme.text))
            painter.drawRect(QRectF(min(at, self.width() - 2.0), 0, 2, self.height()))
        painter.end()


class ShareBar(HuggingFrame):
    """`display` says it in words first; the bar only repeats them."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.words = TextLabel("", wrap=True)
        self.more = TextLabel("", "small", wrap=True)
        self.bar = _Bar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addWidget(self.more)

    def display(self, words: str, share: float | None, *, more: str = "", mark: float = -1.0) -> None:
        """Words, how much of the bar is filled (None: no bar), a mark on it, and a second line."""
        self.words.setText(words)
        self.more.setText(more)
        self.more.setHidden(not more)
        self.bar.setHidden(share is None)
        self.bar.share, self.bar.mark = share or 0.0, mark
        self.bar.update()

    def set_split(self, split: bool) -> None:
        """The rest of the bar counts too, so that it shows two shares."""
        self.bar.split = split
