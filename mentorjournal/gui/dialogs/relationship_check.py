"""Six questions about a relationship, twice a year, and what to do about the answers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.fields import TextField
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.rating_row import RatingRow
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.gui.widgets.tab_order import tab_through
from mentorjournal.services.instruments import RELATIONSHIP_CHECK, instrument
from mentorjournal.services.relationship_checks import Follow

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context

WIDTH, HEIGHT = 640, 620
PAUSE = dt.timedelta(days=28)


class RelationshipCheckDialog(Dialog):
    """Kept as one step by its button; leaving with something rated asks to be told twice."""

    def __init__(self, context: Context, relationship_id: str, parent: QWidget | None) -> None:
        scale = instrument(RELATIONSHIP_CHECK)
        super().__init__(scale.name, parent, width=WIDTH, intro=scale.intro)
        self._context, self._key = context, relationship_id
        self._warned = False
        tr = self.tr
        self.rows = {
            item.key: RatingRow(item.label, item.prompt, scale.low, scale.high) for item in scale.items
        }
        self.note = MarkdownEdit(name=tr("Note"), placeholder=tr("What made you choose so?"), least_lines=2)
        self.note.set_look("card")
        self.renegotiate = QCheckBox(tr("Look at our agreement again"))
        self.pause = QCheckBox(tr("Pause until"))
        self.until = DateField(name=tr("Pause until"), today=context.today)
        self.until.set_value(context.today() + PAUSE)
        self.raise_it = QCheckBox(tr("Raise it at the next meeting"))
        self.words = TextField(name=tr("What to raise"), placeholder=tr("Could we keep to the full hour?"))
        self.kind = Segmented(
            (("question", tr("As a question to them")), ("concern", tr("As a concern, mine alone"))),
            "question",
            tr("How to raise it"),
        )
        self.keep = PrimaryButton(tr("Keep"))
        self._lay_out(f"{scale.low} = {scale.low_label}, {scale.high} = {scale.high_label}")
        self._connect()

    def _lay_out(self, legend: str) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        column.addWidget(TextLabel(legend, "small"))
        for row in self.rows.values():
            column.addWidget(row)
        column.addSpacing(6)
        column.addWidget(SectionLabel(self.tr("Note")))
        column.addWidget(self.note)
        column.addSpacing(10)
        column.addWidget(SectionLabel(self.tr("What to do about it"), "accent"))
        column.addWidget(self.renegotiate)
        pause = QHBoxLayout()
        pause.addWidget(self.pause)
        pause.addWidget(self.until)
        pause.addStretch(1)
        column.addLayout(pause)
        column.addWidget(self.raise_it)
        column.addWidget(self.words)
        column.addWidget(self.kind)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setMinimumHeight(min(scaled(HEIGHT), self.screen().availableGeometry().height() // 2))
        self.body.addWidget(area, 1)
        self.add(
            TextLabel(
                self.tr("Your own rating, private: it is in no report and no brief."), "small", wrap=True
            )
        )
        cancel = QuietButton(self.tr("Cancel"))
        for button in (cancel, self.keep):
            button.setAutoDefault(False)
            self.add_button(button)
        cancel.clicked.connect(self.reject)
        tab_through(column, cancel, self.keep)

    def _connect(self) -> None:
        self.keep.clicked.connect(self.keep_it)
        self.pause.toggled.connect(self._offer)
        self.raise_it.toggled.connect(self._offer)
        self._offer()
        self.keep.setDisabled(bool(self._context.read_only))
        self.keep.setToolTip(self._context.read_only)
        next(iter(self.rows.values())).setFocus()

    def _offer(self) -> None:
        self.until.setVisible(self.pause.isChecked())
        self.words.setVisible(self.raise_it.isChecked())
        self.kind.setVisible(self.raise_it.isChecked())
        if self.raise_it.isChecked() and not self.words.value():
            self.words.setFocus()

    def keep_it(self) -> None:
        """Keep the check with what follows, and close."""
        self.until.settle()
        scores = {key: row.value() for key, row in self.rows.items()}
        checks = self._context.services.relationship_checks
        try:
            checks.keep_check(self._key, scores, self.note.value(), self._follow(), day=self._context.today())
        except JournalError as error:
            self.say(error.message)
            return
        self._warned = True
        self.accept()
        if self.renegotiate.isChecked():
            self._context.navigator.open_view(self._key, "relationships")

    def _follow(self) -> Follow:
        words = self.words.value().strip() if self.raise_it.isChecked() else ""
        as_question = self.kind.value() == "question"
        return Follow(
            words if as_question else "",
            "" if as_question else words,
            self.until.value() if self.pause.isChecked() else None,
        )

    def reject(self) -> None:
        """Leave; with something rated or written, only when asked again."""
        given = any(row.value() is not None for row in self.rows.values())
        if (given or self.note.value().strip()) and not self._warned:
            self._warned = True
            self.say(self.tr("Nothing is kept yet. Cancel again to leave without keeping it."), "warn")
            return
        super().reject()
