"""An answer packet of many comments is merged, against writing the rows of those comments by themselves."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from bench.journal import Words
from bench.moving import rows_again
from bench.ratio import Ratio, milliseconds
from mentorjournal.model.fields import Section
from mentorjournal.model.ids import new_id
from mentorjournal.model.types import Person, Reflection
from mentorjournal.services.opening import create_services
from mentorjournal.services.packets import anchors
from mentorjournal.services.packets.plain import Answer, Remark
from mentorjournal.services.packets.values import Choice

AIM = 10.0
AIM_SECONDS = 5.0
"""For 10,000 comments."""
_TABLES = ("record", "comment", "link", "search_doc")
_A_RECORD = 20
_QUOTED = 12


def measure(folder: Path, comments: int) -> list[Ratio]:
    """Merge `comments` comments of one answer."""
    words = Words(5)
    mentee = create_services(folder / "mentee.mentorjournal")
    mentor = create_services(folder / "mentor.mentorjournal")
    with mentee.journal.writing("Entries to be read") as change:
        reader = change.put(Person(title="Ruth Lind", packet_key=mentor.packets.key().public))
        text = tuple(Section("what", "What", words.text(100)) for _ in range(max(1, comments // _A_RECORD)))
        entries = [
            change.put(Reflection(title=f"Day {n}", visibility="exportable", sections=(one,)))
            for n, one in enumerate(text)
        ]
    packet, answer = folder / "packet.age", folder / "answer.age"
    mentee.packets.make(Choice(person=reader.id, records=tuple(one.id for one in entries)), packet)
    opened = mentor.packets.open(packet)
    mentor.packets.keep_draft(opened.packet.id, Answer(comments=tuple(map(_remark, _spots(entries)))))
    mentor.packets.answer(opened.packet.id, answer)
    mentor.journal.close()
    ours = milliseconds(lambda: mentee.packets.merge(answer))
    mentee.journal.close()
    floor = milliseconds(
        rows_again(folder / "mentee.mentorjournal", folder / "comments.mentorjournal", _TABLES)
    )
    slow = ours > AIM_SECONDS * 1000 * comments / 10_000
    missed = (f"more than {AIM_SECONDS:g} s for 10,000",) if slow else ()
    return [Ratio(f"merge {comments:,} comments", "raw executemany", ours, floor, "ms", AIM, missed=missed)]


def _spots(entries: list[Reflection]) -> list[tuple[Reflection, int]]:
    return [(entry, number * (_QUOTED + 3)) for entry in entries for number in range(_A_RECORD)]


def _remark(spot: tuple[Reflection, int]) -> Remark:
    entry, start = spot
    anchor = anchors.take(entry.sections[0].text, start, start + _QUOTED)
    now = dt.datetime.now(dt.UTC).isoformat()
    return Remark(new_id(), entry.id, "sections", "what", "comment", anchor, "What did you learn?", "", now)
