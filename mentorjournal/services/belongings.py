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
    Goal,
    Milestone,
    Pulse,
    Relationship,
)
from mentorjournal.services.closing_drafts import forget_closing_drafts
from mentorjournal.storage.reader import Reader, linked
from mentorjournal.storage.writer import Writer

_PART_ROLES = ("meeting", "goal", "relationship", "about", "source")


def trash_whole(change: Writer, record: Record) -> None:
    """Move a record to the trash: a goal with its milestones, and its actions that follow from nothing else,
    a relationship with its agreements and checks."""
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
    held = any(role == "attachments" for role, _ in change.sources_of(attachment_id))
    if isinstance(file, Attachment) and file.deleted_at is None and not held:
        change.trash(file)


def _parts(reader: Reader, record: Record, *, trashed: bool) -> tuple[Record, ...]:
    if isinstance(record, Relationship):
        agreements = reader.find(Agreement, linked("relationship", record.id), trashed=trashed)
        return (*agreements, *reader.find(Pulse, linked("about", record.id), trashed=trashed))
    if not isinstance(record, Goal):
        return ()
    milestones = reader.find(Milestone, linked("goal", record.id), trashed=trashed)
    actions = reader.find(ActionItem, linked("goal", record.id), trashed=trashed)
    return (*milestones, *(item for item in actions if not (item.meeting or item.origin)))


def erase_whole(change: Writer, ids: Iterable[str]) -> list[str]:
    """Erase records with their agenda items and lines of briefs, also those that say them in other words, their
    milestones, agreements and checks in the trash, and the files that nothing else holds; every id erased."""
    erased = list(ids)
    parts = {
        key: item
        for record_id in erased
        if (record := change.peek(record_id)) is not None
        for key, item in change.many(
            (
                *record.attachments,
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
    return erased
