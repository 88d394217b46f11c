"""A brief on paper is one page, whatever is in it, and names what did not fit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorjournal.errors import ReportError
from mentorjournal.model.types import Meeting, Question
from mentorjournal.services.bundle import Services
from mentorjournal.services.preparing import Brief, Line, Part
from mentorjournal.services.preparing.brief import MENTEE_PARTS, MENTOR_PARTS
from mentorjournal.services.reporting.pages import page_texts
from tests.services.preparing_steps import Pair, day, line_of, pair, text_of


@pytest.fixture
def two(services: Services) -> Pair:
    return pair(services)


def a_brief(lines: dict[str, list[str]], side: Any = "mentee", **fields: Any) -> Brief:
    titles = MENTEE_PARTS if side == "mentee" else MENTOR_PARTS
    parts = tuple(
        Part(
            key,
            title,
            tuple(
                Line(f"{key}|{place}", key, "", text, text, text, "plain", ticked=True)
                for place, text in enumerate(lines.get(key, ()))
            ),
        )
        for key, title in titles.items()
    )
    given: dict[str, Any] = {
        "meeting": "m",
        "title": "",
        "people": (),
        "day": None,
        "at": None,
        "minutes": None,
        "place": "",
        "objective": "",
        "since": None,
        "first": False,
        **fields,
    }
    return Brief(side=side, parts=parts, **given)


def test_the_page_has_the_heads_the_lines_and_the_day(two: Pair) -> None:
    two.services.records.amend(two.next.id, {"objective": "Send it or not", "place": "Her office"})
    two.action("Draft the aims", due=day(-1))
    text = two.paper()
    for words in (
        "Meeting with Dr Helena Brandt",
        "Thursday 16 April 2026, 10:30, Her office.",
        "One objective Send it or not",
        "Actions since last time",
        "Draft the aims",
        "late",
        "what changed since 12 March 2026",
        "Notes",
    ):
        assert words in text
    assert "Wins" not in text
    assert "Also" not in text


@pytest.mark.parametrize(("role", "kind"), [("mentee", "concern"), ("mentor", "boundary")])
def test_heads_say_only_if_ticked_on_the_screen_alone(services: Services, role: str, kind: str) -> None:
    two = pair(services, role)
    noticed = two.noticed(kind, "Authorship")
    line = line_of(two.brief(), noticed)
    part = two.brief().part(line.part)
    assert part.title.endswith(", only if ticked")
    services.preparing.tick(two.next.id, line, True)
    text = two.paper()
    assert part.title.removesuffix(", only if ticked") in text
    assert "only if ticked" not in text


def test_what_does_not_fit_is_named_on_the_page_and_told(two: Pair) -> None:
    for number in range(70):
        two.action(f"Action number {number} which takes a line or two", due=day(number + 1))
    two.save(Question(title="The only question", for_whom=two.person.id))
    page = two.services.preparing.page(two.brief())
    text = text_of(page.pdf)
    assert len(page.also) > 20
    assert "Also: " in text
    assert "more lines." in text
    assert page.also[0].full[:20] in text
    assert "The only question" in text
    assert "The only question" not in [line.full for line in page.also]


def test_an_unticked_line_is_neither_printed_nor_named(two: Pair) -> None:
    for number in range(70):
        two.action(f"Action number {number}", due=day(number + 1))
    two.noticed("concern", "Authorship feels unclear")
    page = two.services.preparing.page(two.brief())
    assert "Authorship" not in text_of(page.pdf)
    assert all(line.ticked for line in page.also)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=400) | st.sampled_from(
    ["W" * 5000, "long words " * 500, "\n\n\n", "  ", "漢字" * 900, "a/b." * 700]
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    side=st.sampled_from(["mentee", "mentor"]),
    paper=st.sampled_from(["a4", "letter"]),
    counts=st.lists(st.integers(0, 40), min_size=11, max_size=11),
    words=WORDS,
    texts=st.lists(WORDS, min_size=1, max_size=6),
)
def test_it_is_one_page_always(
    services: Services, side: Any, paper: Any, counts: list[int], words: str, texts: list[str]
) -> None:
    titles = MENTEE_PARTS if side == "mentee" else MENTOR_PARTS
    filled = {
        key: [f"{texts[place % len(texts)]} {place}" for place in range(count)]
        for key, count in zip(titles, counts, strict=False)
    }
    brief = a_brief(filled, side, title=words, place=words, objective=words, minutes=45.0)
    page = services.preparing.page(brief, paper)
    assert len(page_texts(page.pdf)) == 1
    shown = sum(counts[: len(titles)]) - len(page.also)
    assert shown >= 0
    # A single character of some scripts is as wide as a line (U+FDFD), so only plain ones are surely short.
    if sum(counts[: len(titles)]) and len(texts) == 1 and len(texts[0]) < 20 and texts[0].isascii():
        assert shown > 0


def test_a_long_objective_and_many_people_leave_room_for_lines(services: Services) -> None:
    brief = a_brief({"wins": ["One win"]}, objective="Why " * 900, title="T" * 900, place="P" * 900)
    page = services.preparing.page(brief, "letter")
    assert page.also == ()
    assert "One win" in text_of(page.pdf)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_day_is_one_file_with_a_page_each(two: Pair, tmp_path: Path, paper: Any) -> None:
    two.save(Meeting(title="Second", date=day(2), people=(two.person.id,)))
    two.save(Meeting(title="Third", date=day(2)))
    for number in range(60):
        two.action(f"Action number {number} which takes a line or two", due=day(number + 1))
    path = tmp_path / "day.pdf"
    briefs = two.services.preparing.day(day(2), day(0))
    assert two.services.preparing.save(briefs, path, paper) == 3
    assert len(page_texts(path.read_bytes())) == 3
    assert "Meetings of 16 April 2026" in str(page_texts(path.read_bytes())[0])


def test_a_day_with_one_private_page_says_so_on_all(services: Services, tmp_path: Path) -> None:
    mentee, mentor = pair(services, "mentee"), pair(services, "mentor")
    path = tmp_path / "day.pdf"
    services.preparing.save([mentee.brief(), mentor.brief()], path)
    assert all("not for handing over" in str(text) for text in page_texts(path.read_bytes()))


def test_a_day_without_meetings_writes_nothing(two: Pair, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no meeting"):
        two.services.preparing.save([], tmp_path / "day.pdf")
    assert not list(tmp_path.glob("*.pdf"))


def test_the_journal_itself_is_never_overwritten(two: Pair) -> None:
    path = two.services.journal.path
    before = path.read_bytes()[:16]
    with pytest.raises(Exception, match="Nothing was saved"):
        two.services.preparing.save([two.brief()], path)
    assert path.read_bytes()[:16] == before
