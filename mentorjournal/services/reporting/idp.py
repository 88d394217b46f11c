"""The individual development plan: a view over goals."""

from __future__ import annotations

from collections.abc import Mapping

from mentorjournal.model.types import Goal
from mentorjournal.services.reporting import usual
from mentorjournal.services.reporting.gather import OPEN_GOALS, Material
from mentorjournal.services.reporting.layout import Layout

CLOSED = "closed: a plan looks ahead"


def hints(material: Material, frame: Layout) -> Mapping[str, str]:
    """What is not ticked by default: as in a review, and goals that are closed."""
    found = dict(usual.hints(material, frame))
    closed = {item.id for item in material.goals if item.status not in OPEN_GOALS}
    found |= dict.fromkeys(closed, CLOSED)
    return found | {item.id: CLOSED for item in material.milestones if item.goal in closed}
