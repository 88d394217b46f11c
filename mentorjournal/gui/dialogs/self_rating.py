"""Rating oneself with a self-rating of one's own, beside what was given the last time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from mentorjournal.gui.dialogs.kept import KeptDialog
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow, TextField
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.rating_row import RatingRow
from mentorjournal.gui.widgets.styling import clear_layout
from mentorjournal.gui.words import day_short

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mentorjournal.gui.context import Context
    from mentorjournal.services.instruments import Instrument

WIDTH, HEIGHT = 640, 260
SHARE_OF_SCREEN = 0.28


class SelfRatingDialog(KeptDialog):
    """One of the reader's own, the one of `key` at first; kept as one step."""

    def __init__(self, context: Context, parent: QWidget | None, key: str = "") -> None:
        super().__init__(
            context,
            "Rate myself",
            parent,
            width=WIDTH,
            height=HEIGHT,
            intro="A feeling on one day, and no proof. It is confidential and in no report.",
        )
        tr = self.tr
        self._offered = {one.key: one for one in context.services.templates.self_ratings()}
        self.rows: dict[str, RatingRow] = {}
        self.which = ChoiceField(
            [(one.key, one.name) for one in self._offered.values()], name=tr("Which one")
        )
        self.about = TextLabel("", "muted", wrap=True)
        self.last = TextLabel("", "small", wrap=True)
        self.note = TextField(name=tr("Note"), placeholder=tr("What explains it, in a line"))
        # What stands above and below the items needs most of a low screen.
        room = round(self.screen().availableGeometry().height() * SHARE_OF_SCREEN)
        self.area.setMinimumHeight(min(scaled(HEIGHT), room))
        self.area.setAccessibleName(tr("What is rated"))
        for place, widget in enumerate((FormRow(tr("Which one"), self.which), self.about, self.last)):
            self.body.insertWidget(place, widget)
        self.body.addWidget(FormRow(tr("Note"), self.note))
        self.which.set_value(key if key in self._offered else next(iter(self._offered), ""))
        self.which.edited.connect(lambda _: self.show_scale())
        self.show_scale()

    def touched(self) -> bool:
        """Whether anything was given."""
        return any(row.value() is not None for row in self.rows.values()) or bool(self.note.value().strip())

    def given(self) -> object:
        """The numbers and the note."""
        return {key: row.value() for key, row in self.rows.items()}, self.note.value()

    def keep(self) -> None:
        """As one step. Raises JournalError."""
        scores = {key: row.value() for key, row in self.rows.items()}
        self.context.services.relationship_checks.record(
            self.which.value(), scores, None, self.note.value(), day=self.context.today()
        )

    def show_scale(self) -> None:
        """The items of the one chosen."""
        clear_layout(self.column)
        self.rows = {}
        scale = self._offered.get(self.which.value())
        if scale is None:
            self.about.setText(
                self.tr("You have none of your own yet. Make one in My templates, under Self-ratings.")
            )
            self.keep_button.setEnabled(False)
            self.last.hide()
            return
        ends = f"{scale.low} = {scale.low_label}, {scale.high} = {scale.high_label}"
        self.about.setText(f"{scale.intro} {ends}".strip())
        for item in scale.items:
            self.rows[item.key] = RatingRow(item.label or self.tr("Item"), item.prompt, scale.low, scale.high)
            self.column.addWidget(self.rows[item.key])
        self.column.addStretch(1)
        self._show_last(scale)

    def _show_last(self, scale: Instrument) -> None:
        history = self.context.services.relationship_checks.history(scale.key)
        self.last.setVisible(bool(history))
        if not history:
            return
        newest = history[0]
        today = self.context.today()
        given = ", ".join(f"{one.label} {one.value}" for one in newest.scores if one.value is not None)
        said = self.tr("Last on {day}: {given}.").format(day=day_short(newest.day, today), given=given)
        if scale.rhythm_days:
            again = newest.day + dt.timedelta(days=scale.rhythm_days)
            said += " " + self.tr("Meant to be asked again on {0}.").format(day_short(again, today))
        self.last.setText(said)
