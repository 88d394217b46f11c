"""What may be done to a claim within one change: files and records become its evidence, hours or story."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.record import Record
from mentorjournal.model.schemes import SchemeMistake, rules_of
from mentorjournal.model.types import (
    Activity,
    Attachment,
    Claim,
    Layout,
    Manifest,
    Meeting,
    Person,
    Reflection,
    Scheme,
    Tag,
)
from mentorjournal.services.attachments import put_file
from mentorjournal.services.awards_counting import HANDED_IN
from mentorjournal.services.belongings import trash_unused_file
from mentorjournal.storage.writer import Writer

_NO_EVIDENCE = (Claim, Scheme, Tag, Person, Layout, Manifest)
"""Types of records that show nothing by themselves."""
STORY = "star"
"""The template of a reflection that tells a story."""


def taken(change: Writer, ids: Iterable[str], paths: Iterable[Path]) -> list[Record]:
    """The records of these ids, and the files kept as attachments.

    Raises NotFound where one is gone, InvalidRecord where one is no evidence, JournalError where a file
    cannot be read; nothing is kept then.
    """
    wanted = list(dict.fromkeys(ids))
    found = change.many(wanted)
    if any(key not in found or found[key].deleted_at for key in wanted):
        raise NotFound("What was chosen is not in the journal any more. The claim is as it was.")
    for record in found.values():
        if isinstance(record, _NO_EVIDENCE):
            raise InvalidRecord(
                f"A {record.LABEL.lower()} shows nothing by itself. The claim is as it was; "
                "choose what was done or written, or a file."
            )
    return [*found.values(), *(put_file(change, path) for path in paths)]


def with_records(change: Writer, claim: Claim, records: Sequence[Record]) -> Claim:
    """The claim with these: activities and meetings count their hours where hours are worth something in its
    category, a story in STAR form is its story where it has none, and everything else is evidence."""
    worth = _hours_are_worth_something(change, claim)
    counts, evidence, story = list(claim.counts), list(claim.evidence), claim.story
    for record in records:
        if worth and isinstance(record, Activity | Meeting):
            counts.append(record.id)
        elif isinstance(record, Reflection) and record.template == STORY and story in (None, record.id):
            story = record.id
        else:
            evidence.append(record.id)
    return replace(
        claim,
        counts=tuple(dict.fromkeys(counts)),
        evidence=tuple(dict.fromkeys(evidence)),
        story=story,
    )


def _hours_are_worth_something(change: Writer, claim: Claim) -> bool:
    scheme = change.peek(claim.scheme) if claim.scheme else None
    if not isinstance(scheme, Scheme):
        return True
    try:
        category = rules_of(scheme).category(claim.category)
    except SchemeMistake:
        return True
    return category is None or category.rate > 0


def begun(title: str, records: Sequence[Record], claim: Claim) -> Claim:
    """A new claim: planned where only its name is known, done where something shows it, named and dated by that."""
    days = [record.date for record in records if record.date is not None]
    named = (Path(one.title).stem if isinstance(one, Attachment) else one.title for one in records)
    return replace(
        claim,
        title=title.strip() or next(filter(None, named), ""),
        date=claim.date or max(days, default=None),
        status="done" if records else "planned",
    )


def in_state(claim: Claim, status: str, day: dt.date | None, authoriser: str | None) -> Claim:
    """The claim in another state; the days of what it has not come to yet, or no more, go."""
    submitted, authorised = claim.submitted_on, claim.authorised_on
    if status == "submitted":
        submitted, authorised = day or submitted, None
    elif status == "authorised":
        authorised = day or authorised
    elif status not in HANDED_IN:
        submitted = authorised = None
    return replace(
        claim,
        status=status,
        submitted_on=submitted,
        authorised_on=authorised,
        authoriser=authoriser if authoriser is not None else claim.authoriser,
    )


def without(change: Writer, claim: Claim, record_id: str) -> Claim:
    """The claim put without a record, in whatever way it served; a file that nothing else holds goes to the trash."""
    left = change.put(
        replace(
            claim,
            evidence=tuple(key for key in claim.evidence if key != record_id),
            counts=tuple(key for key in claim.counts if key != record_id),
            attachments=tuple(key for key in claim.attachments if key != record_id),
            story=None if claim.story == record_id else claim.story,
            statement=None if claim.statement == record_id else claim.statement,
        )
    )
    trash_unused_file(change, record_id)
    return left
