"""Pictures of one document: where their bytes come from, and how they stand in its file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from mentorjournal.reports.kept import Kept

if TYPE_CHECKING:
    from mentorjournal.reports.pictures import Pictures

Attachments = Callable[[str], bytes | None]
"""The bytes of an attachment by its id, None where it may not leave."""


class Unprintable(Exception):
    """Something cannot be printed; the message says why, to stand behind a colon."""


class Print(NamedTuple):
    """A picture ready for the page: its pixels as they stand in the file, and its size in points.

    `coded` tells how: "DCTDecode" (JPEG) or "FlateDecode". `name` is one for the same pixels at the same size.
    """

    name: str
    coded: str
    data: bytes
    grey: bool
    pixels: tuple[int, int]
    width: float
    height: float


class Prints:
    """The pictures of one document, made anew where `kept` has them not; `left_out` gathers sentences on what cannot be printed.

    `appended` gathers what is read on pages of other documents: the record, the page of ours as in
    `Press.pages`, and the words.
    """

    def __init__(self, attachments: Attachments, kept: Kept | None = None) -> None:
        self.attachments = attachments
        self.kept = kept or Kept()
        self.left_out: list[str] = []
        self.appended: list[tuple[str, int, str]] = []
        self._pictures: Pictures | None = None

    def prepared(self, data: bytes, width: float, height: float, leaf: int = 0) -> Print:
        """A picture that fits into a rectangle of points, prepared once. Raises Unprintable.

        `leaf` counts the pages of a scan in one file; of a picture that moves only the first is asked for.
        """
        return self._made().prepared(data, width, height, leaf)

    def leaves(self, data: bytes) -> int:
        """How many pages a scan has, 1 for every other picture."""
        return self._made().leaves(data)

    def _made(self) -> Pictures:
        if self._pictures is None:
            from mentorjournal.reports.pictures import Pictures

            self._pictures = Pictures(self.kept)
        return self._pictures
