"""What the sections of a report are written with: the chosen records, the people, the day, the layout."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mentorjournal.model.schemes import SchemeRules
from mentorjournal.model.types import Attachment
from mentorjournal.reports.blocks import Block
from mentorjournal.reports.markdown import escaped
from mentorjournal.services.profile import Owner
from mentorjournal.services.reporting.gather import Material
from mentorjournal.services.reporting.layout import Layout, LayoutSection
from mentorjournal.services.reporting.names import Names
from mentorjournal.services.reporting.options import ReportOptions

if TYPE_CHECKING:
    from mentorjournal.services.reporting.award import Award
    from mentorjournal.services.reporting.evidence import Piece


@dataclass(frozen=True, slots=True)
class Volume:
    """What a journal to read is set with: the titles of tags, and the pictures that may stand in it, by id."""

    tags: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, Attachment] = field(default_factory=dict)


@dataclass
class Desk:
    """One report in the making; `printed` collects the ids of records that really stand in it.

    `rules` are those of the scheme and `award` what was worked out about it, for documents that need one.
    `remarks` collects sentences for the reader about the document, which do not stand in it. `files` are those
    attached to its records that may leave, where the layout has a section for them.
    `cautions` collects sentences for its review: what of it as a whole may tell who somebody is.
    """

    options: ReportOptions
    material: Material
    names: Names
    owner: Owner
    today: dt.date
    frame: Layout
    rules: SchemeRules | None = None
    printed: set[str] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)
    award: Award | None = None
    files: tuple[Piece, ...] = ()
    cautions: list[str] = field(default_factory=list)
    volume: Volume = field(default_factory=Volume)

    def text(self, words: str) -> str:
        """A person's words, plain or Markdown, with people as they may appear."""
        return self.names.scrub(words)

    def line(self, words: str) -> str:
        """A person's words on one line."""
        return " ".join(self.names.scrub(words).split())

    def plain(self, words: str) -> str:
        """A person's words on one line, as Markdown that shows them letter by letter."""
        return escaped(self.line(words))


@dataclass(frozen=True, slots=True)
class Part:
    """A section ready to print."""

    section: LayoutSection
    blocks: tuple[Block, ...]
