"""Pictures from the journal: turned upright, scaled to print size, rid of what the camera wrote into them."""

from __future__ import annotations

import io
from typing import NamedTuple

from PIL import Image, ImageOps
from reportlab.lib.utils import ImageReader

_DPI = 200
_QUALITY = 85


class Print(NamedTuple):
    """A picture ready for the page; sizes in points."""

    image: ImageReader
    width: float
    height: float


def prepared(data: bytes, width: float, height: float) -> Print | None:
    """A picture that fits into a rectangle of points, or None if the bytes are not a picture.

    It is decoded at no more than twice the print size, and nothing but its pixels is kept.
    """
    pixels = (round(width / 72 * _DPI), round(height / 72 * _DPI))
    try:
        with Image.open(io.BytesIO(data)) as opened:
            opened.draft("RGB", pixels)
            image = _flat(ImageOps.exif_transpose(opened))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    image.thumbnail(pixels, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    out.seek(0)
    shrink = min(width / image.width, height / image.height, 72 / 96)
    return Print(ImageReader(out), image.width * shrink, image.height * shrink)


def _flat(image: Image.Image) -> Image.Image:
    """Pixels in RGB on white."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        ground.alpha_composite(image)
        image = ground
    plain = image.convert("RGB")
    plain.info.clear()
    return plain
