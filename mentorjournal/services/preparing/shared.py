"""Lines that both sides' briefs have: actions, questions, and how days and states are said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mentorjournal.model.record import Record
from mentorjournal.model.types import ActionItem, Goal, Question
from mentorjournal.services.meeting_capture import bare_line
from mentorjournal.services.preparing.brief import PERSONAL, BadgeKind, Gathered
from mentorjournal.services.preparing.ground import Ground, agreed_together, called, concerning
from mentorjournal.services.reporting.words import short_date
from mentorjournal.storage.finder import Finder, parameter, pointing_nowhere
from mentorjournal.storage.tables import columns

MOST_ASKED = 3
MOST_OFFERED = 8
"""Lines of a part that are offered at most; the journal itself has the rest."""
_WEIGHT = {"high": 0, "medium": 1, "low": 2}


def day_words(day: dt.date, today: dt.date) -> str:
    """`8 Apr`, with the year where it is not this year's; the same whatever the computer's language."""
    words = short_date(day)
    return words.removesuffix(f" {day.year}") if day.year == today.year else words


def first_line(text: str, most: int = 160) -> str:
    """The first line of Markdown that has words, without its mark, shortened at a word."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    line = next((words for raw in (lines or text.splitlines()) if (words := bare_line(raw))), "")
    if len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def within(words: str) -> str:
    """Words as they stand within a line: only their first letter is small, so "Talent I see" keeps its I."""
    return words[:1].lower() + words[1:]


def gathered_actions(ground: Ground) -> tuple[ActionItem, ...]:
    """What was agreed between us and is open, or was done or let go since; open and late ones first."""
    found = ground.all(_ACTIONS)
    return tuple(sorted(found, key=lambda item: (not item.is_open, item.due or dt.date.max, item.id)))


def action_line(ground: Ground, item: ActionItem, owners: dict[str, str], part: str) -> Gathered:
    """An action with whose it is and how it stands."""
    owner = owners.get(item.owner or "", "")
    badge, kind = action_state(item, ground.today, theirs=bool(item.owner))
    text = f"{owner}: {item.title}" if owner else item.title
    return line_of(ground, item, part, text, badge, kind)


def action_state(item: ActionItem, today: dt.date, *, theirs: bool) -> tuple[str, BadgeKind]:
    """How an action stands, in two words, and the look of it."""
    if item.done_on is not None:
        return f"done {day_words(item.done_on, today)}", "ok"
    if item.let_go_on is not None:
        return f"let go {day_words(item.let_go_on, today)}", "quiet"
    if item.due is not None and item.due < today:
        return ("theirs, late", "late") if theirs else ("late", "late")
    if theirs:
        return "theirs, open", "warn"
    return (f"due {day_words(item.due, today)}", "plain") if item.due else ("open", "plain")


def owners_of(ground: Ground, items: Iterable[ActionItem]) -> dict[str, str]:
    """The names of the owners of actions: between us those we call each other, else whole ones."""
    ids = {item.owner for item in items if item.owner}
    names = ground.reader.titles(ids)
    return names | {person.id: called(person) for person in ground.people if person.id in ids}


def line_of(
    ground: Ground,
    record: Record,
    part: str,
    text: str,
    badge: str = "",
    kind: BadgeKind = "plain",
    *,
    ticked: bool = True,
) -> Gathered:
    """A line of a record, ticked by default only where it is between us; else it says that it is private."""
    between = ground.between(record)
    if not between:
        badge, kind = "private", "quiet"
    return Gathered(part, record.id, text, badge, kind, ticked and between, ground.names(record))


def goal_line(
    ground: Ground, goal: Goal, part: str, badge: str = "", kind: BadgeKind = "plain", text: str = ""
) -> Gathered:
    """A line of a goal; one of the personal life stays out of sight until it is ticked."""
    words = text or goal.title
    if goal.scope == "personal":
        return Gathered(part, goal.id, words, "", "plain", ticked=False, masked=PERSONAL)
    return line_of(ground, goal, part, words, badge, kind)


def limited(lines: Sequence[Gathered], most_ticked: int, most: int = MOST_OFFERED) -> list[Gathered]:
    """The first lines of a part: only so many ticked, those that are between us first, in their order."""
    ordered = sorted(lines, key=lambda line: not line.ticked)[:most]
    return [replace(line, ticked=line.ticked and place < most_ticked) for place, line in enumerate(ordered)]


def open_questions(ground: Ground, *, unaddressed: bool) -> list[Gathered]:
    """Open questions, those for who is there first, by importance; with `unaddressed`, also those for nobody."""
    found = ground.all(_ANY_QUESTIONS if unaddressed else _QUESTIONS)
    ids = set(ground.ids)
    ordered = sorted(
        (item for item in found if item.for_whom is None or item.for_whom in ids),
        key=lambda item: (item.for_whom is None, _WEIGHT.get(item.importance, 1), item.id),
    )
    return [line_of(ground, item, "questions", item.title or first_line(item.detail)) for item in ordered]


_A, _Q = columns(ActionItem), columns(Question)
_ACTIONS = Finder(
    ActionItem,
    agreed_together() | concerning("owner", "people"),
    (_A.done_on.is_(None) & _A.let_go_on.is_(None))
    | (_A.done_on >= parameter("since"))
    | (_A.let_go_on >= parameter("since")),
)
_OURS = concerning("for_whom", "people") | agreed_together()
_OPEN = _Q.answered_on.is_(None)
_QUESTIONS = Finder(Question, _OPEN, _OURS)
_ANY_QUESTIONS = Finder(Question, _OPEN, _OURS | pointing_nowhere("for_whom"))
