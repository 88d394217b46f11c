"""What a packet holds, in lines for people: everything that can be answered with the id that an answer names it by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from mentorjournal.cli.output import counted

if TYPE_CHECKING:
    from mentorjournal.interchange.packet_plain import Contents, PacketFile, Sent
    from mentorjournal.services.packets.values import Merged


def head_of(sent: Sent, people: Sequence[str] = ()) -> str:
    """A record in one line: its title, kind, day and id, and who is in it."""
    record = sent.record()
    day = f", {record.date.isoformat()}" if record.date is not None else ""
    inside = f"; in it: {', '.join(people)}" if people else ""
    return f"“{record.title or record.LABEL}” ({sent.type}{day}, {sent.id}){inside}"


def asked_in(contents: Contents) -> Iterator[str]:
    """What is asked of the reader."""
    for one in contents.questions:
        yield f"Question {one.id}: {one.text}"
    form = contents.form
    if form is not None:
        yield f"Feedback is asked for{': ' if form.title or form.on_what else ''}{form.title or form.on_what}"
        for part in form.parts:
            yield f"Feedback {part.tag}: {part.heading}"
    for action in contents.actions:
        yield f"To tick, {action}: {_title(contents, action)}"
    if contents.agreement:
        yield f"To sign, {contents.agreement}: {_title(contents, contents.agreement)}"


def told_in(contents: Contents) -> Iterator[str]:
    """Earlier comments that go along."""
    for one in contents.comments:
        reply = f" Reply: {one.reply}" if one.reply else ""
        yield f"Earlier comment on “{_title(contents, one.record)}”: {one.text}{reply}"


def files_in(files: Sequence[PacketFile], titles: Mapping[str, str]) -> Iterator[str]:
    """The files that go along, with the record each belongs to."""
    for one in files:
        of = f", of “{titles[one.record]}”" if titles.get(one.record) else ""
        yield f"File: {one.name} ({one.size:,} bytes{of})"


def titles_of(records: Sequence[Sent]) -> Mapping[str, str]:
    """Their titles by id."""
    return {one.id: one.record().title for one in records}


def texts_of(sent: Sent) -> Iterator[str]:
    """Its texts, each with the place by which a comment names it."""
    for passage in sent.passages():
        section = f", section {passage.section}" if passage.section else ""
        yield f"{passage.heading} [part {passage.part}{section}]: {passage.text}"


def _title(contents: Contents, record_id: str) -> str:
    sent = contents.sent(record_id)
    return sent.record().title if sent is not None else ""


def came(done: Merged) -> Iterator[str]:
    """What an answer brought, one sentence for each kind of thing."""
    brought = [
        counted(number, one, many)
        for number, one, many in (
            (done.comments, "comment", "comments"),
            (done.answers, "answer", "answers"),
        )
        if number
    ]
    if brought:
        yield f"{' and '.join(brought)} came."
    if done.texts:
        was = "was" if done.texts == 1 else "were"
        texts = counted(done.texts, "text of yours", "texts of yours")
        yield f"{texts} {was} changed as they wrote it: {', '.join(done.into)}. One undo in the window takes it back."
    if done.kept_twice:
        texts = counted(done.kept_twice, "text was", "texts were")
        yield f"{texts} changed on both sides: yours stays, and theirs is kept beside it as a comment."
    if done.gone:
        words = counted(done.gone, "comment is about words", "comments are about words")
        yield f"{words} that are not in your text any more; the quotation is kept."
