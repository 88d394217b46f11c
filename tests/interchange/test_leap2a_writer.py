"""A journal as a portfolio: what Mahara's reader asks for is there, and what the format holds comes back."""

from __future__ import annotations

import datetime as dt
import html
import io
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorjournal.interchange import leap2a_writer, registry
from mentorjournal.interchange.html_text import Pictures, html_of
from mentorjournal.interchange.leap2a_fields import HELD, TEXT
from mentorjournal.interchange.plain import Reading
from mentorjournal.interchange.portable import Left
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.fields import Section, fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import (
    ActionItem,
    Activity,
    Attachment,
    Feedback,
    Goal,
    Milestone,
    Person,
    Question,
    Reflection,
    Resource,
)
from tests.interchange.made_exports import PNG
from tests.interchange.mahara_rules import ATOM, LEAP, Mahara
from tests.interchange.portables import Chosen

DAY = dt.date(2026, 3, 1)
WORDS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"]) | st.just(" "), max_size=30
).map(lambda text: " ".join(unicodedata.normalize("NFC", text).split()))
TITLES = WORDS.filter(bool)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))
TEXTS = st.lists(st.text("abc äß*_#<>&`[]()!-1.|~", max_size=20), max_size=3).map(
    lambda parts: "\n\n".join(part.strip() for part in parts if part.strip())
)


def export(chosen: Chosen) -> tuple[bytes, Left]:
    out = io.BytesIO()
    left = leap2a_writer.write(chosen, out)
    return out.getvalue(), left


def back(folder: Path, data: bytes) -> Reading:
    path = folder / "portfolio.zip"
    path.write_bytes(data)
    assert registry.recognise(path) == "leap2a"
    reading = registry.read(path)
    assert reading.problems == []
    assert reading.ignored == []
    return reading


def words(markdown: str) -> list[str]:
    """What a reader of a text sees of it, word for word."""
    return html.unescape(re.sub(r"<[^<>]*>", " ", html_of(markdown, Pictures(Chosen())))).split()


@st.composite
def records(draw: st.DrawFn, number: int) -> Record:
    """A record of a type the format holds, with any values in the fields it holds."""
    make = draw(st.sampled_from([Goal, Milestone, ActionItem, Activity, Resource, Feedback]))
    values: dict[str, Any] = {
        "id": f"0190aaaa-0000-7000-8000-{number:012d}",
        "title": draw(TITLES),
        "date": draw(DAYS),
    }
    for name in HELD[make]:
        field = fields_of(make)[name]
        if field.kind == "choice":
            key = st.sampled_from(sorted(filter(None, CHOICES[field.choices or ""])))
            values[name] = tuple(draw(st.lists(key, max_size=2, unique=True))) if field.many else draw(key)
        elif field.kind == "date":
            values[name] = draw(st.none() | DAYS)
        elif field.kind == "number":
            values[name] = draw(st.none() | st.integers(1, 4000).map(lambda count: count / 4))
        elif field.kind == "flag":
            values[name] = draw(st.booleans())
        else:
            values[name] = draw(WORDS)
    if make in (Goal, ActionItem):
        values[TEXT[make]] = draw(TEXTS)
    made: Record = make(**values)
    return made


