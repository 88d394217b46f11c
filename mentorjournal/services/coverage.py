"""How claims meet the criteria of a scheme: the matrix of both, and what is written in its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mentorjournal.errors import NotFound
from mentorjournal.model.counting import count_words
from mentorjournal.model.fields import Section
from mentorjournal.model.schemes import Criterion
from mentorjournal.model.types import Claim
from mentorjournal.services.awards_claims import taken, with_records
from mentorjournal.services.awards_standing import ClaimLine, Standing
from mentorjournal.storage.database import Database


@dataclass(frozen=True, slots=True)
class Cell:
    """Whether a claim meets a criterion: `text` says how; it may be marked without a word yet."""

    marked: bool
    text: str
    evidence: int

    @property
    def words(self) -> int:
        """Words of how it meets the criterion."""
        return count_words(self.text)


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that serves a claim: `role` is evidence, counts (its hours), story or statement."""

    id: str
    type: str
    title: str
    role: str


class Coverage:
    """What a person does with claims and criteria."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def show(
        self,
        claim_id: str,
        criterion: Criterion,
        ids: Sequence[str] = (),
        paths: Sequence[Path] = (),
        *,
        origin: str = "",
    ) -> Claim:
        """Let records and files show that a claim meets a criterion, as one step; without any it is only marked.

        Raises JournalError; nothing is kept or changed then.
        """
        label = "Add evidence to a criterion" if ids or paths else "Mark criterion as met"
        with self._database.writing(label, origin=origin) as change:
            claim = change.get(Claim, claim_id)
            records = taken(change, ids, paths)
            meets = met(claim.meets, criterion)
            return change.put(replace(with_records(change, claim, records), meets=meets))

    def clear(self, claim_id: str, criterion: str, *, origin: str = "") -> Claim:
        """Say that a claim does not meet a criterion; its evidence stays. Raises NotFound."""
        with self._database.writing("Take criterion off a claim", origin=origin) as change:
            claim = change.get(Claim, claim_id)
            return change.put(replace(claim, meets=tuple(one for one in claim.meets if one.tag != criterion)))

    def pieces(self, claim_id: str) -> tuple[Piece, ...]:
        """What serves a claim and is not in the trash, its own attachments with its evidence."""
        with self._database.reading() as reader:
            claim = reader.get(Claim, claim_id)
            roles = dict.fromkeys((*claim.evidence, *claim.attachments), "evidence")
            roles |= dict.fromkeys(claim.counts, "counts")
            roles |= {key: "story" for key in (claim.story,) if key}
            roles |= {key: "statement" for key in (claim.statement,) if key}
            found = reader.many(roles)
        return tuple(
            Piece(record.id, record.TYPE, record.title or record.LABEL, roles[key])
            for key, record in found.items()
            if record.deleted_at is None
        )


def cell(line: ClaimLine, criterion: str) -> Cell:
    """What stands where a claim and a criterion cross."""
    part = next((one for one in line.record.meets if one.tag == criterion), None)
    return Cell(part is not None, part.text if part is not None else "", len(line.evidence))


def met(meets: tuple[Section, ...], criterion: Criterion, text: str | None = None) -> tuple[Section, ...]:
    """The sections with one for this criterion, holding `text` where one is given."""
    if any(one.tag == criterion.key for one in meets):
        return tuple(
            replace(one, text=text) if one.tag == criterion.key and text is not None else one for one in meets
        )
    return (*meets, Section(criterion.key, criterion.label, text or ""))


def criterion_of(standing: Standing, key: str) -> Criterion:
    """The criterion of that key. Raises NotFound where the rules have none."""
    found = next((one.rule for one in standing.criteria if one.rule.key == key), None)
    if found is None:
        raise NotFound("The rules do not name this criterion any more. The claim is as it was.")
    return found
