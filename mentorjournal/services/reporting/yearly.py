"""The sections an annual review has of its own: the plan and what became of it, stories, comments, files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mentorjournal.model.choices import label
from mentorjournal.model.types import Goal, Milestone, Reflection
from mentorjournal.reports.blocks import Block, Column, Heading, Lead, Prose, RuledLines, Table
from mentorjournal.services.reporting.aims import by_goal, slip, states, timeline
from mentorjournal.services.reporting.desk import Desk
from mentorjournal.services.reporting.gather import first_words
from mentorjournal.services.reporting.layout import LayoutSection
from mentorjournal.services.reporting.usual import tells_outcome
from mentorjournal.services.reporting.words import (
    counted,
    excerpt,
    in_short,
    long_date,
    short_date,
    shortened,
)

COMMENT_LINES = 4


def planned(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Goals as planned, what became of them, what changed and why; `words` limits each text, `most` the figure.

    Of milestones that moved the `also` that moved most are told for each goal.
    """
    found = desk.material.goals
    if not found:
        return
    milestones = by_goal(desk)
    figure = timeline(desk, milestones, section.most)
    yield figure if figure.rows else Prose(states(found))
    desk.printed.update(item.id for item in found)
    desk.printed.update(item.id for item in desk.material.milestones)
    columns = (
        Column("Goal", width=3.4),
        Column("Why", width=3.9),
        Column("Planned, reached", width=3.5),
        Column("What changed", width=5.6),
    )
    rows = tuple(_goal(desk, goal, milestones.get(goal.id, []), section) for goal in found)
    ids = tuple(goal.id for goal in found)
    yield Table(columns, rows, caption="Goals of the period: planned, reached, changed.", row_ids=ids)


def _goal(desk: Desk, goal: Goal, points: Sequence[Milestone], section: LayoutSection) -> tuple[str, ...]:
    why, _ = shortened(desk.line(goal.why), section.words)
    reached = [item for item in points if item.done_on]
    became = [f"Planned for {short_date(goal.target)}"] if goal.target else []
    became.append(f"{label('goal_status', goal.status)} {short_date(goal.closed_on)}".strip())
    if points:
        became.append(f"{len(reached)} of {counted(len(points), 'milestone')} reached")
    late = sorted((item for item in points if slip(item) > 0 and item.slipped.strip()), key=slip)
    told = late[-section.also :] if section.also else late
    changed = [_moved(desk, item) for item in told]
    if len(late) > len(told):
        changed.append(f"{counted(len(late) - len(told), 'further one')} later than first planned.")
    learned, _ = shortened(desk.line(goal.changed_in_me), section.words)
    return (
        desk.line(goal.title) or "Untitled goal",
        why,
        "\n".join(became),
        "\n".join(filter(None, (*changed, learned))),
    )


def _moved(desk: Desk, item: Milestone) -> str:
    first, now = short_date(item.original_due or item.due), short_date(item.done_on or item.due)
    return f"{desk.line(item.title)}: {now} instead of {first}. {desk.line(item.slipped)}"


def stories(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Reflections that tell what was done and what came of it, of at most `words` words unless wanted whole.

    `most` are ticked at first, and more can be.
    """
    for item in desk.material.reflections:
        if not tells_outcome(item):
            continue
        desk.printed.add(item.id)
        parts, cut = excerpt(item.sections, 0 if item.id in desk.options.whole else section.words)
        said = ", ".join(filter(None, (long_date(item.date), "an excerpt" if cut else "")))
        title = _title(desk, item)
        yield Heading(2, f"{title} ({said})" if said else title, item.id)
        for part in parts:
            head = desk.line(part.heading).rstrip(".:")
            stop = "" if head.endswith("?") else "."
            text = desk.text(part.text.strip())
            yield Lead(f"{head}{stop}", text, item.id) if head else Prose(text, item.id)


def _title(desk: Desk, item: Reflection) -> str:
    return desk.line(item.title or first_words(item)) or "Untitled"


def comments(_desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Room for what the supervisor has to say: at least four lines, at most `most` where the page has room."""
    yield RuledLines("Of the mentor or supervisor", COMMENT_LINES, max(section.most, COMMENT_LINES))


def files(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """The files behind the records of the document, numbered: shown on request, not appended."""
    shown = desk.files[: section.most or None]
    titles = {item.id: item for item in desk.material.all()}
    rows = []
    for piece in shown:
        owners = (titles[key] for key in piece.claims if key in titles)
        belongs = (f"{item.LABEL}: {in_short(desk.line(item.title)) or 'untitled'}" for item in owners)
        rows.append((piece.label, desk.line(piece.record.title) or "File", "\n".join(belongs)))
        desk.printed.add(piece.record.id)
    left = len(desk.files) - len(shown)
    more = f" {counted(left, 'further one is', 'further ones are')} not listed." if left else ""
    columns = (Column("No.", width=1.2), Column("File", width=6.5), Column("Belongs to", width=8.5))
    if rows:
        caption = f"Files behind this review, shown on request.{more}"
        ids = tuple(piece.record.id for piece in shown)
        yield Table(columns, tuple(rows), caption=caption, row_ids=ids)
