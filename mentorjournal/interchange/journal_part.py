"""A chosen part of a journal in its own open format: what Import reads back, with links to what is in it alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from mentorjournal import __version__
from mentorjournal.interchange import journal_json
from mentorjournal.interchange.journal_json import Blob
from mentorjournal.interchange.portable import Left, Portable
from mentorjournal.model.fields import fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import RECORD_TYPES, Attachment, Tag

LINK_OUT = "a link to something that stays behind"
BYTES_OUT = "a file whose bytes stay behind, or are not in the journal"
_FIRST = ("tag", "person", "attachment", "relationship", "goal", "milestone", "meeting", "agenda_item")
"""What others point to is written first, so that links find it when it is read again."""


def write(portable: Portable, out: BinaryIO) -> Left:
    """Write every chosen record and its files into one text."""
    left = Left()
    about = {"program": __version__, "exported_at": dt.datetime.now(dt.UTC).isoformat(), "part": True}
    journal_json.write(out, about, _records(portable, left), _blobs(portable, left))
    return left


def _records(portable: Portable, left: Left) -> Iterator[Record]:
    for name in (*_FIRST, *(name for name in RECORD_TYPES if name not in _FIRST)):
        for record in portable.of(RECORD_TYPES[name]):
            left.records += 1
            portable.check(left.records)
            yield _closed(_tag(record, portable), portable, left)


def _tag(record: Record, portable: Portable) -> Record:
    """A tag is written as the words that stand for it."""
    if isinstance(record, Tag):
        words = portable.tags(Tag(id=record.id, tags=(record.id,)))
        return replace(record, title=words[0] if words else "")
    return record


def _closed(record: Record, portable: Portable, left: Left) -> Record:
    """The record without links to what stays behind."""
    changed: dict[str, Any] = {}
    for name, field in fields_of(type(record)).items():
        value = getattr(record, name) if field.kind == "link" else None
        if not value:
            continue
        ids = value if isinstance(value, tuple) else (value,)
        kept = tuple(one for one in ids if portable.get(one) is not None)
        if len(kept) != len(ids):
            left.not_held[LINK_OUT] = left.not_held.get(LINK_OUT, 0) + len(ids) - len(kept)
            changed[name] = kept if isinstance(value, tuple) else None
    return replace(record, **changed) if changed else record


def _blobs(portable: Portable, left: Left) -> Iterator[Blob]:
    written: set[str] = set()
    for attachment in portable.of(Attachment):
        parts = portable.bytes_of(attachment.sha256) if attachment.sha256 else None
        if parts is None:
            left.lost(BYTES_OUT)
        elif attachment.sha256 not in written:
            written.add(attachment.sha256)
            left.files += 1
            yield Blob(attachment.sha256, int(attachment.size or 0), parts)
