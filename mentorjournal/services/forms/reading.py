"""Reading a filled form: a strange PDF is looked at with limits, and only the fields of our own forms are taken."""

from __future__ import annotations

import ctypes
import hashlib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange.limits import MIB
from mentorjournal.services.forms import parts

T = TypeVar("T")
MOST_BYTES: Final = 32 * MIB
MOST_PAGES: Final = 12
MOST_FIELDS: Final = 400
MOST_NAME: Final = 100
MOST_CHARS: Final = 20_000
"""Of one value: some ten pages. What is longer is cut, and that is said."""
MOST_SHORT: Final = 200

HEAD: Final = 1024
"""How many of the first bytes tell what a file is."""
_NEW_LINES: Final = str.maketrans({"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\u2028": "\n", "\u2029": "\n"})
_KEPT: Final = "\n\t\u200c\u200d"
"""Joiners are part of how some scripts spell; other unseen characters could only mislead."""
_LETTER_WIDTH: Final = 612.0
_PASSWORD_ERROR: Final = 4
_LONG: Final = frozenset({parts.COMMENTS, parts.OWN, parts.STATED})


@dataclass(frozen=True, slots=True)
class FilledForm:
    """One of our forms: "feedback" or "statement", the record it answers, and what was filled in by name.

    Values are clean text; a box that is ticked has one. `cut` names fields whose text was too long. `letter`:
    it is on American paper, where the month comes first. `version` is of the form, not of the program.
    """

    form: str
    version: int
    record_id: str
    values: Mapping[str, str]
    cut: tuple[str, ...] = ()
    letter: bool = False
    hidden: Mapping[str, str] | None = None

    @property
    def is_blank(self) -> bool:
        """Nobody filled anything in."""
        return not any(self.values.values())

    @property
    def fingerprint(self) -> str:
        """The same for the same answers to the same form, whatever program saved the file."""
        filled = sorted((name, value) for name, value in self.values.items() if value)
        told = repr((self.form, self.record_id, filled))
        return f"form:{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:32]}"

    def carried(self, name: str) -> str:
        """What the form brought back unseen."""
        return (self.hidden or {}).get(name, "")


def looks_like_pdf(head: bytes) -> bool:
    """Whether the first bytes are those of a PDF."""
    return b"%PDF-" in head[:HEAD]


def read_form(data: bytes, name: str = "The file") -> FilledForm | None:
    """The filled form in a PDF; None where it is no PDF or none of our forms.

    Scripts are never run and forms of other kinds (XFA) are not looked at. Raises ImportRefused where the
    PDF is damaged, locked or too large to be looked at, or the form is of a later version.
    """
    if not looks_like_pdf(data):
        return None
    if len(data) > MOST_BYTES:
        raise ImportRefused(
            f"{name} is larger than {MOST_BYTES // MIB} MB, which no form is. Nothing was imported."
        )
    found, letter = _fields(data, name)
    kind, _, version = found.get(parts.FORM, "").partition("/")
    record_id = found.get(parts.RECORD, "")
    if kind not in ("feedback", "statement") or not record_id:
        return None
    if not version.isascii() or not version.isdecimal() or int(version[:4]) != parts.VERSION:
        raise ImportRefused(
            f"{name} is a form of another version of Mentor Journal. Nothing was imported. Update the program, "
            "or attach the file to the record it belongs to."
        )
    cleaned = {key: _clean(key, value) for key, value in found.items()}
    values = {key: value for key, (value, _) in cleaned.items() if key not in parts.HIDDEN}
    cut = tuple(key for key, (_, is_cut) in cleaned.items() if is_cut)
    hidden: dict[str, str] = {key: cleaned[key][0] for key in parts.HIDDEN if key in cleaned}
    return FilledForm(kind, int(version), hidden[parts.RECORD], values, cut, letter, hidden)


