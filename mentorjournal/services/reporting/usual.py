"""What a review takes by default, and why the rest waits for a tick."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, TypeVar

from mentorjournal.model.record import Record
from mentorjournal.model.types import ActionItem, Feedback, Goal, Reflection
from mentorjournal.services.reporting.gather import Material, day_of
from mentorjournal.services.reporting.kinds import function, kind_of, takes_private
from mentorjournal.services.reporting.layout import Layout
from mentorjournal.services.reporting.options import ReportOptions

MORE: Final = "more than a review needs"
CLINICAL: Final = "clinical: read it for identifiers first"
_STORY: Final = frozenset(("action", "result"))
"""Tags of the sections in which a page tells what was done and what came of it."""
Told = TypeVar("Told", Feedback, Reflection)


def chosen(material: Material, options: ReportOptions, frame: Layout) -> Material:
    """What of the material enters the document."""
    if options.selected is None:
        waiting = waiting_of(material, options, frame)
        taken = material.only(lambda item: item.id not in waiting)
    else:
        wanted = options.selected
        taken = material.only(lambda item: item.id in wanted)
    goals = {goal.id for goal in taken.goals}
    return replace(
        taken, milestones=tuple(item for item in taken.milestones if not item.goal or item.goal in goals)
    )


def waiting_of(material: Material, options: ReportOptions, frame: Layout) -> Mapping[str, str]:
    """Why a record is not taken by default, by its id, as the kind of document has it."""
    if takes_private(options) and kind_of(options.document).own_takes_all:
        return {}
    waiting: Mapping[str, str] = function(kind_of(options.document).waiting)(material, frame)
    return waiting


def hints(material: Material, frame: Layout) -> Mapping[str, str]:
    """Why a record that may leave is not taken by default, by its id.

    Of reflections and feedback at most as many are taken as the layout has room for: the newest, and before
    all others the pages that tell what came of it, which a layout may have a section for, and the feedback
    with a response.
    """
    acted = acted_on(material)
    found = {item.id: hint for item in material.all() if (hint := _unticked(item, acted))}
    for item in material.milestones:
        if item.goal in found:
            found[item.id] = "its goal is not ticked"
    limits = {section.key: section.most for section in frame.sections}
    apart = "stories" in limits
    told = [item for item in material.reflections if item.id not in found]
    stories = [item for item in told if apart and tells_outcome(item)]
    pages = [item for item in told if item not in stories]
    heard = [item for item in material.feedback if item.id not in found]
    beyond = (
        *_beyond(stories, set(), limits.get("stories", 0)),
        *_beyond(pages, {item.id for item in pages if tells_outcome(item)}, limits.get("reflections", 0)),
        *_beyond(heard, {item.id for item in heard if item.response.strip()}, limits.get("feedback", 0)),
    )
    return {**found, **dict.fromkeys(beyond, MORE)}


def acted_on(material: Material) -> frozenset[str]:
    """Ids of the feedback that was answered, or that an action followed."""
    followed = {item.origin for item in material.actions}
    return frozenset(item.id for item in material.feedback if item.response.strip() or item.id in followed)


def _beyond(items: Iterable[Told], first: set[str], most: int) -> list[str]:
    """The ids of all but the `most` best; 0 is no limit."""
    if most <= 0:
        return []
    ranked = sorted(
        items, key=lambda item: (item.id in first, day_of(item) or dt.date.min, item.id), reverse=True
    )
    return [item.id for item in ranked[most:]]


def tells_outcome(page: Reflection) -> bool:
    """Whether it is a STAR story or its like: what was done, and what came of it."""
    tags = {section.tag for section in page.sections if section.text.strip()}
    return tags >= _STORY


def _unticked(record: Record, acted: frozenset[str]) -> str:
    if isinstance(record, Goal) and (record.scope == "personal" or record.area in ("personal", "wellbeing")):
        return "personal: tick it if it belongs here"
    if isinstance(record, Reflection) and record.clinical:
        return CLINICAL
    if isinstance(record, Feedback) and record.id not in acted:
        return "not answered yet"
    if isinstance(record, ActionItem) and record.priority != "must":
        return "nice to do"
    return ""
