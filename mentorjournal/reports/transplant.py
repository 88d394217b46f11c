"""A page of another PDF as an object of ours: what it shows is copied, and nothing that it does not show.

Only keys that drawing needs are copied (ISO 32000-1, chapters 8, 9 and 11), and only operators that draw. What
cannot be copied so that ours stays accessible and shows the whole is `Unfit`: fonts outside the file, layers,
text that is not seen.
"""

from __future__ import annotations

import zlib
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream
from reportlab.pdfbase.pdfdoc import PDFObject

from mentorjournal.reports.foreign_parts import Unfit, check_font, code_of, pixels_or_program

_MOST_OBJECTS: Final = 5_000
_DEEPEST: Final = 40
_KEPT: Final = frozenset(
    """
    Type Subtype Name Filter DecodeParms Length1 Length2 Length3
    BaseFont FirstChar LastChar Widths FontDescriptor Encoding ToUnicode DescendantFonts CIDSystemInfo
    Registry Ordering Supplement DW W DW2 W2 CIDToGIDMap BaseEncoding Differences
    FontName FontFamily FontStretch FontWeight Flags FontBBox ItalicAngle Ascent Descent Leading CapHeight
    XHeight StemV StemH AvgWidth MaxWidth MissingWidth FontFile FontFile2 FontFile3 CharSet
    Width Height ColorSpace BitsPerComponent Intent ImageMask Mask Decode Interpolate SMask SMaskInData Matte
    FormType BBox Matrix Resources Group S CS I K G BC TR
    LW LC LJ ML D RI OP op OPM Font BG BG2 UCR UCR2 TR2 HT FL SM SA BM CA ca AIS TK
    PatternType PaintType TilingType XStep YStep Shading ExtGState ShadingType Background AntiAlias Domain
    Function Coords Extend BitsPerCoordinate BitsPerFlag VerticesPerRow FunctionType Range Size BitsPerSample
    Order Encode C0 C1 N Functions Bounds WhitePoint BlackPoint Gamma Alternate
    Columns Rows BlackIs1 EncodedByteAlign EndOfLine EndOfBlock DamagedRowsBeforeError Predictor Colors
    EarlyChange ColorTransform JBIG2Globals
    """.split()  # noqa: SIM905 - a list of so many strings reads worse
)
_SHELVES: Final = ("Font", "XObject", "ExtGState", "ColorSpace", "Pattern", "Shading")
_CODED: Final = frozenset(("/Filter", "/DecodeParms"))


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
        self._done: dict[tuple[int, int, bool], Copied] = {}

    def form(self, page: pikepdf.Page) -> Copied:
        """The page as a form that is drawn by `Do`, in its own coordinates. Raises Unfit."""
        box = [float(edge) for edge in page.mediabox]
        if [float(edge) for edge in page.cropbox] != box:
            raise Unfit("it is cropped")
        made = Copied()
        edges = b" ".join(b"%.4f" % edge for edge in box)
        made.parts = [b"<</Type/XObject/Subtype/Form/BBox[%s]/Resources " % edges]
        self._resources(made, page.resources, 0)
        group = page.obj.get("/Group")
        if group is not None:
            made.parts.append(b"/Group ")
            self._value(made, group, 1)
        _finish(made, code_of(page.obj.get("/Contents"), page))
        return made

    def _value(self, into: Copied, value: Any, depth: int, *, names: bool = False) -> None:
        if depth > _DEEPEST:
            raise Unfit("its objects are nested too deeply")
        if isinstance(value, Stream):
            into.parts.append(self._stream(value, depth))
        elif isinstance(value, Dictionary | Array):
            if value.is_indirect:
                into.parts.append(self._shared(value, depth, names=names))
            else:
                self._body(into, value, depth, names=names)
        else:
            into.parts.append(_written(value))

    def _body(self, into: Copied, value: Any, depth: int, *, names: bool) -> None:
        if isinstance(value, Dictionary):
            into.parts.append(b"<<")
            self._entries(into, value, depth, names=names)
            into.parts.append(b">>")
            return
        into.parts.append(b"[")
        for one in value:
            self._value(into, one, depth + 1)
            into.parts.append(b" ")
        into.parts.append(b"]")

    def _entries(
        self, into: Copied, value: Any, depth: int, *, names: bool = False, but: frozenset[str] = frozenset()
    ) -> None:
        """The entries of a dictionary that drawing needs; where its keys are `names` of its own, all of them."""
        for key in sorted(set(value.keys()) - but):
            if key == "/Resources":
                into.parts.append(b"/Resources ")
                self._resources(into, value[key], depth + 1)
            elif names or key[1:] in _KEPT:
                into.parts.append(Name(key).unparse() + b" ")
                self._value(into, value[key], depth + 1)

    def _resources(self, into: Copied, resources: Any, depth: int) -> None:
        into.parts.append(b"<<")
        for shelf in _SHELVES:
            held = resources.get(f"/{shelf}")
            if not isinstance(held, Dictionary):
                continue
            if shelf == "Font":
                fonts: Any = held
                for font in fonts.values():
                    check_font(font)
            into.parts.append(b"/%s " % shelf.encode())
            self._value(into, held, depth + 1, names=True)
        into.parts.append(b">>")

    def _begun(self, value: Any, *, names: bool = False) -> tuple[Copied, bool]:
        """The copy of an object that stands by itself, and whether it has to be filled."""
        key = (*value.objgen, names)
        if key in self._done:
            return self._done[key], False
        if len(self._done) >= _MOST_OBJECTS:
            raise Unfit("it has too many objects")
        return self._done.setdefault(key, Copied()), True

    def _shared(self, value: Any, depth: int, *, names: bool) -> Copied:
        made, is_new = self._begun(value, names=names)
        if is_new:
            self._body(made, value, depth, names=names)
        return made

    def _stream(self, value: Any, depth: int) -> Copied:
        made, is_new = self._begun(value)
        if not is_new:
            return made
        if "/OC" in value:
            raise Unfit("it has layers")
        made.parts.append(b"<<")
        if value.get("/Subtype") == Name.Form or "/PatternType" in value:
            self._entries(made, value, depth, but=_CODED)
            _finish(made, code_of(value, value))
        else:
            self._entries(made, value, depth)
            made.stream = pixels_or_program(value)
            made.parts.append(b"/Length %d>>" % len(made.stream))
        return made


def _finish(made: Copied, code: bytes) -> None:
    made.stream = zlib.compress(code)
    made.parts.append(b"/Filter/FlateDecode/Length %d>>" % len(made.stream))


def _written(value: Any) -> bytes:
    """A value that holds no other, in the syntax of a PDF."""
    if isinstance(value, Object):
        return value.unparse()
    if value is None or isinstance(value, bool):
        return {None: b"null", True: b"true", False: b"false"}[value]
    return str(value).encode("ascii")
