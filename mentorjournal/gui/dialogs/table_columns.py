"""Says what the columns of a table mean, and shows at once how its first rows would come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.fields import ChoiceField
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from mentorjournal.services.imported_tables import ColumnMapping, Order, Table, Target

_EXAMPLES = 3
_LONGEST = 28
_PROBLEMS = 3


class TableColumnsDialog(Dialog):
    """A meaning for each column, chosen from a list; `chosen` carries the mapping when it is accepted."""

    chosen = Signal(object)

    def __init__(self, table: Table, mapping: ColumnMapping, parent: QWidget | None) -> None:
        super().__init__("Columns", parent, width=700, scrolls=True)
        self._table, self._mapping = table, mapping
        targets = (
            ("hours", self.tr("Hours")),
            ("goals", self.tr("Goals and habits")),
            ("notes", self.tr("Notes")),
        )
        orders = (("day first", self.tr("Day first")), ("month first", self.tr("Month first")))
        marks = ((".", self.tr("Point")), (",", self.tr("Comma")))
        self.target = Segmented(targets, mapping.target, name=self.tr("What the rows are"))
        self.order = Segmented(orders, mapping.order if mapping.sure else "", name=self.tr("Order of dates"))
        self.decimal = Segmented(marks, mapping.decimal, name=self.tr("Decimals"))
        self.why = TextLabel("", "small", wrap=True)
        self.columns: list[ChoiceField] = []
        self.rows = QTableWidget(0, 5)
        self.rows_say = TextLabel("", "small", wrap=True)
        self.use = PrimaryButton(self.tr("Use these columns"))
        self.cancel = QuietButton(self.tr("Cancel"))
        self._lay_out()
        self._connect()
        self._show()

    @property
    def mapping(self) -> ColumnMapping:
        """The mapping as it stands."""
        return self._mapping

    def _lay_out(self) -> None:
        from mentorjournal.services.imported_tables import MEANINGS

        above = QGridLayout()
        above.setHorizontalSpacing(16)
        above.setColumnStretch(1, 1)
        labels = (self.tr("The rows are"), self.tr("Dates"), self.tr("Decimals"))
        for row, label in enumerate(labels):
            above.addWidget(TextLabel(label), row, 0)
            above.addWidget((self.target, self.order, self.decimal)[row], row, 1, Qt.AlignmentFlag.AlignLeft)
        self.add(above)
        self.add(self.why)
        self.add(SectionLabel(self.tr("Columns")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for at, name in enumerate(self._table.header):
            said = name or self.tr("Column {0}").format(at + 1)
            field = ChoiceField(
                list(MEANINGS.items()), self._mapping.columns[at], name=self.tr("Meaning of {0}").format(said)
            )
            self.columns.append(field)
            examples = " · ".join(_short(cell) for cell in self._table.column(at)[:_EXAMPLES])
            grid.addWidget(TextLabel(_short(said), "strong"), at, 0)
            grid.addWidget(TextLabel(examples or self.tr("empty"), "small", wrap=True), at, 1)
            grid.addWidget(field, at, 2)
        self.add(grid)
        self.add(SectionLabel(self.tr("The first rows, as they would come in")))
        self._lay_out_rows()
        below = QHBoxLayout()
        below.addWidget(self.rows_say, 1)
        self.add(below)
        self.cancel.setAutoDefault(False)
        self.add_button(self.cancel)
        self.add_button(self.use)

    def _lay_out_rows(self) -> None:
        rows = self.rows
        rows.setAccessibleName(self.tr("The first rows, as they would come in"))
        rows.setHorizontalHeaderLabels(
            [self.tr("Becomes"), self.tr("Day"), self.tr("Hours"), self.tr("Title"), self.tr("Tags")]
        )
        rows.verticalHeader().hide()
        rows.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        rows.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        rows.setTabKeyNavigation(False)
        rows.setShowGrid(False)
        rows.setMinimumHeight(scaled(170))
        header = rows.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        self.add(rows)

    def _connect(self) -> None:
        self.target.edited.connect(self._change)
        for field in self.columns:
            field.edited.connect(self._change)
        self.order.edited.connect(self._choose_order)
        self.decimal.edited.connect(self._choose_decimal)
        self.use.clicked.connect(self._accept)
        self.cancel.clicked.connect(self.reject)

    @Slot()
    def _change(self) -> None:
        self._made(self._mapping.order if self._mapping.said else None)

    @Slot()
    def _choose_order(self) -> None:
        self._made(cast("Order", self.order.value()))

    @Slot()
    def _choose_decimal(self) -> None:
        self._made(self._mapping.order if self._mapping.said else None, self.decimal.value())

    def _made(self, order: Order | None, decimal: str = "") -> None:
        from mentorjournal.services.imported_tables import changed

        target = cast("Target", self.target.value())
        columns = tuple(field.value() for field in self.columns)
        self._mapping = changed(
            self._table, self._mapping, columns=columns, target=target, order=order, decimal=decimal
        )
        self.order.set_value(self._mapping.order if self._mapping.sure else "")
        self.decimal.set_value(self._mapping.decimal)
        self._show()

    def _show(self) -> None:
        from mentorjournal.services.imported_tables import Watch, first_rows, unclear

        shown, wrong = first_rows(self._table, self._mapping, Watch())
        self.why.setText(unclear(self._mapping) or self._mapping.why)
        self.rows.setRowCount(len(shown))
        for row, one in enumerate(shown):
            for column, text in enumerate((one.becomes, one.day, one.hours, one.title, one.rest)):
                self.rows.setItem(row, column, QTableWidgetItem(text))
        more = self.tr("and {0} more").format(len(wrong) - _PROBLEMS) if len(wrong) > _PROBLEMS else ""
        said = [*wrong[:_PROBLEMS], *((more,) if more else ())]
        if not shown:
            said.insert(0, self.tr("No row can be read so."))
        self.rows_say.setText("\n".join(said))
        self.rows_say.setHidden(not said)
        self.use.setEnabled(self._mapping.sure and bool(shown))

    def _accept(self) -> None:
        self.chosen.emit(self._mapping)
        self.accept()


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
