"""The part of the settings about whose journal this is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.autosave import Autosaver
from mentorjournal.gui.widgets.fields import FormRow, TextField
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.model.choices import CHOICES

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context


class OwnerSection(QWidget):
    """Name, stage, organisation and role of the owner; saved as they are typed. `said` tells how saving went."""

    said = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile = context.services.profile
        owner = self._profile.owner()
        self.name = TextField(owner.name, name=self.tr("Name"))
        self.stage = TextField(owner.stage, name=self.tr("Stage"))
        self.organisation = TextField(owner.organisation, name=self.tr("Organisation"))
        self.role = Segmented(tuple(CHOICES["role"].items()), owner.role, self.tr("I am a"))
        self._saver = Autosaver(self._save, self)
        self._saver.failed.connect(self.said)
        self._saver.saved.connect(lambda: self.said.emit(""))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(FormRow(self.tr("Name"), self.name))
        column.addWidget(FormRow(self.tr("Stage, as it stands on paper"), self.stage))
        column.addWidget(FormRow(self.tr("Organisation, as it stands on paper"), self.organisation))
        column.addWidget(FormRow(self.tr("I am a"), self.role))
        for field in (self.name, self.stage, self.organisation, self.role):
            field.setEnabled(not context.read_only)
            field.edited.connect(lambda _: self._saver.touch())

    def _save(self) -> None:
        self._profile.save(
            replace(
                self._profile.owner(),
                name=self.name.value().strip(),
                stage=self.stage.value().strip(),
                organisation=self.organisation.value().strip(),
                role=self.role.value(),
            )
        )

    def flush(self) -> bool:
        """Save what is pending; False where that fails."""
        return self._saver.flush()
