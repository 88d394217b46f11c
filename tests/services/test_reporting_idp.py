"""A development plan is a view over goals: why, how, when, what may come in between, and who helps."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from mentorjournal.errors import ReportError
from mentorjournal.model.types import ActionItem, Goal, Milestone, Relationship
from mentorjournal.reports.blocks import Heading, Lead, Note, Table, TimelineFigure
from mentorjournal.services.bundle import Services
from mentorjournal.services.reporting import ReportOptions
from mentorjournal.services.reporting.making import Made
from tests.services.reporting_journal import DAY, drawn, everything, goal, person

OPTIONS = ReportOptions(document="idp")
SECRET = "Zephyrine"


def blocks(made: Made, kind: type[Any]) -> list[Any]:
    return [block for block in made.document.blocks if isinstance(block, kind)]


@pytest.fixture
def planned(services: Services) -> Services:
    """Aims in two areas, one reached, one private, with help of somebody who is not to be named."""
    save = services.records.save
    mentor = save(person("Odalys Quintero", roles=("mentor",), role_label="My supervisor"))
    save(
        Relationship(
            title="R", person=mentor.id, my_role="mentee", phase="cultivation", purpose="To read my drafts",
            visibility="exportable",
        )
    )  # fmt: skip
    mentee = Relationship(title="Helping out", my_role="mentor", phase="cultivation", visibility="exportable")
    save(dataclasses.replace(mentee, person=mentor.id))
    aim = goal(
        services, "Write the protocol", area="clinical_research", why="The answer is not there yet.",
        measure="It is approved.", strategies="- Draft early\n- Send it ugly", obstacle="I polish.",
        if_then="If I open it a third time, I send it.", my_part="The writing.", target=dt.date(2026, 9, 1),
        help_asked="Odalys Quintero: two readings a month.",
    )  # fmt: skip
    for number, due in enumerate((dt.date(2026, 6, 1), dt.date(2026, 5, 1), dt.date(2026, 3, 20))):
        done = due if number == 2 else None
        save(Milestone(title=f"Step {number}", goal=aim.id, due=due, done_on=done, visibility="exportable"))
    goal(services, "Teach one hour", area="education", status="planned")
    goal(services, "Read a book", area="education", status="achieved", closed_on=DAY)
    goal(services, f"{SECRET} aim", visibility="private", why=SECRET)
    goal(services, f"{SECRET} health", area="wellbeing")
    save(ActionItem(title="Send the aims page", due=dt.date(2026, 4, 20), visibility="exportable"))
    return services


def test_aims_stand_by_area_with_everything_that_was_thought_about_them(planned: Services) -> None:
    made = planned.reporting.make(OPTIONS)
    titles = [block.text for block in blocks(made, Heading)]
    assert titles == [
        "Where I am",
        "Where I want to go",
        "Teach one hour",
        "Write the protocol",
        "Who supports me",
        "Next steps",
        "When",
    ]
    assert [block.text for block in blocks(made, Note)] == [
        "Education, planned",
        "Clinical research, until 1 September 2026",
    ]
    leads = {block.label: block.markdown for block in blocks(made, Lead)}
    assert leads["My plan for that."] == "If I open it a third time, I send it."
    assert leads["Help I ask for."] == "My supervisor: two readings a month."
    assert {"Why.", "How I will know.", "How I go about it.", "What could hold me back.", "My part."} <= set(
        leads
    )


def test_milestones_stand_in_a_figure_and_by_day(planned: Services) -> None:
    made = planned.reporting.make(OPTIONS)
    (figure,) = blocks(made, TimelineFigure)
    assert [row.label for row in figure.rows] == ["Write the protocol", "Teach one hour"]
    (ahead,) = [one for one in blocks(made, Table) if one.caption.startswith("Milestones not reached")]
    assert [row[:2] for row in ahead.rows] == [("1 May 2026", "Step 1"), ("1 Jun 2026", "Step 0")]
    assert "1 of 3 milestones reached so far." in str(made.document)


def test_what_is_behind_its_day_is_marked_where_it_is_listed(planned: Services) -> None:
    (aim,) = [item for item in planned.records.all(Goal) if item.title == "Write the protocol"]
    late = Milestone(title="Step 9", goal=aim.id, due=dt.date(2026, 4, 1), visibility="exportable")
    planned.records.save(late)
    (table,) = [one for one in blocks(planned.reporting.make(OPTIONS), Table) if "not reached" in one.caption]
    assert [row[1] for row in table.rows] == ["Step 9 (behind its day)", "Step 1", "Step 0"]


def test_it_is_signed_and_says_when_it_is_looked_at_again(planned: Services) -> None:
    cover = planned.reporting.make(OPTIONS).document.cover
    assert cover is not None
    assert cover.signatures[1:] == ("Mentor or supervisor, date", "To be looked at again on")


def test_what_is_closed_or_personal_waits_for_a_tick(planned: Services) -> None:
    waiting = {item.title: item.hint for item in planned.reporting.candidates(OPTIONS) if item.hint}
    assert waiting["Read a book"] == "closed: a plan looks ahead"
    assert f"{SECRET} health" in waiting
    assert waiting["Helping out"] == "support that I give"


def test_nothing_private_leaves_and_the_same_clock_gives_the_same_bytes(planned: Services) -> None:
    data = drawn(planned, OPTIONS)
    text = everything(data)
    assert SECRET not in text
    assert "Quintero" not in text
    assert "My supervisor" in text
    assert drawn(planned, OPTIONS) == data


def test_a_long_text_of_ones_own_is_shortened_and_that_is_told(planned: Services) -> None:
    made = planned.reporting.make(ReportOptions(document="idp", own_words="I am here. " * 100))
    assert made.remarks == ("Of your own words at most 200 stand in the plan; the rest was left out.",)


def test_an_empty_journal_is_refused_with_a_sentence(services: Services) -> None:
    with pytest.raises(ReportError, match="choose “Exportable”"):
        services.reporting.make(OPTIONS)


def test_two_hundred_milestones_and_a_word_without_an_end(services: Services) -> None:
    aim = goal(services, "x" * 10_000, strategies="<para>&amp; **bold", why="y" * 3_000)
    for number in range(200):
        services.records.save(
            Milestone(
                title=f"Step {number:03}", goal=aim.id, due=dt.date(2026, 5, 1), visibility="exportable"
            )
        )
    text = everything(drawn(services, OPTIONS))
    assert all(f"Step {number:03}" in text for number in range(200))
    assert "<para>" in text
