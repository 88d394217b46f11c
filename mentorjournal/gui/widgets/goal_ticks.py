"""Lines to tick, word and date in place: the milestones and the actions of a goal."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import IconButton
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.date_words import parse_date
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.fields import TextField
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import IconLabel, TextLabel
from mentorjournal.gui.widgets.styling import set_style

DATE_WIDTH = 124
_BY = re.compile(r"(?P<title>.*\S)\s+by\s+(?P<day>\S.{0,30})", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Tick:
    """One line: `day` is when it is due, or when it was done once it is. `note` stands below it, late in
    its colour; `reason` is why it slipped, or None where nobody has to say."""

    id: str
    title: str
    day: dt.date | None
    done: bool
    note: str = ""
    late: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class TickWords:
    """What the lines are called: one of them, the days when due and done, the line to add another."""

    one: str
    due: str
    done: str
    add: str


def title_and_day(text: str, day: dt.date | None, today: dt.date) -> tuple[str, dt.date | None]:
    """`Send draft by fri` as a title and a day; a day that was given stands, and so does what is no date."""
    found = _BY.fullmatch(text.strip())
    if found is None or day is not None:
        return text.strip(), day
    read = parse_date(found["day"], today)
    return (found["title"], read) if read is not None else (text.strip(), None)


class TickRow(HuggingFrame):
    """One Tick to change in place. Every signal carries the reader's new value."""

    ticked = Signal(bool)
    worded = Signal(str)
    dated = Signal(object)
    reasoned = Signal(str)
    removed = Signal()
    passed = Signal()
    """Return in the title: on to the next line."""

    def __init__(self, words: TickWords, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.key = ""
        self.box = QCheckBox()
        self.title = TitleEdit(name=words.one)
        set_style(self.title, "look", "line")
        self.date = DateField(name=words.due, today=today)
        self.delete = IconButton("close", "", small=True)
        self.note = TextLabel("", "small", wrap=True)
        self.reason = TextField(
            name=self.tr("Why it slipped"), placeholder=self.tr("Why did it slip?"), look="bare"
        )
        self._lay_out()
        self.setFocusProxy(self.box)
        self.box.clicked.connect(self.ticked)
        self.title.edited.connect(self.worded)
        self.title.edited.connect(lambda _text: self._name())
        self.title.finished.connect(self.passed)
        self.date.edited.connect(self.dated)
        self.reason.edited.connect(self.reasoned)
        self.delete.clicked.connect(self.removed)

    def _lay_out(self) -> None:
        self.date.setFixedWidth(scaled(DATE_WIDTH))
        self.reason.setTextMargins(-2, 0, 0, 0)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setHorizontalSpacing(9)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for column, widget in enumerate((self.box, self.title, self.date, self.delete)):
            grid.addWidget(widget, 0, column, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.note, 1, 1, 1, 3)
        grid.addWidget(self.reason, 2, 1, 1, 3)

    def show_tick(self, tick: Tick, *, writable: bool) -> None:
        """Show a line without telling anybody; a text that is the same leaves its cursor where it is."""
        self.box.setChecked(tick.done)
        self.title.set_value(tick.title)
        set_style(self.title, "look", "done" if tick.done else "line")
        self.date.set_value(tick.day)
        self.date.setAccessibleName(self._words.done if tick.done else self._words.due)
        self.note.setText(tick.note)
        self.note.set_role("late" if tick.late else "small")
        self.note.setHidden(not tick.note)
        self.reason.set_value(tick.reason or "")
        self.reason.setHidden(tick.reason is None or not (writable or tick.reason))
        self.box.setEnabled(writable)
        self.title.setReadOnly(not writable)
        self.date.setEnabled(writable)
        self.reason.setReadOnly(not writable)
        self.delete.setVisible(writable)
        self._name()

    def _name(self) -> None:
        text = self.title.value() or self._words.one
        self.box.setAccessibleName(text)
        name = self.tr("Delete {0}").format(text)
        self.delete.setAccessibleName(name)
        self.delete.setToolTip(name)


class AddRow(QFrame):
    """The last line: a title and a day; Return adds, and the next can be typed at once."""

    added = Signal(str, object)

    def __init__(self, words: TickWords, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.title = TextField(name=words.add, placeholder=words.add, look="bare")
        self.date = DateField(name=words.due, today=today)
        self.date.setPlaceholderText(self.tr("By when"))
        self.date.setFixedWidth(scaled(DATE_WIDTH))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(9)
        row.addWidget(IconLabel("add", "faint", 14))
        row.addWidget(self.title, 1)
        row.addWidget(self.date)
        row.addSpacing(scaled(14) + 9)
        self.setFocusProxy(self.title)
        self.title.returnPressed.connect(self.add)
        self.date.returnPressed.connect(self.add)

    def add(self) -> None:
        """Take what is typed as a new line, and be ready for the next."""
        self.date.settle()
        if not self.date.is_wrong():
            self._take(self.title.value())
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Take what is typed before something else is shown here; what is no day goes into the title."""
        if self.title.value().strip():
            self.date.settle()
            wrong = self.date.text() if self.date.is_wrong() else ""
            self._take(f"{self.title.value()} {wrong}")

    def _take(self, text: str) -> None:
        title, day = title_and_day(text, self.date.value(), self._today())
        if title:
            self.title.set_value("")
            self.date.set_value(None)
            self.added.emit(title, day)


class TickList(HuggingFrame):
    """Ticks under each other and a line to add one. Every signal but `added` begins with the line's id."""

    ticked = Signal(str, bool)
    worded = Signal(str, str)
    dated = Signal(str, object)
    reasoned = Signal(str, str)
    removed = Signal(str)
    added = Signal(str, object)

    def __init__(self, words: TickWords, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._today = today
        self._rows: dict[str, TickRow] = {}
        self._spare: list[TickRow] = []
        self.add_row = AddRow(words, today)
        self.add_row.added.connect(self.added)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.add_row)

    def rows(self) -> tuple[TickRow, ...]:
        """The lines from the top."""
        return tuple(self._rows.values())

    def display(self, ticks: Sequence[Tick], *, writable: bool) -> None:
        """Show these lines; those that were there already keep their cursor and focus."""
        kept = {tick.id: self._rows[tick.id] for tick in ticks if tick.id in self._rows}
        self._spare += [row for key, row in self._rows.items() if key not in kept]
        for row in self._spare:
            if any(child.hasFocus() for child in row.findChildren(QWidget)):
                self.add_row.title.setFocus(Qt.FocusReason.OtherFocusReason)
            row.hide()
        shown: dict[str, TickRow] = {}
        for at, tick in enumerate(ticks):
            row = kept.get(tick.id) or (self._spare.pop() if self._spare else self._new_row())
            row.key = tick.id
            if self._column.indexOf(row) != at:
                self._column.insertWidget(at, row)
            row.show_tick(tick, writable=writable)
            row.show()
            shown[tick.id] = row
        self._rows = shown
        self.add_row.setVisible(writable)
        self._order_tabs()

    def _new_row(self) -> TickRow:
        row = TickRow(self._words, self._today, self)
        row.ticked.connect(lambda on: self.ticked.emit(row.key, on))
        row.worded.connect(lambda text: self.worded.emit(row.key, text))
        row.dated.connect(lambda day: self.dated.emit(row.key, day))
        row.reasoned.connect(lambda text: self.reasoned.emit(row.key, text))
        row.removed.connect(lambda: self.removed.emit(row.key))
        row.passed.connect(lambda: self._go_on(row.key))
        return row

    def _order_tabs(self) -> None:
        last: QWidget | None = None
        for row in self._rows.values():
            for widget in (row.box, row.title, row.date, row.delete, row.reason):
                if last is not None:
                    QWidget.setTabOrder(last, widget)
                last = widget
        for widget in (self.add_row.title, self.add_row.date):
            if last is not None:
                QWidget.setTabOrder(last, widget)
            last = widget

    def changeEvent(self, event: QEvent) -> None:
        """Days are as wide as their text at every size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_column"):
            dates = [row.date for row in (*self._rows.values(), *self._spare)]
            for date in (*dates, self.add_row.date):
                date.setFixedWidth(scaled(DATE_WIDTH))

    def _go_on(self, key: str) -> None:
        keys = list(self._rows)
        at = keys.index(key) + 1
        below: QWidget = self._rows[keys[at]].title if at < len(keys) else self.add_row.title
        below.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from box to box."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        boxes = [row.box for row in self._rows.values()]
        at = next((at for at, box in enumerate(boxes) if box.hasFocus()), -1)
        if step and at >= 0 and 0 <= at + step < len(boxes):
            boxes[at + step].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)
