"""A finished PDF under a password: AES-256, in the way of ISO 32000-2 (revision 6)."""

from __future__ import annotations

import io
import unicodedata
from stringprep import in_table_b1, in_table_c12
from typing import BinaryIO, Final

from mentorjournal.errors import ReportError

_MOST: Final = 127


def checked(password: str) -> str:
    """A password as readers of PDF prepare what is typed (RFC 4013); "" is none.

    Raises ReportError where they could not take it.
    """
    mapped = (" " if in_table_c12(one) else one for one in password if not in_table_b1(one))
    prepared = unicodedata.normalize("NFKC", "".join(mapped))
    fits = len(prepared.encode("utf-8", "surrogatepass")) <= _MOST and prepared.isprintable()
    if password and not (fits and prepared.strip()):
        raise ReportError(
            f"The document was not made: a PDF's password has at most {_MOST} letters that can be typed, fewer "
            "where they have accents or are of other scripts, and not spaces alone. Nothing was written. "
            "Choose another one."
        )
    return prepared


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
