"""What of an award may not leave the journal yet, so that it can be looked through and opened in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mentorjournal.model.types import RECORD_TYPES, Claim, Person, Scheme
from mentorjournal.storage.lists import rows_of
from mentorjournal.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A record that may not leave yet: what it is, what it is called, and the claim it belongs to ("" for none)."""

    id: str
    kind: str
    title: str
    claim: str = ""


def held_back(reader: Reader, scheme: Scheme, claims: Sequence[Claim]) -> tuple[HeldBack, ...]:
    """The scheme, its claims, their stories, files and records, as far as they are not exportable.

    What is confidential or in the trash is not among them, and people never are.
    """
    of: dict[str, str] = {scheme.id: ""}
    for claim in claims:
        if not claim.confidential:
            of.setdefault(claim.id, "")
            for key in (claim.story, claim.statement, *claim.evidence, *claim.counts):
                if key:
                    of.setdefault(key, claim.title)
    rows = rows_of(reader, of)
    return tuple(
        HeldBack(row.id, RECORD_TYPES[row.type].LABEL, row.heading, of[row.id])
        for key in of
        if (row := rows.get(key)) and row.type != Person.TYPE
        if row.visibility != "exportable" and not row.confidential
    )
