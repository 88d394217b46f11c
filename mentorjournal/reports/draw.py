"""Drawing a document: into an open file, or to a path that appears only when the document is whole."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from mentorjournal.errors import Cancelled, ReportError
from mentorjournal.reports.blocks import Document, Paper
from mentorjournal.reports.compose import Composer
from mentorjournal.reports.front import draw_contents, draw_cover, head_and_foot
from mentorjournal.reports.kept import Kept
from mentorjournal.reports.locking import checked, lock
from mentorjournal.reports.look import sheet_for
from mentorjournal.reports.pages import PageMaker, Spot
from mentorjournal.reports.pieces import Piece
from mentorjournal.reports.press import Press
from mentorjournal.reports.prints import Attachments, Prints
from mentorjournal.reports.structure import Structure
from mentorjournal.whole_file import whole_file

_PDF: Final = b"%PDF"


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a record stands: a page, as its running head numbers it (from 1), and a box on it in points."""

    record_id: str
    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Appended:
    """A page of another PDF that stands in ours: the record it belongs to, the page as in `Passage`, and the words
    that are seen on it, also where it stands as a picture and nothing in our file says them."""

    record_id: str
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn: the number of pages, and the characters for which no face was found, in order.

    `left_out` are sentences on what could not be printed and why. `passages` stand in the order of the pages;
    what follows each other on one page and belongs to one record is one of them. `appended` are the pages of
    other PDFs, in their order.
    """

    pages: int
    missing_glyphs: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    appended: tuple[Appended, ...] = ()


def _ignore(_pages: int) -> None:
    """Nobody watches the progress."""


def _go_on() -> bool:
    return False


def _no_attachments(_id: str) -> bytes | None:
    return None


def draw(
    document: Document,
    out: BinaryIO,
    *,
    paper: Paper = "a4",
    attachments: Attachments = _no_attachments,
    progress: Callable[[int], None] = _ignore,
    cancelled: Callable[[], bool] = _go_on,
    password: str = "",
    kept: Kept | None = None,
) -> Drawn:
    """Draw a document as PDF; nothing is written to `out` before everything is laid out.

    `attachments` gives the bytes of a picture or of a piece of evidence by its id, or None if it may not be
    shown. `kept` is what was made of them before, for this journal. `progress` is called with the number of finished pages. The same document, paper and attachments
    give the same bytes, unless a password locks them.

    Raises:
        Cancelled: `cancelled` answered yes; nothing was written.
        ReportError: the document cannot be drawn; nothing was written.
    """
    password = checked(password)
    plain = io.BytesIO() if password else out
    press = Press(document, sheet_for(paper), plain)
    structure = Structure(press.tags.root)
    prints = Prints(attachments, kept)
    composer = Composer(press.setter, press.sheet, prints, structure, numbered=document.numbered_headings)
    go_on = _Watch(cancelled).go_on
    if document.cover is not None:
        draw_cover(press, composer, document.cover)
    covers = press.pages
    listed = press.tags.root.add("TOC")

    def page_done() -> None:
        go_on()
        progress(press.pages + 1)

    maker = PageMaker(press, page_done)
    maker.place(_pieces(document, composer, go_on))
    maker.finish()
    if not press.pages:
        press.end_page()
    if document.contents and maker.headings:
        draw_contents(press, maker.headings, covers, listed)
    go_on()
    press.finish(head_and_foot(press, document, covers), open_outline=document.contents)
    if isinstance(plain, io.BytesIO) and password:
        lock(plain.getvalue(), password, out)
    return Drawn(
        press.pages,
        tuple(sorted(press.setter.missing)),
        tuple(prints.left_out),
        tuple(_passages(maker.spots, press)),
        tuple(Appended(of, press.references.number(at), text) for of, at, text in prints.appended),
    )


def _passages(spots: Iterable[Spot], press: Press) -> Iterator[Passage]:
    """Places of records, neighbours joined, in the order of the pages."""
    whole: list[Spot] = []
    for spot in spots:
        last = whole[-1] if whole else None
        if last is not None and (last.record_id, last.page) == (spot.record_id, spot.page):
            whole[-1] = last.with_one_below(spot)
        else:
            whole.append(spot)
    for spot in whole:
        if spot.record_id:
            number = press.references.number(spot.page)
            yield Passage(spot.record_id, number, spot.left, spot.bottom, spot.right, spot.top)


class _Watch:
    """Asks whether to go on, and stops the work by an exception if not."""

    def __init__(self, cancelled: Callable[[], bool]) -> None:
        self._cancelled = cancelled

    def go_on(self) -> None:
        if self._cancelled():
            raise Cancelled("The document was stopped before it was finished. No file was written.")


def _pieces(document: Document, composer: Composer, go_on: Callable[[], None]) -> Iterator[Piece]:
    for block in document.blocks:
        go_on()
        yield from composer.pieces(block)


def save(
    document: Document,
    path: Path,
    *,
    paper: Paper = "a4",
    attachments: Attachments = _no_attachments,
    progress: Callable[[int], None] = _ignore,
    cancelled: Callable[[], bool] = _go_on,
    password: str = "",
) -> Drawn:
    """Draw a document to a file; an older PDF of that name is replaced, by a whole one, anything else is not.

    Raises:
        Cancelled: as in `draw`; a file that was there before is as it was.
        ReportError: as in `draw`, or something else has the name, or the folder is missing, read-only or full.
    """
    try:
        if path.is_file() and not _is_pdf(path):
            raise ReportError(
                f"{path.name} is there already and is no PDF, so the document was not saved in its place. "
                "It was left as it is, and the journal is unchanged. Choose another name."
            )
        with whole_file(path) as out:
            return draw(
                document,
                out,
                paper=paper,
                attachments=attachments,
                progress=progress,
                cancelled=cancelled,
                password=password,
            )
    except OSError as error:
        raise _refused(path, error) from error


def _is_pdf(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(_PDF)) == _PDF


def _refused(path: Path, error: OSError) -> ReportError:
    reason = error.strerror or type(error).__name__
    return ReportError(
        f"The document could not be saved as {path.name} in {path.parent}: {reason}. "
        "No file was written, and the journal is unchanged. Choose another folder or make room, then try again."
    )
