"""The bytes of pictures, faces and tables of another PDF: those that are shown, and none before, between or behind."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any, Final

from pikepdf import Name

from mentorjournal.reports.foreign_parts import Unfit

_MOST: Final = 200_000_000
_FILTERS: Final = frozenset(
    """FlateDecode LZWDecode ASCII85Decode ASCIIHexDecode RunLengthDecode CCITTFaxDecode DCTDecode
    JBIG2Decode""".split()  # noqa: SIM905 - a list of so many strings reads worse
)
_FAXES: Final = ([Name.CCITTFaxDecode], [Name.JBIG2Decode])
_PARTS: Final = {
    "/DeviceGray": 1, "/CalGray": 1, "/Indexed": 1, "/Separation": 1,
    "/DeviceRGB": 3, "/CalRGB": 3, "/Lab": 3, "/DeviceCMYK": 4,
}  # fmt: skip
"""Numbers of a pixel in a colour space (ISO 32000-1, 8.6)."""
_PNG: Final = 10
_LEAST_PROFILE: Final = 128
_START_OF_PIXELS, _END, _HEAD, _COLOURS = 0xDA, 0xD9, 0xE0, 0xEE
_JFIF, _ADOBE = b"JFIF\0", b"Adobe"
_NEXT_SEGMENT: Final = re.compile(rb"\xff+[\x01-\xcf\xd8-\xfe]")
"""Within pixels 0xFF stands before 0 and before the marks of restarts (ITU T.81, B.1.1)."""


def pixels_or_program(stream: Any) -> bytes:
    """The bytes of an image, a face, a table or a profile, less what nobody sees of them. Raises Unfit."""
    names = stream.get("/Filter")
    filters = [] if names is None else [names] if isinstance(names, Name) else list(names)
    if any(str(one)[1:] not in _FILTERS for one in filters):
        raise Unfit("it has a picture in a rare format")
    raw: bytes = stream.read_raw_bytes()
    is_picture = stream.get("/Subtype") == Name.Image or "/Width" in stream
    if filters == [Name.DCTDecode]:
        return b"".join(_segments(raw))
    is_profile = "/N" in stream and "/FunctionType" not in stream
    if filters == [Name.FlateDecode]:
        length = _length(stream, packed=True) if is_picture else _told(_head(raw)) if is_profile else _MOST
        return _cut(raw, length)
    if not filters:
        length = _length(stream, packed=False) if is_picture else _told(raw) if is_profile else _MOST
        return raw[:length]
    if is_profile or (is_picture and filters not in _FAXES):
        raise Unfit("it has a picture that is packed in a rare way")
    return raw


def _head(raw: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(raw, 4)
    except zlib.error:
        raise Unfit("it has damaged colours") from None


def _told(profile: bytes) -> int:
    """The length that a profile of colours says it has (ICC.1, 7.2.2)."""
    length = int.from_bytes(profile[:4], "big")
    if not _LEAST_PROFILE <= length <= _MOST:
        raise Unfit("it has damaged colours")
    return length


def _cut(raw: bytes, most: int) -> bytes:
    """Packed bytes without what follows the packed ones, and what follows the first `most` of those unpacked."""
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(raw, most + 1)
    except zlib.error:
        raise Unfit("it has a damaged picture or face") from None
    if len(data) > most:
        return zlib.compress(data[:most])
    return raw[: len(raw) - len(unpacking.unused_data)]


def _length(image: Any, *, packed: bool) -> int:
    """How many bytes the pixels of a picture take as they are packed: some have a number before each row."""
    is_mask = bool(image.get("/ImageMask", False))
    bits = 1 if is_mask else int(image.BitsPerComponent) * _parts(image.get("/ColorSpace"))
    width, height = int(image.Width), int(image.Height)
    row = (width * bits + 7) // 8
    how = image.get("/DecodeParms", {}) if packed else {}
    how = how if hasattr(how, "keys") else how[0]
    if int(how.get("/Predictor", 1)) >= _PNG:
        told = int(how.get("/Columns", 1)) * int(how.get("/Colors", 1)) * int(how.get("/BitsPerComponent", 8))
        if (told + 7) // 8 != row:
            raise Unfit("it has a picture that contradicts itself")
        row += 1
    if not 0 < row * height <= _MOST:
        raise Unfit("it has a very large picture")
    return row * height


def _parts(space: Any) -> int:
    name = str(space if isinstance(space, Name) else space[0])
    if name == "/ICCBased":
        return int(space[1].N)
    if name == "/DeviceN":
        return len(space[1])
    if name not in _PARTS:
        raise Unfit("it has a picture in unknown colours")
    return _PARTS[name]


def _segments(jpeg: bytes) -> Iterator[bytes]:
    """A JPEG up to its end, without its notes: what cameras and editors write, small pictures, and comments."""
    at = 2
    yield jpeg[:2]
    while jpeg[at : at + 1] == b"\xff" and at + 2 <= len(jpeg):
        kind = jpeg[at + 1]
        if kind == 0xFF:  # noqa: PLR2004 - any number of them may stand before a mark
            at += 1
            continue
        if kind == _END:
            yield jpeg[at : at + 2]
            return
        stop = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if _is_shown(kind, jpeg[at + 4 : stop]):
            yield jpeg[at:stop]
        if kind == _START_OF_PIXELS:
            found = _NEXT_SEGMENT.search(jpeg, stop)
            at = found.end() - 2 if found else len(jpeg)
            yield jpeg[stop:at]
            if not found:
                # Broken off: what there is of it is shown.
                yield b"\xff\xd9"
                return
        else:
            at = stop
    raise Unfit("it has a damaged picture")


def _is_shown(kind: int, held: bytes) -> bool:
    """Whether a segment belongs to the picture; of those of programs, the two that say how colours are meant."""
    if kind == _HEAD:
        # Without the small picture that may stand in it.
        return held.startswith(_JFIF) and len(held) == 14  # noqa: PLR2004
    if kind == _COLOURS:
        return held.startswith(_ADOBE) and len(held) == 12  # noqa: PLR2004
    return not (_HEAD <= kind <= 0xEF or kind == 0xFE)  # noqa: PLR2004
