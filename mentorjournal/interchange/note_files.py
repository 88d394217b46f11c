"""Programs that write one JSON file for each note: which of the files of a folder or an archive are theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Any, Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.decode import load_json
from mentorjournal.interchange.media import Attachments
from mentorjournal.interchange.plain import Reading, Watch
from mentorjournal.interchange.sources import Source

_LOOKS_PER_FOLDER: Final = 3
_LOOKS: Final = 60


def folders_with(sign: Callable[[bytes], bool]) -> Callable[[Source, Sequence[str]], list[str]]:
    """Finds the JSON files of all folders in which one of the first shows the sign in its first bytes."""
    return partial(_found, sign)


def _found(sign: Callable[[bytes], bool], source: Source, names: Sequence[str]) -> list[str]:
    by_folder: dict[str, list[str]] = {}
    for name in names:
        if name.lower().endswith(".json"):
            by_folder.setdefault(PurePosixPath(name).parent.as_posix(), []).append(name)
    looks = 0
    found: list[str] = []
    for inside in by_folder.values():
        for name in inside[:_LOOKS_PER_FOLDER]:
            looks += 1
            if looks > _LOOKS:
                return found
            if sign(source.head(name, limits.HEAD_BYTES)):
                found += inside
                break
    return found


def objects(
    source: Source, names: Sequence[str], reading: Reading, watch: Watch, what: str
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each file with the JSON object it holds; one that is damaged or holds none is reported by its name.

    Raises `ImportRefused` where all of them together are more text than can be held.
    """
    total = 0
    for number, name in enumerate(names):
        watch.step(number, len(names))
        try:
            data = source.read(name, limits.MAX_NOTE_BYTES)
            document = load_json(data, name)
        except ImportRefused as error:
            message = str(error).replace("Nothing was imported", "It was left out").removeprefix(f"{name} ")
            reading.problem(name, message[:1].upper() + message[1:])
            continue
        total += len(data)
        if total > limits.MAX_NOTES_BYTES:
            message = f"{source.name} holds more text than can be read at once. Import it in parts."
            raise ImportRefused(message)
        if isinstance(document, dict):
            yield name, document
        else:
            reading.problem(name, f"It holds no {what} and was left out.")
    watch.step(len(names), len(names))


def text_of(row: Mapping[str, Any], key: str) -> str:
    """A text of a JSON object; nothing where it is none."""
    value = row.get(key)
    return value if isinstance(value, str) else ""


def rows_of(row: Mapping[str, Any], key: str) -> list[Any]:
    """A list of a JSON object; nothing where it is none."""
    value = row.get(key)
    return value if isinstance(value, list) else []


def report_files(attached: Attachments, item: str, reading: Reading) -> None:
    """Say which files of an entry are empty and which are not there."""
    for path in attached.empty:
        reading.problem(item, f"{path} is empty (0 bytes). It was kept as it is.")
    if attached.missing:
        missing = ", ".join(attached.missing)
        reading.problem(item, f"Not in the export, so left out: {missing}. The text was kept.")
