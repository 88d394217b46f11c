"""Reads the text of a scheme's rules into values, and says of every mistake on which line it is, and why."""

from __future__ import annotations

import difflib
import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, NoReturn, TypeVar, get_type_hints

from mentorjournal.model import scheme_sense
from mentorjournal.model.schemes import (
    Category,
    Criterion,
    Prompt,
    SchemeMistake,
    SchemeRules,
    Together,
)
from mentorjournal.model.toml_lines import Path, lines_of, near
from mentorjournal.strange_toml import TOO_DOTTED

T = TypeVar("T")

LONGEST_TEXT = 200_000
LONGEST_STRING = 4_000
MOST_TABLES = 200
LARGEST = 1_000_000
SHOWN = 40
"""Characters of a wrong text that a message repeats."""
STORY_PARTS = ("situation", "task", "action", "result")
"""The parts of a STAR story that may have a limit of their own."""
LISTS: dict[str, type[Any]] = {
    "categories": Category,
    "together": Together,
    "criteria": Criterion,
    "final": Prompt,
}
FILLED = frozenset({"key", "name", "unit", "unit_one", "label", "heading"})
"""Texts that may not be empty."""
KEY = re.compile(r"\w[\w.-]{0,59}")
_WHERE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_TOO_LONG = re.compile(r"\w{4000}")
_TOO_DEEP = re.compile(r"(?:[\[{]\s*){50}")
_WORDS = (
    ("Cannot overwrite a value", "this key is written twice in one table."),
    ("Cannot declare", "this table is declared twice, or is a value already."),
    ("Cannot mutate", "this table is complete already and takes no more keys."),
    ("Expected '='", "a key, then “=”, then a value is expected here."),
    ("Expected newline", "there is something left after the value; each key stands on a line of its own."),
    ("Unclosed array", "a list that begins with “[” has no “]”."),
    ("Unclosed inline table", "a table that begins with “{” has no “}”."),
    ("Unterminated string", "a text that begins with a quotation mark does not end."),
    ("Illegal character '\\n'", "a text that begins with a quotation mark does not end on its line."),
    ("Expected ']", "a heading like [[categories]] is not closed."),
    ("Invalid value", "this cannot be read as a value: texts stand in quotation marks, numbers without."),
    ("Invalid initial character", "a key is made of letters, digits, “-” and “_”."),
    ("Unescaped '\\'", "a backslash stands doubled in a text."),
    ("Duplicate inline table key", "this key is written twice in one table."),
)
"""How the parser begins its messages, and what they mean."""


