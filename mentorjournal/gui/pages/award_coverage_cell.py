"""One crossing of a claim and a criterion: how the claim meets it, and what shows it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.pages.record_view import allow
from mentorjournal.gui.widgets.buttons import LinkButton, QuietButton
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.linked_rows import LinkedRow
from mentorjournal.gui.widgets.made_list import MadeList
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.taking import TakingFrame
from mentorjournal.gui.words import how_many
from mentorjournal.model.schemes import Criterion
from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.services.awards import ClaimLine
from mentorjournal.services.coverage import Cell, Piece

ROLES = {"counts": "its hours count", "story": "its story", "statement": "signed statement"}


class CellPanel(TakingFrame):
    """`typed` carries the text; `marked` and `cleared` are choices; what is let go here is told by `dropped`."""

    typed = Signal(str)
    marked = Signal()
    cleared = Signal()
    file_wanted = Signal()
    record_wanted = Signal()
    removed = Signal(str)
    opened = Signal(str)
    claim_wanted = Signal()
    left = Signal()

    def __init__(self, because: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = self.tr
        self.may_take = not because
        self._because = because
        self.criterion = SectionLabel("", "accent")
        self.claim = TextLabel("", "strong", wrap=True)
        self.text = MarkdownEdit(name=tr("How the claim meets it"), least_lines=2)
        self.text.set_look("card")
        allow(self.text, writable=not because, because=because)
        self.words = TextLabel("", "small-faint")
        self.pieces = MadeList(
            tr("Evidence"), tr("Nothing shows this claim yet. Drop a file or a record here.")
        )
        self.mark = QuietButton(tr("Mark as met"), "check")
        self.clear = QuietButton(tr("It does not meet this"))
        self.add_file = QuietButton(tr("Add a file…"), "attach")
        self.add_record = QuietButton(tr("Add a record…"), "link")
        self.open_claim = LinkButton(tr("Open the claim"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=8, line_gap=6)
        for button in (self.add_file, self.add_record, self.mark, self.clear, self.open_claim):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        for widget in (self.criterion, self.claim, self.text, self.words, self.pieces, buttons):
            column.addWidget(widget)

    def _connect(self) -> None:
        self.text.edited.connect(self._type)
        self.mark.clicked.connect(self.marked)
        self.clear.clicked.connect(self.cleared)
        self.add_file.clicked.connect(self.file_wanted)
        self.add_record.clicked.connect(self.record_wanted)
        self.pieces.taken_back.connect(self.removed)
        self.pieces.opened.connect(self.opened)
        self.open_claim.clicked.connect(self.claim_wanted)

    def display(
        self, line: ClaimLine, criterion: Criterion, found: Cell, pieces: Sequence[Piece], text: str
    ) -> None:
        """Show a crossing; `text` is what is typed there, the cursor stays where it is the same."""
        name = line.record.title or self.tr("A claim without a name")
        self.criterion.setText(criterion.label)
        self.claim.setText(name)
        self.setAccessibleName(self.tr("How “{0}” meets “{1}”").format(name, criterion.label))
        self.text.setAccessibleName(self.accessibleName())
        self.text.setPlaceholderText(criterion.prompt or self.tr("How does it show this?"))
        self.text.set_value(text)
        self._count()
        writable = not self._because
        self.pieces.display([_row(piece) for piece in pieces], writable=writable)
        self.mark.setVisible(writable and not found.marked)
        self.clear.setVisible(writable and found.marked)
        for button in (self.add_file, self.add_record):
            button.setVisible(writable)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the table."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _type(self, text: str) -> None:
        self._count()
        self.typed.emit(text)

    def _count(self) -> None:
        self.words.setText(how_many(self.text.word_count(), self.tr("word"), self.tr("words")))


def _row(piece: Piece) -> LinkedRow:
    return LinkedRow(piece.id, piece.title, "", ROLES.get(piece.role, RECORD_TYPES[piece.type].LABEL))
