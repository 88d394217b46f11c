"""Pieces of a page: things of known width made of strips, between which a page may end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.graphics.shapes import Drawing

from mentorjournal.reports.look import CODE, GRID, HAIR, PALE, SHADE, SIGN, Style
from mentorjournal.reports.press import Press
from mentorjournal.reports.prints import Print
from mentorjournal.reports.setting import Line
from mentorjournal.reports.tagging import Element

_FUZZ = 0.01
_BETWEEN = 29.0


class Piece:
    """What the page maker handles: strips from `start` to `stop` are drawn together on one page.

    `before` and `after` are the least distances to neighbours. `keep_next` keeps the whole piece on the page
    on which the next one begins; `keep_whole` forbids any break inside it. `head` is repeated on each page.
    Of one that `fills`, what does not fit on its first page is left out.
    """

    record_id: str | None = None
    element: Element | None = None
    """What it is in the structure of the document."""
    keep_next = False
    keep_whole = False
    fills = False
    head = 0.0
    gap = 0.0
    """Distance to the piece above on the same page, known when the piece is drawn."""

    def __init__(self, strips: Sequence[float], before: float, after: float) -> None:
        self.strips = strips
        self.before = before
        self.after = after

    @property
    def height(self) -> float:
        """Height of everything in points."""
        return self.head + sum(self.strips)

    @property
    def least(self) -> float:
        """Height of the smallest part that may stand alone at the foot of a page."""
        if self.keep_whole:
            return self.height
        count = len(self.strips)
        stop = next((at for at in range(1, count) if self.may_break(at)), count)
        return self.head + sum(self.strips[:stop])

    def may_break(self, at: int) -> bool:
        """Whether a page may end before strip `at`."""
        return 0 < at < len(self.strips)

    def fit(self, start: int, room: float) -> int:
        """The last strip, plus one, that fits into `room` and may end a page; `start` if none."""
        used, best = self.head, start
        for at in range(start, len(self.strips)):
            used += self.strips[at]
            if used > room + _FUZZ:
                break
            if at + 1 == len(self.strips) or (not self.keep_whole and self.may_break(at + 1)):
                best = at + 1
        return best

    def squeeze(self, start: int, room: float) -> int:
        """As `fit`, but with breaks anywhere, for a page that has nothing else; at least one strip."""
        used, at = self.head, start
        while at < len(self.strips) and used + self.strips[at] <= room + _FUZZ:
            used += self.strips[at]
            at += 1
        return max(at, start + 1)

    def owned(self, start: int, stop: int) -> Iterator[tuple[str, float]]:
        """Whose strips from `start` to `stop` are ("" for nobody's), from the top, and how high each part is."""
        yield self.record_id or "", self.head + sum(self.strips[start:stop])

    def draw(self, press: Press, x: float, top: float, start: int, stop: int) -> None:
        """Draw strips with their upper edge at `top`."""
        raise NotImplementedError


class Space(Piece):
    """Empty height, which vanishes at the top of a page."""

    def __init__(self, height: float) -> None:
        super().__init__((), height, height)

    def draw(self, press: Press, x: float, top: float, start: int, stop: int) -> None:
        """Draw nothing."""


class NewPage(Piece):
    """What follows starts on a new page."""

    def __init__(self) -> None:
        super().__init__((), 0.0, 0.0)


class Paragraph(Piece):
    """Lines of text with an optional bullet; never leaves one line of several alone on a page."""

    def __init__(self, lines: Sequence[Line], style: Style, indent: float | None = None) -> None:
        super().__init__([style.leading] * len(lines), style.before, style.after)
        self.lines = lines
        self.style = style
        self.indent = style.indent if indent is None else indent
        self.bullet: Line | None = None
        self.label: Element | None = None
        self.bars: tuple[float, ...] = ()
        self.joined: tuple[float, ...] = ()

    def may_break(self, at: int) -> bool:
        """At least two lines stay on either side."""
        return 2 <= at <= len(self.lines) - 2  # noqa: PLR2004

    def draw(self, press: Press, x: float, top: float, start: int, stop: int) -> None:
        """Draw the lines, the bullet beside the first, and bars of a quotation at the left."""
        height = (stop - start) * self.style.leading
        for bar in self.bars:
            rise = self.gap if bar in self.joined and start == 0 else 1.0
            press.box(x + bar, top - height - 1.0, 1.6, height + 1.0 + rise, PALE)
        first = self.lines[0] if self.lines else None
        mirrored = self.bullet is not None and first is not None and first.rtl
        with press.tags.within(self.element):
            press.text(self.lines[start:stop], x if mirrored else x + self.indent, top, self.style)
        if self.bullet is not None and start == 0:
            left = x + self.indent - 5.0 - self.bullet.width
            if mirrored and first is not None:
                left = x + first.indent + first.width + 5.0
            with press.tags.within(self.label):
                press.text([self.bullet], left, top, self.style)


class Heading(Paragraph):
    """A heading: kept with what follows, bookmarked, and told to whoever makes the contents."""

    keep_next = True
    keep_whole = True

    def __init__(self, lines: Sequence[Line], style: Style, key: str, shown: str, level: int) -> None:
        super().__init__(lines, style)
        self.key = key
        self.shown = shown
        self.level = level

    def draw(self, press: Press, x: float, top: float, start: int, stop: int) -> None:
        """Draw the lines and set the bookmark."""
        super().draw(press, x, top, start, stop)
        if start == 0:
            press.bookmark(self.key, top, self.shown.replace("\xa0\xa0", " "), self.level - 1)


class CodeLines(Piece):
    """Lines as typed, on a pale ground."""

    def __init__(self, lines: Sequence[Line], indent: float, width: float) -> None:
        super().__init__([CODE.leading] * len(lines), CODE.before, CODE.after)
        self.lines = lines
        self.indent = indent
        self.width = width

    def draw(self, press: Press, x: float, top: float, start: int, stop: int) -> None:
        """Draw the ground and the lines."""
        height = (stop - start) * CODE.leading
        press.box(x + self.indent, top - height - 2.0, self.width - self.indent, height + 4.0, SHADE)
        with press.tags.within(self.element):
            press.text(self.lines[start:stop], x + self.indent + CODE.indent, top, CODE)


class Figure(Piece):
    """A figure; it never breaks."""

    keep_next = True
    keep_whole = True

    def __init__(self, drawing: Drawing) -> None:
        super().__init__((float(drawing.height),), GRID, 0.0)
        self.drawing = drawing

    def draw(self, press: Press, x: float, top: float, start: int, stop: int) -> None:
        """Draw it as vectors."""
        with press.tags.within(self.element):
            press.figure(self.drawing, x, top - self.strips[0])


class Picture(Piece):
    """A picture at its size on paper."""

    keep_next = True
    keep_whole = True

    def __init__(self, image: Print, indent: float, width: float, height: float) -> None:
        super().__init__((height,), GRID / 2, 0.0)
        self.image = image
        self.indent = indent
        self.width = width

    def draw(self, press: Press, x: float, top: float, start: int, stop: int) -> None:
        """Draw it."""
        with press.tags.within(self.element):
            press.picture(self.image, x + self.indent, top - self.strips[0], self.width, self.strips[0])


class RuleAcross(Piece):
    """A hairline."""

    def __init__(self, indent: float, width: float) -> None:
        super().__init__((1.0,), GRID, GRID)
        self.indent = indent
        self.width = width

    def draw(self, press: Press, x: float, top: float, start: int, stop: int) -> None:
        """Draw the line."""
        press.rule(x + self.indent, x + self.width, top - 0.5, 0.5)


class SignLines(Piece):
    """Lines to sign, side by side, with their labels."""

    keep_whole = True

    def __init__(self, labels: Sequence[Sequence[Line]], width: float) -> None:
        tallest = max(len(lines) for lines in labels)
        super().__init__((38.0 + 4.0 + tallest * SIGN.leading,), GRID, GRID / 2)
        self.labels = labels
        self.width = width

    def draw(self, press: Press, x: float, top: float, start: int, stop: int) -> None:
        """Draw the lines with room above them for a hand."""
        for number, lines in enumerate(self.labels):
            left = x + number * (self.width + _BETWEEN)
            press.rule(left, left + self.width, top - 38.0, 0.6, HAIR)
            with press.tags.within(self.element.add("P") if self.element is not None else None):
                press.text(lines, left, top - 42.0, SIGN)
