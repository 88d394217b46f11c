"""A packet is read, commented on and answered where no journal is open, and nothing written is lost unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.dialogs.first_run import FirstRunDialog
from mentorjournal.gui.dialogs.open_packet import OpenPacketDialog
from mentorjournal.gui.dialogs.packet_alone import OpenAloneDialog, PacketAloneDialog
from mentorjournal.gui.dialogs.packet_reader import PacketReaderDialog
from mentorjournal.gui.review.reader import ASKED
from mentorjournal.gui.review.record_page import RecordPage
from mentorjournal.gui.session import Session
from mentorjournal.services.opening import create_services
from mentorjournal.services.packets.values import Choice
from tests.gui.review.conftest import TEXT, Mentee, key_of
from tests.gui.shell import click, dialog, journal_of, texts

LEFT = Qt.MouseButton.LeftButton
SECRET = "a ferry to nowhere 71"
PLAN = b"n = 40, for reasons"


@pytest.fixture
def packet(mentee: Mentee, tmp_path: Path) -> Path:
    """A packet that a passphrase opens, with a file of its record."""
    services = mentee.services
    kept = services.attachments.add_bytes(mentee.entry, "plan.txt", PLAN, "text/plain")
    services.records.amend(kept.id, {"visibility": "exportable"}, "Show")
    choice = Choice(
        records=(mentee.entry,),
        questions=("Is it clear?",),
        person=mentee.mentor,
        title="Team day",
        files=True,
    )
    services.packets.make(choice, tmp_path / "alone.packet", passphrase=SECRET)
    return tmp_path / "alone.packet"


def read_alone(qtbot: QtBot, session: Session, packet: Path) -> PacketAloneDialog:
    """From the first screen, as a person does."""
    click(qtbot, session.window.stack, "Open a packet…")
    opening = dialog(qtbot, session, OpenAloneDialog)
    opening.look_at(packet)
    QTest.keyClicks(opening.passphrase, SECRET)
    QTest.mouseClick(opening.go, LEFT)
    qtbot.waitUntil(lambda: opening.go.text() == "Read it", timeout=30_000)
    assert "1 record to read, 1 question, 1 file." in " ".join(texts(opening))
    QTest.mouseClick(opening.go, LEFT)
    (reader,) = session.packets_alone.readers
    qtbot.waitUntil(reader.isActiveWindow)
    return reader


def write(reader: PacketAloneDialog) -> None:
    """A comment on words of the text, one on the title above it, and a reply."""
    page = reader.reader.page()
    assert isinstance(page, RecordPage)
    for spot, words in ((("sections", "what"), "I presented"), (("title", ""), "day")):
        start = (TEXT if spot[1] else "Team day").index(words)
        page.texts[spot].choose(start, start + len(words))
        QTest.mouseClick(page.comment, LEFT)
        card = next(one for one in page.cards.values() if not one.remark.text)
        QTest.keyClicks(card.text.area, f"What of {words}?")
    reader.reader.show_part(ASKED)
    assert reader.reader.asked is not None
    (reply,) = reader.reader.asked.replies.values()
    QTest.keyClicks(reply.area, "Yes.")


def test_it_is_answered_and_the_answer_goes_into_the_journal_it_came_from(
    qtbot: QtBot, session: Session, mentee: Mentee, packet: Path, tmp_path: Path
) -> None:
    reader = read_alone(qtbot, session, packet)
    assert "nothing you write is kept until you save" in reader.state.text()
    assert not reader.save_button.isEnabled()
    assert reader.name.value() == "Helena Brandt"
    (file,) = reader._contents.files
    reader.copy_to(file, tmp_path / "copy.txt")
    assert (tmp_path / "copy.txt").read_bytes() == PLAN
    write(reader)
    QTest.keyClick(reader, Qt.Key.Key_Escape)
    assert reader.isVisible()
    assert "it would be lost" in reader.message.text()
    reader.save_to(tmp_path / "answer.packet")
    assert "answer.packet is written. Send it to Amara Osei" in reader.message.text()
    click(qtbot, reader, "Close")
    qtbot.waitUntil(lambda: not session.packets_alone.readers)
    merged = mentee.services.packets.merge(tmp_path / "answer.packet")
    assert (merged.comments, merged.answers, merged.packet.author) == (2, 1, "Helena Brandt")
    said = [one.comment for one in mentee.services.packets.comments(mentee.entry)]
    assert [(one.quote, one.text) for one in said] == [
        ("day", "What of day?"),
        ("I presented", "What of I presented?"),
    ]


def test_it_stays_open_over_a_journal_and_is_not_seen_on_a_shared_screen(
    qtbot: QtBot, session: Session, packet: Path, tmp_path: Path
) -> None:
    reader = read_alone(qtbot, session, packet)
    write(reader)
    create_services(tmp_path / "other.mentorjournal").journal.close()
    assert session.open(tmp_path / "other.mentorjournal")
    assert reader.isVisible()
    session.share_screen(True)
    assert not reader.isVisible()
    session.share_screen(False)
    assert reader.isVisible()
    session.window.close()
    assert reader.isVisible()
    click(qtbot, reader, "Close without saving")
    qtbot.waitUntil(lambda: not session.packets_alone.readers)


def test_one_for_a_key_waits_for_the_journal_that_has_it(
    qtbot: QtBot, session: Session, mentee: Mentee, tmp_path: Path
) -> None:
    own = create_services(tmp_path / "mentor.mentorjournal")
    kept = mentee.services.attachments.add_bytes(mentee.entry, "plan.txt", PLAN, "text/plain")
    mentee.services.records.amend(kept.id, {"visibility": "exportable"}, "Show")
    path = mentee.packet(own.packets.key().public, files=True)
    own.journal.close()
    session.begin(path)
    opening = dialog(qtbot, session, OpenAloneDialog)
    assert "keys are kept in journals" in opening.message.text()
    assert not opening.go.isEnabled()
    opening.journal_wanted.disconnect(session.packets_alone._wait)  # no file dialog in a test
    session.packets_alone._waiting = path
    click(qtbot, opening, "Open a journal…")
    assert session.open(tmp_path / "mentor.mentorjournal")
    qtbot.waitUntil(lambda: any(one.isVisible() for one in session.window.findChildren(OpenPacketDialog)))
    over = dialog(qtbot, session, OpenPacketDialog)
    qtbot.waitUntil(lambda: over.go.text() == "Read it")
    QTest.mouseClick(over.go, LEFT)
    qtbot.waitUntil(lambda: bool(session.window.findChildren(PacketReaderDialog)))
    reader = dialog(qtbot, session, PacketReaderDialog)
    (file,) = journal_of(session).packets.contents(reader.packet_id).files
    reader.copy_to(file, tmp_path / "copy.txt")
    assert (tmp_path / "copy.txt").read_bytes() == PLAN


def test_the_program_started_with_a_packet_opens_it_in_the_journal_of_last_time(
    qtbot: QtBot, mentor: Session, mentee: Mentee
) -> None:
    path = mentee.packet(key_of(mentor))
    assert mentor.close_journal()
    mentor.begin(path)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in mentor.window.findChildren(OpenPacketDialog)))
    qtbot.waitUntil(lambda: dialog(qtbot, mentor, OpenPacketDialog).go.text() == "Read it")


def test_the_first_minute_and_the_menu_lead_to_a_packet_without_a_journal(
    qtbot: QtBot, session: Session
) -> None:
    session.choosing.begin_new()
    click(qtbot, dialog(qtbot, session, FirstRunDialog), "Read a packet I was sent")
    opening = dialog(qtbot, session, OpenAloneDialog)
    opening.close()
    session.open_dialog("open-packet")
    assert dialog(qtbot, session, OpenAloneDialog).isVisible()
