"""Markdown notes with and without properties."""

from __future__ import annotations

import os
import zipfile
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from mentorjournal.interchange import registry
from mentorjournal.interchange.plain import Entry, Reading
from mentorjournal.interchange.tasks import Task, tasks_in


def only(reading: Reading) -> Entry:
    [entry] = reading.entries
    return entry


def note(tmp_path: Path, text: str, name: str = "Weekly meeting.md") -> Path:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_properties_win_over_the_name_and_the_name_over_the_files_date(tmp_path: Path) -> None:
    by_property = note(tmp_path, "---\ndate: 2024-05-06 09:30\n---\nText", "2023-01-01-old.md")
    by_name = note(tmp_path, "Text", "2023_01_02.md")
    by_file = note(tmp_path, "Text", "undated.md")
    noon = datetime(2022, 3, 4, 12).astimezone().timestamp()
    os.utime(by_file, (noon, noon))
    found = [only(registry.read(path)) for path in (by_property, by_name, by_file)]
    assert [entry.day for entry in found] == [date(2024, 5, 6), date(2023, 1, 2), date(2022, 3, 4)]
    assert found[0].time == time(9, 30)
    assert "taken from the day" in dict(found[2].extra)["date"]
    assert "date" not in dict(found[1].extra)


def test_the_identifier_outlives_a_copy_of_the_file(tmp_path: Path) -> None:
    path = note(tmp_path, "Text")
    before = only(registry.read(path)).source_id
    os.utime(path, (1, 1))
    assert only(registry.read(path)).source_id == before


@pytest.mark.parametrize(
    ("name", "text", "title", "body"),
    [
        ("Weekly meeting.md", "Text", "Weekly meeting", "Text"),
        ("Weekly meeting.md", "# Aims\n\nText", "Aims", "Text"),
        ("Weekly meeting.md", "---\ntitle: Own\n---\n# Aims\n\nText", "Own", "# Aims\n\nText"),
        ("Weekly meeting.md", "---\ntitle: Aims\n---\n# Aims\n\nText", "Aims", "Text"),
        ("Weekly meeting.md", "## Lower\n\nText", "Weekly meeting", "## Lower\n\nText"),
        ("2024-05-06 Visit to the lab.md", "Text", "Visit to the lab", "Text"),
        ("2024-05-06-visit.md", "Text", "", "Text"),
        ("20240506.md", "Text", "", "Text"),
        ("2024-13-45.md", "Text", "2024-13-45", "Text"),
    ],
)
def test_the_title_is_the_nearest_to_the_writers_own(
    tmp_path: Path, name: str, text: str, title: str, body: str
) -> None:
    entry = only(registry.read(note(tmp_path, text, name)))
    assert (entry.title, entry.text) == (title, body)


def test_properties_are_taken_whatever_their_case_and_the_rest_kept(tmp_path: Path) -> None:
    text = (
        "---\nTITLE: 007\nTags: [R01, '#Aims']\nCompleted?: no\nDue: 2024-06-01 13:00\nupdated: 2024-05-07T10:00:00Z\n"
        "created: 2024-05-06T23:30:00-05:00\naliases: [one, two]\ncategory: a b\nrating: 5\nempty:\nlist: [x, 1]\n"
        "deep: {a: [1, {b: c}]}\nnothing: ~\n---\nText #inline #R01"
    )
    entry = only(registry.read(note(tmp_path, text)))
    assert entry.title == "007"
    assert entry.tags == ("R01", "Aims", "inline")
    assert (entry.todo, entry.due, entry.due_time) == ("open", date(2024, 6, 1), time(13, 0))
    assert (entry.day, entry.created) == (date(2024, 5, 6), datetime(2024, 5, 7, 4, 30, tzinfo=UTC))
    assert entry.updated == datetime(2024, 5, 7, 10, tzinfo=UTC)
    assert entry.extra == (
        ("alias", "one"),
        ("alias", "two"),
        ("category", "a"),
        ("category", "b"),
        ("rating", "5"),
        ("list", "x, 1"),
        ("deep", '{"a": ["1", {"b": "c"}]}'),
    )


def test_properties_that_are_nearly_yaml_are_read_line_by_line(tmp_path: Path) -> None:
    text = "---\ntitle: Plan: part two\ntags:\n\t- one\n - two\n- three\ndate: 2024-05-06\n---\nText"
    reading = registry.read(note(tmp_path, text))
    entry = only(reading)
    assert (entry.title, entry.tags, entry.day) == (
        "Plan: part two",
        ("one", "two", "three"),
        date(2024, 5, 6),
    )
    assert reading.problems == []


def test_properties_that_make_no_sense_are_kept_as_they_are(tmp_path: Path) -> None:
    reading = registry.read(note(tmp_path, "---\ntitle: Kept\nother: [\n%%% what\n---\nText"))
    entry = only(reading)
    assert entry.title == "Kept"
    assert "%%% what" in dict(entry.extra)["front matter"]
    assert "kept as they are written" in reading.problems[0].message


