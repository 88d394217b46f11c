"""Pictures of all kinds on paper: upright, in their colours, once, and rid of what the camera wrote."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from PIL import Image

from mentorjournal.reports.blocks import Picture, Prose
from mentorjournal.reports.pdfium import opened
from mentorjournal.reports.pictures import Pictures
from mentorjournal.reports.prints import Unprintable
from tests.reports.foreign_files import claimed, halves, picture
from tests.reports.reading import drawn, made, text_of
from tests.reports.test_tagging import of_role


def shown(data: bytes) -> tuple[tuple[int, int, int], ...]:
    """Colours of the page inside a picture at its left, middle and right, above and below."""
    pdf = made(Picture("p", "A scene"), attachments={"p": data}.get)
    with pikepdf.open(io.BytesIO(pdf)) as read:
        (figure,) = of_role(read, "Figure")
        left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
    with opened(pdf) as read:
        image = read[0].render(scale=1).to_pil().convert("RGB")
    high, wide = top - bottom, right - left
    spots = [
        (left + wide * x, bottom + high * y) for x, y in ((0.1, 0.5), (0.9, 0.5), (0.5, 0.9), (0.5, 0.1))
    ]
    return tuple(image.getpixel((round(x), round(image.height - y))) for x, y in spots)


def is_near(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 60 for a, b in zip(one, other, strict=True))


RED, GREEN, BLUE, WHITE, GREY = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255), (128, 128, 128)


@pytest.mark.parametrize(
    ("data", "colour"),
    [
        (picture(color="red"), RED),
        (picture(color="red", kind="JPEG"), RED),
        (picture(color="red", kind="WEBP"), RED),
        (picture(color="red", kind="TIFF", compression="tiff_lzw"), RED),
        (picture(color="red", kind="BMP"), RED),
        (picture(mode="CMYK", kind="JPEG", color=(0, 255, 255, 0)), RED),
        (picture(mode="CMYK", kind="TIFF", color=(0, 255, 255, 0)), RED),
        (picture(mode="RGBA", color=(255, 0, 0, 0)), WHITE),
        (picture(mode="LA", color=(128, 255)), GREY),
        (picture(mode="I;16", color=32768), GREY),
        (picture(mode="1", color=1), WHITE),
        (picture(mode="L", kind="JPEG", color=128), GREY),
        (picture(mode="P", kind="GIF", color=0), (0, 0, 0)),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else "".join(map(str, value)),
)
def test_a_picture_of_any_kind_has_its_colours(data: bytes, colour: tuple[int, int, int]) -> None:
    assert all(is_near(spot, colour) for spot in shown(data))


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_an_animated_picture_the_first_frame_is_shown(kind: str) -> None:
    frames = [Image.new("RGB", (90, 60), name) for name in ("red", "green", "blue")]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=80)
    assert all(is_near(spot, RED) for spot in shown(out.getvalue()))


@pytest.mark.parametrize("kind", ["JPEG", "TIFF", "PNG", "WEBP"])
def test_a_picture_stands_upright_however_the_camera_was_held(kind: str) -> None:
    left, right, above, below = shown(halves(kind, 1))
    assert is_near(left, RED)
    assert is_near(right, BLUE)
    left, right, above, below = shown(halves(kind, 6))
    assert is_near(above, RED)
    assert is_near(below, BLUE)
    left, right, above, below = shown(halves(kind, 3))
    assert is_near(left, BLUE)
    assert is_near(right, RED)


@pytest.mark.parametrize("kind", ["JPEG", "TIFF", "PNG", "WEBP"])
def test_nothing_that_the_camera_wrote_is_in_the_file(kind: str) -> None:
    data = halves(kind)
    assert b"HIDDEN" in data
    pdf = made(Picture("p", "A scene"), attachments={"p": data}.get)
    assert b"HIDDEN" not in pdf
    assert b"Exif" not in pdf


def test_a_picture_stands_in_the_file_once_and_at_print_size() -> None:
    noise = Image.effect_noise((3000, 2000), 80).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=95)
    one, two = Picture("p", "One", "First."), Picture("q", "Two", "Second.")
    pdf = made(
        one, two, Prose("![Three](attachment:p)"), attachments={"p": out.getvalue(), "q": out.getvalue()}.get
    )
    with pikepdf.open(io.BytesIO(pdf)) as read:
        images = [one for one in read.objects if isinstance(one, pikepdf.Stream) and one.get("/Width")]
        assert len(images) == 1
        assert int(images[0].Width) <= 1010
        assert [str(one.Alt) for one in of_role(read, "Figure")] == ["One", "Two", "Three"]
        assert len(of_role(read, "Caption")) == 2
    assert len(pdf) < len(out.getvalue()) / 2


def test_a_drawing_keeps_every_pixel() -> None:
    image = Image.new("RGB", (200, 200), "white")
    for at in range(0, 200, 2):
        image.putpixel((at, at), (200, 30, 30))
    out = io.BytesIO()
    image.save(out, "PNG")
    pdf = made(Picture("p", "Dots"), attachments={"p": out.getvalue()}.get)
    with pikepdf.open(io.BytesIO(pdf)) as read:
        (stream,) = [one for one in read.objects if isinstance(one, pikepdf.Stream) and one.get("/Width")]
        assert stream.read_bytes() == image.tobytes()


def test_a_hundred_megapixels_are_drawn() -> None:
    data = picture((10_000, 10_000), mode="1", color=1)
    assert is_near(shown(data)[0], WHITE)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (claimed(60_000, 60_000), "the picture has more than 300 million pixels"),
        (claimed(20_000, 10_000), "the picture has 200 million pixels"),
        (picture(color="red")[:200], "the picture is damaged"),
        (halves()[:900], "the picture is damaged"),
        (b"no picture at all", "it is no picture of a kind that can be printed"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "it is no picture of a kind"),
    ],
)
def test_what_cannot_be_printed_is_said(data: bytes, why: str) -> None:
    for block in (Picture("p", "The bench"), Prose("![The bench](attachment:p)")):
        pdf, said = drawn(block, attachments={"p": data}.get)
        assert text_of(pdf).startswith("[Picture left out: The bench]")
        (sentence,) = said.left_out
        assert sentence.startswith(f"The picture “The bench” is not in the document: {why}")


def test_of_a_picture_that_may_not_leave_not_even_its_description_does() -> None:
    pdf, said = drawn(Picture("p", "Private scene", "Private caption"), attachments=lambda _id: None)
    assert text_of(pdf).startswith("[Picture left out]")
    assert "Private" not in text_of(pdf)
    assert said.left_out == ()


def test_the_same_pictures_give_the_same_bytes() -> None:
    files: dict[str, Any] = {"p": halves("PNG"), "q": halves("JPEG", 6)}
    blocks = (Picture("p", "One"), Picture("q", "Two"))
    assert made(*blocks, attachments=files.get) == made(*blocks, attachments=files.get)


def test_a_webp_that_takes_too_much_memory_is_left_out_before_it_is_unpacked() -> None:
    data = bytearray(picture(color="red", kind="WEBP", size=(16, 16)))
    assert data[12:16] == b"VP8 "
    data[26:30] = (5_000).to_bytes(2, "little") + (4_000).to_bytes(2, "little")
    with pytest.raises(Unprintable, match="20 million pixels, and 13 million"):
        Pictures().prepared(bytes(data), 100, 100)
