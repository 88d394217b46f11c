"""Rating one's own craft as a mentor in six areas, with a line on why one mentors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.fields import FormRow, TextField
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.rating_row import RatingRow
from mentorjournal.services.instruments import MENTOR_SIX, instrument

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context

WIDTH, HEIGHT = 640, 420


class MentorSixDialog(Dialog):
    """Kept as one step by its button; leaving with something rated asks to be told twice."""

    def __init__(self, context: Context, why: str, parent: QWidget | None) -> None:
        scale = instrument(MENTOR_SIX)
        super().__init__(scale.name, parent, width=WIDTH, intro=scale.intro)
        self._context, self._why = context, why
        self._warned = False
        tr = self.tr
        self.rows = {
            item.key: RatingRow(item.label, item.prompt, scale.low, scale.high) for item in scale.items
        }
        self.why = TextField(why, name=tr("Why I mentor"), placeholder=tr("One line, for the grey days"))
        self.keep = PrimaryButton(tr("Keep"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        legend = f"{scale.low} = {scale.low_label}, {scale.high} = {scale.high_label}"
        column.addWidget(TextLabel(legend, "small"))
        for row in self.rows.values():
            column.addWidget(row)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName(scale.name)
        area.setMinimumHeight(min(scaled(HEIGHT), self.screen().availableGeometry().height() // 2))
        self.body.addWidget(area, 1)
        self.add(FormRow(tr("Why I mentor"), self.why))
        self.add(TextLabel(tr("Yours alone: it is in no report."), "small", wrap=True))
        cancel = QuietButton(tr("Cancel"))
        for button in (cancel, self.keep):
            button.setAutoDefault(False)
            self.add_button(button)
        cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self.keep_it)
        next(iter(self.rows.values())).setFocus()

    def keep_it(self) -> None:
        """Keep the rating and close."""
        scores = {key: row.value() for key, row in self.rows.items()}
        try:
            self._context.services.mentoring.rate(scores, self.why.value(), day=self._context.today())
        except JournalError as error:
            self.say(error.message)
            return
        self.accept()

    def reject(self) -> None:
        """Leave; with something rated or written, only when asked again."""
        given = any(row.value() is not None for row in self.rows.values())
        if (given or self.why.value() != self._why) and not self._warned:
            self._warned = True
            self.say(self.tr("Nothing is kept yet. Cancel again to leave without keeping it."), "warn")
            return
        super().reject()
