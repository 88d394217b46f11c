"""Everything that can be got out of a PDF: pages, outline, properties, every string, name and stream of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from mentorjournal.services.reporting.pages import labels, page_texts
from mentorjournal.services.reporting.spelling import fold
from mentorjournal.services.reporting.verify import squash


@dataclass(frozen=True)
class Extracted:
    """What a reader, a program or somebody with a tool can read in a file: words, and the bytes of streams.

    `words` are letters and digits only, small and without accents; `streams` are as they are and unpacked.
    """

    words: str
    streams: tuple[bytes, ...]

    def holds(self, words: str) -> bool:
        """Whether words stand anywhere in it, in any usual encoding."""
        if squash(fold(words)) in self.words:
            return True
        wanted = {words.lower().encode(coding) for coding in ("utf-8", "utf-16-be", "utf-16-le")}
        return any(one in stream for stream in self.streams for one in wanted)


def extracted(data: bytes) -> Extracted:
    """All of a PDF."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        items = list(pdf.objects)
        words = [word for item in items for word in _words(item)]
        streams = [
            part.lower() for item in items if isinstance(item, pikepdf.Stream) for part in _bytes(item)
        ]
        words += map(str, pdf.attachments)
    text = "\n".join((*page_texts(data), labels(data), *words))
    return Extracted(squash(fold(text)), tuple(streams))


def _bytes(item: pikepdf.Stream) -> Iterator[bytes]:
    yield item.read_raw_bytes()
    try:
        yield item.read_bytes()
    except pikepdf.PdfError:
        assert item.get("/Filter") is not None, "only what is packed may refuse to be unpacked"


def _words(item: pikepdf.Object) -> Iterator[str]:
    """Strings (alt texts, field values, addresses of links) and names (faces, keys) of an object."""
    if isinstance(item, pikepdf.String | pikepdf.Name):
        yield str(item)
    elif isinstance(item, pikepdf.Array):
        yield from _inside(list(item))
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        yield from item.keys()
        yield from _inside([part for _, part in item.items()])


def _inside(parts: list[pikepdf.Object]) -> Iterator[str]:
    """What stands in parts that are no objects of their own, which are met by themselves."""
    for part in parts:
        if not getattr(part, "is_indirect", False):
            yield from _words(part)
