"""What grew in a year: skills from the first rating to the last, applications, people, what others reached."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from mentorjournal.model.choices import label
from mentorjournal.model.types import Opportunity, Skill, SkillRating
from mentorjournal.reports.blocks import Block, Column, Prose, Table
from mentorjournal.services.figure_sums import growth_figure
from mentorjournal.services.frameworks import LEVELS
from mentorjournal.services.reporting.desk import Desk
from mentorjournal.services.reporting.layout import LayoutSection
from mentorjournal.services.reporting.reach import mentoring
from mentorjournal.services.reporting.words import counted, short_date, shortened

SENT: Final = ("applied", "interview", "accepted", "rejected")


def grown(desk: Desk) -> list[tuple[Skill, SkillRating, SkillRating]]:
    """Skills with my own first and last rating of the period, by name."""
    skills = {item.id: item for item in desk.material.skills}
    by: dict[str, list[SkillRating]] = {}
    for item in desk.material.ratings:
        if item.rated_by == "self" and item.level is not None and item.date and item.skill in skills:
            by.setdefault(item.skill or "", []).append(item)
    ordered = {key: sorted(found, key=lambda item: (str(item.date), item.id)) for key, found in by.items()}
    rows = [(skills[key], found[0], found[-1]) for key, found in ordered.items()]
    return sorted(rows, key=lambda row: (row[0].title.casefold(), row[0].id))


def skills(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """First and last own rating of each skill, those that grew most first, at most `most`."""
    found = sorted(grown(desk), key=lambda row: -((row[2].level or 0) - (row[1].level or 0)))
    desk.printed.update(item.id for row in found for item in row)
    shown = found[: section.most or None]
    rows = tuple(
        (
            desk.line(skill.title) or "Skill",
            _level(skill, first),
            _level(skill, last) if last != first else "",
        )
        for skill, first, last in shown
    )
    if rows:
        left = len(found) - len(shown)
        more = f" {counted(left, 'further skill was', 'further skills were')} rated." if left else ""
        columns = (Column("Skill", width=6.2), Column("First", width=4.6), Column("Last", width=5.4))
        caption = f"Skills as I rated them myself, first and last in the year.{more}"
        yield Table(columns, rows, caption=caption, row_ids=tuple(skill.id for skill, _, _ in shown))


def _level(skill: Skill, rating: SkillRating) -> str:
    number = int(rating.level or 0)
    words = "" if skill.framework else dict(LEVELS).get(number, "")
    return f"{number}{f' {words.lower()}' if words else ''}, {short_date(rating.date)}"


def applied_in(desk: Desk) -> list[Opportunity]:
    """What was applied for, or answered, in the period."""
    since, until = desk.options.since or dt.date.min, desk.options.until or dt.date.max

    def here(item: Opportunity) -> bool:
        days = (item.applied_on, item.decided_on) if item.applied_on or item.decided_on else (item.date,)
        return any(day and since <= day <= until for day in days)

    return [item for item in desk.material.chances if item.stage in SENT and here(item)]


def chances(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Applications with the answer and, refusals not left out, what each taught; `words` limits the lesson."""
    rows, ids = [], []
    for item in applied_in(desk):
        desk.printed.add(item.id)
        ids.append(item.id)
        what = f"{desk.line(item.title) or 'Untitled'} ({label('opportunity_kind', item.kind).lower()})"
        day = short_date(item.decided_on or item.applied_on)
        answer = "\n".join(filter(None, (label("opportunity_stage", item.stage), day)))
        lesson, _ = shortened(desk.line(item.lesson or item.result), section.words)
        rows.append((what, answer, lesson))
    if rows:
        columns = (Column("Applied for", width=5.2), Column("Answer", width=2.6), Column("Lesson", width=8.4))
        yield Table(columns, tuple(rows), caption="Applications of the year.", row_ids=tuple(ids))


def met(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """By whom the meetings held were with; where it was one alone, the numbers have said it."""
    yield from (block for block in mentoring(desk, section) if isinstance(block, Table))


def network(desk: Desk, _section: LayoutSection) -> Iterator[Block]:
    """How the circle of those met grew, by where the tie comes from; only chosen records count, nobody is named."""
    first: dict[str, dt.date] = {}
    days = [(person, item.date) for item in desk.material.meetings for person in item.people]
    days += [(item.person, item.started_on) for item in desk.material.relationships if item.person]
    for person, day in days:
        if person and day and (person not in first or day < first[person]):
            first[person] = day
    known = {key: desk.names.person(key) for key in first}
    ties = [(who.arena, first[key]) for key, who in known.items() if who is not None and not who.confidential]
    if ties:
        figure = growth_figure(ties, desk.options.until or desk.today)
        yield replace(figure, caption="Whom I met in this time, by where the tie comes from.")


def others(desk: Desk, _section: LayoutSection) -> Iterator[Block]:
    """What those I mentor reached, or we together."""
    lines = []
    for item in desk.material.outcomes:
        desk.printed.add(item.id)
        who = desk.names.shown(item.person)
        together = ", together" if item.joint else ""
        told = f"{desk.plain(who)}: " if who else ""
        day = f" ({short_date(item.date)}{together})" if item.date else ""
        lines.append(f"- {told}{desk.plain(item.title)}{day}")
    if lines:
        yield Prose("\n".join(lines))
