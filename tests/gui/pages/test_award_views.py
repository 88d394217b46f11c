"""The views of Awards in their place: each follows the scheme chosen, and its keys are its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.award_coverage import CoveragePage
from mentorjournal.gui.pages.award_letters import LettersPage
from mentorjournal.gui.pages.award_writing import WritingPage
from mentorjournal.gui.pages.awards import AwardsPage
from mentorjournal.gui.pages.journal import JournalPage
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Claim, Recommendation, Reflection, Scheme
from mentorjournal.services.bundle import Services
from tests.gui.conftest import NOW

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(context: Context, services: Services, qtbot: QtBot) -> Iterator[AwardsPage]:
    services.journal.clock = lambda: NOW
    made = AwardsPage(context)
    qtbot.addWidget(made)
    made.resize(1164, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    made.flush()


@pytest.fixture
def scheme(services: Services) -> Scheme:
    return services.awards.adopt("community-100")


@pytest.fixture
def claim(services: Services, scheme: Scheme) -> Claim:
    return services.awards.claim(scheme.id, "learning", "Statistics course")


@pytest.mark.parametrize("view", ["writing", "letters"])
def test_new_and_delete_are_of_the_view_that_is_shown(
    page: AwardsPage, services: Services, scheme: Scheme, claim: Claim, view: str, qtbot: QtBot
) -> None:
    assert page.show_view(view, scheme.id)
    shown = page.views.shown
    assert isinstance(shown, WritingPage | LettersPage)
    QTest.keyClick(shown, Qt.Key.Key_N, CTRL_SHIFT)
    assert shown.saver.record is not None
    assert shown.saver.record_id == ""
    qtbot.waitUntil(shown.view.title.hasFocus)
    QTest.keyClicks(shown.view.title, "Begun by its key")
    assert page.flush()
    made = services.records.peek(shown.record_id)
    assert isinstance(made, Reflection | Recommendation)
    QTest.keyClick(shown, Qt.Key.Key_Backspace, CTRL_SHIFT)
    gone = services.records.peek(made.id)
    assert gone is not None
    assert gone.deleted_at is not None
    assert services.records.get(Claim, claim.id).deleted_at is None


def test_views_follow_the_scheme_chosen(
    page: AwardsPage, services: Services, scheme: Scheme, claim: Claim
) -> None:
    other = services.awards.adopt("cpd-50-hours")
    for view in ("coverage", "writing", "letters"):
        assert page.show_view(view, scheme.id)
        assert page.show_view(view, other.id)
        shown = page.views.shown
        assert isinstance(shown, CoveragePage | WritingPage | LettersPage)
        assert shown.scheme_id == other.id


def test_the_story_of_a_claim_is_written_and_seen_in_the_journal(
    page: AwardsPage, services: Services, claim: Claim, context: Context, qtbot: QtBot
) -> None:
    assert page.show_view("writing", claim.id)
    shown = page.views.shown
    assert isinstance(shown, WritingPage)
    QTest.keyClicks(shown.view.title, "Three first-years")
    situation = shown.view.story.sections.editors()[0]
    QTest.keyClicks(situation, "They asked for help")
    assert page.flush()
    story = services.records.get(Claim, claim.id).story or ""
    journal = JournalPage(context)
    qtbot.addWidget(journal)
    with qtbot.waitExposed(journal):
        journal.show()
    assert journal.show_record(story)
    texts = services.records.get(Reflection, story).sections
    assert texts[0] == Section("what", "Situation", "They asked for help")
    services.records.amend(
        story, {"sections": (Section("what", "Situation", "They came"),)}, origin=journal.origin
    )
    assert situation.value() == "They came"
