"""Backups made by themselves: in a whole sitting, to a second place, on leaving, and what is said of all that."""

from __future__ import annotations

import datetime as dt
import errno
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from mentorjournal import settings as preferences
from mentorjournal.errors import Cancelled
from mentorjournal.gui import backing_up
from mentorjournal.gui.backing_up import BackingUp
from mentorjournal.gui.bridge import Task
from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.backups import BackupsDialog
from mentorjournal.gui.session import Session
from mentorjournal.model.types import Goal, Reflection
from mentorjournal.services.backups import Backups
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services, open_services
from mentorjournal.storage import backup, backup_copies
from tests.gui.conftest import NOW, ContextMaker, SessionMaker
from tests.gui.shell import click, dialog, journal_of

PATIENCE = 20.0
"""Seconds after which a worker that nobody stopped gives up, so that a defect is a failure and no hang."""


class Heard:
    """What a keeper says: each message with a way, what it took back, and the signs."""

    def __init__(self, context: Context) -> None:
        self.said: list[str] = []
        self.back: list[str] = []
        self.signs: list[tuple[str, str, bool]] = []
        context.navigator.way_told.connect(
            lambda _kind, text, _label, key: self.said.append(f"{key}: {text}")
        )
        context.navigator.taken_back.connect(self.back.append)
        context.navigator.backups_told.connect(lambda *sign: self.signs.append(sign))

    @property
    def sign(self) -> str:
        """The few words that stand there now."""
        return self.signs[-1][0] if self.signs else ""


@pytest.fixture
def keeper(services: Services, context: Context, own_home: Path) -> Iterator[BackingUp]:
    """A keeper over an empty journal, whose clock is that of the context."""
    services.journal.clock = lambda: NOW
    owner = QObject()
    made = BackingUp(context, owner)
    yield made
    made.stop()


@pytest.fixture
def heard(context: Context) -> Heard:
    return Heard(context)


def look(qtbot: QtBot, keeper: BackingUp) -> None:
    """Let the keeper look, and wait until it has."""
    qtbot.waitUntil(lambda: not keeper.busy)
    keeper.look()
    qtbot.waitUntil(lambda: not keeper.busy)


def later(services: Services, keeper: BackingUp, hours: int) -> None:
    """The clock of the journal and of the window some hours on."""
    moment = NOW + dt.timedelta(hours=hours)
    services.journal.clock = lambda: moment
    object.__setattr__(keeper._context, "now", lambda: moment)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.mentorjournal"))


def test_a_sitting_gets_a_backup_that_opens_and_the_line_below_says_when(
    qtbot: QtBot, make_session: SessionMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backing_up, "FIRST_MS", 0)
    session = make_session()
    create_services(tmp_path / "mine.mentorjournal").journal.close()
    session.open(tmp_path / "mine.mentorjournal")
    journal_of(session).records.save(Reflection(title="Kept twice"))
    sign = session.window.line.backup
    qtbot.waitUntil(lambda: sign.text().startswith("Backup "))
    assert sign.isVisible()
    assert "Click to see them all" in sign.toolTip()
    assert sign.accessibleDescription() == sign.toolTip()
    (name,) = files(preferences.backup_folder())
    path = next(preferences.backup_folder().rglob(name))
    with open_services(path).journal as copy, copy.reading() as reader:
        assert [record.title for record in reader.find(Reflection)] == ["Kept twice"]
    click(qtbot, session.window.line, sign.text())
    dialog(qtbot, session, BackupsDialog).done(0)


def test_another_comes_only_after_an_hour_and_a_change(
    qtbot: QtBot, services: Services, keeper: BackingUp, heard: Heard
) -> None:
    services.records.save(Goal(title="One"))
    look(qtbot, keeper)
    assert len(files(preferences.backup_folder())) == 1
    services.records.save(Goal(title="Two"))
    look(qtbot, keeper)
    assert len(files(preferences.backup_folder())) == 1, "an hour has not passed"
    later(services, keeper, 1)
    look(qtbot, keeper)
    assert len(files(preferences.backup_folder())) == 2
    later(services, keeper, 5)
    look(qtbot, keeper)
    assert len(files(preferences.backup_folder())) == 2, "nothing changed"
    assert heard.sign == "Backup 19:40"
    later(services, keeper, 70)
    look(qtbot, keeper)
    assert heard.sign == "Backup 3 days ago"
    assert heard.said == []


