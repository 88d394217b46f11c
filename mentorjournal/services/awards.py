"""Awards: the schemes followed, what is claimed for them, and what each still lacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mentorjournal.model.schemes import SchemeMistake, SchemeRules, read_rules, rules_of
from mentorjournal.model.types import Claim, Recommendation, Scheme
from mentorjournal.services.attachments import put_file
from mentorjournal.services.awards_claims import begun, in_state, taken, with_records, without
from mentorjournal.services.awards_hours import Hours
from mentorjournal.services.awards_missing import missing_in
from mentorjournal.services.awards_standing import (
    CategoryStanding,
    ClaimLine,
    CriterionStanding,
    LetterStanding,
    Standing,
    Stock,
    stands,
)
from mentorjournal.services.held_back import HeldBack, held_back
from mentorjournal.services.schemes import shipped_text
from mentorjournal.services.valid import validate
from mentorjournal.storage.claims import Use, read_alive, read_uses, read_worked
from mentorjournal.storage.database import Database
from mentorjournal.storage.mentees import read_ties
from mentorjournal.storage.reader import Reader, linked
from mentorjournal.storage.tables import columns

__all__ = [
    "Awards",
    "CategoryStanding",
    "ClaimLine",
    "CriterionStanding",
    "LetterStanding",
    "SchemeCard",
    "Standing",
    "Use",
    "read_standing",
]


@dataclass(frozen=True, slots=True)
class SchemeCard:
    """A scheme as a list shows it."""

    id: str
    title: str
    edition: str
    status: str
    hand_in_by: dt.date | None


class Awards:
    """What a person does with awards. `origin` is the token of the page that asks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def schemes(self) -> tuple[SchemeCard, ...]:
        """Every scheme: those worked on first, then by name."""
        with self._database.reading() as reader:
            found = reader.find(Scheme, order=(columns(Scheme).title, columns(Scheme).id))
        cards = (SchemeCard(one.id, one.title, one.edition, one.status, one.hand_in_by) for one in found)
        return tuple(sorted(cards, key=lambda card: card.status != "active"))

    def standing(self, scheme_id: str, today: dt.date | None = None) -> Standing:
        """How a scheme stands on a day, today unless another is given. Raises NotFound."""
        with self._database.reading() as reader:
            return read_standing(reader, scheme_id, today or self._today())

    def hours(self, ids: Sequence[str]) -> dict[str, float]:
        """The hours of those of these records that are activities and meetings, each by itself, by id."""
        with self._database.reading() as reader:
            worked = read_worked(reader, ids)
        return {key: Hours(worked).of(key) for key in worked}

    def held_back(self, standing: Standing) -> tuple[HeldBack, ...]:
        """What of a scheme, its claims and what shows them may not leave the journal yet."""
        with self._database.reading() as reader:
            return held_back(reader, standing.scheme, [line.record for line in standing.claims])

    def adopt(self, key: str, *, origin: str = "") -> Scheme:
        """Follow shipped rules: the journal gets its own copy of them. Raises NotFound."""
        text = shipped_text(key)
        rules = read_rules(text, key)
        with self._database.writing("Follow a scheme", origin=origin) as change:
            return change.put(Scheme(title=rules.name, key=key, edition=rules.edition, rules=text))

    def claim(
        self,
        scheme_id: str,
        category: str,
        title: str = "",
        *,
        ids: Sequence[str] = (),
        paths: Sequence[Path] = (),
        origin: str = "",
    ) -> Claim:
        """A new claim of a name, or of records and files that show it. Raises JournalError; nothing is made then."""
        with self._database.writing("New claim", origin=origin) as change:
            change.get(Scheme, scheme_id)
            records = taken(change, ids, paths)
            claim = begun(title, records, Claim(scheme=scheme_id, category=category))
            return change.put(with_records(change, claim, records))

    def add_evidence(
        self, claim_id: str, ids: Sequence[str] = (), paths: Sequence[Path] = (), *, origin: str = ""
    ) -> Claim:
        """Records and files that show a claim: hours that count, its story, or evidence. Raises JournalError."""
        with self._database.writing("Add evidence", origin=origin) as change:
            claim = change.get(Claim, claim_id)
            return change.put(with_records(change, claim, taken(change, ids, paths)))

    def remove_evidence(self, claim_id: str, record_id: str, *, origin: str = "") -> Claim:
        """Take a record off a claim, in whatever way it served it."""
        with self._database.writing("Remove evidence", origin=origin) as change:
            return without(change, change.get(Claim, claim_id), record_id)

    def keep_statement(self, claim_id: str, path: Path, day: dt.date, *, origin: str = "") -> Claim:
        """Keep the scan of a signed statement that came back on a day; an earlier one stays among the claim's
        attachments. Raises JournalError."""
        with self._database.writing("Keep statement", origin=origin) as change:
            claim = change.get(Claim, claim_id)
            kept = put_file(change, path)
            held = (*claim.attachments, *filter(None, (claim.statement,)))
            before = tuple(key for key in dict.fromkeys(held) if key != kept.id)
            back = claim.statement_back_on or day
            return change.put(replace(claim, statement=kept.id, attachments=before, statement_back_on=back))

    def set_status(
        self,
        claim_id: str,
        status: str,
        day: dt.date | None = None,
        authoriser: str | None = None,
        *,
        origin: str = "",
    ) -> Claim:
        """Move a claim to another state, on a day where it was submitted or authorised. Raises InvalidRecord."""
        with self._database.writing("Change claim state", origin=origin) as change:
            claim = in_state(change.get(Claim, claim_id), status, day, authoriser)
            validate(claim)
            return change.put(claim)

    def move(self, claim_id: str, category: str, *, origin: str = "") -> Claim:
        """Put a claim into another category."""
        with self._database.writing("Move claim", origin=origin) as change:
            return change.put(replace(change.get(Claim, claim_id), category=category))

    def mark_expired(self, scheme_id: str, today: dt.date | None = None, *, origin: str = "") -> int:
        """Give up the claims whose window passed before they were handed in; how many."""
        with self._database.writing("Mark claims as expired", origin=origin) as change:
            missed = read_standing(change, scheme_id, today or self._today()).missed
            for line in missed:
                change.put(in_state(line.record, "expired", None, None))
            return len(missed)

    def set_state(self, scheme_id: str, status: str, day: dt.date, *, origin: str = "") -> Scheme:
        """Say that a scheme was handed in or decided on a day, or is worked on again. Raises InvalidRecord."""
        with self._database.writing("Change scheme state", origin=origin) as change:
            scheme = replace(change.get(Scheme, scheme_id), status=status)
            if status == "handed_in":
                scheme = replace(scheme, handed_in_on=scheme.handed_in_on or day)
            elif status == "awarded":
                scheme = replace(scheme, decided_on=scheme.decided_on or day)
            validate(scheme)
            return change.put(scheme)

    def left(self, today: dt.date | None = None) -> int:
        """How many things are missing in the schemes that are worked on."""
        with self._database.reading() as reader:
            active = reader.ids(Scheme, columns(Scheme).status == "active")
            return sum(len(read_standing(reader, key, today or self._today()).missing) for key in active)

    def _today(self) -> dt.date:
        return self._database.clock().astimezone().date()


