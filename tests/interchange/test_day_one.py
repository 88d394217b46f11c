"""Day One's exports, new and old."""

from __future__ import annotations

import json
import plistlib
import zipfile
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import registry
from mentorjournal.interchange.day_one_text import unescape
from mentorjournal.interchange.plain import Entry, Reading


def row(**fields: Any) -> dict[str, Any]:
    return {
        "uuid": "0F" * 16,
        "creationDate": "2024-07-01T22:30:00Z",
        "timeZone": "Europe/Vienna",
        "text": "Met about the fellowship",
        **fields,
    }


def export(tmp_path: Path, *rows: Any, name: str = "Mentoring.json") -> Path:
    path = tmp_path / name
    path.write_text(json.dumps({"metadata": {"version": "1.0"}, "entries": list(rows)}), "utf-8")
    return path


def only(reading: Reading) -> Entry:
    [entry] = reading.entries
    return entry


def test_the_day_is_the_writers_and_not_the_worlds(tmp_path: Path) -> None:
    entry = only(registry.read(export(tmp_path, row())))
    assert (entry.day, entry.time, entry.time_zone) == (date(2024, 7, 2), time(0, 30), "Europe/Vienna")
    assert entry.created == datetime(2024, 7, 1, 22, 30, tzinfo=UTC)


def test_a_whole_day_has_no_time_of_day(tmp_path: Path) -> None:
    entry = only(registry.read(export(tmp_path, row(isAllDay=True, creationDate="2024-07-01T22:00:00Z"))))
    assert (entry.day, entry.time, entry.all_day) == (date(2024, 7, 2), None, True)


@pytest.mark.parametrize("zone", [None, "Mars/Olympus", "../../etc/passwd", "Europe", 7, ""])
def test_an_unknown_zone_is_told_and_utc_taken(tmp_path: Path, zone: Any) -> None:
    reading = registry.read(export(tmp_path, row(timeZone=zone)))
    assert (only(reading).day, only(reading).time_zone) == (date(2024, 7, 1), None)
    assert "in UTC" in reading.problems[0].message


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"End\. So\-called \(draft\)\!", "End. So-called (draft)!"),
        (r"\- no list", r"\- no list"),
        (r"1\. no list", r"1\. no list"),
        (r"version 1\. It", "version 1. It"),
        (r"\# no heading", r"\# no heading"),
        (r"\*kept\* \_kept\_ \[kept\]", r"\*kept\* \_kept\_ \[kept\]"),
        ("`a\\.b` and\n```\nc\\.d\n```\ne\\.f", "`a\\.b` and\n```\nc\\.d\n```\ne.f"),
    ],
)
def test_backslashes_go_unless_they_keep_the_meaning(written: str, shown: str) -> None:
    assert unescape(written) == shown


