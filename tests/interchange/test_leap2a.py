"""Portfolios of Mahara and Moodle: what was written, planned, done and said, with its files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mentorjournal.interchange import registry
from mentorjournal.interchange.plain import Entry, Incoming, Reading
from mentorjournal.model.types import ActionItem, Activity, Feedback, Goal, Milestone, Person, Resource
from tests.interchange.made_portfolios import (
    ARCHIVED,
    MAHARA,
    MOODLE,
    category,
    date,
    entry,
    feed,
    link,
    mahara,
)


def read(tmp_path: Path, *entries: str, spaces: dict[str, str] = MAHARA, **files: bytes) -> Reading:
    path = tmp_path / "leap2a.xml"
    path.write_text(feed(*entries, spaces=spaces), "utf-8")
    for name, data in files.items():
        (tmp_path / name.replace("_", ".")).write_bytes(data)
    assert registry.recognise(path) == "leap2a"
    return registry.read(path)


def record(reading: Reading, title: str) -> Incoming:
    [found] = [one for one in reading.records if one.record.title == title]
    return found


def written(reading: Reading, title: str) -> Entry:
    [found] = [one for one in reading.entries if one.title == title]
    return found


@pytest.mark.parametrize("spaces", [MAHARA, ARCHIVED, MOODLE], ids=["2010-07", "web archive", "2009-03"])
def test_a_post_is_read_whatever_the_namespaces_are_called(tmp_path: Path, spaces: dict[str, str]) -> None:
    kind = "leaptype:entry" if spaces is MOODLE else "leap2:entry"
    post = entry(
        "portfolio:artefact5",
        "Aims & ends",
        kind,
        "<p>Talked about <b>aims</b>.</p><p>Then home&nbsp;again.<br/>Late.</p>",
        "xhtml",
        inside=category("lab") + category("x1", label="Two words") + category("Ready", "readiness"),
    )
    [one] = read(tmp_path, post, spaces=spaces).entries
    assert one.title == "Aims & ends"
    assert one.text == "Talked about **aims**.\n\nThen home again.\\\nLate."
    assert one.tags == ("lab", "Two words")
    assert (one.day, one.time) == (dt.date(2024, 3, 1), dt.time(23, 30))
    assert one.created == dt.datetime(2024, 3, 1, 22, 30, tzinfo=dt.UTC)
    assert one.source_id == "leap2a:https://port.example.org/export/7:portfolio:artefact5"


def test_the_same_post_of_a_later_export_is_the_same(tmp_path: Path) -> None:
    ids = set()
    for number in (1711900000, 1721900000):
        path = tmp_path / f"{number}.xml"
        whole = feed(entry("portfolio:artefact5", "x"), feed_id=f"https://port.example.org/export/7/{number}")
        path.write_text(whole, "utf-8")
        ids.add(registry.read(path).entries[0].source_id)
    assert len(ids) == 1


def test_text_and_escaped_markup_are_told_apart(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        entry("a", "Plain", content="2 < 3\nand * stays"),
        entry("b", "Markup", content="<p>One <i>two</i></p>", content_type="html"),
        entry("c", "&lt;b&gt;Title&lt;/b&gt;", content=""),
    )
    assert written(reading, "Plain").text == "2 < 3\nand * stays"
    assert written(reading, "Markup").text == "One *two*"


def test_a_plan_is_a_goal_with_its_tasks(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        entry(
            "p",
            "Thesis",
            "leap2:plan",
            "Because I want to.",
            inside=link("leap2:has_part", "s") + category("phd"),
        ),
        entry(
            "s",
            "Study design",
            "leap2:plan",
            "",
            inside=link("leap2:is_part_of", "p") + date("target", "2024-09-30"),
        ),
        entry(
            "t",
            "Write protocol",
            "leap2:plan",
            "Two pages",
            inside=link("leap2:is_part_of", "s")
            + mahara("task", "plans")
            + date("target", "2024-05-31T00:00:00+02:00")
            + '<leap2:status leap2:stage="completed"/>',
        ),
        entry("o", "Old aim", "leap2:plan", inside='<leap2:status leap2:stage="abandoned"/>'),
    )
    goal = record(reading, "Thesis")
    assert goal.record == Goal(
        title="Thesis",
        why="Because I want to.",
        date=dt.date(2024, 3, 1),
        source_id=goal.source_id,
        created_at=dt.datetime(2024, 3, 1, 22, 30, tzinfo=dt.UTC),
        updated_at=dt.datetime(2024, 3, 2, 7, 0, tzinfo=dt.UTC),
    )
    assert goal.tags == ("phd",)
    step, task = record(reading, "Study design"), record(reading, "Write protocol")
    assert isinstance(step.record, Milestone)
    assert step.record.due == dt.date(2024, 9, 30)
    assert isinstance(task.record, ActionItem)
    assert (task.record.due, task.record.done_on) == (dt.date(2024, 5, 31), dt.date(2024, 3, 2))
    assert task.record.detail == "Two pages"
    assert step.links == task.links == (("goal", goal.source_id),)
    old = record(reading, "Old aim").record
    assert isinstance(old, Goal)
    assert old.status == "dropped"


def test_plans_that_hold_each_other_are_goals(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        entry("a", "A", "leap2:plan", inside=link("leap2:is_part_of", "b")),
        entry("b", "B", "leap2:plan", inside=link("leap2:is_part_of", "a") + link("leap2:is_part_of", "b")),
    )
    assert all(isinstance(one.record, Goal) for one in reading.records)


@pytest.mark.parametrize(
    ("value", "label", "day"),
    [
        ("2003-04-01", "", dt.date(2003, 4, 1)),
        ("2003-04-01T22:00:00+02:00", "spring", dt.date(2003, 4, 1)),
        ("", "1.4.2003", dt.date(2003, 4, 1)),
        ("", "April 2003", dt.date(2003, 4, 1)),
        ("", "2003", dt.date(2003, 1, 1)),
        ("", "31.06.2003", dt.date(2003, 6, 30)),
        ("", "once upon a time", dt.date(2024, 3, 2)),
    ],
)
def test_a_date_stands_in_its_value_or_in_its_label(
    tmp_path: Path, value: str, label: str, day: dt.date
) -> None:
    work = entry("w", "Tutor", "leap2:activity", published="", inside=date("start", value, label))
    [one] = read(tmp_path, work).records
    assert one.record.date == day
    assert ("from", " ".join(filter(None, (value, label)))) in one.extra


def test_work_study_and_what_came_of_it(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        entry("g", "Employment", "leap2:selection", inside=category("Grouping", "selection_type") + link("leap2:has_part", "w")),
        entry("w", "Tutor", "leap2:activity", "Weekly", inside=category("Work", "life_area")
              + link("leap2:supported_by", "o") + "<leap2:myrole>Head of tutors</leap2:myrole>"),
        entry("o", "Hospital of Graz", "leap2:organization", "Large", inside=link("leap2:supports", "w")),
        entry("u", "Master", "leap2:activity", inside=category("Education", "life_area") + link("leap2:supports", "d")),
        entry("d", "Diploma", "leap2:achievement", "With honours", inside=date("end", "2019-07-01")),
        entry("m", "Society of aims", "leap2:affiliation", inside=date("start", "", "1.7.2020")),
        entry("s", "Listening", "leap2:ability", "I can listen."),
        entry("l", "A lonely house", "leap2:organization", "No activity"),
    )  # fmt: skip
    work = record(reading, "Tutor")
    assert isinstance(work.record, Activity)
    assert (work.record.provider, work.record.role, work.record.category) == (
        "Hospital of Graz",
        "Head of tutors",
        "other",
    )
    assert ("about Hospital of Graz", "Large") in work.extra
    assert ("part of", "Employment") in work.extra
    study, diploma = record(reading, "Master"), record(reading, "Diploma")
    assert isinstance(diploma.record, Activity)
    assert (diploma.record.date, diploma.record.output) == (dt.date(2019, 7, 1), "Diploma")
    assert study.links == (("related", diploma.source_id),)
    member = record(reading, "Society of aims").record
    assert isinstance(member, Activity)
    assert (member.category, member.date) == ("service", dt.date(2020, 7, 1))
    assert written(reading, "Listening").extra == (("kind", "ability"),)
    assert written(reading, "A lonely house").text == "No activity"
    assert len(reading.records) + len(reading.entries) == 6


def test_a_comment_is_feedback_on_what_it_reflects_on(tmp_path: Path) -> None:
    author = "<author><name>Imported feedback</name></author>"
    reading = read(
        tmp_path,
        entry("p", "My first post", content="Text"),
        entry(
            "c", "Good", content="<p>Well <b>said</b></p>", content_type="html",
            inside=author + mahara("comment", "comment") + link("leap2:reflects_on", "p"),
        ),
        entry("r", "Looking back", content="Again", inside=link("leap2:reflects_on", "p")),
    )  # fmt: skip
    said = record(reading, "Good")
    assert isinstance(said.record, Feedback)
    assert said.record.on_what == "My first post"
    assert [part.text for part in said.record.sections] == ["Well **said**"]
    assert ("author", "Imported feedback") in said.extra
    assert said.links == (("related", written(reading, "My first post").source_id),)
    assert written(reading, "Looking back").text == "Again"


def test_people_and_publications(tmp_path: Path) -> None:
    person = '<leap2:persondata leap2:field="email" leap2:label="E-mail">ilse@example.org</leap2:persondata>'
    reading = read(
        tmp_path,
        entry("i", "Ilse Okafor", "leap2:person", "Met in Graz", inside=person),
        entry(
            "me", "Rosa Lind", "leap2:person", "I am Rosa.",
            inside=category("Self", "person_type") + person + "<leap2:spatial><leap2:addressline>Road 1</leap2:addressline></leap2:spatial>",
        ),
        entry("b", "A book of aims", "leap2:publication", inside=category("Printed", "resource_type") + date("end", "2018")),
        entry("w", "A page", "leap2:resource", inside=link("alternate", "https://example.org/page")),
    )  # fmt: skip
    ilse = record(reading, "Ilse Okafor").record
    assert isinstance(ilse, Person)
    assert (ilse.email, ilse.notes, ilse.consent) == ("ilse@example.org", "Met in Graz", "none")
    assert written(reading, "Rosa Lind").extra == (("E-mail", "ilse@example.org"), ("addressline", "Road 1"))
    book, page = record(reading, "A book of aims").record, record(reading, "A page").record
    assert isinstance(book, Resource)
    assert isinstance(page, Resource)
    assert (book.kind, book.year, book.status) == ("book", 2018.0, "done")
    assert (page.kind, page.url) == ("link", "https://example.org/page")


def test_an_entry_without_any_date_stands_on_the_day_of_the_export(tmp_path: Path) -> None:
    reading = read(tmp_path, entry("a", "Lost", published="", updated="never"), entry("b", "Kept"))
    assert [(one.title, one.day) for one in reading.entries] == [
        ("Lost", dt.date(2024, 3, 31)),
        ("Kept", dt.date(2024, 3, 1)),
    ]
    assert [problem.item for problem in reading.problems] == ["entry 1: Lost"]


def test_a_damaged_portfolio_gives_what_stands_before(tmp_path: Path) -> None:
    whole = feed(entry("a", "Kept"), entry("b", "Cut"))
    path = tmp_path / "leap2a.xml"
    path.write_text(whole[: whole.index("Cut")], "utf-8")
    reading = registry.read(path)
    assert [one.title for one in reading.entries] == ["Kept"]
    assert "damaged or incomplete" in reading.problems[0].message
