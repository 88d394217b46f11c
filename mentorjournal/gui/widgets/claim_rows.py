"""A claim as a row, and the line that takes a new one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from mentorjournal.gui.theme import active_theme, scaled
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import Badge, BadgeKind, TextLabel
from mentorjournal.gui.widgets.styling import clear_layout, set_style
from mentorjournal.gui.widgets.taking import TakingFrame

AMOUNT = 34
"""The column of amounts, in pixels at 100 %."""
BOX = 15


@dataclass(frozen=True, slots=True)
class ClaimItem:
    """One row: `badges` are words and their state, `amount` stands at its end."""

    id: str
    title: str
    amount: str
    authorised: bool
    badges: tuple[tuple[str, BadgeKind], ...] = ()


class ClaimRow(TakingFrame):
    """A claim. `ticked` says whether it is authorised, `activated` opens it, evidence may be let go on it."""

    ticked = Signal(bool)
    activated = Signal()

    def __init__(self, item: ClaimItem, *, may_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self.may_take = may_write
        self.box = QCheckBox()
        self.box.setEnabled(may_write)
        self.box.setToolTip(self.tr("Authorised"))
        self.box.setAccessibleDescription(
            self.tr("Return opens the claim, Space says that it is authorised.")
        )
        self.box.installEventFilter(self)
        self.box.clicked.connect(self.ticked)
        self._label = TextLabel("", wrap=True)
        self._states = QWidget()
        self._flow = FlowLayout(self._states, gap=6)
        self._states.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._amount = TextLabel("", "muted")
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(8)
        row.addWidget(self.box)
        row.addWidget(self._label, 1)
        row.addWidget(self._states, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._amount)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusProxy(self.box)
        self._show(item)

    def show_item(self, item: ClaimItem) -> None:
        """Show the claim as it is now."""
        if item != self.item:
            self._show(item)
        self.box.setChecked(item.authorised)

    def _show(self, item: ClaimItem) -> None:
        self.item = item
        self.box.setChecked(item.authorised)
        self._label.setText(item.title or self.tr("No name yet"))
        self._label.set_role("" if item.title else "faint")
        clear_layout(self._flow)
        for text, kind in item.badges:
            badge = Badge(text, kind)
            self._flow.addWidget(badge)
            badge.show()
        self._states.updateGeometry()
        self._amount.setText(item.amount)
        said = [item.title, *(text for text, _kind in item.badges), item.amount]
        self.box.setAccessibleName(", ".join(part for part in said if part))
        self.setAccessibleName(item.title)

    def amount_width(self) -> int:
        """The room its amount needs, in pixels."""
        return max(scaled(AMOUNT), self._amount.sizeHint().width())

    def set_amount_width(self, width: int) -> None:
        """Amounts stand in one column, and the states before them end on one line."""
        self._amount.setFixedWidth(width)

    def set_current(self, on: bool) -> None:
        """Mark the claim that is open beside the list."""
        set_style(self, "current", on)

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
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()
            return True
        return False


class DashedBox(QWidget):
    """The place where a box will be, once something is added."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rescale()

    def rescale(self) -> None:
        """As large as a box in the text size in use."""
        self.setFixedSize(scaled(BOX) + 4, scaled(BOX) + 4)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.rescale()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dashed outline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(active_theme().colour("control")), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -3, -3), 3, 3)
        painter.end()


class AddClaimRow(TakingFrame):
    """A line for a new claim: `added` carries its name, which stays until the claim is made; `dropped` what was
    let go here."""

    added = Signal(str)

    def __init__(self, category: str, *, because: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.may_take = not because
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(self.tr("Add a claim, or drop evidence here"))
        self.edit.setAccessibleName(self.tr("Add a claim to {0}").format(category))
        self.edit.setAcceptDrops(False)  # else a file would come in as the text of its path
        self.edit.setReadOnly(bool(because))
        self.edit.setToolTip(because)
        self.edit.returnPressed.connect(self.settle)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(6)
        row.addWidget(DashedBox())
        row.addWidget(self.edit, 1)
        self.setFocusProxy(self.edit)
        set_style(self, "last", True)

    def settle(self) -> bool:
        """Add what is typed; False where it could not be."""
        words = self.edit.text().strip()
        if words and not self.edit.isReadOnly():
            self.added.emit(words)
            return not self.edit.text().strip()
        return True
