"""What of a record in a packet is said beside its texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from mentorjournal.gui.words import day_short
from mentorjournal.model.choices import label
from mentorjournal.model.fields import Field, fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.services.packets.plain import Passage, Sent

_SAID_ABOVE = ("date", "visibility", "confidential")


def kind_and_day(record: Record) -> str:
    """Such as "Reflection, 14 Apr 2026"."""
    kind = RECORD_TYPES[record.TYPE].LABEL
    return f"{kind}, {day_short(record.date)}" if record.date else kind


def texts(sent: Sent) -> tuple[Passage, ...]:
    """Its texts to read and write about; words that the program keeps for itself are told among the facts."""
    declared = fields_of(type(sent.record()))
    return tuple(one for one in sent.passages() if declared[one.part].searchable)


def facts(record: Record) -> tuple[tuple[str, str], ...]:
    """Label and value of every field that is set and is no text to read: days, choices, numbers."""
    return tuple(_facts(record))


def _facts(record: Record) -> Iterator[tuple[str, str]]:
    for name, field in fields_of(type(record)).items():
        value = getattr(record, name)
        if name in _SAID_ABOVE or value is None or value in ("", ()):
            continue
        words = _in_words(field, value)
        if words:
            yield field.label, words


def _in_words(field: Field, value: object) -> str:
    if field.kind == "date" and isinstance(value, dt.date):
        return day_short(value)
    if field.kind == "choice" and field.choices:
        keys = value if isinstance(value, tuple) else (value,)
        return ", ".join(label(field.choices, str(key)) for key in keys)
    if field.kind == "number":
        return f"{value:g}"
    if field.kind == "text" and not field.searchable:
        return str(value)
    if field.kind == "flag" and value is True:
        return QCoreApplication.translate("PacketReader", "yes")
    return ""
