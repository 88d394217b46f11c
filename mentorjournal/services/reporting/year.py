"""The year in review: its numbers in words, the goals it closed, its milestones, and what lies ahead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from mentorjournal.model.types import Goal, Milestone
from mentorjournal.reports.blocks import Block, Column, KeepTogether, Lead, Prose, Table
from mentorjournal.services.reporting import usual
from mentorjournal.services.reporting.aims import by_goal
from mentorjournal.services.reporting.desk import Desk
from mentorjournal.services.reporting.gather import Material
from mentorjournal.services.reporting.layout import Layout, LayoutSection
from mentorjournal.services.reporting.making import Made, desk_for, made_of
from mentorjournal.services.reporting.options import ReportOptions
from mentorjournal.services.reporting.reach import minutes_of
from mentorjournal.services.reporting.words import in_short, long_date, short_date, shortened
from mentorjournal.services.reporting.year_growth import applied_in, grown
from mentorjournal.services.year_sums import LET_GO, REACHED, YearNumbers, headline, sentences, year_name
from mentorjournal.storage.reader import Reader

OWN_COPY: Final = (
    "For myself, not to be handed on. It holds private and shared records too; what is confidential stays in the "
    "journal. People appear by role or pseudonym unless they agreed to be named."
)
KEEPS: Final = "kept_words"
"""The template of pages that keep somebody's words."""
PAGES: Final = "tick the pages that you want told here"
OFF: Final = "its goal is not ticked"


def make(reader: Reader, options: ReportOptions, now: dt.datetime) -> Made:
    """The year on a few pages. Raises ReportError where nothing of it may stand there."""
    since, until = options.since, options.until
    if since and until and not options.purpose.strip() and (until - since).days <= 366:  # noqa: PLR2004  a year
        options = replace(options, purpose=f"My year {year_name(since, until)}")
    desk = desk_for(reader, options, now)
    made = made_of(desk, now)
    cover = made.document.cover
    if cover is not None:
        kept = tuple(fact for fact in cover.facts if fact[0] != "Contents")
        short = headline(counted_of(desk))
        cover = replace(cover, facts=(*kept, ("In short", short)) if short else kept)
    if not options.own_copy:
        return replace(made, document=replace(made.document, cover=cover))
    cover = replace(cover, note=OWN_COPY) if cover else None
    document = replace(
        made.document, cover=cover, footer=f"For myself, not to be handed on. {made.document.footer}"
    )
    return replace(made, document=document, own_copy=True)


def hints(material: Material, frame: Layout) -> Mapping[str, str]:
    """What is not ticked by default: as in a review, and pages, of which only kept words are wanted unasked."""
    found = {key: why for key, why in usual.hints(material, frame).items() if why != usual.MORE}
    found = {item.id: PAGES for item in material.reflections if item.template != KEEPS} | found
    answered = {item.id for item in material.feedback if item.consent == "given"}
    return {key: why for key, why in found.items() if key not in answered}


