"""Takes meetings and days into a calendar file: several by choice, or one meeting by itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from mentorjournal.errors import Cancelled, JournalError
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.dialogs.work_row import WorkRow
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.fields import FormRow
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.gui.words import how_many

if TYPE_CHECKING:
    from mentorjournal.gui.bridge import Task
    from mentorjournal.gui.context import Context
    from mentorjournal.services.calendar_export import CalendarChoice, CalendarMade

KINDS = "iCalendar (*.ics)"
_UNFIT = re.compile(r'[\x00-\x1f/\\:*?"<>|]+')
LONGEST_NAME = 80


class ExportCalendarDialog(Dialog):
    """What goes in is chosen, then where to. `export_to` does what choosing a place does."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(
            "Export calendar",
            parent,
            width=520,
            intro="A file that calendar programs open. Export it again after changes: they bring their copy up to date.",
        )
        self._context = context
        self._target: Path | None = None
        tr = self.tr
        self.period = Segmented(
            (("ahead", tr("What is ahead")), ("all", tr("All meetings"))), "ahead", tr("Meetings")
        )
        self.actions_box = QCheckBox(tr("Action items that have a day"))
        self.reviews = QCheckBox(tr("Reviews of agreements"))
        self.hard_dates = QCheckBox(tr("Target days of goals and milestones"))
        self.notes = QCheckBox(tr("Objectives and notes"))
        self.people = QCheckBox(tr("Names and addresses of who is there"))
        self.actions_box.setChecked(True)
        self.reviews.setChecked(True)
        self.work = WorkRow(context.tasks)
        self.show_button = QuietButton(tr("Show it"), "open")
        self.close_button = QuietButton(tr("Close"))
        self.export_button = PrimaryButton(tr("Choose where and export…"))
        self._lay_out()
        self.show_button.clicked.connect(self._show_target)
        self.close_button.clicked.connect(self.reject)
        self.export_button.clicked.connect(self._ask)
        self.work.done.connect(self._after_work)
        self.work.failed.connect(self._after_failure)

    def _lay_out(self) -> None:
        tr = self.tr
        self.add(FormRow(tr("Meetings"), self.period))
        self.add(SectionLabel(tr("Also")))
        for box in (self.actions_box, self.reviews, self.hard_dates):
            self.add(box)
        self.add(SectionLabel(tr("Of each meeting, beside title, time and place")))
        for box in (self.notes, self.people):
            self.add(box)
        said = tr("Confidential records never go in. The file is not encrypted; whoever has it can read it.")
        self.add(TextLabel(said, "small", wrap=True))
        self.add(self.work)
        for button in (self.show_button, self.close_button):
            button.setAutoDefault(False)
        self.show_button.hide()
        self.add_button(self.show_button, left=True)
        self.add_button(self.close_button)
        self.add_button(self.export_button)

    def choice(self) -> CalendarChoice:
        """What is ticked."""
        from mentorjournal.services.calendar_export import CalendarChoice

        return CalendarChoice(
            period="all" if self.period.value() == "all" else "ahead",
            actions=self.actions_box.isChecked(),
            reviews=self.reviews.isChecked(),
            hard_dates=self.hard_dates.isChecked(),
            notes=self.notes.isChecked(),
            people=self.people.isChecked(),
        )

    def _ask(self) -> None:
        journal = self._context.services.journal.path
        start = self._target or journal.parent / f"{journal.stem}.ics"
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Export calendar"), str(start), KINDS)
        if chosen:
            self.export_to(named_ics(Path(chosen)))

    def export_to(self, target: Path) -> None:
        """Write the calendar to `target`; an earlier calendar of that name gives way, anything else does not."""
        if self.work.busy:
            return
        calendar, choice, today = self._context.services.calendar, self.choice(), self._context.today()
        self._target = target
        self.say("")

        def write(task: Task) -> CalendarMade:
            force = target.exists()
            return calendar.export(
                target, choice, today, force=force, cancelled=task.cancelled, progress=task.advance
            )

        self.work.run(self.tr("Exporting to {0}").format(target.name), write)
        self._allow()

    @Slot(object)
    def _after_work(self, made: CalendarMade) -> None:
        self._allow()
        self.show_button.show()
        self.say(said_of(made), "ok" if made.noted else "warn")
        self.close_button.setFocus()

    @Slot(object)
    def _after_failure(self, error: JournalError) -> None:
        self._allow()
        self.show_button.hide()
        self.say(error.message, "info" if isinstance(error, Cancelled) else "error")

    def _allow(self) -> None:
        free = not self.work.busy
        boxes = (self.actions_box, self.reviews, self.hard_dates, self.notes, self.people)
        for control in (self.export_button, self.period, *boxes):
            control.setEnabled(free)

    def _show_target(self) -> None:
        if self._target is None:
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._target.parent))):
            said = self.tr("Nothing here can show folders. It is in {0}.")
            self.say(said.format(self._target.parent), "warn")

    def reject(self) -> None:
        """Stop what runs; with nothing running, close."""
        if self.work.busy:
            self.work.cancel()
        else:
            super().reject()


def said_of(made: CalendarMade) -> str:
    """What went into a calendar, what stayed behind, and whether it is noted."""
    tr = _tr
    parts = [
        how_many(made.meetings, tr("meeting"), tr("meetings")),
        how_many(made.actions, tr("action item"), tr("action items")),
        how_many(made.days, tr("other day"), tr("other days")),
    ]
    said = tr("Exported {0} to {1}.").format(", ".join(parts), made.path)
    behind = [
        (made.confidential, tr("confidential record"), tr("confidential records")),
        (made.undated, tr("meeting without a day"), tr("meetings without a day")),
    ]
    left = ", ".join(how_many(count, one, many) for count, one, many in behind if count)
    told = [said, tr("Left out: {0}.").format(left)] if left else [said]
    if not made.noted:
        told.append(tr("Nothing notes that it left, for this window only reads the journal."))
    return " ".join(told)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExportCalendarDialog", text)


def save_meeting(context: Context, meeting_id: str, parent: QWidget | None) -> None:
    """Ask where to, and save one meeting as a calendar file; what became of it is told in the window."""
    from mentorjournal.model.types import Meeting

    title = context.services.records.get(Meeting, meeting_id).title
    name = " ".join(_UNFIT.sub(" ", title).split()).strip(".")[:LONGEST_NAME] or _tr("Meeting")
    start = context.services.journal.path.parent / f"{name}.ics"
    chosen, _ = QFileDialog.getSaveFileName(parent, _tr("Save as .ics"), str(start), KINDS)
    if chosen:
        save_meeting_to(context, meeting_id, named_ics(Path(chosen)))


def save_meeting_to(context: Context, meeting_id: str, target: Path) -> None:
    """Save one meeting: title, time and place."""
    from mentorjournal.services.calendar_export import CalendarChoice

    choice = CalendarChoice(meetings=(meeting_id,))
    try:
        context.services.calendar.export(target, choice, context.today(), force=target.exists())
    except JournalError as error:
        context.navigator.tell("error", error.message)
        return
    context.navigator.tell("ok", _tr("Saved as {0}.").format(target))


def named_ics(path: Path) -> Path:
    """The path with the ending that calendar programs look for."""
    return path if path.suffix.lower() == ".ics" else path.with_name(f"{path.name}.ics")
