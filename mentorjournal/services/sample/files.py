"""The files attached in the sample journals; the picture is drawn here from the table beside it."""

from __future__ import annotations

import struct
import zlib

from mentorjournal.resources import resource_path
from mentorjournal.services.sample.awards import certificate_lines
from mentorjournal.services.sample.certificate import certificate

PICTURE = "overnight-alerts.png"
TABLE = "overnight-alerts.csv"
WIDTH, HEIGHT = 560, 300
LEFT, TOP, BOTTOM = 44, 20, 40
PAPER, LINE, ALL, SEEN, INK = range(5)
COLOURS = ((255, 255, 255), (222, 219, 212), (168, 196, 190), (44, 110, 102), (70, 70, 74))
DIGITS = {
    "0": (7, 5, 5, 5, 7),
    "1": (2, 6, 2, 2, 7),
    "2": (7, 1, 7, 4, 7),
    "3": (7, 1, 7, 1, 7),
    "4": (5, 5, 7, 1, 1),
    "5": (7, 4, 7, 1, 7),
    "6": (7, 4, 7, 5, 7),
    "7": (7, 1, 1, 1, 1),
    "8": (7, 5, 7, 5, 7),
    "9": (7, 5, 7, 1, 7),
}
"""Five rows of three pixels for each digit, the leftmost pixel in the highest bit."""


def sample_file(name: str) -> bytes:
    """The bytes of one attached file of the sample journals."""
    if name == PICTURE:
        return _chart(_rows())
    stem, _, ending = name.rpartition(".")
    if ending == "pdf":
        return certificate(*certificate_lines(stem))
    return resource_path(f"sample/{name}").read_text("utf-8").encode()


def _rows() -> list[tuple[str, int, int]]:
    """Hour as two digits, alerts in that hour, alerts seen within the hour."""
    lines = sample_file(TABLE).decode().splitlines()[1:]
    return [(hour, int(alerts), int(seen)) for hour, alerts, seen in (line.split(",") for line in lines)]


class _Canvas:
    """A picture with five colours, drawn in rectangles."""

    def __init__(self) -> None:
        self.rows = [bytearray(WIDTH) for _ in range(HEIGHT)]

    def box(self, x: int, y: int, width: int, height: int, colour: int) -> None:
        for row in self.rows[y : y + height]:
            row[x : x + width] = bytes([colour]) * width

    def number(self, x: int, y: int, text: str, scale: int = 2) -> None:
        for position, digit in enumerate(text):
            for line, bits in enumerate(DIGITS[digit]):
                for column in range(3):
                    if bits & (4 >> column):
                        left = x + (position * 4 + column) * scale
                        self.box(left, y + line * scale, scale, scale, INK)

    def png(self) -> bytes:
        """The picture as a PNG file with a palette, one byte for each pixel."""
        head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
        palette = b"".join(bytes(colour) for colour in COLOURS)
        pixels = zlib.compress(b"".join(b"\0" + bytes(row) for row in self.rows), 9)
        chunks = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", pixels), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _chart(rows: list[tuple[str, int, int]]) -> bytes:
    """Alerts by hour as light bars, the part that was seen within the hour as dark bars in front."""
    canvas = _Canvas()
    ground = HEIGHT - BOTTOM
    unit = (ground - TOP) / max(alerts for _, alerts, _ in rows)
    for value in range(0, max(alerts for _, alerts, _ in rows) + 1, 5):
        y = ground - round(value * unit)
        canvas.box(LEFT, y, WIDTH - LEFT - 12, 1, LINE)
        canvas.number(LEFT - 24, y - 5, f"{value:2}".replace(" ", "0"))
    step = (WIDTH - LEFT - 24) // len(rows)
    for index, (hour, alerts, seen) in enumerate(rows):
        x = LEFT + 10 + index * step
        for count, colour in ((alerts, ALL), (seen, SEEN)):
            canvas.box(x, ground - round(count * unit), step - 12, round(count * unit), colour)
        canvas.number(x + (step - 12) // 2 - 7, ground + 10, hour)
    canvas.box(LEFT, ground, WIDTH - LEFT - 12, 1, INK)
    return canvas.png()
