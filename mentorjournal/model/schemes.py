"""The rules of an award or programme as plain values, read from the TOML of resources/schemes or of a journal."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

from mentorjournal.errors import JournalError

if TYPE_CHECKING:
    from mentorjournal.model.awards import Scheme

T = TypeVar("T")


class SchemeMistake(JournalError):
    """The text of a scheme's rules cannot be used; `line` counts from 1, 0 where it is unknown."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        self.name, self.line, self.reason = name, line, reason
        where = f", line {line}" if line else ""
        super().__init__(
            f"The rules of “{name}”{where}: {reason} The claims are as they were; correct the rules and try again."
        )


@dataclass(frozen=True, slots=True)
class Category:
    """A group of claims: at least `minimum` and at most `cap` of the unit count, in at least `claims` claims.

    `rate` is what an hour is worth in the scheme's unit (0: nothing follows from hours).
    """

    key: str
    label: str
    prompt: str = ""
    minimum: float = 0.0
    cap: float = 0.0
    claims: int = 0
    rate: float = 0.0


@dataclass(frozen=True, slots=True)
class Together:
    """Several categories looked at together: their sum is at least `least`; `any` asks it of one of them alone."""

    label: str
    categories: tuple[str, ...]
    least: float
    any: bool = False


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a scheme asks for; `required`: some claim has to meet it."""

    key: str
    label: str
    prompt: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question of the final reflection; `words` is its own limit, 0 for none."""

    key: str
    heading: str
    prompt: str
    words: int = 0


@dataclass(frozen=True, slots=True)
class SchemeRules:
    """One edition of a scheme. Limits of 0 are none; all amounts are in `unit`.

    `claim_days`: a claim is handed in within so many days after its day. `written_days`: a story is written
    within so many days after the event. `story_words` limits a whole STAR story, `story_limits` its sections
    by tag (situation, task, action, result). `final_words` limits the final reflection. `letters` and
    `mentees` are how many are asked for at least, `pages` is the portfolio's limit, `evidence`: every claim
    needs some. `authoriser` says who authorises. `check` is what the reader is told about these rules.
    """

    key: str
    name: str
    edition: str
    unit: str
    unit_one: str
    about: str
    source: str
    check: str
    authoriser: str = ""
    total: float = 0.0
    claim_days: int = 0
    written_days: int = 0
    story_words: int = 0
    final_words: int = 0
    letters: int = 0
    mentees: int = 0
    pages: int = 0
    evidence: bool = True
    story_limits: tuple[tuple[str, int], ...] = ()
    categories: tuple[Category, ...] = ()
    together: tuple[Together, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    final: tuple[Prompt, ...] = ()

    def category(self, key: str) -> Category | None:
        """The category of that key, None where these rules have none."""
        return next((one for one in self.categories if one.key == key), None)


_LISTS: dict[str, type[Any]] = {
    "categories": Category,
    "together": Together,
    "criteria": Criterion,
    "final": Prompt,
}


def read_rules(text: str, name: str) -> SchemeRules:
    """The rules in a TOML text; `name` is what messages call it. Raises SchemeMistake, with line and reason."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SchemeMistake(name, getattr(error, "lineno", 0), f"{error}.") from error
    lists = {
        key: tuple(_made(made, entry, name) for entry in _tables(table.pop(key, ()), key, name))
        for key, made in _LISTS.items()
    }
    limits = table.pop("story_limits", {})
    if not isinstance(limits, dict):
        raise SchemeMistake(name, 0, "story_limits has to be a table of numbers.")
    return _made(SchemeRules, {**table, **lists, "story_limits": tuple(limits.items())}, name)


def rules_of(scheme: Scheme) -> SchemeRules:
    """The rules a journal's scheme follows. Raises SchemeMistake."""
    return read_rules(scheme.rules, scheme.title)


def _tables(value: Any, key: str, name: str) -> Iterable[dict[str, Any]]:
    if not isinstance(value, list | tuple) or not all(isinstance(one, dict) for one in value):
        raise SchemeMistake(name, 0, f"{key} has to be written as [[{key}]].")
    return value


def _made(made: type[T], table: dict[str, Any], name: str) -> T:
    hints = get_type_hints(made)
    for key, value in table.items():
        if key not in hints:
            raise SchemeMistake(name, 0, f"“{key}” is not known here.")
        if hints[key] in (int, float, str, bool) and not _fits(value, hints[key]):
            raise SchemeMistake(name, 0, f"“{key}” cannot be {value!r}.")
    for one in fields(made):  # type: ignore[arg-type]  # every `made` is a dataclass
        if one.name not in table and one.default is MISSING:
            raise SchemeMistake(name, 0, f"“{one.name}” is missing.")
    return made(**{key: tuple(value) if isinstance(value, list) else value for key, value in table.items()})


def _fits(value: Any, wanted: type[Any]) -> bool:
    if wanted is bool or isinstance(value, bool):
        return wanted is bool and isinstance(value, bool)
    if wanted is float:
        return isinstance(value, int | float) and value >= 0
    return isinstance(value, wanted) and (wanted is str or value >= 0)
