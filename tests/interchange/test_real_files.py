"""Files that other programs really wrote, where a checkout of them lies beside the project."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits, red_notebook, registry
from mentorjournal.interchange.decode import decode
from mentorjournal.interchange.plain import Entry
from tests.interchange.real import EXPECTED, OURS, REAL, check_media, of, read, units


@pytest.mark.parametrize("unit", of("jrnl/"))
def test_jrnl_reads_as_jrnl_itself_reads_it(unit: dict[str, Any]) -> None:
    expect = unit["expect"]
    if "items" not in expect:
        with pytest.raises(ImportRefused, match="none of its dates can be read"):
            registry.read(REAL / unit["path"])
        return
    reading = read(unit)
    entries = sorted(reading.entries, key=lambda entry: (entry.day, str(entry.time)))
    assert len(entries) == expect["entries"]
    for entry, item in zip(entries, expect["items"], strict=True):
        assert entry.day == date.fromisoformat(item["date"])
        assert entry.time is not None
        assert entry.time.strftime("%H:%M") == item["time"]
        assert entry.title == item["title"]
        assert bool(entry.text) is not item.get("body_empty", not entry.text)
        assert entry.starred == item.get("starred", False)
        if "tags" in item:
            assert sorted(tag.lower() for tag in entry.tags) == [tag.lstrip("@") for tag in item["tags"]]
            with_symbol = [tag.lower() for tag in entry.tags_as_written if tag.startswith("@")]
            assert unit["format"] == "jrnl-yaml" or sorted(with_symbol) == item["tags"]
    assert sorted(reading.ignored) == sorted(expect.get("ignored_files", []))
    month_only = "mostlyreadable" in unit["path"]
    assert any("names no day" in problem.message for problem in reading.problems) == month_only


def test_the_bracketed_line_of_an_old_jrnl_stays_in_the_text() -> None:
    path = REAL / "jrnl/journals/simple_jrnl-1-9-5.journal"
    if not path.exists():
        pytest.skip("no real files beside this checkout")
    assert "[2019-08-03 12:55] Some chat log" in registry.read(path).entries[1].text


def test_every_jrnl_export_of_one_entry_has_one_identifier() -> None:
    if not EXPECTED.exists():
        pytest.skip("no real files beside this checkout")
    exports = [
        REAL / "jrnl/exports" / f"tags.{ending}" for ending in ("text", "json", "xml", "yaml", "markdown")
    ]
    found = {tuple(sorted(entry.source_id for entry in registry.read(path).entries)) for path in exports}
    assert len(found) == 1


def _utc(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def _check_wall_clock(entry: Entry, written: str | None) -> None:
    if written is None:
        assert entry.time_zone is None
        return
    wall = datetime.strptime(written, "%Y-%m-%dT%H:%M:%S%z")
    assert entry.day == wall.date()
    assert entry.time == (None if entry.all_day else wall.time())
    assert entry.created == wall


def _is_json(unit: dict[str, Any]) -> bool:
    return not unit or unit["format"] == "dayone-json"


@pytest.mark.parametrize("unit", [param for param in of("dayone/") if _is_json(param.values[0])])
def test_day_one_keeps_every_good_entry(unit: dict[str, Any]) -> None:
    expect, reading = unit["expect"], read(unit)
    entries = reading.entries
    assert len(entries) == expect["entries_good"] == len({entry.source_id for entry in entries})
    for entry, item in zip(entries, expect["entries"], strict=True):
        assert entry.source_id == f"dayone:{item['uuid']}"
        assert entry.created == _utc(item["created_utc"])
        _check_wall_clock(entry, item["local"])
        assert list(entry.tags) == item["tags"]
        assert entry.starred == item["starred"]
    assert sorted({tag for entry in entries for tag in entry.tags}) == expect["distinct_tags"]
    assert sum(len(entry.media) for entry in entries) == expect["attachments_present"]
    assert sum(len(entry.missing_media) for entry in entries) == expect["attachments_missing"]
    differing = [entry for entry in entries if entry.created and entry.day != entry.created.date()]
    assert len(differing) == expect["entries_whose_local_day_differs_from_the_utc_day"]
    counts: Sequence[tuple[str, Callable[[Entry], bool]]] = (
        ("starred", lambda entry: entry.starred),
        ("pinned", lambda entry: entry.pinned),
        ("all_day", lambda entry: entry.all_day),
        ("empty_text", lambda entry: not (entry.title or entry.text)),
    )
    for key, holds in counts:
        assert sum(map(holds, entries)) == expect[key], key
    left_out = [problem for problem in reading.problems if "the other entries were read" in problem.message]
    assert [
        bad["uuid"] in problem.item for bad, problem in zip(expect["entries_bad"], left_out, strict=True)
    ] == [True for _ in expect["entries_bad"]]
    assert not any(
        escape in entry.text for entry in entries for escape in (r"\.", r"\-", r"\(", "dayone-moment")
    )
    empty = sum(media.size == 0 for entry in entries for media in entry.media)
    assert sum("0 bytes" in problem.message for problem in reading.problems) == empty
    check_media(reading)


@pytest.mark.parametrize(
    "unit", [param for param in of("dayone/") if not _is_json(param.values[0])] or of("none/")
)
def test_day_one_of_other_ages_is_read(unit: dict[str, Any]) -> None:
    expect, reading = unit["expect"], read(unit)
    if unit["format"] == "dayone-txt":
        assert [entry.day.isoformat() for entry in reading.entries] == expect["dates"]
        assert [entry.title for entry in reading.entries] == expect["titles"]
        assert any("before the first date" in problem.message for problem in reading.problems)
        return
    assert len(reading.entries) == expect["entries_good"]
    for entry, item in zip(reading.entries, expect["entries"], strict=True):
        assert Path(entry.item).name == item["file"]
        assert entry.created == _utc(item["created_utc"])
        _check_wall_clock(entry, item["local"])
        assert list(entry.tags) == item["tags"]
        assert entry.starred == item["starred"]
        assert ("location" in dict(entry.extra)) == item["location"]
        assert ("weather" in dict(entry.extra)) == item["weather"]
        assert bool(entry.text) is not item["text_empty"]
        assert entry.text.split("\n")[0] == item["first_line"]


@pytest.mark.parametrize("unit", of("rednotebook/"))
def test_red_notebook_days_are_read_whole(unit: dict[str, Any]) -> None:
    expect, reading = unit["expect"], read(unit)
    folder = REAL / unit["path"]
    assert len(list(folder.glob("????-??.txt"))) == expect["month_files"]
    assert len(reading.entries) == expect["days"]
    for entry, item in zip(reading.entries, expect["items"], strict=True):
        assert entry.day == date.fromisoformat(item["date"])
        assert sorted(entry.tags) == item["hashtags"]
        text, _ = decode((folder / f"{item['date'][:7]}.txt").read_bytes()[: limits.MAX_NOTE_BYTES])
        day = red_notebook.parse_month(text, "month")[0][entry.day.day]
        assert len(day.text) == item["text_length"]
        assert {name: list(items) for name, items in day.categories.items()} == item["categories"]
        for name, items in item["categories"].items():
            assert f"**{name}**" in entry.text
            assert all(f"- {one}" in entry.text.split("\n") for one in items)


def test_no_family_of_real_files_is_left_untried() -> None:
    if not EXPECTED.exists():
        pytest.skip("no real files beside this checkout")
    tried = {
        *(family.rstrip("/") for family in OURS),
        *(
            "joplin",
            "leap2a",
            "keep",
            "diaro",
            "journey",
            "enex",
            "csv",
            "icalendar",
            "vcard",
            "bibliography",
        ),
    }
    assert {unit["path"].split("/")[0] for unit in units()} == tried


@pytest.mark.parametrize("unit", of(*OURS))
def test_reading_twice_gives_the_same_identifiers(unit: dict[str, Any]) -> None:
    try:
        first = registry.read(REAL / unit["path"])
    except ImportRefused:
        return
    second = registry.read(REAL / unit["path"])
    assert [entry.source_id for entry in first.entries] == [entry.source_id for entry in second.entries]
    assert len({entry.source_id for entry in first.entries}) == len(first.entries)
