"""What a document says about itself: title, author, dates, language, and the standards it keeps to."""

from __future__ import annotations

from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from mentorjournal.reports.blocks import Document
from mentorjournal.reports.runs import one_line


def describe(canvas: Canvas, document: Document) -> None:
    """Write the properties and the metadata of a document."""
    doc = canvas._doc  # noqa: SLF001 - dates and metadata are reached here only
    title = one_line(document.title) or "Untitled"
    keywords = ", ".join(one_line(word) for word in document.keywords)
    canvas.setTitle(title)
    canvas.setAuthor(one_line(document.author))
    canvas.setSubject(one_line(document.subject))
    canvas.setKeywords(keywords)
    canvas.setCreator("Mentor Journal")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    doc._timeStamp = _Moment(document.created)  # noqa: SLF001
    packet = _packet(document, title, keywords).encode()
    stream = PDFStream(PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}), packet, [])
    doc.Catalog.Metadata = stream


class _Moment:
    """A fixed time in the shape in which the library wants it."""

    def __init__(self, when: datetime) -> None:
        offset = when.utcoffset() or timedelta()
        minutes = round(offset.total_seconds() / 60)
        self.YMDhms = when.timetuple()[:6]
        self.dhh, self.dmm = int(minutes / 60), abs(minutes) % 60


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
