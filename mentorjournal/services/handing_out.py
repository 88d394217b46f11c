"""What left the journal: every file handed out is noted beside the records, for good and printable."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mentorjournal.errors import JournalError, StorageFailed
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Manifest
from mentorjournal.services.reporting.options import Appearance, ReportOptions
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.tables import columns

if TYPE_CHECKING:
    from mentorjournal.reports.blocks import Document
    from mentorjournal.reports.draw import Drawn
    from mentorjournal.services.reporting.making import Made

LABEL: Final = "Note what left"
OTHER_KINDS: Final[dict[str, str]] = {
    "brief": "Meeting brief",
    "summary": "Meeting summary",
    "agreement": "Agreement",
    "handover": "Handover",
    "feedback-form": "Feedback form",
    "statement": "Provider statement",
    "figures": "Figures",
    "calendar": "Calendar",
    "export": "Whole journal, as data",
    "taken-away": "Taken away in an open format",
    "packet": "Review packet",
    "packet-answer": "Answer to a review packet",
}
"""What leaves beside the documents that are made from a selection, by key."""
OWN_COPY: Final = "My own copy: private and shared entries too"
_PART: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A file that leaves: what it is, and the ids of the records and the people in it.

    `document` is a key of `KINDS` or of `OTHER_KINDS`. `counts` says in place of `records` what is in a file
    that holds too many to name, as ("Meeting", "12"), or something else than records, as ("Figure", its title).
    """

    document: str
    title: str
    file_name: str
    sha256: str
    pages: int | None = None
    paper: str = ""
    purpose: str = ""
    for_whom: str = ""
    locked: bool = False
    records: tuple[str, ...] = ()
    people: tuple[Appearance, ...] = ()
    counts: tuple[tuple[str, str], ...] = ()


class HandingOut:
    """The log of what left. Undo passes it over, for a file that is out cannot be taken back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(
        self,
        made: Made,
        drawn: Drawn,
        data: bytes,
        options: ReportOptions,
        file_name: str,
        *,
        locked: bool = False,
    ) -> Manifest:
        """Note a document whose file is `data`. Raises ReadOnlyJournal, StorageFailed."""
        return self._write(
            handed(made, drawn, hashlib.sha256(data).hexdigest(), options, file_name, locked=locked)
        )

    def note(self, what: Handed) -> Manifest | None:
        """Note any file that left; None where this journal is open for reading only and notes nothing."""
        return None if self._database.read_only_because else self._write(what)

    def note_saved(self, what: Handed) -> bool:
        """Note a file that is written already; False where the journal can only be read and notes nothing.

        Raises StorageFailed, which says that the file is there.
        """
        try:
            return self.note(what) is not None
        except JournalError as error:
            raise StorageFailed(
                f"{what.file_name} was written, but the journal could not note that it left: {error.message}"
            ) from error

    def is_noted(self, sha256: str) -> bool:
        """Whether a file of this hash left this journal once."""
        with self._database.reading() as reader:
            return reader.count(Manifest, columns(Manifest).sha256 == sha256) > 0

    def all(self) -> tuple[Manifest, ...]:
        """Everything that left, the newest first."""
        with self._database.reading() as reader:
            return reader.find(Manifest)

    def document(self, manifest_id: str) -> Document:
        """One manifest to print for the own files, with people as they appeared. Raises NotFound."""
        from mentorjournal.services.printing import names_for
        from mentorjournal.services.reporting.gather import read_owner
        from mentorjournal.services.reporting.manifest_paper import document

        with self._database.reading() as reader:
            found = reader.get(Manifest, manifest_id)
            return document(found, read_owner(reader).name, names_for(reader), self._database.clock())

    def _write(self, what: Handed) -> Manifest:
        with self._database.writing(LABEL, kind="log") as change:
            today = self._database.clock().astimezone()
            return change.put(
                Manifest(
                    title=what.title,
                    date=today.date(),
                    at=today.time().replace(second=0, microsecond=0, tzinfo=None),
                    document=what.document,
                    purpose=what.purpose,
                    for_whom=what.for_whom,
                    file_name=what.file_name,
                    sha256=what.sha256,
                    pages=what.pages,
                    paper=what.paper,
                    locked=what.locked,
                    items=(*_items(change, what.records), *_counts(what.counts)),
                    names=tuple(Section(one.person, one.name, one.shown) for one in what.people),
                )
            )


def document_label(key: str) -> str:
    """What a kind of document is called; an unknown key stands for itself."""
    from mentorjournal.services.reporting.kinds import KINDS

    return KINDS[key].label if key in KINDS else OTHER_KINDS.get(key, key.capitalize())


def handed(
    made: Made, drawn: Drawn, sha256: str, options: ReportOptions, file_name: str, *, locked: bool
) -> Handed:
    """What is noted of a document made from a selection."""
    return Handed(
        document=options.document,
        title=made.document.title,
        file_name=file_name,
        sha256=sha256,
        pages=drawn.pages,
        paper=options.paper,
        purpose=OWN_COPY if made.own_copy else options.purpose,
        for_whom=options.for_whom,
        locked=locked,
        records=tuple(sorted(made.records)),
        people=made.people,
    )


def sha256_of(path: Path) -> str:
    """The hash of a file or, for a folder, of the sorted names and hashes of its files. Raises OSError."""
    total = hashlib.sha256()
    if path.is_dir():
        for part in sorted(item for item in path.rglob("*") if item.is_file()):
            total.update(f"{part.relative_to(path).as_posix()}\0{sha256_of(part)}\n".encode())
        return total.hexdigest()
    with path.open("rb") as stream:
        while part_read := stream.read(_PART):
            total.update(part_read)
    return total.hexdigest()


def _items(reader: Reader, records: Iterable[str]) -> Iterable[Section]:
    """A section per record that is there, in the order of the ids, which is that of their making."""
    for key, record in reader.many(records).items():
        yield Section(key, record.LABEL, record.title)


def _counts(counts: Iterable[tuple[str, str]]) -> Iterable[Section]:
    for what, number in counts:
        yield Section("", what, number)
