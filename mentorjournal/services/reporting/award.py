"""What a portfolio knows of its award: how it stands with what may leave, the evidence, and who meets what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from mentorjournal.errors import ReportError
from mentorjournal.model.record import Record
from mentorjournal.model.schemes import Criterion, SchemeRules
from mentorjournal.model.types import (
    Activity,
    Claim,
    Meeting,
    Recommendation,
    Reflection,
    Relationship,
    Scheme,
)
from mentorjournal.services.awards_hours import Hours
from mentorjournal.services.awards_missing import missing_in
from mentorjournal.services.awards_standing import Standing, Stock, stands
from mentorjournal.services.reporting.desk import Desk
from mentorjournal.services.reporting.evidence import Piece, gather, named_by, pointed_at
from mentorjournal.services.reporting.gather import Material
from mentorjournal.services.reporting.layout import Layout
from mentorjournal.services.reporting.sealing import Seal
from mentorjournal.services.reporting.usual import CLINICAL
from mentorjournal.services.reporting.words import counted, in_short
from mentorjournal.services.written import Moments, moments
from mentorjournal.storage.claims import read_worked
from mentorjournal.storage.mentees import read_ties
from mentorjournal.storage.reader import Reader, linked
from mentorjournal.storage.revisions import versions

NOT_RESTED_ON: Final = "no claim rests on it"
MOST_NAMED: Final = 6
"""How many records a remark names before it only counts the others."""
_WAITING: Final = {"planned": "planned: nothing is done for it yet", "expired": "expired"}


@dataclass(frozen=True, slots=True)
class Award:
    """A scheme as a document shows it: `standing` knows only the claims, hours and files that are in it.

    `stories` are the reflections that tell claims, `written` when each was written, both by its id.
    """

    scheme: Scheme
    rules: SchemeRules
    standing: Standing
    pieces: tuple[Piece, ...]
    stories: Mapping[str, Reflection]
    written: Mapping[str, Moments]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims in the order in which they are printed."""
        return tuple(line.record for line in self.standing.claims)

    @property
    def counts(self) -> bool:
        """Whether the scheme counts at all, in points, hours or anything else."""
        rules = self.rules
        return bool(rules.total or any(one.cap or one.minimum or one.rate for one in rules.categories))

    def evidence_of(self, claim: Claim) -> tuple[Piece, ...]:
        """The evidence of one claim."""
        return tuple(piece for piece in self.pieces if claim.id in piece.claims)

    def met_by(self, claim: Claim) -> tuple[Criterion, ...]:
        """The criteria one claim speaks to."""
        tags = {part.tag for part in claim.meets}
        return tuple(one for one in self.rules.criteria if one.key in tags)

    @property
    def met(self) -> frozenset[str]:
        """The keys of the criteria that a claim which counts speaks to."""
        return frozenset(one.rule.key for one in self.standing.criteria if one.claims)

    def counts_for(self, claim: Claim) -> bool:
        """Whether a claim counts towards the award, as its window, its day and its state are."""
        line = self.standing.line(claim.id)
        return line is not None and line.counts


def award_of(desk: Desk) -> Award:
    """The award of a document that is made for one. Raises ReportError where a layout asks without one."""
    if desk.award is None:
        raise ReportError(
            "The layout names a section that only an award's portfolio has. Take it out, then try again; "
            "nothing was written."
        )
    return desk.award


