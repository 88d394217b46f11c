"""Looking into a drawn PDF for what should not be there: names without consent, titles that may not leave."""

from __future__ import annotations

from collections.abc import Iterable

from mentorjournal.services.reporting.names import Names
from mentorjournal.services.reporting.options import Finding
from mentorjournal.services.reporting.pages import labels, page_texts
from mentorjournal.services.reporting.spelling import fold

SHORTEST_TITLE = 12
"""A title with fewer letters and digits says too little to be recognised elsewhere."""


def findings(data: bytes, names: Names, titles: Iterable[str], own_text: str) -> tuple[Finding, ...]:
    """What of the names and titles stands in the pages, properties or bookmarks of a PDF.

    A title that the chosen records use themselves is no finding.
    """
    pages = [*enumerate(page_texts(data), 1), (0, labels(data))]
    found = [Finding(name, number) for number, text in pages for name in names.standing_in(text)]
    squeezed = [(number, squash(fold(text))) for number, text in pages]
    own = squash(fold(own_text))
    for title in titles:
        wanted = squash(fold(title))
        if len(wanted) >= SHORTEST_TITLE and wanted not in own:
            found += [Finding(title, number) for number, text in squeezed if wanted in text]
    return tuple(found)


def squash(text: str) -> str:
    """Letters and digits alone, so that line ends and punctuation hide nothing."""
    return "".join(filter(str.isalnum, text))
