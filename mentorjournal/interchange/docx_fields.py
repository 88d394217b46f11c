"""What python-docx has no call for: a table of contents, page numbers, links, and lists that begin at their own number."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.parts.image import ImagePart
from docx.shared import Emu, Length
from lxml.etree import SubElement

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_MOST_LEVELS: Final = 3
_RUN, _PROPERTIES, _TEXT, _BREAK = qn("w:r"), qn("w:rPr"), qn("w:t"), qn("w:br")
_KEPT: Final = {qn("xml:space"): "preserve"}
_MANNERS: Final[tuple[tuple[str, str, dict[str, str]], ...]] = (
    ("code", qn("w:rFonts"), {qn("w:ascii"): "Consolas", qn("w:hAnsi"): "Consolas"}),
    ("bold", qn("w:b"), {}),
    ("italic", qn("w:i"), {}),
    ("strike", qn("w:strike"), {}),
    ("link", qn("w:u"), {qn("w:val"): "single"}),
)
"""In the order in which the properties of a run must stand."""


def add_contents(paragraph: Paragraph, waiting: str) -> None:
    """A table of contents of the first two headings; `waiting` stands there until a word processor fills it."""
    run = _field_start(paragraph, 'TOC \\o "1-2" \\h \\z \\u', dirty=True)
    paragraph.add_run(waiting)
    _field_end(paragraph)
    run.font.italic = True


def add_page_number(paragraph: Paragraph) -> None:
    """The number of the page."""
    _field_start(paragraph, "PAGE")
    paragraph.add_run("1")
    _field_end(paragraph)


def _field_start(paragraph: Paragraph, instruction: str, *, dirty: bool = False) -> Run:
    run = paragraph.add_run()
    begin = _element("w:fldChar", {"w:fldCharType": "begin", **({"w:dirty": "true"} if dirty else {})})
    run._r.append(begin)  # noqa: SLF001  python-docx gives no other way to a field
    words = _element("w:instrText", {"xml:space": "preserve"})
    words.text = f" {instruction} "
    paragraph.add_run()._r.append(words)  # noqa: SLF001
    paragraph.add_run()._r.append(_element("w:fldChar", {"w:fldCharType": "separate"}))  # noqa: SLF001
    return run


def _field_end(paragraph: Paragraph) -> None:
    paragraph.add_run()._r.append(_element("w:fldChar", {"w:fldCharType": "end"}))  # noqa: SLF001


def fill_fields_when_opened(document: Document) -> None:
    """Ask the word processor to fill the table of contents when it opens the file."""
    document.settings.element.append(_element("w:updateFields", {"w:val": "true"}))


def add_text(paragraph: Paragraph, text: str, manner: Collection[str] = (), address: str = "") -> None:
    """Put text at the end of a paragraph; `manner` are of code, bold, italic and strike, `address` makes it a link.

    The library's own calls look for the place of each element anew, which takes ten times as long.
    """
    within = paragraph._p  # noqa: SLF001
    if address:
        relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        within = SubElement(within, qn("w:hyperlink"), {qn("r:id"): relation})
    run = SubElement(within, _RUN)
    if manner or address:
        properties = SubElement(run, _PROPERTIES)
        for name, element, attributes in _MANNERS:
            if name in manner or (name == "link" and address):
                SubElement(properties, element, attributes)
    for number, line in enumerate(text.split("\n")):
        if number:
            SubElement(run, _BREAK)
        SubElement(run, _TEXT, _KEPT).text = line


def new_numbering(document: Document, start: int) -> int:
    """A list numbered from `start`, by its id; without it every numbered list goes on from the one before."""
    numbering = document.part.numbering_part.numbering_definitions._numbering  # noqa: SLF001
    style = document.styles["List Number"].element
    known = numbering.num_having_numId(style.pPr.numPr.numId.val)
    number = numbering.add_num(known.abstractNumId.val)
    for level in range(_MOST_LEVELS):
        number.add_lvlOverride(ilvl=level).add_startOverride(start if level == 0 else 1)
    return int(number.numId)


def number_paragraph(paragraph: Paragraph, numbering: int) -> None:
    """Put a paragraph into a list made by `new_numbering`."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering


def add_picture(
    paragraph: Paragraph, data: bytes, number: int, words: str, most: tuple[Length, Length]
) -> None:
    """Put a picture at the end of a paragraph, no larger than `most`; `words` say what it shows.

    `number` is its own among the pictures of the document. The library's own call compares each picture with
    every other one and looks through the whole document for a free number.
    """
    image = Image.from_blob(data)
    part = ImagePart.from_image(image, PackURI(f"/word/media/image{number}.{image.ext}"))
    scale = min(1.0, most[0] / max(1, image.width), most[1] / max(1, image.height))
    size = Emu(int(image.width * scale)), Emu(int(image.height * scale))
    relation = paragraph.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    inline = CT_Inline.new_pic_inline(number, relation, f"image{number}.{image.ext}", *size)
    inline.docPr.set("descr", words)
    paragraph.add_run()._r.add_drawing(inline)  # noqa: SLF001


def _element(name: str, attributes: dict[str, str]) -> BaseOxmlElement:
    element: BaseOxmlElement = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), value)
    return element
