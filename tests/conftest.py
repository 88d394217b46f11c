"""What every test gets: no display, a home of its own, and a complaint if it leaves something running."""

from __future__ import annotations

import gc
import importlib
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests import real_counts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mentorjournal.storage.keys import Key

    Builder = Callable[[Path, Key | None], None]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("ci", deadline=None, max_examples=15, print_blob=True)
settings.load_profile("ci")

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_FINISH = 5.0
FEW_ROUNDS = 2
"""Of key derivation, where neither it nor its time is looked at."""
LONGEST = {"test_accessible.py", "test_pictures.py"}
HOME_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_DOCUMENTS_DIR": "documents",
}


def pytest_sessionstart() -> None:
    """What is collected stays to the end, so looking for cycles in it finds nothing and takes seconds."""
    gc.disable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, so that at the end nobody waits for a process that is alone with it."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


def pytest_collection_finish() -> None:
    """From here on cycles are looked for, though no more in what was collected."""
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def shared_real() -> Path:
    """Real files of other programs, which lie beside the project and are no part of it."""
    folder = Path(os.environ.get("MENTORJOURNAL_REAL_FILES", ROOT.parent / "shared" / "real"))
    if not (folder / "EXPECTED.json").is_file():
        pytest.skip("the real files of other programs are not beside this project")
    return folder


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without settings, so that no test reads or writes the developer's own."""
    home = tmp_path_factory.mktemp("home")
    for variable, folder in HOME_VARIABLES.items():
        monkeypatch.setenv(variable, str(home / folder))
    monkeypatch.delenv("MENTORJOURNAL_HOME", raising=False)
    return home


@pytest.fixture(scope="session", autouse=True)
def few_rounds() -> Iterator[int]:
    """Keys are derived in few rounds, and only where `usual_rounds` is asked for in as many as the program's."""
    # The sheet prints how many there are, and takes the number when it is loaded.
    importlib.import_module("mentorjournal.services.recovery_sheet")
    from mentorjournal.storage import keys

    usual, keys.KDF_ITERATIONS = keys.KDF_ITERATIONS, FEW_ROUNDS
    yield usual
    keys.KDF_ITERATIONS = usual


@pytest.fixture
def usual_rounds(few_rounds: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many rounds as outside of tests: for SQLCipher's own derivation, stored files and processes of their own."""
    from mentorjournal.storage import keys

    monkeypatch.setattr(keys, "KDF_ITERATIONS", few_rounds)


@pytest.fixture(scope="session", autouse=True)
def built_once() -> Iterator[Builder]:
    """A journal without a passphrase is built once and then copied: every new one is the same to the byte."""
    from mentorjournal.storage import beside, journal_file

    usual = journal_file._build
    whole: list[bytes] = []

    def copied(part: Path, key: Key | None) -> None:
        if key is not None or not whole:
            usual(part, key)
        if key is None and not whole:
            whole.append(part.read_bytes())
        elif key is None:
            part.unlink(missing_ok=True)
            beside.make_private(part)
            part.write_bytes(whole[0])

    journal_file._build = copied
    yield usual
    journal_file._build = usual


@pytest.fixture
def usual_build(built_once: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    """New journals are built statement by statement, as outside of tests: for faults on the way, and other schemas."""
    from mentorjournal.storage import journal_file

    monkeypatch.setattr(journal_file, "_build", built_once)


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """Fails a test that leaves a thread, a background task or an open window behind."""
    before = set(threading.enumerate())
    yield
    left = [*threads_left(before), *qt_left()]
    if left:
        pytest.fail("left running: " + ", ".join(left))


def threads_left(before: set[threading.Thread]) -> list[str]:
    """Names of the threads started since `before` that do not end by themselves."""
    left = []
    for thread in set(threading.enumerate()) - before:
        # A thread of Qt's that ran Python stays in the list as a dummy, long after it ended.
        if isinstance(thread, threading._DummyThread):
            continue
        thread.join(SECONDS_TO_FINISH)
        if thread.is_alive():
            left.append(f"thread {thread.name}")
    return left


def qt_left() -> list[str]:
    """Tasks still in Qt's pool and windows still open, with the timers that tick in them."""
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool, QTimer
    from PySide6.QtWidgets import QApplication

    left = []
    if not QThreadPool.globalInstance().waitForDone(int(SECONDS_TO_FINISH * 1000)):
        left.append("a task in the thread pool")
    if not isinstance(QApplication.instance(), QApplication):
        return left
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for window in QApplication.topLevelWidgets():
        ticking = [timer for timer in window.findChildren(QTimer) if timer.isActive()]
        if window.isVisible():
            left.append(f"window {type(window).__name__} with {len(ticking)} active timers")
        elif ticking:
            left.append(f"{len(ticking)} active timers in the closed {type(window).__name__}")
        # So that the next test is not blamed for them.
        window.close()
        for timer in ticking:
            timer.stop()
    return left


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tells how many of the real files were read as expected."""
    folder = Path(os.environ.get("MENTORJOURNAL_REAL_FILES", ROOT.parent / "shared" / "real"))
    stats = terminalreporter.stats
    passed = (report.nodeid for report in stats.get("passed", ()))
    failed = (report.nodeid for kind in ("failed", "error") for report in stats.get(kind, ()))
    if line := real_counts.summary(folder / "EXPECTED.json", passed, failed):
        terminalreporter.write_line(line)
