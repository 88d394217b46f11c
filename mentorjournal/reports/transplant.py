"""A page of another PDF as an object of ours: what it shows is copied, and nothing that it does not show.

Only keys that drawing needs are copied (ISO 32000-1, chapters 8, 9 and 11), only operators that draw, and only
objects that they ask for. What
cannot be copied so that ours stays accessible and shows the whole is `Unfit`: fonts outside the file, layers,
text that is not seen.
"""

from __future__ import annotations

import zlib
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream
from reportlab.pdfbase.pdfdoc import PDFObject

from mentorjournal.reports.foreign_bytes import pixels_or_program
from mentorjournal.reports.foreign_parts import Unfit, check_font, code_of

_MOST_OBJECTS: Final = 5_000
_DEEPEST: Final = 40
_KEPT: Final = frozenset(
    """
    Type Subtype Filter DecodeParms Length1 Length2 Length3
    BaseFont FirstChar LastChar Widths FontDescriptor Encoding ToUnicode DescendantFonts CIDSystemInfo
    Registry Ordering Supplement DW W DW2 W2 CIDToGIDMap BaseEncoding Differences
    FontName FontFamily FontStretch FontWeight Flags FontBBox ItalicAngle Ascent Descent Leading CapHeight
    XHeight StemV StemH AvgWidth MaxWidth MissingWidth FontFile FontFile2 FontFile3 CharSet
    Width Height ColorSpace BitsPerComponent Intent ImageMask Mask Decode Interpolate SMask SMaskInData Matte
    FormType BBox Matrix Group S CS I K G BC TR
    LW LC LJ ML D RI OP op OPM BG BG2 UCR UCR2 TR2 HT FL SM SA BM CA ca AIS TK
    PatternType PaintType TilingType XStep YStep Shading ExtGState ShadingType Background AntiAlias Domain
    Function Coords Extend BitsPerCoordinate BitsPerFlag VerticesPerRow FunctionType Range Size BitsPerSample
    Order Encode C0 C1 N Functions Bounds WhitePoint BlackPoint Gamma Alternate
    Columns Rows BlackIs1 EncodedByteAlign EndOfLine EndOfBlock DamagedRowsBeforeError Predictor Colors
    EarlyChange ColorTransform JBIG2Globals
    """.split()  # noqa: SIM905 - a list of so many strings reads worse
)
_SHELVES: Final = ("Font", "XObject", "ExtGState", "ColorSpace", "Pattern", "Shading")
_OWN: Final = frozenset(("/Filter", "/DecodeParms", "/Resources"))
"""What a form or pattern of ours has of its own."""
_DEFAULTS: Final = ("/DefaultGray", "/DefaultRGB", "/DefaultCMYK")


