"""A review from one journal to another and back: everything goes to its place, once, in any order."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from mentorjournal.errors import ImportRefused, InvalidRecord, StorageFailed
from mentorjournal.model.fields import Section
from mentorjournal.model.types import (
    ActionItem,
    Agreement,
    Comment,
    Feedback,
    Manifest,
    Packet,
    Question,
    Reflection,
    Relationship,
)
from mentorjournal.services.packets import anchors
from mentorjournal.services.packets.asking import form_for
from mentorjournal.services.packets.plain import Answer, Remark
from mentorjournal.services.packets.values import Choice
from mentorjournal.storage import whole
from tests.services.packets.conftest import TEXT, Pair

SPOT = ("sections", "what")


def remark(record: Reflection, quote: str, text: str = "Why?", **more: Any) -> Remark:
    # What the mentor reads has a role where somebody else's name stood.
    read = TEXT.replace("Ben Carter", "Another colleague")
    start = read.index(quote)
    fields = {"id": "c1", "edited": "2026-04-14T12:00:00+00:00", "text": text, **more}
    return Remark(
        record=record.id,
        part="sections",
        section="what",
        anchor=anchors.take(read, start, start + len(quote)),
        **fields,
    )


def text_of(pair: Pair, record: Reflection) -> str:
    return pair.mentee.records.get(Reflection, record.id).sections[0].text


def rewrite(pair: Pair, record: Reflection, text: str) -> None:
    now = pair.mentee.records.get(Reflection, record.id)
    pair.mentee.records.save(replace(now, sections=(Section("what", "What", text),)))


def test_everything_an_answer_says_goes_to_its_place(pair: Pair) -> None:
    entry = pair.entry()
    records = pair.mentee.records
    action = records.save(ActionItem(title="Send the draft", visibility="exportable"))
    question = records.save(Question(title="Should I apply?", visibility="exportable"))
    tie = records.save(Relationship(title="Thesis", person=pair.mentor_id))
    pact = records.save(
        Agreement(
            title="Ours",
            relationship=tie.id,
            sections=(Section("aim", "Aim", "Meet monthly."),),
            agreed_by_me=dt.date(2026, 4, 1),
        )
    )
    packet = pair.sent(
        records=(entry.id,),
        questions=(question.id, "Anything else?"),
        actions=(action.id,),
        agreement=pact.id,
        relationship=tie.id,
        form=form_for("my talk", "start_stop_continue"),
        title="Team day",
    )
    sent = pair.mentor.packets.open(packet).contents.sent(entry.id)
    assert sent is not None
    answer = Answer(
        comments=(remark(entry, "sample size", kind="suggestion", words="power"),),
        replies={question.id: "Yes.", "own-2": "Sleep more."},
        feedback={"start": "Reading."},
        consent=True,
        done={action.id: dt.date(2026, 4, 14)},
        agreed_on=dt.date(2026, 4, 14),
        texts={(entry.id, *SPOT): sent.text(*SPOT).replace("the team", "the whole team")},
    )
    merged = pair.mentee.packets.merge(pair.answered(packet, answer))
    assert (merged.comments, merged.texts, merged.kept_twice, merged.gone, merged.notes) == (1, 1, 0, 0, ())
    assert text_of(pair, entry) == TEXT.replace("the team", "the whole team")
    assert records.get(Question, question.id).answer == "Yes."
    assert records.get(ActionItem, action.id).done_on == dt.date(2026, 4, 14)
    signed = records.get(Agreement, pact.id)
    assert (signed.agreed_by_them, signed.review_on) == (dt.date(2026, 4, 14), dt.date(2026, 7, 14))
    (feedback,) = records.all(Feedback)
    assert (feedback.person, feedback.consent, feedback.sections[0].text) == (
        pair.mentor_id,
        "given",
        "Reading.",
    )
    kinds = {one.kind: one for one in records.all(Comment)}
    assert (kinds["answer"].quote, kinds["answer"].text) == ("Anything else?", "Sleep more.")
    (placed,) = pair.mentee.packets.comments(entry.id)
    assert placed.place is not None
    assert placed.place.exact
    pair.mentee.packets.take_suggestion(placed.comment.id)
    assert "about the power" in text_of(pair, entry)
    assert pair.mentee.history.undo() == "Take a suggestion"
    assert pair.mentee.history.undo() == "Take in a review"
    assert text_of(pair, entry) == TEXT
    assert not records.all(Comment)
    assert not records.all(Feedback)
    assert records.get(Agreement, pact.id).agreed_by_them is None


def test_the_records_of_a_packet_do_not_enter_the_mentors_journal(pair: Pair) -> None:
    before = pair.mentor.records.counts()
    opened = pair.mentor.packets.open(pair.sent(records=(pair.entry().id,)))
    assert opened.new
    assert pair.mentor.records.counts() == {**before, "packet": 1}
    assert not pair.mentor.packets.open(pair.folder / "packet 0.age").new
    assert pair.mentor.records.counts() == {**before, "packet": 1}
    assert pair.mentor.history.undo() == "Open a review packet"


def test_a_text_changed_on_both_sides_is_merged_or_kept_twice(pair: Pair) -> None:
    entry = pair.entry()
    packet = pair.sent(records=(entry.id,))
    theirs = TEXT.replace("Ben Carter", "Another colleague").replace("no answer ready", "an answer at last")
    answer = pair.answered(packet, Answer(texts={(entry.id, *SPOT): theirs}))
    mine = TEXT.replace("no answer ready", "no words")
    rewrite(pair, entry, mine)
    merged = pair.mentee.packets.merge(answer)
    assert (merged.texts, merged.kept_twice) == (0, 1)
    assert text_of(pair, entry) == mine
    (kept,) = pair.mentee.packets.comments_of(merged.packet.answers or "")
    assert (kept.kind, kept.words) == ("version", theirs)
    pair.mentee.packets.take_suggestion(kept.id)
    assert text_of(pair, entry) == theirs.replace("Another colleague", "Ben Carter")


def test_a_comment_holds_fast_to_its_words_or_keeps_their_quote(pair: Pair) -> None:
    entry = pair.entry()
    packet = pair.sent(records=(entry.id,))
    said = (remark(entry, "sample size"), remark(entry, "no answer ready", id="c2"))
    answer = pair.answered(packet, Answer(comments=said))
    rewrite(pair, entry, "At last. Ben Carter asked about the sample size. I presented the plan to the team.")
    merged = pair.mentee.packets.merge(answer)
    assert (merged.comments, merged.gone) == (2, 1)
    found, gone = pair.mentee.packets.comments(entry.id)
    assert found.place is not None
    assert gone.gone
    assert gone.comment.quote == "no answer ready"
    with pytest.raises(InvalidRecord):
        pair.mentee.packets.take_suggestion(gone.comment.id)


def state(pair: Pair, entry: Reflection) -> list[object]:
    """What answers have made of the journal, without ids and moments."""
    comments = sorted((one.kind, one.quote, one.text, one.words) for one in pair.mentee.records.all(Comment))
    asked = sorted((one.title, one.answer) for one in pair.mentee.records.all(Question))
    given = [[part.text for part in one.sections] for one in pair.mentee.records.all(Feedback)]
    return [text_of(pair, entry), comments, asked, given]


def test_the_order_of_answers_does_not_matter_nor_how_often_they_come(pair: Pair) -> None:
    entry = pair.entry()
    question = pair.mentee.records.save(Question(title="Apply?", visibility="exportable"))
    packet = pair.sent(records=(entry.id,), questions=(question.id,), form=form_for("it"))
    read = TEXT.replace("Ben Carter", "Another colleague")
    tag = pair.mentor.packets.open(packet).contents.form.parts[0].tag  # type: ignore[union-attr]
    stages = [
        Answer(
            comments=(remark(entry, "sample size", "One"),), replies={question.id: "No."}, feedback={tag: "a"}
        ),
        Answer(
            comments=(
                remark(entry, "sample size", "Two", edited="2026-04-14T13:00:00+00:00"),
                remark(entry, "the plan", id="c2"),
            ),
            replies={question.id: "Perhaps."},
            texts={(entry.id, *SPOT): read.replace("no answer", "a wrong answer")},
        ),
        Answer(
            replies={question.id: "Yes."},
            feedback={tag: "b"},
            texts={(entry.id, *SPOT): read.replace("the team", "us")},
        ),
    ]
    files = [pair.answered(packet, stage) for stage in stages]
    rewrite(pair, entry, TEXT.replace("to the team", "to my team"))
    seen = []
    for order in permutations(files):
        for file in (*order, order[0]):
            pair.mentee.packets.merge(file)
        again = [pair.mentee.packets.merge(file) for file in order]
        assert not any(one.changed for one in again)
        seen.append(state(pair, entry))
        while pair.mentee.history.next_undo() == "Take in a review":
            pair.mentee.history.undo()
    assert all(one == seen[0] for one in seen)
    assert seen[0][2] == [("Apply?", "Yes.")]
    assert seen[0][0] == TEXT.replace("to the team", "to my team")  # the last change touches the same word


def test_what_the_mentee_wrote_is_never_overwritten(pair: Pair) -> None:
    entry = pair.entry()
    question = pair.mentee.records.save(Question(title="Apply?", visibility="exportable"))
    packet = pair.sent(records=(entry.id,), questions=(question.id,))
    answer = pair.answered(
        packet, Answer(replies={question.id: "Yes."}, comments=(remark(entry, "the plan"),))
    )
    pair.mentee.records.save(replace(question, answer="I decided myself."))
    pair.mentee.packets.merge(answer)
    assert pair.mentee.records.get(Question, question.id).answer == "I decided myself."
    comment = next(one for one in pair.mentee.records.all(Comment) if one.kind == "comment")
    assert [one.words for one in pair.mentee.records.all(Comment) if one.kind == "version"] == ["Yes."]
    pair.mentee.packets.reply(comment.id, "Because.")
    pair.mentee.packets.settle(comment.id, dt.date(2026, 4, 15))
    later = replace(remark(entry, "the plan"), text="Still: why?", edited="2026-04-16T12:00:00+00:00")
    pair.mentee.packets.merge(pair.answered(packet, Answer(comments=(later,))))
    now = pair.mentee.records.get(Comment, comment.id)
    assert (now.text, now.reply, now.resolved_on) == ("Still: why?", "Because.", None)
    told = pair.mentor.packets.open(pair.sent(records=(entry.id,))).contents.comments
    assert ("c1", "Because.", False) in {(one.id, one.reply, one.settled) for one in told}


def test_a_signature_counts_only_for_the_text_that_was_read(pair: Pair) -> None:
    tie = pair.mentee.records.save(Relationship(title="Thesis", person=pair.mentor_id))
    pact = pair.mentee.records.save(
        Agreement(title="Ours", relationship=tie.id, sections=(Section("aim", "Aim", "Monthly."),))
    )
    packet = pair.sent(agreement=pact.id, relationship=tie.id)
    answer = pair.answered(packet, Answer(agreed_on=dt.date(2026, 4, 14)))
    pair.mentee.records.save(replace(pact, sections=(Section("aim", "Aim", "Weekly."),)))
    merged = pair.mentee.packets.merge(answer)
    assert "changed since" in merged.notes[0]
    assert pair.mentee.records.get(Agreement, pact.id).agreed_by_them is None


def test_a_packet_is_noted_and_undo_passes_it_over(pair: Pair) -> None:
    packet = pair.sent(records=(pair.entry().id,), title="Team day", purpose="Before the committee")
    (noted,) = pair.mentee.records.all(Manifest)
    assert (noted.document, noted.file_name, noted.locked) == ("packet", packet.name, True)
    assert [part.heading for part in noted.items] == ["Reflection"]
    assert pair.mentee.history.next_undo() == "New reflection"
    with pytest.raises(StorageFailed):
        pair.mentee.packets.make(Choice(person=pair.mentor_id, questions=("Why?",)), packet)
    assert len(pair.mentee.records.all(Packet)) == 1


def test_strangers_and_wrong_ways_are_refused_in_words(pair: Pair) -> None:
    entry = pair.entry()
    packet = pair.sent(records=(entry.id,))
    with pytest.raises(ImportRefused, match="another key"):
        pair.mentee.packets.open(packet)
    answer = pair.answered(packet, Answer(comments=(remark(entry, "the plan"),)))
    with pytest.raises(ImportRefused, match="another key"):
        pair.mentor.packets.merge(answer)
    with pytest.raises(ImportRefused, match="merge it"):
        pair.mentee.packets.open(answer)
    (out,) = pair.mentee.records.all(Packet)
    pair.mentee.records.trash(out.id)
    with pytest.raises(ImportRefused, match="in the trash"):
        pair.mentee.packets.merge(answer)
    with pytest.raises(InvalidRecord, match="Nothing is answered"):
        pair.answered(packet, Answer())


def test_the_secret_key_stays_in_the_journal(pair: Pair, tmp_path: Path) -> None:
    from mentorjournal.services.exporting import export_json

    pair.sent(records=(pair.entry().id,))
    with pair.mentee.journal.reading() as reader:
        secret = reader.meta(whole.IDENTITY)
    assert secret.startswith("AGE-SECRET-KEY-1")
    export_json(pair.mentee.journal, tmp_path / "all.json")
    assert secret.encode() not in (tmp_path / "all.json").read_bytes()
    assert whole.IDENTITY.encode() not in (tmp_path / "all.json").read_bytes()


def test_a_pseudonym_reaches_into_packets_and_leaves_them_readable(pair: Pair) -> None:
    entry = pair.entry('**Ruth** \\*Lind* said "no" to Ruth Lind.')
    packet = pair.sent(records=(entry.id,), title="For Ruth Lind")
    answer = pair.answered(
        packet,
        Answer(comments=(Remark("c", entry.id, text="Ruth Lind", edited="2026-04-14T12:00:00+00:00"),)),
    )
    pair.mentee.person_removal.replace_by(pair.mentor_id, 'The "Heron"')
    (out,) = pair.mentee.records.all(Packet)
    assert "Ruth Lind" not in out.contents
    assert pair.mentee.packets.contents(out.id).title == 'For The "Heron"'
    assert pair.mentee.packets.merge(answer).comments == 1