def test_media_are_found_by_checksum_and_shown_where_they_were(tmp_path: Path) -> None:
    for folder, name in (
        ("photos", "aa11.jpeg"),
        ("audios", "bb22.m4a"),
        ("pdfs", "cc33.pdf"),
        ("videos", "dd44.mov"),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_bytes(name.encode())
    text = (
        "Board:\n\n![](dayone-moment://P1)\n![](dayone-moment:/audio/A1) ![](dayone-moment:/pdfAttachment/D1) "
        "![](dayone-moment:/video/GONE)"
    )
    path = export(
        tmp_path,
        row(
            text=text,
            photos=[{"identifier": "P1", "md5": "AA11", "type": "jpeg", "filename": "white board (2).jpeg"}],
            audios=[{"identifier": "A1", "md5": "bb22", "format": "aac"}],
            pdfAttachments=[{"identifier": "D1", "md5": "cc33", "pdfName": "Letter.pdf"}],
            videos=[{"identifier": "V1", "md5": "dd44", "type": "mp4"}, {"identifier": "V2", "type": "mp4"}],
        ),
    )
    entry = only(registry.read(path))
    assert [(media.name, media.media_type) for media in entry.media] == [
        ("white board (2).jpeg", "image/jpeg"),
        ("dd44.mov", "video/quicktime"),
        ("bb22.m4a", "audio/mp4"),
        ("Letter.pdf", "application/pdf"),
    ]
    assert "![](attachment:white%20board%20%282%29.jpeg)" in entry.text
    assert "[Letter.pdf](attachment:Letter.pdf)" in entry.text
    assert [media.in_text is None for media in entry.media] == [False, True, False, False]
    assert [media.read() for media in entry.media] == [b"aa11.jpeg", b"dd44.mov", b"bb22.m4a", b"cc33.pdf"]
    assert entry.missing_media == ("V2.mp4", "GONE")
    assert "*(attachment not in the export: GONE)*" in entry.text


def test_two_pictures_of_one_name_keep_two_names(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    for md5 in ("aa", "bb"):
        (tmp_path / "photos" / f"{md5}.png").write_bytes(md5.encode())
    photos = [{"identifier": md5, "md5": md5, "type": "png", "filename": "IMG_1.PNG"} for md5 in ("aa", "bb")]
    entry = only(registry.read(export(tmp_path, row(photos=photos))))
    assert [media.name for media in entry.media] == ["IMG_1.png", "IMG_1-2.png"]


def test_an_empty_file_is_kept_and_told(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "aa.png").touch()
    reading = registry.read(export(tmp_path, row(photos=[{"identifier": "P", "md5": "aa", "type": "png"}])))
    assert only(reading).media[0].read() == b""
    assert "0 bytes" in reading.problems[0].message


def test_a_bad_entry_hides_no_good_one_of_its_identifier(tmp_path: Path) -> None:
    bad = row(text={"not": "text"})
    path = export(tmp_path, bad, row(), row(text="Another"), 7, row(creationDate="tomorrow"))
    reading = registry.read(path)
    assert [entry.text for entry in reading.entries] == ["Met about the fellowship", "Another"]
    assert len({entry.source_id for entry in reading.entries}) == 2
    assert len(reading.problems) == 3
    assert "0F0F" in reading.problems[0].item


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# Aims\n\nShorter.", "Aims", "Shorter."),
        ("Aims page\n\nShorter.", "Aims page", "Shorter."),
        ("One sentence, and no title.\n\nMore.", "", "One sentence, and no title.\n\nMore."),
        ("Only a line", "", "Only a line"),
        ("- a list\n\nMore", "", "- a list\n\nMore"),
    ],
)
def test_a_title_is_taken_only_from_what_looks_like_one(
    tmp_path: Path, text: str, title: str, body: str
) -> None:
    entry = only(registry.read(export(tmp_path, row(text=text))))
    assert (entry.title, entry.text) == (title, body)


def test_styled_text_stands_in_where_the_text_is_missing(tmp_path: Path) -> None:
    styled = json.dumps({"contents": [{"text": "Styled "}, {"embeddedObjects": []}, {"text": "words"}]})
    rows = [row(text=None, richText=styled), row(text=None, richText="not json"), row(text=None)]
    assert [entry.text for entry in registry.read(export(tmp_path, *rows)).entries] == [
        "Styled words",
        "",
        "",
    ]


def test_place_weather_and_doing_are_kept_as_words(tmp_path: Path) -> None:
    path = export(
        tmp_path,
        row(
            location={
                "placeName": "Cafe",
                "localityName": "Graz",
                "country": "Austria",
                "latitude": 47.07,
                "longitude": 15.4,
            },
            weather={"conditionsDescription": "Rain", "temperatureCelsius": 11.5},
            userActivity={"activityName": "Walking"},
            starred=True,
            isPinned=True,
            tags=["R01", "r01", "Aims"],
        ),
    )
    entry = only(registry.read(path))
    assert dict(entry.extra) == {
        "journal": "Mentoring",
        "location": "Cafe, Graz, Austria",
        "coordinates": "47.070000, 15.400000",
        "weather": "Rain, 11.5 °C",
        "activity": "Walking",
    }
    assert (entry.starred, entry.pinned, entry.tags) == (True, True, ("R01", "Aims"))


