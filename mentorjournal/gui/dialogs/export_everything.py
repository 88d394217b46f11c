"""Takes the whole journal away in an open format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from mentorjournal.errors import Cancelled, JournalError
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.dialogs.work_row import WorkRow
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.fields import FormRow
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.gui.words import how_many

if TYPE_CHECKING:
    from mentorjournal.gui.bridge import Task
    from mentorjournal.gui.context import Context
    from mentorjournal.services.exporting import Exported


class ExportDialog(Dialog):
    """One JSON file or a folder, chosen and written. `export_to` does what choosing a place does."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(
            "Export everything",
            parent,
            width=520,
            intro="The whole journal in JSON, an open format that Import reads back without loss.",
        )
        self._context = context
        self._target: Path | None = None
        self.shape = Segmented(
            (("file", self.tr("One file")), ("folder", self.tr("A folder, files beside"))),
            "file",
            self.tr("Export as"),
        )
        self.work = WorkRow(context.tasks)
        self.show_button = QuietButton(self.tr("Show it"), "open")
        self.close_button = QuietButton(self.tr("Close"))
        self.export_button = PrimaryButton(self.tr("Choose where and export…"))
        self.add(
            TextLabel(
                self.tr(
                    "It holds everything: private and confidential entries, people, what others told you, the "
                    "trash and all attached files. It is not encrypted; whoever has it can read it."
                ),
                wrap=True,
            )
        )
        self.add(FormRow(self.tr("Export as"), self.shape))
        self.add(self.work)
        for button in (self.show_button, self.close_button):
            button.setAutoDefault(False)
        self.show_button.hide()
        self.add_button(self.show_button, left=True)
        self.add_button(self.close_button)
        self.add_button(self.export_button)
        self.show_button.clicked.connect(self._show_target)
        self.close_button.clicked.connect(self.reject)
        self.export_button.clicked.connect(self._ask)
        self.work.done.connect(self._after_work)
        self.work.failed.connect(self._after_failure)

    def _ask(self) -> None:
        name = f"{self._context.services.journal.path.stem} {self._context.today().isoformat()}"
        start = self._target.parent if self._target else self._context.services.journal.path.parent
        if self.shape.value() == "file":
            title, kinds = self.tr("Export to a file"), self.tr("JSON (*.json)")
            chosen, _ = QFileDialog.getSaveFileName(self, title, str(start / f"{name}.json"), kinds)
            if chosen:
                path = Path(chosen)
                self.export_to(
                    path if path.suffix.lower() == ".json" else path.with_name(f"{path.name}.json")
                )
            return
        chosen = QFileDialog.getExistingDirectory(
            self, self.tr("Make the export's folder inside"), str(start)
        )
        if chosen:
            self.export_to(_free(Path(chosen), name))

    def export_to(self, target: Path) -> None:
        """Write the journal to `target`; an earlier export of that name gives way, anything else does not."""
        if self.work.busy:
            return
        database = self._context.services.journal
        self._target = target
        self.say("")

        def write(task: Task) -> Exported:
            from mentorjournal.services.exporting import export_json

            return export_json(
                database, target, force=target.exists(), progress=task.advance, cancelled=task.cancelled
            )

        self.work.run(self.tr("Exporting to {0}").format(target.name), write)
        self._allow()

    @Slot(object)
    def _after_work(self, result: Exported) -> None:
        self._allow()
        self.show_button.show()
        text = self.tr("Exported {0} and {1} to {2}.").format(
            how_many(result.records, self.tr("record"), self.tr("records")),
            how_many(result.attachments, self.tr("file"), self.tr("files")),
            result.path,
        )
        if result.missing:
            missing = ", ".join(result.missing)
            self.say(
                f"{text} {self.tr('The journal does not have the bytes of: {0}').format(missing)}", "warn"
            )
        else:
            self.say(text, "ok")
        self.close_button.setFocus()

    @Slot(object)
    def _after_failure(self, error: JournalError) -> None:
        self._allow()
        self.show_button.hide()
        self.say(error.message, "info" if isinstance(error, Cancelled) else "error")

    def _allow(self) -> None:
        self.export_button.setEnabled(not self.work.busy)
        self.shape.setEnabled(not self.work.busy)

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


def _free(folder: Path, name: str) -> Path:
    path, number = folder / name, 2
    while path.exists():
        path = folder / f"{name} {number}"
        number += 1
    return path
