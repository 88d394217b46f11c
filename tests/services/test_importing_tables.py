"""A table comes in as it is mapped; the journal remembers the mapping; one undo takes all of it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange.plain import Watch
from mentorjournal.model.types import Activity, Goal, Person, Reflection
from mentorjournal.services import importing
from mentorjournal.services.bundle import Services
from mentorjournal.services.imported_tables import Columns, TableJournal, first_rows, read_as
from mentorjournal.services.opening import create_services

HOURS = "Date,Spent,What,Mentor\n03/04/2024,2,Aims,Rosa Lind\n05/06/2024,1,Draft,Rosa Lind\n"


@pytest.fixture
def services(tmp_path: Path) -> Services:
    return create_services(tmp_path / "mine.mentorjournal")


@pytest.fixture
def hours(tmp_path: Path) -> Path:
    path = tmp_path / "hours.csv"
    path.write_text(HOURS, "utf-8")
    return path


WANTED = Columns({"Spent": "hours", "What": "title"}, "hours", "day first")


def test_a_mapping_is_remembered_by_the_header(services: Services, hours: Path, tmp_path: Path) -> None:
    database = services.journal
    importing.run(database, importing.preview(database, hours, columns=WANTED))
    found = sorted(
        (one.date.isoformat() if one.date else "", one.hours) for one in services.records.all(Activity)
    )
    assert found == [("2024-04-03", 2.0), ("2024-06-05", 1.0)]
    later = tmp_path / "later.csv"
    later.write_text("DATE,spent,What,Mentor\n07/08/2024,3,More,Rosa Lind\n", "utf-8")
    seen = importing.preview(database, later)
    assert isinstance(seen.batch, TableJournal)
    assert seen.batch.mapping.columns == ("date", "hours", "title", "person")
    assert seen.batch.mapping.order == "day first"
    assert not seen.asks
    importing.run(database, seen)
    assert len(services.records.all(Person)) == 1
    assert {one.people for one in services.records.all(Activity)} == {(services.records.all(Person)[0].id,)}


def test_dates_both_ways_round_come_in_only_when_somebody_says_which(services: Services, hours: Path) -> None:
    hours.write_text(HOURS.replace("Spent", "Hours"), "utf-8")
    seen = importing.preview(services.journal, hours)
    assert "both ways" in seen.asks
    with pytest.raises(ImportRefused, match="Say which comes first"):
        importing.run(services.journal, seen)
    assert services.records.counts() == {}


def test_importing_twice_changes_nothing_and_one_undo_takes_all_back(services: Services, hours: Path) -> None:
    importing.run(services.journal, importing.preview(services.journal, hours, columns=WANTED))
    again = importing.run(services.journal, importing.preview(services.journal, hours))
    assert again.imported == 0
    lines = HOURS.splitlines()
    hours.write_text("\n".join((f"{lines[0]},Notes", *(f"{line}," for line in lines[1:]))), "utf-8")
    wider = importing.run(services.journal, importing.preview(services.journal, hours, columns=WANTED))
    assert wider.imported == 0
    services.history.undo()
    assert services.records.counts() == {}


def test_nothing_at_all_comes_in_where_that_was_chosen(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "h.csv"
    path.write_text("Date,Hours\n2024-01-01,1\nsoon,1\n", "utf-8")
    with pytest.raises(ImportRefused, match="as you chose: line 3"):
        importing.run(services.journal, path, whole=True)
    assert services.records.counts() == {}
    assert importing.run(services.journal, path).imported == 1


def test_habits_become_goals_with_the_days_they_were_kept(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "Checkmarks.csv"
    path.write_text("Date,Write,Walk\n2024-01-01,YES_MANUAL,NO\n2024-01-02,YES_MANUAL,YES_AUTO\n", "utf-8")
    importing.run(services.journal, path)
    goals = {goal.title: goal.id for goal in services.records.all(Goal)}
    assert set(goals) == {"Write", "Walk"}
    assert [one.goal for one in services.records.all(Activity)] == [goals["Write"]] * 2
    path.write_text(path.read_text("utf-8") + "2024-01-03,NO,YES_MANUAL\n", "utf-8")
    importing.run(services.journal, path)
    assert sorted(one.title for one in services.records.all(Activity)) == ["Walk", "Write", "Write"]
    assert goals["Walk"] in {one.goal for one in services.records.all(Activity)}


def test_notes_become_entries(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "notes.tsv"
    path.write_text("Title\tNote\tDate\tTags\nSilence\tIt worked.\t2024-05-02\tlistening, calm\n", "utf-8")
    importing.run(services.journal, path)
    (entry,) = services.records.all(Reflection)
    assert (entry.title, entry.sections[0].text, len(entry.tags)) == ("Silence", "It worked.", 2)


def test_what_was_guessed_is_said_and_shown(services: Services, hours: Path) -> None:
    seen = importing.preview(services.journal, hours, columns=WANTED)
    assert isinstance(seen.batch, TableJournal)
    said = " ".join(read_as(seen.batch.table, seen.batch.mapping))
    assert "Read as hours: Date is date; Spent is hours; What is title; Mentor is person." in said
    shown, wrong = first_rows(seen.batch.table, seen.batch.mapping, Watch())
    assert [(one.becomes, one.day, one.hours, one.title) for one in shown] == [
        ("Person", "", "", "Rosa Lind"),
        ("Activity", "2024-04-03", "2.00", "Aims"),
        ("Activity", "2024-06-05", "1.00", "Draft"),
    ]
    assert not wrong


def test_a_table_nobody_knows_is_shown_so_that_its_columns_can_be_named(
    services: Services, hours: Path
) -> None:
    hours.write_text("Date,B\nsoon,x\n", "utf-8")
    seen = importing.preview(services.journal, hours)
    assert (seen.found, seen.problems[0].message) == (0, "No row can be read so. Say what its columns mean.")


def test_columns_are_refused_for_what_is_no_table(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("[2024-01-01 10:00] Title\nText\n", "utf-8")
    with pytest.raises(ImportRefused, match="no columns to name"):
        importing.preview(services.journal, path, columns=WANTED)
