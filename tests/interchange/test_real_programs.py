"""What Joplin, Evernote, Google Keep, Journey and Diaro really wrote, where it lies beside the project."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from mentorjournal.interchange.plain import Entry, Reading
from tests.interchange.real import check_media, of, read


def by_title(reading: Reading, item: dict[str, Any]) -> Entry:
    found = [
        entry for entry in reading.entries if entry.title == item["title"] and not entry.item.count("task ")
    ]
    assert found, item["title"]
    return found[0]


def moment(written: str) -> datetime:
    return datetime.fromisoformat(written).astimezone(UTC)


@pytest.mark.parametrize("unit", of("joplin/"))
def test_joplin_notes_come_with_notebooks_tags_files_and_ticks(unit: dict[str, Any]) -> None:
    expect, reading = unit["expect"], read(unit)
    assert len(reading.entries) == expect["notes"] == len(expect["items"])
    assert reading.problems == []
    assert sorted({tag for entry in reading.entries for tag in entry.tags}) == expect["tags"]
    assert (
        len({media.name + entry.item for entry in reading.entries for media in entry.media})
        == expect["resources"]
    )
    for item in expect["items"]:
        entry = by_title(reading, item)
        extra = dict(entry.extra)
        assert extra["notebook"] == item["notebook"]
        assert (entry.created, entry.updated) == (moment(item["created"]), moment(item["updated"]))
        assert list(entry.tags) == item["tags"]
        assert entry.todo == (("done" if item["todo_completed"] else "open") if item["is_todo"] else "")
        assert len(entry.media) == item["attachments"]
        assert sum(key == "linked note" for key, _ in entry.extra) == item["note_links"]
        assert ":/" not in entry.text.replace("://", "")
    check_media(reading)


@pytest.mark.parametrize("unit", of("enex/"))
def test_evernote_notes_come_with_tags_files_boxes_and_tasks(unit: dict[str, Any]) -> None:
    expect, reading = unit["expect"], read(unit)
    notes = [entry for entry in reading.entries if not entry.todo]
    assert len(notes) == expect["notes"]
    tasks = [entry for entry in reading.entries if entry.todo]
    assert len(tasks) == sum(item["tasks"] for item in expect["items"])
    for entry, item in zip(notes, expect["items"], strict=True):
        assert entry.title == item["title"]
        assert entry.created == moment(item["created"])
        assert list(entry.tags) == item["tags"]
        assert dict(entry.extra).get("source") == item["source_url"]
        names = [name.replace(":", "-").replace("\\", "-") for name in item["attachments"]]
        assert [media.name.startswith(name) for media, name in zip(entry.media, names, strict=True)] == [
            True
        ] * len(names)
    check_media(reading)
    told = " ".join(problem.message for problem in reading.problems)
    name = unit["path"].rsplit("/", 1)[-1]
    if name == "invalid_date.enex":
        assert "10101T000000Z" in told
        assert notes[0].updated is None
    elif name == "tasks.enex":
        assert [(task.title, task.todo, task.due) for task in tasks] == [
            ("Clara", "done", None),
            ("Bob", "open", None),
            ("Jeff", "open", None),
        ]
        assert told.count("2757600913T000000Z") == len(tasks)
    elif name == "test-checkboxes.enex":
        assert notes[0].text == "- [ ] Checkbox not completed\n- [x] Checkbox done"
    elif name == "test-noteWithLatLong.enex":
        assert dict(notes[0].extra)["coordinates"] == "0.000100, 0.000100"
    elif name == "empty_resource.enex":
        assert "0 bytes" in told
    else:
        assert told == ""


@pytest.mark.parametrize("unit", of("keep/"))
def test_keep_notes_come_without_those_in_the_trash(unit: dict[str, Any]) -> None:
    expect, reading = unit["expect"], read(unit)
    assert len(reading.entries) == expect["notes_not_trashed"]
    by_file = {entry.item.rsplit("/", 1)[-1]: entry for entry in reading.entries}
    for item in expect["items"]:
        if item["trashed"]:
            assert any(problem.item.endswith(item["file"]) for problem in reading.problems)
            continue
        entry = by_file[item["file"]]
        assert entry.title == item["title"]
        assert entry.created is not None
        assert entry.created.replace(microsecond=0) == moment(item["created"])
        assert entry.updated is not None
        assert entry.updated.replace(microsecond=0) == moment(item["updated"])
        assert list(entry.tags) == item["labels"]
        assert entry.pinned == item["pinned"]
        assert ("archived" in dict(entry.extra)) == item["archived"]
        assert entry.text.count("- [") == item["checklist_items"]
        assert [media.name for media in entry.media] == item["attachments_present"]
        assert list(entry.missing_media) == item["attachments_missing"]
    check_media(reading)


@pytest.mark.parametrize("unit", of("journey/"))
def test_journey_entries_come_on_their_writers_day(unit: dict[str, Any]) -> None:
    expect, reading = unit["expect"], read(unit)
    assert len(reading.entries) == expect["entries"]
    by_id = {entry.source_id.removeprefix("journey:"): entry for entry in reading.entries}
    for item in expect["items"]:
        entry = by_id[item["id"]]
        wall = datetime.fromisoformat(item["local"])
        assert (entry.day, entry.time, entry.created) == (wall.date(), wall.time(), wall)
        extra = dict(entry.extra)
        assert ("coordinates" in extra) == item["has_location"]
        assert ("weather" in extra) == item["has_weather"]
        assert "e+308" not in repr(entry.extra)
        assert [media.name for media in entry.media] == item["photos_present"]
        assert (entry.title or entry.text).split("\n")[0] == item["text_first_line"]
        assert "<" not in entry.text
        assert list(entry.tags) == item["tags"]
    check_media(reading)


@pytest.mark.parametrize("unit", of("diaro/"))
def test_diaro_entries_come_with_folder_mood_tags_and_pictures(unit: dict[str, Any]) -> None:
    expect, reading = unit["expect"], read(unit)
    assert reading.problems == []
    assert len(reading.entries) == expect["entries"]
    assert sum(len(entry.media) for entry in reading.entries) == expect["attachments"]
    for entry, item in zip(reading.entries, expect["items"], strict=True):
        wall = datetime.fromisoformat(item["local"])
        assert entry.title == item["title"]
        assert (entry.day, entry.time) == (wall.date(), wall.time())
        extra = dict(entry.extra)
        assert extra.get("folder") == item["folder"]
        assert extra.get("mood") == item["mood"]
        assert ("coordinates" in extra) == item["location"]
        assert sorted(entry.tags) == sorted(item["tags"])
        assert [media.name for media in entry.media] == item["attachments"]
        assert (entry.text == "") == item["text_empty"]
    check_media(reading)
