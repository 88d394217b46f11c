"""What a review packet and its answer hold, as plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final, NamedTuple

from mentorjournal.model.fields import Section, fields_of
from mentorjournal.model.plain import from_plain
from mentorjournal.model.record import Record

COMMENT, SUGGESTION, ANSWER, VERSION = "comment", "suggestion", "answer", "version"
"""Keys of the choice set `comment_kind`."""
REMARKS: Final = (COMMENT, SUGGESTION)
Spot = tuple[str, str, str]
"""Id of a record, attribute, tag of a section ("" where it has none)."""


class Anchor(NamedTuple):
    """Words of a text, with some before and after them, and the character where they began."""

    quote: str = ""
    before: str = ""
    after: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of a record: comments are on these."""

    part: str
    section: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Sent:
    """One record as it left: the values in `plain` (as `model.plain` writes them), and their revision.

    At home the revision is the hash of the record's texts as they stood in the journal; in the file that left it
    is that of `plain`, so that nothing that was taken out can be guessed by it.
    """

    id: str
    type: str
    revision: str
    plain: Mapping[str, Any]

    def record(self) -> Record:
        """The record to show. Raises InvalidRecord."""
        return from_plain({**self.plain, "type": self.type, "id": self.id})

    def passages(self) -> tuple[Passage, ...]:
        """Its texts that are not empty, in their order."""
        return tuple(one for one in passages(self.record()) if one.text.strip())

    def text(self, part: str, section: str = "") -> str:
        """One text of it; "" where it has none there."""
        return text_at(self.record(), part, section)


def passages(record: Record) -> tuple[Passage, ...]:
    """Every text of a record, empty ones too, in the order of its fields."""
    found: list[Passage] = []
    for name, declared in fields_of(type(record)).items():
        if declared.kind in ("text", "note"):
            found.append(Passage(name, "", declared.label, getattr(record, name)))
        elif declared.kind == "sections":
            found += (Passage(name, one.tag, one.heading, one.text) for one in getattr(record, name))
    return tuple(found)


def text_at(record: Record, part: str, section: str = "") -> str:
    """One text of a record; "" where it has none there."""
    return next((one.text for one in passages(record) if (one.part, one.section) == (part, section)), "")


def heading_at(record: Record, part: str, section: str = "") -> str:
    """What one text of it is headed; "" where it has none there."""
    return next((one.heading for one in passages(record) if (one.part, one.section) == (part, section)), "")


def with_text(record: Record, part: str, section: str, text: str) -> Record | None:
    """The record with another text there; None where it has no such place."""
    declared = fields_of(type(record)).get(part)
    if declared is None or declared.kind not in ("text", "note", "sections"):
        return None
    if declared.kind != "sections":
        return replace(record, **{part: text}) if not section else None  # type: ignore[arg-type]
    parts: tuple[Section, ...] = getattr(record, part)
    if sum(one.tag == section for one in parts) != 1:
        return None
    done = tuple(replace(one, text=text) if one.tag == section else one for one in parts)
    return replace(record, **{part: done})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for the reader; `id` is that of its record, or of this packet alone ("own-1")."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class FormPart:
    """One question of the form for feedback."""

    tag: str
    heading: str


@dataclass(frozen=True, slots=True)
class Form:
    """What feedback is asked for; `feedback_id` is the record that waits for it, "" for none."""

    feedback_id: str = ""
    title: str = ""
    on_what: str = ""
    model: str = "free"
    parts: tuple[FormPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """An earlier comment that goes along, with what was replied; `id` is the one its writer gave it."""

    id: str
    record: str
    part: str
    section: str
    quote: str
    text: str
    author: str = ""
    reply: str = ""
    settled: bool = False


@dataclass(frozen=True, slots=True)
class PacketFile:
    """A file of a record that goes along."""

    sha256: str
    name: str
    size: int
    media_type: str
    record: str


@dataclass(frozen=True, kw_only=True)
class Contents:
    """A packet for review. `author_key` is where the answer is encrypted to."""

    id: str
    made_at: dt.datetime
    author: str = ""
    author_key: str = ""
    for_whom: str = ""
    title: str = ""
    purpose: str = ""
    records: tuple[Sent, ...] = ()
    questions: tuple[Asked, ...] = ()
    form: Form | None = None
    agreement: str = ""
    actions: tuple[str, ...] = ()
    comments: tuple[Told, ...] = ()
    files: tuple[PacketFile, ...] = ()

    def sent(self, record_id: str) -> Sent | None:
        """One of its records, by id."""
        return self._by_id.get(record_id)

    @cached_property
    def _by_id(self) -> Mapping[str, Sent]:
        return {one.id: one for one in self.records}


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment or a suggestion on words of a record. `edited` orders versions of it: ISO 8601, in UTC."""

    id: str
    record: str
    part: str = ""
    section: str = ""
    kind: str = COMMENT
    anchor: Anchor = field(default_factory=Anchor)
    text: str = ""
    words: str = ""
    edited: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader answers to a packet; all of it, each time anew. Texts are by the place they belong to."""

    comments: tuple[Remark, ...] = ()
    replies: Mapping[str, str] = field(default_factory=dict)
    feedback: Mapping[str, str] = field(default_factory=dict)
    consent: bool = False
    done: Mapping[str, dt.date] = field(default_factory=dict)
    agreed_on: dt.date | None = None
    agreed_name: str = ""
    texts: Mapping[Spot, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """True where nothing was answered."""
        said = (*self.replies.values(), *self.feedback.values())
        return not (self.comments or self.done or self.agreed_on or self.texts or any(map(str.strip, said)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer as it travels: `number` grows with each one that is written to the same packet."""

    id: str
    to: str
    number: int
    made_at: dt.datetime
    author: str
    author_key: str = ""
    answer: Answer