class Reading:
    """One text on its way to rules. Raises SchemeMistake, and nothing else, from `rules`."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name

    def rules(self) -> SchemeRules:
        """The rules, each value checked by itself and against the others."""
        if len(self.text) > LONGEST_TEXT:
            self.refuse_line(0, f"the text is longer than rules can be ({LONGEST_TEXT:,} characters).")
        table = self._parsed()
        lists = {key: self._list(key, made, table.pop(key, [])) for key, made in LISTS.items()}
        limits = self._limits(table.pop("story_limits", {}))
        rules = self._made(SchemeRules, table, (), {**lists, "story_limits": limits})
        for path, reason in scheme_sense.nonsense(rules):
            self.refuse(path, reason)
        return rules

    def refuse(self, path: Path, reason: str) -> NoReturn:
        """Raise the mistake at the line of this path."""
        self.refuse_line(near(lines_of(self.text), path), reason)

    def refuse_line(self, line: int, reason: str) -> NoReturn:
        """Raise the mistake at this line, 0 where there is none to name."""
        raise SchemeMistake(self.name, line, reason) from None

    def _parsed(self) -> dict[str, Any]:
        if TOO_DOTTED.search(self.text):
            self.refuse_line(self._first(TOO_DOTTED), "a key has far more parts than rules need.")
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            message = str(error)
            where = _WHERE.search(message)
            last = len(self.text.rstrip().splitlines()) or 1
            line = int(where[1]) if where and where[1] else last
            said = message[: where.start()] if where else message
            if said == "Unterminated string":
                line = self._line_at(max(self.text.rfind('"""'), self.text.rfind("'''")))
            self.refuse_line(
                line, next((words for begin, words in _WORDS if said.startswith(begin)), f"{said}.")
            )
        except RecursionError:
            self.refuse_line(
                self._first(_TOO_DEEP), "lists or tables stand within each other far deeper than rules need."
            )
        except ValueError:
            # Not the parser itself but the making of a value: a number of thousands of digits.
            self.refuse_line(self._first(_TOO_LONG), "a number is longer than any number of rules can be.")

    def _first(self, pattern: re.Pattern[str]) -> int:
        """The line on which the first match begins, 0 where there is none."""
        found = pattern.search(self.text)
        return self._line_at(found.start()) if found else 0

    def _line_at(self, place: int) -> int:
        return self.text.count("\n", 0, place) + 1

    def _list(self, key: str, made: type[T], value: Any) -> tuple[T, ...]:
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.refuse((key,), f"“{key}” has to be written as [[{key}]], once for each.")
        if len(value) > MOST_TABLES:
            self.refuse((key, MOST_TABLES), f"there are more than {MOST_TABLES} of [[{key}]].")
        return tuple(self._made(made, one, (key, index)) for index, one in enumerate(value))

    def _limits(self, value: Any) -> tuple[tuple[str, int], ...]:
        if not isinstance(value, dict):
            self.refuse(("story_limits",), "“story_limits” has to be a table, [story_limits], of numbers.")
        for key, number in value.items():
            path = ("story_limits", key)
            if key not in STORY_PARTS:
                self.refuse(path, f"a story has no part “{key}”; it has {', '.join(STORY_PARTS)}.")
            self._checked(path, number, int)
        return tuple(value.items())

    def _made(
        self, made: type[T], table: Mapping[str, Any], at: Path, ready: Mapping[str, Any] | None = None
    ) -> T:
        known = _fields(made)  # type: ignore[arg-type]  # a class is hashable
        for key, value in table.items():
            if key not in known:
                self.refuse((*at, key), _unknown(key, at, known))
            self._checked((*at, key), value, known[key])
        values = {**table, **(ready or {})}
        for one in fields(made):  # type: ignore[arg-type]  # every `made` is a dataclass
            if one.name not in values and one.default is MISSING:
                where = f"this [[{at[0]}]]" if at else "the rules"
                self.refuse(at, f"{where} must have “{one.name}”.")
        return made(
            **{key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
        )

    def _checked(self, path: Path, value: Any, wanted: Any) -> None:
        """Refuse a value that is not what its key takes."""
        key = str(path[-1])
        if wanted is str:
            reason = _wrong_text(key, value)
        elif wanted is bool:
            reason = "" if isinstance(value, bool) else f"“{key}” is true or false, not {_shown(value)}."
        elif wanted in (int, float):
            reason = _wrong_number(key, value, whole=wanted is int)
        else:
            fits = isinstance(value, list) and all(isinstance(one, str) for one in value)
            reason = "" if fits and value else f'“{key}” is a list of keys, such as ["one", "two"].'
        if reason:
            self.refuse(path, reason)


@cache
def _fields(made: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(made)
    apart = {*LISTS, "story_limits"} if made is SchemeRules else set()
    return {one.name: hints[one.name] for one in fields(made) if one.name not in apart}


def _unknown(key: str, at: Path, known: Mapping[str, Any]) -> str:
    if at and key in _fields(SchemeRules):
        return f"“{key}” is of the whole scheme and stands above the first heading in brackets."
    where = f"[[{at[0]}]]" if at else "the rules"
    close = difflib.get_close_matches(key[:80], [*known, *(() if at else (*LISTS, "story_limits"))], n=1)
    hint = f" Is “{close[0]}” meant?" if close else f" {where} know {', '.join(known)}." if at else ""
    return f"“{key[:80]}” is not known in {where}.{hint}"


def _wrong_text(key: str, value: Any) -> str:
    if not isinstance(value, str):
        return f"“{key}” is a text in quotation marks, not {_shown(value)}."
    if len(value) > LONGEST_STRING:
        return f"“{key}” is longer than {LONGEST_STRING:,} characters."
    if key in FILLED and not value.strip():
        return f"“{key}” may not be empty."
    if key == "key" and not KEY.fullmatch(value):
        return "a key is one word of at most 60 letters, digits, “-” and “_”."
    return ""


def _wrong_number(key: str, value: Any, *, whole: bool) -> str:
    kind = "a whole number" if whole else "a number"
    if isinstance(value, bool) or not isinstance(value, int | float) or (whole and isinstance(value, float)):
        return f"“{key}” is {kind}, not {_shown(value)}."
    if isinstance(value, float) and not math.isfinite(value):
        return f"“{key}” is {kind}, and nan and inf are none."
    if value < 0:
        return f"“{key}” cannot be less than 0; 0 means that there is no such rule."
    return "" if value <= LARGEST else f"“{key}” cannot be more than {LARGEST:,}."


def _shown(value: Any) -> str:
    """A value in words; never the whole of a long or deep one."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"the text “{value[:SHOWN]}{'…' if len(value) > SHOWN else ''}”"
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a table"
    if isinstance(value, float) or (isinstance(value, int) and abs(value) < LARGEST**2):
        return str(value)
    return "a number that large" if isinstance(value, int) else "a date"
