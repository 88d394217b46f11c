"""Legacy: what became of those I mentor, for mentors only."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.insights import InsightsPage
from mentorjournal.gui.pages.legacy import LegacyPage
from mentorjournal.gui.widgets.linked_rows import LinkedRows
from mentorjournal.gui.widgets.segmented import SegmentButton
from mentorjournal.model.types import Outcome, Person, Relationship
from mentorjournal.services.bundle import Services


def test_each_mentee_has_years_position_and_outcomes_that_lead_to_their_records(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    ida = services.records.save(Person(title="Ida Frost"))
    services.records.save(
        Relationship(title="Ida", person=ida.id, my_role="mentor", started_on=dt.date(2023, 5, 1))
    )
    made = services.records.save(
        Outcome(
            title="First paper", person=ida.id, date=dt.date(2025, 5, 1), joint=True, position="Registrar"
        )
    )
    page = LegacyPage(context)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    assert page.empty.isHidden()
    said = " | ".join(label.text() for label in page.findChildren(QLabel))
    assert "since 2023, now Registrar, 1 outcome, 1 together" in said
    assert "1 outcome of 1 person, 1 reached together" in said
    rows = next(stop for stop in page.people.stops.values() if isinstance(stop, LinkedRows))
    with qtbot.waitSignal(context.navigator.record_wanted) as asked:
        QTest.mouseClick(rows.rows.rows()[0], Qt.MouseButton.LeftButton)
    assert asked.args == [made.id]
    with qtbot.waitSignal(context.navigator.document_wanted) as wanted:
        QTest.mouseClick(page.dossier, Qt.MouseButton.LeftButton)
    assert wanted.args[0] == "dossier"


def test_only_who_mentors_is_offered_it(context: Context, services: Services, qtbot: QtBot) -> None:
    place = InsightsPage(context)
    qtbot.addWidget(place)
    owner = services.profile.owner()
    for role, offered in (("mentee", False), ("both", True), ("mentor", True), ("mentee", False)):
        services.profile.save(replace(owner, role=role))
        place.offer_views()
        buttons = place.views.bar.findChildren(SegmentButton)
        shown = {button.text() for button in buttons if not button.isHidden()}
        assert ("Legacy" in shown) is offered
