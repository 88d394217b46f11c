"""Preparing a meeting: the brief that gathers itself, what the reader changes about it, and its one page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.types import BriefLine, Meeting
from mentorjournal.services.preparing.brief import (
    MENTEE_PARTS,
    MENTOR_PARTS,
    BadgeKind,
    Brief,
    Line,
    Part,
    Side,
    Who,
)
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import linked
from mentorjournal.storage.tables import columns
from mentorjournal.storage.writer import Writer

if TYPE_CHECKING:
    from mentorjournal.services.handing_out import Handed
    from mentorjournal.services.preparing.ground import Ground
    from mentorjournal.services.preparing.paper import OnePage
    from mentorjournal.services.preparing.together import Together
    from mentorjournal.services.reporting.options import Paper

__all__ = [
    "BadgeKind",
    "Brief",
    "Line",
    "Part",
    "Preparing",
    "Side",
    "Who",
]


class Preparing:
    """What a person does to prepare a meeting. Every change of a line is one undo step."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def brief(self, meeting_id: str, today: dt.date) -> Brief:
        """The brief of a meeting as of a local day. Raises NotFound."""
        from mentorjournal.services.preparing.ground import read_ground

        with self._database.reading() as reader:
            meeting = reader.get(Meeting, meeting_id)
            if meeting.deleted_at is not None:
                raise NotFound("This meeting is in the trash. Take it out to prepare it.")
            return _made(read_ground(reader, meeting, today))

    def day(self, day: dt.date, today: dt.date) -> tuple[Brief, ...]:
        """The briefs of every meeting planned or held on a day, in the order of their times."""
        return tuple(self.brief(key, today) for key in self.on_day(day))

    def on_day(self, day: dt.date) -> tuple[str, ...]:
        """The ids of the meetings of a day, in the order of their times; cancelled and missed ones are none."""
        c = columns(Meeting)
        with self._database.reading() as reader:
            found = reader.ids(Meeting, c.date == day, c.status.in_(("planned", "held")))
        return tuple(reversed(found))

    def next_meeting(self, now: dt.datetime) -> str:
        """The id of the next planned meeting at or after a local moment's day, or ""."""
        c = columns(Meeting)
        with self._database.reading() as reader:
            found = reader.find(
                Meeting, c.date >= now.date(), c.status == "planned", order=(c.sort,), limit=1
            )
        return found[0].id if found else ""

    def together(self, meeting_id: str, today: dt.date) -> Together:
        """The relationship behind a meeting, its last three meetings and its last check. Raises NotFound."""
        from mentorjournal.services.preparing.ground import read_ground
        from mentorjournal.services.preparing.together import read_together

        with self._database.reading() as reader:
            return read_together(read_ground(reader, reader.get(Meeting, meeting_id), today))

    # Changing lines

    def tick(self, meeting_id: str, line: Line, ticked: bool, *, origin: str = "") -> None:
        """Take a line along, or leave it out."""
        from mentorjournal.services.preparing.lines import with_tick

        label = "Tick a line of the brief" if ticked else "Untick a line of the brief"
        self._change(label, meeting_id, line, lambda item: with_tick(item, line, ticked), origin)

    def reword(
        self, meeting_id: str, line: Line, text: str, *, origin: str = "", sitting: bool = False
    ) -> None:
        """Say a line in other words; none bring back the gathered ones, and take an added line away."""
        from mentorjournal.services.preparing.lines import with_words

        words = " ".join(text.split())
        if line.added and not words:
            self.remove(line, origin=origin)
            return
        gathered = "" if not line.added and words == line.full and not line.edited else words
        self._change(
            "Edit a line of the brief",
            meeting_id,
            line,
            lambda item: with_words(item, line, gathered),
            origin,
            sitting=sitting,
        )

    def add(self, meeting_id: str, part: str, text: str, *, origin: str = "", sitting: bool = False) -> str:
        """A line of the reader's own at the end of a part; its key. Raises InvalidRecord without words."""
        words = " ".join(text.split())
        if not words or part not in {**MENTEE_PARTS, **MENTOR_PARTS}:
            raise InvalidRecord("A line of the brief needs words and a part. Nothing was added.")
        with self._database.writing("New line of the brief", origin=origin, sitting=sitting) as change:
            change.get(Meeting, meeting_id)
            return change.put(BriefLine(title=words, meeting=meeting_id, part=part, ticked="on")).id

    def remove(self, line: Line, *, origin: str = "") -> None:
        """Take away a line the reader added, or what was changed about a gathered one."""
        with self._database.writing("Remove a line of the brief", origin=origin) as change:
            if line.record:
                change.erase(line.record)

    def move(self, meeting_id: str, lines: Sequence[Line], at: int, to: int, *, origin: str = "") -> None:
        """Move the line at place `at` of a part's `lines` to place `to`; lines behind both stay unkept."""
        from mentorjournal.services.preparing.lines import changed_line

        to = max(0, min(to, len(lines) - 1))
        if at == to:
            return
        order = list(lines)
        order.insert(to, order.pop(at))
        with self._database.writing("Reorder the brief", origin=origin) as change:
            for place, line in enumerate(order[: max(at, to) + 1]):
                item = changed_line(meeting_id, line, _kept(change, meeting_id, line))
                change.put(replace(item, position=float(place)))

    def another_question(self, meeting_id: str, line: Line, today: dt.date, *, origin: str = "") -> str:
        """Ask another coaching question in this line's place; its words."""
        from mentorjournal.services.preparing.coaching import another
        from mentorjournal.services.preparing.ground import read_ground
        from mentorjournal.services.preparing.lines import with_words
        from mentorjournal.services.preparing.mentor import phase_of

        with self._database.reading() as reader:
            ground = read_ground(reader, reader.get(Meeting, meeting_id), today)
            shown = {item.full for item in _made(ground).part("coaching").lines}
            text = another(shown, line.full, phase_of(ground))
        self._change(
            "Take another question", meeting_id, line, lambda item: with_words(item, line, text), origin
        )
        return text

    def _change(
        self,
        label: str,
        meeting_id: str,
        line: Line,
        edit: Callable[[BriefLine], BriefLine],
        origin: str,
        *,
        sitting: bool = False,
    ) -> None:
        from mentorjournal.services.preparing.lines import as_gathered, changed_line

        with self._database.writing(label, origin=origin, sitting=sitting) as change:
            change.get(Meeting, meeting_id)
            kept = _kept(change, meeting_id, line)
            item = edit(changed_line(meeting_id, line, kept))
            if not as_gathered(item):
                change.put(item)
            elif kept is not None:
                change.erase(kept.id)

    # On paper

    def page(self, brief: Brief, paper: Paper = "a4") -> OnePage:
        """The brief as one page, and what did not fit on it. Raises ReportError for a confidential meeting."""
        from mentorjournal.services.preparing.paper import one_page

        return one_page(self._database, brief, paper)

    def handed(self, brief: Brief, page: OnePage, where: str, paper: Paper = "a4") -> Handed:
        """What is to be noted where that page is printed; `where` stands for the name of a file."""
        from mentorjournal.services.preparing.paper import handed_page

        return handed_page(brief, page, where, paper)

    def save(self, briefs: Sequence[Brief], path: Path, paper: Paper = "a4") -> int:
        """Save briefs as one PDF, a page each; how many pages. Raises ReportError and StorageFailed."""
        from mentorjournal.services.preparing.paper import save_pages

        return save_pages(self._database, briefs, path, paper)


