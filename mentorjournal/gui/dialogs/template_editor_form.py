"""One own template to be changed: its name, what it is good for, its parts or its scale; saved as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.autosave import Autosaver
from mentorjournal.gui.dialogs.template_editor_parts import PartsEditor
from mentorjournal.gui.review.boxed_text import BoxedText
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow, TextField
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.typed_field import NumberField
from mentorjournal.interchange.template_toml import LONGEST_LINE, LONGEST_RHYTHM, LONGEST_TEXT, SCALE
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.types import OwnTemplate

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context

NUMBERS = ("low", "high", "rhythm")


class TemplateForm(QWidget):
    """`told` carries a sentence and its kind; `renamed` the name while it is typed."""

    told = Signal(str, str)
    renamed = Signal(str)

    def __init__(self, context: Context, origin: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._origin = context, origin
        self._own = OwnTemplate()
        self._offered: tuple[tuple[str, str], ...] = ()
        tr = self.tr
        self.name = TextField(name=tr("Name"))
        self.text = BoxedText(name=tr("Prompt"), least_lines=2)
        self.description = TextField(name=tr("What it is good for"))
        self.role = ChoiceField(tuple(CHOICES["role"].items()), name=tr("For whom"))
        self.answered = ChoiceField((), name=tr("Answered with the template"))
        self.low = NumberField(name=tr("Lowest number"), least=SCALE[0], most=SCALE[1])
        self.high = NumberField(name=tr("Highest number"), least=SCALE[0], most=SCALE[1])
        self.low_label = TextField(name=tr("What the lowest means"))
        self.high_label = TextField(name=tr("What the highest means"))
        self.rhythm = NumberField(name=tr("Asked again after days"), most=LONGEST_RHYTHM)
        for field in (self.name, self.low_label, self.high_label):
            field.setMaxLength(LONGEST_LINE)
        self.description.setMaxLength(LONGEST_TEXT)
        self.parts = PartsEditor()
        self.saver = Autosaver(self._save, self)
        self._lay_out()
        self._connect()

    def display(self, own: OwnTemplate) -> None:
        """Show one; what is typed and not saved yet must have been saved."""
        self._own = own
        kind = own.kind
        self._rows["name"].setVisible(kind != "prompt")
        self._rows["description"].setVisible(kind != "prompt")
        for name in ("text", "role", "answered"):
            self._rows[name].setVisible(kind == "prompt")
        self._scale.setVisible(kind == "pulse")
        self.parts.setVisible(kind != "prompt")
        self.name.set_value(own.title)
        self.text.set_value(own.title)
        self.description.set_value(own.description)
        self.role.set_value(own.role)
        if kind == "prompt":
            shapes = self._context.services.templates.offered("reflection")
            self.answered.set_choices([(one.key, one.name) for one in shapes])
            self.answered.set_value(own.answered_with)
        for field, value in self._numbers():
            field.set_value(value)
        self.low_label.set_value(own.low_label)
        self.high_label.set_value(own.high_label)
        self.parts.display(own)

    def shown(self) -> set[str]:
        """The id of the record that is shown."""
        return {self._own.id}

    def flush(self) -> bool:
        """Keep what is typed; False where the journal refuses."""
        if self._context.read_only or not self._own.id:
            return True
        for field, _ in self._numbers():
            field.settle()
        return self.saver.flush()

    def _numbers(self) -> tuple[tuple[NumberField, float | None], ...]:
        own = self._own
        return (self.low, own.low), (self.high, own.high), (self.rhythm, own.rhythm)

    def _lay_out(self) -> None:
        tr = self.tr
        self._rows = {
            "name": FormRow(tr("Name"), self.name),
            "text": FormRow(tr("Prompt"), self.text),
            "description": FormRow(tr("What it is good for"), self.description),
            "role": FormRow(tr("For whom"), self.role),
            "answered": FormRow(tr("Answered with the template"), self.answered),
        }
        self._scale = QWidget()
        flow = FlowLayout(self._scale, gap=12)
        for field in (self.low, self.low_label, self.high, self.high_label, self.rhythm):
            flow.addWidget(FormRow(field.accessibleName(), field))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for row in self._rows.values():
            column.addWidget(row)
        column.addWidget(self._scale)
        column.addWidget(self.parts)
        column.addStretch(1)

    def _connect(self) -> None:
        self.name.edited.connect(self._rename)
        self.text.edited.connect(self._rename)
        for field in (self.description, self.low_label, self.high_label):
            field.edited.connect(lambda _: self.saver.touch())
        for number in (self.low, self.high, self.rhythm):
            number.edited.connect(lambda _: self._step(self.tr("Change the scale")))
        for choice in (self.role, self.answered):
            choice.edited.connect(lambda _: self._step(self.tr("Change a prompt")))
        self.parts.edited.connect(self.saver.touch)
        self.parts.stepped.connect(self._step)
        self.parts.told.connect(lambda text: self.told.emit(text, "warn"))
        self.saver.saved.connect(self._context.navigator.saved)
        self.saver.failed.connect(lambda text: self.told.emit(text, "error"))

    def _rename(self, text: str) -> None:
        self.renamed.emit(" ".join(text.split()))
        self.saver.touch()

    def _values(self) -> dict[str, Any]:
        own = self._own
        name = self.text.value() if own.kind == "prompt" else self.name.value()
        values: dict[str, Any] = {"title": " ".join(name.split()) or own.title}
        if own.kind == "prompt":
            return {**values, "role": self.role.value(), "answered_with": self.answered.value()}
        sections, mentors = self.parts.value()
        values |= {"description": self.description.value(), "sections": sections}
        if own.kind == "pulse":
            labels = {"low_label": self.low_label.value(), "high_label": self.high_label.value()}
            return {**values, **labels, **self._scale_values()}
        return {**values, "mentor_sections": mentors}

    def _scale_values(self) -> dict[str, float | None]:
        low, high, rhythm = (field.value() for field in (self.low, self.high, self.rhythm))
        if low is None or high is None or low >= high:
            self.told.emit(
                self.tr(
                    "The highest number must be above the lowest; the scale is as it was. Change one of them."
                ),
                "warn",
            )
            return {"rhythm": float(rhythm or 0)}
        return {"low": float(low), "high": float(high), "rhythm": float(rhythm or 0)}

    def _save(self) -> None:
        self._own = self._amend("", sitting=True)

    def _step(self, label: str) -> None:
        """A choice is a step of its own, after what was typed before it."""
        try:
            self._own = self._amend(label, sitting=False)
        except JournalError as error:
            self.told.emit(error.message, "error")
            self.saver.touch()
            return
        self.saver.drop()
        self._context.navigator.saved.emit()

    def _amend(self, label: str, *, sitting: bool) -> OwnTemplate:
        kept = self._context.services.records.amend(
            self._own.id, self._values(), label, origin=self._origin, sitting=sitting
        )
        return kept if isinstance(kept, OwnTemplate) else self._own
