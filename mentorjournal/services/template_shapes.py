"""An own template as the value it stands for, and what ships as the record that would say the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from mentorjournal.errors import NotFound
from mentorjournal.model.fields import Section
from mentorjournal.model.ids import new_id
from mentorjournal.model.templates import FREE_TAG, Prompt, Template, TemplateSection
from mentorjournal.model.types import OwnTemplate
from mentorjournal.services import templates as shipped
from mentorjournal.services.instruments import instrument, instruments

LAST: Final = 1_000.0
"""The place of one that was given none: behind those that ship."""


def own_key() -> str:
    """A new key of no meaning: it leaves the journal with the entries that name it."""
    return f"{FREE_TAG}-{new_id().replace('-', '')[-12:]}"


def key_of(own: OwnTemplate) -> str:
    """By what entries name it."""
    return own.key or own.id


def shaped(own: OwnTemplate, known: Template | None) -> Template:
    """The template of a record; one without parts only hides or moves the one that ships.

    Of two parts with one tag the second keeps its text by a tag of its own.
    """
    place = LAST if own.place is None else own.place
    if known is not None and own.place is None:
        place = known.order
    if known is not None and not says_something(own):
        return replace(known, order=place)
    mentors = {part.tag: part.text for part in own.mentor_sections}
    parts: dict[str, TemplateSection] = {}
    for part in own.sections or (Section("what", "", ""),):
        tag = part.tag if part.tag not in parts else f"{part.tag}-{len(parts)}"
        parts[tag] = TemplateSection(tag, part.heading, part.text, mentors.get(part.tag, ""))
    return Template(
        key_of(own),
        own.title,
        own.kind,
        place,
        own.description,
        tuple(parts.values()),
        group=known.group if known else "",
        confidential=_confidential(own),
        own=True,
    )


def prompted(own: OwnTemplate) -> Prompt:
    """The prompt of a record."""
    return Prompt(key_of(own), own.title, own.role or "both", own.answered_with or shipped.DEFAULT_TEMPLATE)


def as_record(kind: str, key: str) -> OwnTemplate:
    """What ships under a key, as a record of the reader's could say it. Raises NotFound."""
    if kind == "prompt":
        found = next((one for one in shipped.all_prompts() if one.key == key), None)
        if found is None:
            raise NotFound("This prompt is not in the journal any more. Nothing was changed.")
        return OwnTemplate(
            kind=kind, key=key, title=found.text, role=found.role, answered_with=found.template
        )
    if kind == "pulse":
        scale = instrument(key)
        return OwnTemplate(
            kind=kind,
            key=key,
            title=scale.name,
            description=scale.intro,
            sections=tuple(Section(item.key, item.label, item.prompt) for item in scale.items),
            low=float(scale.low),
            high=float(scale.high),
            low_label=scale.low_label,
            high_label=scale.high_label,
            rhythm=float(scale.rhythm_days),
        )
    shape = shipped.template(key)
    return OwnTemplate(
        kind=kind,
        key=key,
        title=shape.name,
        description=shape.description,
        sections=tuple(Section(part.tag, part.heading, part.prompt_mentee) for part in shape.sections),
        mentor_sections=tuple(
            Section(part.tag, part.heading, part.prompt_mentor)
            for part in shape.sections
            if part.prompt_mentor
        ),
    )


def ships(kind: str) -> Iterable[tuple[str, str, float]]:
    """Key, name and place of what comes with the program."""
    if kind == "prompt":
        return ((one.key, one.text, float(place)) for place, one in enumerate(shipped.all_prompts()))
    if kind == "pulse":
        return ((one.key, one.name, float(place)) for place, one in enumerate(instruments()))
    return ((one.key, one.name, float(one.order)) for one in shipped.templates(kind))


def says_something(own: OwnTemplate) -> bool:
    """It holds words, and does not only hide or move one that ships."""
    return bool(own.sections) or bool(own.answered_with)


def _confidential(own: OwnTemplate) -> bool:
    """What is written by a copy of a confidential one is confidential, too."""
    found = (one for one in shipped.templates("reflection") if one.key in (own.key, own.based_on))
    return any(one.confidential for one in found)
