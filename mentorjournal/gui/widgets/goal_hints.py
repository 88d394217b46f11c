"""What a SMART check would still ask, said quietly and put aside one by one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.buttons import IconButton
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.styling import clear_layout, set_surface
from mentorjournal.services.goals import Hint


class GoalHints(HuggingFrame):
    """Hints under each other, hidden while there are none; `put_aside` carries the key of a hint."""

    put_aside = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "wash")
        self.setAccessibleName(self.tr("Hints"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 10, 10, 10)
        self._column.setSpacing(3)
        self._shown: tuple[Hint, ...] = ()
        self.hide()

    def display(self, hints: Sequence[Hint], *, writable: bool) -> None:
        """Show these hints."""
        wanted = tuple(hints) if writable else ()
        if wanted == self._shown:
            return
        self._shown = wanted
        clear_layout(self._column)
        if wanted:
            self._column.addWidget(SectionLabel(self.tr("Worth a thought, not a must")))
        for hint in wanted:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(TextLabel(f"{hint.name}: {hint.question}", "small", wrap=True), 1)
            cross = IconButton("close", self.tr("Put aside: {0}").format(hint.name), small=True)
            cross.clicked.connect(lambda _=False, key=hint.key: self.put_aside.emit(key))
            row.addWidget(cross)
            self._column.addLayout(row)
        self.setVisible(bool(wanted))
