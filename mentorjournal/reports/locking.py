"""A finished PDF under a password: AES-256, in the way of ISO 32000-2 (revision 6)."""

from __future__ import annotations

import io
from typing import BinaryIO, Final

from mentorjournal.errors import ReportError

_MOST: Final = 127


def checked(password: str) -> str:
    """A password as it will be asked for. Raises ReportError where readers of PDF could not take it."""
    if len(password.encode("utf-8", "surrogatepass")) > _MOST or not password.isprintable():
        raise ReportError(
            f"The document was not made: a PDF's password has at most {_MOST} letters, each of which can be typed. "
            "Nothing was written. Choose a shorter one."
        )
    return password


def lock(data: bytes, password: str, out: BinaryIO) -> None:
    """Write a PDF so that nothing in it can be read without the password, not even its title.

    Whoever has the password may do everything; above all, a screen reader may read it, as PDF/UA asks.
    The salts are new each time, so the bytes are too.
    """
    import pikepdf

    rights = pikepdf.Permissions(accessibility=True)
    how = pikepdf.Encryption(owner=password, user=password, R=6, allow=rights, aes=True, metadata=True)
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(made, encryption=how, fix_metadata_version=False)
    out.write(made.getbuffer())
