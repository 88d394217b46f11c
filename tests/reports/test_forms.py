"""Fields to fill in: what a screen reader is told, what a viewer may type into, and what paper shows."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name

from mentorjournal.reports.blocks import Block, FormField, FormRow, Heading, HiddenFields
from mentorjournal.reports.form_face import FIRST, LAST
from tests.reports.form_filling import typed
from tests.reports.reading import made, page_texts

FORM: tuple[Block, ...] = (
    Heading(1, "To fill in"),
    FormRow(
        (FormField("giver", "Your name", value="Zoë"), FormField("day", "Date", "date", "Such as 1 May 2026"))
    ),
    FormField("said", "What you saw", "lines", lines=4),
    FormField("quote", "You may quote me", "tick"),
    FormField("sure", "I confirm it", "choice", options=(("all", "as it is"), ("part", "in part"))),
    FormField("", "Signature", "sign"),
    HiddenFields((("which", "feedback/1"),)),
)


@pytest.fixture(scope="module")
def form() -> bytes:
    return made(*FORM)


@pytest.fixture
def pdf(form: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(form))


def elements(element: Any) -> list[Any]:
    """Every element below one, in reading order."""
    found = []
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [kid, *elements(kid)]
    return found


def forms_of(pdf: pikepdf.Pdf) -> list[Any]:
    return [one for one in elements(pdf.Root.StructTreeRoot) if str(one.S) == "/Form"]


def test_each_widget_is_a_form_element_of_its_own_in_reading_order(pdf: pikepdf.Pdf) -> None:
    widgets = [one.K[0].Obj for one in forms_of(pdf)]
    said = [str(one.get("/T") or one.Parent.T) for one in widgets]
    assert said == ["giver", "day", "said", "quote", "sure", "sure"]
    assert all(len(one.K) == 1 and one.K[0].Type == Name.OBJR for one in forms_of(pdf))
    assert pdf.pages[0].Tabs == Name.S


def test_each_widget_leads_back_to_its_element(pdf: pikepdf.Pdf) -> None:
    parents = pdf.Root.StructTreeRoot.ParentTree.Nums
    by_key = {int(parents[at]): parents[at + 1] for at in range(0, len(parents), 2)}
    for one in forms_of(pdf):
        assert by_key[int(one.K[0].Obj.StructParent)].objgen == one.objgen


def test_each_field_is_said_in_words(pdf: pikepdf.Pdf) -> None:
    said = {str(one.T): str(one.TU) for one in pdf.Root.AcroForm.Fields}
    assert said["giver"] == "Your name"
    assert said["sure"] == "I confirm it"
    assert [str(one.TU) for one in pdf.Root.AcroForm.Fields[4].Kids] == ["as it is", "in part"]


def test_the_label_is_read_before_its_field(pdf: pikepdf.Pdf) -> None:
    paragraphs = [one for one in elements(pdf.Root.StructTreeRoot) if one.S == Name.P]
    with_field = [one for one in paragraphs if any(kid in forms_of(pdf) for kid in elements(one))]
    kinds = [isinstance(kid, int) for kid in with_field[0].K]
    assert kinds == [True, False]


def test_what_is_hidden_is_carried_without_a_place(pdf: pikepdf.Pdf) -> None:
    carried = next(one for one in pdf.Root.AcroForm.Fields if one.T == "which")
    assert str(carried.V) == "feedback/1"
    assert int(carried.F) & 2
    assert "/StructParent" not in carried


def test_the_face_for_typing_is_embedded_with_every_western_letter(pdf: pikepdf.Pdf) -> None:
    ((_, face),) = pdf.Root.AcroForm.DR.Font.items()
    assert face.Encoding == Name.WinAnsiEncoding
    assert len(face.Widths) == LAST - FIRST + 1
    assert "+" not in str(face.BaseFont)
    assert len(face.FontDescriptor.FontFile2.read_bytes()) > 10_000
    for code in range(FIRST, LAST + 1):
        if bytes((code,)).decode("cp1252", "ignore").isalnum():
            assert float(face.Widths[code - FIRST]) > 0, code
    assert "/NeedAppearances" not in pdf.Root.AcroForm


def test_every_font_of_the_file_is_embedded(form: bytes) -> None:
    with pikepdf.open(io.BytesIO(form)) as pdf:
        fonts = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == Name.Font
        ]
        assert len(fonts) > 1
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor


def test_a_viewer_types_in_the_embedded_face_and_clicks() -> None:
    filled = typed(made(*FORM), {"day": "1 May 2026", "said": "Two lines\nÉté: 5 €"}, ("quote", "sure=part"))
    with pikepdf.open(io.BytesIO(filled)) as pdf:
        fields = {str(one.T): one for one in pdf.Root.AcroForm.Fields}
        assert str(fields["said"].V).splitlines() == ["Two lines", "Été: 5 €"]
        assert str(fields["quote"].V) == "/Yes"
        assert str(fields["sure"].V) == "/part"
        assert str(fields["giver"].V) == "Zoë"
        drawn = fields["said"].AP.N
        assert list(drawn.Resources.Font.keys()) == ["/JForms"]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_blanks_stand_on_paper_inside_the_margins(paper: str) -> None:
    data = made(*FORM, paper=paper)
    (text,) = page_texts(data)
    for words in ("Your name", "Such as 1 May 2026", "What you saw", "as it is", "Signature"):
        assert words in text
    with pikepdf.open(io.BytesIO(data)) as pdf:
        width, height = float(pdf.pages[0].MediaBox[2]), float(pdf.pages[0].MediaBox[3])
        for note in pdf.pages[0].Annots:
            left, bottom, right, top = map(float, note.Rect)
            if int(note.F) & 2:
                continue
            assert 0 < left < right < width
            assert 0 < bottom < top < height


def test_nothing_filled_in_prints_as_a_blank_and_a_value_prints() -> None:
    def dark(data: bytes) -> int:
        pdf = pypdfium2.PdfDocument(data)
        pdf.init_forms()
        page = pdf[0]
        picture = bytes(page.render(scale=1, may_draw_forms=True, grayscale=True).buffer)
        count = sum(grey < 128 for grey in picture)
        page.close()
        pdf.close()
        return count

    blank = dark(made(FormField("a", "A label")))
    assert dark(made(FormField("a", "A label", value="Some words that are there"))) > blank


def test_a_value_beyond_western_letters_is_left_to_be_typed() -> None:
    with pikepdf.open(io.BytesIO(made(FormField("a", "Name", value="Δήμητρα")))) as pdf:
        assert "/V" not in pdf.Root.AcroForm.Fields[0]


def test_a_document_without_fields_has_no_form() -> None:
    with pikepdf.open(io.BytesIO(made(Heading(1, "Nothing to fill in")))) as pdf:
        assert "/AcroForm" not in pdf.Root


def test_the_same_form_is_the_same_bytes(form: bytes) -> None:
    assert made(*FORM) == form
