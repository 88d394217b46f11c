"""Tables leave with one file for each type; no cell is a formula; what a table can hold is read back equal."""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from mentorjournal.interchange import csv_safe, csv_writer, registry
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Activity, Attachment, Goal, Person, Reflection
from tests.interchange.portables import Chosen

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs")), min_size=1, max_size=12
)
LINES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
FORMULA = st.sampled_from(["", "=", "+", "-", "@", "'", "''=", "'-"])
TITLES = st.builds("{}{}".format, FORMULA, LINES)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))


@given(st.builds("{}{}".format, st.sampled_from(["", *"=+-@\t\r\n'"]), st.text(max_size=20)))
@settings(max_examples=60)
def test_a_defused_cell_begins_no_formula_and_is_restored(cell: str) -> None:
    made = csv_safe.defused(cell)
    assert not made.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert csv_safe.restored(made) == cell


@given(
    st.lists(
        st.builds(
            Activity,
            id=st.uuids().map(str),
            title=TITLES,
            date=DAYS,
            at=st.none() | st.times().map(lambda at: at.replace(microsecond=0)),
            hours=st.floats(0, 8000, allow_nan=False).map(lambda hours: round(hours, 3)),
            category=st.sampled_from(["mentoring", "teaching", "other"]),
            role=TITLES,
            output=TITLES,
            detail=TITLES,
            starred=st.booleans(),
        ),
        min_size=1,
        max_size=5,
        unique_by=lambda one: one.id,
    ),
    st.lists(WORDS.filter(lambda word: not set(word) & set(",;|#")), unique=True, max_size=3),
)
@settings(max_examples=12, deadline=None)
def test_hours_are_read_back_equal(records: list[Activity], tags: list[str]) -> None:
    words = {records[0].id: tuple(tags)}
    with tempfile.TemporaryDirectory() as folder:
        left = csv_writer.write(Chosen(*records, words=words), Path(folder))
        reading = registry.read(Path(folder) / "activities.csv")
    assert (left.records, left.files, left.not_held) == (len(records), 1, {})
    assert not reading.problems
    names = ("title", "date", "at", "hours", "category", "role", "output", "detail", "starred")
    found = [{name: getattr(one.record, name) for name in names} for one in reading.records]
    assert found == [{name: getattr(one, name) for name in names} for one in records]
    assert {*reading.records[0].tags} == {*tags}


@given(
    st.builds(
        Goal,
        id=st.uuids().map(str),
        title=TITLES,
        date=st.none() | DAYS,
        start=st.none() | DAYS,
        target=st.none() | DAYS,
        closed_on=st.none() | DAYS,
        status=st.sampled_from(["active", "planned", "paused", "achieved", "changed", "dropped"]),
        area=st.sampled_from(["career", "skills", "wellbeing"]),
        why=TITLES,
        measure=TITLES,
        scope=st.sampled_from(["professional", "personal"]),
        if_then=TITLES,
        confidential=st.booleans(),
        visibility=st.sampled_from(["private", "exportable"]),
    )
)
@settings(max_examples=12, deadline=None)
def test_goals_are_read_back_equal(goal: Goal) -> None:
    with tempfile.TemporaryDirectory() as folder:
        csv_writer.write(Chosen(goal), Path(folder))
        reading = registry.read(Path(folder) / "goals.csv")
    ((found, extra),) = [(one.record, one.extra) for one in reading.records]
    assert (found.source_id, extra) == (f"mentor-journal:{goal.id}", ())
    names = ["title", "date", "start", "target", "closed_on", "status", "area", "why", "measure"]
    names += ["scope", "if_then", "confidential"]
    assert {name: getattr(found, name) for name in names} == {name: getattr(goal, name) for name in names}


def test_entries_are_read_back_with_their_text_and_what_is_lost_is_counted(tmp_path: Path) -> None:
    rosa = Person(id="p", title="Rosa Lind")
    parts = (Section("what", "What", "=SUM(A1)\n\n- a, b"), Section("next", "Next", "Ask"))
    entry = Reflection(
        id="r",
        title="@home",
        date=dt.date(2026, 3, 2),
        sections=parts,
        attachments=("f",),
        people=("p",),
        confidential=True,
    )
    left = csv_writer.write(Chosen(rosa, entry, Attachment(id="f", title="a.png")), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"people.csv", "reflections.csv"}
    assert left.not_held == {
        "an attached file": 1,
        "the parts of an entry, which are one text with headings": 1,
    }
    (found,) = registry.read(tmp_path / "reflections.csv").entries
    assert (found.title, found.day) == ("@home", dt.date(2026, 3, 2))
    assert found.text == "## What\n\n=SUM(A1)\n\n- a, b\n\n## Next\n\nAsk"
    assert found.confidential
    assert found.extra == (("People", "Rosa Lind"), ("When written", "Afterwards, on action"))
    with (tmp_path / "reflections.csv").open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert "'@home" in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
