"""Agreements: drafted from a skeleton, agreed by both sides, reviewed, and amended as new versions."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mentorjournal.errors import InvalidRecord, ReportError
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Agreement, Person, Relationship
from mentorjournal.resources import resource_path
from mentorjournal.services.history import Piece, word_diff
from mentorjournal.services.relationship_sums import agreed_on, months_before
from mentorjournal.services.relationships import newest_first
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader, linked
from mentorjournal.storage.writer import Writer

if TYPE_CHECKING:
    from mentorjournal.reports.blocks import Document
    from mentorjournal.services.reporting.agreement import Printed
    from mentorjournal.services.reporting.options import Appearance, Paper

FIRST_REVIEW_MONTHS = 3
NEXT_REVIEW_MONTHS = 12
WRITTEN = ("sections", "changes", "review_on")
"""What the reader writes on a version that nobody agreed to yet."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One section of the skeleton; `prompt` asks the reader's side."""

    tag: str
    heading: str
    prompt: str


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section that differs from the version before, word by word."""

    heading: str
    pieces: tuple[Piece, ...]


class Agreements:
    """What two people do with their agreement; a version that somebody agreed to is never edited."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, relationship_id: str) -> tuple[Agreement, ...]:
        """The versions of a relationship's agreement, the newest first."""
        with self._database.reading() as reader:
            return newest_first(reader.find(Agreement, linked("relationship", relationship_id)))

    def begin(self, relationship_id: str, today: dt.date, *, origin: str = "") -> Agreement:
        """A first version to write, from the skeleton; where there are versions already, as `amend`.

        Raises NotFound.
        """
        with self._database.writing("New agreement", origin=origin) as change:
            tie = change.get(Relationship, relationship_id)
            versions = newest_first(change.find(Agreement, linked("relationship", relationship_id)))
            if versions:
                return _next_version(change, versions[0], today)
            return change.put(
                Agreement(
                    title=_title(change, tie, 1),
                    date=today,
                    relationship=tie.id,
                    number=1,
                    sections=tuple(Section(part.tag, part.heading, "") for part in clauses(tie.my_role)),
                )
            )

    def write(self, agreement_id: str, values: Mapping[str, Any], *, origin: str = "") -> Agreement:
        """Keep what is being typed. Raises InvalidRecord where somebody agreed to this version, NotFound.

        The day of the review may be changed at any time.
        """
        wrong = set(values) - set(WRITTEN)
        if wrong:
            raise InvalidRecord(f"An agreement's {', '.join(sorted(wrong))} cannot be written this way.")
        with self._database.writing("Edit agreement", origin=origin, sitting=True) as change:
            version = change.get(Agreement, agreement_id)
            if is_fixed(version) and set(values) - {"review_on"}:
                raise InvalidRecord(
                    "Somebody agreed to this version, so it stays as it is. Start a new version to change it."
                )
            written: dict[str, Any] = dict(values)
            return change.put(replace(version, **written))

    def agree(
        self, agreement_id: str, day: dt.date | None, *, mine: bool, theirs: bool, origin: str = ""
    ) -> Agreement:
        """Note that I, they or both agreed on a day, or, with None, take that back.

        With both, a review is due in three months for the first version and in twelve for later ones, unless
        a day was chosen. Raises InvalidRecord where nothing is written yet or a newer version follows.
        """
        with self._database.writing("Agree" if day else "Take agreement back", origin=origin) as change:
            version = change.get(Agreement, agreement_id)
            if change.find(Agreement, linked("previous", agreement_id)):
                raise InvalidRecord("A newer version follows this one, so it stays as it is.")
            if day is not None and not any(part.text.strip() for part in version.sections):
                raise InvalidRecord("There is nothing to agree on yet. Write at least one section first.")
            version = replace(
                version,
                agreed_by_me=day if mine else version.agreed_by_me,
                agreed_by_them=day if theirs else version.agreed_by_them,
            )
            since = agreed_on(version)
            if since is not None and version.review_on is None:
                first = (version.number or 1) <= 1
                version = replace(version, review_on=review_after(since, first=first))
            return change.put(version)

    def amend(self, agreement_id: str, today: dt.date, *, origin: str = "") -> Agreement:
        """The next version with the same text, to be changed; where one is being written, that one."""
        with self._database.writing("New version of agreement", origin=origin) as change:
            tie = change.get(Agreement, agreement_id).relationship
            versions = newest_first(change.find(Agreement, linked("relationship", tie or "")))
            return _next_version(change, versions[0], today)

    def reviewed(self, agreement_id: str, today: dt.date, *, origin: str = "") -> Agreement:
        """We looked at it and it stands: the next review is in twelve months."""
        with self._database.writing("Agreement reviewed", origin=origin) as change:
            version = change.get(Agreement, agreement_id)
            return change.put(replace(version, review_on=review_after(today, first=False)))

    def changes(self, agreement_id: str) -> tuple[SectionChange, ...]:
        """What differs from the version before, section by section; () for a first version."""
        with self._database.reading() as reader:
            version = reader.get(Agreement, agreement_id)
            before = reader.peek(version.previous) if version.previous else None
        if not isinstance(before, Agreement):
            return ()
        old = {part.tag: part for part in before.sections}
        new = {part.tag: part for part in version.sections}
        found = []
        for tag in dict.fromkeys((*new, *old)):
            texts = [side[tag].text if tag in side else "" for side in (old, new)]
            if texts[0] != texts[1]:
                found.append(SectionChange((new.get(tag) or old[tag]).heading, word_diff(*texts)))
        return tuple(found)

    def document(self, agreement_id: str) -> Document:
        """The agreement as blocks to print: both by name, nobody else who did not agree to it, and nothing
        that is not in the agreement itself. Raises NotFound, and ReportError where it may not leave."""
        from mentorjournal.services.reporting.agreement import document

        with self._database.reading() as reader:
            return document(reader, agreement_id, self._database.clock())

    def others_in(self, agreement_id: str) -> tuple[Appearance, ...]:
        """Who is named in it and reads otherwise on paper; () where it may not be printed. Raises NotFound."""
        from mentorjournal.services.reporting.agreement import others_in

        with self._database.reading() as reader:
            try:
                return others_in(reader, agreement_id)
            except ReportError:
                return ()

    def save_pdf(self, agreement_id: str, path: Path, paper: Paper = "a4") -> Printed:
        """Save it as a PDF to sign, on two pages where its text can be. Raises as `document` and Printing."""
        from mentorjournal.services.printing import Leaving, Printing
        from mentorjournal.services.reporting.agreement import fitted

        with self._database.reading() as reader:
            printed = fitted(reader, agreement_id, self._database.clock(), paper)
        leaving = Leaving("agreement", (agreement_id,), printed.people)
        Printing(self._database).save(printed.document, path, paper, leaving)
        return printed


