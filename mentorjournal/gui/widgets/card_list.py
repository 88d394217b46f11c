"""The left column of a place: cards under headings, and a button below for a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QVBoxLayout, QWidget

from mentorjournal.gui.models.card_model import CardItem, CardModel
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.card_delegate import CardDelegate
from mentorjournal.gui.widgets.labels import hairline

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMN = 312
Index = QModelIndex | QPersistentModelIndex


class CardView(QListView):
    """Shows a CardModel; `chosen` carries the key of the card the reader goes to, never of `mark`."""

    chosen = Signal(str)

    def __init__(self, model: CardModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._quiet = False
        self.moves_by_keys = False
        self.setAccessibleName(name)
        self.setModel(model)
        self.delegate = CardDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(scaled(27))

    def mark(self, key: str) -> None:
        """Mark a card without telling `chosen`; none is marked when it is not there."""
        self._quiet = True
        index = self._model.index_of(key)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        else:
            self.selectionModel().clear()
        self._quiet = False

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the reader went."""
        super().currentChanged(current, previous)
        key = current.data(CardModel.IdRole) if current.isValid() else ""
        if key and not self._quiet:
            self.chosen.emit(str(key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From now on the focus ring shows."""
        self.moves_by_keys = True
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The pointer needs no ring."""
        self.moves_by_keys = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A ring for those who came by Tab."""
        self.moves_by_keys = event.reason() in {
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        }
        super().focusInEvent(event)


class CardList(QWidget):
    """`head` takes filters; `chosen` carries a key, `new_wanted` is the button below."""

    chosen = Signal(str)
    new_wanted = Signal()

    def __init__(
        self, name: str, new_text: str, *, lead: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lead = lead
        self.model = CardModel(self)
        self.view = CardView(self.model, name)
        self.head = QVBoxLayout()
        self.head.setContentsMargins(18, 12, 18, 4)
        self.new_button = QuietButton(new_text, "add")
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 8, 18, 8)
        foot.addWidget(self.new_button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.head)
        column.addWidget(self.view, 1)
        column.addWidget(hairline())
        column.addLayout(foot)
        self.view.chosen.connect(self.chosen)
        self.new_button.clicked.connect(self.new_wanted)
        self.setFocusProxy(self.view)
        self.rescale()

    def set_items(self, items: Sequence[CardItem], marked: str = "") -> None:
        """Show these cards; what is looked at stays where it is."""
        place = self.view.verticalScrollBar().value()
        if self._lead:
            self.view.delegate.set_leads(item.lead for item in items)
        self.view._quiet = True  # noqa: SLF001  the view and its column are one thing
        self.model.set_items(items)
        self.view._quiet = False  # noqa: SLF001
        self.view.mark(marked)
        self.view.verticalScrollBar().setValue(place)

    def rescale(self) -> None:
        """Follow a new text scale."""
        self.setFixedWidth(scaled(COLUMN))
