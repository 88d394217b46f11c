"""Words changed inside the strings of a TOML text, which stays readable whatever they become."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable

from mentorjournal.model.toml_lines import TOKEN

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONG = ('"""', "'''")


def with_texts(text: str, change: Callable[[str], str]) -> str:
    """The TOML text with what `change` makes of each string and comment; keys that are bare words stay.

    A string that changes is written between double quotation marks, with what needs it escaped.
    """

    def changed(token: re.Match[str]) -> str:
        kind, written = token.lastgroup, token[0]
        if kind == "comment":
            return _CONTROL.sub("", change(written)) if change(written) != written else written
        return _string(written, change) if kind in ("long", "string") else written

    return TOKEN.sub(changed, text)


def _string(written: str, change: Callable[[str], str]) -> str:
    try:
        value = str(tomllib.loads(f"value = {written}")["value"])
    except tomllib.TOMLDecodeError:
        return change(written)
    new = change(value)
    if new == value:
        return written
    new = new.replace("\\", "\\\\").replace('"', '\\"')
    if not written.startswith(_LONG):
        return f'"{_CONTROL.sub(_escaped, new)}"'
    lines = "\n".join(_CONTROL.sub(_escaped, line) for line in new.split("\n"))
    return f'"""\n{lines}"""'


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
