"""The claims of a scheme in rows, each category with its sum, and a line that takes a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from mentorjournal.gui.theme import active_theme, scaled
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import Badge, BadgeKind, TextLabel
from mentorjournal.gui.widgets.rows import RowList
from mentorjournal.gui.widgets.styling import clear_layout, set_style
from mentorjournal.gui.widgets.taking import Taken, TakingFrame

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


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """A category and its claims; `sum` stands at the end of its head, `takes` whether claims are added here."""

    key: str
    title: str
    sum: str
    items: tuple[ClaimItem, ...]
    hint: str = ""
    takes: bool = True


class ClaimRow(TakingFrame):
    """A claim. `ticked` says whether it is authorised, `activated` opens it, evidence may be let go on it."""

    ticked = Signal(bool)
    activated = Signal()

    def __init__(self, item: ClaimItem, *, may_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self.may_take = may_write
        self.box = QCheckBox()
        self.box.setChecked(item.authorised)
        self.box.setEnabled(may_write)
        self.box.setToolTip(self.tr("Authorised"))
        self.box.installEventFilter(self)
        self.box.clicked.connect(self.ticked)
        label = TextLabel(item.title or self.tr("No name yet"), "" if item.title else "faint", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(8)
        row.addWidget(self.box)
        row.addWidget(label, 1)
        states = QWidget()
        flow = FlowLayout(states, gap=6)
        for text, kind in item.badges:
            flow.addWidget(Badge(text, kind))
        states.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row.addWidget(states, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(_amount(item.amount))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusProxy(self.box)
        said = [item.title, *(text for text, _kind in item.badges), item.amount]
        self.box.setAccessibleName(", ".join(part for part in said if part))
        self.box.setAccessibleDescription(
            self.tr("Return opens the claim, Space says that it is authorised.")
        )
        self.setAccessibleName(item.title)

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
    """A line for a new claim: `added` carries its name, `dropped` what was let go here."""

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

    def settle(self) -> None:
        """Add what is typed."""
        words = self.edit.text().strip()
        if words and not self.edit.isReadOnly():
            self.edit.clear()
            self.added.emit(words)


class GroupHead(HuggingFrame):
    """The name of a category and, at the end of the line, its sum."""

    def __init__(self, group: ClaimGroup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title, total = TextLabel(group.title, "strong", wrap=True), TextLabel(group.sum, "small")
        title.setToolTip(group.hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 2)
        row.setSpacing(12)
        row.addWidget(title, 1)
        row.addWidget(total, 0, Qt.AlignmentFlag.AlignBottom)


class ClaimGroups(HuggingFrame):
    """Every category with its claims.

    `opened` carries a claim's id, `ticked` an id and whether it is authorised, `added` a category and a name,
    `dropped_on` a claim's id and a Taken, `dropped_into` a category and a Taken.
    """

    opened = Signal(str)
    ticked = Signal(str, bool)
    added = Signal(str, str)
    dropped_on = Signal(str, object)
    dropped_into = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, ClaimRow] = {}
        self.adders: dict[str, AddClaimRow] = {}
        self._shown: tuple[tuple[ClaimGroup, ...], str] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def display(self, groups: Sequence[ClaimGroup], because: str) -> None:
        """Show these; the focus and what is being typed in a line stay. `because`: why nothing can be changed."""
        wanted = (tuple(groups), because)
        if wanted == self._shown:
            return
        typed = {key: row.edit.text() for key, row in self.adders.items()}
        at = self._focus()
        self._shown = wanted
        clear_layout(self._column)
        self.rows, self.adders = {}, {}
        for group in groups:
            self._add(group, because)
        for key, words in typed.items():
            if key in self.adders:
                self.adders[key].edit.setText(words)
        found = (self.rows.get(at[1]) if at[0] == "row" else self.adders.get(at[1])) if at else None
        if found is not None:
            found.show()
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Add what is typed and waits for Return."""
        for row in tuple(self.adders.values()):
            row.settle()

    def mark(self, claim_id: str) -> None:
        """Mark the claim that is open."""
        for key, row in self.rows.items():
            row.set_current(key == claim_id)

    def _focus(self) -> tuple[str, str] | None:
        for key, row in self.rows.items():
            if row.box.hasFocus():
                return "row", key
        for key, adder in self.adders.items():
            if adder.edit.hasFocus():
                return "add", key
        return None

    def _add(self, group: ClaimGroup, because: str) -> None:
        if self._column.count():
            self._column.addSpacing(scaled(22))
        self._column.addWidget(GroupHead(group))
        rows = RowList()
        rows.setAccessibleName(group.title)
        for item in group.items:
            row = ClaimRow(item, may_write=not because)
            row.activated.connect(lambda key=item.id: self.opened.emit(key))
            row.ticked.connect(lambda on, key=item.id: self.ticked.emit(key, on))
            row.dropped.connect(lambda found, key=item.id: self.dropped_on.emit(key, found))
            self.rows[item.id] = row
            rows.add_row(row)
        if group.takes:
            self._add_line(group, rows, because)
        self._column.addWidget(rows)

    def _add_line(self, group: ClaimGroup, rows: RowList, because: str) -> None:
        line = AddClaimRow(group.title, because=because)
        line.added.connect(lambda words, key=group.key: self.added.emit(key, words))
        line.dropped.connect(lambda found, key=group.key: self._drop(key, found))
        self.adders[group.key] = line
        rows.add_row(line)

    def _drop(self, key: str, found: Taken) -> None:
        self.dropped_into.emit(key, found)


def _amount(text: str) -> TextLabel:
    label = TextLabel(text, "muted")
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    label.setMinimumWidth(max(scaled(AMOUNT), label.sizeHint().width()))
    return label
