"""One section of a layout: its heading, whether it belongs to the one before, and its limits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.fields import FormRow, TextField
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.typed_field import NumberField

if TYPE_CHECKING:
    from mentorjournal.services.reporting.layout import LayoutSection

MOST = 10_000


class SectionFields(QWidget):
    """Shows a LayoutSection; `edited` carries it changed. A limit a section does not have is not asked for."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._section: LayoutSection | None = None
        self.heading = TextField(name=self.tr("Heading"), placeholder=self.tr("No heading"))
        self.inner = QCheckBox(self.tr("Part of the section before it"))
        names = {
            "words": self.tr("Words at most"),
            "most": self.tr("Entries at most"),
            "also": self.tr("Of the second list"),
        }
        self.limits = {key: NumberField(name=name, most=MOST) for key, name in names.items()}
        self._rows = {key: FormRow(names[key], field) for key, field in self.limits.items()}
        flow = FlowLayout(gap=12)
        for row in self._rows.values():
            flow.addWidget(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(FormRow(self.tr("Heading"), self.heading))
        column.addWidget(self.inner)
        column.addLayout(flow)
        self.heading.edited.connect(lambda text: self._tell(heading=text))
        self.inner.clicked.connect(lambda on: self._tell(level=2 if on else 1))
        for key, field in self.limits.items():
            field.edited.connect(lambda value, key=key: self._tell(**{key: int(value or 0)}))

    def show_section(self, section: LayoutSection | None) -> None:
        """Show a section, or nothing."""
        self._section = section
        self.setEnabled(section is not None)
        if section is None:
            return
        self.heading.set_value(section.heading)
        self.inner.setChecked(section.level > 1)
        for key, field in self.limits.items():
            value = getattr(section, key)
            self._rows[key].setVisible(bool(value))
            field.set_value(value or None)

    def settle(self) -> None:
        """Take the numbers as typed."""
        for field in self.limits.values():
            field.settle()

    def _tell(self, **changes: object) -> None:
        if self._section is not None:
            self._section = replace(self._section, **changes)  # type: ignore[arg-type]
            self.edited.emit(self._section)
