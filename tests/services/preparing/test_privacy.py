"""What never enters a brief, nor its page: secrets, raw texts, self-ratings, and names that were not agreed."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from mentorjournal.errors import ReportError
from mentorjournal.model.fields import Section
from mentorjournal.model.types import (
    ActionItem,
    Activity,
    Advice,
    AgendaItem,
    Agreement,
    BriefLine,
    Connection,
    Decision,
    Feedback,
    Goal,
    Insight,
    Meeting,
    Milestone,
    Observation,
    Outcome,
    Person,
    Pulse,
    Question,
    Reflection,
    Relationship,
    Resource,
)
from mentorjournal.services.bundle import Services
from tests.services.preparing_steps import Pair, day, everything, line_of, lines, pair

SECRET = "zanzibar"


def secrets(two: Pair) -> list[Any]:
    """One confidential record of every type, as near to this meeting as it can be, exportable besides."""
    us: dict[str, Any] = {
        "people": (two.person.id,),
        "confidential": True,
        "visibility": "exportable",
        "date": day(-3),
    }
    me = two.person.id
    kinds = ("win", "concern", "aspiration", "learned", "boundary", "credit", "hard_date", "talent")
    goal = two.save(Goal(title=f"{SECRET} goal", obstacle=SECRET, target=day(5), **us))
    tag = two.services.records.set_tags
    made = [
        goal,
        two.save(Goal(title=f"{SECRET} done", status="achieved", closed_on=day(-1), **us)),
        two.save(Milestone(title=f"{SECRET} mile", goal=goal.id, due=day(4), **us)),
        two.save(Milestone(title=f"{SECRET} reached", done_on=day(-2), **us)),
        two.save(ActionItem(title=f"{SECRET} action", meeting=two.last.id, **us)),
        two.save(ActionItem(title=f"Ask for feedback {SECRET}", meeting=two.last.id, **us)),
        two.save(Question(title=f"{SECRET}?", for_whom=me, importance="high", **us)),
        two.save(Decision(title=f"{SECRET} decision", meeting=two.next.id, **us)),
        two.save(Decision(title=f"{SECRET} made", choice=SECRET, meeting=two.last.id, **us)),
        two.save(AgendaItem(title=f"{SECRET} agenda", meeting=two.next.id, **us)),
        two.save(AgendaItem(title=f"feedback {SECRET}", meeting=two.next.id, **us)),
        two.save(Feedback(title=SECRET, on_what=SECRET, person=me, **us)),
        two.save(Outcome(title=f"{SECRET} outcome", person=me, **us)),
        two.save(Connection(title=f"{SECRET} intro", introduced=me, **us)),
        two.save(Resource(title=f"{SECRET} book", **us)),
        two.save(Activity(title=SECRET, hours=3.0, relationship=two.tie.id, **us)),
        two.save(Advice(title=SECRET, person=me, **us)),
        two.save(Insight(title=SECRET, **us)),
        two.save(Reflection(title=SECRET, sections=(Section("what", "", SECRET),), **us)),
        two.save(Agreement(title=SECRET, relationship=two.tie.id, review_on=day(-1), **us)),
        two.save(Pulse(instrument="relationship_check", about=two.tie.id, note=SECRET, **us)),
        two.save(BriefLine(title=f"{SECRET} line", meeting=two.next.id, part="wins", confidential=True)),
        two.save(
            Meeting(
                title=SECRET, objective=SECRET, notes=SECRET, status="held", relationship=two.tie.id, **us
            )
        ),
        *(two.save(Observation(kind=kind, title=f"{SECRET} {kind}", person=me, **us)) for kind in kinds),
    ]
    for record in made:
        if not isinstance(record, BriefLine | Agreement | Pulse):
            tag(record.id, ["theirs"])
    tag(two.person.id, ["theirs"])
    return made


@pytest.mark.parametrize("my_role", ["mentee", "mentor"])
def test_nothing_confidential_ever_appears_not_even_by_title(services: Services, my_role: str) -> None:
    two = pair(services, my_role)
    secrets(two)
    brief = two.brief()
    assert SECRET not in everything(brief)
    for part in brief.parts:
        for line in part.lines:
            services.preparing.tick(two.next.id, line, True)
    for paper in ("a4", "letter"):
        assert SECRET not in two.paper(paper)


@pytest.mark.parametrize("my_role", ["mentee", "mentor"])
def test_a_line_disappears_when_its_record_becomes_confidential(services: Services, my_role: str) -> None:
    two = pair(services, my_role)
    made = [
        dataclasses.replace(record, confidential=False)
        for record in secrets(two)
        if not isinstance(record, BriefLine)
    ]
    for record in made:
        services.records.save(dataclasses.replace(services.records.peek(record.id), confidential=False))  # type: ignore[type-var]
    brief = two.brief()
    assert SECRET in everything(brief)
    for part in brief.parts:
        for line in part.lines:
            services.preparing.tick(two.next.id, line, True)
            services.preparing.reword(two.next.id, line, f"{line.full} in my words")
    assert SECRET in two.paper()
    for record in made:
        services.records.amend(record.id, {"confidential": True})
    assert SECRET not in everything(two.brief())
    assert SECRET not in two.paper()


def test_what_belongs_to_a_confidential_goal_does_not_appear(services: Services) -> None:
    two = pair(services)
    goal = two.save(Goal(title="g", confidential=True, people=(two.person.id,)))
    two.save(Milestone(title=f"{SECRET} mile", goal=goal.id, due=day(4), visibility="exportable"))
    two.action(f"{SECRET} action", goal=goal.id)
    assert SECRET not in everything(two.brief())


def test_raw_texts_self_ratings_and_fit_checks_never_appear(services: Services) -> None:
    for my_role in ("mentee", "mentor"):
        two = pair(services, my_role)
        us: dict[str, Any] = {"people": (two.person.id,), "visibility": "exportable", "date": day(-3)}
        two.save(Reflection(title=f"{SECRET} page", sections=(Section("what", "", SECRET),), **us))
        two.save(Pulse(instrument="fit", about=two.tie.id, note=SECRET, **us))
        two.save(Pulse(instrument="mentor_six", note=SECRET, scores=(Section("a", SECRET, "1"),), **us))
        low = (Section("trust", "Trust", "2"), Section("time", "Time", "9"))
        two.save(Pulse(instrument="relationship_check", about=two.tie.id, note=SECRET, scores=low, **us))
        assert SECRET not in everything(two.brief())
        assert SECRET not in two.paper()


@pytest.mark.parametrize("my_role", ["mentee", "mentor"])
def test_private_lines_are_not_printed_until_they_are_ticked(services: Services, my_role: str) -> None:
    two = pair(services, my_role)
    for kind in ("win", "concern", "boundary"):
        two.noticed(kind, f"{SECRET} {kind}", person=None if kind == "win" else two.person.id)
    two.save(Goal(title=f"{SECRET} goal", target=day(9), obstacle=SECRET))
    two.save(Milestone(title=f"{SECRET} mile", due=day(9)))
    two.save(Question(title=f"{SECRET}?"))
    two.save(Decision(title=f"{SECRET} choice"))
    assert SECRET not in two.paper()
    brief = two.brief()
    offered = [line for part in brief.parts for line in part.lines if SECRET in line.full]
    assert offered
    assert not any(line.ticked for line in offered)
    assert {line.badge for line in offered} == {"private"}
    services.preparing.tick(two.next.id, offered[0], True)
    assert SECRET in two.paper()


def test_who_is_there_is_named_and_third_persons_appear_as_agreed(services: Services) -> None:
    two = pair(services)
    two.save(Person(title="Ada Nwosu", display="role", role_label="Trial manager"))
    two.save(Person(title="Bela Orban", display="name", consent="given"))
    two.action("Thank Ada Nwosu and Bela Orban for the slides")
    brief = two.brief()
    assert "Ada Nwosu" in everything(brief)
    text = two.paper()
    assert "Meeting with Dr Helena Brandt" in text
    assert "Ada" not in text
    assert "trial manager" in text
    assert "Bela Orban" in text


def test_nothing_of_a_confidential_relationship_is_in_the_brief_of_a_group(services: Services) -> None:
    two = pair(services, "mentor")
    other = two.save(Person(title="Bela Orban", short_name="Bela"))
    open_or_not = two.save(
        Relationship(
            person=other.id,
            my_role="mentor",
            phase="cultivation",
            rough=True,
            paused_until=day(9),
            dual_role=SECRET,
        )
    )
    two.save(Agreement(title="a", relationship=open_or_not.id, number=1, review_on=day(-9)))
    group = two.save(Meeting(title="Both", date=day(3), people=(two.person.id, other.id)))

    def told() -> list[str]:
        brief = services.preparing.brief(group.id, day(0))
        return [*lines(brief, "signals"), *lines(brief, "boundaries")]

    assert len(told()) == 4
    services.records.amend(open_or_not.id, {"confidential": True})
    assert told() == []


def test_the_brief_of_a_confidential_meeting_stays_in_the_journal(services: Services) -> None:
    two = pair(services)
    services.records.amend(two.next.id, {"confidential": True})
    assert two.brief().confidential
    with pytest.raises(ReportError, match="confidential"):
        services.preparing.page(two.brief())


def test_somebody_confidential_is_not_named_on_paper(services: Services) -> None:
    two = pair(services)
    services.records.amend(two.person.id, {"confidential": True})
    assert "Helena" not in two.paper()
    assert "Brandt" not in two.paper()


def test_notes_of_a_group_member_alone_are_not_ticked_for_the_group(services: Services) -> None:
    two = pair(services)
    other = two.save(Person(title="Bela Orban", short_name="Bela"))
    group = two.save(Meeting(title="Both", date=day(3), people=(two.person.id, other.id)))
    alone = two.action("Agreed with Helena alone")
    both = two.save(ActionItem(title="With both", people=(two.person.id, other.id)))
    asked = two.save(Question(title="For Bela", for_whom=other.id))
    brief = services.preparing.brief(group.id, day(0))
    assert not line_of(brief, alone).ticked
    assert line_of(brief, both).ticked
    assert line_of(brief, both).whom == "Helena, Bela"
    assert (line_of(brief, asked).whom, line_of(brief, asked).ticked) == ("Bela", False)
