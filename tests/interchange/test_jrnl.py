"""The journals and exports of jrnl."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import registry
from mentorjournal.interchange.plain import Entry, Reading


def read_text(tmp_path: Path, text: str, name: str = "journal.txt") -> Reading:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return registry.read(path)


def only(reading: Reading) -> Entry:
    [entry] = reading.entries
    return entry


@pytest.mark.parametrize(
    ("written", "day", "clock"),
    [
        ("2024-03-09 14:05", date(2024, 3, 9), time(14, 5)),
        ("2024-03-09 02:05:30 PM", date(2024, 3, 9), time(14, 5, 30)),
        ("2024-03-09 12:05 AM", date(2024, 3, 9), time(0, 5)),
        ("2024-03-09T14:05:00", date(2024, 3, 9), time(14, 5)),
        ("2024-03-09", date(2024, 3, 9), None),
        ("2024/03/09 14:05", date(2024, 3, 9), time(14, 5)),
        ("09.03.2024 14:05", date(2024, 3, 9), time(14, 5)),
        ("9/3/2024 2:05 pm", date(2024, 3, 9), time(14, 5)),
        ("25/03/24 14h05", date(2024, 3, 25), time(14, 5)),
        ("03/25/2024 02:05 PM", date(2024, 3, 25), time(14, 5)),
        ("Sat Mar  9 14:05:00 2024", date(2024, 3, 9), time(14, 5)),
        ("Saturday, 9 March 2024 at 14:05", date(2024, 3, 9), time(14, 5)),
        ("March 9th, 2024, 2:05 p.m.", date(2024, 3, 9), time(14, 5)),
        ("20240309 14:05", date(2024, 3, 9), time(14, 5)),
    ],
)
def test_every_usual_way_to_write_a_date_is_read(
    tmp_path: Path, written: str, day: date, clock: time | None
) -> None:
    entry = only(read_text(tmp_path, f"[{written}] Weekly meeting\nAims page.\n"))
    assert (entry.day, entry.time, entry.title, entry.text) == (day, clock, "Weekly meeting", "Aims page.")


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        ("03/04/2024", "13/04/2024", [date(2024, 4, 3), date(2024, 4, 13)]),
        ("03/04/2024", "04/13/2024", [date(2024, 3, 4), date(2024, 4, 13)]),
        ("03/04/2024", "04/02/2024", [date(2024, 3, 4), date(2024, 4, 2)]),
        ("11/02/2024", "03/05/2024", [date(2024, 2, 11), date(2024, 5, 3)]),
    ],
)
def test_the_other_dates_tell_day_from_month(
    tmp_path: Path, first: str, second: str, days: list[date]
) -> None:
    reading = read_text(tmp_path, f"[{first} 10:00] One\n[{second} 10:00] Two\n")
    assert [entry.day for entry in reading.entries] == days
    assert reading.problems == []


def test_dates_that_do_not_tell_day_from_month_are_pointed_out(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "[03/04/2024 10:00] One\n")
    assert only(reading).day == date(2024, 4, 3)
    assert "do not tell day from month" in reading.problems[0].message


def test_a_date_with_an_offset_gives_a_moment_in_utc(tmp_path: Path) -> None:
    entry = only(read_text(tmp_path, "[2024-03-09 23:30 -0500] Late\n"))
    assert (entry.day, entry.created) == (date(2024, 3, 9), datetime(2024, 3, 10, 4, 30, tzinfo=UTC))


def test_brackets_in_the_text_begin_no_entry(tmp_path: Path) -> None:
    entry = only(read_text(tmp_path, "[2024-03-09 14:05] List\n[1] one\n[x] done\n[see below] two\n"))
    assert entry.text == "[1] one\n[x] done\n[see below] two"


def test_a_bracket_that_may_be_a_date_is_pointed_out_and_kept(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "[2024-03-09 14:05] One\ntext\n[2024-13-40 10:00] Two\nmore\n")
    assert only(reading).text == "text\n[2024-13-40 10:00] Two\nmore"
    assert "[2024-13-40 10:00] may be a date" in reading.problems[0].message


def test_an_unreadable_first_date_costs_no_text(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "[one fine day] Zero\nlost?\n[2024-03-09 14:05] One\n")
    first, second = reading.entries
    assert (first.title, first.text, first.day) == ("Zero", "lost?", date(2024, 3, 9))
    assert dict(first.extra) == {"date as written": "one fine day"}
    assert second.title == "One"
    assert "cannot be read" in reading.problems[0].message


def test_text_above_the_first_date_is_pointed_out(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "My journal\n\n[2024-03-09 14:05] One\n")
    assert only(reading).title == "One"
    assert "before the first date" in reading.problems[0].message


def test_the_star_ends_the_first_line_and_is_no_part_of_it(tmp_path: Path) -> None:
    reading = read_text(
        tmp_path,
        "[2024-03-09 14:05] Good news *\nFunded.\n[2024-03-10 14:05] Short *\n[2024-03-11 9:00] **Bold**\n",
    )
    found = [(entry.title, entry.starred) for entry in reading.entries]
    assert found == [("Good news", True), ("Short", True), ("**Bold**", False)]


def test_tags_keep_their_case_once_and_leave_addresses_alone(tmp_path: Path) -> None:
    entry = only(
        read_text(tmp_path, "[2024-03-09 14:05] Met @Ada and @ada\n#R01 aims, x@y.org, issue #12 @k-award.\n")
    )
    assert entry.tags == ("Ada", "R01", "k-award")
    assert entry.tags_as_written == ("@Ada", "@ada", "#R01", "@k-award")


def test_one_line_is_cut_at_its_first_sentence(tmp_path: Path) -> None:
    entry = only(read_text(tmp_path, "[2024-03-09 14:05] Revised the aims. They are shorter now.\n"))
    assert (entry.title, entry.text) == ("Revised the aims.", "They are shorter now.")


def test_one_endless_sentence_is_text_and_no_title(tmp_path: Path) -> None:
    entry = only(read_text(tmp_path, f"[2024-03-09 14:05] {'word ' * 400}\n"))
    assert (entry.title, entry.text) == ("", ("word " * 400).strip())


def test_the_first_version_dates_without_brackets(tmp_path: Path) -> None:
    text = "2015-03-09 14:05 One\nbody\n[2015-03-10 10:00] pasted chat\n\n2015-03-11 09:00 Two\n"
    first, second = read_text(tmp_path, text).entries
    assert first.text == "body\n[2015-03-10 10:00] pasted chat"
    assert second.title == "Two"


def test_an_entry_written_twice_has_two_identifiers(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "[2024-03-09 14:05] Same\n[2024-03-09 14:05] Same\n")
    assert len({entry.source_id for entry in reading.entries}) == 2


@pytest.mark.parametrize(
    "data",
    [b"JRNLv3\x00\x04eyJ9gAAAA", b"gAAAAABl" + b"x" * 120],
    ids=["third version", "second version"],
)
def test_an_encrypted_journal_is_refused_by_name(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "journal.txt"
    path.write_bytes(data)
    with pytest.raises(ImportRefused, match="encrypted jrnl journal"):
        registry.recognise(path)


def test_a_folder_of_days_is_read_and_other_files_left_alone(tmp_path: Path) -> None:
    month = tmp_path / "2024" / "03"
    month.mkdir(parents=True)
    (month / "09.txt").write_text(
        "[2024-03-09 02:05:00 PM] One\ntext\n[2024-03-09 05:00:00 PM] Two *\n", "utf-8"
    )
    (month / "notes.txt").write_text("[2024-03-09 02:05:00 PM] No entry\n", "utf-8")
    (month / "10.txt").write_text("nothing dated", "utf-8")
    reading = registry.read(tmp_path)
    assert [(entry.title, entry.starred) for entry in reading.entries] == [("One", False), ("Two", True)]
    assert reading.ignored == ["2024/03/notes.txt"]
    assert [problem.item for problem in reading.problems] == ["2024/03/10.txt"]


def test_json_reports_what_is_no_entry_and_reads_the_rest(tmp_path: Path) -> None:
    rows = [
        {
            "title": "Good",
            "body": "b",
            "date": "2024-03-09",
            "time": "14:05",
            "tags": ["@Ada"],
            "starred": True,
        },
        {"title": "No date", "body": ""},
        {"title": ["list"], "body": "", "date": "2024-03-09"},
        "no entry",
    ]
    reading = read_text(tmp_path, json.dumps({"tags": {}, "entries": rows}), "export.json")
    entry = only(reading)
    assert (entry.title, entry.tags, entry.tags_as_written, entry.starred) == (
        "Good",
        ("Ada",),
        ("@Ada",),
        True,
    )
    assert [problem.item for problem in reading.problems] == [f"export.json, entry {n}" for n in (2, 3, 4)]


def test_xml_is_read_with_its_tags_and_stars(tmp_path: Path) -> None:
    xml = (
        '<?xml version="1.0" ?><journal><entries>'
        '<entry date="2024-03-09T14:05:00" starred="True"><tag name="@ada"/>Met @ada &amp; Max. Then left.\nEnd.</entry>'
        '<entry date="someday" starred="">No date.</entry>'
        "</entries><tags><tag name='@ada'>1</tag></tags></journal>"
    )
    reading = read_text(tmp_path, xml, "export.xml")
    entry = only(reading)
    assert (entry.title, entry.text) == ("Met @ada & Max.", "Then left.\nEnd.")
    assert (entry.starred, entry.tags) == (True, ("ada",))
    assert [problem.item for problem in reading.problems] == ["export.xml, entry 2"]


@pytest.mark.parametrize("xml", ["<journal><entries><entry", "<journal><entries></journal>"])
def test_broken_xml_is_refused(tmp_path: Path, xml: str) -> None:
    with pytest.raises(ImportRefused, match="damaged or incomplete XML"):
        read_text(tmp_path, xml, "export.xml")


def test_the_yaml_that_is_none_is_read_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(
        "---\ntitle: Plan: three steps\ndate: 2024-03-09 14:05\nstarred: True\ntags: idea, R01\n"
        "body: |\t\t\n\tfirst\n\t\n\t\tindented\n...",
        "utf-8",
    )
    reading = registry.read(tmp_path)
    entry = only(reading)
    assert reading.format == "jrnl-yaml"
    assert (entry.title, entry.text) == ("Plan: three steps", "first\n\n\tindented")
    assert (entry.tags, entry.starred) == (("idea", "R01"), True)


def test_markdown_leaves_its_years_and_months_out_of_the_entries(tmp_path: Path) -> None:
    text = (
        "# 2023\n\n## December\n\n### 2023-12-31 10:00 Last\n\nText.\n\n#### Own heading\n \n"
        "# 2024\n\n## January\n\n### 2024-01-01 10:00 First @ada\n\n\n### 2024-01-02 10:00 Second\n\nEnd.\n"
    )
    reading = read_text(tmp_path, text, "export.md")
    assert reading.format == "jrnl-markdown"
    assert [(entry.title, entry.text) for entry in reading.entries] == [
        ("Last", "Text.\n\n#### Own heading"),
        ("First @ada", ""),
        ("Second", "End."),
    ]
