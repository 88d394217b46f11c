"""Portfolios that Mahara really wrote, where they lie beside the project."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from mentorjournal.interchange.plain import Entry, Incoming, Reading
from mentorjournal.model.types import ActionItem, Activity, Goal, Person, Resource
from tests.interchange.real import of, read

KINDS: dict[str, tuple[type, ...]] = {
    "activity": (Activity,),
    "achievement": (Activity,),
    "affiliation": (Activity,),
    "publication": (Resource,),
    "resource": (Resource,),
    "plan": (Goal, ActionItem),
    "person": (Person,),
}
WITHIN = {"selection", "organization", "resource"}
"""What may stand with other entries: a list of them, a place of work, a file."""
NO_DAY = "31.06.2002"


def becomes(reading: Reading, number: int) -> Entry | Incoming | None:
    found: list[Entry | Incoming] = [*reading.entries, *reading.records]
    return next((one for one in found if one.item.startswith(f"entry {number}:")), None)


def stands_elsewhere(reading: Reading, item: dict[str, Any], number: int) -> bool:
    if f"entry {number}: {item['title']}" in reading.ignored:
        return bool(item["kind"] == ["Webpage"])
    names = [name for one in reading.entries for name in one.missing_media]
    held = {one.record.provider for one in reading.records if isinstance(one.record, Activity)}
    found: list[Entry | Incoming] = [*reading.entries, *reading.records]
    lists = {value for one in found for _, value in one.extra}
    return any(name.startswith(item["title"]) for name in names) or item["title"] in held | lists


def check_day(one: Entry | Incoming, item: dict[str, Any]) -> None:
    day = one.day if isinstance(one, Entry) else one.record.date
    written = dt.datetime.fromisoformat(item["published"] or item["updated"])
    points = {point["point"]: point.get("value") or point.get("label") for point in item["dates"]}
    if isinstance(one, Entry) or item["type"] == "plan" or not points:
        assert day == written.date()
    else:
        said = points.get("start") or points["end"]
        shown = f"{day:%-d.%-m.%Y}" if day else ""
        assert shown == (
            NO_DAY.replace("31", "30").replace("06", "6")
            if said == NO_DAY
            else said.replace(".0", ".").lstrip("0")
        )
    for said in points.values():
        due = getattr(getattr(one, "record", None), "due", None)
        assert said in {value for _, value in one.extra} | {str(due)}


@pytest.mark.parametrize("unit", of("leap2a/"))
def test_every_entry_of_a_portfolio_is_read_or_stands_with_another(unit: dict[str, Any]) -> None:
    expect, reading = unit["expect"], read(unit)
    assert len(expect["items"]) == expect["entries"]
    for number, item in enumerate(expect["items"], start=1):
        one = becomes(reading, number)
        if one is None:
            assert item["type"] in WITHIN
            assert stands_elsewhere(reading, item, number), item["title"]
            continue
        title = one.title if isinstance(one, Entry) else one.record.title
        assert title == item["title"].strip()
        assert list(one.tags) == item["tags"]
        if isinstance(one, Incoming):
            assert isinstance(one.record, KINDS[item["type"]])
        check_day(one, item)


@pytest.mark.parametrize("unit", of("leap2a/"))
def test_files_a_portfolio_lists_and_lacks_are_told(unit: dict[str, Any]) -> None:
    expect, reading = unit["expect"], read(unit)
    told = "\n".join(problem.message for problem in reading.problems)
    assert expect["attachments_present"] == []
    for path in expect["attachments_listed"]:
        assert path.rsplit("/", 1)[-1].split("-", 1)[-1] in told
    assert told.count("\n") + 1 == len(expect["attachments_listed"])


@pytest.mark.parametrize("unit", of("leap2a/"))
def test_posts_know_their_blog_and_the_task_its_plan(unit: dict[str, Any]) -> None:
    expect, reading = unit["expect"], read(unit)
    journals = {value for one in reading.entries for name, value in one.extra if name == "journal"}
    assert journals == set(expect["blogs"])
    goals = {one.source_id for one in reading.records if isinstance(one.record, Goal)}
    tasks = [one for one in reading.records if isinstance(one.record, ActionItem)]
    assert len(goals) + len(tasks) == expect["by_type"]["plan"]
    assert all(one.links[0][1] in goals for one in tasks)


@pytest.mark.parametrize("unit", of("leap2a/"))
def test_a_portfolio_read_twice_has_the_same_identifiers(unit: dict[str, Any]) -> None:
    first, second = read(unit), read(unit)
    ids = [*(one.source_id for one in first.entries), *(one.source_id for one in first.records)]
    assert ids == [*(one.source_id for one in second.entries), *(one.source_id for one in second.records)]
    assert len(set(ids)) == len(ids)
