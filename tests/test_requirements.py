"""The table of requirements is true: every one is there, and each place, page and test it names exists."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from mentorjournal.gui.actions import PLACES
from mentorjournal.model.choices import CHOICES
from mentorjournal.services.templates import template

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "requirements.md"
HOW_MANY = 103
ELSEWHERE = {"Quick note", "Command line", "Settings", "Menu"}
ENTRIES = (
    *("story_told", "story_heard", "dilemma", "role_model", "used_to_think", "identity_belonging", "setback"),
    *("problem_solution", "fear_to_step", "team_reflection", "learned_from_mentee", "perspective"),
    *("talent_i_see", "letter_to_self", "values", "opposing_view", "doubt", "credit_and_risk"),
)


def rows() -> list[list[str]]:
    """The cells of the table, below its head."""
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[1:]]


@cache
def names_in(path: Path) -> frozenset[str]:
    """The tests of a file."""
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@cache
def anchors(path: Path) -> frozenset[str]:
    """The headings of a page as addresses name them."""
    heads = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return frozenset(re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads)


def test_every_requirement_stands_once_in_its_order() -> None:
    assert [int(cells[0]) for cells in rows()] == list(range(1, HOW_MANY + 1))
    assert {cells[1] for cells in rows()} == {"1", "2", "3"}


def test_each_place_page_and_test_is_there() -> None:
    places = {place.title for place in PLACES} | ELSEWHERE
    for number, _, _, place, link, shown in rows():
        assert place.partition(",")[0] in places, number
        found = re.fullmatch(r"\[[^\]]+\]\(([^)#]+)(?:#([^)]+))?\)", link)
        assert found, number
        page = PAGE.parent / found[1]
        assert page.is_file(), number
        assert not found[2] or found[2] in anchors(page), (number, found[2])
        file, _, name = shown.strip("`").partition("::")
        assert name.partition("[")[0] in names_in(ROOT / file), (number, shown)


def test_none_of_the_first_two_priorities_is_open() -> None:
    assert [cells[0] for cells in rows() if cells[1] in "12" and ": open)" in cells[2]] == []
    assert [cells[0] for cells in rows() if ": open)" in cells[2]] == ["11"]


@pytest.mark.parametrize("key", ENTRIES)
def test_a_template_stands_for_each_kind_of_entry(key: str) -> None:
    mine, theirs = (template(key).sections_for(role) for role in ("mentee", "mentor"))
    assert len(mine) >= 2
    assert all(part.prompt for part in (*mine, *theirs))
    assert [part.tag for part in mine] == [part.tag for part in theirs]
    assert [part.prompt for part in mine] != [part.prompt for part in theirs]


def test_what_a_row_says_of_data_is_there() -> None:
    assert CHOICES["activity_category"]["exposure"] == "Shadowing and interviews"
