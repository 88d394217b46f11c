"""What goes to the trash, comes back and is erased together with the record it belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from mentorjournal.model.record import Record
from mentorjournal.model.types import (
    ActionItem,
    AgendaItem,
    Agreement,
    Attachment,
    BriefLine,
    Claim,
    Goal,
    Milestone,
    Project,
    Pulse,
    Relationship,
    Scheme,
)
from mentorjournal.services.closing_drafts import forget_closing_drafts
from mentorjournal.services.scheme_drafts import forget_scheme_drafts
from mentorjournal.storage.reader import Reader, linked
from mentorjournal.storage.writer import Writer

FILE_ROLES = frozenset({"attachments", "evidence", "statement"})
"""The links by which a record holds a file."""
_PART_ROLES = ("meeting", "goal", "project", "relationship", "about", "source")


def trash_whole(change: Writer, record: Record) -> None:
    """Move a record to the trash: a goal with its milestones, and its actions that follow from nothing else,
    a relationship with its agreements and checks, a scheme with its claims, a project with its own milestones."""
    for part in _parts(change, record, trashed=False):
        change.trash(part)
    change.trash(record)


def untrash_whole(change: Writer, record: Record) -> None:
    """Take a record out of the trash with what went there in the same step."""
    for part in _parts(change, record, trashed=True):
        if part.deleted_at == record.deleted_at:
            change.untrash(part)
    change.untrash(record)


def trash_unused_file(change: Writer, attachment_id: str) -> None:
    """Move a file to the trash where no record, trashed or not, holds it any more."""
    file = change.peek(attachment_id)
    held = any(role in FILE_ROLES for role, _ in change.sources_of(attachment_id))
    if isinstance(file, Attachment) and file.deleted_at is None and not held:
        change.trash(file)


def held_files(record: Record) -> tuple[str, ...]:
    """The ids of what a record holds as a file; of a claim also its evidence, which may be no file."""
    if isinstance(record, Claim):
        return (*record.attachments, *record.evidence, *filter(None, (record.statement,)))
    return record.attachments


def _parts(reader: Reader, record: Record, *, trashed: bool) -> tuple[Record, ...]:
    if isinstance(record, Relationship):
        agreements = reader.find(Agreement, linked("relationship", record.id), trashed=trashed)
        return (*agreements, *reader.find(Pulse, linked("about", record.id), trashed=trashed))
    if isinstance(record, Scheme):
        return reader.find(Claim, linked("scheme", record.id), trashed=trashed)
    if isinstance(record, Project):
        points = reader.find(Milestone, linked("project", record.id), trashed=trashed)
        return tuple(one for one in points if one.goal is None)
    if not isinstance(record, Goal):
        return ()
    milestones = reader.find(Milestone, linked("goal", record.id), trashed=trashed)
    actions = reader.find(ActionItem, linked("goal", record.id), trashed=trashed)
    return (*milestones, *(item for item in actions if not (item.meeting or item.origin)))


def parts_of(reader: Reader, record: Record) -> tuple[Record, ...]:
    """What a live record consists of: what would go to the trash with it, and its agenda items and lines."""
    lines = reader.many(source for role, source in reader.sources_of(record.id) if role in _PART_ROLES)
    own = (
        item for item in lines.values() if isinstance(item, AgendaItem | BriefLine) and not item.deleted_at
    )
    return (*_parts(reader, record, trashed=False), *own)


def _claims_of(change: Writer, scheme_id: str) -> tuple[str, ...]:
    """The ids of the claims of a scheme that are in the trash."""
    if not isinstance(change.peek(scheme_id), Scheme):
        return ()
    return tuple(claim.id for claim in change.find(Claim, linked("scheme", scheme_id), trashed=True))


def erase_whole(change: Writer, ids: Iterable[str]) -> list[str]:
    """Erase records with their agenda items and lines of briefs, also those that say them in other words, their
    milestones, agreements, checks and claims in the trash, and the files that nothing else holds; every id erased."""
    erased = list(ids)
    erased += (claim for key in list(erased) for claim in _claims_of(change, key) if claim not in erased)
    parts = {
        key: item
        for record_id in erased
        if (record := change.peek(record_id)) is not None
        for key, item in change.many(
            (
                *held_files(record),
                *(source for role, source in change.sources_of(record_id) if role in _PART_ROLES),
            )
        ).items()
        if isinstance(item, Attachment | AgendaItem | BriefLine)
        or (isinstance(item, Milestone | Agreement | Pulse) and item.deleted_at)
    }
    for record_id in erased:
        change.erase(record_id)
    for key, item in parts.items():
        if not isinstance(item, Attachment) or not change.sources_of(key):
            change.erase(key)
            erased.append(key)
    forget_closing_drafts(change, erased)
    forget_scheme_drafts(change, erased)
    return erased
