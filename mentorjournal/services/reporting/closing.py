"""The sections of a progress summary that look back and ahead: summary, feedback, reflections, meetings, next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mentorjournal.model.choices import label
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Feedback, Goal, Meeting, Milestone
from mentorjournal.reports.blocks import (
    Block,
    Column,
    Heading,
    KeepTogether,
    Lead,
    Prose,
    Quote,
    Signatures,
    Table,
)
from mentorjournal.reports.markdown import escaped
from mentorjournal.services.reporting.desk import Desk
from mentorjournal.services.reporting.gather import OPEN_GOALS, first_words
from mentorjournal.services.reporting.layout import LayoutSection
from mentorjournal.services.reporting.reach import minutes_of
from mentorjournal.services.reporting.usual import tells_outcome
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
    minutes = sum(map(minutes_of, held))
    return f", {hours_of(minutes / 60)}" if minutes else ""


def feedback(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Feedback received: its giver's words only with consent to quote, my response, what followed."""
    for item in reversed(desk.material.feedback):
        desk.printed.add(item.id)
        yield from _one_feedback(desk, item, section.words)


def _one_feedback(desk: Desk, item: Feedback, most: int) -> Iterator[Block]:
    giver = desk.names.shown(item.person)
    subject = desk.line(item.on_what or item.title) or "My work"
    parts, cut = excerpt(item.sections, most)
    between = "\n\n" if any("\n" in part.text.strip() for part in parts) else " "
    words = between.join(map(headed, parts))
    when = long_date(item.date)
    if item.consent == "given" and words:
        said = ", ".join(filter(None, (giver, when, f"on “{subject}”", "an excerpt" if cut else "")))
        yield Quote(desk.text(words), said, item.id)
    else:
        source = f", from {desk.plain(giver)}" if giver else ""
        yield Prose(f"Feedback on {desk.plain(subject)}{source}{f', {when}' if when else ''}.", item.id)
    if item.response.strip():
        yield Lead("What I did.", desk.text(item.response))
    followed = [action for action in desk.material.actions if action.origin == item.id]
    for action in followed:
        desk.printed.add(action.id)
        done = f"done {short_date(action.done_on)}" if action.done_on else "open"
        yield Lead("What followed.", f"{desk.plain(action.title)} ({done}).")


def headed(section: Section) -> str:
    """A part of what was said behind its heading, which may tell whose view it is."""
    head = section.heading.strip().rstrip(".:")
    stop = "" if head.endswith("?") else "."
    return f"**{escaped(head)}{stop}** {section.text.strip()}" if head else section.text.strip()


