"""What the verbs of review packets take and give back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from mentorjournal.interchange.packet_plain import Contents, Form, PacketFile, Sent
from mentorjournal.model.types import Comment, Packet
from mentorjournal.services.packets.anchors import Place
from mentorjournal.services.reporting.review_findings import ASSISTS, IdentifierFound, NameFound, PersonFound


@dataclass(frozen=True, slots=True)
class OwnKey:
    """The public key of this journal, and what is read aloud to compare it."""

    public: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that could go along. `blocked` is "" where it may, else why not, which `reason` says in words."""

    id: str
    type: str
    title: str
    date: dt.date | None
    blocked: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What goes into a packet, and for whom.

    `questions` are ids of Question records or the words of a question. `form` asks for feedback; `agreement` is
    to be signed and `actions` to be ticked, by id: they go along as records. `names` says of people, by id,
    "keep", "role", "pseudonym" or "omit", whatever they agreed to; `words` of other words "keep" or "omit".
    """

    records: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    form: Form | None = None
    agreement: str = ""
    actions: tuple[str, ...] = ()
    person: str = ""
    relationship: str = ""
    for_whom: str = ""
    title: str = ""
    purpose: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    files: bool = False

    @property
    def wanted(self) -> tuple[str, ...]:
        """The ids of every record that should go along, each once."""
        signed = (self.agreement,) if self.agreement else ()
        return tuple(dict.fromkeys((*self.records, *self.actions, *signed)))


@dataclass(frozen=True, slots=True)
class PacketReview:
    """Everything to look at before a packet leaves; `records` is exactly what would leave.

    `files` are the files that go along, `left` the records and files that were wanted and stay: title, and why.
    """

    records: tuple[Sent, ...] = ()
    people: tuple[PersonFound, ...] = ()
    unknown: tuple[NameFound, ...] = ()
    identifiers: tuple[IdentifierFound, ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    note: str = ASSISTS
    files: tuple[PacketFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A packet that came in. `key` says of its maker's key: "known", "new", "changed", or "none" where it has none."""

    packet: Packet
    contents: Contents
    new: bool
    key: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file is, without changing anything: a "review" to answer, or an "answer" to one of our packets."""

    kind: str
    author: str
    contents: Contents | None = None
    answer_to: Packet | None = None
    known: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """What an answer became. `texts` were merged, `kept_twice` could not be, `gone` are comments whose words are
    not in the text any more; `notes` are whole sentences. `held` says that a signature or ticks were left out, for the
    answer carries another key than the one that is kept. `into` names the texts that have their changes now."""

    packet: Packet
    changed: bool
    comments: int = 0
    answers: int = 0
    texts: int = 0
    kept_twice: int = 0
    gone: int = 0
    notes: tuple[str, ...] = ()
    held: bool = False
    into: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PacketCard:
    """A packet as the list shows it, with who it is with and how many comments it brought."""

    packet: Packet
    person: str
    comments: int
    open_comments: int
    answers: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A comment on a record and where its words stand now; no place where it is on the whole, or `gone`."""

    comment: Comment
    place: Place | None
    gone: bool = False
