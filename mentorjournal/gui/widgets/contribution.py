"""What an activity counts for: the relationship and project it belongs to, my part in research, training as a mentor."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.chip_set import ChipSet
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.types import Activity

WITH_CREDIT = ("research",)
WITH_TRAINING = ("learning", "mentoring", "teaching")


class Contribution(QWidget):
    """`stepped` carries the name of the step; the parts of research stand there for research only."""

    stepped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = self.tr
        self.relationship = ChoiceField(
            (), name=tr("Belongs to the relationship"), none=tr("No relationship")
        )
        self.project = ChoiceField((), name=tr("Project"), none=tr("No project"))
        self.credit = ChipSet(tuple(CHOICES["credit"].items()), tr("My part in the research (CRediT)"))
        self.training = QCheckBox(tr("Training as a mentor"))
        self._credit_row = FormRow(self.credit.accessibleName(), self.credit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(FormRow(self.relationship.accessibleName(), self.relationship))
        column.addWidget(FormRow(self.project.accessibleName(), self.project))
        column.addWidget(self._credit_row)
        column.addWidget(self.training)
        self.relationship.edited.connect(lambda _key: self.stepped.emit(tr("Change relationship")))
        self.project.edited.connect(lambda _key: self.stepped.emit(tr("Change project")))
        self.credit.edited.connect(lambda _keys: self.stepped.emit(tr("Change contribution")))
        self.training.clicked.connect(lambda _on: self.stepped.emit(tr("Change training as a mentor")))

    def display(
        self,
        activity: Activity,
        relationships: Sequence[tuple[str, str]],
        projects: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Show what an activity says; `relationships` and `projects` are (id, title) pairs."""
        self.project.set_choices(projects)
        self.project.set_value(activity.project or "")
        self.relationship.set_choices(relationships)
        self.relationship.set_value(activity.relationship or "")
        self.credit.set_value(activity.credit)
        self.training.setChecked(activity.trains_mentoring)
        self.follow(activity.category)

    def follow(self, category: str) -> None:
        """Show what suits a category, and what was said before in any."""
        self._credit_row.setVisible(category in WITH_CREDIT or bool(self.credit.value()))
        self.training.setVisible(category in WITH_TRAINING or self.training.isChecked())

    def set_read_only(self, *, read_only: bool) -> None:
        """Let nothing be changed."""
        for field in (self.relationship, self.project, self.credit, self.training):
            field.setDisabled(read_only)
