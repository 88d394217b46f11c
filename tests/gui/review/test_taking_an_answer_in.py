"""An answer is looked at before it goes in, goes in as one step, and its comments stand beside their records."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mentorjournal.gui.dialogs.import_files import ImportDialog
from mentorjournal.gui.dialogs.open_packet import OpenPacketDialog
from mentorjournal.gui.dialogs.packets import PacketsDialog
from mentorjournal.gui.inspector import Inspector
from mentorjournal.gui.inspector_comments import CommentsSection
from mentorjournal.gui.review.remark_card import shortened
from mentorjournal.gui.session import Session
from mentorjournal.interchange.age_keys import new_identity, public_of
from mentorjournal.model.fields import Section
from mentorjournal.model.types import ActionItem, Comment, Goal, Reflection
from mentorjournal.services.opening import create_services
from mentorjournal.services.packets import anchors
from mentorjournal.services.packets.plain import SUGGESTION, Anchor, Answer, Remark
from tests.gui.review.conftest import DAY, TEXT, Mentee
from tests.gui.shell import bury, click, dialog, journal_of, texts

EDITED = "2026-04-13T09:00:00+00:00"
LONG = "Say how you came to it: the number alone will not carry the room."
LEFT = Qt.MouseButton.LeftButton


def anchor(words: str) -> Anchor:
    return anchors.take(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


@pytest.fixture
def answer(mentee: Mentee, tmp_path: Path) -> Path:
    """What the mentor wrote: two comments and a suggestion on the entry, one on the goal, a reply."""
    mentor = create_services(tmp_path / "other.mentorjournal")
    packet = mentor.packets.open(mentee.packet(mentor.packets.key().public)).packet
    spot = (mentee.entry, "sections", "what")
    remarks = (
        Remark("r1", *spot, "comment", anchor("the sample size"), LONG, "", EDITED),
        Remark("r2", *spot, SUGGESTION, anchor("no answer ready"), "", "no answer yet", EDITED),
        Remark("r3", *spot, "comment", anchor("the team"), "Who was there?", "", EDITED),
        Remark("r4", mentee.goal, "", "", "comment", anchors.take("", 0, 0), "A good goal.", "", EDITED),
    )
    mentor.packets.keep_draft(
        packet.id, Answer(comments=remarks, replies={"own-1": "Yes."}, done={mentee.action: DAY})
    )
    mentor.packets.answer(packet.id, tmp_path / "answer.packet")
    mentor.journal.close()
    return tmp_path / "answer.packet"


@pytest.fixture
def mine(session: Session, mentee: Mentee, answer: Path) -> Session:
    """The mentee's journal in the window, after one of the passages was written anew."""
    text = TEXT.replace("to the team", "on Monday")
    sections = (Section("what", "What happened?", text),)
    mentee.services.records.amend(mentee.entry, {"sections": sections}, "Write")
    mentee.services.journal.close()
    assert session.open(mentee.services.journal.path)
    return session


def take_in(qtbot: QtBot, mine: Session, answer: Path) -> PacketsDialog:
    mine.open_dialog("import")
    dialog(qtbot, mine, ImportDialog).look_at(answer)
    opening = dialog(qtbot, mine, OpenPacketDialog)
    qtbot.waitUntil(lambda: opening.go.text() == "Take it in")
    said = " ".join(texts(opening))
    assert "4 comments and suggestions" in said
    assert "2 answers" in said
    assert "1 comment about words that are not in your text any more" in said
    assert journal_of(mine).records.all(Comment) == ()
    QTest.mouseClick(opening.go, LEFT)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in mine.window.findChildren(PacketsDialog)))
    return dialog(qtbot, mine, PacketsDialog)


def comments(mine: Session) -> CommentsSection:
    (shown,) = [one for one in mine.window.findChildren(Inspector) if one.isVisible()]
    return shown.comments


def test_it_is_looked_at_first_and_one_undo_takes_all_of_it_back(
    qtbot: QtBot, mine: Session, mentee: Mentee, answer: Path
) -> None:
    shown = take_in(qtbot, mine, answer)
    assert "Taken in: 4 comments and suggestions" in shown.message.text()
    assert f"“the sample size”: {LONG}" in " ".join(texts(shown))
    assert len(journal_of(mine).records.all(Comment)) == 5
    shown.close()
    journal_of(mine).history.undo()
    assert journal_of(mine).records.all(Comment) == ()


