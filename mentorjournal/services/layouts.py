"""Layouts of documents: the shipped ones, and the reader's own, which are kept in the journal."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from mentorjournal.errors import InvalidRecord, JournalError, NotFound, ReportError
from mentorjournal.model.types import Layout as OwnLayout
from mentorjournal.services.reporting.kinds import KINDS, WRITERS, writer_of
from mentorjournal.services.reporting.layout import Layout, LayoutSection, layout, parsed
from mentorjournal.storage.database import Database

SIGNATURES: Final = "signatures"
"""The section without a writer: the lines to sign."""
APPENDED: Final = "appended"
"""The section that prints the files behind the claims."""
OWN_WORDS: Final = ("summary", "where", "award_summary", "philosophy", "year_numbers")
"""The sections that print what the reader writes for this one document."""
_FIRST: Final = "progress"
_FIGURES: Final = {
    "figure_points": ("scheme", "Points by category"),
    "figure_coverage": ("scheme", "Coverage of the criteria"),
    "figure_hours": ("activity", "Hours by category"),
    "figure_meetings": ("meeting", "When we met"),
    "figure_goals": ("goal", "Goals over time"),
    "figure_growth": ("meeting", "Whom I came to meet"),
}
"""Figures that may stand in any document made of such records, and their usual headings."""
_OF_INSIGHTS: Final = {
    "hours": (_FIRST, "figure_hours"),
    "goals": (_FIRST, "figure_goals"),
    "meetings": (_FIRST, "figure_meetings"),
    "growth": (_FIRST, "figure_growth"),
    "points": ("portfolio", "figure_points"),
    "coverage": ("portfolio", "figure_coverage"),
}
"""The document and the section in which each figure of Insights may stand, by the beginning of its key."""
_SHOWN: Final = {
    "context": "relationship",
    "goals": "goal",
    "work": "activity",
    "feedback": "feedback",
    "reflections": "reflection",
    "meetings": "meeting",
    "resources": "resource",
    "next": "action",
}
"""The type of the records a section prints: it is offered only where a kind is made of these."""


@dataclass(frozen=True, slots=True)
class Readable:
    """A layout as it will be used; `trouble` says in words why it is the shipped one instead of the own."""

    layout: Layout
    trouble: str = ""


class Layouts:
    """What a person does with layouts. A journal opened for reading gives them all and takes none."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def own(self, document: str) -> tuple[OwnLayout, ...]:
        """The reader's own layouts of a kind of document, by title."""
        with self._database.reading() as reader:
            found = (item for item in reader.find(OwnLayout) if item.document == document)
            return tuple(sorted(found, key=lambda item: (item.title.casefold(), item.id)))

    def read(self, document: str, layout_id: str = "") -> Readable:
        """An own layout, or the shipped one where none is named, or where the own one is gone or unreadable."""
        shipped = layout(document)
        if not layout_id:
            return Readable(shipped)
        with self._database.reading() as reader:
            found = reader.peek(layout_id)
        if not isinstance(found, OwnLayout) or found.document != document or found.deleted_at is not None:
            return Readable(
                shipped, "The layout chosen is not in the journal any more. The usual one is used."
            )
        try:
            read = parsed(found.rules, found.title)
            for section in read.sections:
                if section.key != SIGNATURES:
                    writer_of(section.key)
        except ReportError as error:
            return Readable(
                shipped, f"{error.message.removesuffix('nothing was made.')}the usual one is used."
            )
        return Readable(read)

    def with_figure(self, key: str, *, origin: str = "") -> tuple[str, str, str]:
        """(kind of document, id of a layout, id of a scheme or "") in which the figure `key` of Insights stands.

        An own layout that has it is taken; else one is made from the shipped one, or the one made so before gets
        it, too. Raises JournalError, and InvalidRecord for a figure that stands in no document.
        """
        named = next((known for known in _OF_INSIGHTS if key == known or key.startswith(f"{known}-")), "")
        if not named:
            raise InvalidRecord("This figure stands in no document. Save it as pages for yourself instead.")
        document, section = _OF_INSIGHTS[named]
        scheme = key.removeprefix(f"{named}-") if key != named else ""
        title = f"{KINDS[document].label}, with figures"
        before = None
        for own in self.own(document):
            read = self.read(document, own.id)
            if not read.trouble and any(part.key == section for part in read.layout.sections):
                return document, own.id, scheme
            before = own if own.title == title and not read.trouble else before
        start = self.read(document, before.id).layout if before else layout(document)
        if not before and any(part.key == section for part in start.sections):
            return document, "", scheme
        made = dataclasses.replace(start, sections=_with(start.sections, _usual(section)))
        kept = self.save(document, title, made, before.id if before else "", origin=origin)
        return document, kept.id, scheme

    def save(
        self, document: str, title: str, made: Layout, layout_id: str = "", *, origin: str = ""
    ) -> OwnLayout:
        """Keep a layout, a new one or in place of an own one, as one step. Raises JournalError."""
        text = text_of(made)
        parsed(text, title)
        label = "Change a layout" if layout_id else "Make a layout"
        with self._database.writing(label, origin=origin) as change:
            before = change.peek(layout_id) if layout_id else None
            if layout_id and not isinstance(before, OwnLayout):
                raise NotFound("This layout is not in the journal any more. Nothing was saved.")
            start = before if isinstance(before, OwnLayout) else OwnLayout(document=document)
            name = title.strip() or KINDS[document].label
            return change.put(dataclasses.replace(start, title=name, document=document, rules=text))


