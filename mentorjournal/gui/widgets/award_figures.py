"""The figures above a scheme's claims, and the sentence that says what is missing."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.styling import set_style

LEAST_CARD = 128
GAP = 12


class FigureCard(Card):
    """One figure under its name, and a few words after it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._title = title
        self.value = TextLabel("", "number")
        self.more = TextLabel("", "muted")
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.value, 0, Qt.AlignmentFlag.AlignBaseline)
        line.addWidget(self.more, 1, Qt.AlignmentFlag.AlignBaseline)
        self._head = SectionLabel(title)
        self.body.addWidget(self._head)
        self.body.addLayout(line)

    def set_title(self, title: str) -> None:
        """Name it anew."""
        self._title = title
        self._head.setText(title)

    def show_figure(self, value: str, more: str = "", *, warns: bool = False) -> None:
        """Show another figure; `warns` where something has to be done about it."""
        self.value.setText(value)
        self.value.set_role("warn-value" if warns else "number")
        self.more.setText(more)
        self.setAccessibleName(" ".join(part for part in (self._title, value, more) if part))


class FigureCards(QWidget):
    """Four cards beside each other; two and two, or one below the other, where it is narrow."""

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = tuple(FigureCard(title) for title in titles)
        self._in_a_row = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._share_out()

    def minimumSizeHint(self) -> QSize:
        """One card is enough."""
        widest = max(card.minimumSizeHint().width() for card in self.cards)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many beside each other as there is room for."""
        super().resizeEvent(event)
        self._share_out()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size, another share."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_grid"):
            self._share_out()

    def event(self, event: QEvent) -> bool:
        """Longer figures, another share."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._share_out()
        return done

    def _share_out(self) -> None:
        widths = [max(scaled(LEAST_CARD), card.sizeHint().width()) for card in self.cards]
        room = self.width() + GAP
        in_a_row = (
            4 if room >= sum(widths) + GAP * len(widths) else 2 if room >= 2 * (max(widths) + GAP) else 1
        )
        if in_a_row == self._in_a_row:
            return
        self._in_a_row = in_a_row
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // in_a_row, place % in_a_row)
        for column in range(len(self.cards)):
            self._grid.setColumnStretch(column, 1 if column < in_a_row else 0)


class MissingLine(QLabel):
    """What is still missing, as one sentence; the words before it are bold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("missing")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)

    def show_missing(self, missing: Sequence[str]) -> None:
        """Say these, or that nothing is missing."""
        set_style(self, "done", not missing)
        head = self.tr("Still missing:") if missing else self.tr("Nothing is missing.")
        words = ", ".join(missing)
        self.setText(f"<b>{html.escape(head)}</b>" + (f" {html.escape(words)}." if words else ""))
        self.setAccessibleName(f"{head} {words}." if words else head)
