"""What falls due for awards: windows of claims, days to hand in, statements, letters."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from mentorjournal.model.schemes import SchemeMistake, read_rules
from mentorjournal.storage.claims import any_scheme, read_award_days, read_unclaimed
from mentorjournal.storage.coming import Coming
from mentorjournal.storage.reader import Reader


def award_days(reader: Reader, first: dt.date, last: dt.date) -> list[Coming]:
    """Everything due from `first` to `last`, and statements and letters that wait since before."""
    found = read_award_days(reader, first, last)
    if not any_scheme(reader):
        return found
    for claim in read_unclaimed(reader):
        day = claim.claim_by or _window(claim.date, claim.rules)
        if day is not None and first <= day <= last:
            found.append(Coming(day, "claim", claim.id, claim.title or claim.scheme, ""))
    return found


def _window(date: dt.date | None, rules: str) -> dt.date | None:
    days = claim_days(rules)
    if date is None or not days or date.year >= dt.MAXYEAR - days // 365 - 1:
        return None
    return date + dt.timedelta(days=days)


@lru_cache(maxsize=32)
def claim_days(rules: str) -> int:
    """How many days a claim may wait; 0 for no limit, also where the rules cannot be read."""
    try:
        return read_rules(rules, "").claim_days
    except SchemeMistake:
        return 0
