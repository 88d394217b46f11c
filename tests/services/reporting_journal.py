"""A small journal for tests of reports, and reading a drawn report back."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from mentorjournal.model.fields import Section
from mentorjournal.model.types import Activity, Feedback, Goal, Milestone, Person, Reflection
from mentorjournal.services.bundle import Services
from mentorjournal.services.reporting import ReportOptions
from mentorjournal.services.reporting.pages import labels, page_texts

NOW = dt.datetime(2026, 4, 14, 9, 30, tzinfo=dt.UTC)
DAY = dt.date(2026, 3, 2)


def page(title: str, text: str, **fields: Any) -> Reflection:
    """An exportable free page."""
    given = {"date": DAY, "visibility": "exportable", **fields}
    return Reflection(title=title, sections=(Section("what", "", text),), **given)


def person(name: str, **fields: Any) -> Person:
    """Somebody who was not asked, unless told otherwise."""
    return Person(title=name, **fields)


def consented(name: str, **fields: Any) -> Person:
    """Somebody who agreed to be named, and is to be."""
    return Person(title=name, display="name", consent="given", **fields)


def goal(services: Services, title: str, milestones: int = 0, **fields: Any) -> Goal:
    """An exportable goal with exportable milestones."""
    given = {"visibility": "exportable", "start": DAY, **fields}
    made = services.records.save(Goal(title=title, **given))
    for number in range(milestones):
        services.records.save(
            Milestone(title=f"Step {number + 1}", goal=made.id, due=DAY, visibility="exportable")
        )
    return made


def activity(title: str, hours: float, **fields: Any) -> Activity:
    """An exportable activity."""
    return Activity(**{"title": title, "hours": hours, "date": DAY, "visibility": "exportable", **fields})


def heard(words: str, giver: Person, **fields: Any) -> Feedback:
    """Exportable feedback received."""
    given = {"title": "On my talk", "on_what": "The talk", "date": DAY, "visibility": "exportable", **fields}
    return Feedback(person=giver.id, sections=(Section("what", "", words),), **given)


def drawn(services: Services, options: ReportOptions | None = None) -> bytes:
    """The bytes of the report."""
    out = io.BytesIO()
    services.reporting.draw(options or ReportOptions(), out)
    return out.getvalue()


def everything(data: bytes) -> str:
    """All that can be extracted, on single spaces."""
    return " ".join(" ".join((*page_texts(data), labels(data))).split())


def text_of(services: Services, options: ReportOptions | None = None) -> str:
    """All that can be extracted from the report."""
    return everything(drawn(services, options))
