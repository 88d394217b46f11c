"""The demo opens a window only where somebody can see it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tools import demo

UNUSED_DISPLAY = ":98765"


@pytest.fixture(autouse=True)
def on_a_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("CI", "QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="displays are named by the environment on Linux"
)
def test_no_window_where_no_display_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert demo.show_window(demo.ROOT / "build" / "sample.journal") == 0
    assert "-m mentorjournal build/sample.journal" in capsys.readouterr().out


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="displays are named by the environment on Linux"
)
def test_a_display_that_does_not_answer_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", UNUSED_DISPLAY)
    assert not demo.has_display()


def test_a_robot_sees_no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("CI", "true")
    assert not demo.has_display()


def test_the_demo_stops_at_the_step_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo, "APP", [sys.executable, "-c", "raise SystemExit(3)"])
    assert demo.main(["--out", str(tmp_path / "out")]) == 1
    said = capfd.readouterr()
    assert "exit code 3" in said.err
    assert "progress summary" not in said.out
