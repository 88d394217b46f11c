"""Taking a whole journal away: every record, trashed ones too, and every file, in an open format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from mentorjournal import __version__
from mentorjournal.errors import Cancelled, StorageFailed
from mentorjournal.interchange import journal_json
from mentorjournal.interchange.journal_json import Blob
from mentorjournal.interchange.plain import never, unheard
from mentorjournal.model.record import Record
from mentorjournal.services.handing_out import Handed, HandingOut, sha256_of
from mentorjournal.services.outgoing import refuse_own_files
from mentorjournal.storage import whole
from mentorjournal.storage.database import Database
from mentorjournal.storage.engine import plain_errors
from mentorjournal.whole_file import private, whole_file, whole_folder

T = TypeVar("T")
WHOLE = "The whole journal, private and confidential records too"
KEPT = "Nothing was exported; the journal is unchanged."


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written to `path`; `missing` names attachments whose bytes the journal does not have; `noted` is False
    where the journal could only be read."""

    path: Path
    format: str
    records: int
    attachments: int
    missing: tuple[str, ...]
    noted: bool = True


def export_json(
    database: Database,
    target: Path,
    *,
    force: bool = False,
    progress: Callable[[int, int], None] = unheard,
    cancelled: Callable[[], bool] = never,
) -> Exported:
    """Write the whole journal: to one file where `target` ends in .json, else to a folder with files beside.

    The undo history stays behind, and that it left is noted. `target` appears whole or not at all. Raises
    StorageFailed where it is there already and `force` is False, where it is or holds anything but an earlier
    export, or where the disk
    refuses; Cancelled when asked to stop.
    """
    one_file = target.suffix.lower() == ".json"
    refuse_own_files(database, target, KEPT)
    with plain_errors(f"looking at {target.name}", KEPT):
        _check(target, one_file=one_file, force=force)
    with database.reading() as reader, plain_errors(f"writing {target.name}", KEPT):
        count = whole.count_records(reader)
        files = list(whole.kept_files(reader))
        about = {
            "program": __version__,
            "exported_at": database.clock().isoformat(),
            "count": count,
            "journal": whole.all_meta(reader),
        }
        records = _watched(whole.all_records(reader), count, progress, cancelled)
        blobs = (Blob(sha256, size, _until(reader.blob(sha256), cancelled)) for sha256, size in files)
        if one_file:
            with whole_file(target) as stream:
                journal_json.write(stream, about, records, blobs)
        else:
            with (
                whole_folder(target) as folder,
                open(folder / journal_json.FILE, "wb", opener=private) as stream,
            ):
                journal_json.write(stream, about, records, blobs, folder)
        missing = whole.missing_files(reader)
    noted = _note(database, target, count, len(files))
    return Exported(target, "json", count, len(files), missing, noted)


def _note(database: Database, target: Path, records: int, files: int) -> bool:
    """The journal notes that all of it left, where it can be written."""
    with plain_errors(
        f"reading {target.name} again", "It was written; the journal could not note that it left."
    ):
        sha256 = sha256_of(target)
    counts = (("Records", str(records)), ("Attached files", str(files)))
    return HandingOut(database).note_saved(
        Handed(document="export", title=WHOLE, file_name=target.name, sha256=sha256, counts=counts)
    )


def _check(target: Path, *, one_file: bool, force: bool) -> None:
    if not target.name or not target.parent.is_dir():
        raise StorageFailed(f"There is no folder {target.parent}. {KEPT} Make the folder first.")
    if not target.exists():
        return
    if not force:
        raise StorageFailed(
            f"{target.name} is already there. It was left as it is; choose another name, or replace an earlier export with --force."
        )
    if target.is_dir() == one_file or not journal_json.recognises(target):
        raise StorageFailed(
            f"{target.name} is something else than an earlier export, so it was left as it is. {KEPT} "
            "Choose another name."
        )
    strange = "" if one_file else journal_json.strange_in(target)
    if strange:
        raise StorageFailed(
            f"{target.name} holds more than an earlier export ({strange}), so it was left as it is. {KEPT} "
            "Move that away, or choose another name."
        )


def _watched(
    records: Iterator[Record], count: int, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> Iterator[Record]:
    for number, record in enumerate(_until(records, cancelled)):
        progress(number, count)
        yield record
    progress(count, count)


def _until(items: Iterator[T], cancelled: Callable[[], bool]) -> Iterator[T]:
    for item in items:
        if cancelled():
            raise Cancelled(f"The export was stopped. {KEPT}")
        yield item
