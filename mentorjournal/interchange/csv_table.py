"""A table of text, whatever program wrote it: its encoding, its separator, where its header is, and its rows by line."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import csv_safe, limits
from mentorjournal.interchange.csv_words import meaning_of
from mentorjournal.interchange.decode import decode

SEPARATORS: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
MOST_COLUMNS: Final = 400
MOST_CELL_CHARS: Final = 4 * limits.MIB
MOST_CELLS: Final = 2_000_000
_MOST_IN_LINE: Final = 20_000
"""How many separators a line may have: a long text in a cell has some, a row of a table has not so many."""
_LOOKED_AT: Final = 60
_HEADER_WITHIN: Final = 15
_MOST_TOLD: Final = 1_000
_EXCEL_SAYS: Final = re.compile(r'"?sep=(.)"?\n', re.I)
_NO_HEADER: Final = re.compile(r"\s*[-+]?[\d][\d\s.,:/-]*(?:[apAP]\.?[mM]\.?)?\s*$")
_OTHER_FORMATS: Final = ("{", "[", "<", "%", "@", "---\n", "\tDate:\t", "BEGIN:")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the line of the file it begins on, and a cell for each column; `more` is what stood beyond them."""

    line: int
    cells: tuple[str, ...] = field(repr=False)
    more: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Table:
    """What a CSV or TSV file holds. `told` names what is wrong with it: item and message."""

    name: str
    header: tuple[str, ...]
    rows: tuple[TableRow, ...] = field(repr=False)
    separator: str
    has_header: bool = True
    told: tuple[tuple[str, str], ...] = ()

    @property
    def print(self) -> str:
        """What tells that another file has the same columns: a fingerprint of the header."""
        joined = "\x1f".join(" ".join(cell.casefold().split()) for cell in self.header)
        return hashlib.sha256(f"{joined}\x1e{self.has_header}".encode("utf-8", "replace")).hexdigest()[:32]

    def column(self, index: int) -> list[str]:
        """The cells of one column that are not empty."""
        return [row.cells[index] for row in self.rows if row.cells[index].strip()]


def looks_like(text: str, name: str) -> bool:
    """Whether a text is a table by its first characters; one not named so must show known columns."""
    if text.lstrip("\ufeff").startswith(_OTHER_FORMATS):
        return False
    named = name.lower().endswith((".csv", ".tsv", ".tab"))
    if name.lower().endswith((".md", ".markdown", ".org", ".ics", ".vcf", ".bib", ".html", ".xml", ".json")):
        return False
    body, separator = _separator(text)
    lines = list(islice(_parsed(body, separator), _LOOKED_AT))
    if named:
        return any(len(cells) > 1 for _, cells in lines)
    wide = {len(cells) for _, cells in lines[:-1] or lines}
    known = sum(meaning_of(cell) is not None for cell in lines[0][1]) if lines else 0
    return len(wide) == 1 and min(wide) > 1 and known > 1 and len(lines) > 1


def read_table(data: bytes, name: str) -> Table:
    """Cut a file into its rows. Raises `ImportRefused` where it is no table."""
    text, warning = decode(data)
    told = [(name, warning)] if warning else []
    body, separator = _separator(text)
    if any(line.count(separator) > _MOST_IN_LINE for line in io.StringIO(body)):
        raise ImportRefused(f"{name} has a line of too many columns to be a table. Nothing was imported.")
    head = list(islice(_parsed(body, separator), _HEADER_WITHIN))
    if not any(len(cells) > 1 for _, cells in head) and separator == "," and "\n" not in body.strip():
        raise ImportRefused(f"{name} holds no table: its lines have no columns. Nothing was imported.")
    start = _header_at([cells for _, cells in head])
    header, skip = ((), 0) if start is None else (head[start][1], start + 1)
    if start:
        told.append((f"line {head[0][0]}", "What stands above the header was left out."))
    width = len(header) or max((len(cells) for _, cells in head), default=0)
    if width > MOST_COLUMNS:
        raise ImportRefused(f"{name} has more than {MOST_COLUMNS} columns. Nothing was imported.")
    rows = _rows(name, islice(_parsed(body, separator), skip, None), width, told)
    _tell_open_quote(body, rows, told)
    names = tuple(cell.strip() for cell in header) or tuple(f"Column {n}" for n in range(1, width + 1))
    return Table(name, names, tuple(rows), separator, start is not None, tuple(told[:_MOST_TOLD]))


def _rows(
    name: str, lines: Iterator[tuple[int, list[str]]], width: int, told: list[tuple[str, str]]
) -> list[TableRow]:
    rows: list[TableRow] = []
    for line, cells in lines:
        if not any(map(str.strip, cells)):
            continue
        if len(rows) * width > MOST_CELLS:
            raise ImportRefused(f"{name} holds more than {MOST_CELLS:,} cells. Nothing was imported.")
        if len(rows) == limits.MAX_ENTRIES:
            raise ImportRefused(f"{name} holds more than {limits.MAX_ENTRIES:,} rows. Nothing was imported.")
        rows.append(_row(line, cells, width, told))
    return rows


def _row(line: int, cells: list[str], width: int, told: list[tuple[str, str]]) -> TableRow:
    kept = [csv_safe.restored(cell) for cell in cells]
    more = tuple(cell for cell in kept[width:] if cell.strip())
    if more:
        told.append((f"line {line}", "It has more cells than there are columns; they are in its details."))
    return TableRow(line, (*kept[:width], *("" for _ in range(width - len(kept)))), more)


def _separator(text: str) -> tuple[str, str]:
    """The text without Excel's own line about it, and what stands between its cells."""
    text = text.lstrip("\ufeff\n")
    if found := _EXCEL_SAYS.match(text):
        return text[found.end() :], found[1]
    best, score = ",", (0.0, 0)
    for candidate in SEPARATORS:
        widths = Counter(
            len(cells) for _, cells in islice(_parsed(text[: limits.HEAD_BYTES], candidate), _LOOKED_AT)
        )
        width, often = max(
            widths.items(), key=lambda pair: (pair[1] * (pair[0] > 1), pair[0]), default=(1, 0)
        )
        worth = (often / max(1, widths.total()) if width > 1 else 0.0, width)
        if worth > score:
            best, score = candidate, worth
    return text, best


def _parsed(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins on. Raises `ImportRefused` where a cell is longer than any text."""
    if csv.field_size_limit() < MOST_CELL_CHARS:
        csv.field_size_limit(MOST_CELL_CHARS)
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=separator, skipinitialspace=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        message = f"From line {line} on it is no table: a cell there has no end. Nothing was imported."
        raise ImportRefused(message) from None


def _header_at(rows: list[list[str]]) -> int | None:
    """Which of the first rows names the columns: the one with the most known names, else the first of words."""
    known = [sum(meaning_of(cell) is not None for cell in cells) for cells in rows]
    if known and (most := max(known)) > 0:
        at = known.index(most)
        if most > 1 or at == 0 or len(rows[at]) > len(rows[0]):
            return at
    for number, cells in enumerate(rows[:1]):
        if len([cell for cell in cells if cell.strip()]) > 1 and not any(map(_NO_HEADER.match, cells)):
            return number
    return None


def _tell_open_quote(text: str, rows: list[TableRow], told: list[tuple[str, str]]) -> None:
    if not rows or '"' not in text:
        return
    lines = text.split("\n")[rows[-1].line - 1 :]
    if len(lines) > 1 and "\n".join(lines).count('"') % 2:
        told.append(
            (
                f"line {rows[-1].line}",
                "A quotation mark opens there and is never closed, so all that follows is one row.",
            )
        )
