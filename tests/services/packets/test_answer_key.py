"""An answer under another key than the kept one: nothing is signed or ticked unless the reader says it is theirs."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.interchange import age_keys
from mentorjournal.model.types import ActionItem, Agreement, Relationship
from mentorjournal.services.packets.plain import Answer
from mentorjournal.services.packets.reading import sealed_answer
from tests.services.packets.conftest import Pair

DAY = dt.date(2026, 4, 14)


@pytest.mark.parametrize("carried", ["another", "none"])
def test_another_key_signs_and_ticks_nothing_until_the_reader_says_it_is_theirs(
    pair: Pair, carried: str
) -> None:
    records, packets = pair.mentee.records, pair.mentee.packets
    tie = records.save(Relationship(title="Thesis", person=pair.mentor_id))
    pact = records.save(Agreement(title="Ours", relationship=tie.id))
    action = records.save(ActionItem(title="Send the draft", visibility="exportable"))
    packet = pair.sent(agreement=pact.id, actions=(action.id,), questions=("Why?",), relationship=tie.id)
    contents = pair.mentor.packets.open(packet).contents
    answer = Answer(replies={"own-1": "So."}, done={action.id: DAY}, agreed_on=DAY)
    key = age_keys.public_of(age_keys.new_identity()) if carried == "another" else ""
    made = dt.datetime(2026, 4, 14, tzinfo=dt.UTC)
    file = pair.folder / "forged.age"
    file.write_bytes(sealed_answer(contents, answer, "Somebody", number=1, made_at=made, key=key))

    def marks() -> tuple[dt.date | None, dt.date | None]:
        return records.get(Agreement, pact.id).agreed_by_them, records.get(ActionItem, action.id).done_on

    merged = packets.merge(file)
    assert (merged.held, merged.answers, marks()) == (True, 1, (None, None))
    assert ("another key" if key else "no key") in merged.notes[0]
    assert "compared" not in " ".join(merged.notes)
    assert pair.mentee.history.undo() == "Take in a review"
    merged = packets.merge(file, theirs=True)
    assert (merged.held, merged.answers, marks()) == (False, 3, (DAY, DAY))
    pair.mentee.history.undo()
    packets.keep_key(pair.mentor_id, "")
    merged = packets.merge(file)
    assert (merged.held, marks()) == (False, (DAY, DAY))
    assert "keep no key" in merged.notes[0]
