"""Joplin's JEX and RAW: notes, to-dos, notebooks, files and links, and what is locked, binned or broken."""

from __future__ import annotations

import datetime as dt
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits, registry
from mentorjournal.interchange.joplin_items import parse
from mentorjournal.interchange.tar_source import TarSource
from tests.interchange.made_exports import PNG, ident, jex, joplin_item, raw

NOTE = joplin_item(1, 1, "Aims", "Shorter.", parent_id=ident(21))
BOOKS = (joplin_item(2, 20, "Lab", parent_id=""), joplin_item(2, 21, "Meetings", parent_id=ident(20)))


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system's zone cannot be changed for one test")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_a_text_may_end_in_lines_that_look_like_properties() -> None:
    item = parse("Title\n\nsay: this\n\nid: no\n\nid: 1\nauthor: a: b\nsource_url: \ntype_: 1")
    assert item is not None
    assert (item.title, item.body) == ("Title", "say: this\n\nid: no")
    assert (item.get("id"), item.get("author"), item.get("source_url")) == ("1", "a: b", "")
    assert parse("No item at all") is None
    assert parse("id: 1\nnot a property\ntype_: 1") is None


@pytest.mark.parametrize("form", ["jex", "raw"])
def test_a_note_comes_with_notebook_tags_file_and_link(tmp_path: Path, form: str) -> None:
    items = (
        joplin_item(
            1,
            1,
            "Aims",
            f'![plot](:/{ident(3)})\nand [that](:/{ident(2)} "x") and [gone](:/{ident(9)})',
            parent_id=ident(21),
            latitude="48.2",
            longitude="16.3",
            author="Rosa",
        ),
        joplin_item(1, 2, "Other", "Text"),
        *BOOKS,
        joplin_item(4, 3, "plot", mime="image/png", file_extension="png", size=len(PNG)),
        (f"resources/{ident(3)}.png", PNG),
        (f"resources/{ident(8)}.pdf", b"%PDF"),
        joplin_item(5, 5, "protocol"),
        joplin_item(6, 6, note_id=ident(1), tag_id=ident(5)),
    )
    path = jex(tmp_path / "a.jex", *items) if form == "jex" else raw(tmp_path / "raw", *items)
    reading = registry.read(path)
    assert reading.format == f"joplin-{form}"
    first = next(entry for entry in reading.entries if entry.title == "Aims")
    assert (
        first.text
        == "![plot](attachment:plot.png)\nand that (“Other”) and *(gone: not in the export)*".replace(
            "![plot]", "![]"
        )
    )
    assert [(media.name, media.read()) for media in first.media] == [("plot.png", PNG)]
    assert first.missing_media == ("gone",)
    assert first.tags == ("protocol",)
    assert dict(first.extra) == {
        "notebook": "Lab/Meetings",
        "author": "Rosa",
        "coordinates": "48.200000, 16.300000",
        "linked note": "Other",
    }
    assert first.source_id == f"joplin:{ident(1)}"
    assert [problem.message for problem in reading.problems] == [
        "Not in the export, so left out: gone. The text was kept."
    ]
    assert reading.ignored == [f"resources/{ident(8)}.pdf"]


def test_a_to_do_is_an_action_item_with_its_days(tmp_path: Path) -> None:
    due, done = 1_709_332_200_000, 1_709_418_600_000
    raw(
        tmp_path,
        joplin_item(1, 1, "Send draft", is_todo=1, todo_due=due, todo_completed=done),
        joplin_item(1, 2, "Ask Ilse", is_todo=1, todo_due=0, todo_completed=0),
    )
    first, second = registry.read(tmp_path).entries
    wall = dt.datetime.fromtimestamp(due / 1000, dt.UTC).astimezone()
    assert (first.todo, first.due, first.due_time) == ("done", wall.date(), wall.time())
    assert first.done_on == dt.datetime.fromtimestamp(done / 1000, dt.UTC).astimezone().date()
    assert (second.todo, second.due, second.done_on) == ("open", None, None)


@pytest.mark.usefixtures("far_east")
def test_a_note_of_the_late_evening_belongs_to_its_writers_day(tmp_path: Path) -> None:
    [entry] = registry.read(raw(tmp_path, NOTE)).entries
    assert entry.created == dt.datetime(2024, 3, 1, 22, 30, 0, 250_000, tzinfo=dt.UTC)
    assert (entry.day, entry.time) == (dt.date(2024, 3, 2), dt.time(11, 30))


