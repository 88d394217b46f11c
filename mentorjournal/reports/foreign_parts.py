"""What may be taken out of another PDF: operators that draw, pixels without notes, faces that say their letters."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from pikepdf import Dictionary, Name, Stream
from reportlab.pdfbase import _glyphlist

_MOST_CODE: Final = 3_000_000
_DRAWING: Final = frozenset(
    """
    b B b* B* BI BT c cm CS cs d d0 d1 Do EI ET f F f* G g gs h i ID j J K k l m M n q Q re RG rg ri s S SC sc
    SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "
    """.split()  # noqa: SIM905 - a list of so many strings reads worse
) | {"INLINE IMAGE"}
_MARKING: Final = frozenset(["BMC", "BDC", "EMC", "MP", "DP", "BX", "EX"])
_MOST_FORMS: Final = 200
_UNSEEN: Final = (3, 7)
_FILTERS: Final = frozenset(
    """FlateDecode LZWDecode ASCII85Decode ASCIIHexDecode RunLengthDecode CCITTFaxDecode DCTDecode
    JBIG2Decode""".split()  # noqa: SIM905 - a list of so many strings reads worse
)
_LATIN: Final = ("/WinAnsiEncoding", "/MacRomanEncoding")
_SYMBOLIC: Final = 4


class Unfit(Exception):
    """The page cannot be taken over as it is."""


def code_of(contents: Any, holder: Any) -> bytes:
    """The operators that draw, and no other: none that marks, with the words it may hold. Raises Unfit."""
    parts = [] if contents is None else [contents] if isinstance(contents, Stream) else list(contents)
    if sum(map(_length, parts)) > _MOST_CODE:
        raise Unfit("its drawing is very large")
    kept = []
    for instruction in pikepdf.parse_content_stream(holder):
        name = str(instruction.operator)
        if name in _MARKING:
            continue
        if name not in _DRAWING:
            raise Unfit("it has operators that nobody knows")
        if name == "Tr" and int(instruction.operands[0]) in _UNSEEN:
            raise Unfit("it has text that is not seen")
        if name == "INLINE IMAGE" and b"DCT" in pikepdf.unparse_content_stream([instruction])[:200]:
            raise Unfit("it has a photograph inside its drawing")
        kept.append(instruction)
    return pikepdf.unparse_content_stream(kept)


def renames(page: pikepdf.Page) -> bool:
    """Whether other words are said for what is seen: programs take those for the text. Raises Unfit."""
    waiting: list[tuple[Any, Any]] = [(page.obj.get("/Contents", []), page.resources)]
    for _ in range(_MOST_FORMS):
        if not waiting:
            return False
        contents, resources = waiting.pop()
        parts = [contents] if isinstance(contents, Stream) else list(contents)
        for part in parts:
            if _length(part) > _MOST_CODE or b"ActualText" in part.read_bytes():
                return True
        said = resources.get("/Properties", {})
        if any("/ActualText" in one for one in said.values() if isinstance(one, Dictionary)):
            return True
        drawn = resources.get("/XObject", {}).values()
        waiting += [(one, one.get("/Resources", {})) for one in drawn if one.get("/Subtype") == Name.Form]
    return True


def _length(stream: Any) -> int:
    """Bytes of a stream as it is read; beyond the most that is read it is not unpacked further."""
    raw = stream.read_raw_bytes()
    if stream.get("/Filter") in (Name.FlateDecode, None) and "/DecodeParms" not in stream:
        if stream.get("/Filter") is None:
            return len(raw)
        try:
            return len(zlib.decompressobj().decompress(raw, _MOST_CODE + 1))
        except zlib.error:
            raise Unfit("its drawing is damaged") from None
    return len(raw) * 20


def pixels_or_program(stream: Any) -> bytes:
    """The bytes of an image, a face, a table or a profile as they stand, less what a camera wrote into them."""
    names = stream.get("/Filter")
    filters = [] if names is None else [names] if isinstance(names, Name) else list(names)
    if any(str(one)[1:] not in _FILTERS for one in filters):
        raise Unfit("it has a picture in a rare format")
    raw: bytes = stream.read_raw_bytes()
    if Name.DCTDecode not in filters:
        return raw
    if len(filters) > 1:
        raise Unfit("it has a picture that is packed twice")
    return b"".join(_segments(raw))


def _segments(jpeg: bytes) -> Iterator[bytes]:
    """A JPEG without its notes: what cameras and editors write, and comments."""
    at = 2
    yield jpeg[:2]
    while jpeg[at : at + 1] == b"\xff" and at + 4 <= len(jpeg):
        kind = jpeg[at + 1]
        if kind == 0xDA:  # noqa: PLR2004 - the picture itself begins
            yield jpeg[at:]
            return
        stop = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if kind in (0xE0, 0xEE) or not (0xE0 <= kind <= 0xEF or kind == 0xFE):  # noqa: PLR2004
            yield jpeg[at:stop]
        at = stop
    raise Unfit("it has a damaged picture")


def check_font(font: Any) -> None:
    """Whether a face is inside the file and says what its letters are, as PDF/UA asks (7.21). Raises Unfit."""
    kind = font.get("/Subtype")
    inner = font
    if kind == Name.Type0:
        inner = font.DescendantFonts[0]
        known = font.get("/Encoding") in (Name("/Identity-H"), Name("/Identity-V"))
        if inner.get("/Subtype") == Name.CIDFontType2:
            known = known and "/CIDToGIDMap" in inner
        known = known and "/ToUnicode" in font
    elif kind == Name.TrueType:
        symbolic = bool(int(font.get("/FontDescriptor", {}).get("/Flags", 0)) & _SYMBOLIC)
        latin = _is_latin(font.get("/Encoding"))
        known = ("/Encoding" not in font and "/ToUnicode" in font) if symbolic else latin
    else:
        known = kind in (Name.Type1, Name.MMType1) and (
            "/ToUnicode" in font or _is_latin(font.get("/Encoding"))
        )
    held = inner.get("/FontDescriptor", {})
    if not known or not any(f"/FontFile{one}" in held for one in ("", "2", "3")):
        raise Unfit("its type faces are not inside it, or do not say what their letters are")


def _is_latin(encoding: Any) -> bool:
    """Whether an encoding has a name that PDF/UA knows, or names each letter as the glyph list does."""
    if isinstance(encoding, Name):
        return str(encoding) in _LATIN
    if not isinstance(encoding, Dictionary):
        return False
    known = _glyphlist._glyphname2unicode  # noqa: SLF001 - the library keeps the glyph list to itself
    base = str(encoding.get("/BaseEncoding", ""))
    names = [str(one)[1:] for one in encoding.get("/Differences", []) if isinstance(one, Name)]
    return base in (*_LATIN, "") and (bool(base) or bool(names)) and all(one in known for one in names)
