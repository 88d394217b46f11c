"""The comments of one packet while an answer to it is taken in: found at once, written at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from mentorjournal.interchange.packet_plain import Anchor, Contents, Passage, passages
from mentorjournal.model.ids import new_id
from mentorjournal.model.record import Record
from mentorjournal.model.types import Comment, Packet
from mentorjournal.services.packets import anchors
from mentorjournal.storage.reader import CHUNK, Reader, linked
from mentorjournal.storage.writer import Writer


class CommentDesk:
    """Each comment by where it came from; new ones wait until `flush`."""

    def __init__(self, change: Writer, out: Packet, author: str, today: dt.date) -> None:
        self._change, self._out, self._author, self._today = change, out, author, today
        of_packet = linked("packet", out.id)
        kept = (*change.find(Comment, of_packet), *change.find(Comment, of_packet, trashed=True))
        self._kept = {one.source_id: one for one in kept}
        self._new: dict[str, Comment] = {}

    def put(self, source: str, told: Comment, about: str, revision: str) -> Comment:
        """Keep a comment, new or in the place of its earlier version; what the reader wrote to it stays."""
        known = self._kept.get(source)
        stored = replace(
            told,
            id=new_id(),
            date=self._today,
            packet=self._out.id,
            about=about or None,
            person=self._out.person,
            author=self._author,
            revision=revision,
            source_id=source,
            created_at=self._change.now,
            updated_at=self._change.now,
        )
        if known is None:
            self._new[source] = stored
            return stored
        stored = replace(
            stored,
            id=known.id,
            date=known.date,
            created_at=known.created_at,
            deleted_at=known.deleted_at,
            reply=known.reply,
            replied_on=known.replied_on,
            # What was settled is settled no more where it says something else now.
            resolved_on=known.resolved_on if (known.text, known.words) == (told.text, told.words) else None,
        )
        self._kept[source] = self._change.put(stored)
        return self._kept[source]

    def withdraw(self, source: str) -> None:
        """Take away a version kept beside, in whose place a later one came; one that the reader answered stays."""
        self._new.pop(source, None)
        known = self._kept.get(source)
        if known is not None and not (known.reply or known.resolved_on or known.deleted_at):
            self._change.erase(known.id)
            del self._kept[source]

    def flush(self) -> None:
        """Write the new ones."""
        waiting = list(self._new.values())
        for start in range(0, len(waiting), CHUNK):
            self._change.put_new(waiting[start : start + CHUNK])


class Placing:
    """Finds the words of many comments; each record is taken apart once."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._read: dict[str, tuple[Passage, ...]] = {}
        self._now: tuple[Record, tuple[Passage, ...]] | None = None

    def read(self, record_id: str) -> tuple[Passage, ...]:
        """The texts of a record as they were sent; none for one that was not."""
        if record_id not in self._read:
            sent = self._contents.sent(record_id)
            self._read[record_id] = sent.passages() if sent else ()
        return self._read[record_id]

    def of(self, comment: Comment, record: Record) -> anchors.Place | None:
        """Where the words of a comment stand now; None for one on the whole record, and where they are gone."""
        if not comment.quote.strip():
            return None
        spot = (comment.part, comment.section)
        anchor = Anchor(comment.quote, comment.before, comment.after, int(comment.start or 0))
        if self._now is None or self._now[0] is not record:
            self._now = record, passages(record)
        return anchors.find(anchor, _text(self._now[1], spot), _text(self.read(record.id), spot))


def _text(found: tuple[Passage, ...], spot: tuple[str, str]) -> str:
    return next((one.text for one in found if (one.part, one.section) == spot), "")


def comments_on(reader: Reader, record_id: str) -> tuple[Comment, ...]:
    """Every live comment on a record."""
    return reader.find(Comment, linked("about", record_id))
