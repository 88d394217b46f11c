"""The other sections of a mentor's dossier: philosophy, practice, training, what we made, recognition, quotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from mentorjournal.model.choices import label
from mentorjournal.model.types import Activity, Goal, Meeting, Reflection
from mentorjournal.reports.blocks import BarFigure, Block, Column, Heading, Lead, Prose, Quote, Table
from mentorjournal.services.reporting import closing, usual
from mentorjournal.services.reporting.desk import Desk
from mentorjournal.services.reporting.dossier_mentees import ties
from mentorjournal.services.reporting.gather import Material
from mentorjournal.services.reporting.layout import Layout, LayoutSection
from mentorjournal.services.reporting.reach import minutes_of
from mentorjournal.services.reporting.words import (
    amount,
    counted,
    excerpt,
    hours_of,
    listed,
    long_date,
    short_date,
    shortened,
)

FEWEST_DRAWN: Final = 3
NOT_MENTORED: Final = "not one of my mentees"
NOT_QUOTABLE: Final = "without consent to quote"
WITHOUT: Final = (
    "The dossier has no mentoring philosophy. Write it under “In your own words”, or tick a reflection with the "
    "word “philosophy” in its title."
)


def hints(material: Material, frame: Layout) -> Mapping[str, str]:
    """What is not ticked by default: as in a review, and what is no part of a mentor's side."""
    found = dict(usual.hints(material, frame))
    mine = {item.person for item in material.relationships if item.my_role == "mentor"}
    found |= {item.id: NOT_MENTORED for item in material.relationships if item.my_role != "mentor"}
    found |= {item.id: NOT_MENTORED for item in material.meetings if not mine & set(item.people)}
    for item in material.feedback:
        if item.consent == "given":
            found.pop(item.id, None)
        else:
            found[item.id] = NOT_QUOTABLE
    for page in material.reflections:
        if is_philosophy(page):
            found.pop(page.id, None)
    return found


def is_philosophy(page: Reflection) -> bool:
    """Whether a page is the mentoring philosophy: its title or a heading says so."""
    heads = (page.title, *(part.heading for part in page.sections), *(part.tag for part in page.sections))
    return any("philosophy" in head.casefold() for head in heads)


