"""Fields and notes on pages of another PDF: whether there are any, and whether what was filled in is drawn."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from pikepdf import Dictionary, Name, Stream

_PASSED_OVER: Final = ("/Link", "/Popup")
_MOST_FIELDS: Final = 2_000
_UNSEEN: Final = 2 | 32
"""Flags of a note that is hidden, or not shown on screens (ISO 32000-1, 12.5.3)."""
_PASSWORD: Final = 1 << 13
_SHOWS_TEXT: Final = (b"Tj", b"TJ", b"'", b'"')


def has_notes(page: pikepdf.Page) -> bool:
    """Whether anything lies on a page that does not belong to it and is seen."""
    notes: Any = page.obj.get("/Annots", [])
    return any(str(note.get("/Subtype")) not in _PASSED_OVER for note in notes)


def with_values_drawn(pdf: pikepdf.Pdf, data: bytes) -> bytes:
    """A PDF in which the texts of its fields are to be drawn anew, if one was filled in and left blank.

    Some programs write the value of a field and not how it looks; viewers then show what was there before.
    """
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary) or not any(map(_is_left_blank, _fields(form))):
        return data
    form.NeedAppearances = True
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _fields(form: Any) -> Iterator[Any]:
    waiting: list[Any] = list(form.get("/Fields", []))
    for _ in range(_MOST_FIELDS):
        if not waiting:
            return
        field = waiting.pop()
        waiting += list(field.get("/Kids", []))
        yield field


def _is_left_blank(field: Any) -> bool:
    value = field.get("/V")
    if field.get("/FT") != Name.Tx or not isinstance(value, pikepdf.String) or not str(value).strip():
        return False
    if "/Rect" not in field or int(field.get("/F", 0)) & _UNSEEN or int(field.get("/Ff", 0)) & _PASSWORD:
        return False
    look = field.get("/AP", {}).get("/N")
    return not isinstance(look, Stream) or not any(one in look.read_bytes() for one in _SHOWS_TEXT)
