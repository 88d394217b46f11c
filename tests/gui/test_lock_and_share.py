"""A journal that is locked leaves nothing in the window; one that is held elsewhere can be read."""

from __future__ import annotations

import datetime as dt
import re
import weakref
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mentorjournal.gui.dialogs.capture import CaptureDialog
from mentorjournal.gui.dialogs.unlock import UnlockDialog
from mentorjournal.gui.session import Session
from mentorjournal.model.types import Goal, Insight, Person, Reflection, Tag
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services, open_services
from tests.gui.conftest import SessionMaker
from tests.gui.shell import BUILT, bury, button, dialog, journal_of, keys, no_dialog, search, texts

SECRET = "four calm otters"
WORDS = ("Quokka", "Zephyrine")
"""Words that stand in the journal and in no text of the program."""


def fill(services: Services) -> Reflection:
    tag = services.records.save(Tag(title="Quokka tag"))
    person = services.records.save(Person(title="Zephyrine Okafor"))
    services.records.save(Goal(title="Quokka goal", people=(person.id,)))
    services.records.save(Insight(title="Quokka insight", date=dt.date(2026, 4, 1)))
    today = dt.datetime.now().astimezone().date()
    return services.records.save(Reflection(title="Quokka entry", date=today, tags=(tag.id,)))


def left_of_the_journal() -> list[str]:
    return [
        text
        for widget in QApplication.topLevelWidgets()
        for text in texts(widget)
        if any(word in text for word in WORDS)
    ]


def open_locked(session: Session, path: Path) -> Services:
    create_services(path, SECRET).journal.close()
    session.open(path, SECRET)
    assert session.services is not None
    return session.services


def test_lock_empties_the_window_and_closes_the_file(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "Quokka.mentorjournal"
    entry = fill(open_locked(session, path))
    session.window.open_record(entry.id)
    search(qtbot, session, "quokka ins", "Quokka insight")
    keys(qtbot, session, Qt.Key.Key_N)
    QTest.keyClicks(dialog(qtbot, session, CaptureDialog).field, "action: Zephyrine again")
    assert session.window.context is not None
    session.window.context.navigator.tell("ok", "Saved: Quokka")
    session.window.top.search.setText("Quokka")
    assert left_of_the_journal()
    session.lock()
    qtbot.waitUntil(lambda: session.services is None)
    bury()
    named = ("Unlock Quokka", "“Quokka” is locked")
    assert [text for text in left_of_the_journal() if not any(name in text for name in named)] == []
    assert not path.with_name(path.name + "-wal").exists()
    with open_services(path, SECRET).journal as journal:
        assert not journal.read_only_because
    asked = dialog(qtbot, session, UnlockDialog)
    QTest.keyClicks(asked.passphrase, SECRET)
    QTest.keyClick(asked.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.services is not None)
    assert journal_of(session).capture.draft() == "action: Zephyrine again"


def test_a_journal_without_passphrase_says_why_it_is_not_locked(session: Session, tmp_path: Path) -> None:
    create_services(tmp_path / "open.mentorjournal").journal.close()
    session.open(tmp_path / "open.mentorjournal")
    session.lock()
    assert "Only a journal with a passphrase" in session.window.toast.text()
    assert session.services is not None
    assert session.window.rail.lock.isHidden()


def test_pages_are_freed_when_their_journal_leaves(session: Session, tmp_path: Path) -> None:
    entry = fill(open_locked(session, tmp_path / "one.mentorjournal"))
    gone: list[str] = []
    made = {}
    for place in ("today", "journal", "goals"):
        session.window.go(place)
        page = session.window.page(place)
        page.destroyed.connect(lambda _=None, place=place: gone.append(place))
        made[place] = weakref.ref(page)
        del page
    session.window.open_record(entry.id)
    create_services(tmp_path / "two.mentorjournal").journal.close()
    assert session.open(tmp_path / "two.mentorjournal")
    bury()
    assert sorted(gone) == ["goals", "journal", "today"]
    assert left_of_the_journal() == []


def test_another_theme_after_another_journal_meets_nothing_dead(session: Session, tmp_path: Path) -> None:
    fill(open_locked(session, tmp_path / "one.mentorjournal"))
    for place in BUILT:
        session.window.go(place.key)
    create_services(tmp_path / "two.mentorjournal").journal.close()
    session.open(tmp_path / "two.mentorjournal")
    bury()
    session.themes.set_choice("dark")
    session.themes.set_scale(1.5)
    assert session.services is not None
    session.services.records.save(Goal(title="Told to living pages only"))


def test_a_second_window_reads_and_says_who_writes(
    qtbot: QtBot, make_session: SessionMaker, tmp_path: Path
) -> None:
    path = tmp_path / "mine.mentorjournal"
    made = create_services(path)
    entry = fill(made)
    made.journal.close()
    first = make_session()
    assert first.open(path)
    second = make_session()
    assert second.open(path)
    assert second.services is not None
    said = second.window.notice.text()
    assert "You can read, not write" in said
    assert re.search(r" on \S+ since \d\d:\d\d on ", said)
    assert second.window.notice.isVisible()
    search(qtbot, second, "quokka ent", "Quokka entry")
    assert second.window.place == "journal"
    assert "Quokka entry" in " ".join(texts(second.window.page("journal")))
    QTest.keyClick(second.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert no_dialog(second, CaptureDialog)
    assert "A note cannot be added" in second.window.toast.text()
    assert not button(second.window.top, "Quick note").isEnabled()
    assert not button(second.window.page("journal"), "New entry").isEnabled()
    assert not second.window.undo_action.isEnabled()
    assert first.services is not None
    first.services.records.trash(entry.id)
    assert entry.id in {row.id for row, _ in second.services.records.trashed()}


def test_a_window_that_only_reads_can_write_once_the_other_has_closed(
    make_session: SessionMaker, tmp_path: Path
) -> None:
    path = tmp_path / "mine.mentorjournal"
    create_services(path).journal.close()
    first, second = make_session(), make_session()
    first.open(path)
    second.open(path)
    first.close_journal()
    assert second.open(path)
    assert second.services is not None
    assert not second.services.journal.read_only_because
    assert second.window.notice.isHidden()


def test_a_journal_opened_twice_from_one_window_stays_writable(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "mine.mentorjournal"
    create_services(path).journal.close()
    assert session.open(path)
    before = session.services
    assert session.open(path)
    assert session.services is before
    assert before is not None
    assert not before.journal.read_only_because
    assert "open here already" in session.window.toast.text()


def test_a_damaged_one_is_named_and_no_longer_called_locked(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "mine.mentorjournal"
    open_locked(session, path)
    session.lock()
    asked = dialog(qtbot, session, UnlockDialog)
    with path.open("r+b") as stream:
        stream.seek(100)
        stream.write(b"\x11" * 40)
    QTest.keyClicks(asked.passphrase, SECRET)
    QTest.keyClick(asked.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(session.window.notice.isVisible)
    assert "mine.mentorjournal" in session.window.notice.text()
    qtbot.waitUntil(lambda: not any("is locked" in text for text in texts(session.window)))
    session._rescuing.offer(path, "It holds no records.")
    assert session.window.notice.text() == "mine.mentorjournal does not open. It holds no records."
