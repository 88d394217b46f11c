"""The same content drawn by other makers of PDF, in their usual way and in the same faces where they take them."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from importlib.util import find_spec
from pathlib import Path

from mentorjournal.reports.figure_blocks import BarFigure

MEASURE, WIDE = 362.0, 412.0


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of content: `kind` is heading1, heading2, lead, body, table, figure or photo."""

    kind: str
    text: str
    label: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    figure: BarFigure | None = None


Maker = Callable[[Sequence[Part]], int]


def faces(family: str) -> dict[str, Path]:
    """The packaged faces: regular and bold of "serif" or "sans"."""
    package, stem, bold = {
        "serif": ("font_source_serif_pro", "SourceSerifPro", "Bold"),
        "sans": ("font_source_sans_pro", "SourceSansPro", "Semibold"),
    }[family]
    found = find_spec(package)
    folder = Path((found.submodule_search_locations or [""])[0] if found else "") / "files"
    return {"": folder / f"{stem}-Regular.ttf", "B": folder / f"{stem}-{bold}.ttf"}


class Platypus:
    """ReportLab the usual way, untagged: paragraphs, tables, figures, photographs scaled once, contents."""

    def __init__(self, content: Sequence[Part], pictures: Sequence[Path]) -> None:
        self.content, self.pictures = content, pictures
        self.pages = self.size = 0

    def draw(self) -> None:
        """Draw everything, in as many passes as the contents need."""
        from reportlab.platypus import SimpleDocTemplate
        from reportlab.platypus.tableofcontents import TableOfContents

        contents = TableOfContents()

        class Template(SimpleDocTemplate):  # type: ignore[misc]  # the library publishes no types
            def afterFlowable(self, flowable: object) -> None:  # noqa: N802 - the library's name
                level = getattr(flowable, "level", None)
                if level is not None:
                    self.notify("TOCEntry", (level, flowable.getPlainText(), self.page))  # type: ignore[attr-defined]

        out = io.BytesIO()
        template = Template(
            out, pagesize=(595, 842), leftMargin=94, rightMargin=89, topMargin=88, bottomMargin=76
        )
        template.multiBuild([contents, *self._story()])
        self.pages, self.size = template.page, out.tell()

    def _story(self) -> list[object]:
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.platypus import Image, Paragraph, Table

        from mentorjournal.reports.faces import face
        from mentorjournal.reports.figures import drawn
        from mentorjournal.reports.pictures import Pictures

        serif, sans, bold = face("serif").name, face("sans").name, face("sans", bold=True).name
        strong = face("serif", bold=True).name
        body = ParagraphStyle("body", fontName=serif, fontSize=10.5, leading=15, spaceAfter=5, rightIndent=50)
        note = ParagraphStyle("note", fontName=sans, fontSize=8.5, leading=12, spaceAfter=10)
        heads = [
            ParagraphStyle("h1", fontName=bold, fontSize=20, leading=25, spaceBefore=20, spaceAfter=9),
            ParagraphStyle("h2", fontName=bold, fontSize=12.5, leading=15, spaceBefore=12, spaceAfter=3),
        ]
        ready = Pictures()
        story: list[object] = []
        for part in self.content:
            if part.kind.startswith("heading"):
                level = int(part.kind[-1]) - 1
                heading = Paragraph(escape(part.text), heads[level])
                heading.level = level
                heading.keepWithNext = 1
                story.append(heading)
            elif part.kind == "table":
                style = [("FONT", (0, 0), (-1, -1), sans, 9), ("LINEBELOW", (0, 0), (-1, 0), 0.6, "black")]
                story += [Table(part.rows, style=style, repeatRows=1), Paragraph(escape(part.text), note)]
            elif part.kind == "figure" and part.figure is not None:
                story += [drawn(part.figure, WIDE, set()), Paragraph(escape(part.text), note)]
            elif part.kind == "photo":
                made = ready.prepared(self.pictures[int(part.label)].read_bytes(), MEASURE, 300.0)
                story += [
                    Image(io.BytesIO(made.data), made.width, made.height),
                    Paragraph(escape(part.text), note),
                ]
            else:
                lead = f'<font name="{strong}">{escape(part.label)}</font> ' if part.label else ""
                story.append(Paragraph(lead + escape(part.text), body))
        return story


