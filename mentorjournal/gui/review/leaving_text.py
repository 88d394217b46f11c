"""A packet as it would leave, word for word, to be read before it does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from mentorjournal.gui.inspector_files import size_words
from mentorjournal.gui.review.record_words import facts, kind_and_day, texts
from mentorjournal.gui.theme import active_theme
from mentorjournal.services.packets.plain import Contents, Sent


class LeavingText(QTextEdit):
    """Shows the Contents of a packet as one text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contents: Contents | None = None
        self._staying: Sequence[tuple[str, str]] = ()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Exactly what leaves"))

    def display(self, contents: Contents | None, staying: Sequence[tuple[str, str]] = ()) -> None:
        """Show a packet, and what stays: title, and why. Where one was read on stays where it was."""
        self._contents, self._staying = contents, staying
        bar = self.verticalScrollBar()
        seen = bar.value()
        self._write()
        bar.setValue(min(seen, bar.maximum()))

    def changeEvent(self, event: QEvent) -> None:
        """In the colours of another theme."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange} and hasattr(self, "_contents"):
            self._write()

    def _write(self) -> None:
        self.clear()
        contents = self._contents
        if contents is None:
            return
        tr = self.tr
        self._line(contents.title or tr("Review for {0}").format(contents.author), "head")
        self._line(tr("From {0} to {1}").format(contents.author or "–", contents.for_whom or "–"), "quiet")
        self._line(contents.purpose)
        for sent in contents.records:
            self._record(sent)
        self._asked(contents)
        told = [tr("{0}, and my reply: {1}").format(one.text, one.reply or "–") for one in contents.comments]
        self._part(tr("Their earlier comments"), told)
        self._part(tr("Files"), [f"{one.name}, {size_words(one.size)}" for one in contents.files])
        self._part(tr("Stays here"), [f"{title}: {why}" for title, why in self._staying])
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _record(self, sent: Sent) -> None:
        record = sent.record()
        self._line(record.title, "head")
        self._line(kind_and_day(record), "quiet")
        for passage in texts(sent):
            if passage.part != "title":
                self._line(passage.heading, "part")
                self._line(passage.text)
        for label, words in facts(record):
            self._line(f"{label}: {words}", "quiet")

    def _asked(self, contents: Contents) -> None:
        tr = self.tr
        self._part(tr("Questions"), [one.text for one in contents.questions])
        if contents.form is not None:
            about = contents.form.on_what
            head = tr("Feedback on {0}").format(about) if about else tr("Feedback")
            self._part(head, [one.heading for one in contents.form.parts])
        titles = [sent.record().title for key in contents.actions if (sent := contents.sent(key))]
        self._part(tr("To tick"), titles)
        signed = contents.sent(contents.agreement)
        self._part(tr("To sign"), [signed.record().title] if signed else [])

    def _part(self, head: str, lines: list[str]) -> None:
        if lines:
            self._line(head, "head")
            for line in lines:
                self._line(line)

    def _line(self, text: str, role: str = "") -> None:
        if not text:
            return
        theme, cursor = active_theme(), self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        shape, look = QTextBlockFormat(), QTextCharFormat()
        shape.setTopMargin(14 if role == "head" else 8 if role == "part" else 2)
        look.setForeground(QColor({"quiet": theme.muted, "part": theme.accent_text}.get(role, theme.text)))
        if role in ("head", "part"):
            look.setFontWeight(QFont.Weight.Bold)
        if not self.document().isEmpty():
            cursor.insertBlock()
        cursor.setBlockFormat(shape)
        cursor.insertText(text, look)
