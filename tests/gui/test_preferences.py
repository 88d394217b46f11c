"""Preferences are changed in one place, kept at once, and said when they cannot be kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mentorjournal import settings
from mentorjournal.gui.preferences import Preferences


def test_a_change_is_told_and_written_down(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path))
    preferences = Preferences(saved=True)
    with qtbot.waitSignal(preferences.changed) as told:
        preferences.change(lock_minutes=5, in_keychain=("one", "two"))
    assert told.args == [preferences.settings]
    assert settings.load() == preferences.settings
    assert preferences.settings.lock_minutes == 5


def test_what_is_no_change_is_not_told(qtbot: QtBot) -> None:
    preferences = Preferences()
    with qtbot.assertNotEmitted(preferences.changed):
        preferences.change(theme="system")


def test_preferences_that_cannot_be_kept_hold_and_say_why(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    monkeypatch.setenv(settings.HOME_VARIABLE, str(tmp_path / "taken"))
    preferences = Preferences(saved=True)
    with qtbot.waitSignal(preferences.failed) as told:
        preferences.change(paper="letter")
    assert "could not be kept" in told.args[0]
    assert preferences.settings.paper == "letter"
