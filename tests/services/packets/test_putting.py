"""A file of a packet and what the journal notes of it are both there, or neither."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from mentorjournal.errors import StorageFailed
from mentorjournal.model.types import Manifest
from mentorjournal.services.packets.plain import Answer
from mentorjournal.services.packets.values import Choice
from tests.services.packets.conftest import Pair


@pytest.mark.parametrize("broken", ["commit", "name"])
def test_where_the_journal_or_the_disk_refuses_neither_has_the_packet_nor_its_answer(
    pair: Pair, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    entry, older = pair.entry(), pair.folder / "older.age"
    older.write_bytes(b"an older packet")
    came = pair.mentor.packets.open(pair.sent(records=(entry.id,))).packet
    pair.mentor.packets.keep_draft(came.id, Answer(texts={(entry.id, "title", ""): "Day"}))
    before = [one.packet for one in pair.mentee.packets.all()], pair.mentor.packets.all()

    def refuse(*_: object) -> None:
        if broken == "commit":
            raise sa.exc.OperationalError("COMMIT", {}, sqlite3.OperationalError("database or disk is full"))
        raise OSError(errno.EACCES, "Permission denied")

    choice = Choice(person=pair.mentor_id, records=(entry.id,))
    if broken == "commit":
        sa.event.listen(sa.Engine, "commit", refuse)
    else:
        monkeypatch.setattr(Path, "replace", refuse)
    try:
        with pytest.raises(StorageFailed):
            pair.mentee.packets.make(choice, older, force=True)
        with pytest.raises(StorageFailed):
            pair.mentor.packets.answer(came.id, older, force=True)
    finally:
        if broken == "commit":
            sa.event.remove(sa.Engine, "commit", refuse)
    assert older.read_bytes() == b"an older packet"
    assert not list(pair.folder.glob("*.part"))
    assert ([one.packet for one in pair.mentee.packets.all()], pair.mentor.packets.all()) == before
    assert [len(side.records.all(Manifest)) for side in (pair.mentee, pair.mentor)] == [1, 0]
