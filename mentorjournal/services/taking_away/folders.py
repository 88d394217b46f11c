"""A folder that was exported signs what it holds, so that only an untouched one is ever replaced."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from mentorjournal.interchange import own_notes
from mentorjournal.whole_file import private

SIGNATURE: Final = own_notes.SIGNATURE
"""Its lines are what `sha256sum --check` reads, after one that names the format."""
_HEAD: Final = "# mentor-journal export: "
_PART: Final = 1 << 20


def sign(folder: Path, key: str) -> None:
    """Write down every file of the folder. Raises OSError."""
    with open(folder / SIGNATURE, "w", encoding="utf-8", newline="\n", opener=private) as out:
        out.write(f"{_HEAD}{key}\n")
        for name, sha256 in _files(folder):
            out.write(f"{sha256}  {name}\n")


def is_untouched(folder: Path, key: str) -> bool:
    """Whether the folder is an earlier export in this format, and each file in it is as it was written."""
    signature = folder / SIGNATURE
    if folder.is_symlink() or not folder.is_dir() or signature.is_symlink() or not signature.is_file():
        return False
    with signature.open(encoding="utf-8", newline="\n", errors="replace") as lines:
        if lines.readline() != f"{_HEAD}{key}\n":
            return False
        signed = {line.rstrip("\n") for line in lines}
    found = 0
    for name, sha256 in _files(folder):
        if f"{sha256}  {name}" not in signed:
            return False
        found += 1
    return found == len(signed)


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    """Path below the folder and hash of each file; of what is no file, no hash."""
    for base, below, names in os.walk(folder):
        below.sort()
        for name in sorted((*names, *(one for one in below if (Path(base) / one).is_symlink()))):
            path = Path(base) / name
            inside = path.relative_to(folder).as_posix()
            if inside != SIGNATURE:
                yield inside, _hash(path)


def _hash(path: Path) -> str:
    if path.is_symlink() or not path.is_file():
        return "-"
    total = hashlib.sha256()
    with path.open("rb") as stream:
        for part in iter(lambda: stream.read(_PART), b""):
            total.update(part)
    return total.hexdigest()
