"""The files of the records in a packet: pictures without what the camera wrote, their names as texts leave."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mentorjournal.errors import NotFound
from mentorjournal.interchange.packet_plain import PacketFile
from mentorjournal.model.record import Record
from mentorjournal.model.types import Attachment
from mentorjournal.services.pictures import PICTURE_HEAD, is_picture
from mentorjournal.services.taking_away.picture_bytes import MOST_BYTES, bare_picture
from mentorjournal.storage.reader import Reader

if TYPE_CHECKING:
    from mentorjournal.services.packets.leaving import Redaction

NOT_OPEN: Final = "This file is not exportable itself. Make it exportable first."
NOT_BARE: Final = (
    "What the camera wrote into this picture cannot be taken out, so it stays. Save it as PNG or JPEG first."
)
MISSING: Final = "The journal has no bytes of this file."


@dataclass
class Leaving:
    """The files that go along, their bytes by hash, and those that stay: name, and why."""

    files: list[PacketFile] = field(default_factory=list)
    bodies: dict[str, bytes] = field(default_factory=dict)
    staying: list[tuple[str, str]] = field(default_factory=list)


def files_of(reader: Reader, going: Iterable[Record], redaction: Redaction) -> Leaving:
    """What of the files of these records leaves. A picture is told by its bytes, whatever it is called."""
    found = Leaving()
    for record in going:
        for one in reader.many(record.attachments).values():
            if not isinstance(one, Attachment):
                continue
            data = _bytes_of(reader, one)
            if isinstance(data, str):
                found.staying.append((one.title or one.LABEL, data))
                continue
            sha256 = hashlib.sha256(data).hexdigest()
            found.bodies[sha256] = data
            name = redaction.text(one.title)
            found.files.append(PacketFile(sha256, name, len(data), one.media_type, record.id))
    return found


def _bytes_of(reader: Reader, file: Attachment) -> bytes | str:
    """The bytes as they leave, or why none do."""
    if not file.may_leave:
        return NOT_OPEN
    try:
        data = b"".join(reader.blob(file.sha256))
    except NotFound:
        return MISSING
    if not (file.media_type.startswith("image/") or is_picture(data[:PICTURE_HEAD])):
        return data
    bare = bare_picture(data) if len(data) <= MOST_BYTES else None
    return NOT_BARE if bare is None else bare
