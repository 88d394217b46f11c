"""Records of our own export come back as they were: same ids, same moments, same links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mentorjournal.errors import ImportRefused, InvalidRecord
from mentorjournal.interchange.journal_json import Blob, DamagedFile, JournalExport
from mentorjournal.interchange.plain import Problem, Watch
from mentorjournal.model.plain import to_plain
from mentorjournal.model.record import Record, Visibility
from mentorjournal.services.brought_along import bring
from mentorjournal.services.imported_entries import Look, Row, Written
from mentorjournal.services.valid import validate
from mentorjournal.storage.reader import CHUNK, Reader
from mentorjournal.storage.whole import SECRET, all_meta, count_records, keep_file
from mentorjournal.storage.writer import Writer

FORMAT = "json"
REPEATED = "The file holds this id twice. The first was taken, this one was left out."


@dataclass(frozen=True, slots=True)
class OwnExport:
    """One of our exports, ready to be written. Nothing of it is held; it is read anew each time."""

    export: JournalExport
    path: Path

    @property
    def format(self) -> str:
        """Its name among the formats."""
        return FORMAT

    def look(self, reader: Reader, most_rows: int) -> Look:
        """How many records there are, how many are new, the first rows, and what is wrong."""
        found = new = 0
        rows: list[Row] = []
        problems: list[Problem] = []
        for record, known in _compared(self.export, reader, problems):
            found += 1
            new += not known
            if len(rows) < most_rows:
                date = record.date.isoformat() if record.date else ""
                rows.append(Row(_item(record), record.title, date, not known))
        if not found:
            why = f" {problems[0].item}: {problems[0].message}" if problems else ""
            raise ImportRefused(f"{self.path.name} holds no records, so nothing was imported.{why}")
        return Look(found, new, rows, problems)

    def write(self, writer: Writer, watch: Watch, visibility: Visibility) -> Written:
        """Write the new records and their files: how many, how many were there, and what is wrong."""
        # A journal with records has an owner of its own.
        is_empty = count_records(writer) == 0
        written: set[str] = set()
        later: list[Record] = []
        problems: list[Problem] = []
        there: list[str] = []
        total = self.export.about.get("count")
        for page in _pages(_new(self.export, writer, problems, there)):
            watch.step(len(written), total if type(total) is int else 0)
            stored = writer.put_new([_stamped(record, writer) for record in page])
            written.update(record.id for record in page)
            later += [record for record, kept in zip(page, stored, strict=True) if kept != record]
        # Links to records further down in the file find them only now.
        for record in later:
            writer.put(_stamped(record, writer), keep_stamps=True)
        problems += _files(self.export, writer, watch)
        if is_empty and written and (words := self._own_words(writer)):
            bring(writer, words, min(written))
        return Written(len(written), len(there), problems)

    def _own_words(self, writer: Writer) -> dict[str, Any]:
        """The owner and the journal's settings, each where this journal says nothing itself."""
        kept = self.export.about.get("journal")
        known = all_meta(writer)
        words = kept.items() if isinstance(kept, dict) else ()
        return {key: value for key, value in words if key not in known and key not in SECRET}


def _stamped(record: Record, writer: Writer) -> Record:
    if record.created_at is not None:
        return record
    return replace(record, created_at=writer.now, updated_at=record.updated_at or writer.now)


def _item(record: Record) -> str:
    return f"{record.LABEL.lower()} {record.id}"


def _compared(
    export: JournalExport, reader: Reader, problems: list[Problem]
) -> Iterator[tuple[Record, bool]]:
    """Every good record with whether the journal has its id; what is wrong goes to `problems`."""
    for page in _pages(_good(export, problems)):
        here = reader.many(record.id for record in page)
        for record in page:
            existing = here.get(record.id)
            if existing is not None and to_plain(existing) != to_plain(record):
                problems.append(
                    Problem(
                        _item(record),
                        "This record is in the journal already with other content. The journal's version was kept.",
                    )
                )
            yield record, existing is not None


def _new(
    export: JournalExport, reader: Reader, problems: list[Problem], there: list[str]
) -> Iterator[Record]:
    """Every good record that the journal has not; the ids of the others go to `there`."""
    for record, known in _compared(export, reader, problems):
        if known:
            there.append(record.id)
        else:
            yield record


def _pages(records: Iterator[Record]) -> Iterator[list[Record]]:
    page: list[Record] = []
    for record in records:
        page.append(record)
        if len(page) == CHUNK:
            yield page
            page = []
    yield page


def _good(export: JournalExport, problems: list[Problem]) -> Iterator[Record]:
    seen: set[str] = set()
    for found in export.records():
        if isinstance(found, Problem):
            problems.append(found)
            continue
        if found.id in seen:
            problems.append(Problem(_item(found), REPEATED))
            continue
        try:
            validate(found)
        except InvalidRecord as error:
            problems.append(Problem(_item(found), f"{error} It was left out."))
            continue
        seen.add(found.id)
        yield found


def _files(export: JournalExport, writer: Writer, watch: Watch) -> Iterator[Problem]:
    for blob in export.blobs():
        watch.step(0, 0)
        if isinstance(blob, Problem):
            yield blob
            continue
        trouble = _keep(blob, writer)
        if trouble:
            yield Problem(
                f"attachment {blob.sha256[:12]}", f"{trouble} Its record was kept, the file was not."
            )


def _keep(blob: Blob, writer: Writer) -> str:
    try:
        return "" if keep_file(writer, blob.sha256, blob.parts) else "Its bytes do not match their checksum."
    except DamagedFile as error:
        return str(error)
