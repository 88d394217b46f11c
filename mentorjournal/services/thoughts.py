"""Questions, advice, decisions, observations and introductions: what is open, and what closes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from mentorjournal.model.types import Advice, Connection, Observation, Outcome, Question
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import linked, linked_to_any
from mentorjournal.storage.tables import columns

_RANK = {"high": 0, "medium": 1, "low": 2}


class Thoughts:
    """What a person asks, is told, decides and notices."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open_questions(self, person_id: str | None = None) -> tuple[Question, ...]:
        """Questions without an answer, for one person or for everybody, the most important first, then the
        longest waiting."""
        return self._open_questions(None if person_id is None else (person_id,))

    def open_questions_for(self, people: Iterable[str]) -> tuple[Question, ...]:
        """Questions without an answer for any of these people, in the same order."""
        return self._open_questions(tuple(people))

    def answer(self, question_id: str, answer: str, day: dt.date, *, origin: str = "") -> Question:
        """Answer a question; an empty `answer` keeps the words it has. Raises NotFound."""
        with self._database.writing("Answer question", origin=origin) as change:
            return change.put(answered(change.get(Question, question_id), answer, day))

    def reopen(self, question_id: str, *, origin: str = "") -> Question:
        """Let a question be open again; its answer stays. Raises NotFound."""
        with self._database.writing("Reopen question", origin=origin) as change:
            return change.put(replace(change.get(Question, question_id), answered_on=None))

    def advice_from(self, person_id: str, limit: int | None = None) -> tuple[Advice, ...]:
        """What this person advised me, the newest first."""
        return self._advice(person_id, "received", limit)

    def advice_to(self, person_id: str, limit: int | None = None) -> tuple[Advice, ...]:
        """What I advised this person, the newest first."""
        return self._advice(person_id, "given", limit)

    def observations(
        self,
        person_id: str | None = None,
        kinds: Iterable[str] = (),
        *,
        since: dt.date | None = None,
        limit: int | None = None,
    ) -> tuple[Observation, ...]:
        """What was noticed, about one person or anybody, of these kinds or any, the newest first."""
        c = columns(Observation)
        where = [] if person_id is None else [linked("person", person_id)]
        wanted = tuple(kinds)
        if wanted:
            where.append(c.kind.in_(wanted))
        if since is not None:
            where.append(c.date >= since)
        with self._database.reading() as reader:
            return reader.find(Observation, *where, limit=limit)

    def introductions_by(self, person_id: str) -> tuple[Connection, ...]:
        """The introductions this person made, the newest first."""
        with self._database.reading() as reader:
            return reader.find(Connection, linked("introducer", person_id))

    def outcomes_of(self, person_id: str) -> tuple[Outcome, ...]:
        """What a person achieved, the newest first."""
        with self._database.reading() as reader:
            return reader.find(Outcome, linked("person", person_id))

    def _open_questions(self, people: tuple[str, ...] | None) -> tuple[Question, ...]:
        where = [] if people is None else [linked_to_any("for_whom", people)]
        c = columns(Question)
        with self._database.reading() as reader:
            found = reader.find(Question, c.answered_on.is_(None), *where, order=(c.sort,))
        return tuple(sorted(found, key=lambda item: _RANK.get(item.importance, len(_RANK))))

    def _advice(self, person_id: str, direction: str, limit: int | None) -> tuple[Advice, ...]:
        with self._database.reading() as reader:
            return reader.find(
                Advice,
                linked("person", person_id),
                columns(Advice).direction == direction,
                limit=limit,
            )


def answered(question: Question, answer: str, day: dt.date) -> Question:
    """The question answered on a day, not stored yet; an empty `answer` keeps the words it has."""
    return replace(question, answer=answer.strip() or question.answer, answered_on=day)
