"""Portfolios made to harm their reader, or broken on the way."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import leap2a_feed, limits, registry
from mentorjournal.interchange.plain import Reading
from mentorjournal.model.types import Activity, Goal, Person
from tests.interchange.made_exports import PNG, zipped
from tests.interchange.made_portfolios import category, entry, feed, link, mahara

OURS = '<category term="{}" scheme="urn:mentorjournal:{}"/>'


def written(folder: Path, text: str) -> Path:
    path = folder / "leap2a.xml"
    path.write_text(text, "utf-8")
    return path


def read(folder: Path, *entries: str) -> Reading:
    return registry.read(written(folder, feed(*entries)))


def test_entities_are_refused_whatever_they_would_become(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    for declared in (f'<!ENTITY l0 "ha">{laughs}', '<!ENTITY l9 SYSTEM "file:///etc/hostname">'):
        whole = (
            feed(entry("a", "x"))
            .replace("<feed", f"<!DOCTYPE feed [{declared}]><feed", 1)
            .replace(">x<", ">&l9;<")
        )
        with pytest.raises(ImportRefused, match="XML entities"):
            registry.read(written(tmp_path, whole))


def test_files_outside_the_portfolio_are_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("not yours")
    inside = tmp_path / "portfolio"
    inside.mkdir()
    (inside / "link.txt").symlink_to(secret)
    names = (
        "../secret.txt",
        "..%2Fsecret.txt",
        str(secret),
        "file:///etc/hostname",
        "link.txt",
        "C:\\boot.ini",
    )
    files = [
        entry(f"f{n}", f"file {n}", "leap2:resource", inside=link("enclosure", name))
        for n, name in enumerate(names)
    ]
    shown = "".join(f'<img src="{name}" alt="x"/>' for name in names)
    reading = read(inside, *files, entry("p", "Post", content=shown, content_type="xhtml"))
    assert not any(one.media for one in reading.entries)
    assert not any(one.media for one in reading.records)
    told = "\n".join(problem.message for problem in reading.problems)
    assert told.count("Not in the export") == len(names) - 2, "an address is no file"


def test_an_archive_with_names_that_point_outside_is_read_without_them(tmp_path: Path) -> None:
    picture = entry("f", "board.png", "leap2:resource", inside=link("enclosure", "../../board.png"))
    path = zipped(
        tmp_path / "x.zip", {"leap2a.xml": feed(picture, entry("p", "Post")), "../../board.png": PNG}
    )
    reading = registry.read(path)
    assert [one.title for one in reading.entries] == ["Post"]
    assert reading.records[0].media == ()
    assert any("points outside" in problem.message for problem in reading.problems)


@pytest.mark.parametrize("tags", ["<div>", "<b><i>", "<ul><li>", "<table><tr><td>", "<mahara:x>"])
def test_elements_in_elements_without_end_cut_the_portfolio_short(tmp_path: Path, tags: str) -> None:
    deep = entry("b", "Deep", content=tags * 5_000, content_type="xhtml").split("</div>")[0]
    reading = registry.read(written(tmp_path, feed(entry("a", "Kept"), deep)))
    assert [one.title for one in reading.entries] == ["Kept"]
    assert "damaged or incomplete" in reading.problems[0].message


def test_deep_pages_within_reason_are_read_as_words(tmp_path: Path) -> None:
    deep = "<div>" * 150 + "far below" + "</div>" * 150
    [one] = read(tmp_path, entry("a", "Page", content=deep, content_type="xhtml")).entries
    assert "far below" in one.text


def test_more_entries_or_links_than_any_portfolio_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leap2a_feed, "MOST_ITEMS", 3)
    with pytest.raises(ImportRefused, match="more than 3 entries"):
        read(tmp_path, *(entry(f"e{n}", "x") for n in range(4)))
    monkeypatch.setattr(leap2a_feed, "_MOST_THINGS", 50)
    with pytest.raises(ImportRefused, match="more links"):
        read(tmp_path, entry("a", "x", inside=category("y") * 60))


def test_a_text_longer_than_any_is_cut_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_NOTE_BYTES", 1_000)
    reading = read(tmp_path, entry("a", "Long", content="word " * 500), entry("b", "Short", content="kept"))
    assert "cut off" in reading.problems[0].message
    assert [one.title for one in reading.entries] == ["Long", "Short"]
    monkeypatch.setattr(leap2a_feed, "_MOST_CHARS", 2_000)
    with pytest.raises(ImportRefused, match="more text than can be read"):
        read(tmp_path, *(entry(f"e{n}", "x", content="word " * 100) for n in range(9)))


def test_many_entries_that_name_each_other_take_no_time(tmp_path: Path) -> None:
    ids = [f"e{n}" for n in range(400)]
    everything = "".join(link("leap2:has_part", key) + link("leap2:is_part_of", key) for key in ids)
    start = time.process_time()
    reading = read(tmp_path, *(entry(key, key, "leap2:plan", inside=everything) for key in ids[:40]))
    assert time.process_time() - start < 5
    assert len(reading.records) == 40


def test_a_giant_of_nothing_but_tags_is_bounded(tmp_path: Path) -> None:
    whole = feed(entry("a", "x", content="<br/><i>y</i>" * 40_000, content_type="xhtml"), entry("b", "Kept"))
    reading = registry.read(written(tmp_path, whole))
    assert [one.title for one in reading.entries] == ["x", "Kept"]
    assert any("formatting" in problem.message for problem in reading.problems)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<feed xmlns:leap2='http://terms.leapspecs.org/'>",
        b"<feed xmlns:leap2='http://terms.leapspecs.org/'/>",
        b"\xff\xfe<\0f\0e\0e\0d\0",
        b"<?xml version='1.0' encoding='no-such'?><feed xmlns:leap2='http://terms.leapspecs.org/'/>",
        b"PK\x03\x04leap2a.xml",
    ],
)
def test_what_holds_nothing_is_refused_in_words(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "leap2a.xml"
    path.write_bytes(data)
    with pytest.raises(ImportRefused):
        registry.read(path)


def test_an_encrypted_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("leap2a.xml", feed(entry("a", "x")))
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(ImportRefused):
        registry.read(path)


def test_a_file_may_not_set_what_only_its_owner_may(tmp_path: Path) -> None:
    inside = "".join(
        OURS.format(term, name)
        for term, name in (
            *(
                ("goal", "type"),
                ("exportable", "visibility"),
                ("yes", "confidential"),
                ("2020-01-01", "deleted_at"),
            ),
            *(("no such", "status"), ("1e400", "hours"), ("skills", "area"), ("x", "id"), ("x", "source_id")),
        )
    )
    person = "".join(
        OURS.format(*pair) for pair in (("person", "type"), ("given", "consent"), ("age1x", "packet_key"))
    )
    hours = OURS.format("activity", "type") + OURS.format("nan", "hours") + OURS.format("9" * 4_000, "hours")
    reading = read(
        tmp_path,
        entry("a", "Aim", inside=inside),
        entry("b", "Ilse", "leap2:person", inside=person),
        entry("c", "Time", inside=hours),
    )
    goal, time_spent = (one.record for one in reading.records)
    assert isinstance(goal, Goal)
    assert (goal.area, goal.status, goal.visibility, goal.confidential, goal.id) == (
        "skills",
        "active",
        "private",
        False,
        "",
    )
    assert isinstance(time_spent, Activity)
    assert time_spent.hours is None
    assert [one.title for one in reading.entries] == ["Ilse"]
    assert not any(isinstance(one.record, Person) for one in reading.records)


def test_a_script_in_a_post_is_left_out_and_nothing_is_fetched(tmp_path: Path) -> None:
    content = (
        "<script>alert(1)</script><a href='javascript:alert(1)'>press</a> <img src='http://example.org/track.gif' alt='dot'/>"
        "<a href='portfolio:gone'>gone</a><object data='x.swf'/>"
    )
    [one] = read(
        tmp_path, entry("a", "Post", content=content, content_type="xhtml", inside=mahara("blogpost", "blog"))
    ).entries
    assert "alert" not in one.text
    assert "press" in one.text
    assert "portfolio:" not in one.text
