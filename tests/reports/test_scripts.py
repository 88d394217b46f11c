"""Scripts on paper: right to left, shaped, without spaces, or named where no face shows them."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from mentorjournal.reports.blocks import BarFigure, Block, Document, Heading, Prose
from mentorjournal.reports.draw import draw
from mentorjournal.reports.faces import face, shown
from mentorjournal.reports.figures import figure_svg
from mentorjournal.reports.look import TEXT
from mentorjournal.reports.runs import clean
from mentorjournal.reports.scripts import base_level, between_ideographs, levels, mirrored, visual
from mentorjournal.reports.setting import Setter
from mentorjournal.reports.shaped import ShapedFace
from mentorjournal.services.reporting.pages import page_texts

WHEN = dt.datetime(2026, 4, 14, 12, 2, tzinfo=dt.UTC)
SENTENCES = {
    "Cyrillic": "Первая встреча была полезной.",
    "Greek": "Η πρώτη συνάντηση ήταν χρήσιμη.",
    "Arabic": "كانت جلسة مفيدة جدا",
    "Hebrew": "הפגישה הראשונה הייתה מועילה",
    "Devanagari": "पहली बैठक उपयोगी रही",
    "Chinese": "第一次会议非常有帮助。",
}


def drawn(*blocks: Block) -> tuple[bytes, tuple[str, ...]]:
    """A document of these blocks, and the characters that no face here has."""
    out = io.BytesIO()
    made = draw(Document("Scripts", blocks, WHEN), out)
    return out.getvalue(), made.missing_glyphs


def faces_for(text: str) -> bool:
    """Whether this computer has faces for a text."""
    missing: set[str] = set()
    list(shown(text.replace(" ", ""), face("serif"), missing))
    return not missing


@pytest.mark.parametrize("script", SENTENCES)
def test_a_sentence_of_any_script_can_be_read_back_or_is_reported(script: str) -> None:
    sentence = SENTENCES[script]
    data, missing = drawn(Heading(1, sentence), Prose(sentence))
    if not faces_for(sentence):
        assert missing
        assert f": {'CJK' if script == 'Chinese' else script}]" in page_texts(data)[0]
        pytest.skip(f"no face for {script} on this computer; it was reported")
    assert not missing
    text = page_texts(data)[0]
    assert text.count(sentence) == 2


def test_the_same_text_gives_the_same_bytes_whatever_was_drawn_before() -> None:
    first, _ = drawn(Prose(SENTENCES["Arabic"]), Prose(SENTENCES["Devanagari"]))
    drawn(Prose("".join(reversed(SENTENCES["Arabic"]))), Prose(SENTENCES["Chinese"]))
    again, _ = drawn(Prose(SENTENCES["Arabic"]), Prose(SENTENCES["Devanagari"]))
    assert again == first


def test_numbers_and_brackets_stand_as_the_bidirectional_algorithm_says() -> None:
    text = "שלום (abc) 12 עולם"
    assert base_level(text) == 1
    assert levels(text, 1) == [1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 2, 2, 1, 1, 1, 1, 1]
    latin = "see (שלום) now"
    assert levels(latin, 0) == [0] * 5 + [1] * 4 + [0] * 5


def test_very_many_brackets_are_resolved_as_far_as_the_algorithm_asks() -> None:
    nested = "א" + "(" * 63 + "1" + ")" * 63
    assert set(levels(nested, 1)) == {1, 2}
    assert levels("a(b) " + "{" * 20_000 + "א" + "}" * 20_000, 0)[:4] == [0, 0, 0, 0]


def test_faces_of_one_name_are_embedded_under_two() -> None:
    import font_source_sans_pro

    path = Path(next(iter(Path(font_source_sans_pro.__file__).parent.rglob("*.ttf"))))
    canvas = Canvas(io.BytesIO())
    one, other = ShapedFace("Same", path), ShapedFace("Same", path)
    third = ShapedFace("Third", path)
    for shaped in (one, other, third):
        pen = canvas.beginText(10, 10)
        shaped.write(pen, "word", 10, rtl=False)
        canvas.drawText(pen)
    assert canvas.getpdfdata().startswith(b"%PDF")


def test_levels_are_reversed_from_the_highest_down() -> None:
    assert visual([1, 2, 1]) == [2, 1, 0]
    assert visual([0, 1, 1, 0]) == [0, 2, 1, 3]
    assert visual([1, 2, 2, 1]) == [3, 1, 2, 0]
    assert visual([]) == []


def test_brackets_are_turned_round_with_their_text() -> None:
    assert mirrored("(a)") == "(a)"
    assert mirrored("a(") == ")a"


def test_a_paragraph_from_right_to_left_ends_at_the_right_edge() -> None:
    line = Setter().lines("שלום", TEXT, 300.0)[0]
    assert line.rtl
    assert line.indent + line.width == pytest.approx(300.0)
    other = Setter().lines("Hello", TEXT, 300.0)[0]
    assert (other.indent, other.rtl) == (0.0, False)


def test_a_line_may_end_between_ideographs_but_not_before_a_full_stop() -> None:
    assert between_ideographs("hello") == ("hello",)
    assert list(between_ideographs("会议。（三月）BMJ")) == ["会", "议。", "（三", "月）", "BMJ"]
    lines = Setter().lines("第一次会议非常有帮助。" * 12, TEXT, 200.0)
    assert len(lines) > 1
    assert all(line.width <= 200.0 for line in lines)
    assert not any(line.stretches[0].text.startswith("。") for line in lines)


def test_joiners_stay_where_they_mean_something() -> None:
    assert clean("می\u200cروم") == "می\u200cروم"
    assert clean("क्\u200dष") == "क्\u200dष"
    assert clean("ab\u200ccd\u200d") == "abcd"


def test_what_no_face_has_is_named_and_reported() -> None:
    data, missing = drawn(Prose("Runes: ᚠᚢ"))
    if not missing:
        pytest.skip("this computer has a face for runes")
    assert missing == ("ᚠ", "ᚢ")
    assert "[2 characters: Runic]" in page_texts(data)[0]


def test_a_figures_labels_are_drawn_in_their_script() -> None:
    if not faces_for("التدريب"):
        pytest.skip("no Arabic face on this computer")
    block = BarFigure(("التدريب", "البحث", "Teaching"), (3.0, 5.0, 2.0), "Hours", "Hours by kind")
    svg = figure_svg(block).decode()
    assert "characters: Arabic" not in svg
    assert svg.count("<path") >= 2
    assert "Teaching" in svg


def test_signs_that_no_face_has_are_named_once_however_many() -> None:
    text = "漢字" * 60
    if faces_for(text):
        pytest.skip("this computer has a face for it")
    data, missing = drawn(Prose(text))
    assert set(missing) == {"漢", "字"}
    assert page_texts(data)[0].count("CJK]") == 1
    assert "[120 characters: CJK]" in page_texts(data)[0]
