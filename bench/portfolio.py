"""A portfolio of 300 pages with contents, figures and 100 photographs, against ReportLab and three other makers."""

from __future__ import annotations

import datetime as dt
import importlib.util
import io
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image

from bench import makers
from bench.ratio import Ratio, alternate, median, milliseconds
from mentorjournal.reports import blocks as b
from mentorjournal.reports.draw import draw

PAGES, PHOTOS = 300, 100
SIZE = (4000, 3000)
AIM, FASTER = 1.4, 1.0
SIZE_AIM = 1.2
PREVIEW_MS = 300.0
_WORDS = [
    "the",
    "mentee",
    "asked",
    "for",
    "a",
    "second",
    "look",
    "at",
    "the",
    "draft",
    "and",
    "we",
    "agreed",
    "on",
    "what",
    "the",
    "panel",
    "would",
    "want",
    "to",
    "see",
    "before",
    "the",
    "next",
    "meeting",
    "so",
    "I",
    "wrote",
    "the",
    "aims",
    "again",
    "with",
    "the",
    "numbers",
    "that",
    "the",
    "ward",
    "had",
    "given",
    "us",
    "over",
    "the",
    "winter",
]
_WHEN = dt.datetime(2026, 4, 14, 12, 2, tzinfo=dt.UTC)


