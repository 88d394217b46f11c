"""Feedback received and given, with what followed."""

from __future__ import annotations

from dataclasses import dataclass

from mentorjournal.model.types import ActionItem, Feedback
from mentorjournal.storage.database import Database
from mentorjournal.storage.tables import columns


@dataclass(frozen=True, slots=True)
class FeedbackCard:
    """Feedback as the list shows it, with who gave or got it and how many actions followed."""

    feedback: Feedback
    person: str
    actions: int
    actions_done: int

    @property
    def answered(self) -> bool:
        """True when I wrote a response or something followed."""
        return bool(self.feedback.response.strip()) or self.actions > 0


class FeedbackList:
    """What a person does with feedback."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cards(self, direction: str = "") -> tuple[FeedbackCard, ...]:
        """All feedback, or one direction of it, newest first."""
        where = (columns(Feedback).direction == direction,) if direction else ()
        with self._database.reading() as reader:
            found = reader.find(Feedback, *where)
            names = reader.titles(item.person for item in found if item.person)
            ids = {item.id for item in found}
            actions = [item for item in reader.find(ActionItem) if item.origin in ids]
        return tuple(
            FeedbackCard(
                item,
                names.get(item.person or "", ""),
                sum(action.origin == item.id for action in actions),
                sum(action.origin == item.id and action.done_on is not None for action in actions),
            )
            for item in found
        )
