"""The fuzz target of review packets."""

from __future__ import annotations

import contextlib
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