def read_standing(reader: Reader, scheme_id: str, today: dt.date, *, open_only: bool = False) -> Standing:
    """How a scheme stands, in as many queries for one claim as for a thousand; with `open_only` without the
    confidential claims. Raises NotFound."""
    scheme = reader.get(Scheme, scheme_id)
    rules, mistake = _rules(scheme)
    standing = stands(_stock(reader, scheme, rules, open_only=open_only), rules, mistake, today)
    return replace(standing, missing=missing_in(standing, rules)) if rules else standing


def _rules(scheme: Scheme) -> tuple[SchemeRules | None, str]:
    try:
        return rules_of(scheme), ""
    except SchemeMistake as mistake:
        return None, str(mistake)


def _stock(reader: Reader, scheme: Scheme, rules: SchemeRules | None, *, open_only: bool) -> Stock:
    c = columns(Claim)
    which = (linked("scheme", scheme.id), *([c.confidential.is_(False)] if open_only else []))
    claims = reader.find(Claim, *which, order=(c.date, c.created_at, c.id))
    held = {key for claim in claims for key in (*claim.evidence, claim.statement, *claim.attachments) if key}
    mentees = {tie.person for tie in read_ties(reader)} if rules and rules.mentees else set()
    return Stock(
        scheme,
        claims,
        reader.find(Recommendation, linked("scheme", scheme.id)),
        read_alive(reader, held),
        Hours(read_worked(reader, {key for claim in claims for key in claim.counts})),
        _uses(reader, claims),
        len(mentees),
    )


def _uses(reader: Reader, claims: Sequence[Claim]) -> dict[str, tuple[Use, ...]]:
    """Where else the evidence, the hours and the story of each claim serve, by the claim's id."""
    rests = {claim.id: (*claim.evidence, *claim.counts, *filter(None, (claim.story,))) for claim in claims}
    of_record: dict[str, list[Use]] = {}
    for use in read_uses(reader, {key for keys in rests.values() for key in keys}):
        of_record.setdefault(use.record_id, []).append(use)
    return {
        claim: tuple(
            use for key in dict.fromkeys(keys) for use in of_record.get(key, ()) if use.claim_id != claim
        )
        for claim, keys in rests.items()
    }
