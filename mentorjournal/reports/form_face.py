"""The face in which viewers set what is typed into a form: embedded, every letter of the Western encoding."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from struct import pack
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFStream
from reportlab.pdfbase.ttfonts import TTFontMaker, TTFontParser

from mentorjournal.reports.faces import face

ENCODING: Final = "cp1252"
FIRST, LAST = 32, 255
_NAME: Final = "JournalForms-Regular"
_NONSYMBOLIC: Final = 32
_STEM: Final = 84
_ALSO: Final = {0xA0: 0x20, 0xAD: 0x2D}
"""The encoding's second space and second hyphen, which it names as the first."""
_KEPT: Final = (
    "OS/2",
    "cvt ",
    "fpgm",
    "glyf",
    "head",
    "hhea",
    "hmtx",
    "loca",
    "maxp",
    "name",
    "post",
    "prep",
)


def typed_face(document: Any) -> PDFObjectReference:
    """The font object for typing, put into the file.

    A subset would name itself so, and viewers then refuse to set new text in it; all that WinAnsiEncoding can
    say is here, so nothing can be missing. See ISO 32000-1, sections 9.6.3 and 9.6.6.4.
    """
    font = pdfmetrics.getFont(face("sans").name).face
    program = _program()
    stream = PDFStream(PDFDictionary({"Length1": len(program)}), program)
    descriptor = PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": PDFName(_NAME),
            "Flags": _NONSYMBOLIC,
            "FontBBox": PDFArray(list(font.bbox)),
            "ItalicAngle": 0,
            "Ascent": font.ascent,
            "Descent": font.descent,
            "CapHeight": font.capHeight,
            "StemV": _STEM,
            "FontFile2": document.Reference(stream),
        }
    )
    made = PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("TrueType"),
            "BaseFont": PDFName(_NAME),
            "Encoding": PDFName("WinAnsiEncoding"),
            "FirstChar": FIRST,
            "LastChar": LAST,
            "Widths": PDFArray([_width(code) for code in range(FIRST, LAST + 1)]),
            "FontDescriptor": _shared(document, descriptor),
        }
    )
    return _shared(document, made)


def _shared(document: Any, made: PDFDictionary) -> PDFObjectReference:
    made.__RefOnly__ = 1
    return document.Reference(made)


def _letter(code: int) -> int | None:
    """The character of a code, None where the encoding has none."""
    text = bytes((_ALSO.get(code, code),)).decode(ENCODING, "ignore")
    return ord(text) if text else None


def _width(code: int) -> float:
    font = pdfmetrics.getFont(face("sans").name).face
    letter = _letter(code)
    return round(font.charWidths.get(letter, font.defaultWidth) if letter is not None else 0, 1)


@cache
def _program() -> bytes:
    """The face with the letters of the encoding alone, and a table that finds them by character."""
    letters = sorted({letter for code in range(FIRST, LAST + 1) if (letter := _letter(code)) is not None})
    font = pdfmetrics.getFont(face("sans").name).face
    known = [letter for letter in letters if letter in font.charToGlyph]
    cut = TTFontParser(BytesIO(font.makeSubset(known)))
    made = TTFontMaker()
    for tag in _KEPT:
        if tag in cut.table:
            made.add(tag, cut.get_table(tag))
    places: dict[int, int] = {}
    glyphs: list[tuple[int, int]] = []
    for letter in known:
        glyph = places.setdefault(font.charToGlyph[letter], len(places) + 1)
        glyphs.append((letter, glyph))
    made.add("cmap", _by_character(glyphs))
    return bytes(made.makeStream())


def _by_character(glyphs: list[tuple[int, int]]) -> bytes:
    """A table of platform 3, encoding 1, format 4: runs in which character and glyph go up together."""
    runs: list[list[int]] = []
    for letter, glyph in glyphs:
        if runs and letter == runs[-1][1] + 1 and glyph - letter == runs[-1][2]:
            runs[-1][1] = letter
        else:
            runs.append([letter, letter, glyph - letter])
    runs.append([0xFFFF, 0xFFFF, 1])
    count = len(runs)
    power = 1 << (count.bit_length() - 1)
    body = pack(">HHHH", count * 2, power * 2, power.bit_length() - 1, (count - power) * 2)
    body += b"".join(pack(">H", end) for _, end, _ in runs) + b"\0\0"
    body += b"".join(pack(">H", start) for start, _, _ in runs)
    body += b"".join(pack(">H", delta & 0xFFFF) for _, _, delta in runs)
    body += b"\0\0" * count
    return pack(">HHHHL", 0, 1, 3, 1, 12) + pack(">HHH", 4, len(body) + 6, 0) + body
