"""Takes the journal, or what of it may be shown, away in an open format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from mentorjournal.errors import Cancelled, JournalError
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.dialogs.take_away_formats import FormatChoice
from mentorjournal.gui.dialogs.take_away_scope import ScopeChoice
from mentorjournal.gui.dialogs.work_row import WorkRow
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.fields import FormRow
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.gui.words import how_many

if TYPE_CHECKING:
    from mentorjournal.gui.bridge import Task
    from mentorjournal.gui.context import Context
    from mentorjournal.services.taking_away import Choice, Taken


class TakeAwayDialog(Dialog):
    """Format and scope are chosen, then where to. `export_to` does what choosing a place does."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        from mentorjournal.services.taking_away import FORMATS

        super().__init__(
            "Export",
            parent,
            width=720,
            scrolls=True,
            intro=_intro(noted=not context.read_only),
        )
        self._context = context
        self._target: Path | None = None
        self.format = FormatChoice(FORMATS)
        self.scope = ScopeChoice(context.today)
        self.shape = Segmented(
            (("file", self.tr("One file")), ("folder", self.tr("A folder, files beside"))),
            "file",
            self.tr("Export as"),
        )
        self._shape_row = FormRow(self.tr("Export as"), self.shape)
        self.work = WorkRow(context.tasks)
        self.show_button = QuietButton(self.tr("Show it"), "open")
        self.close_button = QuietButton(self.tr("Close"))
        self.export_button = PrimaryButton(self.tr("Choose where and export…"))
        self.format.side.addWidget(self.scope)
        self.format.side.addWidget(self._shape_row)
        self.format.side.addStretch(1)
        self.add(self.format)
        self.add(self.work)
        for button in (self.show_button, self.close_button):
            button.setAutoDefault(False)
        self.show_button.hide()
        self.add_button(self.show_button, left=True)
        self.add_button(self.close_button)
        self.add_button(self.export_button)
        self.format.edited.connect(self._suit)
        self.scope.edited.connect(self._suit)
        self.show_button.clicked.connect(self._show_target)
        self.close_button.clicked.connect(self.reject)
        self.export_button.clicked.connect(self._ask)
        self.work.done.connect(self._after_work)
        self.work.failed.connect(self._after_failure)
        self._suit()
        self.format.setFocus()

    def choice(self) -> Choice:
        """What is chosen."""
        return self.scope.choice(self.format.value())

    def _suit(self, *_: object) -> None:
        """Show what belongs to the chosen format."""
        self.scope.fit(self.format.value())
        self._shape_row.setVisible(self._may_be_a_folder())
        self._allow()

    def _may_be_a_folder(self) -> bool:
        """Only the whole journal in JSON comes in two shapes."""
        choice = self.choice()
        return choice.format == "json" and choice.is_whole

    def _ask(self) -> None:
        known = self.format.value()
        journal = self._context.services.journal.path
        name = f"{journal.stem} {self._context.today().isoformat()}"
        start = self._target.parent if self._target else journal.parent
        if known.ending and not (self._may_be_a_folder() and self.shape.value() == "folder"):
            kinds = f"{known.label} (*{known.ending})"
            chosen, _ = QFileDialog.getSaveFileName(
                self, self.tr("Export to a file"), str(start / f"{name}{known.ending}"), kinds
            )
            if chosen:
                self.export_to(_ending_in(Path(chosen), known.ending))
            return
        chosen = QFileDialog.getExistingDirectory(
            self, self.tr("Make the export's folder inside"), str(start)
        )
        if chosen:
            self.export_to(_free(Path(chosen), name))

    def export_to(self, target: Path) -> None:
        """Write what is chosen to `target`; an earlier export of that name gives way, anything else does not."""
        if self.work.busy or self.scope.is_wrong:
            return
        database, choice = self._context.services.journal, self.choice()
        self._target = target
        self.say("")

        def write(task: Task) -> Taken:
            from mentorjournal.services.taking_away import take_away

            force = target.exists()
            return take_away(
                database, target, choice, force=force, progress=task.advance, cancelled=task.cancelled
            )

        self.work.run(self.tr("Exporting to {0}").format(target.name), write)
        self._allow()

    @Slot(object)
    def _after_work(self, taken: Taken) -> None:
        self._allow()
        self.show_button.show()
        self.say(said_of(taken), "ok" if taken.noted else "warn")
        self.close_button.setFocus()

    @Slot(object)
    def _after_failure(self, error: JournalError) -> None:
        self._allow()
        self.show_button.hide()
        self.say(error.message, "info" if isinstance(error, Cancelled) else "error")

    def _allow(self) -> None:
        free = not self.work.busy
        self.export_button.setEnabled(free and not self.scope.is_wrong)
        for part in (self.format.list, self.scope, self.shape):
            part.setEnabled(free)

    def _show_target(self) -> None:
        if self._target is not None:
            folder = self._target if self._target.is_dir() else self._target.parent
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
                self.say(self.tr("Nothing here can show folders. It is in {0}.").format(folder), "warn")

    def reject(self) -> None:
        """Stop what runs; with nothing running, close."""
        if self.work.busy:
            self.work.cancel()
        else:
            super().reject()


def _intro(*, noted: bool) -> str:
    said = _tr("In open formats: for yourself, for others, or for another program.")
    more = (
        _tr("The journal notes what left.")
        if noted
        else _tr("This window only reads: nothing will note what left.")
    )
    return f"{said} {more}"


def said_of(taken: Taken) -> str:
    """What left, what stayed behind and why, what the format had no place for, and whether it is noted."""
    said = [
        _tr("Exported {0} and {1} to {2}.").format(
            how_many(taken.records, _tr("record"), _tr("records")),
            how_many(taken.files, _tr("file"), _tr("files")),
            taken.path,
        )
    ]
    if taken.stayed:
        parts = ", ".join(f"{count:,} {why}" for why, count in taken.stayed.items())
        said.append(_tr("Stayed behind: {0}.").format(parts))
    if taken.not_held:
        parts = ", ".join(f"{what} ({count:,})" for what, count in taken.not_held.items())
        said.append(_tr("Not in it: {0}.").format(parts))
    if not taken.noted:
        said.append(_tr("Nothing notes that it left, for this window only reads the journal."))
    return " ".join(said)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TakeAwayDialog", text)


def _ending_in(path: Path, ending: str) -> Path:
    return path if path.suffix.lower() == ending else path.with_name(f"{path.name}{ending}")


def _free(folder: Path, name: str) -> Path:
    path, number = folder / name, 2
    while path.exists():
        path = folder / f"{name} {number}"
        number += 1
    return path
