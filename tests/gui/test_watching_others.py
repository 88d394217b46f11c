"""What others do to the file of an open journal is noticed, said, and costs nothing that was typed."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.errors import StorageFailed
from mentorjournal.gui import keepers
from mentorjournal.gui.session import Session
from mentorjournal.gui.watching_others import WatchingOthers
from mentorjournal.model.types import Goal, Reflection
from mentorjournal.services import one_writer
from mentorjournal.services.opening import create_services, open_services
from mentorjournal.storage.database import Database
from mentorjournal.storage.owner_note import Note, write_note
from tests.gui.shell import click, journal_of, texts, today


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A journal with one entry, in a folder of its own."""
    folder = tmp_path / "synced"
    folder.mkdir()
    made = create_services(folder / "mine.mentorjournal")
    made.records.save(Reflection(title="Before"))
    made.journal.close()
    return folder / "mine.mentorjournal"


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of those that look after the journal only this one."""
    monkeypatch.setattr(keepers, "KEEPERS", ("watching_others:WatchingOthers",))


@pytest.fixture
def opened(session: Session, file: Path) -> Session:
    """The window with that journal, nobody looking after it yet."""
    assert session.open(file)
    return session


def looked(qtbot: QtBot, session: Session) -> WatchingOthers:
    """The keeper, after its first look."""
    session._keepers.begin()
    (keeper,) = session._keepers._working
    assert isinstance(keeper, WatchingOthers)
    qtbot.waitUntil(lambda: not keeper._tasks.busy)
    return keeper


def look(qtbot: QtBot, keeper: WatchingOthers) -> None:
    qtbot.waitUntil(lambda: not keeper._tasks.busy)
    with qtbot.waitSignal(keeper.looked):
        keeper.look()


def said(session: Session) -> str:
    return session.window.notice.text() if session.window.notice.isVisible() else ""


def kept(file: Path) -> Iterator[Path]:
    yield from file.parent.glob("mine (kept *).mentorjournal")


def replace(file: Path) -> None:
    """Put another state of the journal in its place, as a sync client does."""
    newer = file.with_name("newer")
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(newer)) as target:
        source.execute("SELECT count(*) FROM record")
        target.executescript("PRAGMA journal_mode = DELETE")
        source.backup(target)
    other = open_services(newer)
    (before,) = (row for row in other.timeline.latest(9) if row.heading == "Written here")
    other.records.trash(before.id)
    other.records.save(Reflection(title="Written elsewhere"))
    other.journal.close()
    newer.replace(file)


def titles(path: Path) -> set[str]:
    services = open_services(path)
    try:
        return {f"{row.heading}" for row in services.timeline.latest(50)}
    finally:
        services.journal.close()


def test_a_replaced_file_costs_nothing_that_was_typed(qtbot: QtBot, opened: Session, file: Path) -> None:
    keeper = looked(qtbot, opened)
    journal_of(opened).records.save(Reflection(title="Written here"))
    replace(file)
    keeper.look()
    qtbot.waitUntil(lambda: "was replaced by another program" in said(opened))
    (copy,) = kept(file)
    assert copy.name in said(opened)
    assert "Written here" in titles(copy)
    now = {row.heading for row in journal_of(opened).timeline.latest(9)}
    assert "Written elsewhere" in now
    assert "Written here" not in now, "the log of the old file is not read into the new one"
    assert not journal_of(opened).journal.read_only_because
    opened.close_journal()
    assert titles(file) == {"Before", "Written elsewhere"}


def test_a_file_replaced_just_before_closing_costs_nothing(qtbot: QtBot, opened: Session, file: Path) -> None:
    looked(qtbot, opened)
    journal_of(opened).records.save(Reflection(title="Written here"))
    replace(file)
    assert opened.close_journal()
    (copy,) = kept(file)
    assert titles(copy) == {"Before", "Written here"}
    assert titles(file) == {"Before", "Written elsewhere"}


def test_what_can_be_saved_no_more_stays_in_the_window(
    qtbot: QtBot, opened: Session, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = looked(qtbot, opened)
    field = today(opened).write.field
    field.setFocus()
    QTest.keyClicks(field, "Typed just now")
    file.unlink()

    def full(*_: object, **__: object) -> None:
        raise StorageFailed("The disk is full.")

    with monkeypatch.context() as disk:
        disk.setattr(Database, "writing", full)
        keeper.look()
        qtbot.waitUntil(lambda: "was removed or renamed" in said(opened))
    assert "stays in this window: copy it elsewhere" in said(opened)
    assert field.toPlainText() == "Typed just now"
    (copy,) = kept(file)
    assert titles(copy) == {"Before"}
    field.clear()


def test_what_is_being_typed_is_saved_before_it_is_kept(qtbot: QtBot, opened: Session, file: Path) -> None:
    keeper = looked(qtbot, opened)
    journal_of(opened).records.save(Goal(title="Its log is open by this"))
    field = today(opened).write.field
    field.setFocus()
    QTest.keyClicks(field, "Typed just now")
    file.unlink()
    keeper.look()
    qtbot.waitUntil(lambda: "was removed or renamed" in said(opened))
    (copy,) = kept(file)
    services = open_services(copy)
    assert [
        part.text for entry in services.records.all(Reflection) for part in entry.sections if part.text
    ] == ["Typed just now"]
    services.journal.close()


def test_a_file_that_was_cut_is_not_written_any_more(qtbot: QtBot, opened: Session, file: Path) -> None:
    keeper = looked(qtbot, opened)
    with file.open("r+b") as stream:
        stream.truncate(4096)
    look(qtbot, keeper)
    assert "was cut short" in said(opened)
    assert "was cut short" in journal_of(opened).journal.read_only_because
    assert file.stat().st_size == 4096
    opened.window.notice.dismiss()
    assert "Read only" in texts(opened.window.line)


def test_a_conflict_copy_is_told_and_one_by_hand_only_once(qtbot: QtBot, opened: Session, file: Path) -> None:
    keeper = looked(qtbot, opened)
    by_hand = file.with_name("mine 2.mentorjournal")
    create_services(by_hand).journal.close()
    look(qtbot, keeper)
    assert "“mine 2.mentorjournal” lies beside" in said(opened)
    opened.window.notice.dismiss()
    shutil.copyfile(by_hand, file.with_name("mine (conflicted copy 2026-04-14 101500).mentorjournal"))
    look(qtbot, keeper)
    assert "Two computers wrote mine.mentorjournal" in said(opened)
    opened.window.notice.dismiss()
    look(qtbot, keeper)
    assert said(opened) == ""
    opened.close_journal()
    assert opened.open(file)
    looked(qtbot, opened)
    qtbot.waitUntil(lambda: "Two computers wrote" in said(opened))
    assert "mine 2" not in said(opened)


def test_when_the_holder_goes_a_button_opens_for_writing(qtbot: QtBot, session: Session, file: Path) -> None:
    holder = open_services(file)
    assert session.open(file)
    assert "You can read, not write" in said(session)
    keeper = looked(qtbot, session)
    assert "You can read, not write" in said(session)
    assert "Read only" in texts(session.window.line)
    holder.journal.close()
    look(qtbot, keeper)
    assert "Nobody else has this journal open" in said(session)
    click(qtbot, session.window.notice, "Open for writing")
    qtbot.waitUntil(
        lambda: session.services is not None and not journal_of(session).journal.read_only_because
    )
    assert said(session) == ""
    assert "Read only" not in texts(session.window.line)
    journal_of(session).records.save(Goal(title="Written at last"))


def test_another_computer_that_writes_too_is_told(qtbot: QtBot, opened: Session, file: Path) -> None:
    looked(qtbot, opened)
    note = Note("ada", "lab-pc", "0123456789abcdef", "09:12 on 03 April", dt.datetime.now(dt.UTC))
    write_note(file.with_name(f".{file.name}.owner"), note)
    opened.window.notice.dismiss()
    opened._keepers.detach()
    assert opened.window.context is not None
    opened._keepers.attach(opened.window.context)
    looked(qtbot, opened)
    qtbot.waitUntil(lambda: "ada on lab-pc since" in said(opened))
    assert "writes this journal too" in said(opened)


def test_a_network_drive_is_warned_of_once(
    qtbot: QtBot, session: Session, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_writer, "network_kind", lambda _: "nfs4")
    assert session.open(file)
    looked(qtbot, session)
    qtbot.waitUntil(lambda: "lies on a network drive (nfs4)" in said(session))
    assert not journal_of(session).journal.read_only_because
    session.close_journal()
    assert session.open(file)
    looked(qtbot, session)
    assert said(session) == ""
