"""Everything between the reader and one person: promises, questions, advice, meetings, feedback, entries."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.widgets.labels import BadgeKind, SectionLabel
from mentorjournal.gui.widgets.linked_rows import LinkedRow, LinkedRows
from mentorjournal.gui.widgets.promises import Promises
from mentorjournal.gui.words import day_short
from mentorjournal.model.choices import label
from mentorjournal.model.types import RECORD_TYPES, Advice, Connection, Feedback, Meeting, Question, Resource
from mentorjournal.services.people import PersonPage

ENTRIES = ("reflection", "insight", "activity", "goal", "feedback", "meeting", "resource")


class PeopleShared(QWidget):
    """Groups under small headings; a group without rows is not shown, the promises always are."""

    def __init__(self, context: Context, saver: RecordSaver, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._saver = context, saver
        tr = self.tr
        self.theirs = Promises(tr("They promised"), tr("Something they said they would do"), context.today)
        self.mine = Promises(tr("I promised"), tr("Something I said I would do"), context.today)
        self.rows = {
            "questions": LinkedRows(tr("Questions for them")),
            "advice": LinkedRows(tr("Advice")),
            "noticed": LinkedRows(tr("Noticed")),
            "introductions": LinkedRows(tr("Introductions they made")),
            "outcomes": LinkedRows(tr("What they achieved")),
            "meetings": LinkedRows(tr("Meetings")),
            "feedback": LinkedRows(tr("Feedback")),
            "entries": LinkedRows(tr("Entries and goals")),
            "resources": LinkedRows(tr("Resources from them")),
        }
        self._groups: dict[str, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(4)
        column.addWidget(SectionLabel(tr("Everything between us"), "accent"))
        for part in (self.mine, self.theirs):
            column.addSpacing(6)
            column.addWidget(SectionLabel(part.accessibleName()))
            column.addWidget(part)
        for name, rows in self.rows.items():
            rows.opened.connect(context.navigator.open_record)
            self._groups[name] = self._group(rows)
            column.addWidget(self._groups[name])

    @staticmethod
    def _group(rows: LinkedRows) -> QWidget:
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(2)
        column.addWidget(SectionLabel(rows.accessibleName()))
        column.addWidget(rows)
        return group

    def display(self, page: PersonPage) -> None:
        """Show all that is shared with a person."""
        writable = not self._context.read_only
        for promises, actions in ((self.theirs, page.theirs), (self.mine, page.mine)):
            promises.display_actions(
                [action.item for action in actions],
                self._saver.words_of,
                notes={},
                writable=writable,
                opens=True,
            )
        entries = {row.row.id: row.row for row in page.others if row.row.type in ENTRIES}
        thoughts, key = self._context.services.thoughts, page.person.id
        advice = (*thoughts.advice_from(key), *thoughts.advice_to(key))
        shown = {
            "questions": [self._question(item) for item in thoughts.open_questions(key)],
            "advice": [self._advice(item) for item in advice],
            "noticed": [
                LinkedRow(
                    item.id, item.title, self._day(item.date), label("observation_kind", item.kind).lower()
                )
                for item in thoughts.observations(key)
            ],
            "introductions": [self._introduction(item) for item in thoughts.introductions_by(key)],
            "outcomes": [
                LinkedRow(item.id, item.title, self._day(item.date), label("outcome_kind", item.kind).lower())
                for item in thoughts.outcomes_of(key)
            ],
            "meetings": [self._meeting(item) for item in page.meetings],
            "feedback": [self._feedback(item) for item in page.feedback],
            "entries": [
                LinkedRow(row.id, row.heading, self._day(row.date), RECORD_TYPES[row.type].LABEL)
                for row in entries.values()
            ],
            "resources": [self._resource(item) for item in page.resources],
        }
        for name, rows in shown.items():
            self.rows[name].display(rows)
            self._groups[name].setVisible(bool(rows))

    def _day(self, day: dt.date | None) -> str:
        return day_short(day, self._context.today()) if day else "–"

    def _question(self, item: Question) -> LinkedRow:
        badge = "" if item.importance == "medium" else label("importance", item.importance).lower()
        kind: BadgeKind = "warn" if item.importance == "high" else "plain"
        return LinkedRow(item.id, item.title, self._day(item.date), badge, kind)

    def _introduction(self, item: Connection) -> LinkedRow:
        due = item.follow_up is not None and item.follow_up <= self._context.today()
        if item.followed_on is None and due:
            return LinkedRow(item.id, item.title, self._day(item.date), self.tr("follow up"), "warn")
        badge = self.tr("thanked") if item.thanked_on else self.tr("not thanked yet")
        return LinkedRow(item.id, item.title, self._day(item.date), badge)

    def _advice(self, item: Advice) -> LinkedRow:
        parts = [self.tr("to them")] if item.direction == "given" else []
        parts += [label("uptake", item.uptake).lower()] if item.uptake else []
        return LinkedRow(item.id, item.title, self._day(item.date), ", ".join(parts))

    def _meeting(self, item: Meeting) -> LinkedRow:
        kinds: dict[str, BadgeKind] = {"planned": "accent", "missed": "warn"}
        badge = "" if item.status == "held" else label("meeting_status", item.status).lower()
        title = item.title or self.tr("Meeting")
        return LinkedRow(item.id, title, self._day(item.date), badge, kinds.get(item.status, "plain"))

    def _feedback(self, item: Feedback) -> LinkedRow:
        title = item.title or item.on_what or self.tr("Feedback")
        return LinkedRow(
            item.id, title, self._day(item.date), label("feedback_direction", item.direction).lower(), "plain"
        )

    def _resource(self, item: Resource) -> LinkedRow:
        return LinkedRow(
            item.id, item.title or item.doi or item.url, "", label("resource_status", item.status).lower()
        )
