"""Review packets: chosen records go to one reader as one encrypted file, and what they answer comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from mentorjournal.errors import InvalidRecord
from mentorjournal.interchange import age_keys
from mentorjournal.interchange.packet_plain import Answer, Contents, passages, text_at, with_text
from mentorjournal.model.record import Record
from mentorjournal.model.types import Comment, Packet, Person
from mentorjournal.services.packets import keys, leaving, making, merged_marks, merging, opening
from mentorjournal.services.packets.merged_comments import Placing, comments_on
from mentorjournal.services.packets.named_again import with_names
from mentorjournal.services.packets.values import (
    Candidate,
    Choice,
    Looked,
    Merged,
    Opened,
    OwnKey,
    PacketCard,
    PacketReview,
    Placed,
)
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader, linked_to_any
from mentorjournal.storage.tables import columns


class Packets:
    """What a person does with review packets. `origin` is the token of the page that asks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Keys

    def key(self) -> OwnKey:
        """This journal's public key, made at the first need. Raises ReadOnlyJournal where it cannot be made."""
        return keys.own_key(self._database)

    @staticmethod
    def fingerprint(public: str) -> str:
        """Six groups of five digits to read aloud; "" for no key."""
        return age_keys.fingerprint(public)

    @staticmethod
    def checked_fingerprint(public: str) -> str:
        """The fingerprint of what was typed as a key. Raises InvalidRecord where it is none."""
        return age_keys.fingerprint(age_keys.checked(public))

    def keep_key(
        self, person_id: str, public: str, *, compared_on: dt.date | None = None, origin: str = ""
    ) -> Person:
        """Keep a person's key, and the day both compared its fingerprint; "" forgets it.

        Raises NotFound, and InvalidRecord where it is no key.
        """
        with self._database.writing("Keep a key", origin=origin) as change:
            return keys.keep_key(change, person_id, public, compared_on)

    # Out

    def candidates(self, choice: Choice | None = None) -> tuple[Candidate, ...]:
        """What may go into a packet for the person and the relationship of `choice`, and what may not, and why."""
        with self._database.reading() as reader:
            return tuple(leaving.candidates(reader, choice or Choice()))

    def review(self, choice: Choice) -> PacketReview:
        """What would leave, word for word, and who and what in it asks for a look."""
        with self._database.reading() as reader:
            return leaving.review(reader, choice, tuple(making.beside(reader, choice)))

    def preview(self, choice: Choice) -> Contents:
        """The packet as it would leave, word for word; changes nothing. Raises InvalidRecord as `make`."""
        with self._database.reading_all() as reader:
            return making.gathered(reader, choice, "", self._database.clock())[0]

    def sealed_for(self, choice: Choice) -> str:
        """The fingerprint of the key the packet would be encrypted to; "" where the person has none."""
        with self._database.reading() as reader:
            person = reader.peek(choice.person) if choice.person else None
        return age_keys.fingerprint(person.packet_key) if isinstance(person, Person) else ""

    def make(self, choice: Choice, target: Path, *, passphrase: str = "", force: bool = False) -> Packet:
        """Write a packet, encrypted to the person's key or to a passphrase. Raises as `making.make`."""
        return making.make(self._database, choice, target, passphrase=passphrase, force=force)

    # In

    def look(self, path: Path, passphrase: str = "") -> Looked:
        """What a file is; changes nothing. Raises ImportRefused."""
        return opening.look(self._database, path, passphrase)

    def open(self, path: Path, passphrase: str = "", *, origin: str = "") -> Opened:
        """Keep a packet of somebody else to read and answer, once. Raises ImportRefused, ReadOnlyJournal."""
        return opening.open_in(self._database, path, passphrase, origin=origin)

    def contents(self, packet_id: str) -> Contents:
        """What a kept packet holds. Raises NotFound."""
        with self._database.reading() as reader:
            return making.stored_contents(reader.get(Packet, packet_id))

    def draft(self, packet_id: str) -> Answer:
        """The answer being written. Raises NotFound."""
        with self._database.reading() as reader:
            return opening.draft_of(reader.get(Packet, packet_id))

    def keep_draft(self, packet_id: str, answer: Answer, *, origin: str = "") -> Packet:
        """Keep the answer being written; edits of one sitting are one step. Raises NotFound, InvalidRecord."""
        return opening.keep_draft(self._database, packet_id, answer, origin=origin)

    def answer(self, packet_id: str, target: Path, *, force: bool = False) -> Packet:
        """Write the answer packet. Raises as `opening.answer`."""
        return opening.answer(self._database, packet_id, target, force=force)

    def rehearse(self, path: Path, passphrase: str = "", *, theirs: bool = False) -> Merged:
        """What merging a file would do; changes nothing. Raises as `merge`."""
        return merging.rehearse(self._database, path, passphrase, theirs=theirs)

    def merge(self, path: Path, passphrase: str = "", *, theirs: bool = False, origin: str = "") -> Merged:
        """Take in an answer as one step, once. Raises ImportRefused, ReadOnlyJournal.

        `theirs` says that it is, whatever key it carries, so that what it signs or ticks counts.
        """
        return merging.merge(self._database, path, passphrase, theirs=theirs, origin=origin)

    # What there is

    def all(self, direction: str = "") -> tuple[PacketCard, ...]:
        """Every packet, or those of one direction, the newest first."""
        where = (columns(Packet).direction == direction,) if direction else ()
        with self._database.reading() as reader:
            found = reader.find(Packet, *where)
            names = reader.titles({one.person for one in found if one.person})
            ids = [one.id for one in found]
            every = reader.tally(Comment, "packet", ids)
            open_ = reader.tally(Comment, "packet", ids, columns(Comment).resolved_on.is_(None))
            came = reader.tally(Packet, "answers", ids)
        return tuple(
            PacketCard(
                one,
                names.get(one.person or "", "") or one.author,
                every.get(one.id, 0),
                open_.get(one.id, 0),
                came.get(one.id, 0),
            )
            for one in found
        )

    def comments(self, record_id: str) -> tuple[Placed, ...]:
        """The comments on a record, each with where its words stand now, in the order of the text."""
        with self._database.reading() as reader:
            record = reader.peek(record_id)
            found = comments_on(reader, record_id) if record is not None else ()
            return _placed(reader, record, found) if record is not None else ()

    def comments_of(self, packet_id: str) -> tuple[Comment, ...]:
        """Every comment that answers to a packet brought, the newest first."""
        with self._database.reading() as reader:
            return reader.find(Comment, linked_to_any("packet", [packet_id]))

    def reply(self, comment_id: str, text: str, *, origin: str = "") -> Comment:
        """Write an answer to a comment; it goes along with the next packet. Raises NotFound."""
        with self._database.writing("Reply to a comment", origin=origin, sitting=True) as change:
            comment = change.get(Comment, comment_id)
            today = change.now.astimezone().date()
            return change.put(replace(comment, reply=text, replied_on=today if text.strip() else None))

    def settle(self, comment_id: str, day: dt.date | None, *, origin: str = "") -> Comment:
        """Note that a comment is dealt with, or with None that it is not. Raises NotFound."""
        with self._database.writing(
            "Settle a comment" if day else "Open a comment again", origin=origin
        ) as change:
            return change.put(replace(change.get(Comment, comment_id), resolved_on=day))

    def take_suggestion(self, comment_id: str, *, origin: str = "") -> Record:
        """Put the words a comment suggests where its own stand, and settle it, as one step.

        A whole version takes the place of the text, with the names that were taken out for sending. Raises NotFound, and InvalidRecord where the words are not
        there exactly any more, or the record cannot be changed: nothing is guessed.
        """
        with self._database.writing("Take a suggestion", origin=origin) as change:
            comment = change.get(Comment, comment_id)
            record = change.peek(comment.about or "")
            if record is None or merged_marks.is_closed(record):
                raise InvalidRecord("What it is about cannot be changed any more. Nothing was changed.")
            text = _with_words(change, comment, record)
            changed = with_text(record, comment.part, comment.section, text)
            if changed is None:
                raise InvalidRecord("This place is not in the record any more. Nothing was changed.")
            change.put(replace(comment, resolved_on=change.now.astimezone().date()))
            return change.put(changed)


