"""A record as others may see it: its fields that leave, everybody as they agreed, no file that stays."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from mentorjournal.model.fields import Field, fields_of
from mentorjournal.model.record import STAMPS, Record
from mentorjournal.model.types import Person
from mentorjournal.services.printing import names_for
from mentorjournal.services.reporting.sealing import Seal
from mentorjournal.services.taking_away.shown import COMMON, SHOWN, WHOLE_ANYWAY
from mentorjournal.storage.reader import Reader

_MUTE: Final = re.compile(r"!\[\]\(attachment:([^\s()<>]*)\)")
"""What is left of a picture whose file stays behind: nothing may tell that there was one."""
_MAY_NAME: Final = re.compile(r"(?:record|attachment)\\?:", re.IGNORECASE)
_ID: Final = r"(?:record|attachment)\\?:(?://)?(?P<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_LINKED: Final = re.compile(rf"!?\[(?P<words>[^\[\]]*)\]\(\s*<?{_ID}>?[^()]*\)", re.IGNORECASE)
_BARE: Final = re.compile(rf"<{_ID}>|\b{_ID.replace('<id>', '<bare>')}", re.IGNORECASE)


class Showing:
    """Makes records into what may be shown of them. `leaves` tells whether a record leaves at all."""

    def __init__(self, reader: Reader, leaves: Callable[[str], bool]) -> None:
        self.names = names_for(reader)
        self._seal = Seal(reader)
        self._leaves = leaves
        self._salt = secrets.token_bytes(16)

    def record(self, record: Record) -> Record:
        """The same record with what may be shown."""
        shown = frozenset((*COMMON, *SHOWN.get(record.TYPE, ())))
        values: dict[str, Any] = {}
        for name, field in fields_of(type(record)).items():
            if name in shown:
                values[name] = self._value(record, name, field)
        stamps = {name: getattr(record, name) for name in STAMPS}
        return type(record)(id=record.id, **values, **stamps)

    def text(self, text: str) -> str:
        """A text as it may leave."""
        if not text:
            return text
        sealed = _MUTE.sub(lambda found: found[0] if self._leaves(found[1]) else "", self._seal.text(text))
        return self.names.scrub(self._unaddressed(sealed))

    def _unaddressed(self, text: str) -> str:
        """A text without the ids of what stays: they would tie one file that leaves to another."""

        def words(found: re.Match[str]) -> str:
            return found[0] if self._leaves(found["id"].lower()) else found["words"]

        def bare(found: re.Match[str]) -> str:
            return found[0] if self._leaves((found["id"] or found["bare"]).lower()) else ""

        return _BARE.sub(bare, _LINKED.sub(words, text)) if _MAY_NAME.search(text) else text

    def _value(self, record: Record, name: str, field: Field) -> Any:
        value = getattr(record, name)
        if name == "series":
            return self._series(value)
        if field.kind == "sections":
            return tuple(
                replace(part, heading=self.text(part.heading), text=self.text(part.text)) for part in value
            )
        if field.kind in ("text", "note") and name not in WHOLE_ANYWAY:
            # Whoever is a record here agreed to be named, and to be written to.
            return value if isinstance(record, Person) else self.text(value)
        if field.kind == "link":
            return self._linked(value)
        return value

    def _series(self, value: str) -> str:
        """A name by which the meetings of a series find each other in this file, and nothing outside it: the own one
        is that of somebody's calendar, and often holds their address."""
        return hashlib.blake2b(value.encode(), key=self._salt, digest_size=16).hexdigest() if value else ""

    def _linked(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(one for one in value if self._stands(one))
        return value if value and self._stands(value) else None

    def _stands(self, record_id: str) -> bool:
        """Whether a link to it may stay: it leaves too, or it is somebody with words that stand for them."""
        if self._leaves(record_id):
            return True
        return bool(self.names.shown(record_id))
