"""A progress summary of a hundred pages against ReportLab drawing the same paragraphs in the same faces."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from bench.ratio import Ratio, alternate, median, milliseconds
from mentorjournal.model.types import Reflection
from mentorjournal.reports import blocks as b
from mentorjournal.reports.draw import draw
from mentorjournal.reports.faces import face
from mentorjournal.services.opening import open_services
from mentorjournal.services.reporting import Reporting
from mentorjournal.services.reporting.options import ReportOptions

AIM = 1.5
PAGES = 100


def measure(journal: Path, rounds: int, pages: int = PAGES) -> list[Ratio]:
    """The summary drawn, and the summary from the journal on, against the same paragraphs through platypus."""
    services = open_services(journal)
    try:
        reporting = Reporting(services.journal)
        options = sized(reporting, services, pages)
        document = reporting.document(options)
        paragraphs = list(_paragraphs(document.blocks))
        counted: list[int] = []

        def drawn() -> float:
            return milliseconds(lambda: counted.append(draw(document, io.BytesIO()).pages))

        def whole() -> float:
            return milliseconds(lambda: reporting.draw(options, io.BytesIO()))

        def bare() -> float:
            return milliseconds(lambda: counted.append(platypus(paragraphs)))

        drawn()  # faces are read once
        bare()
        floor_pages = counted[-1]
        ours, floor = alternate(rounds, drawn, bare)
        plain = [milliseconds(lambda: platypus(_in_one_face(paragraphs))) for _ in range(max(1, rounds // 2))]
        from_journal = [whole() for _ in range(max(1, rounds // 2))]
    finally:
        services.journal.close()
    more = {
        "pages": counted[0],
        "floor_pages": floor_pages,
        "floor_in_one_face_ms": round(median(plain), 1),
        "from_journal_ms": round(median(from_journal), 1),
    }
    against = "ReportLab with the same paragraphs and faces"
    return [Ratio("progress summary drawn", against, median(ours), median(floor), "ms", AIM, more)]


def sized(reporting: Reporting, services: Any, pages: int) -> ReportOptions:
    """Choices that give about so many pages: as many reflections in full as it takes."""
    every = [item.id for item in services.records.all(Reflection) if item.may_leave]
    few = every[:40]
    options = ReportOptions(selected=frozenset(few), whole=frozenset(few))
    per_page = len(few) / reporting.draw(options, io.BytesIO()).pages
    chosen = frozenset(every[: int(per_page * pages) + 1])
    return ReportOptions(selected=chosen, whole=chosen)


def _in_one_face(paragraphs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Without the labels' own face, which platypus is slow at."""
    return [(style, re.sub(r"</?font[^>]*>", "", text)) for style, text in paragraphs]


def _paragraphs(blocks: Iterable[b.Block]) -> Iterator[tuple[str, str]]:
    """(style, marked text) of every block that is text; figures and the cover are left to us alone."""
    for block in blocks:
        if isinstance(block, b.KeepTogether):
            yield from _paragraphs(block.blocks)
        else:
            yield from _WRITTEN.get(type(block), _nothing)(block)


def _nothing(_: Any) -> Iterator[tuple[str, str]]:
    return iter(())


def _heading(block: b.Heading) -> Iterator[tuple[str, str]]:
    yield f"heading{min(block.level, 3)}", escape(block.text)


def _body(block: b.Prose | b.Quote) -> Iterator[tuple[str, str]]:
    for part in block.markdown.split("\n\n"):
        yield "body", escape(" ".join(part.split()))


def _lead(block: b.Lead) -> Iterator[tuple[str, str]]:
    """The label stands in the bold face before the text."""
    bold = face("serif", bold=True).name
    yield (
        "body",
        f'<font name="{bold}">{escape(block.label)}</font> {escape(" ".join(block.markdown.split()))}',
    )


def _facts(block: b.Facts) -> Iterator[tuple[str, str]]:
    for label, value in block.rows:
        yield "note", escape(f"{label} {value}")


def _table(block: b.Table) -> Iterator[tuple[str, str]]:
    for row in block.rows:
        yield "note", escape(" ".join(row))


def _note(block: b.Note) -> Iterator[tuple[str, str]]:
    yield "note", escape(block.text)


_WRITTEN: dict[type[Any], Callable[[Any], Iterator[tuple[str, str]]]] = {
    b.Heading: _heading,
    b.Prose: _body,
    b.Quote: _body,
    b.Lead: _lead,
    b.Facts: _facts,
    b.Table: _table,
    b.Note: _note,
}


def platypus(paragraphs: list[tuple[str, str]]) -> int:
    """Draw the paragraphs the usual way; the number of pages."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    serif, bold = face("serif").name, face("sans", bold=True).name
    styles = {
        "body": ParagraphStyle("body", fontName=serif, fontSize=10.5, leading=15, spaceAfter=5),
        "note": ParagraphStyle("note", fontName=face("sans").name, fontSize=8.5, leading=12, spaceAfter=3),
        "heading1": ParagraphStyle(
            "h1", fontName=bold, fontSize=20, leading=26, spaceAfter=8, keepWithNext=1
        ),
        "heading2": ParagraphStyle(
            "h2", fontName=bold, fontSize=13, leading=18, spaceAfter=5, keepWithNext=1
        ),
        "heading3": ParagraphStyle(
            "h3", fontName=bold, fontSize=11, leading=15, spaceAfter=4, keepWithNext=1
        ),
    }
    story = [Paragraph(text, styles[style]) for style, text in paragraphs]
    template = SimpleDocTemplate(
        io.BytesIO(), pagesize=(595, 842), leftMargin=94, rightMargin=127, topMargin=82, bottomMargin=72
    )
    template.build(story)
    pages: int = template.page
    return pages
