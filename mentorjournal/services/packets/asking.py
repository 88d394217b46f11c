"""What is asked of the reader of a packet: the form for feedback, and who the reader is."""

from __future__ import annotations

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.interchange.packet_plain import Form, FormPart
from mentorjournal.model.types import Feedback
from mentorjournal.services.forms.parts import words
from mentorjournal.services.forms.taking import known_person
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader


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
        found = known_person(reader, name) or (name if name in reader.people_in_use() else None)
    if found is None:
        raise NotFound(f"Nobody in People, or more than one, is called “{name}”. Nothing was done.")
    return found
