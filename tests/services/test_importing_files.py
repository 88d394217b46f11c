"""Files of imported entries go into the journal whole, in parts, under one limit, or not at all."""

from __future__ import annotations

import datetime as dt
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.plain import Entry, Media, Problem, Reading
from mentorjournal.model.record import Record
from mentorjournal.model.types import Attachment, Reflection
from mentorjournal.services import attachments, importing
from mentorjournal.services.imported_entries import ForeignJournal
from mentorjournal.storage import whole
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Database]:
    with create(tmp_path / "mine.journal") as database:
        yield database


def everything(database: Database) -> dict[str, Record]:
    with database.reading() as reader:
        return {record.id: record for record in whole.all_records(reader)}


def of_type(database: Database, wanted: type[Record]) -> list[Any]:
    return [record for record in everything(database).values() if type(record) is wanted]


def day_one(path: Path, *entries: dict[str, Any], photos: dict[str, bytes] | None = None) -> Path:
    """A Day One export with these entries, made as Day One makes it."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Journal.json", json.dumps({"metadata": {"version": "1.0"}, "entries": entries}))
        for name, data in (photos or {}).items():
            archive.writestr(f"photos/{name}", data)
    return path


def entry_with_photo() -> dict[str, Any]:
    return {
        "uuid": "A" * 32,
        "creationDate": "2024-04-16T23:30:00Z",
        "modifiedDate": "2024-04-18T07:00:00Z",
        "timeZone": "Europe/Dublin",
        "isPinned": True,
        "tags": ["Ward", "ward round"],
        "text": "# On the ward\n\nLook: ![](dayone-moment://B1) and on.",
        "location": {"placeName": "North wing", "latitude": 53.3, "longitude": -6.2},
        "weather": {"conditionsDescription": "Rain", "temperatureCelsius": 9},
        "photos": [{"identifier": "B1", "md5": "cafe", "type": "png"}],
    }


def run_entries(database: Database, *entries: Entry) -> importing.Imported:
    """Import these entries as if a reader had just handed them over."""
    batch = ForeignJournal(Reading("test", list(entries)), Path("test.txt"))
    seen = importing.Preview(batch.path, "test", len(entries), len(entries), 0, (), (), batch)
    return importing.run(database, seen)


def entry(**values: Any) -> Entry:
    return Entry(**{"source_id": "test:1", "title": "", "text": "", "day": dt.date(2024, 5, 6), **values})


def unreadable() -> Iterator[bytes]:
    raise ImportRefused("photo.png inside the archive is damaged.")


def test_a_picture_that_is_none_is_kept_as_a_file_and_reported(journal: Database, tmp_path: Path) -> None:
    path = day_one(tmp_path / "export.zip", entry_with_photo(), photos={"cafe.png": b"GIF? no, words"})
    result = importing.run(journal, path)
    assert [problem.message for problem in result.problems] == [
        "cafe.png is named as a picture but is none. It was kept as a file."
    ]
    (record,), (attachment,) = of_type(journal, Reflection), of_type(journal, Attachment)
    assert attachment.media_type == "application/octet-stream"
    assert f"Look: [cafe.png](attachment:{attachment.id}) and on." == record.sections[0].text


def test_a_file_that_cannot_be_read_is_reported_and_the_text_kept(journal: Database) -> None:
    media = Media("photo.png", "image/png", 9, unreadable, "attachment:photo.png")
    text = "Before ![the board](attachment:photo.png) after."
    result = run_entries(journal, entry(text=text, media=(media,), item="entry 1"))
    assert result.problems == (
        Problem("entry 1", "photo.png was left out: photo.png inside the archive is damaged."),
    )
    (record,) = of_type(journal, Reflection)
    assert record.sections[0].text == "Before *(the board: not kept)* after."


def cut_short() -> Iterator[bytes]:
    yield bytes(1 << 20)
    raise ImportRefused("film.mov inside the archive is damaged.")


def test_a_file_that_is_damaged_in_its_middle_leaves_no_part(journal: Database) -> None:
    media = (
        Media("film.mov", "video/quicktime", 9, cut_short, "attachment:film.mov"),
        Media("a.png", "image/png", 9, lambda: iter((PICTURE[:3], PICTURE[3:])), "attachment:a.png"),
    )
    result = run_entries(journal, entry(text="Text.", media=media))
    assert [problem.message[:21] for problem in result.problems] == ["film.mov was left out"]
    (kept,) = of_type(journal, Attachment)
    assert (kept.title, kept.size, kept.media_type) == ("a.png", len(PICTURE), "image/png")
    with journal.reading() as reader:
        assert b"".join(reader.blob(kept.sha256)) == PICTURE
        assert reader.connection.exec_driver_sql("SELECT count(*) FROM blob").scalar() == 1


@pytest.mark.parametrize("stored", [True, False], ids=["zip", "folder"])
def test_memory_is_bounded_by_a_part_and_not_by_a_file(
    journal: Database, tmp_path: Path, stored: bool
) -> None:
    import tracemalloc

    size, path = 24 << 20, tmp_path / "export"
    film = os.urandom(1 << 20) * 24
    if stored:
        path = day_one(tmp_path / "export.zip", entry_with_photo(), photos={"cafe.mov": film})
    else:
        (path / "photos").mkdir(parents=True)
        (path / "photos" / "cafe.mov").write_bytes(film)
        (path / "Journal.json").write_text(
            json.dumps({"metadata": {"version": "1.0"}, "entries": [entry_with_photo()]})
        )
    del film
    tracemalloc.start()
    try:
        importing.run(journal, path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    (kept,) = of_type(journal, Attachment)
    assert kept.size == size
    assert peak < size // 2


def test_one_limit_holds_for_every_way_in() -> None:
    assert attachments.MOST_BYTES == limits.MAX_MEDIA_BYTES == 512 * limits.MIB


def test_files_with_names_that_begin_alike_keep_apart(journal: Database) -> None:
    names = ("a.png", "a.png.png")
    media = tuple(
        Media(name, "image/png", 9, lambda: iter((PICTURE,)), f"attachment:{name}") for name in names
    )
    text = '![](attachment:a.png.png) ![x](attachment:a.png "t") attachment:a.png'
    run_entries(journal, entry(text=text, media=media))
    ids = {item.title: item.id for item in of_type(journal, Attachment)}
    (record,) = of_type(journal, Reflection)
    assert record.sections[0].text == (
        f'![](attachment:{ids["a.png.png"]}) ![x](attachment:{ids["a.png"]} "t") attachment:a.png'
    )
    assert len({item.sha256 for item in of_type(journal, Attachment)}) == 1
