"""Behind the veil of a shared screen nothing private or confidential can be read, by any query."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorjournal.errors import ReadOnlyJournal
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Attachment, Goal, Person, Reflection, Tag
from mentorjournal.storage import revisions
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create
from mentorjournal.storage.lists import search
from mentorjournal.storage.veil import VIEWS, VeiledDatabase

SECRET = "Quokka"
OPEN = "Wombat"


def entry(word: str, **values: object) -> Reflection:
    sections = (Section("text", "", f"{word} in the text"),)
    return Reflection(title=f"{word} page", date=dt.date(2026, 4, 1), sections=sections, **values)  # type: ignore[arg-type]


@pytest.fixture(params=["", "four calm otters"], ids=["plain", "encrypted"])
def whole(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    with create(tmp_path / "mine.journal", request.param) as journal:
        with journal.writing("Fill") as writer:
            tag = writer.put(Tag(title="Common tag"))
            person = writer.put(
                Person(
                    title="Ada Marsh", organisation="Ward 4", notes=f"{SECRET} notes", email="ada@example.org"
                )
            )
            hidden = writer.put(Person(title=f"{SECRET} Person", confidential=True))
            shared = {"visibility": "shared", "tags": (tag.id,), "people": (person.id, hidden.id)}
            writer.put(entry(OPEN, **shared))
            writer.put(entry(SECRET, tags=(tag.id,)))
            writer.put(entry(SECRET, visibility="exportable", confidential=True))
            writer.put(Goal(title=f"{SECRET} goal"))
            writer.put(Attachment(title=f"{SECRET}.pdf", sha256=writer.put_blob([SECRET.encode()])))
            writer.set_meta("draft", f"{SECRET} draft")
            writer.set_meta("owner", {"name": "Mentee"})
        yield journal


@pytest.fixture
def veiled(whole: Database) -> Iterator[VeiledDatabase]:
    made = VeiledDatabase(whole)
    yield made
    made.close()


def everything(database: Database) -> str:
    """Every value of every table and view that a query without a schema's name meets."""
    with database.reading() as reader:
        read = reader.connection.exec_driver_sql
        names = [row[0] for row in read("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        ours = [name for name in names if not name.startswith(("sqlite_", "search_", "alembic"))]
        found = [
            repr(read(f"SELECT * FROM {name}").all()) for name in (*ours, "search_doc") if name != "search"
        ]
    return "\n".join(found)


def test_no_table_shows_a_private_word(whole: Database, veiled: VeiledDatabase) -> None:
    assert SECRET in everything(whole)
    seen = everything(veiled)
    assert SECRET not in seen
    assert SECRET.encode().hex() not in seen
    assert "ada@example.org" not in seen
    assert all(word in seen for word in (OPEN, "Ada Marsh", "Ward 4", "Common tag", "Mentee"))


def test_every_table_with_text_has_a_view(whole: Database) -> None:
    with whole.reading() as reader:
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        tables = set(reader.connection.exec_driver_sql(query).scalars())
    without = {name for name in tables if not any(f" {name} AS" in view for view in VIEWS)}
    # The parts of the index are read through `search` alone, beside search_doc.
    allowed = {"alembic_version", *(name for name in without if name.startswith("search"))}
    assert without <= allowed


def test_search_and_history_do_not_quote_it(whole: Database, veiled: VeiledDatabase) -> None:
    types = ("reflection", "goal", "person")
    with whole.reading() as reader:
        assert search(reader, SECRET, types, 50)
    with veiled.reading() as reader:
        hits = search(reader, SECRET, types, 50)
        assert search(reader, "marsh", types, 50) == ()
        assert [hit.row.title for hit in search(reader, OPEN, types, 50)] == [f"{OPEN} page"]
        history = revisions.since(reader, dt.datetime(2000, 1, 1, tzinfo=dt.UTC))
    assert hits == ()
    assert {version.after.title for version in history if version.after} == {f"{OPEN} page", "Common tag"}


def test_a_shared_page_shows_no_link_to_what_is_hidden(veiled: VeiledDatabase) -> None:
    with veiled.reading() as reader:
        (page,) = reader.find(Reflection)
        names = reader.titles(page.people)
    assert set(names.values()) == {"Ada Marsh"}
    assert len(page.people) == 1


def test_it_is_not_written_and_leaves_the_journal_open(whole: Database, veiled: VeiledDatabase) -> None:
    with pytest.raises(ReadOnlyJournal, match="screen is shared"), veiled.writing("Edit"):
        pass
    veiled.close()
    with whole.writing("Edit") as writer:
        writer.put(entry("Another", visibility="shared"))


def test_what_is_written_meanwhile_is_seen_at_once(whole: Database, veiled: VeiledDatabase) -> None:
    with whole.writing("New") as writer:
        writer.put(Goal(title="New aim", visibility="shared"))
    with veiled.reading() as reader:
        assert [goal.title for goal in reader.find(Goal)] == ["New aim"]


def test_behind_the_veil_everything_can_be_read_where_it_is_asked(veiled: VeiledDatabase) -> None:
    with veiled.reading_all() as reader:
        assert len(reader.find(Reflection)) == 3


def test_a_version_that_was_private_stays_hidden_when_the_record_is_shared(
    whole: Database, veiled: VeiledDatabase
) -> None:
    with whole.writing("New") as writer:
        page = writer.put(Goal(title=f"{SECRET} then"))
    with whole.writing(f"Say who it was: {SECRET} Person") as writer:
        writer.put(dataclasses.replace(page, title="Clean", visibility="shared"))
    with whole.writing("Edit goal") as writer:
        writer.put(dataclasses.replace(page, title="Cleaner", visibility="shared"))
    with veiled.reading() as reader:
        found = revisions.versions(reader, page.id)
        labels = reader.connection.exec_driver_sql("SELECT label FROM change").scalars().all()
    assert [version.after.title for version in found if version.after] == ["Cleaner"]
    assert "Say who it was" in labels
    assert not [label for label in labels if SECRET in label]
