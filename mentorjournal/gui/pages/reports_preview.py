"""Keeping the preview up to date: the latest choices win, and the drawn file itself is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from mentorjournal.errors import Cancelled, JournalError
from mentorjournal.gui.pages.reports_drawing import Check, Preview, begun, checked, finished
from mentorjournal.services.reporting.pages import page_picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorjournal.gui.bridge import Task
    from mentorjournal.gui.context import Context
    from mentorjournal.gui.pages.reports_choices import Choices
    from mentorjournal.services.reporting.pages import Raster

PAUSE_MS = 200
"""How long after a change the preview follows."""


class Previewer(QObject):
    """Draws on the worker; `ready` carries a Preview, `checked` the Check of it, `failed` an error.

    Where nothing is shown yet, `begun` carries a Preview whose cover alone is drawn.
    """

    begun = Signal(object)
    ready = Signal(object)
    checked = Signal(object)
    failed = Signal(str)

    def __init__(self, context: Context, wanted: Callable[[], Choices], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._wanted = wanted
        self._task: Task | None = None
        self.current: Preview | None = None
        self.check: Check | None = None
        self._shown = b""
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

    def forget(self) -> None:
        """What was drawn is not what is wanted any more."""
        self.stop()
        self.current = self.check = None
        self._shown = b""

    def now(self) -> None:
        """Draw at once; what was under way is stopped, and its answer is not heard."""
        self.stop()
        choices, today, services = self._wanted(), self._context.today(), self._context.services

        self._start(lambda task: begun(services, choices, today, task.cancelled), self._go_on)

    def picture(self, number: int, scale: float, take: Callable[[Raster], None]) -> None:
        """Draw one page of the current document for the screen."""
        data = self._shown
        if data:
            self._context.tasks.start(lambda _task: page_picture(data, number, scale), take)

    def _go_on(self, start: Preview) -> None:
        """The first page is shown while the others are drawn, where it does not take the place of older ones."""
        if start.made is None:
            self._show(start)
            return
        if self.current is None and start.cover:
            self._shown = start.cover
            self.begun.emit(start)
        services = self._context.services
        self._start(lambda task: finished(services, start, task.cancelled), self._show)

    def _show(self, preview: Preview) -> None:
        """Show first, check then: the pages in sight are asked for before the check is."""
        self.current, self.check, self._shown = preview, None, preview.data
        self.ready.emit(preview)
        if preview.drawn is not None:
            services = self._context.services
            self._start(lambda task: checked(services, preview, task.cancelled), self._tell_check)

    def _tell_check(self, check: Check) -> None:
        self.check = check
        self.checked.emit(check)

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
                    self.current = self.check = None
                    self.failed.emit(error.message)

        def broken(_error: object) -> None:
            """The error hook tells; here nothing is waited for any more, and nothing old stays."""
            if self._task is task:
                self._task = self.current = self.check = None
                self.failed.emit(self.tr("This could not be drawn."))

        task = self._context.tasks.start(work, mine, failed)
        task.broken.connect(broken)
        self._task = task
