"""How much room a document leaves on its only page: it is laid out, and nothing is drawn."""

from __future__ import annotations

import io

from mentorjournal.reports.blocks import Document, Paper
from mentorjournal.reports.compose import Composer
from mentorjournal.reports.look import sheet_for
from mentorjournal.reports.pages import PageMaker
from mentorjournal.reports.press import Press
from mentorjournal.reports.prints import Prints
from mentorjournal.reports.structure import Structure


def room_left(document: Document, paper: Paper) -> float | None:
    """Height in points that is free on the page of a document without a cover; None where it takes more pages.

    Raises ReportError where it cannot be laid out.
    """
    press = Press(document, sheet_for(paper), io.BytesIO())
    structure = Structure(press.tags.root)
    prints = Prints(lambda _id: None)
    composer = Composer(press.setter, press.sheet, prints, structure, numbered=document.numbered_headings)
    maker = PageMaker(press, lambda: None, draws=False)
    maker.place(piece for block in document.blocks for piece in composer.pieces(block))
    return None if maker.turned else maker.room
