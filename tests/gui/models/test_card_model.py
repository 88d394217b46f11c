"""Cards stand under the headings of their groups, and only cards can be chosen."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from mentorjournal.gui.models.card_model import CardItem, CardModel

CARDS = (
    CardItem("a", "Submit the series", "3 milestones", badge="2 weeks late", kind="late", group="Active"),
    CardItem("b", "Learn the ward", "none yet", lead="3 Mar", group="Active"),
    CardItem("c", "Present a case", group="Done"),
)


def filled() -> CardModel:
    model = CardModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_items(CARDS)
    return model


def words(model: CardModel) -> list[str]:
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def test_a_heading_stands_before_the_first_card_of_its_group() -> None:
    assert words(filled()) == [
        "Active",
        "Submit the series, 3 milestones, 2 weeks late",
        "Learn the ward, 3 Mar, none yet",
        "Done",
        "Present a case",
    ]


def test_cards_without_a_group_have_no_heading() -> None:
    model = CardModel()
    model.set_items([CardItem("a", "One"), CardItem("b", "Two")])
    assert words(model) == ["One", "Two"]


def test_headings_can_be_read_but_not_chosen() -> None:
    model = filled()
    selectable = [
        bool(model.index(row).flags() & Qt.ItemFlag.ItemIsSelectable) for row in range(model.rowCount())
    ]
    assert selectable == [False, True, True, False, True]
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Active"


def test_a_card_is_found_by_its_key() -> None:
    model = filled()
    assert model.index_of("c").row() == 4
    assert model.index_of("c").data(CardModel.IdRole) == "c"
    assert model.index(0).data(CardModel.IdRole) == ""
    assert not model.index_of("gone").isValid()
    assert (model.first_key(), model.count()) == ("a", 3)


def test_other_cards_take_the_place_of_the_old() -> None:
    model = filled()
    model.set_items(CARDS[2:])
    assert words(model) == ["Done", "Present a case"]
    assert not model.index_of("a").isValid()
    model.set_items(())
    assert (model.rowCount(), model.first_key(), model.count()) == (0, "", 0)
    assert model.data(QModelIndex()) is None
