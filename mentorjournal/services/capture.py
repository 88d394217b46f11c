"""Quick capture: one line or more, a kind guessed from its first word, saved as a record."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from mentorjournal.model.choices import CHOICES
from mentorjournal.model.fields import Section
from mentorjournal.model.record import Record
from mentorjournal.model.types import (
    RECORD_TYPES,
    ActionItem,
    Activity,
    Advice,
    CareerOption,
    CareerStep,
    Connection,
    Decision,
    Feedback,
    Goal,
    Insight,
    Meeting,
    Observation,
    Opportunity,
    Person,
    Project,
    Question,
    Reflection,
    Resource,
    Sponsorship,
)
from mentorjournal.services.called import people_called
from mentorjournal.services.clinical import in_mode
from mentorjournal.services.durations import hours_in
from mentorjournal.services.leading_words import Guess
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader

KINDS = (
    *("reflection", "insight", "question", "action", "goal", "meeting", "feedback"),
    *("advice", "decision", "observation", "connection", "opportunity"),
    *("sponsorship", "resource", "activity", "person"),
    *("project", "career_option", "career_step"),
)
"""What can be captured, in the order Tab goes through them: the usual ones first."""
DRAFT = "capture_draft"
_URL = re.compile(r"https?://\S+|\b10\.\d{4,9}/\S+")


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

    def save(
        self, text: str, kind: str, now: dt.datetime, *, due: dt.date | None = None, said: Guess | None = None
    ) -> Record:
        """A record of this kind, dated `now` (local, aware), private like everything new.

        `due` is when an action item is due, a goal shall be reached or a meeting takes place. `said` is what
        the leading words told: a name in them is linked where exactly one person goes by it, else it stays
        in the text.
        """
        with self._database.writing(f"New {RECORD_TYPES[kind].LABEL.lower()}") as change:
            person = _person(change, said)
            if said is not None and said.whom and person is None:
                text = f"{said.whom}: {text}"
            record = _about(_dated(_made(text, kind, now), due), person, said)
            change.set_meta(DRAFT, "")
            return change.put(in_mode(change, record))

    def whom(self, said: Guess) -> str:
        """The name of the one person that leading words mean, or an empty string."""
        if not said.whom:
            return ""
        with self._database.reading() as reader:
            person = _person(reader, said)
            return person.title if person is not None else ""

    def draft(self) -> str:
        """What was typed and not saved as a record yet."""
        with self._database.reading() as reader:
            return str(reader.meta(DRAFT) or "")

    def keep_draft(self, text: str) -> None:
        """Keep what is being typed; no record, no undo step."""
        with self._database.writing("Keep draft") as change:
            change.set_meta(DRAFT, text)


def _dated(record: Record, due: dt.date | None) -> Record:
    if isinstance(record, ActionItem):
        return replace(record, due=due)
    if isinstance(record, Opportunity):
        return replace(record, deadline=due)
    if isinstance(record, Goal):
        return replace(record, target=due)
    if isinstance(record, Meeting) and due is not None:
        return replace(record, date=due)
    return record


def _person(reader: Reader, said: Guess | None) -> Person | None:
    if said is None or not said.whom:
        return None
    found = people_called(reader.find(Person), said.whom)
    return found[0] if len(found) == 1 else None


def _about(record: Record, person: Person | None, said: Guess | None) -> Record:
    """The record with whom its leading words name, and what kind of it they say."""
    how, detail = (said.how, said.detail) if said is not None else ("", "")
    if isinstance(record, Observation) and detail in CHOICES["observation_kind"]:
        record = replace(record, kind=detail)
    elif isinstance(record, Decision) and detail == "decided":
        record = replace(record, choice=record.title, decided_on=record.date)
    elif isinstance(record, Advice) and how in ("to", "for"):
        record = replace(record, direction="given")
    return record if person is None else _linked(record, person, how)


def _linked(record: Record, person: Person, how: str) -> Record:
    """The record with the person its leading words name, as each kind keeps whom it is about."""
    if isinstance(record, Question):
        return replace(record, for_whom=person.id)
    if isinstance(record, Advice | Observation):
        return replace(record, person=person.id)
    if isinstance(record, Decision):
        return replace(record, people=(person.id,))
    if isinstance(record, Sponsorship):
        return replace(record, person=person.id, direction="by_me" if how == "for" else "for_me")
    if isinstance(record, Connection):
        return replace(record, to_whom=person.id) if how == "to" else replace(record, introducer=person.id)
    return record


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
        "question": Question(title=title, date=day, detail=rest),
        "advice": Advice(title=title, date=day, detail=rest),
        "decision": Decision(title=title, date=day, why=rest),
        "observation": Observation(title=title, date=day, detail=rest),
        "connection": Connection(title=title, date=day, result=rest),
        "opportunity": Opportunity(title=title, date=day, why=rest),
        "sponsorship": Sponsorship(title=title, date=day, detail=rest),
        "action": ActionItem(title=title, detail=rest),
        "goal": Goal(title=title, date=day, start=day, why=rest),
        "meeting": Meeting(title=title, date=day, notes=rest),
        "activity": Activity(title=title, date=day, detail=rest, hours=hours_in(text)),
        "person": Person(title=title, notes=rest),
        "project": Project(title=title, date=day, starts_on=day, purpose=rest),
        "career_option": CareerOption(title=title, date=day, interest=rest),
        "career_step": CareerStep(title=title, date=day, kind="hope", how=rest),
    }
    return simple[kind]
