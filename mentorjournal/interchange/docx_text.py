"""The texts and pictures of a journal as paragraphs of a document that is there to be edited."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.oxml import OxmlElement
from docx.oxml.table import CT_Tbl
from docx.shared import Cm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from mentorjournal.interchange import docx_fields, limits
from mentorjournal.interchange.decode import clean
from mentorjournal.interchange.portable import Left, Portable
from mentorjournal.model.types import Attachment

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MOST_PICTURE_BYTES: Final = 20 * limits.MIB
MOST_PICTURES_BYTES: Final = 96 * limits.MIB
"""A document is built in memory, pictures and all."""
_WIDEST, _HIGHEST = Cm(15), Cm(18)
_NO_PICTURE: Final = (
    *(UnrecognizedImageError, InvalidImageStreamError, UnexpectedEndOfFileError, struct.error),
    *(ValueError, LookupError, ArithmeticError, TypeError, AttributeError),
)
"""What the headers of a damaged picture make of the library that reads them."""
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ADDRESS: Final = re.compile(r"(?:https?://|mailto:)\S+\Z", re.I)
_ATTACHED: Final = re.compile(r"attachment:(?://)?([\w.-]+)\Z")
_ANY_MARKUP: Final = re.compile(r"[\\`*_\[\]<>&~|#]|^ {0,3}(?:[-+=>]|\d+[.)])|^(?:\t| {4})| {2,}$", re.M)
_BLANK_LINE: Final = re.compile(r"\n[ \t]*\n\s*")
_TICK: Final = re.compile(r"\A\[([ xX])\]\s+")
_MOST_BRACKETS: Final = 2_000
_NESTING: Final = 60
_DEEPEST_LIST: Final = 3
_TURNS: Final = {"strong": "bold", "em": "italic", "s": "strike"}


def printable(text: str) -> str:
    """The text without the characters XML cannot hold."""
    return _NOT_XML.sub("", clean(text))


def _any_address(_address: str) -> bool:
    return True


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _NESTING}).enable(
        ["table", "strikethrough"]
    )
    parser.validateLink = _any_address  # type: ignore[assignment,method-assign]
    return parser


@dataclass
class Body:
    """Adds to the end of a document."""

    document: Document
    portable: Portable
    left: Left
    _parser: MarkdownIt = field(default_factory=_parser)
    _pictures: int = 0
    _styles: dict[str, str] = field(default_factory=dict)
    _shown: set[str] = field(default_factory=set)

    def paragraph(self, style: str | None = None) -> Paragraph:
        """An empty paragraph at the end, found without going through those before it as the library does."""
        element = OxmlElement("w:p")
        self._append(element)
        if style is not None:
            if style not in self._styles:
                self._styles[style] = self.document.styles[style].style_id
            element.style = self._styles[style]
        return Paragraph(element, self.document._body)  # noqa: SLF001

    def table(self, rows: int, columns: int) -> Table:
        """An empty table at the end."""
        width = self.document._block_width  # noqa: SLF001
        element = CT_Tbl.new_tbl(rows, columns, width)
        self._append(element)
        table = Table(element, self.document._body)  # noqa: SLF001
        table.style = "Table Grid"
        return table

    def _append(self, element: BaseOxmlElement) -> None:
        self.document.element.body.sectPr.addprevious(element)

    def heading(self, words: str, level: int) -> None:
        """A heading on one line; a chapter begins on a new page."""
        paragraph = self.paragraph(f"Heading {level}")
        docx_fields.add_text(paragraph, printable(" ".join(words.split())))
        paragraph.paragraph_format.page_break_before = level == 1 or None

    def fact(self, label: str, value: str) -> None:
        """A line of a label and what it says."""
        paragraph = self.paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        docx_fields.add_text(paragraph, f"{label}: ", ("bold",))
        docx_fields.add_text(paragraph, printable(value))

    def line(self, words: str, style: str | None = None) -> Paragraph:
        """A paragraph of plain text."""
        paragraph = self.paragraph(style)
        docx_fields.add_text(paragraph, printable(words))
        return paragraph

    def labelled(self, label: str, text: str) -> None:
        """A text of some length under its label."""
        if label:
            paragraph = self.paragraph()
            paragraph.paragraph_format.keep_with_next = True
            docx_fields.add_text(paragraph, printable(label), ("bold",))
        self.markdown(text)

    def markdown(self, text: str) -> None:
        """A text in Markdown. What is nested beyond reason, or full of brackets, stands there as it was typed."""
        text = printable(text)
        plain = [part.strip("\n") for part in _BLANK_LINE.split(text) if part.strip()]
        marked = bool(_ANY_MARKUP.search(text))
        if marked and all(part.count("[") <= _MOST_BRACKETS for part in plain):
            tokens = self._parser.parse(text)
            if all(token.level < _NESTING - 2 for token in tokens):
                _Walk(self).over(tokens)
                return
        for part in plain:
            self.line(part if marked else " ".join(part.split()))

    def picture(self, attachment: Attachment, description: str = "") -> bool:
        """Show a picture once; False where it is none that a word processor shows, or too much of it."""
        if attachment.id in self._shown:
            return True
        data = self._bytes(attachment)
        if data is None:
            return False
        paragraph = self.paragraph()
        try:
            words = printable(description or attachment.title)
            docx_fields.add_picture(paragraph, data, len(self._shown) + 1, words, (_WIDEST, _HIGHEST))
        except _NO_PICTURE:
            paragraph._p.getparent().remove(paragraph._p)  # noqa: SLF001
            return False
        self._shown.add(attachment.id)
        self._pictures += len(data)
        self.left.files += 1
        return True

    def was_shown(self, attachment: Attachment) -> bool:
        """Whether the picture stands in the document already."""
        return attachment.id in self._shown

    def _bytes(self, attachment: Attachment) -> bytes | None:
        size = int(attachment.size or 0)
        if not attachment.media_type.startswith("image/") or size > MOST_PICTURE_BYTES:
            return None
        if self._pictures + size > MOST_PICTURES_BYTES:
            return None
        parts = self.portable.bytes_of(attachment.sha256)
        return b"".join(parts) if parts is not None else None


@dataclass
class _Walk:
    """Goes through the parser's tokens and keeps what is open."""

    body: Body
    lists: list[int | None] = field(default_factory=list)
    quoted: int = 0
    heading: int = 0
    opens: bool = False
    rows: list[list[Token]] | None = None

    def over(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if token.type == "inline":
                self._inline(token)
            elif token.type in ("fence", "code_block"):
                docx_fields.add_text(self._paragraph(), token.content.rstrip("\n"), ("code",))
            elif token.type == "hr":
                self.body.line("* * *").alignment = WD_ALIGN_PARAGRAPH.CENTER
            elif token.type.startswith(("table", "tr")):
                self._table(token)
            else:
                self._nesting(token)

    def _nesting(self, token: Token) -> None:
        kind, step = token.type, token.nesting
        if kind.startswith("heading"):
            self.heading = int(token.tag[1:]) if step > 0 else 0
        elif kind.startswith("blockquote"):
            self.quoted += step
        elif kind == "bullet_list_open":
            self.lists.append(None)
        elif kind == "ordered_list_open":
            start = token.attrGet("start")
            self.lists.append(
                docx_fields.new_numbering(self.body.document, int(1 if start is None else start))
            )
        elif kind.endswith("list_close"):
            self.lists.pop()
        elif kind == "list_item_open":
            self.opens = True

    def _inline(self, token: Token) -> None:
        children = token.children or []
        if self.rows is not None:
            self.rows[-1].append(token)
            return
        if any(child.type != "image" and child.content.strip() for child in children):
            _runs(self._paragraph(), children)
        for child in children:
            found = _ATTACHED.match(str(child.attrGet("src") or "")) if child.type == "image" else None
            attachment = self.body.portable.get(found[1]) if found else None
            if isinstance(attachment, Attachment):
                self.body.picture(attachment, child.content)

    def _paragraph(self) -> Paragraph:
        if self.heading:
            # The headings of a text stand below those of the document.
            return self.body.paragraph(f"Heading {min(self.heading + 2, 6)}")
        if not self.lists:
            return self.body.paragraph("Quote" if self.quoted else None)
        depth, numbering, opens = min(len(self.lists), _DEEPEST_LIST), self.lists[-1], self.opens
        self.opens = False
        kind = "List Continue" if not opens else "List Bullet" if numbering is None else "List Number"
        paragraph = self.body.paragraph(kind if depth == 1 else f"{kind} {depth}")
        if opens and numbering is not None:
            docx_fields.number_paragraph(paragraph, numbering)
        return paragraph

    def _table(self, token: Token) -> None:
        if token.type == "table_open":
            self.rows = []
        elif token.type == "tr_open" and self.rows is not None:
            self.rows.append([])
        elif token.type == "table_close" and self.rows is not None:
            rows, self.rows = self.rows, None
            table = self.body.table(len(rows), len(rows[0]))
            for cells, made in zip(rows, table.rows, strict=True):
                for cell, place in zip(cells, made.cells, strict=False):
                    _runs(place.paragraphs[0], cell.children or [])
            self.body.paragraph()


def _runs(paragraph: Paragraph, tokens: Iterable[Token]) -> None:
    """The runs of one inline token; a picture leaves its description only in a table."""
    manner: set[str] = set()
    address, first = "", True
    for token in tokens:
        name, _, turn = token.type.rpartition("_")
        if name in _TURNS:
            (manner.add if turn == "open" else manner.discard)(_TURNS[name])
        elif name == "link":
            address = str(token.attrGet("href") or "") if turn == "open" else ""
        elif token.type == "hardbreak":
            docx_fields.add_text(paragraph, "\n")
        elif token.type != "image" and (text := " " if token.type == "softbreak" else token.content):
            text = _TICK.sub(_box, text, count=1) if first else text
            first = False
            kind = {*manner, "code"} if token.type == "code_inline" else manner
            docx_fields.add_text(paragraph, text, kind, address if _ADDRESS.match(address) else "")


def _box(found: re.Match[str]) -> str:
    return "☐ " if found[1] == " " else "☑ "
