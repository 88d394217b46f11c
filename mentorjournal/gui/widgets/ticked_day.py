"""Boxes to tick: yes or no, and done or not with the day it was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from mentorjournal.gui.widgets.date_field import DateField


class TickedFlag(QCheckBox):
    """Yes or no; `edited` carries what the reader ticked."""

    edited = Signal(bool)

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self.clicked.connect(self.edited)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, on: bool) -> None:
        """Tick without telling `edited`."""
        self.setChecked(on)


class TickedDay(QWidget):
    """A box to tick; the day beside it is today's until it is changed. `edited` carries the day or None."""

    edited = Signal(object)

    def __init__(self, label: str, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.box = QCheckBox(label)
        self.day = DateField(name=self.tr("{0} on").format(label), today=today)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.box)
        row.addWidget(self.day, 1)
        self.setFocusProxy(self.box)
        self.box.clicked.connect(self._tick)
        self.day.edited.connect(self._redate)
        self.set_value(None)

    def value(self) -> dt.date | None:
        """The day it was done, or None."""
        return self.day.value() if self.box.isChecked() else None

    def set_value(self, day: dt.date | None) -> None:
        """Show a day without telling `edited`."""
        self.box.setChecked(day is not None)
        self.day.set_value(day)
        self.day.setVisible(day is not None)

    def set_read_only(self, read_only: bool) -> None:
        """Whether it can only be read."""
        self.box.setDisabled(read_only)
        self.day.setReadOnly(read_only)

    def _tick(self, on: bool) -> None:
        self.set_value(self._today() if on else None)
        self.edited.emit(self.value())

    def _redate(self, day: dt.date | None) -> None:
        self.set_value(day)
        self.edited.emit(day)