def test_under_another_key_ticks_count_only_where_it_is_said_to_be_theirs(
    qtbot: QtBot, mine: Session, mentee: Mentee, answer: Path
) -> None:
    services = journal_of(mine)
    services.packets.keep_key(mentee.mentor, public_of(new_identity()))
    mine.open_dialog("open-packet")
    opening = dialog(qtbot, mine, OpenPacketDialog)
    opening.look_at(answer)
    qtbot.waitUntil(lambda: opening.theirs.isVisible() and opening.theirs.isEnabled())
    assert "another key than the one you keep of Helena Brandt" in " ".join(texts(opening))
    opening.theirs.setFocus()
    QTest.keyClick(opening.theirs, Qt.Key.Key_Space)
    qtbot.waitUntil(opening.go.isEnabled)
    assert "left out" not in " ".join(texts(opening))
    QTest.mouseClick(opening.go, LEFT)
    qtbot.waitUntil(lambda: services.records.get(ActionItem, mentee.action).done_on is not None)


def test_a_second_time_there_is_nothing_to_take(qtbot: QtBot, mine: Session, answer: Path) -> None:
    take_in(qtbot, mine, answer).close()
    mine.open_dialog("open-packet")
    opening = dialog(qtbot, mine, OpenPacketDialog)
    opening.look_at(answer)
    qtbot.waitUntil(lambda: opening.go.text() == "Take it in")
    assert not opening.go.isEnabled()
    assert "in the journal already" in " ".join(texts(opening))


def test_comments_stand_beside_their_record_and_are_settled_replied_to_and_taken(
    qtbot: QtBot, mine: Session, mentee: Mentee, answer: Path
) -> None:
    take_in(qtbot, mine, answer).close()
    services = journal_of(mine)
    mine.window.open_record(mentee.entry)
    section = comments(mine)
    qtbot.waitUntil(lambda: len(section.cards) == 3)
    assert section.isVisible()
    by_words = {card.placed.comment.text: card for card in section.cards}
    wrapped = [one for one in section.findChildren(QLabel) if one.wordWrap() and one.isVisible()]
    qtbot.waitUntil(lambda: all(one.heightForWidth(one.width()) <= one.height() + 1 for one in wrapped))
    assert "These words are not in the text any more." in " ".join(texts(by_words["Who was there?"]))
    click(qtbot, by_words[LONG], f"Reply: {shortened(LONG, 60)}")
    QTest.keyClicks(by_words[LONG].reply.area, "By the pilot.")
    assert mine.window.flush()
    said = {one.text: one for one in services.records.all(Comment)}
    assert said[LONG].reply == "By the pilot."
    click(qtbot, by_words[""], "Take the suggestion: no answer yet")
    entry = services.records.get(Reflection, mentee.entry)
    assert "I had no answer yet." in entry.sections[0].text
    qtbot.waitUntil(lambda: len(section.cards) == 2)
    last = next(card for card in section.cards if card.placed.gone)
    click(qtbot, last, "Mark as settled: Who was there?")
    qtbot.waitUntil(lambda: len(section.cards) == 1)
    assert section.settled.text() == "Show 2 settled"
    QTest.mouseClick(section.settled, LEFT)
    assert len(section.cards) == 3


def test_a_row_of_the_list_leads_to_the_record_with_its_comment(
    qtbot: QtBot, mine: Session, mentee: Mentee, answer: Path
) -> None:
    shown = take_in(qtbot, mine, answer)
    (row,) = [one for one in shown.rows.rows.rows() if "A good goal." in one.accessibleName()]
    QTest.mouseClick(row, LEFT)
    qtbot.waitUntil(lambda: mine.window.place == "goals")
    assert [card.placed.comment.text for card in comments(mine).cards] == ["A good goal."]
    assert journal_of(mine).records.get(Goal, mentee.goal).title == "Plan before evidence"


def test_comments_are_hidden_while_the_screen_is_shared(
    qtbot: QtBot, mine: Session, mentee: Mentee, answer: Path
) -> None:
    take_in(qtbot, mine, answer).close()
    bury()
    mine.share_screen(True)
    mine.window.open_record(mentee.goal)
    assert "A good goal." not in " ".join(texts(mine.window))
