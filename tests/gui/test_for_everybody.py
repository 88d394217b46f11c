"""Every place and dialog by screen reader, by keyboard and in large text, with the sample journal."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as WaitedTooLong
from pytestqt.qtbot import QtBot

from mentorjournal import settings
from mentorjournal.gui.actions import Place
from mentorjournal.gui.dialogs.action_item import ActionDialog
from mentorjournal.gui.dialogs.backups import BackupsDialog
from mentorjournal.gui.dialogs.capture import CaptureDialog
from mentorjournal.gui.dialogs.changes import ChangesDialog
from mentorjournal.gui.dialogs.first_run import FirstRunDialog
from mentorjournal.gui.dialogs.import_files import ImportDialog
from mentorjournal.gui.dialogs.passphrase import PassphraseDialog
from mentorjournal.gui.dialogs.pick_record import PickRecordDialog
from mentorjournal.gui.dialogs.recovery_sheet import RecoverySheetDialog
from mentorjournal.gui.dialogs.settings import SettingsDialog
from mentorjournal.gui.dialogs.shortcuts import ShortcutsDialog
from mentorjournal.gui.dialogs.take_away import TakeAwayDialog
from mentorjournal.gui.dialogs.trash import TrashDialog
from mentorjournal.gui.dialogs.unlock import UnlockDialog
from mentorjournal.gui.dialogs.versions import VersionsDialog
from mentorjournal.gui.session import Session
from mentorjournal.gui.widgets.chips import Chip
from mentorjournal.model.types import Goal
from mentorjournal.services.opening import create_services
from tests.gui.conftest import SessionMaker
from tests.gui.cycle_dialogs import CYCLE_DIALOGS
from tests.gui.shell import BUILT, dialog, journal_of, sample, today

SMALL_SCREEN = 1366
"""The width of the smallest laptops in use, in pixels."""
CONTROLS = (QAbstractButton, QLineEdit, QTextEdit, QPlainTextEdit, QComboBox)


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample journal as of today, made once."""
    folder = tmp_path_factory.mktemp("sample")
    return sample(folder / "sample.mentorjournal", dt.datetime.now().astimezone().date())


@pytest.fixture
def opened(session: Session, sample_file: Path, tmp_path: Path) -> Session:
    """The window with the sample journal."""
    return filled(session, sample_file, tmp_path)


def filled(session: Session, sample_file: Path, tmp_path: Path) -> Session:
    path = tmp_path / "sample.mentorjournal"
    path.write_bytes(sample_file.read_bytes())
    assert session.open(path)
    return session


