"""An import looks first, is one step, loses nothing, and never brings the same entry twice."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mentorjournal.errors import Cancelled, ImportRefused, ReadOnlyJournal
from mentorjournal.interchange.plain import Entry, Reading
from mentorjournal.model.record import Record
from mentorjournal.model.types import ActionItem, Attachment, Reflection, Tag
from mentorjournal.services import importing
from mentorjournal.services.history import History
from mentorjournal.services.imported_entries import ForeignJournal
from mentorjournal.services.records import Records
from mentorjournal.services.timeline import Timeline
from mentorjournal.storage import whole
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create, open_journal

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)
JRNL = """[2024-03-04 09:15] Journal club with @Ilse. *
She asked for the denominator.

[2024-03-05 18:40] Second thoughts about the #protocol
Fewer arms.
"""


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Database]:
    with create(tmp_path / "mine.journal") as database:
        yield database


@pytest.fixture
def jrnl(tmp_path: Path) -> Path:
    path = tmp_path / "work.txt"
    path.write_text(JRNL)
    return path


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


def test_a_dry_run_counts_and_changes_nothing(journal: Database, jrnl: Path) -> None:
    seen = importing.preview(journal, jrnl)
    assert (seen.format, seen.found, seen.new, seen.already_there) == ("jrnl-text", 2, 2, 0)
    assert [(row.title, row.date, row.new) for row in seen.rows] == [
        ("Journal club with @Ilse.", "2024-03-04", True),
        ("Second thoughts about the #protocol", "2024-03-05", True),
    ]
    assert everything(journal) == {}


def test_entries_become_reflections_with_their_day_text_star_and_tags(journal: Database, jrnl: Path) -> None:
    result = importing.run(journal, importing.preview(journal, jrnl))
    assert (result.found, result.imported, result.skipped, result.problems) == (2, 2, 0, ())
    first, second = sorted(of_type(journal, Reflection), key=lambda record: record.date)
    assert (first.date, first.at, first.starred) == (dt.date(2024, 3, 4), dt.time(9, 15), True)
    assert [(part.tag, part.heading, part.text) for part in first.sections] == [
        ("what", "", "She asked for the denominator.")
    ]
    assert (first.visibility, first.template, second.starred) == ("private", "free_page", False)
    names = {tag.id: tag.title for tag in of_type(journal, Tag)}
    assert [names[tag] for tag in (*first.tags, *second.tags)] == ["Ilse", "protocol"]
    assert [hit.row.id for hit in Timeline(journal).search("denominator")] == [first.id]


def test_an_import_is_one_step_of_the_history(journal: Database, jrnl: Path) -> None:
    result = importing.run(journal, jrnl)
    history = History(journal)
    assert history.next_undo() == result.label == "Import 2 entries from work.txt"
    history.undo()
    assert everything(journal) == {}
    assert importing.run(journal, jrnl).imported == 2


def test_the_same_entries_never_come_twice_not_even_past_the_trash(journal: Database, jrnl: Path) -> None:
    importing.run(journal, jrnl)
    before = everything(journal).keys()
    again = importing.run(journal, jrnl)
    assert (again.found, again.imported, again.skipped, again.label) == (2, 0, 2, "")
    Records(journal).trash(of_type(journal, Reflection)[0].id)
    assert importing.run(journal, jrnl).imported == 0
    assert everything(journal).keys() == before


def test_only_what_is_new_is_added(journal: Database, jrnl: Path) -> None:
    importing.run(journal, jrnl)
    jrnl.write_text(JRNL + "\n[2024-03-06 08:00] A third day.\n")
    seen = importing.preview(journal, jrnl)
    assert (seen.found, seen.new, seen.already_there) == (3, 1, 2)
    assert [row.new for row in seen.rows] == [False, False, True]
    result = importing.run(journal, seen)
    assert (result.imported, result.skipped, result.label) == (1, 2, "Import 1 entry from work.txt")


def test_tags_that_are_there_are_used_whatever_their_case(journal: Database, jrnl: Path) -> None:
    known = Records(journal).save(Tag(title="PROTOCOL")).id
    importing.run(journal, jrnl)
    assert sorted(tag.title for tag in of_type(journal, Tag)) == ["Ilse", "PROTOCOL"]
    assert any(known in record.tags for record in of_type(journal, Reflection))


def test_a_day_one_entry_keeps_its_moment_place_and_picture(journal: Database, tmp_path: Path) -> None:
    path = day_one(tmp_path / "export.zip", entry_with_photo(), photos={"cafe.png": PICTURE})
    assert importing.run(journal, path).problems == ()
    (record,) = of_type(journal, Reflection)
    (attachment,) = of_type(journal, Attachment)
    assert (record.title, record.date, record.at) == ("On the ward", dt.date(2024, 4, 17), dt.time(0, 30))
    assert record.time_zone == "Europe/Dublin"
    assert record.created_at == dt.datetime(2024, 4, 16, 23, 30, tzinfo=dt.UTC)
    assert record.updated_at == dt.datetime(2024, 4, 18, 7, tzinfo=dt.UTC)
    assert record.starred
    assert record.attachments == (attachment.id,)
    assert record.sections[0].text == f"Look: ![](attachment:{attachment.id}) and on."
    assert (record.sections[1].tag, record.sections[1].heading) == ("imported", "Imported details")
    for kept in ("North wing", "53.3", "Rain", "9 °C", "pinned: yes"):
        assert kept in record.sections[1].text
    assert (attachment.title, attachment.size, attachment.media_type) == (
        "cafe.png",
        len(PICTURE),
        "image/png",
    )
    with journal.reading() as reader:
        assert b"".join(reader.blob(attachment.sha256)) == PICTURE


def test_a_title_too_long_for_a_line_is_cut_and_kept_whole_in_the_text(journal: Database) -> None:
    long = "word " * 100_000
    run_entries(
        journal,
        entry(source_id="1", title=long, text="And more.", tags=("x" * 5000, "short")),
        entry(source_id="2", title=long, text="And more.", todo="open"),
        entry(source_id="3", text=long, todo="open"),
    )
    (record,) = of_type(journal, Reflection)
    titled, untitled = sorted(of_type(journal, ActionItem), key=lambda item: item.source_id)
    for title in (record.title, titled.title, untitled.title):
        assert len(title) <= 120
        assert title.endswith("word…")
    assert record.sections[0].text == titled.detail == f"{long.strip()}\n\nAnd more."
    assert untitled.detail == long
    assert [tag.title for tag in of_type(journal, Tag)] == ["short"]
    assert record.sections[1].text == f"- tag: {'x' * 5000}"


def test_a_dry_run_shows_a_title_that_fits(journal: Database, tmp_path: Path) -> None:
    rows = [{"title": "word " * 100_000, "body": "", "date": "2024-01-01", "time": "10:00"}]
    (tmp_path / "jrnl.json").write_text(json.dumps({"tags": {}, "entries": rows}))
    (row,) = importing.preview(journal, tmp_path / "jrnl.json").rows
    assert len(row.title) <= 120


def test_what_was_left_alone_is_named(journal: Database, tmp_path: Path) -> None:
    (tmp_path / "notes" / ".obsidian").mkdir(parents=True)
    (tmp_path / "notes" / "day.md").write_text("---\ndate: 2024-05-06\n---\nA note.")
    for name in (".obsidian/app.json", "plain.txt"):
        (tmp_path / "notes" / name).write_text("{}")
    seen = importing.preview(journal, tmp_path / "notes")
    done = importing.run(journal, seen)
    for problems in (seen.problems, done.problems, importing.run(journal, tmp_path / "notes").problems):
        assert [problem.item for problem in problems] == [".obsidian/app.json", "plain.txt"]
        assert all(problem.message.startswith("Left alone") for problem in problems)


def test_a_task_becomes_an_action_item(journal: Database) -> None:
    run_entries(
        journal,
        entry(source_id="1", title="Send draft", text="To all.", todo="open", due=dt.date(2024, 6, 1)),
        entry(
            source_id="2", title="Book room", todo="done", extra=(("source", "a mail"),), due_time=dt.time(9)
        ),
    )
    todo, done = sorted(of_type(journal, ActionItem), key=lambda item: item.source_id)
    assert (todo.title, todo.detail, todo.due, todo.done_on) == (
        "Send draft",
        "To all.",
        dt.date(2024, 6, 1),
        None,
    )
    assert done.done_on == dt.date(2024, 5, 6)
    assert done.detail == "Imported details\n\n- source: a mail\n- due at: 09:00"


def test_an_import_that_is_stopped_leaves_the_journal_as_it_was(journal: Database, jrnl: Path) -> None:
    seen = importing.preview(journal, jrnl)
    with pytest.raises(Cancelled, match="Nothing was added"):
        importing.run(journal, seen, cancelled=lambda: True)
    steps: list[int] = []
    with pytest.raises(Cancelled):
        importing.run(
            journal, seen, progress=lambda done, _total: steps.append(done), cancelled=lambda: len(steps) > 1
        )
    assert steps == [0, 1]
    assert everything(journal) == {}
    assert History(journal).next_undo() == ""


def test_visibility_is_private_unless_chosen(journal: Database, jrnl: Path) -> None:
    importing.run(journal, jrnl, visibility="exportable")
    assert {record.visibility for record in of_type(journal, Reflection)} == {"exportable"}
    assert {tag.visibility for tag in of_type(journal, Tag)} == {"private"}


def test_one_bad_entry_is_named_and_hides_no_other(journal: Database, tmp_path: Path) -> None:
    good = entry_with_photo() | {"uuid": "C" * 32, "text": "Good", "photos": []}
    path = day_one(tmp_path / "export.zip", {"uuid": "D" * 32, "creationDate": "soon", "text": "x"}, good)
    result = importing.run(journal, path)
    assert (result.found, result.imported) == (1, 1)
    assert any("D" * 32 in problem.item for problem in result.problems)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("none.json", b'{"metadata": {"version": "1.0"}, "entries": []}', "holds no entries"),
        ("cut.json", b'{"metadata": {"version": "1.0"}, "entries": [{"uuid": "A', "damaged or incomplete"),
        ("locked.txt", b"JRNLv3\x00\x10" + bytes(range(200)), "encrypted jrnl journal"),
        ("photo.png", PICTURE, "picture"),
        ("journal.json", b'{"format": "mentorjournal", "version": 1, "records": []}', "holds no records"),
        ("journal.json", b'{"format": "mentorjournal", "version": 9}', "newer version"),
        ("journal.json", b'{"format": "mentorjournal", "version": 1, "records": [{', "damaged or incomplete"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(
    journal: Database, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ImportRefused, match=says):
        importing.run(journal, tmp_path / name)
    assert everything(journal) == {}


def test_a_file_that_is_not_there_is_named(journal: Database, tmp_path: Path) -> None:
    for wanted in (None, "json", "jrnl-text"):
        with pytest.raises(ImportRefused, match=r"gone\.json"):
            importing.preview(journal, tmp_path / "gone.json", wanted)


def test_a_journal_opened_for_reading_takes_no_import_but_previews_it(journal: Database, jrnl: Path) -> None:
    with open_journal(journal.path, read_only=True) as reading:
        assert importing.preview(reading, jrnl).new == 2
        with pytest.raises(ReadOnlyJournal):
            importing.run(reading, jrnl)


def test_every_format_on_offer_has_a_name_a_label_and_a_description() -> None:
    assert importing.FORMATS[0].name == "json"
    assert len({item.name for item in importing.FORMATS}) == len(importing.FORMATS)
    assert all(item.label and item.looks_like for item in importing.FORMATS)


def test_a_dry_run_shows_the_first_words_of_what_has_no_title(journal: Database, tmp_path: Path) -> None:
    entry = {"date": "2024-01-01", "time": "09:00", "title": "", "body": "First words.\nMore.", "tags": []}
    source = tmp_path / "journal.json"
    source.write_text(json.dumps({"tags": {}, "entries": [entry]}))
    assert [row.title for row in importing.preview(journal, source).rows] == ["First words. More."]


def test_what_comes_in_is_counted_as_what_it_becomes() -> None:
    from mentorjournal.gui.dialogs.import_words import counted

    assert [counted(name, 2) for name in ("vcard", "ris", "jrnl-text", "json")] == [
        "2 people",
        "2 resources",
        "2 entries",
        "2 records",
    ]
