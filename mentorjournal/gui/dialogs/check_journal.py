"""Reads the whole journal and says whether anything is damaged, and then what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from mentorjournal.errors import Cancelled, JournalError
from mentorjournal.gui.backup_words import when_words
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.dialogs.work_row import WorkRow
from mentorjournal.gui.watching_damage import full_check
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from mentorjournal.gui.bridge import Task
    from mentorjournal.gui.context import Context
    from mentorjournal.services.backups import Backup
    from mentorjournal.services.checking import CheckReport


class CheckJournalDialog(Dialog):
    """Begins at once. With damage it stops all writing and offers the newest good backup and what can be read."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(
            "Check this journal",
            parent,
            width=520,
            scrolls=True,
            intro="Every page, link, file and word of the search index is read; nothing is changed.",
        )
        self._context = context
        self.findings = TextLabel("", wrap=True)
        self.backup = TextLabel("", "muted", wrap=True)
        self.work = WorkRow(context.tasks)
        self.close_button = QuietButton(self.tr("Close"))
        self.again_button = QuietButton(self.tr("Check again"), "check")
        self.backups_button = PrimaryButton(self.tr("Backups…"))
        self.rescue_button = QuietButton(self.tr("Save what can be read…"))
        for item in (self.findings, self.backup, self.work):
            self.add(item)
        self.add_button(self.again_button, left=True)
        for button in (self.rescue_button, self.close_button, self.backups_button):
            button.setAutoDefault(False)
            self.add_button(button)
        self.close_button.clicked.connect(self.reject)
        self.again_button.clicked.connect(self._check)
        self.backups_button.clicked.connect(self._open_backups)
        self.rescue_button.clicked.connect(self._rescue)
        self.work.done.connect(self._after_work)
        self.work.failed.connect(self._after_failure)
        self._check()

    def _check(self) -> None:
        journal = self._context.services.journal
        self.say("")
        self.findings.setText("")
        self._offer(damaged=journal.damaged)
        self.work.run(
            self.tr("Reading {0}").format(journal.path.name), lambda task: full_check(journal, task.cancelled)
        )
        self.again_button.setEnabled(False)

    def _offer(self, *, damaged: bool) -> None:
        for item in (self.backups_button, self.rescue_button, self.backup):
            item.setVisible(damaged)

    @Slot(object)
    def _after_work(self, result: CheckReport | tuple[Backup, ...]) -> None:
        if isinstance(result, tuple):
            self._show_newest(result)
            return
        self.again_button.setEnabled(True)
        journal = self._context.services.journal
        self.findings.setText("\n\n".join(result.sentences))
        if result.ok:
            self.say(self.tr("This journal is sound."), "ok")
        elif journal.damaged:
            self.say(self.tr("You can read, not write: ") + journal.read_only_because, "error")
        else:
            whole = (
                self.tr("Every text is there, and the journal can be used. ") if result.texts_whole else ""
            )
            self.say(whole + self.tr("What is wrong stands below."), "warn")
        self._offer(damaged=not result.ok)
        if not result.ok:
            self.work.run(self.tr("Looking for the newest good backup"), self._look_for_backups)

    def _look_for_backups(self, _task: Task) -> tuple[Backup, ...]:
        return self._context.services.backups.all()

    def _show_newest(self, backups: tuple[Backup, ...]) -> None:
        good = next((item for item in backups if item.counts is not None), None)
        if good is None or good.counts is None:
            self.backup.setText(self.tr("No backup that opens was found on this computer."))
            return
        when = when_words(good.made_at, self._context.now())
        said = self.tr(
            "The newest backup that opens: {0}, with {1} records. It was read and counted just now."
        )
        self.backup.setText(said.format(when, f"{good.counts.total:,}"))

    @Slot(object)
    def _after_failure(self, error: JournalError) -> None:
        self.again_button.setEnabled(True)
        self.say(error.message, "info" if isinstance(error, Cancelled) else "error")

    def _open_backups(self) -> None:
        navigator = self._context.navigator
        self.accept()
        navigator.dialog_wanted.emit("backups")

    def _rescue(self) -> None:
        from mentorjournal.gui.dialogs.rescue import RescueDialog

        services, navigator, above = (self._context.services, self._context.navigator, self.parentWidget())
        journal = services.journal
        self.accept()
        here = services if journal.holds_lock else None
        dialog = RescueDialog(journal.path, above, journal.copy_key(), open_here=here)
        dialog.wanted.connect(lambda path, _: navigator.journal_wanted.emit(path))
        dialog.open()

    def reject(self) -> None:
        """Close, and stop what runs: it changes nothing."""
        self.work.cancel()
        super().reject()
