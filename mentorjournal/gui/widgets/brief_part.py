"""One item of a brief: its head, its lines, and a field for one more."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.brief_row import BriefRow
from mentorjournal.gui.widgets.buttons import IconButton
from mentorjournal.gui.widgets.fields import TextField
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.rows import RowList
from mentorjournal.gui.widgets.styling import set_style
from mentorjournal.services.preparing import Part

_ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class BriefPart(QWidget):
    """`ticked` carries a line and whether it goes along, `typed` a line (None: a new one) and its words so
    far, `settled` that writing is over, `moved` the part's lines, from where and to where."""

    ticked = Signal(object, bool)
    typed = Signal(str, object, str)
    settled = Signal()
    moved = Signal(object, int, int)
    removed = Signal(object)
    another = Signal(object)
    opened = Signal(str)

    def __init__(
        self, key: str, title: str, *, writable: bool, because: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.key = key
        self._writable, self._because = writable, because
        self._shown: Part | None = None
        self.rows = RowList()
        self.nothing = TextLabel(self.tr("Nothing."), "small-faint")
        self.head = SectionLabel(title)
        self.add = IconButton("add", self.tr("Add a line: {0}").format(title), small=True)
        self.add.setEnabled(writable)
        if not writable:
            self.add.setToolTip(because)
        self.field = TextField(name=self.tr("New line: {0}").format(title), placeholder=self.tr("New line"))
        self.field.hide()
        self.field.installEventFilter(self)
        self.field.edited.connect(lambda text: self.typed.emit(self.key, None, text))
        self.add.clicked.connect(self.start_adding)
        self.setAccessibleName(title)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.head)
        head.addStretch(1)
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        for widget in (self.rows, self.nothing, self.field):
            column.addWidget(widget)

    def lines(self) -> tuple[BriefRow, ...]:
        """The rows, from the top."""
        return tuple(row for row in self.rows.rows() if isinstance(row, BriefRow))

    def row_of(self, key: str) -> BriefRow | None:
        """The row of a line by its key."""
        return next((row for row in self.lines() if row.line.key == key), None)

    def display(self, part: Part) -> None:
        """Show a part; the row that has the focus keeps it."""
        if part == self._shown:
            return
        self._shown = part
        focused = next((row.line.key for row in self.lines() if row.box.hasFocus()), "")
        self.rows.clear()
        for line in part.lines:
            row = BriefRow(line, writable=self._writable, because=self._because)
            self._connect(row)
            self.rows.add_row(row)
        self.nothing.setVisible(not part.lines)
        again = self.row_of(focused) if focused else None
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self, row: BriefRow) -> None:
        line = row.line
        row.edited.connect(lambda on: self.ticked.emit(line, on))
        row.typed.connect(lambda text: self.typed.emit(self.key, line, text))
        row.settled.connect(self.settled)
        row.moved.connect(lambda steps: self._move(row, self.lines().index(row) + steps))
        row.dragged.connect(self._mark)
        row.dropped.connect(lambda place: self._move(row, self._place_at(place)))
        row.removed.connect(lambda: self.removed.emit(line))
        row.another.connect(lambda: self.another.emit(line))
        row.opened.connect(lambda: self.opened.emit(line.source))

    def _move(self, row: BriefRow, to: int) -> None:
        rows = self.lines()
        self._unmark(rows)
        at = rows.index(row)
        if 0 <= to < len(rows) and to != at:
            self.moved.emit(tuple(item.line for item in rows), at, to)

    def _place_at(self, place: QPoint) -> int:
        """The place of the row under a point of the screen; the ends beyond it."""
        y = self.rows.mapFromGlobal(place).y()
        rows = self.lines()
        return sum(1 for row in rows[:-1] if y > row.geometry().bottom())

    def _mark(self, place: QPoint) -> None:
        to = self._place_at(place)
        for at, row in enumerate(self.lines()):
            set_style(row, "drop", at == to)

    @staticmethod
    def _unmark(rows: Iterable[BriefRow]) -> None:
        for row in rows:
            set_style(row, "drop", False)

    # A new line

    def start_adding(self) -> None:
        """Open the field for one more line."""
        if self._writable:
            self.field.set_value("")
            self.field.show()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop_adding(self) -> None:
        """Close the field."""
        if not self.field.isHidden():
            self.field.hide()
            self.settled.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return keeps the line and waits for another one; Escape and leaving close the field."""
        if watched is not self.field:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusOut:
            self.stop_adding()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(Qt.Key(event.key()))
        return False

    def _take_key(self, key: Qt.Key) -> bool:
        if key in _ENTERS and self.field.text().strip():
            self.settled.emit()
            self.field.set_value("")
            return True
        if key in _ENTERS or key == Qt.Key.Key_Escape:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
            self.stop_adding()
            return True
        return False
