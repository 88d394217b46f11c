"""The record types of a review: the packets that left and came, and the comments they brought."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from mentorjournal.model import fields as f
from mentorjournal.model.record import Record


@dataclass(frozen=True, kw_only=True)
class Packet(Record):
    """A review packet that was sent, came to be read, or came back with answers (its title says of what).

    `date` and `at` are when it was made. `contents` is the packet's JSON as it was sent: of every record the
    values that left and the revision they were taken from. `draft` is the answer being written to one that came,
    `taken` what answers to one that was sent have brought so far; both are JSON. `fingerprint` is that of the key
    it was encrypted to, empty where a passphrase opens it. A packet of somebody else carries its own id in
    `source_id`; one of ours has the id of its record.
    """

    TYPE: ClassVar[str] = "packet"
    LABEL: ClassVar[str] = "Review packet"
    PLURAL: ClassVar[str] = "Review packets"
    IN_TIMELINE: ClassVar[bool] = False

    direction: str = f.choice("Direction", "packet_direction", "out")
    person: str | None = f.link("With", "person")
    relationship: str | None = f.link("Relationship", "relationship")
    answers: str | None = f.link("Answers", "packet")
    author: str = f.text("Made by")
    author_key: str = f.text("Their key", searchable=False)
    purpose: str = f.note("What it is for")
    file_name: str = f.text("File")
    sha256: str = f.text("Content hash", searchable=False)
    fingerprint: str = f.text("Encrypted to", searchable=False)
    number: float | None = f.number("Answer")
    sent_on: dt.date | None = f.date_field("Sent on")
    opened_on: dt.date | None = f.date_field("Opened on")
    answered_on: dt.date | None = f.date_field("Answered on")
    contents: str = f.note("Contents", searchable=False)
    draft: str = f.note("Answer being written", searchable=False)
    taken: str = f.note("What answers brought", searchable=False)


@dataclass(frozen=True, kw_only=True)
class Comment(Record):
    """What somebody wrote in a review about words of a record of this journal.

    `part` is the attribute of the record, `section` the tag of a section within it (both empty: on the whole
    record), `revision` what the record was when they read it. `quote` are the words, with some `before` and
    `after` them and the place where they began (`start`, in characters of the text they read), so that they are
    found again when the text has moved on. `words` are words suggested in their place, or a whole version that
    could not be merged. `reply` and the days are the reader's own.
    """

    TYPE: ClassVar[str] = "comment"
    LABEL: ClassVar[str] = "Comment"
    PLURAL: ClassVar[str] = "Comments"
    IN_TIMELINE: ClassVar[bool] = False

    packet: str | None = f.link("Came with", "packet")
    about: str | None = f.link("On")
    person: str | None = f.link("By", "person")
    author: str = f.text("Written by")
    kind: str = f.choice("Kind", "comment_kind", "comment")
    revision: str = f.text("Revision", searchable=False)
    part: str = f.text("Field", searchable=False)
    section: str = f.text("Section", searchable=False)
    quote: str = f.note("About the words")
    before: str = f.note("Words before", searchable=False)
    after: str = f.note("Words after", searchable=False)
    start: float | None = f.number("Began at")
    text: str = f.note("Comment")
    words: str = f.note("In their words")
    reply: str = f.note("My reply")
    replied_on: dt.date | None = f.date_field("Replied on")
    resolved_on: dt.date | None = f.date_field("Settled on")
