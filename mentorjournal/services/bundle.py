"""Everything a person can do with one open journal, in one value for windows and commands."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mentorjournal.services.actions import Actions
    from mentorjournal.services.agreements import Agreements
    from mentorjournal.services.attachments import Attachments
    from mentorjournal.services.awards import Awards
    from mentorjournal.services.backups import Backups
    from mentorjournal.services.calendar import Calendar
    from mentorjournal.services.capture import Capture
    from mentorjournal.services.career_options import CareerOptions
    from mentorjournal.services.career_path import CareerPath
    from mentorjournal.services.chain import Chain
    from mentorjournal.services.changes import Changes
    from mentorjournal.services.closure import Closure
    from mentorjournal.services.coverage import Coverage
    from mentorjournal.services.feedback import FeedbackList
    from mentorjournal.services.figures import Figures
    from mentorjournal.services.follow_up import FollowUp
    from mentorjournal.services.forms import Forms
    from mentorjournal.services.goals import Goals
    from mentorjournal.services.handing_out import HandingOut
    from mentorjournal.services.history import History
    from mentorjournal.services.layouts import Layouts
    from mentorjournal.services.letters import Letters
    from mentorjournal.services.meeting_time import MeetingTime
    from mentorjournal.services.meetings import Meetings
    from mentorjournal.services.mentor_search import MentorSearch
    from mentorjournal.services.mentoring import Mentoring
    from mentorjournal.services.naming import Naming
    from mentorjournal.services.network import Network
    from mentorjournal.services.one_writer import OneWriter
    from mentorjournal.services.opportunities import Opportunities
    from mentorjournal.services.own_templates import Templates
    from mentorjournal.services.packets import Packets
    from mentorjournal.services.people import People
    from mentorjournal.services.person_removal import PersonRemoval
    from mentorjournal.services.plans import Plans
    from mentorjournal.services.preparing import Preparing
    from mentorjournal.services.profile import Profile
    from mentorjournal.services.projects import Projects
    from mentorjournal.services.pulses import Pulses
    from mentorjournal.services.records import Records
    from mentorjournal.services.relationship_checks import RelationshipChecks
    from mentorjournal.services.relationships import Relationships
    from mentorjournal.services.reminders import Reminders
    from mentorjournal.services.reporting import Reporting
    from mentorjournal.services.resources import Resources
    from mentorjournal.services.restoring import Restoring
    from mentorjournal.services.schemes import Schemes
    from mentorjournal.services.skill_sets import SkillSets
    from mentorjournal.services.skills import Skills
    from mentorjournal.services.stories import Stories
    from mentorjournal.services.template_files import TemplateFiles
    from mentorjournal.services.thoughts import Thoughts
    from mentorjournal.services.timeline import Timeline
    from mentorjournal.services.today import Today
    from mentorjournal.services.year_review import YearReviews
    from mentorjournal.storage.database import Database

_HOMES = {
    "records": "records.Records",
    "timeline": "timeline.Timeline",
    "history": "history.History",
    "changes": "changes.Changes",
    "one_writer": "one_writer.OneWriter",
    "today": "today.Today",
    "goals": "goals.Goals",
    "actions": "actions.Actions",
    "meetings": "meetings.Meetings",
    "feedback": "feedback.FeedbackList",
    "people": "people.People",
    "resources": "resources.Resources",
    "attachments": "attachments.Attachments",
    "awards": "awards.Awards",
    "capture": "capture.Capture",
    "profile": "profile.Profile",
    "reporting": "reporting.Reporting",
    "relationship_checks": "relationship_checks.RelationshipChecks",
    "chain": "chain.Chain",
    "thoughts": "thoughts.Thoughts",
    "relationships": "relationships.Relationships",
    "agreements": "agreements.Agreements",
    "mentor_search": "mentor_search.MentorSearch",
    "meeting_time": "meeting_time.MeetingTime",
    "follow_up": "follow_up.FollowUp",
    "closure": "closure.Closure",
    "person_removal": "person_removal.PersonRemoval",
    "preparing": "preparing.Preparing",
    "mentoring": "mentoring.Mentoring",
    "calendar": "calendar.Calendar",
    "figures": "figures.Figures",
    "schemes": "schemes.Schemes",
    "coverage": "coverage.Coverage",
    "letters": "letters.Letters",
    "forms": "forms.Forms",
    "stories": "stories.Stories",
    "layouts": "layouts.Layouts",
    "handing_out": "handing_out.HandingOut",
    "packets": "packets.Packets",
    "opportunities": "opportunities.Opportunities",
    "plans": "plans.Plans",
    "skills": "skills.Skills",
    "pulses": "pulses.Pulses",
    "reminders": "reminders.Reminders",
    "network": "network.Network",
    "skill_sets": "skill_sets.SkillSets",
    "templates": "own_templates.Templates",
    "template_files": "template_files.TemplateFiles",
    "career_options": "career_options.CareerOptions",
    "career_path": "career_path.CareerPath",
    "projects": "projects.Projects",
    "naming": "naming.Naming",
    "year_reviews": "year_review.YearReviews",
    "backups": "backups.Backups",
    "restoring": "restoring.Restoring",
}
"""Where each service is found: the module, and the class in it."""


class Services:
    """The verbs over one journal; each is loaded when it is first asked for, so that a window starts sooner."""

    journal: Database
    records: Records
    timeline: Timeline
    history: History
    changes: Changes
    one_writer: OneWriter
    today: Today
    goals: Goals
    actions: Actions
    meetings: Meetings
    feedback: FeedbackList
    people: People
    resources: Resources
    attachments: Attachments
    awards: Awards
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
    forms: Forms
    closure: Closure
    person_removal: PersonRemoval
    preparing: Preparing
    mentoring: Mentoring
    calendar: Calendar
    figures: Figures
    schemes: Schemes
    coverage: Coverage
    letters: Letters
    stories: Stories
    layouts: Layouts
    handing_out: HandingOut
    packets: Packets
    opportunities: Opportunities
    plans: Plans
    skills: Skills
    pulses: Pulses
    reminders: Reminders
    network: Network
    skill_sets: SkillSets
    templates: Templates
    template_files: TemplateFiles
    career_options: CareerOptions
    career_path: CareerPath
    projects: Projects
    naming: Naming
    year_reviews: YearReviews
    backups: Backups
    restoring: Restoring

    def __init__(self, journal: Database) -> None:
        self.journal = journal

    def __getattr__(self, name: str) -> Any:
        """The service of this name, made at its first use and kept."""
        if name not in _HOMES:
            raise AttributeError(f"There is no service called {name!r}.")
        module, _, made = _HOMES[name].rpartition(".")
        service = getattr(importlib.import_module(f"mentorjournal.services.{module}"), made)(self.journal)
        return self.__dict__.setdefault(name, service)


def services_for(database: Database) -> Services:
    """Every service over an open journal."""
    return Services(database)
