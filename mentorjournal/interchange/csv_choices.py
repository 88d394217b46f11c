"""The words tables have for the choices of the journal: states of a goal, kinds of an activity."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from mentorjournal.interchange.csv_words import plain_name
from mentorjournal.model.choices import CHOICES

_STATES: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("active", "open", "in progress", "started", "doing", "ongoing", "on track", "yes no"), "active"
    ),
    **dict.fromkeys(("planned", "not started", "todo", "to do", "new", "backlog", "next"), "planned"),
    **dict.fromkeys(("paused", "on hold", "waiting", "blocked", "stalled"), "paused"),
    **dict.fromkeys(
        ("achieved", "done", "complete", "completed", "finished", "closed", "erledigt", "reached"), "achieved"
    ),
    **dict.fromkeys(
        ("dropped", "let go", "cancelled", "canceled", "abandoned", "archived", "wont do"), "dropped"
    ),
    "changed": "changed",
}
_KINDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("mentor", "mentoring meeting", "supervision", "coaching", "mentorship"), "mentoring"),
    **dict.fromkeys(
        ("course", "training", "workshop", "cme", "cpd", "study", "studying", "reading"), "learning"
    ),
    **dict.fromkeys(("lecture", "tutorial", "lectures", "teach"), "teaching"),
    **dict.fromkeys(("clinic", "ward", "patients", "clinical"), "clinical"),
    **dict.fromkeys(("committee", "reviewing", "peer review"), "service"),
    **dict.fromkeys(("lab", "writing", "experiments"), "research"),
    **dict.fromkeys(("volunteering", "outreach"), "community"),
}


def state_of(cell: str) -> str:
    """The state of a goal a cell names; empty where it names none."""
    return _STATES.get(plain_name(cell), "")


@lru_cache(maxsize=4_096)
def chosen(choices: str, cell: str) -> str:
    """The key of a choice by its key, its label or another name; empty where it is none of them."""
    wanted = plain_name(cell)
    known = {plain_name(label): key for key, label in CHOICES[choices].items()}
    others = _KINDS if choices == "activity_category" else {}
    return known.get(wanted) or (wanted if wanted in CHOICES[choices] else others.get(wanted, ""))
