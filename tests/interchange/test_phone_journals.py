"""Google Keep, Journey and Diaro: what phones hand out, its quirks, and where it breaks."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits, registry
from mentorjournal.interchange.html_markdown import to_markdown
from tests.interchange.made_exports import PNG, diaro, diaro_row, journey_entry, keep_note, zipped


def test_keep_gives_lists_labels_links_and_files(tmp_path: Path) -> None:
    rows = [{"text": "one", "isChecked": True}, {"text": "two\nlines", "isChecked": False}]
    path = zipped(
        tmp_path / "takeout.zip",
        {
            "Takeout/Notizen/List.json": keep_note(
                textContent=None,
                listContent=rows,
                labels=[{"name": "lab"}],
                isArchived=True,
                isPinned=True,
                attachments=[{"filePath": "a.jpeg", "mimetype": "image/jpeg"}, {"filePath": "gone.png"}],
                annotations=[{"source": "WEBLINK", "title": "Page", "url": "https://example.org"}],
                sharees=[{"email": "rosa@example.org"}],
            ),
            "Takeout/Notizen/a.jpg": PNG,
            "Takeout/Notizen/List.html": "<html>",
            "Takeout/Notizen/Bin.json": keep_note(isTrashed=True),
            "Takeout/Notizen/Old.json": keep_note(createdTimestampUsec=None),
            "Takeout/Notizen/Undated.json": keep_note(createdTimestampUsec=0, userEditedTimestampUsec="x"),
            "Takeout/Notizen/Broken.json": keep_note()[:80],
            "Takeout/Notizen/Other.json": "[]",
            "Takeout/Mail/Settings.json": '{"a": 1}',
        },
    )
    assert registry.recognise(path) == "google-keep"
    reading = registry.read(path)
    first, old = reading.entries
    assert first.text == "- [x] one\n- [ ] two lines"
    assert first.tags == ("lab",)
    assert first.pinned
    assert first.extra == (
        ("archived", "yes"),
        ("link", "Page: https://example.org"),
        ("shared with", "rosa@example.org"),
    )
    assert [(media.name, media.read()) for media in first.media] == [("a.jpg", PNG)]
    assert first.missing_media == ("gone.png",)
    assert first.created == dt.datetime(2024, 3, 1, 22, 30, 0, 250_000, tzinfo=dt.UTC)
    assert old.created == dt.datetime(2024, 3, 1, 22, 31, tzinfo=dt.UTC)
    told = {problem.item.rsplit("/", 1)[-1]: problem.message for problem in reading.problems}
    assert set(told) == {"List.json", "Bin.json", "Undated.json", "Broken.json", "Other.json"}
    assert "trash" in told["Bin.json"]
    assert "It was left out" in told["Broken.json"]
    assert reading.ignored == ["Takeout/Mail/Settings.json"]


def test_one_note_of_keep_is_read_alone(tmp_path: Path) -> None:
    path = tmp_path / "anything.dat"
    path.write_text(keep_note())
    [entry] = registry.read(path).entries
    assert (entry.title, entry.text) == ("Aims", "Shorter")
    path.write_text(keep_note(isTrashed=True))
    with pytest.raises(ImportRefused, match="trash"):
        registry.read(path)


def test_a_path_out_of_a_takeout_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    folder = tmp_path / "Keep"
    folder.mkdir()
    (folder / "a.json").write_text(
        keep_note(attachments=[{"filePath": "../secret.png"}, {"filePath": "/etc/passwd"}])
    )
    [entry] = registry.read(folder).entries
    assert entry.media == ()
    assert len(entry.missing_media) == 2


def test_journey_gives_the_writers_day_and_no_senseless_numbers(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "j.zip",
        {
            "1.json": journey_entry(photos=["p.jpg", "gone.jpg"], favourite=True, tags=["lab", "Lab"]),
            "1709332200250-a1-p.jpg": PNG,
            "2.json": journey_entry(
                id="2",
                text="Plain\ntext 2 < 3",
                lat=48.2,
                lon=16.3,
                weather={"degree_c": 7.5, "place": "Vienna"},
            ),
            "3.json": journey_entry(id="3", date_journal=9e300),
            "4.json": journey_entry(
                id="4", timezone="../../etc", text=None, photos="x", weather=[], tags=[1, None]
            ),
            "5.json": journey_entry()[:50],
        },
    )
    reading = registry.read(path)
    assert reading.format == "journey"
    first, second, third = reading.entries
    assert (first.day, first.time, first.time_zone) == (dt.date(2024, 3, 1), dt.time(23, 30), "Europe/Vienna")
    assert (first.text, first.starred, first.tags, first.extra) == ("Met **Ilse**", True, ("lab",), ())
    assert [media.read() for media in first.media] == [PNG]
    assert first.missing_media == ("gone.jpg",)
    assert second.text == "Plain\ntext 2 < 3"
    assert dict(second.extra) == {"coordinates": "48.200000, 16.300000", "weather": "Vienna, 7.5 °C"}
    assert third.time_zone is None
    assert {problem.item for problem in reading.problems} == {"1.json", "3.json", "5.json"}


def test_diaro_gives_folders_moods_tags_places_and_files(tmp_path: Path) -> None:
    backup = diaro(
        folders=[diaro_row(uid="f", title="Lab &amp; home")],
        tags=[diaro_row(uid="t1", title="Ideas")],
        moods=[diaro_row(uid="1", title="Great")],
        locations=[diaro_row(uid="l", title="Library", address="Library", lat="48.2", lng="16.3")],
        entries=[
            diaro_row(
                uid="e1",
                date="1709332200250",
                tz_offset="+02:00",
                title="Aims",
                text="One\nTwo",
                folder_uid="f",
                location_uid="l",
                tags=",t1,gone,",
                mood="1",
                weather_temperature="0",
                weather_icon="",
                weather_description="",
            ),
            diaro_row(uid="e2", date="x", title="Undated"),
        ],
        attachments=[
            diaro_row(uid="a2", entry_uid="e1", type="photo", filename="b.png", position="2"),
            diaro_row(uid="a1", entry_uid="e1", type="photo", filename="a.png", position="1"),
            diaro_row(uid="a3", entry_uid="e1", type="photo", filename="../../x.png", position="3"),
        ],
        templates=[diaro_row(uid="x", name="Day", title="No entry", text="Not at all")],
    )
    path = zipped(
        tmp_path / "d.zip", {"DiaroBackup.xml": backup, "media/photo/a.png": PNG, "media/photo/b.png": PNG}
    )
    reading = registry.read(path)
    [entry] = reading.entries
    assert (entry.day, entry.time, entry.title, entry.text) == (
        *(dt.date(2024, 3, 2), dt.time(0, 30)),
        *("Aims", "One\nTwo"),
    )
    assert entry.tags == ("Ideas",)
    assert dict(entry.extra) == {
        "folder": "Lab & home",
        "mood": "Great",
        "location": "Library",
        "coordinates": "48.200000, 16.300000",
    }
    assert [media.name for media in entry.media] == ["a.png", "b.png"]
    assert entry.missing_media == ("../../x.png",)
    assert [problem.item for problem in reading.problems] == [
        "DiaroBackup.xml, entry 1",
        "DiaroBackup.xml, entry 2",
    ]


def test_a_diaro_file_cut_in_its_middle_gives_the_rows_before(tmp_path: Path) -> None:
    whole = diaro(entries=[diaro_row(uid=f"e{n}", date="1709332200250", title=f"T{n}") for n in range(3)])
    path = tmp_path / "DiaroBackup.xml"
    path.write_text(whole[: whole.index("T2") + 1])
    reading = registry.read(path)
    assert [entry.title for entry in reading.entries] == ["T0", "T1"]
    assert "damaged or incomplete at line" in reading.problems[0].message


def test_a_diaro_file_that_declares_entities_or_swells_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.xml"
    path.write_text('<!DOCTYPE d [<!ENTITY a "ha">]>' + diaro(entries=[diaro_row(title="&a;")]))
    with pytest.raises(ImportRefused, match="XML entities"):
        registry.read(path)
    monkeypatch.setattr(limits, "MAX_NOTES_BYTES", 500)
    path.write_text(diaro(entries=[diaro_row(uid="1", date="1709332200250", text="x" * 600)]))
    with pytest.raises(ImportRefused, match="more text"):
        registry.read(path)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a<br>b</p><p></p><p>c</p>", "a\\\nb\n\nc"),
        ("<ol><li>a</li><li>b<ul><li>c</li></ul></li></ol>", "1. a\n2. b\n   - c"),
        ("<script>alert(1)</script><style>x</style>text<!-- no -->", "text"),
        ('<a href="https://example.org/a_b">x</a>', "[x](https://example.org/a_b)"),
        ('<img src="data:image/png;base64,AAAA" alt="plot">', "plot"),
        ("\ue0000\ue001", "0"),
        ("", ""),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert to_markdown(html) == (markdown, True)
