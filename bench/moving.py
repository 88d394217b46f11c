"""Bringing many entries in and taking them out, against what the engine, the parsers and a small journal take."""

from __future__ import annotations

import datetime as dt
import json
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt

from bench.journal import Words
from bench.ratio import Ratio, milliseconds
from mentorjournal.model.ids import new_id
from mentorjournal.services import importing
from mentorjournal.services.opening import create_services
from mentorjournal.storage import engine as engines

IMPORT_AIM = 2.0
NOTES_AIM = 3.0
MEMORY_AIM = 1.25
_TAGS = 30
_FIRST = dt.date(2000, 1, 1)
TABLES = ("record", "reflection", "link", "search_doc")
_PEAK = (
    "import sys\n"
    "from pathlib import Path\n"
    "from bench.memory import peak_mb\n"
    "from mentorjournal.services.exporting import export_json\n"
    "from mentorjournal.services.opening import open_services\n"
    "services = open_services(Path(sys.argv[1]), '')\n"
    "export_json(services.journal, Path(sys.argv[2]))\n"
    "services.journal.close()\n"
    "print(peak_mb())\n"
)


def measure(folder: Path, entries: int) -> list[Ratio]:
    """Import `entries` from JSON and a tenth of that from Markdown, and export the journal that was made."""
    told = _told(folder / "many.json", entries)
    many = folder / "many.mentorjournal"
    services = create_services(many)
    ours = milliseconds(lambda: importing.run(services.journal, told))
    services.journal.close()
    raw = milliseconds(rows_again(many, folder / "raw.mentorjournal"))
    notes = folder / "notes"
    _write_notes(notes, max(10, entries // 10))
    other = create_services(folder / "notes.mentorjournal")
    read = milliseconds(lambda: importing.run(other.journal, notes))
    other.journal.close()
    parsed = milliseconds(lambda: _parse(notes))
    ratios = [
        Ratio(f"import {entries:,} from JSON", "raw executemany", ours, raw, "ms", IMPORT_AIM),
        Ratio("import Markdown notes", "reading and parsing them", read, parsed, "ms", NOTES_AIM),
    ]
    few = _few(folder, entries)
    peak, small = (_peak(one, folder) for one in (many, few))
    if small:
        ratios.append(Ratio("memory of an export", "a tenth of it", peak, small, "MiB", MEMORY_AIM))
    return ratios


def _entries(count: int) -> Iterator[dict[str, Any]]:
    words, chosen = Words(3), random.Random(3)
    tags = [new_id() for _ in range(_TAGS)]
    for number, tag in enumerate(tags):
        yield {"type": "tag", "id": tag, "title": f"topic {number}"}
    for number in range(count):
        day = _FIRST + dt.timedelta(days=number // 12)
        moment = f"{day.isoformat()}T10:00:00+00:00"
        yield {
            "type": "reflection",
            "id": new_id(),
            "title": words.sentence(5)[:-1],
            "date": day.isoformat(),
            "at": f"{number % 24:02}:15",
            "sections": [{"tag": "what", "heading": "", "text": words.text(60)}],
            "tags": chosen.sample(tags, 3),
            "created_at": moment,
            "updated_at": moment,
        }


def _told(path: Path, count: int) -> Path:
    """An export of our own with so many reflections of 60 words and three tags."""
    with path.open("w", encoding="utf-8") as out:
        head = {"format": "mentorjournal", "version": 2, "count": count + _TAGS, "journal": {}}
        out.write(json.dumps(head)[:-1] + ', "records": [\n')
        for number, entry in enumerate(_entries(count)):
            out.write((",\n" if number else "") + json.dumps(entry))
        out.write('], "attachments": []}')
    return path


def rows_again(journal: Path, target: Path, tables: Sequence[str] = TABLES) -> Any:
    """Work that writes the rows of `journal` into an empty one by executemany, with all indexes on."""
    source = engines.connect(journal, None, read_only=True)
    kept = {name: source.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
    source.close()
    create_services(target).journal.close()

    def write() -> None:
        raw = engines.connect(target, None, read_only=False)
        raw.execute("BEGIN IMMEDIATE")
        for name, rows in kept.items():
            if rows:
                places = ", ".join("?" * len(rows[0]))
                raw.executemany(f"INSERT INTO {name} VALUES ({places})", rows)
        raw.execute("COMMIT")
        raw.close()

    return write


def _write_notes(folder: Path, count: int) -> None:
    words = Words(4)
    folder.mkdir()
    for number in range(count):
        day = _FIRST + dt.timedelta(days=number)
        head = f"---\ntitle: {words.sentence(5)[:-1]}\ndate: {day.isoformat()}\ntags: [one, topic {number % 9}]\n---\n"
        (folder / f"{number:06}.md").write_text(f"{head}\n# Notes\n\n{words.text(120)}\n", "utf-8")


def _parse(folder: Path) -> None:
    parser = MarkdownIt()
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in sorted(folder.iterdir()):
        _, head, body = path.read_text("utf-8").split("---\n", 2)
        yaml.load(head, Loader=loader)  # noqa: S506 - a safe loader, the faster one
        parser.parse(body)


def _few(folder: Path, entries: int) -> Path:
    path = folder / "few.mentorjournal"
    services = create_services(path)
    importing.run(services.journal, _told(folder / "few.json", max(10, entries // 10)))
    services.journal.close()
    return path


def _peak(journal: Path, folder: Path) -> float:
    target = folder / f"{journal.stem}-out.json"
    command = [sys.executable, "-c", _PEAK, str(journal), str(target)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