def fpdf2(content: Sequence[Part]) -> int:
    """The text with fpdf2."""
    from fpdf import FPDF

    pdf = FPDF(unit="pt", format=(595, 842))
    pdf.set_margins(94, 88, 89)
    pdf.set_auto_page_break(auto=True, margin=76)
    for family in ("serif", "sans"):
        for style, path in faces(family).items():
            pdf.add_font(family, style, str(path))
    pdf.add_page()
    for part in content:
        if part.kind.startswith("heading"):
            pdf.set_font("sans", "B", 20 if part.kind == "heading1" else 12.5)
            pdf.multi_cell(0, 25 if part.kind == "heading1" else 18, part.text, new_x="LMARGIN", new_y="NEXT")
        elif part.kind == "table":
            pdf.set_font("sans", "", 9)
            with pdf.table(line_height=12, borders_layout="HORIZONTAL_LINES") as table:
                for cells in part.rows:
                    table.row(cells)
        elif part.kind in ("lead", "body"):
            pdf.set_font("serif", "", 10.5)
            text = f"**{part.label}** {part.text}" if part.label else part.text
            pdf.multi_cell(MEASURE, 15, text, new_x="LMARGIN", new_y="NEXT", markdown=bool(part.label))
    pdf.output()
    return int(pdf.page)


def weasyprint(content: Sequence[Part]) -> int:
    """The text with WeasyPrint, through HTML."""
    from weasyprint import HTML

    style = """@page { size: 595pt 842pt; margin: 88pt 89pt 76pt 94pt } body { font: 10.5pt/15pt "Source Serif Pro", serif }
    h1 { font: bold 20pt/25pt sans-serif } h2 { font: bold 12.5pt/15pt sans-serif } p { margin: 5pt 50pt 5pt 0 }
    td, th { font: 9pt/12pt sans-serif; border-bottom: 0.5pt solid; text-align: left } table { width: 100% }"""
    parts = []
    for part in content:
        if part.kind.startswith("heading"):
            tag = f"h{part.kind[-1]}"
            parts.append(f"<{tag}>{escape(part.text)}</{tag}>")
        elif part.kind == "table":
            rows = "".join(
                "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
                for cells in part.rows
            )
            parts.append(f"<table>{rows}</table>")
        elif part.kind in ("lead", "body"):
            lead = f"<b>{escape(part.label)}</b> " if part.label else ""
            parts.append(f"<p>{lead}{escape(part.text)}</p>")
    rendered = HTML(string=f"<style>{style}</style>{''.join(parts)}").render()
    rendered.write_pdf(io.BytesIO())
    return len(rendered.pages)


def typst(content: Sequence[Part]) -> int:
    """The text with typst."""
    import typst as program

    head = (
        "#set page(width: 595pt, height: 842pt, margin: (left: 94pt, right: 89pt, top: 88pt, bottom: 76pt))\n"
        '#set text(font: "Source Serif Pro", size: 10.5pt)\n#set par(leading: 0.55em)\n'
    )
    parts = [head]
    for part in content:
        if part.kind.startswith("heading"):
            parts.append(f"{'=' * int(part.kind[-1])} {part.text}\n")
        elif part.kind == "table":
            cells = ", ".join(f"[{cell}]" for row in part.rows for cell in row)
            parts.append(f"#table(columns: {len(part.rows[0])}, stroke: 0.3pt, {cells})\n")
        elif part.kind in ("lead", "body"):
            lead = f"*{part.label}* " if part.label else ""
            parts.append(f"{lead}{part.text}\n\n")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "portfolio.typ"
        source.write_text("".join(parts), encoding="utf-8")
        made = program.compile(str(source), font_paths=[str(faces("serif")[""].parent)])
    return _pages(made)


def _pages(data: bytes) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return len(document)


OTHERS: tuple[tuple[str, str, Maker], ...] = (
    ("fpdf2", "fpdf", fpdf2),
    ("WeasyPrint", "weasyprint", weasyprint),
    ("typst", "typst", typst),
)
"""Name, the module it needs, and who draws."""
