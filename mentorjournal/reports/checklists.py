"""Lines to tick in columns, the one thing that matters in a frame, and lines to write on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from mentorjournal.reports.blocks import Callout, CheckGroup, CheckItem, Checklist, RuledLines
from mentorjournal.reports.look import CALLOUT, CHECK, CHECK_HEAD, CHECK_NOTE, GRID, HAIR, PALE, Sheet
from mentorjournal.reports.pieces import Piece
from mentorjournal.reports.press import Press
from mentorjournal.reports.runs import one_line
from mentorjournal.reports.setting import Line, Setter
from mentorjournal.reports.structure import Structure
from mentorjournal.reports.tagging import Element

_GUTTER = 22.0
_BOX = 8.0
_TEXT_AT = 15.0
_PAD = 3.2
_HEAD_BELOW = 2.0
_BETWEEN_GROUPS = 9.0
_NOTE_MOST = 0.4
_NOTE_GAP = 8.0
_RULED = 21.0
_FRAME = 11.0
_FUZZ = 0.01


class _Entry(NamedTuple):
    """A head or a line of one column: what is drawn and how high it is."""

    lines: Sequence[Line]
    note: Sequence[Line]
    is_head: bool
    height: float
    last: bool = False
    element: Element | None = None


class CheckMaker:
    """Makes these pieces for one document."""

    def __init__(self, setter: Setter, sheet: Sheet, structure: Structure) -> None:
        self._setter = setter
        self._structure = structure
        self._sheet = sheet

    def checklist(self, block: Checklist) -> Iterator[Piece]:
        """Columns side by side, or nothing where there is no line to tick."""
        count = max(len(block.columns), 1)
        width = (self._sheet.wide - _GUTTER * (count - 1)) / count
        columns = [list(self._column(groups, width)) for groups in block.columns]
        if any(columns):
            yield CheckColumns(columns, width)

    def callout(self, block: Callout) -> Iterator[Piece]:
        """A frame with a bar at its left, or nothing without a text."""
        width = self._sheet.wide - 2 * _FRAME
        text = self._setter.lines(one_line(block.text), CALLOUT, width)
        if text:
            head = self._setter.lines(one_line(block.title), CHECK_HEAD, width)
            framed = Framed(head, text, self._sheet.wide)
            framed.element = self._structure.plain()
            yield framed

    def ruled(self, block: RuledLines) -> Iterator[Piece]:
        """Lines to write on."""
        head = self._setter.lines(one_line(block.title), CHECK_HEAD, self._sheet.wide)
        least = max(block.least, 1)
        ruled = Ruled(head, self._sheet.wide, least, max(block.most, least))
        ruled.element = self._structure.plain()
        yield ruled

    def _column(self, groups: Sequence[CheckGroup], width: float) -> Iterator[_Entry]:
        for group in groups:
            items = [self._item(item, width) for item in group.items if one_line(item.text)]
            if items:
                head = self._setter.lines(one_line(group.title), CHECK_HEAD, width)
                title, into = self._structure.plain(), self._structure.into.add("L")
                yield _Entry(head, (), True, len(head) * CHECK_HEAD.leading + _HEAD_BELOW, element=title)
                items[-1] = items[-1]._replace(last=True, height=items[-1].height + _BETWEEN_GROUPS)
                for item in items:
                    yield item._replace(element=into.add("LI").add("LBody"))

    def _item(self, item: CheckItem, width: float) -> _Entry:
        note = self._setter.lines(one_line(item.note), CHECK_NOTE, width * _NOTE_MOST)
        beside = max((line.width for line in note), default=0.0)
        room = width - _TEXT_AT - (beside + _NOTE_GAP if note else 0.0)
        lines = self._setter.lines(one_line(item.text), CHECK, room)
        return _Entry(lines, note, False, max(len(lines), len(note)) * CHECK.leading + 2 * _PAD)


class CheckColumns(Piece):
    """Columns of heads and lines; a page ends where it ends for all of them, between two lines.

    A strip is the distance to the next height at which any column has an end of a line.
    """

    def __init__(self, columns: Sequence[Sequence[_Entry]], width: float) -> None:
        self.columns = columns
        self.width = width
        self._tops = [list(accumulate((e.height for e in column), initial=0.0)) for column in columns]
        self._ends = sorted({round(top, 3) for tops in self._tops for top in tops} | {0.0})
        strips = [low - high for high, low in zip(self._ends, self._ends[1:], strict=False)]
        super().__init__(strips, GRID * 0.7, GRID * 0.4)

    def may_break(self, at: int) -> bool:
        """Where no column is inside a line, nor behind a head."""
        return 0 < at < len(self.strips) and all(
            self._is_free(column, tops, self._ends[at])
            for column, tops in zip(self.columns, self._tops, strict=True)
        )

    @staticmethod
    def _is_free(column: Sequence[_Entry], tops: Sequence[float], height: float) -> bool:
        if height >= tops[-1] - _FUZZ:
            return True
        at = next((place for place, top in enumerate(tops) if abs(top - height) < _FUZZ), -1)
        return at >= 0 and not (at and column[at - 1].is_head)

    def draw(self, press: Press, x: float, top: float, start: int, stop: int) -> None:
        """Draw the entries that begin between two heights."""
        high, low = self._ends[start], self._ends[stop]
        for number, (column, tops) in enumerate(zip(self.columns, self._tops, strict=True)):
            left = x + number * (self.width + _GUTTER)
            for entry, at in zip(column, tops, strict=False):
                if high - _FUZZ <= at < low - _FUZZ:
                    self._draw_entry(press, entry, left, top - (at - high))

    def _draw_entry(self, press: Press, entry: _Entry, left: float, top: float) -> None:
        if entry.is_head:
            with press.tags.within(entry.element):
                press.text(entry.lines, left, top, CHECK_HEAD)
            return
        first = top - _PAD
        press.frame(left + 0.4, first - CHECK.leading / 2 - _BOX / 2, _BOX, _BOX, 0.7)
        with press.tags.within(entry.element):
            press.text(entry.lines, left + _TEXT_AT, first, CHECK)
            if entry.note:
                press.text(entry.note, left, first, CHECK_NOTE, self.width, "right")
        if not entry.last:
            press.rule(left, left + self.width, top - entry.height, 0.4, HAIR)


class Framed(Piece):
    """A small head and a large text in a frame with a bar at its left."""

    keep_whole = True

    def __init__(self, head: Sequence[Line], text: Sequence[Line], width: float) -> None:
        self.head_lines, self.text, self.width = head, text, width
        height = len(head) * CHECK_HEAD.leading + len(text) * CALLOUT.leading
        super().__init__((height + 2 * _PAD * 2,), GRID * 0.6, GRID * 0.6)

    def draw(self, press: Press, x: float, top: float, start: int, stop: int) -> None:
        """Draw the bar, the head and the text."""
        height = self.strips[0]
        press.box(x, top - height, 3.0, height, PALE)
        at = top - 2 * _PAD
        with press.tags.within(self.element):
            press.text(self.head_lines, x + _FRAME, at, CHECK_HEAD)
            press.text(self.text, x + _FRAME, at - len(self.head_lines) * CHECK_HEAD.leading, CALLOUT)


class Ruled(Piece):
    """Lines to write on: as many as the page has room for."""

    fills = True

    def __init__(self, head: Sequence[Line], width: float, least: int, most: int) -> None:
        self.head_lines, self.width, self._least = head, width, least
        super().__init__([_RULED] * most, GRID * 0.6, 0.0)
        self.head = len(head) * CHECK_HEAD.leading

    def may_break(self, at: int) -> bool:
        """Behind the fewest lines that are worth having."""
        return self._least <= at < len(self.strips)

    def draw(self, press: Press, x: float, top: float, start: int, stop: int) -> None:
        """Draw the head and the lines."""
        with press.tags.within(self.element):
            press.text(self.head_lines, x, top, CHECK_HEAD)
        for number in range(start, stop):
            y = top - self.head - (number - start + 1) * _RULED
            press.rule(x, x + self.width, y, 0.4, HAIR)
