"""The phases of a relationship as a path: what lies behind, where we are, what is ahead."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from mentorjournal.gui.theme import active_theme, scaled
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.goal_list import small
from mentorjournal.model.choices import CHOICES

PHASES = tuple(CHOICES["phase"])
BAR = 5
GAP = 6
BEHIND = 0.45
"""How strong the colour is of what lies behind."""


class PhaseStep(QPushButton):
    """One phase: a stretch of the path and its name; `state` is "behind", "here" or "ahead"."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.state = "ahead"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As wide as the name is in bold."""
        metrics = QFontMetrics(small(self.font(), bold=True))
        width = max(metrics.horizontalAdvance(self.text()) + scaled(10), scaled(64))
        return QSize(width, metrics.height() + scaled(BAR + GAP + 6))

    def minimumSizeHint(self) -> QSize:
        """Never narrower."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The stretch above, the name below."""
        theme = active_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(1, scaled(2), self.width() - 2, scaled(BAR))
        colour = QColor(theme.track if self.state == "ahead" else theme.accent)
        if self.state == "behind":
            colour.setAlphaF(BEHIND)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(bar, bar.height() / 2, bar.height() / 2)
        font: QFont = small(self.font(), bold=self.state == "here")
        painter.setFont(font)
        wanted = theme.muted if self.state == "behind" else theme.accent_text
        faint = self.state == "ahead" and not self.underMouse()
        painter.setPen(QColor(theme.muted if faint else wanted))
        words = self.rect().adjusted(scaled(2), scaled(BAR + GAP), 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop), self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()


class PhasePath(QWidget):
    """`edited` carries the phase the reader chose."""

    edited = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._value = ""
        self.steps = {key: PhaseStep(CHOICES["phase"][key]) for key in PHASES}
        flow = FlowLayout(self, gap=3, line_gap=8)
        for key, step in self.steps.items():
            step.clicked.connect(lambda _=False, key=key: self._choose(key))
            flow.addWidget(step)
        self.setFocusProxy(self.steps[PHASES[0]])

    def value(self) -> str:
        """Where we are."""
        return self._value

    def set_value(self, phase: str) -> None:
        """Show where we are, without telling `edited`."""
        self._value = phase
        here = PHASES.index(phase) if phase in PHASES else -1
        for place, (key, step) in enumerate(self.steps.items()):
            step.state = "here" if place == here else "behind" if place < here else "ahead"
            words = {"here": self.tr("now"), "behind": self.tr("behind us"), "ahead": self.tr("ahead")}
            step.setAccessibleName(f"{CHOICES['phase'][key]}, {words[step.state]}")
            step.update()

    def _choose(self, key: str) -> None:
        if key != self._value:
            self.edited.emit(key)
