"""What a reader does in Reports beside choosing: save, print, let a record leave, settle a point of the review."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt

from mentorjournal.errors import JournalError
from mentorjournal.gui.file_names import ask_pdf_path
from mentorjournal.gui.pages.reports_paper import printer_for
from mentorjournal.model.types import Person
from mentorjournal.services.handing_out import handed
from mentorjournal.services.reporting.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorjournal.gui.context import Context
    from mentorjournal.gui.pages.reports_desk import ReportDesk
    from mentorjournal.gui.pages.reports_points import Point

Made = TypeVar("Made")
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


class ReportDeeds(QObject):
    """Turns buttons and links of a ReportDesk into verbs; what is refused is told."""

    def __init__(self, context: Context, origin: str, desk: ReportDesk) -> None:
        super().__init__(desk)
        self._context, self._origin, self._desk = context, origin, desk
        desk.save_button.clicked.connect(self.ask_path)
        desk.print_button.clicked.connect(self.ask_printer)
        desk.form.selection.strip.allow_wanted.connect(self.allow)
        desk.form.review.wanted.connect(self.settle_point)
        desk.form.purpose_part.layout_wanted.connect(self.change_layout)

    def ask_path(self) -> None:
        """Ask where to save."""
        if not self._desk.save_button.isEnabled():
            return
        ask_pdf_path(self._desk, self.tr("Save report"), self._file_name(), self.save_to)

    def save_to(self, path: str) -> None:
        """Save what the choices make now."""
        form = self._desk.form
        form.settle()
        self._desk.work.save(form.wanted(), Path(path), form.password())

    def ask_printer(self) -> None:
        """Ask which printer; what is printed is the file shown."""
        shown = self._desk.previewer.current
        if not self._desk.print_button.isEnabled() or shown is None or shown.made is None:
            return
        from PySide6.QtPrintSupport import QPrintDialog

        printer = printer_for(shown.options.paper)
        dialog = QPrintDialog(printer, self._desk)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Print report"))
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def print_on(self, printer: object) -> None:
        """Print the file shown, and note that it left."""
        from PySide6.QtPrintSupport import QPrinter

        shown = self._desk.previewer.current
        if shown is None or shown.made is None or shown.drawn is None or not isinstance(printer, QPrinter):
            return
        sha256 = hashlib.sha256(shown.data).hexdigest()
        where = self.tr("on paper")
        left = handed(shown.made, shown.drawn, sha256, shown.options, where, locked=False)
        self._desk.work.print_document(shown.data, printer, left)

    def allow(self, ids: list[str]) -> None:
        """Let records leave in reports, as one step that can be undone."""
        self._do(lambda: self._context.services.reporting.allow(ids, origin=self._origin))

    def settle_point(self, point: Point, deed: str) -> None:
        """Do with a point of the review what its row offers."""
        desk, navigator = self._desk, self._context.navigator
        steps: dict[str, Callable[[], object]] = {
            "open": lambda: navigator.open_record(point.record_id),
            "show": lambda: desk.preview.view.show_page(point.page),
            "leave_out": lambda: desk.form.selection.leave_out(point.record_id),
            "seen": lambda: desk.form.mark_seen(point.key),
            "ask": lambda: self._ask_for_consent(point),
            "add": lambda: self._add_person(point),
        }
        steps[deed]()

    def change_layout(self) -> None:
        """Open the layout chosen, or the usual one, to be changed."""
        from mentorjournal.gui.dialogs.layout_editor import LayoutDialog

        form = self._desk.form
        dialog = LayoutDialog(self._context, form.choices.document, form.choices.layout, self._desk)
        dialog.kept.connect(form.use_layout)
        dialog.open()

    def _ask_for_consent(self, point: Point) -> None:
        who = point.who or self.tr("them")
        title = self.tr("Ask {0} whether I may quote them").format(who)
        actions = self._context.services.actions
        made = self._do(lambda: actions.add(title, source=point.record_id, origin=self._origin))
        if made is not None:
            self._context.navigator.tell_made(made.id, self.tr("Action item made: {0}").format(title))

    def _add_person(self, point: Point) -> None:
        records = self._context.services.records
        made = self._do(
            lambda: records.save(Person(title=point.words), self.tr("Add to People"), origin=self._origin)
        )
        if made is not None:
            words = self.tr("{0} is in People now, and appears by role.").format(point.words)
            self._context.navigator.tell_made(made.id, words)

    def _do(self, work: Callable[[], Made]) -> Made | None:
        try:
            return work()
        except JournalError as error:
            self._context.navigator.tell("error", error.message)
            return None

    def _file_name(self) -> str:
        owner = self._context.services.profile.owner().name
        choices = self._desk.form.choices
        purpose = choices.purpose.strip() or KINDS[choices.document].label
        words = _NOT_IN_NAMES.sub(" ", f"{owner} {purpose}")
        return " ".join(words.split())[:120] + ".pdf"