@pytest.mark.parametrize(
    "text", ["---\nno properties\n---\nText", "---\nnever closed", "Text\n\n---\na: b\n---"]
)
def test_a_rule_is_no_front_matter(tmp_path: Path, text: str) -> None:
    assert only(registry.read(note(tmp_path, text))).text == text


def test_an_unreadable_date_is_told_and_kept(tmp_path: Path) -> None:
    reading = registry.read(note(tmp_path, "---\ndate: next Tuesday\n---\nText", "2024-05-06.md"))
    assert only(reading).day == date(2024, 5, 6)
    assert ("date", "next Tuesday") in only(reading).extra
    assert "“next Tuesday”" in reading.problems[0].message


def test_words_in_code_and_addresses_are_no_tags(tmp_path: Path) -> None:
    text = (
        "#Real/nested a#b #42 `#code` [x](page #anchor) [[Note #head]] https://e.org/#part\n"
        "```\n#fenced\n```\n~~~\n#also\n~~~\n#last"
    )
    assert only(registry.read(note(tmp_path, text))).tags == ("Real/nested", "last")


def test_attachments_are_found_as_each_program_writes_them(tmp_path: Path) -> None:
    for name in ("_resources/a b.png", "pics/deep.jpg", "notes/beside.pdf", "notes/data (1).csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    text = (
        "![one](../_resources/a%20b.png) ![[deep.jpg|300]] ![[deep.jpg|Board]] [paper](beside.pdf)\n"
        '[sheet](<data (1).csv> "title") ![gone](lost.png) [page](https://e.org/x.png) [note](Other.md)\n'
        "`![code](beside.pdf)`\n"
    )
    note(tmp_path, text, "notes/Visit.md")
    reading = registry.read(tmp_path)
    entry = only(reading)
    assert [media.name for media in entry.media] == ["deep.jpg", "a b.png", "beside.pdf", "data (1).csv"]
    assert entry.text.split("\n") == [
        "![one](attachment:a%20b.png) ![](attachment:deep.jpg) ![Board](attachment:deep.jpg) [paper](attachment:beside.pdf)",
        "[sheet](attachment:data%20%281%29.csv) ![gone](lost.png) [page](https://e.org/x.png) [note](Other.md)",
        "`![code](beside.pdf)`",
    ]
    assert entry.missing_media == ("lost.png",)
    assert reading.ignored == []
    assert dict(entry.extra)["folder"] == "notes"


def test_a_note_by_itself_takes_what_lies_beside_it_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "deep.png").write_bytes(b"far")
    (tmp_path / "near.png").write_bytes(b"near")
    path = note(tmp_path, "![](near.png) ![[deep.png]]")
    entry = only(registry.read(path))
    assert [media.read() for media in entry.media] == [b"near"]
    assert entry.missing_media == ("deep.png",)


def test_hidden_folders_other_files_and_org_are_told_apart(tmp_path: Path) -> None:
    note(tmp_path, "Text")
    note(tmp_path, "{}", ".obsidian/app.json")
    note(tmp_path, "Trash", ".trash/old.md")
    note(tmp_path, "* Heading", "plan.org")
    note(tmp_path, "plain", "plain.txt")
    reading = registry.read(tmp_path)
    assert only(reading).text == "Text"
    assert reading.ignored == [".obsidian/app.json", ".trash/old.md", "plain.txt"]
    assert [problem.item for problem in reading.problems] == ["plan.org"]


def test_a_zip_of_notes_reads_like_the_folder(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "vault.zip", "w") as archive:
        archive.writestr("vault/One.md", "![[pic.png]]")
        archive.writestr("vault/files/pic.png", b"picture")
    [media] = only(registry.read(tmp_path / "vault.zip")).media
    assert media.read() == b"picture"


def test_logseq_bullets_become_check_boxes_and_empty_ones_go(tmp_path: Path) -> None:
    text = "- TODO Write\n- DONE Read\n\t- LATER Rest\n- NOWHERE\n-\n-"
    entry = only(registry.read(note(tmp_path, text, "2024_05_06.md")))
    assert entry.text == "- [ ] Write\n- [x] Read\n\t- [ ] Rest\n- NOWHERE"
    plain = only(registry.read(note(tmp_path, "- TODO stays", "Other.md")))
    assert plain.text == "- TODO stays"


def test_check_boxes_tell_their_days_outside_code() -> None:
    text = "- [ ] Draft 📅 2024-06-01\n* [x] Sent ✅ 2024-05-30\n1. [X] Filed\n- [] none\n```\n- [ ] code\n```\n- [-] dropped"
    assert list(tasks_in(text)) == [
        Task("Draft 📅 2024-06-01", False, date(2024, 6, 1)),
        Task("Sent ✅ 2024-05-30", True, None, date(2024, 5, 30)),
        Task("Filed", True),
        Task("dropped", True),
    ]


def test_a_note_that_is_no_text_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_bytes(bytes(range(32)) * 20)
    note(tmp_path, "Text")
    reading = registry.read(tmp_path)
    assert only(reading).text == "Text"
    assert [problem.item for problem in reading.problems] == ["bad.md"]
