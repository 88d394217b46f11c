"""What is chosen while looking at what would come in: the program it is of, and all of it or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.widgets.fields import ChoiceField
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from mentorjournal.services.imported_tables import ColumnMapping, Table
    from mentorjournal.services.importing import Preview


class ProgramField(ChoiceField):
    """Which program a file is of; recognised by its content unless it is said."""

    def __init__(self) -> None:
        from mentorjournal.services.importing import FORMATS

        super().__init__([(known.name, known.label) for known in FORMATS], none="Recognised by itself")
        self.setAccessibleName(self.tr("The program it comes from"))
        for at, known in enumerate(FORMATS, start=1):
            self.setItemData(at, known.looks_like, Qt.ItemDataRole.ToolTipRole)


class WholeChoice(QWidget):
    """Take the rest, or nothing at all where anything cannot be read."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = Segmented(
            (("rest", self.tr("Take the rest")), ("nothing", self.tr("Nothing at all"))),
            "rest",
            name=self.tr("What comes in when something cannot be read"),
        )
        self._said = TextLabel("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._said)
        self.choice.edited.connect(self._change)
        self._say()

    @property
    def nothing(self) -> bool:
        """Whether nothing is to come in where there is any problem."""
        return self.choice.value() == "nothing"

    def _change(self) -> None:
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        self._said.setText(
            self.tr("Nothing comes in as long as there is a problem in the list.")
            if self.nothing
            else self.tr(
                "What is in the list of problems stays behind or comes in as it says; the rest comes in."
            )
        )


def table_of(seen: Preview | None) -> tuple[Table, ColumnMapping] | None:
    """The table that was read and its mapping; None for anything else."""
    from mentorjournal.services.imported_tables import TableJournal

    batch = seen.batch if seen is not None else None
    return (batch.table, batch.mapping) if isinstance(batch, TableJournal) else None
