"""A picture without what the camera wrote into it: where it was taken, when, and by whom."""

from __future__ import annotations

import io
from typing import Final

MOST_BYTES: Final = 64 << 20
_MOST_PIXELS: Final = 100_000_000
_KINDS: Final = {"JPEG": "JPEG", "PNG": "PNG", "GIF": "GIF", "WEBP": "WEBP", "BMP": "BMP", "TIFF": "TIFF"}
_QUALITY: Final = 92


def bare_picture(data: bytes) -> bytes | None:
    """The same picture, upright, in the same kind of file; None where it cannot be read, or is far too large."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=tuple(_KINDS)) as image:
            if image.width * image.height > _MOST_PIXELS:
                return None
            kind = image.format or ""
            upright = ImageOps.exif_transpose(image)
            upright.load()
            fresh = Image.frombytes(upright.mode, upright.size, upright.tobytes())
            palette = upright.getpalette()
            if palette is not None:
                fresh.putpalette(palette)
            if (clear := upright.info.get("transparency")) is not None:
                fresh.info["transparency"] = clear
            out = io.BytesIO()
            fresh.save(out, _KINDS[kind], quality=_QUALITY, icc_profile=upright.info.get("icc_profile"))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, KeyError):
        return None
    return out.getvalue()
