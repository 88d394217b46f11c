"""Checks a journal for damage and says in sentences what was found and what to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mentorjournal.errors import NotAJournal
from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.storage.checks import UNREAD, Findings, look
from mentorjournal.storage.damage import forget, found_by_check
from mentorjournal.storage.database import Database
from mentorjournal.storage.notes import CHECKED


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The result of a check. `ok` is False for damage; files that no record names (`orphans`) are none.

    `missing` and `damaged` name attachments by title, `records` counts live and trashed records by type
    in the order lists show them, and `sentences` says all of it. `words_unseen` says why the words of the
    search index were not compared with the texts, or is empty.
    """

    ok: bool
    pages: tuple[str, ...]
    links: tuple[str, ...]
    search: tuple[str, ...]
    missing: tuple[str, ...]
    damaged: tuple[str, ...]
    orphans: tuple[str, ...]
    records: dict[str, int]
    sentences: tuple[str, ...]
    words_unseen: str = ""
    texts_whole: bool = True
    """False where texts may be lost: a page is damaged, or records cannot be read."""


def check(database: Database, step: Callable[[str], None] = lambda _: None) -> CheckReport:
    """Read the whole journal and report; nothing is repaired or changed.

    `step` is told what is being looked at, and may raise Cancelled. Never raises for damage.
    """
    try:
        found = look(database, step)
    except NotAJournal as error:
        said = (_TO_DO["pages"],)
        return CheckReport(False, (str(error),), (), (), (), (), (), {}, said, texts_whole=False)
    records = {name: found.records[name] for name in RECORD_TYPES if name in found.records}
    missing = tuple(title or sha256 for sha256, title in found.missing)
    damaged = tuple(title or sha256 for sha256, title in found.damaged)
    bad = any((found.pages, found.links, found.search, missing, damaged))
    return CheckReport(
        ok=not bad,
        pages=found.pages,
        links=found.links,
        search=found.search,
        missing=missing,
        damaged=damaged,
        orphans=found.orphans,
        records=records,
        sentences=tuple(_sentences(found, records, missing, damaged)),
        words_unseen=found.words_unseen,
        texts_whole=_texts_whole(found),
    )


def last_sound(database: Database) -> dt.datetime | None:
    """When a check found the journal sound last, as far as it is noted there."""
    with database.reading() as reader:
        said = reader.meta(CHECKED)
    try:
        return dt.datetime.fromisoformat(said)
    except (TypeError, ValueError):
        return None


def heed(database: Database, report: CheckReport) -> None:
    """Note in the journal that all of it was sound, where it can be written, or stop writing where pages are
    damaged, and note that beside it. A note is no change of anything in it. Raises StorageFailed."""
    if report.pages:
        database.stop_writing(found_by_check(database.path), damaged=True)
    elif database.damaged:
        forget(database.path)
    elif report.ok and not database.read_only_because:
        with database.writing("Check") as writer:
            writer.set_meta(CHECKED, writer.now.isoformat())


NAMED = 3
"""How many problems of one kind a sentence spells out."""

_TO_DO = {
    "pages": "The file is damaged. Nothing was written to it; restore the newest good backup and keep this file.",
    "links": "Some links lead nowhere. Restore a backup if the missing records matter.",
    "search": "The search index does not match the records, so search may miss some.",
}


TEXTS_WHOLE = "Every text is there."


def _texts_whole(found: Findings) -> bool:
    return not found.pages and UNREAD not in found.search


def _structure(found: Findings) -> Iterator[str]:
    """What is wrong with pages, links and index, and whether the texts suffered."""
    if found.pages:  # what the engine says of them helps nobody here
        yield _TO_DO["pages"]
    for name in ("links", "search"):
        problems = getattr(found, name)
        if problems:
            yield f"{_TO_DO[name]} ({'; '.join(problems[:NAMED])})"
    if _texts_whole(found) and (found.links or found.search):
        yield TEXTS_WHOLE


def _sentences(
    found: Findings, records: dict[str, int], missing: tuple[str, ...], damaged: tuple[str, ...]
) -> list[str]:
    said = [_counted(records, found.trashed), *_structure(found)]
    if missing:
        said.append(
            f"The bytes of {_listed(missing)} are missing. Attach the file again, or restore a backup."
        )
    if damaged:
        said.append(
            f"The bytes of {_listed(damaged)} have changed since they were attached. Restore a backup."
        )
    if found.orphans:
        files = (
            "1 kept file belongs" if len(found.orphans) == 1 else f"{len(found.orphans)} kept files belong"
        )
        said.append(f"{files} to no attachment any more; that only costs space.")
    if len(said) == 1:
        said.append("No problems were found.")
    if found.words_unseen:
        said.append(f"The words of the search index were not compared with the texts: {found.words_unseen}")
    return said


def _counted(records: dict[str, int], trashed: int) -> str:
    total = sum(records.values())
    text = "1 record was read" if total == 1 else f"{total:,} records were read"
    return f"{text}, {trashed:,} of them in the trash." if trashed else f"{text}."


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:NAMED])
    return shown if len(names) <= NAMED else f"{shown} and {len(names) - NAMED} more"
