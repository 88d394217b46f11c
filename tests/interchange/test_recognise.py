"""What a file is, told by its content, and what is said of those that are not ours."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import registry

JOPLIN = "0123456789abcdef" * 2 + ".md"


@pytest.mark.parametrize(
    ("name", "content", "format_name"),
    [
        ("anything.dat", "[2024-01-01 10:00] One\n", "jrnl-text"),
        ("note.md", "[2024-01-01 10:00] One\n", "jrnl-text"),
        ("note.md", "Chat:\n[2024-01-01 10:00] Hello\n", "markdown"),
        ("note.md", "[A page](https://example.org) to read\n", "markdown"),
        ("anything.dat", "---\ntitle: One\n---\nText", "markdown"),
        ("anything.dat", "2014-01-01 10:00 One\n", "jrnl-text"),
        ("journal", "[2024-01-01 10:00] Met\n@dan (my mentor, at home)\n<html lang=x>", "jrnl-text"),
        (
            "anything.dat",
            '{"tags": {}, "entries": [{"title": "", "body": "", "date": "2024-01-01"}]}',
            "jrnl-json",
        ),
        ("anything.dat", '{"tags": {}, "entries": []}', "jrnl-json"),
        ("anything.dat", '{"metadata": {}, "entries": []}', "dayone-json"),
        ("anything.dat", "<journal><entries></entries></journal>", "jrnl-xml"),
        ("anything.dat", "\tDate:\t3 May 2024\n\nText", "dayone-txt"),
        ("anything.dat", "\ufeffBEGIN:VCARD\nFN:Rosa Lind\nEND:VCARD\n", "vcard"),
        ("anything.dat", "TY  - JOUR\nTI  - Aims\nER  - \n", "ris"),
        ("anything.dat", "PMID- 123\nTI  - Aims\n", "nbib"),
        ("anything.dat", "% exported\n@article{key,\n title={Aims}}", "bibtex"),
        ("anything.dat", "Some words first\n@book{key, title={Aims}}", "bibtex"),
        ("anything.dat", '[{"id": "x", "type": "book"}]', "csl-json"),
        ("note.md", "How to cite\n\n@article{key,\n title={Aims}}", "markdown"),
        ("journal", "[2024-01-01 10:00] Cited\n@article{key,\n title={Aims}}", "jrnl-text"),
        ("2024-01.txt", "{}", "rednotebook"),
        ("2024-01.txt", "1:\n  text: x\n", "rednotebook"),
        ("2024-01.txt", "[2024-01-01 10:00] One\n", "jrnl-text"),
    ],
)
def test_the_content_tells_the_format(tmp_path: Path, name: str, content: str, format_name: str) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    assert registry.recognise(path) == format_name
    assert registry.read(path).format == format_name
    assert format_name in {known.name for known in registry.FORMATS}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"Forwarded\nBEGIN:VCALENDAR\nEND:VCALENDAR", "iCalendar"),
        ("a.ics", b"DTSTART:20260302", "damaged calendar"),
        ("a.txt", b"Forwarded\nBEGIN:VCARD\n", "vCard"),
        ("a.bib", b"% nothing here", "BibTeX"),
        ("a.vcf", b"FN:Rosa", "damaged address book"),
        ("a.html", b"<!doctype html><p>x", "web page"),
        ("a.json", b'[{"id": "x", "type": "shelf"}]', "another program"),
        ("a.json", b'{"a": 1}', "another program"),
        ("a.csv", b"only words", "CSV"),
        ("a.org", b"* Heading", "Org mode"),
        ("a.pdf", b"%PDF-1.7", "PDF"),
        ("a.md", b"\x89PNG\r\n", "picture"),
        ("a.txt", bytes(range(32)) * 9, "no text"),
        ("a.txt", b"Dear diary, today", "no dated entries"),
        ("a.txt", b"[no date] Dear diary", "none of its dates"),
        ("a.txt", b"SQLite format 3\0", "database"),
        (JOPLIN, b"Title\n\nBody\n\nid: 1\ntype_: 1", "Joplin"),
    ],
)
def test_what_is_not_ours_is_refused_by_name(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ImportRefused, match=said):
        registry.recognise(path)


def test_a_note_named_in_hexadecimal_is_a_note(tmp_path: Path) -> None:
    (tmp_path / JOPLIN).write_text("Just a note", "utf-8")
    assert registry.recognise(tmp_path) == "markdown"


def test_an_item_of_joplin_alone_is_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / JOPLIN).write_text("Title\n\nBody\n\nid: 1\ntype_: 1", "utf-8")
    (tmp_path / "Readme.md").write_text("Text", "utf-8")
    with pytest.raises(ImportRefused, match="Choose the folder it lies in"):
        registry.recognise(tmp_path / JOPLIN)
    assert registry.recognise(tmp_path) == "joplin-raw"


def test_a_tar_is_told_by_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "export.dat"
    for member, content, found in (
        (JOPLIN, b"Title\n\nBody\n\nid: 1\ntype_: 1", "joplin-jex"),
        ("note.md", b"# Aims", "markdown"),
    ):
        with tarfile.open(path, "w") as archive:
            info = tarfile.TarInfo(member)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        assert registry.recognise(path) == found


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"leap2a.xml": "<feed>", "files/a.txt": "x"}, "damaged portfolio"),
        ({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}, "office document"),
        ({"a.txt": "words", "b.txt": "words"}, "choose that file"),
        (
            {"Habits.csv": "a,b", "Checks.csv": "a,b", "Run.txt": "x"},
            "holds 2 tables.*such as (Habits|Checks).csv",
        ),
    ],
)
def test_an_archive_is_refused_by_what_it_holds(tmp_path: Path, members: dict[str, str], said: str) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    with pytest.raises(ImportRefused, match=said):
        registry.recognise(path)


def test_an_archive_of_one_journal_reads_as_that_journal(tmp_path: Path) -> None:
    path = tmp_path / "journal.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("journal.txt", "[2024-01-01 10:00] One\n")
    assert registry.recognise(path) == "jrnl-text"
    assert [entry.title for entry in registry.read(path).entries] == ["One"]


def test_a_format_may_be_named_by_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "plain.txt"
    path.write_text("# Aims\n\nShorter", "utf-8")
    [entry] = registry.read(path, "markdown").entries
    assert (entry.title, entry.text) == ("Aims", "Shorter")
    (tmp_path / "other.txt").write_text("x", "utf-8")
    with pytest.raises(ImportRefused, match="more than one file"):
        registry.read(tmp_path, "jrnl-text")
    with pytest.raises(ImportRefused, match="no file of that format"):
        registry.read(tmp_path, "dayone-classic")
