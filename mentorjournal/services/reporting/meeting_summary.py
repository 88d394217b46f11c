"""The summary of a meeting on one page: what was talked about, decided and promised, and when we meet next."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from mentorjournal.errors import ReportError
from mentorjournal.model.types import ActionItem
from mentorjournal.reports.blocks import Block, Column, Document, Facts, Heading, Note, Prose, Table
from mentorjournal.reports.draw import draw
from mentorjournal.reports.markdown import escaped
from mentorjournal.services.meeting_message import Sendable
from mentorjournal.services.reporting.options import Paper
from mentorjournal.services.reporting.words import counted, long_date, word_count

NOTHING = (
    "There is nothing of this meeting to tell yet: nothing decided or promised, no agenda item talked about, no "
    "next date. Nothing was written; note something of it, or write the summary in your own words."
)
LONGEST_LINE = 300
LONGEST_NAMED = 60
MOST_NAMED = 10
PIECE = 400
"""Characters of the reader's own words that are kept or left out together, where a line is longer."""
_TALKED, _DECIDED, _ACTIONS = "What we talked about", "What we decided", "Who does what"


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a part: a title, and for what is promised also who and by when."""

    part: str
    title: str
    who: str = ""
    by: str = ""


def one_page(what: Sendable, now: dt.datetime, paper: Paper = "a4") -> Document:
    """The document, on one page whatever there is: what does not fit is named at its end.

    Where the reader wrote the summary in own words, these are what is printed. Raises ReportError where
    there is nothing to tell.
    """
    own = what.names.scrub(what.meeting.summary.strip())
    if own:
        pieces = tuple(_pieces(own))
        return _fitted(
            len(pieces),
            lambda count: _document(what, now, _own_blocks(pieces[:count], pieces[count:])),
            paper,
        )
    rows = tuple(_rows(what))
    if not rows and not what.next_words:
        raise ReportError(NOTHING)
    return _fitted(len(rows), lambda count: _document(what, now, _blocks(rows[:count], rows[count:])), paper)


def _fitted(most: int, made: Callable[[int], Document], paper: Paper) -> Document:
    """The document with as much as one page holds, up to `most`."""

    def fits(count: int) -> bool:
        return draw(made(count), io.BytesIO(), paper=paper).pages <= 1

    if fits(most):
        return made(most)
    low, high = 0, most - 1
    while low < high:
        middle = (low + high + 1) // 2
        if fits(middle):
            low = middle
        else:
            high = middle - 1
    return made(low)


def _document(what: Sendable, now: dt.datetime, blocks: Iterable[Block]) -> Document:
    meeting = what.meeting
    there = ", ".join(filter(None, (what.owner, *(person.title for person in what.people))))
    facts = (
        ("There", _short(there, LONGEST_LINE)),
        ("About", _short(what.names.scrub(meeting.title.strip()), LONGEST_LINE)),
        ("Next meeting", what.next_words),
    )
    return Document(
        title=f"Meeting on {what.when}" if what.when else "Meeting",
        blocks=(
            Heading(1, f"Our meeting on {what.when}" if what.when else "Our meeting"),
            Facts(tuple(fact for fact in facts if fact[1])),
            *blocks,
        ),
        created=now,
        author=what.owner,
    )


def _rows(what: Sendable) -> Iterator[_Row]:
    """What is promised first, for that is what must not be missed."""
    me = what.owner or "I"
    for who, item in (*((me, item) for item in what.mine), *what.theirs):
        yield _Row(_ACTIONS, _short(what.names.scrub(item.title), LONGEST_LINE), who, _by(item))
    for title in what.decisions:
        yield _Row(_DECIDED, _short(title, LONGEST_LINE))
    for title in what.talked:
        yield _Row(_TALKED, _short(title, LONGEST_LINE))


def _by(item: ActionItem) -> str:
    return "done" if item.done_on else long_date(item.due)


def _blocks(shown: tuple[_Row, ...], left: tuple[_Row, ...]) -> Iterator[Block]:
    for part in (_TALKED, _DECIDED):
        if titles := [row.title for row in shown if row.part == part]:
            yield Heading(2, part)
            yield Prose("\n".join(f"- {escaped(title)}" for title in titles))
    if promised := [row for row in shown if row.part == _ACTIONS]:
        yield Heading(2, _ACTIONS)
        columns = (Column("Who", width=0.25), Column("What", width=0.5), Column("By", width=0.25))
        yield Table(columns, tuple((row.who, row.title, row.by) for row in promised))
    if left:
        named = [f"“{_short(row.title, LONGEST_NAMED)}”" for row in left[:MOST_NAMED]]
        more = len(left) - len(named)
        rest = f" and {more} more" if more else ""
        yield Note(f"Also, for want of room not above: {', '.join(named)}{rest}.")


def _own_blocks(shown: tuple[str, ...], left: tuple[str, ...]) -> Iterator[Block]:
    yield Prose("".join(shown))
    if left:
        words = counted(sum(map(word_count, left)), "more word")
        yield Note(f"The text goes on for {words}, for which this page has no room. Ask for it as text.")


def _pieces(text: str) -> Iterator[str]:
    """The lines of a text, each with a hard break as it was written, long ones in parts."""
    for line in text.splitlines():
        rest = line.rstrip()
        while len(rest) > PIECE:
            cut = rest.rfind(" ", 1, PIECE)
            cut = cut if cut > 0 else PIECE
            yield rest[:cut]
            rest = rest[cut:]
        yield f"{rest}  \n" if rest else "\n"


def _short(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
