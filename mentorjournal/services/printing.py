"""Documents on paper: drawn into memory or saved as a file that is whole or not there."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader

if TYPE_CHECKING:
    from mentorjournal.reports.blocks import Document
    from mentorjournal.reports.draw import Drawn
    from mentorjournal.services.reporting.names import Names
    from mentorjournal.services.reporting.options import Appearance, Paper


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is noted of a document that leaves: its key in `OTHER_KINDS`, the records and the people in it.

    `counts` says what is in it where that is no record, as ("Figure", "Goals over time").
    """

    document: str
    records: tuple[str, ...] = ()
    people: tuple[Appearance, ...] = ()
    counts: tuple[tuple[str, str], ...] = ()


class Printing:
    """Draws documents of one journal. The drawing library is imported when it is used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def bytes_of(self, document: Document, paper: Paper = "a4") -> tuple[bytes, Drawn]:
        """The PDF and what was drawn. Raises ReportError."""
        from mentorjournal.reports.draw import draw

        out = io.BytesIO()
        drawn = draw(document, out, paper=paper)
        return out.getvalue(), drawn

    def save(
        self, document: Document, path: Path, paper: Paper = "a4", leaving: Leaving | None = None
    ) -> Drawn:
        """Draw to a file, which appears whole or not at all; an older PDF of that name is replaced.

        With `leaving` the journal notes that it left. Raises ReportError, and StorageFailed where the file is
        the journal itself or belongs to it, or was saved and could not be noted.
        """
        from mentorjournal.reports.draw import save
        from mentorjournal.services.outgoing import refuse_own_files

        refuse_own_files(self._database, path, "Nothing was saved.")
        drawn = save(document, path, paper=paper)
        if leaving is not None:
            self._note(document, path, paper, drawn, leaving)
        return drawn

    def _note(self, document: Document, path: Path, paper: Paper, drawn: Drawn, leaving: Leaving) -> None:
        from mentorjournal.services.handing_out import Handed, HandingOut, sha256_of

        HandingOut(self._database).note_saved(
            Handed(
                document=leaving.document,
                title=document.title,
                file_name=path.name,
                sha256=sha256_of(path),
                pages=drawn.pages,
                paper=paper,
                records=leaving.records,
                people=leaving.people,
                counts=leaving.counts,
            )
        )


def names_for(reader: Reader, present: Iterable[str] = ()) -> Names:
    """How everybody appears in a document made for the people `present`: they by name, others as agreed."""
    from mentorjournal.model.types import Relationship
    from mentorjournal.services.reporting.gather import read_owner, read_people
    from mentorjournal.services.reporting.names import Names

    return Names(read_people(reader), reader.find(Relationship), read_owner(reader).name, present)
