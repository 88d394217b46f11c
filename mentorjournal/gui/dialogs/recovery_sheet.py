"""A sheet of paper for the drawer: what opens the journal once its passphrase is forgotten."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from mentorjournal.errors import Cancelled, JournalError
from mentorjournal.gui.bridge import TaskRunner
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.secret_field import SecretField, SecretRow

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context


class RecoverySheetDialog(Dialog):
    """Saves the sheet as PDF. The passphrase stands on it only if that is ticked and it is typed here."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(
            self.tr("Recovery sheet"),
            parent,
            width=480,
            intro=self.tr(
                "A page to print and put where you keep papers that matter. It names the journal and how its file "
                "is opened, even without this program, and has a line for the passphrase."
            ),
        )
        self._context = context
        self._tasks = TaskRunner(self)
        self.on_paper = QCheckBox(self.tr("Print the passphrase on it"))
        self.secret = SecretField(self.tr("Passphrase"), placeholder=self.tr("Passphrase of this journal"))
        self._row = SecretRow((self.secret,))
        self._row.hide()
        self.hint = TextLabel("", "small", wrap=True)
        cancel = QuietButton(self.tr("Not now"))
        cancel.setAutoDefault(False)
        self.save = PrimaryButton(self.tr("Save the sheet…"))
        self.save.setDefault(True)
        for item in (self.on_paper, self._row, self.hint):
            self.add(item)
        self.add_button(cancel)
        self.add_button(self.save)
        cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._check)
        self.on_paper.toggled.connect(self._show)
        self._show(self.on_paper.isChecked())
        if not context.services.journal.encrypted:
            self.say(self.tr("This journal has no passphrase, so it needs no recovery sheet."), "info")
            self.on_paper.setEnabled(False)
            self.save.setEnabled(False)

    def _show(self, on_paper: bool) -> None:
        self._row.setVisible(on_paper)
        self.hint.setText(
            self.tr(
                "Whoever finds the sheet and the file can read the journal. The PDF holds it too: delete it once printed."
            )
            if on_paper
            else self.tr("You write it on the line by hand, so that no file holds it.")
        )
        if on_paper:
            self.secret.setFocus()
        else:
            self._row.wipe()

    def _check(self) -> None:
        """A wrong passphrase on the sheet would be found out too late."""
        key = self._context.services.journal.copy_key()
        if key is None or not self.save.isEnabled():
            return
        if not self.on_paper.isChecked():
            self._ask("")
            return
        passphrase = self.secret.text()

        def work(_: object) -> bool:
            from mentorjournal.services.opening import fits

            return fits(key, passphrase)

        def take(right: bool) -> None:
            self.save.setEnabled(True)
            if right:
                self._ask(passphrase)
            else:
                self.say(self.tr("This is not the passphrase of this journal. Try again."), "warn")
                self.secret.selectAll()
                self.secret.setFocus()

        self.save.setEnabled(False)
        self._tasks.start(work, take)

    def _ask(self, passphrase: str) -> None:
        name = sheet_path(self, self._context.services.journal.path)
        if name is not None:
            self.save_to(name, passphrase)

    def save_to(self, target: Path, passphrase: str = "") -> None:
        """Write the sheet; the dialog closes when it is written."""
        services = self._context.services
        path, owner, day = services.journal.path, services.profile.owner().name, self._context.today()
        paper = self._context.preferences.settings.paper

        def work(_: object) -> Path:
            from mentorjournal.services.recovery_sheet import save_recovery_sheet

            save_recovery_sheet(path, target, owner, day, passphrase=passphrase, paper=paper)
            return target

        self.say("")
        self.save.setEnabled(False)
        self._tasks.start(work, self._saved, self._failed)

    @Slot(object)
    def _saved(self, target: Path) -> None:
        self._context.navigator.tell("ok", self.tr("The recovery sheet is in {0}. Print it.").format(target))
        self.accept()

    @Slot(object)
    def _failed(self, error: JournalError) -> None:
        self.save.setEnabled(True)
        if not isinstance(error, Cancelled):
            self.say(error.message)

    def done(self, result: int) -> None:
        """Forget the passphrase and close."""
        self._row.wipe()
        self._tasks.wait()
        super().done(result)


def sheet_path(parent: QWidget, journal: Path) -> Path | None:
    """Ask where the sheet of a journal goes; None where nothing was chosen."""
    start = journal.with_name(parent.tr("{0}, recovery sheet.pdf").format(journal.stem))
    chosen, _ = QFileDialog.getSaveFileName(
        parent, parent.tr("Save the recovery sheet"), str(start), "PDF (*.pdf)"
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
