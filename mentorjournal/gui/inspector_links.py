"""The part of the inspector that shows what a record is connected to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.widgets.buttons import IconButton, LinkButton
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.rows import ListRow, RowList
from mentorjournal.model.types import RECORD_TYPES

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.model.record import Record
    from mentorjournal.model.rows import LinkRow

MOST = 12
HIDDEN_ROLES = ("people",)
PARTS = ("agenda_item", "milestone", "brief_line", "comment")
"""Parts of a record stand on its page, comments above; here they would stand twice."""


class LinksSection(HuggingFrame):
    """Connected records, newest first; a click opens one, the cross takes a link back."""

    def __init__(self, context: Context, origin: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._origin = origin
        self._record_id = ""
        self.rows = RowList()
        self._more = TextLabel("", "small")
        self.further_title = TextLabel("", "small", wrap=True)
        self.further = RowList()
        self.add = LinkButton(self.tr("Link to another record…"))
        self.add.clicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        parts: tuple[QWidget, ...] = (
            self.rows,
            self._more,
            self.further_title,
            self.further,
            self.add,
        )
        for widget in parts:
            column.addWidget(widget)

    def show_record(self, record: Record | None) -> None:
        """Show what this record is connected to."""
        self._record_id = record.id if record else ""
        self.rows.clear()
        found = self._context.services.records.linked(record.id) if record else ()
        wanted = [
            item
            for item in found
            if item.row.type not in PARTS and (item.incoming or item.role not in HIDDEN_ROLES)
        ]
        wanted = list({item.row.id: item for item in wanted}.values())
        for item in wanted[:MOST]:
            self.rows.add_row(self._row(item))
        self._more.setText(self.tr("and {0} more").format(len(wanted) - MOST))
        self._more.setVisible(len(wanted) > MOST)
        self._show_further(record)
        self.add.setEnabled(not self._context.read_only)

    def _show_further(self, record: Record | None) -> None:
        """What it came from and led to over others; what is linked directly stands above."""
        chain = self._context.services.chain.of(record.id) if record else None
        steps = (*chain.above, *chain.below) if chain is not None else ()
        further = [step for step in steps if step.depth > 1 and step.row.type not in PARTS]
        self.further.clear()
        for step in further[:MOST]:
            row = ListRow(step.row.heading, badge=RECORD_TYPES[step.row.type].LABEL)
            row.clicked.connect(lambda _=False, key=step.row.id: self._context.navigator.open_record(key))
            self.further.add_row(row)
        self.further_title.setText(self.tr("Further along the chain"))
        for part in (self.further_title, self.further):
            part.setVisible(bool(further))

    def _row(self, item: LinkRow) -> QWidget:
        line = HuggingFrame()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        head = ListRow(item.row.heading, badge=RECORD_TYPES[item.row.type].LABEL)
        head.clicked.connect(lambda: self._context.navigator.open_record(item.row.id))
        row.addWidget(head, 1)
        if item.role == "related":
            cross = IconButton(
                "close", self.tr("Remove the link to {0}").format(item.row.heading), small=True
            )
            cross.setEnabled(not self._context.read_only)
            cross.clicked.connect(lambda: self._disconnect(item.row.id))
            row.addWidget(cross)
        return line

    def _choose(self) -> None:
        from mentorjournal.gui.dialogs.pick_record import PickRecordDialog

        dialog = PickRecordDialog(self._context, self.tr("Link to"), self._record_id, self.window())
        dialog.picked.connect(self._connect)
        dialog.open()

    def _connect(self, other: str) -> None:
        self._guarded(self._context.services.records.connect, other)

    def _disconnect(self, other: str) -> None:
        self._guarded(self._context.services.records.disconnect, other)

    def _guarded(self, verb: object, other: str) -> None:
        try:
            verb(self._record_id, other, origin=self._origin)  # type: ignore[operator]
        except JournalError as error:
            self._context.navigator.tell("error", error.message)
