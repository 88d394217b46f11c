"""Names of files made from what people wrote, which every system accepts and every link reaches."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_UNFIT: Final = re.compile(
    r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|#^\[\]\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufff0-\uffff%]'
)
"""What some file system refuses, what ends a link in Obsidian, and what turns the letters of a name round."""
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|\Z)", re.IGNORECASE)
_MOST_BYTES: Final = 120
"""A name may have 255 bytes; ending and number come to it, and so does the path on Windows."""


def fit_stem(words: str, otherwise: str) -> str:
    """A name without ending, of at most 120 bytes of UTF-8; `otherwise` where nothing of the words is left."""
    plain = unicodedata.normalize("NFC", " ".join(_UNFIT.sub(" ", words).split()))
    cut = plain.encode()[:_MOST_BYTES].decode(errors="ignore").strip(" .-")
    if _DEVICE.match(cut):
        cut = f"_{cut}"
    return cut or otherwise


class Taken:
    """Names within one folder: no two are the same to a system that does not tell capitals from small letters."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def name(self, stem: str, ending: str) -> str:
        """The name, with a number where it is taken."""
        key = unicodedata.normalize("NFD", f"{stem}{ending}").casefold()
        number = self._used.get(key, 0) + 1
        self._used[key] = number
        return f"{stem}{ending}" if number == 1 else self.name(f"{stem} {number}", ending)
