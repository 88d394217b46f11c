"""What is asked of the reader of a packet: questions, feedback, actions to tick, an agreement to sign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.gui.review.boxed_text import BoxedText
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.fields import FormRow, TextField
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.rows import ActionRow, RowList
from mentorjournal.gui.widgets.styling import set_surface
from mentorjournal.gui.words import day_short
from mentorjournal.services.packets.plain import Answer, Contents, Form

WIDEST = 640


class AnswerPage(QScrollArea):
    """`edited` tells that `answer()` is another one; `shown` asks for a record of the packet, by id."""

    edited = Signal()
    shown = Signal(str)

    def __init__(
        self,
        contents: Contents,
        today: Callable[[], dt.date],
        *,
        read_only: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._contents, self._today, self._read_only = contents, today, read_only
        self._answer = Answer()
        self.replies: dict[str, BoxedText] = {}
        self.feedback: dict[str, BoxedText] = {}
        self.ticks: dict[str, ActionRow] = {}
        self.consent = QCheckBox(self.tr("They may quote me by name"))
        self.name = TextField(name=self.tr("Your name"), placeholder=self.tr("Your name"))
        self.agree = QCheckBox(self.tr("I agree to this"))
        self.setAccessibleName(self.tr("What is asked of you"))
        inside = QWidget()
        set_surface(inside, "surface")
        self._column = column = QVBoxLayout()
        column.setSpacing(8)
        column.setContentsMargins(36, 24, 36, 32)
        frame = QVBoxLayout(inside)
        frame.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setLayout(column)
        holder.setMaximumWidth(scaled(WIDEST) + 72)
        frame.addWidget(holder)
        frame.addStretch(1)
        self._lay_out()
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @staticmethod
    def asks(contents: Contents) -> bool:
        """Whether anything but reading is asked."""
        return bool(contents.questions or contents.form or contents.actions or contents.agreement)

    def waiting(self) -> int:
        """How many things are not answered yet."""
        answer = self.answer()
        open_ = sum(not answer.replies.get(one.id, "").strip() for one in self._contents.questions)
        open_ += bool(self._contents.form) and not any(map(str.strip, answer.feedback.values()))
        return open_ + (bool(self._contents.agreement) and answer.agreed_on is None)

    def answer(self) -> Answer:
        """The answer, but for the remarks on records, which stay as they were shown."""
        return self._answer

    def display(self, answer: Answer) -> None:
        """Show what was answered."""
        self._answer = answer
        for key, field in self.replies.items():
            field.set_value(answer.replies.get(key, ""))
        for key, field in self.feedback.items():
            field.set_value(answer.feedback.get(key, ""))
        self.consent.setChecked(answer.consent)
        for key, row in self.ticks.items():
            row.set_value(key in answer.done)
            self._say_day(key)
        self.name.set_value(answer.agreed_name)
        self.agree.setChecked(answer.agreed_on is not None)
        self._say_agreed()

    def _lay_out(self) -> None:
        contents, column = self._contents, self._column
        column.addWidget(TextLabel(self.tr("What is asked of you"), "heading", wrap=True))
        column.addWidget(TextLabel(self.tr("Leave out whatever you like."), "small", wrap=True))
        for asked in contents.questions:
            field = self._field(asked.text)
            self.replies[asked.id] = field
            field.edited.connect(lambda text, key=asked.id: self._reply(key, text))
            column.addSpacing(8)
            column.addWidget(TextLabel(asked.text, "bold", wrap=True))
            column.addWidget(field)
        if contents.form is not None:
            self._lay_out_form(contents.form)
        if contents.actions:
            self._lay_out_actions()
        if contents.agreement:
            self._lay_out_agreement()

    def _lay_out_form(self, form: Form) -> None:
        about = form.on_what or form.title
        said = self.tr("Feedback on {0}").format(about) if about else self.tr("Feedback")
        self._head(said)
        for part in form.parts:
            field = self.feedback[part.tag] = self._field(part.heading)
            field.edited.connect(lambda text, key=part.tag: self._tell_feedback(key, text))
            self._column.addWidget(TextLabel(part.heading, wrap=True))
            self._column.addWidget(field)
        self.consent.setDisabled(bool(self._read_only))
        self.consent.clicked.connect(self._consent)
        self._column.addWidget(self.consent)

    def _lay_out_actions(self) -> None:
        self._head(self.tr("Tick what you did"))
        rows = RowList()
        for key in self._contents.actions:
            sent = self._contents.sent(key)
            row = ActionRow(sent.record().title if sent else key)
            row.box.setDisabled(bool(self._read_only))
            row.edited.connect(lambda on, key=key: self._tick(key, on))
            self.ticks[key] = row
            rows.add_row(row)
        self._column.addWidget(rows)

    def _lay_out_agreement(self) -> None:
        self._head(self.tr("The agreement"))
        read = LinkButton(self.tr("Read it"))
        read.clicked.connect(lambda: self.shown.emit(self._contents.agreement))
        self._agreed = TextLabel("", "small", wrap=True)
        for widget in (read, FormRow(self.tr("Your name"), self.name), self.agree, self._agreed):
            self._column.addWidget(widget)
        self.name.setReadOnly(bool(self._read_only))
        self.agree.setDisabled(bool(self._read_only))
        self.name.edited.connect(lambda text: self._take(replace(self._answer, agreed_name=text)))
        self.agree.clicked.connect(self._sign)

    def _head(self, text: str) -> None:
        self._column.addSpacing(14)
        self._column.addWidget(SectionLabel(text, "accent"))

    def _field(self, name: str) -> BoxedText:
        field = BoxedText(name=name)
        field.set_read_only(self._read_only)
        return field

    def _reply(self, key: str, text: str) -> None:
        self._take(replace(self._answer, replies=_with(self._answer.replies, key, text)))

    def _tell_feedback(self, key: str, text: str) -> None:
        self._take(replace(self._answer, feedback=_with(self._answer.feedback, key, text)))

    def _consent(self, on: bool) -> None:
        self._take(replace(self._answer, consent=on))

    def _tick(self, key: str, on: bool) -> None:
        done = {own: day for own, day in self._answer.done.items() if own != key}
        self._take(replace(self._answer, done={**done, key: self._today()} if on else done))
        self._say_day(key)

    def _say_day(self, key: str) -> None:
        day = self._answer.done.get(key)
        self.ticks[key].set_badge(day_short(day) if day else "", "ok")

    def _sign(self, on: bool) -> None:
        self._take(replace(self._answer, agreed_on=self._today() if on else None))
        self._say_agreed()

    def _say_agreed(self) -> None:
        if self._contents.agreement:
            day = self._answer.agreed_on
            self._agreed.setText(self.tr("Agreed on {0}.").format(day_short(day)) if day else "")
            self._agreed.setHidden(day is None)

    def _take(self, answer: Answer) -> None:
        self._answer = answer
        self.edited.emit()


def _with(texts: object, key: str, text: str) -> dict[str, str]:
    kept = dict(texts) if isinstance(texts, dict) else {}
    return {**kept, key: text} if text.strip() else {own: said for own, said in kept.items() if own != key}
