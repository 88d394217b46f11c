"""Faces of this computer for scripts of all kinds: glyphs are chosen by HarfBuzz and embedded by their numbers."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import uharfbuzz as hb
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)
from reportlab.pdfgen.textobject import PDFTextObject

_EM = 1000.0
_NEAR = 0.5
_NOTHING = "\u200b"
"""What a glyph says that only completes the one before it: every glyph has to say something."""
_LAYOUT = ("GSUB", "GPOS", "GDEF", "kern", "morx", "kerx", "BASE", "JSTF", "name", "post", "DSIG", "VORG")


class Glyph(NamedTuple):
    """One glyph of a shaped text; measures in thousandths of the size, `cluster` is the place in the text."""

    number: int
    cluster: int
    advance: float
    x: float
    y: float


class ShapedFace:
    """A face whose texts are shaped; what it draws is told to readers by the text itself, not by its glyphs."""

    def __init__(self, name: str, path: Path, index: int = 0) -> None:
        self.name = name
        self._face = hb.Face(hb.Blob.from_file_path(str(path)), index)
        self._font = hb.Font(self._face)
        self._scale = _EM / self._face.upem
        self.covered: dict[int, int] = dict.fromkeys(self._face.unicodes, 1)
        if not self.covered:
            raise OSError(f"{path.name} has no characters")
        self.ascent = self._font.get_font_extents("ltr").ascender * self._scale / _EM
        self._shaped: dict[tuple[str, bool | None], tuple[Glyph, ...]] = {}
        self._used: WeakKeyDictionary[Any, _Embedded] = WeakKeyDictionary()

    def lacks(self, text: str) -> set[int]:
        """The characters of a text that this face cannot show."""
        return {code for code in map(ord, set(text)) if code not in self.covered}

    def width(self, text: str) -> float:
        """Width of a text at a size of one point."""
        return sum(glyph.advance for glyph in self.glyphs(text)) / _EM

    def string_width(self, text: str, size: float) -> float:
        """Width of a text in points."""
        return self.width(text) * size

    def glyphs(self, text: str, *, rtl: bool | None = None) -> tuple[Glyph, ...]:
        """The glyphs of a text from left to right; without `rtl` its script says which way it runs."""
        key = (text, rtl)
        known = self._shaped.get(key)
        if known is None:
            if len(self._shaped) > 20_000:  # noqa: PLR2004 - a few megabytes
                self._shaped.clear()
            known = self._shaped[key] = self._made(text, rtl)
        return known

    def _made(self, text: str, rtl: bool | None) -> tuple[Glyph, ...]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        if rtl is not None:
            buffer.direction = "rtl" if rtl else "ltr"
        hb.shape(self._font, buffer)
        by = self._scale
        return tuple(
            Glyph(info.codepoint, info.cluster, at.x_advance * by, at.x_offset * by, at.y_offset * by)
            for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        )

    def write(self, pen: PDFTextObject, text: str, size: float, *, rtl: bool) -> None:
        """Draw a text where the pen stands; the pen's own face has to be set again afterwards."""
        document = pen._doc  # noqa: SLF001 - the library draws no glyphs by number itself
        if document not in self._used:
            self._used[document] = _Embedded(self, document)
        embedded = self._used[document]
        glyphs = self.glyphs(text, rtl=rtl)
        embedded.note(text, glyphs)
        code = [f"/{embedded.name} {size:.4g} Tf", *_shown(glyphs, size, embedded.natural)]
        pen._code += code  # noqa: SLF001
        pen._fontname, pen._curSubset = "", -1  # noqa: SLF001

    def natural(self, number: int) -> float:
        """Advance of a glyph as the face itself has it, in thousandths."""
        return float(self._font.get_glyph_h_advance(number) * self._scale)

    @property
    def em(self) -> float:
        """Units of the face's own design grid."""
        return float(self._face.upem)

    def trace(self, number: int, pen: object) -> None:
        """Tell a pen the outline of a glyph, in units of the design grid."""
        self._font.draw_glyph_with_pen(number, pen)

    def subset(self, numbers: set[int]) -> tuple[bytes, bool]:
        """The font program with only these glyphs, under the numbers they have, and whether it is a CFF one."""
        wanted = hb.SubsetInput()
        wanted.glyph_set.update(numbers | {0})
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in _LAYOUT)
        flags = hb.SubsetFlags
        wanted.flags = (
            flags.RETAIN_GIDS | flags.NOTDEF_OUTLINE | flags.NO_LAYOUT_CLOSURE | flags.CFF_IDENTITY_CHARSET
        )
        made = hb.subset(self._face, wanted)
        is_cff = "CFF " in made.table_tags
        return (made.reference_table("CFF ").data if is_cff else made.blob.data), is_cff

    def facts(self) -> dict[str, Any]:
        """What a font's descriptor says, in thousandths."""
        extents, by = self._font.get_font_extents("ltr"), self._scale
        return {
            "Ascent": round(extents.ascender * by),
            "Descent": round(extents.descender * by),
            "CapHeight": round(extents.ascender * by * 0.7),
            "ItalicAngle": 0,
            "StemV": 80,
            "Flags": 4,
            "FontBBox": PDFArray([-1000, -1000, 3000, 2000]),
        }


