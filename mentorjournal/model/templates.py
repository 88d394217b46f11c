"""Templates of entries as plain values, and the change of an entry's template without losing text."""

from __future__ import annotations

from dataclasses import dataclass

from mentorjournal.model.fields import Section

CANONICAL_TAGS: tuple[str, ...] = ("what", "felt", "meaning", "link", "judged", "learned", "next")
"""What parts of a reflection are about, whichever model they come from; equal tags exchange text."""

GROUPS: dict[str, str] = {
    "": "For any day",
    "decide": "Decide and solve",
    "courage": "Dare and recover",
    "learning": "What others taught me",
    "people": "Between people",
    "myself": "Who I am",
    "research": "Research",
}
"""Where a template stands among many: key and label, in the order of the menu."""

FREE_TAG = "own"
"""How the key of a reader's own template begins, and the tag of a part that is about none of the canonical ones."""

KINDS: tuple[str, ...] = ("reflection", "feedback", "meeting", "plan")


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a template as one reader sees it: `prompt` is the placeholder of the empty field."""

    tag: str
    heading: str
    prompt: str


@dataclass(frozen=True, slots=True)
class TemplateSection:
    """One section as declared; without `prompt_mentor` both sides read `prompt_mentee`."""

    tag: str
    heading: str
    prompt_mentee: str
    prompt_mentor: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A named shape of an entry. Tags are unique within a template.

    An entry of a `confidential` one is kept confidential from its first word; `own` is one of the reader's.
    """

    key: str
    name: str
    kind: str
    order: float
    description: str
    sections: tuple[TemplateSection, ...]
    group: str = ""
    confidential: bool = False
    own: bool = False

    def sections_for(self, role: str) -> tuple[Part, ...]:
        """The sections with the prompts for `role`: "mentor", or anything else for the mentee's side."""
        return tuple(
            Part(s.tag, s.heading, (s.prompt_mentor if role == "mentor" else "") or s.prompt_mentee)
            for s in self.sections
        )

    def blank(self) -> tuple[Section, ...]:
        """The sections of a new entry, without text."""
        return tuple(Section(s.tag, s.heading, "") for s in self.sections)

    def skeleton(self) -> str:
        """The headings as Markdown with room below each, for fields that hold one text, as meeting notes do."""
        return "\n".join(f"## {s.heading}\n\n" for s in self.sections if s.heading)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question to write from; `role` is "mentee", "mentor" or "both", `template` suits the answer."""

    key: str
    text: str
    role: str
    template: str


def is_own_key(key: str) -> bool:
    """Whether this is the key of a template of the reader's own."""
    return key.startswith(f"{FREE_TAG}-")


def refit(sections: tuple[Section, ...], template: Template) -> tuple[Section, ...]:
    """The same text in the shape of `template`.

    Each section of the template takes the text that carries its tag. What finds no place follows under
    its own heading and keeps its tag, so that a later change of template can place it again; only
    sections without text are dropped.
    """
    left = list(sections)
    placed: list[Section] = []
    for slot in template.sections:
        found = _first_with_tag(left, slot.tag)
        if found is not None:
            left.remove(found)
        placed.append(Section(slot.tag, slot.heading, found.text if found else ""))
    return (*placed, *(s for s in left if s.text.strip()))


def _first_with_tag(sections: list[Section], tag: str) -> Section | None:
    """The first section with text and this tag, or else the first empty one."""
    same = [s for s in sections if s.tag == tag]
    return next((s for s in same if s.text.strip()), same[0] if same else None)
