"""Takes a picture of every place of the window, in light and dark and at 200 %, and of the printed pages."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from mentorjournal.gui.session import Session

LOOKS = (("light", 1.0), ("dark", 1.0), ("light", 2.0), ("dark", 2.0))
FACE = "Liberation Sans"
"""The face of the pictures where it is installed, so that they look alike on every machine."""

COLOURS = 256
LONGEST = 10_000
STEP = 60
"""Milliseconds to wait for a worker at most, and between two looks at it."""
PAPER_SCALE = 1.3
SHOWN = {"journal": "reflection", "goals": "goal", "meetings": "meeting"}
"""Places whose picture shows a record of this type that has something to show."""


def main(arguments: list[str] | None = None) -> int:
    """Takes the pictures; returns 0, or 1 with a sentence where the journal cannot be opened."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--journal", type=Path, required=True, help="a journal without a passphrase")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["MENTORJOURNAL_HOME"] = home
        copy = Path(home) / "Amara Osei.mentorjournal"
        shutil.copyfile(chosen.journal, copy)
        app = QApplication.instance() or QApplication([])
        if FACE in QFontDatabase.families() and isinstance(app, QApplication):
            app.setFont(QFont(FACE))
        for theme, scale in LOOKS:
            take_look(copy, chosen.out, theme, scale)
        take_paper(copy, chosen.out)
    print(f"{len(list(chosen.out.glob('*.png')))} pictures lie in {chosen.out}.")
    return 0


def take_look(journal: Path, out: Path, theme: str, scale: float) -> None:
    """Every place and the windows over it in one theme at one text size."""
    from mentorjournal.gui.actions import PLACES
    from mentorjournal.gui.session import Session
    from mentorjournal.settings import Settings

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("No application is running.")
    session = Session(app, Settings(theme=theme, text_scale=scale))  # type: ignore[arg-type]
    end = f"{theme}.png" if scale == 1.0 else f"{theme}-{scale:.0%}.png"
    session.window.show()
    if not session.open(journal):
        raise SystemExit(session.window.notice.text())
    for place in PLACES:
        session.window.go(place.key)
        show_something(session, place.key)
        settle(session, 900 if place.key == "reports" else 150)
        keep(session.window, out / f"{place.key}-{end}")
    if scale == 1.0:
        take_dialogs(session, out, end)
    session.window.close()
    settle(session, 50)
    session.window.deleteLater()
    session.deleteLater()


def show_something(session: Session, place: str) -> None:
    """Open a record that shows what a place can do."""
    services = session.services
    if services is None or place not in SHOWN:
        return
    today = session.window.context.today() if session.window.context else None
    wanted = ""
    if place == "journal":
        rows = services.timeline.search("prepared least", types=("reflection",))
        wanted = rows[0].row.id if rows else ""
    elif place == "goals":
        cards = sorted(services.goals.cards(), key=lambda card: -card.milestones)
        wanted = cards[0].goal.id if cards else ""
    elif today is not None:
        ahead = services.meetings.ahead(today)
        wanted = ahead[0].meeting.id if ahead else ""
    if wanted:
        session.window.open_record(wanted)


def take_dialogs(session: Session, out: Path, end: str) -> None:
    """The palette with results, and quick capture."""
    window = session.window
    window.go("today")
    window.activateWindow()
    window.palette_list.open()
    window.top.search.setText("helena")
    settle(session, 250)
    keep(window, out / f"search-{end}")
    window.palette_list.leave()
    session.capture()
    settle(session, 100)
    dialog = next((found for found in app_dialogs() if found.isVisible()), None)
    if dialog is not None:
        keep(dialog, out / f"quick-note-{end}")
        dialog.close()


def app_dialogs() -> list[QWidget]:
    """The dialogs that are open."""
    from PySide6.QtWidgets import QDialog

    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog)]


def settle(session: Session, least: int) -> None:
    """Let events pass for at least so many milliseconds, and until the workers have nothing to do."""
    let_pass(least)
    for _ in range(LONGEST // STEP):
        if not session.busy:
            break
        let_pass(STEP)
    let_pass(STEP)


def let_pass(milliseconds: int) -> None:
    """Run the event loop for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop, loop.quit)
    loop.exec()


def keep(widget: QWidget, target: Path) -> None:
    """Write a widget as a small PNG."""
    from PIL import Image

    widget.grab().save(str(target))
    with Image.open(target) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(target, optimize=True)


def take_paper(journal: Path, out: Path) -> None:
    """The pages of the journal's progress summary."""
    import pypdfium2

    from mentorjournal.services.opening import open_services
    from mentorjournal.services.reporting import ProgressOptions

    services = open_services(journal)
    try:
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "progress.pdf"
            services.reporting.save(ProgressOptions(purpose="Annual review"), target)
            for stale in out.glob("paper-*.png"):
                stale.unlink()
            with pypdfium2.PdfDocument(target) as document:
                for number, page in enumerate(document, start=1):
                    image = page.render(scale=PAPER_SCALE).to_pil().convert("L")
                    image.quantize(32).save(out / f"paper-{number}.png", optimize=True)
    finally:
        services.journal.close()


if __name__ == "__main__":
    sys.exit(main())