def _shown(glyphs: tuple[Glyph, ...], size: float, natural: Any) -> list[str]:
    """The operators that draw glyphs; those above or below the line are drawn apart, with a rise."""
    code: list[str] = []
    line: list[str] = []
    rise = 0.0

    def flush() -> None:
        if line:
            code.append(f"[{''.join(line)}] TJ")
            line.clear()

    for glyph in glyphs:
        if abs(glyph.y - rise) > _NEAR:
            flush()
            rise = glyph.y
            code.append(f"{rise * size / _EM:.4g} Ts")
        if abs(glyph.x) > _NEAR:
            line.append(f"{-glyph.x:.5g}")
        line.append(f"<{glyph.number:04X}>")
        back = natural(glyph.number) - glyph.advance + glyph.x
        if abs(back) > _NEAR:
            line.append(f"{back:.5g}")
    flush()
    if rise:
        code.append("0 Ts")
    return code


class _Embedded:
    """The part of a face that one document uses; the library asks for its objects when it saves."""

    def __init__(self, face: ShapedFace, document: Any) -> None:
        self._face = face
        self._said: dict[int, str] = {}
        self._widths: dict[int, float] = {}
        # Faces may share a name, so their number tells their parts apart.
        self.name = f"S{len(document.delayedFonts) + 1}"
        self.fontName = face.name
        document.fontMapping[face.name] = f"/{self.name}"
        document.delayedFonts.append(self)

    def natural(self, number: int) -> float:
        """Advance of a glyph in thousandths."""
        known = self._widths.get(number)
        if known is None:
            known = self._widths[number] = self._face.natural(number)
        return known

    def note(self, text: str, glyphs: tuple[Glyph, ...]) -> None:
        """Remember which glyphs are used, and for which characters the first time."""
        starts = sorted({glyph.cluster for glyph in glyphs} | {len(text)})
        ends = dict(pairwise(starts))
        told: set[int] = set()
        for glyph in glyphs:
            said = text[glyph.cluster : ends[glyph.cluster]] if glyph.cluster not in told else ""
            told.add(glyph.cluster)
            if self._said.get(glyph.number, _NOTHING) == _NOTHING:
                self._said[glyph.number] = said or _NOTHING

    def addObjects(self, document: Any) -> None:  # noqa: N802 - the library's name
        """Add the font to the document; the library calls it."""
        program, is_cff = self._face.subset(set(self._said))
        name = f"{_tag(self._said)}+{''.join(filter(str.isalnum, self._face.name))}"
        file = _stream(document, program, {"Subtype": PDFName("CIDFontType0C")} if is_cff else {})
        descriptor = PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": PDFName(name),
                "FontFile3" if is_cff else "FontFile2": file,
                **self._face.facts(),
            }
        )
        system = {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
        below = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType0" if is_cff else "CIDFontType2"),
            "BaseFont": PDFName(name),
            "CIDSystemInfo": PDFDictionary(system),
            "FontDescriptor": document.Reference(descriptor),
            "DW": 1000,
            "W": self._listed_widths(),
        }
        if not is_cff:
            below["CIDToGIDMap"] = PDFName("Identity")
        font = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": PDFName(name),
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([document.Reference(PDFDictionary(below))]),
                "ToUnicode": _stream(document, _unicode_map(self._said), {}),
            }
        )
        document.Reference(font, self.name)
        document.idToObject["BasicFonts"].dict[self.name] = font

    def _listed_widths(self) -> PDFArray:
        widths: list[Any] = []
        for number in sorted(self._said):
            widths += [number, PDFArray([round(self.natural(number), 2)])]
        return PDFArray(widths)


def _stream(document: Any, content: bytes, more: dict[str, Any]) -> Any:
    stream = PDFStream(PDFDictionary({"Length1": len(content), **more}), content)
    stream.filters = [PDFZCompress]
    return document.Reference(stream)


def _tag(numbers: dict[int, str]) -> str:
    """Six letters that differ where the glyphs differ, as subsets of fonts are named."""
    mixed = 0
    for number in sorted(numbers):
        mixed = (mixed * 65_599 + number + 1) % 26**6
    letters = ""
    for _ in range(6):
        mixed, digit = divmod(mixed, 26)
        letters += chr(ord("A") + digit)
    return letters


def _unicode_map(said: dict[int, str]) -> bytes:
    """The characters of each glyph, as ISO 32000-1, section 9.10.3, has it."""
    known = sorted(said.items())
    head = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap "
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def "
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def "
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    )
    parts = [head]
    for at in range(0, len(known), 100):
        some = known[at : at + 100]
        rows = "".join(
            f"<{number:04X}> <{text.encode('utf-16-be').hex().upper()}>\n" for number, text in some
        )
        parts.append(f"{len(some)} beginbfchar\n{rows}endbfchar\n")
    parts.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "".join(parts).encode("ascii")
