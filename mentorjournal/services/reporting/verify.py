"""Looking into a drawn PDF for what should not be there: names without consent, titles that may not leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from mentorjournal.services.reporting.names import Names
from mentorjournal.services.reporting.options import Finding
from mentorjournal.services.reporting.pages import labels, page_texts, spoken
from mentorjournal.services.reporting.spelling import fold

SHORTEST_TITLE = 12
"""A title with fewer letters and digits says too little to be recognised elsewhere."""


class Placed(Protocol):
    """Where a record stands in a drawn document, as in `Drawn.passages`; `page` counts from 1."""

    @property
    def record_id(self) -> str:
        """The id of the record."""

    @property
    def page(self) -> int:
        """The page, counted from 1."""


class Shown(Protocol):
    """A page of another PDF that stands in a drawn one, as in `Drawn.appended`; `page` counts from 1."""

    @property
    def record_id(self) -> str:
        """The id of the file it is of."""

    @property
    def page(self) -> int:
        """The page, counted from 1."""

    @property
    def text(self) -> str:
        """The words that are seen on it."""


def findings(
    data: bytes,
    names: Names,
    titles: Iterable[str],
    own_text: str,
    appended: Sequence[Shown] = (),
    go_on: Callable[[], None] = lambda: None,
) -> tuple[Finding, ...]:
    """What of the names and titles stands in the pages, properties or bookmarks of a PDF, or is said for a figure.

    Of `appended` pages that stand as pictures only their words here tell what is seen. A title that the chosen
    records use themselves is no finding. `go_on` is called between the pages, and may raise.
    """
    pages = [
        *enumerate(page_texts(data), 1),
        *((one.page, one.text) for one in appended),
        (0, "\n".join((labels(data), *spoken(data)))),
    ]
    found: list[Finding] = []
    for number, text in pages:
        go_on()
        found += [Finding(name, number) for name in names.standing_in(text)]
    squeezed = [(number, squash(fold(text))) for number, text in pages]
    own = squash(fold(own_text))
    for title in titles:
        wanted = squash(fold(title))
        if len(wanted) >= SHORTEST_TITLE and wanted not in own:
            found += [Finding(title, number) for number, text in squeezed if wanted in text]
    return tuple(dict.fromkeys(found))


def squash(text: str) -> str:
    """Letters and digits alone, so that line ends and punctuation hide nothing."""
    return "".join(filter(str.isalnum, text))
