"""Draws a picture of every place of the window, and of the pages of the progress summary."""

from __future__ import annotations

import argparse
import datetime as dt
import io
import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.picture_files import kept, kept_pages
from tools.pictures_chosen import (
    View,
    mentee_views,
    mentor_views,
    papers,
    shown_records,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication, QWidget

    from mentorjournal.gui.session import Session
    from mentorjournal.services.bundle import Services

ROOT = Path(__file__).resolve().parent.parent
EVENING = dt.time(18, 40)
LONGEST_MS = 30_000
LOOK_MS = 10
QUIET_LOOKS = 3
"""What ended may have asked for more, so one look at quiet workers is not enough."""
SOON_MS = 1_000
FIRST_VIEWS = ("everybody", "page", "claims", "goals", "over_time")
SEARCHED = "helena"
PURPOSE = "Annual review"
NOTE = "insight: I explain a method better when I draw it first"


def main(arguments: list[str] | None = None) -> int:
    """Draw what was asked for; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--journal", type=Path, required=True, help="the journal to show; it is not changed")
    parser.add_argument("--mentor", type=Path, help="a mentor's journal, for the pictures of that side")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--theme", nargs="+", default=["light", "dark"], help="themes to wear")
    parser.add_argument("--scale", nargs="+", type=float, default=[1.0, 2.0], help="text sizes, 1.0 is usual")
    parser.add_argument("--today", type=dt.date.fromisoformat, default=dt.date.today(), help="YYYY-MM-DD")  # noqa: DTZ011
    chosen = parser.parse_args(arguments)

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out: Path = chosen.out
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["MENTORJOURNAL_HOME"] = folder
        studio = Studio(copied(chosen.journal, Path(folder)), chosen.today, out)
        pairs = list(itertools.product(chosen.theme, chosen.scale))
        try:
            for theme, scale in pairs:
                studio.draw_all(theme, scale)
            studio.draw_paper()
            studio.draw_packets(pairs)
            if chosen.mentor is not None:
                studio.open(copied(chosen.mentor, Path(folder)))
                for theme, scale in pairs:
                    studio.draw_mentor(theme, scale)
            print(f"{len(list(out.glob('*.png')))} pictures lie in {out}.")
        finally:
            studio.close()
    return 0


def copied(journal: Path, folder: Path) -> Path:
    """A copy with what its log holds, so that the journal itself is never opened."""
    copy = folder / f"{journal.stem}.mentorjournal"
    for end in ("", "-wal"):
        source = journal.with_name(journal.name + end)
        if source.exists():
            shutil.copyfile(source, copy.with_name(copy.name + end))
    return copy


class Studio:
    """The window with a journal in it, at a fixed hour of a fixed day."""

    def __init__(self, journal: Path, today: dt.date, out: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from mentorjournal import settings
        from mentorjournal.gui import session

        made = QApplication.instance() or QApplication([])
        assert isinstance(made, QApplication)  # noqa: S101  for the type checker
        self.app = made
        usual_face(self.app)
        now = dt.datetime.combine(today, EVENING).astimezone()
        vars(session)["local_now"] = lambda: now  # the clock of the pages, and below that of the paper
        self.out, self.today = out, today
        self.session: Session = session.Session(self.app, settings.Settings(theme="light", remind=False))
        self.window = self.session.window
        self.window.resize(1360, 850)
        self.window.show()
        self.now = now
        self.open(journal)

    def open(self, journal: Path) -> None:
        """Show a journal."""
        if not self.session.open(journal):
            raise SystemExit(f"{journal.name} could not be opened: {self.window.notice.accessibleName()}")
        self.services.journal.clock = lambda: self.now
        self.settle()

    @property
    def services(self) -> Services:
        """The services of the journal shown."""
        if self.session.services is None:
            raise SystemExit("The window has no journal.")
        return self.session.services

    def close(self) -> None:
        """Close the window and the copy."""
        self.window.close()

    def draw_all(self, theme: str, scale: float) -> None:
        """Every place, the palette and a quick note, in one theme and text size."""
        from mentorjournal.gui.actions import PLACES

        self.session.themes.wear(theme, scale)
        name = worn(theme, scale)
        shown = dict(shown_records(self.services, self.today))
        for place in PLACES:
            self.window.go(place.key)
            self.settle()
            if place.key in shown:
                self.window.open_record(shown[place.key])
            self.keep(self.whole(), f"{place.key}-{name}")
        self.draw_views(mentee_views(self.services, self.today), name, scale)
        self.draw_timeline(name)
        self.window.go("today")
        self.draw_palette(name)
        self.draw_note(name)

    def draw_mentor(self, theme: str, scale: float) -> None:
        """The views of a mentor's journal, in one theme and text size."""
        self.session.themes.wear(theme, scale)
        name = worn(theme, scale)
        self.draw_views(mentor_views(self.services, self.today), name, scale)
        self.window.go("today")
        if scale == 1.0:
            self.keep(self.whole(), f"today-mentor-{name}")

    def draw_views(self, views: Iterable[View], name: str, scale: float) -> None:
        """Views of places; only the main ones in a large text."""
        for picture, view, record, large in views:
            if large or scale == 1.0:
                self.window.open_view(record, view)
                self.keep(self.whole(), f"{picture}-{name}")
        for view in FIRST_VIEWS:
            self.window.open_view("", view)

    def draw_timeline(self, name: str) -> None:
        """The other face of the goals."""
        from mentorjournal.gui.pages.goals import GoalsPage

        page = self.window.page("goals")
        self.window.go("goals")
        if isinstance(page, GoalsPage):
            page.show_face("timeline")
            self.keep(self.whole(), f"goals-timeline-{name}")
            page.show_face("list")

    def draw_palette(self, name: str) -> None:
        """The search field with a word in it."""
        self.window.activateWindow()
        self.settle()
        self.window.palette_list.open()
        self.window.top.search.setText(SEARCHED)
        self.keep(self.whole(), f"search-{name}")
        self.window.palette_list.leave()

    def draw_note(self, name: str) -> None:
        """Quick capture over the window."""
        from mentorjournal.gui.dialogs.capture import CaptureDialog

        self.settle()
        under = self.whole()
        self.session.capture()
        (dialog,) = self.window.findChildren(CaptureDialog)
        dialog.field.setPlainText(NOTE)
        self.settle()
        drawn = self.over(under, dialog)
        dialog.field.clear()
        dialog.flush()
        dialog.reject()
        self.keep(drawn, f"quick-note-{name}")

    def over(self, under: QPixmap, dialog: QWidget) -> QPixmap:
        """A dialog over the window, which is darkened."""
        from PySide6.QtGui import QColor, QPainter

        over = dialog.grab()
        place = over.rect()
        place.moveCenter(under.rect().center())
        painter = QPainter(under)
        painter.fillRect(under.rect(), QColor(0, 0, 0, 70))
        painter.drawPixmap(place, over)
        painter.setPen(QColor(self.session.themes.theme.colour("line")))
        painter.drawRect(place)
        painter.end()
        return under

    def draw_packets(self, pairs: Iterable[tuple[str, float]]) -> None:
        """A review by packet, in each theme and text size; the journal has its comments afterwards."""
        from tools.pictures_packets import PacketPictures

        pictures, worn_in = PacketPictures(self), list(pairs)
        for theme, scale in worn_in:
            self.session.themes.wear(theme, scale)
            pictures.draw(worn(theme, scale))
        pictures.take_answer()
        for theme in dict.fromkeys(theme for theme, _ in worn_in):
            self.session.themes.wear(theme, 1.0)
            pictures.draw_comments(theme)

    def draw_paper(self) -> None:
        """The pages of the progress summary, and of the papers for two people."""
        from mentorjournal.services.reporting.options import ReportOptions

        for stale in self.out.glob("paper-*.png"):
            stale.unlink()
        made = io.BytesIO()
        self.services.reporting.draw(ReportOptions(purpose=PURPOSE), made)
        kept_pages(made.getvalue(), self.out, "paper")
        with tempfile.TemporaryDirectory() as folder:
            for name, path in papers(self.services, self.today, Path(folder)):
                kept_pages(path.read_bytes(), self.out, name)

    def whole(self) -> QPixmap:
        """The window as it is once nothing moves any more."""
        self.settle()
        self.window.toast.hide()
        return self.window.grab()

    def keep(self, drawn: QPixmap, name: str) -> None:
        """Write a picture."""
        from PIL import Image
        from PySide6.QtCore import QBuffer, QIODevice

        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        drawn.save(buffer, "BMP")
        kept(Image.open(io.BytesIO(buffer.data().data())), self.out / f"{name}.png")

    def settle(self) -> None:
        """Let the event loop run until no worker and no timer that ends is waiting."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        quiet = 0

        def look() -> None:
            nonlocal quiet
            quiet = 0 if self.busy() else quiet + 1
            if quiet == QUIET_LOOKS:
                loop.quit()

        poll = QTimer()
        poll.timeout.connect(look)
        poll.start(LOOK_MS)
        QTimer.singleShot(LONGEST_MS, loop, loop.quit)
        loop.exec()
        poll.stop()

    def busy(self) -> bool:
        """Whether something is about to change what is shown."""
        from PySide6.QtCore import QTimer

        if self.session.busy:
            return True
        return any(
            timer.isActive() and timer.isSingleShot() and timer.interval() < SOON_MS
            for timer in self.window.findChildren(QTimer)
        )


def worn(theme: str, scale: float) -> str:
    """What the pictures of a theme in a text size end with."""
    return theme if scale == 1.0 else f"{theme}-{round(scale * 100)}"


def usual_face(app: QApplication) -> None:
    """Where the system has no face of its own for windows, one that looks like those that have."""
    from PySide6.QtGui import QFontDatabase, QFontInfo

    font = app.font()
    if QFontInfo(font).family().startswith("DejaVu") and "Liberation Sans" in QFontDatabase.families():
        font.setFamily("Liberation Sans")
        app.setFont(font)


if __name__ == "__main__":
    sys.exit(main())
