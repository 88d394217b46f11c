"""Rows of the review before a document leaves: somebody in it, and something to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.fields import ChoiceField
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import TextLabel

BY_NAME: Final = "name"


@dataclass(frozen=True, slots=True)
class PersonFace:
    """What a PersonRow shows: `value` is a key of the choice, empty for what somebody agreed to.

    `question` is asked before they are named, empty where they agreed; `warning` is what is the matter.
    Who is not `nameable` is not offered by name, for that choice would do nothing.
    """

    key: str
    name: str
    detail: str
    value: str = ""
    question: str = ""
    warning: str = ""
    nameable: bool = True


class PersonRow(QFrame):
    """How somebody appears: `edited` carries "name", "role", "pseudonym", "omit", or "" for as agreed.

    `seen` tells that the warning is all right.
    """

    edited = Signal(str)
    seen = Signal()

    def __init__(self, face: PersonFace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self._value, self._asks = face.key, face.value, bool(face.question)
        name, detail, question, warning = face.name, face.detail, face.question, face.warning
        choices = (
            ("", self.tr("as agreed")),
            *([(BY_NAME, self.tr("by name"))] if face.nameable or face.value == BY_NAME else []),
            ("role", self.tr("by role")),
            ("pseudonym", self.tr("by pseudonym")),
            ("omit", self.tr("left out")),
        )
        self.choice = ChoiceField(choices, face.value, name=self.tr("How {0} appears").format(name))
        self.choice.setAccessibleDescription(" ".join(filter(None, (detail, warning))))
        self.yes = LinkButton(self.tr("Name them all the same"))
        self.no = LinkButton(self.tr("No"), "quiet")
        self.fine = LinkButton(self.tr("It is all right"), "quiet")
        self.fine.setAccessibleName(f"{self.fine.text()}: {name}")
        self._question = _with_buttons(question, self.yes, self.no)
        self._question.hide()
        self._warning = _with_buttons(warning, self.fine)
        self._warning.setVisible(bool(warning))
        head = FlowLayout(gap=10)
        head.addWidget(TextLabel(name, "bold"))
        head.addWidget(self.choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 7, 0, 7)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(TextLabel(detail, "small", wrap=True))
        column.addWidget(self._question)
        column.addWidget(self._warning)
        self.setFocusProxy(self.choice)
        self.choice.edited.connect(self._take)
        self.yes.clicked.connect(lambda: self._tell(self.choice.value()))
        self.no.clicked.connect(self._back)
        self.fine.clicked.connect(self.seen)

    def asking(self) -> bool:
        """Whether a word is waited for."""
        return not self._question.isHidden()

    def _take(self, key: str) -> None:
        if self._asks and key == BY_NAME and key != self._value:
            self._question.show()
            self.yes.setFocus()
        else:
            self._tell(key)

    def _tell(self, key: str) -> None:
        self._question.hide()
        self.choice.setFocus()
        if key != self._value:
            self._value = key
            self.edited.emit(key)

    def _back(self) -> None:
        self._question.hide()
        self.choice.set_value(self._value)
        self.choice.setFocus()


class PointRow(QFrame):
    """Something to look at, where it stands, and what one can do: `wanted` carries the key of a deed."""

    wanted = Signal(str)

    def __init__(
        self,
        key: str,
        words: str,
        detail: str,
        deeds: Sequence[tuple[str, str]],
        *,
        wrong: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.key = key
        self.setAccessibleName(words)
        self.setAccessibleDescription(detail)
        self.buttons: dict[str, LinkButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 7, 0, 7)
        column.setSpacing(3)
        column.addWidget(TextLabel(words, "warn" if wrong else "", wrap=True))
        if detail:
            column.addWidget(TextLabel(detail, "small", wrap=True))
        flow = FlowLayout(gap=14)
        for deed, label in deeds:
            button = LinkButton(label, "quiet" if deed == "seen" else "accent")
            button.setAccessibleName(f"{label}: {words}")
            button.clicked.connect(lambda _=False, deed=deed: self.wanted.emit(deed))
            self.buttons[deed] = button
            flow.addWidget(button)
        column.addLayout(flow)
        first = next(iter(self.buttons.values()), None)
        if first is not None:
            self.setFocusProxy(first)


def _with_buttons(words: str, *buttons: LinkButton) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(TextLabel(words, "warn", wrap=True))
    row = QHBoxLayout()
    row.setSpacing(14)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    column.addLayout(row)
    return box
