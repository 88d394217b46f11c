"""What a form and its reader agree on: the names of its fields, their words, and that it is one page."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from typing import Any, Final

from mentorjournal.errors import ReportError
from mentorjournal.reports.blocks import Document, Paper
from mentorjournal.resources import resource_path

FORM: Final = "mj_form"
RECORD: Final = "mj_record"
STATED: Final = "mj_stated"
QUESTION: Final = "mj_question"
HIDDEN: Final = (FORM, RECORD, STATED, QUESTION)
VERSION: Final = 1

GIVER, GIVEN_ON, CONSENT, OWN = "giver", "given_on", "consent", "own"
ASKED: Final = "q_"
"""Before the tag of a section."""

NAME, ROLE, ORGANISATION, SIGNED_ON = "name", "role", "organisation", "signed_on"
HOURS, AMOUNT, DECISION, COMMENTS = "hours", "amount", "decision", "comments"
AS_STATED, CHANGED, REFUSED = "as_stated", "changed", "refused"

MOST_LINES: Final = 26.0
LEAST_LINES: Final = 1.5
SPARE: Final = 2.0
_STEP: Final = 0.5


@cache
def words(form: str) -> dict[str, Any]:
    """The texts of "feedback" or "statement"."""
    found: dict[str, Any] = tomllib.loads(resource_path("forms/words.toml").read_text("utf-8"))[form]
    return found


def marked(form: str, record_id: str, *more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The hidden fields of a form: which it is, and which record it answers."""
    return ((FORM, f"{form}/{VERSION}"), (RECORD, record_id), *(one for one in more if one[1]))


def one_page(made: Callable[[float], Document], rows: int, paper: Paper) -> Document:
    """The document whose `rows` of fields of several lines are as high as one page lets them be.

    `made` takes that height in lines. Raises ReportError where not even the lowest fit.
    """
    from mentorjournal.reports.forms import ROW
    from mentorjournal.reports.measure import room_left

    room = room_left(made(LEAST_LINES), paper)
    if room is None:
        raise ReportError(
            "The form has no room on one page. Nothing was written. Shorten what it is about, or the question."
        )
    more = int(max(room - SPARE, 0.0) / (ROW * _STEP) / rows) * _STEP
    return made(min(LEAST_LINES + more, MOST_LINES))
