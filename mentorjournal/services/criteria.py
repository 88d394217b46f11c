"""The reader's own weighted criteria: those of the fit of a mentor, and those of career options."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Pulse
from mentorjournal.services.instruments import instrument
from mentorjournal.services.relationship_checks import number_of, refuse_off_scale
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.tables import columns
from mentorjournal.storage.writer import Writer

MOST_WEIGHT = 5


@dataclass(frozen=True, slots=True)
class Criterion:
    """What the reader wants; `weight` goes from 0 (left out) to 5."""

    key: str
    label: str
    weight: int
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a set of criteria is kept: `scale` is the instrument that ships them, `weights` names the one record
    with the own ones, called `title`."""

    scale: str
    weights: str
    title: str


def criteria_in(reader: Reader, kept: Kept) -> tuple[Criterion, ...]:
    """The reader's own criteria, or those that ship while there are none."""
    shipped = instrument(kept.scale).items
    own = _own(reader, kept)
    if own is None:
        return tuple(Criterion(item.key, item.label, item.weight, item.prompt) for item in shipped)
    prompts = {item.key: item.prompt for item in shipped}
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


def put_criteria(change: Writer, kept: Kept, criteria: Sequence[Criterion], day: dt.date) -> None:
    """Keep the criteria and weights in the one record that holds them."""
    scores = tuple(Section(item.key, item.label.strip(), str(item.weight)) for item in criteria)
    own = _own(change, kept) or Pulse(title=kept.title, instrument=kept.weights, confidential=True)
    change.put(replace(own, scores=scores, date=day))


def weighted_share(
    criteria: Iterable[Criterion], value: Callable[[str], int | None], high: int
) -> float | None:
    """The weighted sum in percent of the most that the judged criteria could give; None where none counts."""
    rated = [(item.weight, given) for item in criteria if (given := value(item.key)) is not None]
    whole = sum(weight for weight, _ in rated) * high
    return 100 * sum(weight * given for weight, given in rated) / whole if whole else None


def _own(reader: Reader, kept: Kept) -> Pulse | None:
    return next(iter(reader.find(Pulse, columns(Pulse).instrument == kept.weights, limit=1)), None)


def _weight(text: str) -> int:
    return min(MOST_WEIGHT, max(0, number_of(text) or 0))
