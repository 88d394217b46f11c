"""Files kept inside the journal by the hash of their bytes."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mentorjournal.errors import JournalError, NotFound
from mentorjournal.interchange import limits
from mentorjournal.model.types import Attachment
from mentorjournal.services.belongings import trash_unused_file
from mentorjournal.services.outgoing import refuse_own_files
from mentorjournal.storage.database import Database
from mentorjournal.storage.engine import from_os
from mentorjournal.storage.writer import Writer

MOST_BYTES = limits.MAX_MEDIA_BYTES
READ = 1 << 20


class Attachments:
    """What a person does with files."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_file(self, record_id: str, path: Path, *, origin: str = "") -> Attachment:
        """Copy a file into the journal and attach it. Raises JournalError; the record stays as it was."""
        with self._database.writing("Attach file", origin=origin) as change:
            return _attached(change, record_id, put_file(change, path))

    def add_bytes(
        self, record_id: str, name: str, data: bytes, media_type: str = "", *, origin: str = ""
    ) -> Attachment:
        """Keep bytes, for example a pasted picture, and attach them."""
        with self._database.writing("Attach file", origin=origin) as change:
            kept = _put(change, name, media_type or media_type_of(name), iter((data,)), len(data))
            return _attached(change, record_id, kept)

    def of(self, record_id: str) -> tuple[Attachment, ...]:
        """The attachments of a record, in order."""
        with self._database.reading() as reader:
            record = reader.peek(record_id)
            found = reader.many(record.attachments if record else ())
        return tuple(
            item for item in found.values() if isinstance(item, Attachment) and item.deleted_at is None
        )

    def detach(self, record_id: str, attachment_id: str, *, origin: str = "") -> None:
        """Take an attachment off a record; where no other record holds it, it goes to the trash with its bytes."""
        with self._database.writing("Remove attachment", origin=origin) as change:
            record = change.peek(record_id)
            if record is not None:
                left = tuple(item for item in record.attachments if item != attachment_id)
                change.put(replace(record, attachments=left))
                trash_unused_file(change, attachment_id)

    def read(self, attachment_id: str) -> bytes:
        """All bytes of an attachment. Raises NotFound."""
        with self._database.reading() as reader:
            return b"".join(reader.blob(reader.get(Attachment, attachment_id).sha256))

    def save_as(self, attachment_id: str, target: Path) -> None:
        """Write an attachment to a file, part by part; an older file stays where it cannot be done whole.

        Raises NotFound, or StorageFailed, also where the file is the journal's own.
        """
        from mentorjournal.whole_file import whole_file

        refuse_own_files(self._database, target, "The attachment was not copied.")
        with self._database.reading() as reader:
            parts = reader.blob(reader.get(Attachment, attachment_id).sha256)
            try:
                with whole_file(target) as stream:
                    stream.writelines(parts)
            except OSError as error:
                raise from_os(
                    error, f"writing {target.name}", "The attachment is still in the journal."
                ) from error


def put_file(change: Writer, path: Path) -> Attachment:
    """Copy a file into the journal in this change. Raises JournalError, and then nothing of it was kept."""
    size = checked_size(path)
    try:
        with path.open("rb") as stream:
            parts = iter(lambda: stream.read(READ), b"")
            return _put(change, path.name, media_type_of(path.name), parts, size)
    except OSError as error:
        raise from_os(error, f"reading {path.name}", "Nothing was attached.") from error


def _put(change: Writer, name: str, media_type: str, parts: Iterator[bytes], size: int) -> Attachment:
    sha256 = change.put_blob(parts)
    return change.put(Attachment(title=name, sha256=sha256, size=size, media_type=media_type))


def _attached(change: Writer, record_id: str, attachment: Attachment) -> Attachment:
    record = change.peek(record_id)
    if record is None:
        raise NotFound("The record to attach to is not in the journal any more. Nothing was attached.")
    change.put(replace(record, attachments=(*record.attachments, attachment.id)))
    return attachment


def checked_size(path: Path) -> int:
    """The size of a file in bytes. Raises JournalError where it cannot be read or is too large to keep."""
    try:
        size = path.stat().st_size
        is_file = path.is_file()
    except ValueError:
        # What is dropped on the window names its path itself, perhaps with a null character in it.
        raise JournalError(
            "What was dropped has no name that a file can have. Nothing was attached."
        ) from None
    except OSError as error:
        raise from_os(error, f"reading {path.name}", "Nothing was attached.") from error
    if not is_file:
        raise JournalError(f"{path.name} is not a file. Nothing was attached.")
    if size > MOST_BYTES:
        raise JournalError(
            f"{path.name} is larger than {MOST_BYTES >> 20} MB. Nothing was attached; link to it instead."
        )
    return size


def media_type_of(name: str) -> str:
    """The media type that the ending of a file's name tells."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
