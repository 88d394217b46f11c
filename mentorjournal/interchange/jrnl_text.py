"""The text journals of jrnl: one file, a folder of days, and the files of its first version."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.dates import Order, Stamp, order_of, stamp, stamp_at_start
from mentorjournal.interchange.decode import decode
from mentorjournal.interchange.plain import Entry, Reading, Watch, fingerprint
from mentorjournal.interchange.sources import Source
from mentorjournal.interchange.words import bare_tags, inline_tags, split_title

_BRACKETED = re.compile(r"^\[([^\]\n]{1,80})\](?:[ \t]|$)", re.MULTILINE)
_FIRST_VERSION = re.compile(
    r"^(\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d{2}(?::\d{2})?(?: [AP]M)?) (?=\S)", re.MULTILINE | re.I
)
_DATELIKE = re.compile(r"\d{2,4}\D{1,3}\d{1,2}\b")
_DAY_FILE = re.compile(r"(?:^|/)\d{4}/\d{2}/\d{2}\.txt$")


@dataclass(frozen=True, slots=True)
class _Piece:
    written: str
    stamp: Stamp
    text: str
    known: bool = True


def is_text_journal(text: str) -> bool:
    """Whether a text begins as jrnl's journals do, under a date that can be read."""
    return _first_version(text) or any(stamp(match[1]) for match in _BRACKETED.finditer(text))


def starts_dated(text: str) -> bool:
    """Whether the first words of a text are a date as jrnl writes it."""
    header = unreadable_header(text)
    return _first_version(text) or (header is not None and stamp(header) is not None)


def unreadable_header(text: str) -> str | None:
    """The bracketed words a text begins with where a journal has a date; None if it begins otherwise."""
    match = _BRACKETED.match(text.lstrip())
    return match[1] if match else None


def is_day_file(name: str) -> bool:
    """Whether a file is named as a day of jrnl's folder journals: `YYYY/MM/DD.txt`."""
    return bool(_DAY_FILE.search(name))


def read_file(source: Source, name: str, watch: Watch) -> Reading:
    """Read a journal kept in one file; raises `ImportRefused` if no date in it can be read."""
    reading = Reading("jrnl-text")
    text, warning = decode(source.read(name, limits.MAX_TEXT_BYTES))
    if warning:
        reading.problem(name, warning)
    pieces = list(_pieces(text, name, reading))
    if not pieces:
        header = unreadable_header(text)
        message = (
            f"{name} looks like a jrnl journal, but none of its dates can be read"
            + (f", such as [{header}]" if header else "")
            + ". Nothing was imported; set jrnl's timeformat to %Y-%m-%d %H:%M, export it as text and try again."
        )
        raise ImportRefused(message)
    for number, piece in enumerate(pieces, 1):
        if number % 100 == 1:
            watch.step(number - 1, len(pieces))
        reading.entries.append(_entry(piece, "jrnl", f"{name}, entry {number}"))
    watch.step(len(pieces), len(pieces))
    return reading


def read_folder(source: Source, watch: Watch) -> Reading:
    """Read a journal kept as a folder of days; files named otherwise are left alone, as jrnl does."""
    reading = Reading("jrnl-folder")
    names = source.names()
    for number, name in enumerate(names):
        watch.step(number, len(names))
        if not is_day_file(name):
            reading.ignored.append(name)
            continue
        try:
            text, warning = decode(source.read(name, limits.MAX_NOTE_BYTES))
        except ImportRefused as error:
            reading.problem(name, str(error))
            continue
        if warning:
            reading.problem(name, warning)
        pieces = list(_pieces(text, name, reading))
        if not pieces and text.strip():
            reading.problem(name, "No date in it can be read, so it was not imported.")
        reading.entries.extend(
            _entry(piece, "jrnl", f"{name}, entry {place}") for place, piece in enumerate(pieces, 1)
        )
    watch.step(len(names), len(names))
    return reading


def _first_version(text: str) -> bool:
    return bool(_FIRST_VERSION.match(text.lstrip("\n")))


def _headers(text: str) -> list[tuple[str, int, int]]:
    form = _FIRST_VERSION if _first_version(text) else _BRACKETED
    return [(match[1], match.start(), match.end()) for match in form.finditer(text)]


def _pieces(text: str, name: str, reading: Reading) -> Iterator[_Piece]:
    headers = _headers(text)
    order = order_of(written for written, _, _ in headers)
    dated = [
        (written, start, end, found)
        for written, start, end in headers
        if (found := stamp(written, order or "day first"))
    ]
    if not dated:
        return
    _report(headers, {start for _, start, _, _ in dated}, order, name, reading)
    yield from _before(text[: dated[0][1]], dated[0][3], name, reading)
    ends = [start for _, start, _, _ in dated[1:]] + [len(text)]
    for (written, _, end, found), until in zip(dated, ends, strict=True):
        if not found.day_known:
            reading.problem(name, f"[{written}] names no day; the first of the month was taken.")
        yield _Piece(written, found, text[end:until], known=found.day_known)


def _before(text: str, first: Stamp, name: str, reading: Reading) -> Iterator[_Piece]:
    if not text.strip():
        return
    header = _BRACKETED.match(text.lstrip())
    if not header:
        reading.problem(name, "The text before the first date belongs to no entry and was left out.")
        return
    reading.problem(name, f"The date [{header[1]}] cannot be read; the date of the next entry was taken.")
    yield _Piece(header[1], Stamp(first.day), text.lstrip()[header.end() :], known=False)


def _report(
    headers: list[tuple[str, int, int]], dated: set[int], order: Order | None, name: str, reading: Reading
) -> None:
    for written, start, _ in headers:
        if start not in dated and _DATELIKE.search(written):
            reading.problem(
                name,
                f"[{written}] may be a date, but cannot be read as one; it stayed in the entry before it.",
            )
    if order is None:
        reading.problem(
            name, "Its dates do not tell day from month; 03/04 was taken for 3 April. Check one entry."
        )


def _entry(piece: _Piece, format_name: str, item: str) -> Entry:
    text, starred = without_star(piece.text.strip())
    title, body = split_title(text)
    written = inline_tags(piece.text)
    return Entry(
        source_id=fingerprint(format_name, piece.stamp.day, piece.stamp.time, title, body),
        title=title,
        text=body,
        day=piece.stamp.day,
        time=piece.stamp.time,
        created=piece.stamp.utc,
        tags=bare_tags(written),
        tags_as_written=tuple(dict.fromkeys(written)),
        starred=starred,
        item=item,
        extra=() if piece.known else (("date as written", piece.written),),
    )


def without_star(text: str) -> tuple[str, bool]:
    """The text without the asterisk that stars an entry at the end of its first line."""
    first, newline, rest = text.partition("\n")
    if not first.rstrip().endswith(" *"):
        return text, False
    return first.rstrip().rstrip("*").rstrip() + (newline or "\n") + rest, True


def dated_heading(line: str) -> tuple[Stamp, str] | None:
    """The date and the title of a line such as `2020-08-29 11:11 A title`."""
    found = stamp_at_start(line)
    return (found[0], line[found[1] :].strip()) if found else None
