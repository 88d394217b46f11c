"""A packet of somebody else is opened in one's own journal, read there and answered."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from mentorjournal.errors import ImportRefused, InvalidRecord
from mentorjournal.interchange.packet_file import open_packet, read_bytes
from mentorjournal.interchange.packet_json import answer_from, answer_plain, contents_plain
from mentorjournal.interchange.packet_plain import Answer, Contents
from mentorjournal.model.types import Attachment, Packet, Person
from mentorjournal.services.forms.taking import known_person
from mentorjournal.services.handing_out import Handed, HandingOut
from mentorjournal.services.packets.keys import identity_of, own_key, whose
from mentorjournal.services.packets.making import kept_object, refuse_target, stored_contents
from mentorjournal.services.packets.putting import put_file
from mentorjournal.services.packets.reading import sealed_answer
from mentorjournal.services.packets.said_by import named_by_key
from mentorjournal.services.packets.values import Looked, Opened
from mentorjournal.services.reporting.gather import read_owner
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.tables import columns
from mentorjournal.storage.writer import Writer

SOURCE: Final = "packet:"
CHANGED_KEY: Final = "{0} has another key in your journal than this packet. Compare the fingerprint by voice before you answer."
IN_TRASH: Final = "It is in your trash already; take it out from there to read it."


def look(database: Database, path: Path, passphrase: str = "") -> Looked:
    """What a file is. Changes nothing. Raises ImportRefused."""
    with database.reading_all() as reader:
        said = open_packet(read_bytes(path), identity=identity_of(reader), passphrase=passphrase).said
        known = _kept(reader, said.id) is not None
        if isinstance(said, Contents):
            return Looked("review", said.author, said, None, known)
        sent = reader.peek(said.to)
        out = sent if isinstance(sent, Packet) else None
        author = said.author or named_by_key(reader, out.person if out else None, said.author_key)
        return Looked("answer", author, None, out, known)


def open_in(database: Database, path: Path, passphrase: str = "", *, origin: str = "") -> Opened:
    """Keep a packet to read, as one step; the same one again changes nothing.

    Its records stay inside it: none becomes a record of this journal. Raises ImportRefused, ReadOnlyJournal.
    """
    data = read_bytes(path)
    with database.reading_all() as reader:
        opened = open_packet(data, identity=identity_of(reader), passphrase=passphrase)
        contents = opened.said
        if not isinstance(contents, Contents):
            raise ImportRefused(
                f"{path.name} is an answer to a packet: merge it instead. Nothing was changed."
            )
        if isinstance(reader.peek(contents.id), Packet):
            raise ImportRefused(f"{path.name} was made in this very journal. Nothing was changed.")
        kept = _kept(reader, contents.id)
        person, key = _maker(reader, contents)
        notes = _notes(kept, person, key)
    if kept is not None:
        return Opened(kept, stored_contents(kept), new=False, key=key, notes=notes)
    with database.writing("Open a review packet", origin=origin) as change:
        today = change.now.astimezone().date()
        made = contents.made_at.astimezone()
        packet = Packet(
            title=contents.title or (f"Review for {contents.author}" if contents.author else "Review"),
            date=made.date(),
            at=made.time().replace(second=0, microsecond=0, tzinfo=None),
            direction="in",
            person=person.id if person is not None and key != "changed" else None,
            author=contents.author,
            author_key=contents.author_key,
            purpose=contents.purpose,
            file_name=path.name,
            sha256=hashlib.sha256(data).hexdigest(),
            opened_on=today,
            source_id=SOURCE + contents.id,
            contents=json.dumps(contents_plain(contents), ensure_ascii=False),
            attachments=tuple(_files(change, contents, opened.files)),
        )
        return Opened(change.put(packet), contents, new=True, key=key, notes=notes)


def _kept(reader: Reader, packet_id: str) -> Packet | None:
    found = reader.ids_of_sources([SOURCE + packet_id]).values()
    record = next(iter(reader.many(found).values()), None)
    return record if isinstance(record, Packet) else None


def _maker(reader: Reader, contents: Contents) -> tuple[Person | None, str]:
    """Who made a packet, as far as this journal knows, and how its key stands to theirs."""
    if not contents.author_key:
        return None, "none"
    if (person := whose(reader, contents.author_key)) is not None:
        return person, "known"
    named = reader.peek(known_person(reader, contents.author) or "")
    if isinstance(named, Person):
        return named, "changed" if named.packet_key else "new"
    return None, "new"


def _notes(kept: Packet | None, person: Person | None, key: str) -> tuple[str, ...]:
    changed = (CHANGED_KEY.format(person.title),) if person is not None and key == "changed" else ()
    return (*changed, *((IN_TRASH,) if kept is not None and kept.deleted_at is not None else ()))


def _files(change: Writer, contents: Contents, bodies: Mapping[str, bytes]) -> list[str]:
    made = []
    for one in contents.files:
        if one.sha256 in bodies:
            sha256 = change.put_blob(bodies[one.sha256])
            file = Attachment(
                title=one.name, sha256=sha256, size=len(bodies[one.sha256]), media_type=one.media_type
            )
            made.append(change.put(file).id)
    return made


def draft_of(packet: Packet) -> Answer:
    """The answer being written; an empty one where none is."""
    return answer_from(kept_object(packet.draft)) if packet.draft else Answer()


def keep_draft(database: Database, packet_id: str, answer: Answer, *, origin: str = "") -> Packet:
    """Keep what is being answered; edits of one sitting are one step. Raises NotFound, InvalidRecord."""
    with database.writing("Answer a review packet", origin=origin, sitting=True) as change:
        packet = _came(change, packet_id)
        return change.put(replace(packet, draft=json.dumps(answer_plain(answer), ensure_ascii=False)))


def answer(database: Database, packet_id: str, target: Path, *, force: bool = False) -> Packet:
    """Write the answer packet of the kept draft, and note that it left.

    Raises NotFound, InvalidRecord where nothing is answered, StorageFailed, ReadOnlyJournal.
    """
    database.refuse_read_only("Answer a review packet")
    refuse_target(database, target, force=force)
    own = own_key(database)
    made = database.clock()
    with database.reading_all() as reader:
        packet = _came(reader, packet_id)
        number = int(packet.number or 0) + 1
        author = read_owner(reader).name
    contents = stored_contents(packet)
    data = sealed_answer(contents, draft_of(packet), author, number=number, made_at=made, key=own.public)

    def keep(label: str, number: float | None, day: dt.date | None) -> Packet:
        with database.writing(label, kind="log") as change:
            return change.put(replace(change.get(Packet, packet_id), number=number, answered_on=day))

    stored = put_file(
        target,
        data,
        lambda: keep("Send an answer", number, made.astimezone().date()),
        lambda: keep("The answer was not written", packet.number, packet.answered_on),
    )
    HandingOut(database).note_saved(
        Handed(
            document="packet-answer",
            title=stored.title,
            file_name=target.name,
            sha256=hashlib.sha256(data).hexdigest(),
            for_whom=stored.author,
            locked=True,
            records=(stored.id,),
        )
    )
    return stored


def _came(reader: Reader, packet_id: str) -> Packet:
    packet = reader.get(Packet, packet_id)
    if packet.direction != "in":
        raise InvalidRecord(
            "Only a packet that came from somebody else can be answered. Nothing was changed."
        )
    return packet


def came_in(reader: Reader) -> tuple[Packet, ...]:
    """Every packet that came to be read, the newest first."""
    return reader.find(Packet, columns(Packet).direction == "in")
