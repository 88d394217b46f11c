"""How much leaves: only what may be shown or everything, and of which days and kinds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.chip_set import ChipSet
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.fields import FormRow
from mentorjournal.gui.widgets.fold import Fold
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.model.types import RECORD_TYPES

if TYPE_CHECKING:
    from mentorjournal.services.taking_away import Choice, ExportFormat

_NOT_OFFERED = frozenset({"attachment", "tag", "brief_line", "layout", "manifest", "packet", "agenda_item"})
"""What comes along with other records, or what the program notes for itself."""


class ScopeChoice(QWidget):
    """`edited` when anything about how much leaves is changed."""

    edited = Signal()

    def __init__(self, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = self.tr
        self.scope = Segmented(
            (("shareable", tr("Only what may be shown")), ("everything", tr("Everything, for me"))),
            "shareable",
            tr("What leaves"),
        )
        self._said = TextLabel("", "small", wrap=True)
        self.since = DateField(name=tr("From"), today=today)
        self.until = DateField(name=tr("To"), today=today)
        offered = [cls for name, cls in RECORD_TYPES.items() if name not in _NOT_OFFERED]
        self.kinds = ChipSet([(cls.TYPE, cls.PLURAL) for cls in offered], tr("Kinds"))
        self.fold = Fold(tr("Days and kinds"), self._narrowing())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(FormRow(tr("What leaves"), self.scope))
        column.addWidget(self._said)
        column.addWidget(self.fold)
        self.scope.edited.connect(self._change)
        for day in (self.since, self.until):
            day.edited.connect(self._change)
            day.judged.connect(self._change)
        self.kinds.edited.connect(self._change)
        self._say()

    def _narrowing(self) -> QWidget:
        inside = QWidget()
        days = QHBoxLayout()
        days.setSpacing(12)
        days.addWidget(FormRow(self.tr("From"), self.since), 1)
        days.addWidget(FormRow(self.tr("To"), self.until), 1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(8)
        column.addLayout(days)
        self._kinds_head = SectionLabel(self.tr("Only these kinds; none chosen means all"))
        column.addWidget(self._kinds_head)
        column.addWidget(self.kinds)
        return inside

    @property
    def everything(self) -> bool:
        """Whether private and confidential records leave too."""
        return self.scope.value() == "everything"

    @property
    def is_wrong(self) -> bool:
        """Whether a day was typed that is none."""
        return self.since.is_wrong() or self.until.is_wrong()

    def choice(self, known: ExportFormat) -> Choice:
        """What is chosen, in this format."""
        from mentorjournal.services.taking_away import Choice

        return Choice(
            known.key,
            "everything" if self.everything else "shareable",
            frozenset() if known.types else frozenset(self.kinds.value()),
            self.since.value(),
            self.until.value(),
        )

    def fit(self, known: ExportFormat) -> None:
        """Offer the kinds only where the format holds more than one."""
        self.kinds.setHidden(bool(known.types))
        self._kinds_head.setHidden(bool(known.types))
        self._say()

    def _change(self, *_: object) -> None:
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        self._said.set_role("warn" if self.everything else "small")
        self._said.setText(_tr(_EVERYTHING if self.everything else _SHAREABLE))
        days = [day.isoformat() for day in (self.since.value(), self.until.value()) if day]
        chosen = [RECORD_TYPES[key].PLURAL for key in self.kinds.value() if not self.kinds.isHidden()]
        narrowed = ", ".join((*([_tr("some days")] if days else ()), *chosen))
        self.fold.set_note(narrowed or _tr("All days, all kinds"))


_SHAREABLE = (
    "What is marked as exportable and is not confidential, and people as they agreed to appear. Private and shared "
    "records stay here."
)
_EVERYTHING = (
    "It holds private and confidential records, people, and what others told you. It is not encrypted; whoever has "
    "it can read it. Keep it for yourself."
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ScopeChoice", text)
