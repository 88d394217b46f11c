"""Evidence appended whole: what is seen of it, nothing else of it, and a sentence where it cannot be printed."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary
from PIL import Image

from mentorjournal.reports.blocks import Block, Cover, Heading, Prose, page_of, place
from mentorjournal.reports.draw import Drawn
from mentorjournal.reports.pdfium import opened
from tests.reports import foreign_files as files
from tests.reports.evidence_reading import appended, images, item
from tests.reports.reading import drawn, outline, page_texts, text_of
from tests.reports.test_tagging import of_role, shape, tree

FRONT = {"cover": Cover("A title"), "contents": True, "running_head": "Head"}


@pytest.fixture(scope="module", params=["a4", "letter"])
def portfolio(request: Any) -> tuple[bytes, Drawn]:
    held = {
        "E1": files.certificate(),
        "E2": files.letter(3, (842, 595)),
        "E3": files.halves("JPEG", 6),
        "E4": files.locked("secret"),
    }
    blocks: list[Block] = [
        Heading(1, "Claims"),
        Prose(
            f"{place('claim')}A claim: E1 (page {page_of('E1')}), E2, page {page_of('E2')}, {page_of('E4')}."
        ),
    ]
    blocks += [
        item(label, note=f"Supports a claim, page {page_of('claim')}", record_id=f"r{label}")
        for label in held
    ]
    blocks.append(Heading(1, "After"))
    return drawn(*blocks, paper=request.param, attachments=held.get, **FRONT)


def test_each_page_stands_under_its_number_in_our_running_head(portfolio: tuple[bytes, Drawn]) -> None:
    texts = page_texts(portfolio[0])
    lines = ["Evidence E1, Thanks, page 2 of 2", "Evidence E2, Thanks, page 3 of 3", "Evidence E3, Thanks"]
    for line in lines:
        (page,) = [at for at, text in enumerate(texts, 1) if line in text.replace("\n", " ") and at > 2]
        assert f"{page} of {len(texts)}" in texts[page - 1]
    assert sum("Supports a claim, page 3" in text for text in texts) == 4


def test_outline_and_contents_have_them_under_evidence(portfolio: tuple[bytes, Drawn]) -> None:
    found = outline(portfolio[0])
    assert [(level, title) for level, title, _ in found] == [
        (0, "Claims"), (0, "Evidence"), (1, "E1 Thanks"), (1, "E2 Thanks"), (1, "E3 Thanks"), (1, "E4 Thanks"),
        (0, "After"),
    ]  # fmt: skip
    pages = {title: page + 1 for _, title, page in found}
    contents = page_texts(portfolio[0])[1].replace("\n", " ")
    for title in ("E1", "E2", "E4"):
        assert f"{title} Thanks {pages[f'{title} Thanks']}" in " ".join(contents.replace("\xa0", " ").split())
    text = " ".join(page_texts(portfolio[0])[2].split())
    said = f"E1 (page {pages['E1 Thanks']}), E2, page {pages['E2 Thanks']}, {pages['E4 Thanks']}"
    assert said in text


def test_a_page_is_a_figure_that_says_its_words(portfolio: tuple[bytes, Drawn]) -> None:
    with pikepdf.open(io.BytesIO(portfolio[0])) as pdf:
        said = [str(one.Alt) for one in of_role(pdf, "Figure")]
        assert len(said) == 6
        assert said[1].startswith("Evidence E1, Thanks, page 2 of 2. Its text: ")
        assert "This is to certify twelve hours." in said[1]
        assert said[3] == "Evidence E2, Thanks, page 2 of 3, shown as a picture"
        assert said[5] == "Evidence E3, Thanks, shown as a picture"
        roles = [one if isinstance(one, str) else one[0] for one in shape(tree(pdf))[1:]]
        pages = ["H2", "P", "Figure", "Figure", "H2", "P", "Figure", "Figure", "Figure", "H2", "P", "Figure"]
        assert roles[-16:] == [*pages, "H2", "P", "P", "H1"]


def test_what_has_its_faces_inside_stays_sharp_and_the_rest_is_a_picture(
    portfolio: tuple[bytes, Drawn],
) -> None:
    texts = page_texts(portfolio[0])
    assert any("This is to certify twelve hours." in text for text in texts)
    assert not any("Letter of thanks" in text for text in texts)
    wide = [size for size in images(portfolio[0]) if size[0] > size[1]]
    assert len(wide) == 3
    assert all(1200 < width < 1600 for width, _ in wide)


def test_what_is_left_out_is_said_on_paper_and_beside_it(portfolio: tuple[bytes, Drawn]) -> None:
    assert portfolio[1].left_out == (
        "Evidence E4 (Thanks) is not in the document: the file opens only with a password.",
    )
    assert "Evidence E4 is not printed here: the file opens only with a password." in text_of(portfolio[0])


def test_passages_lead_from_a_page_to_its_record(portfolio: tuple[bytes, Drawn]) -> None:
    pages = {
        key: [one.page for one in portfolio[1].passages if one.record_id == key] for key in ("rE1", "rE2")
    }
    assert [len(found) for found in pages.values()] == [2, 3]


def test_a_cropped_page_shows_what_its_crop_shows() -> None:
    pdf, _ = appended(files.changed(files.letter(), files.crop))
    ((width, height),) = images(pdf)
    assert 0.3 < width / height < 0.4


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("standard", [files.certificate, files.letter])
def test_a_turned_page_looks_as_in_its_own_program(standard: Callable[[], bytes], turned: int) -> None:
    def turn(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Rotate = turned

    data = files.changed(standard(), turn)
    pdf, _ = appended(data)
    with pikepdf.open(io.BytesIO(pdf)) as read:
        left, _, right, top = (float(edge) for edge in of_role(read, "Figure")[0].A.BBox)
    with opened(data) as read:
        own = read[0].render(scale=(right - left) / read[0].get_width()).to_pil().convert("L")
    with opened(pdf) as read:
        ours = read[0].render(scale=1).to_pil().convert("L")
    ours = ours.crop((round(left), round(842 - top), round(left) + own.width, round(842 - top) + own.height))
    quarters = [(0, 0), (own.width // 2, 0), (0, own.height // 2), (own.width // 2, own.height // 2)]
    for x, y in quarters:
        box = (x + 4, y + 4, x + own.width // 2 - 4, y + own.height // 2 - 4)
        dark = [sum(255 - value for value in one.crop(box).tobytes()) for one in (own, ours)]
        assert abs(dark[0] - dark[1]) <= 0.25 * max(dark) + 2_000


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "the file is empty"),
        (b"%PDF-1.7\nnothing more", "the file is damaged"),
        (files.certificate()[:3000], "damaged"),
        (files.without_pages(), "the file has no pages"),
        (files.locked("secret"), "the file opens only with a password"),
        (files.locked("", print_lowres=False, print_highres=False), "does not allow to print it"),
        (b"PK\x03\x04word/document.xml", "it is no picture of a kind that can be printed"),
        (
            files.claimed(60_000, 60_000),
            "the picture has more than 300 million pixels, the most that are read",
        ),
        (
            files.claimed(20_000, 20_000, "TIFF"),
            "the picture has more than 300 million pixels, the most that are read",
        ),
        (None, "it may not leave the journal, or its file is not there"),
    ],
)
def test_the_document_is_made_without_what_cannot_be_printed(data: bytes | None, why: str) -> None:
    pdf, said = drawn(
        Prose(f"E1 is on page {page_of('E1')}"), item("E1", record_id="r"), item("E2"),
        attachments={"E1": data, "E2": files.picture()}.get,
    )  # fmt: skip
    (sentence,) = said.left_out
    assert sentence.startswith("Evidence E1 (Thanks) is not in the document: ")
    assert sentence.endswith(f"{why}.")
    text = text_of(pdf)
    assert f"{why}." in text
    assert "Evidence E2, Thanks" in text
    assert "E1 is on page 1" in text


def test_a_file_locked_only_against_changes_is_printed() -> None:
    pdf, said = appended(files.locked("", modify_other=False))
    assert said.left_out == ()
    assert len(images(pdf)) == 1


def test_of_two_thousand_pages_the_first_forty_are_printed() -> None:
    pdf, said = appended(files.letter(2000, (60, 80)))
    assert said.left_out == ("Of evidence E1 (Thanks) only the first 40 of 2,000 pages are in the document.",)
    assert said.pages == 40
    assert "Only the first 40 of 2,000 pages are printed here." in text_of(pdf)


def test_a_scan_of_several_pages_is_printed_whole() -> None:
    leaves = [Image.new("1", (200, 280), at % 2) for at in range(3)]
    out = io.BytesIO()
    leaves[0].save(out, "TIFF", save_all=True, append_images=leaves[1:])
    pdf, said = appended(out.getvalue())
    assert said.pages == 3
    assert "Evidence E1, Thanks, page 3 of 3" in text_of(pdf)
    assert len(images(pdf)) == 3


def test_a_page_without_a_size_ends_the_item() -> None:
    def flatten(pdf: pikepdf.Pdf) -> None:
        pdf.pages[1].obj.MediaBox = Array([0, 0, 0, 0])

    pdf, said = appended(files.changed(files.letter(3), flatten))
    assert len(images(pdf)) == 1
    (sentence,) = said.left_out
    assert "only the first page of 3" in sentence
    assert "The other pages of evidence E1 are not printed here: a page of the file has no size." in text_of(
        pdf
    )


def test_strange_objects_are_no_error() -> None:
    def tangle(pdf: pikepdf.Pdf) -> None:
        page: Any = pdf.pages[0].obj
        loop = pdf.make_indirect(Dictionary())
        loop.ExtGState = Dictionary(G0=loop)
        page.Resources.ExtGState = loop
        page.Annots = Array([1, 2])

    pdf, said = appended(files.changed(files.certificate(), tangle))
    assert said.pages >= 2
    pypdfium2.PdfDocument(pdf).close()


def test_the_same_evidence_gives_the_same_bytes() -> None:
    for data in (files.certificate(), files.letter(), files.halves()):
        assert appended(data)[0] == appended(data)[0]