@settings(max_examples=40)
@given(data=st.data())
def test_what_a_portfolio_holds_comes_back(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    record = data.draw(records(1))
    tags = data.draw(
        st.lists(
            TITLES.map(lambda word: word.lstrip("@#＃ ")).filter(bool), max_size=2, unique_by=str.casefold
        )
    )
    made, left = export(Chosen(record, words={record.id: tuple(tags)}))
    [incoming] = back(tmp_path_factory.getbasetemp(), made).records
    assert incoming.source_id == f"leap2a:urn:uuid:{record.id}"
    stamps: dict[str, Any] = {"id": record.id, "source_id": "", "created_at": None, "updated_at": None}
    assert replace(incoming.record, **stamps) == record
    assert list(incoming.tags) == tags
    assert incoming.extra == ()
    assert left.records == 1


@settings(max_examples=40)
@given(
    title=TITLES, text=TEXTS, day=DAYS, at=st.none() | st.times().map(lambda at: at.replace(microsecond=0))
)
def test_an_entry_comes_back_word_for_word(
    tmp_path_factory: pytest.TempPathFactory, title: str, text: str, day: dt.date, at: dt.time | None
) -> None:
    entry = Reflection(
        id="r1", title=title, date=day, at=at, sections=(Section("what", "", text),), starred=True
    )
    made, left = export(Chosen(entry))
    [found] = back(tmp_path_factory.getbasetemp(), made).entries
    assert (found.title, found.day, found.time, found.starred) == (title, day, at, True)
    assert words(found.text) == words(text)
    assert left.not_held == {}


def journal() -> Chosen:
    goal = Goal(
        id="g1",
        title="Thesis",
        why="Because.",
        strategies="Write early.",
        target=DAY,
        status="achieved",
        date=DAY,
    )
    return Chosen(
        goal,
        Goal(id="g2", title="Other", date=DAY),
        Milestone(id="m1", title="Chapter one", goal="g1", due=DAY),
        ActionItem(id="a1", title="Ask Rosa", goal="g1", due=DAY, done_on=DAY, detail="Soon"),
        ActionItem(id="a2", title="Buy paper", date=DAY),
        Reflection(
            id="r1", title="Board", date=DAY, at=dt.time(23, 30), time_zone="Europe/Vienna", related=("g1",), people=("p1",),
            attachments=("f1", "f2", "f3"),
            sections=(Section("what", "What", "# Big\n\n![the board](attachment:f1) and [notes](attachment:f2)\n\n[x](https://example.org)"),
                      Section("next", "Now what", "Go on.")),
        ),
        Feedback(id="b1", title="Well said", date=DAY, related=("r1",), person="p1", sections=(Section("free", "", "Good."),)),
        Question(id="q1", title="Why so?", date=DAY, detail="I wonder."),
        Resource(id="s1", title="A page", date=DAY, url="https://example.org/page", notes="Read *all*."),
        Activity(id="v1", title="Tutorial", date=DAY, hours=2.0),
        Person(id="p1", title="Rosa Lind"),
        Attachment(id="f1", title="board.PNG", sha256="h1", media_type="image/png", date=DAY),
        Attachment(id="f2", title="notes + more & so on.txt", sha256="h2", media_type="text/plain", date=DAY),
        Attachment(id="f3", title="gone.txt", sha256="h3", media_type="text/plain", date=DAY),
        words={"r1": ("lab & co", "aims")},
        files={"h1": PNG, "h2": b"notes"},
    )  # fmt: skip


def test_a_whole_journal_comes_back_with_its_ties_and_files(tmp_path: Path) -> None:
    made, left = export(journal())
    reading = back(tmp_path, made)
    board, question = sorted(reading.entries, key=lambda one: one.title)
    assert (board.day, board.time) == (DAY, dt.time(23, 30))
    assert board.created == dt.datetime(2026, 3, 1, 22, 30, tzinfo=dt.UTC)
    assert board.text == (
        "## What\n\n# Big\n\n![the board](attachment:board.PNG) and [notes](attachment:notes%20+%20more%20&%20so%20on.txt)\n\n"
        "[x](https://example.org)\n\n## Now what\n\nGo on."
    )
    assert [(media.name, media.read()) for media in board.media] == [
        ("board.PNG", PNG),
        ("notes + more & so on.txt", b"notes"),
    ]
    assert board.tags == ("lab & co", "aims")
    assert question.text == "## More\n\nI wonder."
    found = {one.record.title: one for one in reading.records}
    assert set(found) == {
        "Thesis",
        "Other",
        "Chapter one",
        "Ask Rosa",
        "Buy paper",
        "Well said",
        "A page",
        "Tutorial",
    }
    for title in ("Chapter one", "Ask Rosa"):
        assert found[title].links == (("goal", "leap2a:urn:uuid:g1"),)
    assert found["Buy paper"].links == ()
    assert ("related", "leap2a:urn:uuid:r1") in found["Well said"].links
    assert ("related", "leap2a:urn:uuid:r1") in found["Thesis"].links
    assert left.records == 10
    assert left.files == 2
    assert left.not_held == {
        leap2a_writer.BYTES_OUT: 1,
        leap2a_writer.PEOPLE: 1,
        leap2a_writer.OTHER_KIND: 1,
        "an entry in parts: they are headings in its text": 3,
        "a further text of a record, which stands below its first": 1,
        "a link to another record or a person, which is a name in words": 2,
    }


def test_mahara_finds_a_blog_plans_tasks_comments_and_files() -> None:
    made, _ = export(journal())
    mahara = Mahara(made)
    titles = {key: mahara.of(one, "title") for key, one in mahara.by_id.items()}
    [blog] = mahara.blogs()
    posts = [titles[key] for key in mahara.links(blog, "leap2:has_part")]
    assert posts == ["Board", "Why so?", "A page", "Tutorial"]
    plans = {mahara.of(one, "title"): mahara.is_task(one) for one in mahara.entries if mahara.is_plan(one)}
    assert {title for title, task in plans.items() if not task} == {"Thesis", "Other", "Action items"}
    assert {title for title, task in plans.items() if task} == {"Chapter one", "Ask Rosa", "Buy paper"}
    for one in mahara.entries:
        if mahara.is_task(one):
            assert (mahara.of(one, "title") == "Ask Rosa") == (
                one.find(f"{LEAP}status[@{LEAP}stage='completed']") is not None
            )
    [comment] = [one for one in mahara.entries if mahara.plugin(one) == "comment"]
    assert [titles[key] for key in mahara.links(comment, "leap2:reflects_on")] == ["Board"]
    assert mahara.kind(comment) == "leap2:entry"
    files = {mahara.of(one, "id") for one in mahara.entries if mahara.is_file(one)}
    board = next(one for one in mahara.entries if mahara.of(one, "title") == "Board")
    assert set(mahara.links(board, "related")) == files == {"urn:uuid:f1", "urn:uuid:f2"}
    assert 'rel="leap2:has_part" href="urn:uuid:f1"' in mahara.of(board, "content")


def test_every_entry_has_what_atom_asks_for_and_tags_that_mahara_reads() -> None:
    made, _ = export(journal())
    mahara = Mahara(made)
    for one in mahara.entries:
        assert mahara.of(one, "title")
        for name in ("updated", "published"):
            assert dt.datetime.fromisoformat(mahara.of(one, name)).tzinfo
        body = one.find(f"{ATOM}content")
        assert body is not None
        assert body.get("type", "text") in ("text", "html")
        tags = [
            each.get("label") or each.get("term")
            for each in one.findall(f"{ATOM}category")
            if not each.get("scheme")
        ]
        assert tags == (["lab & co", "aims"] if mahara.of(one, "title") == "Board" else [])


def test_words_that_xml_cannot_hold_do_not_break_the_file(tmp_path: Path) -> None:
    entry = Reflection(
        id="r1",
        title='A "b" <c>\x00\x0b & \ufffe',
        date=DAY,
        sections=(Section("what", "", "]]> \ud800 \x1b[0m"),),
    )
    goal = Goal(id="g1", title="x\ny", why="<script>&amp;\x00", date=DAY)
    made, _ = export(Chosen(entry, goal, words={"g1": ('"q" & <t>',)}))
    reading = back(tmp_path, made)
    assert reading.entries[0].title == 'A "b" <c> &'
    assert reading.records[0].record.title == "x y"
    assert reading.records[0].tags == ('"q" & <t>',)
    assert isinstance(reading.records[0].record, Goal)
    assert reading.records[0].record.why == "<script>&amp;"
