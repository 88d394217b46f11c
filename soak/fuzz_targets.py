"""What is fuzzed: one function `bytes -> None` for each reader, which may refuse in words and nothing else."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

Target = Callable[[bytes], None]
"""Reads any bytes; a `JournalError` is an answer, every other error a finding."""


@contextmanager
def _folder() -> Iterator[Path]:
    """An empty folder in memory, where the system has one."""
    memory = Path("/dev/shm")  # noqa: S108  a million small files would wear a disk
    folder = Path(tempfile.mkdtemp(prefix="fuzz-", dir=memory if memory.is_dir() else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


MOST_ON_PAPER = 20_000
"""Bytes of one text, which is set six times: more only takes longer, page by page."""


MOST_OF_A_TABLE = 40_000
"""Bytes of one table: a row of two takes a tenth of a millisecond, and more rows only take longer."""


def _importer(*ways: tuple[str, str | None], most: int | None = None) -> Target:
    """Reads the bytes as a file: the first byte chooses its name and its format. A name in a folder: the folder."""
    import datetime as dt

    from mentorjournal.errors import JournalError
    from mentorjournal.interchange import registry

    def read(data: bytes) -> None:
        name, known = ways[data[0] % len(ways) if data else 0]
        with _folder() as folder:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data[1:most])
            with contextlib.suppress(JournalError):
                chosen = folder / Path(name).parts[0]
                _whole(registry.read(chosen, known, today=dt.date(2026, 4, 14)))

    return read


def _whole(reading: object) -> None:
    """What was read can be kept: ids of its own, text without half characters, media of the size it says."""
    from mentorjournal.errors import JournalError
    from mentorjournal.interchange.plain import Reading

    assert isinstance(reading, Reading)
    assert len({entry.source_id for entry in reading.entries}) == len(reading.entries)
    assert len({incoming.source_id for incoming in reading.records}) == len(reading.records)
    for incoming in reading.records:
        (incoming.record.title + "".join(incoming.tags) + repr(incoming.extra)).encode("utf-8")
        for media in incoming.media:
            assert len(media.read()) == media.size
    for entry in reading.entries:
        written = entry.text + entry.title + "".join(entry.tags) + entry.item
        assert "\0" not in written
        written.encode("utf-8")
        for media in entry.media:
            with contextlib.suppress(JournalError):
                assert len(media.read()) == media.size


def _export() -> Target:
    from mentorjournal.errors import JournalError
    from mentorjournal.interchange import journal_json
    from mentorjournal.interchange.plain import Problem
    from mentorjournal.model.plain import to_plain

    def read(data: bytes) -> None:
        with _folder() as folder, contextlib.suppress(JournalError):
            path = folder / journal_json.FILE
            path.write_bytes(data)
            journal_json.recognises(path)
            export = journal_json.JournalExport(path)
            for record in export.records():
                if not isinstance(record, Problem):
                    to_plain(record)
            for blob in export.blobs():
                if not isinstance(blob, Problem):
                    with contextlib.suppress(journal_json.DamagedFile):
                        sum(len(part) for part in blob.parts)

    return read


def _packet() -> Target:
    from soak.fuzz_packets import packet

    return packet()


def _markdown() -> Target:
    from mentorjournal.model.counting import count_words
    from mentorjournal.reports.markdown import parts_of

    def read(data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        parts_of(text)
        count_words(text)

    return read


def _paper() -> Target:
    """Any text on paper; plain letters come back in their order."""
    import io
    from datetime import UTC, datetime

    from mentorjournal.reports.blocks import Column, Document, Facts, Heading, Note, Prose, Quote, Table
    from mentorjournal.reports.draw import draw
    from mentorjournal.reports.pdfium import opened

    def read(data: bytes) -> None:
        text = data[:MOST_ON_PAPER].decode("utf-8", "replace")
        blocks = (
            *(Heading(1, text[:300]), Prose(text), Note(text), Quote(text, text[:100])),
            *(Facts(((text[:80], text),)), Table((Column(text[:40]),), ((text,),), (), text[:200])),
        )
        out = io.BytesIO()
        draw(Document(title=text[:200], created=datetime(2026, 4, 14, tzinfo=UTC), blocks=blocks), out)
        with opened(out.getvalue()) as pdf:
            words = "".join(pdf[number].get_textpage().get_text_range() for number in range(len(pdf)))
        if text.isascii():
            come_back = iter(words)
            lost = [one for one in text if one.isalnum() and one not in come_back]
            assert not lost, f"lost on paper: {lost[:9]}"

    return read


def _form() -> Target:
    from mentorjournal.errors import JournalError
    from mentorjournal.services.forms.reading import read_form

    def read(data: bytes) -> None:
        with contextlib.suppress(JournalError):
            read_form(data)

    return read


def _evidence() -> Target:
    from mentorjournal.reports.foreign import ForeignPdf
    from mentorjournal.reports.kept import Kept
    from mentorjournal.reports.prints import Unprintable

    def read(data: bytes) -> None:
        with contextlib.suppress(Unprintable), ForeignPdf(data, Kept()) as pdf:
            for number in range(min(pdf.count, 3)):
                pdf.page(number, 500.0, 700.0, f"page{number}")

    return read


def _picture() -> Target:
    from mentorjournal.reports.pictures import Pictures
    from mentorjournal.reports.prints import Unprintable

    def read(data: bytes) -> None:
        pictures = Pictures()
        with contextlib.suppress(Unprintable):
            for leaf in range(min(pictures.leaves(data), 3)):
                pictures.prepared(data, 400.0, 600.0, leaf)

    return read


def _scheme() -> Target:
    from mentorjournal.model.scheme_reading import Reading
    from mentorjournal.model.schemes import SchemeMistake
    from mentorjournal.model.toml_texts import with_texts
    from mentorjournal.services.scheme_words import asks, differences, in_words

    def read(data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        with contextlib.suppress(SchemeMistake):
            rules = Reading(text, "rules").rules()
            in_words(rules)
            asks(rules)
            assert not differences(rules, rules)
            Reading(with_texts(text, str.upper), "rules")

    return read


def _layout() -> Target:
    from mentorjournal.errors import ReportError
    from mentorjournal.services.reporting.layout import parsed

    def read(data: bytes) -> None:
        with contextlib.suppress(ReportError):
            made = parsed(data.decode("utf-8", "replace"), "layout")
            made.footer.format(owner="o", day="d", records=1)

    return read


def _settings() -> Target:
    from mentorjournal import settings

    def read(data: bytes) -> None:
        with _folder() as folder:
            path = folder / "settings.toml"
            path.write_bytes(data)
            found = settings.load(path)
            settings.save(found, path)
            assert settings.load(path) == found

    return read


def _passphrase_file() -> Target:
    from mentorjournal.cli.options import passphrase_from
    from mentorjournal.errors import JournalError

    def read(data: bytes) -> None:
        with _folder() as folder, contextlib.suppress(JournalError):
            path = folder / "passphrase"
            path.write_bytes(data)
            assert passphrase_from(path)

    return read


def _journal() -> Target:
    from soak.fuzz_journal import damaged_journal

    return damaged_journal()


def _window() -> Target:
    from soak.fuzz_window import written_in_the_window

    return written_in_the_window()


def _pasted() -> Target:
    from mentorjournal.gui.widgets.markdown_paste import html_to_markdown

    def read(data: bytes) -> None:
        html = data.decode("utf-8", "replace")
        made = html_to_markdown(html)
        assert made is None or len(made) <= 50 * len(html) + 1_000

    return read


TARGETS: Final[dict[str, Callable[[], Target]]] = {
    "day-one": lambda: _importer(("x.json", None), ("x.zip", None), ("x.txt", "dayone-txt")),
    "day-one-classic": lambda: _importer(("x.doentry", None), ("x.dayone/entries/x.doentry", None)),
    "jrnl": lambda: _importer(
        *(("x.txt", "jrnl-text"), ("x.json", "jrnl-json"), ("x.xml", "jrnl-xml"), ("x.md", "jrnl-markdown")),
        *(("y/x.md", "jrnl-yaml"), ("y/2024/05/01.txt", "jrnl-folder")),
    ),
    "rednotebook": lambda: _importer(("2024-05.txt", "rednotebook"), ("y/2024-05.txt", None)),
    "markdown-notes": lambda: _importer(("x.md", "markdown"), ("y/x.md", None)),
    "calendar": lambda: _importer(("x.ics", "icalendar"), ("x.ics", None)),
    "table": lambda: _importer(
        *(("x.csv", "csv"), ("x.tsv", "csv"), ("x.csv", None), ("x.txt", None)), most=MOST_OF_A_TABLE
    ),
    "cards": lambda: _importer(("x.vcf", "vcard"), ("x.vcf", None)),
    "references": lambda: _importer(
        *(("x.bib", "bibtex"), ("x.ris", "ris"), ("x.nbib", "nbib"), ("x.json", "csl-json")),
        *(("x.txt", None), ("x.bib", None)),
    ),
    "notebooks": lambda: _importer(
        *(("x.jex", None), ("y/0123456789abcdef0123456789abcdef.md", None), ("x.enex", "enex")),
    ),
    "phones": lambda: _importer(
        *(("x.json", "google-keep"), ("x.json", "journey"), ("x.xml", "diaro"), ("x.zip", None)),
    ),
    "portfolios": lambda: _importer(("leap2a.xml", "leap2a"), ("x.zip", None)),
    "badges": lambda: _importer(
        *(
            ("x.json", "open-badges"),
            ("x.jws", "open-badges"),
            ("x.png", "open-badges"),
            ("x.svg", "open-badges"),
        ),
        *(("y/x.json", None),),
    ),
    "zip": lambda: _importer(("x.zip", None)),
    "export": _export,
    "packet": _packet,
    "markdown": _markdown,
    "paper": _paper,
    "form": _form,
    "evidence": _evidence,
    "picture": _picture,
    "scheme": _scheme,
    "layout": _layout,
    "settings": _settings,
    "passphrase-file": _passphrase_file,
    "pasted": _pasted,
    "window": _window,
    "journal": _journal,
}
"""Every reader by name; calling the value imports what it needs and gives the function."""
