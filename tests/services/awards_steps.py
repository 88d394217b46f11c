"""A small scheme of our own, and claims for it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from mentorjournal.model.types import Claim, Scheme
from mentorjournal.services.bundle import Services

DAY = dt.date(2026, 4, 14)
RULES = """
key = "small"
name = "Small award"
edition = "rules of 2026"
unit = "points"
unit_one = "point"
about = "Two categories and a final piece."
source = "none"
check = "none"
total = 100
claim_days = 365
final_words = 1000
evidence = true

[[categories]]
key = "learning"
label = "Learning"
cap = 75
claims = 1
rate = 1

[[categories]]
key = "community"
label = "Contribution to community"
cap = 75
claims = 1
rate = 0.5

[[criteria]]
key = "growth"
label = "Personal growth"
required = false

[[final]]
key = "growth"
heading = "How I changed"
prompt = "What is different?"
"""


def small_scheme(services: Services, extra: str = "", **fields: Any) -> Scheme:
    """The small award in the journal; `extra` stands before its tables."""
    rules = RULES.replace("\n[[categories]]", f"\n{extra}\n[[categories]]", 1)
    return services.records.save(Scheme(**{"title": "Small award", "rules": rules, **fields}))


def claim_of(services: Services, scheme: Scheme, title: str, **fields: Any) -> Claim:
    """A claim in the first category that is done today, unless told otherwise."""
    given = {"category": "learning", "status": "done", "date": DAY, **fields}
    return services.records.save(Claim(title=title, scheme=scheme.id, **given))
