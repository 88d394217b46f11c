"""What stands beside a brief: the relationship, the last three meetings and the last check."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from mentorjournal.model.types import Agreement, Meeting, Pulse, Relationship
from mentorjournal.services.preparing.ground import Ground
from mentorjournal.services.preparing.mentor import last_meetings
from mentorjournal.storage.reader import linked, linked_to_any
from mentorjournal.storage.tables import columns

CHECK = "relationship_check"


@dataclass(frozen=True, slots=True)
class Check:
    """The last relationship check: its day, and the label and number (0 to 10) of each item rated."""

    day: dt.date | None
    scores: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Together:
    """`agreement` is the newest one; `roles` are those wanted here, `played` those of our meetings."""

    tie: Relationship | None
    agreement: Agreement | None
    meetings: tuple[Meeting, ...]
    check: Check | None
    roles: tuple[str, ...]
    played: frozenset[str]


def read_together(ground: Ground) -> Together:
    """Read it for the meeting of a brief."""
    tie = ground.ties[0] if ground.ties else None
    agreement, check = None, None
    if tie is not None:
        found = ground.find(Agreement, linked("relationship", tie.id))
        agreement = max(found, key=lambda item: (item.number or 0, item.id), default=None)
        check = _check(ground, tie)
    played = _played(ground, mentoring=tie is not None and tie.my_role == "mentor")
    wanted = tie.roles if tie is not None else ()
    return Together(
        tie, agreement, last_meetings(ground), check, tuple(dict.fromkeys((*wanted, *sorted(played)))), played
    )


def _check(ground: Ground, tie: Relationship) -> Check | None:
    # Checks are confidential always; what stands beside a brief is for the reader's eyes and never printed.
    found = ground.reader.find(Pulse, columns(Pulse).instrument == CHECK, linked("about", tie.id), limit=1)
    if not found:
        return None
    scores = ((item.heading, int(item.text)) for item in found[0].scores if item.text.isdigit())
    return Check(found[0].date, tuple(scores))


def _played(ground: Ground, *, mentoring: bool) -> frozenset[str]:
    """The roles played at any of our meetings; without any noted, those the people have. Where I am the
    mentor the roles are mine, and meetings alone tell them."""
    where = linked_to_any("people", ground.ids or ("",))
    c = columns(Meeting)
    held = ground.find(Meeting, c.status == "held", c.roles_played != (), where, limit=12)
    played = {role for item in held for role in item.roles_played}
    if mentoring:
        return frozenset(played)
    return frozenset(played or {role for person in ground.people for role in person.roles})
