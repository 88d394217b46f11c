"""How well one person fits as a mentor, by the reader's own criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorjournal.gui.dialogs.kept import KeptDialog
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.rating_row import RatingRow
from mentorjournal.gui.widgets.tab_order import tab_through
from mentorjournal.services.fit_checks import weighted
from mentorjournal.services.instruments import FIT, instrument
from mentorjournal.services.relationship_checks import Rating, Score

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mentorjournal.gui.context import Context

WIDTH, HEIGHT = 640, 560


class FitCheckDialog(KeptDialog):
    """Begins with what was rated last; today's check replaces an earlier one of today."""

    def __init__(self, context: Context, relationship_id: str, parent: QWidget | None) -> None:
        scale = instrument(FIT)
        super().__init__(context, scale.name, parent, width=WIDTH, height=HEIGHT, intro=scale.intro)
        self._key = relationship_id
        self._scale = scale
        board = context.services.mentor_search.board(context.today())
        candidate = board.find(relationship_id)
        self._criteria = board.criteria
        self._last = candidate.fit if candidate else None
        self.rows = {
            item.key: RatingRow(item.label, item.prompt, scale.low, scale.high)
            for item in board.criteria
            if item.weight
        }
        self.outcome = TextLabel("", "strong", wrap=True)
        self.note = MarkdownEdit(
            name=self.tr("Note"), placeholder=self.tr("What made you choose so?"), least_lines=2
        )
        self.note.set_look("card")
        self.note.setAcceptDrops(False)  # a file has no record to belong to before the check is kept
        self._lay_out(candidate.person.title if candidate else "")
        self._show_last()
        next(iter(self.rows.values()), self.note).setFocus()

    def _lay_out(self, name: str) -> None:
        scale = self._scale
        legend = f"{scale.low} = {scale.low_label}, {scale.high} = {scale.high_label}"
        if name:
            self.column.addWidget(TextLabel(name, "strong"))
        self.column.addWidget(TextLabel(legend, "small"))
        for row in self.rows.values():
            self.column.addWidget(row)
            row.edited.connect(self._sum_up)
        self.column.addSpacing(6)
        self.column.addWidget(SectionLabel(self.tr("Note")))
        self.column.addWidget(self.note)
        self.column.addStretch(1)
        self.add(self.outcome)
        self.add(
            TextLabel(self.tr("Yours alone: no fit and no ranking is in any report."), "small", wrap=True)
        )
        tab_through(self.column, self.cancel, self.keep_button)

    def _show_last(self) -> None:
        if self._last is not None:
            for key, row in self.rows.items():
                row.set_value(self._last.value(key))
            if self._last.day == self.context.today():
                self.note.set_value(self._last.note)
        self._sum_up()

    def scores(self) -> dict[str, int | None]:
        """What is rated now, by the key of each criterion; those without weight keep what they had."""
        kept = {item.key: self._last.value(item.key) if self._last else None for item in self._criteria}
        return kept | {key: row.value() for key, row in self.rows.items()}

    def _sum_up(self) -> None:
        scores = tuple(Score(key, "", value) for key, value in self.scores().items())
        percent = weighted(self._criteria, Rating("", self.context.today(), scores))
        self.outcome.setText(
            self.tr("Not rated yet")
            if percent is None
            else self.tr("Fits {0:.0f} %, by your weights").format(percent)
        )

    def touched(self) -> bool:
        """Something differs from the last check."""
        before = {key: self._last.value(key) if self._last else None for key in self.rows}
        same_note = self.note.value() == (
            self._last.note if self._last and self._last.day == self.context.today() else ""
        )
        return not same_note or any(row.value() != before[key] for key, row in self.rows.items())

    def given(self) -> object:
        """Ratings and words."""
        return tuple(row.value() for row in self.rows.values()), self.note.value()

    def keep(self) -> None:
        """Keep the check of today."""
        self.context.services.mentor_search.rate(
            self._key, self.scores(), self.note.value(), self.context.today()
        )
