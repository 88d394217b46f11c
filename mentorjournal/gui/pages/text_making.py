"""Makes records of the texts on a page: what is made follows from the record the text stands in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from mentorjournal.errors import JournalError
from mentorjournal.gui.context import Context
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.sections_editor import SectionsEditor
from mentorjournal.services.meeting_capture import bare_line


class TextMaker(QObject):
    """Serves one text. `record_id` gives the record it belongs to and keeps a new one first; it may raise
    JournalError or return "", then nothing is made. The text stays as it is.
    """

    def __init__(
        self,
        context: Context,
        origin: str,
        record_id: Callable[[], str],
        edit: MarkdownEdit | SectionsEditor,
    ) -> None:
        super().__init__(edit)
        self._context, self._origin, self._record_id = context, origin, record_id
        if not context.read_only:
            edit.offer_making()
            edit.make_wanted.connect(self.make)

    def make(self, kind: str, text: str) -> None:
        """Make a record of this kind of a text; it is told, with a way to open it."""
        head, end, rest = text.strip().partition("\n")
        try:
            source = self._record_id()
            if not source:
                return
            made = self._context.services.chain.make(
                kind, source, f"{bare_line(head)}{end}{rest}", origin=self._origin
            )
        except JournalError as error:
            self._context.navigator.tell("error", error.message)
            return
        words = QCoreApplication.translate("TextMaker", "{0} made: {1}").format(made.LABEL, made.title)
        self._context.navigator.tell_made(made.id, words)
