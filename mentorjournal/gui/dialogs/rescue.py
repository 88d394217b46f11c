"""For a damaged journal: saves what can be read into a new one, or puts the newest good backup in its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from mentorjournal.errors import Cancelled, JournalError
from mentorjournal.gui.bridge import TaskRunner
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.dialogs.work_row import WorkRow
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.fields import FormRow
from mentorjournal.gui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from mentorjournal.gui.bridge import Task
    from mentorjournal.services.bundle import Services
    from mentorjournal.services.opening import Key
    from mentorjournal.services.salvaging import Salvaged


class RescueDialog(Dialog):
    """`wanted` carries the file to open and its passphrase, or none where the key of the damaged one opens it.

    `open_here` is the journal where this window has it open; a backup is then restored elsewhere. `save_to` does
    what choosing a place does.
    """

    wanted = Signal(object, str)

    def __init__(
        self, path: Path, parent: QWidget | None, key: Key | None = None, *, open_here: Services | None = None
    ) -> None:
        super().__init__(
            f"Rescue {path.stem}",
            parent,
            width=520,
            intro="The damaged file is only read, never written. Everything on its sound pages comes over, with "
            "what the history still knows of the rest; what is lost is named.",
        )
        from mentorjournal.services.salvaging import needs_passphrase

        self._path, self._key, self._open_here = path, key, open_here
        self._result: Path | None = None
        self._tasks = TaskRunner(self)
        self.work = WorkRow(self._tasks)
        self.passphrase = SecretField(self.tr("Passphrase"))
        self._asks = key is None and needs_passphrase(path)
        self.add(row := FormRow(self.tr("Passphrase"), self.passphrase))
        row.setVisible(self._asks)
        self.add(self.work)
        self.close_button = QuietButton(self.tr("Close"))
        self.restore_button = QuietButton(self.tr("Restore the newest good backup"), "restore")
        self.open_button = PrimaryButton(self.tr("Open it"))
        self.save_button = PrimaryButton(self.tr("Save what can be read…"))
        self.restore_button.setHidden(open_here is not None)
        self.open_button.hide()
        self.add_button(self.restore_button, left=True)
        for button in (self.close_button, self.open_button, self.save_button):
            self.add_button(button)
        for button in (self.close_button, self.restore_button, self.open_button):
            button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._ask)
        self.restore_button.clicked.connect(self._restore)
        self.open_button.clicked.connect(self._open)
        self.work.done.connect(self._after_work)
        self.work.failed.connect(self._after_failure)
        self.finished.connect(self._tasks.wait)

    def _ask(self) -> None:
        if self._lacks_passphrase():
            return
        start = self._path.with_name(f"{self._path.stem} (rescued){self._path.suffix}")
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save what can be read"), str(start), self.tr("Journals (*.mentorjournal)")
        )
        if name:
            self.save_to(Path(name))

    def _lacks_passphrase(self) -> bool:
        if not self._asks or self.passphrase.text():
            return False
        self.say(self.tr("This journal is encrypted. Give its passphrase first."), "info")
        self.passphrase.setFocus()
        return True

    def save_to(self, target: Path) -> None:
        """Read the damaged journal into a new one at `target`."""
        path, key = self._path, self._key
        here = None if self._open_here is None else self._open_here.journal
        passphrase = self.passphrase.text()

        def work(task: Task) -> Salvaged:
            from mentorjournal.services.salvaging import salvage

            def told(done: int, whole: int) -> bool:
                task.advance(done, whole)
                return not task.cancelled()

            return salvage(path, passphrase, target, told, key=key, open_here=here)

        self._begin(self.tr("Reading {0} page by page").format(path.name), work)

    def _restore(self) -> None:
        if self._lacks_passphrase():
            return
        path, passphrase = self._path, self.passphrase.text()

        def work(task: Task) -> str:
            from mentorjournal.services.salvaging import restore_newest

            def told(done: int, whole: int) -> bool:
                task.advance(done, whole)
                return not task.cancelled()

            return restore_newest(path, passphrase, told)

        self._begin(self.tr("Looking for the newest good backup"), work)

    def _begin(self, words: str, work: object) -> None:
        if not self.work.busy:
            self.say("")
            self.work.run(words, work)  # type: ignore[arg-type]
            self._allow()

    @Slot(object)
    def _after_work(self, result: Salvaged | str) -> None:
        self._allow()
        if isinstance(result, str):
            self._result, said = self._path, result
        else:
            self._result, said = result.path, result.said
        self.say(said, "warn" if not isinstance(result, str) and result.lost else "ok")
        self.save_button.hide()
        self.restore_button.hide()
        self.open_button.show()
        self.open_button.setFocus()

    @Slot(object)
    def _after_failure(self, error: JournalError) -> None:
        self._allow()
        self.say(error.message, "info" if isinstance(error, Cancelled) else "error")

    def _allow(self) -> None:
        for control in (self.save_button, self.restore_button, self.passphrase):
            control.setEnabled(not self.work.busy)

    def _open(self) -> None:
        result, passphrase = self._result, self.passphrase.text()
        self.passphrase.clear()
        self.accept()
        if result is not None:
            self.wanted.emit(result, passphrase)

    def reject(self) -> None:
        """Stop what runs; with nothing running, close."""
        if self.work.busy:
            self.work.cancel()
        else:
            self.passphrase.clear()
            super().reject()
