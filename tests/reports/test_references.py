"""Numbers of pages inside texts: forwards and backwards, linked, and never from what somebody wrote."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from mentorjournal.reports.blocks import (
    Column,
    Cover,
    Heading,
    Lead,
    Note,
    PageBreak,
    Prose,
    Table,
    page_of,
    place,
)
from mentorjournal.reports.pdfium import opened
from tests.reports.reading import made, outline, page_texts, text_of
from tests.reports.test_tagging import areas_of, of_role, tree, walk

ROWS = tuple((f"{place('row 60') if at == 60 else ''}row {at}", page_of("end")) for at in range(120))
FRONT = {"cover": Cover("A title"), "contents": True, "running_head": "Head"}


@pytest.fixture(scope="module")
def whole() -> bytes:
    return made(
        Heading(1, "First"),
        Prose(f"The end (page {page_of('end')}), *page {page_of('row 60')}*, `code` and more."),
        Table((Column("What"), Column("Page", "right")), ROWS, caption=f"Ends on page {page_of('end')}."),
        Heading(1, "Second"),
        *(Prose("words " * 400) for _ in range(12)),
        Lead(f"{place('end')}End.", f"The row was on page {page_of('row 60')}."),
        Note(f"Nothing of that (page {page_of('nowhere')}), see page {page_of('nowhere')}."),
        **FRONT,
    )


def page_with(data: bytes, words: str) -> int:
    """The page as its running head numbers it."""
    return next(at for at, text in enumerate(page_texts(data), 1) if words in text)


def test_numbers_are_those_of_the_running_heads_forwards_and_backwards(whole: bytes) -> None:
    end, row = page_with(whole, "End. The row"), page_with(whole, "row 60")
    text = text_of(whole)
    assert f"The end (page {end}), page {row}, code and more." in text
    assert f"The row was on page {row}" in text
    assert f"Ends on page {end}" in text
    assert end > 9 > row > page_with(whole, "row 0")
    assert f"{end} of {len(page_texts(whole))}" in page_texts(whole)[end - 1]


def test_a_number_is_a_link_that_says_where_it_leads(whole: bytes) -> None:
    end = page_with(whole, "End. The row")
    pdf = pikepdf.open(io.BytesIO(whole))
    links = [area.Obj for link in of_role(pdf, "Link") for area in areas_of(link)]
    to_end = [one for one in links if str(one.Contents) == f"page {end}"]
    assert len(to_end) == 1 + 120 + 1
    for one in to_end:
        assert one.Dest[0].objgen == pdf.pages[end - 1].obj.objgen
        assert float(one.Rect[0]) < float(one.Rect[2]) <= 507


def test_an_unknown_place_leaves_a_dash_and_no_link() -> None:
    text = (
        f"Not here (page {page_of('x')}), page\xa0{page_of('x')}; Page {page_of('x')}, ({page_of('x')}) on."
    )
    data = made(Prose(text))
    assert text_of(data) == "Not here –, –; –, – on. A year of asking 1 of 1"
    pdf = pikepdf.open(io.BytesIO(data))
    assert of_role(pdf, "Link") == []
    assert all("/Annots" not in page.obj for page in pdf.pages)


def test_what_is_drawn_belongs_to_its_element_also_where_it_came_last(whole: bytes) -> None:
    pdf = pikepdf.open(io.BytesIO(whole))
    owners = {
        (int(one.Pg.StructParents), int(kid)): str(one.S)
        for one in walk(tree(pdf))
        for kid in one.get("/K", [])
        if not isinstance(kid, Dictionary)
    }
    seen = 0
    for page in pdf.pages:
        for found in pikepdf.parse_content_stream(page):
            if str(found.operator) == "BDC" and "/MCID" in found.operands[1]:
                key = (int(page.obj.StructParents), int(found.operands[1].MCID))
                assert owners.get(key, str(found.operands[0])) == str(found.operands[0])
                seen += found.operands[0] == Name.Link
    assert seen > 120


def test_numbers_in_a_column_end_at_its_right_edge() -> None:
    rows = (("near", page_of("near")), ("far", page_of("far")), ("none", page_of("none")), ("plain", "7"))
    data = made(
        Table((Column("What"), Column("Page", "right")), rows),
        Prose(place("near") + "near"),
        *(PageBreak() if at % 2 else Prose("x") for at in range(22)),
        Prose(place("far") + "far"),
    )
    with opened(data) as pdf:
        text = pdf[0].get_textpage()
        ends: dict[int, float] = {}
        for at in range(text.count_chars()):
            left, bottom, right, _ = text.get_charbox(at)
            if left > 400 and text.get_text_range(at, 1).strip():
                ends[round(bottom / 8)] = max(right, ends.get(round(bottom / 8), 0))
        text.close()
    numbers = sorted(ends.values())
    assert len(numbers) >= 5
    assert numbers[-1] - numbers[0] < 1.5


def test_a_place_in_a_heading_is_not_in_the_outline_or_the_contents() -> None:
    data = made(Heading(1, f"{place('a')}Alpha"), Prose(f"See page {page_of('a')}."), contents=True)
    assert outline(data) == [(0, "Alpha", 1)]
    assert "See page 2" in text_of(data)


def test_letters_after_a_number_keep_their_face() -> None:
    many = "".join(chr(code) for code in (*range(0xC0, 0x180), *range(0x391, 0x3A2), *range(0x410, 0x450)))
    said = f"{many} page {page_of('a')} and then {many[:40]}Ω{place('a')}"
    assert many[:40] in "".join(text_of(made(Prose(said))).split("and then")[1].split())


@pytest.mark.parametrize(
    "typed",
    [
        "\ufff9end\ufffb",
        "\ufffaend\ufffb",
        "\ufff9" + "".join(chr(0xE0000 + ord(char)) for char in "0123456789abcdefend") + "\ufffb",
        page_of("end").replace("\ufff9", ""),
        page_of("end")[:-1],
    ],
    ids=("bare", "bare place", "another's word", "without its begin", "without its end"),
)
def test_what_somebody_typed_is_never_a_mark(typed: str) -> None:
    data = made(Prose(f"before {typed} after"), Table((Column("A"),), ((typed,),)), Prose(place("end") + "E"))
    pdf = pikepdf.open(io.BytesIO(data))
    assert of_role(pdf, "Link") == []
    assert "before" in text_of(data)
    assert "–" not in text_of(data)


def test_a_mark_where_none_is_looked_for_prints_nothing() -> None:
    data = made(
        Prose("x"), title=f"Title{page_of('a')}", running_head=f"Head{place('b')}", footer=page_of("c")
    )
    assert text_of(data) == "x Head 1 of 1"


def test_the_bytes_are_the_same_in_every_process() -> None:
    script = (
        "import hashlib; from tests.reports.reading import made\n"
        "from mentorjournal.reports.blocks import *\n"
        "data = made(Prose(place('a') + 'see page ' + page_of('a')), Prose('page ' + page_of('b')))\n"
        "print(hashlib.sha256(data).hexdigest())"
    )
    other = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    data = made(Prose(place("a") + "see page " + page_of("a")), Prose("page " + page_of("b")))
    assert other.stdout.strip() == hashlib.sha256(data).hexdigest()
