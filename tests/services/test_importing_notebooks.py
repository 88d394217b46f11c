"""Notes of Joplin and Evernote in a journal: once, in one step, with their files, tags and ticks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorjournal.model.types import ActionItem, Attachment, Reflection, Tag
from mentorjournal.services import importing
from mentorjournal.services.history import History
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create
from tests.interchange.made_exports import PNG, enex, ident, jex, joplin_item, md5, note, resource
from tests.services.test_importing import everything, of_type


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Database]:
    with create(tmp_path / "mine.journal") as database:
        yield database


def test_a_joplin_export_comes_in_once_and_goes_in_one_step(journal: Database, tmp_path: Path) -> None:
    path = jex(
        tmp_path / "a.jex",
        joplin_item(1, 1, "Aims", f"![](:/{ident(3)})", parent_id=ident(2)),
        joplin_item(2, 2, "Lab"),
        joplin_item(4, 3, "plot.png"),
        (f"resources/{ident(3)}.png", PNG),
        joplin_item(5, 5, "protocol"),
        joplin_item(6, 6, note_id=ident(1), tag_id=ident(5)),
        joplin_item(1, 7, "Send draft", is_todo=1, todo_completed=1_709_640_000_000),
    )
    before = everything(journal)
    importing.run(journal, importing.preview(journal, path))
    [reflection], [action] = of_type(journal, Reflection), of_type(journal, ActionItem)
    [attachment], [tag] = of_type(journal, Attachment), of_type(journal, Tag)
    assert f"![](attachment:{attachment.id})" in reflection.sections[0].text
    assert "notebook: Lab" in reflection.sections[1].text
    assert (reflection.tags, tag.title) == ((tag.id,), "protocol")
    assert action.done_on == dt.date(2024, 3, 5)
    again = importing.run(journal, importing.preview(journal, path))
    assert (again.imported, again.skipped) == (0, 2)
    History(journal).undo()
    assert everything(journal) == before


def test_an_attachment_of_evernote_is_kept_byte_by_byte(journal: Database, tmp_path: Path) -> None:
    path = tmp_path / "a.enex"
    data = PNG + bytes(range(256)) * 9_000
    path.write_bytes(
        enex(note(f'<en-media hash="{md5(data)}"/>', resource(data, "plot.png"), resource(PNG, "b.png")))
    )
    importing.run(journal, importing.preview(journal, path))
    first, second = sorted(of_type(journal, Attachment), key=lambda one: one.title, reverse=True)
    with journal.reading() as reader:
        assert b"".join(reader.blob(first.sha256)) == data
        assert b"".join(reader.blob(second.sha256)) == PNG
    [reflection] = of_type(journal, Reflection)
    assert set(reflection.attachments) == {first.id, second.id}
