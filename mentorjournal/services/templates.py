"""The templates and prompts that ship with the program, read once from their files."""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from mentorjournal.errors import NotFound
from mentorjournal.model.templates import KINDS, Prompt, Template, TemplateSection
from mentorjournal.resources import resource_path

DEFAULT_TEMPLATE = "free_page"
"""The template of an entry that names none, say an imported one."""


@cache
def templates(kind: str) -> tuple[Template, ...]:
    """The templates for one kind of entry ("reflection", "feedback", "meeting" or "plan"), in menu order."""
    folder = resource_path(f"templates/{kind}")
    found = (template_from(tomllib.loads(path.read_text("utf-8"))) for path in folder.glob("*.toml"))
    return tuple(sorted(found, key=lambda template: (template.order, template.key)))


def template(key: str) -> Template:
    """The template called `key`; an empty key means the free page.

    Raises NotFound when this version ships no such template; the entry's own headings still stand.
    """
    wanted = key or DEFAULT_TEMPLATE
    for kind in KINDS:
        for candidate in templates(kind):
            if candidate.key == wanted:
                return candidate
    raise NotFound(
        f"There is no template called “{wanted}” here. The entry keeps its text and headings; "
        "choose another template to change its shape."
    )


def template_from(table: Mapping[str, Any]) -> Template:
    """The template of one parsed TOML file.

    Raises KeyError or TypeError when the file lacks a key or has one too many, and ValueError for an
    unknown kind or a tag used twice.
    """
    sections = tuple(TemplateSection(**section) for section in table["sections"])
    tags = [section.tag for section in sections]
    if len(set(tags)) != len(tags):
        raise ValueError(f"The template {table['key']!r} uses a tag twice.")
    if table["kind"] not in KINDS:
        raise ValueError(f"The template {table['key']!r} is of no known kind: {table['kind']!r}.")
    return Template(**{**table, "sections": sections})


@cache
def all_prompts() -> tuple[Prompt, ...]:
    """Every writing prompt, in the order of the files: for both sides, for mentees, for mentors.

    The coaching questions lie in the same folder, but are asked of somebody else and are none of these.
    """
    return tuple(
        Prompt(role=table["role"], **entry)
        for path in sorted(resource_path("prompts").glob("*.toml"))
        for table in (tomllib.loads(path.read_text("utf-8")),)
        for entry in table.get("prompts", ())
    )


@cache
def prompts(role: str) -> tuple[Prompt, ...]:
    """The prompts for a reader who is "mentee", "mentor" or "both" (who gets them all).

    They come well mixed and always in the same order, so that "another prompt" can step through them.
    """
    fitting = (p for p in all_prompts() if role == "both" or p.role in (role, "both"))
    return tuple(sorted(fitting, key=lambda p: hashlib.blake2b(p.key.encode()).digest()))


def prompt_of_the_day(day: dt.date, role: str) -> Prompt:
    """One prompt for a day; none comes back before all the others for this role have had their day."""
    fitting = prompts(role)
    return fitting[day.toordinal() % len(fitting)]
