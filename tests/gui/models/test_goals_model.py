"""Goals as item models: well-behaved in Qt's eyes, grouped by state, and told in words."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from mentorjournal.gui.models.goal_tracks_model import TracksModel
from mentorjournal.gui.models.goals_model import GoalsModel, StateHeading
from mentorjournal.services.goals import GoalCard, GoalLine, GoalTrack, TrackPoint

TODAY = dt.date(2026, 4, 14)


def card(key: str, status: str = "active", *, title: str = "", done: int = 0, of: int = 0) -> GoalCard:
    line = GoalLine(key, title or f"Goal {key}", status, "career", None, dt.date(2026, 5, 18), None)
    return GoalCard(line, of, done, 0, None, TODAY)


def labels(model: GoalsModel) -> list[str]:
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def test_goals_stand_under_their_states_in_the_order_of_states(qapp: QApplication) -> None:
    model = GoalsModel()
    tester = QAbstractItemModelTester(model)
    model.set_cards([card("a", "dropped"), card("b"), card("c", "paused"), card("d")])
    assert labels(model) == ["Active", "Goal b", "Goal d", "Paused", "Goal c", "Let go", "Goal a"]
    assert model.index(0).data(GoalsModel.EntryRole) == StateHeading("active", 2)
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.ids() == ["b", "d", "c", "a"]
    assert model.row_of("c").row() == 4
    assert not model.row_of("nowhere").isValid()
    assert tester.model() is model


def test_a_change_within_a_goal_does_not_reset_the_list(qapp: QApplication) -> None:
    model = GoalsModel()
    model.set_cards([card("a"), card("b")])
    resets, changes = [], []
    model.modelReset.connect(lambda: resets.append(1))
    model.dataChanged.connect(lambda first, _last: changes.append(first.row()))
    model.set_cards([card("a"), card("b", title="Another name")])
    assert (resets, changes) == ([], [2])
    model.set_cards([card("a"), card("b", "paused")])
    assert resets == [1]


def test_a_row_of_the_list_is_spoken_as_a_sentence(qapp: QApplication) -> None:
    model = GoalsModel()
    model.set_cards([card("a", title="Submit", done=1, of=3)])
    spoken = model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Submit, Active, 1 of 3 milestones reached, target 18 May 2026"


def test_a_row_of_the_timeline_says_everything_that_is_drawn(qapp: QApplication) -> None:
    model = TracksModel(lambda: TODAY)
    tester = QAbstractItemModelTester(model)
    planned, reached = dt.date(2026, 1, 29), dt.date(2026, 3, 9)
    points = (
        TrackPoint("Application submitted", planned, planned, reached),
        TrackPoint("Approval", None, dt.date(2026, 5, 18), None),
    )
    model.set_tracks([GoalTrack(card("a", "paused"), ()), GoalTrack(card("b", done=1, of=2), points)])
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "Goal b, Active, 1 of 2 milestones reached, target 18 May. "
        "Application submitted: planned 29 Jan, reached 9 Mar, 6 weeks later; Approval: due 18 May."
    )
    assert model.row_of("a").row() == 1
    assert model.days() == (planned, dt.date(2026, 5, 18))
    assert tester.model() is model
