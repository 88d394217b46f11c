"""Which records, views and papers the pictures show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from mentorjournal.model.record import Record
    from mentorjournal.model.types import Agreement, Meeting, Relationship
    from mentorjournal.services.bundle import Services

R = TypeVar("R", bound="Record")
MANY_SECTIONS = 3
View = tuple[str, str, str, bool]
"""Name of the picture, key of the view, id of the record shown, whether it is worth a large one too."""


def shown_records(services: Services, today: dt.date) -> Iterator[tuple[str, str]]:
    """(place, record id) of the record that shows most of what each place can do."""
    from mentorjournal.model.types import Feedback, Goal, Milestone, Person, Resource, Scheme

    records = services.records
    points = [item.goal for item in records.all(Milestone)]
    ties = {person.id: len(records.linked(person.id)) for person in records.all(Person)}
    chosen: dict[str, list[str]] = {
        "journal": _structured(services),
        "goals": _most(records.all(Goal), lambda goal: (goal.status == "active", points.count(goal.id))),
        "meetings": [card.meeting.id for card in services.meetings.ahead(today)[:1]],
        "feedback": _most(
            records.all(Feedback), lambda item: (item.direction == "received", len(item.response))
        ),
        "people": _most(records.all(Person), lambda person: ties[person.id]),
        "resources": _most(records.all(Resource), lambda item: (bool(item.usefulness), len(item.notes))),
        "awards": _most(records.all(Scheme), lambda item: _claims_of(services, item.id)),
    }
    return ((place, ids[0]) for place, ids in chosen.items() if ids)


def _most(found: Iterable[R], worth: Callable[[R], Any]) -> list[str]:
    return [record.id for record in sorted(found, key=worth, reverse=True)[:1]]


def _claims_of(services: Services, scheme_id: str) -> int:
    """How many claims a scheme has."""
    from mentorjournal.model.types import Claim

    return sum(claim.scheme == scheme_id for claim in services.records.all(Claim))


def _structured(services: Services) -> list[str]:
    """The newest reflection in sections, with Markdown, people and tags; else the newest of all."""
    from mentorjournal.model.types import Reflection

    newest = sorted(services.records.all(Reflection), key=lambda item: str(item.date), reverse=True)
    rich = [
        item.id
        for item in newest
        if sum(bool(section.text) for section in item.sections) >= MANY_SECTIONS
        and any("**" in section.text or "\n- " in section.text for section in item.sections)
        and item.people
        and item.tags
    ]
    return [*rich, *(item.id for item in newest)][:1]


def mentee_views(services: Services, today: dt.date) -> Iterator[View]:
    """The views of a journal whose owner is mentored."""
    tie = longest(services)
    if tie is not None:
        yield "relationships", "relationships", tie.id, True
        agreement = _newest_agreement(services, tie)
        if agreement is not None:
            yield "agreement", "relationships", agreement.id, False
    yield "mentor-search", "search", "", False
    ahead = services.meetings.ahead(today)
    if ahead:
        yield "prepare", "prepare", ahead[0].meeting.id, True
    held = _last_held(services)
    if held is not None:
        yield "meet", "meet", held.id, True
        yield "follow-up", "follow_up", held.id, True
    for view in (
        *("plan", "skills", "chances", "options", "path", "projects"),
        *("network", "pulses", "year"),
    ):
        yield view, view, "", True
    scheme = dict(shown_records(services, today)).get("awards", "")
    if scheme:
        for view in ("coverage", "writing", "letters"):
            yield view, view, scheme, True


def mentor_views(services: Services, today: dt.date) -> Iterator[View]:
    """The views of a journal whose owner mentors others."""
    yield "mentees", "mentees", "", True
    yield "legacy", "legacy", "", False
    ahead = services.meetings.ahead(today)
    if ahead:
        yield "prepare-mentor", "prepare", ahead[0].meeting.id, False


def papers(services: Services, today: dt.date, folder: Path) -> Iterator[tuple[str, Path]]:
    """The PDFs for two people and for an award, made in a folder, each with the name of its pictures."""
    from mentorjournal.services.reporting.options import ReportOptions

    tie = longest(services)
    agreement = _newest_agreement(services, tie) if tie is not None else None
    if agreement is not None:
        services.agreements.save_pdf(agreement.id, folder / "agreement.pdf")
        yield "paper-agreement", folder / "agreement.pdf"
    ahead = services.meetings.ahead(today)
    if ahead:
        brief = services.preparing.brief(ahead[0].meeting.id, today)
        services.preparing.save([brief], folder / "brief.pdf")
        yield "paper-brief", folder / "brief.pdf"
    held = _last_held(services)
    if held is not None:
        services.follow_up.save(held.id, folder / "summary.pdf")
        yield "paper-summary", folder / "summary.pdf"
    scheme = dict(shown_records(services, today)).get("awards", "")
    if scheme:
        options = ReportOptions(document="portfolio", scheme=scheme)
        services.reporting.save(options, folder / "portfolio.pdf")
        yield "paper-portfolio", folder / "portfolio.pdf"


def longest(services: Services) -> Relationship | None:
    """The active relationship with most meetings."""
    from mentorjournal.model.types import Meeting, Relationship

    met = [meeting.relationship for meeting in services.records.all(Meeting)]
    ties = [tie for tie in services.records.all(Relationship) if tie.phase not in ("search", "closed")]
    return max(ties, key=lambda tie: (met.count(tie.id), tie.id), default=None)


def _newest_agreement(services: Services, tie: Relationship) -> Agreement | None:
    return next(iter(services.agreements.of(tie.id)), None)


def _last_held(services: Services) -> Meeting | None:
    """The held meeting of the longest relationship that is last."""
    from mentorjournal.model.types import Meeting

    tie = longest(services)
    held = [
        meeting
        for meeting in services.records.all(Meeting)
        if meeting.status == "held" and not meeting.confidential and tie and meeting.relationship == tie.id
    ]
    return max(held, key=lambda meeting: str(meeting.date), default=None)
