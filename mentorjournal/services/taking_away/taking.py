"""One way out for every open format: what was chosen is written whole or not at all, and it is noted."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, Final

from mentorjournal.errors import InvalidRecord, StorageFailed
from mentorjournal.interchange import icalendar_writer, journal_json
from mentorjournal.interchange.plain import never, unheard
from mentorjournal.interchange.portable import Left
from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.services.handing_out import Handed, HandingOut, sha256_of
from mentorjournal.services.outgoing import refuse_own_files
from mentorjournal.services.taking_away import folders
from mentorjournal.services.taking_away.choice import EVERYTHING, Choice, Taken
from mentorjournal.services.taking_away.chosen import Portion
from mentorjournal.services.taking_away.formats import ExportFormat, format_of
from mentorjournal.storage.database import Database
from mentorjournal.storage.engine import plain_errors
from mentorjournal.whole_file import whole_file, whole_folder

KEPT: Final = "Nothing was exported; the journal is unchanged."
MOST_NAMED: Final = 500
"""How many records are named one by one where it is noted that they left."""
_OWN_MARK: Final[dict[str, Callable[[Path], bool]]] = {
    "json": journal_json.recognises,
    "ics": icalendar_writer.is_ours,
}
"""Files of these formats say who wrote them. One of any other is known by what was noted when it left."""


def take_away(
    database: Database,
    target: Path,
    choice: Choice,
    *,
    force: bool = False,
    progress: Callable[[int, int], None] = unheard,
    cancelled: Callable[[], bool] = never,
) -> Taken:
    """Write what was chosen to `target`, a file or a folder by its format, which appears whole or not at all.

    Raises InvalidRecord for an unknown format; StorageFailed where `target` is there and `force` is False, is
    anything but an earlier export of this format as it was written, or belongs to the journal, and where the disk refuses;
    ReadOnlyJournal while the screen is shared; Cancelled when asked to stop.
    """
    known = format_of(choice.format)
    if known is None:
        raise InvalidRecord(f"There is no format {choice.format!r}. {KEPT}")
    refuse_own_files(database, target, KEPT)
    with plain_errors(f"looking at {target.name}", KEPT):
        _check(database, target, known, force=force)
    if known.key == "json" and choice.is_whole:
        return _whole(database, target, force=force, progress=progress, cancelled=cancelled)
    with database.reading_all() as reader, plain_errors(f"writing {target.name}", KEPT):
        portion = Portion(reader, choice, progress, cancelled, known.types)
        portion.check(0)
        if not portion.total:
            raise InvalidRecord(_nothing(choice, portion))
        left = _written(known, portion, target, database, choice)
        with plain_errors(
            f"reading {target.name} again", "It was written, but it is not noted that it left."
        ):
            sha256 = sha256_of(target)
        handed = _handed(known, choice, portion, target, left, sha256)
    noted = HandingOut(database).note_saved(handed)
    progress(portion.total, portion.total)
    return Taken(target, known.key, left.records, left.files, portion.stayed, left.not_held, noted)


def _nothing(choice: Choice, portion: Portion) -> str:
    """Why a file would hold nothing."""
    if choice.scope == EVERYTHING or not portion.stayed:
        return f"There is nothing of this in the journal. {KEPT} Choose other kinds or days."
    stayed = ", ".join(f"{count:,} {why}" for why, count in portion.stayed.items())
    return (
        f"Nothing of this may be shown to others yet ({stayed}). {KEPT} Mark as exportable what may leave, or take "
        "everything, for yourself."
    )


def _written(known: ExportFormat, portion: Portion, target: Path, database: Database, choice: Choice) -> Left:
    if not known.ending:
        with whole_folder(target) as folder:
            left: Left = _writer(known)(portion, folder)
            folders.sign(folder, known.key)
            return left
    with whole_file(target) as stream:
        if known.module:
            made: Left = _writer(known)(portion, stream)
            return made
        return _calendar(portion, stream, database, choice)


def _writer(known: ExportFormat) -> Callable[[Portion, Any], Left]:
    """Its module is loaded now: some bring large libraries."""
    module = importlib.import_module(f"mentorjournal.interchange.{known.module}")
    write: Callable[[Portion, Any], Left] = module.write
    return write


def _calendar(portion: Portion, out: BinaryIO, database: Database, choice: Choice) -> Left:
    from mentorjournal.services.taking_away.calendar import write_calendar

    everything = choice.scope == EVERYTHING
    return write_calendar(
        portion, out, database, everything=everything, past=everything or choice.since is not None
    )


def _whole(
    database: Database,
    target: Path,
    *,
    force: bool,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Taken:
    """All of it, the trash too: the one export that loses nothing."""
    from mentorjournal.services.exporting import export_json

    done = export_json(database, target, force=force, progress=progress, cancelled=cancelled)
    missing = {"a file whose bytes the journal does not have": len(done.missing)} if done.missing else {}
    return Taken(done.path, done.format, done.records, done.attachments, {}, missing, done.noted)


def _handed(
    known: ExportFormat, choice: Choice, portion: Portion, target: Path, left: Left, sha256: str
) -> Handed:
    everything = choice.scope == EVERYTHING
    what = "everything, for me" if everything else "only what may be shown"
    counts = tuple((RECORD_TYPES[name].PLURAL, str(count)) for name, count in portion.kinds().items())
    few = portion.total <= MOST_NAMED
    return Handed(
        document="taken-away",
        title=f"{known.label}: {what}",
        file_name=target.name,
        sha256=sha256,
        records=tuple(portion.ids()) if few else (),
        people=portion.appearances(),
        counts=(*(() if few else counts), ("Written", f"{left.records:,} records, {left.files:,} files")),
    )


def _check(database: Database, target: Path, known: ExportFormat, *, force: bool) -> None:
    if not target.name or not target.parent.is_dir():
        raise StorageFailed(f"There is no folder {target.parent}. {KEPT} Make the folder first.")
    if not target.exists() and not target.is_symlink():
        return
    if not force:
        raise StorageFailed(
            f"{target.name} is already there. It was left as it is; choose another name, or replace an earlier export "
            "with --force."
        )
    if known.key == "json" and target.is_dir():
        return
    is_ours = _is_one(database, target, known) if known.ending else folders.is_untouched(target, known.key)
    if not is_ours:
        touched = "" if known.key in _OWN_MARK else ", or was changed since"
        raise StorageFailed(
            f"{target.name} is something else than an earlier export in this format{touched}, so it was left as it is. "
            f"{KEPT} Choose another name."
        )


def _is_one(database: Database, target: Path, known: ExportFormat) -> bool:
    """Whether a file is an earlier export. A mark would stay in a document that was written on by hand, and stands
    in an address book to which others were added: there only a file as it left is one."""
    if target.is_symlink() or not target.is_file():
        return False
    marked = _OWN_MARK.get(known.key)
    return marked(target) if marked else HandingOut(database).is_noted(sha256_of(target))
