"""Opportunities: what I could apply for, how far it is, what comes next, and what each answer taught me."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.rows import LinkRow
from mentorjournal.model.types import Goal, Opportunity, Recommendation, Sponsorship
from mentorjournal.services.letters import LetterCard, NextStep
from mentorjournal.services.letters import next_step as next_of_letter
from mentorjournal.services.reporting.words import counted, short_date
from mentorjournal.services.requirements import Requirement, requirements_of, sections_of
from mentorjournal.storage import lists
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import linked
from mentorjournal.storage.tables import columns

STAGES = ("seen", "preparing", "applied", "interview", "accepted", "rejected", "withdrawn")
AHEAD = ("seen", "preparing")
WAITING = ("applied", "interview")
ENDED = ("accepted", "rejected", "withdrawn")
NEAR_DAYS = 14
"""A deadline this close is told as one that presses."""
PATIENCE_DAYS = 60
"""Without an answer for so long, asking is next."""


@dataclass(frozen=True, slots=True)
class OpportunityCard:
    """An opportunity as the list shows it, with what comes next."""

    opportunity: Opportunity
    step: NextStep


@dataclass(frozen=True, slots=True)
class OpportunityPage:
    """An opportunity with all that its page shows."""

    opportunity: Opportunity
    step: NextStep
    requirements: tuple[Requirement, ...]
    letters: tuple[LetterCard, ...]
    through: str
    goals: tuple[tuple[str, str], ...]
    linked: tuple[LinkRow, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were applied for, taken and refused, and how many of the refused still lack their lesson."""

    applied: int = 0
    accepted: int = 0
    rejected: int = 0
    without_lesson: int = 0


