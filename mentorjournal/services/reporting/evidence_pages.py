"""Evidence on paper: what each item is and supports, its words where they may be printed, and its pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from mentorjournal.model.choices import label
from mentorjournal.model.record import Record
from mentorjournal.model.types import (
    Activity,
    Attachment,
    Feedback,
    Meeting,
    Outcome,
    Reflection,
    Resource,
)
from mentorjournal.reports.blocks import (
    Block,
    Column,
    Evidence,
    Heading,
    Lead,
    Prose,
    Quote,
    Table,
    page_of,
    place,
)
from mentorjournal.services.reporting.award import Award, award_of
from mentorjournal.services.reporting.desk import Desk
from mentorjournal.services.reporting.evidence import Piece
from mentorjournal.services.reporting.gather import first_words
from mentorjournal.services.reporting.layout import LayoutSection
from mentorjournal.services.reporting.reach import minutes_of
from mentorjournal.services.reporting.words import amount, excerpt, hours_of, in_short, long_date, short_date

_ENDING: Final = re.compile(r"(?<=.)\.[A-Za-z0-9]{1,5}$")


def listed(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Every item with the claims and criteria it supports and the page it stands on, then records in words.

    `words` limits what is quoted of a record.
    """
    award = award_of(desk)
    if not award.pieces:
        return
    rows = tuple(
        (
            f"{'' if _has_a_place(desk, piece) else place(piece.label)}{piece.label}",
            _what(desk, piece),
            "\n".join(_supports(desk, award, piece)),
            page_of(piece.label),
        )
        for piece in award.pieces
    )
    columns = (
        Column("No.", width=1.2),
        Column("Evidence", width=6.4),
        Column("Supports", width=7.2),
        Column("Page", "right", 1.4),
    )
    ids = tuple(piece.record.id for piece in award.pieces)
    yield Table(columns, rows, caption="Evidence in the order of the claims.", row_ids=ids)
    told = [
        piece
        for piece in award.pieces
        if not isinstance(piece.record, Attachment) and piece.record.id not in award.stories
    ]
    desk.printed.update(piece.record.id for piece in award.pieces)
    if told:
        yield Heading(2, "Records given as evidence")
    for piece in told:
        yield from _told(desk, piece, section.words)


def appended(desk: Desk, _section: LayoutSection) -> Iterator[Block]:
    """The files themselves, each under its number, with the way back to what it supports."""
    award = award_of(desk)
    for piece in award.pieces if desk.options.evidence else ():
        file = piece.appended
        if file is not None:
            yield Evidence(
                piece.label,
                _file(desk, file),
                file.id,
                file.media_type,
                f"Supports {'; '.join(_supports(desk, award, piece))}",
                file.id,
            )


def reference(piece: Piece) -> str:
    """`E3, page 7`."""
    return f"{piece.label}, page\xa0{page_of(piece.label)}"


def _has_a_place(desk: Desk, piece: Piece) -> bool:
    """Whether it stands somewhere else than in the list: among the claims, in words, or appended."""
    return not isinstance(piece.record, Attachment) or (desk.options.evidence and piece.appended is not None)


def _supports(desk: Desk, award: Award, piece: Piece) -> Iterator[str]:
    for claim in award.claims:
        if claim.id in piece.claims:
            criteria = ", ".join(one.label for one in award.met_by(claim))
            title = in_short(desk.line(claim.title)) or "Untitled claim"
            yield f"{title}, page\xa0{page_of(claim.id)}{f' ({criteria})' if criteria else ''}"


def _what(desk: Desk, piece: Piece) -> str:
    record = piece.record
    if not isinstance(record, Attachment):
        title = _subject(desk, record)
        kind = "Story" if record.id in award_of(desk).stories else record.LABEL
        return f"{kind}: {title}" if title else kind
    if piece.appended and desk.options.evidence:
        return _file(desk, record)
    return f"{desk.line(record.title) or 'File'} (handed in apart)"


def _file(desk: Desk, file: Attachment) -> str:
    """The name of a file whose pages follow, without the ending that says how it was kept."""
    return desk.line(_ENDING.sub("", file.title)) or "File"


def _subject(desk: Desk, record: Record) -> str:
    if isinstance(record, Feedback):
        return desk.line(record.on_what or record.title)
    if isinstance(record, Meeting):
        return desk.line(record.title or record.objective)
    return desk.line(record.title or first_words(record))


def _told(desk: Desk, piece: Piece, most: int) -> Iterator[Block]:
    tellers: dict[type[Record], Callable[..., Iterator[str]]] = {
        Activity: _activity,
        Meeting: _meeting,
        Outcome: _outcome,
        Resource: _resource,
    }
    record = piece.record
    head = f"{place(piece.label)}{piece.label}."
    if isinstance(record, Feedback):
        yield from _feedback(desk, head, record, most)
    elif isinstance(record, Reflection):
        parts, cut = excerpt(record.sections, most)
        said = ", ".join(filter(None, (long_date(record.date), "an excerpt" if cut else "")))
        yield Lead(head, f"*{desk.plain(_subject(desk, record))}*{f' ({said})' if said else ''}.", record.id)
        yield from (Prose(desk.text(part.text)) for part in parts)
    else:
        parts_told: list[Any] = [part for part in tellers[type(record)](desk, record) if part]
        yield Lead(head, f"{'; '.join(parts_told)}.", record.id)


def _feedback(desk: Desk, head: str, record: Feedback, most: int) -> Iterator[Block]:
    giver = desk.names.shown(record.person)
    subject = desk.plain(_subject(desk, record)) or "My work"
    source = f", from {desk.plain(giver)}" if giver else ""
    when = f", {long_date(record.date)}" if record.date else ""
    yield Lead(head, f"Feedback on “{subject}”{source}{when}.", record.id)
    parts, cut = excerpt(record.sections, most)
    words = "\n\n".join(part.text.strip() for part in parts)
    if record.consent == "given" and words:
        yield Quote(desk.text(words), f"{giver or 'Said to me'}{', an excerpt' if cut else ''}", record.id)
    if record.response.strip():
        yield Lead("What I did.", desk.text(record.response))


def _activity(desk: Desk, record: Activity) -> Iterator[str]:
    yield desk.plain(record.title)
    yield short_date(record.date)
    yield desk.plain(record.role)
    yield hours_of(record.hours) if record.hours else ""
    yield desk.plain(record.output)
    yield f"confirmed: {desk.plain(record.verified_by)}" if record.verified_by.strip() else ""


def _meeting(desk: Desk, record: Meeting) -> Iterator[str]:
    yield desk.plain(record.title or record.objective or "Meeting")
    yield short_date(record.date)
    with_whom = desk.plain(desk.names.all_shown(record.people))
    yield f"with {with_whom}" if with_whom else ""
    yield f"{amount(minutes_of(record))} minutes" if minutes_of(record) else ""


def _outcome(desk: Desk, record: Outcome) -> Iterator[str]:
    yield desk.plain(record.title)
    yield label("outcome_kind", record.kind).lower()
    yield short_date(record.date)
    yield desk.plain(desk.names.shown(record.person))
    yield desk.plain(record.position)


def _resource(desk: Desk, record: Resource) -> Iterator[str]:
    yield f"*{desk.plain(record.title)}*"
    yield desk.plain(record.authors)
    yield desk.plain(record.published_in)
    yield f"{record.year:.0f}" if record.year else ""
