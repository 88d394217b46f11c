"""An insight in the journal: one sentence, what is behind it, where it came from, and what follows."""

from __future__ import annotations

import dataclasses
import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.journal_popups import PickPopup
from mentorjournal.gui.pages.journal_view import RecordView, long_moment
from mentorjournal.gui.widgets.buttons import LinkButton, QuietButton
from mentorjournal.gui.widgets.date_words import show_date
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.rows import ActionRow, ListRow, RowList
from mentorjournal.model.record import Record
from mentorjournal.model.types import Insight
from mentorjournal.services.actions import OwnedAction

OFFERED_SOURCES = 60


class InsightView(RecordView):
    """One insight to write, to trace back, and to act on."""

    def __init__(self, context: Context, origin: str, parent: QWidget | None = None) -> None:
        super().__init__(context, origin, parent)
        self._source: str | None = None
        self._read_only = False
        self._popup: PickPopup | None = None
        self.date = TextLabel("", "small")
        self.title = TitleEdit(
            name=self.tr("Insight"), placeholder=self.tr("What you understood, in one sentence")
        )
        self.detail = MarkdownEdit(
            name=self.tr("More"), placeholder=self.tr("What made it clear, and where else it may hold.")
        )
        self.source_place = QWidget()
        QVBoxLayout(self.source_place).setContentsMargins(0, 0, 0, 0)
        self.change_source = LinkButton(self.tr("Say where it came from"))
        self.follow_ups = RowList()
        self.act = QuietButton(self.tr("Make it an action"), "action")
        self._lay_out()
        self.take_files_into(self.detail)
        self.title.edited.connect(lambda _text: self.edited.emit())
        self.title.finished.connect(lambda: self.detail.setFocus(Qt.FocusReason.TabFocusReason))
        self.detail.edited.connect(lambda _text: self.edited.emit())
        self.change_source.clicked.connect(self.pick_source)
        self.act.clicked.connect(self.make_action)

    def _lay_out(self) -> None:
        column = self.column
        self.lay_out_head(self.date, Insight.LABEL)
        column.addWidget(self.title)
        column.addSpacing(6)
        column.addWidget(self.detail)
        column.addSpacing(16)
        column.addWidget(SectionLabel(self.tr("Where it came from")))
        column.addWidget(self.source_place)
        column.addWidget(self.change_source)
        column.addSpacing(16)
        column.addWidget(SectionLabel(self.tr("What follows")))
        column.addWidget(self.follow_ups)
        row = QHBoxLayout()
        row.addWidget(self.act)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def display(self, record: Record) -> None:
        """Show an insight with what it comes from and leads to."""
        if not isinstance(record, Insight):
            return
        self._source = record.origin
        moment = long_moment(record.date, record.at)
        self.date.setText(f"{moment}   {record.LABEL}" if moment else record.LABEL)
        self.title.set_value(record.title)
        self.detail.set_value(record.detail)
        self._show_source()
        self.show_actions()

    def show_surroundings(self) -> None:
        """Actions and the record it came from may have changed."""
        self._show_source()
        self.show_actions()

    def applied_to(self, record: Record) -> Record:
        """The record with sentence, details and source as they stand here."""
        if not isinstance(record, Insight):
            return record
        return dataclasses.replace(
            record, title=self.title.value(), detail=self.detail.value(), origin=self._source
        )

    def is_blank(self) -> bool:
        """True while neither words nor a source are given."""
        return not (self.title.value().strip() or self.detail.value().strip() or self._source)

    def be_about(self, record_id: str) -> None:
        """Actions can follow from an insight once it is kept."""
        super().be_about(record_id)
        self.act.setEnabled(bool(record_id) and not self._read_only)

    def set_read_only(self, *, read_only: bool) -> None:
        """Let nothing be changed."""
        self._read_only = read_only
        self.title.setReadOnly(read_only)
        self.detail.setReadOnly(read_only)
        self.change_source.setDisabled(read_only)
        self.act.setDisabled(read_only)
        self.act.setToolTip(self.context.read_only)

    def start(self) -> None:
        """Begin with the sentence."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def pick_source(self) -> None:
        """Let the reader say which record it came from."""
        latest = self.context.services.timeline.latest(OFFERED_SOURCES)
        choices = [(row.id, row.heading) for row in latest if row.id != self.record_id]
        self._popup = PickPopup(choices, self.tr("Where it came from"), self)
        self._popup.picked.connect(self._take_source)
        self._popup.open_below(self.change_source)

    def _take_source(self, record_id: str) -> None:

        def change() -> None:
            self._source = record_id
            self._show_source()

        self.step(self.tr("Say where an insight came from"), change)

    def make_action(self) -> None:
        """An action item with the same words, following from this insight."""
        try:
            self.context.services.actions.add(
                self.title.value() or self.tr("Act on an insight"), source=self.record_id, origin=self.origin
            )
        except JournalError as error:
            self.context.navigator.tell("error", error.message)
            return
        self.show_actions()

    def show_actions(self) -> None:
        """Read again what follows from it."""
        self.follow_ups.clear()
        found = self.context.services.actions.following(self.record_id) if self.record_id else ()
        for owned in found:
            self.follow_ups.add_row(self._action_row(owned))
        self.act.setEnabled(bool(self.record_id) and not self._read_only)

    def _action_row(self, owned: OwnedAction) -> ActionRow:
        item = owned.item
        row = ActionRow(item.title, item.done_on is not None, badge=show_date(item.due))
        row.box.setDisabled(self._read_only)
        row.edited.connect(lambda on, key=item.id: self._tick(key, self.context.today() if on else None))
        row.activated.connect(lambda key=item.id: self.context.navigator.open_record(key))
        return row

    def _tick(self, action_id: str, done_on: dt.date | None) -> None:
        try:
            self.context.services.actions.tick(action_id, done_on, origin=self.origin)
        except JournalError as error:
            self.context.navigator.tell("error", error.message)
            self.show_actions()

    def _show_source(self) -> None:
        layout = self.source_place.layout()
        assert layout is not None  # noqa: S101  made above
        while (item := layout.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        source = self._source or ""
        row = self.context.services.records.rows([source]).get(source)
        if row is not None:
            opener = ListRow(row.heading, lead=show_date(row.date), lead_width=88)
            opener.clicked.connect(lambda: self.context.navigator.open_record(source))
            layout.addWidget(opener)
        self.source_place.setVisible(row is not None)
        self.change_source.setText(
            self.tr("Choose another") if row is not None else self.tr("Say where it came from")
        )
