"""Open questions, each with a line for its answer: it is kept as typed, Return marks it as answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.widgets.fields import TextField
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.rows import ListRow
from mentorjournal.gui.widgets.styling import clear_layout
from mentorjournal.model.types import Question


class AnswerRow(HuggingFrame):
    """One question; `answered` carries what was written, `opened` asks for the question itself."""

    answered = Signal(str)
    opened = Signal()

    def __init__(self, question: Question, *, because: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = question.id
        self.line = ListRow(question.title)
        self.answer = TextField(
            question.answer,
            name=self.tr("Answer to: {0}").format(question.title),
            placeholder=self.tr("What was the answer? Return marks it as answered"),
            look="bare",
        )
        self.answer.setReadOnly(bool(because))
        self.answer.setToolTip(because)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 6)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self.answer)
        self.line.clicked.connect(self.opened)
        self.answer.returnPressed.connect(self._take)

    def _take(self) -> None:
        if not self.answer.isReadOnly() and self.answer.value().strip():
            self.answered.emit(self.answer.value().strip())


class AnswerRows(HuggingFrame):
    """`answered` carries a question's id and the answer, `typed` the same at each change, `opened` its id."""

    answered = Signal(str, str)
    typed = Signal(str, str)
    opened = Signal(str)

    def __init__(self, name: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._rows: dict[str, AnswerRow] = {}
        self._shown: list[tuple[str, str]] | None = None
        self._nothing = nothing
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def rows(self) -> tuple[AnswerRow, ...]:
        """The questions, from the top."""
        return tuple(self._rows.values())

    def display(
        self, questions: Sequence[Question], words: Callable[[str], Mapping[str, Any]], *, because: str
    ) -> None:
        """Show these; `words` has what is typed and not saved yet."""
        wanted = [(item.id, item.title) for item in questions]
        if wanted != self._shown:
            self._shown = wanted
            self._fill(questions, because)
        for item in questions:
            self._rows[item.id].answer.set_value(words(item.id).get("answer", item.answer))

    def _fill(self, questions: Sequence[Question], because: str) -> None:
        clear_layout(self._column)
        self._rows = {}
        for item in questions:
            row = AnswerRow(item, because=because)
            row.answered.connect(lambda text, key=item.id: self.answered.emit(key, text))
            row.answer.edited.connect(lambda text, key=item.id: self.typed.emit(key, text))
            row.opened.connect(lambda key=item.id: self.opened.emit(key))
            self._column.addWidget(row)
            self._rows[item.id] = row
        if not questions:
            self._column.addWidget(TextLabel(self._nothing, "small", wrap=True))