class Opportunities:
    """What a person does with opportunities."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cards(self, today: dt.date, stages: Sequence[str] = ()) -> tuple[OpportunityCard, ...]:
        """Those of some stages, or all: what presses first, what has ended last, the latest answer first."""
        where = (columns(Opportunity).stage.in_(tuple(stages)),) if stages else ()
        with self._database.reading() as reader:
            found = reader.find(Opportunity, *where)
        return tuple(sorted((OpportunityCard(one, next_step(one, today)) for one in found), key=_order))

    def tally(self) -> Tally:
        """What the stages add up to: who applies often is refused often, and each answer can teach."""
        with self._database.reading() as reader:
            found = reader.find(Opportunity)
        refused = [one for one in found if one.stage == "rejected"]
        accepted = sum(one.stage == "accepted" for one in found)
        waiting = sum(one.stage in WAITING for one in found)
        lacking = sum(not one.lesson.strip() for one in refused)
        return Tally(accepted + waiting + len(refused), accepted, len(refused), lacking)

    def page(self, opportunity_id: str, today: dt.date) -> OpportunityPage:
        """An opportunity with all that its page shows. Raises NotFound."""
        with self._database.reading() as reader:
            one = reader.get(Opportunity, opportunity_id)
            letters = reader.find(Recommendation, linked("opportunity", opportunity_id))
            names = reader.titles({key for key in (one.found_through, *(x.person for x in letters)) if key})
            apart = {one.found_through, one.goal, *(letter.id for letter in letters)}
            rows = tuple(row for row in lists.linked(reader, opportunity_id) if row.row.id not in apart)
            cards = tuple(_letter(letter, names, today) for letter in letters)
            return OpportunityPage(
                one,
                next_step(one, today),
                requirements_of(one.requirements),
                cards,
                names.get(one.found_through or "", ""),
                tuple(reader.named(Goal).items()),
                rows,
            )

    def blank(self, opportunity: Opportunity, today: dt.date) -> OpportunityPage:
        """The page of one that is not kept yet."""
        with self._database.reading() as reader:
            goals = tuple(reader.named(Goal).items())
        lines = requirements_of(opportunity.requirements)
        return OpportunityPage(opportunity, next_step(opportunity, today), lines, (), "", goals, ())

    def put_requirements(
        self, opportunity_id: str, lines: Sequence[Requirement], label: str, *, origin: str = ""
    ) -> Opportunity:
        """Keep these lines. Raises NotFound, and InvalidRecord for a line without words."""
        if any(not line.words.strip() for line in lines):
            raise InvalidRecord("Say in a word what is asked for. Nothing was changed.")
        with self._database.writing(label, origin=origin) as change:
            kept = change.get(Opportunity, opportunity_id)
            return change.put(replace(kept, requirements=sections_of(lines)))

    def move(self, opportunity_id: str, stage: str, day: dt.date, *, origin: str = "") -> Opportunity:
        """Go to another stage as one step; the day it was applied for or answered is noted where it is new.

        Raises NotFound, and InvalidRecord for a stage that is none.
        """
        if stage not in STAGES:
            raise InvalidRecord(f"There is no stage “{stage}”. Nothing was changed.")
        with self._database.writing("Change stage", origin=origin) as change:
            return change.put(moved(change.get(Opportunity, opportunity_id), stage, day))

    def ask_letter(self, opportunity_id: str, *, origin: str = "") -> Recommendation:
        """A letter to ask for, with the deadline of what it is for. Raises NotFound."""
        with self._database.writing("New letter", origin=origin) as change:
            one = change.get(Opportunity, opportunity_id)
            return change.put(
                Recommendation(title=one.title, opportunity=opportunity_id, deadline=one.deadline)
            )

    def note_sponsorship(self, opportunity_id: str, day: dt.date, *, origin: str = "") -> Sponsorship:
        """A page for who spoke for me about this. Raises NotFound."""
        with self._database.writing("New sponsorship", origin=origin) as change:
            one = change.get(Opportunity, opportunity_id)
            return change.put(Sponsorship(title=one.title, date=day, opportunity=opportunity_id))


def moved(one: Opportunity, stage: str, day: dt.date) -> Opportunity:
    """The opportunity at another stage, with the days that come along; a day once noted stays."""
    applied = one.applied_on or (day if stage in WAITING else None)
    decided = one.decided_on or (day if stage in ENDED else None)
    return replace(one, stage=stage, applied_on=applied, decided_on=decided)


def next_step(one: Opportunity, today: dt.date) -> NextStep:
    """What comes next about an opportunity; a refusal is done once it has its lesson."""
    if one.stage == "rejected":
        return _after_a_refusal(one, today)
    if one.stage == "accepted":
        return NextStep("Accepted: thank whoever helped", "ok", done=True)
    if one.stage == "withdrawn":
        return NextStep("Let go", done=True)
    if one.stage == "interview":
        return _interview(one, today)
    if one.stage == "applied":
        return _waiting(one, today)
    return _pressing(one, _preparing(one, today), today)


def _after_a_refusal(one: Opportunity, today: dt.date) -> NextStep:
    if not one.lesson.strip():
        return NextStep("Write down what it taught you", "warn")
    if one.again_on is not None and one.again_on >= today:
        return NextStep(f"Try again on {short_date(one.again_on)}")
    return NextStep("Rejected; the lesson is kept", done=True)


def _interview(one: Opportunity, today: dt.date) -> NextStep:
    if one.interview_on is None:
        return NextStep("Set the day of the interview")
    days = (one.interview_on - today).days
    if days < 0:
        return NextStep(f"Wait for the answer, interviewed on {short_date(one.interview_on)}")
    when = "today" if days == 0 else f"in {counted(days, 'day')}"
    return NextStep(
        f"Practise with somebody: the interview is {when}", "warn" if days <= NEAR_DAYS else "plain"
    )


def _waiting(one: Opportunity, today: dt.date) -> NextStep:
    if one.applied_on is None:
        return NextStep("Wait for the answer")
    days = (today - one.applied_on).days
    if days >= PATIENCE_DAYS:
        return NextStep(f"Ask how it stands: no answer for {counted(days, 'day')}", "warn")
    return NextStep(f"Wait for the answer, applied on {short_date(one.applied_on)}")


def _preparing(one: Opportunity, today: dt.date) -> NextStep:
    lines = requirements_of(one.requirements)
    missing = [line for line in lines if line.ready_on is None]
    late = next((line for line in missing if line.due is not None and line.due < today), None)
    if late is not None:
        return NextStep(f"Get ready: {late.words}, needed by {short_date(late.due)}", "late")
    if missing:
        rest = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        return NextStep(f"Get ready: {missing[0].words}{rest}")
    if lines:
        return NextStep("Everything is ready: apply")
    return NextStep("List what is asked for" if one.stage == "preparing" else "Decide whether to apply")


def _pressing(one: Opportunity, step: NextStep, today: dt.date) -> NextStep:
    if one.deadline is None:
        return step
    days, day = (one.deadline - today).days, short_date(one.deadline)
    if days < 0:
        return NextStep(f"{step.words}; the deadline was {day}", "late")
    if days == 0:
        return NextStep(f"{step.words}; the deadline is today", "late")
    tone = "warn" if days <= NEAR_DAYS and step.tone != "late" else step.tone
    return NextStep(f"{step.words}; due {day}, in {counted(days, 'day')}", tone)


def _letter(letter: Recommendation, names: dict[str, str], today: dt.date) -> LetterCard:
    person = names.get(letter.person or "", "")
    return LetterCard(letter, person, "", next_of_letter(letter, person, today))


def _order(card: OpportunityCard) -> tuple[int, bool, int, str, str]:
    """Ahead, waiting, answered; what presses first, and of the answers the latest."""
    one = card.opportunity
    group = next((at for at, stages in enumerate((AHEAD, WAITING, ENDED)) if one.stage in stages), 0)
    if one.stage in ENDED:
        day = -(one.decided_on or one.date or dt.date.min).toordinal()
    else:
        day = (one.deadline or one.interview_on or dt.date.max).toordinal()
    return group, card.step.done, day, one.title.casefold(), one.id
