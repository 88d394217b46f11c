"""Pages: pieces are placed once, in order, with headings kept to their text and no lonely lines."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

from mentorjournal.reports.look import GRID
from mentorjournal.reports.pieces import Heading, NewPage, Piece
from mentorjournal.reports.press import Press

_ENOUGH = 3 * GRID


class Ahead:
    """An iterator that lets one look at what comes next."""

    def __init__(self, pieces: Iterator[Piece]) -> None:
        self._pieces = pieces
        self._seen: deque[Piece] = deque()

    def peek(self, at: int) -> Piece | None:
        """The piece `at` places ahead, or None behind the last."""
        while len(self._seen) <= at:
            piece = next(self._pieces, None)
            if piece is None:
                return None
            self._seen.append(piece)
        return self._seen[at]

    def take(self) -> Piece | None:
        """The next piece."""
        return self._seen.popleft() if self._seen else next(self._pieces, None)


class Spot(NamedTuple):
    """Where a piece was drawn, and whose it is ("" for nobody's); pages count from 0 as they are finished."""

    record_id: str
    page: int
    left: float
    bottom: float
    right: float
    top: float

    def with_one_below(self, other: Spot) -> Spot:
        """Both as one."""
        left, right = min(self.left, other.left), max(self.right, other.right)
        return self._replace(left=left, right=right, bottom=other.bottom)


class PageMaker:
    """Places pieces on pages from the top; `on_page` is called just before a page is finished.

    `draws` can be switched off to learn how many pages something takes.
    """

    def __init__(self, press: Press, on_page: Callable[[], None], *, draws: bool = True) -> None:
        self.press = press
        self.sheet = press.sheet
        self.on_page = on_page
        self.draws = draws
        self.turned = 0
        self.headings: list[tuple[Heading, int]] = []
        self.spots: list[Spot] = []
        self._top = self.sheet.height - self.sheet.top
        self._y = self._top
        self._gap = 0.0

    def place(self, pieces: Iterator[Piece]) -> None:
        """Place all pieces; the last page stays open."""
        ahead = Ahead(pieces)
        while (piece := ahead.peek(0)) is not None:
            if isinstance(piece, NewPage):
                self.finish()
            elif not piece.strips:
                self._gap = max(self._gap, piece.before) if self._begun else 0.0
            else:
                self._put(piece, ahead)
            ahead.take()

    def drop(self, distance: float) -> None:
        """Leave room free, as far as the page has it."""
        self._y -= min(max(distance, 0.0), self.room)
        self._gap = 0.0

    def finish(self) -> None:
        """Finish the page, if there is anything on it."""
        if self._begun:
            self.turned += 1
            if self.draws:
                self.on_page()
                self.press.end_page()
        self._y, self._gap = self._top, 0.0

    @property
    def room(self) -> float:
        """Height that is free on this page."""
        return self._y - self.sheet.bottom

    @property
    def _begun(self) -> bool:
        return self._y < self._top

    def _put(self, piece: Piece, ahead: Ahead) -> None:
        if self._begun and self._distance(piece) + self._needed(piece, ahead) > self.room:
            self.finish()
        if isinstance(piece, Heading):
            self.headings.append((piece, self.press.pages))
        start, count = 0, len(piece.strips)
        while start < count:
            distance = self._distance(piece) if start == 0 and self._begun else 0.0
            stop = piece.fit(start, self.room - distance)
            if stop == start and self._begun:
                self.finish()
                continue
            if stop == start:
                stop = piece.squeeze(start, self.room)
            self._y -= distance
            piece.gap = distance
            top = self._y
            self._y -= piece.head + sum(piece.strips[start:stop])
            if self.draws:
                piece.draw(self.press, self.sheet.left, top, start, stop)
                self.spots.extend(self._spots(piece.owned(start, stop), top))
            start = count if piece.fills else stop
            if start < count:
                self.finish()
        self._gap = piece.after

    def _spots(self, parts: Iterator[tuple[str, float]], top: float) -> Iterator[Spot]:
        left = self.sheet.left
        for owner, height in parts:
            yield Spot(owner, self.press.pages, left, top - height, left + self.sheet.wide, top)
            top -= height

    def _distance(self, piece: Piece) -> float:
        return max(self._gap, piece.before)

    def _needed(self, first: Piece, ahead: Ahead) -> float:
        """Height that must be free here: what is kept together, or a few lines if no page could hold it."""
        total, at = 0.0, 0
        piece: Piece | None = first
        gap = 0.0
        while piece is not None and not isinstance(piece, NewPage):
            total += max(gap, piece.before) if at else 0.0
            total += piece.height if piece.keep_next else piece.least
            if total > self.sheet.room:
                return min(first.least + _ENOUGH, self.sheet.room)
            if not piece.keep_next:
                break
            gap = piece.after
            at += 1
            piece = ahead.peek(at)
        return total
