"""Sections to write in, each with a line below it that counts its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.sections_editor import Section, SectionsEditor

Counted = tuple[str, bool]
"""What the line says, and whether there are too many words."""

ROOM = 8
"""Below the line, so that it goes with the field above."""


class CountedSections(SectionsEditor):
    """`count` gives the line of a section, by its place and text; nothing is ever cut."""

    def __init__(
        self, name: str, count: Callable[[int, str], Counted], parent: QWidget | None = None
    ) -> None:
        super().__init__(name, parent)
        self._count_of = count
        self._lines: list[TextLabel] = []
        self.edited.connect(self.recount)

    def lines(self) -> tuple[str, ...]:
        """What stands below each field, from the top."""
        return tuple(line.text() for line in self._lines)

    def set_value(self, sections: Sequence[Section]) -> None:
        """Show sections and count them."""
        super().set_value(sections)
        self.recount()

    def recount(self) -> None:
        """Count again, say because a limit changed."""
        for place, (line, editor) in enumerate(zip(self._lines, self.editors(), strict=True)):
            words, is_over = self._count_of(place, editor.value())
            line.set_role("late" if is_over else "small-faint")
            line.setText(words)
            editor.setAccessibleDescription(words)

    def _build(self, sections: tuple[Section, ...]) -> None:
        super()._build(sections)
        self._lines = []
        for heading in self._labels.values():
            heading.setContentsMargins(0, 0, 0, 0)
        for editor in self.editors():
            line = TextLabel("", "small-faint", wrap=True)
            self._lines.append(line)
            place = self._column.indexOf(editor) + 1
            self._column.insertWidget(place, line)
            self._column.insertSpacing(place + 1, ROOM)
