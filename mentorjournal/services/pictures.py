"""Whether bytes are a picture at all, told by how each kind of picture begins."""

from __future__ import annotations

from typing import Final

_STARTS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*")
_BRANDS: Final = (b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
PICTURE_HEAD: Final = 1024
"""How many of the first bytes are enough to tell."""


def is_picture(data: bytes) -> bool:
    """Whether the first bytes are those of a PNG, JPEG, GIF, BMP, TIFF, WebP, AVIF, HEIC or SVG."""
    if data.startswith(_STARTS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return True
    if data[4:8] == b"ftyp":
        return data[8:12] in _BRANDS
    return b"<svg" in data[:PICTURE_HEAD].lower()
