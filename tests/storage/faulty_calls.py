"""Makes the system calls behind Python's own file work fail, one after the other."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

EVERY = int(os.environ.get("MENTORJOURNAL_EVERY_FAULT", "5"))
"""Each fifth call fails in the quick run of the tests; 1 is every call, for a long one."""
_CALLS = ("open", "fsync", "replace", "rename", "unlink", "mkdir", "link", "listdir", "scandir", "stat")


class FaultyCalls:
    """Counts the calls that touch a folder, and lets the one numbered `fail_at` fail, or all from it on."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self.calls = 0
        self.fail_at = 0
        self.all_on = False
        self.code = errno.EIO
        self.failed = ""

    def met(self, name: str, target: object) -> None:
        """Count a call; raise OSError where it is its turn."""
        if not (isinstance(target, int) or str(target).startswith(self._folder)):
            return
        self.calls += 1
        if self.fail_at and (self.calls == self.fail_at or (self.all_on and self.calls > self.fail_at)):
            self.failed = self.failed or name
            raise OSError(self.code, os.strerror(self.code), None if isinstance(target, int) else str(target))

    def plan(self, fail_at: int, code: int = errno.EIO, *, all_on: bool = False) -> None:
        """Begin to count anew, with this fault."""
        self.calls, self.fail_at, self.code, self.all_on, self.failed = 0, fail_at, code, all_on, ""


class _Stream:
    """A file that is written through the counter."""

    def __init__(self, stream: Any, layer: FaultyCalls) -> None:
        self._stream = stream
        self._layer = layer

    def write(self, data: bytes) -> int:
        """Half of it is written before it fails."""
        try:
            self._layer.met("write", self._stream.name)
        except OSError:
            self._stream.write(data[: len(data) // 2])
            raise
        return int(self._stream.write(data))

    def read(self, size: int = -1) -> bytes:
        self._layer.met("read", self._stream.name)
        return bytes(self._stream.read(size))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def __enter__(self) -> _Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()


@contextmanager
def faulty_calls(folder: Path) -> Iterator[FaultyCalls]:
    """Stand between Python and the system for everything in a folder."""
    layer = FaultyCalls(folder)
    kept = {name: getattr(os, name) for name in _CALLS}
    opened = io.open

    def by_here(name: str) -> Callable[..., Any]:
        def call(target: Any = ".", *rest: Any, **named: Any) -> Any:
            layer.met(name, target)
            return kept[name](target, *rest, **named)

        return call

    def open_stream(target: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        if isinstance(target, int) or not str(target).startswith(str(folder)):
            return opened(target, mode, *rest, **named)
        layer.met("open", target)
        stream = opened(target, mode, *rest, **named)
        return _Stream(stream, layer) if "b" in mode else stream

    for name in _CALLS:
        setattr(os, name, by_here(name))
    io.open = open_stream  # type: ignore[assignment]
    try:
        yield layer
    finally:
        io.open = opened
        for name, call in kept.items():
            setattr(os, name, call)
