"""Criteria and claims as a table: what stands where they cross, in words for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from mentorjournal.gui.widgets.taking import RECORDS_MIME, taken_from
from mentorjournal.gui.words import how_many
from mentorjournal.model.choices import label
from mentorjournal.services.coverage import Cell, cell

if TYPE_CHECKING:
    from mentorjournal.services.awards import ClaimLine, CriterionStanding, Standing

Index = QModelIndex | QPersistentModelIndex
_SPOKEN = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}
FILES_MIME = "text/uri-list"


class CoverageModel(QAbstractTableModel):
    """A row per criterion, a column per claim. `dropped` carries a criterion's key, a claim's id and a Taken."""

    CellRole = Qt.ItemDataRole.UserRole + 1
    StateRole = Qt.ItemDataRole.UserRole + 2
    """Of a heading: its second line, and whether that warns."""

    dropped = Signal(str, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.criteria: tuple[CriterionStanding, ...] = ()
        self.claims: tuple[ClaimLine, ...] = ()
        self._cells: dict[tuple[int, int], Cell] = {}
        self._writable = True

    def display(self, standing: Standing | None, *, writable: bool) -> None:
        """Show a scheme; where its criteria and claims are the ones shown, only what stands in them changes."""
        criteria = standing.criteria if standing is not None else ()
        claims = standing.claims if standing is not None else ()
        same = _keys(criteria, claims) == _keys(self.criteria, self.claims)
        if not same:
            self.beginResetModel()
        self.criteria, self.claims, self._writable = criteria, claims, writable
        self._cells = {
            (row, column): cell(line, item.rule.key)
            for row, item in enumerate(criteria)
            for column, line in enumerate(claims)
        }
        if not same:
            self.endResetModel()
        elif self._cells:
            self.dataChanged.emit(self.index(0, 0), self.index(len(criteria) - 1, len(claims) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(criteria) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(claims) - 1)

    def place(self, criterion: str, claim_id: str) -> QModelIndex:
        """Where these two cross; invalid where one of them is not there."""
        rows = [item.rule.key for item in self.criteria]
        columns = [line.record.id for line in self.claims]
        if criterion not in rows or claim_id not in columns:
            return QModelIndex()
        return self.index(rows.index(criterion), columns.index(claim_id))

    def crossing(self, index: Index) -> tuple[str, str]:
        """The criterion's key and the claim's id of a cell."""
        return self.criteria[index.row()].rule.key, self.claims[index.column()].record.id

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Criteria."""
        return 0 if parent.isValid() else len(self.criteria)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Claims."""
        return 0 if parent.isValid() else len(self.claims)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell for the delegate, the same in words for screen readers."""
        if not index.isValid():
            return None
        found = self._cells[index.row(), index.column()]
        if role == self.CellRole:
            return found
        if role in _SPOKEN:
            return self._spoken(index, found)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What a claim or a criterion is called, and in a second line how it stands."""
        across = orientation == Qt.Orientation.Horizontal
        if section >= (len(self.claims) if across else len(self.criteria)):
            return None
        name = self._claim_name(section) if across else self.criteria[section].rule.label
        state = self._claim_state(section) if across else self._criterion_state(section)
        if role == self.StateRole:
            return state
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role in _SPOKEN:
            hint = "" if across else self.criteria[section].rule.prompt
            return "\n".join(filter(None, (f"{name}, {state[0]}", hint)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells take what is let go on them."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDropEnabled if index.isValid() and self._writable else flags

    def mimeTypes(self) -> list[str]:
        """Records and files."""
        return [RECORDS_MIME, FILES_MIME]

    def supportedDropActions(self) -> Qt.DropAction:
        """Nothing leaves where it came from."""
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction | Qt.DropAction.LinkAction

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Only on a cell."""
        return self._writable and parent.isValid() and bool(taken_from(data))

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tell what was let go on which cell."""
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        self.dropped.emit(*self.crossing(parent), taken_from(data))
        return True

    def _claim_name(self, column: int) -> str:
        return self.claims[column].record.title or self.tr("A claim without a name")

    def _claim_state(self, column: int) -> tuple[str, bool]:
        line = self.claims[column]
        state = line.trouble or label("claim_status", line.record.status).lower()
        return state, bool(line.trouble)

    def _criterion_state(self, row: int) -> tuple[str, bool]:
        item = self.criteria[row]
        if item.missing:
            return self.tr("required · nothing shows it yet"), True
        shown = how_many(item.claims, self.tr("claim shows it"), self.tr("claims show it"))
        return (self.tr("required") if item.rule.required else self.tr("not required")) + f" · {shown}", False

    def _spoken(self, index: Index, found: Cell) -> str:
        names = f"{self.criteria[index.row()].rule.label}, {self._claim_name(index.column())}"
        if not found.marked:
            return self.tr("{0}: not met").format(names)
        said = f"{self.tr('met')}, {evidence_words(found)}"
        return f"{names}: {said}, {length_words(found)}. {found.text.strip()}".rstrip()


def length_words(found: Cell) -> str:
    """`41 words`, `no words yet`."""
    say = QCoreApplication.translate
    if not found.words:
        return say("CoverageModel", "no words yet")
    return how_many(found.words, say("CoverageModel", "word"), say("CoverageModel", "words"))


def evidence_in_short(found: Cell) -> str:
    """`evidence: 2`, `no evidence`: as much as a cell has room for."""
    if not found.evidence:
        return evidence_words(found)
    return QCoreApplication.translate("CoverageModel", "evidence: {0}").format(found.evidence)


def evidence_words(found: Cell) -> str:
    """`2 pieces of evidence`, `no evidence`."""
    say = QCoreApplication.translate
    if not found.evidence:
        return say("CoverageModel", "no evidence")
    one = say("CoverageModel", "piece of evidence")
    return how_many(found.evidence, one, say("CoverageModel", "pieces of evidence"))


def _keys(
    criteria: tuple[CriterionStanding, ...], claims: tuple[ClaimLine, ...]
) -> tuple[list[str], list[str]]:
    return [item.rule.key for item in criteria], [line.record.id for line in claims]
