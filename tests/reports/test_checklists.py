"""Lines to tick in columns, the framed text, and lines to write on."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorjournal.reports.blocks import Callout, CheckGroup, CheckItem, Checklist, Paper, Prose, RuledLines
from mentorjournal.reports.draw import draw
from tests.reports.reading import document, drawn, made, page_texts, squashed, text_of

SENTENCE = "Ask who would act on the answer, and by when it would be too late. "


def group(title: str, count: int, note: str = "") -> CheckGroup:
    return CheckGroup(title, tuple(CheckItem(f"{title} line {number}", note) for number in range(count)))


def places(data: bytes, words: str) -> list[tuple[float, float]]:
    """The lower left corner of every place where these words stand on the first page."""
    pdf = pypdfium2.PdfDocument(data)
    page = pdf[0]
    text = page.get_textpage()
    found = []
    search = text.search(words, match_case=True)
    while (hit := search.get_next()) is not None:
        box = text.get_charbox(hit[0])
        found.append((box[0], box[1]))
    for thing in (search, text, page, pdf):
        thing.close()
    return found


def test_columns_stand_side_by_side_with_their_heads_at_one_height() -> None:
    data = made(Checklist(((group("Left", 3),), (group("Right", 2),))))
    ((left, one),) = places(data, "Left line 0")
    ((right, two),) = places(data, "Right line 0")
    assert right > left + 150
    assert one == pytest.approx(two, abs=0.5)


def test_a_note_stands_at_the_right_of_its_line() -> None:
    data = made(Checklist(((CheckGroup("Actions", (CheckItem("Draft the aims", "late"),)),),)))
    ((text, _),) = places(data, "Draft the aims")
    ((note, _),) = places(data, "late")
    assert note > text + 250


def test_a_group_without_lines_is_not_drawn() -> None:
    data = made(Prose("Before."), Checklist(((CheckGroup("Nothing here", (CheckItem("  "),)),), ())))
    assert text_of(data) == "Before. A year of asking 1 of 1"
    assert "Nothing here" not in text_of(data)


def test_many_lines_go_on_over_pages_and_none_is_lost_or_parted_from_its_head() -> None:
    data = made(Checklist(((group("Alpha", 50), group("Beta", 30)), (group("Gamma", 70),))))
    pages = page_texts(data)
    assert len(pages) > 1
    whole = squashed(" ".join(pages))
    for title, count in (("Alpha", 50), ("Beta", 30), ("Gamma", 70)):
        assert all(whole.count(f"{title}line{number}") >= 1 for number in range(count))
    for page in pages[:-1]:
        assert page.strip().splitlines()[-1] not in {"Alpha", "Beta", "Gamma"}


def test_a_callout_shows_its_head_and_all_of_its_text() -> None:
    text = text_of(made(Callout("One objective", SENTENCE * 6)))
    assert "One objective" in text
    assert squashed(SENTENCE * 6) in squashed(text)
    assert "One objective" not in text_of(made(Callout("One objective", " ")))


def test_ruled_lines_fill_the_page_and_never_a_second_one() -> None:
    _, said = drawn(Prose(SENTENCE), RuledLines("Notes", most=400))
    assert said.pages == 1


def test_ruled_lines_begin_a_page_where_too_few_would_fit() -> None:
    full = Checklist(((group("Full", 31),),))
    _, without = drawn(full)
    _, said = drawn(full, RuledLines("Notes", least=5))
    assert (without.pages, said.pages) == (1, 2)


@given(
    columns=st.lists(
        st.lists(st.tuples(st.text(max_size=20), st.lists(st.text(max_size=200), max_size=12)), max_size=4),
        min_size=1,
        max_size=3,
    ),
    paper=st.sampled_from(["a4", "letter"]),
)
def test_any_text_in_any_column_is_drawn(columns: list[list[tuple[str, list[str]]]], paper: Paper) -> None:
    block = Checklist(
        tuple(
            tuple(
                CheckGroup(title, tuple(CheckItem(text, text) for text in texts)) for title, texts in groups
            )
            for groups in columns
        )
    )
    out = io.BytesIO()
    assert draw(document(block), out, paper=paper).pages >= 1
    assert out.getvalue().startswith(b"%PDF")
