"""The program starts the window or the command line, whichever is meant, and never both."""

from __future__ import annotations

import subprocess
import sys
import types
from pathlib import Path

import pytest

from mentorjournal import app
from mentorjournal.cli.group import PLACES

ROOT = Path(__file__).resolve().parent.parent
WITHOUT_QT = (
    "import sys; sys.modules['PySide6'] = None; from mentorjournal.app import main; sys.exit(main([]))"
)
WITH_A_DEFECT = """
import sys
import mentorjournal.services.overview as overview
from mentorjournal.app import main

def broken(database):
    raise ValueError("my secret thoughts")

overview.overview = broken
sys.exit(main(sys.argv[1:]))
"""


def python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """The paths the window was started with, in place of the window."""
    started: list[Path | None] = []

    def run(path: Path | None = None) -> int:
        started.append(path)
        return 0

    stand_in = types.ModuleType("mentorjournal.gui.start")
    stand_in.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "mentorjournal.gui.start", stand_in)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    return started


def test_both_lists_of_commands_agree() -> None:
    assert set(PLACES) == app.COMMANDS


def test_without_a_command_the_window_opens(window: list[Path | None], tmp_path: Path) -> None:
    there = tmp_path / "check-list"
    there.touch()
    assert [app.main([]), app.main(["a.journal"]), app.main([str(there)])] == [0, 0, 0]
    assert window == [None, Path("a.journal"), there]


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["info", "--help"]])
def test_a_command_or_an_option_opens_no_window(
    window: list[Path | None], arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.main(arguments) == 0
    assert window == []
    assert capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["exprot"], ["--nothing"], ["info", "--nothing"]])
def test_what_is_not_understood_exits_with_one(
    window: list[Path | None], arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.main(arguments) == 1
    assert window == []
    assert "No such" in capsys.readouterr().err


def test_without_qt_the_window_says_so_in_one_line() -> None:
    done = python(WITHOUT_QT)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The window cannot be opened: Qt could not be loaded")
    assert len(done.stderr.splitlines()) == 1


def test_a_defect_is_one_line_and_its_place_goes_to_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MENTORJOURNAL_HOME", str(tmp_path / "home"))
    journal = tmp_path / "a.journal"
    assert app.main(["new", str(journal)]) == 0
    done = python(WITH_A_DEFECT, "info", "--journal", str(journal))
    log = tmp_path / "home" / "mentorjournal.log"
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "ValueError" in done.stderr
    assert str(log) in done.stderr
    kept = log.read_text("utf-8")
    assert "ValueError" in kept
    assert " broken" in kept
    assert "secret" not in kept + done.stderr + done.stdout
