"""What the page after a meeting shows: what was agreed, what is left, and what could be done next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from mentorjournal.model.types import (
    ActionItem,
    Advice,
    Connection,
    Decision,
    Meeting,
    Person,
    Question,
    Reflection,
    Relationship,
)
from mentorjournal.services.actions import OwnedAction, owned, still_open
from mentorjournal.services.meeting_message import (
    Sendable,
    differs_on_paper,
    may_be_sent,
    sendable,
    summary_text,
    told_of,
)
from mentorjournal.services.meeting_people import called, people_of, planned_after, tie_of
from mentorjournal.services.next_date import Proposal, proposed
from mentorjournal.storage.reader import Reader, linked, linked_to_any
from mentorjournal.storage.tables import columns

CARRIED_OFTEN = 2
"""From so many times on the question is whether to drop it, shrink it or ask for help."""
THANK_WITHIN = 2
"""Days in which thanks are still warm."""
TEMPLATE = "after_meeting"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An action item that could follow, made by one click; `source` is the record it follows from.

    `thanks` is who is thanked by it; that is nothing which was agreed together, so no summary says it.
    """

    title: str
    due: dt.date
    source: str
    thanks: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpPage:
    """Everything the page shows. `generated` is the summary in the program's words, empty where the meeting
    is confidential, and `outgoing` what it is made of; `planned` the next meeting with the same people, where
    it is planned already."""

    meeting: Meeting
    people: tuple[Person, ...]
    tie: Relationship | None
    actions: tuple[OwnedAction, ...]
    decisions: tuple[Decision, ...]
    advice: tuple[Advice, ...]
    answered: tuple[Question, ...]
    open_questions: tuple[Question, ...]
    left_open: tuple[OwnedAction, ...]
    carried_often: tuple[OwnedAction, ...]
    suggestions: tuple[Suggestion, ...]
    proposal: Proposal
    planned: Meeting | None
    reflection: Reflection | None
    generated: str
    outgoing: Sendable | None = field(default=None, compare=False, repr=False)

    @property
    def summary(self) -> str:
        """The summary as it stands: the reader's words, else the program's; nothing where nothing may be sent."""
        return (self.meeting.summary or self.generated) if self.generated else ""

    @property
    def own_differs(self) -> bool:
        """Whether the reader's own words of the summary are printed otherwise than they are copied."""
        return self.outgoing is not None and differs_on_paper(self.outgoing, self.meeting.summary)

    @property
    def own_tells(self) -> tuple[str, ...]:
        """Titles of what is confidential and stands in the reader's own words of the summary all the same."""
        return told_of(self.outgoing, self.meeting.summary) if self.outgoing is not None else ()


def read_page(reader: Reader, meeting_id: str, today: dt.date) -> FollowUpPage:
    """Gather it. Raises NotFound."""
    meeting = reader.get(Meeting, meeting_id)
    people, tie = people_of(reader, meeting), tie_of(reader, meeting)
    here = linked("meeting", meeting_id)
    introductions = reader.find(Connection, here)
    follows = linked_to_any("origin", (meeting_id, *(item.id for item in introductions)))
    actions = reader.find(ActionItem, here | follows)
    questions = reader.find(Question, here)
    often, left = _left_over(reader, meeting)
    written = reader.find(
        Reflection, linked("related", meeting_id), columns(Reflection).template == TEMPLATE, limit=1
    )
    outgoing = sendable(reader, meeting) if may_be_sent(reader, meeting) else None
    return FollowUpPage(
        meeting,
        people,
        tie,
        owned(reader, [item for item in actions if item.let_go_on is None]),
        tuple(reversed(reader.find(Decision, here))),
        tuple(reversed(reader.find(Advice, here))),
        _answered(reader, meeting, questions),
        _open_questions(reader, meeting, questions),
        left,
        often,
        _suggestions(reader, (meeting, introductions, people), {item.title for item in actions}, today),
        proposed(meeting, tie, today),
        planned_after(reader, meeting),
        written[0] if written else None,
        summary_text(outgoing) if outgoing is not None else "",
        outgoing,
    )


