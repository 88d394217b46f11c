"""The right column of the claims: the portfolio, the claim that is open, or records to drag."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.awards_claim import ClaimPanel
from mentorjournal.gui.pages.awards_preview import AwardPreview
from mentorjournal.gui.pages.awards_tray import RecordTray
from mentorjournal.gui.widgets.buttons import IconButton
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.gui.widgets.styling import set_surface

PREVIEW, CLAIM, TRAY = "preview", "claim", "tray"


LEAST = QSize(240, 200)


class _Parts(QStackedWidget):
    """Gives a part what room there is, for the column never pushes the claims."""

    def minimumSizeHint(self) -> QSize:
        """The same for every part."""
        return LEAST


class AwardSide(QWidget):
    """`turned` carries the key of the part the reader turned to: preview, claim or tray. `left` asks to go back
    to the claims, where there is room for one of both only."""

    turned = Signal(str)
    left = Signal()

    def __init__(self, context: Context, claim: ClaimPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "window")
        tr = self.tr
        self.setAccessibleName(tr("Beside the claims"))
        self.bar = Segmented(
            [(PREVIEW, tr("Portfolio")), (CLAIM, tr("Claim")), (TRAY, tr("Records"))],
            PREVIEW,
            tr("Show beside"),
        )
        self.claim = claim
        self.preview = AwardPreview(context)
        self.tray = RecordTray(context)
        self.stack = _Parts()
        self.nothing = TextLabel(tr("Open a claim to see what it rests on."), "muted", wrap=True)
        self.nothing.setContentsMargins(24, 24, 24, 24)
        for part in (self.preview, claim, self.tray, self.nothing):
            self.stack.addWidget(part)
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 2)
        self.back = IconButton("arrow-left", tr("Back to the claims"), small=True)
        self.back.clicked.connect(self.left)
        head.addWidget(self.back)
        head.addWidget(self.bar)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        self.bar.edited.connect(self.turned)
        self.current = PREVIEW

    def turn(self, key: str, *, claim_open: bool) -> None:
        """Show a part."""
        self.current = key
        self.bar.set_value(key)
        parts = {PREVIEW: self.preview, CLAIM: self.claim if claim_open else self.nothing, TRAY: self.tray}
        self.stack.setCurrentWidget(parts[key])
        if key == TRAY:
            self.tray.refresh()
