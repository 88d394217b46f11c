"""A goal, opportunity, meeting, feedback or resource as the journal shows it: to read, and to open where it is at home."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.actions import PLACES
from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.journal_view import RecordView, long_moment
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.labels import Badge, SectionLabel, TextLabel
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.styling import clear_layout
from mentorjournal.model.choices import label
from mentorjournal.model.fields import Section, fields_of
from mentorjournal.model.record import Record

READ: dict[str, tuple[str, ...]] = {
    "goal": ("why", "measure", "strategies", "obstacle", "if_then", "my_part", "help_asked", "changed_in_me"),
    "meeting": ("objective", "notes", "gave", "received"),
    "feedback": ("on_what", "sections", "response"),
    "resource": ("authors", "published_in", "doi", "url", "notes"),
    "opportunity": ("organisation", "why", "result", "lesson"),
}
"""What is worth reading of each type, in the order it is told."""
STATES: dict[str, tuple[str, ...]] = {
    "goal": ("status", "area"),
    "meeting": ("status",),
    "feedback": ("direction",),
    "resource": ("kind", "status"),
    "opportunity": ("kind", "stage"),
}
HOMES = {kind: place.title for place in PLACES for kind in place.types}


class SummaryView(RecordView):
    """Reads out a record of another place; `open_button` goes there."""

    def __init__(self, context: Context, origin: str, parent: QWidget | None = None) -> None:
        super().__init__(context, origin, parent)
        self._record = Record()
        self.date = TextLabel("", "small")
        self.title = TitleEdit(name=self.tr("Title"))
        self.title.setReadOnly(True)
        self._states = QHBoxLayout()
        self._states.setSpacing(6)
        self._body = QVBoxLayout()
        self._body.setSpacing(6)
        self.open_button = QuietButton("", "open")
        self.open_button.clicked.connect(lambda: context.navigator.open_record(self._record.id))
        foot = QHBoxLayout()
        foot.addWidget(self.open_button)
        foot.addStretch(1)
        self.lay_out_head(self.date, self.tr("Record"))
        self.column.addWidget(self.title)
        self.column.addLayout(self._states)
        self.column.addSpacing(6)
        self.column.addLayout(self._body)
        self.column.addSpacing(16)
        self.column.addLayout(foot)
        self.column.addStretch(1)

    def display(self, record: Record) -> None:
        """Read out a record."""
        self._record = record
        moment = long_moment(record.date, record.at)
        self.date.setText(f"{moment}   {record.LABEL}" if moment else record.LABEL)
        self.title.set_value(record.title or self.tr("Untitled"))
        self.open_button.setText(self.tr("Open in {place}").format(place=HOMES.get(record.TYPE, "")))
        self._show_states(record)
        clear_layout(self._body)
        for heading, text in self._parts(record):
            self._body.addSpacing(8)
            self._body.addWidget(SectionLabel(heading, "accent"))
            part = MarkdownEdit(name=heading)
            part.set_value(text)
            part.setReadOnly(True)
            part.link_activated.connect(self.open_address)
            self._body.addWidget(part)
        if self._body.isEmpty():
            self._body.addWidget(TextLabel(self.tr("Nothing is written here yet."), "faint"))

    def set_read_only(self, *, read_only: bool) -> None:
        """It only ever reads."""

    def start(self) -> None:
        """The one thing to do is to open it."""
        self.open_button.setFocus()

    def _show_states(self, record: Record) -> None:
        clear_layout(self._states)
        fields = fields_of(type(record))
        for name in STATES.get(record.TYPE, ()):
            choices = fields[name].choices
            if choices:
                self._states.addWidget(Badge(label(choices, getattr(record, name))))
        names = self.context.services.records.titles(record.people)
        if names:
            self._states.addWidget(Badge(", ".join(names.values()), "plain"))
        self._states.addStretch(1)

    @staticmethod
    def _parts(record: Record) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for name in READ.get(record.TYPE, ()):
            field = fields_of(type(record))[name]
            value = getattr(record, name)
            if field.kind == "sections":
                found.extend((part.heading or field.label, part.text) for part in _told(value))
            elif value:
                found.append((field.label, value))
        return found


def _told(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    return tuple(part for part in sections if part.text.strip())
