"""An encrypted journal locks when nobody is there, and with the computer's screen and sleep."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from mentorjournal.gui import guarding
from mentorjournal.gui.context import Context
from mentorjournal.gui.guarding import LEAP_SECONDS, LOOK_MS, Guarding
from mentorjournal.gui.system_ear import (
    LOGIN,
    POWER_MESSAGE,
    SAVERS,
    SESSION_LOCKED,
    SESSION_MESSAGE,
    SUSPENDS,
    MessageWindow,
    SystemEar,
)
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services
from tests.gui.conftest import ContextMaker

SECRET = "four calm otters"
LOOK = LOOK_MS / 1000


class Clock:
    """Both clocks of the computer; they go on only when told."""

    def __init__(self) -> None:
        self.seconds = 1_000.0
        self.slept = 0.0

    def monotonic(self) -> float:
        return self.seconds

    def wall(self) -> float:
        return self.seconds + self.slept


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(guarding, "monotonic", made.monotonic)
    monkeypatch.setattr(guarding, "wall", made.wall)
    return made


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """An encrypted journal, made once."""
    made = create_services(tmp_path_factory.mktemp("guarding") / "secret.mentorjournal", SECRET)
    yield made
    made.journal.close()


@pytest.fixture
def secret(make_context: ContextMaker, sealed: Services) -> Context:
    """What a keeper is given for an encrypted journal."""
    return make_context(sealed)


@pytest.fixture
def asked(secret: Context) -> list[str]:
    """Grows with each wish to lock."""
    wishes: list[str] = []
    secret.navigator.lock_wanted.connect(lambda: wishes.append("lock"))
    return wishes


@pytest.fixture
def keeper(secret: Context, clock: Clock, asked: list[str]) -> Iterator[Guarding]:
    made = Guarding(secret, secret.themes)
    yield made
    made.stop()
    made.deleteLater()


def wait(keeper: Guarding, clock: Clock, seconds: float) -> None:
    """Time goes by, with a look each time one is due."""
    for _ in range(int(seconds / LOOK)):
        clock.seconds += LOOK
        keeper.look()


def test_it_locks_after_the_minutes_that_were_set_and_follows_them_at_once(
    keeper: Guarding, secret: Context, clock: Clock, asked: list[str]
) -> None:
    wait(keeper, clock, 15 * 60 - LOOK)
    assert not asked
    secret.preferences.change(lock_minutes=30)
    wait(keeper, clock, 10 * 60)
    assert not asked
    secret.preferences.change(lock_minutes=5)
    keeper.look()
    assert asked == ["lock"]


def test_never_is_never(keeper: Guarding, secret: Context, clock: Clock, asked: list[str]) -> None:
    secret.preferences.change(lock_minutes=0)
    wait(keeper, clock, 3_600)
    assert not asked


def press(field: QLineEdit) -> None:
    window = field.window().windowHandle()
    assert window is not None
    QTest.keyClick(window, Qt.Key.Key_A)


def move(field: QLineEdit) -> None:
    window = field.window().windowHandle()
    assert window is not None
    QTest.mouseMove(window, QPoint(3, 4))


def wheel(field: QLineEdit) -> None:
    window = field.window().windowHandle()
    assert window is not None
    point = QPointF(3, 4)
    turned = QWheelEvent(
        point,
        point,
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(window, turned)


def compose(field: QLineEdit) -> None:
    """As somebody writes Chinese: no key comes through the window."""
    event = QInputMethodEvent()
    event.setCommitString("\u4e2d")
    QApplication.sendEvent(field, event)


@pytest.mark.parametrize("touch", [press, move, wheel, compose])
def test_whatever_somebody_does_in_the_program_puts_it_off(
    qtbot: QtBot, keeper: Guarding, clock: Clock, asked: list[str], touch: Callable[[QLineEdit], None]
) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    field.setFocus()
    wait(keeper, clock, 14 * 60)
    touch(field)
    QApplication.sendPostedEvents()
    wait(keeper, clock, 14 * 60)
    assert not asked
    wait(keeper, clock, 60)
    assert asked


@pytest.mark.parametrize("with_system", [True, False])
def test_a_leap_of_the_clock_is_a_sleep(
    keeper: Guarding, secret: Context, clock: Clock, asked: list[str], with_system: bool
) -> None:
    secret.preferences.change(lock_with_system=with_system)
    wait(keeper, clock, 30)
    clock.slept += LEAP_SECONDS + 1
    wait(keeper, clock, LOOK)
    assert asked == (["lock"] if with_system else [])
    wait(keeper, clock, 30)
    assert len(asked) == with_system


def test_a_journal_without_a_passphrase_is_left_alone(context: Context, clock: Clock, qtbot: QtBot) -> None:
    wishes: list[str] = []
    context.navigator.lock_wanted.connect(lambda: wishes.append("lock"))
    keeper = Guarding(context, context.themes)
    clock.seconds += 10_000
    assert not keeper._timer.isActive()
    keeper.stop()
    keeper.deleteLater()
    assert not wishes


def test_windows_tells_of_lock_and_sleep_and_of_much_else(qtbot: QtBot) -> None:
    window = MessageWindow()
    qtbot.addWidget(window)
    heard: list[int] = []
    window.left.connect(lambda: heard.append(1))
    window.hear(POWER_MESSAGE, 7)  # it wakes
    window.hear(SESSION_MESSAGE, 8)  # it is unlocked
    window.hear(0x0200, SUSPENDS)  # the mouse moves
    assert not heard
    window.hear(POWER_MESSAGE, SUSPENDS)
    window.hear(SESSION_MESSAGE, SESSION_LOCKED)
    assert len(heard) == 2


@pytest.fixture
def bus() -> Iterator[str]:
    """The address of a message bus of our own."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None or sys.platform in {"win32", "darwin"}:
        pytest.skip("There is no message bus here.")
    process = subprocess.Popen(
        [daemon, "--session", "--print-address", "--nofork"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.terminate()
    process.wait()
    process.stdout.close()


def settle(bus: QDBusConnection) -> None:
    """Wait until the bus has done everything asked of it so far."""
    asked = QDBusMessage.createMethodCall("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetId")
    assert bus.call(asked).type() == QDBusMessage.MessageType.ReplyMessage


def test_what_linux_says_on_its_bus_is_heard_until_the_end(qtbot: QtBot, bus: str) -> None:
    hearing, saying = (QDBusConnection.connectToBus(bus, name) for name in ("hearing", "saying"))
    ear = SystemEar()
    ear.listen_on(hearing)
    settle(hearing)
    told = [
        (f"{LOGIN}.Manager", "PrepareForSleep", [True]),
        (f"{LOGIN}.Session", "Lock", []),
        *((f"org.{name}.ScreenSaver", "ActiveChanged", [True]) for name in SAVERS),
    ]
    for interface, name, values in told:
        signal = QDBusMessage.createSignal("/anywhere", interface, name)
        signal.setArguments(values)
        with qtbot.waitSignal(ear.left):
            assert saying.send(signal)
    wakes = QDBusMessage.createSignal("/anywhere", f"{LOGIN}.Manager", "PrepareForSleep")
    wakes.setArguments([False])
    locks = QDBusMessage.createSignal("/anywhere", f"{LOGIN}.Session", "Lock")
    heard: list[int] = []
    ear.left.connect(lambda: heard.append(1))
    with qtbot.waitSignal(ear.left):
        saying.send(wakes)
        saying.send(locks)
    assert heard == [1]
    ear.stop()
    again = SystemEar()
    again.listen_on(hearing)
    settle(hearing)
    with qtbot.waitSignal(again.left):
        saying.send(locks)
    assert heard == [1]
    again.stop()
    for name in ("hearing", "saying"):
        QDBusConnection.disconnectFromBus(name)


def test_a_computer_without_a_bus_is_no_error(qtbot: QtBot) -> None:
    ear = SystemEar()
    ear.listen_on(QDBusConnection("nowhere"))
    ear.listen()
    ear.stop()
