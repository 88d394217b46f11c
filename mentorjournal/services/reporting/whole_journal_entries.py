"""One entry of the journal to read: its title, its day and company in a line, its text, its pictures."""

from __future__ import annotations

from collections.abc import Iterator

from mentorjournal.model.choices import label
from mentorjournal.model.fields import fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import Activity, Feedback
from mentorjournal.reports.blocks import Block, Heading, Lead, Note, Picture, Quote, place
from mentorjournal.services.reporting.closing import section_block
from mentorjournal.services.reporting.desk import Desk
from mentorjournal.services.reporting.gather import first_words
from mentorjournal.services.reporting.words import excerpt, hours_of, long_date, shortened

_LEFT: dict[str, frozenset[str]] = {
    "meeting": frozenset(("notes", "gave", "received")),
    "decision": frozenset(("mentor_view",)),
    "advice": frozenset(("detail",)),
}
"""What was said by or about the other one, which only the owner's own copy repeats."""


_SHORT: dict[str, frozenset[str]] = {
    "meeting": frozenset(("objective", "worth")),
    "activity": frozenset(("role", "output")),
    "advice": frozenset(("need",)),
    "decision": frozenset(("choice",)),
    "outcome": frozenset(("position",)),
}
"""The single lines of a record that are read as part of its entry."""


def entry(desk: Desk, item: Record, words: int) -> Iterator[Block]:
    """The blocks of an entry; at most `words` of each text, 0 for all."""
    title = desk.line(item.title or first_words(item)) or item.LABEL
    yield Heading(2, title, item.id)
    texts = tuple(_texts(desk, item, words))
    yield Note(f"{place(item.id)}{_about(desk, item)}", item.id, with_next=bool(texts))
    yield from texts
    for key in item.attachments:
        if picture := desk.volume.pictures.get(key):
            yield Picture(key, _said(desk, picture.title), "", item.id)


def _about(desk: Desk, item: Record) -> str:
    met = [*item.people, *filter(None, (getattr(item, "person", None),))]
    who = desk.names.all_shown(met)
    named = ", ".join(filter(None, (desk.line(desk.volume.tags.get(tag, "")) for tag in item.tags)))
    at = f", {item.at:%H:%M}" if item.at else ""
    day = f"{long_date(item.date)}{at}" if item.date else ""
    hours = hours_of(item.hours) if isinstance(item, Activity) and item.hours else ""
    parts = (item.LABEL, day, hours, f"with {who}" if who else "", f"tags: {named}" if named else "")
    return ". ".join(filter(None, (", ".join(filter(None, parts[:4])), parts[4]))) + "."


def _texts(desk: Desk, item: Record, words: int) -> Iterator[Block]:
    """Each text of the record as its kind has it; others' words only with consent, or in the own copy."""
    own = desk.options.own_copy
    for name, declared in fields_of(type(item)).items():
        value = getattr(item, name)
        if not value or (not own and name in _LEFT.get(item.TYPE, ())):
            continue
        if declared.kind == "sections":
            parts, _ = excerpt(value, words)
            if isinstance(item, Feedback):
                yield from _heard(desk, item, "\n\n".join(part.text for part in parts), own=own)
            else:
                yield from (section_block(desk, part, item.id) for part in parts)
        elif declared.kind == "note" or name in _SHORT.get(item.TYPE, ()):
            text, _ = shortened(value.strip(), words)
            yield Lead(f"{declared.label}.", desk.text(text), item.id)


def _heard(desk: Desk, item: Feedback, words: str, *, own: bool) -> Iterator[Block]:
    if words and (own or item.consent == "given"):
        about = f"{label('feedback_direction', item.direction).lower()}"
        yield Quote(
            desk.text(words), ", ".join(filter(None, (desk.names.shown(item.person), about))), item.id
        )


def _said(desk: Desk, name: str) -> str:
    """What is said in place of a picture: its name without the ending."""
    return desk.line(name.rpartition(".")[0] or name)
