"""A page of PDF for the sample: a certificate such as a course hands out, the same bytes every time."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH, HEIGHT = 842, 595
LEFT, TOP, STEP = 130, 360, 30
FRAME = (
    f"0.55 0.5 0.4 RG 3 w 36 36 {WIDTH - 72} {HEIGHT - 72} re S 0.8 w 44 44 {WIDTH - 88} {HEIGHT - 88} re S\n"
)


def certificate(heading: str, lines: Sequence[str]) -> bytes:
    """One landscape A4 page with a frame, a heading and lines of text; letters beyond Latin 1 become `?`."""
    parts = [FRAME, "BT 0.2 0.2 0.25 rg\n", _line(heading, 2, 42, TOP + 70)]
    parts += [_line(text, 1, 20, TOP - number * STEP) for number, text in enumerate(lines) if text]
    content = "".join([*parts, "ET\n"]).encode("cp1252", "replace")
    kids = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 6 0 R "
    return _file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"{kids}/Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> >>".encode(),
            _font("Times-Roman"),
            _font("Times-Bold"),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    )


def _line(text: str, font: int, size: int, bottom: int) -> str:
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"/F{font} {size} Tf 1 0 0 1 {LEFT} {bottom} Tm ({escaped}) Tj\n"


def _font(name: str) -> bytes:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()


def _file(objects: Sequence[bytes]) -> bytes:
    """The objects with their table of places, as every PDF file has it (ISO 32000-1, 7.5)."""
    data, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, count = len(data), len(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    return data + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
