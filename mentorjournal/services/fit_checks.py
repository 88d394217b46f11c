"""How well somebody fits as a mentor: the reader's own criteria and weights, scores, and when to look again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Pulse, Relationship
from mentorjournal.services.criteria import Criterion, Kept, criteria_in, weighted_share
from mentorjournal.services.instruments import FIT, FIT_WEIGHTS, instrument
from mentorjournal.services.relationship_checks import Rating, rating_of, refuse_off_scale
from mentorjournal.storage.reader import Reader, linked
from mentorjournal.storage.tables import columns
from mentorjournal.storage.writer import Writer

REPEAT_AFTER = dt.timedelta(days=91)
"""A fit is judged again three months after the agreement."""
REPEAT_UNTIL = dt.timedelta(days=365)
SOON_ENOUGH = dt.timedelta(days=21)
"""A fit judged so many days before it is due counts."""


KEPT = Kept(FIT, FIT_WEIGHTS, "What matters in a mentor")


def weighted(criteria: Iterable[Criterion], rating: Rating | None) -> float | None:
    """How well somebody fits, in percent of the most the rated criteria could give; None where none counts."""
    if rating is None:
        return None
    return weighted_share(criteria, rating.value, instrument(FIT).high)


def put_fit(
    change: Writer, relationship_id: str, scores: Mapping[str, int | None], note: str, day: dt.date
) -> Pulse:
    """Keep the fit check of a day, by the key of each criterion; the same day's is replaced."""
    criteria, scale = criteria_in(change, KEPT), instrument(FIT)
    if all(scores.get(item.key) is None for item in criteria):
        raise InvalidRecord("Nothing is rated yet. Give at least one number.")
    for item in criteria:
        refuse_off_scale(f"“{item.label}”", scores.get(item.key), scale.low, scale.high)
    c = columns(Pulse)
    today = change.find(Pulse, c.instrument == FIT, c.date == day, linked("about", relationship_id), limit=1)
    kept = today[0] if today else Pulse(instrument=FIT, about=relationship_id, confidential=True)
    parts = tuple(Section(item.key, item.label, _text(scores.get(item.key))) for item in criteria)
    return change.put(replace(kept, title=scale.name, date=day, note=note.strip(), scores=parts))


def fit_due_in(reader: Reader, day: dt.date) -> tuple[Relationship, ...]:
    """Whose fit waits to be judged: met and never rated, or agreed three months ago and not rated since."""
    c = columns(Relationship)
    met = reader.find(Relationship, c.phase == "search", c.stage == "met")
    agreed = reader.find(
        Relationship,
        c.stage == "agreed",
        c.phase.not_in(("search", "closed")),
        c.started_on <= day - REPEAT_AFTER,
        c.started_on >= day - REPEAT_UNTIL,
    )
    last = _last_fits(reader)
    again = REPEAT_AFTER - SOON_ENOUGH
    return (
        *(tie for tie in met if tie.id not in last),
        *(tie for tie in agreed if last.get(tie.id, dt.date.min) < (tie.started_on or day) + again),
    )


def _last_fits(reader: Reader) -> dict[str, dt.date]:
    last: dict[str, dt.date] = {}
    for item in reader.find(Pulse, columns(Pulse).instrument == FIT):
        if item.about:
            last[item.about] = max(rating_of(item).day, last.get(item.about, dt.date.min))
    return last


def _text(value: int | None) -> str:
    return "" if value is None else str(value)
