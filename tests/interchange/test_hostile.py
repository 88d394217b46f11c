"""Files made to harm their reader, and files that broke on the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from mentorjournal.errors import Cancelled, ImportRefused
from mentorjournal.interchange import limits, registry, safe_yaml
from mentorjournal.interchange.media import fit_name

GOOD_DAY_ONE = {
    "metadata": {"version": "1.0"},
    "entries": [
        {
            "uuid": "A" * 32,
            "creationDate": "2024-03-01T10:00:00Z",
            "timeZone": "Europe/Vienna",
            "text": "Talked about the aims page",
            "photos": [{"identifier": "P1", "md5": "c0ffee", "type": "png"}],
        }
    ],
}


def refusal(path: Path) -> str:
    with pytest.raises(ImportRefused) as refused:
        registry.read(path)
    return str(refused.value)


@pytest.mark.parametrize("opening", ["[", '{"entries":', '{"entries":[{"creationDate":"2024-01-01","x":'])
def test_json_a_million_deep_is_refused(tmp_path: Path, opening: str) -> None:
    path = tmp_path / "deep.json"
    path.write_text(opening * 1_000_000, "utf-8")
    assert "deep" in refusal(path)


@pytest.mark.parametrize("keep", [20, 150, 250])
def test_cut_json_is_refused_as_incomplete(tmp_path: Path, keep: int) -> None:
    path = tmp_path / "Journal.json"
    path.write_text(json.dumps(GOOD_DAY_ONE)[:keep], "utf-8")
    assert "damaged or incomplete" in refusal(path)


def test_a_number_of_a_million_digits_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "Journal.json"
    path.write_text('{"entries": ' + "9" * 1_000_000 + "}", "utf-8")
    assert "damaged or incomplete" in refusal(path)


def test_xml_that_declares_entities_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "journal.xml"
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE journal [<!ENTITY l0 "ha">{laughs}]>'
        '<journal><entries><entry date="2020-01-01T10:00:00" starred="">&l9;</entry></entries></journal>',
        "utf-8",
    )
    assert "XML entities" in refusal(path)


def test_a_property_list_that_declares_entities_hides_no_other(tmp_path: Path) -> None:
    entries = tmp_path / "Journal.dayone" / "entries"
    entries.mkdir(parents=True)
    plist = (
        '<?xml version="1.0"?><!DOCTYPE plist {}><plist version="1.0"><dict><key>Creation Date</key>'
        "<date>2020-05-05T08:00:00Z</date><key>Entry Text</key><string>{}</string></dict></plist>"
    )
    (entries / "a.doentry").write_text(
        plist.format('[<!ENTITY e SYSTEM "file:///etc/hostname">]', "&e;"), "utf-8"
    )
    (entries / "b.doentry").write_text(plist.format("", "Good"), "utf-8")
    reading = registry.read(tmp_path / "Journal.dayone")
    assert [entry.text for entry in reading.entries] == ["Good"]
    assert any(problem.item.endswith("a.doentry") for problem in reading.problems)


def test_yaml_aliases_cannot_multiply() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(ImportRefused, match="repeats parts of itself"):
        safe_yaml.load(bomb, "month")


def test_yaml_builds_text_and_never_objects() -> None:
    tree = safe_yaml.load(
        "1: !!python/object/apply:os.system ['exit 1']\n2: !!python/unicode 'word'\n3: 0x10", "m"
    )
    assert tree == {"1": ["exit 1"], "2": "word", "3": "0x10"}


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000])
def test_yaml_without_end_is_refused(text: str) -> None:
    with pytest.raises(ImportRefused):
        safe_yaml.load(text, "month")


def test_a_month_of_objects_and_a_good_month_leave_the_good_one(tmp_path: Path) -> None:
    (tmp_path / "2024-01.txt").write_text("1:\n  text: Good day\n", "utf-8")
    (tmp_path / "2024-02.txt").write_text("1: {text: [" + "[" * 5000, "utf-8")
    reading = registry.read(tmp_path)
    assert [entry.text for entry in reading.entries] == ["Good day"]
    assert [problem.item for problem in reading.problems] == ["2024-02.txt"]


def test_a_file_longer_than_its_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TEXT_BYTES", 1000)
    path = tmp_path / "one-line.txt"
    path.write_text("[2024-01-01 10:00] " + "x" * 2000, "utf-8")
    assert "larger than" in refusal(path)


def test_one_long_note_hides_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_NOTE_BYTES", 1000)
    (tmp_path / "a.md").write_text("x" * 2000, "utf-8")
    (tmp_path / "b.md").write_text("short", "utf-8")
    reading = registry.read(tmp_path)
    assert [entry.item for entry in reading.entries] == ["b.md"]
    assert [problem.item for problem in reading.problems] == ["a.md"]


LONG = 300_000
LONG_LINES = [
    "!" * LONG,
    "." * LONG,
    "[" * LONG,
    "![" * LONG,
    "](" * LONG,
    "`" * LONG,
    "#" * LONG,
    "[[" * LONG,
    "x" + " " * LONG + "x",
    "// " * LONG,
    "--a" * LONG,
    "9" * LONG,
    "\\-" * LONG,
    "* [ ] " * LONG,
]


@pytest.mark.parametrize("line", LONG_LINES, ids=lambda line: line[:6].strip())
@pytest.mark.parametrize("name", ["note.md", "2024-01.txt", "jrnl.txt", "Journal.json"])
def test_a_very_long_line_of_markup_is_read_whole(tmp_path: Path, name: str, line: str) -> None:
    path = tmp_path / name
    day_one = {
        "entries": [{"creationDate": "2024-01-01T10:00:00Z", "timeZone": "UTC", "text": f"a\n{line}b"}]
    }
    contents = {
        "note.md": f"a\n{line}b",
        "2024-01.txt": "1: {text: " + json.dumps(f"a\n{line}b") + "}",
        "jrnl.txt": f"[2024-01-01 10:00] a\n{line}b",
        "Journal.json": json.dumps(day_one),
    }
    path.write_text(contents[name], "utf-8")
    [entry] = registry.read(path).entries
    assert len(entry.text) + len(entry.title) >= LONG
    assert entry.text.endswith("b")


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("secret", "utf-8")
    (outside / "secret.png").write_bytes(b"secret")
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "note.md").write_text(
        "![](../outside/secret.png) ![](linked/secret.png) ![[../outside/secret.png]] ![](/etc/hostname)",
        "utf-8",
    )
    (vault / "linked").symlink_to(outside)
    (vault / "also.md").symlink_to(outside / "secret.md")
    reading = registry.read(vault)
    assert [entry.item for entry in reading.entries] == ["note.md"]
    assert reading.entries[0].media == ()
    assert len(reading.entries[0].missing_media) == 3


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes on this system")
    os.mkfifo(tmp_path / "pipe.md")
    assert "neither a file nor a folder" in refusal(tmp_path / "pipe.md")
    assert "empty" in refusal(tmp_path)


def test_broken_utf_8_is_read_as_western_text_and_told(tmp_path: Path) -> None:
    path = tmp_path / "jrnl.txt"
    path.write_bytes("[2024-01-01 10:00] Café\nnaïve".encode("cp1252"))
    reading = registry.read(path)
    assert reading.entries[0].title == "Café"
    assert "not in UTF-8" in reading.problems[0].message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_mark_at_the_start_of_a_file_tells_its_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "jrnl.txt"
    path.write_bytes("[2024-01-01 10:00] Naïve — 日本\n".encode(encoding))
    reading = registry.read(path)
    assert reading.entries[0].title == "Naïve — 日本"
    assert reading.problems == []


def test_null_characters_and_lone_surrogates_do_not_survive(tmp_path: Path) -> None:
    path = tmp_path / "Journal.json"
    row = '{"creationDate": "2024-01-01T10:00:00Z", "timeZone": "UTC", "text": "a\\u0000b \\ud83d c"}'
    path.write_text(f'{{"entries": [{row}]}}', "utf-8")
    assert registry.read(path).entries[0].text == "ab \N{REPLACEMENT CHARACTER} c"


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "Journal.json"
    path.write_bytes(content)
    assert "Nothing was" in refusal(path)


def test_nothing_at_all_is_refused(tmp_path: Path) -> None:
    assert "empty" in refusal(tmp_path)
    assert "cannot be opened" in refusal(tmp_path / "absent.zip")
    assert "cannot be opened" in refusal(Path("nul\0name"))


def test_a_format_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="no format called"):
        registry.read(tmp_path, "diary-x")


def test_a_reading_stops_when_asked_and_tells_how_far_it_is(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.md").write_text("text", "utf-8")
    heard: list[tuple[int, int]] = []
    registry.read(tmp_path, progress=lambda done, total: heard.append((done, total)))
    assert heard == [(0, 5), (1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]
    heard.clear()
    with pytest.raises(Cancelled):
        registry.read(
            tmp_path,
            cancelled=lambda: len(heard) > 2,
            progress=lambda done, total: heard.append((done, total)),
        )
    assert len(heard) == 3


def test_a_folder_within_itself_ends(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("[[b]]", "utf-8")
    (tmp_path / "b.md").write_text("[[a]] [[b]]", "utf-8")
    (tmp_path / "again").symlink_to(tmp_path)
    assert [entry.item for entry in registry.read(tmp_path).entries] == ["a.md", "b.md"]


def test_a_formula_is_text_like_any_other(tmp_path: Path) -> None:
    title = "=cmd|' /C calc'!A0"
    (tmp_path / "a.md").write_text(f'---\ntitle: "{title}"\n---\n@SUM(1) -1+1 <b>x</b>', "utf-8")
    [entry] = registry.read(tmp_path / "a.md").entries
    assert (entry.title, entry.text) == (title, "@SUM(1) -1+1 <b>x</b>")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("CON.png", "_CON.png"),
        ("nul", "_nul"),
        ("lpt¹.txt", "_lpt¹.txt"),
        ("console.png", "console.png"),
        ("photo\u202egnp.exe", "photo-gnp.exe"),
        ("..", "file"),
        ("a/../../b", "a-..-..-b"),
        ("x" * 400 + ".png", "x" * 146 + ".png"),
    ],
)
def test_no_name_of_a_file_is_a_device_a_path_or_another_ending(name: str, kept: str) -> None:
    assert fit_name(name) == kept


HARM = {
    "deep.json": b'{"entries":[' * 400_000,
    "wide.json": b'{"metadata":{},"entries":[' + b'{"creationDate":1},' * 10_000 + b"{}]}",
    "laughs.xml": b'<?xml version="1.0"?><!DOCTYPE journal [<!ENTITY a "haha">'
    + b"".join(b'<!ENTITY %c "%s">' % (n + 1, b"&%c;" % n * 20) for n in range(97, 110))
    + b"]><journal><entries><entry date='2024-01-01'>&m;</entry></entries></journal>",
    "2024-01.txt": b"1: &a [x, x, x, x, x, x, x, x]\n"
    + b"".join(b"%d: &%c [%s]\n" % (n, n, b"*%c," % (n - 1) * 9) for n in range(98, 110)),
    "meetings.ics": b"BEGIN:VEVENT\nUID:1\n" * 5_000,
    "property.doentry": b"<plist><dict><key>Entry Text</key><string>" + b"<dict>" * 400_000,
    "note.md": b"---\n" + b"a: [" * 50_000 + b"\n---\n" + b"![[" * 30_000,
    "comment.enex": b"<en-export><note><!--" + b"x" * 20_000_000,
    "letters.enex": b"<en-export><note><resource><data>" + b"QUJD" * 5_000_000,
    "nested.enex": b"<en-export><note><content><![CDATA["
    + b"<div>" * 900_000
    + b"]]></content></note></en-export>",
    "wide.enex": b"<en-export><note><content><![CDATA["
    + b"<p>a</p>" * 500_000
    + b"]]></content></note></en-export>",
    "DiaroBackup.xml": b'<data><table name="diaro_entries">' + b"<r><x>1</x></r>" * 200_001,
    "keep.json": b'{"isTrashed":false,"createdTimestampUsec":1,"listContent":['
    + b'{"text":"a"},' * 150_000
    + b"{}]}",
    "values.json": b'{"entries":[' + b"{}," * 570_000 + b"{}]}",
    "book.vcf": b"BEGIN:VCARD\nFN:a\nEND:VCARD\n" * 50_001,
    "list.bib": b"@misc{a,}\n" * 50_001,
    "swells.zip": b"",
}


def test_what_is_made_to_fill_the_memory_fills_300_mb_at_most(tmp_path: Path) -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("no measure of this process's addresses on this system")
    for name, data in HARM.items():
        (tmp_path / name).write_bytes(data)
    with zipfile.ZipFile(tmp_path / "swells.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Journal.json", b'{"entries": [' + b" " * 60_000_000)
    with (tmp_path / "line.txt").open("wb") as stream:
        stream.write(b"[2024-01-01 10:00] x")
        stream.truncate(100_000_000)
    script = (
        "import resource, sys; from pathlib import Path\n"
        "from mentorjournal.errors import ImportRefused\n"
        "from mentorjournal.interchange import readers, registry\n"
        "import icalendar, yaml, plistlib, xml.etree.ElementTree, zipfile, lzma\n"
        "most = int(Path('/proc/self/statm').read_text().split()[0]) * resource.getpagesize() + (300 << 20)\n"
        "resource.setrlimit(resource.RLIMIT_AS, (most, most))\n"
        "for name in sys.argv[1:]:\n"
        "    try: print(Path(name).name, len(registry.read(name).problems), 'problems')\n"
        "    except ImportRefused as why: print(Path(name).name, str(why)[:200])\n"
    )
    names = sorted(str(path) for path in tmp_path.iterdir())
    done = subprocess.run(
        [sys.executable, "-c", script, *names], check=False, capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stderr[-2_000:]) == (0, "")
    said = done.stdout.splitlines()
    assert [line.split()[0] for line in said] == [Path(name).name for name in names]
    refused = {line.split()[0] for line in said if "more single values" in line or "50,000" in line}
    assert {"book.vcf", "list.bib", "values.json"} <= refused