def test_what_is_locked_binned_or_no_item_is_told_one_by_one(tmp_path: Path) -> None:
    raw(
        tmp_path,
        NOTE,
        joplin_item(1, 2, encryption_applied=1, encryption_cipher_text="JED01"),
        joplin_item(1, 3, "Old", deleted_time=1_709_332_200_000),
        joplin_item(1, 4, "No day", user_created_time="x", created_time=""),
        joplin_item(4, 5, "secret.png", encryption_blob_encrypted=1),
        joplin_item(1, 6, "Shows it", f"![](:/{ident(5)})"),
        (f"resources/{ident(5)}.crypted", b"JED01"),
        (f"{ident(7)}.md", b"no item"),
        joplin_item(13, 8, item_id=ident(1)),
        joplin_item(13, 9, item_id=ident(1)),
    )
    reading = registry.read(tmp_path)
    assert [entry.title for entry in reading.entries] == ["Aims", "Shows it"]
    told = {problem.item: problem.message for problem in reading.problems}
    assert "only Joplin can unlock" in told[f"{ident(2)}.md"]
    assert "trash" in told[f"{ident(3)}.md"]
    assert "date" in told[f"{ident(4)}.md"]
    assert "no whole item" in told[f"{ident(7)}.md"]
    assert "2 items are Joplin's own bookkeeping" in told[tmp_path.name]
    assert any("secret.png" in problem.message for problem in reading.problems)
    assert reading.ignored == []


def test_a_note_in_html_becomes_markdown_with_its_picture(tmp_path: Path) -> None:
    raw(
        tmp_path,
        joplin_item(
            1, 1, "Clip", f'<p>One <b>two</b></p><img src=":/{ident(3)}" alt="x"/>', markup_language=2
        ),
        joplin_item(4, 3, "plot.png"),
        (f"resources/{ident(3)}.png", PNG),
    )
    [entry] = registry.read(tmp_path).entries
    assert entry.text == "One **two**\n\n![](attachment:plot.png)"


def test_an_archive_cut_in_its_middle_gives_what_is_whole(tmp_path: Path) -> None:
    path = jex(tmp_path / "a.jex", NOTE, joplin_item(1, 2, "Cut", "x" * 3000))
    path.write_bytes(path.read_bytes()[: 512 * 2 + 512 + 700])
    reading = registry.read(path)
    assert [entry.title for entry in reading.entries] == ["Aims"]
    assert {problem.item for problem in reading.problems} == {"a.jex", f"{ident(2)}.md"}


def test_no_file_of_an_archive_leads_out_of_it(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    link = tarfile.TarInfo(f"resources/{ident(3)}.png")
    link.type, link.linkname = tarfile.SYMTYPE, str(tmp_path / "secret.png")
    hard = tarfile.TarInfo(f"resources/{ident(4)}.png")
    hard.type, hard.linkname = tarfile.LNKTYPE, "../secret.png"
    path = jex(
        tmp_path / "a.jex",
        joplin_item(1, 1, "Aims", f"![](:/{ident(3)}) ![](:/{ident(4)})"),
        ("../outside.md", b"x"),
        ("/etc/absolute.md", b"x"),
        extra=(link, hard),
    )
    reading = registry.read(path)
    assert reading.entries[0].media == ()
    assert len(reading.entries[0].missing_media) == 2
    assert sum("outside the archive" in problem.message for problem in reading.problems) == 4
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.jex", "secret.png"]


def test_a_header_that_claims_gigabytes_of_names_is_not_believed(tmp_path: Path) -> None:
    path = jex(tmp_path / "a.jex", NOTE)
    huge = tarfile.TarInfo("x")
    huge.type, huge.size = tarfile.XHDTYPE, 8 * limits.GIB
    path.write_bytes(path.read_bytes()[:1024] + huge.tobuf(tarfile.GNU_FORMAT) + bytes(5 * limits.MIB))
    source = TarSource(path)
    assert source.cut
    assert source.names() == [f"{ident(1)}.md"]


def test_an_archive_of_too_many_files_or_too_much_text_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = jex(tmp_path / "a.jex", *(joplin_item(1, number, "Aims", "x" * 500) for number in range(9)))
    monkeypatch.setattr(limits, "MAX_NOTES_BYTES", 4_000)
    with pytest.raises(ImportRefused, match="one notebook at a time"):
        registry.read(path)
    monkeypatch.setattr(limits, "MAX_FILES", 5)
    with pytest.raises(ImportRefused, match="more files"):
        registry.read(path)


def test_notebooks_within_themselves_end(tmp_path: Path) -> None:
    raw(
        tmp_path,
        NOTE,
        joplin_item(2, 21, "A", parent_id=ident(22)),
        joplin_item(2, 22, "B", parent_id=ident(21)),
    )
    [entry] = registry.read(tmp_path).entries
    assert len(dict(entry.extra)["notebook"]) < 200
