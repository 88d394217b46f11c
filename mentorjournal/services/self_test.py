"""Does this installation work? A journal of its own is made, used and taken away again."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mentorjournal.errors import JournalError
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Reflection
from mentorjournal.services import importing, opening
from mentorjournal.services.checking import check
from mentorjournal.services.exporting import export_json
from mentorjournal.services.history import History
from mentorjournal.services.records import Records
from mentorjournal.services.timeline import Timeline

WORD: Final = "Zählprobe"
PASSPHRASE: Final = "only for this test"  # noqa: S105 - the journal it opens lives for a second
CALLS: Final = 1_000
QT: Final = f"""
import sys
from PySide6.QtCore import QObject
thing, before = QObject(), sys.getrefcount(None)
for _ in range({CALLS}):
    thing.setObjectName("name")
sys.exit(abs(sys.getrefcount(None) - before) > {CALLS // 10})
"""
"""Source: PySide6 6.12.0 on Python 3.11, where each call that returns nothing releases one reference to None
until the process dies. It runs in a process of its own, so that the command line stays free of Qt."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was tried; `trouble` is empty where it works."""

    name: str
    trouble: str = ""


def self_test() -> Iterator[Step]:
    """Try one thing after another in a temporary folder; the folder is gone at the end."""
    with tempfile.TemporaryDirectory(prefix="mentorjournal-", ignore_cleanup_errors=True) as folder:
        trial = _Trial(Path(folder))
        for name, part in trial.parts():
            yield Step(name, _tried(part))
        trial.close()
    if importlib.util.find_spec("PySide6") is not None:
        yield Step("Qt keeps its references to None", _tried(_qt))


def _tried(part: Callable[[], str]) -> str:
    try:
        return part()
    except (JournalError, OSError, ImportError) as error:
        return str(error)


class _Trial:
    """The journal that is tried out, and what is done with it, in order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._database: opening.Database | None = None

    def parts(self) -> tuple[tuple[str, Callable[[], str]], ...]:
        return (
            ("make an encrypted journal", self._make),
            ("write a record", self._write),
            ("find it by search", self._search),
            ("undo and redo", self._undo),
            ("export and read back", self._export),
            ("draw a PDF", self._draw),
            ("check the file", self._check),
            ("close, and open with the passphrase", self._open),
        )

    def close(self) -> None:
        if self._database is not None:
            self._database.close()

    @property
    def _journal(self) -> opening.Database:
        if self._database is None:
            raise JournalError("There is no journal to try this with.")
        return self._database

    def _make(self) -> str:
        self._database = opening.create(self._folder / "trial.journal", PASSPHRASE)
        return "" if self._database.encrypted else "It is not encrypted."

    def _write(self) -> str:
        section = Section("what", "", f"Ein Wort: {WORD}.")
        Records(self._journal).save(Reflection(title="Trial", sections=(section,)))
        return ""

    def _search(self) -> str:
        return "" if len(Timeline(self._journal).search("zahlpro")) == 1 else "The search did not find it."

    def _undo(self) -> str:
        history, records = History(self._journal), Records(self._journal)
        history.undo()
        left = records.counts()
        history.redo()
        return (
            ""
            if not left and records.counts() == {"reflection": 1}
            else "The record did not go and come back."
        )

    def _export(self) -> str:
        target = export_json(self._journal, self._folder / "trial.json").path
        with opening.create(self._folder / "again.journal") as again:
            return "" if importing.run(again, target).imported == 1 else "The export was not read back."

    def _draw(self) -> str:
        from mentorjournal.reports.blocks import Document, Prose
        from mentorjournal.reports.draw import save

        target = self._folder / "trial.pdf"
        drawn = save(Document("Trial", (Prose(WORD),), self._journal.clock()), target)
        return (
            ""
            if drawn.pages == 1 and target.read_bytes().startswith(b"%PDF")
            else "It is no PDF of one page."
        )

    def _check(self) -> str:
        report = check(self._journal)
        return "" if report.ok else " ".join(report.sentences)

    def _open(self) -> str:
        self.close()
        self._database = opening.open_to_read(self._folder / "trial.journal", PASSPHRASE)
        # The note of the export above is in the journal, too.
        return "" if Records(self._database).counts().get("reflection") == 1 else "The record is not there."


def _qt() -> str:
    if getattr(sys, "frozen", False):
        return ""
    done = subprocess.run(  # noqa: S603 - our own interpreter with the text above
        [sys.executable, "-c", QT],
        capture_output=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    if done.returncode == 0:
        return ""
    return "This version of PySide6 ends the process after a while. Install the one that is pinned."
