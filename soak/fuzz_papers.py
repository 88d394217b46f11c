"""Small sound PDFs and pictures that the fuzzers begin with."""

from __future__ import annotations

import io
from datetime import UTC, datetime


def page() -> bytes:
    """A page with text, unpacked, so that its drawing can be changed."""
    import pikepdf

    from mentorjournal.reports.blocks import Document, Heading, Prose
    from mentorjournal.reports.draw import draw

    out, unpacked = io.BytesIO(), io.BytesIO()
    blocks = (Heading(1, "Head"), Prose("Text with **bold** words."))
    draw(Document(title="T", created=datetime(2026, 4, 14, tzinfo=UTC), blocks=blocks), out)
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        pdf.save(unpacked, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, compress_streams=False)
    return unpacked.getvalue()


def form() -> bytes:
    """One of our forms: the smallest PDF that has its fields."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name, String

    from mentorjournal.services.forms import parts

    pdf, out = pikepdf.new(), io.BytesIO()
    page = pdf.add_blank_page(page_size=(595, 842))
    values = {
        parts.FORM: f"feedback/{parts.VERSION}",
        parts.RECORD: "0190",
        "q_what": "Talk",
        "giver": "Helena",
    }
    widgets = [
        pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=String(name),
                V=String(value),
                Rect=Array([50, 50 + 20 * at, 300, 65 + 20 * at]),
            )
        )
        for at, (name, value) in enumerate(values.items())
    ]
    page.obj.Annots = Array(widgets)
    pdf.Root.AcroForm = Dictionary(Fields=Array(widgets))
    pdf.save(out)
    return out.getvalue()


def pictures() -> list[bytes]:
    """A small picture of each kind."""
    from PIL import Image

    made = []
    for kind in ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP"):
        out = io.BytesIO()
        Image.linear_gradient("L").resize((16, 9)).convert("RGB").save(out, kind)
        made.append(out.getvalue())
    return made
