"""A packet read and answered without any journal: a file in, plain values, a file out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from mentorjournal.errors import ImportRefused, InvalidRecord, StorageFailed
from mentorjournal.interchange import age_keys
from mentorjournal.interchange.packet_file import open_packet, packed, read_bytes
from mentorjournal.interchange.packet_plain import Answer, Contents, Reply
from mentorjournal.model.ids import new_id
from mentorjournal.storage.engine import plain_errors
from mentorjournal.whole_file import whole_file

NOTHING = "Nothing is answered yet. Nothing was written."
NO_WAY_BACK = (
    "This packet does not say where its answer is to go, so it cannot be answered. Nothing was written."
)


def is_packet(path: Path) -> bool:
    """Whether a file is encrypted as packets are; whether it is one shows when it is opened."""
    try:
        with path.open("rb") as stream:
            return bool(age_keys.needs(stream.read(64)))
    except OSError:
        return False


def needs(path: Path) -> str:
    """What opens a packet: "passphrase" or "key"; "" where it is none. Raises ImportRefused if it cannot be read."""
    return age_keys.needs(read_bytes(path))


def read(path: Path, *, passphrase: str = "", identity: str = "") -> tuple[Contents, Mapping[str, bytes]]:
    """A packet to answer, and its files by hash. Raises ImportRefused."""
    opened = open_packet(read_bytes(path), passphrase=passphrase, identity=identity)
    if not isinstance(opened.said, Contents):
        raise ImportRefused(
            f"{path.name} is an answer to a packet. Nothing was changed; merge it in the journal that sent that packet."
        )
    return opened.said, opened.files


def sealed_answer(
    contents: Contents, answer: Answer, author: str, *, number: int, made_at: dt.datetime, key: str = ""
) -> bytes:
    """The answer packet, encrypted to whoever made the packet. Raises InvalidRecord."""
    if answer.is_empty:
        raise InvalidRecord(NOTHING)
    if not contents.author_key:
        raise InvalidRecord(NO_WAY_BACK)
    reply = Reply(
        id=new_id(),
        to=contents.id,
        number=number,
        made_at=made_at,
        author=author,
        author_key=key,
        answer=answer,
    )
    return age_keys.seal(packed(reply), public=contents.author_key)


def answer_file(
    contents: Contents, answer: Answer, author: str, target: Path, *, number: int = 1, force: bool = False
) -> None:
    """Write the answer to a packet. Raises InvalidRecord where nothing is answered, and StorageFailed."""
    if target.exists() and not force:
        raise StorageFailed(f"{target.name} is already there and was left as it is. Choose another name.")
    data = sealed_answer(contents, answer, author, number=number, made_at=dt.datetime.now(dt.UTC))
    with plain_errors(f"writing {target.name}", "Nothing was written."), whole_file(target) as stream:
        stream.write(data)


def save_file(data: bytes, target: Path) -> None:
    """Write a file that came along, in place of any older one. Raises StorageFailed."""
    with plain_errors(f"writing {target.name}", "Nothing was written."), whole_file(target) as stream:
        stream.write(data)
