"""Makes the sample journal, its PDF and its pictures, then opens the window where there is a display."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APP = [sys.executable, "-m", "mentorjournal"]
OPENS_A_DISPLAY = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"


def main(arguments: list[str] | None = None) -> int:
    """Runs the demo; returns the exit code of the first step that failed, or 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/demo"), help="folder for what is made")
    parser.add_argument("--pictures", type=Path, help="folder for the pictures, inside --out if not given")
    parser.add_argument("--no-window", action="store_true", help="do not open the window at the end")
    chosen = parser.parse_args(arguments)

    out: Path = chosen.out.resolve()
    pictures = (chosen.pictures or out / "pictures").resolve()
    out.mkdir(parents=True, exist_ok=True)
    pictures.mkdir(parents=True, exist_ok=True)
    journal, paper = out / "sample.mentorjournal", out / "progress.pdf"
    # A journal that was looked at has its log beside it, which must not meet a new file of the same name.
    for earlier in out.glob("*sample.mentorjournal*"):
        earlier.unlink()

    steps = [
        ("the sample journal", journal, [*APP, "sample", str(journal)]),
        ("its progress summary", paper, progress_summary(journal, paper)),
        ("a picture of each place", pictures, picture_taking(journal, pictures)),
    ]
    for what, where, command in steps:
        print(f"Making {what}: {shown(where)}", flush=True)
        code = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode
        if code:
            print(
                f"That failed (exit code {code}). What was made before lies in {shown(out)}.", file=sys.stderr
            )
            return 1

    print(f"Everything lies in {shown(out)}.", flush=True)
    if chosen.no_window:
        return 0
    return show_window(journal)


def progress_summary(journal: Path, paper: Path) -> list[str]:
    """The command that prints the sample's progress summary."""
    return [*APP, "report", "progress", "--journal", str(journal), "--out", str(paper)]


def picture_taking(journal: Path, pictures: Path) -> list[str]:
    """The command that draws every place of the window, with no display needed."""
    script = str(ROOT / "tools" / "pictures.py")
    return [sys.executable, script, "--journal", str(journal), "--out", str(pictures)]


def show_window(journal: Path) -> int:
    """Opens the window on the sample and waits until it is closed; only says so where there is no display."""
    command = f"{shown(Path(sys.executable))} -m mentorjournal {shown(journal)}"
    if not has_display():
        print(f"There is no display here. Where there is one, this opens the window: {command}")
        return 0
    print("Opening the window.", flush=True)
    code = subprocess.run([*APP, str(journal)], cwd=ROOT, check=False).returncode
    if code:
        print(f"The window ended with exit code {code}. To try again: {command}", file=sys.stderr)
        return 1
    return 0


def has_display() -> bool:
    """Whether a person can see a window opened from here: Qt itself is asked, in a process of its own."""
    if os.environ.get("CI") or os.environ.get("QT_QPA_PLATFORM") in {"offscreen", "minimal"}:
        return False
    linux = sys.platform.startswith("linux")
    if linux and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    probe = [sys.executable, "-c", OPENS_A_DISPLAY]
    return subprocess.run(probe, capture_output=True, stdin=subprocess.DEVNULL, check=False).returncode == 0


def shown(path: Path) -> str:
    """The path as a person in the project's folder would type it."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


if __name__ == "__main__":
    sys.exit(main())
