"""The lines of the palette: commands that match first, then records, and words for screen readers."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from mentorjournal.gui.actions import Command
from mentorjournal.gui.models.palette_model import (
    ENTRY_ROLE,
    MOST_COMMANDS,
    PaletteModel,
    command_entry,
    entries,
    matching,
    record_entry,
)
from mentorjournal.model.types import Goal, Insight
from mentorjournal.services.bundle import Services


def command(text: str, shortcut: str = "") -> Command:
    return Command(text, text, lambda: None, "add", shortcut)


COMMANDS = (command("New goal"), command("Go to Goals", "Ctrl+3"), command("Settings"), command("Lock"))


def test_every_typed_word_must_occur_and_a_beginning_comes_first() -> None:
    assert [found.text for found in matching(COMMANDS, "GO")] == ["Go to Goals", "New goal"]
    assert [found.text for found in matching(COMMANDS, "goals to")] == ["Go to Goals"]
    assert matching(COMMANDS, "goals lock") == []


def test_nothing_typed_lists_the_latest_records_and_then_commands(services: Services) -> None:
    services.records.save(Insight(title="Silence helps", date=dt.date(2026, 4, 14)))
    many = tuple(command(f"Command {number}") for number in range(20))
    found = entries(many, "  ", (), services.timeline.latest())
    assert [line.title for line in found[:2]] == ["Silence helps", "Command 0"]
    assert len(found) == 1 + MOST_COMMANDS


def test_typed_words_list_commands_and_then_what_was_found(services: Services) -> None:
    services.records.save(Goal(title="Plan the ward round", why="So that nobody waits for the registrar."))
    hits = services.timeline.search("reg")
    found = entries((command("Register"), *COMMANDS), "reg", hits, ())
    assert [line.title for line in found] == ["Register", "Plan the ward round"]
    assert "\x02registrar\x03" in found[1].snippet
    assert found[1].record_id == hits[0].row.id


def test_a_snippet_that_only_repeats_the_title_is_left_out(services: Services) -> None:
    services.records.save(Insight(title="Silence helps"))
    (hit,) = services.timeline.search("silence")
    assert record_entry(hit.row, "\x02Silence\x03 helps").snippet == ""
    assert record_entry(hit.row, "In \x02silence\x03").snippet == "In \x02silence\x03"


def test_a_line_reads_as_its_title_kind_and_day(services: Services) -> None:
    services.records.save(Insight(title="Silence helps", date=dt.date(2026, 4, 14)))
    model = PaletteModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_entries([record_entry(services.timeline.latest()[0]), command_entry(COMMANDS[1])])
    read = [
        model.index(row).data(role)
        for row in range(model.rowCount())
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    ]
    assert read == ["Silence helps, Insight, 14 Apr 2026"] * 2 + ["Go to Goals, Ctrl+3"] * 2
    assert model.index(1).data(ENTRY_ROLE).command is COMMANDS[1]
    assert model.entry(QModelIndex()) is None
    model.set_entries([])
    assert model.rowCount() == 0
