"""Files, pictures and links of the texts on a page: what comes in is kept, links open, records are made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.text_making import TextMaker
from mentorjournal.gui.widgets.entry_editor_files import FileIntake
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit

ATTACHMENT = "attachment:"
SCHEMES = {"http", "https", "mailto"}
"""What may be handed to the system; everything else stays text."""


class TextFiles(QObject):
    """Serves one text: what is dropped or pasted there is attached to the record it belongs to.

    `record_id` gives that record and keeps a new one first; it may raise JournalError or return "", then
    nothing is attached.
    """

    def __init__(
        self, context: Context, origin: str, record_id: Callable[[], str], edit: MarkdownEdit, page: QWidget
    ) -> None:
        super().__init__(edit)
        self._context, self._page = context, page
        self._intake = FileIntake(context, origin, record_id, edit.insert_attachment)
        TextMaker(context, origin, record_id, edit)
        edit.files_dropped.connect(self._take_files)
        edit.picture_pasted.connect(self._take_picture)
        edit.link_activated.connect(self._open)

    def _take_files(self, paths: list[str]) -> None:
        self._intake.take_files(paths)

    def _take_picture(self, image: QImage) -> None:
        self._intake.take_picture(image)

    def _open(self, address: str) -> None:
        open_address(self._context, address, self._page)


def open_address(context: Context, address: str, page: QWidget) -> None:
    """Open a page or a letter with the system, a kept file here; nothing else ever."""
    if address.startswith(ATTACHMENT):
        from mentorjournal.gui.pages.journal_attachment import open_attachment

        open_attachment(context, address.removeprefix(ATTACHMENT), page)
        return
    url = QUrl(address.strip(), QUrl.ParsingMode.StrictMode)
    if url.scheme().lower() not in SCHEMES or not url.isValid() or not QDesktopServices.openUrl(url):
        text = QCoreApplication.translate("TextFiles", "Nothing here can open {0}.")
        context.navigator.tell("warn", text.format(address.strip()))
