"""The one place that puts marks on pages: text, lines, figures, bookmarks and the document's properties."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from typing import BinaryIO
from xml.sax.saxutils import escape

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFPage, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from mentorjournal.reports.acroform import Fields
from mentorjournal.reports.blocks import Align, Document
from mentorjournal.reports.faces import face
from mentorjournal.reports.look import GREY, HAIR, SHADE, Sheet, Style
from mentorjournal.reports.runs import one_line
from mentorjournal.reports.setting import Ink, Line, Setter, Stretch
from mentorjournal.reports.shaped import ShapedFace
from mentorjournal.reports.tagging import END, Element, Tags

_LEVELS = 6


@cache
def colour(rgb: int) -> Color:
    """A drawing colour from 0xRRGGBB."""
    return Color((rgb >> 16 & 255) / 255, (rgb >> 8 & 255) / 255, (rgb & 255) / 255)


class Press:
    """Draws one document page by page; heads with totals are added when the number of pages is known.

    Positions are in points from the lower left corner of the sheet; `top` is the upper edge of what is drawn.
    """

    def __init__(self, document: Document, sheet: Sheet, out: BinaryIO) -> None:
        self.sheet = sheet
        self.setter = Setter()
        self._outline_level = -1
        self._canvas = Canvas(
            out,
            pagesize=(sheet.width, sheet.height),
            pageCompression=1,
            invariant=1,
            initialFontName=face("serif").name,
            lang=one_line(document.language) or None,
        )
        self._doc = self._canvas._doc  # noqa: SLF001 - dates, metadata and finished pages are reached here only
        self.tags = Tags(self._canvas)
        self.fields = Fields(self._canvas, self.tags)
        self._describe(document)

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
        if not lines:
            return
        baseline = top - _baseline(style)
        links = _Links(self.tags)
        if any(s.ink.strike or s.ink.shade or s.ink.link for line in lines for s in line.stretches):
            self._decorate(lines, x, baseline, style)
            links.find(lines)
        pen = self._canvas.beginText(x, baseline)
        pen._code.append(self.tags.opening())  # noqa: SLF001 - marks have to stand inside the text object
        ink_now: Ink | None = None
        for number, line in enumerate(lines):
            y = baseline - number * style.leading
            left = x + line.indent
            if align != "left":
                left = x + (width - line.width) * (0.5 if align == "center" else 1.0)
            if left != x:
                pen.setTextOrigin(left, y)
            last = len(line.stretches) - 1
            for at, stretch in enumerate(line.stretches):
                ink = stretch.ink
                if ink is not ink_now:
                    links.turn(pen, ink.link)
                    _dip(pen, ink, ink_now, style.leading)
                    ink_now = ink
                _write(pen, stretch, ends=at == last)
                if ink.link:
                    area = (left, y - 0.25 * ink.size, left + stretch.width, y + 0.85 * ink.size)
                    self._link(links.element, ink.link, area)
                left += stretch.width
            if line.indent or isinstance(line.stretches[-1].ink.face, ShapedFace):
                pen.setTextOrigin(x, y - style.leading)
        pen._code.append(END)  # noqa: SLF001
        self._canvas.drawText(pen)

    def _link(self, element: Element | None, address: str, area: tuple[float, float, float, float]) -> None:
        """Make an area open an address."""
        action = PDFDictionary({"S": PDFName("URI"), "URI": PDFString(address)})
        self._annotate(element, {"A": action}, area, address)

    def _annotate(
        self,
        element: Element | None,
        leads: dict[str, object],
        area: tuple[float, float, float, float],
        says: str,
    ) -> None:
        kind = {"Type": PDFName("Annot"), "Subtype": PDFName("Link"), "Border": PDFArray([0, 0, 0])}
        annotation = PDFDictionary({**kind, "Rect": PDFArray(list(area)), **leads})
        self.tags.link(element or self.tags.root, annotation, says)

    @contextmanager
    def _as_artifact(self) -> Iterator[None]:
        """What is drawn meanwhile is decoration, unless it is part of a figure."""
        with self.tags.within(None), self.tags.marked():
            yield

    def _decorate(self, lines: Sequence[Line], x: float, baseline: float, style: Style) -> None:
        for number, line in enumerate(lines):
            left, y = x + line.indent, baseline - number * style.leading
            for ink, _, width, _rtl in line.stretches:
                if ink.shade:
                    self.box(left - 1.0, y - 0.28 * ink.size, width + 2.0, 1.25 * ink.size, SHADE)
                if ink.strike:
                    self.rule(left, left + width, y + 0.27 * ink.size, 0.6, ink.color)
                left += width

    def rule(self, left: float, right: float, y: float, weight: float, rgb: int = HAIR) -> None:
        """Draw a level line of a weight in points."""
        with self._as_artifact():
            self._canvas.setStrokeColor(colour(rgb))
            self._canvas.setLineWidth(weight)
            self._canvas.line(left, y, right, y)

    def box(self, left: float, bottom: float, width: float, height: float, rgb: int) -> None:
        """Fill a rectangle."""
        with self._as_artifact():
            self._canvas.setFillColor(colour(rgb))
            self._canvas.rect(left, bottom, width, height, stroke=0, fill=1)

    def frame(
        self, left: float, bottom: float, width: float, height: float, weight: float, rgb: int = GREY
    ) -> None:
        """Draw the edges of a rectangle with a weight in points."""
        with self._as_artifact():
            self._canvas.setStrokeColor(colour(rgb))
            self._canvas.setLineWidth(weight)
            self._canvas.rect(left, bottom, width, height, stroke=1, fill=0)

    def figure(self, drawing: Drawing, x: float, bottom: float) -> None:
        """Draw a figure as vectors; a figure's element learns its place."""
        self._place(x, bottom, float(drawing.width), float(drawing.height))
        with self.tags.marked():
            renderPDF.draw(drawing, self._canvas, x, bottom)

    def picture(self, image: ImageReader, left: float, bottom: float, width: float, height: float) -> None:
        """Draw a picture scaled to a rectangle."""
        self._place(left, bottom, width, height)
        with self.tags.marked():
            self._canvas.drawImage(image, left, bottom, width, height)

    def _place(self, left: float, bottom: float, width: float, height: float) -> None:
        if self.tags.now is not None:
            self.tags.now.box = (left, bottom, left + width, bottom + height)

    def bookmark(self, key: str, top: float, title: str, level: int) -> None:
        """Name a place on this page and put it into the outline; `level` counts from 0."""
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=min(top + 12.0, self.sheet.height))
        level = min(level, self._outline_level + 1, _LEVELS)
        self._outline_level = level
        self._canvas.addOutlineEntry(one_line(title) or "…", key, level)

    def link_to(self, key: str, says: str, area: tuple[float, float, float, float]) -> None:
        """Make an area (left, bottom, right, top) lead to a bookmark; `says` tells where that is."""
        destination = self._canvas._bookmarkReference(key)  # noqa: SLF001
        self._annotate(self.tags.now, {"Dest": destination}, area, says)

    def end_page(self) -> None:
        """Finish this page and begin another, which exists once something finishes it."""
        self._canvas.showPage()
        self.tags.page_done()

    def move_pages(self, count: int, to: int) -> None:
        """Put the last `count` pages before the page that stands at index `to`."""
        pages = self._doc.Pages.pages
        moved = pages[len(pages) - count :]
        del pages[len(pages) - count :]
        pages[to:to] = moved

    def finish(self, head: Callable[[int, int], None], *, open_outline: bool) -> None:
        """Add to each page what `head(number, total)` draws, then write the file."""
        canvas = self._canvas
        pages: list[PDFPage] = self._doc.Pages.pages
        for number, page in enumerate(pages, 1):
            before = len(canvas._code)  # noqa: SLF001
            canvas.saveState()
            with self.tags.on(page):
                head(number, len(pages))
            canvas.restoreState()
            page.stream += "\n".join(canvas._code[before:]) + "\n"  # noqa: SLF001
            del canvas._code[before:]  # noqa: SLF001
            self._doc.updateSignature(hashlib.sha256(page.stream.encode()).digest())
        if open_outline:
            canvas.showOutline()
        self.fields.finish()
        self.tags.finish()
        # Saving would finish one more page if this one held anything.
        canvas._code.clear()  # noqa: SLF001
        self._doc.SaveToFile(canvas._filename, canvas)  # noqa: SLF001

    def _describe(self, document: Document) -> None:
        canvas = self._canvas
        title = one_line(document.title) or "Untitled"
        keywords = ", ".join(one_line(word) for word in document.keywords)
        canvas.setTitle(title)
        canvas.setAuthor(one_line(document.author))
        canvas.setSubject(one_line(document.subject))
        canvas.setKeywords(keywords)
        canvas.setCreator("Mentor Journal")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        self._doc._timeStamp = _Moment(document.created)  # noqa: SLF001
        packet = _packet(document, title, keywords).encode()
        stream = PDFStream(
            PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}), packet, []
        )
        self._doc.Catalog.Metadata = stream


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

    def __init__(self, tags: Tags) -> None:
        self._tags = tags
        self._there = False
        self._address = ""
        self.element: Element | None = None

    def find(self, lines: Sequence[Line]) -> None:
        """Look whether there is any link."""
        self._there = any(stretch.ink.link for line in lines for stretch in line.stretches)

    def turn(self, pen: PDFTextObject, address: str) -> None:
        """What follows belongs to a link with this address, or to none."""
        if not self._there or address == self._address or self._tags.now is None:
            return
        self._address = address
        self.element = self._tags.now.add("Link") if address else None
        pen._code += [END, self._tags.opening(self.element)]  # noqa: SLF001


class _Moment:
    """A fixed time in the shape in which the library wants it."""

    def __init__(self, when: datetime) -> None:
        offset = when.utcoffset() or timedelta()
        minutes = round(offset.total_seconds() / 60)
        self.YMDhms = when.timetuple()[:6]
        self.dhh, self.dmm = int(minutes / 60), abs(minutes) % 60


def _baseline(style: Style) -> float:
    """How far the first baseline stands below the top of a paragraph: the glyphs are centred in the leading."""
    return (style.leading - style.size) / 2 + 0.78 * style.size


def _packet(document: Document, title: str, keywords: str) -> str:
    """The XMP packet; see ISO 16684-1 for its frame."""
    when = document.created.isoformat(timespec="seconds")
    if document.created.utcoffset() is None:
        when += "Z"
    language = escape(one_line(document.language) or "x-default")
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{escape(one_line(document.author))}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(one_line(document.subject))}</rdf:li></rdf:Alt>
</dc:description><dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>{escape(keywords)}</pdf:Keywords><xmp:CreatorTool>Mentor Journal</xmp:CreatorTool>
<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
