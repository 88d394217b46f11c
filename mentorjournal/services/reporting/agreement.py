"""The agreement on paper: two pages for both sides to sign, with nothing in it but the agreement."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mentorjournal.errors import NotFound, ReportError
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Agreement, Person, Relationship
from mentorjournal.reports.blocks import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    KeepTogether,
    Lead,
    Prose,
    Signatures,
    Space,
    Table,
)
from mentorjournal.reports.draw import draw
from mentorjournal.services.printing import names_for
from mentorjournal.services.reporting.gather import read_owner
from mentorjournal.services.reporting.names import Names
from mentorjournal.services.reporting.options import Appearance, Paper
from mentorjournal.services.reporting.words import counted, listed, long_date, word_count
from mentorjournal.storage.reader import Reader

PAGES = 2
LONGEST_NAMED = 2
_MARKUP = frozenset("*_`#[|>~\\")
_SIDES = {"mentee": ("mentee", "mentor"), "mentor": ("mentor", "mentee"), "peer": ("peer", "peer")}
Setting = Literal["roomy", "close", "small"]
SETTINGS: tuple[Setting, ...] = ("roomy", "close", "small")
"""Headings above texts; headings in front of texts; small type in a table, which takes no markup."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The document as it was set, how many pages it has, what to know about it ("" for nothing), who is in it."""

    document: Document
    pages: int
    note: str = ""
    people: tuple[Appearance, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is printed of one version, every text as it may leave."""

    version: Agreement
    replaces: Agreement | None
    me: str
    them: str
    roles: tuple[str, str]
    sections: tuple[Section, ...]
    changes: str
    people: tuple[Appearance, ...]


def document(reader: Reader, agreement_id: str, now: dt.datetime, setting: Setting = "roomy") -> Document:
    """The agreement as blocks. Raises NotFound, and ReportError where it is confidential or empty."""
    return _set(_read(reader, agreement_id), now, setting)


def others_in(reader: Reader, agreement_id: str) -> tuple[Appearance, ...]:
    """Everybody whose name stands in it and who reads otherwise on paper. Raises as `document`."""
    return tuple(other for other in _read(reader, agreement_id).people if not other.by_name)


def fitted(reader: Reader, agreement_id: str, now: dt.datetime, paper: Paper) -> Printed:
    """Set as roomily as two pages allow; where even small type needs more, nothing is cut and that is said.

    Raises as `document`.
    """
    sheet = _read(reader, agreement_id)
    marked = any(_MARKUP.intersection(part.text) for part in sheet.sections)
    best: Printed | None = None
    for setting in SETTINGS[: 2 if marked else 3]:
        made = _set(sheet, now, setting)
        printed = Printed(made, draw(made, io.BytesIO(), paper=paper).pages, people=sheet.people)
        if printed.pages <= PAGES:
            return printed
        if best is None or printed.pages < best.pages:
            best = printed
    if best is None:
        raise ReportError("This agreement could not be set. Nothing was written.")
    return Printed(best.document, best.pages, _too_long(sheet, best.pages), sheet.people)


def _read(reader: Reader, agreement_id: str) -> _Sheet:
    version = reader.get(Agreement, agreement_id)
    if version.deleted_at is not None:
        raise NotFound("This agreement is in the trash. Nothing was written.")
    tie = reader.get(Relationship, version.relationship or "")
    person = reader.peek(tie.person) if tie.person else None
    if version.confidential or tie.confidential or (person is not None and person.confidential):
        raise ReportError(
            "This agreement, or the relationship it belongs to, is marked confidential, so it does not leave "
            "the journal. Nothing was written."
        )
    names = names_for(reader, (tie.person,) if tie.person else ())
    sections = tuple(
        Section(part.tag, names.scrub(part.heading), names.scrub(part.text.strip()))
        for part in version.sections
        if part.text.strip()
    )
    if not sections:
        raise ReportError("Nothing is agreed in it yet. Write at least one section, then print it.")
    names.shown(tie.person)
    before = reader.peek(version.previous) if version.previous else None
    return _Sheet(
        version,
        before if isinstance(before, Agreement) else None,
        read_owner(reader).name.strip(),
        person.title.strip() if isinstance(person, Person) else "",
        _SIDES[tie.my_role],
        sections,
        _changes(version, names),
        names.appearances(),
    )


def _changes(version: Agreement, names: Names) -> str:
    return names.scrub(version.changes.strip()) if version.previous else ""


def _set(sheet: _Sheet, now: dt.datetime, setting: Setting) -> Document:
    return Document(
        title="Mentoring agreement",
        subtitle=_between(sheet),
        blocks=tuple(_blocks(sheet, now.astimezone().date(), setting)),
        created=now,
        running_head="  ".join(filter(None, ("Mentoring agreement", sheet.me, sheet.them))),
        footer=f"Version {sheet.version.number or 1:g}. Printed on {long_date(now.astimezone().date())}.",
        author=sheet.me,
        subject=f"Mentoring agreement, version {sheet.version.number or 1:g}",
    )


def _blocks(sheet: _Sheet, today: dt.date, setting: Setting) -> Iterator[Block]:
    yield Heading(1, "Mentoring agreement")
    yield Facts(tuple(_facts(sheet, today)))
    if sheet.changes:
        yield Lead("Changed in this version.", sheet.changes)
    if setting == "small":
        yield Table(
            (Column("About", width=3), Column("What we agree", width=11)),
            tuple((part.heading, part.text) for part in sheet.sections),
        )
    for part in () if setting == "small" else sheet.sections:
        if setting == "roomy":
            yield Heading(2, part.heading)
            yield Prose(part.text)
        else:
            yield Lead(f"{part.heading}.", part.text)
    sides = ((sheet.me, sheet.roles[0]), (sheet.them, sheet.roles[1]))
    lines = tuple(f"{_party(name, role)}, date" for name, role in sides)
    yield KeepTogether((Space(1.0 if setting == "roomy" else 0.5), Signatures(lines)))


def _facts(sheet: _Sheet, today: dt.date) -> Iterator[tuple[str, str]]:
    version = sheet.version
    yield "Between", _between(sheet)
    replaced = f", in place of version {sheet.replaces.number or 1:g}" if sheet.replaces else ""
    yield "Version", f"{version.number or 1:g}{replaced}"
    days = (
        (sheet.me, sheet.roles[0], version.agreed_by_me),
        (sheet.them, sheet.roles[1], version.agreed_by_them),
    )
    if any(day for _name, _role, day in days):
        yield (
            "Agreed",
            "\n".join(
                f"{name or role.capitalize()}: {long_date(day) or 'not yet'}" for name, role, day in days
            ),
        )
    yield "Review", _review(sheet, today)


def _review(sheet: _Sheet, today: dt.date) -> str:
    day = sheet.version.review_on
    if day is None:
        usual = "twelve" if sheet.replaces else "three"
        return f"To be looked at again {usual} months after both have agreed"
    return f"{'Was to' if day < today else 'To'} be looked at again on {long_date(day)}"


def _between(sheet: _Sheet) -> str:
    return f"{_party(sheet.me, sheet.roles[0])}, and {_party(sheet.them, sheet.roles[1])}"


def _party(name: str, role: str) -> str:
    return f"{name} ({role})" if name else role.capitalize()


def _too_long(sheet: _Sheet, pages: int) -> str:
    longest = sorted(sheet.sections, key=lambda part: -word_count(part.text))[:LONGEST_NAMED]
    named = listed([f"“{part.heading}” ({counted(word_count(part.text), 'word')})" for part in longest])
    return (
        f"The text is too long for two pages, so it has {pages}; nothing was cut. "
        f"The longest sections are {named}."
    )