def philosophy(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """The owner's own words for this document, else the newest chosen page about it; at most `words`."""
    pages = [item for item in desk.material.reflections if is_philosophy(item)]
    own = desk.options.own_words.strip()
    if own:
        said, cut = shortened(own, section.words)
        yield Prose(desk.text(said))
    elif pages:
        desk.printed.add(pages[-1].id)
        parts, cut = excerpt(pages[-1].sections, section.words)
        yield from (closing.section_block(desk, part, pages[-1].id) for part in parts)
    else:
        desk.remarks.append(WITHOUT)
        return
    if cut:
        desk.remarks.append(
            f"Of the philosophy at most {section.words} words stand here; the rest was left out."
        )


def practice(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Meetings held with mentees, hours, reach and cadence, and what was given in them, the `most` kinds."""
    mine = {item.person for item in ties(desk)}
    held = [item for item in desk.material.meetings if item.status == "held" and mine & set(item.people)]
    desk.printed.update(item.id for item in held)
    other = [
        item
        for item in desk.material.activities
        if item.category == "mentoring" and not item.trains_mentoring
    ]
    desk.printed.update(item.id for item in other)
    if held:
        reached = {person for item in held for person in item.people} & mine
        hours = sum(map(minutes_of, held)) / 60
        length = f", {hours_of(hours)}" if hours else ""
        yield Prose(
            f"{counted(len(held), 'meeting').capitalize()} held with {counted(len(reached), 'mentee')}{length}"
            f"{_apart(held)}. Recorded by myself."
        )
    if other:
        hours = sum(item.hours or 0.0 for item in other)
        more = counted(len(other), "other mentoring activity", "other mentoring activities")
        yield Prose(f"{more.capitalize()}, {hours_of(hours)}.")
    agreed = Counter(item.cadence for item in ties(desk) if item.phase != "closed")
    if agreed:
        said = [f"{number} {label('cadence', key).lower()}" for key, number in agreed.most_common()]
        yield Prose(f"Agreed with those I mentor now: {listed(said)}.")
    yield from _given(held, section.most)


def _apart(held: list[Meeting]) -> str:
    """The usual days between two meetings with the same person."""
    gaps: list[int] = []
    by_person: dict[str, list[Meeting]] = {}
    for item in held:
        for person in item.people:
            by_person.setdefault(person, []).append(item)
    for items in by_person.values():
        days = sorted(item.date for item in items if item.date)
        gaps += [(later - first).days for first, later in pairwise(days)]
    if len(gaps) < FEWEST_DRAWN:
        return ""
    return f", with the same person usually every {counted(sorted(gaps)[len(gaps) // 2], 'day')}"


def _given(held: list[Meeting], most: int) -> Iterator[Block]:
    """Hours by what was given; a meeting of two kinds counts under both."""
    hours: dict[str, float] = {}
    for item in held:
        for kind in item.contributions:
            hours[kind] = hours.get(kind, 0.0) + minutes_of(item) / 60
    order = sorted(hours, key=lambda key: (-hours[key], key))[: most or None]
    if len(order) < FEWEST_DRAWN or not any(hours.values()):
        return
    names = [label("contribution", key) for key in order]
    said = ", ".join(f"{name} {amount(hours[key])}" for name, key in zip(names, order, strict=True))
    yield BarFigure(
        tuple(names),
        tuple(hours[key] for key in order),
        "Hours by what was given. A meeting of two kinds counts under both.",
        f"Horizontal bars of hours by what was given: {said}.",
        unit="h",
        orientation="bars",
    )


def training(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Training as a mentor, by day; `most` rows, the newest."""
    found = [item for item in desk.material.activities if item.trains_mentoring]
    desk.printed.update(item.id for item in found)
    if not found:
        return
    shown = found[-section.most :] if section.most else found
    hours = hours_of(sum(item.hours or 0.0 for item in found))
    yield Table(
        (
            Column("Date", width=2.4),
            Column("Training", width=6.4),
            Column("Provider", width=3.4),
            Column("Hours", "right", 1.5),
            Column("What came of it", width=2.7),
        ),
        tuple(_trained(desk, item) for item in shown),
        caption=f"Training as a mentor: {hours} in {counted(len(found), 'activity', 'activities')}.",
        row_ids=tuple(item.id for item in shown),
    )


def _trained(desk: Desk, item: Activity) -> tuple[str, ...]:
    confirmed = f"Confirmed: {desk.line(item.verified_by)}" if item.verified_by.strip() else ""
    return (
        short_date(item.date),
        desk.line(item.title),
        desk.line(item.provider),
        amount(item.hours) if item.hours else "",
        "; ".join(filter(None, (desk.line(item.output), confirmed))),
    )


def joint(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """What we made together, by kind."""
    found = [item for item in desk.material.outcomes if item.joint]
    desk.printed.update(item.id for item in found)
    lines = []
    for item in found[-section.most :] if section.most else found:
        who = desk.plain(desk.names.shown(item.person))
        year = str(item.date.year) if item.date else ""
        about = ", ".join(
            filter(None, (label("outcome_kind", item.kind).lower(), f"with {who}" if who else "", year))
        )
        lines.append(f"- {desk.plain(item.title)} ({about})")
    if lines:
        yield Prose("\n".join(lines))


def recognition(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Awards and grants of those I mentor and of us together; mine stand among the activities with an output."""
    found = [item for item in desk.material.outcomes if item.kind == "award"]
    desk.printed.update(item.id for item in found)
    lines = []
    for item in found[-section.most :] if section.most else found:
        who = desk.plain(desk.names.shown(item.person)) if item.person else ""
        when = str(item.date.year) if item.date else ""
        about = ", ".join(filter(None, (who, "together" if item.joint else "", when)))
        lines.append(f"- {desk.plain(item.title)}{f' ({about})' if about else ''}")
    if lines:
        yield Prose("\n".join(lines))


def quotations(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """What others said, only where they agreed to be quoted; `words` of each, the newest `most`."""
    found = [item for item in desk.material.feedback if item.consent == "given"]
    for item in reversed(found[-section.most :] if section.most else found):
        parts, cut = excerpt(item.sections, section.words)
        if parts:
            desk.printed.add(item.id)
            giver = desk.names.shown(item.person)
            when = long_date(item.date)
            said = ", ".join(filter(None, (giver, when, "an excerpt" if cut else "")))
            yield Quote(desk.text("\n\n".join(map(closing.headed, parts))), said, item.id)


def development(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """My own way as a mentor: goals and what changed in me, and the chosen pages; `words` of each."""
    for goal in desk.material.goals:
        desk.printed.add(goal.id)
        yield Lead(desk.line(goal.title) or "Untitled goal", _told(desk, goal), goal.id)
    rest = [item for item in desk.material.reflections if not is_philosophy(item)]
    for item in rest[-section.most :] if section.most else rest:
        desk.printed.add(item.id)
        parts, cut = excerpt(item.sections, 0 if item.id in desk.options.whole else section.words)
        said = ", ".join(filter(None, (long_date(item.date), "an excerpt" if cut else "")))
        title = desk.line(item.title) or "Untitled"
        yield Heading(2, f"{title} ({said})" if said else title, item.id)
        yield from (closing.section_block(desk, part) for part in parts)


def _told(desk: Desk, goal: Goal) -> str:
    state = label("goal_status", goal.status).lower()
    closed = f" {short_date(goal.closed_on)}" if goal.closed_on else ""
    changed = f" *What changed in me.* {desk.text(goal.changed_in_me)}" if goal.changed_in_me.strip() else ""
    why = f" *Why.* {desk.text(goal.why)}" if goal.why.strip() else ""
    return f"({state}{closed}).{why}{changed}"
