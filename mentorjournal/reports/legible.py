"""What of a page of another PDF can be seen, judged by its pixels: its words, and whether it covers anything."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

_SCALE: Final = 1.5
_MOST_PIXELS: Final = 4_000_000
_LEAST_CONTRAST: Final = 12
"""Of 255; paler letters are seen by nobody, and meant to be so."""
_MOST_LETTERS: Final = 20_000
_MOST_PAIRS: Final = 100_000
_DEEPEST: Final = 6
_CELL: Final = 8
_THIN: Final = 2.0
_SHADOW: Final = 2.0
"""Pixels between the two strokes of a letter that is printed twice to look bold."""
_LINE: Final = 2.0
"""Points; what is thinner is a line and covers nothing."""
_BLANK: Final = ("Zs", "Zl", "Zp", "Cc", "Cf")
_COVERING: Final = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING, pdfium.FPDF_PAGEOBJ_FORM)

Box = tuple[float, float, float, float]


class Seen(NamedTuple):
    """The words that are seen on a page, on single spaces, and whether it covers words or pictures as well.

    Where that cannot be told in reasonable time, `covers` is True.
    """

    text: str
    covers: bool


class _Letter(NamedTuple):
    text: str
    box: Box | None
    """Left, top, right, bottom in pixels; None for a blank."""


def seen_on(page: Any, bounds: Sequence[float]) -> Seen:
    """Look at a page of PDFium's, which is spoilt by it; `bounds` are its left, bottom, right and top in points.

    A letter is seen if the page looks different without its text. So whatever makes it unseen counts: a box or
    picture over it, the colour of its ground, a clip, its place beside the page. Where two letters lie upon
    each other, nobody knows which of them was meant to be seen. Raises pypdfium2.PdfiumError.
    """
    wide, high = bounds[2] - bounds[0], bounds[3] - bounds[1]
    scale = min(_SCALE, math.sqrt(_MOST_PIXELS / (wide * high)))
    covers = _covers_a_picture(list(page.get_objects(max_depth=1)), _DEEPEST)
    words = page.get_textpage()
    letters = list(_letters(words, bounds, scale)) if words.count_chars() <= _MOST_LETTERS else None
    words.close()
    if not letters:
        return Seen("", covers or letters is None)
    marks = _marks_of_text(page, scale)
    shown = [one for one in letters if one.box is None or _is_marked(marks, one.box)]
    text = " ".join("".join(one.text for one in shown).split())
    return Seen(
        "".join(filter(str.isprintable, text)), covers or len(shown) < len(letters) or _is_piled(shown)
    )


def _letters(words: Any, bounds: Sequence[float], scale: float) -> Iterator[_Letter]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for at in range(words.count_chars()):
        code = pdfium.FPDFText_GetUnicode(words.raw, at)
        char = chr(code) if code and not 0xD800 <= code < 0xE000 else "\ufffd"  # noqa: PLR2004 - surrogates
        blank = char.isspace() or unicodedata.category(char) in _BLANK
        if blank or pdfium.FPDFText_IsGenerated(words.raw, at) == 1:
            yield _Letter(char if char.isprintable() else " ", None)
            continue
        pdfium.FPDFText_GetCharBox(words.raw, at, left, right, bottom, top)
        yield _Letter(
            char,
            (
                (left.value - bounds[0]) * scale,
                (bounds[3] - top.value) * scale,
                (right.value - bounds[0]) * scale,
                (bounds[3] - bottom.value) * scale,
            ),
        )


def _marks_of_text(page: Any, scale: float) -> Image.Image:
    """White where the page looks different without its text, else black."""
    whole = _picture(page, scale)
    for text in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        pdfium.FPDFPageObj_SetIsActive(text.raw, False)
    bands = ImageChops.difference(whole, _picture(page, scale)).split()
    most = bands[0]
    for band in bands[1:]:
        most = ImageChops.lighter(most, band)
    return most.point([255 if value >= _LEAST_CONTRAST else 0 for value in range(256)])


def _picture(page: Any, scale: float) -> Image.Image:
    bitmap = page.render(scale=scale, rotation=-page.get_rotation() % 360, may_draw_forms=True)
    image: Image.Image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    return image


def _is_marked(marks: Image.Image, box: Box) -> bool:
    # A stroke thinner than two pixels may be drawn in the next one.
    wide, high = (int(box[at + 2] - box[at] < _THIN) for at in (0, 1))
    left, right = math.floor(box[0]) - wide, math.ceil(box[2]) + wide
    top, bottom = math.floor(box[1]) - high, math.ceil(box[3]) + high
    if right <= 0 or bottom <= 0 or left >= marks.width or top >= marks.height:
        return False
    return marks.crop((left, top, right, bottom)).getbbox() is not None


def _is_piled(letters: Iterable[_Letter]) -> bool:
    """Whether the middle of one letter lies within another, as where something was written over."""
    cells: dict[tuple[int, int], list[tuple[str, Box]]] = defaultdict(list)
    last: Box | None = None
    for text, box in letters:
        # A ligature is one mark and several letters.
        if box is None or box == last:
            continue
        last = box
        x, y = int((box[0] + box[2]) / 2 / _CELL), int((box[1] + box[3]) / 2 / _CELL)
        near = (other for dx in (-1, 0, 1) for dy in (-1, 0, 1) for other in cells[x + dx, y + dy])
        if any(_is_over(text, box, *other) for other in near):
            return True
        cells[x, y].append((text, box))
    return False


def _is_over(text: str, box: Box, other_text: str, other: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    far_x, far_y = abs(x - (other[0] + other[2]) / 2), abs(y - (other[1] + other[3]) / 2)
    if text == other_text and max(far_x, far_y) <= _SHADOW:
        return False
    wide = max(box[2] - box[0], other[2] - other[0])
    high = max(box[3] - box[1], other[3] - other[1])
    return far_x < wide / 4 and far_y < high / 4


def _covers_a_picture(parts: Sequence[Any], depth: int) -> bool:
    """Whether a fill or a picture is painted over a picture; parts stand in the order in which they are painted."""
    pictures = [at for at, part in enumerate(parts) if _has_picture(part)]
    if depth < 0 or len(pictures) * len(parts) > _MOST_PAIRS:
        return bool(pictures)
    for at in pictures:
        box = parts[at].get_bounds()
        if any(_covering(part) and _overlap(box, part.get_bounds()) for part in parts[at + 1 :]):
            return True
    forms = (parts[at] for at in pictures if _is_form(parts[at]))
    return any(_covers_a_picture(list(_inside(form)), depth - 1) for form in forms)


def _is_form(part: Any) -> bool:
    return bool(part.type == pdfium.FPDF_PAGEOBJ_FORM)


def _inside(form: Any) -> Iterator[Any]:
    return iter(form.page.get_objects(form=form, max_depth=1))


def _has_picture(part: Any) -> bool:
    if _is_form(part):
        return any(map(_has_picture, _inside(part)))
    return bool(part.type == pdfium.FPDF_PAGEOBJ_IMAGE)


def _covering(part: Any) -> bool:
    if part.type == pdfium.FPDF_PAGEOBJ_PATH:
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(part.raw, mode, stroked)
        return bool(mode.value != pdfium.FPDF_FILLMODE_NONE)
    return bool(part.type in _COVERING)


def _overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than a line."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide > _LINE and high > _LINE
