"""Cells that a spreadsheet would calculate are made harmless, and read back as they were."""

from __future__ import annotations

import re
from typing import Final

_CALCULATED: Final = re.compile(
    r"'*[=+\-@\t\r\n\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}]"
)
_MARKED: Final = re.compile(
    r"''*[=+\-@\t\r\n\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}]"
)


def defused(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would take it for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if _CALCULATED.match(cell) else cell


def restored(cell: str) -> str:
    """The cell without the apostrophe that `defused` put before it."""
    return cell[1:] if _MARKED.match(cell) else cell
