"""A user's Markdown: read as CommonMark, and never as anything that can reach beyond the page."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from mentorjournal.reports import markdown
from mentorjournal.reports.blocks import Lead, Prose
from mentorjournal.reports.markdown import Grid, Picture, Text, escaped, parts_of
from mentorjournal.reports.runs import Run
from tests.reports.reading import made, text_of


def words(source: str) -> str:
    return "".join(run.text for part in parts_of(source) if isinstance(part, Text) for run in part.runs)


def test_manners_are_read() -> None:
    (part,) = parts_of("a **b** *c* ~~d~~ `e`")
    assert isinstance(part, Text)
    assert [(r.text, r.bold, r.italic, r.strike, r.code) for r in part.runs if r.text.strip()] == [
        ("a ", False, False, False, False),
        ("b", True, False, False, False),
        ("c", False, True, False, False),
        ("d", False, False, True, False),
        ("e", False, False, False, True),
    ]


def test_lists_carry_bullets_numbers_and_ticks() -> None:
    parts = parts_of("- a\n  - b\n\n3. c\n4. d\n\n- [x] e\n- [ ] f\n")
    texts = [part for part in parts if isinstance(part, Text)]
    assert [(p.place.bullet, p.place.depth, p.runs[0].text) for p in texts] == [
        ("•", 1, "a"),
        ("–", 2, "b"),
        ("3.", 1, "c"),
        ("4.", 1, "d"),
        ("☑", 1, "e"),
        ("☐", 1, "f"),
    ]


def test_tables_become_grids() -> None:
    (grid,) = parts_of("| a | b |\n|:--|--:|\n| 1 | *2* |\n")
    assert isinstance(grid, Grid)
    assert grid.aligns == ("left", "right")
    assert [[cell[0].text for cell in row] for row in (grid.head, *grid.rows)] == [["a", "b"], ["1", ""]] or [
        ["".join(run.text for run in cell) for cell in row] for row in (grid.head, *grid.rows)
    ] == [["a", "b"], ["1", "2"]]


def test_web_addresses_are_printed_behind_their_text() -> None:
    assert words("[guide](https://example.org/a)") == "guide (https://example.org/a)"
    assert words("<https://example.org/a>") == "https://example.org/a"
    assert words("[write](mailto:a@example.org)") == "write (a@example.org)"


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "//host/share"]
)
def test_other_addresses_are_dropped_and_their_text_kept(address: str) -> None:
    assert words(f"see [this]({address}) now") == "see this now"
    data = made(Prose(f"see [this]({address}) now"))
    assert b"/URI" not in data
    assert "see this now" in text_of(data)


@pytest.mark.parametrize(
    "source",
    [
        "https://example.org/a.png",
        "/etc/passwd",
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        "../a.png",
    ],
)
def test_pictures_from_anywhere_but_the_journal_are_left_out_by_name(source: str) -> None:
    asked: list[str] = []

    def attachments(identity: str) -> bytes | None:
        asked.append(identity)
        return None

    text = text_of(made(Prose(f"![the bench]({source})"), attachments=attachments))
    assert "[Picture left out: the bench]" in text
    assert asked == []


def test_raw_html_is_text() -> None:
    source = 'a <b>bold</b> <img src="/etc/passwd"> <para>x</para> &lt; & end'
    assert words(source) == 'a <b>bold</b> <img src="/etc/passwd"> <para>x</para> < & end'
    assert '<img src="/etc/passwd">' in text_of(made(Prose(source)))


def picture(mode: str = "RGB", kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (800, 500)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    "data", [picture(), picture("RGBA"), picture("CMYK", "JPEG"), picture("1"), picture("P")]
)
def test_pictures_of_the_journal_are_drawn_without_what_the_camera_wrote(data: bytes) -> None:
    drawn = made(
        Prose("before\n\n![the bench](attachment:0190-ab)\n\nafter"), attachments={"0190-ab": data}.get
    )
    text = text_of(drawn)
    assert "before the bench after" in text
    assert b"/Subtype /Image" in drawn


@pytest.mark.parametrize("data", [b"", b"not a picture", picture()[:300], b"%PDF-1.7", b"<svg/>"])
def test_a_picture_that_is_not_one_is_left_out_by_name(data: bytes) -> None:
    drawn = made(Prose("![scan](attachment:x)"), attachments={"x": data}.get)
    assert "[Picture left out: scan]" in text_of(drawn)


def test_a_picture_that_may_not_leave_is_left_out_without_its_name() -> None:
    text = text_of(made(Prose("before ![biopsy-of-anna.png](attachment:x) after"), attachments={}.get))
    assert "[Picture left out]" in text
    assert "biopsy" not in text


def test_position_data_of_a_photograph_never_reaches_the_page() -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at the ward of Example Hospital"
    Image.new("RGB", (300, 200)).save(out, "JPEG", exif=exif, comment=b"ward comment")
    drawn = made(Prose("![x](attachment:x)"), attachments={"x": out.getvalue()}.get)
    assert b"ward" in out.getvalue()
    assert b"ward" not in drawn


def test_a_label_runs_into_its_text_whatever_that_begins_with() -> None:
    assert "Task. I agreed." in text_of(made(Lead("Task.", "I agreed.")))
    assert "Task. • one • two" in text_of(made(Lead("Task.", "- one\n- two")))
    assert "Task." in text_of(made(Lead("Task.", "")))


def test_code_keeps_its_lines() -> None:
    assert "x = 1 if y: z" in text_of(made(Prose("```\nx = 1\nif y:\n    z\n```")))


def test_a_heading_in_a_text_is_no_heading_of_the_document() -> None:
    (part,) = parts_of("# Loud")
    assert isinstance(part, Text)
    assert part.heading == 1


@given(st.text(st.sampled_from("ab .\n0123456789)(-+=\t\"'!,:;/?@{}$%^é"), max_size=60))
def test_the_short_way_reads_like_the_parser(source: str) -> None:
    short = parts_of(source)
    whole = markdown._Reader().read(markdown._parser().parse(source))
    assert [_shape(part) for part in short] == [_shape(part) for part in whole]


def _shape(part: object) -> object:
    if isinstance(part, Text):
        return part.place, part.heading, " ".join("".join(run.text for run in part.runs).split())
    return part


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_escaped_text_is_read_letter_by_letter(text: str) -> None:
    assert " ".join(words(escaped(text)).split()) == " ".join(text.split())


def test_an_attachment_id_is_all_that_is_asked_for() -> None:
    (part,) = parts_of("![a](attachment:../../etc/passwd)")
    assert part == Picture("", "a")


def test_a_paragraph_of_open_brackets_is_kept_as_it_stands() -> None:
    text = "![" * 60_000
    assert parts_of(f"**a**\n\n{text}") == [Text((Run("**a**"),)), Text((Run(text),))]