def _kept(change: Writer, meeting_id: str, line: Line) -> BriefLine | None:
    """What is kept about a line already, whoever read the brief before it was."""
    if line.added:
        return change.get(BriefLine, line.record)
    c = columns(BriefLine)
    where = [linked("meeting", meeting_id), linked("source", line.source), c.part == line.slot]
    return next(iter(change.find(BriefLine, *where, limit=1)), None)


def _made(ground: Ground) -> Brief:
    # Gathering makes its statements ready when it is first loaded, which a start should not wait for.
    from mentorjournal.services.meeting_message import may_be_sent
    from mentorjournal.services.preparing.lines import parts_of, read_changes
    from mentorjournal.services.preparing.mentee import mentee_lines
    from mentorjournal.services.preparing.mentor import mentor_lines

    meeting = ground.meeting
    is_mentor = ground.side == "mentor"
    gathered = mentor_lines(ground) if is_mentor else mentee_lines(ground)
    if ground.reader.veiled:  # a line may be for myself though its record is not
        gathered = [line for line in gathered if line.badge != "private"]
    titles = MENTOR_PARTS if is_mentor else MENTEE_PARTS
    return Brief(
        meeting=meeting.id,
        title=meeting.title,
        side=ground.side,
        people=tuple(Who(person.id, person.title) for person in ground.people),
        day=meeting.date,
        at=meeting.at,
        minutes=meeting.minutes,
        place=meeting.place,
        objective=meeting.objective,
        since=ground.since,
        first=ground.previous is None,
        parts=parts_of(ground, titles, gathered, read_changes(ground)),
        confidential=not may_be_sent(ground.reader, meeting),
    )
