"""Small panels that open below a control of the journal: one name out of many, a span of days, a moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.fields import FormRow, TextField
from mentorjournal.gui.widgets.styling import set_surface
from mentorjournal.gui.widgets.typed_field import TimeField

KEY = Qt.ItemDataRole.UserRole


class Popup(QFrame):
    """A panel that closes when the reader looks elsewhere; `column` is its layout."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        set_surface(self, "surface")
        self.setProperty("look", "popup")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 12, 12, 12)
        self.column.setSpacing(8)

    def open_below(self, opener: QWidget) -> None:
        """Show it under `opener`, within the screen."""
        self.adjustSize()
        corner = opener.mapToGlobal(QPoint(0, opener.height() + 2))
        room = opener.screen().availableGeometry()
        corner.setX(max(room.left(), min(corner.x(), room.right() - self.width())))
        corner.setY(max(room.top(), min(corner.y(), room.bottom() - self.height())))
        self.move(corner)
        self.show()
        first = self.focusProxy()
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)


class PickPopup(Popup):
    """One of many (key, label) pairs, found by typing; `picked` carries its key."""

    picked = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.input = TextField(name=name, placeholder=self.tr("Type a name"), look="search")
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setMinimumWidth(scaled(240))
        for key, label in choices:
            item = QListWidgetItem(label)
            item.setData(KEY, key)
            self.list.addItem(item)
        self.column.addWidget(self.input)
        self.column.addWidget(self.list)
        self.setFocusProxy(self.input)
        self.input.edited.connect(self._narrow)
        self.input.installEventFilter(self)
        self.list.itemClicked.connect(self._take)
        self._narrow("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and Return act on the list while the reader types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                self._move(step)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _shown(self) -> list[int]:
        return [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(word in item.text().casefold() for word in words))
        shown = self._shown()
        self.list.setCurrentRow(shown[0] if shown else -1)

    def _move(self, step: int) -> None:
        shown = self._shown()
        if shown:
            at = shown.index(self.list.currentRow()) if self.list.currentRow() in shown else 0
            self.list.setCurrentRow(shown[max(0, min(len(shown) - 1, at + step))])

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None and not item.isHidden():
            self.close()
            self.picked.emit(str(item.data(KEY)))


class DatesPopup(Popup):
    """A span of days, both ends included; `picked` carries the first and the last day, None for open."""

    picked = Signal(object, object)

    def __init__(
        self,
        span: tuple[dt.date | None, dt.date | None],
        today: Callable[[], dt.date],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.since = DateField(span[0], name=self.tr("From"), today=today)
        self.until = DateField(span[1], name=self.tr("Until"), today=today)
        row = QHBoxLayout()
        row.addWidget(FormRow(self.tr("From"), self.since))
        row.addWidget(FormRow(self.tr("Until"), self.until))
        self.column.addLayout(row)
        links = QHBoxLayout()
        for text, first in self._starts(today()):
            link = LinkButton(text)
            link.clicked.connect(lambda _=False, first=first: self._take(first, None))
            links.addWidget(link)
        links.addStretch(1)
        self.column.addLayout(links)
        self.setFocusProxy(self.since)
        for field in (self.since, self.until):
            field.edited.connect(lambda _day: self.picked.emit(self.since.value(), self.until.value()))

    def _starts(self, today: dt.date) -> tuple[tuple[str, dt.date], ...]:
        return (
            (self.tr("This month"), today.replace(day=1)),
            (self.tr("Last 3 months"), today - dt.timedelta(days=91)),
            (self.tr("This year"), today.replace(month=1, day=1)),
        )

    def _take(self, since: dt.date, until: dt.date | None) -> None:
        self.close()
        self.picked.emit(since, until)


class MomentPopup(Popup):
    """The day and time of an entry; `picked` carries a date and a time, or None for no time."""

    picked = Signal(object, object)

    def __init__(
        self,
        day: dt.date | None,
        at: dt.time | None,
        today: Callable[[], dt.date],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.day = DateField(day, name=self.tr("Day"), today=today)
        self.time = TimeField(at, name=self.tr("Time"))
        row = QHBoxLayout()
        row.addWidget(FormRow(self.tr("Day"), self.day), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(FormRow(self.tr("Time"), self.time), 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)
        self.setFocusProxy(self.day)
        for field in (self.day, self.time):
            field.edited.connect(lambda _value: self._tell())

    def _tell(self) -> None:
        if self.day.value() is not None:
            self.picked.emit(self.day.value(), self.time.value())
