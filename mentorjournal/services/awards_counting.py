"""Whether a claim counts: its state, its window, the scheme's time, its category, and whether it has an amount."""

from __future__ import annotations

import datetime as dt

from mentorjournal.model.schemes import SchemeRules
from mentorjournal.model.types import Claim, Scheme

HANDED_IN = ("submitted", "authorised")
DONE = ("done", *HANDED_IN)
"""The states in which a claim counts."""


def counts(claim: Claim, scheme: Scheme, rules: SchemeRules | None, today: dt.date) -> bool:
    """Only what is done, within the scheme's time and in a category of it; handed in, or its window open."""
    if claim.status not in DONE or is_outside(claim, scheme) or is_lost(claim, rules):
        return False
    window = window_of(claim, rules)
    return window is None or window >= today


def window_of(claim: Claim, rules: SchemeRules | None) -> dt.date | None:
    """The last day to hand a claim in: its own, else so many days after its day; None once it was handed in,
    was given up as expired, or where there is none."""
    if claim.status in (*HANDED_IN, "expired"):
        return None
    if claim.claim_by is not None:
        return claim.claim_by
    if rules is None or not rules.claim_days or claim.date is None:
        return None
    try:
        return claim.date + dt.timedelta(days=rules.claim_days)
    except OverflowError:
        return None


def is_outside(claim: Claim, scheme: Scheme) -> bool:
    """Whether it was done before or after the scheme's time."""
    day, first, last = claim.date, scheme.starts_on, scheme.ends_on
    return day is not None and ((first is not None and day < first) or (last is not None and day > last))


def is_lost(claim: Claim, rules: SchemeRules | None) -> bool:
    """Whether the rules have categories, and none that is the claim's."""
    return bool(rules and rules.categories and rules.category(claim.category) is None)


def lacks_amount(claim: Claim, rules: SchemeRules | None, hours: float) -> bool:
    """Whether it is worth nothing where amounts are summed, because nobody said how much it is."""
    category = rules.category(claim.category) if rules else None
    if rules is None or claim.amount is not None:
        return False
    rate, cap, least = (category.rate, category.cap, category.minimum) if category else (0.0, 0.0, 0.0)
    return bool(rules.total or rate or cap or least) and not hours * rate
