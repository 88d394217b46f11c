"""What the columns of tables are called in the programs people come from, and what each of them means here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

MEANINGS: Final[Mapping[str, str]] = {
    "date": "Date",
    "time": "Time",
    "start": "Start",
    "end": "End",
    "end-date": "End date",
    "end-time": "End time",
    "hours": "Hours",
    "minutes": "Minutes",
    "duration": "Duration (1:30)",
    "title": "Title",
    "text": "Text",
    "tags": "Tags",
    "person": "Person",
    "category": "Category",
    "project": "Project",
    "status": "State",
    "due": "Due",
    "done": "Done (yes or no)",
    "done-on": "Done on",
    "measure": "How I will know",
    "role": "My role",
    "provider": "Provider",
    "output": "What came of it",
    "confirmed": "Confirmed by",
    "starred": "Starred (yes or no)",
    "habit": "Habit",
    "mark": "Mark of a habit",
    "id": "Number or key of the row",
    "keep": "Keep it in the details",
    "skip": "Leave it out",
}
"""Every meaning a column can be given, with the words for people."""

_CALLED: Final[Mapping[str, str]] = {
    "date": "date; day; on; calendardate; entry date; created; created at; created on; date created; "
    "datum; fecha; data; work date; spent on; tag; date set",
    "time": "time; at; uhrzeit; start time; started at time; start hour",
    "start": "start; started; begin; beginning; from; start date; start datetime; started at; clock "
    "in; time in; von; beginn; start date time; date start; check in",
    "end": "end; ended; finish; stop; to; end datetime; ended at; clock out; time out; bis; ende; "
    "stopped at; check out; end date time",
    "end-date": "end date",
    "end-time": "end time",
    "hours": "hours; hrs; hours spent; total hours; duration decimal; time decimal; h; stunden; "
    "heures; horas; duration hours; decimal hours; hours worked; number of hours; stunden "
    "dezimal",
    "minutes": "minutes; mins; duration minutes; minuten; min; time spent minutes",
    "duration": "duration; duration h; time spent; elapsed; dauer; time h; length; rel duration",
    "title": "title; name; subject; summary; goal; goal name; heading; titel; ziel; objective; aim; "
    "activity name; habit name title; what i did; what; was; tätigkeit; aufgabe",
    "text": "text; content; note; notes; body; description; details; comment; entry; reflection; "
    "notiz; text content; inhalt; remarks; why; why it matters; question; beschreibung; "
    "comments",
    "tags": "tags; labels; keywords; label; schlagworte; etiquetas",
    "person": "person; people; mentor; mentee; with; with whom; who; attendees; participants; mit wem; mit",
    "category": "category; type; area; kategorie; kind; categoria; habitcategory; activity type",
    "project": "project; project name; projekt",
    "status": "status; state; progress state; stand",
    "due": "due; due date; deadline; target; target date; by when; fallig; frist",
    "done": "done; completed; complete; finished; achieved; erledigt; archived",
    "done-on": "done on; completed on; completed at; closed on; date completed; finished on",
    "measure": "measure; how i will know; success criteria; metric",
    "role": "role; my role",
    "provider": "provider; organisation; organization; institution; client",
    "output": "output; what came of it; outcome; result",
    "confirmed": "confirmed by; verified by; supervisor; approved by",
    "starred": "starred; favorite; favourite; flagged",
    "habit": "habit; habitname; habit name",
    "id": "id; uuid; guid; key; entry id; identifier; mentor journal id",
    "keep": "user; user name; email; user email; group; task; activity; billable; priority; project "
    "code; first name; last name; roles; currency; invoiced; employee; time zone; imported "
    "as; value",
}
_BY_NAME: Final = {name: meaning for meaning, names in _CALLED.items() for name in names.split("; ")}
_NO_LETTER: Final = re.compile(r"[\W_]+")
_LONGEST: Final = 60


def plain_name(cell: str) -> str:
    """The name of a column without capitals, brackets and marks."""
    return _NO_LETTER.sub(" ", cell[: _LONGEST * 2].casefold()).strip()


def meaning_of(cell: str) -> str | None:
    """What a column of this name usually means; None for a name not known."""
    if len(cell) > _LONGEST:
        return None
    return _BY_NAME.get(plain_name(cell))
