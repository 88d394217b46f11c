"""The card of the next meeting on Today says its day without doubt."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mentorjournal.gui.widgets.next_meeting import NextMeeting
from mentorjournal.services.today import Ahead, Between, MeetingLine

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (dt.date(2026, 11, 27), []),
        (dt.date(2026, 12, 27), ["Dec"]),
        (dt.date(2027, 11, 27), ["Nov 2027"]),
    ],
)
def test_a_day_of_another_month_shows_its_month(qtbot: QtBot, day: dt.date, month: list[str]) -> None:
    meeting = MeetingLine("key", "Monthly", day, None, None, "", "", (), ())
    card = NextMeeting(Ahead(meeting, Between(None, None, 0, 0, 0)), TODAY)
    qtbot.addWidget(card)
    shown = [label.text() for label in card.findChildren(QLabel)]
    at = shown.index("27")
    assert shown[at + 1 : at + 2] == month or (not month and "Nov" not in shown)
