"""Reminding: in the window where there is no tray, never in the quiet hours, and once; put off in the dialog."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.reminders import RemindersDialog
from mentorjournal.gui.dialogs.settings_reminders import RemindersSection
from mentorjournal.gui.preferences import Preferences
from mentorjournal.gui.reminding import Reminding, is_quiet
from mentorjournal.model.types import ActionItem
from mentorjournal.services.bundle import Services
from mentorjournal.settings import Settings

WEDNESDAY = dt.datetime(2026, 4, 15, 10, 0, tzinfo=dt.UTC)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def here(context: Context, services: Services) -> Context:
    """A weekday at ten, with a private action that is due."""
    services.records.save(ActionItem(title="Send the secret draft", due=WEDNESDAY.date()))
    return replace(context, now=lambda: WEDNESDAY)


@pytest.fixture
def keeper(here: Context) -> Iterator[Reminding]:
    made = Reminding(here, here.relay)
    yield made
    made.stop()


def test_the_window_says_it_once_where_the_system_has_no_notifications(
    keeper: Reminding, here: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: False))
    with qtbot.waitSignal(here.navigator.way_told) as told:
        keeper.look()
    assert "Send the secret draft" in told.args[1]
    assert told.args[3] == "reminders"
    keeper.look()
    qtbot.waitUntil(lambda: keeper._task is None)
    assert here.services.reminders.unsaid(WEDNESDAY) == ()


@pytest.mark.qt_log_ignore("systemTrayWindowChanged")
def test_a_notification_names_nothing_private(
    keeper: Reminding, here: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _self, _title, text: shown.append(text))
    keeper.look()
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == ["An action is due today"]


def test_clinical_mode_and_switched_off_kinds_say_nothing(
    keeper: Reminding, here: Context, qtbot: QtBot
) -> None:
    told: list[object] = []
    here.navigator.way_told.connect(lambda *args: told.append(args))
    profile = here.services.profile
    profile.save(replace(profile.owner(), clinical=True))
    keeper.look()
    qtbot.waitUntil(lambda: keeper._task is None)
    profile.save(replace(profile.owner(), clinical=False))
    here.preferences.change(reminders_off=("action",))
    keeper.look()
    qtbot.waitUntil(lambda: keeper._task is None)
    assert told == []


@pytest.mark.parametrize(
    ("changes", "hour", "day", "quiet"),
    [
        ({}, 10, 15, False),
        ({"remind": False}, 10, 15, True),
        ({}, 7, 15, True),
        ({}, 20, 15, True),
        ({}, 10, 18, True),
        ({"remind_weekends": True}, 10, 18, False),
        ({"quiet_until": 22, "quiet_from": 6}, 23, 15, False),
        ({"quiet_until": 22, "quiet_from": 6}, 12, 15, True),
    ],
)
def test_quiet_hours_and_weekends(changes: dict[str, object], hour: int, day: int, quiet: bool) -> None:
    now = WEDNESDAY.replace(hour=hour, day=day)
    assert is_quiet(now, replace(Settings(), **changes)) is quiet  # type: ignore[arg-type]


def test_a_line_is_put_off_and_another_opens_its_record(
    here: Context, services: Services, qtbot: QtBot
) -> None:
    services.records.save(ActionItem(title="Book the room", due=WEDNESDAY.date()))
    dialog = RemindersDialog(here, None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert len(dialog.rows) == 2
    opened: list[str] = []
    here.navigator.record_wanted.connect(opened.append)
    first = next(iter(dialog.rows))
    QTest.mouseClick(dialog.waits[first, "tomorrow"], LEFT)
    (left,) = dialog.rows
    assert left != first
    QTest.mouseClick(dialog.rows[left], LEFT)
    assert [services.records.get(ActionItem, key).title for key in opened] == [
        one.full.removeprefix("Due today: ") for one in services.reminders.due(WEDNESDAY)
    ]


def test_settings_take_effect_at_once(qtbot: QtBot) -> None:
    preferences = Preferences()
    section = RemindersSection(preferences)
    qtbot.addWidget(section)
    section.show()
    QTest.keyClick(section.kinds["action"], Qt.Key.Key_Space)
    QTest.keyClick(section.weekends, Qt.Key.Key_Space)
    section.first.edited.emit("9")
    assert list(preferences.settings.reminders_off) == ["action"]
    assert (preferences.settings.remind_weekends, preferences.settings.quiet_until) == (True, 9)
    QTest.keyClick(section.kinds["action"], Qt.Key.Key_Space)
    assert not preferences.settings.reminders_off
    QTest.keyClick(section.on, Qt.Key.Key_Space)
    assert not preferences.settings.remind
    assert not section.first.isEnabled()