def reports_it(key: str) -> bool:
    """Whether a figure of Insights may stand in a document; those of self-ratings may not."""
    return any(key == known or key.startswith(f"{known}-") for known in _OF_INSIGHTS)


def _with(sections: tuple[LayoutSection, ...], figure: LayoutSection) -> tuple[LayoutSection, ...]:
    """The sections with a figure after the last one whose records it is made of, else at the end."""
    near = _FIGURES[figure.key][0]
    after = max(
        (at for at, part in enumerate(sections) if _SHOWN.get(part.key) == near), default=len(sections) - 1
    )
    return (*sections[: after + 1], figure, *sections[after + 1 :])


def own_words_in(made: Layout) -> LayoutSection | None:
    """The section of a layout that prints the reader's own words, None where no section does."""
    return next((section for section in made.sections if section.key in OWN_WORDS), None)


def sections_for(document: str) -> tuple[LayoutSection, ...]:
    """The sections a kind of document may have, with their usual headings: those of its shipped layout first.

    Beside them stand what else the writers of those sections can write, the usual sections of a review where
    the kind is made of the same records, and the figures of its records.
    """
    types = KINDS[document].types
    own = layout(document).sections
    modules = {_module(section.key) for section in own} - {""}
    if set(KINDS[_FIRST].types) <= set(types):
        modules |= {_module(section.key) for section in layout(_FIRST).sections}
    known = {section.key for section in own}
    fitting = (key for key in WRITERS if key not in known and _fits(key, types, modules))
    rest = tuple(map(_usual, fitting))
    signed = () if SIGNATURES in known else (LayoutSection(SIGNATURES, "Signatures"),)
    return (*own, *rest, *signed)


def text_of(made: Layout) -> str:
    """A layout as TOML, without what is as it would be anyway."""
    import tomli_w

    table: dict[str, Any] = {
        "title": made.title,
        "statement": made.statement,
        "footer": made.footer,
        "signatures": list(made.signatures),
        **dict(_told(made)),
        "section": [
            {"key": part.key, "heading": part.heading, **dict(_told(part))} for part in made.sections
        ],
    }
    return tomli_w.dumps(table)


def _told(part: Layout | LayoutSection) -> Iterator[tuple[str, Any]]:
    for field in dataclasses.fields(part):
        value = getattr(part, field.name)
        if field.default is not dataclasses.MISSING and value != field.default:
            yield field.name, value


def _fits(key: str, types: Collection[str], modules: Collection[str]) -> bool:
    if key in _FIGURES:
        return _FIGURES[key][0] in types
    return _module(key) in modules and (key not in _SHOWN or _SHOWN[key] in types)


def _module(key: str) -> str:
    return WRITERS.get(key, "").rpartition(".")[0]


@cache
def _usual(key: str) -> LayoutSection:
    """A section as another shipped layout has it, else under its key as words."""
    if key in _FIGURES:
        return LayoutSection(key, _FIGURES[key][1], level=2)
    for document in KINDS:
        try:
            shipped = layout(document).sections
        except JournalError:
            continue
        for section in shipped:
            if section.key == key:
                return section
    return LayoutSection(key, key.replace("_", " ").capitalize())
