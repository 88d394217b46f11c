"""What may be taken out of another PDF: operators that draw, what they ask for, faces that say their letters."""

from __future__ import annotations

import zlib
from typing import Any, Final

import pikepdf
from pikepdf import Dictionary, Name, Stream
from reportlab.pdfbase import _glyphlist

_MOST_CODE: Final = 3_000_000
_DRAWING: Final = frozenset(
    """
    b B b* B* BT c cm CS cs d d0 d1 Do ET f F f* G g gs h i j J K k l m M n q Q re RG rg s S SC sc
    SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "
    """.split()  # noqa: SIM905 - a list of so many strings reads worse
)
_PASSED_OVER: Final = frozenset(["BMC", "BDC", "EMC", "MP", "DP", "BX", "EX", "ri"])
"""What marks, with the words it may hold, and what a printer may wish."""
_ASKS: Final = {
    "Do": "XObject", "Tf": "Font", "gs": "ExtGState", "sh": "Shading", "cs": "ColorSpace", "CS": "ColorSpace",
    "scn": "Pattern", "SCN": "Pattern",
}  # fmt: skip
"""Operators that ask for an object by a name, and the resources it is one of (ISO 32000-1, 7.8.3)."""
_KNOWN: Final = frozenset(["/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern"])
_MOST_FORMS: Final = 200
_UNSEEN: Final = (3, 7)
_LATIN: Final = ("/WinAnsiEncoding", "/MacRomanEncoding")
_SYMBOLIC: Final = 4


class Unfit(Exception):
    """The page cannot be taken over as it is."""


Asked = dict[tuple[str, str], Name]
"""What code asks for, by kind of resource and name, and the name that it has with us."""


def code_of(contents: Any, holder: Any) -> tuple[bytes, Asked]:
    """The operators that draw, and no other, and what they ask for under names of ours. Raises Unfit."""
    parts = [] if contents is None else [contents] if isinstance(contents, Stream) else list(contents)
    if sum(map(_length, parts)) > _MOST_CODE:
        raise Unfit("its drawing is very large")
    kept: list[Any] = []
    asked: Asked = {}
    for instruction in pikepdf.parse_content_stream(holder):
        name = str(instruction.operator)
        if name in _PASSED_OVER:
            continue
        if name == "INLINE IMAGE":
            raise Unfit("it has a picture inside its drawing")
        if name not in _DRAWING:
            raise Unfit("it has operators that nobody knows")
        if name == "Tr" and int(instruction.operands[0]) in _UNSEEN:
            raise Unfit("it has text that is not seen")
        kept.append(_renamed(instruction, _ASKS[name], asked) if name in _ASKS else instruction)
    return pikepdf.unparse_content_stream(kept), asked


def _renamed(instruction: Any, kind: str, asked: Asked) -> Any:
    operands = list(instruction.operands)
    at = -1 if kind == "Pattern" else 0
    # A colour of numbers asks for nothing.
    if operands and isinstance(operands[at], Name) and str(operands[at]) not in _KNOWN:
        operands[at] = asked.setdefault((kind, str(operands[at])), Name(f"/R{len(asked) + 1}"))
    return pikepdf.ContentStreamInstruction(operands, instruction.operator)


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
