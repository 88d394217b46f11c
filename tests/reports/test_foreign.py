"""What leaves of a page of another PDF: what is seen, and nothing below, beside or behind it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from mentorjournal.reports.pdfium import opened
from tests.reports import foreign_files as files
from tests.reports.evidence_reading import appended, everything, images
from tests.reports.test_tagging import of_role


@pytest.mark.parametrize("standard", [files.certificate, files.letter])
def test_nothing_leaves_that_is_not_seen(standard: Callable[[], bytes]) -> None:
    data = files.changed(standard(), files.add_secrets)
    assert b"HIDDEN attachment" in everything(data)
    pdf, said = appended(data)
    held = everything(pdf)
    assert said.left_out == ()
    for secret in (
        b"HIDDEN",
        b"hidden.example",
        b"Hidden Author",
        b"JavaScript",
        b"EmbeddedFile",
        b"PieceInfo",
    ):
        assert secret not in held, secret


SHOW = b"q 400 0 0 300 72 300 cm /I1 Do Q"
PIXELS = bytes(range(180)) * 90
FLAT = {"Filter": Name.FlateDecode}
PHOTO = {"Filter": Name.DCTDecode}


@pytest.mark.parametrize(
    "file",
    [
        files.drawing(
            SHOW, I1=(PIXELS, {}), I2=(b"(HIDDEN) Tj", {"Subtype": Name.Form, "BBox": [0, 0, 9, 9]})
        ),
        files.drawing(SHOW, I1=(files.photograph(), PHOTO)),
        files.with_profile(),
        files.with_profile(Filter=Name.FlateDecode),
        files.drawing(SHOW, I1=(PIXELS + b"HIDDEN row", {})),
        files.drawing(SHOW, I1=(zlib.compress(PIXELS + b"HIDDEN row"), FLAT)),
        files.drawing(SHOW, I1=(zlib.compress(PIXELS) + b"HIDDEN end", FLAT)),
        files.drawing(SHOW, I1=(PIXELS, {"Name": Name("/HIDDEN")})),
        files.drawing(b"/HIDDEN ri q 400 0 0 300 72 300 cm /HIDDEN Do Q", HIDDEN=(PIXELS, {})),
    ],
)
def test_a_page_takes_along_only_what_it_draws_and_of_a_picture_its_pixels(file: bytes) -> None:
    assert b"HIDDEN" in everything(file)
    pdf, said = appended(file)
    assert said.left_out == ()
    assert images(pdf) == [(90, 60)], "as it is, and not as a picture of the page"
    assert b"HIDDEN" not in everything(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as read:
        (ours,) = [one for one in read.objects if isinstance(one, pikepdf.Stream) and "/Width" in one]
        assert pikepdf.PdfImage(ours).as_pil_image().size == (90, 60)
        raw = ours.read_raw_bytes()
        assert raw.count(b"\xff\xd8\xff") <= 1, "no second photograph behind the first"


def test_pixels_in_rows_with_a_number_before_each_stay_as_they_are() -> None:
    rows = b"".join(b"\2" + bytes(270) for _ in range(60))
    how = Dictionary(Predictor=15, Columns=90, Colors=3)
    pdf, _ = appended(files.drawing(SHOW, I1=(zlib.compress(rows), {**FLAT, "DecodeParms": how})))
    assert images(pdf) == [(90, 60)]
    assert zlib.compress(rows) in pdf


@pytest.mark.parametrize(
    "change",
    [
        files.add_layer,
        files.add_unseen_text,
        files.add_text_beside,
        files.add_box_over_text,
        files.add_pale_text,
        files.add_clipped_text,
        files.add_other_words_over_text,
        files.add_picture_over_text,
    ],
)
def test_a_page_that_hides_words_becomes_a_picture_without_them(
    change: Callable[[pikepdf.Pdf], None],
) -> None:
    pdf, said = appended(files.changed(files.certificate(), change))
    assert said.left_out == ()
    assert len(images(pdf)) >= 1
    assert b"HIDDEN" not in everything(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as read:
        assert str(of_role(read, "Figure")[0].Alt) == "Evidence E1, Thanks, page 1 of 2, shown as a picture"


def test_a_page_that_covers_part_of_a_picture_becomes_a_picture_as_it_is_seen() -> None:
    own = (90, 60)
    assert own in images(appended(files.changed(files.certificate(), files.add_picture))[0])
    assert own not in images(appended(files.changed(files.certificate(), files.add_box_over_picture))[0])


@pytest.mark.parametrize("file", [files.unseen_in_an_old_face, files.below_a_note])
def test_a_page_shown_as_a_picture_says_no_words_whatever_made_it_one(file: Callable[[], bytes]) -> None:
    pdf, _ = appended(file())
    assert b"HIDDEN" not in everything(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as read:
        assert str(of_role(read, "Figure")[0].Alt) == "Evidence E1, Thanks, shown as a picture"


def test_notes_and_fields_are_seen_and_not_taken_over() -> None:
    pdf, _ = appended(files.changed(files.certificate(), files.add_note))
    assert b"HIDDEN" not in everything(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as read:
        assert all(
            str(note.Subtype) == "/Link" for page in read.pages for note in page.obj.get("/Annots", [])
        )
    with opened(pdf) as read:
        image = read[0].render(scale=1).to_pil().convert("L")
    black = sum(image.crop((100, 100, 500, 800)).histogram()[:40])
    assert black > 5_000


def _with_field(value: str, look: bytes, flags: int = 4) -> bytes:
    """A certificate with a field that somebody's program filled in, and how it draws it."""

    def add(pdf: pikepdf.Pdf) -> None:
        drawn = pdf.make_stream(look, BBox=[0, 0, 300, 20], Subtype=Name.Form)
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        field = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=pikepdf.String("hours"), F=flags,
            Rect=[100, 100, 400, 120], V=pikepdf.String(value), AP=Dictionary(N=drawn),
            DA=pikepdf.String("/Helv 12 Tf 0 g"),
        )  # fmt: skip
        made = pdf.make_indirect(field)
        pdf.pages[0].obj.Annots = pikepdf.Array([made])
        resources = Dictionary(Font=Dictionary(Helv=pdf.make_indirect(font)))
        pdf.Root.AcroForm = Dictionary(Fields=pikepdf.Array([made]), DR=resources, DA=field.DA)

    return files.changed(files.certificate(), add)


def _ink(pdf: bytes) -> int:
    """How much is drawn in the lower third of the first page, where the field is."""
    with opened(pdf) as read:
        image = read[0].render(scale=1).to_pil().convert("L")
    return sum(image.crop((80, 560, 500, 780)).histogram()[:120])


def test_what_was_filled_in_is_drawn_though_its_program_did_not_draw_it() -> None:
    values = " ", "46 hours, Mara Lindqvist"
    blank, filled = (appended(_with_field(value, b"/Tx BMC EMC")) for value in values)
    assert _ink(filled[0]) > _ink(blank[0]) + 50
    assert values[1] in filled[1].appended[0].text, "and the review reads it"


def test_a_hidden_field_stays_hidden() -> None:
    pdf, said = appended(_with_field("HIDDEN value", b"/Tx BMC EMC", flags=2))
    assert b"HIDDEN" not in everything(pdf)
    assert _ink(pdf) == _ink(appended(_with_field(" ", b"/Tx BMC EMC", flags=2))[0])
    assert "HIDDEN" not in said.appended[0].text
