"""Names of files offered for saving."""

from __future__ import annotations

import re

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
LONGEST = 120
"""Characters; every file system takes as many, the ending included."""


def pdf_name(*words: str) -> str:
    """A name for a PDF of these words, without what some system does not take."""
    return " ".join(_NOT_IN_NAMES.sub(" ", " ".join(words)).split())[:LONGEST].rstrip() + ".pdf"
