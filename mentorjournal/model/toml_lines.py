"""On which line each table and key of a TOML text stands; the standard library's parser keeps no positions."""

from __future__ import annotations

import re
from collections.abc import Mapping

Path = tuple[str | int, ...]
"""How a value is reached: keys, and the number of a table in an array of tables."""

TOKEN = re.compile(
    r"""(?P<long>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5})"""
    r"""|(?P<string>"(?:\\.|[^"\\\n])*"|'[^'\n]*')|(?P<comment>\#[^\n]*)"""
    r"""|(?P<open>[\[{])|(?P<close>[\]}])|(?P<line>\n)|(?P<equals>=)|(?P<word>[^\s="'\[\]{}#]+)|(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
"""The parts of a TOML text: `long` and `string` are its strings with their quotation marks."""
_HEADER = re.compile(r"(\[\[?)([^\[\]\n]*)\]")
_PART = re.compile(r"\"((?:\\.|[^\"\\])*)\"|'([^']*)'|([^\s.\"']+)")


def lines_of(text: str) -> dict[Path, int]:
    """The line, counted from 1, of every table and key of a TOML text that its parser has read.

    What stands inside an array or an inline table has no line of its own: ask for the line `near` it.
    """
    found: dict[Path, int] = {}
    table: Path = ()
    tables: dict[Path, int] = {}
    line, place, text = 1, 0, text.replace("\r\n", "\n")
    while place < len(text):
        end = _end_of_statement(text, place)
        statement = text[place:end]
        blank = len(statement) - len(statement.lstrip())
        here = line + statement[:blank].count("\n")
        stripped = statement.strip()
        if header := _HEADER.match(stripped):
            table = _resolved(_parts(header[2]), tables)
            if header[1] == "[[":
                tables[table] = tables.get(table, -1) + 1
                found.setdefault(table, here)
                table = (*table, tables[table])
            found.setdefault(table, here)
        elif stripped and not stripped.startswith("#"):
            for count in range(1, len(keys := _parts(_key_of(stripped))) + 1):
                found.setdefault((*table, *keys[:count]), here)
        line += statement.count("\n")
        place = end
    return found


def near(lines: Mapping[Path, int], path: Path) -> int:
    """The line of a path, or of the closest table or key around it; 1 where there is none."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _end_of_statement(text: str, start: int) -> int:
    """Where the statement that begins at `start` ends: after the first line break outside strings and brackets."""
    depth = 0
    for token in TOKEN.finditer(text, start):
        kind = token.lastgroup
        if kind == "open":
            depth += 1
        elif kind == "close":
            depth -= 1
        elif kind == "line" and depth <= 0:
            return token.end()
    return len(text)


def _key_of(statement: str) -> str:
    for token in TOKEN.finditer(statement):
        if token.lastgroup == "equals":
            return statement[: token.start()]
    return ""


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(double or single or bare for double, single, bare in _PART.findall(dotted))


def _resolved(parts: tuple[str, ...], tables: Mapping[Path, int]) -> Path:
    """The path a header means: a name that stands for an array of tables means its last table."""
    path: Path = ()
    for index, part in enumerate(parts):
        path = (*path, part)
        if path in tables and index < len(parts) - 1:
            path = (*path, tables[path])
    return path
