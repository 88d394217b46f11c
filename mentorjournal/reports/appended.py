"""Evidence appended whole: each page of a PDF, or a picture, on a page of its own under its number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from mentorjournal.reports.blocks import Evidence
from mentorjournal.reports.look import EVIDENCE, GRID, HAIR, NOTE, Sheet
from mentorjournal.reports.pieces import Heading, NewPage, Paragraph, Piece
from mentorjournal.reports.pieces import Picture as PicturePiece
from mentorjournal.reports.press import Press
from mentorjournal.reports.prints import Prints, Unprintable
from mentorjournal.reports.references import place_mark
from mentorjournal.reports.runs import Run, lines_kept, one_line
from mentorjournal.reports.setting import Setter
from mentorjournal.reports.structure import Structure

if TYPE_CHECKING:
    from mentorjournal.reports.foreign import ForeignPage

_MOST_PAGES: Final = 40
_EDGE: Final = 36.0
_HEAD: Final = 1024
_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{2,4}\Z")


class Facsimile(Piece):
    """A page of another document, in a fine frame in the middle of ours."""

    keep_whole = True

    def __init__(self, page: ForeignPage, name: str, drawn_on: Callable[[int], None]) -> None:
        super().__init__((page.height,), GRID / 2, GRID)
        self.page = page
        self.name = name
        self._drawn_on = drawn_on

    def draw(self, press: Press, x: float, top: float, start: int, stop: int) -> None:
        """Draw the page and its edges."""
        self._drawn_on(press.pages)
        left, bottom = (press.sheet.width - self.page.width) / 2, top - self.page.height
        with press.tags.within(self.element):
            if self.page.form is not None:
                size = (self.page.width, self.page.height)
                press.form(self.page.form, self.name, self.page.matrix, (left, bottom), size)
            elif self.page.picture is not None:
                press.picture(self.page.picture, left, bottom, self.page.width, self.page.height)
        press.frame(left, bottom, self.page.width, self.page.height, 0.4, HAIR)


class EvidenceMaker:
    """Makes the pieces of evidence for one document; `heading` gives the next heading its key."""

    def __init__(
        self, setter: Setter, sheet: Sheet, prints: Prints, structure: Structure, heading: Callable[[], str]
    ) -> None:
        self._setter = setter
        self._sheet = sheet
        self._prints = prints
        self._structure = structure
        self._heading = heading

    def pieces(self, block: Evidence, above: Sequence[Piece]) -> Iterator[Piece]:
        """The pages of one item; `above` are the headings right before it, which it shares its first page with."""
        data = self._prints.attachments(block.attachment)
        try:
            if data is None:
                raise Unprintable("it may not leave the journal, or its file is not there")
            if not data:
                raise Unprintable("the file is empty")
            is_pdf = b"%PDF-" in data[:_HEAD]
            yield from self._pdf(block, data, above) if is_pdf else self._pictures(block, data, above)
            yield NewPage()
        except Unprintable as why:
            yield from self._left_out(block, str(why))

    def _pdf(self, block: Evidence, data: bytes, above: Sequence[Piece]) -> Iterator[Piece]:
        from mentorjournal.reports.foreign import ForeignPdf

        with ForeignPdf(data, self._prints.kept) as pdf:

            def leaf(number: int, width: float, height: float) -> tuple[Piece, str]:
                key = self._heading()
                page = pdf.page(number, width, height, key)

                def drawn_on(at: int) -> None:
                    self._prints.appended.append((block.record_id or "", at, page.seen))

                return Facsimile(page, key, drawn_on), page.text

            yield from self._leaves(block, pdf.count, leaf, above)

    def _pictures(self, block: Evidence, data: bytes, above: Sequence[Piece]) -> Iterator[Piece]:
        def leaf(number: int, width: float, height: float) -> tuple[Piece, str]:
            found = self._prints.prepared(data, width, height, number)
            left = (self._sheet.wide - found.width) / 2
            piece = PicturePiece(found, left, found.width, found.height)
            piece.keep_next = False
            return piece, ""

        yield from self._leaves(block, self._prints.leaves(data), leaf, above)

    def _leaves(
        self,
        block: Evidence,
        count: int,
        leaf: Callable[[int, float, float], tuple[Piece, str]],
        above: Sequence[Piece],
    ) -> Iterator[Piece]:
        """Leaf after leaf, each on a page of ours. Raises Unprintable where there is not even a first one."""
        most = min(count, _MOST_PAGES)
        cut = f"the first {most} of {count:,} pages" if most < count else ""
        for number in range(most):
            over = () if number else above
            head = self._head(block, number, count, f"Only {cut} are printed here." if cut else "")
            try:
                piece, text = leaf(number, *self._room([*over, *head]))
            except Unprintable as why:
                if number == 0:
                    raise
                cut = f"the first {'page' if number == 1 else f'{number} pages'} of {count:,}, because {why},"
                yield self._note(
                    f"The other pages of evidence {one_line(block.label)} are not printed here: {why}."
                )
                break
            if number or not above:
                yield NewPage()
            yield from self._shown(block, head, number)
            piece.element = self._structure.figure(_said(block, number, count, text))
            yield piece
        if cut:
            self._prints.left_out.append(f"Of evidence {_named(block)} only {cut} are in the document.")

    def _note(self, text: str) -> Paragraph:
        note = Paragraph(self._setter.lines(text, NOTE, self._sheet.wide), NOTE)
        note.element = self._structure.plain()
        return note

    def _head(self, block: Evidence, number: int, count: int, cut: str) -> list[Paragraph]:
        """The line that names the item, and what is said below it on the first page."""
        title = one_line(block.title)
        which = f", page {number + 1} of {count:,}" if count > 1 else ""
        place = place_mark(block.label) if number == 0 else ""
        runs = (
            Run(f"{place}Evidence {one_line(block.label)}", bold=True),
            Run(f"{title and ', '}{title}{which}"),
        )
        lines = self._setter.lines(runs, EVIDENCE, self._sheet.wide)
        if number:
            return [Paragraph(lines, EVIDENCE)]
        shown = f"{one_line(block.label)}\xa0\xa0{title}"
        head: list[Paragraph] = [Heading(lines, EVIDENCE, self._heading(), shown, 2)]
        for said in (block.note, cut):
            note = self._setter.lines(lines_kept(said), NOTE, self._sheet.wide)
            if note:
                head.append(Paragraph(note, NOTE))
        return head

    def _shown(self, block: Evidence, head: Sequence[Paragraph], number: int) -> Iterator[Piece]:
        for at, piece in enumerate(head):
            # On the pages that follow, the figure says what the line says.
            if number == 0:
                piece.element = self._structure.plain() if at else self._structure.heading(2)
            piece.keep_next = True
            piece.record_id = block.record_id
            yield piece

    def _room(self, over: Sequence[Piece]) -> tuple[float, float]:
        """Width and height that are left for a page below these pieces."""
        used = sum(piece.height for piece in over)
        used += sum(max(one.after, other.before) for one, other in pairwise(over))
        left = self._sheet.room - used - GRID
        return self._sheet.width - 2 * _EDGE, max(left, self._sheet.room / 2)

    def _left_out(self, block: Evidence, why: str) -> Iterator[Piece]:
        self._prints.left_out.append(f"Evidence {_named(block)} is not in the document: {why}.")
        head = self._head(block, 0, 1, "")
        said = f"Evidence {one_line(block.label)} is not printed here: {why}."
        head.append(Paragraph(self._setter.lines(said, NOTE, self._sheet.wide), NOTE))
        yield from self._shown(block, head, 0)
        head[-1].keep_next = False


def _named(block: Evidence) -> str:
    title = one_line(block.title)
    return f"{one_line(block.label)} ({title})" if title else one_line(block.label)


def _said(block: Evidence, number: int, count: int, text: str) -> str:
    """What is said instead of a page: what it is, and its words. Of a file's name its ending says nothing."""
    which = f", page {number + 1} of {count:,}" if count > 1 else ""
    title = _ENDING.sub("", one_line(block.title))
    named = f"Evidence {one_line(block.label)}{title and ', '}{title}{which}"
    return f"{named}. Its text: {text}" if text else f"{named}, shown as a picture"
