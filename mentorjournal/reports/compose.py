"""Blocks become pieces: headings and captions get their numbers here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from mentorjournal.errors import ReportError
from mentorjournal.reports import blocks as b
from mentorjournal.reports.appended import EvidenceMaker
from mentorjournal.reports.checklists import CheckMaker
from mentorjournal.reports.figure_blocks import FIGURES
from mentorjournal.reports.figures import drawn, figure_or_sentence
from mentorjournal.reports.forms import FormMaker
from mentorjournal.reports.look import (
    ATTRIBUTION,
    CAPTION,
    CELL,
    CELL_HEAD,
    CELL_TOTAL,
    FACT_LABEL,
    FACT_VALUE,
    GRID,
    HEADINGS,
    NOTE,
    SIGN,
    TEXT,
    Sheet,
    Style,
)
from mentorjournal.reports.pieces import (
    Figure,
    Heading,
    NewPage,
    Paragraph,
    Picture,
    Piece,
    SignLines,
    Space,
)
from mentorjournal.reports.prints import Prints, Unprintable
from mentorjournal.reports.references import unmarked
from mentorjournal.reports.runs import Run, lines_kept, one_line
from mentorjournal.reports.setting import Line, Setter
from mentorjournal.reports.structure import Structure
from mentorjournal.reports.tables import Row, TableRows, Track, lay_tracks
from mentorjournal.reports.texts import TextMaker

_LABEL_MOST = 0.34
_SIGN_WIDTH, _SIGN_NARROW = 160.0, 118.0


class Composer:
    """Turns the blocks of one document into pieces, in order, a block at a time."""

    def __init__(
        self, setter: Setter, sheet: Sheet, prints: Prints, structure: Structure, *, numbered: bool
    ) -> None:
        self.setter = setter
        self.structure = structure
        self.sheet = sheet
        self.texts = TextMaker(setter, sheet, prints, structure)
        self.evidence = EvidenceMaker(setter, sheet, prints, structure, self._key)
        self.checklists = CheckMaker(setter, sheet, structure)
        self.forms = FormMaker(setter, sheet, structure)
        self.numbered = numbered
        self._above: list[Piece] = []
        self._chapter = ""
        self._counters: list[int] = []
        self._headings = 0
        self._figures = 0
        self._tables = 0

    def pieces(self, block: b.Block) -> Iterator[Piece]:
        """The pieces of a block; each carries the block's record id."""
        for piece in self._owned(block):
            if not isinstance(piece, Heading):
                self._above.clear()
            yield piece
            if isinstance(piece, Heading):
                self._above.append(piece)

    def _owned(self, block: b.Block) -> Iterator[Piece]:
        for piece in self._made(block):
            if not piece.record_id:
                piece.record_id = getattr(block, "record_id", None)
            yield piece

    def _made(self, block: b.Block) -> Iterator[Piece]:
        makers: dict[type, Callable[..., Iterator[Piece]]] = {
            b.Heading: self._heading,
            b.Prose: lambda prose: self.texts.pieces(prose.markdown),
            b.Lead: lambda lead: self.texts.pieces(lead.markdown, lead=_flat(lead.label)),
            b.Facts: self._facts,
            b.Table: self._table,
            **dict.fromkeys(FIGURES, self._figure),
            b.Quote: self._quote,
            b.Signatures: lambda signatures: self.sign_lines(signatures.lines),
            b.Note: self._note,
            b.Space: lambda space: iter((Space(max(space.lines, 0.0) * GRID),)),
            b.Checklist: self.checklists.checklist,
            b.Callout: self.checklists.callout,
            b.RuledLines: self.checklists.ruled,
            b.Picture: self._picture,
            b.Evidence: self._evidence,
            b.FormField: lambda field: self.forms.row(b.FormRow((field,))),
            b.FormRow: self.forms.row,
            b.HiddenFields: self.forms.hidden,
            b.KeepTogether: self._together,
            b.PageBreak: lambda _: iter((NewPage(),)),
        }
        return makers[type(block)](block)

    def _note(self, note: b.Note) -> Iterator[Piece]:
        made = self.plain(lines_kept(note.text), NOTE)
        made.keep_next = note.with_next
        yield made

    def _together(self, group: b.KeepTogether) -> Iterator[Piece]:
        pieces = [piece for block in group.blocks for piece in self._owned(block)]
        for piece in pieces[:-1]:
            piece.keep_next = True
        if pieces and len(pieces[-1].strips) > 0:
            pieces[-1].keep_whole = True
        return iter(pieces)

    def _heading(self, block: b.Heading) -> Iterator[Piece]:
        level = min(max(block.level, 1), len(HEADINGS))
        title, text = one_line(unmarked(block.text)), _flat(block.text)
        if self.numbered:
            del self._counters[level:]
            self._counters += [0] * (level - len(self._counters))
            self._counters[level - 1] += 1
            number = ".".join(str(max(one, 1)) for one in self._counters)
            title, text = f"{number}\xa0\xa0{title}", f"{number}\xa0\xa0{text}"
        if level == 1:
            self._chapter = title
        style = HEADINGS[level - 1]
        lines = self.setter.lines(text, style, self.sheet.wide)
        if lines:
            heading = Heading(lines, style, self._key(), title, level)
            heading.element = self.structure.heading(level)
            yield heading

    def _key(self) -> str:
        self._headings += 1
        return f"h{self._headings}"

    def _evidence(self, block: b.Evidence) -> Iterator[Piece]:
        """An item of evidence, below a heading for all of it."""
        if "evidence" not in self._chapter.casefold():
            yield from self._heading(b.Heading(1, "Evidence"))
        yield from self.evidence.pieces(block, tuple(self._above))

    def _picture(self, block: b.Picture) -> Iterator[Piece]:
        said = one_line(block.alt) or one_line(block.caption)
        data = self.texts.prints.attachments(block.attachment)
        try:
            found = self.texts.prepared(data, said, self.sheet.measure)
        except Unprintable:
            yield self.plain(f"[Picture left out: {said}]" if said and data else "[Picture left out]", NOTE)
            return
        picture = Picture(found, 0.0, found.width, found.height)
        picture.element = self.structure.figure(said or "Picture without a description")
        caption = self.setter.lines(lines_kept(block.caption), CAPTION, self.sheet.measure)
        picture.keep_next = bool(caption)
        yield picture
        if caption:
            below = Paragraph(caption, CAPTION)
            below.element = picture.element.add("Caption")
            below.keep_whole = True
            yield below

    def plain(self, text: str, style: Style) -> Paragraph:
        """A plain text as one paragraph over the measure."""
        made = self.texts.paragraph(text, style, self.sheet.measure)
        made.element = self.structure.plain()
        return made

    def facts(self, rows: Sequence[tuple[str, str]], width: float) -> TableRows | None:
        """Labels and values in two columns, or nothing for no rows."""
        widest = max((self.setter.width(one_line(label), FACT_LABEL) for label, _ in rows), default=0.0)
        left = min(widest + 18.0, width * _LABEL_MOST)
        tracks = [Track(0.0, left - 10.0, "left"), Track(left, width - left, "left")]
        made = []
        for label, value in rows:
            lines = (
                self.setter.lines(one_line(label), FACT_LABEL, tracks[0].width),
                self.setter.lines(lines_kept(value), FACT_VALUE, tracks[1].width),
            )
            made.append(Row(lines, "body", FACT_VALUE, 0.0, 3.0))
        return TableRows(tracks, made, width=width, ruled=False) if made else None

    def _facts(self, block: b.Facts) -> Iterator[Piece]:
        piece = self.facts(block.rows, self.sheet.measure)
        if piece is not None:
            piece.be_in(self.structure.into)
            yield piece

    def _table(self, block: b.Table) -> Iterator[Piece]:
        count = len(block.columns)
        rows = [*block.rows, block.total] if block.total is not None else list(block.rows)
        if count == 0 or any(len(row) > count for row in rows):
            raise ReportError(
                "The document was not made: a table has more cells in a row than it has columns. "
                "Nothing was written. Please report this with the kind of document you asked for."
            )
        cells = [tuple(lines_kept(cell) for cell in row) for row in rows]
        head = tuple(one_line(column.title) for column in block.columns)
        aligns = [column.align for column in block.columns]
        shares = [column.width for column in block.columns]
        tracks = lay_tracks(self.setter, [head, *cells], shares, aligns, self.sheet.wide)
        body = cells[:-1] if block.total is not None else cells
        owners = block.row_ids or ("",) * len(body)
        made = [
            Row(self._set(row, CELL, tracks), "body", CELL, record_id=owner)
            for row, owner in zip(body, owners, strict=True)
        ]
        if block.total is not None:
            made.append(Row(self._set(cells[-1], CELL_TOTAL, tracks), "total", CELL_TOTAL))
        self._tables += 1
        caption = self._caption("Table", self._tables, block.caption)
        if caption:
            made.append(Row((caption,), "caption", CAPTION, 4.0, 0.0))
        if not rows:
            made.insert(0, Row(((),), "body", CELL))
        heading = Row(self._set(head, CELL_HEAD, tracks), "head", CELL_HEAD)
        table = TableRows(tracks, made, head=heading, width=self.sheet.wide)
        table.be_in(self.structure.into)
        yield table

    def _set(self, cells: Sequence[str], style: Style, tracks: Sequence[Track]) -> tuple[list[Line], ...]:
        return tuple(
            self.setter.lines(cell, style, track.width) for cell, track in zip(cells, tracks, strict=False)
        )

    def _caption(self, kind: str, number: int, text: str) -> list[Line]:
        if not text.strip():
            return []
        runs = (Run(f"{kind} {number}. ", bold=True), Run(lines_kept(text)))
        return self.setter.lines(runs, CAPTION, self.sheet.wide)

    def _figure(self, block: b.Figure) -> Iterator[Piece]:
        shown = figure_or_sentence(block)
        if isinstance(shown, b.Prose):
            yield from self.texts.pieces(shown.markdown)
            return
        self._figures += 1
        figure = Figure(drawn(block, self.sheet.wide, self.setter.missing))
        figure.element = self.structure.figure(one_line(block.alt) or one_line(block.caption))
        caption = self._caption("Figure", self._figures, block.caption)
        figure.keep_next = bool(caption)
        yield figure
        if caption:
            below = Paragraph(caption, CAPTION)
            below.element = figure.element.add("Caption")
            below.keep_whole = True
            yield below

    def _quote(self, block: b.Quote) -> Iterator[Piece]:
        pieces = list(self.texts.pieces(block.markdown, TEXT, bars=1))
        said = one_line(block.attribution)
        if said:
            attribution = self.plain(said, ATTRIBUTION)
            attribution.indent = 12.0
            attribution.bars = attribution.joined = (0.0,)
            if pieces:
                pieces[-1].keep_next = True
                attribution.before = 3.0
                pieces[-1].after = 3.0
            pieces.append(attribution)
        return iter(pieces)

    def sign_lines(self, labels: Sequence[str]) -> Iterator[Piece]:
        """Lines to sign, two in a row, or three if that is all."""
        in_row, width = (3, _SIGN_NARROW) if len(labels) == 3 else (2, _SIGN_WIDTH)  # noqa: PLR2004
        for at in range(0, len(labels), in_row):
            lines = [self.setter.lines(lines_kept(label), SIGN, width) for label in labels[at : at + in_row]]
            piece = SignLines(lines, width)
            piece.element = self.structure.into.add("Sect")
            piece.keep_next = at + in_row < len(labels)
            yield piece


def _flat(text: str) -> str:
    """A text on one line with its marks."""
    return " ".join(text.split())
