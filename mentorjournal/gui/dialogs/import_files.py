"""Brings another journal in: look first at what would come, then take it over in one step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QListView, QPlainTextEdit, QWidget

from mentorjournal.errors import Cancelled, JournalError
from mentorjournal.gui.dialogs.file_dialog import FileDialog
from mentorjournal.gui.dialogs.import_choices import ProgramField, WholeChoice, table_of
from mentorjournal.gui.dialogs.import_words import (
    counted,
    explained,
    format_words,
    line,
    missing_files,
    said_of_table,
    to_do,
)
from mentorjournal.gui.dialogs.table_columns import TableColumnsDialog
from mentorjournal.gui.dialogs.work_row import WorkRow
from mentorjournal.gui.models.palette_model import PaletteModel
from mentorjournal.gui.reviewing import open_packet_file
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.palette_delegate import PaletteDelegate
from mentorjournal.gui.words import how_many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentorjournal.gui.bridge import Task
    from mentorjournal.gui.context import Context
    from mentorjournal.services.imported_tables import ColumnMapping, Columns
    from mentorjournal.services.importing import Imported, Preview, Problem


class ImportDialog(FileDialog):
    """Choose or drop a file or a folder, read what it holds, import it. `look_at` does what dropping does."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(
            "Import",
            parent,
            width=620,
            scrolls=True,
            intro="A journal, notes, a calendar, an address book, references or a spreadsheet of another program, a form "
            "that was filled in, or an export of Mentor Journal. You see first what would come in; nothing changes "
            "until you import it.",
        )
        self._context = context
        self._preview: Preview | None = None
        self._path: Path | None = None
        self._read_as = ""
        self.setAcceptDrops(True)
        self.choose_file = QuietButton(self.tr("Choose a file…"))
        self.choose_folder = QuietButton(self.tr("Choose a folder…"))
        self.close_button = QuietButton(self.tr("Close"))
        self.import_button = PrimaryButton(self.tr("Import"))
        self.program = ProgramField()
        self.columns = QuietButton(self.tr("Columns…"))
        self.whole = WholeChoice()
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
        program = QHBoxLayout()
        program.setSpacing(8)
        program.addWidget(TextLabel(self.tr("Comes from")))
        program.addWidget(self.program, 1)
        program.addWidget(self.columns)
        self.counts = TextLabel("", "strong", wrap=True)
        self._explained = TextLabel("", "small", wrap=True)
        self.list.setModel(self._model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setAccessibleName(self.tr("Entries found"))
        self.list.setMinimumHeight(scaled(150))
        self.problems.setReadOnly(True)
        self.problems.setAccessibleName(self.tr("Problems by item"))
        self.problems.setTabChangesFocus(True)
        self.problems.setMinimumHeight(scaled(80))
        self.problems.setMaximumHeight(scaled(96))
        self._troubles = QWidget()
        heading = QHBoxLayout(self._troubles)
        heading.setContentsMargins(0, 0, 0, 0)
        self._trouble_count = SectionLabel("")
        self.copy = LinkButton(self.tr("Copy the list"))
        self.copy.setAutoDefault(False)
        heading.addWidget(self._trouble_count, 1)
        heading.addWidget(self.copy)
        self.add(choose)
        self.add(program)
        for widget in (self.counts, self._explained, self.list, self._troubles, self.problems):
            self.add(widget)
        self.add(self.whole)
        self.add(self.work)
        for button in (self.choose_file, self.choose_folder, self.columns, self.close_button):
            button.setAutoDefault(False)
        self.add_button(self.close_button)
        self.add_button(self.import_button)

    def _connect(self) -> None:
        self.choose_file.clicked.connect(self._ask_file)
        self.choose_folder.clicked.connect(self._ask_folder)
        self.copy.clicked.connect(self._copy_problems)
        self.program.edited.connect(self._read_again)
        self.columns.clicked.connect(self._ask_columns)
        self.whole.edited.connect(self._allow)
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

    @Slot()
    def _read_again(self) -> None:
        """Read what was chosen last as what it is said to be."""
        if self._path is not None and self.program.value() != self._read_as:
            self.look_at(self._path)

    @Slot()
    def _ask_columns(self) -> None:
        found = table_of(self._preview)
        if found is not None:
            asked = TableColumnsDialog(*found, self)
            asked.chosen.connect(self._use_columns)
            asked.open()

    @Slot(object)
    def _use_columns(self, mapping: ColumnMapping) -> None:
        from mentorjournal.services.imported_tables import Columns

        if self._path is not None:
            self.look_at(self._path, Columns(exactly=mapping))

    def look_at(self, path: Path, columns: Columns | None = None) -> None:
        """Read what `path` holds and show what importing it would do; nothing is changed."""
        if self.work.busy:
            return
        if open_packet_file(self._context, self.parentWidget(), path):
            self.accept()
            return
        database = self._context.services.journal
        self._preview, self._path = None, path
        wanted = self._read_as = self.program.value()
        self.say("")

        def look(task: Task) -> Preview:
            from mentorjournal.services.importing import preview

            said = wanted or None
            return preview(
                database, path, said, columns=columns, progress=task.advance, cancelled=task.cancelled
            )

        self.work.run(self.tr("Reading {0}").format(path.name), look)
        self._show_preview()

    def import_now(self) -> None:
        """Import what is new, as one step of the history."""
        seen = self._preview
        if seen is None or self.work.busy:
            return
        database = self._context.services.journal
        whole = self.whole.nothing
        self.say("")

        def write(task: Task) -> Imported:
            from mentorjournal.services.importing import run

            return run(database, seen, whole=whole, progress=task.advance, cancelled=task.cancelled)

        self.work.run(self.tr("Importing {0}").format(counted(seen.format, to_do(seen))), write)
        self._allow()

    @Slot(object)
    def _after_work(self, result: Preview | Imported) -> None:
        from mentorjournal.services.importing import Preview

        if isinstance(result, Preview):
            self._preview = result
            self._show_preview()
            if not self._read_as:
                self._next_button(result).setFocus()
            self._read_again()
            return
        self._preview = self._path = None
        self._show_preview()
        self._show_problems(result.problems)
        self.say(self._done(result), "ok")
        self.close_button.setFocus()

    def _next_button(self, seen: Preview) -> QWidget:
        """What the reader most likely wants now."""
        if not self.columns.isHidden() and (seen.asks or not seen.found):
            return self.columns
        return self.import_button if self.import_button.isEnabled() else self.close_button

    def _done(self, result: Imported) -> str:
        if result.updated:
            both = counted(result.format, result.imported)
            said = self.tr("Imported {0}, {1} updated. Ctrl+Z takes that back.")
            return said.format(both, result.updated)
        if result.imported == 1:
            return self.tr("Imported {0}. Ctrl+Z takes it back.").format(counted(result.format, 1))
        return self.tr("Imported {0}. Ctrl+Z takes them back.").format(
            counted(result.format, result.imported)
        )

    @Slot(object)
    def _after_failure(self, error: JournalError) -> None:
        self.say(error.message, "info" if isinstance(error, Cancelled) else "error")
        self._show_preview()
        self._read_again()

    def _show_preview(self) -> None:
        seen = self._preview
        for widget in (self.counts, self._explained, self.list):
            widget.setHidden(seen is None)
        self._show_problems(seen.problems if seen else ())
        self.columns.setHidden(table_of(seen) is None)
        self._allow()
        if seen is None:
            self._model.set_entries([])
            return
        self.counts.setText(
            self.tr("{0}, {1}: {2} found, {3} new, {4} already there").format(
                seen.path.name, format_words(seen.format), seen.found, seen.new, seen.already_there
            )
            + (self.tr(", {0} changed").format(seen.changed) if seen.changed else "")
            + missing_files(seen)
        )
        self._explained.setText(said_of_table(seen) or explained(seen))
        today = self._context.today()
        self._model.set_entries([line(row, today) for row in seen.rows])

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        self._troubles.setHidden(not problems)
        self.problems.setHidden(not problems)
        self.whole.setHidden(not problems or self._preview is None)
        self._trouble_count.setText(how_many(len(problems), self.tr("problem"), self.tr("problems")))
        self.problems.setPlainText("\n".join(f"{found.item}: {found.message}" for found in problems))

    def _allow(self) -> None:
        seen, busy = self._preview, self.work.busy
        stopped = seen is None or bool(seen.asks) or (self.whole.nothing and bool(seen.problems))
        self.import_button.setEnabled(seen is not None and to_do(seen) > 0 and not busy and not stopped)
        self.import_button.setText(
            self.tr("Import {0}").format(counted(seen.format, to_do(seen))) if seen else self.tr("Import")
        )
        for button in (self.choose_file, self.choose_folder, self.columns, self.whole):
            button.setEnabled(not busy)

    def _copy_problems(self) -> None:
        QApplication.clipboard().setText(self.problems.toPlainText())
