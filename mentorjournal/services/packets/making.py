"""A packet is made: what was chosen, as it may leave, encrypted to one reader, and noted."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from mentorjournal.errors import InvalidRecord, StorageFailed
from mentorjournal.interchange import age_keys
from mentorjournal.interchange.packet_file import fingerprint_of, packed
from mentorjournal.interchange.packet_json import contents_from, contents_plain
from mentorjournal.interchange.packet_plain import Asked, Contents, Form, FormPart, Told
from mentorjournal.model.ids import new_id
from mentorjournal.model.record import Record
from mentorjournal.model.types import ActionItem, Agreement, Comment, Packet, Person, Question
from mentorjournal.services.handing_out import Handed, HandingOut
from mentorjournal.services.outgoing import refuse_own_files
from mentorjournal.services.packets.allowed import REASONS, Allowed
from mentorjournal.services.packets.keys import own_key
from mentorjournal.services.packets.leaving import Redaction, chosen
from mentorjournal.services.packets.leaving_files import Leaving, files_of
from mentorjournal.services.packets.putting import KEPT, put_file
from mentorjournal.services.packets.values import Choice
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader, linked_to_any

COMMENT_SOURCE: Final = "comment:"


def make(
    database: Database, choice: Choice, target: Path, *, passphrase: str = "", force: bool = False
) -> Packet:
    """Write the packet to `target`, keep that it was sent, and note that it left.

    Raises InvalidRecord where nothing was chosen, what was chosen may not leave, or there is no key;
    StorageFailed where the file is there already, belongs to the journal, or cannot be written; ReadOnlyJournal.
    """
    database.refuse_read_only("Make a review packet")
    refuse_target(database, target, force=force)
    own = own_key(database)
    now = database.clock()
    with database.reading_all() as reader:
        contents, files, redaction = gathered(reader, choice, own.public, now)
        key = "" if passphrase else key_for(reader, choice.person)
        data = age_keys.seal(packed(_as_sent(contents), files), public=key, passphrase=passphrase)
        for_whom = redaction.names.shown(choice.person) or choice.for_whom
    packet = Packet(
        id=contents.id,
        title=contents.title,
        date=now.astimezone().date(),
        at=now.astimezone().time().replace(second=0, microsecond=0, tzinfo=None),
        direction="out",
        person=choice.person or None,
        relationship=choice.relationship or None,
        author=contents.author,
        author_key=own.public,
        purpose=choice.purpose,
        file_name=target.name,
        sha256=hashlib.sha256(data).hexdigest(),
        fingerprint=age_keys.fingerprint(key),
        sent_on=now.astimezone().date(),
        contents=json.dumps(contents_plain(contents), ensure_ascii=False),
    )

    # Undo passes both over, as the note of what left: a file that is out cannot be taken back.
    def keep() -> Packet:
        with database.writing("Make a review packet", kind="log") as change:
            return change.put(packet)

    def take_back() -> None:
        with database.writing("The packet was not written", kind="log") as change:
            change.erase(packet.id)

    stored = put_file(target, data, keep, take_back)
    HandingOut(database).note_saved(
        Handed(
            document="packet",
            title=stored.title or stored.LABEL,
            file_name=target.name,
            sha256=stored.sha256,
            purpose=choice.purpose,
            for_whom=for_whom,
            locked=True,
            records=tuple(one.id for one in contents.records),
            people=redaction.names.appearances(),
        )
    )
    return stored


def _as_sent(contents: Contents) -> Contents:
    # The hash of a text before names and words were taken out would prove a guess of them right.
    records = tuple(replace(one, revision=fingerprint_of(dict(one.plain))) for one in contents.records)
    return replace(contents, records=records)


def refuse_target(database: Database, target: Path, *, force: bool) -> None:
    """Raise StorageFailed where a file may not be written there."""
    refuse_own_files(database, target, KEPT)
    if not target.name or not target.parent.is_dir():
        raise StorageFailed(f"There is no folder {target.parent}. {KEPT} Make the folder first.")
    if target.exists() and (target.is_dir() or not force):
        raise StorageFailed(
            f"{target.name} is already there and was left as it is. {KEPT} Choose another name."
        )


def key_for(reader: Reader, person_id: str) -> str:
    """The key of a person. Raises InvalidRecord where there is none."""
    person = reader.peek(person_id) if person_id else None
    if isinstance(person, Person) and person.packet_key:
        return person.packet_key
    whom = f"{person.title}" if person else "the reader"
    raise InvalidRecord(
        f"There is no key of {whom} yet. {KEPT} Ask for it and keep it with the person, or choose a passphrase."
    )


def gathered(
    reader: Reader, choice: Choice, public: str, now: dt.datetime
) -> tuple[Contents, dict[str, bytes], Redaction]:
    """What the packet holds, and the bytes of its files. Raises InvalidRecord where it would hold nothing, or
    something that was chosen may not leave."""
    going, staying = chosen(reader, choice)
    if staying:
        said = "; ".join(f"{title}: {why}" for title, why in staying[:5])
        raise InvalidRecord(f"Not everything that was chosen may leave. {said} {KEPT}")
    redaction = Redaction(reader, choice)
    together = frozenset(record.id for record in going)
    questions = tuple(_questions(reader, choice, redaction))
    if not (going or questions or choice.form):
        raise InvalidRecord(f"Choose at least one record or question. {KEPT}")
    _check_kinds(going, choice)
    leaving = files_of(reader, going, redaction) if choice.files else Leaving()
    contents = Contents(
        id=new_id(),
        made_at=now,
        author=redaction.owner,
        author_key=public,
        for_whom=redaction.names.shown(choice.person) or redaction.text(choice.for_whom),
        title=redaction.text(choice.title),
        purpose=redaction.text(choice.purpose),
        records=tuple(redaction.sent(record, together) for record in going),
        questions=questions,
        form=_form(choice.form, redaction),
        agreement=choice.agreement,
        actions=choice.actions,
        comments=tuple(_earlier(reader, together, choice, redaction)),
        files=tuple(leaving.files),
    )
    return contents, leaving.bodies, redaction


def beside(reader: Reader, choice: Choice) -> Iterator[str]:
    """Every text that leaves beside the records, as it stands in the journal."""
    yield from (choice.title, choice.purpose, choice.for_whom)
    for asked in choice.questions:
        record = reader.peek(asked)
        yield from (record.title, record.detail) if isinstance(record, Question) else (asked,)
    if choice.form is not None:
        yield from (choice.form.title, choice.form.on_what, *(part.heading for part in choice.form.parts))
    for one in _talked_of(reader, frozenset(choice.wanted), choice):
        yield from (one.quote, one.text, one.reply)


def _check_kinds(going: Iterable[Record], choice: Choice) -> None:
    kinds = {record.id: type(record) for record in going}
    signed = not choice.agreement or kinds.get(choice.agreement) is Agreement
    if not signed or any(kinds.get(key) is not ActionItem for key in choice.actions):
        raise InvalidRecord(f"Only an agreement can be signed, and only action items can be ticked. {KEPT}")


def _questions(reader: Reader, choice: Choice, redaction: Redaction) -> Iterable[Asked]:
    allowed = Allowed(reader, choice)
    for number, asked in enumerate(choice.questions, 1):
        record = reader.peek(asked)
        if not isinstance(record, Question):
            if asked.strip():
                yield Asked(f"own-{number}", redaction.text(asked.strip()))
            continue
        if why := allowed.why_not([record])[record.id]:
            raise InvalidRecord(f"The question “{record.title}” may not leave. {REASONS[why]} {KEPT}")
        yield Asked(record.id, redaction.text("\n\n".join(filter(None, (record.title, record.detail)))))


def _form(form: Form | None, redaction: Redaction) -> Form | None:
    if form is None:
        return None
    parts = tuple(FormPart(part.tag, redaction.text(part.heading)) for part in form.parts)
    return replace(form, title=redaction.text(form.title), on_what=redaction.text(form.on_what), parts=parts)


def _talked_of(reader: Reader, together: frozenset[str], choice: Choice) -> Iterator[Comment]:
    found = reader.find(Comment, linked_to_any("about", together)) if together and choice.person else ()
    for one in found:
        if one.person == choice.person and not one.confidential and one.about is not None:
            yield one


def _earlier(
    reader: Reader, together: frozenset[str], choice: Choice, redaction: Redaction
) -> Iterable[Told]:
    """Comments of the same person on these records, with what was replied, so that a review goes on."""
    for one in _talked_of(reader, together, choice):
        own = one.source_id.removeprefix(COMMENT_SOURCE).rpartition(":")[2]
        quote, text, reply = map(redaction.text, (one.quote, one.text, one.reply))
        spot = (one.about or "", one.part, one.section)
        yield Told(
            own or one.id, *spot, quote, text, redaction.text(one.author), reply, one.resolved_on is not None
        )


def stored_contents(packet: Packet) -> Contents:
    """What a kept packet holds. Raises ImportRefused where that was damaged."""
    return contents_from(kept_object(packet.contents))


def kept_object(text: str) -> dict[str, Any]:
    """A JSON object that the journal keeps; an empty one for nothing."""
    found = json.loads(text or "{}")
    return found if isinstance(found, dict) else {}
