"""Lines of a meeting's notes as records: what a line says, whose it is, and what is made of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.fields import Section
from mentorjournal.model.record import Record
from mentorjournal.model.types import (
    ActionItem,
    Advice,
    AgendaItem,
    Decision,
    Feedback,
    Insight,
    Meeting,
    Person,
    Question,
)
from mentorjournal.services.called import people_called
from mentorjournal.services.meeting_people import tie_of
from mentorjournal.storage.reader import Reader, linked

R = TypeVar("R", bound=Record)
LineKind = Literal["action", "decision", "advice", "question", "feedback", "insight", "agenda"]
_MARKS = re.compile(
    r"^\s*(?:#{1,6}\s+|(?:>\s*)+)?(?:(?:[-*+•]|\d{1,3}[.)])(?:\s+|$))?(?:\[[ xX]?\](?:\s+|$))?"
)


@dataclass(frozen=True, slots=True)
class Line:
    """What is made into a record: its first line is the title, `rest` what the selection holds below.

    `person` is who at the meeting was named before a colon; `given` is true where I am the mentor there.
    """

    meeting: Meeting
    title: str
    rest: str
    person: str | None
    due: dt.date | None
    given: bool

    @property
    def whom(self) -> str | None:
        """Whom it is from or for: who was named, else the first who is there."""
        return self.person or next(iter(self.meeting.people), None)


def record_of_line(
    reader: Reader, meeting: Meeting, line: str, kind: LineKind, due: dt.date | None
) -> Record:
    """The record, not stored yet, that a line or a selection of the notes becomes; confidential as those are.

    Raises InvalidRecord where it has no words.
    """
    lines = [bare for part in line.splitlines() if (bare := bare_line(part))]
    if not lines:
        raise InvalidRecord("This line has no words. Nothing was made of it.")
    if kind in ("insight", "agenda", "decision"):
        person, title = None, lines[0]
    else:
        person, title = owner_of(reader, meeting, lines[0])
    tie = tie_of(reader, meeting)
    given = tie is not None and tie.my_role == "mentor"
    found = Line(meeting, title, "\n".join(lines[1:]), person, due, given)
    if kind == "agenda":
        return as_secret_as(last_agenda_item(reader, meeting.id, title), meeting)
    return as_secret_as(_MAKERS[kind](found), meeting)


def bare_line(line: str) -> str:
    """The words of one line of Markdown, without its mark of a heading, quotation, list or check box."""
    return _MARKS.sub("", line).strip()


def owner_of(reader: Reader, meeting: Meeting, line: str) -> tuple[str | None, str]:
    """Who at the meeting a line names before a colon, and the rest; nobody where two go by that name."""
    name, colon, rest = (part.strip() for part in line.strip().partition(":"))
    if not (colon and rest):
        return None, line.strip()
    people = [person for person in reader.many(meeting.people).values() if isinstance(person, Person)]
    found = people_called(people, name)
    return (found[0].id, rest) if len(found) == 1 else (None, line.strip())


def last_agenda_item(reader: Reader, meeting_id: str, title: str) -> AgendaItem:
    """A line, not stored yet, at the end of a meeting's agenda."""
    known = reader.find(AgendaItem, linked("meeting", meeting_id))
    place = max((item.position or 0 for item in known), default=0) + 1
    return AgendaItem(title=title, meeting=meeting_id, position=place)


def as_secret_as(made: R, *sources: Record | None) -> R:
    """The record, not stored yet, confidential where anything that it is made of is."""
    secret = made.confidential or any(source is not None and source.confidential for source in sources)
    return replace(made, confidential=secret)


def _action(line: Line) -> Record:
    return ActionItem(
        title=line.title,
        detail=line.rest,
        owner=line.person,
        due=line.due,
        meeting=line.meeting.id,
        people=line.meeting.people,
    )


def _decision(line: Line) -> Record:
    return Decision(
        title=line.title,
        why=line.rest,
        date=line.meeting.date,
        decided_on=line.meeting.date,
        meeting=line.meeting.id,
        people=line.meeting.people,
    )


def _advice(line: Line) -> Record:
    return Advice(
        title=line.title,
        detail=line.rest,
        date=line.meeting.date,
        direction="given" if line.given else "received",
        person=line.whom,
        meeting=line.meeting.id,
    )


def _question(line: Line) -> Record:
    return Question(
        title=line.title,
        detail=line.rest,
        date=line.meeting.date,
        for_whom=line.whom,
        meeting=line.meeting.id,
    )


def _feedback(line: Line) -> Record:
    return Feedback(
        title=line.title,
        sections=(Section("what", "", line.rest),) if line.rest else (),
        date=line.meeting.date,
        direction="given" if line.given else "received",
        person=line.whom,
        related=(line.meeting.id,),
    )


def _insight(line: Line) -> Record:
    return Insight(
        title=line.title,
        detail=line.rest,
        origin=line.meeting.id,
        date=line.meeting.date,
        people=line.meeting.people,
    )


_MAKERS: dict[str, Callable[[Line], Record]] = {
    "action": _action,
    "decision": _decision,
    "advice": _advice,
    "question": _question,
    "feedback": _feedback,
    "insight": _insight,
}
