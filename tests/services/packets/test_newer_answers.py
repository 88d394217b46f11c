"""Several answers to one packet: the newest counts, and nothing of the journal's own is lost for it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from mentorjournal.model.types import Comment, Feedback
from mentorjournal.services.packets.asking import form_for
from mentorjournal.services.packets.plain import Answer
from mentorjournal.services.packets.reading import sealed_answer
from tests.services.packets.conftest import Pair
from tests.services.packets.test_round_trip import SPOT, rewrite, text_of


def test_a_version_that_never_went_in_is_nothing_to_begin_from(pair: Pair) -> None:
    text = "The cat sat here. It rained all day long."
    entry = pair.entry(text)
    packet = pair.sent(records=(entry.id,))
    theirs = text.replace("cat", "dog")
    first = pair.answered(packet, Answer(texts={(entry.id, *SPOT): theirs}))
    theirs = theirs.replace("rained", "poured")
    second = pair.answered(packet, Answer(texts={(entry.id, *SPOT): theirs}))
    mine = text.replace("cat", "cow")
    rewrite(pair, entry, mine)
    assert pair.mentee.packets.merge(first).kept_twice == 1
    mine += " Later we left."
    rewrite(pair, entry, mine)
    assert pair.mentee.packets.merge(second).kept_twice == 1
    assert text_of(pair, entry) == mine
    assert [one.words for one in pair.mentee.records.all(Comment)] == [theirs]


def test_consent_is_what_the_newest_answer_that_is_theirs_says(pair: Pair) -> None:
    packet = pair.sent(form=form_for("my talk", "start_stop_continue"))
    contents = pair.mentor.packets.open(packet).contents
    yes = pair.answered(packet, Answer(feedback={"start": "Reading."}, consent=True))
    no = pair.answered(packet, Answer(feedback={"start": "Reading more."}))
    other = pair.folder / "other.age"
    made = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    said = Answer(feedback={"start": "Stop."}, consent=True)
    other.write_bytes(sealed_answer(contents, said, "Somebody", number=9, made_at=made, key=""))

    def merged(*files: Path) -> list[str]:
        held = [pair.mentee.packets.merge(file).held for file in files]
        found = [one.consent for one in pair.mentee.records.all(Feedback)]
        for _ in files:
            pair.mentee.history.undo()
        return [*found, *("held" for one in held if one)]

    assert merged(yes) == ["given"]
    assert merged(yes, no) == merged(no, yes) == ["asked"]
    assert merged(other) == ["asked", "held"]
