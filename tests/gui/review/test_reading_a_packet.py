"""A packet that came is opened, read, commented on and answered, by mouse and keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from mentorjournal.gui.dialogs.open_packet import OpenPacketDialog
from mentorjournal.gui.dialogs.packet_reader import PacketReaderDialog
from mentorjournal.gui.dialogs.packets import PacketsDialog
from mentorjournal.gui.review.passage_text import PassageText, place_of, units_of
from mentorjournal.gui.review.reader import ASKED
from mentorjournal.gui.review.record_page import RecordPage
from mentorjournal.gui.session import Session
from mentorjournal.model.types import Packet
from mentorjournal.services.packets.plain import SUGGESTION
from tests.gui.review.conftest import TEXT, Mentee, key_of
from tests.gui.shell import click, dialog, journal_of, texts

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def reader(qtbot: QtBot, mentor: Session, mentee: Mentee) -> PacketReaderDialog:
    """The packet, looked at and opened by the dialog, as a person does."""
    path = mentee.packet(key_of(mentor))
    mentor.open_dialog("open-packet")
    opening = dialog(qtbot, mentor, OpenPacketDialog)
    opening.look_at(path)
    qtbot.waitUntil(lambda: opening.go.text() == "Read it")
    said = " ".join(texts(opening))
    assert "from Amara Osei" in said
    assert "3 records to read, 1 question, 1 action to tick, feedback is asked for" in said
    QTest.mouseClick(opening.go, LEFT)
    qtbot.waitUntil(lambda: bool(mentor.window.findChildren(PacketReaderDialog)))
    return dialog(qtbot, mentor, PacketReaderDialog)


def page_of(reader: PacketReaderDialog) -> RecordPage:
    page = reader.reader.page()
    assert isinstance(page, RecordPage)
    return page


def choose_words(text: PassageText, words: str) -> None:
    """By the keyboard: go there, and choose with Shift and arrows."""
    text.setFocus()
    cursor = text.textCursor()
    cursor.setPosition(units_of(TEXT, TEXT.index(words)))
    text.setTextCursor(cursor)
    for _ in range(len(words)):
        QTest.keyClick(text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)


def test_words_are_chosen_and_commented_on_and_the_draft_is_kept(
    qtbot: QtBot, mentor: Session, reader: PacketReaderDialog
) -> None:
    page = page_of(reader)
    choose_words(page.texts["sections", "what"], "the sample size")
    QTest.mouseClick(page.comment, LEFT)
    (card,) = page.cards.values()
    qtbot.waitUntil(card.text.area.hasFocus)
    QTest.keyClicks(card.text.area, "Say how you came to it.")
    assert reader.flush()
    (kept,) = journal_of(mentor).packets.draft(reader.packet_id).comments
    assert kept.anchor.quote == "the sample size"
    assert TEXT[kept.anchor.start :].startswith("the sample size")
    assert kept.text == "Say how you came to it."
    assert mentor.window.context is not None
    journal_of(mentor).history.undo()
    qtbot.waitUntil(lambda: not page.cards)
    assert reader.isVisible()


def test_words_are_suggested_by_a_key_and_a_card_is_taken_away(
    qtbot: QtBot, reader: PacketReaderDialog
) -> None:
    page = page_of(reader)
    assert not page.suggest.isEnabled()
    choose_words(page.texts["sections", "what"], "no answer ready")
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    QTest.keyClick(page.texts["sections", "what"], Qt.Key.Key_E, keys)
    (card,) = page.cards.values()
    qtbot.waitUntil(card.words.area.hasFocus)
    assert reader.reader.answer().is_empty  # nothing is suggested yet
    card.words.area.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(card.words.area, " then")
    (remark,) = reader.reader.answer().comments
    assert (remark.kind, remark.words) == (SUGGESTION, "no answer ready then")
    QTest.mouseClick(card.remove, LEFT)
    assert reader.reader.answer().is_empty
    assert not reader.save_button.isEnabled()


def test_everything_asked_is_answered_and_one_file_is_written(
    qtbot: QtBot, mentor: Session, reader: PacketReaderDialog, mentee: Mentee, tmp_path: Path
) -> None:
    reader.reader.show_part(ASKED)
    asked = reader.reader.asked
    assert asked is not None
    assert asked.isVisible()
    (question,) = asked.replies.values()
    QTest.keyClicks(question.area, "Yes, it is.")
    part = next(iter(asked.feedback.values()))
    QTest.keyClicks(part.area, "Clear and short.")
    (row,) = asked.ticks.values()
    QTest.mouseClick(row.box, LEFT)
    asked.consent.setFocus()
    QTest.keyClick(asked.consent, Qt.Key.Key_Space)
    assert reader.reader.answer().consent
    assert asked.waiting() == 0
    reader.save_to(tmp_path / "answer.packet")
    assert "answer.packet is written" in reader.message.text()
    merged = mentee.services.packets.merge(tmp_path / "answer.packet")
    assert merged.answers == 3
    again = journal_of(mentor).records.get(Packet, reader.packet_id)
    assert again.number == 1.0


def test_a_packet_is_found_again_in_the_list_and_in_search(
    qtbot: QtBot, mentor: Session, reader: PacketReaderDialog
) -> None:
    page = page_of(reader)
    QTest.mouseClick(page.comment, LEFT)
    (card,) = page.cards.values()
    assert card.remark.anchor.quote == ""
    QTest.keyClicks(card.text.area, "Well done.")
    click(qtbot, reader, "Close")
    qtbot.waitUntil(
        lambda: not [one for one in mentor.window.findChildren(PacketReaderDialog) if one.isVisible()]
    )
    mentor.open_dialog("packets")
    shown = dialog(qtbot, mentor, PacketsDialog)
    assert "Being answered, from Amara Osei" in str(shown.list.model().index(0, 0).data(257).snippet)
    click(qtbot, shown, "Read and answer")
    again = dialog(qtbot, mentor, PacketReaderDialog)
    (card,) = page_of(again).cards.values()
    assert card.text.value() == "Well done."
    again.close()
    (packet,) = journal_of(mentor).records.all(Packet)
    mentor.window.open_record(packet.id)
    assert dialog(qtbot, mentor, PacketReaderDialog).packet_id == packet.id


def test_nothing_can_be_opened_while_the_screen_is_shared(
    qtbot: QtBot, mentor: Session, reader: PacketReaderDialog
) -> None:
    (packet,) = journal_of(mentor).records.all(Packet)
    mentor.share_screen(True)
    assert not [one for one in mentor.window.findChildren(PacketReaderDialog) if one.isVisible()]
    for key in ("packets", "open-packet"):
        mentor.open_dialog(key)
    mentor.window.open_record(packet.id)
    shown = (PacketsDialog, OpenPacketDialog, PacketReaderDialog)
    assert not [
        one for one in mentor.window.findChildren(QDialog) if isinstance(one, shown) and one.isVisible()
    ]


def test_places_in_a_text_survive_signs_that_qt_counts_twice() -> None:
    text = "a🩺b\r\nc"
    assert [place_of(text, units) for units in range(6)] == [0, 1, 2, 2, 3, 5]
    assert [units_of(text, place) for place in (0, 1, 2, 3, 5, 6)] == [0, 1, 3, 4, 5, 6]
