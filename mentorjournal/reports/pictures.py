"""Pictures from the journal: turned upright, scaled to print size, rid of what the camera wrote into them."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from functools import cache
from typing import Final

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from mentorjournal.reports.kept import Kept
from mentorjournal.reports.prints import Print, Unprintable

_DPI: Final = 200
_QUALITY: Final = 85
_FORMATS: Final = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "JPEG2000", "AVIF")
_MOST, _MOST_OF_A_JPEG, _MOST_AT_ONCE = 150_000_000, 300_000_000, 50_000_000
_MOST_MEMORY: Final = 240_000_000
"""Bytes that a picture may take unpacked, other than a JPEG, which is unpacked smaller; a progressive one is not."""
_WIDE: Final = {"L": 1, "1": 2, "RGB": 3}
"""Bytes that a pixel takes on its way to the page; 4 in every other mode."""
_AT_ONCE: Final = {"WEBP": 18, "AVIF": 12}
"""Bytes a pixel takes while these formats are unpacked: their readers hold whole frames beside the picture."""
_ORIENTATION: Final = 0x0112
_LYING: Final = 5
_TROUBLE = (
    OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, OverflowError, MemoryError,
    struct.error, zlib.error, ImageCms.PyCMSError,
)  # fmt: skip
"""What Pillow raises for bytes that are no picture, or a damaged one."""
_TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)

# How many pixels are too many is decided here: Pillow's warning would come first.
Image.MAX_IMAGE_PIXELS = _MOST_OF_A_JPEG


_Key = tuple[bytes, int, int, int]
"""What a picture is prepared for: its hash, width, height, and page."""


class Pictures:
    """The pictures of one document; each is prepared once for a size."""

    def __init__(self, kept: Kept | None = None) -> None:
        self._kept = kept or Kept()
        self._ready: dict[_Key, Print | Unprintable] = {}

    def prepared(self, data: bytes, width: float, height: float, leaf: int = 0) -> Print:
        """A picture that fits into a rectangle of points. Raises Unprintable.

        It is decoded at about twice its size in print, and nothing but its pixels is kept, compressed.
        """
        key = (hashlib.sha256(data).digest(), round(width), round(height), leaf)
        if key not in self._ready:
            try:
                found = self._kept.get(
                    (*key, width, height),
                    lambda: _prepared(data, width, height, leaf),
                    lambda made: len(made.data),
                )
                # A number and no hash: that would tell which file of the journal it was.
                self._ready[key] = found._replace(name=f"picture{len(self._ready) + 1}")
            except Unprintable as why:
                self._ready[key] = why
        ready = self._ready[key]
        if isinstance(ready, Unprintable):
            raise ready
        return ready

    def leaves(self, data: bytes) -> int:
        """How many pages a scan has: a TIFF may hold several. What moves, or cannot be read, counts as one."""
        try:
            with Image.open(io.BytesIO(data), formats=("TIFF",)) as opened:
                return max(int(getattr(opened, "n_frames", 1)), 1)
        except (*_TROUBLE, *_TOO_LARGE):
            return 1


def _prepared(data: bytes, width: float, height: float, leaf: int) -> Print:
    try:
        with Image.open(io.BytesIO(data), formats=_readable()) as opened:
            opened.seek(leaf)
            _check(opened)
            image = _scaled(opened, (_pixels(width), _pixels(height)))
            lossless = opened.format not in ("JPEG", "MPO")
    except UnidentifiedImageError as error:
        raise Unprintable("it is no picture of a kind that can be printed") from error
    except _TOO_LARGE as error:
        most = _MOST_OF_A_JPEG // 1_000_000
        raise Unprintable(
            f"the picture has more than {most} million pixels, the most that are read"
        ) from error
    except _TROUBLE as error:
        raise Unprintable("the picture is damaged") from error
    shrink = min(width / image.width, height / image.height, 72 / 96)
    return coded(image, "", (image.width * shrink, image.height * shrink), lossless=lossless)


def coded(image: Image.Image, name: str, size: tuple[float, float], *, lossless: bool) -> Print:
    """Pixels for the page: as JPEG, or without loss where that is asked for and smaller, as drawings are."""
    if image.mode != "L" and _is_grey(image):
        image = image.convert("L")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    made, kind = out.getvalue(), "DCTDecode"
    if lossless:
        flat = zlib.compress(image.tobytes())
        if len(flat) < len(made):
            made, kind = flat, "FlateDecode"
    return Print(name, kind, made, image.mode == "L", image.size, *size)


@cache
def _readable() -> tuple[str, ...]:
    """The formats that this Pillow reads, of those that hold pixels only."""
    Image.init()
    return tuple(name for name in _FORMATS if name in Image.OPEN)


def _pixels(points: float) -> int:
    return max(round(points / 72 * _DPI), 1)


def _check(image: Image.Image) -> None:
    wide = _AT_ONCE.get(image.format or "") or _WIDE.get(image.mode, 4)
    most = min(_MOST, _MOST_MEMORY // wide)
    if image.format in ("JPEG", "MPO"):
        most = _MOST_AT_ONCE if image.info.get("progressive") else _MOST_OF_A_JPEG
    if image.width * image.height > most:
        raise Unprintable(
            f"the picture has {image.width * image.height // 1_000_000} million pixels, "
            f"and {most // 1_000_000} million are the most that are read"
        )


def _scaled(image: Image.Image, most: tuple[int, int]) -> Image.Image:
    """The first frame at no more than `most` pixels, upright, in RGB or grey on white."""
    profile = image.info.get("icc_profile")
    # Pillow turns a TIFF by itself, and says its size as it will be.
    lies = image.format != "TIFF" and image.getexif().get(_ORIENTATION, 1) >= _LYING
    upright: Image.Image = image
    if image.mode in ("P", "PA", "LA", "1") or "transparency" in image.info:
        upright = image.convert("L" if image.mode == "1" else "RGBA")
    elif image.mode.startswith("I"):
        upright = image.convert("I").point(lambda value: value / 256).convert("L")
    upright.thumbnail((most[lies], most[not lies]), Image.Resampling.HAMMING, reducing_gap=1.5)
    upright.getexif()[_ORIENTATION] = image.getexif().get(_ORIENTATION, 1)
    return _flat(_in_usual_colours(ImageOps.exif_transpose(upright), profile))


def _in_usual_colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in sRGB, if it says what its colours mean."""
    if not profile or image.mode not in ("RGB", "CMYK"):
        return image
    try:
        told = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        usual = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, told, usual, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image


def _flat(image: Image.Image) -> Image.Image:
    if image.mode == "RGBA":
        ground = Image.new("RGBA", image.size, "white")
        ground.alpha_composite(image)
        image = ground
    plain = image if image.mode == "L" else image.convert("RGB")
    plain.info.clear()
    return plain


def _is_grey(image: Image.Image) -> bool:
    """Whether no pixel has a colour; a look at a small copy comes first, for it is fast."""
    return _no_colour(image.resize((16, 16), Image.Resampling.NEAREST)) and _no_colour(image)


def _no_colour(image: Image.Image) -> bool:
    red, green, blue = image.split()
    return red.tobytes() == green.tobytes() == blue.tobytes()
