"""After a meeting: wrap it up, send the summary, plan the next one, and face what was carried over."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.types import ActionItem, Meeting, Question, Reflection
from mentorjournal.services.clinical import in_mode
from mentorjournal.services.follow_up_page import TEMPLATE, FollowUpPage, Suggestion, read_page
from mentorjournal.services.meeting_capture import as_secret_as, last_agenda_item
from mentorjournal.services.meeting_message import MailDraft, Sendable, mail_draft, sendable, summary_text
from mentorjournal.services.meeting_people import following, planned_after
from mentorjournal.services.meeting_time import log_hours, on_its_real_day, stopped
from mentorjournal.services.meetings import MeetingCard, cards, held
from mentorjournal.services.templates import template
from mentorjournal.services.thoughts import answered
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.tables import columns

if TYPE_CHECKING:
    from mentorjournal.reports.blocks import Document
    from mentorjournal.reports.draw import Drawn
    from mentorjournal.services.reporting.options import Paper

WAITS = 14
"""Days after a meeting in which wrapping it up is still asked for."""


class FollowUp:
    """What a person does after a meeting; each deed is one step."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, meeting_id: str, today: dt.date) -> FollowUpPage:
        """Everything the page shows. Raises NotFound."""
        with self._database.reading() as reader:
            return read_page(reader, meeting_id, today)

    def waiting(self, day: dt.date) -> tuple[MeetingCard, ...]:
        """Meetings held in the last two weeks that are not wrapped up, the latest first."""
        c = columns(Meeting)
        since = day - dt.timedelta(days=WAITS)
        with self._database.reading() as reader:
            found = reader.find(
                Meeting, c.status == "held", c.date.between(since, day), c.wrapped_on.is_(None)
            )
            return cards(reader, found)

    def last_held(self) -> str:
        """The id of the meeting held last. Raises NotFound where none was."""
        c = columns(Meeting)
        with self._database.reading() as reader:
            found = reader.find(Meeting, c.status == "held", limit=1)
        if not found:
            raise NotFound("No meeting is marked as held yet. Nothing was written.")
        return found[0].id

    def wrap_up(self, meeting_id: str, today: dt.date, *, origin: str = "") -> Meeting:
        """Say that all is done; a planned meeting is held by it, its timer stands and its hours are logged."""
        with self._database.writing("Wrap up meeting", origin=origin) as change:
            meeting = replace(change.get(Meeting, meeting_id), wrapped_on=today)
            if meeting.status == "planned":
                return held(change, meeting)
            if meeting.status == "held":
                meeting = on_its_real_day(change, meeting, change.now)
            if not meeting.timer_from:
                return change.put(meeting)
            meeting = change.put(stopped(meeting, change.now))
            if meeting.status == "held":
                log_hours(change, meeting)
            return meeting

    def plan_next(
        self, meeting_id: str, day: dt.date, at: dt.time | None = None, *, origin: str = ""
    ) -> Meeting:
        """Plan the next meeting with the same people, as long as agreed and at the same place; note its day here.

        Raises InvalidRecord where one is planned already.
        """
        with self._database.writing("Plan next meeting", origin=origin) as change:
            meeting = change.get(Meeting, meeting_id)
            planned = planned_after(change, meeting)
            if planned is not None and planned.date == day:
                raise InvalidRecord("The next meeting is planned for that day already. Nothing was changed.")
            meeting = change.put(replace(meeting, next_date=day))
            return change.put(replace(following(change, meeting), at=at or meeting.at))

    def take(self, meeting_id: str, wanted: Suggestion, *, origin: str = "") -> ActionItem:
        """Make an action item of a suggestion; one of the meeting, unless it is thanks."""
        with self._database.writing("New action item", origin=origin) as change:
            item = ActionItem(
                title=wanted.title,
                due=wanted.due,
                meeting=None if wanted.thanks else meeting_id,
                origin=wanted.source,
                related=(wanted.thanks,) if wanted.thanks else (),
            )
            return change.put(as_secret_as(item, change.get(Meeting, meeting_id), change.peek(wanted.source)))

    def answer(
        self, question_id: str, meeting_id: str, answer: str, today: dt.date, *, origin: str = ""
    ) -> Question:
        """Mark a question as answered at a meeting, with the answer; where it was asked stays."""
        with self._database.writing("Answer question", origin=origin) as change:
            question, meeting = change.get(Question, question_id), change.get(Meeting, meeting_id)
            told = answered(question, answer, min(meeting.date or today, today))
            return change.put(as_secret_as(replace(told, meeting=question.meeting or meeting_id), meeting))

    def carry_over(self, action_id: str, due: dt.date, *, origin: str = "") -> ActionItem:
        """Give an action item a later day and count that it was carried over."""
        with self._database.writing("Carry over action item", origin=origin) as change:
            item = change.get(ActionItem, action_id)
            return change.put(replace(item, due=due, carried=(item.carried or 0) + 1))

    def drop(self, action_id: str, today: dt.date, *, origin: str = "") -> ActionItem:
        """Let go of an action item: it is neither open nor done."""
        with self._database.writing("Let go of action item", origin=origin) as change:
            return change.put(replace(change.get(ActionItem, action_id), let_go_on=today))

    def shrink(self, action_id: str, title: str, due: dt.date | None, *, origin: str = "") -> ActionItem:
        """Make an action item small enough to be done; it starts anew, as not carried over.

        Raises InvalidRecord where it has no words.
        """
        if not title.strip():
            raise InvalidRecord("The smaller step has no words. Nothing was changed.")
        with self._database.writing("Shrink action item", origin=origin) as change:
            item = change.get(ActionItem, action_id)
            return change.put(replace(item, title=title.strip(), due=due, carried=None))

    def ask_for_help(self, action_id: str, meeting_id: str, *, origin: str = "") -> Question:
        """Ask who is there for help with an action item, and put that on the agenda of the next meeting
        with them where one is planned."""
        with self._database.writing("Ask for help", origin=origin) as change:
            item, meeting = change.get(ActionItem, action_id), change.get(Meeting, meeting_id)
            whom = item.owner or next(iter(meeting.people), None)
            verb = "What would help you with" if item.owner else "What would help me with"
            asked = Question(
                title=f"{verb}: {item.title}?",
                date=change.now.date(),
                importance="high",
                for_whom=whom,
                goal=item.goal,
                origin=item.id,
            )
            question = change.put(as_secret_as(asked, item, meeting))
            coming = planned_after(change, meeting)
            if coming is not None:
                line = last_agenda_item(change, coming.id, question.title)
                change.put(as_secret_as(line, question, coming))
            return question

    def reflect(self, meeting_id: str, today: dt.date, *, origin: str = "") -> Reflection:
        """Begin a reflection on the meeting, connected to it."""
        with self._database.writing("New reflection", origin=origin) as change:
            meeting = change.get(Meeting, meeting_id)
            title = f"After: {meeting.title}" if meeting.title else "After the meeting"
            page = Reflection(
                title=title,
                date=today,
                template=TEMPLATE,
                sections=template(TEMPLATE).blank(),
                people=meeting.people,
                related=(meeting_id,),
                confidential=meeting.confidential,
            )
            return change.put(in_mode(change, page))

    def text(self, meeting_id: str) -> str:
        """The summary to send: the reader's words, else the program's. Raises ReportError where the meeting
        is confidential."""
        with self._database.reading() as reader:
            what = _sendable(reader, meeting_id)
            return what.meeting.summary or summary_text(what)

    def mail(self, meeting_id: str) -> MailDraft:
        """The same as a draft in the reader's own mail program. Raises ReportError likewise."""
        with self._database.reading() as reader:
            what = _sendable(reader, meeting_id)
            return mail_draft(what, what.meeting.summary or summary_text(what))

    def document(self, meeting_id: str, paper: Paper = "a4") -> Document:
        """The same on one page. Raises ReportError likewise."""
        from mentorjournal.services.reporting.meeting_summary import one_page

        with self._database.reading() as reader:
            what = _sendable(reader, meeting_id)
        return one_page(what, self._database.clock(), paper)

    def save(self, meeting_id: str, path: Path, paper: Paper = "a4") -> Drawn:
        """Save that page as a PDF. Raises ReportError, and StorageFailed for the journal's own files."""
        from mentorjournal.services.printing import Leaving, Printing
        from mentorjournal.services.reporting.meeting_summary import one_page

        with self._database.reading() as reader:
            what = _sendable(reader, meeting_id)
        page = one_page(what, self._database.clock(), paper)
        what.names.all_shown(person.id for person in what.people)
        promised = (*what.mine, *(item for _, item in what.theirs))
        records = (meeting_id, *(item.id for item in promised))
        leaving = Leaving("summary", records, what.names.appearances())
        return Printing(self._database).save(page, path, paper, leaving)


def _sendable(reader: Reader, meeting_id: str) -> Sendable:
    meeting = reader.get(Meeting, meeting_id)
    if meeting.deleted_at is not None:
        raise NotFound("This meeting is in the trash. Nothing was made of it.")
    return sendable(reader, meeting)
