"""One template, some prompts or a self-rating as TOML, in the form of those that ship."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from mentorjournal.errors import ImportRefused
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.fields import Section
from mentorjournal.model.types import OwnTemplate
from mentorjournal.strange_toml import loads

MOST_PARTS: Final = 40
"""Parts of a template, items of a self-rating, or prompts of a file; those that ship have seven at most."""
MOST_PROMPTS: Final = 500
LONGEST_LINE: Final = 200
LONGEST_TEXT: Final = 2_000
TAG: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
SCALE: Final = (-100, 100)
LONGEST_RHYTHM: Final = 3_660
KINDS: Final = ("reflection", "feedback", "meeting")
_NOTHING: Final = "Nothing was added. Ask for the file again, or put it right in a text editor."


def read_template(text: str, name: str) -> tuple[OwnTemplate, ...]:
    """The records a text of TOML stands for, without ids, their keys as the file gives them.

    `name` is that of the file, for the sentence. Raises ImportRefused, which says what is wrong.
    """
    try:
        return tuple(_read(loads(text)))
    except tomllib.TOMLDecodeError as error:
        raise ImportRefused(f"“{name}” is not written in TOML: {error}. {_NOTHING}") from error
    except (ValueError, RecursionError) as error:
        what = "lists stand too deep in it" if isinstance(error, RecursionError) else str(error)
        raise ImportRefused(f"“{name}” cannot be used as a template: {what}. {_NOTHING}") from error


def write_template(own: OwnTemplate) -> str:
    """A record as TOML, with the comment that says what it is."""
    import tomli_w

    if own.kind == "prompt":
        table: dict[str, Any] = {
            "role": own.role or "both",
            "prompts": [{"key": own.key, "text": own.title, "template": own.answered_with}],
        }
    elif own.kind == "pulse":
        table = {
            "key": own.key,
            "name": own.title,
            "low": int(own.low or 0),
            "high": int(10 if own.high is None else own.high),
            "low_label": own.low_label,
            "high_label": own.high_label,
            "rhythm_days": int(own.rhythm or 0),
            "intro": own.description,
            "items": [{"key": p.tag, "label": p.heading, "prompt": p.text} for p in own.sections],
        }
    else:
        mentors = {part.tag: part.text for part in own.mentor_sections}
        table = {
            "key": own.key,
            "name": own.title,
            "kind": own.kind,
            "order": int(own.place or 0),
            "description": own.description,
            "sections": [
                {"tag": p.tag, "heading": p.heading, "prompt_mentee": p.text}
                | ({"prompt_mentor": mentors[p.tag]} if mentors.get(p.tag) else {})
                for p in own.sections
            ],
        }
    return f"# A template of Mentor Journal, to be opened from its templates.\n{tomli_w.dumps(table)}"


def _read(table: Mapping[str, Any]) -> Iterator[OwnTemplate]:
    if "prompts" in table:
        yield from _prompts(table)
    elif "items" in table:
        yield _rating(table)
    elif "sections" in table:
        yield _shape(table)
    else:
        raise ValueError("it has no sections, items or prompts")


def _shape(table: Mapping[str, Any]) -> OwnTemplate:
    kind = table.get("kind")
    if kind not in KINDS:
        raise ValueError(f"its kind is none of {', '.join(KINDS)}")
    rows = _rows(table, "sections", MOST_PARTS)
    tags = [_tag(row, "tag") for row in rows]
    if len(set(tags)) != len(tags):
        raise ValueError("two of its sections have the same tag")
    mentors = [_text(row, "prompt_mentor", LONGEST_TEXT) for row in rows]
    headings = [_text(row, "heading") for row in rows]
    return OwnTemplate(
        kind=kind,
        key=_tag(table, "key"),
        title=_named(table, "name"),
        description=_text(table, "description", LONGEST_TEXT),
        sections=tuple(
            Section(tag, heading, _text(row, "prompt_mentee", LONGEST_TEXT))
            for tag, heading, row in zip(tags, headings, rows, strict=True)
        ),
        mentor_sections=tuple(
            Section(tag, heading, words)
            for tag, heading, words in zip(tags, headings, mentors, strict=True)
            if words
        ),
    )


def _rating(table: Mapping[str, Any]) -> OwnTemplate:
    rows = _rows(table, "items", MOST_PARTS)
    tags = [_tag(row, "key") for row in rows]
    if len(set(tags)) != len(tags):
        raise ValueError("two of its items have the same key")
    low, high = _number(table, "low", *SCALE), _number(table, "high", *SCALE)
    if low >= high:
        raise ValueError("its scale has no steps")
    return OwnTemplate(
        kind="pulse",
        key=_tag(table, "key"),
        title=_named(table, "name"),
        description=_text(table, "intro", LONGEST_TEXT),
        sections=tuple(
            Section(tag, _named(row, "label"), _text(row, "prompt", LONGEST_TEXT))
            for tag, row in zip(tags, rows, strict=True)
        ),
        low=float(low),
        high=float(high),
        low_label=_text(table, "low_label"),
        high_label=_text(table, "high_label"),
        rhythm=float(_number(table, "rhythm_days", 0, LONGEST_RHYTHM)),
    )


def _prompts(table: Mapping[str, Any]) -> Iterator[OwnTemplate]:
    role = table.get("role", "both")
    if not isinstance(role, str) or role not in CHOICES["role"]:
        raise ValueError("its role is none of mentee, mentor and both")
    for row in _rows(table, "prompts", MOST_PROMPTS):
        yield OwnTemplate(
            kind="prompt",
            key=_tag(row, "key"),
            title=_named(row, "text", LONGEST_TEXT),
            role=role,
            answered_with=_tag(row, "template"),
        )


def _rows(table: Mapping[str, Any], name: str, most: int) -> list[Mapping[str, Any]]:
    rows = table[name]
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise ValueError(f"“{name}” is not a list of tables, each under [[{name}]]")
    if len(rows) > most:
        raise ValueError(f"it has more than {most} {name}")
    return rows


def _text(table: Mapping[str, Any], name: str, longest: int = LONGEST_LINE) -> str:
    """Words on one line, without what cannot be seen."""
    value = table.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f"“{name}” is not a text in quotation marks")  # noqa: TRY004 - one error for all that is wrong
    if len(value) > longest:
        raise ValueError(f"“{name}” is longer than {longest:,} characters")
    words = " ".join(value.split())
    return "".join(char for char in words if char.isprintable())


def _named(table: Mapping[str, Any], name: str, longest: int = LONGEST_LINE) -> str:
    if not (words := _text(table, name, longest)):
        raise ValueError(f"“{name}” is missing")
    return words


def _tag(table: Mapping[str, Any], name: str) -> str:
    value = _text(table, name)
    if not TAG.fullmatch(value):
        raise ValueError(f"“{name}” is not made of up to 40 letters, digits, - and _")
    return value


def _number(table: Mapping[str, Any], name: str, least: int, most: int) -> int:
    value = table.get(name, 0)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError(f"“{name}” is not a whole number from {least} to {most}")
    return value