def under(item: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """An accessible object and everything below it that can be seen."""
    state = item.state()
    if state.invisible:
        return
    yield item
    for index in range(item.childCount()):
        child = item.child(index)
        if child.isValid():
            yield from under(child)


def unnamed(root: QWidget) -> list[str]:
    """Focusable, enabled controls below `root` that a screen reader could not call by a name."""
    found = QAccessible.queryAccessibleInterface(root)
    assert found is not None
    wrong = []
    for item in under(found):
        state = item.state()
        if not state.focusable or state.disabled:
            continue
        widget = item.object()
        if not isinstance(widget, QWidget) or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if isinstance(widget, QScrollArea) or widget is root:
            continue
        if not item.text(QAccessible.Text.Name).strip():
            parents = []
            above: QWidget | None = widget
            while above is not None and above is not root:
                parents.append(type(above).__name__)
                above = above.parentWidget()
            wrong.append(f"{item.role().name}: {' < '.join(parents)}")
    return wrong


def fill_place(session: Session, place: Place) -> QWidget:
    """Open a place, with a record shown where it shows records."""
    session.window.go(place.key)
    for kind in place.types:
        for row, _ in _first(session, kind):
            session.window.open_record(row)
            return session.window.page(place.key)
    return session.window.page(place.key)


def _first(session: Session, kind: str) -> Iterator[tuple[str, str]]:
    for hit in journal_of(session).timeline.latest(500):
        if hit.type == kind:
            yield hit.id, hit.heading
            return


Opener = Callable[[Session], object]


def pick(session: Session) -> None:
    assert session.window.context is not None
    PickRecordDialog(session.window.context, "Link to", "", session.window).open()


def versions(session: Session) -> None:
    services = journal_of(session)
    goal = services.records.all(Goal)[0]
    services.records.amend(goal.id, {"title": "Another title"}, "Edit goal")
    assert session.window.context is not None
    VersionsDialog(session.window.context, goal.id, session.window).open()


def unlock(session: Session) -> None:
    UnlockDialog(Path("mine.mentorjournal"), session.window).open()


def trash(session: Session) -> None:
    services = journal_of(session)
    services.records.trash(services.records.all(Goal)[0].id)
    session.open_dialog("trash")


def loose_action(session: Session) -> None:
    session.window.open_record(journal_of(session).actions.add("Send the protocol").id)


DIALOGS: dict[type[QDialog], Opener] = {
    ActionDialog: loose_action,
    BackupsDialog: lambda session: session.open_dialog("backups"),
    CaptureDialog: Session.capture,
    ChangesDialog: lambda session: session.open_dialog("changes"),
    FirstRunDialog: lambda session: session.choosing.begin_new(),
    ImportDialog: lambda session: session.open_dialog("import"),
    PassphraseDialog: lambda session: session.open_dialog("passphrase"),
    PickRecordDialog: pick,
    RecoverySheetDialog: lambda session: session.open_dialog("recovery-sheet"),
    SettingsDialog: Session.show_settings,
    ShortcutsDialog: Session.show_shortcuts,
    TakeAwayDialog: lambda session: session.open_dialog("export"),
    TrashDialog: trash,
    UnlockDialog: unlock,
    VersionsDialog: versions,
    **CYCLE_DIALOGS,
}
EVERY_DIALOG = pytest.mark.parametrize(
    ("kind", "open_it"), DIALOGS.items(), ids=[kind.__name__ for kind in DIALOGS]
)


def clipped(root: QWidget) -> list[str]:
    """Texts below `root` that have less room than they need."""
    wrong = []
    for widget in root.findChildren(QWidget):
        if (
            not widget.isVisibleTo(root)
            or not isinstance(widget, QLabel | QAbstractButton)
            or not widget.text()
        ):
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            high = widget.heightForWidth(widget.width())
            if high > widget.height() + 1:
                wrong.append(f"{widget.text()!r} is {widget.height()} high and needs {high}")
            continue
        needed = widget.minimumSizeHint()
        if widget.width() + 1 < needed.width() or widget.height() + 1 < needed.height():
            wrong.append(f"{widget.text()!r} is {widget.size().toTuple()} and needs {needed.toTuple()}")
    return wrong


@pytest.fixture
def large(make_session: SessionMaker, sample_file: Path, tmp_path: Path) -> Session:
    """The window at 200 % with the sample journal."""
    settings.save(settings.Settings(text_scale=2.0))
    session = filled(make_session(), sample_file, tmp_path)
    session.window.resize(SMALL_SCREEN, 768)
    return session


@pytest.mark.parametrize("place", BUILT, ids=[place.key for place in BUILT])
def test_a_place_has_names_everywhere_and_fits_at_twice_the_size(
    qtbot: QtBot, large: Session, place: Place
) -> None:
    page = fill_place(large, place)
    assert page.isVisible()
    assert unnamed(large.window) == []
    # Lines that wrap settle in rounds: another width, another height, perhaps a scroll bar.
    with contextlib.suppress(WaitedTooLong):
        qtbot.waitUntil(lambda: not clipped(page))
    assert clipped(page) == []
    assert clipped(large.window.rail) == []
    assert clipped(large.window.top) == []
    assert large.window.width() == SMALL_SCREEN


@EVERY_DIALOG
def test_a_dialog_has_names_everywhere_fits_at_twice_the_size_and_closes_by_escape(
    qtbot: QtBot, large: Session, kind: type[QDialog], open_it: Opener
) -> None:
    open_it(large)
    found = dialog(qtbot, large, kind)
    assert unnamed(found) == []
    assert clipped(found) == []
    QTest.keyClick(QApplication.focusWidget() or found, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not found.isVisible())


def test_tab_reaches_everything_on_today_once(qtbot: QtBot, opened: Session) -> None:
    page = today(opened)
    wanted = {
        widget
        for widget in page.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and widget.isVisibleTo(page)
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    }
    assert len(wanted) > 10
    opened.window.top.search.setFocus()
    reached: list[QWidget] = []
    for _ in range(len(wanted) + 40):
        opened.window.focusNextChild()
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in reached:
            break
        reached.append(focused)
    assert [type(widget).__name__ + widget.accessibleName() for widget in wanted - set(reached)] == []
    # Of buttons that exclude each other, Tab reaches the one that is chosen; arrows reach the others.
    shapes = [widget for widget in reached if isinstance(widget, Chip)]
    assert [chip.isChecked() for chip in shapes] == [True]


def test_tab_goes_down_the_page(qtbot: QtBot, opened: Session) -> None:
    page = today(opened)
    page.setFocus()
    places = []
    page.write.field.setFocus()
    before = page.write.field.mapTo(page, page.write.field.rect().topLeft()).y()
    for _ in range(3):
        opened.window.focusNextChild()
        focused = QApplication.focusWidget()
        assert focused is not None
        places.append(focused.mapTo(page, focused.rect().topLeft()).y())
    assert min(places) > before


def test_a_journal_that_is_empty_has_names_everywhere_too(session: Session, tmp_path: Path) -> None:
    create_services(tmp_path / "empty.mentorjournal").journal.close()
    assert session.open(tmp_path / "empty.mentorjournal")
    for place in BUILT:
        session.window.go(place.key)
        assert unnamed(session.window) == [], place.key
