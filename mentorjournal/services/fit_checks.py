"""How well somebody fits as a mentor: the reader's own criteria and weights, scores, and when to look again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Pulse, Relationship
from mentorjournal.services.instruments import FIT, FIT_WEIGHTS, instrument
from mentorjournal.services.relationship_checks import Rating, number_of, rating_of, refuse_off_scale
from mentorjournal.storage.reader import Reader, linked
from mentorjournal.storage.tables import columns
from mentorjournal.storage.writer import Writer

MOST_WEIGHT = 5
REPEAT_AFTER = dt.timedelta(days=91)
"""A fit is judged again three months after the agreement."""
REPEAT_UNTIL = dt.timedelta(days=365)
SOON_ENOUGH = dt.timedelta(days=21)
"""A fit judged so many days before it is due counts."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What the reader wants in a mentor; `weight` goes from 0 (left out) to 5."""

    key: str
    label: str
    weight: int
    prompt: str = ""


def weighted(criteria: Iterable[Criterion], rating: Rating | None) -> float | None:
    """How well somebody fits, in percent of the most the rated criteria could give; None where none counts."""
    if rating is None:
        return None
    scale = instrument(FIT)
    rated = [(item.weight, value) for item in criteria if (value := rating.value(item.key)) is not None]
    whole = sum(weight for weight, _ in rated) * scale.high
    return 100 * sum(weight * value for weight, value in rated) / whole if whole else None


def criteria_in(reader: Reader) -> tuple[Criterion, ...]:
    """The reader's own criteria, or those that ship while there are none."""
    prompts = {item.key: item.prompt for item in instrument(FIT).items}
    own = _own_criteria(reader)
    if own is None:
        shipped = instrument(FIT).items
        return tuple(Criterion(item.key, item.label, item.weight, item.prompt) for item in shipped)
    return tuple(
        Criterion(part.tag, part.heading, _weight(part.text), prompts.get(part.tag, ""))
        for part in own.scores
    )


def refuse_criteria(criteria: Sequence[Criterion]) -> None:
    """Raise InvalidRecord for a weight that is not 0 to 5, a criterion without a name, or none at all."""
    if not criteria:
        raise InvalidRecord("Keep at least one criterion.")
    for item in criteria:
        if not item.label.strip():
            raise InvalidRecord("A criterion needs a name.")
        refuse_off_scale(f"The weight of “{item.label}”", item.weight, 0, MOST_WEIGHT)


def put_criteria(change: Writer, criteria: Sequence[Criterion], day: dt.date) -> None:
    """Keep the criteria and weights in the one record that holds them."""
    scores = tuple(Section(item.key, item.label.strip(), str(item.weight)) for item in criteria)
    kept = _own_criteria(change) or Pulse(
        title="What matters in a mentor", instrument=FIT_WEIGHTS, confidential=True
    )
    change.put(replace(kept, scores=scores, date=day))


def put_fit(
    change: Writer, relationship_id: str, scores: Mapping[str, int | None], note: str, day: dt.date
) -> Pulse:
    """Keep the fit check of a day, by the key of each criterion; the same day's is replaced."""
    criteria, scale = criteria_in(change), instrument(FIT)
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


def _own_criteria(reader: Reader) -> Pulse | None:
    return next(iter(reader.find(Pulse, columns(Pulse).instrument == FIT_WEIGHTS, limit=1)), None)


def _weight(text: str) -> int:
    return min(MOST_WEIGHT, max(0, number_of(text) or 0))


def _text(value: int | None) -> str:
    return "" if value is None else str(value)
