"""Keeping the preview up to date: the latest choices win, and the drawn file itself is shown."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from mentorjournal.errors import Cancelled, JournalError, ReportError
from mentorjournal.services.reporting.pages import PageSize, page_picture, page_sizes, page_texts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from mentorjournal.gui.bridge import Task
    from mentorjournal.gui.context import Context
    from mentorjournal.gui.pages.reports_choices import Choices
    from mentorjournal.reports.draw import Drawn
    from mentorjournal.services.bundle import Services
    from mentorjournal.services.reporting import Candidate, Finding, ReportOptions
    from mentorjournal.services.reporting.making import Made
    from mentorjournal.services.reporting.pages import Raster
    from mentorjournal.services.reporting.review_findings import Review

PAUSE_MS = 200
"""How long after a change the preview follows."""


@dataclass(frozen=True)
class Preview:
    """What the worker made: the records offered, and the drawn document or why there is none.

    `sentences` are to be said about it before it is saved: what was left out, what does not fit, a layout
    that could not be read.
    """

    items: tuple[Candidate, ...]
    options: ReportOptions
    trouble: str = ""
    made: Made | None = None
    drawn: Drawn | None = None
    data: bytes = b""
    sizes: tuple[PageSize, ...] = ()
    sentences: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The characters no face has."""
        return self.drawn.missing_glyphs if self.drawn else ()


@dataclass(frozen=True)
class Check:
    """What was found in a drawn document: its words, what may not leave, what to look at, what records are called."""

    texts: tuple[str, ...]
    findings: tuple[Finding, ...]
    review: Review
    titles: Mapping[str, str]


class Previewer(QObject):
    """Draws on the worker; `ready` carries a Preview, `checked` the Check of it, `failed` an error."""

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

    def now(self) -> None:
        """Draw at once; what was under way is stopped, and its answer is not heard."""
        self.stop()
        choices, today, services = self._wanted(), self._context.today(), self._context.services

        def work(task: Task) -> Preview:
            return _drawn(services, choices, today, task.cancelled)

        self._start(work, self._show)

    def picture(self, number: int, scale: float, take: Callable[[Raster], None]) -> None:
        """Draw one page of the current document for the screen."""
        if self.current is not None and self.current.data:
            data = self.current.data
            self._context.tasks.start(lambda _task: page_picture(data, number, scale), take)

    def _show(self, preview: Preview) -> None:
        """Show first, check then: the pages in sight are asked for before the check is."""
        self.current, self.check = preview, None
        self.ready.emit(preview)
        if preview.made is None or preview.drawn is None:
            return
        made, drawn, data, services = preview.made, preview.drawn, preview.data, self._context.services

        standing = {passage.record_id for passage in drawn.passages}

        def work(_task: Task) -> Check:
            return Check(
                page_texts(data),
                services.reporting.findings(made, data),
                services.reporting.review(made, data, drawn.passages),
                {key: row.heading for key, row in services.records.rows(standing).items()},
            )

        self._start(work, self._tell_check)

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


def _drawn(services: Services, choices: Choices, today: dt.date, cancelled: Callable[[], bool]) -> Preview:
    """The document of these choices; a layout that cannot be read gives way to the usual one, and it is said."""
    reporting = services.reporting
    layout = services.layouts.read(choices.document, choices.layout)
    if layout.trouble:
        choices = replace(choices, layout="")
    items = reporting.candidates(choices.options(today))
    options = choices.options(today, items)
    try:
        made = reporting.make(options)
    except ReportError as error:
        return Preview(items, options, error.message)
    out = io.BytesIO()
    drawn = reporting.draw_made(made, options.paper, out, cancelled=cancelled)
    data = out.getvalue()
    said = (layout.trouble, *drawn.left_out, *made.told(drawn.pages))
    return Preview(items, options, "", made, drawn, data, page_sizes(data), tuple(filter(None, said)))