def test_a_zip_of_two_journals_reads_both_with_their_media(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    photo = {"photos": [{"identifier": "P", "md5": "ab", "type": "png"}]}
    with zipfile.ZipFile(path, "w") as archive:
        for name, uuid in (("Mentees", "A"), ("Own", "B")):
            archive.writestr(
                f"{name}.json", json.dumps({"metadata": {}, "entries": [row(uuid=uuid, **photo)]})
            )
        archive.writestr("photos/ab.png", b"picture")
    reading = registry.read(path)
    assert [dict(entry.extra)["journal"] for entry in reading.entries] == ["Mentees", "Own"]
    assert [entry.media[0].read() for entry in reading.entries] == [b"picture", b"picture"]


def test_the_folder_and_the_file_in_it_read_alike(tmp_path: Path) -> None:
    path = export(tmp_path, row())
    assert registry.read(tmp_path).entries == registry.read(path).entries


def test_plain_text_is_cut_at_its_date_lines(tmp_path: Path) -> None:
    path = tmp_path / "Journal.txt"
    path.write_text(
        "\tDate:\t3 May 2024 at 09:15:00 CEST\n\tWeather:\t12°C Rain\n\tLocation:\tGraz\n\nFirst visit\n\nWent well\\.\n"
        "\n\n\tDate:\tMay 4, 2024\n\nOnly a line\n\n\tDate:\tyesterday\n\nLost",
        "utf-8",
    )
    reading = registry.read(path)
    first, second = reading.entries
    assert (first.title, first.text, first.time) == ("First visit", "Went well.", time(9, 15))
    assert dict(first.extra) == {
        "weather": "12°C Rain",
        "location": "Graz",
        "date as written": "3 May 2024 at 09:15:00 CEST",
    }
    assert (second.day, second.text) == (date(2024, 5, 4), "Only a line")
    assert "“yesterday” cannot be read" in reading.problems[0].message


def test_classic_entries_are_read_with_their_photos(tmp_path: Path) -> None:
    journal = tmp_path / "Journal.dayone"
    for folder in ("entries", "photos"):
        (journal / folder).mkdir(parents=True)
    entry = {
        # A property list knows no zone but UTC.
        "Creation Date": datetime(2013, 7, 1, 22, 30),  # noqa: DTZ001
        "Entry Text": "# Rotation\n\nStarted",
        "Starred": True,
        "Tags": ["Lab"],
        "Time Zone": "Europe/Vienna",
        "UUID": "AB12",
        "Location": {"Place Name": "Lab", "Country": "Austria"},
        "Weather": {"Celsius": "21", "Description": "Clear"},
    }
    (journal / "entries" / "AB12.doentry").write_bytes(plistlib.dumps(entry))
    (journal / "entries" / "bad.doentry").write_bytes(b"<plist><dict><key>Creation")
    (journal / "entries" / "undated.doentry").write_bytes(plistlib.dumps({"Entry Text": "x"}))
    (journal / "photos" / "AB12.jpg").write_bytes(b"photo")
    reading = registry.read(journal)
    found = only(reading)
    assert (found.source_id, found.day, found.title, found.text) == (
        "dayone:AB12",
        date(2013, 7, 2),
        "Rotation",
        "Started",
    )
    assert dict(found.extra) == {"location": "Lab, Austria", "weather": "Clear, 21"}
    assert [media.read() for media in found.media] == [b"photo"]
    assert {Path(problem.item).name for problem in reading.problems} == {"bad.doentry", "undated.doentry"}


def test_one_classic_file_that_is_broken_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "one.doentry"
    path.write_text("<plist><dict><key>Entry Text</key><string>x", "utf-8")
    with pytest.raises(ImportRefused, match="damaged"):
        registry.read(path)
