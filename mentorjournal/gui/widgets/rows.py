"""Rows with a hairline below: things to open and things to tick."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import ContentButton
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import Badge, BadgeKind, TextLabel
from mentorjournal.gui.widgets.styling import clear_layout, set_style

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class LeadLabel(TextLabel):
    """The column before a row's text, `least` pixels wide at 100 % or as wide as its own words."""

    def __init__(self, text: str, least: int) -> None:
        super().__init__(text, "muted")
        self._least = least

    def minimumSizeHint(self) -> QSize:
        """Grows with the text scale."""
        return super().minimumSizeHint().expandedTo(QSize(scaled(self._least), 0))

    def sizeHint(self) -> QSize:
        """The same."""
        return super().sizeHint().expandedTo(self.minimumSizeHint())


class ListRow(ContentButton):
    """A row that opens something: `lead` (a date) in a column, text, badge at the end. `clicked` opens."""

    def __init__(
        self,
        text: str,
        *,
        lead: str = "",
        lead_width: int = 52,
        badge: str = "",
        kind: BadgeKind = "plain",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(" ".join(part for part in (lead, text, badge) if part))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.label = TextLabel(text, wrap=True)
        self.badge = Badge(badge, kind, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 0, 5)
        row.setSpacing(9)
        if lead:
            first = LeadLabel(lead, lead_width)
            self.let_pass(first)
            row.addWidget(first)
        row.addWidget(self.label, 1)
        row.addWidget(self.badge)
        self.let_pass(self.label, self.badge)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down are the list's."""
        if event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class ActionRow(QFrame):
    """A row to tick: `edited` carries the new tick, `activated` asks to open it (click on the text, Return).

    `look` "action" strikes out what is ticked; "include" greys out what is not.
    """

    edited = Signal(bool)
    activated = Signal()

    def __init__(
        self,
        text: str,
        checked: bool = False,
        *,
        badge: str = "",
        kind: BadgeKind = "plain",
        look: Literal["action", "include"] = "action",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.box = QCheckBox()
        self.box.installEventFilter(self)
        self.label = TextLabel(text, wrap=True)
        self.badge = Badge(badge, kind, self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 4, 0, 4)
        self._row.setSpacing(8)
        self._row.addWidget(self.box)
        self._row.addWidget(self.label, 1)
        self._row.addWidget(self.badge)
        self.setFocusProxy(self.box)
        self.box.clicked.connect(self._tell)
        self.set_text(text)
        self.set_value(checked)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def set_value(self, checked: bool) -> None:
        """Tick without telling `edited`."""
        self.box.setChecked(checked)
        self._dress()

    def set_text(self, text: str) -> None:
        """Show another text."""
        self.label.setText(text)
        self._name()

    def set_badge(self, text: str, kind: BadgeKind | None = None) -> None:
        """Show another badge; an empty text hides it."""
        self.badge.set_badge(text, kind)
        self._name()

    def add_trailing(self, widget: QWidget) -> None:
        """Put a small control at the end of the row."""
        self._row.addWidget(widget)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click beside the box opens."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.activated.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return on the box opens, as Space ticks; Up and Down are the list's."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.activated.emit()
            return True
        if event.key() in _STEPS:
            event.ignore()
            return True
        return False

    def _tell(self, checked: bool) -> None:
        self._dress()
        self.edited.emit(checked)

    def _name(self) -> None:
        self.box.setAccessibleName(" ".join(part for part in (self.label.text(), self.badge.text()) if part))

    def _dress(self) -> None:
        if self._look == "action":
            self.label.set_role("done" if self.value() else "")
        else:
            self.label.set_role("" if self.value() else "faint")


class RowList(HuggingFrame):
    """Rows under each other, the last one without a line; Up and Down move between them.

    For tens of rows. Long lists belong in a view with a model.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def rows(self) -> tuple[QWidget, ...]:
        """What is in it, from the top."""
        return tuple(self._rows)

    def add_row(self, row: QWidget) -> None:
        """Append a ListRow, an ActionRow or any widget."""
        if self._rows:
            set_style(self._rows[-1], "last", False)
        set_style(row, "last", True)
        self._rows.append(row)
        self._column.addWidget(row)

    def set_rows(self, rows: Sequence[QWidget]) -> None:
        """Hold exactly these, in this order; those that were in it before stay as they are, others go for good."""
        gone = [row for row in self._rows if row not in rows]
        for row in self._rows:
            self._column.removeWidget(row)
        for row in gone:
            row.hide()
            row.deleteLater()
        self._rows = list(rows)
        for place, row in enumerate(rows):
            set_style(row, "last", place == len(rows) - 1)
            self._column.addWidget(row)

    def clear(self) -> None:
        """Empty the list."""
        self._rows.clear()
        clear_layout(self._column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down."""
        step = _STEPS.get(Qt.Key(event.key()), 0)
        at = next((index for index, row in enumerate(self._rows) if _holds_focus(row)), -1)
        if step and at >= 0 and 0 <= at + step < len(self._rows):
            self._rows[at + step].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)


def _holds_focus(row: QWidget) -> bool:
    return row.hasFocus() or any(child.hasFocus() for child in row.findChildren(QWidget))
