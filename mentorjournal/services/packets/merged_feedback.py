"""The feedback record that a form in a packet fills: the one that waited for it, or a new one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

from mentorjournal.interchange.packet_plain import Answer, Contents, Form, Reply
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Feedback, Packet
from mentorjournal.services.packets.taken import Item, Taken
from mentorjournal.storage.writer import Writer

_CONSENT: Final = "consent"


def feedback_for(change: Writer, out: Packet, form: Form, said: Reply, today: dt.date) -> Feedback:
    """The record to write into; every question of the form is a section of it."""
    source = _source(out)
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
            source_id=source,
        )
    )


def consent(
    change: Writer,
    contents: Contents,
    out: Packet,
    taken: Taken,
    stamp: str,
    answer: Answer,
    *,
    trusted: bool,
) -> bool:
    """Note whether the feedback may be quoted by name, as the newest answer says; True where it says yes.

    A yes counts only from an answer that is `trusted` to be theirs. A no takes back the yes of an earlier answer.
    """
    if contents.form is None or not taken.is_new(_CONSENT, stamp):
        return False
    says = answer.consent
    if says and not trusted:
        return True
    given = _CONSENT in taken.items and bool(taken.items[_CONSENT].theirs)
    taken.items[_CONSENT] = Item(stamp, theirs="given" if says else "")
    found = change.ids_of_sources([_source(out)])
    record = change.peek(found[_source(out)]) if found else None
    if isinstance(record, Feedback) and says and record.consent != "given":
        change.put(replace(record, consent="given"))
    elif isinstance(record, Feedback) and given and not says and record.consent == "given":
        change.put(replace(record, consent="asked"))
    return says


def _source(out: Packet) -> str:
    return f"packet:{out.id}:feedback"


def _waiting(change: Writer, form: Form) -> Feedback | None:
    """The record that asked for this and has nothing yet."""
    asked = change.peek(form.feedback_id) if form.feedback_id else None
    if not isinstance(asked, Feedback) or asked.deleted_at is not None or asked.direction != "asked":
        return None
    empty = not asked.source_id and not any(part.text.strip() for part in asked.sections)
    return asked if empty else None
