"""The backups of the journal: make one, see what is in one against the present, bring back a part or the whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from mentorjournal.errors import Cancelled, JournalError, PassphraseNeeded, WrongPassphrase
from mentorjournal.gui.backup_round import asked, going
from mentorjournal.gui.backup_words import at_words, made_words, taken_words
from mentorjournal.gui.dialogs.backups_face import BackupsFace
from mentorjournal.gui.reworking import Rework

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mentorjournal.gui.backup_round import Round
    from mentorjournal.gui.bridge import Task
    from mentorjournal.gui.context import Context
    from mentorjournal.services.backups import Backup
    from mentorjournal.services.restoring import Difference, Taken


class BackupsDialog(BackupsFace):
    """First the list; then, of one of them, what would change."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(context, parent)
        self._path: Path | None = None
        self._passphrase = ""
        self._then: Callable[[Any], None] | None = None
        self._taken: tuple[str, str] | tuple[()] = ()
        self._newest = False
        self._connect()
        self._show_page(self.first)
        self._load()

    def _connect(self) -> None:
        self.make.clicked.connect(self._make)
        self.elsewhere.clicked.connect(self._ask_file)
        self.look.clicked.connect(self._look)
        self.backups.wanted.connect(self._look)
        self.backups.chosen.connect(self._allow)
        self.contents.ticks_changed.connect(self._allow)
        self.back.clicked.connect(self._go_back)
        self.unlock.clicked.connect(self._unlock)
        self.passphrase.returnPressed.connect(self._unlock)
        self.take.clicked.connect(self._take)
        self.whole.clicked.connect(self._ask)
        self.no.clicked.connect(self._keep)
        self.yes.clicked.connect(self._restore_whole)
        self.close_button.clicked.connect(self.reject)
        self.work.done.connect(self._after_work)
        self.work.failed.connect(self._after_failure)

    def _run(self, words: str, work: Callable[[Task], Any], then: Callable[[Any], None]) -> None:
        """Do this on the worker, then that with its result; one thing at a time."""
        if self.work.busy:
            return
        self.say("")
        self._keep()
        self._then = then
        self.work.run(words, work)
        self._allow()

    @Slot(object)
    def _after_work(self, result: object) -> None:
        then, self._then = self._then, None
        if then is not None:
            then(result)
        self._allow()

    @Slot(object)
    def _after_failure(self, error: JournalError) -> None:
        comparing, self._then = self._then == self._show_difference, None
        self._allow()
        if comparing and self._context.services.journal.damaged and not isinstance(error, Cancelled):
            self._show_damaged()
        elif isinstance(error, PassphraseNeeded | WrongPassphrase):
            self._ask_passphrase(error, again=bool(self._passphrase))
        else:
            self.say(error.message, "info" if isinstance(error, Cancelled) else "error")

    # The list

    def _load(self) -> None:
        backups = self._context.services.backups
        self._run(self.tr("Looking at the backups"), lambda _: backups.all(), self._show_backups)

    def _show_backups(self, found: Sequence[Backup]) -> None:
        self.backups.show_backups(found, self._context.now())
        if self._newest:
            self._newest = False
            self.backups.choose_newest()
        if self.pages.currentWidget() is self.first:
            (self.backups.list if found else self.make).setFocus()

    def _make(self) -> None:
        backups, settings = self._context.services.backups, self._context.preferences.settings
        self._run(self.tr("Making a backup"), lambda task: asked(backups, settings, task), self._after_making)

    def _after_making(self, found: Round) -> None:
        self._load()
        self._newest = True
        if found.second is not None and found.second.copied:
            preferences, journal = self._context.preferences, self._context.services.journal
            preferences.take(preferences.settings.copied(journal.path, found.second.seen))
        self.say(*made_words(found))
        self._context.navigator.backups_changed.emit()

    def _ask_file(self) -> None:
        start = self._context.preferences.settings.second_place or str(
            self._context.services.journal.path.parent
        )
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open a backup"), start, self.tr("Backups (*.mentorjournal);;All files (*)")
        )
        if chosen:
            self.look_into(Path(chosen), Path(chosen).stem)

    # One backup

    def _look(self) -> None:
        backup = self.backups.backup()
        if backup is not None and self.pages.currentWidget() is self.first:
            moment = at_words(backup.made_at, self._context.now())
            self.look_into(backup.path, self.tr("The backup made {0}").format(moment))

    def look_into(self, path: Path, about: str) -> None:
        """Compare the backup in this file with the journal; `about` says which it is."""
        if not self.work.busy:
            self._path, self._passphrase = path, ""
            self.head.setText(about)
            self._compare()

    def _compare(self) -> None:
        path, passphrase, restoring = self._path, self._passphrase, self._context.services.restoring
        if path is not None:
            words = self.tr("Comparing the backup with the journal")
            self._run(
                words, lambda task: restoring.compare(path, passphrase, going(task)), self._show_difference
            )

    def _show_difference(self, found: Difference) -> None:
        if self._path is None:
            return
        self.asking.hide()
        self.contents.show()
        self.contents.show_difference(found, self._path, self._passphrase)
        self._show_page(self.second)
        if self._taken:
            self.say(*self._taken)
            self._taken = ()
        self.contents.list.setFocus()

    def _show_damaged(self) -> None:
        """A journal that cannot be read cannot be compared; a backup can take its place all the same."""
        said = self.tr(
            "The journal is damaged and cannot be compared with this backup. The whole backup can take its place; "
            "the damaged file is kept beside it."
        )
        self.asking.hide()
        self.contents.show()
        self.contents.show_nothing(said)
        self._show_page(self.second)
        self.whole.setFocus()

    def _ask_passphrase(self, error: JournalError, *, again: bool) -> None:
        self._passphrase = ""
        self.contents.hide()
        self.asking.show()
        self._show_page(self.second)
        if again:
            self.say(error.message)
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def _unlock(self) -> None:
        if self.passphrase.text() and not self.work.busy:
            self._passphrase = self.passphrase.text()
            self._compare()

    def _go_back(self) -> None:
        if not self.work.busy:
            self._forget()
            self.say("")
            self._keep()
            self._show_page(self.first)
            self.backups.list.setFocus()

    def _forget(self) -> None:
        self._path, self._passphrase = None, ""
        self.passphrase.clear()
        self.contents.preview.clear()

    def _take(self) -> None:
        path, passphrase, ids = self._path, self._passphrase, self.contents.ticked()
        restoring = self._context.services.restoring
        if path is not None and ids:
            self._run(
                self.tr("Restoring"),
                lambda _: restoring.take(path, ids, passphrase),
                lambda taken: self._after_taking(taken, len(ids)),
            )
            self.work.stop.setEnabled(False)  # one transaction, whole or not at all

    def _after_taking(self, taken: Taken, ticked: int) -> None:
        self._taken = taken_words(taken, ticked)
        self._compare()

    # The whole journal

    def _ask(self) -> None:
        self.question.show()
        self._allow()
        self.no.setFocus()

    def _keep(self) -> None:
        self.question.hide()
        self._allow()

    def _restore_whole(self) -> None:
        self._keep()
        if self._path is None:
            return
        journal = self._context.services.journal
        path, key, backup, passphrase = journal.path, journal.copy_key(), self._path, self._passphrase

        def run(task: Task) -> str:
            from mentorjournal.services.restoring import restore_whole

            return restore_whole(path, key, backup, going(task), passphrase=passphrase, only_own=True)

        # An encrypted journal keeps its own key, whatever passphrase the backup had.
        theirs = passphrase or None if key is None else None
        rework = Rework(self.tr("Restoring the journal from a backup…"), run, theirs)
        self._context.navigator.rework_wanted.emit(rework)

    def reject(self) -> None:
        """Stop what runs; with nothing running, close."""
        if self.work.busy:
            self.work.cancel()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Close without leaving a passphrase in a field, or text of a backup on the screen."""
        self._forget()
        super().done(result)
