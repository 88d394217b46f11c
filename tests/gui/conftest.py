"""What tests of the window share: a real journal in a folder of its own, and what a page is given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mentorjournal import settings as preferences
from mentorjournal.gui.bridge import ChangeRelay, TaskRunner
from mentorjournal.gui.context import Context, Navigator
from mentorjournal.gui.session import Session
from mentorjournal.gui.theme import ThemeManager
from mentorjournal.gui.undo_keys import UndoKeys
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services
from tests.gui.shell import bury

NOW = dt.datetime(2026, 4, 14, 18, 40, tzinfo=dt.timezone(dt.timedelta(hours=2)))
"""The present moment of every test that asks the context."""

HERE = Path(__file__).parent

ContextMaker = Callable[[Services], Context]
SessionMaker = Callable[[], Session]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform complains of what it cannot do each time a window is shown; that is no fault."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """An empty journal that can be written."""
    made = create_services(tmp_path / "test.mentorjournal")
    yield made
    made.journal.close()


@pytest.fixture
def make_context(qapp: QApplication) -> Iterator[ContextMaker]:
    """Makes what a page is given for a journal; everything is stopped when the test ends."""
    themes = ThemeManager(qapp, "light")
    made: list[Context] = []

    def make(services: Services) -> Context:
        context = Context(
            services,
            ChangeRelay(services, themes),
            TaskRunner(themes),
            Navigator(themes),
            themes,
            lambda: NOW,
        )
        made.append(context)
        return context

    yield make
    for context in made:
        context.relay.stop()
        context.tasks.wait()
    themes.wear("light", 1.0)
    themes.deleteLater()


@pytest.fixture
def context(services: Services, make_context: ContextMaker) -> Context:
    """What a page is given for the journal of `services`."""
    return make_context(services)


@pytest.fixture
def undo_keys(qapp: QApplication) -> Iterator[None]:
    """Fields hand Ctrl+Z on when they have nothing to undo, as in the program."""
    keys = UndoKeys(qapp)
    yield
    keys.deleteLater()


@pytest.fixture
def make_session(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, undo_keys: None
) -> Iterator[SessionMaker]:
    """Opens the program's window, shown and in use, with everything it keeps under tmp_path."""
    monkeypatch.setenv("MENTORJOURNAL_HOME", str(tmp_path))
    made: list[Session] = []

    def make() -> Session:
        session = Session(qapp, preferences.load())
        made.append(session)
        with qtbot.waitActive(session.window):
            session.window.show()
            session.window.activateWindow()
        return session

    yield make
    # Hooks form a chain, so the last one goes first.
    for session in reversed(made):
        session.window.close()
        session.window.deleteLater()
        bury()
        # Another look is put on what is there, so the window goes first.
        session.themes.wear("light", 1.0)
        session.deleteLater()
    bury()


@pytest.fixture
def session(make_session: SessionMaker) -> Session:
    """The program's window without a journal."""
    return make_session()
