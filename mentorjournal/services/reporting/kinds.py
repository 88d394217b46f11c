"""The kinds of documents, and who writes each section of a layout."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mentorjournal.errors import ReportError

if TYPE_CHECKING:
    from mentorjournal.reports.blocks import Block
    from mentorjournal.services.reporting.options import ReportOptions

_REVIEW = (
    *("relationship", "goal", "milestone", "activity", "feedback", "reflection", "insight"),
    *("meeting", "resource", "action"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document. `types` are the record types its selection offers; `scheme`: it is made for one.

    `maker` is the function in this package that makes it, as "module.function"; it takes a reader, the
    options and the moment, and gives a `Made`. `waiting` takes the material and the layout, and says which
    records are not ticked by default, and why. `own_copy` allows one that takes private and shared records too, and
    `own_takes_all` then ticks every one of them. `period` is what it is offered for at first.
    With `projects` it takes their milestones, too.
    """

    key: str
    label: str
    purpose: str
    types: tuple[str, ...] = _REVIEW
    scheme: bool = False
    maker: str = "making.make"
    waiting: str = "usual.hints"
    own_copy: bool = False
    period: str = "twelve"
    own_takes_all: bool = True
    projects: bool = False


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("progress", "Progress summary", "A review over a period, three to five pages"),
        Kind("review", "Annual review", "For a supervisor: plan, results, why, next year"),
        Kind(
            "idp",
            "Individual development plan",
            "Goals, strategies and milestones, to plan by",
            ("relationship", "goal", "milestone", "action"),
            waiting="idp.hints",
        ),
        Kind(
            "portfolio",
            "Award portfolio",
            "For a scheme's committee: claims, criteria, stories, evidence",
            ("scheme", "claim", *_REVIEW, "outcome", "recommendation"),
            scheme=True,
            maker="portfolio.make",
            waiting="award.hints",
        ),
        Kind(
            "dossier",
            "Mentor dossier",
            "For mentoring awards and promotion: philosophy, mentees, outcomes",
            (*_REVIEW, "outcome"),
            waiting="dossier.hints",
        ),
        Kind(
            "year",
            "Year in review",
            "A year on a few pages: reached, let go, learned, whom to thank, what is next",
            (
                *("relationship", "goal", "milestone", "activity", "feedback", "reflection", "insight"),
                *("meeting", "outcome", "recommendation", "skill", "rating", "opportunity"),
                *("connection", "sponsorship"),
            ),
            maker="year.make",
            waiting="year.hints",
            own_copy=True,
            period="year",
            own_takes_all=False,
            projects=True,
        ),
        Kind(
            "journal",
            "Journal to read",
            "Entries in order, with contents and an index",
            (
                *("reflection", "insight", "question", "advice", "decision"),
                "meeting",
                "feedback",
                "activity",
                "outcome",
            ),
            maker="whole_journal.make",
            waiting="whole_journal.hints",
            own_copy=True,
        ),
    )
}
"""The documents that are made from a selection, in the order they are offered."""

WRITERS: dict[str, str] = {
    "summary": "closing.summary",
    "context": "sections.context",
    "goals": "aims.goals",
    "work": "sections.work",
    "feedback": "closing.feedback",
    "reflections": "closing.reflections",
    "meetings": "closing.meetings",
    "resources": "sections.resources",
    "next": "closing.following",
    "agreed": "closing.agreed",
    "planned": "yearly.planned",
    "stories": "yearly.stories",
    "comments": "yearly.comments",
    "files": "yearly.files",
    "philosophy": "dossier.philosophy",
    "mentees": "dossier_mentees.mentees",
    "practice": "dossier.practice",
    "training": "dossier.training",
    "joint": "dossier.joint",
    "recognition": "dossier.recognition",
    "quotations": "dossier.quotations",
    "development": "dossier.development",
    "entries": "whole_journal.entries",
    "people_index": "whole_journal.people",
    "tags_index": "whole_journal.tags",
    "where": "idp.where",
    "aims": "idp.aims",
    "calendar": "idp.calendar",
    "award_summary": "portfolio.summary",
    "points": "award_tables.points",
    "claims": "claim_pages.claims",
    "criteria": "award_tables.criteria",
    "missing": "award_tables.missing",
    "mentoring": "reach.mentoring",
    "final": "portfolio.final",
    "letters": "award_tables.letters",
    "evidence": "evidence_pages.listed",
    "appended": "evidence_pages.appended",
    "year_numbers": "year.numbers",
    "year_goals": "year.goals",
    "year_milestones": "year.milestones",
    "year_learned": "year_words.learned",
    "year_kept": "year_words.kept",
    "year_skills": "year_growth.skills",
    "year_chances": "year_growth.chances",
    "year_met": "year_growth.met",
    "year_network": "year_growth.network",
    "year_others": "year_growth.others",
    "year_thanks": "year_words.thanks",
    "year_next": "year.ahead",
    "figure_points": "figure_sections.points",
    "figure_coverage": "figure_sections.coverage",
    "figure_hours": "figure_sections.hours",
    "figure_meetings": "figure_sections.meetings",
    "figure_goals": "figure_sections.goals",
    "figure_growth": "year_growth.network",
}
"""Who writes a section of a layout: the section's key, and a function of this package."""


def kind_of(document: str) -> Kind:
    """The kind of that key. Raises ReportError where there is none."""
    if document not in KINDS:
        raise ReportError(
            f"There is no document “{document}”. Choose one of {', '.join(KINDS)}; nothing was made."
        )
    return KINDS[document]


def takes_private(options: ReportOptions) -> bool:
    """Whether these choices make the owner's own copy, which private and shared records enter too."""
    return options.own_copy and kind_of(options.document).own_copy


def writer_of(section: str) -> Callable[..., Iterator[Block]]:
    """The writer of a section. Raises ReportError where the layout names one that does not exist."""
    if section not in WRITERS:
        raise ReportError(
            f"The layout of this report names a section “{section}” that the program does not know. "
            "Correct the layout, then try again; nothing was written."
        )
    made: Callable[..., Iterator[Block]] = function(WRITERS[section])
    return made


def function(where: str) -> Any:
    """A function of this package, named as "module.function"."""
    module, _, name = where.rpartition(".")
    return getattr(importlib.import_module(f"{__package__}.{module}"), name)
