"""A relationship with a last meeting and a next one, and what tests of briefs ask again and again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from mentorjournal.model.record import Record
from mentorjournal.model.types import ActionItem, Meeting, Observation, Person, Relationship
from mentorjournal.services.bundle import Services
from mentorjournal.services.preparing import Brief, Line
from mentorjournal.services.reporting.pages import page_texts

TODAY = dt.date(2026, 4, 14)


def day(number: int) -> dt.date:
    """A day before (negative) or after today."""
    return TODAY + dt.timedelta(days=number)


@dataclass(frozen=True)
class Pair:
    """Two people, their relationship, the meeting held a month ago and the one in two days."""

    services: Services
    person: Person
    tie: Relationship
    last: Meeting
    next: Meeting

    def brief(self) -> Brief:
        """The brief of the next meeting."""
        return self.services.preparing.brief(self.next.id, TODAY)

    def save(self, record: Any) -> Any:
        """A record in this journal."""
        return self.services.records.save(record)

    def action(self, title: str, **fields: Any) -> ActionItem:
        """Something agreed at the last meeting."""
        made: ActionItem = self.save(ActionItem(title=title, meeting=self.last.id, **fields))
        return made

    def noticed(self, kind: str, title: str, **fields: Any) -> Observation:
        """Something noticed about the person."""
        given = {"person": self.person.id, "date": day(-3), **fields}
        made: Observation = self.save(Observation(kind=kind, title=title, **given))
        return made

    def paper(self, paper: Any = "a4") -> str:
        """The text of the printed page; there is one."""
        return text_of(self.services.preparing.page(self.brief(), paper).pdf)


def pair(services: Services, my_role: str = "mentee", **tie: Any) -> Pair:
    """Helena and I, or a mentee and I."""
    name = "Dr Helena Brandt" if my_role == "mentee" else "Zoe Marchetti"
    person = services.records.save(Person(title=name, short_name=name.split()[-2]))
    made = services.records.save(
        Relationship(
            title="Us",
            person=person.id,
            my_role=my_role,
            phase="cultivation",
            started_on=day(-400),
            **tie,
        )
    )
    shared: dict[str, Any] = {"people": (person.id,), "relationship": made.id}
    last = services.records.save(
        Meeting(title="Last time", date=day(-33), at=dt.time(10, 30), status="held", **shared)
    )
    ahead = services.records.save(Meeting(title="Next time", date=day(2), at=dt.time(10, 30), **shared))
    return Pair(services, person, made, last, ahead)


def lines(brief: Brief, part: str) -> list[str]:
    """What the lines of a part say."""
    return [line.text for line in brief.part(part).lines]


def ticked(brief: Brief, part: str) -> list[str]:
    """What the ticked lines of a part say."""
    return [line.text for line in brief.part(part).ticked]


def line_of(brief: Brief, record: Record | str) -> Line:
    """The one line of a record, or with these words."""
    found = [
        line
        for part in brief.parts
        for line in part.lines
        if (line.full == record if isinstance(record, str) else line.source == record.id)
    ]
    assert len(found) == 1, [line.full for line in found]
    return found[0]


def everything(brief: Brief) -> str:
    """Every word a brief shows or keeps."""
    words = [brief.title, brief.objective, brief.place, brief.names]
    for part in brief.parts:
        for line in part.lines:
            words += [line.text, line.full, line.badge, line.whom]
    return "\n".join(words)


def text_of(pdf: bytes) -> str:
    """The text of a page, on single spaces; there must be one page."""
    texts = list(page_texts(pdf))
    assert len(texts) == 1
    return " ".join(" ".join(map(str, texts)).split())
