"""PDFium, one thread at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_ONE_AT_A_TIME = threading.Lock()
"""PDFium must never be entered by two threads at once, whatever document they have open."""


@contextmanager
def alone() -> Iterator[None]:
    """Nobody else is in PDFium for as long as the block lasts; what it opens may stay open for the next one."""
    with _ONE_AT_A_TIME:
        yield


@contextmanager
def opened(data: bytes) -> Iterator[PdfDocument]:
    """A PDF to read, alone in PDFium for as long as the block lasts. Raises pypdfium2.PdfiumError."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        pdf = pypdfium2.PdfDocument(data)
        try:
            yield pdf
        finally:
            pdf.close()