def measure(folder: Path, rounds: int, pages: int = PAGES, photos: int = PHOTOS) -> list[Ratio]:
    """Every comparison of the portfolio; makers that are not installed are left out."""
    pictures = photographs(folder / "photographs", photos)
    document = portfolio(pages, photos)
    counted: list[int] = []
    sizes: list[int] = []

    def ours() -> float:
        out = io.BytesIO()
        took = milliseconds(lambda: counted.append(draw(document, out, attachments=_reader(pictures)).pages))
        sizes.append(out.tell())
        return took

    content = list(parts(document))
    theirs = makers.Platypus(content, pictures)

    def floor() -> float:
        return milliseconds(theirs.draw)

    ours()  # faces are read once
    floor()
    mine, bare = alternate(rounds, ours, floor)
    share = sizes[-1] / theirs.size
    missed = (f"file {share:.2f}x of ReportLab's, aim {SIZE_AIM}",) if share >= SIZE_AIM else ()
    more = {
        "pages": counted[-1],
        "floor_pages": theirs.pages,
        "mib": round(sizes[-1] / 2**20, 1),
        "size_ratio": round(share, 3),
        "peak_mib": round(_peak(folder, pages, photos)),
        "peak_without_photographs_mib": round(_peak(folder, pages, 0)),
    }
    against = "ReportLab with the same text, tables, figures and photographs, untagged"
    found = [Ratio("portfolio, 300 pages", against, median(mine), median(bare), "ms", AIM, more, missed)]
    found += _others(portfolio(pages, 0), max(1, rounds // 2))
    return found


def preview(journal: Path, rounds: int) -> Ratio:
    """From the choices to the first page of a journal's own document on the screen, against pdfium alone."""
    from mentorjournal.services.opening import open_services
    from mentorjournal.services.reporting import ReportOptions
    from mentorjournal.services.reporting.pages import page_picture

    services = open_services(journal)
    try:
        reporting = services.reporting
        options = ReportOptions(selected=frozenset(_few(services)))
        data = io.BytesIO()
        reporting.draw(options, data)

        def ours() -> float:
            def work() -> None:
                out = io.BytesIO()
                reporting.draw(options, out)
                page_picture(out.getvalue(), 0, 1.5)

            return milliseconds(work)

        mine, bare = alternate(
            rounds, ours, lambda: milliseconds(lambda: page_picture(data.getvalue(), 0, 1.5))
        )
    finally:
        services.journal.close()
    took = median(mine)
    missed = (f"{took:.0f} ms, aim {PREVIEW_MS:.0f}",) if took >= PREVIEW_MS else ()
    aim = PREVIEW_MS / median(bare)
    return Ratio("first page of a preview", "its picture alone", took, median(bare), "ms", aim, {}, missed)


def _few(services: object) -> Iterator[str]:
    """As many records as a usual portfolio has."""
    from mentorjournal.model.types import Activity, Goal, Reflection

    records = services.records  # type: ignore[attr-defined]
    for kind, most in ((Goal, 6), (Activity, 30), (Reflection, 6)):
        yield from [item.id for item in records.all(kind) if item.may_leave][:most]


def portfolio(pages: int, photos: int) -> b.Document:
    """Claims told as stories, each with a table; figures and photographs spread over the pages."""
    chance = random.Random(4)
    blocks: list[b.Block] = []
    for number in range(pages):
        if number % 10 == 0:
            blocks.append(b.Heading(1, f"Category {number // 10 + 1}"))
            values = tuple(float(chance.randint(2, 40)) for _ in range(8))
            names = tuple(f"Month {month}" for month in range(1, 9))
            blocks.append(b.BarFigure(names, values, "Hours by month", "Columns of hours by month", unit="h"))
        blocks.append(b.Heading(2, f"Claim {number + 1}"))
        has_photo = photos and number % max(pages // photos, 1) == 0 and number * photos // pages < photos
        text = 4 if has_photo else 7
        labels = ("Situation.", "Task.", "Action.", "Result.")
        blocks += [b.Lead(label, sentences(chance, 45)) for label in labels]
        blocks += [b.Prose(sentences(chance, 55)) for _ in range(text - 4)]
        rows = tuple((f"Evidence {row}", "authorised", str(chance.randint(1, 30))) for row in range(4))
        columns = (b.Column("Evidence", width=3), b.Column("State", width=2), b.Column("Points", "right", 1))
        blocks.append(b.Table(columns, rows, caption="Evidence of this claim."))
        if has_photo:
            which = str(number * photos // pages)
            blocks.append(b.Picture(which, f"Photograph {which}", f"Photograph {which}"))
    return b.Document(
        "Portfolio", tuple(blocks), _WHEN, running_head="Portfolio", numbered_headings=True, contents=True
    )


def sentences(chance: random.Random, words: int) -> str:
    """So many words of running text."""
    return " ".join(chance.choice(_WORDS) for _ in range(words)).capitalize() + "."


def parts(document: b.Document) -> Iterator[makers.Part]:
    """What the other makers are given: the same headings, texts, tables, figures and photographs."""
    return filter(None, map(_part, document.blocks))


def _part(block: b.Block) -> makers.Part | None:
    if isinstance(block, b.Heading):
        return makers.Part(f"heading{block.level}", block.text)
    if isinstance(block, b.Lead):
        return makers.Part("lead", block.markdown, block.label)
    if isinstance(block, b.Prose):
        return makers.Part("body", block.markdown)
    if isinstance(block, b.Table):
        heads = tuple(column.title for column in block.columns)
        return makers.Part("table", block.caption, rows=(heads, *block.rows))
    if isinstance(block, b.BarFigure):
        return makers.Part("figure", block.caption, figure=block)
    return makers.Part("photo", block.caption, block.attachment) if isinstance(block, b.Picture) else None


def photographs(folder: Path, count: int) -> list[Path]:
    """So many photographs of twelve megapixels, made once: soft shapes with some grain."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:03}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        if not path.exists():
            chance = random.Random(number)
            small = Image.frombytes("RGB", (80, 60), chance.randbytes(80 * 60 * 3))
            small.resize(SIZE, Image.Resampling.BICUBIC).save(path, "JPEG", quality=90)
    return paths


def _reader(pictures: list[Path]) -> Callable[[str], bytes | None]:
    return lambda key: pictures[int(key)].read_bytes()


def _others(document: b.Document, rounds: int) -> list[Ratio]:
    """The text alone, against each of the makers that is installed."""
    content = list(parts(document))
    found = []
    for name, module, maker in makers.OTHERS:
        if importlib.util.find_spec(module) is None:
            print(f"{name} is not installed: `pip install '.[bench]'` brings it.", flush=True)
        else:
            found.append(_against(document, content, name, maker, rounds))
    return found


def _against(
    document: b.Document, content: list[makers.Part], name: str, maker: makers.Maker, rounds: int
) -> Ratio:
    pages = {"pages": float(draw(document, io.BytesIO()).pages), "their_pages": float(maker(content))}
    mine, other = alternate(
        rounds,
        lambda: milliseconds(lambda: draw(document, io.BytesIO())),
        lambda: milliseconds(lambda: maker(content)),
    )
    return Ratio(f"the same text, {name}", name, median(mine), median(other), "ms", FASTER, pages)


def _peak(folder: Path, pages: int, photos: int) -> float:
    """The most memory in MiB that a process of its own takes to draw it."""
    program = [sys.executable, "-m", "bench.portfolio", str(folder), str(pages), str(photos)]
    made = subprocess.run(program, capture_output=True, text=True, check=True)
    return float(made.stdout)


def _alone(folder: Path, pages: int, photos: int) -> None:
    """Draw once, and print the peak of memory."""
    from bench.memory import peak_mb

    pictures = photographs(folder / "photographs", photos)
    with (folder / "portfolio.pdf").open("wb") as out:
        draw(portfolio(pages, photos), out, attachments=_reader(pictures))
    print(peak_mb())


if __name__ == "__main__":
    _alone(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
