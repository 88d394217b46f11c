"""Awards in the window: a claim is found by its words, the rail says what is left, Today leads to a claim."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.pages.awards import AwardsPage
from mentorjournal.gui.session import Session
from mentorjournal.model.types import Claim, Feedback, Scheme
from mentorjournal.services.opening import create_services
from tests.gui.shell import journal_of, search
from tests.services.awards_steps import claim_of, small_scheme


@pytest.fixture
def claim(session: Session, tmp_path: Path) -> Claim:
    path = tmp_path / "mine.mentorjournal"
    services = create_services(path)
    scheme = small_scheme(services)
    made = claim_of(services, scheme, "Statistics course", date=dt.date.today())  # noqa: DTZ011
    services.journal.close()
    assert session.open(path)
    return made


def awards(session: Session) -> AwardsPage:
    page = session.window.page("awards")
    assert isinstance(page, AwardsPage)
    return page


def test_a_claim_found_in_the_palette_opens_at_its_scheme(
    session: Session, claim: Claim, qtbot: QtBot
) -> None:
    search(qtbot, session, "statistics", "Statistics course")
    qtbot.waitUntil(lambda: session.window.place == "awards")
    assert awards(session).saver.record_id == claim.id
    assert awards(session).panel.title.value() == "Statistics course"


def test_the_rail_says_how_much_is_left_and_follows(session: Session, claim: Claim, qtbot: QtBot) -> None:
    services, button = journal_of(session), session.window.rail._buttons["awards"]
    assert button.accessibleDescription() == "5 left"
    shown = services.records.save(Feedback(title="What she said"))
    services.awards.add_evidence(claim.id, (shown.id,))
    qtbot.waitUntil(lambda: button.accessibleDescription() == "4 left")
    services.records.trash(shown.id)
    qtbot.waitUntil(lambda: button.accessibleDescription() == "5 left")
    for scheme in services.records.all(Scheme):
        services.records.amend(scheme.id, {"status": "awarded"})
    qtbot.waitUntil(lambda: button.accessibleDescription() == "")


def test_each_view_shows_the_scheme_of_the_claim_it_is_asked_for(session: Session, claim: Claim) -> None:
    for view in ("coverage", "writing", "letters"):
        session.window.open_view(claim.id, view)
        assert awards(session).views.current == view
        assert awards(session).scheme_id == claim.scheme
    session.window.open_record(claim.id)
    assert awards(session).views.current == "claims"
