"""A text that came back with roles where names stood gets the names of the text that was sent."""

from __future__ import annotations

from collections.abc import Iterator

from mentorjournal.errors import InvalidRecord
from mentorjournal.interchange.packet_plain import text_at
from mentorjournal.model.record import Record
from mentorjournal.model.types import Comment, Packet
from mentorjournal.services.packets.leaving import revision_of
from mentorjournal.services.packets.making import stored_contents
from mentorjournal.services.packets.texts import merged
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.revisions import versions


def with_names(reader: Reader, comment: Comment, record: Record) -> str:
    """The version of a comment with what was taken out for sending put back: their change to the text as it stood
    in the journal when it was sent.

    Raises InvalidRecord where their change touches such a place, or that text is not known any more and what was sent
    differs from what stands here: nothing is guessed.
    """
    packet = reader.peek(comment.packet or "")
    sent = stored_contents(packet).sent(record.id) if isinstance(packet, Packet) else None
    if sent is None:
        return comment.words
    base = sent.text(comment.part, comment.section)
    own = next(
        (
            text_at(one, comment.part, comment.section)
            for one in _as_it_was(reader, record)
            if revision_of(one) == sent.revision
        ),
        None,
    )
    if own is None:
        own = text_at(record, comment.part, comment.section)
    both = comment.words if own == base else merged(base, own, comment.words)
    if both is None:
        raise InvalidRecord(
            "They changed words beside a name that was taken out for sending, so the name cannot be put back. "
            "Nothing was changed; copy what you want of their text."
        )
    return both


def _as_it_was(reader: Reader, record: Record) -> Iterator[Record]:
    """The record now, and its earlier states, the newest first."""
    yield record
    for version in versions(reader, record.id):
        for state in (version.after, version.before):
            if state is not None:
                yield state
