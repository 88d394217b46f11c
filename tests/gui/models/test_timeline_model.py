"""The timeline model: months, paging, and commits that arrive while it is shown."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from mentorjournal.gui.models.timeline_model import PAGE, Month, TimelineModel
from mentorjournal.model.changes import ChangeSet
from mentorjournal.model.rows import Filter, Row
from mentorjournal.model.types import Insight, Reflection
from mentorjournal.services.bundle import Services

FIRST = dt.date(2026, 4, 14)


def write(services: Services, count: int) -> list[str]:
    """So many reflections, each a day older than the one before; their ids, newest first."""
    with services.journal.writing("Fill", kind="import") as change:
        return [
            change.put(Reflection(title=f"Day {n}", date=FIRST - dt.timedelta(days=n))).id
            for n in range(count)
        ]


def titles(model: TimelineModel) -> list[str]:
    return [str(model.index(row).data()) for row in range(model.rowCount())]


@pytest.fixture
def model(services: Services) -> TimelineModel:
    made = TimelineModel(services.timeline)
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    # It would fetch one page inside another, and then miscount its own.
    tester.setUseFetchMore(False)

    def follow(changes: ChangeSet) -> None:
        made.follow(changes, services.records.rows([item.id for item in changes.items]))

    services.journal.subscribe(follow)
    return made


def test_records_stand_under_their_months_newest_first(services: Services, model: TimelineModel) -> None:
    write(services, 16)
    model.reload()
    assert titles(model)[:3] == ["April 2026", "Day 0", "Day 1"]
    assert titles(model)[-4:] == ["Day 13", "March 2026", "Day 14", "Day 15"]


def test_months_cannot_be_selected_and_records_can(services: Services, model: TimelineModel) -> None:
    write(services, 1)
    model.reload()
    assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsSelectable


def test_three_hundred_records_come_a_page_at_a_time(services: Services, model: TimelineModel) -> None:
    ids = write(services, 300)
    model.reload()
    seen = [PAGE]
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
        seen.append(
            sum(
                isinstance(model.index(n).data(TimelineModel.EntryRole), Row) for n in range(model.rowCount())
            )
        )
    assert seen[:3] == [60, 120, 180]
    shown = [model.index(n).data(TimelineModel.IdRole) for n in range(model.rowCount())]
    assert [record_id for record_id in shown if record_id] == ids


def test_a_new_record_finds_its_place_and_its_month(services: Services, model: TimelineModel) -> None:
    write(services, 3)
    model.reload()
    services.records.save(Reflection(title="Between", date=dt.date(2026, 4, 13), at=dt.time(9)))
    services.records.save(Reflection(title="Old", date=dt.date(2025, 1, 2)))
    assert titles(model) == ["April 2026", "Day 0", "Between", "Day 1", "Day 2", "January 2025", "Old"]


def test_a_month_goes_with_its_last_record(services: Services, model: TimelineModel) -> None:
    write(services, 2)
    old = services.records.save(Reflection(title="Old", date=dt.date(2025, 1, 2)))
    model.reload()
    assert "January 2025" in titles(model)
    services.records.trash(old.id)
    assert titles(model) == ["April 2026", "Day 0", "Day 1"]
    services.history.undo()
    assert titles(model)[-2:] == ["January 2025", "Old"]


def test_another_day_moves_a_record(services: Services, model: TimelineModel) -> None:
    ids = write(services, 3)
    model.reload()
    record = services.records.get(Reflection, ids[0])
    services.records.save(dataclasses.replace(record, date=dt.date(2026, 2, 1)))
    assert titles(model) == ["April 2026", "Day 1", "Day 2", "February 2026", "Day 0"]


def test_another_title_changes_one_row(services: Services, model: TimelineModel) -> None:
    ids = write(services, 3)
    model.reload()
    changed: list[int] = []
    model.dataChanged.connect(lambda first, _last, _roles: changed.append(first.row()))
    services.records.save(dataclasses.replace(services.records.get(Reflection, ids[1]), title="Renamed"))
    assert changed == [2]
    assert titles(model) == ["April 2026", "Day 0", "Renamed", "Day 2"]


def test_what_does_not_fit_the_filter_stays_out(services: Services, model: TimelineModel) -> None:
    write(services, 2)
    model.set_filter(Filter(types=("insight",)))
    assert model.rowCount() == 0
    services.records.save(Insight(title="Silence helps", date=FIRST))
    services.records.save(Reflection(title="Not this", date=FIRST))
    assert titles(model) == ["April 2026", "Silence helps"]


def test_what_is_older_than_the_loaded_pages_waits_for_them(services: Services, model: TimelineModel) -> None:
    write(services, PAGE + 5)
    model.reload()
    before = model.rowCount()
    services.records.save(Reflection(title="Ancient", date=dt.date(1999, 1, 1)))
    assert model.rowCount() == before
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert titles(model)[-2:] == ["January 1999", "Ancient"]


def test_a_commit_of_many_records_reloads(services: Services, model: TimelineModel) -> None:
    model.reload()
    write(services, 50)
    assert titles(model)[1] == "Day 0"
    assert len([title for title in titles(model) if title.startswith("Day")]) == 50


def test_a_record_without_a_day_stands_where_it_was_written(services: Services, model: TimelineModel) -> None:
    record = services.records.save(Insight(title="Undated"))
    assert record.created_at is not None
    model.reload()
    month = model.index(0).data(TimelineModel.EntryRole)
    assert month == Month(record.created_at.year, record.created_at.month)
