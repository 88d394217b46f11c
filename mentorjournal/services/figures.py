"""Figures of the whole journal for its owner's screen: as SVG, as a table, and as pages to print."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mentorjournal.services.figures_made import SELF_REPORT, Asked, Made, made, people_named
from mentorjournal.services.profile import Profile
from mentorjournal.storage.database import Database

if TYPE_CHECKING:
    from mentorjournal.reports.blocks import Document
    from mentorjournal.reports.easel import Spot
    from mentorjournal.services.figures_behind import Behind
    from mentorjournal.services.reporting.options import Appearance, Paper

FEW = 3
OWN_COPY = (
    "For yourself: made of private records too, of confidential ones never but for self-ratings you ticked."
)


@dataclass(frozen=True, slots=True)
class FigureCard:
    """One figure as the screen shows it: `svg` is empty where `words` say it in a sentence.

    `heads` and `rows` are the table behind it. `self_report`: made of self-ratings, which no report prints.
    `parts` say for each row of the drawing what is behind it, `labels` how it is called, and `spots` where it can
    be pointed at. `before` compares it with the time before, "" where that was not asked for.
    """

    key: str
    title: str
    svg: bytes
    words: str
    description: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    self_report: bool = False
    parts: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
    before: str = ""


class Figures:
    """What a person does with figures. Drawing loads the drawing library, so it is imported when used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cards(
        self, since: dt.date, until: dt.date, width: float = 560.0, *, compare: bool = False
    ) -> tuple[FigureCard, ...]:
        """Every figure of a span of days (both included), those without anything to show left out.

        With `compare` each is put beside as many days before.
        """
        from mentorjournal.services.figures_compared import compared, span_before

        with self._database.reading() as reader:
            named = people_named(reader)
            found = [*made(reader, Asked(since, until, named))]
            if not compare:
                return tuple(card_of(one, width) for one in found)
            earlier = span_before(since, until)
            then = {one.key: one for one in made(reader, Asked(*earlier, named))}
        cards = []
        for one in found:
            figure, said = compared(one, then.get(one.key), ((since, until), earlier))
            cards.append(card_of(dataclasses.replace(one, figure=figure), width, said))
        return tuple(cards)

    def behind(self, key: str, part: str, since: dt.date, until: dt.date) -> tuple[Behind, ...]:
        """The records that row `part` of the figure `key` is made of, newest first."""
        from mentorjournal.services.figures_behind import behind

        with self._database.reading() as reader:
            return behind(reader, key, part, since, until)

    def save(
        self, keys: Collection[str], since: dt.date, until: dt.date, path: Path, paper: Paper = "a4"
    ) -> int:
        """Save these figures with their tables as pages for the owner, and note it; how many pages there are.

        Raises as `Printing.save`, and ReportError where none of them has anything to show.
        """
        from mentorjournal.reports.blocks import Heading
        from mentorjournal.services.printing import Leaving, Printing

        document, people = self.document(keys, since, until)
        heads = (one.text for one in document.blocks if isinstance(one, Heading) and one.level > 1)
        leaving = Leaving("figures", people=people, counts=tuple(("Figure", head) for head in heads))
        return Printing(self._database).save(document, path, paper, leaving).pages

    def document(
        self, keys: Collection[str], since: dt.date, until: dt.date
    ) -> tuple[Document, tuple[Appearance, ...]]:
        """Those pages, and who stands in them as they agreed. Raises ReportError."""
        from mentorjournal.errors import ReportError
        from mentorjournal.reports.blocks import Block, Document, Heading, Note
        from mentorjournal.reports.figure_tables import table_of
        from mentorjournal.services.printing import names_for
        from mentorjournal.services.reporting.words import long_date

        with self._database.reading() as reader:
            names = names_for(reader)
            asked = Asked(since, until, names.shown, names.scrub, on_paper=True)
            found = [one for one in made(reader, asked) if one.key in set(keys)]
        if not found:
            raise ReportError("Nothing to print: no figure is ticked that has anything to show.")
        blocks: list[Block] = []
        for one in found:
            blocks += (Heading(2, one.title), one.figure, table_of(one.figure))
            if one.self_report:
                blocks.append(Note(SELF_REPORT))
        span = f"{long_date(since)} to {long_date(until)}"
        owner = Profile(self._database).owner().name
        pages = Document(
            "Figures",
            (Heading(1, f"Figures, {span}"), Note(OWN_COPY), *blocks),
            self._database.clock(),
            running_head="  ".join(filter(None, (owner, "Figures"))),
            author=owner,
            subject=span,
        )
        return pages, names.appearances()


def card_of(one: Made, width: float, before: str = "") -> FigureCard:
    """A figure drawn for the screen; below three points its numbers in a sentence."""
    from mentorjournal.reports.figure_tables import in_words, row_labels, table_of
    from mentorjournal.reports.figures import on_screen, points

    figure = one.figure
    table = table_of(figure)
    enough = points(figure) >= FEW
    svg, spots = on_screen(figure, width) if enough else (b"", ())
    return FigureCard(
        one.key,
        one.title,
        svg,
        figure.caption if enough else "; ".join(in_words(figure)),
        figure.alt,
        tuple(column.title for column in table.columns),
        table.rows,
        one.self_report,
        one.parts,
        row_labels(figure),
        spots,
        before,
    )
