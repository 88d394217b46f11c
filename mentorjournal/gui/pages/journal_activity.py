"""An activity in the journal: what was done, for how long, and who can confirm it."""

from __future__ import annotations

import dataclasses
import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.journal_view import RecordView
from mentorjournal.gui.pages.naming_deeds import NamingDeeds
from mentorjournal.gui.widgets.contribution import Contribution
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow, TextField
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.picked_rows import PickedRows
from mentorjournal.gui.widgets.typed_field import NumberField
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.record import Record
from mentorjournal.model.types import Activity, Project, Relationship

MOST_HOURS = 10_000
MOST_TIMES = 10_000


class ActivityView(RecordView):
    """One activity: the facts a report counts, and room for details."""

    def __init__(self, context: Context, origin: str, parent: QWidget | None = None) -> None:
        super().__init__(context, origin, parent)
        self.title = TitleEdit(name=self.tr("Activity"), placeholder=self.tr("What you did"))
        self.day = DateField(name=self.tr("Day"), today=context.today)
        self.category = ChoiceField(list(CHOICES["activity_category"].items()), name=self.tr("Category"))
        self.hours = NumberField(name=self.tr("Hours"), most=MOST_HOURS, decimals=2)
        self.role = TextField(name=self.tr("My role"), placeholder=self.tr("Speaker, tutor, reviewer…"))
        self.provider = TextField(name=self.tr("Provider"), placeholder=self.tr("Who ran it"))
        self.output = TextField(
            name=self.tr("What came of it"),
            placeholder=self.tr("A poster, a certificate, a changed protocol…"),
        )
        self.verified = TextField(
            name=self.tr("Confirmed by"), placeholder=self.tr("Somebody a committee could ask")
        )
        self.detail = MarkdownEdit(name=self.tr("Details"), placeholder=self.tr("Details worth keeping."))
        self.part = Contribution()
        self.skills = PickedRows(
            self.tr("Skills it used"), self.tr("Add a skill: pick one, or type a new one")
        )
        self.naming = NamingDeeds(context, origin, self, self.kept_id, {"skills": self.skills})
        self.times = NumberField(name=self.tr("Times done"), most=MOST_TIMES)
        self._lay_out()
        self.take_files_into(self.detail)
        self._connect()

    def _lay_out(self) -> None:
        self.lay_out_head(TextLabel(Activity.LABEL, "small"), Activity.LABEL)
        self.column.addWidget(self.title)
        self.column.addSpacing(10)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(14)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(FormRow(self.tr("Day"), self.day), 0, 0, top)
        grid.addWidget(FormRow(self.tr("Hours"), self.hours), 0, 1, top)
        grid.addWidget(FormRow(self.tr("Category"), self.category), 1, 0, top)
        grid.addWidget(FormRow(self.tr("My role"), self.role), 1, 1, top)
        grid.addWidget(FormRow(self.tr("Provider"), self.provider), 2, 0, top)
        grid.addWidget(FormRow(self.tr("Confirmed by"), self.verified), 2, 1, top)
        grid.addWidget(FormRow(self.tr("What came of it"), self.output), 3, 0, 1, 2, top)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)
        self.column.addSpacing(14)
        self.column.addWidget(self.part)
        self.column.addSpacing(14)
        self.column.addWidget(FormRow(self.tr("Skills it used"), self.skills))
        self.column.addWidget(
            FormRow(self.tr("Times done"), self.times, self.tr("Counts for its skills; empty is once"))
        )
        self.column.addSpacing(18)
        self.column.addWidget(SectionLabel(self.tr("Details"), "accent"))
        self.column.addWidget(self.detail)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.title.edited.connect(lambda _text: self.edited.emit())
        self.title.finished.connect(lambda: self.hours.setFocus(Qt.FocusReason.TabFocusReason))
        for field in (self.role, self.provider, self.output, self.verified):
            field.edited.connect(lambda _text: self.edited.emit())
        self.hours.edited.connect(lambda _hours: self.stepped.emit(self.tr("Change hours")))
        self.detail.edited.connect(lambda _text: self.edited.emit())
        self.day.edited.connect(lambda _day: self.stepped.emit(self.tr("Change date")))
        self.category.edited.connect(self._take_category)
        self.part.stepped.connect(self.stepped)
        self.times.edited.connect(lambda _times: self.stepped.emit(self.tr("Change times done")))
        self.naming.named.connect(self._show_skills)

    def _take_category(self, key: str) -> None:
        self.part.follow(key)
        self.stepped.emit(self.tr("Change category"))

    def _show_skills(self) -> None:
        found = self.context.services.records.peek(self.record_id) if self.record_id else None
        self.naming.show_record(found if isinstance(found, Activity) else Activity())

    def display(self, record: Record) -> None:
        """Show an activity."""
        if not isinstance(record, Activity):
            return
        self.title.set_value(record.title)
        self.day.set_value(record.date)
        self.category.set_value(record.category)
        self.hours.set_value(record.hours)
        self.role.set_value(record.role)
        self.provider.set_value(record.provider)
        self.output.set_value(record.output)
        self.verified.set_value(record.verified_by)
        self.detail.set_value(record.detail)
        self.times.set_value(record.times)
        self.naming.show_record(record)
        records = self.context.services.records
        ties, projects = (
            [(key, title or kind.LABEL) for key, title in records.named(kind).items()]
            for kind in (Relationship, Project)
        )
        self.part.display(record, ties, projects)

    def applied_to(self, record: Record) -> Record:
        """The record with the facts as they stand here."""
        if not isinstance(record, Activity):
            return record
        day: dt.date | None = self.day.value()
        return dataclasses.replace(
            record,
            title=self.title.value(),
            date=day,
            category=self.category.value() or record.category,
            hours=self.hours.value(),
            role=self.role.value(),
            provider=self.provider.value(),
            output=self.output.value(),
            verified_by=self.verified.value(),
            detail=self.detail.value(),
            relationship=self.part.relationship.value() or None,
            project=self.part.project.value() or None,
            times=self.times.value(),
            credit=self.part.credit.value(),
            trains_mentoring=self.part.training.isChecked(),
        )

    def is_blank(self) -> bool:
        """True while there is neither a word nor a number of hours."""
        words = (self.title, self.role, self.provider, self.output, self.verified, self.detail)
        return self.hours.value() is None and not any(field.value().strip() for field in words)

    def set_read_only(self, *, read_only: bool) -> None:
        """Let nothing be changed."""
        for field in (self.day, self.hours, self.role, self.provider, self.output, self.verified):
            field.setReadOnly(read_only)
        self.title.setReadOnly(read_only)
        self.detail.setReadOnly(read_only)
        self.category.setDisabled(read_only)
        self.part.set_read_only(read_only=read_only)
        self.times.setReadOnly(read_only)
        self.skills.set_read_only(read_only)

    def start(self) -> None:
        """Begin with what was done."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
