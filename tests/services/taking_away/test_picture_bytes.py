"""A picture leaves as it looks, without what the camera wrote into it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from mentorjournal.model.types import Attachment, Reflection
from mentorjournal.services.bundle import Services
from mentorjournal.services.taking_away import Choice, take_away
from mentorjournal.services.taking_away.picture_bytes import bare_picture

MODES = {
    "JPEG": ("RGB", "L", "CMYK"),
    "PNG": ("RGBA", "P", "1", "I;16", "LA"),
    "GIF": ("P",),
    "WEBP": ("RGBA",),
    "TIFF": ("RGB",),
    "BMP": ("RGB",),
}


def picture(kind: str, mode: str) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "Nightshade"
    exif[0x0112] = 6
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "Nightshade")
    more = {"pnginfo": text} if kind == "PNG" else {"exif": exif} if kind in ("JPEG", "WEBP", "TIFF") else {}
    Image.new(mode, (30, 20), 1 if mode in ("1", "P") else None).save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize(("kind", "mode"), [(kind, mode) for kind, modes in MODES.items() for mode in modes])
def test_what_the_camera_wrote_is_gone_and_the_picture_stands_upright(kind: str, mode: str) -> None:
    data = picture(kind, mode)
    bare = bare_picture(data)
    assert bare is not None
    assert b"Nightshade" not in bare
    with Image.open(io.BytesIO(bare)) as image, Image.open(io.BytesIO(data)) as before:
        turned = before.getexif().get(0x0112) == 6
        assert image.format == kind
        assert image.size == ((20, 30) if turned else (30, 20))
        assert dict(image.getexif()).keys() <= {
            256,
            257,
            258,
            259,
            262,
            273,
            277,
            278,
            279,
            282,
            283,
            284,
            296,
            339,
            317,
        }
    assert bare_picture(data) == bare, "the same bytes each time, for their hash stands in the record"


def test_what_is_transparent_stays_so() -> None:
    out = io.BytesIO()
    image = Image.new("P", (4, 4), 0)
    image.putpalette([255, 0, 0] * 256)
    image.save(out, "PNG", transparency=0)
    bare = bare_picture(out.getvalue())
    assert bare is not None
    with Image.open(io.BytesIO(bare)) as seen:
        assert seen.convert("RGBA").getpixel((0, 0)) == (255, 0, 0, 0)


@pytest.mark.parametrize(
    "data", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n" + b"x" * 50, picture("JPEG", "RGB")[:100]]
)
def test_what_is_no_picture_or_broken_is_refused(data: bytes) -> None:
    assert bare_picture(data) is None


def test_a_picture_that_cannot_be_looked_through_stays_behind(services: Services, tmp_path: Path) -> None:
    shown = services.records.save(Reflection(title="Shown", visibility="exportable"))
    drawn = services.attachments.add_bytes(shown.id, "plan.svg", b"<svg><!-- Nightshade --></svg>")
    services.records.amend(drawn.id, {"visibility": "exportable"})
    assert services.records.get(Attachment, drawn.id).media_type == "image/svg+xml"
    taken = take_away(services.journal, tmp_path / "a.json", Choice("json"))
    assert "Nightshade" not in (tmp_path / "a.json").read_text()
    assert taken.not_held == {"a file whose bytes stay behind, or are not in the journal": 1}


def test_a_picture_by_another_name_is_one_all_the_same(services: Services, tmp_path: Path) -> None:
    shown = services.records.save(Reflection(title="Shown", visibility="exportable"))
    called = services.attachments.add_bytes(shown.id, "notes.txt", picture("JPEG", "RGB"))
    services.records.amend(called.id, {"visibility": "exportable"})
    take_away(services.journal, tmp_path / "notes", Choice("markdown"))
    (written,) = (tmp_path / "notes" / "attachments").iterdir()
    assert b"Nightshade" not in written.read_bytes()
