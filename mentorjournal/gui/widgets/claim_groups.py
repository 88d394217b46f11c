"""The claims of a scheme in rows, each category with its sum and a line that takes a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.claim_rows import AddClaimRow, ClaimItem, ClaimRow
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.rows import RowList
from mentorjournal.gui.widgets.styling import clear_layout

MOST = 25
"""Claims of a category that are shown until somebody asks for more."""


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """A category and its claims; `sum` stands at the end of its head, `takes` whether claims are added here."""

    key: str
    title: str
    sum: str
    items: tuple[ClaimItem, ...]
    hint: str = ""
    takes: bool = True


class GroupPart(HuggingFrame):
    """A category: its name, at the end of that line its sum, its claims, the line that takes a new one, and
    where there are many, `more` for the next of them."""

    def __init__(self, groups: ClaimGroups, group: ClaimGroup, because: str) -> None:
        super().__init__()
        self._groups, self._because = groups, because
        self._group, self._most, self._revealed = group, MOST, ""
        self.rows: dict[str, ClaimRow] = {}
        self.adder: AddClaimRow | None = None
        self._title, self._sum = TextLabel("", "strong", wrap=True), TextLabel("", "small")
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 2)
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        head.addWidget(self._sum, 0, Qt.AlignmentFlag.AlignBottom)
        self._list = RowList()
        self.more = QuietButton("")
        self.more.clicked.connect(self._show_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._list)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        if group.takes:
            self.adder = self._make_adder(group)
        self.display(group)

    def display(self, group: ClaimGroup) -> None:
        """Show the category as it is now; rows that stay keep the focus."""
        self._group = group
        self._title.setText(group.title)
        self._title.setToolTip(group.hint)
        self._sum.setText(group.sum)
        self._list.setAccessibleName(group.title)
        self._fill()

    def reveal(self, claim_id: str) -> None:
        """Show this claim too where it is among those that are not shown."""
        if claim_id not in self.rows and any(item.id == claim_id for item in self._group.items):
            self._revealed = claim_id
            self._fill()
            self._groups.align()

    def _show_more(self) -> None:
        self._most += MOST
        self._fill()
        self._groups.align()

    def _fill(self) -> None:
        items = [
            item
            for place, item in enumerate(self._group.items)
            if place < self._most or item.id == self._revealed
        ]
        keys = [item.id for item in items]
        if keys != list(self.rows):
            self.rows = {item.id: self.rows.get(item.id) or self._make_row(item) for item in items}
            shown: list[QWidget] = [*self.rows.values()]
            self._list.set_rows([*shown, self.adder] if self.adder is not None else shown)
        elif self.adder is not None and not self._list.rows():
            self._list.set_rows([self.adder])
        for item in items:
            self.rows[item.id].show_item(item)
        left = len(self._group.items) - len(items)
        self.more.setText(self.tr("{0} more").format(left))
        self.more.setVisible(left > 0)

    def _make_row(self, item: ClaimItem) -> ClaimRow:
        row, groups = ClaimRow(item, may_write=not self._because), self._groups
        row.activated.connect(lambda key=item.id: groups.opened.emit(key))
        row.ticked.connect(lambda on, key=item.id: groups.ticked.emit(key, on))
        row.dropped.connect(lambda found, key=item.id: groups.dropped_on.emit(key, found))
        return row

    def _make_adder(self, group: ClaimGroup) -> AddClaimRow:
        line, groups = AddClaimRow(group.title, because=self._because), self._groups
        line.added.connect(lambda words, key=group.key: groups.added.emit(key, words))
        line.dropped.connect(lambda found, key=group.key: groups.dropped_into.emit(key, found))
        return line


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
        self._parts: dict[str, GroupPart] = {}
        self._made_for: tuple[object, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def rows(self) -> dict[str, ClaimRow]:
        """The rows of the claims shown, by id, from the top."""
        return {key: row for part in self._parts.values() for key, row in part.rows.items()}

    @property
    def adders(self) -> dict[str, AddClaimRow]:
        """The lines for new claims, by category, from the top."""
        return {key: part.adder for key, part in self._parts.items() if part.adder is not None}

    def display(self, groups: Sequence[ClaimGroup], because: str) -> None:
        """Show these; the focus and what is being typed in a line stay. `because`: why nothing can be changed."""
        wanted = (because, *((group.key, group.takes) for group in groups))
        if wanted != self._made_for:
            self._made_for = wanted
            self._build(groups, because)
        for group in groups:
            self._parts[group.key].display(group)
        self.align()

    def align(self) -> None:
        """All amounts in one column."""
        rows = self.rows.values()
        width = max((row.amount_width() for row in rows), default=0)
        for row in rows:
            row.set_amount_width(width)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size, another column, once the rows have it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self.align)

    def settle(self) -> bool:
        """Add what is typed and waits for Return; False where it could not be."""
        done = [row.settle() for row in tuple(self.adders.values())]
        return all(done)

    def clear_line(self, category: str) -> None:
        """The claim of the name typed there was made."""
        if category in self.adders:
            self.adders[category].edit.clear()

    def mark(self, claim_id: str) -> None:
        """Mark the claim that is open."""
        for part in self._parts.values():
            part.reveal(claim_id)
        for key, row in self.rows.items():
            row.set_current(key == claim_id)

    def _build(self, groups: Sequence[ClaimGroup], because: str) -> None:
        typed = {key: row.edit.text() for key, row in self.adders.items()}
        clear_layout(self._column)
        self._parts = {}
        for group in groups:
            if self._parts:
                self._column.addSpacing(scaled(22))
            self._parts[group.key] = GroupPart(self, group, because)
            self._column.addWidget(self._parts[group.key])
        for key, words in typed.items():
            if key in self.adders:
                self.adders[key].edit.setText(words)
