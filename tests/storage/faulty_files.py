"""A layer between SQLite and the file system that makes calls fail by plan, or ends the process at one of them.

It stands where SQLite's own layer stands (https://sqlite.org/vfs.html): a copy of the unix one whose calls come
by here first, made the default while it is on. Everything above it is the program as it is.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

IS_POSSIBLE: Final = sys.platform.startswith("linux")
"""Elsewhere SQLite's own layer is another one, or the module hides these functions."""

FULL, READ_ONLY, CANNOT_OPEN = 13, 8, 14
_IOERR: Final = MappingProxyType(
    {
        "read": 266,
        "write": 778,
        "sync": 1034,
        "truncate": 1546,
        "size": 1802,
        "delete": 2570,
        "lock": 3850,
        "open": CANNOT_OPEN,
        "map": 5386,
    }
)
"""What SQLite's own layer answers for an input or output error of each call."""

KINDS: Final = MappingProxyType(
    {
        "error": tuple(_IOERR),
        "error on read": ("read", "size"),
        "error on write": ("write", "truncate"),
        "short write": ("write",),
        "full": ("write", "truncate", "map"),
        "short and full": ("write",),
        "sync": ("sync",),
        "read-only": ("write", "truncate", "delete", "sync"),
        "refused": ("open", "delete"),
        "lock": ("lock",),
    }
)
"""Every kind of fault, with the calls it meets."""


@dataclass(frozen=True, slots=True)
class Fault:
    """From call number `first` (counted from 1, those of its own kind only) so many calls fail; -1: all."""

    kind: str
    first: int = 1
    many: int = -1


class _Methods(ctypes.Structure):
    _fields_ = (
        ("version", ctypes.c_int),
        *(
            (name, ctypes.c_void_p)
            for name in (
                *("close", "read", "write", "truncate", "sync", "size", "lock", "unlock"),
                *("reserved", "control", "sector", "device"),
                *("map", "shm_lock", "barrier", "unmap", "fetch", "unfetch"),
            )
        ),
    )


class _File(ctypes.Structure):
    _fields_ = (("methods", ctypes.POINTER(_Methods)),)


class _Vfs(ctypes.Structure):
    _fields_ = (
        *(("version", ctypes.c_int), ("file_size", ctypes.c_int), ("longest", ctypes.c_int)),
        *(("next", ctypes.c_void_p), ("name", ctypes.c_char_p), ("data", ctypes.c_void_p)),
        *(
            (name, ctypes.c_void_p)
            for name in (
                *("open", "delete", "access", "full_path"),
                *("dl_open", "dl_error", "dl_sym", "dl_close", "randomness", "sleep", "time", "last_error"),
                *("time64", "set_call", "get_call", "next_call"),
            )
        ),
    )


_file, _int, _long, _at = ctypes.POINTER(_File), ctypes.c_int, ctypes.c_int64, ctypes.c_void_p
_SHAPES: Final[dict[str, Any]] = {
    "read": ctypes.CFUNCTYPE(_int, _file, _at, _int, _long),
    "write": ctypes.CFUNCTYPE(_int, _file, _at, _int, _long),
    "truncate": ctypes.CFUNCTYPE(_int, _file, _long),
    "sync": ctypes.CFUNCTYPE(_int, _file, _int),
    "size": ctypes.CFUNCTYPE(_int, _file, _at),
    "lock": ctypes.CFUNCTYPE(_int, _file, _int),
    "map": ctypes.CFUNCTYPE(_int, _file, _int, _int, _int, _at),
}
# A name stays a pointer: SQLite keeps it, and what it has put behind its end.
_OPEN: Final = ctypes.CFUNCTYPE(_int, _at, _at, _file, _int, _at)
_DELETE: Final = ctypes.CFUNCTYPE(_int, _at, _at, _int)
_KEPT: Final[list[object]] = []
"""What SQLite may still call when the layer is off: connections of then live on."""


