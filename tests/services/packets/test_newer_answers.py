"""Several answers to one packet: the newest counts, and nothing of the journal's own is lost for it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.types import Comment, Feedback, Person
from mentorjournal.services.packets.asking import form_for
from mentorjournal.services.packets.plain import Answer
from mentorjournal.services.packets.reading import sealed_answer
from tests.services.packets.conftest import Pair
from tests.services.packets.test_round_trip import SPOT, remark, rewrite, text_of


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


def test_a_settled_comment_that_says_something_else_now_is_open_again(pair: Pair) -> None:
    entry = pair.entry()
    packet = pair.sent(records=(entry.id,))
    first = pair.answered(packet, Answer(comments=(remark(entry, "sample size"),)))
    later = remark(entry, "sample size", "Something else", edited="2026-04-15T12:00:00+00:00")
    second = pair.answered(packet, Answer(comments=(later, remark(entry, "the plan", id="c2"))))
    pair.mentee.packets.merge(first)
    (comment,) = pair.mentee.records.all(Comment)
    pair.mentee.packets.reply(comment.id, "I see")
    pair.mentee.packets.settle(comment.id, dt.date(2026, 4, 15))
    pair.mentee.packets.merge(second)
    now = pair.mentee.records.get(Comment, comment.id)
    assert (now.text, now.reply, now.resolved_on) == ("Something else", "I see", None)


def test_their_text_is_taken_with_the_names_that_were_left_out_for_them(pair: Pair) -> None:
    text = "Ben Carter asked a question. The rest went well. Then it rained."
    entry = pair.entry(text)
    packet = pair.sent(records=(entry.id,))
    sent = pair.mentor.packets.open(packet).contents.records[0].text(*SPOT)
    assert "Ben" not in sent
    answer = pair.answered(packet, Answer(texts={(entry.id, *SPOT): sent.replace("well", "fine")}))
    rewrite(pair, entry, text.replace("well", "badly"))
    assert pair.mentee.packets.merge(answer).kept_twice == 1
    (comment,) = pair.mentee.records.all(Comment)
    pair.mentee.packets.take_suggestion(comment.id)
    assert text_of(pair, entry) == text.replace("well", "fine")


def test_their_change_beside_a_name_is_not_guessed(pair: Pair) -> None:
    entry = pair.entry("Ben Carter asked. It rained.")
    packet = pair.sent(records=(entry.id,))
    sent = pair.mentor.packets.open(packet).contents.records[0].text(*SPOT)
    answer = pair.answered(packet, Answer(texts={(entry.id, *SPOT): sent.replace("asked", "wondered")}))
    rewrite(pair, entry, "Ben Carter knew. It rained.")
    pair.mentee.packets.merge(answer)
    (comment,) = pair.mentee.records.all(Comment)
    with pytest.raises(InvalidRecord, match="cannot be put back"):
        pair.mentee.packets.take_suggestion(comment.id)
    assert text_of(pair, entry) == "Ben Carter knew. It rained."


def test_a_writer_without_a_name_is_known_by_the_key_that_is_kept_of_them(pair: Pair) -> None:
    entry = pair.entry()
    packet = pair.sent(records=(entry.id,))
    contents = pair.mentor.packets.open(packet).contents
    said = Answer(comments=(remark(entry, "sample size"),))
    key = pair.mentor.packets.key().public
    made = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    for number, by in enumerate((key, ""), 1):
        file = pair.folder / f"{number}.age"
        file.write_bytes(sealed_answer(contents, said, "", number=number, made_at=made, key=by))
        pair.mentee.packets.merge(file)
        (comment,) = pair.mentee.records.all(Comment)
        assert comment.author == ("" if not by else pair.mentee.records.get(Person, pair.mentor_id).title)
        pair.mentee.history.undo()
