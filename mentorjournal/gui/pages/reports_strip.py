"""What can be done with the record that stands out in the selection of a report."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.styling import set_style
from mentorjournal.services.reporting import Candidate


class RecordStrip(HuggingFrame):
    """Says why a record is not offered or not ticked, and offers to open it, to allow it, to print it whole."""

    open_wanted = Signal(str)
    allow_wanted = Signal(list)
    """The ids of the records to allow: a milestone comes with its goal's other ones."""

    whole_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item: Candidate | None = None
        self._together: tuple[str, ...] = ()
        self._words = TextLabel("", "small", wrap=True)
        self.open = LinkButton(self.tr("Open"))
        self.allow = LinkButton(self.tr("Allow in reports"))
        self.whole = LinkButton(self.tr("Print it whole"))
        buttons = FlowLayout()
        for button in (self.open, self.allow, self.whole):
            set_style(button, "look", "flush")
            buttons.addWidget(button)
        self.open.clicked.connect(self._tell_open)
        self.allow.clicked.connect(lambda: self.allow_wanted.emit(list(self._together)))
        self.whole.clicked.connect(lambda: self.whole_wanted.emit(self._item))
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 8, 20, 0)
        column.setSpacing(2)
        column.addWidget(self._words)
        column.addLayout(buttons)
        self.hide()

    def item(self) -> Candidate | None:
        """The record it speaks of."""
        return self._item

    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def show_item(
        self, item: object, *, whole: bool, may_write: bool, together: tuple[str, ...] = ()
    ) -> None:
        """Speak of a record, or hide for anything else; `together` are the ids one would allow with it."""
        self._item = item if isinstance(item, Candidate) else None
        self._together = together
        self.setVisible(self._item is not None)
        if self._item is None:
            return
        why = self._item.reason or self._item.hint
        title = self.tr("“{title}”").format(title=self._item.title)
        self._words.setText(f"{title}. {why[0].upper()}{why[1:]}." if why else title)
        several = self.tr("Allow {count} milestones in reports").format(count=len(together))
        self.allow.setText(several if len(together) > 1 else self.tr("Allow in reports"))
        self.allow.setVisible(bool(together))
        self.allow.setEnabled(may_write)
        self.whole.setVisible(self._item.offered and self._item.type == "reflection")
        self.whole.setText(self.tr("Print an excerpt") if whole else self.tr("Print it whole"))
        for button in (self.open, self.allow, self.whole):
            button.setAccessibleName(f"{button.text()}: {self._item.title}")

    def _tell_open(self) -> None:
        if self._item is not None:
            self.open_wanted.emit(self._item.id)
