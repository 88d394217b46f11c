"""Everything a person can do with one open journal, in one value for windows and commands."""

from __future__ import annotations

from dataclasses import dataclass

from mentorjournal.services.actions import Actions
from mentorjournal.services.agreements import Agreements
from mentorjournal.services.attachments import Attachments
from mentorjournal.services.calendar import Calendar
from mentorjournal.services.capture import Capture
from mentorjournal.services.chain import Chain
from mentorjournal.services.closure import Closure
from mentorjournal.services.feedback import FeedbackList
from mentorjournal.services.follow_up import FollowUp
from mentorjournal.services.goals import Goals
from mentorjournal.services.history import History
from mentorjournal.services.meeting_time import MeetingTime
from mentorjournal.services.meetings import Meetings
from mentorjournal.services.mentor_search import MentorSearch
from mentorjournal.services.mentoring import Mentoring
from mentorjournal.services.people import People
from mentorjournal.services.person_removal import PersonRemoval
from mentorjournal.services.preparing import Preparing
from mentorjournal.services.profile import Profile
from mentorjournal.services.records import Records
from mentorjournal.services.relationship_checks import RelationshipChecks
from mentorjournal.services.relationships import Relationships
from mentorjournal.services.reporting import Reporting
from mentorjournal.services.resources import Resources
from mentorjournal.services.thoughts import Thoughts
from mentorjournal.services.timeline import Timeline
from mentorjournal.services.today import Today
from mentorjournal.storage.database import Database


@dataclass(frozen=True)
class Services:
    """The verbs over one journal."""

    journal: Database
    records: Records
    timeline: Timeline
    history: History
    today: Today
    goals: Goals
    actions: Actions
    meetings: Meetings
    feedback: FeedbackList
    people: People
    resources: Resources
    attachments: Attachments
    capture: Capture
    profile: Profile
    reporting: Reporting
    relationship_checks: RelationshipChecks
    chain: Chain
    thoughts: Thoughts
    relationships: Relationships
    agreements: Agreements
    mentor_search: MentorSearch
    meeting_time: MeetingTime
    follow_up: FollowUp
    closure: Closure
    person_removal: PersonRemoval
    preparing: Preparing
    mentoring: Mentoring
    calendar: Calendar


def services_for(database: Database) -> Services:
    """Every service over an open journal."""
    return Services(
        database,
        Records(database),
        Timeline(database),
        History(database),
        Today(database),
        Goals(database),
        Actions(database),
        Meetings(database),
        FeedbackList(database),
        People(database),
        Resources(database),
        Attachments(database),
        Capture(database),
        Profile(database),
        Reporting(database),
        RelationshipChecks(database),
        Chain(database),
        Thoughts(database),
        Relationships(database),
        Agreements(database),
        MentorSearch(database),
        MeetingTime(database),
        FollowUp(database),
        Closure(database),
        PersonRemoval(database),
        Preparing(database),
        Mentoring(database),
        Calendar(database),
    )
