"""Reading a drawn PDF: the size and the text of its pages, and pages as pictures."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from mentorjournal.reports.pdfium import opened


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Raster:
    """A page as pixels: rows of `stride` bytes, each pixel blue, green, red and one unused byte."""

    width: int
    height: int
    stride: int
    data: bytes


def page_sizes(data: bytes) -> tuple[PageSize, ...]:
    """The size of each page."""
    with opened(data) as pdf:
        return tuple(PageSize(*pdf.get_page_size(number)) for number in range(len(pdf)))


def opens(path: Path) -> bool:
    """Whether a PDF file can be opened at all, without a password."""
    import pikepdf

    try:
        with pikepdf.open(path):
            return True
    except (pikepdf.PdfError, OSError):
        return False


def page_texts(data: bytes) -> tuple[str, ...]:
    """The text of each page, lines ended by a line feed."""
    texts = []
    with opened(data) as pdf:
        for number in range(len(pdf)):
            page = pdf[number]
            text = page.get_textpage()
            texts.append(text.get_text_range().replace("\r\n", "\n"))
            text.close()
            page.close()
    return tuple(texts)


def labels(data: bytes) -> str:
    """What a PDF says beside its pages: its properties and its bookmarks, a line each."""
    with opened(data) as pdf:
        said = [str(value) for value in pdf.get_metadata_dict().values()]
        return "\n".join((*said, *(mark.get_title() or "" for mark in pdf.get_toc())))


def spoken(data: bytes) -> tuple[str, ...]:
    """What a PDF says instead of its figures, in the order of its objects."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        return tuple(
            str(one[key])
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary)
            for key in ("/Alt", "/ActualText")
            if key in one
        )


def page_picture(data: bytes, number: int, scale: float) -> Raster:
    """Page `number` (from 0) at `scale` pixels per point."""
    with opened(data) as pdf:
        page = pdf[number]
        bitmap = page.render(scale=scale, prefer_bgrx=True)
        made = Raster(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        bitmap.close()
        page.close()
    return made
