"""Questions to ask in a coaching talk, by the phase of the relationship and by GROW, OSCAR or CLEAR."""

from __future__ import annotations

import tomllib
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from mentorjournal.resources import resource_path

PHASES = {"search": "initiation", "closed": "redefinition"}
"""Which questions suit the phases that have none of their own."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the model and the step it belongs to."""

    text: str
    phase: str
    model: str
    step: str

    @property
    def badge(self) -> str:
        """Such as "GROW, Options"."""
        return f"{self.model.upper()}, {self.step}"


@cache
def questions() -> tuple[Asked, ...]:
    """Every question, in the order of the file."""
    kept = tomllib.loads(resource_path("prompts/coaching.toml").read_text("utf-8"))
    return tuple(
        Asked(str(item["text"]), str(item["phase"]), str(item["model"]), str(item["step"]))
        for item in kept["questions"]
    )


def suiting(phase: str) -> tuple[Asked, ...]:
    """The questions of a phase, and those of any."""
    wanted = {PHASES.get(phase, phase), "any"}
    return tuple(item for item in questions() if item.phase in wanted)


def two_for(meeting_id: str, phase: str) -> tuple[Asked, ...]:
    """Two questions of one model and of different steps, the same each time for the same meeting."""
    known = suiting(phase)
    number = zlib.crc32(meeting_id.encode())
    models = sorted({item.model for item in known})
    if not models:
        return ()
    of_model = [item for item in known if item.model == models[number % len(models)]]
    first = of_model[number // 7 % len(of_model)]
    others = [item for item in of_model if item.step != first.step]
    second = others[number // 91 % len(others) :][:1] if others else []
    return tuple(sorted((first, *second), key=of_model.index))


def another(shown: Collection[str], now: str, phase: str) -> str:
    """The next question behind `now` that is not shown; `now` itself where there is no other."""
    texts = [item.text for item in suiting(phase)]
    at = texts.index(now) if now in texts else -1
    turned = [*texts[at + 1 :], *texts[: max(at, 0)]]
    return next((text for text in turned if text not in shown), now)
