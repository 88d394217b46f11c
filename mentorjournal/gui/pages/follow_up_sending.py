"""The summary on its way out: copied, as a draft in the reader's own mail program, or as one page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from mentorjournal.errors import JournalError
from mentorjournal.gui.file_names import ask_pdf_path, pdf_name
from mentorjournal.gui.pages.text_files import open_address

if TYPE_CHECKING:
    from mentorjournal.gui.pages.follow_up import FollowUpPage
    from mentorjournal.reports.draw import Drawn


class FollowUpSending(QObject):
    """Serves one page. Nothing is sent from here: the reader sends."""

    def __init__(self, page: FollowUpPage) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context
        self._service = page.services.follow_up
        card = page.view.summary
        card.copy_wanted.connect(self.copy)
        card.mail_wanted.connect(self.mail)
        card.paper_wanted.connect(self.ask_path)
        card.anew_wanted.connect(self._write_anew)

    def copy(self) -> None:
        """Put the summary on the clipboard."""
        text = self._text()
        if text:
            QGuiApplication.clipboard().setText(text)
            self._tell("ok", self.tr("Copied. Paste it where you write to them."))

    def mail(self) -> None:
        """Open a draft; a text too long for a link lies on the clipboard as well."""
        text = self._text()
        if not text:
            return
        draft = self._service.mail(self._page.record_id)
        if not draft.whole:
            QGuiApplication.clipboard().setText(text)
            self._tell("info", self.tr("It is too long for a link: the whole text is on the clipboard."))
        open_address(self._context, draft.address, self._page)

    def ask_path(self) -> None:
        """Ask where to save the page."""
        if not self._text():
            return
        ask_pdf_path(self._page, self.tr("Save summary"), self._file_name(), self.save_to)

    def save_to(self, path: str) -> None:
        """Save the page; it is drawn by the worker."""
        from mentorjournal import settings

        meeting_id, target = self._page.record_id, Path(path)
        paper = settings.load().paper
        service = self._service

        def work(_task: object) -> Drawn:
            return service.save(meeting_id, target, "letter" if paper == "letter" else "a4")

        self._context.tasks.start(
            work,
            lambda _drawn: self._tell("ok", self.tr("Saved {0}, one page.").format(target.name)),
            lambda error: self._tell("error", error.message),
        )

    def _text(self) -> str:
        """The summary as it is kept, what is being typed included; "" where it may not be sent."""
        if not self._page.record_id or not self._page.flush():
            return ""
        try:
            return self._service.text(self._page.record_id)
        except JournalError as error:
            self._tell("error", error.message)
            return ""

    def _write_anew(self) -> None:
        if self._page.saver.pick({"summary": ""}, self.tr("Write summary anew")):
            self._page.show_again()
            self._page.view.summary.text.setFocus()

    def _file_name(self) -> str:
        """The title may name somebody else; who gets the file was there."""
        shown = self._page.shown
        if shown is None:
            return pdf_name(self.tr("Meeting"))
        day = shown.meeting.date.isoformat() if shown.meeting.date else ""
        return pdf_name(self.tr("Meeting"), day, ", ".join(person.title for person in shown.people))

    def _tell(self, kind: str, text: str) -> None:
        self._context.navigator.tell(kind, text)
