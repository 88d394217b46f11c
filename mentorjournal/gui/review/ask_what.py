"""What goes into a packet and what is asked: records, questions, feedback, ticks, a signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from mentorjournal.gui.review.ask_list import CandidateList
from mentorjournal.gui.review.boxed_text import BoxedText
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow, TextField
from mentorjournal.services.packets.asking import form_for
from mentorjournal.services.packets.values import Choice
from mentorjournal.services.templates import templates

if TYPE_CHECKING:
    from mentorjournal.services.packets.plain import Form


class AskedPart(QWidget):
    """What they are asked beside reading; `edited` at each change."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = self.tr
        self.title = TextField(name=tr("What is it?"), placeholder=tr("Aims page, second draft"))
        self.purpose = BoxedText(
            name=tr("What should they look at?"),
            placeholder=tr("The second part most of all."),
            least_lines=1,
        )
        self.questions = BoxedText(
            name=tr("Questions, one on each line"),
            placeholder=tr("Is the gap clear in one read?"),
            least_lines=2,
        )
        shapes = [(shape.key, shape.name) for shape in templates("feedback")]
        self.model = ChoiceField(shapes, name=tr("Feedback"), none=tr("No feedback"))
        self.model.set_value("")
        self.on_what = TextField(name=tr("Feedback on what?"), placeholder=tr("A talk, a draft, a meeting…"))
        self.ticks = QCheckBox(tr("They may tick the actions among these"))
        self.signs = QCheckBox(tr("They are asked to sign the agreement"))
        self.files = QCheckBox(tr("Files that may leave go along"))
        self.ticks.setChecked(True)
        self.signs.setChecked(True)
        self._on_what = FormRow(tr("Feedback on what?"), self.on_what)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(FormRow(tr("What is it?"), self.title))
        column.addWidget(FormRow(tr("What should they look at?"), self.purpose))
        column.addWidget(FormRow(tr("Questions, one on each line"), self.questions))
        column.addWidget(FormRow(tr("Feedback"), self.model))
        column.addWidget(self._on_what)
        for tick in (self.ticks, self.signs, self.files):
            column.addWidget(tick)
            tick.toggled.connect(lambda _: self.edited.emit())
        for field in (self.title, self.purpose, self.questions, self.model, self.on_what):
            field.edited.connect(lambda _: self._show())
        self._show()

    def form(self) -> Form | None:
        """The feedback that is asked for."""
        key = self.model.value()
        return form_for(self.on_what.value().strip(), key) if key else None

    def lines(self) -> tuple[str, ...]:
        """The questions typed."""
        return tuple(line.strip() for line in self.questions.value().splitlines() if line.strip())

    def fit(self, types: frozenset[str]) -> None:
        """Offer ticks and the signature where such records go along."""
        self.ticks.setVisible("action" in types)
        self.signs.setVisible("agreement" in types)

    def _show(self) -> None:
        self._on_what.setVisible(bool(self.model.value()))
        self.edited.emit()


def choice_of(
    records: CandidateList, asked: AskedPart, person: str, relationship: str, for_whom: str
) -> Choice:
    """What is chosen, as the service takes it; a question that is ticked is asked."""
    ticked = records.ticked()
    actions = tuple(one.id for one in ticked if one.type == "action" and asked.ticks.isChecked())
    agreement = next((one.id for one in ticked if one.type == "agreement" and asked.signs.isChecked()), "")
    return Choice(
        records=tuple(one.id for one in ticked if one.type != "question"),
        questions=(*(one.id for one in ticked if one.type == "question"), *asked.lines()),
        form=asked.form(),
        agreement=agreement,
        actions=actions,
        person=person,
        relationship=relationship,
        for_whom=for_whom,
        title=asked.title.value().strip(),
        purpose=asked.purpose.value().strip(),
        files=asked.files.isChecked(),
    )
