"""A few minutes to think about the meeting, written here and kept in the Journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorjournal.gui.widgets.buttons import LinkButton, QuietButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.sections_editor import SectionsEditor
from mentorjournal.model.fields import Section
from mentorjournal.services.follow_up_page import TEMPLATE
from mentorjournal.services.templates import template

if TYPE_CHECKING:
    from mentorjournal.services.follow_up_page import FollowUpPage


class ReflectionCard(Card):
    """`written` carries the reflection's id and its sections, `opened` its id."""

    begun = Signal()
    written = Signal(str, tuple)
    opened = Signal(str)

    def __init__(self, *, because: str, parent: QWidget | None = None) -> None:
        super().__init__(tone="window", parent=parent)
        self._because = because
        self._id = ""
        self.setAccessibleName(self.tr("Think back"))
        self.prompt = TextLabel("", wrap=True)
        self.begin = QuietButton(self.tr("Write it here"), "edit")
        self.begin.setDisabled(bool(because))
        self.begin.setToolTip(because)
        self.text = SectionsEditor(self.tr("Reflection"))
        self.open = LinkButton(self.tr("Open in Journal"))
        self.add(SectionLabel(self.tr("Think back"), "accent"))
        for widget in (self.prompt, self.begin, self.text, self.open):
            self.add(widget)
        self.begin.clicked.connect(self.begun)
        self.text.edited.connect(self._tell)
        self.open.clicked.connect(lambda: self.opened.emit(self._id))

    def record_id(self) -> str:
        """The id of the reflection shown; empty before there is one."""
        return self._id

    def show_reflection(
        self, page: FollowUpPage, side: str, typed: Callable[[str], Mapping[str, Any]]
    ) -> None:
        """Show what was written, or the question that begins it, in the words of my side."""
        parts = template(TEMPLATE).sections_for(side)
        written = page.reflection
        self._id = written.id if written is not None else ""
        for early in (self.prompt, self.begin):
            early.setHidden(written is not None)
        for late in (self.text, self.open):
            late.setHidden(written is None)
        self.prompt.setText(parts[0].prompt)
        if written is None:
            self.text.set_value(())
            return
        prompts = {part.tag: part.prompt for part in parts}
        sections: tuple[Section, ...] = typed(written.id).get("sections", written.sections)
        self.text.set_value(
            [(item.tag, item.heading, prompts.get(item.tag, ""), item.text) for item in sections]
        )
        self.text.set_read_only(bool(self._because))

    def start(self) -> None:
        """Put the cursor where writing begins."""
        self.text.start_writing()

    def _tell(self) -> None:
        sections = tuple(Section(tag, heading, text) for tag, heading, _, text in self.text.value())
        self.written.emit(self._id, sections)
