"""The one place that puts marks on pages: text, lines, figures, bookmarks and the document's properties."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFPage,
    PDFStream,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from mentorjournal.reports.acroform import Fields
from mentorjournal.reports.blocks import Align, Document
from mentorjournal.reports.faces import face
from mentorjournal.reports.look import GREY, HAIR, Sheet, Style
from mentorjournal.reports.paint import colour
from mentorjournal.reports.prints import Print
from mentorjournal.reports.properties import describe
from mentorjournal.reports.references import References
from mentorjournal.reports.runs import one_line
from mentorjournal.reports.setting import Line, Setter
from mentorjournal.reports.tagging import Element, Tags
from mentorjournal.reports.writing import Area, Writer

_LEVELS = 6
Matrix = tuple[float, float, float, float, float, float]


class Press:
    """Draws one document page by page; heads with totals are added when the number of pages is known.

    Positions are in points from the lower left corner of the sheet; `top` is the upper edge of what is drawn.
    """

    def __init__(self, document: Document, sheet: Sheet, out: BinaryIO) -> None:
        self.sheet = sheet
        self.setter = Setter()
        self._outline_level = -1
        self.canvas = Canvas(
            out,
            pagesize=(sheet.width, sheet.height),
            pageCompression=1,
            invariant=1,
            initialFontName=face("serif").name,
            lang=one_line(document.language) or None,
        )
        self._doc = self.canvas._doc  # noqa: SLF001 - dates, metadata and finished pages are reached here only
        self.tags = Tags(self.canvas)
        self.fields = Fields(self.canvas, self.tags)
        self.references = References()
        self._writer = Writer(self)
        self._finished: list[PDFPage] = []
        describe(self.canvas, document)

    @property
    def pages(self) -> int:
        """How many pages are finished."""
        return len(self._doc.Pages.pages)

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
        self._writer.text(lines, x, top, style, width, align)

    def open_address(self, element: Element | None, address: str, area: Area) -> None:
        """Make an area open an address."""
        action = PDFDictionary({"S": PDFName("URI"), "URI": PDFString(address)})
        self._annotate(element, {"A": action}, area, address)

    def open_place(self, element: Element, key: str, area: Area) -> None:
        """Make an area lead to a place; where there is none, its element is no link. Only when all is drawn."""
        found = self.references.find(key)
        if found is None:
            element.role = "Span"
        else:
            destination = self.canvas._bookmarkReference(found[0])  # noqa: SLF001
            self._annotate(element, {"Dest": destination}, area, f"page {found[1]}")

    def name_place(self, key: str, top: float) -> None:
        """A place is here, for those who ask for its page."""
        name = self.references.put(key, self.pages)
        if name:
            self._destination(name, top)

    def when_known(self, act: Callable[[], None]) -> None:
        """Do this when every page has its number, with this page as the one drawn on."""
        at = self.pages

        def acting() -> None:
            page, before = self._finished[at], self.canvas._annotationrefs  # noqa: SLF001
            self.canvas._annotationrefs = []  # noqa: SLF001
            with self.tags.on(page):
                act()
            page.Annots = [*(page.Annots or ()), *self.canvas._annotationrefs]  # noqa: SLF001
            self.canvas._annotationrefs = before  # noqa: SLF001

        self.references.at_end(acting)

    def _annotate(self, element: Element | None, leads: dict[str, object], area: Area, says: str) -> None:
        kind = {"Type": PDFName("Annot"), "Subtype": PDFName("Link"), "Border": PDFArray([0, 0, 0])}
        annotation = PDFDictionary({**kind, "Rect": PDFArray(list(area)), **leads})
        self.tags.link(element or self.tags.root, annotation, says)

    @contextmanager
    def _as_artifact(self) -> Iterator[None]:
        """What is drawn meanwhile is decoration, unless it is part of a figure."""
        with self.tags.within(None), self.tags.marked():
            yield

    def rule(self, left: float, right: float, y: float, weight: float, rgb: int = HAIR) -> None:
        """Draw a level line of a weight in points."""
        with self._as_artifact():
            self.canvas.setStrokeColor(colour(rgb))
            self.canvas.setLineWidth(weight)
            self.canvas.line(left, y, right, y)

    def box(self, left: float, bottom: float, width: float, height: float, rgb: int) -> None:
        """Fill a rectangle."""
        with self._as_artifact():
            self.canvas.setFillColor(colour(rgb))
            self.canvas.rect(left, bottom, width, height, stroke=0, fill=1)

    def frame(
        self, left: float, bottom: float, width: float, height: float, weight: float, rgb: int = GREY
    ) -> None:
        """Draw the edges of a rectangle with a weight in points."""
        with self._as_artifact():
            self.canvas.setStrokeColor(colour(rgb))
            self.canvas.setLineWidth(weight)
            self.canvas.rect(left, bottom, width, height, stroke=1, fill=0)

    def figure(self, drawing: Drawing, x: float, bottom: float) -> None:
        """Draw a figure as vectors; a figure's element learns its place."""
        self._place(x, bottom, float(drawing.width), float(drawing.height))
        with self.tags.marked():
            renderPDF.draw(drawing, self.canvas, x, bottom)

    def picture(self, image: Print, left: float, bottom: float, width: float, height: float) -> None:
        """Draw a picture scaled to a rectangle; the same one is in the file once."""
        if not self.canvas.hasForm(image.name):
            facts = {
                "Type": PDFName("XObject"),
                "Subtype": PDFName("Image"),
                "Width": image.pixels[0],
                "Height": image.pixels[1],
                "ColorSpace": PDFName("DeviceGray" if image.grey else "DeviceRGB"),
                "BitsPerComponent": 8,
                "Filter": PDFName(image.coded),
            }
            self._doc.addForm(image.name, PDFStream(PDFDictionary(facts), image.data, []))
        self._do(image.name, (width, 0, 0, height, left, bottom), (left, bottom, width, height))

    def form(
        self, form: PDFObject, name: str, matrix: Matrix, at: tuple[float, float], size: tuple[float, float]
    ) -> None:
        """Draw a form; `matrix` brings its lower left corner to the origin, at a size in points."""
        self._doc.addForm(name, form)
        a, b, c, d, e, f = matrix
        self._do(name, (a, b, c, d, e + at[0], f + at[1]), (*at, *size))

    def _do(self, name: str, matrix: Matrix, place: tuple[float, float, float, float]) -> None:
        self._place(*place)
        with self.tags.marked():
            self.canvas.saveState()
            self.canvas.transform(*matrix)
            self.canvas.doForm(name)
            self.canvas.restoreState()

    def _place(self, left: float, bottom: float, width: float, height: float) -> None:
        if self.tags.now is not None:
            self.tags.now.box = (left, bottom, left + width, bottom + height)

    def bookmark(self, key: str, top: float, title: str, level: int) -> None:
        """Name a place on this page and put it into the outline; `level` counts from 0."""
        self._destination(key, top)
        level = min(level, self._outline_level + 1, _LEVELS)
        self._outline_level = level
        self.canvas.addOutlineEntry(one_line(title) or "…", key, level)

    def _destination(self, name: str, top: float) -> None:
        self.canvas.bookmarkPage(name, fit="XYZ", left=0, top=min(top + 12.0, self.sheet.height))

    def link_to(self, key: str, says: str, area: Area) -> None:
        """Make an area (left, bottom, right, top) lead to a bookmark; `says` tells where that is."""
        destination = self.canvas._bookmarkReference(key)  # noqa: SLF001
        self._annotate(self.tags.now, {"Dest": destination}, area, says)

    def end_page(self) -> None:
        """Finish this page and begin another, which exists once something finishes it."""
        self.canvas.showPage()
        self.tags.page_done()
        self._finished.append(self._doc.Pages.pages[-1])

    def move_pages(self, count: int, to: int) -> None:
        """Put the last `count` pages before the page that stands at index `to`."""
        pages = self._doc.Pages.pages
        moved = pages[len(pages) - count :]
        del pages[len(pages) - count :]
        pages[to:to] = moved

    def finish(self, head: Callable[[int, int], None], *, open_outline: bool) -> None:
        """Add to each page what `head(number, total)` draws, then write the file."""
        canvas = self.canvas
        pages: list[PDFPage] = self._doc.Pages.pages
        shown = {id(page): number for number, page in enumerate(pages, 1)}
        self.references.settle([shown[id(page)] for page in self._finished])
        for number, page in enumerate(pages, 1):
            before = len(canvas._code)  # noqa: SLF001
            canvas.saveState()
            with self.tags.on(page):
                head(number, len(pages))
            canvas.restoreState()
            page.stream += "\n".join(canvas._code[before:]) + "\n"  # noqa: SLF001
            page.stream = self.references.filled(page.stream)
            del canvas._code[before:]  # noqa: SLF001
            self._doc.updateSignature(hashlib.sha256(page.stream.encode()).digest())
        if open_outline:
            canvas.showOutline()
        self.fields.finish()
        self.tags.finish()
        # Saving would finish one more page if this one held anything.
        canvas._code.clear()  # noqa: SLF001
        self._doc.SaveToFile(canvas._filename, canvas)  # noqa: SLF001