def _fields(data: bytes, name: str) -> tuple[dict[str, str], bool]:
    """Every field's value by its name, and whether the first page is of Letter."""
    from pypdfium2 import PdfiumError

    from mentorjournal.reports.pdfium import opened

    try:
        with opened(data) as pdf:
            count = min(len(pdf), MOST_PAGES)
            # Counted and recognised first: a foreign form with very many fields takes minutes to be built.
            seen = [one for number in range(count) for one in _each(pdf, number, _name)]
            if not 0 < len(seen) <= MOST_FIELDS or parts.FORM not in seen:
                return {}, False
            pdf.init_forms()
            found: dict[str, str] = {}
            for number in range(count if pdf.formenv is not None else 0):
                for key, value in _each(pdf, number, _value):
                    found[key] = value or found.get(key, "")
            return found, abs(pdf.get_page_size(0)[0] - _LETTER_WIDTH) < 2  # noqa: PLR2004
    except PdfiumError as error:
        raise _refused(name, error) from error


def _refused(name: str, error: Exception) -> ImportRefused:
    if getattr(error, "err_code", 0) == _PASSWORD_ERROR:
        return ImportRefused(
            f"{name} is locked with a password, so it cannot be read. Nothing was imported. Open it, save it "
            "without a password, and import that; or attach it as it is."
        )
    return ImportRefused(
        f"{name} is damaged, or no PDF that can be read. Nothing was imported. Ask for the file again, or attach "
        "it as it is."
    )


def _each(pdf: Any, number: int, told: Callable[[Any, Any], T]) -> Iterator[T]:
    """What is told of each field of a page, of one more than there may be at most.

    The page is not shown to the form, which would draw every field first.
    """
    import pypdfium2.raw as pdfium

    page = pdfium.FPDF_LoadPage(pdf, number)
    if not page:
        return
    try:
        for at in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST_FIELDS + 1)):
            annotation = pdfium.FPDFPage_GetAnnot(page, at)
            if annotation:
                if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET:
                    yield told(pdf, annotation)
                pdfium.FPDFPage_CloseAnnot(annotation)
    finally:
        pdfium.FPDF_ClosePage(page)


def _name(_pdf: Any, annotation: Any) -> str:
    """The name that a widget itself bears."""
    import pypdfium2.raw as pdfium

    return _text(lambda *given: pdfium.FPDFAnnot_GetStringValue(annotation, b"T", *given), MOST_NAME)


def _value(pdf: Any, annotation: Any) -> tuple[str, str]:
    """The whole name and the value of a field's widget."""
    import pypdfium2.raw as pdfium

    form = pdf.formenv.raw
    name = _text(lambda *given: pdfium.FPDFAnnot_GetFormFieldName(form, annotation, *given), MOST_NAME)
    value = _text(lambda *given: pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, *given), MOST_CHARS + 1)
    if pdfium.FPDFAnnot_GetFormFieldType(form, annotation) in (
        pdfium.FPDF_FORMFIELD_CHECKBOX,
        pdfium.FPDF_FORMFIELD_RADIOBUTTON,
    ):
        value = "" if value == "Off" else value
    return name, value


def _text(call: Callable[[Any, int], int], most: int) -> str:
    """At most so many characters (UTF-16 units) of what pdfium says."""
    size = call(None, 0)
    if size <= 2 or size > MOST_BYTES:  # noqa: PLR2004 - the end of the string alone
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: min(size - 2, most * 2)].decode("utf-16-le", "ignore")


def _clean(name: str, value: str) -> tuple[str, bool]:
    """A value without control characters, and whether it was cut."""
    is_long = name.startswith(parts.ASKED) or name in _LONG
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").translate(_NEW_LINES))
    kept = "".join(char for char in text if char in _KEPT or unicodedata.category(char)[0] != "C")
    most = MOST_CHARS if is_long else MOST_SHORT
    plain = kept.strip() if is_long else " ".join(kept.split())
    return plain[:most].rstrip(), len(plain) > most
