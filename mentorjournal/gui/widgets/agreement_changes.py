"""What a version of an agreement changed, section by section and word by word; folded to begin with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import SectionLabel
from mentorjournal.gui.widgets.styling import clear_layout
from mentorjournal.gui.words import how_many
from mentorjournal.services.agreements import SectionChange


class AgreementChanges(HuggingFrame):
    """Hidden while nothing differs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What changed"))
        self._shown: tuple[SectionChange, ...] = ()
        self.toggle = LinkButton("")
        self.toggle.setCheckable(True)
        self._holder = QWidget()
        self._list = QVBoxLayout(self._holder)
        self._list.setContentsMargins(0, 0, 0, 8)
        self._list.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.toggle)
        column.addWidget(self._holder)
        self.toggle.toggled.connect(self._unfold)
        self._holder.hide()

    def display(self, changes: Sequence[SectionChange], before: float) -> None:
        """Show what differs from the version of number `before`."""
        self._shown = tuple(changes)
        self.setHidden(not self._shown)
        sections = how_many(len(self._shown), self.tr("section"), self.tr("sections"))
        self.toggle.setText(self.tr("{0} changed since version {1}").format(sections, f"{before:g}"))
        self._fill()

    def texts(self) -> tuple[str, ...]:
        """The sections that are shown as changed, from the top, as rich text."""
        return tuple(label.text() for label in self._holder.findChildren(QLabel) if label.objectName())

    def _unfold(self, on: bool) -> None:
        self._fill()
        self._holder.setVisible(on)

    def _fill(self) -> None:
        if not self.toggle.isChecked():
            return
        from mentorjournal.gui.dialogs.versions import marked

        clear_layout(self._list)
        for change in self._shown:
            label = QLabel(marked(change.pieces))
            label.setObjectName("change")
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setWordWrap(True)
            self._list.addWidget(SectionLabel(change.heading))
            self._list.addWidget(label)
