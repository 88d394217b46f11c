"""An action item that was carried over again and again: drop it, make it smaller, or ask for help."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.fields import TextField
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.services.actions import OwnedAction


class CarriedCard(Card):
    """`shrunk` carries the smaller step and its day; the other signals say what was chosen."""

    dropped = Signal()
    shrunk = Signal(str, object)
    helped = Signal()

    def __init__(
        self,
        action: OwnedAction,
        today: Callable[[], dt.date],
        *,
        because: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tone="window", parent=parent)
        item = action.item
        self.key = item.id
        text = f"{action.owner}: {item.title}" if action.owner else item.title
        self.setAccessibleName(text)
        times = int(item.carried or 0)
        self.add(TextLabel(text, "bold", wrap=True))
        self.add(
            TextLabel(
                self.tr("Carried over {0} times. Drop it, shrink it, or get help?").format(times),
                "small",
                wrap=True,
            )
        )
        self.drop = QuietButton(self.tr("Drop"))
        self.shrink = QuietButton(self.tr("Shrink"))
        self.help = QuietButton(self.tr("Get help"))
        self.title = TextField(item.title, name=self.tr("A smaller step"))
        self.day = DateField(item.due, name=self.tr("By when"), today=today)
        self.keep = QuietButton(self.tr("Take the smaller step"))
        self._small = self._line(self.title, self.day, self.keep)
        for button in (self.drop, self.shrink, self.help):
            button.setAccessibleName(f"{button.text()}: {text}")
            button.setDisabled(bool(because))
            button.setToolTip(because)
        self.add(self._line(self.drop, self.shrink, self.help))
        self.add(self._small)
        self._small.hide()
        self.drop.clicked.connect(self.dropped)
        self.help.clicked.connect(self.helped)
        self.shrink.clicked.connect(self._open)
        self.title.returnPressed.connect(self._take)
        self.keep.clicked.connect(self._take)

    @staticmethod
    def _line(*widgets: QWidget) -> QWidget:
        holder = HuggingFrame()
        row = FlowLayout(holder, gap=8)
        for widget in widgets:
            row.addWidget(widget)
        return holder

    def _open(self) -> None:
        self._small.show()
        self.title.setFocus()
        self.title.selectAll()

    def _take(self) -> None:
        self.day.settle()
        if not self.day.is_wrong():
            self.shrunk.emit(self.title.value(), self.day.value())
