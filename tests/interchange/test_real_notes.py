"""Markdown notes that other programs really wrote, where a checkout of them lies beside the project."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import registry
from mentorjournal.interchange.plain import Entry
from mentorjournal.interchange.tasks import tasks_in
from tests.interchange.real import REAL, check_media, of, read, units

NOT_NOTES = (".org", ".png", ".txt", "app.json")
# The file lists a fourth tag, jekyllrb.com, which the table of expectations leaves out.
ONE_MORE_TAG = "2013-07-22-post-excerpt-with-layout.markdown"


def _whole(entry: Entry, key: str) -> list[str]:
    return [value for name, value in entry.extra if name == key]


def _moment(day: date | None, clock: Any) -> str:
    return f"{day}T{clock:%H:%M:%S}" if clock else f"{day}"


def _is_title(entry: Entry, expect: dict[str, Any]) -> bool:
    return entry.title in {expect["title"] or "", expect.get("title_also_ok", expect["title"] or "")}


NOTE_CHECKS: dict[str, Callable[[Entry, Any], bool]] = {
    "date": lambda entry, value: (
        _moment(entry.day, entry.time if "T" in value else None) == value.removesuffix("+00:00")
    ),
    "created": lambda entry, value: _moment(entry.day, entry.time).startswith(value),
    "updated": lambda entry, value: _whole(entry, "updated")[0].replace(" ", "T").startswith(value),
    "tags": lambda entry, value: [tag for tag in entry.tags_as_written if not tag.startswith("#")] == value,
    "tags_ci": lambda entry, value: [tag.lower() for tag in entry.tags] == value,
    "tags_inline": lambda entry, value: (
        [tag[1:] for tag in entry.tags_as_written if tag.startswith("#")] == value
    ),
    "not_tags": lambda entry, value: not set(entry.tags) & set(value),
    "aliases": lambda entry, value: _whole(entry, "alias") == value,
    "categories": lambda entry, value: _whole(entry, "category") == value,
    "body": lambda entry, value: entry.text == value,
    "body_is_empty": lambda entry, value: (not entry.text) is value,
    "published": lambda entry, value: _whole(entry, "published") == [str(value).lower()],
    "source": lambda entry, value: _whole(entry, "Source") == [value],
    "todo": lambda entry, value: entry.todo == {"open": "open", "completed": "done"}[value],
    "due": lambda entry, value: _moment(entry.due, entry.due_time).startswith(value),
    "tasks": lambda entry, value: len(list(tasks_in(entry.text))) == value,
    "tasks_done": lambda entry, value: sum(task.done for task in tasks_in(entry.text)) == value,
    "attachments": lambda entry, value: [media.name for media in entry.media] == value,
    "custom": lambda entry, value: all(
        _whole(entry, key) == [str(one).lower() if isinstance(one, bool) else str(one)]
        for key, one in value.items()
    ),
    "front_matter": lambda entry, value: (
        value is False and {key for key, _ in entry.extra} <= {"folder", "date"}
    ),
}


@pytest.mark.parametrize("unit", [one for one in of("markdown/") if not str(one.id).endswith(NOT_NOTES)])
def test_a_markdown_note_reads_as_its_program_means_it(unit: dict[str, Any]) -> None:
    expect, reading = dict(unit["expect"]), read(unit)
    [entry] = reading.entries
    if unit["path"].endswith(ONE_MORE_TAG):
        expect["tags"] = [*expect["tags"], "jekyllrb.com"]
    if "title" in expect:
        assert _is_title(entry, expect)
    unchecked = set(expect) - set(NOTE_CHECKS) - {"title", "title_also_ok", "note", "folder"}
    assert not unchecked
    for key, holds in NOTE_CHECKS.items():
        if key in expect:
            assert holds(entry, expect[key]), key
    if "third paragraph must survive" in expect.get("note", ""):
        assert "Third paragraph" in entry.text
    check_media(reading)


@pytest.mark.parametrize(
    "unit", [one for one in of("markdown/") if str(one.id).endswith(NOT_NOTES)] or of("none/")
)
def test_what_is_no_note_is_refused_by_itself(unit: dict[str, Any]) -> None:
    with pytest.raises(ImportRefused):
        registry.recognise(REAL / unit["path"])


def test_the_whole_folder_of_notes_reads_as_its_parts_do() -> None:
    top = REAL / "markdown"
    if not top.exists():
        pytest.skip("no real files beside this checkout")
    reading = registry.read(top)
    found = [unit["path"] for unit in units() if unit["path"].startswith("markdown/")]
    notes = {path.removeprefix("markdown/") for path in found if not path.endswith(NOT_NOTES)}
    assert {entry.item for entry in reading.entries} == notes
    assert reading.ignored == ["obsidian_small_vault/.obsidian/app.json"]
    assert [problem.item for problem in reading.problems] == ["logseq_journals/2020_05_14.org"]
    second = next(entry for entry in reading.entries if entry.title == "Second sample note")
    assert _whole(second, "folder") == ["obsidian_small_vault/folder"]
    assert [media.name for media in second.media] == ["test.png", "plaintext.txt"]
    check_media(reading)
