"""Filling a form as viewers do: by typing and clicking in pdfium, or by writing the values of its fields."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium


def typed(data: bytes, texts: Mapping[str, str] | None = None, ticks: tuple[str, ...] = ()) -> bytes:
    """The form with these texts typed, and these boxes clicked: the name of a box, or "name=key" of a choice."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        pdf.init_forms()
        page, form = pdf[0], pdf.formenv.raw
        for name, key, place, kind in _widgets(page, form):
            if kind == pdfium.FPDF_FORMFIELD_TEXTFIELD and name in (texts or {}):
                _click(form, page, place)
                for char in (texts or {})[name].replace("\n", "\r"):
                    pdfium.FORM_OnChar(form, page, ord(char), 0)
            elif name in ticks or f"{name}={key}" in ticks:
                _click(form, page, place)
        pdfium.FORM_ForceToKillFocus(form)
        out = io.BytesIO()
        pdf.save(out)
        page.close()
    finally:
        pdf.close()
    return out.getvalue()


def _widgets(page: Any, form: Any) -> list[tuple[str, str, tuple[float, float], int]]:
    found = []
    for at in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, at)
        rect = pdfium.FS_RECTF()
        pdfium.FPDFAnnot_GetRect(note, rect)
        middle = ((rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2)
        name, key = (_words(call, form, note) for call in _NAMES)
        found.append((name, key, middle, pdfium.FPDFAnnot_GetFormFieldType(form, note)))
        pdfium.FPDFPage_CloseAnnot(note)
    return found


_NAMES = (pdfium.FPDFAnnot_GetFormFieldName, pdfium.FPDFAnnot_GetFormFieldExportValue)


def _words(call: Any, form: Any, note: Any) -> str:
    import ctypes

    buffer = ctypes.create_string_buffer(400)
    size = call(form, note, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), 400)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le")


def _click(form: Any, page: Any, place: tuple[float, float]) -> None:
    for call in (pdfium.FORM_OnMouseMove, pdfium.FORM_OnLButtonDown, pdfium.FORM_OnLButtonUp):
        call(form, page, 0, *place)


def written(data: bytes, values: Mapping[str, str], **save: Any) -> bytes:
    """The form with the values of its fields set, ticks by the name of their state."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            value = values.get(str(field.get("/T", "")))
            if value is None:
                continue
            if field.FT == "/Btn":
                field.V = pikepdf.Name(f"/{value}")
                for button in field.get("/Kids", [field]):
                    button.AS = field.V if field.V in button.AP.N else pikepdf.Name.Off
            else:
                field.V = pikepdf.String(value)
        out = io.BytesIO()
        pdf.save(out, **save)
    return out.getvalue()
