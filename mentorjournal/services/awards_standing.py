"""How a scheme stands: what each claim is worth, what counts of it, what is covered, and which window closes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mentorjournal.model.counting import count_words
from mentorjournal.model.schemes import Category, Criterion, SchemeRules
from mentorjournal.model.types import Claim, Recommendation, Scheme
from mentorjournal.services.awards_counting import (
    HANDED_IN,
    counts,
    is_lost,
    is_outside,
    lacks_amount,
    window_of,
)
from mentorjournal.services.awards_hours import Hours
from mentorjournal.services.stories import final_limit
from mentorjournal.storage.claims import Use


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim, worth `amount` in the scheme's unit. `hours` are those of what it counts.

    `counts`: its amount is part of the sums; only what is done counts, while its window is open or it was
    handed in, and within the scheme's time. `window` is its last day, None once it was handed in or where
    there is none; `missed`: that day has passed. `evidence` are the ids of what is still in the journal.
    `repeated` are hours left out because another claim of the scheme has them. `lost`: its category is none of
    the rules. `amount_missing`: it counts, and nothing says what it is worth. `used` says where else its
    evidence, its hours and its story serve.
    """

    record: Claim
    amount: float
    hours: float
    counts: bool
    window: dt.date | None
    missed: bool
    outside: bool
    lost: bool
    evidence: tuple[str, ...]
    evidence_missing: bool
    amount_missing: bool
    repeated: float
    used: tuple[Use, ...]

    @property
    def handed_in(self) -> bool:
        """Submitted or authorised."""
        return self.record.status in HANDED_IN

    @property
    def trouble(self) -> str:
        """What is wrong with it in a few words, the worst first; empty where nothing is."""
        if self.missed:
            return "window closed"
        if self.outside:
            return "outside the scheme's time"
        if self.lost:
            return "no category of the rules"
        if self.evidence_missing:
            return "evidence missing"
        if self.amount_missing:
            return "no amount"
        return "hours counted elsewhere" if self.repeated else ""


@dataclass(frozen=True, slots=True)
class CategoryStanding:
    """A category: `amount` of the claims that count, `counted` of it under the cap, `authorised` likewise;
    `missing` up to its minimum, `claims_missing` up to its number of claims."""

    rule: Category
    claims: tuple[ClaimLine, ...]
    amount: float
    counted: float
    authorised: float
    missing: float
    claims_missing: int


@dataclass(frozen=True, slots=True)
class CriterionStanding:
    """A criterion: how many claims that count speak to it, and in how many words."""

    rule: Criterion
    claims: int
    words: int

    @property
    def missing(self) -> bool:
        """Required, and no claim that counts speaks to it."""
        return self.rule.required and not self.claims


