"""The headed texts of the sample: a written text in the parts of its template, agreement or instrument."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mentorjournal.model.fields import Section, fields_of
from mentorjournal.model.types import Plan
from mentorjournal.services.agreements import clauses
from mentorjournal.services.instruments import FIT, FIT_WEIGHTS, instrument
from mentorjournal.services.plans import ASSESSMENT, REVIEW
from mentorjournal.services.requirements import Requirement, sections_of
from mentorjournal.services.templates import template


def written(
    type_name: str, key: str, values: Mapping[str, Any], own: Mapping[str, Sequence[Mapping[str, str]]]
) -> tuple[Section, ...]:
    """What stands under `text`, in the parts of the record's template or of the agreement's skeleton.

    `own` are the parts of the sample's own templates, by key. Raises ValueError for a text whose part there is none of.
    """
    if type_name == "agreement":
        parts = [(part.tag, part.heading) for part in clauses("mentee")]
    elif values.get("template") in own:
        parts = [(part["tag"], part["heading"]) for part in own[values["template"]]]
    else:
        shape = template(values.get("template") or values.get("model", "free"))
        parts = [(part.tag, part.heading) for part in shape.sections]
    return _filled(key, parts, values["text"])


def rated(key: str, instrument_key: str, scores: Mapping[str, int]) -> tuple[Section, ...]:
    """The numbers of a self-rating in the order of its instrument; weights are those of the fit check."""
    items = instrument(FIT if instrument_key == FIT_WEIGHTS else instrument_key).items
    return _filled(key, [(i.key, i.label) for i in items], {k: str(n) for k, n in scores.items()})


def listed(parts: Sequence[Mapping[str, str]]) -> tuple[Section, ...]:
    """Sections that bring their own headings: the options of a decision, numbered as its page does."""
    return tuple(
        Section(f"option{number}", part["heading"], part["text"].strip())
        for number, part in enumerate(parts, 1)
    )


def asked(lines: Sequence[Mapping[str, Any]], day: Callable[[int], dt.date]) -> tuple[Section, ...]:
    """What an opportunity asks for: `words`, and the offset of the day it is needed `by` or was `ready`."""
    return sections_of(
        Requirement(
            f"asked{number}",
            line["words"],
            day(line["by"]) if "by" in line else None,
            day(line["ready"]) if "ready" in line else None,
        )
        for number, line in enumerate(lines, 1)
    )


def planned(part: str, key: str, texts: Mapping[str, str]) -> tuple[Section, ...]:
    """What stands in a part of a development plan, by the label of its field."""
    shape = template(ASSESSMENT if part == fields_of(Plan)["assessment"].label else REVIEW)
    return _filled(key, [(one.tag, one.heading) for one in shape.sections], texts)


def _filled(key: str, parts: Sequence[tuple[str, str]], texts: Mapping[str, str]) -> tuple[Section, ...]:
    surplus = set(texts) - {tag for tag, _ in parts}
    if surplus:
        raise ValueError(f"{key}: there is no section {sorted(surplus)}.")
    return tuple(Section(tag, heading, texts.get(tag, "").strip()) for tag, heading in parts)
