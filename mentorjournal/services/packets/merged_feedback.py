"""The feedback record that a form in a packet fills: the one that waited for it, or a new one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from mentorjournal.interchange.packet_plain import Form, Reply
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Feedback, Packet
from mentorjournal.storage.writer import Writer


def feedback_for(change: Writer, out: Packet, form: Form, said: Reply, today: dt.date) -> Feedback:
    """The record to write into; every question of the form is a section of it."""
    source = f"packet:{out.id}:feedback"
    known = change.ids_of_sources([source])
    record = change.peek(known[source]) if source in known else _waiting(change, form)
    if not isinstance(record, Feedback):
        record = Feedback(
            title=form.title or (f"Feedback from {said.author}" if said.author else "Feedback"),
            on_what=form.on_what,
            model=form.model,
            consent="asked",
        )
    there = {part.tag for part in record.sections}
    missing = tuple(Section(part.tag, part.heading, "") for part in form.parts if part.tag not in there)
    return change.put(
        replace(
            record,
            direction="received",
            person=record.person or out.person,
            date=record.date if record.source_id == source else today,
            sections=(*record.sections, *missing),
            consent="given" if said.answer.consent else record.consent,
            source_id=source,
        )
    )


def _waiting(change: Writer, form: Form) -> Feedback | None:
    """The record that asked for this and has nothing yet."""
    asked = change.peek(form.feedback_id) if form.feedback_id else None
    if not isinstance(asked, Feedback) or asked.deleted_at is not None or asked.direction != "asked":
        return None
    empty = not asked.source_id and not any(part.text.strip() for part in asked.sections)
    return asked if empty else None
