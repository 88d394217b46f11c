"""Picked rows of a page bound to the links of its record: a name adds, a cross takes out, each one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from mentorjournal.errors import JournalError
from mentorjournal.gui.context import Context
from mentorjournal.gui.widgets.picked_rows import Picked, PickedRows
from mentorjournal.model.record import Record


class NamingDeeds(QObject):
    """`rows` are by the role they show; `ensure` gives the id of the record, a draft being kept first.

    `named` when one was added or taken out, or was refused: the page shows what is true.
    """

    named = Signal()

    def __init__(
        self,
        context: Context,
        origin: str,
        parent: QObject,
        ensure: Callable[[], str],
        rows: Mapping[str, PickedRows],
    ) -> None:
        super().__init__(parent)
        self._context, self._origin, self._ensure, self._rows = context, origin, ensure, rows
        for role, picked in rows.items():
            picked.set_read_only(bool(context.read_only))
            picked.opened.connect(context.navigator.open_record)
            picked.added.connect(lambda words, role=role: self._add(role, words))
            picked.removed.connect(lambda key, role=role: self._take_out(role, key))

    def show_record(self, record: Record) -> None:
        """Show what the record names, and offer what it could name besides."""
        for role, picked in self._rows.items():
            mine, others = self._context.services.naming.choices(record, role)
            picked.display([Picked(key, title) for key, title in mine], others)

    def _add(self, role: str, words: str) -> None:
        naming = self._context.services.naming
        self._do(lambda key: naming.add(key, role, words, origin=self._origin))

    def _take_out(self, role: str, other: str) -> None:
        naming = self._context.services.naming
        self._do(lambda key: naming.take_out(key, role, other, origin=self._origin))

    def _do(self, work: Callable[[str], object]) -> None:
        key = self._ensure()
        if not key:
            return
        try:
            work(key)
        except JournalError as error:
            self._context.navigator.tell("error", error.message)
        self.named.emit()
