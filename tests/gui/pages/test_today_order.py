"""Today's parts stand in the order that suits who keeps the journal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.today import TodayPage
from mentorjournal.model.types import Person, Relationship
from mentorjournal.services.bundle import Services
from tests.gui.pages.today_steps import shown


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[TodayPage]:
    made = shown(context, qtbot)
    yield made
    made.close()


def test_whoever_only_mentors_sees_the_mentees_first(page: TodayPage, services: Services) -> None:
    person = services.records.save(Person(title="Zoë"))
    services.records.save(Relationship(person=person.id, my_role="mentor", phase="cultivation"))

    def order() -> list[str]:
        parts = {"mentees": page.mentees, "moves": page.moves, "write": page.write}
        return sorted(parts, key=lambda name: parts[name].mapTo(page, QPoint(0, 0)).y())

    for role, expected in (
        ("both", ["moves", "write", "mentees"]),
        ("mentor", ["mentees", "moves", "write"]),
    ):
        services.profile.save(replace(services.profile.owner(), role=role))
        page.refresh()
        page.layout().activate()  # type: ignore[union-attr]
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        assert order() == expected
