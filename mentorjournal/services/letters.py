"""Letters of recommendation: those I ask for and those I write, what comes next about each, and how many are in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from mentorjournal.model.rows import LinkRow
from mentorjournal.model.types import Recommendation, Scheme
from mentorjournal.services.awards_standing import LetterStanding
from mentorjournal.services.reporting.words import counted, short_date
from mentorjournal.storage import lists
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import linked

PATIENCE_DAYS = 14
"""Without an answer for so long, asking again is next."""
NEAR_DAYS = 14
"""A deadline this close is told as one that presses."""

Tone = Literal["plain", "warn", "late", "ok"]


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is to be done next about a letter, in words; `done` where nothing is left."""

    words: str
    tone: Tone = "plain"
    done: bool = False


@dataclass(frozen=True, slots=True)
class LetterCard:
    """A letter as the list shows it: the name of whom it is by or for, its scheme, and what comes next."""

    letter: Recommendation
    person: str
    scheme: str
    step: NextStep


@dataclass(frozen=True, slots=True)
class LetterPage:
    """A letter with all that its page shows."""

    letter: Recommendation
    person: str
    scheme: str
    step: NextStep
    linked: tuple[LinkRow, ...]


class Letters:
    """What a person does with letters."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cards(self, today: dt.date, scheme_id: str = "") -> tuple[LetterCard, ...]:
        """All letters, or those for one scheme: what presses first, what is done last."""
        where = (linked("scheme", scheme_id),) if scheme_id else ()
        with self._database.reading() as reader:
            found = reader.find(Recommendation, *where)
            names = reader.titles({key for one in found for key in (one.person, one.scheme) if key})
        cards = [_card(one, names, today) for one in found]
        return tuple(sorted(cards, key=_order))

    def page(self, letter_id: str, today: dt.date) -> LetterPage:
        """A letter with all that its page shows. Raises NotFound."""
        with self._database.reading() as reader:
            letter = reader.get(Recommendation, letter_id)
            names = reader.titles([key for key in (letter.person, letter.scheme) if key])
            others = {letter.person, letter.scheme}
            rows = tuple(row for row in lists.linked(reader, letter_id) if row.row.id not in others)
        card = _card(letter, names, today)
        return LetterPage(letter, card.person, card.scheme, card.step, rows)

    def schemes(self) -> tuple[tuple[str, str], ...]:
        """The schemes that a letter may be for, as id and title, by title."""
        with self._database.reading() as reader:
            return tuple(reader.named(Scheme).items())


def standing_words(letters: LetterStanding) -> str:
    """`1 of the 2 letters wanted is in; 1 letter still to be asked for.` "" where none is wanted or asked for."""
    wanted, received = letters.wanted, letters.received
    if not wanted:
        return (
            f"{received} of {counted(letters.asked, 'letter')} asked for {_is(received)} in."
            if letters.asked
            else ""
        )
    if wanted == 1:
        start = "The letter wanted is in" if received else "The letter wanted is not in yet"
    else:
        start = f"{received} of the {wanted} letters wanted {_is(received)} in"
    lacking = wanted - letters.asked
    return f"{start}; {counted(lacking, 'letter')} still to be asked for." if lacking > 0 else f"{start}."


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def next_step(letter: Recommendation, name: str, today: dt.date) -> NextStep:
    """What comes next; a letter that came to an end without being handed in says so itself."""
    who = name or ("the writer" if letter.direction == "asked" else "the person")
    if letter.submitted_on is None and letter.result.strip():
        return NextStep(f"Ended: {letter.result.strip().splitlines()[0]}", done=True)
    step = (_asked if letter.direction == "asked" else _written)(letter, who, today)
    return _pressing(letter, step, today)


def _asked(letter: Recommendation, who: str, today: dt.date) -> NextStep:
    if letter.submitted_on is not None:
        return NextStep(f"Thank {who}") if letter.thanked_on is None else NextStep("Done", "ok", done=True)
    if letter.asked_on is None:
        return NextStep(f"Ask {who}")
    if letter.agreed_on is None:
        days = (today - letter.asked_on).days
        if days >= PATIENCE_DAYS:
            return NextStep(f"Ask {who} again: no answer for {counted(days, 'day')}", "warn")
        return NextStep(f"Wait for {who} to answer, asked on {short_date(letter.asked_on)}")
    if letter.material_sent_on is None:
        return NextStep(f"Send {who} the material")
    return NextStep(f"Wait for the letter of {who}")


def _written(letter: Recommendation, who: str, today: dt.date) -> NextStep:
    if letter.submitted_on is not None:
        if letter.result.strip() or letter.thanked_on is not None:
            return NextStep("Done", "ok", done=True)
        return NextStep(f"Ask {who} what came of it")
    if letter.agreed_on is None:
        if letter.asked_on is not None and (today - letter.asked_on).days >= PATIENCE_DAYS:
            days = (today - letter.asked_on).days
            return NextStep(f"Answer {who}, who has waited for {counted(days, 'day')}", "warn")
        return NextStep(f"Tell {who} whether you will write it")
    if letter.material.strip() and letter.material_sent_on is None:
        return NextStep(f"Get the material from {who}")
    return NextStep("Write and hand in the letter")


def _pressing(letter: Recommendation, step: NextStep, today: dt.date) -> NextStep:
    """The deadline goes along with every step until the letter is in."""
    if letter.deadline is None or letter.submitted_on is not None:
        return step
    days = (letter.deadline - today).days
    day = short_date(letter.deadline)
    if days < 0:
        return NextStep(f"{step.words}; the deadline was {day}", "late")
    if days == 0:
        return NextStep(f"{step.words}; the deadline is today", "late")
    words = f"{step.words}; due {day}, in {counted(days, 'day')}"
    return NextStep(words, "warn" if days <= NEAR_DAYS else step.tone)


def _card(letter: Recommendation, names: dict[str, str], today: dt.date) -> LetterCard:
    person, scheme = names.get(letter.person or "", ""), names.get(letter.scheme or "", "")
    return LetterCard(letter, person, scheme, next_step(letter, person, today))


def _order(card: LetterCard) -> tuple[bool, dt.date, str, str]:
    letter = card.letter
    day = letter.deadline or dt.date.max
    return card.step.done, day, letter.title.casefold(), letter.id