def numbers(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """The owner's own words, and the year in a few sentences."""
    own, _ = shortened(desk.options.own_words.strip(), section.words)
    if own:
        yield Prose(desk.text(own))
    said = " ".join(sentences(counted_of(desk)))
    if said:
        yield Prose(said)


def counted_of(desk: Desk) -> YearNumbers:
    """The sums of the chosen records; pages are not counted, for most wait for a tick."""
    m = desk.material
    held = [item for item in m.meetings if item.status == "held"]
    closed = [goal for goal in m.goals if _closed(desk, goal)]
    sent = applied_in(desk)
    return YearNumbers(
        reached=sum(goal.status in REACHED for goal in closed),
        let_go=sum(goal.status in LET_GO for goal in closed),
        milestones=len(_passed(desk)),
        meetings=len(held),
        people=len({person for item in held for person in item.people}),
        meeting_hours=sum(map(minutes_of, held)) / 60,
        activities=len(m.activities),
        hours=sum(item.hours or 0.0 for item in m.activities),
        kept=len(m.insights),
        feedback=sum(item.direction == "received" for item in m.feedback),
        answered=sum(item.direction == "received" and bool(item.response.strip()) for item in m.feedback),
        skills=sum(last.level > first.level for _, first, last in grown(desk) if first.level and last.level),
        applied=len(sent),
        accepted=sum(item.stage == "accepted" for item in sent),
        rejected=sum(item.stage == "rejected" for item in sent),
        outcomes=len(m.outcomes),
    )


def goals(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Goals reached, then those let go or changed, with what changed in me; `words` limits each."""
    closed = [goal for goal in desk.material.goals if _closed(desk, goal)]
    closed.sort(key=lambda goal: (goal.status not in REACHED, goal.closed_on or dt.date.max, goal.id))
    for goal in closed:
        desk.printed.add(goal.id)
        state = "Reached" if goal.status in REACHED else "Let go" if goal.status == "dropped" else "Changed"
        day = f" on {long_date(goal.closed_on)}" if goal.closed_on else ""
        why, _ = shortened(goal.why.strip(), section.words)
        learned, _ = shortened(goal.changed_in_me.strip(), section.words)
        told = [f"*{state}{day}.*", desk.line(why)]
        if learned:
            told.append(f"*What changed in me.* {desk.line(learned)}")
        yield Lead(_title(desk, goal), " ".join(filter(None, told)), goal.id)


def milestones(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Milestones passed in the year by day, the last `most` of them, with the goal each belongs to."""
    passed = _passed(desk)
    desk.printed.update(item.id for item in passed)
    shown = passed[-section.most :] if section.most else passed
    titles = {goal.id: in_short(desk.line(goal.title), 36) for goal in desk.material.goals}
    rows = tuple(
        (short_date(item.done_on), desk.line(item.title) or "Milestone", titles.get(item.goal or "", ""))
        for item in shown
    )
    earlier = len(passed) - len(shown)
    if rows:
        caption = "Milestones of the year." + (f" {earlier} earlier ones are in the sums." if earlier else "")
        columns = (Column("Day", width=2.3), Column("Milestone", width=7.6), Column("Goal", width=6.3))
        yield Table(columns, rows, caption=caption, row_ids=tuple(item.id for item in shown))


def ahead(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Goals that were open when the year ended: why, the next milestone, the help asked for."""
    points = by_goal(desk)
    found = [goal for goal in desk.material.goals if _open_after(desk, goal)]
    for goal in found[: section.most or None]:
        desk.printed.add(goal.id)
        until = f"*Until {long_date(goal.target)}.*" if goal.target else ""
        why, _ = shortened(goal.why.strip(), section.words)
        told = [until, desk.line(why), _next_step(desk, points.get(goal.id, []))]
        if goal.help_asked.strip():
            told.append(f"*Help I ask for.* {desk.line(goal.help_asked)}")
        text = " ".join(filter(None, told))
        yield KeepTogether((Lead(_title(desk, goal), text or "No plan written yet.", goal.id),))


def _next_step(desk: Desk, points: list[Milestone]) -> str:
    until = desk.options.until or desk.today
    still = [item for item in points if item.done_on is None or item.done_on > until]
    if not still:
        return ""
    first = still[0]
    desk.printed.add(first.id)
    day = f" ({short_date(first.due)})" if first.due else ""
    return f"*Next.* {desk.line(first.title)}{day}."


def _title(desk: Desk, goal: Goal) -> str:
    title = desk.line(goal.title) or "Untitled goal"
    return title if title.endswith((".", "?", "!")) else f"{title}."


def _within(desk: Desk, day: dt.date | None) -> bool:
    since, until = desk.options.since, desk.options.until
    return day is not None and (since is None or day >= since) and (until is None or day <= until)


def _closed(desk: Desk, goal: Goal) -> bool:
    return goal.status in (*REACHED, *LET_GO) and _within(desk, goal.closed_on)


def _open_after(desk: Desk, goal: Goal) -> bool:
    until = desk.options.until or desk.today
    if goal.status in (*REACHED, *LET_GO):
        return goal.closed_on is not None and goal.closed_on > until
    return True


def _passed(desk: Desk) -> list[Milestone]:
    found = [item for item in desk.material.milestones if _within(desk, item.done_on)]
    return sorted(found, key=lambda item: (item.done_on or dt.date.max, item.id))
