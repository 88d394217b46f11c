"""What a person chooses for a report, and what they are offered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Paper = Literal["a4", "letter"]
GROUPS: dict[str, str] = {
    "claims": "Claims",
    "letters": "Letters",
    "context": "Relationships",
    "goals": "Goals",
    "work": "Work and hours",
    "feedback": "Feedback",
    "reflections": "Reflections",
    "meetings": "Meetings",
    "outcomes": "Outcomes",
    "skills": "Skills",
    "chances": "Applications",
    "thanks": "Introductions and support",
    "resources": "Reading and courses",
    "next": "Next steps",
}
"""The groups of the selection in their order, by key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """The choices of one document; `document` is a key of `mentorjournal.services.reporting.kinds.KINDS`.

    `scheme` is the id of the award's record, for documents that need one. `layout` is the id of one of the
    reader's own layouts, empty for the shipped one. `names` says for single people, by id, how they appear in
    this document whatever they agreed to: "name", "role", "pseudonym" or "omit". `evidence` appends the files
    behind the claims. `own_copy` takes private and shared records too, never confidential ones; only
    documents whose kind allows it heed it.

    `since` and `until` include their days, None is no limit. `selected` holds record ids; None takes
    what is ticked by default. A record that may not leave is left out whatever `selected` says.
    `whole` holds ids of reflections printed in full. `own_words` is Markdown for the summary.
    """

    purpose: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    paper: Paper = "a4"
    selected: frozenset[str] | None = None
    whole: frozenset[str] = frozenset()
    own_words: str = ""
    document: str = "progress"
    scheme: str = ""
    layout: str = ""
    for_whom: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    evidence: bool = True
    own_copy: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record of the period as the selection lists it.

    `blocked` is empty where the record may be chosen, else `private`, `shared`, `confidential` or
    `about_others`; `reason` says it in words. `ticked` is the default; `hint` says why it is not.
    `part_of` is the goal of a milestone.
    """

    id: str
    type: str
    group: str
    title: str
    date: dt.date | None
    blocked: str = ""
    reason: str = ""
    ticked: bool = False
    hint: str = ""
    part_of: str = ""

    @property
    def offered(self) -> bool:
        """True where it may be chosen."""
        return not self.blocked


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person whom the document mentions: what is printed instead of, or as, the name."""

    person: str
    name: str
    shown: str
    by_name: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a drawn document that should not be there, on a page counted from 1 (0: not on a page)."""

    what: str
    page: int
