"""The lines of claims: a name typed and not ended, and states that end on one line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.errors import StorageFailed
from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.awards import AwardsPage
from mentorjournal.gui.widgets.labels import Badge
from mentorjournal.model.types import Activity, Claim, Scheme
from mentorjournal.services.bundle import Services
from tests.gui.pages.awards_steps import files, let_go
from tests.gui.pages.place_steps import RETURN
from tests.gui.pages.test_awards import opened
from tests.services.award_journal import pdf
from tests.services.awards_steps import DAY, claim_of, small_scheme


@pytest.fixture
def scheme(services: Services) -> Scheme:
    return small_scheme(services)


@pytest.fixture
def page(scheme: Scheme, context: Context, qtbot: QtBot) -> Iterator[AwardsPage]:
    made = opened(context, qtbot)
    yield made
    made.flush()


def claims(services: Services) -> tuple[Claim, ...]:
    return services.records.all(Claim)


def test_the_name_of_a_new_claim_is_not_cut_by_a_change_elsewhere_nor_lost_by_a_refusal(
    page: AwardsPage, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = page.view.groups.adders["learning"].edit
    QTest.keyClicks(line, "Half a cl")
    services.records.save(Activity(title="Elsewhere", date=DAY))
    assert (claims(services), line.text()) == ((), "Half a cl")
    QTest.keyClicks(line, "aim")
    with monkeypatch.context() as refusing:
        refusing.setattr(services.awards, "claim", _full)
        QTest.keyClick(line, RETURN)
        assert not page.flush()
    assert line.text() == "Half a claim"
    assert page.flush()
    assert [claim.title for claim in claims(services)] == ["Half a claim"]
    assert line.text() == ""


def _full(*_given: object, **_named: object) -> None:
    raise StorageFailed("The disk is full.")


def test_a_damaged_file_is_kept_and_said_to_be_unprintable(
    page: AwardsPage, services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    whole, broken = tmp_path / "whole.pdf", tmp_path / "broken.pdf"
    whole.write_bytes(pdf())
    broken.write_bytes(b"%PDF-1.4 nonsense")
    with qtbot.assertNotEmitted(page.context.navigator.message):
        assert let_go(page.view.groups.adders["learning"], files(whole))
    with qtbot.waitSignal(page.context.navigator.message) as told:
        assert let_go(page.panel.evidence, files(broken))
    assert told.args[0] == "warn"
    assert "“broken.pdf” is kept, but it cannot be opened here" in told.args[1]
    assert len(claims(services)[0].evidence) == 2


def test_the_states_of_all_claims_end_on_one_line(
    page: AwardsPage, scheme: Scheme, services: Services
) -> None:
    for title, amount in (("Course", 20), ("Long", 12.25), ("Authorised", 1), ("Plan", None)):
        status = {"Plan": "planned", "Authorised": "authorised"}.get(title, "submitted")
        claim_of(services, scheme, title, amount=amount, status=status)
    claim_of(services, scheme, "Elsewhere", category="community", amount=1250.75)
    page.view.grab()
    ends = {
        badge.mapTo(page.view.groups, badge.rect().topRight()).x()
        for row in page.view.groups.rows.values()
        for badge in row.findChildren(Badge)[-1:]
    }
    assert len(ends) == 1
