"""Where records stand on the pages of a drawn document."""

from __future__ import annotations

from mentorjournal.reports.blocks import Column, Cover, Heading, Note, PageBreak, Prose, Table
from mentorjournal.reports.pdfium import opened
from tests.reports.reading import drawn


def test_a_passage_holds_its_words_on_the_page_its_head_numbers() -> None:
    data, said = drawn(
        Heading(1, "One", "r1"), Prose("Nobody's words"), Prose("Asked for **help**.", "r2"),
        cover=Cover("A title"), contents=True,
    )  # fmt: skip
    spots = {one.record_id: one for one in said.passages}
    assert {(one.record_id, one.page) for one in said.passages} == {("r1", 3), ("r2", 3)}
    with opened(data) as pdf:
        text = pdf[2].get_textpage()
        for key, words in (("r1", "One"), ("r2", "Asked for help.")):
            box = spots[key]
            assert text.get_text_bounded(box.left, box.bottom, box.right, box.top).strip() == words
        text.close()


def test_neighbours_of_one_record_are_one_passage_and_others_stand_between() -> None:
    _, said = drawn(
        Heading(2, "A", "r1"), Prose("a", "r1"), Table((Column("x"),), (("1",),), record_id="r2"),
        Note("a again", "r1"),
    )  # fmt: skip
    assert [one.record_id for one in said.passages] == ["r1", "r2", "r1"]
    first, second, third = said.passages
    assert first.top > first.bottom >= second.top > second.bottom >= third.top


def test_each_row_of_a_table_is_a_passage_of_its_record() -> None:
    rows = tuple((f"Claim {at}", "told\nover lines") for at in range(60))
    data, said = drawn(
        Table(
            (Column("What"), Column("How")),
            rows,
            ("Together", ""),
            "All.",
            "t",
            ("", *(f"r{at}" for at in range(1, 60))),
        )
    )
    own = [one for one in said.passages if one.record_id != "t"]
    assert [one.record_id for one in own] == [f"r{at}" for at in range(1, 60)]
    assert {one.page for one in own} == set(range(1, said.pages + 1))
    with opened(data) as pdf:
        for one in own[:2] + own[-1:]:
            text = pdf[one.page - 1].get_textpage()
            words = text.get_text_bounded(one.left, one.bottom, one.right, one.top)
            assert words.split() == ["Claim", one.record_id[1:], "told", "over", "lines"]
            text.close()
    assert [one.page for one in said.passages if one.record_id == "t"][:2] == [1, 2], "head and first row"


def test_what_goes_on_over_pages_has_a_passage_on_each() -> None:
    _, said = drawn(Prose("words " * 2500, "r1"), PageBreak(), Prose("end", "r1"))
    pages = [one.page for one in said.passages]
    assert pages == list(range(1, said.pages + 1))
    assert len(pages) > 3


def test_what_is_nobodys_has_none() -> None:
    assert drawn(Heading(1, "A"), Prose("b"))[1].passages == ()
