"""The left column of the journal: filters, the timeline, and the way to a new entry."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from mentorjournal.gui.actions import TYPE_ICONS
from mentorjournal.gui.context import Context
from mentorjournal.gui.icons import icon
from mentorjournal.gui.models.timeline_model import TimelineModel
from mentorjournal.gui.pages.journal_filters import FilterBar
from mentorjournal.gui.widgets.buttons import IconButton, QuietButton
from mentorjournal.gui.widgets.labels import TextLabel, hairline
from mentorjournal.gui.widgets.template_menu import add_editor, fill_template_menu
from mentorjournal.gui.widgets.timeline_view import TimelineView
from mentorjournal.model.changes import ChangeSet
from mentorjournal.model.rows import Filter
from mentorjournal.model.types import RECORD_TYPES, TIMELINE_TYPES

NEW_KINDS = (
    *("insight", "question", "advice", "decision", "observation", "connection", "outcome"),
    *("sponsorship", "activity"),
)
"""What can be begun here beside entries, by record type."""


class JournalList(QWidget):
    """`chosen` carries the id of a row the reader goes to, `new_wanted` the key of a template or "",
    `kind_wanted` the type of a record that is no entry: one of `NEW_KINDS`."""

    chosen = Signal(str)
    new_wanted = Signal(str)
    kind_wanted = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = context.services
        self._context = context
        self.filters = FilterBar(context)
        self.model = TimelineModel(context.services.timeline, self)
        self.view = TimelineView(self.model)
        self.nothing = TextLabel(self.tr("Nothing fits these filters."), "faint", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(18, 24, 18, 24)
        self.new_button = QuietButton(self.tr("New entry"), "add")
        self.template_button = IconButton(
            "chevron-down", self.tr("New entry from template, insight, question, decision…")
        )
        self._templates = QMenu(self)
        self._templates.aboutToShow.connect(self._fill_templates)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self.view, 1)
        column.addWidget(self.nothing, 1)
        column.addWidget(hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 8, 18, 8)
        foot.setSpacing(4)
        foot.addWidget(self.new_button)
        foot.addWidget(self.template_button)
        foot.addStretch(1)
        column.addLayout(foot)
        self.nothing.hide()
        self.view.chosen.connect(self.chosen)
        self.filters.edited.connect(self._narrow)
        self.new_button.clicked.connect(lambda: self.new_wanted.emit(""))
        self.template_button.clicked.connect(self.open_templates)
        self._guard_reading_only()

    def _guard_reading_only(self) -> None:
        because = self._context.read_only
        for button in (self.new_button, self.template_button):
            button.setDisabled(bool(because))
            if because:
                button.setToolTip(because)

    def reload(self) -> None:
        """Read the list again, staying where it is."""
        self.view.reload()
        self._show_emptiness()

    def follow(self, changes: ChangeSet) -> None:
        """Bring a commit into the list."""
        ids = [item.id for item in changes.items if item.type in TIMELINE_TYPES]
        if self.filters.value().unacted:
            # What follows from an insight decides whether it stands here.
            self.reload()
        elif ids:
            self.view.follow(changes, self._services.records.rows(ids))
            self._show_emptiness()

    def reveal(self, record_id: str) -> None:
        """Bring a record into sight and mark it; filters that hide it are lifted."""
        row = self._services.records.rows([record_id]).get(record_id)
        if row is None:
            return
        if not self.model.fits(row):
            self.filters.set_value(Filter())
            self.model.set_filter(Filter())
            self._show_emptiness()
        self.model.load_until(row.sort)
        self.view.mark(record_id)

    def show_only(self, wanted: Filter) -> None:
        """Narrow the list, as the filters above it do."""
        self.filters.set_value(wanted)
        self._narrow(wanted)

    def mark(self, record_id: str) -> None:
        """Mark a record, or none, without telling `chosen`."""
        self.view.mark(record_id)

    def first_id(self) -> str:
        """The newest record that is not ahead of today, or an empty string."""
        return self.model.newest_until(self._context.today())

    def neighbour(self, record_id: str) -> str:
        """The record below this one, or above the last; an empty string when it is alone."""
        if not record_id:
            return self.first_id()
        return self.model.id_beside(record_id, 1) or self.model.id_beside(record_id, -1)

    def open_templates(self) -> None:
        """Offer the templates of an entry, an insight and an activity."""
        if self.isEnabled() and not self._context.read_only:
            anchor = self.new_button if self.isVisible() else self.window()
            self._templates.popup(anchor.mapToGlobal(QPoint(0, 0)))

    def templates_menu(self) -> QMenu:
        """The menu of templates."""
        return self._templates

    def _fill_templates(self) -> None:
        offered = self._context.services.templates.offered("reflection")
        fill_template_menu(self._templates, offered, lambda shape: self.new_wanted.emit(shape.key))
        self._templates.addSeparator()
        for kind in NEW_KINDS:
            text = self.tr("New {0}").format(RECORD_TYPES[kind].LABEL.lower())
            action = self._templates.addAction(icon(TYPE_ICONS[kind]), text)
            action.triggered.connect(lambda _=False, kind=kind: self.kind_wanted.emit(kind))
        add_editor(self._templates, self._context)

    def _narrow(self, wanted: Filter) -> None:
        shown = self.view.current_id()
        self.model.set_filter(wanted)
        self.view.mark(shown)
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        empty = self.model.rowCount() == 0
        filtered = self.filters.value() != Filter()
        self.view.setHidden(empty)
        self.nothing.setHidden(not empty)
        self.nothing.setText(
            self.tr("Nothing fits these filters.")
            if filtered
            else self.tr("Entries will stand here, newest first.")
        )
