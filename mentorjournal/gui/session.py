"""One sitting at the program: opens a journal into the window, locks it, closes it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QTimeZone

from mentorjournal.errors import JournalError, NotAJournal, WrongPassphrase
from mentorjournal.gui.actions import Command
from mentorjournal.gui.choosing import Choosing
from mentorjournal.gui.error_hook import ErrorHook
from mentorjournal.gui.journal_dialogs import dialog_commands, open_dialog
from mentorjournal.gui.keychain import Keychain
from mentorjournal.gui.locking import Locking
from mentorjournal.gui.main_window import MainWindow
from mentorjournal.gui.packets_alone import PacketsAlone
from mentorjournal.gui.preferences import Preferences
from mentorjournal.gui.rescuing import Rescuing
from mentorjournal.gui.reworking import Reworks
from mentorjournal.gui.showing import Showing
from mentorjournal.gui.theme import ThemeManager
from mentorjournal.gui.unlocking import Unlocking

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from mentorjournal.gui.context import Context, Navigator
    from mentorjournal.gui.reworking import Rework
    from mentorjournal.services.bundle import Services
    from mentorjournal.services.opening import Key
    from mentorjournal.settings import Settings


def local_now() -> dt.datetime:
    """The present moment, aware, in the local time zone."""
    return dt.datetime.now().astimezone()


def local_zone() -> str:
    """The local time zone by its IANA name; empty where the system has none."""
    return bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "ignore")


class Session(QObject):
    """Owns the window and, while one is open, the journal."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__(app)
        self.preferences = Preferences(settings, self, saved=True)
        self.themes = ThemeManager(app, settings.theme, settings.text_scale)
        self.window = MainWindow(self.themes)
        self.services: Services | None = None
        self._showing = Showing(self.window, self.preferences, self)
        self._showing.navigates.connect(self._wire)
        self._keepers = self._showing.keepers
        self.choosing = Choosing(self.window, self.preferences, self._here, self)
        self.choosing.wanted.connect(self.open)
        self.choosing.made.connect(self._show_new)
        self._locking = Locking(self, self._keepers)
        self._keychain = Keychain(self.preferences, self)
        self._keychain.said.connect(lambda said: self.window.notice.show_message(said, "warn"))
        self._showing.modes.sharing_wanted.connect(self.share_screen)
        self._rescuing = Rescuing(self.window, self)
        self._rescuing.wanted.connect(self.open)
        self._unlocking = Unlocking(self.window, self._keychain, self)
        self._unlocking.opened.connect(self._show)
        self._unlocking.damaged.connect(self._rescuing.offer)
        self._unlocking.wanted.connect(self.open)
        self._reworks = Reworks(self)
        self.packets_alone = PacketsAlone(self.window, local_now, self)
        self.packets_alone.journal_wanted.connect(self.choosing.choose)
        self._showing.begun.connect(self._follow)
        self._hook = ErrorHook(self.window, self)
        self.window.closing.connect(self._keepers.leave)
        self.window.closing.connect(self._on_closing)
        self.window.lock_wanted.connect(self.lock)
        self.window.settings_wanted.connect(self.show_settings)
        self.window.top.capture_wanted.connect(self.capture)
        self.preferences.failed.connect(lambda said: self.window.notice.show_message(said, "warn"))
        self.window.add_commands(self._commands())
        self.choosing.add_menu()
        if settings.geometry:
            self.window.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))

    def _commands(self) -> tuple[Command, ...]:
        return (
            *dialog_commands(self.window),
            *self._showing.modes.commands(),
            Command("open", self.tr("Open another journal…"), self.choosing.choose, "open", "Ctrl+O"),
            Command("new-journal", self.tr("New journal…"), self.choosing.begin_new, "add"),
            Command("rail", self.tr("Fold the rail"), self._fold_rail, "rail", "Ctrl+B"),
            Command("settings", self.tr("Settings"), self.show_settings, "settings", "Ctrl+,"),
            Command("lock", self.tr("Lock"), self.lock, "lock", "Ctrl+L"),
            Command("shortcuts", self.tr("Keyboard shortcuts"), self.show_shortcuts, "keyboard", "F1"),
            Command("quit", self.tr("Quit"), self.window.close, "close", "Ctrl+Q"),
        )

    @property
    def settings(self) -> Settings:
        """The preferences of this computer as they are now."""
        return self.preferences.settings

    @property
    def busy(self) -> bool:
        """True while a worker has something to do."""
        return self._showing.busy

    def begin(self, path: Path | None) -> None:
        """Open `path`, or the journal open last, or offer to make one. A packet is opened in the journal open last."""
        last = self.choosing.last()
        there = last if last is not None and last.exists() else None
        if path is not None and self.packets_alone.begin(path, there, self.open):
            return
        wanted = path or last
        if wanted is None or (not path and self.choosing.is_gone(wanted)):
            self.choosing.begin_new()
        else:
            self.open(wanted)

    def open(self, path: Path, passphrase: str = "", *, key: Key | None = None, locked: bool = False) -> bool:
        """Open a journal into the window, asking for its passphrase where it needs one.

        A `key` of an earlier opening spares the passphrase while it fits. One that is `locked` is not opened by
        the system's keychain any more until its passphrase was typed.
        """
        from mentorjournal.services.opening import is_encrypted, open_services, opens

        if self._is_open(path):
            self.window.toast.show_message(self.tr("{0} is open here already.").format(path.name), "info")
            return True
        if locked:
            self._unlocking.lock(path)
        try:
            if is_encrypted(path) and not passphrase and not opens(path, key):
                self._unlocking.ask(path)
                return False
            return self._show(open_services(path, passphrase, key=key))
        except WrongPassphrase as error:
            self._unlocking.ask(path, error.message)
        except NotAJournal as error:
            self._rescuing.offer(path, error.message)
        except JournalError as error:
            self.window.notice.show_message(error.message, "error")
        return False

    def _open_other(self, path: Path) -> None:
        key = self.services.journal.copy_key() if self.services is not None else None
        self.open(path, key=key)

    def _here(self) -> Path | None:
        return self.services.journal.path.absolute() if self.services is not None else None

    def _is_open(self, path: Path) -> bool:
        """Whether this window has the journal open and can write it; opening it again could not."""
        here = self.services.journal if self.services is not None else None
        return here is not None and not here.read_only_because and here.path.resolve() == path.resolve()

    def _show(self, services: Services) -> bool:
        closed = False
        try:
            closed = self.close_journal()
        finally:
            if not closed:
                services.journal.close()
        if not closed:
            return False
        self.services = services
        services.journal.time_zone = local_zone()
        try:
            self._showing.take_up(services, local_now)
        except NotAJournal as error:  # so damaged that not even its first page can be shown
            self._showing.let_go()
            services.journal.close()
            self.services = None
            self._rescuing.offer(services.journal.path, error.message)
            return False
        self.preferences.take(self.settings.opened(services.journal.path))
        return True

    def _wire(self, navigator: Navigator) -> None:
        navigator.capture_wanted.connect(self.capture)
        navigator.dialog_wanted.connect(self.open_dialog)
        navigator.lock_wanted.connect(self.lock)
        navigator.rework_wanted.connect(self.rework)
        navigator.journal_wanted.connect(self._open_other)

    def _follow(self, context: Context) -> None:
        self.packets_alone.follow(context, sharing=self._showing.shares)

    def share_screen(self, on: bool) -> None:
        """Show only what may be seen by others, or everything again; every text on the screen is made anew."""
        if self.services is not None and self.window.flush():
            self._showing.share(self.services, local_now, on=on)

    def close_journal(self) -> bool:
        """Save, empty the window, stop the workers and close the file; False where saving failed."""
        if self.services is None:
            return True
        if not self.window.flush():
            return False
        self._showing.let_go()
        self.services.journal.close()
        self.services = None
        return True

    def lock(self) -> None:
        """Close an encrypted journal and ask for its passphrase again; others cannot be locked.

        One whose file is being worked on is locked when that is done.
        """
        if not self._reworks.lock():
            self._locking.lock()

    def _show_new(self, services: Services) -> None:
        """A journal just made; for an encrypted one the sheet that goes with it is offered, this once."""
        if self._show(services) and services.journal.encrypted and self._showing.navigator is not None:
            said = self.tr(
                "Your journal is encrypted. Nobody can recover a forgotten passphrase: print a recovery sheet and write "
                "it down there."
            )
            self._showing.navigator.tell_way("info", said, self.tr("Recovery sheet…"), "recovery-sheet")

    def capture(self) -> None:
        """Quick capture."""
        self.open_dialog("capture")

    def open_dialog(self, key: str) -> None:
        """A dialog of the journal, by its key in `journal_dialogs`."""
        open_dialog(self.window, key)

    def rework(self, rework: Rework) -> None:
        """Close the journal, work on its file, and open it again; what happened is said afterwards."""
        self._reworks.begin(rework)

    def show_settings(self) -> None:
        """Theme, text size, paper, and whose journal this is."""
        from mentorjournal.gui.dialogs.settings import SettingsDialog

        SettingsDialog(self.preferences, self.themes, self.window.context, self.window).open()

    def show_shortcuts(self) -> None:
        """Every shortcut, read from the commands themselves."""
        from mentorjournal.gui.dialogs.shortcuts import ShortcutsDialog

        ShortcutsDialog(self.window.commands(), self.window).open()

    def _fold_rail(self) -> None:
        self.window.rail.set_collapsed(not self.window.rail.collapsed)

    def _on_closing(self) -> None:
        geometry = bytes(self.window.saveGeometry().toBase64().data()).decode()
        self.preferences.change(geometry=geometry)
        if self.busy or not self._keepers.give_up():
            self.window.hide()  # nothing stays in sight while a drive that does not answer is waited for
        self.close_journal()
        self._hook.remove()
