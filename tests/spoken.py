"""What a screen reader says of a PDF: its structure tree walked from the top, with the text that was marked."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

_BF = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")


@dataclass(frozen=True)
class Said:
    """One piece of marked content: the role it is said as, its page from 0, where it begins, and its words."""

    role: str
    page: int
    x: float
    y: float
    text: str


@dataclass
class _Piece:
    x: float = 0.0
    y: float = 0.0
    text: str = ""
    placed: bool = False


def spoken(data: bytes) -> list[Said]:
    """Everything that is said, in the order of the tags; a figure says its alternative text."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        marked = [_marked(page) for page in pdf.pages]
        return list(_walked(pdf.Root.StructTreeRoot, None, marked, numbers, ""))


def _walked(
    element: Any, page: int | None, marked: list[dict[int, _Piece]], numbers: dict[Any, int], role: str
) -> Iterator[Said]:
    if "/Pg" in element:
        page = numbers[element.Pg.objgen]
    role = str(element.S)[1:] if "/S" in element else role
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, pikepdf.Dictionary):
            assert page is not None
            piece = marked[page].get(int(kid), _Piece())
            alt = str(element.get("/Alt", ""))
            yield Said(role, page, piece.x, piece.y, alt or piece.text)
        elif kid.get("/Type") == "/MCR":
            piece = marked[numbers[kid.Pg.objgen]][int(kid.MCID)]
            yield Said(role, numbers[kid.Pg.objgen], piece.x, piece.y, piece.text)
        elif kid.get("/Type") != "/OBJR":
            yield from _walked(kid, page, marked, numbers, role)


def _marked(page: Any) -> dict[int, _Piece]:
    """The marked content of a page by its number."""
    ear = _Ear({name: _unicode(font) for name, font in page.Resources.get("/Font", {}).items()})
    for step in pikepdf.parse_content_stream(page):
        ear.hear(str(step.operator), step.operands)
    return ear.found


class _Ear:
    """Hears the operators of a page one after the other."""

    def __init__(self, fonts: dict[str, tuple[dict[int, str], int]]) -> None:
        self.found: dict[int, _Piece] = {}
        self._fonts = fonts
        self._font: tuple[dict[int, str], int] = ({}, 1)
        self._open: list[tuple[int | None, str]] = []
        self._at = (0.0, 0.0)

    def hear(self, name: str, operands: Any) -> None:
        """Take one operator."""
        if name in {"BDC", "BMC"}:
            self._begin(operands[1] if name == "BDC" else None)
        elif name == "EMC":
            self._open.pop()
        elif name == "Tf":
            self._font = self._fonts.get(str(operands[0]), ({}, 1))
        elif name == "Tm":
            self._at = (float(operands[4]), float(operands[5]))
            self._add(" ")
        elif name in {"Tj", "TJ"}:
            self._add(_decoded(operands[0], self._font), shown=True)
        elif name == "T*":
            self._add(" ")

    def _begin(self, more: Any) -> None:
        known = isinstance(more, pikepdf.Dictionary)
        number = self._open[-1][0] if self._open else None
        if known and "/MCID" in more:
            number = int(more["/MCID"])
            self.found.setdefault(number, _Piece())
        actual = str(more["/ActualText"]) if known and "/ActualText" in more else ""
        if actual:
            self._add(actual, shown=True)
        self._open.append((number, actual))

    def _add(self, text: str, *, shown: bool = False) -> None:
        number = self._open[-1][0] if self._open else None
        if number is None or any(actual for _, actual in self._open):
            return
        piece = self.found[number]
        if shown and not piece.placed:
            piece.x, piece.y, piece.placed = *self._at, True
        piece.text += text


def _decoded(shown: Any, font: tuple[dict[int, str], int]) -> str:
    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    table, width = font
    text = ""
    for part in parts:
        if isinstance(part, pikepdf.String):
            raw = bytes(part)
            codes = (int.from_bytes(raw[at : at + width], "big") for at in range(0, len(raw), width))
            text += "".join(table.get(code, "") for code in codes)
    return text


def _unicode(font: Any) -> tuple[dict[int, str], int]:
    """Code to characters, and how many bytes a code has."""
    table: dict[int, str] = {}
    stream = font["/ToUnicode"].read_bytes().decode("ascii") if "/ToUnicode" in font else ""
    for block in re.findall(r"beginbfchar(.*?)endbfchar", stream, re.DOTALL):
        table |= {int(code, 16): _text(chars) for code, chars in _BF.findall(block)}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", stream, re.DOTALL):
        for first, last, start, listed in _RANGE.findall(block):
            codes = range(int(first, 16), int(last, 16) + 1)
            if listed:
                table |= dict(zip(codes, map(_text, re.findall(r"<([0-9A-Fa-f]+)>", listed)), strict=False))
            else:
                table |= {code: chr(int(start, 16) + code - codes[0]) for code in codes}
    return table, 2 if font.get("/Subtype") == "/Type0" else 1


def _text(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be", "replace")
