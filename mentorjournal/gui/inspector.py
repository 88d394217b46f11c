"""The side panel: who may see a record, who and what it is connected to, its files and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.inspector_comments import CommentsSection
from mentorjournal.gui.inspector_files import FilesSection
from mentorjournal.gui.inspector_history import HistorySection
from mentorjournal.gui.inspector_links import LinksSection
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.gui.widgets.styling import set_surface
from mentorjournal.gui.widgets.tag_field import TagField
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.fields import fields_of
from mentorjournal.model.ids import new_id
from mentorjournal.model.types import Person, Tag

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.model.changes import ChangeSet
    from mentorjournal.model.record import Record

WIDTH = 264
FOLLOWING = {"action", "decision", "goal", "insight", "question", "advice", "observation", "feedback"}
"""Types that may follow from the record shown."""

EXPLAINED = {
    "private": "Stays in this journal. Links to it stay hidden too.",
    "shared": "May be shown to the people named here, never to others.",
    "exportable": "May enter a report that you make. You see it before it leaves.",
}


class Inspector(QScrollArea):
    """Shows one record. Every choice is saved at once as a step of its own that can be undone."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._services = context.services
        self._origin = new_id()
        self._record: Record | None = None
        self.setAccessibleName(self.tr("Inspector"))
        self.setWidgetResizable(True)
        self.setFixedWidth(scaled(WIDTH))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._make_fields()
        self.links = LinksSection(context, self._origin)
        self.files = FilesSection(context, self._origin)
        self.history = HistorySection(context)
        self.comments = CommentsSection(context, self._origin)
        self._lay_out()
        context.relay.changed.connect(self._on_change)
        context.themes.theme_changed.connect(self._rescale)
        self.show_record(None)

    def _make_fields(self) -> None:
        self.visibility = Segmented(
            tuple(CHOICES["visibility"].items()), "private", self.tr("Who may see this")
        )
        self._explained = TextLabel("", "small", wrap=True)
        self.confidential = QCheckBox(self.tr("Confidential: never leaves"))
        self.confidential.setToolTip(
            self.tr(
                "Whatever is chosen above, no report takes it. Only “Export” of everything does, which is for yourself."
            )
        )
        self.people = TagField(
            name=self.tr("People"), placeholder=self.tr("Add a person"), create=lambda word: word, pill=True
        )
        self.tags = TagField(name=self.tr("Tags"), placeholder=self.tr("Add a tag"), create=lambda word: word)
        self.action = QLineEdit()
        self.action.setPlaceholderText(self.tr("Make an action"))
        self.action.setAccessibleName(self.tr("Make an action"))
        self.visibility.edited.connect(
            lambda key: self._amend({"visibility": key}, self.tr("Change who may see it"))
        )
        self.confidential.clicked.connect(
            lambda on: self._amend({"confidential": on}, self.tr("Change confidentiality"))
        )
        self.people.edited.connect(lambda names: self._run(self._services.records.set_people, names))
        self.tags.edited.connect(lambda names: self._run(self._services.records.set_tags, names))
        self.action.returnPressed.connect(self._make_action)

    def _lay_out(self) -> None:
        self._inside = QWidget()
        set_surface(self._inside, "surface")
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(18, 22, 18, 22)
        column.setSpacing(8)
        self._section(
            column, self.tr("Who may see this"), self.visibility, self._explained, self.confidential
        )
        column.addWidget(self.comments)
        self._section(column, self.tr("People"), self.people)
        self._section(column, self.tr("Leads to"), self.links, self.action)
        self._section(column, self.tr("Tags"), self.tags)
        self._section(column, self.tr("Attachments"), self.files)
        self._section(column, self.tr("History"), self.history)
        column.addStretch(1)
        self.setWidget(self._inside)

    @staticmethod
    def _section(column: QVBoxLayout, title: str, *widgets: QWidget) -> None:
        if column.count():
            column.addSpacing(12)
        column.addWidget(SectionLabel(title))
        for widget in widgets:
            column.addWidget(widget)

    def show_record(self, record_id: str | None) -> None:
        """Show another record; None, or an id that is gone, shows nothing."""
        record = self._services.records.peek(record_id) if record_id else None
        self._record = record if record is not None and record.deleted_at is None else None
        self._inside.setVisible(self._record is not None)
        if self._record is not None:
            self._fill(self._record)
        for section in (self.comments, self.links, self.files, self.history):
            section.show_record(self._record)

    @property
    def record_id(self) -> str:
        """The record shown, or an empty string."""
        return self._record.id if self._record else ""

    def _fill(self, record: Record) -> None:
        writable = not self._context.read_only
        self.visibility.set_value(record.visibility)
        self._explained.setText(self.tr(EXPLAINED[record.visibility]))
        self.confidential.setChecked(record.confidential)
        for field, kept, kind in ((self.people, record.people, Person), (self.tags, record.tags, Tag)):
            titles = self._services.records.named(kind)
            field.set_choices(tuple((title, title) for title in titles.values()))
            field.set_value([titles[key] for key in kept if key in titles])
        for widget in (self.visibility, self.confidential, self.people, self.tags, self.action):
            widget.setEnabled(writable)

    @Slot(object)
    def _rescale(self, _: object) -> None:
        self.setFixedWidth(scaled(WIDTH))

    @Slot(object)
    def _on_change(self, changes: ChangeSet) -> None:
        shown = self._record
        if shown is None:
            return
        self.comments.follow(changes)
        others = {item.type for item in changes.items if item.id != shown.id}
        if changes.has(shown.id) and not others:
            self._follow(shown)
        elif changes.has(shown.id) or others & {"person", "tag"}:
            self.show_record(shown.id)
        elif others & FOLLOWING:
            self.links.show_record(shown)

    def _follow(self, before: Record) -> None:
        """Only this record changed; where that was its words alone, as in every autosave, just count versions."""
        record = self._services.records.peek(before.id)
        if record is None or record.deleted_at is not None or _beside(record) != _beside(before):
            self.show_record(before.id)
            return
        self._record = record
        self.history.show_record(record)
        self.comments.follow_text(record)

    def _amend(self, values: dict[str, object], label: str) -> None:
        if self._record is not None:
            record_id = self._record.id
            self._guarded(lambda: self._services.records.amend(record_id, values, label, origin=self._origin))

    def _run(self, verb: object, names: tuple[str, ...]) -> None:
        if self._record is not None:
            record_id = self._record.id
            self._guarded(lambda: verb(record_id, names, origin=self._origin))  # type: ignore[operator]

    def _make_action(self) -> None:
        text = self.action.text().strip()
        if self._record is not None and text:
            record_id = self._record.id
            if self._guarded(lambda: self._services.actions.add(text, source=record_id, origin=self._origin)):
                self.action.clear()

    def _guarded(self, work: object) -> bool:
        try:
            work()  # type: ignore[operator]
        except JournalError as error:
            self._context.navigator.tell("error", error.message)
            return False
        return True


def _beside(record: Record) -> tuple[object, ...]:
    """What the panel shows of a record: who may see it, and every link it has."""
    links = (getattr(record, name) for name, field in fields_of(type(record)).items() if field.kind == "link")
    return (record.visibility, record.confidential, *links)
