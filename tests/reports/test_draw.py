"""Whole documents: pages, heads, contents, bookmarks, faces and properties."""

from __future__ import annotations

import dataclasses
import io

import pikepdf
import pytest

from mentorjournal.errors import ReportError
from mentorjournal.reports.blocks import (
    Column,
    Cover,
    Facts,
    Heading,
    KeepTogether,
    Lead,
    Note,
    PageBreak,
    Paper,
    Prose,
    Quote,
    Signatures,
    Space,
    Table,
)
from mentorjournal.reports.draw import draw
from mentorjournal.reports.pdfium import opened
from tests.reports.reading import CREATED, document, drawn, fonts, made, outline, page_texts, text_of

SENTENCE = "The supervisor asked what I would do differently, and I had an answer ready this time. "
LONG = Prose(SENTENCE * 12)


@pytest.mark.parametrize(("paper", "size"), [("a4", (595.28, 841.89)), ("letter", (612.0, 792.0))])
def test_pages_have_the_size_of_the_paper(paper: Paper, size: tuple[float, float]) -> None:
    with opened(made(LONG, paper=paper)) as pdf:
        assert pdf[0].get_size() == pytest.approx(size, abs=0.01)


def test_every_kind_of_block_is_read_back() -> None:
    data = made(
        Heading(1, "Goals"),
        Prose("Finished the **ethics amendment** early."),
        Lead("Situation.", "Two sites disagreed."),
        Facts((("Mentor", "Professor of pharmacology"),)),
        Table(
            (Column("Claim"), Column("Hours", "right")), (("Tutoring", "22"),), ("Together", "22"), "Claims."
        ),
        Quote("Ask first.", "Laboratory manager"),
        Note("Self-recorded."),
        Space(2),
        KeepTogether((Prose("Kept with"), Prose("its neighbour."))),
        Signatures(("Mentee, date", "Mentor, date", "Office, date")),
    )
    text = text_of(data)
    for words in (
        "Goals",
        "Finished the ethics amendment early.",
        "Situation. Two sites disagreed.",
        "Mentor Professor of pharmacology",
        "Table 1. Claims.",
        "Together",
        "Ask first.",
        "Laboratory manager",
        "Self-recorded.",
        "Kept with its neighbour.",
        "Office, date",
    ):
        assert words in text


def test_the_same_input_gives_the_same_bytes() -> None:
    blocks = (
        Heading(1, "One"),
        LONG,
        Table((Column("A"),), (("b",),)),
        Prose("漢字 ✓ [link](https://a.example)"),
    )
    assert made(*blocks, contents=True) == made(*blocks, contents=True)


def test_another_time_gives_other_bytes() -> None:
    assert made(LONG) != made(LONG, created=CREATED.replace(hour=10))


def test_every_page_says_its_number_and_the_total_but_the_cover_does_not() -> None:
    data = made(
        *[LONG] * 12, cover=Cover("Title"), running_head="Amara Osei   Summary", footer="Prepared today."
    )
    texts = page_texts(data)
    assert len(texts) >= 3
    assert "of" not in texts[0]
    for number, text in enumerate(texts[1:], 2):
        assert f"{number} of {len(texts)}" in text
        assert "Amara Osei" in text
        assert "Summary" in text
        assert "Prepared today." in text


def test_the_cover_shows_its_facts_and_lines_to_sign() -> None:
    cover = Cover(
        "Two\nyears", "of mentoring", (("Period", "2024 to 2026"),), "Chosen items.", ("Signature, date",)
    )
    text = text_of(made(LONG, cover=cover))
    assert "Two years of mentoring Period 2024 to 2026 Chosen items. Signature, date" in text


def test_a_cover_with_too_much_on_it_goes_on_and_loses_nothing() -> None:
    facts = tuple((f"Label {number}", f"value {number} " * 20) for number in range(60))
    texts = page_texts(made(LONG, cover=Cover("A long title " * 20, "", facts, "Note.", ("Sign here",))))
    joined = " ".join(" ".join(texts).split())
    for number in range(60):
        assert f"Label {number} value {number}" in joined
    assert "Sign here" in joined


def test_contents_stand_behind_the_cover_with_the_right_pages() -> None:
    blocks = [part for number in range(1, 31) for part in (Heading(1, f"Chapter {number}"), LONG)]
    data = made(*blocks, cover=Cover("Title"), contents=True)
    texts = page_texts(data)
    assert texts[1].startswith("Contents")
    pages = {title: page for _, title, page in outline(data)}
    listing = " ".join(" ".join(texts[1:3]).split())
    for number in range(1, 31):
        page = pages[f"Chapter {number}"]
        assert f"Chapter {number}" in texts[page]
        assert f"Chapter {number} {page + 1}" in listing


def test_a_long_contents_list_counts_its_own_pages() -> None:
    blocks = [part for number in range(90) for part in (Heading(2, f"Entry {number}"), Prose("Text."))]
    data = made(*blocks, contents=True)
    texts = page_texts(data)
    last = next(page for _, title, page in outline(data) if title == "Entry 89")
    assert "Entry 89" in texts[last]
    listing = " ".join(" ".join(texts[:4]).split())
    assert f"Entry 89 {last + 1}" in listing


