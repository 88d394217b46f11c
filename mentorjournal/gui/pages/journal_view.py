"""What every kind of record shown in the journal's middle has in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.text_files import TextFiles, open_address
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import IconButton
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.styling import set_surface
from mentorjournal.gui.widgets.typed_field import TypedField
from mentorjournal.gui.words import day_full
from mentorjournal.model.record import Record

TEXT_WIDTH = 600
"""The widest a column of text gets, in pixels at 100 %: about 75 characters."""


def long_moment(day: dt.date | None, at: dt.time | None = None) -> str:
    """Such as "Tuesday 14 April 2026, 18:40"."""
    if day is None:
        return ""
    return f"{day_full(day)}, {at:%H:%M}" if at is not None else day_full(day)


class RecordView(QScrollArea):
    """A page for one record, its text in a column in the middle; subclasses fill `column`.

    `edited` is typing, to be saved after a pause. `stepped` is a choice of its own, to be saved at once
    under the name it carries; `stepping` comes before it, for what was typed until then. `keep_wanted` asks for a record to be kept now, so that files can be attached.
    """

    edited = Signal()
    stepping = Signal()
    stepped = Signal(str)
    keep_wanted = Signal()
    delete_wanted = Signal()
    side_wanted = Signal()

    def __init__(self, context: Context, origin: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.origin = origin
        self.record_id = ""
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        set_surface(inside, "surface")
        row = QHBoxLayout(inside)
        row.setContentsMargins(24, 24, 24, 32)
        row.setSpacing(0)
        self._text = QWidget()
        self._text.setMaximumWidth(scaled(TEXT_WIDTH))
        self.column = QVBoxLayout(self._text)
        self.column.setContentsMargins(32, 0, 32, 0)
        self.column.setSpacing(6)
        row.addStretch(1)
        row.addWidget(self._text, 1000)
        row.addStretch(1)
        self.setWidget(inside)
        self.delete = IconButton("trash", self.tr("Delete"))
        self.side = IconButton("inspector", self.tr("Show or fold the side panel"), checkable=True)
        self.delete.clicked.connect(self.delete_wanted)
        self.side.clicked.connect(self.side_wanted)
        context.themes.theme_changed.connect(self._rescale)

    def open_address(self, address: str) -> None:
        """Follow a link in the text: out to the web, or to a file kept in the journal."""
        open_address(self.context, address, self)

    def take_files_into(self, edit: MarkdownEdit) -> None:
        """Files and pictures dropped or pasted into a text are kept with the record; links open."""
        TextFiles(self.context, self.origin, self.kept_id, edit, self)

    def kept_id(self) -> str:
        """The id of the record shown, kept first where it is a draft; "" where the journal refused."""
        self.stepping.emit()
        self.keep_wanted.emit()
        return self.record_id

    def step(self, label: str, change: Callable[[], None]) -> None:
        """Make a choice of the reader's a step of its own, apart from the typing before it."""
        self.stepping.emit()
        change()
        self.stepped.emit(label)

    def be_about(self, record_id: str) -> None:
        """The record shown has this id from now on; "" is a draft's."""
        self.record_id = record_id
        self.delete.setVisible(bool(record_id) and not self.context.read_only)

    def lay_out_head(self, what: QWidget, kind: str) -> QHBoxLayout:
        """The first line of the page: `what` it shows, and at its right what can be done with the `kind`."""
        name = self.tr("Delete {0}").format(kind.lower())
        self.delete.setAccessibleName(name)
        self.delete.setToolTip(name)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(what, 1)
        for button in (self.delete, self.side):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(line)
        return line

    def show_side(self, *, shown: bool, offered: bool = True) -> None:
        """Say whether the side panel is seen, and whether it can be."""
        self.side.setChecked(shown)
        self.side.setVisible(offered)

    def display(self, record: Record) -> None:
        """Show a record, in place of the one before, without telling `edited`."""
        raise NotImplementedError

    def show_surroundings(self) -> None:
        """Read again what is shown beside the record itself: what it comes from, what follows."""

    def applied_to(self, record: Record) -> Record:
        """The record with what was typed here."""
        return record

    def kept(self, record: Record) -> None:
        """The record was saved as it stands here; nothing needs to be shown anew."""

    def set_read_only(self, *, read_only: bool) -> None:
        """Let nothing be changed."""
        raise NotImplementedError

    def is_blank(self) -> bool:
        """True while nothing was typed that is worth keeping."""
        return False

    def can_find(self) -> bool:
        """Whether words can be looked for here."""
        return False

    def open_find(self) -> None:
        """Look for words."""

    def settle(self) -> None:
        """Take what is typed in a field that waits for Return."""
        for field in self.findChildren(TypedField):
            field.settle()

    def start(self) -> None:
        """Put the cursor where writing begins."""

    def _rescale(self, _theme: object) -> None:
        self._text.setMaximumWidth(scaled(TEXT_WIDTH))
