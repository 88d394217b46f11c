"""Feedback received and given, with what followed."""

from __future__ import annotations

from dataclasses import dataclass

from mentorjournal.model.rows import LinkRow
from mentorjournal.model.types import ActionItem, Feedback
from mentorjournal.services.actions import OwnedAction, owned
from mentorjournal.storage import lists
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import linked
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


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """Feedback with the name of who gave or got it, what followed, and what else is connected to it."""

    feedback: Feedback
    person: str
    actions: tuple[OwnedAction, ...]
    linked: tuple[LinkRow, ...]


class FeedbackList:
    """What a person does with feedback."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cards(self, direction: str = "") -> tuple[FeedbackCard, ...]:
        """All feedback, or one direction of it, newest first."""
        where = (columns(Feedback).direction == direction,) if direction else ()
        with self._database.reading() as reader:
            found = reader.find(Feedback, *where)
            names = reader.titles({item.person for item in found if item.person})
            ids = [item.id for item in found]
            followed = reader.tally(ActionItem, "origin", ids)
            done = reader.tally(ActionItem, "origin", ids, columns(ActionItem).done_on.is_not(None))
        return tuple(
            FeedbackCard(
                item, names.get(item.person or "", ""), followed.get(item.id, 0), done.get(item.id, 0)
            )
            for item in found
        )

    def page(self, feedback_id: str) -> FeedbackPage:
        """Feedback with all that its page shows. Raises NotFound."""
        with self._database.reading() as reader:
            feedback = reader.get(Feedback, feedback_id)
            actions = reader.find(ActionItem, linked("origin", feedback_id))
            names = reader.titles([feedback.person] if feedback.person else [])
            shown = {item.id for item in actions}
            return FeedbackPage(
                feedback,
                names.get(feedback.person or "", ""),
                owned(reader, list(actions)),
                tuple(
                    row
                    for row in lists.linked(reader, feedback_id)
                    if row.row.id not in shown and row.row.type != "person"
                ),
            )