class FaultyFiles:
    """Counts the calls, lets those fail that `fault` meets, and ends the process before call `end_at`."""

    def __init__(self) -> None:
        self.fault: Fault | None = None
        self.end_at = 0
        self.calls = 0
        self.failed = 0
        """How many calls have failed so far."""
        self.changing = 0
        """Calls that change a file: write, truncate, sync, delete."""
        self._met = 0
        self._copies: dict[int, _Methods] = {}

    def arm(self, fault: Fault) -> None:
        """From now on this fault."""
        self._met = 0
        self.fault = fault

    def lift(self) -> None:
        """From now on everything works again."""
        self.fault = None

    def answer(self, call: str) -> int | None:
        """What this call answers instead of being done, None where it is done."""
        self.calls += 1
        if call in ("write", "truncate", "sync", "delete"):
            self.changing += 1
            if self.changing == self.end_at:
                os.kill(os.getpid(), signal.SIGKILL)
        fault = self.fault
        if fault is None or call not in KINDS[fault.kind]:
            return None
        self._met += 1
        if self._met < fault.first or 0 <= fault.many <= self._met - fault.first:
            return None
        self.failed += 1
        return _answered(fault.kind, call)

    def methods(self, original: Any) -> Any:
        """A copy of a table of SQLite's own file calls, ours in the place of those that may fail."""
        key = ctypes.addressof(original.contents)
        if key not in self._copies:
            made = _Methods.from_buffer_copy(original.contents)
            for name, shape in _SHAPES.items():
                real = getattr(original.contents, name)
                if real:
                    ours = shape(self._by_here(name, shape(real)))
                    _KEPT.append(ours)
                    setattr(made, name, ctypes.cast(ours, _at).value)
            self._copies[key] = made
            _KEPT.append(made)
        return ctypes.pointer(self._copies[key])

    def _by_here(self, name: str, real: Callable[..., int]) -> Callable[..., int]:
        def write(file: Any, data: Any, size: int, offset: int) -> int:
            answer = self.answer("write")
            if answer is not None and self.fault and self.fault.kind.startswith("short") and size > 1:
                real(file, data, size // 2, offset)
            return real(file, data, size, offset) if answer is None else answer

        def other(*given: Any) -> int:
            answer = self.answer(name)
            return real(*given) if answer is None else answer

        return write if name == "write" else other


def _answered(kind: str, call: str) -> int:
    if "full" in kind:
        return FULL if call != "map" else _IOERR["map"]
    if kind == "read-only" and call != "sync":
        return READ_ONLY
    return _IOERR[call]


@contextmanager
def faulty_files() -> Iterator[FaultyFiles]:
    """Put the layer under every connection that is opened inside; close them inside as well."""
    import sqlcipher3._sqlite3 as extension

    library = ctypes.CDLL(extension.__file__)
    library.sqlite3_initialize()
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    unix = library.sqlite3_vfs_find(b"unix")
    layer = FaultyFiles()
    ours = _layered(layer, unix.contents)
    library.sqlite3_vfs_register(ctypes.byref(ours), 1)
    try:
        yield layer
    finally:
        layer.lift()
        library.sqlite3_vfs_unregister(ctypes.byref(ours))


def _layered(layer: FaultyFiles, unix: _Vfs) -> _Vfs:
    """A copy of SQLite's own layer that asks `layer` first."""
    real_open, real_delete = _OPEN(unix.open), _DELETE(unix.delete)

    def opened(vfs: Any, name: Any, file: Any, flags: int, out: Any) -> Any:
        answer = layer.answer("open")
        if answer is not None:
            file.contents.methods = ctypes.POINTER(_Methods)()  # SQLite closes only what has some
            return answer
        code = real_open(vfs, name, file, flags, out)
        if code == 0:
            file.contents.methods = layer.methods(file.contents.methods)
        return code

    def deleted(vfs: Any, name: Any, flush: int) -> Any:
        answer = layer.answer("delete")
        return real_delete(vfs, name, flush) if answer is None else answer

    made = _Vfs.from_buffer_copy(unix)
    made.name = b"faulty"
    made.next = None
    calls = _OPEN(opened), _DELETE(deleted)
    made.open, made.delete = (ctypes.cast(call, _at).value for call in calls)
    _KEPT.extend((made, *calls, layer))
    return made
