"""Every open format the journal can be taken away in, as data: what each is for, and what it cannot hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format by its key. `ending` is that of its file, "" where it is a folder.

    `says` is what it is for and `loses` what it cannot hold, each a sentence for people. `reads_back` tells
    whether Import reads it again. `module` is a module of `mentorjournal.interchange` with
    `write(portable, out)`; "" where a service writes it. `marks` are words of which one stands in the first
    bytes of every such file, so that nothing else is ever replaced. `types` are the only record types it
    holds, empty for all.
    """

    key: str
    label: str
    says: str
    loses: str
    ending: str
    reads_back: bool
    module: str
    marks: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


FORMATS: Final[tuple[ExportFormat, ...]] = (
    ExportFormat(
        "json",
        "JSON",
        "To move to another computer, to keep, or for programs. Import reads it back without loss.",
        "The history of changes.",
        ".json",
        reads_back=True,
        module="journal_part",
        marks=('"mentorjournal"',),
    ),
    ExportFormat(
        "ics",
        "Calendar",
        "Meetings and action items with a day, for any calendar program.",
        "Everything without a day, and whatever is confidential.",
        ".ics",
        reads_back=True,
        module="",
        marks=("BEGIN:VCALENDAR",),
        types=("meeting", "action"),
    ),
)


def format_of(key: str) -> ExportFormat | None:
    """The format of this key, or None."""
    return next((known for known in FORMATS if known.key == key), None)
