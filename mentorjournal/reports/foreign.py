"""The pages of a PDF that is given as evidence: drawn as they are where that is safe, else as pictures of them."""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pikepdf
from pikepdf import Name

from mentorjournal.reports.foreign_fields import has_notes, with_values_drawn
from mentorjournal.reports.foreign_parts import Unfit, renames
from mentorjournal.reports.kept import Kept
from mentorjournal.reports.pdfium import alone
from mentorjournal.reports.prints import Print, Unprintable
from mentorjournal.reports.transplant import Copied, Transplanter

if TYPE_CHECKING:
    from mentorjournal.reports.legible import Seen

_DPI: Final = 200
_MOST_TEXT: Final = 3_000
_ODD = (pikepdf.PdfError, pikepdf.ForeignObjectError, ValueError, TypeError, LookupError, AttributeError)
"""What reading a PDF raises that does not keep to the rules."""

Matrix = tuple[float, float, float, float, float, float]


class ForeignPage(NamedTuple):
    """A page as it is drawn: its size on our paper in points, and either a form with its matrix or a picture.

    The matrix brings the form's upright lower left corner to the origin, at that size. `seen` are the words seen
    on it. `text` is what may be said instead of it, "" for a picture: on that a note may lie over them.
    """

    width: float
    height: float
    form: Copied | None
    matrix: Matrix
    picture: Print | None
    text: str
    seen: str


