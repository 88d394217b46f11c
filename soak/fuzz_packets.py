"""Review packets: their fuzz target and its seeds."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Callable


def packet() -> Callable[[bytes], None]:
    """Bytes as an encrypted packet (0), as what one holds (1), as its text (2): what is read goes out the same."""
    from mentorjournal.errors import JournalError
    from mentorjournal.interchange import age_keys, packet_file
    from mentorjournal.interchange.packet_plain import Contents
    from mentorjournal.services.packets import anchors

    identity = age_keys.new_identity()
    ways = (
        lambda data: packet_file.open_packet(data, identity=identity).said,
        lambda data: packet_file.unpacked(data).said,
        packet_file.said_in,
    )

    def read(data: bytes) -> None:
        with contextlib.suppress(JournalError):
            said = ways[data[0] % len(ways) if data else 0](data[1:])
            assert packet_file.unpacked(packet_file.packed(said)).said == said
            if isinstance(said, Contents):
                for told in said.comments:
                    sent = said.sent(told.record)
                    text = sent.text(told.part, told.section) if sent else ""
                    anchors.find(anchors.take(told.quote, 0, len(told.quote)), text)

    return read


def seeds() -> list[bytes]:
    """A packet and an answer, not encrypted, as a whole and as text."""
    from mentorjournal.interchange.packet_file import packed
    from mentorjournal.interchange.packet_json import contents_plain, reply_plain
    from mentorjournal.interchange.packet_plain import (
        Anchor,
        Answer,
        Asked,
        Contents,
        Remark,
        Reply,
        Sent,
        Told,
    )

    made = dt.datetime(2026, 4, 14, tzinfo=dt.UTC)
    sent = Sent("r1", "insight", "0" * 64, {"title": "Ask earlier", "detail": "The plan was late."})
    told = Told("c1", "r1", "detail", "", "plan", "Which?", "Ruth", "Mine.")
    packet = Contents(
        id="p1", made_at=made, records=(sent,), questions=(Asked("own-1", "Why?"),), comments=(told,)
    )
    remark = Remark(
        "c2", "r1", "detail", "", anchor=Anchor("plan", "The ", " was", 4), text="x", edited=made.isoformat()
    )
    answer = Answer(
        comments=(remark,), replies={"own-1": "So."}, texts={("r1", "detail", ""): "The plan was early."}
    )
    reply = Reply(id="a1", to="p1", number=1, made_at=made, author="Ruth", answer=answer)
    texts = (json.dumps(plain).encode() for plain in (contents_plain(packet), reply_plain(reply)))
    head = b"age-encryption.org/v1\n-> X25519 YQ\nYg\n--- c\n"
    bodies = (head, packed(packet), packed(reply), *texts)
    return [bytes([way]) + body for way, body in zip((0, 1, 1, 2, 2), bodies, strict=True)]
