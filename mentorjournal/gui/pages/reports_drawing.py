"""What the worker does for a preview, in steps: the document and its cover, all its pages, what to look at."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mentorjournal.errors import Cancelled, ReportError
from mentorjournal.services.reporting.pages import PageSize, page_sizes, page_texts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from mentorjournal.gui.pages.reports_choices import Choices
    from mentorjournal.reports.draw import Drawn
    from mentorjournal.services.bundle import Services
    from mentorjournal.services.reporting import Candidate, Finding, ReportOptions
    from mentorjournal.services.reporting.making import Made
    from mentorjournal.services.reporting.review_findings import Review


@dataclass(frozen=True)
class Preview:
    """What the worker made: the records offered, and the drawn document or why there is none.

    `cover` is the first page alone, drawn before the others. `sentences` are to be said about it before it is
    saved: what was left out, what does not fit, a layout that could not be read.
    """

    items: tuple[Candidate, ...]
    options: ReportOptions
    trouble: str = ""
    made: Made | None = None
    cover: bytes = b""
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


def begun(services: Services, choices: Choices, today: dt.date, cancelled: Callable[[], bool]) -> Preview:
    """The document of these choices, of which the cover is drawn.

    A layout that cannot be read gives way to the usual one, and it is said. Raises Cancelled.
    """
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
    said = (layout.trouble,) if layout.trouble else ()
    if made.document.cover is None:
        return Preview(items, options, made=made, sentences=said)
    out = io.BytesIO()
    alone = replace(made, document=replace(made.document, blocks=(), contents=False))
    reporting.draw_made(alone, options.paper, out, cancelled=cancelled)
    return Preview(items, options, made=made, cover=out.getvalue(), sentences=said)


def finished(services: Services, start: Preview, cancelled: Callable[[], bool]) -> Preview:
    """The same with all its pages. Raises Cancelled."""
    if start.made is None:
        return start
    out = io.BytesIO()
    drawn = services.reporting.draw_made(start.made, start.options.paper, out, cancelled=cancelled)
    data = out.getvalue()
    said = (*start.sentences, *drawn.left_out, *start.made.told(drawn.pages))
    return replace(start, drawn=drawn, data=data, sizes=page_sizes(data), sentences=said)


def checked(services: Services, preview: Preview, cancelled: Callable[[], bool]) -> Check | None:
    """What is to be known about a drawn document, None where there is none. Raises Cancelled between its parts."""
    made, drawn, data = preview.made, preview.drawn, preview.data
    if made is None or drawn is None:
        return None

    def go_on() -> None:
        if cancelled():
            raise Cancelled("The check was stopped, because something newer is shown.")

    texts = page_texts(data)
    go_on()
    found = services.reporting.findings(made, data, drawn.appended, cancelled)
    go_on()
    review = services.reporting.review(made, data, drawn.passages, drawn.appended, cancelled)
    go_on()
    standing = services.records.rows({passage.record_id for passage in drawn.passages})
    return Check(texts, found, review, {key: row.heading for key, row in standing.items()})
