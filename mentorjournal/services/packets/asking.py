"""What is asked of the reader of a packet: the form for feedback, and who the reader is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.interchange.packet_plain import Form, FormPart
from mentorjournal.model.types import Feedback
from mentorjournal.services.forms.parts import words
from mentorjournal.services.forms.taking import people_called
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader

MOST_NAMED: Final = 8


def form_for(on_what: str, model: str = "free", *, feedback_id: str = "", title: str = "") -> Form:
    """The form of a structure, with the questions of the printed one. Raises InvalidRecord for an unknown structure."""
    questions = words("feedback")["questions"].get(model)
    if questions is None:
        raise InvalidRecord(f"There is no structure {model!r} for feedback.")
    parts = tuple(FormPart(tag, texts[0]) for tag, texts in questions.items())
    return Form(feedback_id, title, on_what, model, parts)


def form_of(reader: Reader, feedback_id: str) -> Form:
    """The form for feedback that was asked for already. Raises NotFound, InvalidRecord."""
    asked = reader.get(Feedback, feedback_id)
    return form_for(asked.on_what, asked.model, feedback_id=asked.id, title=asked.title)


def person_called(database: Database, name: str) -> str:
    """The id of the one person of that name, or with that id. Raises NotFound."""
    with database.reading() as reader:
        people, found = reader.people_in_use(), people_called(reader, name)
    if name in people:
        return name
    if len(found) == 1:
        return found[0]
    raise NotFound(_whom(name, people, found))


def _whom(name: str, people: Mapping[str, str], found: Sequence[str]) -> str:
    """Why nobody is meant, and whom to choose from: those of that name, those who share a word of it, or anybody."""
    if found:
        ids = "; ".join(f"“{people[key]}” ({key})" for key in found[:MOST_NAMED])
        return f"{len(found):,} people are called “{name}”: {ids}. Give the id of one. Nothing was done."
    said = set(name.casefold().split())
    alike = [title for title in people.values() if said & set(title.casefold().split())]
    some = alike or list(people.values())
    told = ", ".join(f"“{title}”" for title in some[:MOST_NAMED])
    more = f", and {len(some) - MOST_NAMED:,} more" if len(some) > MOST_NAMED else ""
    known = f"Is it {told}{more}? " if alike else f"It has {told}{more}. " if some else ""
    return f"Nobody in People is called “{name}”. {known}Give the full name. Nothing was done."
