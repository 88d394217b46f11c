"""One sitting at the program: opens a journal into the window, locks it, closes it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QTimeZone

from mentorjournal import settings as preferences
from mentorjournal.errors import JournalError, NotAJournal, WrongPassphrase
from mentorjournal.gui.actions import Command
from mentorjournal.gui.error_hook import ErrorHook
from mentorjournal.gui.journal_dialogs import dialog_commands, open_dialog
from mentorjournal.gui.keepers import Keepers
from mentorjournal.gui.keychain import Keychain
from mentorjournal.gui.locking import Locking
from mentorjournal.gui.main_window import MainWindow
from mentorjournal.gui.modes import Modes
from mentorjournal.gui.packets_alone import PacketsAlone
from mentorjournal.gui.preferences import Preferences
from mentorjournal.gui.recent import RecentMenu
from mentorjournal.gui.rescuing import Rescuing
from mentorjournal.gui.reworking import Reworks
from mentorjournal.gui.theme import ThemeManager
from mentorjournal.gui.unlocking import Unlocking

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from mentorjournal.gui.bridge import ChangeRelay, TaskRunner
    from mentorjournal.gui.context import Navigator
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
        self._relay: ChangeRelay | None = None
        self._runners: tuple[TaskRunner, ...] = ()
        self._navigator: Navigator | None = None
        self._keepers = Keepers(self)
        self._locking = Locking(self, self._keepers)
        self._keychain = Keychain(self.preferences, self)
        self._keychain.said.connect(lambda said: self.window.notice.show_message(said, "warn"))
        self._veiled: Services | None = None
        self._shares = False
        self._modes = Modes(self.window, self)
        self._modes.sharing_wanted.connect(self.share_screen)
        self._rescuing = Rescuing(self.window, self)
        self._rescuing.wanted.connect(self.open)
        self._unlocking = Unlocking(self.window, self._keychain, self)
        self._unlocking.opened.connect(self._show)
        self._unlocking.damaged.connect(self._rescuing.offer)
        self._unlocking.wanted.connect(self.open)
        self._reworks = Reworks(self)
        self.packets_alone = PacketsAlone(self.window, local_now, self)
        self.packets_alone.journal_wanted.connect(self.choose_journal)
        self._hook = ErrorHook(self.window, self)
        self.window.closing.connect(self._keepers.leave)
        self.window.closing.connect(self._on_closing)
        self.window.lock_wanted.connect(self.lock)
        self.window.settings_wanted.connect(self.show_settings)
        self.window.open_wanted.connect(self.choose_journal)
        self.window.top.capture_wanted.connect(self.capture)
        self.preferences.failed.connect(lambda said: self.window.notice.show_message(said, "warn"))
        self.window.add_commands(self._commands())
        self.window.recent = self._recent_menu()
        if settings.geometry:
            self.window.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))

    def _commands(self) -> tuple[Command, ...]:
        return (
            *dialog_commands(self.window),
            *self._modes.commands(),
            Command("open", self.tr("Open another journal…"), self.choose_journal, "open", "Ctrl+O"),
            Command("new-journal", self.tr("New journal…"), self.first_run, "add"),
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
        return any(runner.busy for runner in self._runners)

    def _recent_menu(self) -> RecentMenu:
        made = RecentMenu(self.window.top.menu, self._recent)
        made.wanted.connect(self.open_recent)
        return made

    def _recent(self) -> list[Path]:
        """The journals opened before, without the one that is open."""
        here = self.services.journal.path.absolute() if self.services is not None else None
        return [path for path in map(Path, self.settings.recent) if path != here]

    def begin(self, path: Path | None) -> None:
        """Open `path`, or the journal open last, or offer to make one. A packet is opened in the journal open last."""
        last = Path(self.settings.last_journal) if self.settings.last_journal else None
        there = last if last is not None and last.exists() else None
        if path is not None and self.packets_alone.begin(path, there, self.open):
            return
        wanted = path or last
        if wanted is None or (not path and self._gone(wanted)):
            self.first_run()
        else:
            self.open(wanted)

    def open_recent(self, path: Path) -> None:
        """Open a journal that was open before; one that is gone leaves the list."""
        if not self._gone(path):
            self.open(path)

    def _gone(self, path: Path) -> bool:
        if path.exists():
            return False
        self.preferences.take(self.settings.forgotten(path))
        said = self.tr(
            "{0} is not there any more. It was taken off the list; if it was moved, open it where it is."
        )
        self.window.notice.show_message(said.format(path), "warn")
        return True

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
            self._take_up(self._as_shared(services))
        except NotAJournal as error:  # so damaged that not even its first page can be shown
            self._let_go()
            services.journal.close()
            self.services = None
            self._rescuing.offer(services.journal.path, error.message)
            return False
        self.preferences.take(self.settings.opened(services.journal.path))
        return True

    def _take_up(self, services: Services) -> None:
        """Show a journal, or what of it may be seen."""
        from mentorjournal.gui.bridge import ChangeRelay, TaskRunner
        from mentorjournal.gui.context import Context, Navigator

        sharing = services is not self.services
        self._relay = ChangeRelay(services, self)
        self._runners = (TaskRunner(self), TaskRunner(self))
        self._navigator = navigator = Navigator(self)
        navigator.capture_wanted.connect(self.capture)
        navigator.dialog_wanted.connect(self.open_dialog)
        navigator.lock_wanted.connect(self.lock)
        navigator.rework_wanted.connect(self.rework)
        navigator.journal_wanted.connect(self._open_other)
        context = Context(
            services, self._relay, self._runners[0], navigator, self.themes, local_now, self.preferences
        )
        self.window.attach(context, self._runners[1])
        self._modes.attach(context, sharing=sharing)
        if sharing:
            self.window.notice.clear()  # the strip says it, for as long as it is so
        self._keepers.attach(context, shared=sharing)
        self.packets_alone.follow(context, sharing=sharing)

    def _let_go(self) -> None:
        """Empty the window and stop the workers."""
        self._keepers.detach()
        self._modes.detach()
        self.window.detach()
        for runner in self._runners:
            runner.wait()
            runner.deleteLater()
        if self._relay is not None:
            self._relay.stop()
            self._relay.deleteLater()
        if self._navigator is not None:
            self._navigator.deleteLater()
        if self._veiled is not None:
            self._veiled.journal.close()
        self._veiled, self._relay, self._navigator, self._runners = None, None, None, ()

    def share_screen(self, on: bool) -> None:
        """Show only what may be seen by others, or everything again; every text on the screen is made anew."""
        if self.services is None or not self.window.flush():
            return
        place = self.window.place
        self._let_go()
        self._shares = on
        self._take_up(self._as_shared(self.services))
        self.window.go(place)

    def _as_shared(self, services: Services) -> Services:
        """What of a journal may be shown; a screen stays shared over locking and opening, until that is ended."""
        from mentorjournal.services.opening import veiled

        self._veiled = veiled(services) if self._shares else None
        return self._veiled or services

    def close_journal(self) -> bool:
        """Save, empty the window, stop the workers and close the file; False where saving failed."""
        if self.services is None:
            return True
        if not self.window.flush():
            return False
        self._let_go()
        self.services.journal.close()
        self.services = None
        return True

    def lock(self) -> None:
        """Close an encrypted journal and ask for its passphrase again; others cannot be locked.

        One whose file is being worked on is locked when that is done.
        """
        if not self._reworks.lock():
            self._locking.lock()

    def first_run(self) -> None:
        """Offer a new journal, a sample, or opening one that exists."""
        from mentorjournal.gui.dialogs.first_run import FirstRunDialog

        dialog = FirstRunDialog(preferences.journal_folder(), self.window)
        dialog.made.connect(self._show_new)
        dialog.open_wanted.connect(self.choose_journal)
        dialog.packet_wanted.connect(self.window.packet_wanted)
        dialog.open()

    def _show_new(self, services: Services) -> None:
        """A journal just made; for an encrypted one the sheet that goes with it is offered, this once."""
        if self._show(services) and services.journal.encrypted and self._navigator is not None:
            said = self.tr(
                "Your journal is encrypted. Nobody can recover a forgotten passphrase: print a recovery sheet and write "
                "it down there."
            )
            self._navigator.tell_way("info", said, self.tr("Recovery sheet…"), "recovery-sheet")

    def choose_journal(self) -> None:
        """Ask for a journal file and open it."""
        from PySide6.QtWidgets import QFileDialog

        start = self.settings.last_journal or str(preferences.journal_folder())
        name, _ = QFileDialog.getOpenFileName(
            self.window,
            self.tr("Open a journal"),
            start,
            self.tr("Journals (*.mentorjournal);;All files (*)"),
        )
        if name:
            self.open(Path(name))

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
