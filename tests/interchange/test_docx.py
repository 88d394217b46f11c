"""The journal as a Word document: styled, with contents, pictures in their places, and nobody named who did not agree."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
import zlib

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml

from mentorjournal.interchange import docx_text, docx_writer
from mentorjournal.interchange.portable import Left
from mentorjournal.model.fields import Section
from mentorjournal.model.record import Record
from mentorjournal.model.types import (
    ActionItem,
    AgendaItem,
    Attachment,
    Goal,
    Meeting,
    Milestone,
    Person,
    Reflection,
)
from tests.interchange.portables import Chosen

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes(3 * width) for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


FILES = {"wide": png(3000, 40), "bad": b"\x89PNG\r\n\x1a\n" + b"x" * 30, "pdf": b"%PDF"}
RECORDS: tuple[Record, ...] = (
    Goal(
        id="g",
        title="Submit the award",
        date=dt.date(2026, 1, 5),
        why="Because **it** matters.\n\n![A plot](attachment:a1)",
        attachments=("a1", "a2", "a3"),
        target=dt.date(2026, 9, 1),
    ),
    Milestone(id="m0", title="Send it", goal="g", due=dt.date(2026, 8, 1)),
    Milestone(id="m", title="Aims page", goal="g", due=dt.date(2026, 3, 1), done_on=dt.date(2026, 2, 20)),
    Meeting(
        id="mt",
        title="Monthly",
        date=dt.date(2026, 2, 3),
        people=("p", "q"),
        notes="We talked\x00 long\uffff.",
    ),
    AgendaItem(id="i2", title="Second", meeting="mt", position=2.0),
    AgendaItem(id="i1", title="First", meeting="mt", position=1.0, discussed=True),
    ActionItem(id="t1", title="Send the draft", meeting="mt", owner="p", due=dt.date(2026, 2, 10)),
    ActionItem(id="t2", title="On its own", due=dt.date(2026, 2, 11)),
    Reflection(
        id="r", title="After it", date=dt.date(2026, 2, 4), sections=(Section("what", "What", "Text"),)
    ),
    Person(id="p", title="Rosa Lind", email="rosa@example.org"),
    Person(id="q", title="Hidden Name", email="hidden@example.org", notes="secret"),
    Attachment(id="a1", title="plot.png", sha256="wide", media_type="image/png", size=10.0),
    Attachment(id="a2", title="letter.pdf", sha256="pdf", media_type="application/pdf", size=3000.0),
    Attachment(id="a3", title="bad.png", sha256="bad", media_type="image/png", size=10.0),
)


def chosen(*records: Record) -> Chosen:
    return Chosen(*records, words={"g": ("aims",)}, files=FILES, named={"q": "a mentor"})


def written(*records: Record) -> tuple[Document, Left, bytes]:
    out = io.BytesIO()
    left = docx_writer.write(chosen(*records), out)
    return docx.Document(io.BytesIO(out.getvalue())), left, out.getvalue()


def lines(document: Document) -> list[tuple[str, str]]:
    return [(p.style.name or "" if p.style else "", p.text) for p in document.paragraphs]


def test_goals_have_their_milestones_and_meetings_their_actions() -> None:
    document, left, _ = written(*RECORDS)
    told = lines(document)
    after_goal = told[told.index(("Heading 2", "Submit the award")) : told.index(("Heading 1", "Meetings"))]
    steps = [text for style, text in after_goal if style == "List Bullet"]
    assert steps == ["☑ Aims page (done 20 February 2026)", "☐ Send it (by 1 August 2026)"]
    assert ("Normal", "Target: 1 September 2026") in after_goal
    assert ("Normal", "Tags: aims") in after_goal
    meeting = told[told.index(("Heading 2", "Monthly")) : told.index(("Heading 1", "Reflections"))]
    bullets = [text for style, text in meeting if style == "List Bullet"]
    assert bullets == ["☑ First", "☐ Second", "☐ Send the draft (by 10 February 2026) – Rosa Lind"]
    assert ("Normal", "We talked long.") in meeting
    chapters = [text for style, text in told if style == "Heading 1"]
    assert chapters == ["Goals", "Meetings", "Reflections", "Action items", "People", "Attached files"]
    assert [text for style, text in told if style == "Heading 2"].count("On its own") == 1
    assert left.records == len(RECORDS)


def test_nobody_is_named_who_did_not_agree() -> None:
    _, _, data = written(*RECORDS)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"a mentor" in whole
    for word in (b"Hidden Name", b"hidden@", b"secret"):
        assert word not in whole


def test_a_picture_stands_once_where_the_text_shows_it_and_fits_the_page() -> None:
    document, left, _ = written(*RECORDS)
    [shape] = document.inline_shapes
    assert shape.width <= docx_text._WIDEST
    assert shape._inline.docPr.get("descr") == "A plot"
    assert left.files == 1
    assert left.not_held == {"an attached file, which stands in the document by its name only": 2}
    told = [text for _, text in lines(document)]
    assert "Attached: letter.pdf (application/pdf, 3 KB)" in told
    assert "bad.png (image/png, 1 KB), not in this document" in told


def test_the_contents_and_the_page_number_are_fields() -> None:
    document, _, data = written(*RECORDS)
    fields = [element.text or "" for element in document.element.iter(f"{WORD}instrText")]
    assert any(field.strip().startswith('TOC \\o "1-2"') for field in fields)
    assert "PAGE" in document.sections[0].footer._element.xml
    assert document.settings.element.find(f"{WORD}updateFields") is not None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                parse_xml(archive.read(name))
    assert document.core_properties.author == "Ilse Okafor"


MARKDOWN = """Text with **bold**, *slanted*, ~~gone~~, `code` and [a link](https://example.org/x).
Same paragraph.

1. one
2. two
   - deep

> quoted

| a | b |
|---|---|
| 1 | **2** |

- [ ] ask
- [x] done

# A heading of mine

3. three

[no link](file:///etc/hostname) ![far](https://example.org/x.png)
"""


def test_markdown_becomes_styles_lists_tables_and_links() -> None:
    document, _, _ = written(Reflection(id="r", title="R", sections=(Section("what", "", MARKDOWN),)))
    told = lines(document)
    for line in (
        ("List Number", "one"),
        ("List Bullet 2", "deep"),
        ("Quote", "quoted"),
        ("List Bullet", "☐ ask"),
        ("List Bullet", "☑ done"),
        ("Heading 3", "A heading of mine"),
        ("List Number", "three"),
    ):
        assert line in told
    [table] = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["a", "b"], ["1", "2"]]
    numbers = {p.text: p._p.xpath("./w:pPr/w:numPr/w:numId/@w:val") for p in document.paragraphs}
    assert numbers["one"] == numbers["two"] != numbers["three"]
    first = next(p for p in document.paragraphs if p.text.startswith("Text with"))
    assert [run.text for run in first.runs if run.bold] == ["bold"]
    assert [link.address for link in first.hyperlinks] == ["https://example.org/x"]
    outside = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    assert outside == ["https://example.org/x"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "> " * 5_000 + "x",
        "- " * 2_000 + "x",
        "**" * 20_000,
        "|a" * 3_000,
        "\ud800\x01]]>&<w:p>",
        "",
    ],
)
def test_any_text_makes_a_whole_document(text: str) -> None:
    document, _, _ = written(
        Reflection(id="r", title=text[:200] or "x", sections=(Section("what", text[:9], text),))
    )
    assert document.paragraphs


def test_an_empty_choice_is_a_document_too() -> None:
    document, left, _ = written()
    assert left.records == 0
    assert document.paragraphs[0].text == "The mentoring journal of Ilse Okafor"


def test_more_pictures_than_memory_allows_stand_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_text, "MOST_PICTURES_BYTES", 5)
    document, left, _ = written(*RECORDS)
    assert len(document.inline_shapes) == left.files == 0
    assert sum(left.not_held.values()) == 3
