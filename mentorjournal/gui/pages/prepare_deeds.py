"""What the reader does to a brief: ticking, wording, adding, moving, and the objective; saved as typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mentorjournal.errors import JournalError
from mentorjournal.gui.autosave import Autosaver
from mentorjournal.services.preparing import Line

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context


class PrepareDeeds(QObject):
    """Writes for one meeting at a time; `done` says that something was written."""

    done = Signal()

    def __init__(self, context: Context, origin: str, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._origin = origin
        self.meeting_id = ""
        self._objective: str | None = None
        self._words: tuple[str, Line | None, str] | None = None
        self._new = ""
        self.autosaver = Autosaver(self._save, self)
        self.autosaver.failed.connect(lambda text: context.navigator.tell("error", text))
        self.autosaver.saved.connect(context.navigator.saved)

    @property
    def objective_pending(self) -> bool:
        """Whether an objective is typed and not saved."""
        return self._objective is not None

    def unsaved(self) -> str:
        """What is typed and not saved, the objective first; "" for nothing."""
        line = self._words[2] if self._words is not None else ""
        return "\n".join(filter(None, ((self._objective or "").strip(), line.strip())))

    def open(self, meeting_id: str) -> None:
        """Work on another meeting; what is pending was saved before."""
        self.meeting_id = meeting_id
        self._objective, self._words, self._new = None, None, ""
        self.autosaver.drop()

    def type_objective(self, text: str) -> None:
        """The objective as it stands in its field."""
        self._objective = text
        self.autosaver.touch()

    def type_line(self, part: str, line: Line | None, text: str) -> None:
        """The words of a line as they stand in its field; without a line, of a new one."""
        self._words = (part, line, text)
        self.autosaver.touch()

    def settle(self) -> bool:
        """Writing a line is over: save it; the next new line is another one."""
        saved = self.autosaver.flush()
        if saved:
            self._new = ""
            self.done.emit()
        return saved

    def tick(self, line: Line, on: bool) -> None:
        """Take a line along or leave it out."""
        prepare = self._context.services.preparing
        self._run(lambda: prepare.tick(self.meeting_id, line, on, origin=self._origin))

    def move(self, lines: tuple[Line, ...], at: int, to: int) -> None:
        """Put a line in another place of its part."""
        prepare = self._context.services.preparing
        self._run(lambda: prepare.move(self.meeting_id, lines, at, to, origin=self._origin))

    def remove(self, line: Line) -> None:
        """Take an added line away, or what was changed about a gathered one."""
        prepare = self._context.services.preparing
        self._run(lambda: prepare.remove(line, origin=self._origin))

    def another(self, line: Line, today: dt.date) -> None:
        """Another coaching question in the place of this one."""
        prepare = self._context.services.preparing
        self._run(lambda: prepare.another_question(self.meeting_id, line, today, origin=self._origin))

    def _run(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except JournalError as error:
            self._context.navigator.tell("error", error.message)
        self.done.emit()

    def _save(self) -> None:
        """Everything typed; raises JournalError, and what was not saved stays pending."""
        services = self._context.services
        if self._objective is not None:
            values = {"objective": self._objective}
            services.records.amend(self.meeting_id, values, origin=self._origin, sitting=True)
            self._objective = None
        if self._words is not None:
            self._save_line(*self._words)
            self._words = None

    def _save_line(self, part: str, line: Line | None, text: str) -> None:
        prepare = self._context.services.preparing
        if line is None and not self._new:
            if text.strip():
                self._new = prepare.add(self.meeting_id, part, text, origin=self._origin, sitting=True)
            return
        if line is None:
            line = added_line(self._new, part, text)
            self._new = self._new if text.strip() else ""
        elif not text.strip() and not line.added:
            line = replace(line, full="", edited=True)
        prepare.reword(self.meeting_id, line, text, origin=self._origin, sitting=True)


def added_line(record: str, part: str, text: str) -> Line:
    """A line of the reader's own, just made."""
    return Line(record, part, "", text, text, "", "plain", ticked=True, added=True, record=record)
