"""Documents on paper: drawn into memory or saved as a file that is whole or not there."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader

if TYPE_CHECKING:
    from mentorjournal.reports.blocks import Document
    from mentorjournal.reports.draw import Drawn
    from mentorjournal.services.reporting.names import Names
    from mentorjournal.services.reporting.options import Paper


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

    def save(self, document: Document, path: Path, paper: Paper = "a4") -> Drawn:
        """Draw to a file, which appears whole or not at all; an older PDF of that name is replaced.

        Raises ReportError, and StorageFailed where the file is the journal itself or belongs to it.
        """
        from mentorjournal.reports.draw import save
        from mentorjournal.services.outgoing import refuse_own_files

        refuse_own_files(self._database, path, "Nothing was saved.")
        return save(document, path, paper=paper)


def names_for(reader: Reader, present: Iterable[str] = ()) -> Names:
    """How everybody appears in a document made for the people `present`: they by name, others as agreed."""
    from mentorjournal.model.types import Relationship
    from mentorjournal.services.reporting.gather import read_owner, read_people
    from mentorjournal.services.reporting.names import Names

    return Names(read_people(reader), reader.find(Relationship), read_owner(reader).name, present)
