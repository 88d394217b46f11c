"""The feedback form: one page with the questions of a structure, for somebody who has no such program."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from mentorjournal.errors import ReportError
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Feedback
from mentorjournal.reports.blocks import (
    Block,
    Document,
    Facts,
    FormField,
    FormRow,
    Heading,
    HiddenFields,
    Note,
    Paper,
    Prose,
)
from mentorjournal.reports.markdown import escaped
from mentorjournal.services.forms import parts
from mentorjournal.services.profile import Owner
from mentorjournal.services.reporting.names import Names
from mentorjournal.services.reporting.words import long_date
from mentorjournal.services.templates import template

LONGEST_TOPIC = 160
LONGEST_QUESTION = 200
MANY = 5
CONFIDENTIAL = (
    "This request is marked confidential, so it stays in the journal. Nothing was written. Take the mark away "
    "in the side panel to make a form of it."
)
_WIDE = (2.0, 1.0)


@dataclass(frozen=True, slots=True)
class FeedbackAsk:
    """Whom to ask, on what, in which structure (a key of `feedback_model`), and one question of my own.

    `name` stands for somebody who is not chosen by id. `feedback_id` names the record that waits for the answer;
    an empty one lets it be made. `about` is a record that it is related to.
    """

    person_id: str = ""
    on_what: str = ""
    model: str = "sbi"
    question: str = ""
    paper: Paper = "a4"
    feedback_id: str = ""
    name: str = ""
    about: str = ""


def asked_of(ask: FeedbackAsk, day: dt.date) -> Feedback:
    """The record that waits for the answer, not stored yet."""
    topic = " ".join(ask.on_what.split())
    return Feedback(
        title=topic or parts.words("feedback")["untitled"],
        date=day,
        direction="asked",
        related=(ask.about,) if ask.about else (),
        person=ask.person_id or None,
        on_what=topic,
        model=ask.model,
        sections=sections_of(ask.model, ask.question),
        consent="asked",
    )


def sections_of(model: str, question: str) -> tuple[Section, ...]:
    """The blank sections of a structure, and that of my own question."""
    own = " ".join(question.split())
    return (*template(model).blank(), *((Section(parts.OWN, own, ""),) if own else ()))


def document(
    feedback: Feedback,
    owner: Owner,
    names: Names,
    created: dt.datetime,
    *,
    paper: Paper,
    name: str = "",
) -> Document:
    """The form for a record that waits; of the journal it holds the names, the topic and the record's id.

    `names` knows the person asked as present; `name` is that of somebody not in People. Raises ReportError for a confidential record.
    """
    if feedback.confidential:
        raise ReportError(CONFIDENTIAL)
    said = parts.words("feedback")
    me = " ".join(owner.name.split())
    title = said["title"].format(me=me) if me else said["untitled"]
    topic = _short(names.scrub(feedback.on_what), LONGEST_TOPIC)
    own = next((part.heading for part in feedback.sections if part.tag == parts.OWN), "")
    question = _short(names.scrub(own), LONGEST_QUESTION)
    facts = (
        ("Asked of", names.shown(feedback.person) or _short(name, LONGEST_TOPIC)),
        ("About", topic),
        ("Asked on", long_date(feedback.date)),
    )
    questions = said["questions"].get(feedback.model) or {
        part.tag: (part.heading, "") for part in feedback.sections if part.tag != parts.OWN
    }
    asked = [(f"{parts.ASKED}{tag}", *texts) for tag, texts in questions.items()]
    if question:
        asked.append((parts.OWN, question, ""))

    def made(lines: float) -> Document:
        blocks: list[Block] = [
            Heading(1, title),
            Prose(escaped(said["intro"])),
            Facts(tuple(fact for fact in facts if fact[1])),
            *_rows([FormField(name, label, "lines", hint, lines=lines) for name, label, hint in asked]),
            FormField(parts.CONSENT, said["consent"], "tick", said["consent_hint"]),
            FormRow(
                (
                    FormField(parts.GIVER, said["giver"]),
                    FormField(parts.GIVEN_ON, said["day"], "date", said["day_hint"]),
                ),
                _WIDE,
            ),
            Note(said["back"].format(me=me or "the person who asked")),
            HiddenFields(parts.marked("feedback", feedback.id, (parts.QUESTION, question))),
        ]
        return Document(
            title=title,
            blocks=tuple(blocks),
            created=created,
            running_head=title,
            author=me,
            subject="A feedback form to fill in",
        )

    return parts.one_page(made, -(-len(asked) // _beside(len(asked))), paper)


def _rows(fields: list[FormField]) -> list[FormRow]:
    """A question to a row; many of them side by side, for both sides of what is asked are pairs."""
    beside = _beside(len(fields))
    return [FormRow(tuple(fields[at : at + beside])) for at in range(0, len(fields), beside)]


def _beside(count: int) -> int:
    return 2 if count >= MANY else 1


def _short(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"
