"""Single marks of an answer: an action that was ticked, an agreement that was signed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

from mentorjournal.interchange.packet_plain import Contents
from mentorjournal.model.record import Record
from mentorjournal.model.types import ActionItem, Agreement
from mentorjournal.services.agreements import is_fixed, review_after
from mentorjournal.services.packets.leaving import revision_of
from mentorjournal.services.packets.taken import Taken
from mentorjournal.services.relationship_sums import agreed_on
from mentorjournal.storage.reader import linked
from mentorjournal.storage.writer import Writer

DONE: Final = "done"
NOT_SENT: Final = "Something in it is about what was not sent, and was left out."
MOVED_ON: Final = (
    "The agreement was changed since it was sent, so the signature was not noted. Send it again."
)
NO_ACTION: Final = "An action item that was ticked is not in the journal any more."
NO_AGREEMENT: Final = "The agreement that was signed is not in the journal any more."
HELD: Final = "What it signs, ticks or agrees to is left out."


def is_closed(record: Record) -> bool:
    """Whether its texts stay as they are."""
    return record.deleted_at is not None or (isinstance(record, Agreement) and is_fixed(record))


def tick(change: Writer, contents: Contents, taken: Taken, stamp: str, action: str, day: dt.date) -> str:
    """Note that an action is done, once: `DONE`, "" where nothing was to do, or a sentence that says why not."""
    if action not in contents.actions:
        return NOT_SENT
    key = f"done:{action}"
    if key in taken.items:
        return ""
    taken.note(key, stamp)
    record = change.peek(action)
    if not isinstance(record, ActionItem) or record.deleted_at is not None:
        return NO_ACTION
    if not record.is_open:
        return ""
    change.put(replace(record, done_on=min(day, change.now.astimezone().date())))
    return DONE


def sign(change: Writer, contents: Contents, taken: Taken, stamp: str, day: dt.date) -> str:
    """Note that they agreed, once and only to the text they read; answers as `tick`."""
    sent = contents.sent(contents.agreement)
    if sent is None:
        return NOT_SENT
    key = f"agreed:{sent.id}"
    if key in taken.items:
        return ""
    taken.note(key, stamp)
    record = change.peek(sent.id)
    if not isinstance(record, Agreement) or record.deleted_at is not None:
        return NO_AGREEMENT
    if revision_of(record) != sent.revision or change.find(Agreement, linked("previous", record.id)):
        return MOVED_ON
    if record.agreed_by_them is not None:
        return ""
    record = replace(record, agreed_by_them=min(day, change.now.astimezone().date()))
    since = agreed_on(record)
    if since is not None and record.review_on is None:
        record = replace(record, review_on=review_after(since, first=(record.number or 1) <= 1))
    change.put(record)
    return DONE
