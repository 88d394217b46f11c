"""Tables of spreadsheets, time trackers and habit trackers: guessed, shown, changed, and told by line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import csv_mapping, csv_reader, csv_values, limits, registry
from mentorjournal.interchange.plain import Reading, Watch
from mentorjournal.model.types import Activity, Goal, Person
from tests.interchange.real import REAL, of

Made = Callable[..., Reading]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    def read(text: str | bytes, name: str = "table.csv") -> Reading:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        assert registry.recognise(path) == "csv"
        return registry.read(path)

    return read


def activities(reading: Reading) -> list[Activity]:
    return [one.record for one in reading.records if isinstance(one.record, Activity)]


def goals(reading: Reading) -> list[Goal]:
    return [one.record for one in reading.records if isinstance(one.record, Goal)]


def _begun(record: Activity) -> str:
    assert record.date is not None
    if record.at is None:
        return record.date.isoformat()
    zone = "Z" if record.time_zone == "UTC" else ""
    return dt.datetime.combine(record.date, record.at).isoformat() + zone


@pytest.mark.parametrize("unit", of("csv/"))
def test_real_tables_are_read_row_by_row(unit: dict[str, Any]) -> None:
    expect, path = unit["expect"], REAL / unit["path"]
    assert registry.recognise(path) == "csv"
    reading = registry.read(path)
    assert reading.table is not None
    assert reading.mapping is not None
    assert len(reading.table.rows) == expect["rows"]
    assert list(reading.table.header) == expect["columns"]
    if unit["format"] == "csv-hours":
        assert reading.mapping.target == "hours"
        found = [
            {"start": _begun(one), "seconds": round((one.hours or 0) * 3600)} for one in activities(reading)
        ]
        assert found == expect["items"]
    elif "habits" in expect:
        assert sorted(goal.title for goal in goals(reading)) == expect["habits"]
        twice = sum("read once" in problem.message for problem in reading.problems)
        assert len(activities(reading)) + twice == expect["rows"]
        assert twice == (4 if "twice" in expect.get("note", "") else 0)
    elif "items" in expect:
        assert [goal.title for goal in goals(reading)] == [item["name"] for item in expect["items"]]
    elif "notes" in unit["path"]:
        assert len(reading.entries) == expect["rows"]
        assert reading.entries[3].text.count("\n") == 2


def test_dates_both_ways_round_are_asked_about_and_told(made: Made) -> None:
    reading = made("Date,Hours,Description\n03/04/2024,2,Aims\n")
    assert reading.mapping is not None
    assert not reading.mapping.sure
    assert any("both ways" in problem.message for problem in reading.problems)
    assert reading.table is not None
    said = csv_mapping.changed(reading.table, reading.mapping, named={}, order="month first")
    again = csv_reader.shape(reading.table, said, Watch())
    assert [one.date for one in activities(again)] == [dt.date(2024, 3, 4)]
    assert not again.problems


@pytest.mark.parametrize(
    ("days", "order"),
    [
        (("03/04/2024", "14/04/2024"), "day first"),
        (("03/04/2024", "03/14/2024"), "month first"),
        (("03.04.2024", "05.06.2024"), "day first"),
        (("01/02/2024", "02/02/2024", "01/03/2024"), "day first"),
        (("03/01/2024", "02/02/2024", "02/01/2024"), "month first"),
    ],
)
def test_all_values_together_decide_the_order(made: Made, days: tuple[str, ...], order: str) -> None:
    reading = made("Date,Hours\n" + "".join(f"{day},1\n" for day in days))
    assert reading.mapping is not None
    assert (reading.mapping.order, reading.mapping.sure) == (order, True)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_separators_and_encodings_are_found(made: Made, separator: str, encoding: str) -> None:
    rows = [
        ["Datum", "Stunden", "Beschreibung"],
        ["03.04.2024", '"1,5"', "Gespräch"],
        ["14.04.2024", "2", "Ziel"],
    ]
    text = "\r\n".join(separator.join(row) for row in rows)
    found = activities(made(text.encode(encoding)))
    assert [(one.date, one.hours, one.title) for one in found] == [
        (dt.date(2024, 4, 3), 1.5, "Gespräch"),
        (dt.date(2024, 4, 14), 2.0, "Ziel"),
    ]


def test_a_row_that_makes_no_sense_is_told_by_its_line_and_the_rest_is_read(made: Made) -> None:
    reading = made(
        "Date,Hours,Notes\n2024-01-01,1,a\nyesterday,1,b\n2024-01-02,many,c\n2024-01-03,-4,d\n"
        '2024-01-04,2,"two\nlines"\n2024-01-05,99999,e\n2024-01-06,1,f,g\n'
    )
    assert len(activities(reading)) == 3
    assert [problem.item for problem in reading.problems] == [
        "line 9",
        "line 3",
        "line 4",
        "line 5",
        "line 8",
    ]
    assert dict(reading.records[-1].extra)["Column 4"] == "g"


def test_an_activity_is_what_hours_are_called_and_more_than_a_day_has_are_told(made: Made) -> None:
    reading = made("Date,Hours,Activity,Notes\n2024-01-15,25,Talk,long\n2024-01-16,24,Class,\n")
    assert [(one.title, one.hours, one.detail) for one in activities(reading)] == [
        ("Talk", 25.0, "long"),
        ("Class", 24.0, ""),
    ]
    assert [(one.item, one.message) for one in reading.problems] == [
        ("line 2", "25.00 hours on one day were taken as they are.")
    ]
    beside = made("Date,Hours,Activity,Project,Comment\n2024-01-15,1,Writing,Aims,First page\n")
    assert [one.title for one in activities(beside)] == ["First page"]


def test_what_stands_above_the_header_and_what_excel_says_is_passed_over(made: Made) -> None:
    reading = made("sep=;\nHours of the year;;\n;;\nDate;Hours;Category\n2024-01-01;1,25;Teaching\n")
    assert [(one.hours, one.category) for one in activities(reading)] == [(1.25, "teaching")]
    assert any("above the header" in problem.message for problem in reading.problems)


def test_a_table_without_a_header_is_told_by_its_cells(made: Made) -> None:
    reading = made("2024-01-01,1.5,Clinic visit\n2024-01-02,2,Draft\n")
    assert [(one.hours, one.title) for one in activities(reading)] == [(1.5, "Clinic visit"), (2.0, "Draft")]


def test_unmatched_categories_are_never_counted_as_mentoring(made: Made) -> None:
    reading = made("Date,Hours,Category\n2024-01-01,1,Knitting\n2024-01-01,1,Mentoring\n2024-01-01,1,CME\n")
    assert [one.category for one in activities(reading)] == ["other", "mentoring", "learning"]
    assert ("Category", "Knitting") in reading.records[0].extra


def test_times_over_midnight_and_back_to_front(made: Made) -> None:
    reading = made("Date,Start time,End time\n2024-01-01,22:30,01:00\n2024-01-02,9:00 AM,1:15 PM\n")
    assert [one.hours for one in activities(reading)] == [2.5, 4.25]
    odd = made(
        "Start,End,Duration\n2024-01-02 10:00,2024-01-01 09:00,1:00\n2024-01-02 10:00,2024-01-01 09:00,\n"
    )
    assert [one.hours for one in activities(odd)] == [1.0]
    assert [problem.item for problem in odd.problems] == ["line 2", "line 3"]


def test_people_named_in_rows_come_once_and_are_linked(made: Made) -> None:
    reading = made("Date,Hours,Mentor\n2024-01-01,1,Dr Rosa Lind\n2024-01-08,1,dr rosa  lind\n")
    people = [one for one in reading.records if isinstance(one.record, Person)]
    assert [one.record.title for one in people] == ["dr rosa lind"]
    assert {link for one in reading.records for link in one.links} == {("people", people[0].source_id)}


def test_goals_have_their_state_their_days_and_their_why(made: Made) -> None:
    reading = made(
        "Goal;Why;Due date;Status;Completed on\nSmaller aim;For the grant;30.06.2024;in progress;\n"
        "Learn R;;01.02.2024;;05.02.2024\n;x;;;\n"
    )
    first, second = goals(reading)
    assert (first.title, first.why, first.target) == ("Smaller aim", "For the grant", dt.date(2024, 6, 30))
    assert (first.status, second.status, second.closed_on) == ("active", "achieved", dt.date(2024, 2, 5))


def test_reading_twice_gives_the_same_identifiers_and_equal_rows_are_two(made: Made) -> None:
    text = "Date,Hours\n2024-01-01,1\n2024-01-01,1\n"
    first, second = made(text), made(text)
    ids = [one.source_id for one in first.records]
    assert ids == [one.source_id for one in second.records]
    assert len(set(ids)) == 2


@pytest.mark.parametrize(
    ("cell", "mark", "hours"),
    [
        *(("1,5", ",", 1.5), ("1.250,5", ",", 1250.5), ("1:30", ".", 1.5), ("0:00:36", ".", 0.01)),
        *(
            ("1h 30m", ".", 1.5),
            ("90 min", ".", 1.5),
            ("2", ".", 2.0),
            ("2 hrs", ".", 2.0),
            ("soon", ".", None),
        ),
    ],
)
def test_lengths_of_time_are_read_as_people_write_them(cell: str, mark: Any, hours: float | None) -> None:
    found = csv_values.seconds(cell, mark)
    assert found == (None if hours is None else pytest.approx(hours * 3600))


def test_an_unknown_column_or_meaning_is_refused_in_words(made: Made) -> None:
    reading = made("Date,Hours,X\n2024-01-01,1,2\n")
    assert reading.table is not None
    assert reading.mapping is not None
    with pytest.raises(ImportRefused, match="There are: Date, Hours, X"):
        csv_mapping.changed(reading.table, reading.mapping, named={"Y": "date"})
    with pytest.raises(ImportRefused, match="no meaning “weight”"):
        csv_mapping.changed(reading.table, reading.mapping, named={"X": "weight"})
    assert csv_mapping.changed(reading.table, reading.mapping, named={"3": "hours"}).columns == (
        *("date", "keep", "hours"),
    )


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02" * 300, "no text"),
        (b"PK\x03\x04 no archive", "archive|zip"),
        (b"%PDF-1.7", "PDF"),
        (b'{"a": 1}', "CSV"),
        (b"just words", "CSV"),
        (b"a,b\n" + b'"' + b"x" * (5 * 1024 * 1024), "no end"),
        (b",".join([b"a"] * 500) + b"\n1,2\n", "columns"),
        (b"Date,Hours\n" + b"," * 2_000_000, "columns"),
    ],
)
def test_what_is_no_table_is_refused_whatever_its_name(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    with pytest.raises(ImportRefused, match=told):
        registry.read(path)


def test_a_quotation_mark_that_is_never_closed_is_told(made: Made) -> None:
    reading = made('Date,Hours,Notes\n2024-01-01,1,a\n2024-01-02,1,"b\n2024-01-03,1,c\n')
    assert any("never closed" in problem.message and problem.item == "line 3" for problem in reading.problems)
    assert len(activities(reading)) == 2


def test_a_cut_table_and_one_of_too_many_rows(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    cut = made("Date,Hours\n2024-01-01,1\n2024-01")
    assert [(one.date, one.hours) for one in activities(cut)][1] == (dt.date(2024, 1, 1), None)
    assert [problem.item for problem in cut.problems] == ["line 3"]
    monkeypatch.setattr(limits, "MAX_ENTRIES", 5)
    with pytest.raises(ImportRefused, match="more than 5 rows"):
        made("Date,Hours\n" + "2024-01-01,1\n" * 6)


def test_notes_and_journals_of_other_formats_are_not_taken_for_tables(tmp_path: Path) -> None:
    for name, text, known in (
        ("a.md", "# Title\n\ndate, hours, notes\n1, 2, 3\n", "markdown"),
        ("a.txt", "[2024-01-01 10:00] Date, hours, title\nText, more, words\n", "jrnl-text"),
        ("a.csv", "[2024-01-01 10:00] Title, hours\nText, more\n", "jrnl-text"),
        ("a.data", "Date;Hours;Title\n2024-01-01;1;x\n", "csv"),
    ):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        assert registry.recognise(path) == known
