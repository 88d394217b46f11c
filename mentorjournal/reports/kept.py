"""What was made of pictures and of pages of evidence, kept from one drawing of a journal's documents to the next."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

T = TypeVar("T")


class Kept:
    """Values by what they were made of, the last used ones, of at most `most` bytes together.

    Whoever draws for one journal holds one: it goes with the journal, and nothing of it outlives a lock.
    """

    def __init__(self, most: int = 64_000_000) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T], size: Callable[[T], int]) -> T:
        """The value of a key, made where it is not there; what `make` raises is raised and not kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return cast("T", self._values[key][0])
        value = make()
        wide = size(value)
        with self._lock:
            if wide <= self._most and key not in self._values:
                self._values[key] = (value, wide)
                self._bytes += wide
            while self._bytes > self._most:
                self._bytes -= self._values.popitem(last=False)[1][1]
        return value
