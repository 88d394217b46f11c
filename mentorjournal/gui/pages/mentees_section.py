"""What the sections of the mentor's view have in common: lines to add in place, parts that follow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.quick_line import QuickLine

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context


class MentorSection(QWidget):
    """Subclasses override `read`; `lines` are flushed before the page is left, so that no word is lost."""

    def __init__(self, context: Context, origin: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self.origin = context, origin
        self.mentoring = context.services.mentoring
        self.lines: list[QuickLine] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        context.themes.theme_changed.connect(self._rescale)

    def read(self) -> None:
        """Read everything shown again."""
        raise NotImplementedError

    def flush(self) -> bool:
        """Keep what stands in the lines; False where the journal refused it."""
        if self.context.read_only:
            return True
        kept = [line.keep() for line in self.lines]
        return all(kept)

    def add_line(self, line: QuickLine, work: Callable[[dict[str, object]], object]) -> QuickLine:
        """A line whose words `work` keeps; refused ones stay and it is told why."""

        def keep(values: dict[str, object]) -> None:
            if self.guarded(lambda: work(values)):
                line.clear()

        line.wanted.connect(keep)
        line.set_writable(self.context.read_only)
        self.lines.append(line)
        return line

    def guarded(self, work: Callable[[], object]) -> bool:
        """Do it; a refusal is told."""
        try:
            work()
        except JournalError as error:
            self.context.navigator.tell("error", error.message)
            return False
        return True

    def offer_people(self, people: Sequence[tuple[str, str]]) -> None:
        """Offer these people in every line."""
        for line in self.lines:
            line.set_people(people)

    def group(self, title: str, hint: str, *parts: QWidget) -> None:
        """A titled group with a sentence on what it is for."""
        if self.column.count():
            self.column.addSpacing(14)
        self.column.addWidget(SectionLabel(title))
        if hint:
            self.column.addWidget(TextLabel(hint, "small", wrap=True))
        for part in parts:
            self.column.addWidget(part)

    def _rescale(self) -> None:
        for line in self.lines:
            line.rescale()