@dataclass(frozen=True, slots=True)
class LetterStanding:
    """Letters for the scheme: how many are wanted, were asked for, agreed to, handed in."""

    wanted: int
    asked: int
    agreed: int
    received: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A scheme as it stands on `today`.

    `rules` are None where their text has a `mistake`, which is said in words then; all claims are in `loose`
    in that case, and otherwise those whose category the rules do not know. `total` and `authorised` are sums
    of what counts, after the caps. `mentees` is how many the journal knows of, where the rules ask. `missing`
    says in words what is still missing. `window` is the next day on which a claim's window closes.
    """

    scheme: Scheme
    today: dt.date
    rules: SchemeRules | None
    mistake: str
    categories: tuple[CategoryStanding, ...]
    loose: tuple[ClaimLine, ...]
    total: float
    authorised: float
    criteria: tuple[CriterionStanding, ...]
    letters: LetterStanding
    mentees: int
    final_words: int
    missing: tuple[str, ...] = ()
    window: dt.date | None = None

    @property
    def claims(self) -> tuple[ClaimLine, ...]:
        """Every claim, in the order of the categories."""
        return (*(line for item in self.categories for line in item.claims), *self.loose)

    @property
    def window_days(self) -> int | None:
        """Days until the next window closes; None where none is open."""
        return (self.window - self.today).days if self.window else None

    @property
    def missed(self) -> tuple[ClaimLine, ...]:
        """The claims whose window passed and that were not handed in."""
        return tuple(line for line in self.claims if line.missed)

    def line(self, claim_id: str) -> ClaimLine | None:
        """The claim of that id, None where it is none of this scheme."""
        return next((item for item in self.claims if item.record.id == claim_id), None)


@dataclass(frozen=True, slots=True)
class Stock:
    """What was read for a standing: the scheme's claims by day, its letters, what is alive of their evidence,
    their hours, and where else it all serves."""

    scheme: Scheme
    claims: Sequence[Claim]
    letters: Sequence[Recommendation]
    alive: frozenset[str]
    hours: Hours
    uses: Mapping[str, tuple[Use, ...]]
    mentees: int


def stands(stock: Stock, rules: SchemeRules | None, mistake: str, today: dt.date) -> Standing:
    """The sums and lines; `missing` is put into words elsewhere."""
    lines = _lines(stock, rules, today)
    known = {item.key for item in rules.categories} if rules else set()
    categories = tuple(
        _category(rule, [line for line in lines if line.record.category == rule.key])
        for rule in (rules.categories if rules else ())
    )
    loose = tuple(line for line in lines if line.record.category not in known)
    counted = [line for line in loose if line.counts and not categories]
    return Standing(
        scheme=stock.scheme,
        today=today,
        rules=rules,
        mistake=mistake,
        categories=categories,
        loose=loose,
        total=_round(sum(item.counted for item in categories) + _sum(counted)),
        authorised=_round(sum(item.authorised for item in categories) + _sum(_authorised(counted))),
        criteria=tuple(_criterion(rule, lines) for rule in (rules.criteria if rules else ())),
        letters=_letters(stock.letters, rules.letters if rules else 0),
        mentees=stock.mentees,
        final_words=final_limit(stock.scheme.final, rules).words,
        window=min((line.window for line in lines if line.window and not line.missed), default=None),
    )


def _lines(stock: Stock, rules: SchemeRules | None, today: dt.date) -> list[ClaimLine]:
    """The claims in their order; hours go to those that count before those that are only planned."""
    order = sorted(stock.claims, key=lambda claim: not counts(claim, stock.scheme, rules, today))
    shares = stock.hours.shared(order)
    return [_line(claim, stock, rules, today, *shares[claim.id]) for claim in stock.claims]


def _line(
    claim: Claim, stock: Stock, rules: SchemeRules | None, today: dt.date, hours: float, repeated: float
) -> ClaimLine:
    category = rules.category(claim.category) if rules else None
    amount = claim.amount if claim.amount is not None else hours * (category.rate if category else 0.0)
    held = (*claim.evidence, *filter(None, (claim.statement,)), *claim.attachments)
    evidence = tuple(key for key in dict.fromkeys(held) if key in stock.alive)
    window = window_of(claim, rules)
    wanted = (rules.evidence if rules else False) and claim.status in ("done", "submitted")
    is_counted = counts(claim, stock.scheme, rules, today)
    return ClaimLine(
        record=claim,
        amount=_round(amount),
        hours=_round(hours),
        counts=is_counted,
        window=window,
        missed=window is not None and window < today,
        outside=is_outside(claim, stock.scheme),
        lost=is_lost(claim, rules),
        evidence=evidence,
        evidence_missing=wanted and not evidence,
        amount_missing=is_counted and lacks_amount(claim, rules, hours + repeated),
        repeated=_round(repeated) if claim.amount is None else 0.0,
        used=stock.uses.get(claim.id, ()),
    )


def _category(rule: Category, lines: list[ClaimLine]) -> CategoryStanding:
    counted = [line for line in lines if line.counts]
    amount, authorised = _sum(counted), _sum(_authorised(counted))
    capped = min(amount, rule.cap) if rule.cap else amount
    return CategoryStanding(
        rule=rule,
        claims=tuple(lines),
        amount=_round(amount),
        counted=_round(capped),
        authorised=_round(min(authorised, capped)),
        missing=_round(max(0.0, rule.minimum - capped)),
        claims_missing=max(0, rule.claims - len(counted)),
    )


def _criterion(rule: Criterion, lines: Iterable[ClaimLine]) -> CriterionStanding:
    told = [
        count_words(part.text)
        for line in lines
        if line.counts
        for part in line.record.meets
        if part.tag == rule.key
    ]
    return CriterionStanding(rule, len(told), sum(told))


def _letters(letters: Sequence[Recommendation], wanted: int) -> LetterStanding:
    asked = [letter for letter in letters if letter.direction == "asked"]
    return LetterStanding(
        wanted,
        sum(1 for letter in asked if letter.asked_on or letter.agreed_on or letter.submitted_on),
        sum(1 for letter in asked if letter.agreed_on or letter.submitted_on),
        sum(1 for letter in asked if letter.submitted_on),
    )


def _authorised(lines: Iterable[ClaimLine]) -> list[ClaimLine]:
    return [line for line in lines if line.record.status == "authorised"]


def _sum(lines: Iterable[ClaimLine]) -> float:
    return sum(line.amount for line in lines)


def _round(number: float) -> float:
    """Whole minutes leave no crumbs: two digits, as hours are logged."""
    return round(number, 2)
