"""Brings another journal in: look first at what would come, then take it over in one step."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QListView, QPlainTextEdit, QWidget

from mentorjournal.errors import Cancelled, JournalError
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.dialogs.work_row import WorkRow
from mentorjournal.gui.models.palette_model import Entry, PaletteModel
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.palette_delegate import PaletteDelegate
from mentorjournal.gui.words import day_short, how_many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from mentorjournal.gui.bridge import Task
    from mentorjournal.gui.context import Context
    from mentorjournal.services.importing import Imported, Preview, Problem, Row


class ImportDialog(Dialog):
    """Choose or drop a file or a folder, read what it holds, import it. `look_at` does what dropping does."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(
            "Import",
            parent,
            width=620,
            intro="A journal kept with jrnl, Day One or RedNotebook, a folder of Markdown notes, a calendar (.ics), a "
            "form that was filled in, or an export of Mentor Journal. You see first what would come in; nothing changes until you import it.",
        )
        self._context = context
        self._preview: Preview | None = None
        self.setAcceptDrops(True)
        self.choose_file = QuietButton(self.tr("Choose a file…"))
        self.choose_folder = QuietButton(self.tr("Choose a folder…"))
        self.close_button = QuietButton(self.tr("Close"))
        self.import_button = PrimaryButton(self.tr("Import"))
        self.work = WorkRow(context.tasks)
        self._model = PaletteModel(self)
        self.list = QListView()
        self.problems = QPlainTextEdit()
        self._lay_out()
        self._connect()
        self._show_preview()

    def _lay_out(self) -> None:
        choose = QHBoxLayout()
        choose.setSpacing(8)
        choose.addWidget(self.choose_file)
        choose.addWidget(self.choose_folder)
        choose.addWidget(TextLabel(self.tr("or drop it here"), "small"))
        choose.addStretch(1)
        self.counts = TextLabel("", "strong", wrap=True)
        self._explained = TextLabel("", "small", wrap=True)
        self.list.setModel(self._model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setAccessibleName(self.tr("Entries found"))
        self.list.setMinimumHeight(scaled(150))
        self.problems.setReadOnly(True)
        self.problems.setAccessibleName(self.tr("Problems by item"))
        self.problems.setTabChangesFocus(True)
        self.problems.setMinimumHeight(scaled(88))
        self.problems.setMaximumHeight(scaled(160))
        self._troubles = QWidget()
        line = QHBoxLayout(self._troubles)
        line.setContentsMargins(0, 0, 0, 0)
        self._trouble_count = SectionLabel("")
        self.copy = LinkButton(self.tr("Copy the list"))
        self.copy.setAutoDefault(False)
        line.addWidget(self._trouble_count, 1)
        line.addWidget(self.copy)
        self.add(choose)
        for widget in (self.counts, self._explained, self.list, self._troubles, self.problems, self.work):
            self.add(widget)
        for button in (self.choose_file, self.choose_folder, self.close_button):
            button.setAutoDefault(False)
        self.add_button(self.close_button)
        self.add_button(self.import_button)

    def _connect(self) -> None:
        self.choose_file.clicked.connect(self._ask_file)
        self.choose_folder.clicked.connect(self._ask_folder)
        self.copy.clicked.connect(self._copy_problems)
        self.close_button.clicked.connect(self.reject)
        self.import_button.clicked.connect(self.import_now)
        self.work.done.connect(self._after_work)
        self.work.failed.connect(self._after_failure)

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Import a file"), str(Path.home()))
        if name:
            self.look_at(Path(name))

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Import a folder"), str(Path.home()))
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path) -> None:
        """Read what `path` holds and show what importing it would do; nothing is changed."""
        if self.work.busy:
            return
        database = self._context.services.journal
        self._preview = None
        self.say("")

        def look(task: Task) -> Preview:
            from mentorjournal.services.importing import preview

            return preview(database, path, progress=task.advance, cancelled=task.cancelled)

        self.work.run(self.tr("Reading {0}").format(path.name), look)
        self._show_preview()

    def import_now(self) -> None:
        """Import what is new, as one step of the history."""
        seen = self._preview
        if seen is None or self.work.busy:
            return
        database = self._context.services.journal
        self.say("")

        def write(task: Task) -> Imported:
            from mentorjournal.services.importing import run

            return run(database, seen, progress=task.advance, cancelled=task.cancelled)

        self.work.run(self.tr("Importing {0}").format(_counted(seen.format, _to_do(seen))), write)
        self._allow()

    @Slot(object)
    def _after_work(self, result: Preview | Imported) -> None:
        from mentorjournal.services.importing import Preview

        if isinstance(result, Preview):
            self._preview = result
            self._show_preview()
            (self.import_button if _to_do(result) else self.close_button).setFocus()
            return
        self._preview = None
        self._show_preview()
        self._show_problems(result.problems)
        self.say(self._done(result), "ok")
        self.close_button.setFocus()

    def _done(self, result: Imported) -> str:
        if result.updated:
            both = _counted(result.format, result.imported)
            said = self.tr("Imported {0}, {1} updated. Ctrl+Z takes that back.")
            return said.format(both, result.updated)
        if result.imported == 1:
            return self.tr("Imported {0}. Ctrl+Z takes it back.").format(_counted(result.format, 1))
        return self.tr("Imported {0}. Ctrl+Z takes them back.").format(
            _counted(result.format, result.imported)
        )

    @Slot(object)
    def _after_failure(self, error: JournalError) -> None:
        self.say(error.message, "info" if isinstance(error, Cancelled) else "error")
        self._show_preview()

    def _show_preview(self) -> None:
        seen = self._preview
        for widget in (self.counts, self._explained, self.list):
            widget.setHidden(seen is None)
        self._show_problems(seen.problems if seen else ())
        self._allow()
        if seen is None:
            self._model.set_entries([])
            return
        self.counts.setText(
            self.tr("{0}, {1}: {2} found, {3} new, {4} already there").format(
                seen.path.name, _format_words(seen.format), seen.found, seen.new, seen.already_there
            )
            + (self.tr(", {0} changed").format(seen.changed) if seen.changed else "")
        )
        self._explained.setText(_explained(seen))
        today = self._context.today()
        self._model.set_entries([_line(row, today) for row in seen.rows])

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        self._troubles.setHidden(not problems)
        self.problems.setHidden(not problems)
        self._trouble_count.setText(how_many(len(problems), self.tr("problem"), self.tr("problems")))
        self.problems.setPlainText("\n".join(f"{found.item}: {found.message}" for found in problems))

    def _allow(self) -> None:
        seen, busy = self._preview, self.work.busy
        self.import_button.setEnabled(seen is not None and _to_do(seen) > 0 and not busy)
        self.import_button.setText(
            self.tr("Import {0}").format(_counted(seen.format, _to_do(seen))) if seen else self.tr("Import")
        )
        for button in (self.choose_file, self.choose_folder):
            button.setEnabled(not busy)

    def _copy_problems(self) -> None:
        QApplication.clipboard().setText(self.problems.toPlainText())

    def reject(self) -> None:
        """Stop what runs; with nothing running, close."""
        if self.work.busy:
            self.work.cancel()
        else:
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One local file or folder may be dropped."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile() and not self.work.busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped."""
        event.acceptProposedAction()
        self.look_at(Path(event.mimeData().urls()[0].toLocalFile()))


