"""Pictures of the pages of a document: asked for once, kept while there is room, and replaced by newer ones."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QImage

from mentorjournal.services.reporting.pages import Raster

MOST_PICTURES: Final = 12
MOST_BYTES: Final = 256 << 20
"""What all pictures take together at most, unless a single one takes more."""

Draw = Callable[[int, float, Callable[[Raster], None]], None]
"""Asks for page N at pixels per point; the answer comes later, in the window's thread."""


@dataclass(frozen=True, slots=True)
class _Picture:
    """A drawn page, and the generation and scale it was drawn for."""

    image: QImage
    generation: int
    scale: float


class PagePictures:
    """Pages count from 0. `changed` is called when a picture came."""

    def __init__(self, draw: Draw, changed: Callable[[], None]) -> None:
        self._draw, self._changed = draw, changed
        self._generation = 0
        self._asked: set[tuple[int, float]] = set()
        self._pictures: OrderedDict[int, _Picture] = OrderedDict()

    def start_over(self, pages: int) -> None:
        """Other pages are shown; until theirs come, the old pictures stand in."""
        self._generation += 1
        self._asked.clear()
        for number in [key for key in self._pictures if key >= pages]:
            del self._pictures[number]

    def get(self, number: int) -> QImage | None:
        """What there is of a page, be it old or of another size."""
        found = self._pictures.get(number)
        return found.image if found else None

    def is_current(self, number: int) -> bool:
        """Whether a page is drawn as it is now."""
        found = self._pictures.get(number)
        return found is not None and found.generation == self._generation

    def ask(self, number: int, scale: float) -> None:
        """Have a page drawn at this scale, unless it is or will be."""
        found = self._pictures.get(number)
        fresh = found and found.generation == self._generation and found.scale == scale
        if not fresh and (number, scale) not in self._asked:
            self._asked.add((number, scale))
            self._draw(number, scale, self._taker(number, scale, self._generation))

    def _taker(self, number: int, scale: float, generation: int) -> Callable[[Raster], None]:
        def take(raster: Raster) -> None:
            if generation != self._generation:
                return
            self._asked.discard((number, scale))
            image = QImage(
                raster.data, raster.width, raster.height, raster.stride, QImage.Format.Format_RGB32
            )
            self._pictures[number] = _Picture(image.copy(), generation, scale)
            self._pictures.move_to_end(number)
            self._make_room()
            self._changed()

        return take

    def _make_room(self) -> None:
        while len(self._pictures) > 1 and (
            len(self._pictures) > MOST_PICTURES
            or sum(one.image.sizeInBytes() for one in self._pictures.values()) > MOST_BYTES
        ):
            self._pictures.popitem(last=False)
