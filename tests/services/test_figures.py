"""Figures of the whole journal: what they add up, what they leave out, and how few points are said."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from mentorjournal.errors import ReportError
from mentorjournal.model.fields import Section
from mentorjournal.model.types import (
    ActionItem,
    Activity,
    Claim,
    Goal,
    Meeting,
    Milestone,
    OwnTemplate,
    Person,
)
from mentorjournal.services.bundle import Services
from mentorjournal.services.figures import OWN_COPY, FigureCard
from mentorjournal.services.printing import Printing
from mentorjournal.services.reporting.pages import page_texts

SINCE, UNTIL = dt.date(2025, 4, 15), dt.date(2026, 4, 14)


def day(number: int) -> dt.date:
    """A day of the span."""
    return SINCE + dt.timedelta(days=number)


def cards(services: Services) -> dict[str, FigureCard]:
    """The figures by their key, those of schemes by its first part."""
    return {card.key.partition("-")[0]: card for card in services.figures.cards(SINCE, UNTIL)}


@pytest.fixture
def busy(services: Services) -> Services:
    """A journal with hours, meetings, actions, goals, people and an award."""
    save = services.records.save
    people = [
        save(Person(title=f"Person {number}", arena=arena, pseudonym=f"Mentee {number}", display="pseudonym"))
        for number, arena in enumerate(("department", "department", "institution", "profession"))
    ]
    for number, category in enumerate(("teaching", "teaching", "research", "service")):
        save(Activity(title="Work", date=day(number), category=category, hours=2.0 + number))
    save(Activity(title="Earlier", date=day(-5), category="learning", hours=50.0))
    for number in range(4):
        save(Meeting(title="Met", date=day(30 * number), status="held", people=(people[0].id,)))
    save(Meeting(title="Not met", date=day(200), status="missed", people=(people[1].id,)))
    save(ActionItem(title="Done", due=day(10), done_on=day(9)))
    save(ActionItem(title="Late", due=day(11)))
    save(Goal(title="Open goal", start=day(0), target=day(100), closed_on=day(120), status="achieved"))
    save(Goal(title="Secret goal", start=day(0), target=day(100), confidential=True))
    scheme = services.awards.adopt("community-100")
    for number, status in enumerate(("authorised", "submitted", "planned")):
        claim = Claim(
            title=f"Claim {number}",
            scheme=scheme.id,
            category="learning",
            amount=10.0,
            status=status,
            date=day(9),
        )
        save(claim)
    return services


def test_an_empty_journal_has_no_figures(services: Services) -> None:
    assert services.figures.cards(SINCE, UNTIL) == ()
    with pytest.raises(ReportError, match="no figure is ticked"):
        services.figures.document(["hours"], SINCE, UNTIL)


def test_hours_of_the_span_are_added_up(busy: Services) -> None:
    card = cards(busy)["hours"]
    assert card.rows == (("Service to the profession", "5 h"), ("Teaching", "5 h"), ("Research", "4 h"))
    assert card.svg.startswith(b"<?xml")


def test_meetings_tell_the_held_from_the_missed_and_how_many_promises_were_kept(busy: Services) -> None:
    card = cards(busy)["meetings"]
    assert [row[:3] for row in card.rows] == [("Person 0", "4", ""), ("Person 1", "0", "1")]
    assert "1 of 2 actions kept (50 %)" in card.words


def test_points_are_told_by_the_state_of_the_claims(busy: Services) -> None:
    card = cards(busy)["points"]
    assert card.rows[0][1:5] == ("10", "10", "0", "10")


def test_the_network_is_counted_and_nobody_is_named(busy: Services) -> None:
    card = cards(busy)["growth"]
    assert card.heads[1:] == ("My department", "My institution", "Professional body")
    assert "Person" not in card.svg.decode() + card.description


def test_little_is_said_in_words(services: Services) -> None:
    services.records.save(Activity(title="Only one", date=day(1), category="teaching", hours=1.5))
    card = cards(services)["hours"]
    assert card.svg == b""
    assert card.words == "Teaching: 1.5 h"


def test_on_paper_people_appear_as_they_agreed_and_confidential_goals_do_not(busy: Services) -> None:
    keys = [card.key for card in busy.figures.cards(SINCE, UNTIL)]
    document, _ = busy.figures.document(keys, SINCE, UNTIL)
    data, _ = Printing(busy.journal).bytes_of(document)
    text = "\n".join(page_texts(data))
    assert OWN_COPY in text
    assert "Mentee 0" in text
    assert "Person 0" not in text
    assert "Open goal" in text
    assert "Secret goal" not in text


def test_on_paper_nothing_confidential_counts_and_own_labels_name_nobody(services: Services) -> None:
    save = services.records.save
    eva = save(Person(title="Eva Huber", arena="department", confidential=True))
    open_one = save(Person(title="Ida Moser", arena="department"))
    goal = save(Goal(title="Hidden aim", confidential=True))
    save(Milestone(title="Hidden step", goal=goal.id, done_on=day(2)))
    for at in (1, 2, 3):
        save(Activity(title="A", date=day(at), category="research", hours=1.0, confidential=at > 1))
        save(Meeting(title="M", date=day(at), people=(eva.id,), status="held"))
        save(Meeting(title="M", date=day(at), people=(open_one.id,), status="held", confidential=at > 2))
    parts = (Section("s", "Ida Moser listens", ""), Section("t", "Other", ""))
    save(
        OwnTemplate(kind="pulse", key="own-1", title="With Ida Moser", sections=parts, high_label="Ida Moser")
    )
    for at in (1, 2, 3):
        services.pulses.keep("own-1", {"s": at, "t": 2}, day=day(at))
    shown = {card.key: card for card in services.figures.cards(SINCE, UNTIL)}
    assert ("3 h" in str(shown["hours"].rows), len(shown["meetings"].rows)) == (True, 2)
    document, _ = services.figures.document(list(shown), SINCE, UNTIL)
    figures: dict[str, Any] = {type(one).__name__: one for one in document.blocks}
    assert figures["BarFigure"].values == (1.0,)
    assert [len(row.days) for row in figures["StripFigure"].rows] == [2]
    assert [len(days) for _, days in figures["GrowthFigure"].kinds] == [1]
    for words in ("Ida", "Moser", "Huber", "Hidden"):
        assert words not in str(document)


def test_what_is_saved_is_noted(busy: Services, tmp_path: Path) -> None:
    pages = busy.figures.save(["meetings"], SINCE, UNTIL, tmp_path / "Figures.pdf")
    noted = busy.handing_out.all()[0]
    assert (noted.document, noted.file_name, noted.pages) == ("figures", "Figures.pdf", pages)
    assert [(part.heading, part.text) for part in noted.items] == [("Figure", "Meetings and promises")]
    assert {(one.heading, one.text) for one in noted.names} >= {("Person 0", "Mentee 0")}