def test_headings_are_numbered_by_level_and_bookmarked() -> None:
    data = made(
        *(
            Heading(1, "Work"),
            Heading(2, "Teaching"),
            Heading(2, "Service"),
            Heading(1, "Next"),
            Heading(2, "Plan"),
        ),
        numbered_headings=True,
    )
    marks = [(level, title) for level, title, _ in outline(data)]
    assert marks == [(0, "1 Work"), (1, "1.1 Teaching"), (1, "1.2 Service"), (0, "2 Next"), (1, "2.1 Plan")]


def test_a_skipped_heading_level_still_makes_an_outline() -> None:
    marks = outline(made(Heading(1, "A"), Heading(4, "B"), Heading(3, "C")))
    assert [title for _, title, _ in marks] == ["A", "B", "C"]


def test_a_heading_never_ends_a_page() -> None:
    for lines in range(30, 48):
        data = made(Prose("\n\n".join(["Line."] * lines)), Heading(1, "Alone?"), LONG)
        page = next(text for text in page_texts(data) if "Alone?" in text)
        assert "supervisor" in page.split("Alone?")[1]


def test_no_single_line_of_a_paragraph_stands_alone_on_a_page() -> None:
    for lines in range(25, 40):
        data = made(Prose("\n\n".join(["Filler."] * lines)), Prose("Mark " + "word " * 90))
        counts = [text.count("\n", text.find("Mark") if "Mark" in text else 0) for text in page_texts(data)]
        words = [text.count("word") for text in page_texts(data)]
        assert all(count == 0 or count > 16 for count in words), (words, counts)


def test_blocks_kept_together_share_a_page() -> None:
    for lines in range(28, 44):
        group = KeepTogether((Prose("First kept."), Prose("Second kept."), Prose("Third kept.")))
        texts = page_texts(made(Prose("\n\n".join(["Filler."] * lines)), group))
        assert sum("kept." in text for text in texts) == 1


def test_a_group_taller_than_a_page_is_broken_and_whole() -> None:
    group = KeepTogether(tuple(Prose(f"Part {number}. {SENTENCE * 6}") for number in range(20)))
    text = text_of(made(group))
    assert all(f"Part {number}." in text for number in range(20))


def test_a_page_break_starts_a_page_and_two_make_no_empty_one() -> None:
    texts = page_texts(made(PageBreak(), Prose("one"), PageBreak(), PageBreak(), Prose("two"), PageBreak()))
    assert len(texts) == 2
    assert texts[0].startswith("one")
    assert texts[1].startswith("two")


def test_a_document_without_blocks_is_one_page() -> None:
    data, said = drawn()
    assert said.pages == 1
    assert "1 of 1" in text_of(data)


def test_only_our_faces_are_used_and_all_are_embedded_as_subsets() -> None:
    data = made(Heading(1, "Head"), Prose("plain **bold** *italic* ***both***"))
    found = fonts(data)
    assert all(found.values()), found
    names = {name.split("+")[1] for name in found}
    assert names == {
        "SourceSansPro-Regular",
        "SourceSansPro-Semibold",
        "SourceSerifPro-Regular",
        "SourceSerifPro-Bold",
        "SourceSerifPro-It",
        "SourceSerifPro-BoldIt",
    }
    assert len(data) < 150_000


def test_the_file_is_sound() -> None:
    data = made(
        Heading(1, "Head"), Prose("see [this](https://example.org/a)"), cover=Cover("T"), contents=True
    )
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_properties_say_title_author_language_and_time() -> None:
    data = made(LONG, author="Žofie <&>", subject="Review", keywords=("one", "two"), language="en-GB")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "A year of asking"
        assert str(pdf.docinfo["/Author"]) == "Žofie <&>"
        assert str(pdf.docinfo["/Subject"]) == "Review"
        assert str(pdf.docinfo["/Keywords"]) == "one, two"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260414093000+00'00'"
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as meta:
            assert meta["dc:title"] == "A year of asking"
            assert meta["dc:creator"] == ["Žofie <&>"]
            assert meta["xmp:CreateDate"] == "2026-04-14T09:30:00+00:00"


def test_a_table_with_too_many_cells_is_refused_and_nothing_is_written() -> None:
    out = io.BytesIO()
    with pytest.raises(ReportError, match="more cells"):
        draw(document(Table((Column("A"),), (("1", "2"),))), out)
    assert out.getvalue() == b""


def test_progress_counts_the_finished_pages() -> None:
    seen: list[int] = []
    said = draw(document(*[LONG] * 10), io.BytesIO(), progress=seen.append)
    assert seen == list(range(1, said.pages + 1))


def test_blocks_are_plain_values() -> None:
    assert dataclasses.replace(LONG, record_id="r1").record_id == "r1"
    with pytest.raises(dataclasses.FrozenInstanceError):
        LONG.record_id = "r2"  # type: ignore[misc]
