"""A whole sitting with an encrypted journal leaves no readable word on the disk, and opens no socket."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from mentorjournal.app import unexpected
from mentorjournal.gui.journal_dialogs import DIALOGS
from mentorjournal.gui.pages.reports import ReportsPage
from mentorjournal.gui.session import Session
from mentorjournal.model.fields import Field, Section, fields_of
from mentorjournal.model.types import RECORD_TYPES, Attachment, Manifest, Reflection
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services
from tests.gui.shell import BUILT, bury, journal_of

SECRET = "four calm otters"
PHRASES = 200
SOCKETS: list[str] = []


def _listen(event: str, args: tuple[Any, ...]) -> None:
    # A hook cannot be taken away again; it only looks while a test asks.
    if SOCKETS and event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        SOCKETS.append(f"{event} {args!r}")


sys.addaudithook(_listen)


@pytest.fixture
def sockets() -> Iterator[list[str]]:
    """Every use of the network while the test runs, from the second item on."""
    SOCKETS.append("listening")
    yield SOCKETS
    SOCKETS.clear()


class Planter:
    """Gives every text of every record type words that stand nowhere else."""

    def __init__(self) -> None:
        self.phrases: list[str] = []

    def phrase(self) -> str:
        self.phrases.append(f"velvet{len(self.phrases):03d}orchard")
        return self.phrases[-1]

    def value(self, field: Field) -> Any:
        if field.kind == "sections":
            return (Section("what", self.phrase(), self.phrase()),)
        return self.phrase()

    def plant(self, services: Services) -> None:
        """At least `PHRASES` of them."""
        while len(self.phrases) < PHRASES:
            for kind in RECORD_TYPES.values():
                if kind in (Attachment, Manifest):
                    continue
                values = {
                    name: self.value(field)
                    for name, field in fields_of(kind).items()
                    if field.kind in ("text", "note", "sections") and not _has_rules(name)
                }
                record = dataclasses.replace(
                    kind(), date=dt.date(2026, 4, 1), visibility="exportable", **values
                )
                with services.journal.writing("Plant") as change:
                    last = change.put(record)
        services.attachments.add_file(last.id, self.file())
        services.capture.keep_draft(self.phrase())

    def file(self) -> Path:
        path = Path(tempfile.mkdtemp()) / "outside.txt"
        path.write_text(self.phrase() * 50)
        return path


def _has_rules(name: str) -> bool:
    """Texts that the program itself reads, where any words would be a mistake."""
    return name in {"rules", "key", "source_id", "time_zone", "sha256", "mime", "recurrence"}


def work(qtbot: QtBot, session: Session, planter: Planter) -> None:
    """Go everywhere, write, look for things, make a document, throw away, fail, lock, come back."""
    window = session.window
    for place in BUILT:
        window.go(place.key)
        for view in place.views:
            window.open_view("", view)
    for entry in DIALOGS:
        session.open_dialog(entry.key)
        for found in window.findChildren(QDialog):
            if found.isVisible():
                found.done(QDialog.DialogCode.Rejected)
    services = journal_of(session)
    for record in services.records.all(Reflection)[:3]:
        window.open_record(record.id)
    services.records.trash(services.records.all(Reflection)[0].id)
    services.history.undo()
    window.go("journal")
    window.page("journal").new_entry("free_page")  # type: ignore[attr-defined]
    QTest.keyClicks(QApplication.focusWidget() or window, planter.phrase())
    window.flush()
    QApplication.clipboard().setText(planter.phrase())
    window.top.search.setText(planter.phrases[3])
    page = window.page("reports")
    assert isinstance(page, ReportsPage)
    window.go("reports")
    page.show_document("progress", "")
    qtbot.waitUntil(lambda: not session.busy, timeout=60_000)
    services.backups.make("asked")
    unexpected(ValueError, ValueError(planter.phrase()), None)


def bytes_below(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def readable(phrases: list[str], files: dict[Path, bytes]) -> list[str]:
    """Where a phrase can be read: in the bytes in either common encoding, in another case, or in a name."""
    return [
        f"{text} in {path.name}"
        for path, data in files.items()
        for low in (data.lower(),)
        for text in phrases
        if text.encode() in low or text.encode("utf-16-le") in low or text in path.name
    ]


def test_a_whole_sitting_leaves_no_readable_word_and_opens_no_socket(
    qtbot: QtBot,
    session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    sockets: list[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    monkeypatch.setattr(tempfile, "tempdir", str(outside))
    planter = Planter()
    path = tmp_path / "mine.mentorjournal"
    services = create_services(path, SECRET)
    planter.plant(services)
    services.journal.close()
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    for name in ("TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(temporary))
    assert session.open(path, SECRET)
    session._keepers.begin()
    work(qtbot, session, planter)
    while_open = bytes_below(tmp_path)
    session.lock()
    bury()
    assert session.open(path, SECRET)
    session.window.go("goals")
    session.close_journal()
    left = bytes_below(tmp_path)
    assert len(planter.phrases) >= PHRASES
    assert any(name.suffix == ".log" for name in left)
    assert sum("backups" in name.parts for name in left) >= 1
    assert readable([*planter.phrases, SECRET], while_open) == []
    assert readable([*planter.phrases, SECRET], left) == []
    # The same search finds them where they are readable, so it can fail.
    assert len(readable(planter.phrases, bytes_below(outside))) == 1
    assert sockets == ["listening"]
    assert "PySide6.QtNetwork" not in sys.modules
