"""The career path: past and ahead, drawn from three steps to sixty, and looked back on."""

from __future__ import annotations

import datetime as dt

from mentorjournal.model.types import CareerStep, Person
from mentorjournal.services.bundle import Services
from mentorjournal.services.career_path import path_figure
from mentorjournal.services.templates import template

TODAY = dt.date(2026, 4, 14)
NOW = dt.datetime(2026, 4, 14, 18, 30, tzinfo=dt.UTC)


def step(title: str, start: dt.date | None = None, end: dt.date | None = None, **more: object) -> CareerStep:
    return CareerStep(title=title, starts_on=start, ends_on=end, **more)  # type: ignore[arg-type]


def test_hopes_come_first_and_the_past_from_its_end(services: Services) -> None:
    helped = services.records.save(Person(title="Efua Mensah"))
    for one in (
        step("School", dt.date(2015, 9, 1), dt.date(2019, 6, 30), helped=(helped.id,)),
        step("Exam", dt.date(2026, 9, 1), kind="exam"),
        step("Sea", kind="hope"),
        step("Only an end", None, dt.date(2020, 1, 1)),
        step("Today", TODAY),
    ):
        services.records.save(one)
    found = services.career_path.cards(TODAY)
    assert [card.step.title for card in found] == ["Sea", "Exam", "Today", "Only an end", "School"]
    assert [card.ahead for card in found] == [True, True, False, False, False]
    assert found[-1].helped == ("Efua Mensah",)
    page = services.career_path.page(found[-1].step.id, TODAY)
    assert (page.helped, page.people) == (((helped.id, "Efua Mensah"),), ())


def test_what_lies_ahead_is_drawn_as_planned_and_a_day_as_a_point() -> None:
    steps = (
        step("Hope", dt.date(2027, 1, 1), kind="hope"),
        step("Without a day", kind="hope"),
        step("Now", dt.date(2025, 1, 1), dt.date(2026, 8, 1)),
        step("Exam", dt.date(2024, 5, 1), kind="exam"),
        step("Post", dt.date(2023, 1, 1)),
    )
    rows = path_figure(steps, TODAY).rows
    assert [row.label for row in rows] == ["Post", "Exam", "Now", "Hope"]
    assert (rows[0].actual_start, rows[0].actual_end) == (dt.date(2023, 1, 1), None)
    assert rows[1].milestones[0].actual == dt.date(2024, 5, 1)
    assert (rows[2].actual_end, rows[2].planned_end) == (TODAY, dt.date(2026, 8, 1))
    assert (rows[3].milestones[0].planned, rows[3].milestones[0].actual) == (dt.date(2027, 1, 1), None)


def test_three_steps_are_drawn_and_sixty_too(services: Services) -> None:
    path = services.career_path
    for at in range(2):
        services.records.save(step(f"Step {at}", dt.date(2010 + at, 1, 1)))
    assert path.drawing(TODAY, 600) is None
    services.records.save(step("Step 2", dt.date(2012, 1, 1)))
    few = path.drawing(TODAY, 600)
    assert few is not None
    assert few.rows[0] == ("Step 0", "Position", "1 Jan 2010", "", "")
    for at in range(3, 60):
        services.records.save(step(f"Step {at}", dt.date(1966 + at, 1, 1), dt.date(1967 + at, 1, 1)))
    many = path.drawing(TODAY, 600)
    assert many is not None
    assert (len(many.rows), many.svg.startswith(b"<?xml")) == (60, True)


def test_the_drawing_can_be_printed_without_what_is_confidential(services: Services) -> None:
    for at in range(3):
        services.records.save(step(f"Step {at}", dt.date(2010 + at, 1, 1)))
    services.records.save(step("Nobody's business", dt.date(2014, 1, 1), confidential=True))
    (card,) = (one for one in services.figures.cards(dt.date(2026, 1, 1), TODAY) if one.key == "path")
    assert [row[0].lstrip("– ") for row in card.rows] == ["Step 0", "Step 1", "Step 2"]


def test_a_look_back_asks_its_own_questions_and_is_linked_to_every_step(services: Services) -> None:
    keys = [services.records.save(step(f"Step {at}", dt.date(2010 + at, 1, 1))).id for at in range(3)]
    page = services.career_path.reflect(NOW)
    assert (page.template, page.related, page.date) == ("career_path", tuple(keys), TODAY)
    assert page.sections == template("career_path").blank()
    assert [row.row.id for row in services.career_path.page(keys[0], TODAY).linked] == [page.id]
    services.history.undo()
    assert services.career_path.page(keys[0], TODAY).linked == ()
