"""Quick capture: one line or more, a kind guessed from its first word, saved as a record."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from mentorjournal.model.fields import Section
from mentorjournal.model.record import Record
from mentorjournal.model.types import (
    ActionItem,
    Activity,
    Feedback,
    Goal,
    Insight,
    Meeting,
    Person,
    Reflection,
    Resource,
)
from mentorjournal.storage.database import Database

KINDS = ("reflection", "insight", "action", "goal", "meeting", "feedback", "resource", "activity", "person")
"""What can be captured, in the order Tab goes through them."""

_LEADING = {
    "note": "reflection",
    "reflection": "reflection",
    "insight": "insight",
    "learned": "insight",
    "todo": "action",
    "action": "action",
    "do": "action",
    "goal": "goal",
    "meeting": "meeting",
    "meet": "meeting",
    "feedback": "feedback",
    "read": "resource",
    "resource": "resource",
    "hours": "activity",
    "activity": "activity",
    "person": "person",
}
DRAFT = "capture_draft"
_HOURS = re.compile(r"(?<![\d.,])(\d{1,4}(?:[.,]\d{1,4})?)\s*(?:h|hours?)\b")
_URL = re.compile(r"https?://\S+|\b10\.\d{4,9}/\S+")


@dataclass(frozen=True, slots=True)
class Guess:
    """What a captured text seems to be, and the text without its leading word."""

    kind: str
    text: str


def guess(text: str) -> Guess:
    """The kind named by a leading `word:`, or a bare link as a resource, else a reflection."""
    stripped = text.strip()
    word, colon, rest = stripped.partition(":")
    kind = _LEADING.get(word.strip().casefold()) if colon else None
    if kind:
        return Guess(kind, rest.strip())
    if _URL.match(stripped):
        return Guess("resource", stripped)
    return Guess("reflection", stripped)


def first_line(text: str, most: int = 120) -> tuple[str, str]:
    """A title of at most `most` characters and what is left of the text; nothing is lost."""
    head, _, rest = text.strip().partition("\n")
    if len(head) <= most:
        return head.strip(), rest.strip()
    return head[: most - 1].rsplit(" ", 1)[0] + "…", text.strip()


class Capture:
    """Saves what was captured."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, text: str, kind: str, now: dt.datetime, *, due: dt.date | None = None) -> Record:
        """A record of this kind, dated `now` (local, aware), private like everything new.

        `due` is when an action item is due, a goal shall be reached or a meeting takes place.
        """
        record = _made(text, kind, now)
        if isinstance(record, ActionItem):
            record = replace(record, due=due)
        elif isinstance(record, Goal):
            record = replace(record, target=due)
        elif isinstance(record, Meeting) and due is not None:
            record = replace(record, date=due)
        with self._database.writing(f"New {record.LABEL.lower()}") as change:
            change.set_meta(DRAFT, "")
            return change.put(record)

    def draft(self) -> str:
        """What was typed and not saved as a record yet."""
        with self._database.reading() as reader:
            return str(reader.meta(DRAFT) or "")

    def keep_draft(self, text: str) -> None:
        """Keep what is being typed; no record, no undo step."""
        with self._database.writing("Keep draft") as change:
            change.set_meta(DRAFT, text)


def _made(text: str, kind: str, now: dt.datetime) -> Record:
    title, rest = first_line(text)
    day, at = now.date(), now.time().replace(second=0, microsecond=0, tzinfo=None)
    if kind == "reflection":
        body = rest if rest else ""
        return Reflection(
            title=title, date=day, at=at, template="free_page", sections=(Section("what", "", body),)
        )
    if kind == "feedback":
        return Feedback(title=title, date=day, sections=(Section("what", "", rest or title),))
    if kind == "resource":
        link = _URL.search(text)
        found = link.group(0) if link else ""
        is_doi = found.startswith("10.")
        return Resource(
            title=title, date=day, notes=rest, doi=found if is_doi else "", url="" if is_doi else found
        )
    simple: dict[str, Record] = {
        "insight": Insight(title=title, date=day, detail=rest),
        "action": ActionItem(title=title, detail=rest),
        "goal": Goal(title=title, date=day, start=day, why=rest),
        "meeting": Meeting(title=title, date=day, notes=rest),
        "activity": Activity(title=title, date=day, detail=rest, hours=_hours(text)),
        "person": Person(title=title, notes=rest),
    }
    return simple[kind]


def _hours(text: str) -> float | None:
    found = _HOURS.search(text)
    return float(found.group(1).replace(",", ".")) if found else None
