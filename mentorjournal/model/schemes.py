"""The rules of an award or programme as plain values, read from the TOML of resources/schemes or of a journal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from mentorjournal.errors import JournalError

if TYPE_CHECKING:
    from mentorjournal.model.awards import Scheme

KEPT_READINGS = 32


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


@lru_cache(maxsize=KEPT_READINGS)
def read_rules(text: str, name: str) -> SchemeRules:
    """The rules in a TOML text; `name` is what messages call it. Raises SchemeMistake, with line and reason."""
    # The reader imports the values of this module; and a journal without schemes never needs it.
    from mentorjournal.model.scheme_reading import Reading

    return Reading(text, name).rules()


def rules_of(scheme: Scheme) -> SchemeRules:
    """The rules a journal's scheme follows. Raises SchemeMistake."""
    return read_rules(scheme.rules, scheme.title)