def _to_do(seen: Preview) -> int:
    """How many entries an import would write or bring up to date."""
    return seen.new + seen.changed


def _counted(format_name: str, count: int) -> str:
    from mentorjournal.services.importing import FORMATS

    ours = format_name == FORMATS[0].name
    return how_many(count, "record" if ours else "entry", "records" if ours else "entries")


def _format_words(name: str) -> str:
    from mentorjournal.services.importing import FORMATS

    return next((found.label for found in FORMATS if found.name == name), name)


def _explained(seen: Preview) -> str:
    from mentorjournal.services.importing import FILLED, FORMATS

    if not _to_do(seen):
        return "All of it is in this journal already."
    kept = "They come in as private entries, with their own dates."
    if seen.format == FORMATS[0].name:
        kept = "Everything keeps who may see it."
    elif seen.format == FILLED:
        kept = "The answers go to what you asked for, and the file is kept with them. What you changed since stays."
    elif seen.parts:
        kept = (
            "They come in private. What changed in the calendar is brought up to date; what you wrote about a "
            "meeting stays."
        )
    listed = f" The first {len(seen.rows)} are listed." if len(seen.rows) < seen.found else ""
    return f"{kept}{listed}"


def _line(row: Row, today: dt.date) -> Entry:
    try:
        day = day_short(dt.date.fromisoformat(row.date), today) if row.date else ""
    except ValueError:
        day = row.date
    state = "" if row.new else "changed" if row.changed else "already there"
    return Entry(row.title, "", ", ".join(part for part in (state, day) if part), "journal")
