"""Files that other programs really wrote, where a checkout of them lies beside the project."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits, red_notebook, registry
from mentorjournal.interchange.decode import decode
from mentorjournal.interchange.plain import Entry, Reading
from mentorjournal.interchange.tasks import tasks_in

REAL = Path(__file__).parents[3] / "shared" / "real"
EXPECTED = REAL / "EXPECTED.json"
OURS = ("jrnl/", "dayone/", "rednotebook/", "markdown/")
NOT_NOTES = (".org", ".png", ".txt", "app.json")
# The file lists a fourth tag, jekyllrb.com, which the table of expectations leaves out.
ONE_MORE_TAG = "2013-07-22-post-excerpt-with-layout.markdown"


def _units() -> list[dict[str, Any]]:
    return json.loads(EXPECTED.read_text("utf-8"))["units"] if EXPECTED.exists() else []


def _of(*families: str) -> list[Any]:
    found = [
        pytest.param(unit, id=unit["path"]) for unit in _units() if unit["path"].startswith(families or ("",))
    ]
    return found or [pytest.param({}, marks=pytest.mark.skip(reason="no real files beside this checkout"))]


def _read(unit: dict[str, Any]) -> Reading:
    assert registry.recognise(REAL / unit["path"]) == unit["format"]
    return registry.read(REAL / unit["path"])


def _check_media(reading: Reading) -> None:
    for entry in reading.entries:
        assert len({media.name for media in entry.media}) == len(entry.media)
        for media in entry.media:
            assert len(media.read()) == media.size
            if media.in_text is not None:
                assert f"]({media.in_text})" in entry.text


@pytest.mark.parametrize("unit", _of("jrnl/"))
def test_jrnl_reads_as_jrnl_itself_reads_it(unit: dict[str, Any]) -> None:
    expect = unit["expect"]
    if "items" not in expect:
        with pytest.raises(ImportRefused, match="none of its dates can be read"):
            registry.read(REAL / unit["path"])
        return
    reading = _read(unit)
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


@pytest.mark.parametrize("unit", [param for param in _of("dayone/") if _is_json(param.values[0])])
def test_day_one_keeps_every_good_entry(unit: dict[str, Any]) -> None:
    expect, reading = unit["expect"], _read(unit)
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
    _check_media(reading)


@pytest.mark.parametrize(
    "unit", [param for param in _of("dayone/") if not _is_json(param.values[0])] or _of("none/")
)
def test_day_one_of_other_ages_is_read(unit: dict[str, Any]) -> None:
    expect, reading = unit["expect"], _read(unit)
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


@pytest.mark.parametrize("unit", _of("rednotebook/"))
def test_red_notebook_days_are_read_whole(unit: dict[str, Any]) -> None:
    expect, reading = unit["expect"], _read(unit)
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


@pytest.mark.parametrize("unit", [one for one in _of("markdown/") if not str(one.id).endswith(NOT_NOTES)])
def test_a_markdown_note_reads_as_its_program_means_it(unit: dict[str, Any]) -> None:
    expect, reading = dict(unit["expect"]), _read(unit)
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
    _check_media(reading)


@pytest.mark.parametrize(
    "unit", [one for one in _of("markdown/") if str(one.id).endswith(NOT_NOTES)] or _of("none/")
)
def test_what_is_no_note_is_refused_by_itself(unit: dict[str, Any]) -> None:
    with pytest.raises(ImportRefused):
        registry.recognise(REAL / unit["path"])


def test_the_whole_folder_of_notes_reads_as_its_parts_do() -> None:
    top = REAL / "markdown"
    if not top.exists():
        pytest.skip("no real files beside this checkout")
    reading = registry.read(top)
    units = [unit for unit in _units() if unit["path"].startswith("markdown/")]
    notes = {unit["path"].removeprefix("markdown/") for unit in units if not unit["path"].endswith(NOT_NOTES)}
    assert {entry.item for entry in reading.entries} == notes
    assert reading.ignored == ["obsidian_small_vault/.obsidian/app.json"]
    assert [problem.item for problem in reading.problems] == ["logseq_journals/2020_05_14.org"]
    second = next(entry for entry in reading.entries if entry.title == "Second sample note")
    assert _whole(second, "folder") == ["obsidian_small_vault/folder"]
    assert [media.name for media in second.media] == ["test.png", "plaintext.txt"]
    _check_media(reading)


@pytest.mark.parametrize("unit", _of("joplin/", "leap2a/", "keep/", "diaro/", "journey/", "enex/", "csv/"))
def test_other_programs_files_are_refused_by_name(unit: dict[str, Any]) -> None:
    with pytest.raises(ImportRefused, match=r"Joplin|Leap2A|Keep|Diaro|Journey|Evernote|CSV"):
        registry.read(REAL / unit["path"])


@pytest.mark.parametrize("unit", _of("icalendar/", "vcard/", "bibliography/"))
def test_calendars_addresses_and_references_are_refused_by_name(unit: dict[str, Any]) -> None:
    with pytest.raises(ImportRefused, match=r"iCalendar|vCard|RIS|PubMed|BibTeX|CSL-JSON"):
        registry.read(REAL / unit["path"])


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
    assert {unit["path"].split("/")[0] for unit in _units()} == tried


@pytest.mark.parametrize("unit", _of(*OURS))
def test_reading_twice_gives_the_same_identifiers(unit: dict[str, Any]) -> None:
    try:
        first = registry.read(REAL / unit["path"])
    except ImportRefused:
        return
    second = registry.read(REAL / unit["path"])
    assert [entry.source_id for entry in first.entries] == [entry.source_id for entry in second.entries]
    assert len({entry.source_id for entry in first.entries}) == len(first.entries)