def _answered(reader: Reader, meeting: Meeting, asked_here: tuple[Question, ...]) -> tuple[Question, ...]:
    """Those asked here that have an answer, and those for anybody who is here that were answered that day."""
    found = {item.id: item for item in asked_here if item.answered_on is not None}
    if meeting.people and meeting.date is not None:
        that_day = columns(Question).answered_on == meeting.date
        mine = reader.find(Question, linked_to_any("for_whom", meeting.people), that_day)
        found |= {item.id: item for item in mine}
    return tuple(sorted(found.values(), key=lambda item: item.id))


def _open_questions(
    reader: Reader, meeting: Meeting, asked_here: tuple[Question, ...]
) -> tuple[Question, ...]:
    """Those asked here and those for anybody who is here, the most important first."""
    found = {item.id: item for item in asked_here if item.answered_on is None}
    if meeting.people:
        mine = reader.find(
            Question, linked_to_any("for_whom", meeting.people), columns(Question).answered_on.is_(None)
        )
        found |= {item.id: item for item in mine}
    rank = {"high": 0, "medium": 1, "low": 2}
    return tuple(sorted(found.values(), key=lambda item: (rank.get(item.importance, 1), item.id)))


def _left_over(reader: Reader, meeting: Meeting) -> tuple[tuple[OwnedAction, ...], tuple[OwnedAction, ...]]:
    """Open action items with these people: those carried over often, and others of earlier meetings."""
    where = linked("meeting", meeting.id)
    before: set[str] = set()
    if meeting.people:
        together = linked_to_any("people", meeting.people)
        earlier = (columns(Meeting).date < meeting.date,) if meeting.date is not None else ()
        before = set(reader.ids(Meeting, together, *earlier)) - {meeting.id}
        met = reader.ids(Meeting, together)
        where = linked_to_any("owner", meeting.people) | linked_to_any("meeting", met)
    found = reader.find(ActionItem, where, *still_open())
    often = [item for item in found if (item.carried or 0) >= CARRIED_OFTEN]
    asked = _asked_about(reader, [item.id for item in often])
    left = [item for item in found if item.meeting in before and (item.carried or 0) < CARRIED_OFTEN]
    return owned(reader, [item for item in often if item.id not in asked]), owned(reader, left)


def _asked_about(reader: Reader, action_ids: list[str]) -> set[str]:
    """The action items about which help was asked and has not come yet."""
    if not action_ids:
        return set()
    found = reader.find(
        Question, linked_to_any("origin", action_ids), columns(Question).answered_on.is_(None)
    )
    return {item.origin for item in found if item.origin}


def _suggestions(
    reader: Reader,
    there: tuple[Meeting, tuple[Connection, ...], tuple[Person, ...]],
    known: set[str],
    today: dt.date,
) -> tuple[Suggestion, ...]:
    """Thanks to say and introductions to follow up that are no action item yet."""
    meeting, introductions, people = there
    last = max(today, meeting.date or today)
    soon = last + min(dt.timedelta(days=THANK_WITHIN), dt.date.max - last)
    found: list[Suggestion] = []
    for item in reversed(introductions):
        found += _after_introduction(reader, item, soon)
    if meeting.received.strip() or meeting.worth.strip() or not found:
        found += [Suggestion(f"Thank {called(person)}", soon, meeting.id, person.id) for person in people]
    return tuple(item for item in found if item.title not in known)


def _after_introduction(reader: Reader, item: Connection, soon: dt.date) -> list[Suggestion]:
    ids = [key for key in (item.introducer, item.introduced, item.to_whom) if key]
    there = {key: person for key, person in reader.many(ids).items() if isinstance(person, Person)}
    names = {key: called(person) for key, person in there.items()}
    by, who, whom = (names.get(key or "", "") for key in (item.introducer, item.introduced, item.to_whom))
    found: list[Suggestion] = []
    if by and item.introducer and item.thanked_on is None:
        for_what = f" for the introduction to {whom}" if whom else " for the introduction"
        found.append(Suggestion(f"Thank {by}{for_what}", soon, item.id, item.introducer))
    if item.followed_on is None and whom:
        if not by and who:
            found.append(Suggestion(f"Introduce {who} to {whom}", item.follow_up or soon, item.id))
        else:
            found.append(Suggestion(f"Write to {whom}", item.follow_up or soon, item.id))
    return found
