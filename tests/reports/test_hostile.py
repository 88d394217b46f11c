"""Whatever somebody wrote or pasted: it is drawn as text, and its words come back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorjournal.reports.blocks import (
    BarFigure,
    Block,
    Column,
    Cover,
    Facts,
    Heading,
    KeepTogether,
    Lead,
    Note,
    Prose,
    Quote,
    Signatures,
    Table,
)
from tests.reports.reading import drawn, made, page_texts, squashed, text_of

HOSTILE = (
    "<b>bold</b> & <img src='/etc/passwd'/> <para>x</para> &amp; <font color=red>",
    "</para><para>",
    "&#0; &bogus; <!-- c --> <![CDATA[x]]> <?php ?>",
    "\\(unbalanced ) %PDF endstream endobj",
    "{{template}} %s %(x)s {0}",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_plain_text_is_printed_as_it_was_typed(text: str) -> None:
    blocks: list[Block] = [Heading(1, text), Note(text), Facts(((text, text),)), Signatures((text,))]
    data = made(
        *blocks, title=text, author=text, running_head=text, cover=Cover(text, text, ((text, text),), text)
    )
    assert squashed("".join(page_texts(data))).count(squashed(text)) >= 8


def test_a_word_of_ten_thousand_letters_goes_on_over_lines_and_pages() -> None:
    assert (
        squashed("".join(page_texts(made(Prose("y" * 10_000), running_head=" ", title="t")))).count("y")
        == 10_000
    )


def test_a_paragraph_of_ten_thousand_characters_is_whole() -> None:
    words = [f"w{number}" for number in range(1700)]
    text = squashed(" ".join(page_texts(made(Prose(" ".join(words))))))
    assert all(word in text for word in words)


def test_empty_blocks_leave_no_trace() -> None:
    blocks: list[Block] = [
        *(Heading(1, ""), Prose(""), Prose(" \n "), Facts(()), Quote(""), Signatures(()), Note("")),
        *(KeepTogether(()), KeepTogether((Prose(""),)), Lead("", ""), BarFigure((), (), "", "")),
    ]
    data, said = drawn(*blocks, title="T")
    assert said.pages == 1
    assert text_of(data).endswith("T 1 of 1")


def test_a_heading_longer_than_a_page_is_drawn() -> None:
    words = [f"word{number}" for number in range(400)]
    text = squashed(" ".join(page_texts(made(Heading(1, " ".join(words)), Prose("after")))))
    assert all(word in text for word in words)
    assert "after" in text


def test_deep_nesting_still_has_room_for_its_text() -> None:
    for levels in (30, 48, 49, 50, 51, 200):
        nested = "\n".join("  " * depth + f"- level{depth}." for depth in range(levels))
        quoted = "> " * levels * 2 + "deep"
        text = text_of(made(Prose(nested), Prose(quoted)))
        assert all(f"level{depth}." in text for depth in range(levels))
        assert "deep" in text


any_text = st.text(st.characters(), max_size=120)


def one_of_each(text: str) -> list[Block]:
    return [
        Heading(2, text),
        Prose(text),
        Lead(text, text),
        Facts(((text, text),)),
        Table((Column(text), Column(text, "right")), ((text, text), (text,)), (text,), text),
        BarFigure((text, "b", text), (1, 2, 3), text, text, 2, text, text, (), "bars"),
        Quote(text, text),
        Signatures((text,)),
        Note(text),
        KeepTogether((Prose(text), Note(text))),
    ]


@settings(max_examples=40)
@given(any_text)
def test_any_text_in_any_block_is_drawn_and_opens(text: str) -> None:
    data = made(
        *one_of_each(text),
        title=text,
        author=text,
        subject=text,
        keywords=(text,),
        language=text[:5],
        running_head=text,
        footer=text,
        cover=Cover(text, text, ((text, text),), text, (text,)),
        contents=True,
        numbered_headings=True,
    )
    assert len(page_texts(data)) >= 3


shown = st.characters(codec="utf-8", categories=["Lu", "Ll", "Nd", "Sm"], max_codepoint=0x17F)
marks = st.sampled_from("<>&*_[]()#|~`!\\\"'%{}$^=+")
words = st.lists(st.text(shown | marks, min_size=1, max_size=12), min_size=1, max_size=12)


@settings(max_examples=40)
@given(words)
def test_the_words_of_plain_text_are_read_back(texts: list[str]) -> None:
    text = " ".join(texts)
    for block in (
        Heading(1, text),
        Note(text),
        Facts((("label", text),)),
        Table((Column("Head"),), ((text,),)),
    ):
        data, said = drawn(block, title="t")
        assert said.missing_glyphs == ()
        found = squashed("".join(page_texts(data)))
        assert squashed(text) in found