def test_what_is_beyond_the_room_goes(
    qtbot: QtBot,
    services: Services,
    context: Context,
    keeper: BackingUp,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[int] = []

    def rotate(_: Backups, room: int) -> tuple[Path, ...]:
        given.append(room)
        return ()

    monkeypatch.setattr(Backups, "rotate", rotate)
    context.preferences.change(backup_megabytes=50)
    look(qtbot, keeper)
    assert given == [50]


def test_a_second_place_that_was_never_there_is_said_once_and_gets_its_copy_when_it_comes(
    qtbot: QtBot, services: Services, context: Context, keeper: BackingUp, heard: Heard, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    context.preferences.change(second_place=str(stick))
    qtbot.waitUntil(lambda: bool(heard.said) and not keeper.busy)
    assert "is not there" in heard.said[0]
    assert heard.sign == "Backup 18:40, second place not seen yet"
    assert heard.signs[-1][2] is False
    look(qtbot, keeper)
    assert len(heard.said) == 1, "said once"
    stick.mkdir()
    look(qtbot, keeper)
    assert len(files(stick)) == 1
    assert context.preferences.settings.second_seen == NOW.isoformat()
    assert heard.back == [heard.said[0].removeprefix("backups: ")]
    assert heard.sign == "Backup 18:40"
    assert "The last copy was made there today at 18:40." in heard.signs[-1][1]


def test_a_stick_away_for_two_days_is_only_a_sign(
    qtbot: QtBot, context: Context, keeper: BackingUp, heard: Heard, tmp_path: Path
) -> None:
    seen = (NOW - dt.timedelta(days=2)).isoformat()
    settings = context.preferences.settings.copied(context.services.journal.path, seen)
    context.preferences.take(replace(settings, second_place=str(tmp_path / "stick")))
    qtbot.waitUntil(lambda: "second place" in heard.sign)
    assert heard.sign == "Backup 18:40, second place last seen 2 days ago"
    assert heard.signs[-1][2] is True
    assert heard.said == []


def test_a_copy_of_another_journal_is_not_taken_for_one_of_this(
    qtbot: QtBot, context: Context, keeper: BackingUp, heard: Heard, tmp_path: Path
) -> None:
    settings = context.preferences.settings.copied(tmp_path / "other.mentorjournal", NOW.isoformat())
    context.preferences.take(replace(settings, second_place=str(tmp_path / "stick")))
    qtbot.waitUntil(lambda: "second place" in heard.sign)
    assert heard.sign == "Backup 18:40, second place not seen yet"
    assert heard.signs[-1][2] is False
    assert "No copy was made there yet" in heard.signs[-1][1]
    assert "is not there" in heard.said[0]


def test_a_full_second_place_is_said_and_backups_here_go_on(
    qtbot: QtBot,
    context: Context,
    keeper: BackingUp,
    heard: Heard,
    tmp_path: Path,
) -> None:
    def full(*_: Any) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "stick").mkdir()
    with pytest.MonkeyPatch.context() as fault:
        fault.setattr(backup_copies, "_copy_bytes", full)
        context.preferences.change(second_place=str(tmp_path / "stick"))
        qtbot.waitUntil(lambda: bool(heard.said) and not keeper.busy)
    assert "full" in heard.said[0].lower() or "space" in heard.said[0].lower()
    assert len(files(preferences.backup_folder())) == 1
    assert files(tmp_path / "stick") == []
    look(qtbot, keeper)
    assert len(files(tmp_path / "stick")) == 1
    assert len(heard.said) == len(heard.back) == 1


def test_a_backup_that_fails_is_said_once_and_taken_back_when_one_is_made(
    qtbot: QtBot, services: Services, keeper: BackingUp, heard: Heard
) -> None:
    def full(*_: Any) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.MonkeyPatch.context() as fault:
        fault.setattr(backup, "_copy", full)
        look(qtbot, keeper)
        look(qtbot, keeper)
    assert len(heard.said) == 1
    assert heard.said[0].startswith("backups: ")
    assert heard.sign == "Backup failed"
    assert heard.signs[-1][2] is False
    look(qtbot, keeper)
    assert heard.sign == "Backup 18:40"
    assert len(heard.back) == 1


def test_a_journal_that_shrank_leads_to_the_backups(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    made = create_services(tmp_path / "mine.mentorjournal")
    goals = [made.records.save(Goal(title=f"Goal {number}")) for number in range(40)]
    made.journal.clock = lambda: dt.datetime.now(dt.UTC) - dt.timedelta(hours=3)
    made.backups.make("hourly")
    for goal in goals[:30]:
        made.records.trash(goal.id)
        made.records.erase_for_good(goal.id)
    made.journal.close()
    session.open(tmp_path / "mine.mentorjournal")
    session._keepers.begin()
    (keeper,) = session._keepers.findChildren(BackingUp)
    look(qtbot, keeper)
    notice = session.window.notice
    qtbot.waitUntil(notice.isVisible)
    assert "30 of 40 records" in notice.text()
    click(qtbot, notice, "Backups…")
    asked = dialog(qtbot, session, BackupsDialog)
    qtbot.waitUntil(lambda: not asked.work.busy)
    lines = [str(asked.backups._lines[row].backup.kept_because) for row in range(2)]
    assert lines[0] == ""
    assert lines[1] != ""
    asked.done(0)


def test_a_journal_that_is_only_read_gets_no_backup(
    qtbot: QtBot, services: Services, make_context: ContextMaker
) -> None:
    reading = open_services(services.journal.path)
    context = make_context(reading)
    heard = Heard(context)
    keeper = BackingUp(context, QObject(context.navigator))
    look(qtbot, keeper)
    keeper.leave()
    keeper.stop()
    assert files(preferences.backup_folder()) == []
    assert heard.sign == "No backup yet"
    reading.journal.close()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """A backup that goes on until somebody stops it; the event tells that it has begun."""
    begun = threading.Event()

    def make(self: Backups, kind: str, progress: Any) -> None:
        begun.set()
        pause = threading.Event()
        for _ in range(int(PATIENCE * 100)):
            if not progress(1, 100):
                raise Cancelled("Stopped.")
            pause.wait(0.01)

    monkeypatch.setattr(Backups, "make", make)
    return begun


def begin_slowly(qtbot: QtBot, session: Session, slow: threading.Event) -> None:
    session._keepers.begin()
    (keeper,) = session._keepers.findChildren(BackingUp)
    qtbot.waitUntil(lambda: not keeper.busy)
    keeper.look()
    qtbot.waitUntil(slow.is_set)


def test_closing_does_not_wait_for_a_backup_and_leaves_the_journal_free(
    qtbot: QtBot, session: Session, tmp_path: Path, slow: threading.Event
) -> None:
    path = tmp_path / "mine.mentorjournal"
    create_services(path).journal.close()
    session.open(path)
    begin_slowly(qtbot, session, slow)
    assert session.window.close()
    assert session.services is None
    again = open_services(path)
    assert not again.journal.read_only_because
    again.journal.close()
    assert list(tmp_path.rglob("*.part")) == []


def test_a_lock_does_not_wait_for_a_backup(
    qtbot: QtBot, session: Session, tmp_path: Path, slow: threading.Event
) -> None:
    create_services(tmp_path / "mine.mentorjournal", "four calm otters").journal.close()
    session.open(tmp_path / "mine.mentorjournal", "four calm otters")
    begin_slowly(qtbot, session, slow)
    session.lock()
    assert session.services is None
    assert session.window.line.backup.isHidden()


def test_leaving_makes_one_of_what_was_written_since(
    qtbot: QtBot, services: Services, keeper: BackingUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper.leave()
    assert files(preferences.backup_folder()) == [], "a sitting too short for a first look"
    look(qtbot, keeper)
    keeper.leave()
    assert len(files(preferences.backup_folder())) == 1, "nothing changed"
    (first,) = files(preferences.backup_folder())
    services.records.save(Goal(title="Just before leaving"))
    with monkeypatch.context() as limits:
        limits.setattr(backing_up, "LEAVE_BYTES", 0)
        keeper.leave()
        assert files(preferences.backup_folder()) == [first], "a large journal waits for the next opening"
    with monkeypatch.context() as limits:
        limits.setattr(backing_up, "LEAVE_SECONDS", -1.0)
        keeper.leave()
        assert files(preferences.backup_folder()) == [first], "what takes too long is given up"
    keeper.leave()
    (second,) = files(preferences.backup_folder())
    assert " 0002 " in second, "one stays of each hour, the newest"


def test_the_window_asks_its_keepers_before_it_closes(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    create_services(tmp_path / "mine.mentorjournal").journal.close()
    session.open(tmp_path / "mine.mentorjournal")
    session._keepers.begin()
    (keeper,) = session._keepers.findChildren(BackingUp)
    look(qtbot, keeper)
    journal_of(session).records.save(Goal(title="Just before leaving"))
    assert session.window.close()
    (newest,) = files(preferences.backup_folder())
    assert " 0002 " in newest


def test_stopping_waits_for_the_worker(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, told, ended = threading.Event(), threading.Event(), list[bool]()
    cancel = Task.cancel

    def slowly(*_: Any) -> bool:
        begun.set()
        told.wait(20)
        threading.Event().wait(0.05)
        ended.append(True)
        return False

    def heard(self: Task) -> None:
        cancel(self)
        told.set()

    monkeypatch.setattr(Task, "cancel", heard)
    monkeypatch.setattr(Backups, "due", slowly)
    made = BackingUp(context, context.themes)
    made.look()
    qtbot.waitUntil(begun.is_set)
    made.stop()
    assert ended == [True]
    made.deleteLater()
