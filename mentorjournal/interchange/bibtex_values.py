"""The values of BibTeX: pieces joined by #, short forms, names and prose."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Final

from mentorjournal.interchange.latex_letters import to_text
from mentorjournal.interchange.references import MOST_AUTHORS, name_of

_LONGEST_NAME: Final = 300
_MOST_RESOLVED: Final = 262_144
_AND: Final = re.compile(r"[{}]|\s+and(?=\s)", re.I)
_SPACES: Final = re.compile(r"[ \t]*\n[ \t]*")
_ESCAPED_IN_ADDRESS: Final = re.compile(r"\\([&%$#_{}~])")
_URL_COMMAND: Final = re.compile(r"\\(?:url|path)\s{0,5}(?=\{)")


def resolved(value: str, strings: Mapping[str, str]) -> tuple[str, list[str]]:
    """A raw value with its pieces joined and its short forms spelled out, and the short forms nobody explained."""
    unknown, parts = [], []
    for piece in _pieces(value):
        if piece[:1] in ("{", '"') and len(piece) > 1:
            parts.append(piece[1:-1])
        elif piece.isdigit() or piece.lower() in strings:
            parts.append(strings.get(piece.lower(), piece))
        elif piece:
            unknown.append(piece)
            parts.append(piece)
    # Short forms made of short forms would else double with each line.
    return "".join(parts)[:_MOST_RESOLVED], unknown


def _pieces(value: str) -> Iterator[str]:
    """What stands between the # signs outside braces and quotes."""
    depth, quoted, start = 0, False, 0
    for found in re.finditer(r'\\.|[{}"#]', value, re.S):
        sign = found[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        elif sign == '"' and depth == 0:
            quoted = not quoted
        elif sign == "#" and depth == 0 and not quoted:
            yield value[start : found.start()].strip()
            start = found.end()
    yield value[start:].strip()


def plain(value: str, *, address: bool = False) -> str:
    """A value as text on however many lines; of an address only what guards its signs is taken away."""
    if address:
        return _ESCAPED_IN_ADDRESS.sub(r"\1", _URL_COMMAND.sub("", value)).strip(" \t\r\n{}")
    return _SPACES.sub(" ", to_text(value)).strip()


def prose(value: str) -> str:
    """A value of some length with the lines it was written in."""
    first, newline, rest = to_text(value).strip().partition("\n")
    return f"{first}{newline}{textwrap.dedent(rest)}".strip()


def people(value: str) -> list[str]:
    """The names of a list joined by "and", family name first."""
    return [name for written in _names(value) if (name := _name(written))]


def _names(value: str) -> list[str]:
    depth, start = 0, 0
    found_names: list[str] = []
    for found in _AND.finditer(value):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
        elif depth == 0 and len(found_names) < MOST_AUTHORS:
            found_names.append(value[start : found.start()])
            start = found.end()
    return [name.strip() for name in (*found_names, value[start:])]


def _name(written: str) -> str:
    if written.startswith("{") and written.endswith("}") and _one_group(written):
        return plain(written)
    if len(written) > _LONGEST_NAME:
        return plain(written[:_LONGEST_NAME])
    if written.lower() == "others":
        return "et al."
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    parts = parse_single_name_into_parts(written, strict=False)
    family, given, suffix = (
        plain(" ".join(words)) for words in ((*parts.von, *parts.last), parts.first, parts.jr)
    )
    return name_of(family or given, given if family else "", suffix)


def _one_group(written: str) -> bool:
    """Whether the first brace closes with the last."""
    depth = 0
    for place, sign in enumerate(written):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return place == len(written) - 1
    return False
