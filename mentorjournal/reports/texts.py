"""A user's Markdown as pieces of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mentorjournal.reports.look import (
    CAPTION,
    CELL,
    CELL_HEAD,
    CODE,
    GRID,
    HEADINGS,
    LIST,
    QUOTE,
    TEXT,
    Sheet,
    Style,
)
from mentorjournal.reports.markdown import Code, Grid, Part, Picture, Place, Rule, Text, parts_of
from mentorjournal.reports.pieces import CodeLines, Paragraph, Piece, RuleAcross
from mentorjournal.reports.pieces import Picture as PicturePiece
from mentorjournal.reports.prints import Print, Prints, Unprintable
from mentorjournal.reports.runs import Run, one_line
from mentorjournal.reports.setting import Setter
from mentorjournal.reports.structure import Structure
from mentorjournal.reports.tables import Row, TableRows, lay_tracks

_STEP = 17.0
_BAR = 12.0
_TALLEST = 300.0


class TextMaker:
    """Makes pieces from Markdown for one document."""

    def __init__(self, setter: Setter, sheet: Sheet, prints: Prints, structure: Structure) -> None:
        self.setter = setter
        self.structure = structure
        self.sheet = sheet
        self.prints = prints

    def pieces(self, markdown: str, style: Style = TEXT, lead: str = "", bars: int = 0) -> Iterator[Piece]:
        """The pieces of a text; `lead` is a bold run-in label, `bars` quotes the whole text."""
        parts = parts_of(markdown)
        if lead and (not parts or not isinstance(parts[0], Text) or parts[0].place != Place()):
            parts.insert(0, Text((Run(""),)))
        self.structure.begin_text(quoted=bars > 0)
        above: tuple[float, ...] = ()
        for number, part in enumerate(parts):
            if number == 0 and lead and isinstance(part, Text):
                part = Text((Run(lead, bold=True), Run(" "), *part.runs), part.place, part.heading)  # noqa: PLW2901
            for piece in self._piece(part, style, bars):
                if isinstance(piece, Paragraph):
                    piece.joined, above = above, piece.bars
                yield piece

    def paragraph(self, text: str | Sequence[Run], style: Style, width: float) -> Paragraph:
        """Plain text or runs as one paragraph."""
        return Paragraph(self.setter.lines(text, style, width - style.indent), style)

    def prepared(self, data: bytes | None, said: str, width: float) -> Print:
        """A picture for a text; one that is there and cannot be printed is reported. Raises Unprintable."""
        if not data:
            raise Unprintable("it may not leave the journal, or its file is not there")
        try:
            return self.prints.prepared(data, width, _TALLEST)
        except Unprintable as why:
            named = f"The picture “{one_line(said)}”" if one_line(said) else "A picture"
            self.prints.left_out.append(f"{named} is not in the document: {why}.")
            raise

    def _piece(self, part: Part, style: Style, bars: int) -> Iterator[Piece]:
        place = part.place
        bars += place.quoted
        indent = bars * _BAR + place.depth * _STEP
        if isinstance(part, Text):
            yield self._text(part, style, bars, indent)
        elif isinstance(part, Code):
            width = self.sheet.measure - indent - 2 * CODE.indent
            lines = [line for text in part.lines for line in self.setter.lines(_typed(text), CODE, width)]
            if lines:
                code = CodeLines(lines, indent, self.sheet.measure)
                code.element = self.structure.paragraph(place)
                yield code
        elif isinstance(part, Rule):
            yield RuleAcross(indent, self.sheet.measure)
        elif isinstance(part, Grid):
            grid = self._grid(part)
            grid.be_in(self.structure.holder(place))
            yield grid
        else:
            yield from self._picture(part, indent)

    def _text(self, part: Text, style: Style, bars: int, indent: float) -> Paragraph:
        place = part.place
        if part.heading:
            style = HEADINGS[min(part.heading, 2) + 1]
        elif place.depth:
            style = LIST
        elif bars and style is TEXT:
            style = QUOTE
        lines = self.setter.lines(part.runs, style, self.sheet.measure - indent)
        piece = Paragraph(lines, style, indent)
        if part.heading:
            piece.element = self.structure.heading(min(part.heading, 2) + 2)
        else:
            if place.bullet:
                piece.label = self.structure.item(place)
            piece.element = self.structure.paragraph(place)
        piece.keep_next = bool(part.heading)
        if place.opens:
            piece.before = TEXT.before
        piece.bars = tuple(number * _BAR for number in range(bars))
        if place.bullet:
            bullet = self.setter.lines(place.bullet, style, self.sheet.measure)
            piece.bullet = bullet[0] if bullet else None
        return piece

    def _grid(self, grid: Grid) -> TableRows:
        count, width = len(grid.aligns), self.sheet.wide
        tracks = lay_tracks(self.setter, [grid.head, *grid.rows], [0.0] * count, grid.aligns, width)
        rows = []
        for kind, style, cells in [
            ("head", CELL_HEAD, grid.head),
            *(("body", CELL, row) for row in grid.rows),
        ]:
            lines = tuple(
                self.setter.lines(cell, style, track.width)
                for cell, track in zip(cells, tracks, strict=False)
            )
            rows.append(Row(lines, "head" if kind == "head" else "body", style))
        return TableRows(tracks, rows[1:], head=rows[0], width=width)

    def _picture(self, part: Picture, indent: float) -> Iterator[Piece]:
        data = self.prints.attachments(part.attachment) if part.attachment else None
        said = part.description
        try:
            found = self.prepared(data, said, self.sheet.measure - indent)
        except Unprintable:
            # Behind a picture that may not leave stands its file's name, as a rule: that does not leave either.
            named = said and (data is not None or not part.attachment)
            said = f"[Picture left out: {said}]" if named else "[Picture left out]"
        else:
            picture = PicturePiece(found, indent, found.width, found.height)
            picture.element = self.structure.figure(said or "Picture without a description")
            yield picture
        caption = self.paragraph(said, CAPTION, self.sheet.measure - indent)
        caption.indent = indent
        caption.after = GRID / 2
        caption.element = self.structure.paragraph(part.place)
        yield caption


def _typed(text: str) -> tuple[Run, ...]:
    """A line of code: its spaces stay, as far as a proportional face can show them."""
    kept = text.expandtabs(4).replace(" ", "\xa0")
    return (Run(kept or "\xa0"),)
