"""Keeping the preview up to date: the latest choices win, and the drawn file itself is shown."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from mentorjournal.errors import Cancelled, JournalError, ReportError
from mentorjournal.services.reporting.pages import PageSize, page_picture, page_sizes, page_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorjournal.gui.bridge import Task
    from mentorjournal.gui.context import Context
    from mentorjournal.gui.pages.reports_choices import Choices
    from mentorjournal.services.reporting import Appearance, Candidate, Finding, Paper, ReportOptions
    from mentorjournal.services.reporting.making import Made
    from mentorjournal.services.reporting.pages import Raster

PAUSE_MS = 300
"""How long after a change the preview follows."""


@dataclass(frozen=True)
class Preview:
    """What the worker made: the records offered, and the drawn document or why there is none."""

    items: tuple[Candidate, ...]
    options: ReportOptions
    trouble: str = ""
    made: Made | None = None
    data: bytes = b""
    sizes: tuple[PageSize, ...] = ()
    texts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[Appearance, ...]:
        """Who is mentioned."""
        return self.made.people if self.made else ()


class Previewer(QObject):
    """Draws on the worker; `ready` carries a Preview, `checked` what was found in it, `failed` an error."""

    ready = Signal(object)
    checked = Signal(object)
    failed = Signal(str)

    def __init__(
        self, context: Context, wanted: Callable[[], tuple[Choices, Paper]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._wanted = wanted
        self._task: Task | None = None
        self.current: Preview | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.now)

    def soon(self) -> None:
        """Draw once the reader pauses."""
        self._pause.start()

    def waiting(self) -> bool:
        """Whether a newer preview is on its way."""
        return self._pause.isActive() or self._task is not None

    def stop(self) -> None:
        """Draw nothing any more until asked again."""
        self._pause.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def now(self) -> None:
        """Draw at once; what was under way is stopped, and its answer is not heard."""
        self.stop()
        choices, paper = self._wanted()
        today, reporting = self._context.today(), self._context.services.reporting

        def work(task: Task) -> Preview:
            items = reporting.candidates(choices.options(today, paper))
            options = choices.options(today, paper, items)
            try:
                made = reporting.make(options)
            except ReportError as error:
                return Preview(items, options, error.message)
            out = io.BytesIO()
            drawn = reporting.draw_made(made, paper, out, cancelled=task.cancelled)
            data = out.getvalue()
            return Preview(
                items, options, "", made, data, page_sizes(data), page_texts(data), drawn.missing_glyphs
            )

        self._start(work, self._show)

    def picture(self, number: int, scale: float, take: Callable[[Raster], None]) -> None:
        """Draw one page of the current document for the screen."""
        if self.current is not None and self.current.data:
            data = self.current.data
            self._context.tasks.start(lambda _task: page_picture(data, number, scale), take)

    def _show(self, preview: Preview) -> None:
        self.current = preview
        self.ready.emit(preview)
        if preview.made is None:
            return
        made, data, reporting = preview.made, preview.data, self._context.services.reporting
        self._start(lambda _task: reporting.findings(made, data), self._tell_findings)

    def _tell_findings(self, findings: tuple[Finding, ...]) -> None:
        self.checked.emit(findings)

    def _start(self, work: Callable[[Task], object], done: Callable[..., None]) -> None:
        """Start a task whose answer counts only while it is the latest."""

        def mine(result: object) -> None:
            if self._task is task:
                self._task = None
                done(result)

        def failed(error: JournalError) -> None:
            if self._task is task:
                self._task = None
                if not isinstance(error, Cancelled):
                    self.failed.emit(error.message)

        task = self._context.tasks.start(work, mine, failed)
        self._task = task
