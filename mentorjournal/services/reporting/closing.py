"""The sections of a progress summary that look back and ahead: summary, feedback, reflections, meetings, next."""

from __future__ import annotations

from collections.abc import Iterator

from mentorjournal.model.choices import label
from mentorjournal.model.types import Feedback, Goal, Meeting, Milestone
from mentorjournal.reports.blocks import (
    Block,
    Column,
    Heading,
    KeepTogether,
    Lead,
    Note,
    Prose,
    Quote,
    Signatures,
    Table,
)
from mentorjournal.services.reporting.desk import Desk
from mentorjournal.services.reporting.gather import OPEN_GOALS, first_words
from mentorjournal.services.reporting.layout import LayoutSection
from mentorjournal.services.reporting.words import (
    amount,
    counted,
    excerpt,
    hours_of,
    long_date,
    short_date,
    shortened,
)


def summary(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """The owner's own paragraph and the headline results, counted from the chosen records."""
    own, _ = shortened(desk.options.own_words.strip(), section.words)
    if own:
        yield Prose(desk.text(own))
    results = list(_headlines(desk))[: section.most or None]
    if results:
        yield Prose("\n".join(f"- {sentence}" for sentence in results))


def _headlines(desk: Desk) -> Iterator[str]:
    m = desk.material
    achieved = [goal for goal in m.goals if goal.status == "achieved"]
    if m.goals:
        named = f": {desk.plain(achieved[0].title)}" if len(achieved) == 1 else ""
        yield f"{counted(len(m.goals), 'goal')}, {len(achieved)} achieved{named}."
    reached = [item for item in m.milestones if item.done_on]
    if m.milestones:
        late = sum(1 for item in reached if _late(item))
        tail = f", {late} of them later than first planned" if late else ""
        yield f"{counted(len(m.milestones), 'milestone')}, {len(reached)} reached{tail}."
    hours = sum(item.hours or 0.0 for item in m.activities)
    if hours:
        yield _hours(desk, hours)
    answered = sum(1 for item in m.feedback if item.response.strip())
    if m.feedback:
        pieces = counted(len(m.feedback), "piece of feedback", "pieces of feedback")
        yield f"{pieces} received, {answered} answered with a change."
    held = [item for item in m.meetings if item.status == "held"]
    if held:
        yield f"{counted(len(held), 'meeting')} held{_length(held)}."


def _late(item: Milestone) -> bool:
    planned = item.original_due or item.due
    return planned is not None and item.done_on is not None and item.done_on > planned


def _hours(desk: Desk, hours: float) -> str:
    by: dict[str, float] = {}
    for item in desk.material.activities:
        by[item.category] = by.get(item.category, 0.0) + (item.hours or 0.0)
    most = max(by, key=lambda key: (by[key], key))
    activities = counted(len(desk.material.activities), "activity", "activities")
    where = (
        f", most of them in {label('activity_category', most).lower()} ({amount(by[most])})"
        if len(by) > 1
        else ""
    )
    return f"{hours_of(hours)} in {activities}{where}."


def _length(held: list[Meeting]) -> str:
    minutes = sum(item.minutes or 0.0 for item in held)
    return f", {hours_of(minutes / 60)}" if minutes else ""


def feedback(desk: Desk, _section: LayoutSection) -> Iterator[Block]:
    """Feedback received: its giver's words only with consent to quote, my response, what followed."""
    for item in desk.material.feedback:
        desk.printed.add(item.id)
        yield from _one_feedback(desk, item)


def _one_feedback(desk: Desk, item: Feedback) -> Iterator[Block]:
    giver = desk.names.shown(item.person)
    subject = desk.line(item.on_what or item.title) or "My work"
    words = "\n\n".join(section.text.strip() for section in item.sections if section.text.strip())
    head = Heading(2, subject, item.id)
    if item.consent == "given" and words:
        said = ", ".join(filter(None, (giver, long_date(item.date))))
        yield KeepTogether((head, Quote(desk.text(words), said)))
    else:
        source = f", from {desk.plain(giver)}" if giver else ""
        when = f", {long_date(item.date)}" if item.date else ""
        yield KeepTogether((head, Prose(f"Feedback on {desk.plain(subject)}{source}{when}.")))
    if item.response.strip():
        yield Lead("What I did.", desk.text(item.response))
    followed = [action for action in desk.material.actions if action.origin == item.id]
    for action in followed:
        desk.printed.add(action.id)
        done = f"done {short_date(action.done_on)}" if action.done_on else "open"
        yield Lead("What followed.", f"{desk.plain(action.title)} ({done}).")


def reflections(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Chosen reflections, shortened unless they are wanted whole, and sentences worth keeping."""
    for item in desk.material.reflections:
        desk.printed.add(item.id)
        whole = item.id in desk.options.whole
        parts, cut = excerpt(item.sections, 0 if whole else section.words)
        title = desk.line(item.title or first_words(item)) or "Untitled"
        blocks: list[Block] = [
            Lead(
                f"{part.heading.rstrip('.:')}{'' if part.heading.endswith('?') else '.'}",
                desk.text(part.text),
            )
            if part.heading
            else Prose(desk.text(part.text))
            for part in parts
        ]
        day = Note(f"{long_date(item.date)}{', an excerpt' if cut else ''}") if item.date or cut else None
        start = [Heading(2, title, item.id), *([day] if day else []), *blocks[:1]]
        yield KeepTogether(tuple(start))
        yield from blocks[1:]
    kept = desk.material.insights
    if kept:
        desk.printed.update(item.id for item in kept)
        yield Heading(2, "Sentences worth keeping")
        yield Prose("\n".join(f"- {desk.plain(item.title)}" for item in kept))


def meetings(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Meetings held: how many, how long, with whom by role, never their notes; and what was agreed and done."""
    held = [item for item in desk.material.meetings if item.status == "held"]
    if held:
        desk.printed.update(item.id for item in held)
        days = sorted(item.date for item in held if item.date)
        gaps = len(days) - 1
        apart = f", one every {(days[-1] - days[0]).days / gaps:.0f} days" if gaps > 1 else ""
        yield Prose(f"{counted(len(held), 'meeting').capitalize()} held{_length(held)}{apart}.")
        yield _meetings(desk, held, section.most)
    done = [item for item in desk.material.actions if item.done_on]
    if done:
        desk.printed.update(item.id for item in done)
        done.sort(key=lambda item: (item.done_on or desk.today, item.id))
        yield Heading(2, "Agreed and done")
        yield Prose("\n".join(f"- {desk.plain(item.title)} ({short_date(item.done_on)})" for item in done))


def _meetings(desk: Desk, held: list[Meeting], most: int) -> Table:
    rows = tuple(
        (
            short_date(item.date),
            desk.line(item.title or item.objective) or "Meeting",
            desk.names.all_shown(item.people),
            amount(item.minutes) if item.minutes else "",
        )
        for item in held[-most or None :]
    )
    minutes = sum(item.minutes or 0.0 for item in held)
    left = "" if len(rows) == len(held) else f", the last {len(rows)}"
    columns = (
        Column("Date", width=2.4),
        Column("Meeting", width=6),
        Column("With", width=4),
        Column("Minutes", "right", 1.8),
    )
    total = ("Together", "", "", amount(minutes)) if minutes and not left else None
    return Table(columns, rows, total, f"Meetings held{left}.")


def following(desk: Desk, _section: LayoutSection) -> Iterator[Block]:
    """What comes next: goals ahead, support asked for, open action items and planned meetings."""
    ahead = [goal for goal in desk.material.goals if goal.status in OPEN_GOALS]
    if ahead:
        yield Heading(2, "Goals ahead")
        yield Prose("\n".join(f"- {_ahead(desk, goal)}" for goal in ahead))
    asked = [goal for goal in ahead if goal.help_asked.strip()]
    if asked:
        yield Heading(2, "Support I ask for")
        for goal in asked:
            yield Lead(f"{desk.line(goal.title)}.", desk.text(goal.help_asked))
    rows = []
    for item in desk.material.actions:
        if item.done_on is None:
            desk.printed.add(item.id)
            rows.append(
                (
                    desk.line(item.title),
                    desk.names.shown(item.owner) if item.owner else "Me",
                    short_date(item.due),
                )
            )
    if rows:
        yield Heading(2, "Action items agreed")
        columns = (Column("What", width=7), Column("Who", width=3), Column("Due", width=2.4))
        yield Table(columns, tuple(rows), caption="Open action items.")
    planned = [item for item in desk.material.meetings if item.status == "planned"]
    if planned:
        desk.printed.update(item.id for item in planned)
        yield Heading(2, "Meetings planned")
        yield Prose("\n".join(f"- {_planned(desk, item)}" for item in planned))


def _planned(desk: Desk, meeting: Meeting) -> str:
    who = desk.plain(desk.names.all_shown(meeting.people))
    when = ", ".join(filter(None, (long_date(meeting.date), who)))
    return f"{when or 'Soon'}: {desk.plain(meeting.title or meeting.objective or 'Meeting')}"


def _ahead(desk: Desk, goal: Goal) -> str:
    open_points = [m for m in desk.material.milestones if m.goal == goal.id and m.done_on is None]
    planned = f", planned for {short_date(goal.target)}" if goal.target else ""
    point = f"; next: {desk.plain(open_points[0].title)}" if open_points else ""
    due = f" ({short_date(open_points[0].due)})" if open_points and open_points[0].due else ""
    return f"{desk.plain(goal.title)}{planned}{point}{due}."


def signatures(desk: Desk, lines: tuple[str, ...]) -> Iterator[Block]:
    """Lines to sign."""
    yield KeepTogether((Signatures(tuple(line.format(owner=desk.owner.name or "Mentee") for line in lines)),))
