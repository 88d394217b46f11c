"""The story of one relationship: meetings, agreements, checks, and how it turned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from mentorjournal.model.choices import label
from mentorjournal.model.types import Agreement, Pulse, Relationship
from mentorjournal.services.instruments import FIT
from mentorjournal.services.relationship_sums import agreed_on
from mentorjournal.storage import revisions
from mentorjournal.storage.reader import Reader, linked
from mentorjournal.storage.ties import Met

StepKind = Literal["start", "phase", "pause", "rough", "meeting", "agreement", "check", "fit", "end"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a relationship's story; `record_id` is what to open, "" where there is nothing more."""

    day: dt.date
    kind: StepKind
    text: str
    record_id: str = ""


def story(reader: Reader, tie: Relationship, meetings: Iterable[Met], today: dt.date) -> tuple[Step, ...]:
    """What happened between us, newest first."""
    steps = [Step(tie.started_on, "start", "It began")] if tie.started_on else []
    steps += _turns(reader, tie)
    steps += [
        Step(item.date, "meeting", item.title or "Meeting", item.id)
        for item in meetings
        if item.status == "held" and item.date is not None and item.date <= today
    ]
    for version in reader.find(Agreement, linked("relationship", tie.id)):
        day = agreed_on(version)
        if day is not None:
            steps.append(Step(day, "agreement", f"Agreement, version {version.number or 1:g}", version.id))
    steps += [
        Step(item.date, "fit", "Fit check", item.id)
        if item.instrument == FIT
        else Step(item.date, "check", "Relationship check", item.id)
        for item in reader.find(Pulse, linked("about", tie.id))
        if item.date is not None
    ]
    if tie.closed_on is not None:
        steps.append(Step(tie.closed_on, "end", "Closed"))
    return tuple(sorted(steps, key=lambda step: step.day, reverse=True))


def _turns(reader: Reader, tie: Relationship) -> list[Step]:
    """Changes of phase, pauses and rough patches as the versions tell them: what a day ended with."""
    ends: dict[dt.date, Relationship] = {}
    first: Relationship | None = None
    for version in reversed(revisions.versions(reader, tie.id)):
        if isinstance(version.after, Relationship):
            known = version.before if isinstance(version.before, Relationship) else version.after
            first = first or known
            ends[version.at.astimezone().date()] = version.after
    steps: list[Step] = []
    before = first
    for day, after in sorted(ends.items()):
        if before is not None:
            steps += _turned(day, before, after)
        before = after
    return steps


def _turned(day: dt.date, before: Relationship, after: Relationship) -> list[Step]:
    steps = []
    if after.phase not in {before.phase, "closed"}:
        steps.append(Step(day, "phase", label("phase", after.phase)))
    if after.paused_until != before.paused_until:
        until = after.paused_until
        words = f"Paused until {until.day} {until:%B} {until.year}" if until else "Resumed"
        steps.append(Step(day, "pause", words))
    if after.rough != before.rough:
        steps.append(Step(day, "rough", "A rough patch" if after.rough else "Out of the rough patch"))
    return steps
