"""The record that waits for feedback asked for by a form: how it is made, and how it is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.ids import new_id
from mentorjournal.model.types import Feedback, Person
from mentorjournal.services.forms.feedback_form import FeedbackAsk, asked_of
from mentorjournal.services.forms.taking import known_person
from mentorjournal.services.valid import validate
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.writer import Writer


def asking(reader: Reader, ask: FeedbackAsk, today: dt.date) -> Feedback:
    """The record as it will wait, not stored yet: a new one, or the one that waits brought up to date.

    Raises NotFound where that is gone, and InvalidRecord where it has its answer.
    """
    person = ask.person_id or _called(reader, ask.name)
    wanted = asked_of(replace(ask, person_id=person), today)
    if not ask.feedback_id:
        return replace(wanted, id=new_id())
    known = reader.get(Feedback, ask.feedback_id)
    if known.direction != "asked":
        raise InvalidRecord(f"“{known.title}” has its answer already. Nothing was changed.")
    own_title = known.title not in ("", known.on_what)
    is_blank = not any(part.text.strip() for part in known.sections)
    return replace(
        known,
        title=known.title if own_title else wanted.title,
        person=wanted.person,
        on_what=wanted.on_what,
        model=wanted.model if is_blank else known.model,
        sections=wanted.sections if is_blank else known.sections,
        consent="asked" if known.consent == "none" else known.consent,
        date=known.date or wanted.date,
    )


def _called(reader: Reader, name: str) -> str:
    """Whose name this is as it is written, the first of several; or theirs whose name it is without a title."""
    word = " ".join(name.casefold().split())
    same = (key for key, title in reader.people_in_use().items() if title.casefold() == word)
    return next(same, "") or known_person(reader, name) or ""


def keep(change: Writer, feedback: Feedback, name: str) -> Feedback:
    """Keep the record; whoever is asked and not known yet comes into People with it."""
    word = " ".join(name.split())
    if word and feedback.person is None:
        feedback = replace(feedback, person=change.put(Person(title=word)).id)
    validate(feedback)
    return change.put(feedback)
