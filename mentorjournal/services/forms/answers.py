"""What was filled in on a feedback form, as the feedback it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import NamedTuple

from mentorjournal.model.fields import Section
from mentorjournal.model.record import Record, Visibility
from mentorjournal.model.types import Feedback
from mentorjournal.services.forms import parts
from mentorjournal.services.forms.reading import FilledForm

STRANGER = (
    "The form answers a request that is not in this journal: it was made in another one, or the request was deleted. "
    "It came in as new feedback."
)
IN_TRASH = "The request it answers is in the trash. It came in as new feedback."
AGAIN = "The request it answers had an answer already. This one came in beside it, as new feedback."
WRITTEN_ON = (
    "Something of yours is written on the request it answers. This one came in beside it, as new feedback, so that "
    "nobody is quoted with your words; delete the request when you have what you need of it."
)
NO_NAME = "Nobody wrote a name on it."
OTHER_NAME = "It is signed by {0}, and was asked of somebody else. See who it is from."


class Received(NamedTuple):
    """Feedback as it will be kept, the name of somebody to be added to People, and what is to be said."""

    feedback: Feedback
    new_person: str
    notes: tuple[str, ...]


def received(
    filled: FilledForm, asked: Record | None, person: str | None, day: dt.date, visibility: Visibility
) -> Received:
    """The feedback of a form. `asked` is the record it names, if there is one, and `person` whose name it bears."""
    waiting, why = _waiting(asked)
    giver = filled.values.get(parts.GIVER, "")
    notes = [why] if why else []
    feedback = waiting or _new(filled, asked, visibility)
    if not giver:
        notes.append(NO_NAME)
    elif feedback.person and person != feedback.person:
        notes.append(OTHER_NAME.format(giver))
    feedback = replace(
        feedback,
        direction="received",
        person=feedback.person or person,
        date=day,
        sections=_answered(feedback.sections, filled),
        consent="given" if filled.values.get(parts.CONSENT) else feedback.consent,
        source_id=filled.fingerprint,
    )
    return Received(feedback, giver if feedback.person is None else "", tuple(notes))


def _waiting(asked: Record | None) -> tuple[Feedback | None, str]:
    """The record that waits for this answer; or none, and why."""
    if not isinstance(asked, Feedback):
        return None, STRANGER
    if asked.deleted_at is not None:
        return None, IN_TRASH
    if asked.direction != "asked" or asked.source_id:
        return None, AGAIN
    if any(part.text.strip() for part in asked.sections):
        return None, WRITTEN_ON
    return asked, ""


def _new(filled: FilledForm, asked: Record | None, visibility: Visibility) -> Feedback:
    """New feedback; of a request that is there it keeps the topic and points to it."""
    if isinstance(asked, Feedback) and asked.deleted_at is None:
        return Feedback(
            title=asked.title,
            on_what=asked.on_what,
            model=asked.model,
            visibility=visibility,
            consent="asked",
            sections=tuple(replace(part, text="") for part in asked.sections),
            related=(asked.id,),
        )
    giver = filled.values.get(parts.GIVER, "")
    return Feedback(
        title=f"Feedback from {giver}" if giver else "Feedback",
        model=_model_of(filled),
        visibility=visibility,
        consent="asked",
    )


def _model_of(filled: FilledForm) -> str:
    """The structure whose questions these are."""
    tags = {key.removeprefix(parts.ASKED) for key in filled.values if key.startswith(parts.ASKED)}
    questions = parts.words("feedback")["questions"]
    return next((model for model, asked in questions.items() if set(asked) == tags), "free")


def _answered(sections: tuple[Section, ...], filled: FilledForm) -> tuple[Section, ...]:
    """The answers in their sections, which were blank."""
    answers = {
        key.removeprefix(parts.ASKED): value
        for key, value in filled.values.items()
        if value and (key.startswith(parts.ASKED) or key == parts.OWN)
    }
    done = []
    for part in sections:
        said = answers.pop(part.tag, "")
        done.append(replace(part, text=said) if said else part)
    headings = {tag: texts[0] for tag, texts in _questions(filled)}
    own = filled.carried(parts.QUESTION)
    more = [
        Section(tag, own if tag == parts.OWN else headings.get(tag, ""), text)
        for tag, text in answers.items()
    ]
    return (*done, *more)


def _questions(filled: FilledForm) -> list[tuple[str, list[str]]]:
    return list(parts.words("feedback")["questions"][_model_of(filled)].items())