class Copied(PDFObject):  # type: ignore[misc]  # the library publishes no types
    """An object as it is written: bytes, and between them objects that stand by themselves."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.parts: list[bytes | Copied] = []
        self.stream: bytes | None = None

    def format(self, document: Any) -> bytes:
        """The object in the syntax of a PDF."""
        parts = [
            part if isinstance(part, bytes) else document.Reference(part).format(document)
            for part in self.parts
        ]
        if self.stream is not None:
            parts.append(b"\nstream\n%s\nendstream\n" % self.stream)
        return b"".join(parts)


class Transplanter:
    """Copies pages of one PDF; what they share is copied once."""

    def __init__(self) -> None:
        self._done: dict[tuple[int, int], Copied] = {}

    def form(self, page: pikepdf.Page) -> Copied:
        """The page as a form that is drawn by `Do`, in its own coordinates. Raises Unfit."""
        box = [float(edge) for edge in page.mediabox]
        if [float(edge) for edge in page.cropbox] != box:
            raise Unfit("it is cropped")
        made = Copied()
        edges = b" ".join(b"%.4f" % edge for edge in box)
        made.parts = [b"<</Type/XObject/Subtype/Form/BBox[%s]" % edges]
        group = page.obj.get("/Group")
        if group is not None:
            made.parts.append(b"/Group ")
            self._value(made, group, 1)
        self._drawing(made, page.obj.get("/Contents"), page, page.resources, 0)
        return made

    def _drawing(self, made: Copied, contents: Any, holder: Any, resources: Any, depth: int) -> None:
        """The end of a form or pattern: what its code asks for, and the code."""
        code, asked = code_of(contents, holder)
        made.parts.append(b"/Resources<<")
        for shelf in _SHELVES:
            held = resources.get(f"/{shelf}", {})
            made.parts.append(b"/%s<<" % shelf.encode())
            wanted = {name: str(ours) for (kind, name), ours in asked.items() if kind == shelf}
            if shelf == "ColorSpace":
                wanted |= {name: name for name in _DEFAULTS if name in held}
            for name, ours in wanted.items():
                self._asked(made, shelf, ours, held[name], depth)
            made.parts.append(b">>")
        made.stream = zlib.compress(code)
        made.parts.append(b">>/Filter/FlateDecode/Length %d>>" % len(made.stream))

    def _asked(self, into: Copied, shelf: str, name: str, value: Any, depth: int) -> None:
        if shelf == "Font":
            check_font(value)
        elif shelf == "ExtGState" and "/Font" in value:
            raise Unfit("it names a type face in a rare way")
        into.parts.append(name.encode() + b" ")
        self._value(into, value, depth + 1)

    def _value(self, into: Copied, value: Any, depth: int) -> None:
        if depth > _DEEPEST:
            raise Unfit("its objects are nested too deeply")
        if isinstance(value, Stream):
            into.parts.append(self._stream(value, depth))
        elif isinstance(value, Dictionary | Array):
            if value.is_indirect:
                into.parts.append(self._shared(value, depth))
            else:
                self._body(into, value, depth)
        else:
            into.parts.append(_written(value))

    def _body(self, into: Copied, value: Any, depth: int) -> None:
        if isinstance(value, Dictionary):
            into.parts.append(b"<<")
            self._entries(into, value, depth)
            into.parts.append(b">>")
            return
        into.parts.append(b"[")
        for one in value:
            self._value(into, one, depth + 1)
            into.parts.append(b" ")
        into.parts.append(b"]")

    def _entries(self, into: Copied, value: Any, depth: int, *, but: frozenset[str] = frozenset()) -> None:
        """The entries of a dictionary that drawing needs."""
        for key in sorted(set(value.keys()) - but):
            if key[1:] in _KEPT:
                into.parts.append(Name(key).unparse() + b" ")
                self._value(into, value[key], depth + 1)

    def _begun(self, value: Any) -> tuple[Copied, bool]:
        """The copy of an object that stands by itself, and whether it has to be filled."""
        key = value.objgen
        if key in self._done:
            return self._done[key], False
        if len(self._done) >= _MOST_OBJECTS:
            raise Unfit("it has too many objects")
        return self._done.setdefault(key, Copied()), True

    def _shared(self, value: Any, depth: int) -> Copied:
        made, is_new = self._begun(value)
        if is_new:
            self._body(made, value, depth)
        return made

    def _stream(self, value: Any, depth: int) -> Copied:
        made, is_new = self._begun(value)
        if not is_new:
            return made
        if "/OC" in value:
            raise Unfit("it has layers")
        made.parts.append(b"<<")
        if value.get("/Subtype") == Name.Form or "/PatternType" in value:
            self._entries(made, value, depth, but=_OWN)
            self._drawing(made, value, value, value.get("/Resources", {}), depth)
        else:
            self._entries(made, value, depth)
            made.stream = pixels_or_program(value)
            made.parts.append(b"/Length %d>>" % len(made.stream))
        return made


def _written(value: Any) -> bytes:
    """A value that holds no other, in the syntax of a PDF."""
    if isinstance(value, Object):
        return value.unparse()
    if value is None or isinstance(value, bool):
        return {None: b"null", True: b"true", False: b"false"}[value]
    return str(value).encode("ascii")
