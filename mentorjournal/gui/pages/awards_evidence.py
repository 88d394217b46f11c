"""What a claim rests on: records and files that show it, hours it counts, its story; more can be let go here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.awards_words import tr
from mentorjournal.gui.widgets.buttons import IconButton, LinkButton
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.rows import ListRow, RowList
from mentorjournal.gui.widgets.taking import TakingFrame
from mentorjournal.model.types import RECORD_TYPES, Attachment
from mentorjournal.services.awards import ClaimLine
from mentorjournal.services.reporting.words import amount as number


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing a claim rests on: what it is in words, and why it will not leave with the claim, or ""."""

    id: str
    title: str
    kind: str
    stays: str
    is_file: bool


def pieces(context: Context, line: ClaimLine) -> tuple[Piece, ...]:
    """Evidence, then what it counts the hours of, then its story; what is gone or in the trash is left out."""
    claim = line.record
    keys = dict.fromkeys((*line.evidence, *claim.counts, *filter(None, (claim.story,))))
    rows = context.services.records.rows(keys)
    hours = context.services.awards.hours(claim.counts) if claim.counts else {}
    found = []
    for key in keys:
        if key not in rows:
            continue
        row = rows[key]
        kind = RECORD_TYPES[row.type].LABEL
        if key in hours:
            kind = tr("{0}, {1} h").format(kind, number(hours[key]))
        if key == claim.story:
            kind = tr("Story")
        if key == claim.statement:
            kind = tr("Signed statement")
        stays = ""
        if row.confidential:
            stays = tr("confidential")
        elif row.visibility != "exportable":
            stays = tr("stays here")
        found.append(Piece(key, row.heading, kind, stays, row.type == Attachment.TYPE))
    return tuple(found)


class EvidenceRow(HuggingFrame):
    """One piece; its name opens it, `more` offers the rest."""

    def __init__(self, piece: Piece, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.piece = piece
        badge = " · ".join(part for part in (piece.kind, piece.stays) if part)
        self.line = ListRow(piece.title, badge=badge, kind="plain")
        self.more = IconButton("more", self.tr("What to do with {0}").format(piece.title), small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.more)
        self.setFocusProxy(self.line)


class EvidenceList(TakingFrame):
    """Shows pieces. `opened`, `removed` and `allowed` carry a piece; files and records may be let go here."""

    opened = Signal(object)
    removed = Signal(object)
    allowed = Signal(object)
    file_wanted = Signal()
    record_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: tuple[Piece, ...] | None = None
        self.may_take = not context.read_only
        self.setAccessibleName(self.tr("Evidence"))
        self.rows = RowList()
        self.rows.setAccessibleName(self.tr("Evidence"))
        self.none = TextLabel("", "small", wrap=True)
        self.add_file = LinkButton(self.tr("Add a file…"))
        self.add_record = LinkButton(self.tr("Add from the journal…"))
        self.add_file.clicked.connect(self.file_wanted)
        self.add_record.clicked.connect(self.record_wanted)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=12)
        for button in (self.add_file, self.add_record):
            button.setEnabled(not context.read_only)
            button.setToolTip(context.read_only)
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 2, 4, 2)
        column.setSpacing(2)
        for widget in (self.rows, self.none, buttons):
            column.addWidget(widget)

    def shown(self) -> tuple[EvidenceRow, ...]:
        """The rows, from the top."""
        return tuple(row for row in self.rows.rows() if isinstance(row, EvidenceRow))

    def display(self, found: Sequence[Piece], *, lacking: bool) -> None:
        """Show these; `lacking`: the rules ask for evidence, and none of these is any."""
        wanted = tuple(found)
        self.none.setText(
            self.tr(
                "Your own hours and story tell what you did; they do not show it. Add a file, another text or a "
                "signed statement."
            )
            if wanted
            else self.tr("Nothing shows it yet. Drop a file or a record here, or choose one.")
        )
        self.none.setHidden(bool(wanted) and not lacking)
        if wanted == self._shown:
            return
        self._shown = wanted
        self.rows.clear()
        for piece in wanted:
            row = EvidenceRow(piece)
            row.line.clicked.connect(lambda _=False, one=piece: self.opened.emit(one))
            row.more.clicked.connect(lambda _=False, one=row: self.open_menu(one))
            self.rows.add_row(row)
        self.rows.setHidden(not wanted)

    def open_menu(self, row: EvidenceRow) -> QMenu:
        """What can be done with a piece."""
        piece, writable = row.piece, not self._context.read_only
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        menu.addAction(self.tr("Open")).triggered.connect(lambda: self.opened.emit(piece))
        if piece.stays and piece.stays != tr("confidential"):
            allow = menu.addAction(self.tr("Let it leave in reports"))
            allow.setEnabled(writable)
            allow.triggered.connect(lambda: self.allowed.emit(piece))
        remove = menu.addAction(self.tr("Take off this claim"))
        remove.setEnabled(writable)
        remove.triggered.connect(lambda: self.removed.emit(piece))
        menu.popup(row.more.mapToGlobal(row.more.rect().bottomLeft()))
        return menu