def reflections(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Chosen reflections, shortened unless they are wanted whole, and sentences worth keeping.

    Stories with a result are left to the layout's section for them.
    """
    apart = any(part.key == "stories" for part in desk.frame.sections)
    for item in desk.material.reflections:
        if apart and tells_outcome(item):
            continue
        desk.printed.add(item.id)
        whole = item.id in desk.options.whole
        parts, cut = excerpt(item.sections, 0 if whole else section.words)
        title = desk.line(item.title or first_words(item)) or "Untitled"
        said = ", ".join(filter(None, (long_date(item.date), "an excerpt" if cut else "")))
        yield Heading(2, f"{title} ({said})" if said else title, item.id)
        yield from (section_block(desk, part) for part in parts)
    kept = desk.material.insights
    if kept:
        desk.printed.update(item.id for item in kept)
        label_of = "A sentence worth keeping." if len(kept) == 1 else "Sentences worth keeping."
        yield Lead(label_of, " ".join(_ended(desk.plain(item.title)) for item in kept))


def section_block(desk: Desk, part: Section, record_id: str | None = None) -> Block:
    """A section of a page: its heading runs in before the text."""
    if not part.heading:
        return Prose(desk.text(part.text), record_id)
    end = "" if part.heading.endswith("?") else "."
    return Lead(f"{part.heading.rstrip('.:')}{end}", desk.text(part.text), record_id)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", "…", "”", '"')) else f"{sentence}."


def meetings(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Meetings held: how many, how long, with whom by role, never their notes; and what was agreed and done.

    More than `most` meetings are counted instead of listed; `also` limits what was done.
    """
    held = [item for item in desk.material.meetings if item.status == "held"]
    if held:
        desk.printed.update(item.id for item in held)
        days = sorted(item.date for item in held if item.date)
        gaps = len(days) - 1
        apart = f", one every {counted(round((days[-1] - days[0]).days / gaps), 'day')}" if gaps > 1 else ""
        counts = f"{counted(len(held), 'meeting').capitalize()} held{_length(held)}{apart}"
        if section.most and len(held) > section.most:
            yield Prose(f"{counts}{_with(desk, held)}.")
        else:
            yield KeepTogether((Prose(f"{counts}."), _meetings(desk, held)))
    done = [item for item in desk.material.actions if item.done_on]
    if done:
        desk.printed.update(item.id for item in done)
        done.sort(key=lambda item: (item.done_on or desk.today, item.id))
        shown = done[-section.also :] if section.also else done
        lines = "\n".join(f"- {desk.plain(item.title)} ({short_date(item.done_on)})" for item in shown)
        which = "" if len(shown) == len(done) else f", the last {len(shown)}"
        head = Lead("Agreed and done.", f"{counted(len(done), 'action item').capitalize()}{which}:")
        yield KeepTogether((head, Prose(lines)))


def _with(desk: Desk, held: list[Meeting]) -> str:
    """How many of the meetings were with whom, the most frequent first."""
    with_whom = Counter(who for item in held if (who := desk.names.all_shown(item.people)))
    said = [f"{number} with {desk.plain(who)}" for who, number in with_whom.most_common()]
    return f": {listed(said)}" if said else ""


def _meetings(desk: Desk, held: list[Meeting]) -> Table:
    rows = tuple(
        (
            short_date(item.date),
            desk.line(item.title or item.objective) or "Meeting",
            desk.names.all_shown(item.people),
            amount(minutes_of(item)) if minutes_of(item) else "",
        )
        for item in held
    )
    columns = (
        Column("Date", width=2.4),
        Column("Meeting", width=6),
        Column("With", width=4),
        Column("Minutes", "right", 1.8),
    )
    return Table(columns, rows, caption="Meetings held.", row_ids=tuple(item.id for item in held))


def following(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """What comes next: goals ahead with the support asked for, open action items and planned meetings."""
    ahead = [goal for goal in desk.material.goals if goal.status in OPEN_GOALS]
    if ahead:
        yield Table(
            (
                Column("Goal ahead", width=4.6),
                Column("Planned", width=2.1),
                Column("Next milestone", width=4.9),
                Column("Support asked", width=4.9),
            ),
            tuple(_ahead(desk, goal) for goal in ahead),
            caption="Goals ahead and the support I ask for.",
            row_ids=tuple(goal.id for goal in ahead),
        )
    yield from agreed(desk, section)


def agreed(desk: Desk, _section: LayoutSection) -> Iterator[Block]:
    """Open action items with who does them, and planned meetings."""
    lines = []
    for item in desk.material.actions:
        if item.is_open:
            desk.printed.add(item.id)
            who = desk.plain(desk.names.shown(item.owner)) if item.owner else "me"
            due = f", due {short_date(item.due)}" if item.due else ""
            lines.append(
                f"- {desk.plain(item.title)} ({who}{due})" if who else f"- {desk.plain(item.title)}{due}"
            )
    for meeting in desk.material.meetings:
        if meeting.status == "planned":
            desk.printed.add(meeting.id)
            lines.append(f"- {_planned(desk, meeting)}")
    if lines:
        yield KeepTogether((Lead("Agreed and planned.", "With whom, and by when:"), Prose("\n".join(lines))))


def _planned(desk: Desk, meeting: Meeting) -> str:
    who = desk.plain(desk.names.all_shown(meeting.people))
    when = ", ".join(filter(None, (long_date(meeting.date), who)))
    return f"{when or 'Soon'}: {desk.plain(meeting.title or meeting.objective or 'Meeting')}"


def _ahead(desk: Desk, goal: Goal) -> tuple[str, ...]:
    open_points = [m for m in desk.material.milestones if m.goal == goal.id and m.done_on is None]
    point = desk.line(open_points[0].title) if open_points else ""
    due = f" ({short_date(open_points[0].due)})" if open_points and open_points[0].due else ""
    return (desk.line(goal.title), short_date(goal.target), f"{point}{due}", desk.line(goal.help_asked))


def sign_labels(desk: Desk, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Who signs, as the layout words it."""
    return tuple(line.format(owner=desk.owner.name or "Mentee", day=long_date(desk.today)) for line in lines)


def signatures(labels: tuple[str, ...]) -> Iterator[Block]:
    """Lines to sign."""
    yield KeepTogether((Signatures(labels),))