@cache
def _skeleton() -> tuple[Mapping[str, str], ...]:
    path = resource_path("agreements/standard.toml")
    return tuple(tomllib.loads(path.read_text("utf-8"))["sections"])


def clauses(my_role: str) -> tuple[Clause, ...]:
    """The sections of a new agreement, with prompts for the mentor's side or for the mentee's and peers'."""
    side = "prompt_mentor" if my_role == "mentor" else "prompt_mentee"
    return tuple(Clause(part["tag"], part["heading"], part[side]) for part in _skeleton())


def is_fixed(version: Agreement) -> bool:
    """Whether at least one of the two agreed to this version."""
    return version.agreed_by_me is not None or version.agreed_by_them is not None


def review_after(day: dt.date, *, first: bool) -> dt.date:
    """When an agreement of this day is looked at again."""
    return months_before(day, -(FIRST_REVIEW_MONTHS if first else NEXT_REVIEW_MONTHS))


def _next_version(change: Writer, newest: Agreement, today: dt.date) -> Agreement:
    if agreed_on(newest) is None:
        return newest
    tie = change.get(Relationship, newest.relationship or "")
    number = (newest.number or 1) + 1
    return change.put(
        Agreement(
            title=_title(change, tie, number),
            date=today,
            relationship=newest.relationship,
            number=number,
            sections=newest.sections,
            previous=newest.id,
            visibility=newest.visibility,
            confidential=newest.confidential,
        )
    )


def _title(reader: Reader, tie: Relationship, number: float) -> str:
    person = reader.peek(tie.person) if tie.person else None
    whose = person.title if isinstance(person, Person) else tie.title
    return f"Agreement with {whose}, version {number:g}" if whose else f"Agreement, version {number:g}"
