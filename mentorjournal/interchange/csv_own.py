"""Tables that our own export wrote: they name the record of each row, and fields that no other table has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from mentorjournal.interchange.csv_choices import chosen
from mentorjournal.interchange.csv_mapping import ColumnMapping
from mentorjournal.interchange.csv_table import Table, TableRow
from mentorjournal.interchange.csv_values import is_yes
from mentorjournal.model.fields import Field, fields_of
from mentorjournal.model.record import Record

ID_HEADING: Final = "Mentor Journal id"
VISIBILITY: Final = fields_of(Record)["visibility"].label
CONFIDENTIAL: Final = fields_of(Record)["confidential"].label
_READ: Final = frozenset({"text", "note", "choice", "flag"})

Made = TypeVar("Made", bound=Record)


class OwnColumns:
    """The columns of one of our tables that have no meaning of their own; none where the table is not ours."""

    def __init__(self, table: Table, mapping: ColumnMapping) -> None:
        at = mapping.index("id")
        self.ours = at is not None and table.header[at] == ID_HEADING
        self._kept: Mapping[str, int] = {
            name: number
            for number, (name, meaning) in enumerate(zip(table.header, mapping.columns, strict=True))
            if self.ours and meaning == "keep"
        }

    def confidential(self, row: TableRow) -> bool:
        """Whether the row says that it is confidential."""
        at = self._kept.get(CONFIDENTIAL)
        return at is not None and is_yes(row.cells[at]) is True

    def filled(self, record: Made, row: TableRow) -> tuple[Made, frozenset[int]]:
        """The record with the fields these columns name, and which columns these are."""
        if not self.ours:
            return record, frozenset()
        values: dict[str, Any] = {}
        read = {self._kept[VISIBILITY]} if VISIBILITY in self._kept else set()
        for name, field in fields_of(type(record)).items():
            at = self._kept.get(field.label)
            if at is None or at in read or field.kind not in _READ:
                continue
            value = _value(field, row.cells[at].strip())
            if value is not None:
                values[name] = value
                read.add(at)
        return (replace(record, **values) if values else record), frozenset(read)

    def no_words(self) -> frozenset[int]:
        """The columns of who may see it, which are no words of an entry: whoever imports says that anew."""
        return frozenset(self._kept[name] for name in (VISIBILITY, CONFIDENTIAL) if name in self._kept)


def _value(field: Field, cell: str) -> Any:
    """What a cell of ours says in a field; None where it says nothing of it."""
    if not cell:
        return None
    if field.kind == "flag":
        return is_yes(cell)
    if field.kind != "choice":
        return cell
    keys = [chosen(field.choices or "", word) for word in (cell.split("; ") if field.many else [cell])]
    if not all(keys):
        return None
    return tuple(keys) if field.many else keys[0]
