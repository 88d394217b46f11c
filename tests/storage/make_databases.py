"""Freezes the schema in force: `python -m tests.storage.make_databases` before a release, never after it.

Writes the SQL of its migration, where that is the first, and the databases that later versions must open.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path

from mentorjournal.model.plain import to_plain
from mentorjournal.model.types import RECORD_TYPES, Attachment
from mentorjournal.storage import journal_file, migrate, schema
from mentorjournal.storage.backup import backup
from mentorjournal.storage.keys import derive, read_head
from tests.storage.sample import BYTES, PASSPHRASE, WHEN, sample_record

DATA = Path(__file__).parents[1] / "data" / "databases"
FIRST = migrate.MIGRATIONS / "versions" / "0001_first.sql"
NAME = f"schema-{schema.SCHEMA_VERSION}"


def freeze_first(fresh: Path) -> None:
    """Write the statements that made `fresh`, in the order they were given."""
    with journal_file.open_journal(fresh, read_only=True) as journal, journal.reading() as reader:
        rows = reader.connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
            "AND name NOT LIKE 'search\\_%' ESCAPE '\\' AND name <> 'alembic_version' "
            "OR name = 'search_doc' OR type = 'trigger' ORDER BY rowid"
        )
        statements = [
            "\n".join(line.replace("\t", "    ").rstrip() for line in row[0].splitlines()) for row in rows
        ]
    FIRST.write_text("\n;\n".join(statements) + "\n", encoding="utf-8")


def fill(path: Path, passphrase: str) -> None:
    """A journal with one record of every type, linked to each other, one edited, and one file."""
    with journal_file.create(path, passphrase, clock=lambda: WHEN) as journal:
        records = {name: sample_record(cls) for name, cls in RECORD_TYPES.items()}
        with journal.writing("Everything at once", kind="import") as writer:
            sha256 = writer.put_blob(BYTES)
            attachment = Attachment(
                id=records["attachment"].id, title="grid.bin", sha256=sha256, size=len(BYTES), created_at=WHEN
            )
            for record in (*records.values(), *records.values(), attachment):
                writer.put(record, keep_stamps=True)
            writer.set_meta("owner", {"name": "Amara Okafor"})
        with journal.writing("Edit tag") as writer:
            writer.put(sample_record(RECORD_TYPES["tag"]).__class__(id=records["tag"].id, title="Résumé"))


def main() -> None:
    """Make everything anew."""
    with tempfile.TemporaryDirectory() as folder:
        for name, passphrase in ((NAME, ""), (f"{NAME}-encrypted", PASSPHRASE)):
            made = Path(folder) / f"{name}.journal"
            fill(made, passphrase)
            key = derive(passphrase, read_head(made).salt) if passphrase else None
            backup(made, key, DATA / made.name, replace=True)
        if schema.SCHEMA_VERSION == 1:
            freeze_first(Path(folder) / f"{NAME}.journal")
        plain = Path(folder) / f"{NAME}.journal"
        with journal_file.open_journal(plain, read_only=True) as journal, journal.reading() as reader:
            found = reader.many(sample_record(cls).id for cls in RECORD_TYPES.values())
        expected = {
            "sha256": hashlib.sha256(BYTES).hexdigest(),
            "records": [to_plain(r) for r in found.values()],
        }
        (DATA / f"{NAME}.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
