"""An answer comes back: each thing it says goes to its place, once, and over nothing that the reader wrote."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange.packet_file import open_packet, read_bytes
from mentorjournal.interchange.packet_plain import (
    ANSWER,
    VERSION,
    Contents,
    Remark,
    Reply,
    Spot,
    text_at,
    with_text,
)
from mentorjournal.model.record import Record
from mentorjournal.model.types import Comment, Packet, Question
from mentorjournal.services.packets.keys import identity_of
from mentorjournal.services.packets.making import COMMENT_SOURCE, stored_contents
from mentorjournal.services.packets.merged_comments import CommentDesk, Placing
from mentorjournal.services.packets.merged_marks import DONE, HELD, NOT_SENT, is_closed, sign, tick
from mentorjournal.services.packets.opening import SOURCE
from mentorjournal.services.packets.said_by import key_words, named_by_key
from mentorjournal.services.packets.taken import Taken
from mentorjournal.services.packets.values import Merged
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.writer import Writer

LABEL: Final = "Take in a review"
STRANGER: Final = "This answers a packet that is not in this journal: it was made in another one, or deleted. Nothing was changed."
IN_TRASH: Final = "This answers a packet that is in the trash. Take it out first. Nothing was changed."
AGAIN: Final = "This answer is in the journal already. Nothing was changed."


class _Rehearsed(Exception):
    """Ends a rehearsal, so that nothing of it is kept."""


def rehearse(database: Database, path: Path, passphrase: str = "", *, theirs: bool = False) -> Merged:
    """What `merge` would do, by doing it and keeping nothing. Raises as `merge`."""
    found: list[Merged] = []

    def look(merged: Merged) -> None:
        found.append(merged)
        raise _Rehearsed

    with contextlib.suppress(_Rehearsed):
        return merge(database, path, passphrase, theirs=theirs, before_it_is_kept=look)
    return found[0]


def merge(
    database: Database,
    path: Path,
    passphrase: str = "",
    *,
    theirs: bool = False,
    origin: str = "",
    before_it_is_kept: Callable[[Merged], None] = lambda _: None,
) -> Merged:
    """Take in an answer as one step; the same one again changes nothing. Raises ImportRefused, ReadOnlyJournal.

    One that carries another key than the one kept of its writer signs, ticks and agrees to nothing, unless the reader says
    that it is `theirs`.
    """
    data = read_bytes(path)
    with database.reading_all() as reader:
        said = open_packet(data, identity=identity_of(reader), passphrase=passphrase).said
        if not isinstance(said, Reply):
            raise ImportRefused(
                f"{path.name} is a packet to be read, and no answer. Open it instead. Nothing was changed."
            )
        _answered(reader, said)
        known = reader.ids_of_sources([SOURCE + said.id])
        if known:
            kept = reader.get(Packet, next(iter(known.values())))
            return Merged(kept, changed=False, notes=(AGAIN,))
    with database.writing(LABEL, origin=origin) as change:
        merging = _Merging(change, _answered(change, said), said, theirs)
        merged = merging.done(path.name, hashlib.sha256(data).hexdigest())
        before_it_is_kept(merged)
        return merged


def _answered(reader: Reader, said: Reply) -> Packet:
    out = reader.peek(said.to)
    if not isinstance(out, Packet) or out.direction != "out":
        raise ImportRefused(STRANGER)
    if out.deleted_at is not None:
        raise ImportRefused(IN_TRASH)
    return out


@dataclass
class _Merging:
    """One answer going to its places, inside one change."""

    change: Writer
    out: Packet
    said: Reply
    theirs: bool
    notes: list[str] = field(default_factory=list)
    comments: int = 0
    answers: int = 0
    texts: int = 0
    twice: int = 0
    gone: int = 0
    held: bool = False
    into: list[str] = field(default_factory=list)

    def done(self, file_name: str, sha256: str) -> Merged:
        from mentorjournal.services.packets.merged_feedback import consent

        self.contents: Contents = stored_contents(self.out)
        self.taken = Taken.read(self.out.taken)
        self._places = Placing(self.contents)
        made = self.said.made_at.astimezone(dt.UTC)
        self.stamp = f"{self.said.number:05d} {made.isoformat()} {self.said.id}"
        self.today = self.change.now.astimezone().date()
        author = self.said.author or named_by_key(self.change, self.out.person, self.said.author_key)
        self._desk = CommentDesk(self.change, self.out, author, self.today)
        answer = self.said.answer
        for spot, text in answer.texts.items():
            self._text(spot, text)
        for remark in answer.comments:
            self._remark(remark)
        for question, text in answer.replies.items():
            self._reply(question, text)
        if any(map(str.strip, answer.feedback.values())):
            self._feedback()
        told, same = key_words(self.change, self.out.person, self.said.author_key)
        trusted = same or self.theirs
        asks = consent(self.change, self.contents, self.out, self.taken, self.stamp, answer, trusted=trusted)
        self._marks(told, same, asks=asks)
        self._desk.flush()
        today = self.today
        self.change.put(
            replace(self.change.get(Packet, self.out.id), taken=self.taken.written(), answered_on=today)
        )
        packet = self.change.put(
            Packet(
                title=self.out.title,
                date=made.astimezone().date(),
                direction="answer",
                person=self.out.person,
                relationship=self.out.relationship,
                answers=self.out.id,
                author=author,
                author_key=self.said.author_key,
                file_name=file_name,
                sha256=sha256,
                number=float(self.said.number),
                opened_on=today,
                source_id=SOURCE + self.said.id,
            )
        )
        counts = (self.comments, self.answers, self.texts, self.twice, self.gone)
        return Merged(packet, True, *counts, tuple(dict.fromkeys(self.notes)), self.held, tuple(self.into))

    def _text(self, spot: Spot, theirs: str) -> None:
        """A text that was changed there: merged by words, or kept beside."""
        record_id, part, section = spot
        sent = self.contents.sent(record_id)
        if sent is None or not any((one.part, one.section) == (part, section) for one in sent.passages()):
            self.notes.append(NOT_SENT)
            return
        had = self.change.peek(record_id)
        if (now := self._merge_text(spot, sent.text(part, section), theirs, had)) != had and now is not None:
            self.texts += 1
            self.into.append(f"“{now.title}”" if now.title else f"an {now.LABEL.lower()} without a title")

    def _merge_text(self, spot: Spot, base: str, theirs: str, record: Record | None) -> Record | None:
        key = "text:" + "/".join(spot)
        if not self.taken.is_new(key, self.stamp) or (theirs == base and key not in self.taken.items):
            return record
        _, part, section = spot
        open_ = record is not None and not is_closed(record)
        mine = text_at(record, part, section) if record is not None else ""
        after, both = self.taken.text(key, self.stamp, base, mine, theirs)
        changed = with_text(record, part, section, after) if record is not None and open_ else None
        if changed is not None:
            record = self.change.put(changed)
        else:
            self.taken.stayed_out(key)
        source = COMMENT_SOURCE + f"{self.out.id}:{key}"
        if both and changed is not None:
            self._desk.withdraw(source)
            return record
        self.twice += 1
        told = Comment(kind=VERSION, part=part, section=section, words=theirs)
        self._desk.put(source, told, spot[0], self._revision(spot[0]))
        return record

    def _remark(self, remark: Remark) -> None:
        sent = self.contents.sent(remark.record)
        read = self._places.read(remark.record)
        spots = {(one.part, one.section) for one in read} | {("", "")} if sent else set()
        if (remark.part, remark.section) not in spots:
            self.notes.append(NOT_SENT)
            return
        digest = hashlib.sha256(f"{remark.text}\0{remark.words}".encode()).hexdigest()
        key, stamp = f"comment:{remark.id}", f"{remark.edited} {digest}"
        if not self.taken.is_new(key, stamp):
            return
        self.taken.note(key, stamp)
        anchor = remark.anchor
        told = Comment(
            kind=remark.kind,
            part=remark.part,
            section=remark.section,
            quote=anchor.quote,
            before=anchor.before,
            after=anchor.after,
            start=float(anchor.start),
            text=remark.text,
            words=remark.words,
        )
        kept = self._desk.put(
            f"{COMMENT_SOURCE}{self.out.id}:{remark.id}", told, remark.record, self._revision(remark.record)
        )
        self.comments += 1
        record = self.change.peek(remark.record)
        if anchor.quote and (record is None or self._places.of(kept, record) is None):
            self.gone += 1

    def _reply(self, question: str, text: str) -> None:
        asked = next((one for one in self.contents.questions if one.id == question), None)
        if asked is None:
            self.notes.append(NOT_SENT)
            return
        record = self.change.peek(question)
        if isinstance(record, Question):
            had = record.answer
            found = self._merge_text((question, "answer", ""), "", text, record)
            if isinstance(found, Question) and found.answer.strip() and found.answer != had:
                self.answers += 1
                if found.answered_on is None:
                    self.change.put(replace(found, answered_on=self.today))
            return
        key = f"reply:{question}"
        if text.strip() and self.taken.is_new(key, self.stamp):
            self.taken.note(key, self.stamp)
            self._desk.put(
                f"{COMMENT_SOURCE}{self.out.id}:{key}",
                Comment(kind=ANSWER, quote=asked.text, text=text),
                "",
                "",
            )
            self.answers += 1

    def _feedback(self) -> None:
        from mentorjournal.services.packets.merged_feedback import feedback_for

        form = self.contents.form
        if form is None:
            self.notes.append(NOT_SENT)
            return
        record = feedback_for(self.change, self.out, form, self.said, self.today)
        known = {part.tag for part in form.parts}
        for tag, text in self.said.answer.feedback.items():
            if tag in known:
                key: Spot = (record.id, "sections", tag)
                now = self.change.peek(record.id)
                before = text_at(now, "sections", tag) if now is not None else ""
                after = self._merge_text(key, "", text, now)
                self.answers += after is not None and text_at(after, "sections", tag) != before

    def _marks(self, told: str, same: bool, *, asks: bool) -> None:
        """What is signed, ticked and agreed to, and what is known of the key."""
        answer = self.said.answer
        marks = bool(answer.done) or answer.agreed_on is not None or asks
        self.held = marks and not (same or self.theirs)
        self.notes += [told] if told and (marks or not same) else []
        if self.held:
            self.notes.append(HELD)
            return
        for action, day in answer.done.items():
            self._marked(tick(self.change, self.contents, self.taken, self.stamp, action, day))
        if answer.agreed_on is not None:
            self._marked(sign(self.change, self.contents, self.taken, self.stamp, answer.agreed_on))

    def _marked(self, told: str) -> None:
        """Count what was ticked or signed, or say why it was not."""
        self.answers += told == DONE
        self.notes += [told] if told not in (DONE, "") else []

    def _revision(self, record_id: str) -> str:
        sent = self.contents.sent(record_id)
        return sent.revision if sent else ""
