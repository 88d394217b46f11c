"""Writes pictures small, those of the pages of a PDF too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

COLOURS = 255
PAPER_DOTS = 96


def kept(drawn: Image, path: Path) -> None:
    """Write a picture small: the colours of a window and of a page are few."""
    from PIL import Image

    few = drawn.convert("RGB").quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(path, "PNG", optimize=True)


def kept_pages(pdf: bytes, out: Path, name: str) -> None:
    """Write each page of a PDF as `name-1.png` and so on."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, 1):
        kept(page.render(scale=PAPER_DOTS / 72).to_pil(), out / f"{name}-{number}.png")
    document.close()