class ForeignPdf:
    """One PDF; use it in a `with` block."""

    def __init__(self, data: bytes, kept: Kept) -> None:
        """Raises Unprintable where it cannot be read, or may not be printed."""
        self._kept = kept
        self._hash = hashlib.sha256(data).digest()
        try:
            self._pdf = pikepdf.open(io.BytesIO(data))
            self.count = len(self._pdf.pages)
            layers = "/OCProperties" in self._pdf.Root
            printable = self._pdf.allow.print_lowres or self._pdf.allow.print_highres
        except pikepdf.PasswordError as error:
            raise Unprintable("the file opens only with a password") from error
        except _ODD as error:
            raise Unprintable("the file is damaged") from error
        if not printable:
            raise Unprintable("whoever made the file does not allow to print it")
        if not self.count:
            raise Unprintable("the file has no pages")
        self._layers = layers
        self._data = self._as_filled_in(data)
        self._copies = Transplanter()
        self._view: Any = None

    def __enter__(self) -> ForeignPdf:
        return self

    def __exit__(self, *_: object) -> None:
        self._pdf.close()
        if self._view is not None:
            with alone():
                self._view.close()

    def page(self, number: int, width: float, height: float, name: str) -> ForeignPage:
        """Page `number` (from 0), no larger than a rectangle of points. Raises Unprintable.

        `name` is for this page alone.
        """
        try:
            page = self._pdf.pages[number]
            box = [float(edge) for edge in page.cropbox]
            turned = int(_inherited(page, "/Rotate", 0)) % 360
        except _ODD as error:
            raise Unprintable("the file is damaged") from error
        wide, high = abs(box[2] - box[0]), abs(box[3] - box[1])
        if turned in (90, 270):
            wide, high = high, wide
        if not (math.isfinite(wide) and math.isfinite(high) and min(wide, high) > 1.0):
            raise Unprintable("a page of the file has no size")
        scale = min(width / wide, height / high, 1.0)
        size = (wide * scale, high * scale)
        noted = self._is_noted(page)
        seen, covers = self._kept.get(
            (self._hash, number),
            lambda: self._seen_on(number, _ordered(box), noted=noted),
            lambda made: len(made.text),
        )
        # What lies on a page is seen and does not belong to it.
        form = None if noted else self._form(page, covers=covers)
        if form is None:
            picture = self._kept.get(
                (self._hash, number, *size), lambda: self._picture(number, size), lambda made: len(made.data)
            )
            return ForeignPage(*size, None, (1, 0, 0, 1, 0, 0), picture._replace(name=name), "", seen)
        text = "" if self._renames(page) else seen
        if len(text) > _MOST_TEXT:
            text = f"{text[:_MOST_TEXT].rsplit(' ', 1)[0]} …"
        return ForeignPage(*size, form, _upright(box, turned, scale), None, text, seen)

    def _as_filled_in(self, data: bytes) -> bytes:
        try:
            return with_values_drawn(self._pdf, data)
        except (*_ODD, RecursionError):
            return data

    def _is_noted(self, page: pikepdf.Page) -> bool:
        try:
            return has_notes(page)
        except _ODD:
            return True

    def _form(self, page: pikepdf.Page, *, covers: bool) -> Copied | None:
        """The page as it is, or None."""
        try:
            self._check(page, covers=covers)
            return self._copies.form(page)
        except (Unfit, *_ODD, RecursionError):
            # What was copied of it may be half done.
            self._copies = Transplanter()
            return None

    def _renames(self, page: pikepdf.Page) -> bool:
        try:
            return renames(page)
        except (*_ODD, Unfit):
            return True

    def _check(self, page: pikepdf.Page, *, covers: bool) -> None:
        if self._layers:
            raise Unfit("it has layers")
        if covers:
            raise Unfit("it has words or pictures that are not seen")

    def _seen_on(self, number: int, box: list[float], *, noted: bool) -> Seen:
        """The words that are seen on a page, and whether it covers others."""
        from pypdfium2 import PdfiumError

        from mentorjournal.reports.legible import Seen, seen_on

        try:
            with self._flattened(number) if noted else self._viewed(number) as page:
                return seen_on(page, box)
        except (PdfiumError, ValueError, MemoryError):
            return Seen("", covers=True)

    def _picture(self, number: int, size: tuple[float, float]) -> Print:
        from pypdfium2 import PdfiumError

        from mentorjournal.reports.pictures import coded

        try:
            with self._viewed(number) as page:
                scale = size[0] / max(page.get_width(), 1.0) * _DPI / 72
                bitmap = page.render(scale=scale, may_draw_forms=True)
                image = bitmap.to_pil().convert("RGB")
                bitmap.close()
        except (PdfiumError, ValueError, MemoryError) as error:
            raise Unprintable("a page of the file is damaged") from error
        return coded(image, "", size, lossless=True)

    @contextmanager
    def _flattened(self, number: int) -> Iterator[Any]:
        """A page as PDFium has it, with what lies on it made a part of it."""
        import pypdfium2
        from pypdfium2.raw import FLAT_NORMALDISPLAY, FPDFPage_Flatten

        with alone(), closing(pypdfium2.PdfDocument(self._data)) as pdf:
            pdf.init_forms()
            with closing(pdf[number]) as page:
                FPDFPage_Flatten(page.raw, FLAT_NORMALDISPLAY)
            with closing(pdf[number]) as page:
                yield page

    @contextmanager
    def _viewed(self, number: int) -> Iterator[Any]:
        """A page as PDFium has it."""
        import pypdfium2

        with alone():
            if self._view is None:
                self._view = pypdfium2.PdfDocument(self._data)
                self._view.init_forms()
            page = self._view[number]
            try:
                yield page
            finally:
                page.close()


def _inherited(page: pikepdf.Page, key: str, otherwise: Any) -> Any:
    """An attribute of a page or of those it belongs to."""
    node: Any = page.obj
    for _ in range(50):
        if key in node:
            return node[Name(key)]
        if "/Parent" not in node:
            break
        node = node["/Parent"]
    return otherwise


def _ordered(box: list[float]) -> list[float]:
    """Left, bottom, right and top of a box that may be given by any two corners."""
    return [min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])]


def _upright(box: list[float], turned: int, scale: float) -> Matrix:
    left, bottom, right, top = _ordered(box)
    if turned == 90:  # noqa: PLR2004 - quarters of a turn, clockwise
        return (0, -scale, scale, 0, -bottom * scale, right * scale)
    if turned == 180:  # noqa: PLR2004
        return (-scale, 0, 0, -scale, right * scale, top * scale)
    if turned == 270:  # noqa: PLR2004
        return (0, scale, -scale, 0, top * scale, -left * scale)
    return (scale, 0, 0, scale, -left * scale, -bottom * scale)
