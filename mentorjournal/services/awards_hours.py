"""Hours of activities and meetings as claims count them: none of them twice within a scheme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mentorjournal.model.types import Claim
from mentorjournal.storage.claims import Worked


class Hours:
    """The hours of everything that claims of one scheme count, by id."""

    def __init__(self, worked: Mapping[str, Worked]) -> None:
        self._worked = worked

    def of(self, record_id: str) -> float:
        """The hours of one record by itself; a meeting's are with those logged for it."""
        found = self._worked.get(record_id)
        if found is None:
            return 0.0
        return found.whole if found.meeting == found.id else found.hours

    def shared(self, claims: Iterable[Claim]) -> dict[str, tuple[float, float]]:
        """(hours, hours left out because an earlier claim has them) of each claim, by its id.

        An activity that belongs to a meeting is a part of that meeting's hours, so both together count once;
        a claim that is given an amount takes no hours from another, and neither does one that expired.
        """
        taken: dict[str, float] = {}
        gone: set[str] = set()
        found: dict[str, tuple[float, float]] = {}
        for claim in claims:
            if claim.amount is not None or claim.status == "expired":
                found[claim.id] = (self._alone(claim.counts), 0.0)
                continue
            here = self._take(claim.counts, taken, gone)
            found[claim.id] = (here, max(0.0, self._alone(claim.counts) - here))
        return found

    def _alone(self, ids: Iterable[str]) -> float:
        return self._take(ids, {}, set())

    def _take(self, ids: Iterable[str], taken: dict[str, float], gone: set[str]) -> float:
        """The hours of these that are not taken yet; they are taken then."""
        hours = 0.0
        for one in (self._worked[key] for key in ids if key in self._worked):
            if one.id in gone:
                continue
            gone.add(one.id)
            if not one.meeting:
                hours += one.hours
                continue
            before = taken.get(one.meeting, 0.0)
            wanted = one.whole - before if one.id == one.meeting else one.hours
            here = max(0.0, min(wanted, one.whole - before))
            taken[one.meeting] = before + here
            hours += here
        return hours
