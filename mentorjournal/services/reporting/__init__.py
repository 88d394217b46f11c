"""Reports: what may enter them, the document, the file, and the choices kept for next time."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from mentorjournal.errors import Cancelled, InvalidRecord, NotFound, ReportError
from mentorjournal.reports.kept import Kept
from mentorjournal.services.reporting.options import (
    GROUPS,
    Appearance,
    Candidate,
    Finding,
    Paper,
    ReportOptions,
)
from mentorjournal.storage.database import Database

if TYPE_CHECKING:
    from mentorjournal.reports.blocks import Document
    from mentorjournal.reports.draw import Drawn
    from mentorjournal.services.reporting.making import Made
    from mentorjournal.services.reporting.review_findings import Review
    from mentorjournal.services.reporting.verify import Placed, Shown

DRAFT = "report_progress"
WRITTEN = ("purpose", "for_whom", "own_words")
"""The choices that are words of the reader's."""

__all__ = [
    "GROUPS",
    "Appearance",
    "Candidate",
    "Finding",
    "Paper",
    "ReportOptions",
    "Reporting",
]


def _ignore(_pages: int) -> None:
    """Nobody watches the progress."""


def _go_on() -> bool:
    return False


def _stop_where(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise Cancelled("The check was stopped, because something newer is shown.")


class Reporting:
    """What a person does with reports. Drawing loads the drawing library, so it is imported when used."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept = Kept()

    def candidates(self, options: ReportOptions) -> tuple[Candidate, ...]:
        """Every record of the period, by group, with why some may not leave."""
        from mentorjournal.services.reporting.offer import candidates

        with self._database.reading() as reader:
            return candidates(reader, options)

    def document(self, options: ReportOptions) -> Document:
        """The document as plain blocks. Raises ReportError where nothing is left to print."""
        return self.make(options).document

    def make(self, options: ReportOptions) -> Made:
        """The document with the records and people in it. Raises ReportError."""
        from mentorjournal.services.reporting.kinds import function, kind_of, takes_private

        if takes_private(options) and self._database.veiled:
            raise ReportError(
                "Your own copy holds private text, and your screen is shared. Stop sharing first."
            )
        with self._database.reading_all() as reader:
            made: Made = function(kind_of(options.document).maker)(reader, options, self._database.clock())
        return self._as_seen(made) if self._database.veiled else made

    def _as_seen(self, made: Made) -> Made:
        """On a shared screen, people who are hidden there are not listed either; on paper nothing is another."""
        with self._database.reading() as reader:
            seen = reader.many(person.person for person in made.people)
        return dataclasses.replace(made, people=tuple(one for one in made.people if one.person in seen))

    def draw(
        self,
        options: ReportOptions,
        out: BinaryIO,
        progress: Callable[[int], None] = _ignore,
        cancelled: Callable[[], bool] = _go_on,
    ) -> Drawn:
        """Draw the document as PDF; `out` gets nothing before all is laid out.

        Raises ReportError, or Cancelled.
        """
        return self.draw_made(self.make(options), options.paper, out, progress, cancelled)

    def draw_made(
        self,
        made: Made,
        paper: Paper,
        out: BinaryIO,
        progress: Callable[[int], None] = _ignore,
        cancelled: Callable[[], bool] = _go_on,
    ) -> Drawn:
        """Draw a document that was made before, so that it can be looked into afterwards."""
        from mentorjournal.reports.draw import draw

        return draw(
            made.document,
            out,
            paper=paper,
            attachments=partial(self._picture, own_copy=made.own_copy),
            progress=progress,
            cancelled=cancelled,
            kept=self._kept,
        )

    def save(
        self,
        options: ReportOptions,
        path: Path,
        progress: Callable[[int], None] = _ignore,
        cancelled: Callable[[], bool] = _go_on,
    ) -> Drawn:
        """Draw the document to a file, which appears whole or not at all, and note that it left.

        Raises as `draw`, and StorageFailed where the file is the journal itself or belongs to it, or was
        saved and could not be noted.
        """
        from mentorjournal.services.handing_out import HandingOut, handed, sha256_of
        from mentorjournal.services.outgoing import refuse_own_files

        refuse_own_files(self._database, path, "No report was made.")
        made = self.make(options)
        drawn = self.save_made(made, options.paper, path, progress, cancelled)
        left = handed(made, drawn, sha256_of(path), options, path.name, locked=False)
        HandingOut(self._database).note_saved(left)
        return drawn

    def save_made(
        self,
        made: Made,
        paper: Paper,
        path: Path,
        progress: Callable[[int], None] = _ignore,
        cancelled: Callable[[], bool] = _go_on,
        password: str = "",
    ) -> Drawn:
        """Draw a document that was made before to a file, locked where there is a password.

        Raises as `save`; it is for whoever calls to note it in `HandingOut`.
        """
        from mentorjournal.reports.draw import save
        from mentorjournal.services.outgoing import refuse_own_files

        refuse_own_files(self._database, path, "No report was made.")
        return save(
            made.document,
            path,
            paper=paper,
            attachments=partial(self._picture, own_copy=made.own_copy),
            progress=progress,
            cancelled=cancelled,
            password=password,
        )

    def review(
        self,
        made: Made,
        data: bytes,
        passages: Sequence[Placed] = (),
        appended: Sequence[Shown] = (),
        cancelled: Callable[[], bool] = _go_on,
    ) -> Review:
        """Who and what in a drawn document to look at before it leaves; places and pages as in `Drawn`.

        Raises Cancelled.
        """
        from mentorjournal.services.reporting.review_looking import look

        with self._database.reading() as reader:
            return look(reader, made, data, passages, appended, partial(_stop_where, cancelled))

    def findings(
        self,
        made: Made,
        data: bytes,
        appended: Sequence[Shown] = (),
        cancelled: Callable[[], bool] = _go_on,
    ) -> tuple[Finding, ...]:
        """What stands in a drawn PDF although it may not leave; () is what it should be.

        `appended` are the pages of other PDFs in it, as in `Drawn`. On a shared screen nothing is looked for,
        because it would be named; nothing can be saved there either. Raises Cancelled.
        """
        if self._database.veiled:
            return ()
        from mentorjournal.services.reporting.gather import hidden_titles
        from mentorjournal.services.reporting.verify import findings

        with self._database.reading_all() as reader:
            titles = hidden_titles(reader)
        return findings(data, made.names, titles, made.own_text, appended, partial(_stop_where, cancelled))

    def allow(self, ids: Iterable[str], *, origin: str = "") -> None:
        """Make these records exportable, as one step. Raises InvalidRecord where one is confidential."""
        with self._database.writing("Allow in reports", origin=origin) as change:
            for record_id in ids:
                record = change.peek(record_id)
                if record is None or record.deleted_at is not None:
                    raise NotFound("This record is not in the journal any more. Nothing was changed.")
                if record.confidential:
                    raise InvalidRecord(
                        f"“{record.title}” is confidential and never leaves the journal. Nothing was changed."
                    )
                change.put(dataclasses.replace(record, visibility="exportable"))

    def draft(self) -> dict[str, Any]:
        """The choices kept for next time, {} where there are none."""
        with self._database.reading() as reader:
            kept = reader.meta(DRAFT)
        return kept if isinstance(kept, dict) else {}

    def keep_draft(self, choices: dict[str, Any]) -> None:
        """Keep the choices with the journal; no undo step. A journal opened for reading keeps nothing."""
        if not self._database.read_only_because:
            with self._database.writing("Keep the report's choices") as change:
                change.set_meta(DRAFT, choices)

    def _picture(self, attachment_id: str, *, own_copy: bool) -> bytes | None:
        """The bytes of a file that may stand in a document, or None."""
        from mentorjournal.model.types import Attachment
        from mentorjournal.services.reporting.sealing import may_stand

        with self._database.reading_all() as reader:
            found = reader.peek(attachment_id)
            if not isinstance(found, Attachment) or not may_stand(found, own_copy=own_copy):
                return None
            try:
                return b"".join(reader.blob(found.sha256))
            except NotFound:
                return None
