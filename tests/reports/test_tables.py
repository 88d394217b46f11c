"""Tables: heads repeat, long cells go on over pages, nothing is clipped."""

from __future__ import annotations

import pytest

from mentorjournal.reports.blocks import Align, Column, Facts, Prose, Table
from mentorjournal.reports.look import sheet_for
from mentorjournal.reports.pdfium import opened
from mentorjournal.reports.setting import Setter
from mentorjournal.reports.tables import lay_tracks
from tests.reports.reading import made, page_texts, squashed, text_of

NUMBERED = tuple((f"Row {number}", "met and agreed on what to read next " * 4) for number in range(120))
TWO = (Column("Meeting"), Column("What was agreed"))


def test_a_long_table_repeats_its_head_and_keeps_every_row() -> None:
    texts = page_texts(made(Table(TWO, NUMBERED, None, "All meetings.")))
    assert len(texts) > 3
    assert all("What was agreed" in text for text in texts)
    joined = " ".join(" ".join(texts).split())
    assert all(f"Row {number} met" in joined for number in range(120))
    assert joined.count("Table 1.") == 1


def test_the_total_and_the_caption_stay_with_a_row() -> None:
    for count in range(30, 44):
        rows = tuple((f"Row {number}", "text") for number in range(count))
        texts = page_texts(made(Table(TWO, rows, ("Together", "all"), "Caption.")))
        last = next(text for text in texts if "Together" in text)
        assert f"Row {count - 1}" in last
        assert "Caption." in last


def test_no_row_of_several_stands_alone_on_a_page() -> None:
    for lines in range(24, 44):
        rows = tuple((f"Row {number}", "text") for number in range(7))
        filler = Prose("\n\n".join(["Filler."] * lines))
        counts = [text.count("Row ") for text in page_texts(made(filler, Table(TWO, rows, None, "Caption.")))]
        assert sum(counts) == 7
        assert 1 not in counts


def test_a_cell_taller_than_a_page_goes_on_over_pages() -> None:
    words = " ".join(f"word{number}" for number in range(2500))
    texts = page_texts(made(Table(TWO, (("Only row", words),))))
    assert len(texts) >= 3
    joined = squashed(" ".join(texts))
    assert all(f"word{number}" in joined for number in range(2500))


def test_lines_of_a_cell_are_kept() -> None:
    text = page_texts(made(Table((Column("Notes"),), (("first\nsecond",),))))[0]
    assert text.splitlines()[1:3] == ["first", "second"]


def test_no_text_stands_beyond_the_right_margin() -> None:
    long = "https://example.org/" + "very-long-path/" * 40
    table = Table(
        tuple(Column(f"Column {n}") for n in range(7)), ((long, *["Antidisestablishment" * 3] * 6),)
    )
    sheet = sheet_for("a4")
    with opened(made(table, Prose(long), Facts(((long, long),)))) as pdf:
        for number in range(len(pdf)):
            page = pdf[number]
            text = page.get_textpage()
            boxes = [text.get_charbox(at) for at in range(text.count_chars())]
            text.close()
            page.close()
            assert max(right for _, _, right, _ in boxes) <= sheet.left + sheet.wide + 1.0


def test_short_rows_and_empty_tables_are_drawn() -> None:
    text = text_of(made(Table(TWO, (("alone",), ())), Table(TWO, ())))
    assert "alone" in text
    assert text.count("What was agreed") == 2


@pytest.mark.parametrize("shares", [[1.0, 3.0], [0.0, 0.0]])
def test_columns_fill_the_measure(shares: list[float]) -> None:
    aligns: list[Align] = ["left", "right"]
    cells = [("Head", "Hours"), ("a much longer cell than the other", "2")]
    tracks = lay_tracks(Setter(), cells, shares, aligns, 400.0)
    assert tracks[0].left == 0.0
    assert tracks[1].left + tracks[1].width == pytest.approx(400.0)
    assert (tracks[0].width < tracks[1].width) == (shares[0] == 1.0)


def test_numbers_of_a_column_end_at_one_edge() -> None:
    table = Table(
        (Column("What"), Column("Hours", "right")), (("a", "1"), ("b", "1,000")), ("Together", "1,001")
    )
    with opened(made(table)) as pdf:
        page = pdf[0]
        text = page.get_textpage()
        whole = text.get_text_range()
        ends = [
            text.get_charbox(whole.index(number) + len(number) - 1, loose=True)[2]
            for number in ("1\r", "1,000\r", "1,001\r")
            for number in (number.rstrip(),)
        ]
        text.close()
        page.close()
    assert ends[1] == pytest.approx(ends[2], abs=0.6)
