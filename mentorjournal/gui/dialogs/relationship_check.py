"""Six questions about a relationship, twice a year, and what to do about the answers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from mentorjournal.errors import InvalidRecord
from mentorjournal.gui.dialogs.kept import KeptDialog
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

WIDTH, HEIGHT = 640, 600
PAUSE = dt.timedelta(days=28)


class RelationshipCheckDialog(KeptDialog):
    """The check and what follows from it are one step."""

    def __init__(self, context: Context, relationship_id: str, parent: QWidget | None) -> None:
        scale = instrument(RELATIONSHIP_CHECK)
        super().__init__(context, scale.name, parent, width=WIDTH, height=HEIGHT, intro=scale.intro)
        self._key = relationship_id
        tr = self.tr
        self.rows = {
            item.key: RatingRow(item.label, item.prompt, scale.low, scale.high) for item in scale.items
        }
        self.note = MarkdownEdit(name=tr("Note"), placeholder=tr("What made you choose so?"), least_lines=2)
        self.note.set_look("card")
        self.note.setAcceptDrops(False)  # a file has no record to belong to before the check is kept
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
        self._lay_out(f"{scale.low} = {scale.low_label}, {scale.high} = {scale.high_label}")
        self.pause.toggled.connect(self._offer)
        self.raise_it.toggled.connect(self._offer)
        self._offer()
        next(iter(self.rows.values())).setFocus()

    def _lay_out(self, legend: str) -> None:
        column = self.column
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
        for part in (self.raise_it, self.words, self.kind):
            column.addWidget(part)
        column.addStretch(1)
        own = self.tr("Your own rating, private: it is in no report and no brief.")
        self.add(TextLabel(own, "small", wrap=True))
        tab_through(column, self.cancel, self.keep_button)

    def _offer(self) -> None:
        self.until.setVisible(self.pause.isChecked())
        self.words.setVisible(self.raise_it.isChecked())
        self.kind.setVisible(self.raise_it.isChecked())
        if self.raise_it.isChecked() and not self.words.value():
            self.words.setFocus()
            # The field has its place only when the layout had its turn.
            QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.kind))

    def touched(self) -> bool:
        """Something is rated or written."""
        given = any(row.value() is not None for row in self.rows.values())
        return given or bool(self.note.value().strip() or self.words.value().strip())

    def given(self) -> object:
        """Ratings and words."""
        ratings = tuple(row.value() for row in self.rows.values())
        return ratings, self.note.value(), self.words.value()

    def keep(self) -> None:
        """Keep the check with what follows; whoever wants to look at the agreement goes there."""
        self.until.settle()
        if self.raise_it.isChecked() and not self.words.value().strip():
            self.words.setFocus()
            raise InvalidRecord(self.tr("Nothing is kept yet: say what to raise, or do not tick it."))
        scores = {key: row.value() for key, row in self.rows.items()}
        checks = self.context.services.relationship_checks
        day = self.context.today()
        checks.keep_check(self._key, scores, self.note.value(), self._follow(), day=day)
        if self.renegotiate.isChecked():
            self.context.navigator.open_view(self._key, "relationships")

    def _follow(self) -> Follow:
        words = self.words.value().strip() if self.raise_it.isChecked() else ""
        as_question = self.kind.value() == "question"
        return Follow(
            words if as_question else "",
            "" if as_question else words,
            self.until.value() if self.pause.isChecked() else None,
        )