def read_award(reader: Reader, desk: Desk, scheme: Scheme, rules: SchemeRules) -> Award:
    """The award of the chosen claims; what was left out of it is told among the desk's remarks."""
    material = desk.material
    taken = {item.id for item in material.all()}
    kept = [_counting(claim, taken) for claim in _in_order(material.claims, rules)]
    offered = Claim.TYPE, Recommendation.TYPE, Scheme.TYPE
    pieces = gather(
        reader,
        kept,
        lambda item: item.TYPE == "attachment" or (item.id in taken and item.TYPE not in offered),
    )
    seal = Seal(reader)
    pieces = tuple(replace(piece, record=seal.record(piece.record)) for piece in pieces)
    stock = Stock(
        scheme,
        kept,
        material.recommendations,
        frozenset(piece.record.id for piece in pieces),
        Hours(read_worked(reader, {key for claim in kept for key in claim.counts}, leaving=True)),
        {},
        len({tie.person for tie in read_ties(reader)}) if rules.mentees else 0,
    )
    standing = stands(stock, rules, "", desk.today)
    stories = {
        item.id: item for item in material.reflections if any(part.text.strip() for part in item.sections)
    }
    told = {claim.story: stories[claim.story] for claim in kept if claim.story in stories}
    written = {key: moments(story, versions(reader, key)) for key, story in told.items()}
    desk.remarks += _left_out(reader, material, taken, pieces)
    return Award(scheme, rules, replace(standing, missing=missing_in(standing, rules)), pieces, told, written)


def hints(material: Material, _frame: Layout) -> Mapping[str, str]:
    """What is not ticked by default: claims not done, and records that no ticked claim rests on."""
    found = {item.id: _WAITING[item.status] for item in material.claims if item.status in _WAITING}
    rested_on = set(pointed_at(claim for claim in material.claims if claim.id not in found))
    for item in material.all():
        if isinstance(item, Reflection) and item.clinical:
            found[item.id] = CLINICAL
        elif not (item.id in rested_on or _always(item)):
            found.setdefault(item.id, NOT_RESTED_ON)
    return found


def _always(item: Record) -> bool:
    mentoring = isinstance(item, Activity) and item.category == "mentoring"
    return mentoring or isinstance(item, Scheme | Claim | Recommendation | Relationship | Meeting)


def _in_order(claims: tuple[Claim, ...], rules: SchemeRules) -> list[Claim]:
    """As they are printed: by category, then by day."""
    places = {one.key: place for place, one in enumerate(rules.categories)}
    return sorted(
        claims,
        key=lambda claim: (places.get(claim.category, len(places)), claim.date or dt.date.max, claim.id),
    )


def _counting(claim: Claim, taken: set[str]) -> Claim:
    """The claim with nothing in it that is not in the document."""
    return replace(
        claim,
        counts=tuple(key for key in claim.counts if key in taken),
        story=claim.story if claim.story in taken else None,
    )


def _left_out(
    reader: Reader, material: Material, taken: set[str], pieces: tuple[Piece, ...]
) -> Iterator[str]:
    """Sentences for the reader about what the claims name and the document does not have."""
    scheme = next((claim.scheme for claim in material.claims if claim.scheme), "")
    every = reader.find(Claim, linked("scheme", scheme)) if scheme else ()
    hidden = sum(1 for claim in every if not claim.may_leave)
    if hidden:
        yield (
            f"{counted(hidden, 'claim')} of this award may not leave the journal, and neither "
            f"{'is it nor its amount' if hidden == 1 else 'are they nor their amounts'} in it."
        )
    shown = {piece.record.id for piece in pieces}
    lacks: tuple[tuple[str, Callable[[Claim], tuple[str, ...]], set[str]], ...] = (
        ("of its evidence", named_by, shown),
        ("whose hours it counts", lambda claim: claim.counts, taken),
        ("that tells its story", lambda claim: (claim.story,) if claim.story else (), taken),
    )
    known = reader.many(pointed_at(material.claims))
    live = {key for key, record in known.items() if record.deleted_at is None}
    for claim in material.claims:
        for what, ids, there in lacks:
            missing = [key for key in ids(claim) if key in live and key not in there]
            if missing:
                verb = "is" if len(missing) == 1 else "are"
                more = len(missing) - MOST_NAMED
                rest = [f"and {more} more"] if more > 0 else []
                why = "; ".join([*(_why(known[key]) for key in missing[:MOST_NAMED]), *rest])
                yield f"“{claim.title}”: {counted(len(missing), 'item')} {what} {verb} not in it: {why}."


def _why(record: Record) -> str:
    """Which record is not in the document, and why; who reads this is its owner."""
    if record.confidential:
        return "one is confidential and never leaves"
    return f"“{in_short(record.title)}” {'is not ticked' if record.may_leave else 'may not leave'}"
