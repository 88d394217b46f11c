"""One entry of the log of what left: the facts, the records that were in it, and who appeared as what."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.rows import ListRow, RowList
from mentorjournal.gui.widgets.styling import clear_layout
from mentorjournal.gui.words import day_full
from mentorjournal.model.types import Manifest
from mentorjournal.services.handing_out import OTHER_KINDS
from mentorjournal.services.reporting.kinds import KINDS

WIDEST: Final = 720
MOST_ROWS: Final = 300


class HandedView(QScrollArea):
    """Shows a Manifest; `opened` carries the id of a record or a person that is still there."""

    opened = Signal(str)
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = ""
        self.title = TextLabel("", "title", wrap=True)
        self.save_button = QuietButton(self.tr("Save as PDF…"), "save-as")
        self.facts = QGridLayout()
        self.items, self.names = RowList(), RowList()
        self._items_head, self._names_head = (
            SectionLabel(),
            SectionLabel(self.tr("Who appeared, and as what")),
        )
        self._more = TextLabel("", "small")
        self._lay_out()
        self.save_button.clicked.connect(self.save_wanted)

    def show_manifest(self, manifest: Manifest, there: frozenset[str]) -> None:
        """Show an entry; `there` are the ids that can still be opened."""
        if self.key != manifest.id:
            self.verticalScrollBar().setValue(0)
        self.key = manifest.id
        self.title.setText(manifest.title or kind_words(manifest))
        self._show_facts(manifest)
        self.items.clear()
        for part in manifest.items[:MOST_ROWS]:
            self.items.add_row(self._row(part.text or self.tr("Untitled"), part.heading, part.tag, there))
        more = len(manifest.items) - MOST_ROWS
        self._more.setText(self.tr("and {0} more; the PDF lists them all").format(more) if more > 0 else "")
        self._more.setVisible(more > 0)
        self._items_head.setText(self.tr("What was in it ({0})").format(len(manifest.items)))
        self.names.clear()
        for part in manifest.names:
            shown = self.tr("by name") if part.text == part.heading else self.tr("as “{0}”").format(part.text)
            self.names.add_row(self._row(f"{part.heading}, {shown}", "", part.tag, there))
        for widget in (self._names_head, self.names):
            widget.setVisible(bool(manifest.names))

    def fact(self, label: str) -> str:
        """What stands beside a label, "" where it is not shown."""
        for row in range(self.facts.rowCount()):
            first, second = self.facts.itemAtPosition(row, 0), self.facts.itemAtPosition(row, 1)
            if first and second:
                name, value = first.widget(), second.widget()
                if isinstance(name, TextLabel) and isinstance(value, TextLabel) and name.text() == label:
                    return value.text()
        return ""

    def _show_facts(self, manifest: Manifest) -> None:
        clear_layout(self.facts)
        at = f", {manifest.at:%H:%M}" if manifest.at else ""
        pages = f"{manifest.pages:g}" if manifest.pages else ""
        paper = {"a4": "A4", "letter": "Letter"}.get(manifest.paper, manifest.paper)
        facts = (
            (self.tr("When"), f"{day_full(manifest.date)}{at}" if manifest.date else ""),
            (self.tr("What"), kind_words(manifest)),
            (self.tr("For whom"), manifest.for_whom),
            (self.tr("Purpose"), manifest.purpose),
            (self.tr("File"), manifest.file_name),
            (self.tr("Pages"), ", ".join(filter(None, (pages, paper)))),
            (self.tr("Password"), self.tr("with a password") if manifest.locked else ""),
            (self.tr("SHA-256"), _in_groups(manifest.sha256)),
        )
        for row, (label, value) in enumerate((label, value) for label, value in facts if value):
            name, said = TextLabel(label, "muted"), TextLabel(value, wrap=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            said.setAccessibleName(f"{label}: {value}")
            self.facts.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self.facts.addWidget(said, row, 1)

    def _row(self, text: str, kind: str, key: str, there: frozenset[str]) -> ListRow:
        row = ListRow(text, badge=kind)
        row.setEnabled(key in there)
        if key in there:
            row.clicked.connect(lambda _=False: self.opened.emit(key))
        return row

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout()
        column.setSpacing(8)
        self.facts.setHorizontalSpacing(18)
        self.facts.setVerticalSpacing(5)
        self.facts.setColumnStretch(1, 1)
        column.addWidget(self.title)
        column.addLayout(self.facts)
        column.addSpacing(4)
        column.addWidget(self.save_button)
        column.addSpacing(10)
        for widget in (self._items_head, self.items, self._more, self._names_head, self.names):
            column.addWidget(widget)
        column.addStretch(1)
        body = QWidget()
        body.setLayout(column)
        body.setMaximumWidth(scaled(WIDEST))
        around = QHBoxLayout(inside)
        around.setContentsMargins(28, 24, 28, 28)
        around.addWidget(body, 100)
        around.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setAccessibleName(self.tr("What left"))


def _in_groups(digits: str) -> str:
    """Digits that may be broken between lines, eight by eight."""
    return " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))


def kind_words(manifest: Manifest) -> str:
    """What kind of document it was, in words."""
    known = KINDS.get(manifest.document)
    return known.label if known else OTHER_KINDS.get(manifest.document, manifest.document)
