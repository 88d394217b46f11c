"""The formats a journal can be taken away in, as a list, and beside it what the chosen one is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListView, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from mentorjournal.gui.models.palette_model import Entry, PaletteModel
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.palette_delegate import PaletteDelegate

if TYPE_CHECKING:
    from mentorjournal.services.taking_away import ExportFormat

ICONS: Final = {
    "json": "backup",
    "markdown": "folder",
    "html": "reports",
    "docx": "edit",
    "csv": "chart",
    "ics": "calendar",
    "vcard": "people",
    "bibtex": "quote",
    "csl-json": "resources",
    "leap2a": "share",
    "europass": "certificate",
}


class FormatList(QListView):
    """The formats; as tall as all of them."""

    def __init__(self, known: tuple[ExportFormat, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = PaletteModel(self)
        self._model.set_entries([Entry(one.label, "", "", ICONS.get(one.key, "file")) for one in known])
        self.setModel(self._model)
        self.setItemDelegate(PaletteDelegate(self))
        self.setAccessibleName(self.tr("Format"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for every line and the widest name."""
        rows = self._model.rowCount()
        metrics = self.fontMetrics()
        widest = max(
            metrics.horizontalAdvance(str(self._model.data(self._model.index(row)))) for row in range(rows)
        )
        height = sum(self.sizeHintForRow(row) for row in range(rows)) + 2 * self.frameWidth()
        return QSize(widest + scaled(72), height)

    def minimumSizeHint(self) -> QSize:
        """Never less: there is nothing to scroll."""
        return self.sizeHint()

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Bring the line into sight where the dialog around the list scrolls."""
        super().currentChanged(current, previous)
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        inside = around.widget() if around is not None else None
        if around is not None and inside is not None:
            line = self.visualRect(current)
            spot = self.mapTo(inside, line.center())
            around.ensureVisible(spot.x(), spot.y(), 0, line.height())


class FormatChoice(QWidget):
    """One format out of all there are; `edited` carries its key. `side` has room below what is said of it."""

    edited = Signal(str)

    def __init__(self, known: tuple[ExportFormat, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self.list = FormatList(known)
        self.setFocusProxy(self.list)
        card = Card(tone="window")
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._name = TextLabel("", "strong", wrap=True)
        self._says = TextLabel("", wrap=True)
        self._loses = TextLabel("", wrap=True)
        self._back = TextLabel("", "small", wrap=True)
        card.add(self._name)
        card.add(self._says)
        card.add(SectionLabel(self.tr("What it cannot hold")))
        card.add(self._loses)
        card.add(self._back)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.list, 0, Qt.AlignmentFlag.AlignTop)
        self.side = QVBoxLayout()
        self.side.setSpacing(12)
        self.side.addWidget(card)
        row.addLayout(self.side, 1)
        self.list.selectionModel().currentChanged.connect(self._show)
        self.set_value(known[0].key)

    def value(self) -> ExportFormat:
        """The chosen format."""
        return self._known[max(0, self.list.currentIndex().row())]

    def set_value(self, key: str) -> None:
        """Choose one."""
        row = next(at for at, one in enumerate(self._known) if one.key == key)
        self.list.setCurrentIndex(self.list.model().index(row, 0))

    def said(self) -> str:
        """What is told of the chosen one."""
        return " ".join(one.text() for one in (self._name, self._says, self._loses, self._back))

    def _show(self, now: QModelIndex, _before: QModelIndex) -> None:
        if not now.isValid():
            return
        chosen = self._known[now.row()]
        where = self.tr("a folder") if not chosen.ending else self.tr("a file, {0}").format(chosen.ending)
        self._name.setText(self.tr("{0}: {1}").format(chosen.label, where))
        self._says.setText(chosen.says)
        self._loses.setText(chosen.loses)
        self._back.setText(
            self.tr("Import reads it back, as far as it holds things.")
            if chosen.reads_back
            else self.tr("Import does not read it.")
        )
        self.edited.emit(chosen.key)
