"""Rating oneself: one press per item, one to keep; or a kept rating to be corrected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from mentorjournal.gui.widgets.card import HuggingCard
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.fields import FormRow, TextField
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.rating_row import RatingRow
from mentorjournal.services.instruments import Instrument
from mentorjournal.services.relationship_checks import Rating

DAY_WIDTH = 260


class PulseForm(HuggingCard):
    """The items of one instrument. `kept`, `later`, `dropped` and `left` say which button was pressed.

    Ctrl+Return keeps. `record_id` is that of the kept rating it corrects, or empty.
    """

    kept = Signal()
    later = Signal()
    dropped = Signal()
    left = Signal()

    def __init__(
        self,
        scale: Instrument,
        rating: Rating | None,
        today: Callable[[], dt.date],
        *,
        is_due: bool,
        because: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(scale.name, "wash", parent)
        tr = self.tr
        self.scale, self.record_id = scale, rating.id if rating else ""
        self.is_edited = False
        if scale.intro:
            self.add(TextLabel(scale.intro, "small", wrap=True))
        ends = ((scale.low, scale.low_label), (scale.high, scale.high_label))
        legend = ", ".join(f"{number} = {words}" for number, words in ends if words)
        if legend:
            self.add(TextLabel(legend, "small", wrap=True))
        self.rows: dict[str, RatingRow] = {}
        for item in scale.items:
            prompt = item.prompt if item.prompt != item.label else ""
            self.rows[item.key] = row = RatingRow(item.label, prompt, scale.low, scale.high)
            row.set_value(rating.value(item.key) if rating else None)
            row.setDisabled(bool(because))
            row.edited.connect(self._touch)
            self.add(row)
        self.note = TextField(
            rating.note if rating else "", name=tr("Why so"), placeholder=tr("A word on why, or nothing")
        )
        self.day = DateField(rating.day if rating else today(), name=tr("Rated on"), today=today)
        self.add(FormRow(tr("Why so"), self.note))
        self._day = FormRow(tr("Rated on"), self.day)
        self.add(self._day)
        self.rescale()
        self._buttons(is_due=is_due, because=because)
        self.note.edited.connect(self._touch)
        self.day.edited.connect(self._touch)
        for field in (self.note, self.day):
            field.setReadOnly(bool(because))
        self.setFocusProxy(next(iter(self.rows.values())))

    def _buttons(self, *, is_due: bool, because: str) -> None:
        tr = self.tr
        self.keep = PrimaryButton(tr("Keep"))
        self.put_off = QuietButton(tr("Not now"))
        self.put_off.setToolTip(tr("It asks again in a week."))
        self.leave = QuietButton(tr("Close"))
        self.drop = LinkButton(tr("Delete this rating"))
        self.put_off.setVisible(is_due and not self.record_id)
        self.leave.setVisible(bool(self.record_id) or not is_due)
        self.drop.setVisible(bool(self.record_id))
        line = QWidget()
        row = FlowLayout(line)
        for button, told in (
            (self.keep, self.kept),
            (self.put_off, self.later),
            (self.leave, self.left),
            (self.drop, self.dropped),
        ):
            button.clicked.connect(told)
            if button is not self.leave:
                button.setDisabled(bool(because))
                if because:
                    button.setToolTip(because)
            row.addWidget(button)
        self.add(line)
        self.add(TextLabel(tr("Yours alone: it leaves in no file for others."), "small", wrap=True))

    def rescale(self) -> None:
        """Follow the text size."""
        self._day.setMaximumWidth(scaled(DAY_WIDTH))

    def scores(self) -> dict[str, int | None]:
        """The numbers given, by item."""
        return {key: row.value() for key, row in self.rows.items()}

    @property
    def is_rated(self) -> bool:
        """Whether there is a number at all."""
        return any(value is not None for value in self.scores().values())

    @property
    def is_said(self) -> bool:
        """Whether there is a word on it."""
        return bool(self.note.value().strip())

    def _touch(self, _value: object = None) -> None:
        self.is_edited = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Return keeps."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.keep.click()
        else:
            super().keyPressEvent(event)
