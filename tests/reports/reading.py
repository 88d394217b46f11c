"""Documents made in memory and read back by another library than the one that wrote them."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pikepdf

from mentorjournal.reports.blocks import Block, Document
from mentorjournal.reports.draw import Drawn, draw
from mentorjournal.reports.pdfium import opened

CREATED = datetime(2026, 4, 14, 9, 30, tzinfo=UTC)


def document(*blocks: Block, **properties: Any) -> Document:
    """A document with a fixed time; properties as in `Document`."""
    return Document(**{"title": "A year of asking", "created": CREATED, "blocks": blocks, **properties})


def made(*blocks: Block, paper: Any = "a4", attachments: Any = None, **properties: Any) -> bytes:
    """The bytes of a document."""
    return drawn(*blocks, paper=paper, attachments=attachments, **properties)[0]


def drawn(
    *blocks: Block, paper: Any = "a4", attachments: Any = None, **properties: Any
) -> tuple[bytes, Drawn]:
    """The bytes of a document and what was said about it."""
    out = io.BytesIO()
    options = {} if attachments is None else {"attachments": attachments}
    said = draw(document(*blocks, **properties), out, paper=paper, **options)
    return out.getvalue(), said


def page_texts(data: bytes) -> list[str]:
    """The text of each page, with line ends as pdfium finds them."""
    texts = []
    with opened(data) as pdf:
        for number in range(len(pdf)):
            page = pdf[number]
            text = page.get_textpage()
            texts.append(text.get_text_range().replace("\r\n", "\n"))
            text.close()
            page.close()
    return texts


def text_of(data: bytes) -> str:
    """All text on single spaces, words parted by line ends not joined."""
    return " ".join(" ".join(page_texts(data)).split())


def squashed(text: str) -> str:
    """A text without any blank, so that words can be found wherever lines break."""
    return "".join(text.split())


def outline(data: bytes) -> list[tuple[int, str, int]]:
    """Level, title and page (counted from 0) of each bookmark."""
    with opened(data) as pdf:
        found = []
        for mark in pdf.get_toc():
            destination = mark.get_dest()
            found.append((mark.level, mark.get_title(), destination.get_index() if destination else -1))
        return found


def fonts(data: bytes) -> dict[str, bool]:
    """Base names of the fonts that pages refer to, and whether the face itself is inside the file."""
    found = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            shelf: Any = page.Resources.get("/Font", {})
            for font in shelf.values():
                descriptor: Any = font.get("/FontDescriptor", {})
                found[str(font.BaseFont)] = "/FontFile2" in descriptor
    return found
