"""The record types of awards and of what leaves the journal: schemes, claims, letters, layouts, what was handed out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from mentorjournal.model import fields as f
from mentorjournal.model.record import Record


@dataclass(frozen=True, kw_only=True)
class Scheme(Record):
    """An award's or programme's rules as I follow them (its title), and my final reflection for it.

    `rules` is the text of the rules in the format of resources/schemes: the journal's own copy, which the
    reader may edit. `key` and `edition` say which shipped rules it was copied from; both are empty for own
    rules. `final` has one section per prompt of the final reflection: its tag is the prompt's key.
    """

    TYPE: ClassVar[str] = "scheme"
    LABEL: ClassVar[str] = "Scheme"
    PLURAL: ClassVar[str] = "Schemes"
    IN_TIMELINE: ClassVar[bool] = False

    key: str = f.text("Rules", searchable=False)
    edition: str = f.text("Edition of the rules")
    rules: str = f.note("Text of the rules", searchable=False)
    starts_on: dt.date | None = f.date_field("From")
    ends_on: dt.date | None = f.date_field("To")
    hand_in_by: dt.date | None = f.date_field("Hand in by")
    status: str = f.choice("State", "scheme_status", "active")
    final: tuple[f.Section, ...] = f.sections("Final reflection")
    handed_in_on: dt.date | None = f.date_field("Handed in on")
    decided_on: dt.date | None = f.date_field("Decided on")
    result: str = f.note("What came of it")


@dataclass(frozen=True, kw_only=True)
class Claim(Record):
    """How I meet a part of a scheme (its title); `date` is the day of what it claims, its last day if it lasted.

    `category` is a key of the scheme's rules. `meets` has one section per criterion it speaks to: tag is the
    criterion's key, text says how. `amount` is in the scheme's unit; without one it follows from the hours of
    the records in `counts` (activities and meetings). `story` is a reflection in STAR form, which other
    claims may use too. `evidence` are files and records that show it.
    """

    TYPE: ClassVar[str] = "claim"
    LABEL: ClassVar[str] = "Claim"
    PLURAL: ClassVar[str] = "Claims"
    IN_TIMELINE: ClassVar[bool] = False

    scheme: str | None = f.link("Scheme", "scheme")
    category: str = f.text("Category", searchable=False)
    meets: tuple[f.Section, ...] = f.sections("Criteria it meets")
    amount: float | None = f.number("Amount")
    status: str = f.choice("State", "claim_status", "planned")
    claim_by: dt.date | None = f.date_field("Claim by")
    submitted_on: dt.date | None = f.date_field("Submitted on")
    authorised_on: dt.date | None = f.date_field("Authorised on")
    authoriser: str | None = f.link("Authorised by", "person")
    evidence: tuple[str, ...] = f.links("Evidence")
    counts: tuple[str, ...] = f.links("Counts the hours of")
    story: str | None = f.link("Story", "reflection")
    detail: str = f.note("Details")
    statement_sent_on: dt.date | None = f.date_field("Statement sent on")
    statement_expires: dt.date | None = f.date_field("Statement is needed by")
    statement_back_on: dt.date | None = f.date_field("Statement came back on")
    statement: str | None = f.link("Signed statement", "attachment")


@dataclass(frozen=True, kw_only=True)
class Recommendation(Record):
    """A letter asked for or written; its title says what for."""

    TYPE: ClassVar[str] = "recommendation"
    LABEL: ClassVar[str] = "Recommendation"
    PLURAL: ClassVar[str] = "Recommendations"
    IN_TIMELINE: ClassVar[bool] = False

    direction: str = f.choice("Direction", "letter_direction", "asked")
    person: str | None = f.link("By or for whom", "person")
    scheme: str | None = f.link("For scheme", "scheme")
    opportunity: str | None = f.link("For opportunity", "opportunity")
    asked_on: dt.date | None = f.date_field("Asked on")
    agreed_on: dt.date | None = f.date_field("Agreed on")
    deadline: dt.date | None = f.date_field("Deadline")
    material: str = f.note("Material to send")
    material_sent_on: dt.date | None = f.date_field("Material sent on")
    submitted_on: dt.date | None = f.date_field("Submitted on")
    thanked_on: dt.date | None = f.date_field("Thanked on")
    result: str = f.note("What came of it")


@dataclass(frozen=True, kw_only=True)
class Layout(Record):
    """The reader's own layout of a document (its title): `rules` in the format of resources/layouts."""

    TYPE: ClassVar[str] = "layout"
    LABEL: ClassVar[str] = "Layout"
    PLURAL: ClassVar[str] = "Layouts"
    IN_TIMELINE: ClassVar[bool] = False

    document: str = f.text("Document", searchable=False)
    rules: str = f.note("Text of the layout", searchable=False)


@dataclass(frozen=True, kw_only=True)
class Manifest(Record):
    """What left the journal (its title names the document): when, for whom, and everything that was in it.

    `items` has one section per record: tag is its id, heading its type in words, text its title at that time.
    `names` has one section per person met: tag is the id (empty for who is not in People), heading the name,
    text what stood for it. `sha256` is that of the file. Neither is touched when a record changes later.
    """

    TYPE: ClassVar[str] = "manifest"
    LABEL: ClassVar[str] = "Handed out"
    PLURAL: ClassVar[str] = "Handed out"
    IN_TIMELINE: ClassVar[bool] = False

    document: str = f.text("Document", searchable=False)
    purpose: str = f.text("Purpose")
    for_whom: str = f.text("For whom")
    file_name: str = f.text("File")
    sha256: str = f.text("Content hash", searchable=False)
    pages: float | None = f.number("Pages")
    paper: str = f.text("Paper", searchable=False)
    locked: bool = f.flag("With a password")
    items: tuple[f.Section, ...] = f.sections("What was in it")
    names: tuple[f.Section, ...] = f.sections("Who appeared, and as what")
