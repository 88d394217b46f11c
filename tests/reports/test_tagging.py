"""What a reader who does not see is told: roles in order, table heads, figures' words, links, artifacts."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name
from reportlab.pdfgen.canvas import Canvas

from mentorjournal.reports.blocks import (
    BarFigure,
    Block,
    CheckGroup,
    CheckItem,
    Checklist,
    Column,
    Cover,
    Document,
    Facts,
    Heading,
    Prose,
    Quote,
    Signatures,
    Table,
)
from mentorjournal.reports.draw import draw
from mentorjournal.reports.tagging import Tags

WHEN = dt.datetime(2026, 4, 14, 12, 0, tzinfo=dt.UTC)
MARKS = re.compile(rb"/(\w+)(?: <</MCID (\d+)>> BDC| <</Type /Pagination>> BDC| BMC)|\bEMC\b")


def made(*blocks: Block, **more: Any) -> pikepdf.Pdf:
    out = io.BytesIO()
    draw(Document("A title", blocks, WHEN, **{"running_head": "Head", **more}), out)
    return pikepdf.open(io.BytesIO(out.getvalue()))


def tree(pdf: pikepdf.Pdf) -> Any:
    """The Document element."""
    return pdf.Root.StructTreeRoot.K[0]


def shape(element: Any) -> Any:
    """An element as `role` or (role, inside...), marks left out."""
    inside = [shape(kid) for kid in elements(element)]
    role = str(element.S)[1:]
    return (role, *inside) if inside else role


def elements(element: Any) -> list[Any]:
    return [kid for kid in element.get("/K", []) if isinstance(kid, Dictionary) and "/S" in kid]


def walk(element: Any) -> Iterator[Any]:
    yield element
    for kid in elements(element):
        yield from walk(kid)


def areas_of(link: Any) -> list[Any]:
    return [kid for kid in link.K if isinstance(kid, Dictionary) and kid.get("/Type") == Name("/OBJR")]


def of_role(pdf: pikepdf.Pdf, role: str) -> list[Any]:
    return [one for one in walk(tree(pdf)) if Name(f"/{role}") == one.S]


def inside(*blocks: Block) -> tuple[Any, ...]:
    pdf = made(*blocks)
    return tuple(shape(kid) for kid in elements(tree(pdf)))


def test_headings_never_skip_a_level() -> None:
    assert inside(Heading(2, "Deep first"), Heading(4, "Deeper"), Heading(1, "Top"), Heading(3, "Below")) == (
        "H1",
        "H2",
        "H1",
        "H2",
    )


def test_lists_nest_as_they_were_written() -> None:
    item = ("LI", "Lbl", ("LBody", "P"))
    deep = ("LI", "Lbl", ("LBody", "P", ("L", item, item)))
    assert inside(Prose("Before\n\n- one\n- two\n  - a\n  - b\n- three\n\nAfter")) == (
        "P",
        ("L", item, deep, item),
        "P",
    )
    assert inside(Prose("1. one\n\n   more of it\n2. two")) == (
        ("L", ("LI", "Lbl", ("LBody", "P", "P")), item),
    )


def test_a_quotation_and_who_said_it() -> None:
    assert inside(Quote("Well done.\n\nGo on.", "A mentor")) == (("BlockQuote", "P", "P"), "P")
    assert inside(Prose("Said:\n\n> one\n>\n> two\n\nAfter")) == ("P", ("BlockQuote", "P", "P"), "P")


def test_a_table_has_heads_rows_and_empty_cells() -> None:
    pdf = made(Table((Column("What"), Column("Hours")), (("Teaching", "3"), ("Rest", "")), caption="Hours."))
    row = ("TR", "TD", "TD")
    assert shape(tree(pdf)) == ("Document", ("Table", ("TR", "TH", "TH"), row, row, "Caption"))
    assert {str(head.A.Scope) for head in of_role(pdf, "TH")} == {"/Column"}


def test_the_head_of_a_table_that_goes_on_is_read_once() -> None:
    rows = tuple((f"Row {number}", str(number)) for number in range(120))
    pdf = made(Table((Column("What"), Column("Hours")), rows))
    assert len(pdf.pages) > 1
    assert len(of_role(pdf, "TR")) == 121
    assert all(len(head.K) == 1 for head in of_role(pdf, "TH"))


def test_facts_have_a_head_in_each_row() -> None:
    pdf = made(Facts((("Name", "Amara"), ("Place", "Harrowmere"))))
    assert shape(tree(pdf)) == ("Document", ("Table", ("TR", "TH", "TD"), ("TR", "TH", "TD")))
    assert {str(head.A.Scope) for head in of_role(pdf, "TH")} == {"/Row"}


def test_a_figure_says_what_it_shows_and_where_it_is() -> None:
    said = "Columns of hours by month."
    pdf = made(BarFigure(("Jan", "Feb", "Mar"), (1.0, 2.0, 3.0), "Hours.", said, unit="h"))
    (figure,) = of_role(pdf, "Figure")
    assert str(figure.Alt) == said
    left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
    assert left < right
    assert bottom < top
    assert shape(figure) == ("Figure", "Caption")


def test_a_link_is_one_element_with_its_words_its_areas_and_its_address() -> None:
    words = "a link of so many words that it goes on to a second line, for it is longer than one line is wide"
    pdf = made(Prose(f"See [{words}](https://example.org/a)."))
    link, address = of_role(pdf, "Link")
    areas = areas_of(link)
    assert len(areas) == 2
    assert {str(area.Obj.Contents) for area in areas} == {"https://example.org/a"}
    assert {str(area.Obj.A.URI) for area in areas} == {"https://example.org/a"}
    assert Name("/Link") == address.S, "the address in print is a link too"
    numbers = [area.Obj.StructParent for area in areas]
    parents = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
    assert all(parents[number].objgen == link.objgen for number in numbers)


def test_the_contents_come_before_the_body_and_lead_to_it() -> None:
    pdf = made(
        Heading(1, "One"), Prose("Text"), cover=Cover("A title"), contents=True, numbered_headings=True
    )
    assert shape(tree(pdf)) == (
        "Document",
        "H1",
        ("TOC", "Caption", ("TOCI", ("Reference", "Link"))),
        "H1",
        "P",
    )
    (link,) = of_role(pdf, "Link")
    (area,) = areas_of(link)
    assert str(area.Obj.Contents) == "1 One, page 3"


def test_lines_to_tick_are_a_list_and_lines_to_sign_have_their_labels() -> None:
    columns = ((CheckGroup("Actions", (CheckItem("Do it", "late"), CheckItem("Do that"))),),)
    assert inside(Checklist(columns), Signatures(("Mentee", "Mentor"))) == (
        "P",
        ("L", ("LI", "LBody"), ("LI", "LBody")),
        ("Sect", "P", "P"),
    )


EVERYTHING = (
    Heading(1, "First"),
    Prose("Text with a [link](https://example.org), ~~struck~~ and `code`.\n\n- one\n- two\n\n> said"),
    Facts((("Name", "Amara"),)),
    Table((Column("A"), Column("B")), tuple((f"row {n}", "x" * 40) for n in range(70)), caption="Many."),
    BarFigure(("Jan", "Feb", "Mar"), (1.0, 2.0, 3.0), "Hours.", "Columns."),
    Signatures(("Mentee",)),
)


@pytest.fixture(scope="module")
def whole() -> pikepdf.Pdf:
    return made(
        *EVERYTHING,
        cover=Cover("A title", "Sub", (("Name", "Me"),), "Note", ("Sign",)),
        contents=True,
        footer="Foot",
    )


DRAWS = {"Tj", "TJ", "'", "S", "f", "f*", "B", "Do"}


def marks_of(page: Any) -> Iterator[tuple[str, int]]:
    """The role and number of each marked content of a page; what is drawn outside of any fails."""
    depth = 0
    for found in pikepdf.parse_content_stream(page):
        name = str(found.operator)
        if name in {"BDC", "BMC"}:
            depth += 1
            assert depth == 1, "marked content is never inside other marked content"
            if name == "BDC" and "/MCID" in found.operands[1]:
                yield str(found.operands[0]), int(found.operands[1].MCID)
        elif name == "EMC":
            depth -= 1
        assert depth == 1 or name not in DRAWS, f"{name} is neither of an element nor an artifact"
    assert depth == 0


def test_everything_drawn_is_marked_once_and_belongs_to_whom_the_parent_tree_says(whole: pikepdf.Pdf) -> None:
    parents = dict(zip(*[iter(whole.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
    owners: dict[tuple[int, int], Any] = {}
    for element in walk(tree(whole)):
        for kid in element.get("/K", []):
            if not isinstance(kid, Dictionary):
                owners[int(element.Pg.StructParents), int(kid)] = element
            elif kid.get("/Type") == Name("/MCR"):
                owners[int(kid.Pg.StructParents), int(kid.MCID)] = element
    seen: list[tuple[int, int]] = []
    for page in whole.pages:
        at = int(page.obj.StructParents)
        for role, number in marks_of(page):
            owner = owners[at, number]
            assert str(owner.S) == role
            assert parents[at][number].objgen == owner.objgen
            seen.append((at, number))
        assert page.obj.Tabs == Name("/S")
    assert sorted(seen) == sorted(owners)


def test_running_heads_feet_and_rules_are_artifacts(whole: pikepdf.Pdf) -> None:
    code = b"".join(page.Contents.read_bytes() for page in whole.pages)
    assert {found[1] for found in MARKS.finditer(code) if found[1] and found[2] is None} == {b"Artifact"}
    said = "".join(str(element.get("/Alt", "")) for element in walk(tree(whole)))
    assert "Head" not in said


def test_the_foot_is_read_once_at_the_end(whole: pikepdf.Pdf) -> None:
    assert len(whole.pages) > 2
    last = elements(tree(whole))[-1]
    assert Name("/P") == last.S
    assert last.Pg.objgen == whole.pages[-1].obj.objgen
    short = made(Prose("Text"), footer="Prepared today.")
    assert shape(tree(short)) == ("Document", "P", "P")


def test_the_catalog_says_it_is_tagged_in_which_language_and_by_which_standard(whole: pikepdf.Pdf) -> None:
    assert bool(whole.Root.MarkInfo.Marked)
    assert str(whole.Root.Lang) == "en"
    with whole.open_metadata() as data:
        assert data["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def test_what_was_laid_out_and_never_drawn_is_not_in_the_tree() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    tags = Tags(canvas)
    shown, empty = tags.root.add("P"), tags.root.add("Sect")
    empty.add("P")
    with tags.within(shown), tags.marked():
        canvas.drawString(72, 700, "Shown")
    with tags.marked():
        canvas.drawString(72, 20, "Decoration")
    canvas.showPage()
    tags.page_done()
    tags.finish()
    canvas._code.clear()
    canvas._doc.SaveToFile(canvas._filename, canvas)
    pdf = pikepdf.open(io.BytesIO(out.getvalue()))
    assert shape(tree(pdf)) == ("Document", "P")
