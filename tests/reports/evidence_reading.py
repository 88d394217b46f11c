"""One file as evidence in a document, and all that the document holds."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Name

from mentorjournal.reports.blocks import Evidence
from mentorjournal.reports.draw import Drawn
from tests.reports.reading import drawn


def item(label: str, *, title: str = "Thanks", note: str = "", record_id: str | None = None) -> Evidence:
    return Evidence(label, title, label, "application/pdf", note, record_id)


def appended(data: bytes, **more: Any) -> tuple[bytes, Drawn]:
    return drawn(item("E1"), attachments={"E1": data}.get, **more)


def images(pdf: bytes) -> list[Any]:
    with pikepdf.open(io.BytesIO(pdf)) as read:
        return [
            (int(one.Width), int(one.Height))
            for one in read.objects
            if isinstance(one, pikepdf.Stream) and "/Width" in one
        ]


def everything(pdf: bytes) -> bytes:
    """All that a file holds, unpacked."""
    with pikepdf.open(io.BytesIO(pdf)) as read:
        parts = [repr(one).encode() for one in read.objects]
        streams = [one for one in read.objects if isinstance(one, pikepdf.Stream)]
        parts += [one.read_raw_bytes() for one in streams]
        parts += [one.read_bytes() for one in streams if one.get("/Filter") != Name.DCTDecode]
    return b"\n".join([pdf, *parts])
