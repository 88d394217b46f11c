"""Clinical mode: pages begun while it is on are clinical, so that they are looked at before they leave."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from mentorjournal.model.record import Record
from mentorjournal.model.types import Reflection
from mentorjournal.storage.reader import Reader

R = TypeVar("R", bound=Record)


def in_mode(reader: Reader, record: R) -> R:
    """A new record as the journal's mode has it: a reflection is marked as clinical while the mode is on."""
    if isinstance(record, Reflection) and (reader.meta("owner") or {}).get("clinical") is True:
        return replace(record, clinical=True)
    return record
