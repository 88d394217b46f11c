"""Drawing lines of text: faces and colours, links with their areas, and numbers that are known only at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple, Protocol

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from mentorjournal.reports.blocks import Align
from mentorjournal.reports.look import SHADE, Style
from mentorjournal.reports.paint import colour
from mentorjournal.reports.references import ASKED, PLACE, References
from mentorjournal.reports.setting import Ink, Line, Stretch
from mentorjournal.reports.shaped import ShapedFace
from mentorjournal.reports.tagging import END, Element, Tags

Area = tuple[float, float, float, float]


class Surface(Protocol):
    """What lines need besides their letters; measures in points, an area is (left, bottom, right, top)."""

    canvas: Canvas
    tags: Tags
    references: References

    def rule(self, left: float, right: float, y: float, weight: float, rgb: int = ...) -> None:
        """Draw a level line."""

    def box(self, left: float, bottom: float, width: float, height: float, rgb: int) -> None:
        """Fill a rectangle."""

    def open_address(self, element: Element | None, address: str, area: Area) -> None:
        """Make an area open an address."""

    def open_place(self, element: Element, key: str, area: Area) -> None:
        """Make an area lead to a place, or its element no link where there is none."""

    def name_place(self, key: str, top: float) -> None:
        """A place is here."""

    def when_known(self, act: Callable[[], None]) -> None:
        """Do this when all numbers are known, with this page as the one drawn on."""


class _Spot(NamedTuple):
    """Where a line is drawn: left edge of the measure, baseline, and how it stands in it."""

    x: float
    y: float
    width: float
    align: Align

    def left(self, line: Line, wide: float) -> float:
        """Where the line begins if it is `wide` and not as wide as it was set."""
        if self.align != "left":
            return self.x + (self.width - wide) * (0.5 if self.align == "center" else 1.0)
        return self.x + line.indent + (line.width - wide if line.indent else 0.0)


class Writer:
    """Draws the lines of one document."""

    def __init__(self, surface: Surface) -> None:
        self._on = surface
        self._canvas = surface.canvas
        self._tags = surface.tags
        self._references = surface.references

    def text(
        self,
        lines: Sequence[Line],
        x: float,
        top: float,
        style: Style,
        width: float = 0.0,
        align: Align = "left",
    ) -> None:
        """Draw lines one leading apart; `width` is needed only for other alignments than left."""
        if not lines:
            return
        baseline = top - _baseline(style)
        spots = [_Spot(x, baseline - at * style.leading, width, align) for at in range(len(lines))]
        links = _Links(self._tags, self._references)
        if any(s.ink.strike or s.ink.shade or s.ink.link for line in lines for s in line.stretches):
            links.there = True
            for line, spot in zip(lines, spots, strict=True):
                self._decorate(line, spot)
        pen = self._canvas.beginText(x, baseline)
        pen._code.append(self._tags.opening())  # noqa: SLF001 - marks have to stand inside the text object
        ink_now: Ink | None = None
        for line, spot in zip(lines, spots, strict=True):
            ink_now = self._line(pen, line, spot, style.leading, links, ink_now)
        pen._code.append(END)  # noqa: SLF001
        self._canvas.drawText(pen)

    def _line(
        self, pen: PDFTextObject, line: Line, spot: _Spot, leading: float, links: _Links, ink_now: Ink | None
    ) -> Ink | None:
        waits = links.there and _waits(line)
        left = spot.left(line, line.width)
        if waits:
            pen._code.append(self._references.later(partial(self._start, line, spot)))  # noqa: SLF001
        elif left != spot.x:
            pen.setTextOrigin(left, spot.y)
        last = len(line.stretches) - 1
        for at, stretch in enumerate(line.stretches):
            ink = stretch.ink
            if ink is not ink_now:
                links.turn(pen, ink.link)
                _dip(pen, ink, ink_now, leading)
                ink_now = ink
            self._stretch(pen, stretch, leading, ends=at == last and not waits)
            if ink.link and ink.link[:1] != PLACE:
                links.note(at)
        if links.there:
            self._areas(line, spot, links.taken(), waits=waits)
        if waits or line.indent or isinstance(line.stretches[-1].ink.face, ShapedFace):
            pen.setTextOrigin(spot.x, spot.y - leading)
        return ink_now

    def _stretch(self, pen: PDFTextObject, stretch: Stretch, leading: float, *, ends: bool) -> None:
        if stretch.ink.link[:1] != ASKED:
            _write(pen, stretch, ends=ends)
            return
        pen._code.append(self._references.later(partial(self._number, stretch, leading)))  # noqa: SLF001
        pen._curSubset = -1  # noqa: SLF001 - what comes next has to say its face again

    def _areas(self, line: Line, spot: _Spot, owners: dict[int, Element | None], *, waits: bool) -> None:
        for stretch in line.stretches:
            if stretch.ink.link[:1] == PLACE:
                self._on.name_place(stretch.ink.link[1:], spot.y + stretch.ink.size)
        if waits:
            self._on.when_known(partial(self._open, line, spot, owners))
        else:
            self._open(line, spot, owners)

    def _open(self, line: Line, spot: _Spot, owners: dict[int, Element | None]) -> None:
        """Make the areas of a line's links."""
        now = self._known(line)
        left = spot.left(line, now.width)
        for at, (ink, _, wide, _rtl) in enumerate(now.stretches):
            if at in owners:
                area = (left, spot.y - 0.25 * ink.size, left + wide, spot.y + 0.85 * ink.size)
                owner = owners[at]
                if ink.link[:1] != ASKED:
                    self._on.open_address(owner, ink.link, area)
                elif owner is not None:
                    self._on.open_place(owner, ink.link[1:], area)
            left += wide

    def _known(self, line: Line) -> Line:
        """The line with the numbers that were asked for."""
        if not _waits(line):
            return line
        stretches = []
        for stretch in line.stretches:
            ink = stretch.ink
            if ink.link[:1] == ASKED:
                text = self._references.shown(ink.link[1:], stretch.text)
                stretch = stretch._replace(text=text, width=ink.face.width(text) * ink.size)  # noqa: PLW2901
            stretches.append(stretch)
        return line._replace(stretches=tuple(stretches), width=sum(one.width for one in stretches))

    def _start(self, line: Line, spot: _Spot) -> str:
        pen = self._canvas.beginText(0, 0)
        pen.setTextOrigin(spot.left(line, self._known(line).width), spot.y)
        return str(pen._code[-1])  # noqa: SLF001

    def _number(self, stretch: Stretch, leading: float) -> str:
        pen = self._canvas.beginText(0, 0)
        done = len(pen._code)  # noqa: SLF001
        pen.setFont(stretch.ink.face.name, stretch.ink.size, leading)
        pen.textOut(self._references.shown(stretch.ink.link[1:], stretch.text))
        return " ".join(pen._code[done:])  # noqa: SLF001

    def _decorate(self, line: Line, spot: _Spot) -> None:
        """Draw what stands below and across letters."""
        if not _waits(line):
            self._ground(line, spot)
            return

        def code() -> str:
            page: list[str] = self._canvas._code  # noqa: SLF001
            done = len(page)
            self._ground(line, spot)
            made = " ".join(page[done:])
            del page[done:]
            return made

        self._canvas._code.append(self._references.later(code))  # noqa: SLF001

    def _ground(self, line: Line, spot: _Spot) -> None:
        now = self._known(line)
        left, y = spot.left(line, now.width), spot.y
        for ink, _, width, _rtl in now.stretches:
            if ink.shade:
                self._on.box(left - 1.0, y - 0.28 * ink.size, width + 2.0, 1.25 * ink.size, SHADE)
            if ink.strike:
                self._on.rule(left, left + width, y + 0.27 * ink.size, 0.6, ink.color)
            left += width


