"""The evidence behind claims: what of it may leave, each item once, numbered E1, E2 in the order of the claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from mentorjournal.model.record import Record
from mentorjournal.model.types import (
    Activity,
    Attachment,
    Claim,
    Feedback,
    Meeting,
    Outcome,
    Reflection,
    Resource,
)
from mentorjournal.storage.reader import Reader

_GIVEN: Final = (Attachment, Feedback, Reflection, Outcome, Activity, Meeting, Resource)
_APPENDED: Final = ("image/", "application/pdf")


@dataclass(frozen=True, slots=True)
class Piece:
    """One item of evidence: its label ("E1"), the file or record, and the ids of the claims it supports.

    Files of a review have the ids of the records they are attached to instead.
    """

    label: str
    record: Record
    claims: tuple[str, ...]

    @property
    def appended(self) -> Attachment | None:
        """The file whose pages can be appended to a document, None for a record or another kind of file."""
        record = self.record
        if isinstance(record, Attachment) and record.media_type.startswith(_APPENDED):
            return record
        return None


def _any(_record: Record) -> bool:
    return True


def gather(
    reader: Reader, claims: Iterable[Claim], wanted: Callable[[Record], bool] = _any
) -> tuple[Piece, ...]:
    """The evidence of these claims that may leave and is `wanted`; what several claims share has one number.

    A claim never passes its permission on: a file or record needs its own.
    """
    supported: dict[str, list[str]] = {}
    for claim in claims:
        if claim.may_leave:
            for record_id in named_by(claim):
                supported.setdefault(record_id, []).append(claim.id)
    known = reader.many(supported)
    found = [
        (record, tuple(ids))
        for record_id, ids in supported.items()
        if (record := known.get(record_id)) is not None and may_show(record) and wanted(record)
    ]
    return tuple(Piece(f"E{number}", record, ids) for number, (record, ids) in enumerate(found, 1))


def files_of(reader: Reader, records: Iterable[Record]) -> tuple[Piece, ...]:
    """The files attached to records that may leave themselves, numbered; `claims` are the records' ids."""
    owners: dict[str, list[str]] = {}
    for record in records:
        for file_id in record.attachments:
            owners.setdefault(file_id, []).append(record.id)
    known = reader.many(owners)
    found = [(known[key], tuple(ids)) for key, ids in owners.items() if key in known and known[key].may_leave]
    return tuple(Piece(f"E{number}", file, ids) for number, (file, ids) in enumerate(found, 1))


def may_show(record: Record) -> bool:
    """Whether a record may stand in a document as evidence; what I told others is about them."""
    if isinstance(record, Feedback) and record.direction != "received":
        return False
    return record.may_leave and isinstance(record, _GIVEN)


def named_by(claim: Claim) -> tuple[str, ...]:
    """The ids of all evidence a claim names: what it lists, its signed statement, the files attached to it."""
    signed = (claim.statement,) if claim.statement else ()
    return tuple(dict.fromkeys((*claim.evidence, *signed, *claim.attachments)))


def pointed_at(claims: Iterable[Claim]) -> Iterator[str]:
    """The ids of everything that claims rest on: evidence, story, and what they count the hours of."""
    for claim in claims:
        yield from named_by(claim)
        yield from claim.counts
        if claim.story:
            yield claim.story
