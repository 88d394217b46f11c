"""One line to add something in place: whom it is about, a few words, and it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.fields import ChoiceField, TextField
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.typed_field import TypedField

Control = TextField | ChoiceField | TypedField | QCheckBox
WIDTHS = {TextField: 250, ChoiceField: 150, QCheckBox: 0}
USUAL_WIDTH = 110


class QuickLine(HuggingFrame):
    """Controls by key in the order they are read; `wanted` carries their values when Return is pressed in one
    of them or the button. `main` is the key of the words without which nothing is added."""

    wanted = Signal(dict)

    def __init__(
        self, name: str, controls: Mapping[str, Control], main: str = "title", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.controls, self._main = dict(controls), main
        self.add = QuietButton(self.tr("Add"), "add")
        self.add.setAccessibleName(name)
        line = FlowLayout(self, gap=8, line_gap=6)
        for control in self.controls.values():
            line.addWidget(control)
            if isinstance(control, TextField | TypedField):
                control.returnPressed.connect(self.submit)
        line.addWidget(self.add)
        self.add.clicked.connect(self.submit)
        self.rescale()

    def rescale(self) -> None:
        """Widths that suit the text size in use."""
        for control in self.controls.values():
            control.setMinimumWidth(scaled(WIDTHS.get(type(control), USUAL_WIDTH)))

    def set_writable(self, because: str) -> None:
        """Let it be used, or say why not."""
        for control in (*self.controls.values(), self.add):
            control.setEnabled(not because)
            control.setToolTip(because)

    def values(self) -> dict[str, Any]:
        """What each control holds."""
        return {
            key: control.isChecked() if isinstance(control, QCheckBox) else control.value()
            for key, control in self.controls.items()
        }

    def set_people(self, people: Sequence[tuple[str, str]]) -> None:
        """Offer these people; the one chosen stays where they are still offered."""
        field = self.controls.get("person")
        if isinstance(field, ChoiceField):
            field.set_choices(people)
            if not field.value() and people:
                field.set_value(people[0][0])

    def submit(self) -> None:
        """Ask for what is written to be kept; without words the cursor goes to where they belong."""
        wrong = self._wrong()
        if wrong is None and self.pending:
            self.keep()
        (wrong or self.controls[self._main]).setFocus()

    def keep(self) -> bool:
        """Ask for pending words to be kept; False where they still stand here after that."""
        if self.pending and self._wrong() is None:
            self.wanted.emit(self.values())
        return not self.pending

    def _wrong(self) -> TypedField | None:
        for control in self.controls.values():
            if isinstance(control, TypedField):
                control.settle()
                if control.is_wrong():
                    return control
        return None

    @property
    def pending(self) -> bool:
        """Whether there are words that are not kept yet."""
        return bool(str(self.values()[self._main]).strip())

    def clear(self) -> None:
        """Ready for the next one, about the same person and of the same day."""
        for control in self.controls.values():
            if isinstance(control, TextField):
                control.set_value("")
            elif isinstance(control, QCheckBox):
                control.setChecked(False)
