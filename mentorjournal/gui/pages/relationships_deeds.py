"""What the reader does about a relationship besides typing: meet, pause, close, name the person, promise."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    import datetime as dt

    from mentorjournal.gui.pages.record_saving import RecordSaver
    from mentorjournal.gui.pages.relationships import RelationshipsPage
    from mentorjournal.gui.pages.relationships_view import RelationshipView


class RelationshipDeeds(QObject):
    """Each deed keeps a new relationship first. `done` after one that the page does not follow by itself, and
    `named` after a person was put in; `guarded` does the work, and tells what the journal refused."""

    done = Signal()
    named = Signal()

    def __init__(
        self,
        page: RelationshipsPage,
        saver: RecordSaver,
        view: RelationshipView,
        guarded: Callable[[Callable[[], Any]], Any],
    ) -> None:
        super().__init__(page)
        self._page, self._saver, self._view, self._guarded = page, saver, view, guarded
        self._context, self._services, self._origin = page.context, page.services, page.origin
        view.person_named.connect(self._name_person)
        view.plan.clicked.connect(self.plan_meeting)
        view.pause_wanted.connect(self.pause_or_resume)
        view.close_it.clicked.connect(self.close_relationship)
        view.agreement.stands.connect(self._agreement_stands)

    def _group(self, key: str) -> str:
        return self._services.relationships.page(key, self._context.today()).group

    def person(self) -> str:
        """Whom it is with; empty where that is not said yet."""
        return getattr(self._saver.record, "person", None) or ""

    def _ask_person(self) -> None:
        self._context.navigator.tell("info", self.tr("Say first with whom this relationship is."))

    def plan_meeting(self) -> None:
        """A planned meeting with the person, and go there."""
        person, key = self.person(), self._saver.ensure()
        if not (key and person):
            self._view.open_form()
            self._ask_person()
            return
        people, today = self._services.people, self._context.today()
        meeting = self._guarded(lambda: people.plan_meeting(person, today, tie_id=key, origin=self._origin))
        if meeting is not None:
            self._context.navigator.open_record(meeting.id)

    def pause_or_resume(self) -> None:
        """Say until when it rests, or go on again."""
        key = self._saver.ensure()
        if not key:
            return
        if self._group(key) == "paused":
            self._guarded(lambda: self._services.relationships.resume(key, origin=self._origin))
            self.done.emit()
        else:
            self._view.open_form("paused_until")

    def pause(self, key: str, until: dt.date) -> None:
        """Let it rest until a day ahead."""
        relationships, today = self._services.relationships, self._context.today()
        self._guarded(lambda: relationships.pause(key, until, today, origin=self._origin))
        self.done.emit()

    def close_relationship(self) -> None:
        """End it well, step by step; what is closed is taken up again."""
        key = self._saver.ensure()
        if not key or self._context.read_only:
            return
        if self._group(key) == "closed":
            self._guarded(lambda: self._services.closure.reopen(key, origin=self._origin))
            self.done.emit()
        else:
            from mentorjournal.gui.dialogs.closure import ClosureDialog

            ClosureDialog(self._context, key, self._page).open()

    def _agreement_stands(self) -> None:
        today = self._context.today()
        version = self._services.relationships.page(self._saver.record_id, today).in_force
        if version is not None:
            self._guarded(lambda: self._services.agreements.reviewed(version.id, today, origin=self._origin))
            self.done.emit()

    def _name_person(self, name: str) -> None:
        key = self._saver.ensure()
        new = key and self._guarded(
            lambda: self._services.people.point(key, "person", name, origin=self._origin)
        )
        if new:
            self._context.navigator.tell("info", self.tr("{0} is in People now.").format(name))
        self.named.emit()

    def promise(self, title: str, due: dt.date | None, *, theirs: bool) -> object:
        """Who of the two promised what, and until when; None where nobody is named yet."""
        person = self.person()
        if not person:
            self._ask_person()
            return None
        return self._services.people.promise(person, title, due, theirs=theirs, origin=self._origin)
