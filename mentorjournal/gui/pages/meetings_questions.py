"""The open questions for who is at a meeting: to ask, to tick as answered, to open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from mentorjournal.errors import JournalError
from mentorjournal.gui.context import Context
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.rows import ActionRow, RowList
from mentorjournal.model.changes import ChangeSet
from mentorjournal.model.choices import label
from mentorjournal.model.types import Person, Question

MOST = 8


class MeetingQuestions(HuggingFrame):
    """Hidden while there is none. A question ticked here stays in its place until the meeting is shown anew."""

    def __init__(self, context: Context, origin: str) -> None:
        super().__init__()
        self._context, self._origin = context, origin
        self._people: tuple[Person, ...] = ()
        self._ticked: dict[str, Question] = {}
        self._places: dict[str, int] = {}
        self._stand: list[tuple[str, str, str, bool]] = []
        self.heading = SectionLabel("", "accent")
        self.rows = RowList()
        self.more = TextLabel("", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 8)
        column.setSpacing(6)
        for part in (self.heading, self.rows, self.more):
            column.addWidget(part)
        self.hide()
        context.relay.changed.connect(self._follow)

    def show_people(self, people: Sequence[Person]) -> None:
        """Show the questions for these people."""
        if [person.id for person in people] != [person.id for person in self._people]:
            self._ticked, self._places = {}, {}
        self._people = tuple(people)
        names = ", ".join(person.title for person in people)
        self.heading.setText(self.tr("Questions for {0}").format(names))
        self.setAccessibleName(self.heading.text())
        self._fill()

    def _fill(self) -> None:
        open_ones = self._context.services.thoughts.open_questions_for(person.id for person in self._people)
        found = {**self._ticked, **{item.id: item for item in open_ones}}
        found = dict(sorted(found.items(), key=lambda pair: self._places.get(pair[0], len(self._places))))
        self._places = {key: place for place, key in enumerate(found)}
        stand = [
            (item.id, item.title, item.importance, item.answered_on is not None) for item in found.values()
        ]
        if stand == self._stand:
            return
        self._stand = stand
        self.rows.clear()
        for item in list(found.values())[:MOST]:
            self.rows.add_row(self._row(item))
        left = len(found) - MOST
        self.more.setText(self.tr("and {0} more").format(left))
        self.more.setHidden(left <= 0)
        self.setHidden(not found)

    def _row(self, item: Question) -> ActionRow:
        several = len(self._people) > 1
        names = {person.id: person.title for person in self._people}
        parts = [label("importance", "high").lower()] if item.importance == "high" else []
        parts += [names.get(item.for_whom or "", "")] if several else []
        row = ActionRow(item.title, item.answered_on is not None, badge=", ".join(filter(None, parts)))
        row.box.setDisabled(bool(self._context.read_only))
        row.box.setToolTip(self._context.read_only or self.tr("Answered"))
        row.edited.connect(lambda on: self._tick(item, on=on))
        row.activated.connect(lambda: self._context.navigator.open_record(item.id))
        return row

    def _tick(self, item: Question, *, on: bool) -> None:
        thoughts, today = self._context.services.thoughts, self._context.today()
        # The box shows it already; the row stays, and the focus with it.
        self._stand = [(*part[:3], on) if part[0] == item.id else part for part in self._stand]
        if on:
            self._ticked[item.id] = replace(item, answered_on=today)
        else:
            self._ticked.pop(item.id, None)
        try:
            if on:
                thoughts.answer(item.id, "", today, origin=self._origin)
            else:
                thoughts.reopen(item.id, origin=self._origin)
        except JournalError as error:
            self._context.navigator.tell("error", error.message)
            self._ticked.pop(item.id, None)
            self._fill()

    @Slot(object)
    def _follow(self, changes: ChangeSet) -> None:
        if self._people and changes.touches("question") and changes.origin != self._origin:
            self._ticked.clear()
            self._places.clear()
            self._fill()
