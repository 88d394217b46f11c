"""Tables without vertical rules: heads repeat on every page, long cells go on over pages, nothing is clipped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from mentorjournal.reports.blocks import Align
from mentorjournal.reports.look import CAPTION, CELL, CELL_HEAD, RULE, Style
from mentorjournal.reports.pieces import Piece
from mentorjournal.reports.press import Press
from mentorjournal.reports.runs import Run
from mentorjournal.reports.setting import Line, Setter
from mentorjournal.reports.tagging import Element

Cell = str | Sequence[Run]
GAP = 12.0
_PAD = 3.5
_TALL = 160.0
_SAMPLE = 200
_TWO = 2


class Row(NamedTuple):
    """A row that is set: lines by cell, and what kind of row it is."""

    cells: tuple[Sequence[Line], ...]
    kind: Literal["head", "body", "total", "caption"]
    style: Style
    above: float = _PAD
    below: float = _PAD
    record_id: str = ""

    @property
    def lines(self) -> int:
        """Lines of its longest cell, at least one."""
        return max((len(cell) for cell in self.cells), default=0) or 1

    @property
    def height(self) -> float:
        """Height in points."""
        return self.above + self.lines * self.style.leading + self.below


class Track(NamedTuple):
    """Where a column stands, in points from the table's left edge."""

    left: float
    width: float
    align: Align


class TableRows(Piece):
    """Rows on tracks; a strip is one line of a row, and a page ends between rows unless one is very tall."""

    def __init__(
        self,
        tracks: Sequence[Track],
        rows: Sequence[Row],
        *,
        head: Row | None = None,
        width: float,
        ruled: bool = True,
    ) -> None:
        self.tracks = tracks
        self.rows = rows
        self.heading = head
        self.width = width
        self.ruled = ruled
        self._places = [(row, line) for row in rows for line in range(row.lines)]
        self._bodies = sum(row.kind == "body" for row in rows)
        self._numbers = [at for at, row in enumerate(rows) for _ in range(row.lines)]
        strips = [
            row.style.leading + (row.above if line == 0 else 0) + (row.below if line + 1 == row.lines else 0)
            for row, line in self._places
        ]
        super().__init__(strips, 10.0, CAPTION.after if ruled else 5.0)
        self.head = head.height if head else 0.0
        self._cells: dict[int, list[Element]] = {}
        self._head_drawn = False

    def be_in(self, parent: Element) -> None:
        """Make the elements of the table, its rows and cells, as the last of `parent`.

        Without a head row, the first cell of each row is the head of that row.
        """
        self.element = table = parent.add("Table")
        headed = self.heading is not None
        for row in (*((self.heading,) if self.heading is not None else ()), *self.rows):
            if row.kind == "caption":
                self._cells[id(row)] = [table.add("Caption")]
                continue
            line = table.add("TR")
            made = []
            for at in range(len(self.tracks)):
                scope = "Column" if row.kind == "head" else "" if headed or at else "Row"
                made.append(line.add("TH" if scope else "TD", scope=scope))
            self._cells[id(row)] = made

    def may_break(self, at: int) -> bool:
        """Between body rows, two on either side; inside one that is tall, with two lines on either side."""
        row, line = self._places[at]
        if line == 0:
            return row.kind == "body" and _TWO <= self._numbers[at] <= self._bodies - _TWO
        return row.height > _TALL and 1 < line < row.lines - 1

    def owned(self, start: int, stop: int) -> Iterator[tuple[str, float]]:
        """The head and what is nobody's row belong to the record of the table."""
        yield self.record_id or "", self.head
        for at in range(start, stop):
            yield self._places[at][0].record_id or self.record_id or "", self.strips[at]

    def draw(self, press: Press, x: float, top: float, start: int, stop: int) -> None:
        """Draw the head, the strips and the rules that belong to them."""
        y = top
        ruled = self.ruled and any(row.kind != "caption" for row, _ in self._places[start:stop])
        if ruled:
            press.rule(x, x + self.width, y, 1.0, RULE)
        if self.heading is not None and ruled:
            with press.tags.paging():
                self._row(press, self.heading, (0, self.heading.lines), x, y, tagged=not self._head_drawn)
            self._head_drawn = True
            y -= self.heading.height
            press.rule(x, x + self.width, y, 0.6, RULE)
        closed = True
        at = start
        while at < stop:
            row, line = self._places[at]
            count = min(row.lines - line, stop - at)
            if ruled and row.kind == "total":
                press.rule(x, x + self.width, y, 0.6, RULE)
            if ruled and row.kind == "caption" and not closed:
                press.rule(x, x + self.width, y, 1.0, RULE)
                closed = True
            if row.kind != "caption":
                closed = False
            self._row(press, row, (line, line + count), x, y)
            y -= sum(self.strips[at : at + count])
            at += count
        if ruled and not closed:
            press.rule(x, x + self.width, y, 1.0, RULE)

    def _row(
        self, press: Press, row: Row, span: tuple[int, int], x: float, top: float, *, tagged: bool = True
    ) -> None:
        elements = self._cells.get(id(row), []) if tagged else []
        for element in elements:
            element.keep = True
        if span[0] == 0:
            top -= row.above
        tracks = self.tracks if row.kind != "caption" else (Track(0.0, self.width, "left"),)
        for at, (track, lines) in enumerate(zip(tracks, row.cells, strict=False)):
            part = lines[span[0] : span[1]]
            if part:
                with press.tags.within(elements[at] if at < len(elements) else None):
                    press.text(part, x + track.left, top, row.style, track.width, track.align)


def lay_tracks(
    setter: Setter,
    cells: Sequence[Sequence[Cell]],
    shares: Sequence[float],
    aligns: Sequence[Align],
    width: float,
) -> list[Track]:
    """Divide the measure: by the given shares, and by what the cells need where the share is 0.

    The first row of `cells` is the head. A column gets at least the width of its longest word, as far as that
    is a quarter of the measure, so that words break only where nothing else helps.
    """
    count = len(shares)
    room = width - GAP * (count - 1)
    wanted, least = [1.0] * count, [1.0] * count
    for number, row in enumerate(cells[:_SAMPLE]):
        for at, cell in enumerate(row[:count]):
            whole, word = _needs(setter, cell, CELL_HEAD if number == 0 else CELL)
            wanted[at] = max(wanted[at], whole)
            least[at] = max(least[at], min(word, room / 4))
    given = [share / (sum(shares) or 1.0) * room if share > 0 else 0.0 for share in shares]
    widths = given if all(given) else _shared(wanted, least, room)
    tracks, left = [], 0.0
    for align, one in zip(aligns, widths, strict=True):
        tracks.append(Track(left, one, align))
        left += one + GAP
    return tracks


def _needs(setter: Setter, cell: Cell, style: Style) -> tuple[float, float]:
    """Width of a cell on one line, and of its longest word."""
    text = cell if isinstance(cell, str) else "".join(run.text for run in cell)
    lines = setter.lines(text, style, 1e6)
    words = max(text.split(), key=len, default="")
    return max((line.width for line in lines), default=0.0) + 0.5, setter.width(words, style) + 0.5


def _shared(wanted: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    if sum(wanted) <= room:
        spare = (room - sum(wanted)) / sum(wanted)
        return [one * (1.0 + spare) for one in wanted]
    if sum(least) >= room:
        return [one * room / sum(least) for one in least]
    extra = [max(full - low, 0.0) for full, low in zip(wanted, least, strict=True)]
    spare = room - sum(least)
    return [low + spare * more / sum(extra) for low, more in zip(least, extra, strict=True)]