def _waits(line: Line) -> bool:
    """Whether something in it is known only at the end."""
    return any(stretch.ink.link[:1] == ASKED for stretch in line.stretches)


def _dip(pen: PDFTextObject, ink: Ink, before: Ink | None, leading: float) -> None:
    """Change face, size and colour as far as they differ from what was drawn before."""
    changed = before is None or ink.face is not before.face or ink.size != before.size
    if changed and not isinstance(ink.face, ShapedFace):
        pen.setFont(ink.face.name, ink.size, leading)
    if before is None or ink.color != before.color:
        pen.setFillColor(colour(ink.color))


def _write(pen: PDFTextObject, stretch: Stretch, *, ends: bool) -> None:
    """Draw a stretch; one that `ends` the line makes room for the next, unless its face is a shaped one.

    Glyphs of scripts in which they change places say beside them what they spell. Those that run from right
    to left do not: readers of PDF expect them as they stand, and turn them round themselves.
    """
    chosen = stretch.ink.face
    if not isinstance(chosen, ShapedFace):
        (pen.textLine if ends else pen.textOut)(stretch.text)
        return
    code: list[str] = pen._code  # noqa: SLF001 - the library draws no glyphs by number itself
    says = not stretch.rtl
    if says:
        code.append(f"/Span <</ActualText <FEFF{stretch.text.encode('utf-16-be').hex().upper()}>>> BDC")
    chosen.write(pen, stretch.text, stretch.ink.size, rtl=stretch.rtl)
    if says:
        code.append(END)


class _Links:
    """The link elements of one text: those of one address that follow each other are one."""

    def __init__(self, tags: Tags, references: References) -> None:
        self._tags = tags
        self._references = references
        self._address = ""
        self._element: Element | None = None
        self._owners: dict[int, Element | None] = {}
        self.there = False

    def turn(self, pen: PDFTextObject, address: str) -> None:
        """What follows belongs to a link with this address, or to none."""
        address = "" if address[:1] == PLACE else address
        if not self.there or address == self._address or self._tags.now is None:
            return
        self._address = address
        # What follows a link has an element of its own, so that the order of the tree is the one of the page.
        element = self._tags.now.add("Link" if address else "Span")
        self._element = element if address else None
        code = self._tags.opening(element)
        if address[:1] == ASKED:
            code = self._references.later(partial(_opened, code, element))
        pen._code += [END, code]  # noqa: SLF001

    def note(self, at: int) -> None:
        """Stretch `at` of this line is part of the present link."""
        self._owners[at] = self._element

    def taken(self) -> dict[int, Element | None]:
        """The elements of this line's links, by stretch."""
        owners, self._owners = self._owners, {}
        return owners


def _opened(code: str, element: Element) -> str:
    """The operator that opens an element, under the role that it has by then."""
    return code.replace("/Link ", f"/{element.role} ", 1)


def _baseline(style: Style) -> float:
    """How far the first baseline stands below the top of a paragraph: the glyphs are centred in the leading."""
    return (style.leading - style.size) / 2 + 0.78 * style.size
