"""What the reader wants, in a mentor or of a career, and how much each counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.dialogs.kept import KeptDialog
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import IconButton, LinkButton
from mentorjournal.gui.widgets.fields import TextField
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.model.ids import new_id
from mentorjournal.services.criteria import MOST_WEIGHT, Criterion

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.services.career_options import CareerOptions
    from mentorjournal.services.mentor_search import MentorSearch

WIDTH, HEIGHT = 600, 420
USUAL_WEIGHT = 3
LEAST_NAME = 150


class CriterionRow(QWidget):
    """The name of a criterion, its weight, and a way to take it off."""

    def __init__(self, criterion: Criterion) -> None:
        super().__init__()
        self.key, self._prompt = criterion.key, criterion.prompt
        self.name = TextField(
            criterion.label, name=self.tr("Criterion"), placeholder=self.tr("What you want")
        )
        self.name.setMinimumWidth(scaled(LEAST_NAME))
        self.name.setToolTip(criterion.prompt)
        self.weight = Segmented([(str(n), str(n)) for n in range(MOST_WEIGHT + 1)], str(criterion.weight))
        self.off = IconButton("close", "", small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 3)
        row.setSpacing(10)
        row.addWidget(self.name, 1)
        row.addWidget(self.weight)
        row.addWidget(self.off)
        self.name.textChanged.connect(self._call)
        self._call()

    def criterion(self) -> Criterion:
        """As it stands now."""
        return Criterion(self.key, self.name.value().strip(), int(self.weight.value() or 0), self._prompt)

    def _call(self) -> None:
        name = self.name.value() or self.tr("this criterion")
        self.weight.setAccessibleName(self.tr("Weight of {0}").format(name))
        self.off.setAccessibleName(self.tr("Take off {0}").format(name))
        self.off.setToolTip(self.off.accessibleName())


class FitCriteriaDialog(KeptDialog):
    """Criteria are added, renamed, weighed and taken off; all of it is one step.

    They are those of a mentor, or with `options` those of career options.
    """

    def __init__(self, context: Context, parent: QWidget | None, *, options: bool = False) -> None:
        title = self.tr("What matters to me") if options else self.tr("What matters in a mentor")
        super().__init__(context, title, parent, width=WIDTH, height=HEIGHT)
        self._verbs: CareerOptions | MentorSearch = (
            context.services.career_options if options else context.services.mentor_search
        )
        intro = self.tr(
            "0 leaves a criterion out, 5 counts most. Scores given before stay with a criterion renamed."
        )
        self.column.addWidget(TextLabel(intro, "muted", wrap=True))
        self.column.addSpacing(6)
        self._list = QVBoxLayout()
        self.column.addLayout(self._list)
        self.more = LinkButton(self.tr("Add a criterion"))
        self.more.clicked.connect(self.add_criterion)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self.rows: list[CriterionRow] = []
        self._before = self._verbs.criteria()
        for item in self._before:
            self._add(item)
        self.rows[0].name.setFocus()

    def add_criterion(self) -> None:
        """One more row, the cursor in its name."""
        self._add(Criterion(new_id(), "", USUAL_WEIGHT)).name.setFocus()

    def _add(self, criterion: Criterion) -> CriterionRow:
        row = CriterionRow(criterion)
        row.off.clicked.connect(lambda: self._take_off(row))
        self.rows.append(row)
        self._list.addWidget(row)
        return row

    def _take_off(self, row: CriterionRow) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self.more.setFocus()

    def criteria(self) -> tuple[Criterion, ...]:
        """As they stand now; rows added and left empty do not count."""
        found = (row.criterion() for row in self.rows)
        known = {item.key for item in self._before}
        return tuple(item for item in found if item.label or item.key in known)

    def touched(self) -> bool:
        """Something differs from what is kept."""
        return self.criteria() != self._before

    def given(self) -> object:
        """Criteria and weights."""
        return self.criteria()

    def keep(self) -> None:
        """Keep them where something changed."""
        if self.touched():
            self._verbs.set_criteria(self.criteria(), self.context.today())
