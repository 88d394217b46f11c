"""Evernote's export: markup, boxes, attachments by checksum, tasks, and places where it breaks."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits, registry
from mentorjournal.interchange.plain import Reading
from tests.interchange.made_exports import PNG, enex, md5, note, resource, zipped


def read(tmp_path: Path, *notes: str, name: str = "anything.dat") -> Reading:
    path = tmp_path / name
    path.write_bytes(enex(*notes))
    assert registry.recognise(path) == "enex"
    return registry.read(path)


@pytest.mark.parametrize(
    ("enml", "markdown"),
    [
        ("<div>a</div><div><br/></div><div>b &amp; c</div>", "a\n\nb & c"),
        ('<div><en-todo checked="true"/>done</div><div><en-todo/>open</div>', "- [x] done\n- [ ] open"),
        ('<ul><li><en-todo checked="false"/>in a list</li></ul>', "- [ ] in a list"),
        (
            '<ul><li style="--en-checked:true;"><div>one</div></li><li style="--en-checked:false;">two</li></ul>',
            "- [x] one\n- [ ] two",
        ),
        (
            '<div style="-en-codeblock:true;"><div>a = 1</div><div>  b</div></div>',
            "```\na = 1\n  b\n```",
        ),
        ("<h1>Head</h1><div><b>bold</b> <i>it</i> snake_case</div>", "# Head\n\n**bold** *it* snake_case"),
        ('<a href="javascript:alert(1)">x</a> <img src="file:///etc/passwd" alt="y"/>', "x y"),
    ],
)
def test_evernotes_markup_becomes_markdown(tmp_path: Path, enml: str, markdown: str) -> None:
    [entry] = read(tmp_path, note(enml)).entries
    assert entry.text == markdown


def test_attachments_are_found_by_their_checksum_and_read_when_wanted(tmp_path: Path) -> None:
    text = b"plain " * 200_000
    reading = read(
        tmp_path,
        note(
            f'<div>See <en-media hash="{md5(PNG)}" type="image/png"/></div><en-media hash="{"0" * 32}"/>',
            resource(PNG, "08.06.2014 16:58:55"),
            resource(text, "a.b.c.txt", "text/plain"),
            resource(PNG, "same.png"),
            "<resource><data/><mime>application/pdf</mime></resource>",
        ),
    )
    [entry] = reading.entries
    assert [media.name for media in entry.media] == [
        "08.06.2014 16-58-55.png",
        "a.b.c.txt",
        "same.png",
        "attachment.pdf",
    ]
    assert [media.read() for media in entry.media] == [PNG, text, PNG, b""]
    assert "![](attachment:08.06.2014%2016-58-55.png)" in entry.text
    assert entry.missing_media == ("0" * 32,)
    told = [problem.message for problem in reading.problems]
    assert any("0 bytes" in one for one in told)
    assert any("0" * 32 in one for one in told)


def test_letters_written_as_references_or_in_a_section_are_read_the_same(tmp_path: Path) -> None:
    import base64

    data = bytes(range(256)) * 6_000
    lines = base64.encodebytes(data).decode()
    reading = read(
        tmp_path,
        note("", resource(data, "a.bin", letters=lines.replace("\n", "&#13;\n"))),
        note("", resource(data, "b.bin", letters=f"<![CDATA[{lines}]]>")),
    )
    assert [entry.media[0].read() == data for entry in reading.entries] == [True, True]


def test_an_attachment_that_is_no_base64_or_was_changed_is_told(tmp_path: Path) -> None:
    reading = read(tmp_path, note("x", resource(PNG, "cut.png", letters="iVBORw0KG")))
    assert reading.entries[0].missing_media == ("cut.png",)
    path = tmp_path / "changed.enex"
    path.write_bytes(enex(note("x", resource(PNG * 9, "a.png"))))
    [entry] = registry.read(path).entries
    path.write_bytes(path.read_bytes().replace(b"iVBORw0KGgo", b"iVBORw0KGgp"))
    with pytest.raises(ImportRefused, match="damaged"):
        entry.media[0].read()


def test_tasks_are_action_items_and_stay_named_in_the_note(tmp_path: Path) -> None:
    def task(title: str, status: str, due: str) -> str:
        return (
            f"<task><title>{title}</title><created>20240301T100000Z</created><taskStatus>{status}</taskStatus>"
            f"<noteLevelID>{title}-1</noteLevelID><taskGroupNoteLevelID>g1</taskGroupNoteLevelID>"
            f"<dueDate>{due}</dueDate><statusUpdated>20240305T120000Z</statusUpdated></task>"
        )

    reading = read(
        tmp_path,
        note(
            '<div>Before</div><div style="--en-task-group:true; --en-id:g1;"><div>[tasks]</div></div>',
            task("Send draft", "open", "20240401T100000Z"),
            task("Ask", "completed", "2757600913T000000Z"),
        ),
    )
    entry, first, second = reading.entries
    assert entry.text == "Before\n\n- Send draft\n- Ask"
    assert (first.todo, first.due, first.done_on) == ("open", dt.date(2024, 4, 1), None)
    assert (second.todo, second.due, second.done_on) == ("done", None, dt.date(2024, 3, 5))
    assert dict(second.extra) == {"note": "Aims page"}
    assert ["2757600913T000000Z" in problem.message for problem in reading.problems] == [True]


def test_a_note_without_a_date_that_can_be_read_is_kept(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        note("x", created="10101T000000Z"),
        note("y", "<updated>20240102T000000Z</updated>", created=""),
    )
    first, second = reading.entries
    assert first.created is None
    assert second.created == dt.datetime(2024, 1, 2, tzinfo=dt.UTC)
    assert sum("date" in problem.message for problem in reading.problems) == 2


def test_locked_text_links_reminders_and_places_are_told_of(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        note(
            '<en-crypt hint="x">AAAA</en-crypt><a href="evernote:///view/1/s1/a/b/">Other note</a>',
            "<note-attributes><latitude>48.2</latitude><longitude>16.3</longitude><author>Rosa</author>"
            "<reminder-time>20240401T100000Z</reminder-time></note-attributes><tag>lab</tag><tag>Lab</tag>",
        ),
    )
    [entry] = reading.entries
    extra = dict(entry.extra)
    assert entry.text == "*(locked text, which only Evernote can open)*Other note"
    assert entry.tags == ("lab",)
    assert (extra["coordinates"], extra["author"], extra["linked note"]) == (
        "48.200000, 16.300000",
        "Rosa",
        "Other note",
    )
    assert extra["reminder"].startswith("2024-04-01 ") or extra["reminder"].startswith("2024-03-31 ")
    assert "locked" in reading.problems[0].message


@pytest.mark.parametrize(
    "tail", [b"<note><title>Cut", b"<note><title>a</tit", b"<note><content><![CDATA[<en-n"]
)
def test_a_file_cut_in_its_middle_gives_the_notes_before(tmp_path: Path, tail: bytes) -> None:
    path = tmp_path / "cut.enex"
    path.write_bytes(enex(note("whole"))[: -len("</en-export>")] + tail)
    reading = registry.read(path)
    assert [entry.text for entry in reading.entries] == ["whole"]
    assert "damaged or cut short behind note 1" in reading.problems[0].message


def test_a_broken_note_hides_no_other(tmp_path: Path) -> None:
    broken = "<note><title>a & b <</title></note>"
    reading = read(tmp_path, note("one"), broken, note("two", resource(PNG, "a.png")), broken, note("three"))
    assert [entry.text for entry in reading.entries] == ["one", "two", "three"]
    assert reading.entries[1].media[0].read() == PNG
    assert len(reading.problems) == 2


def test_control_characters_do_not_stop_the_reading(tmp_path: Path) -> None:
    [entry] = read(tmp_path, note("a\x0bb\x00c")).entries
    assert entry.text == "a b c"


def test_entities_are_refused_and_never_fetched(tmp_path: Path) -> None:
    path = tmp_path / "bomb.enex"
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    for declared in (f'<!ENTITY l0 "ha">{laughs}', '<!ENTITY l9 SYSTEM "file:///etc/passwd">'):
        path.write_bytes(
            f"<!DOCTYPE en-export [{declared}]><en-export><note><title>&l9;</title></note></en-export>".encode()
        )
        with pytest.raises(ImportRefused, match="XML entities"):
            registry.read(path)


def test_markup_without_end_keeps_its_words(tmp_path: Path) -> None:
    for enml in (
        "<div>" * 30_000 + "word",
        "<b>" * 500 + "word",
        "<ul><li>" * 300 + "word",
        "<!" * 30_000 + "word",
    ):
        reading = read(tmp_path, note(enml))
        assert "word" in reading.entries[0].text
        assert "words were kept" in reading.problems[0].message


def test_a_text_longer_than_its_limit_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_NOTE_BYTES", 1_000)
    reading = read(tmp_path, note("x" * 5_000), note("short"))
    assert reading.entries[1].text == "short"
    assert "longer than can be read" in reading.problems[0].message
    monkeypatch.setattr(limits, "MAX_NOTES_BYTES", 300)
    with pytest.raises(ImportRefused, match="one notebook at a time"):
        read(tmp_path, note("x" * 200), note("y" * 200))


def test_an_export_in_an_archive_reads_like_one_on_disk(tmp_path: Path) -> None:
    data = enex(note("x", resource(PNG * 400, "a.png"), resource(PNG, "b.png")))
    reading = registry.read(zipped(tmp_path / "e.zip", {"Lab.enex": data, "Home.enex": enex(note("home"))}))
    assert sorted(entry.text for entry in reading.entries) == ["home", "x"]
    media = next(entry.media for entry in reading.entries if entry.media)
    assert [one.read() for one in reversed(media)] == [PNG, PNG * 400]


def test_the_same_file_gives_the_same_identifiers(tmp_path: Path) -> None:
    notes = (note("one"), note("one"), note("two"))
    first, second = read(tmp_path, *notes), read(tmp_path, *notes, name="renamed.enex")
    assert [entry.source_id for entry in first.entries] == [entry.source_id for entry in second.entries]
    assert len({entry.source_id for entry in first.entries}) == len(notes)