def _with_words(reader: Reader, comment: Comment, record: Record) -> str:
    if comment.kind == "version":
        return with_names(reader, comment, record)
    text = text_at(record, comment.part, comment.section)
    place = next((one.place for one in _placed(reader, record, (comment,))), None)
    if comment.kind != "suggestion" or place is None or not place.exact:
        raise InvalidRecord(
            "The words it is about were changed since. Nothing was changed; put them in yourself."
        )
    return text[: place.start] + comment.words + text[place.stop :]


def _placed(reader: Reader, record: Record, found: tuple[Comment, ...]) -> tuple[Placed, ...]:
    packets = reader.many({one.packet for one in found if one.packet})
    places = {
        key: Placing(making.stored_contents(one)) for key, one in packets.items() if isinstance(one, Packet)
    }
    made = []
    for one in found:
        place = places[one.packet or ""].of(one, record) if one.packet in places else None
        made.append(Placed(one, place, bool(one.quote.strip()) and place is None))
    order = {(one.part, one.section): at for at, one in enumerate(passages(record))}
    return tuple(sorted(made, key=lambda item: _standing(item, order)))


def _standing(item: Placed, order: Mapping[tuple[str, str], int]) -> tuple[bool, int, int, str]:
    """Where a comment comes among the others: by its text and its words there, those on the whole last."""
    one = item.comment
    return (
        item.place is None,
        order.get((one.part, one.section), len(order)),
        item.place.start if item.place is not None else 0,
        one.id,
    )
