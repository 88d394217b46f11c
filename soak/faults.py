"""Lets the disk fail at random under random edits: a clear error, the state before it intact, then work goes on.

The faults are those of `tests.storage.faulty_files`: short writes, a full disk, errors on reading, writing,
flushing and locking, a disk that becomes read-only, files that cannot be opened. Each meets one call, a few or all
until it ends. Even seeds edit a plain journal, odd ones an encrypted one.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject

from mentorjournal.errors import JournalError, NotAJournal
from mentorjournal.gui.autosave import NOT_SAVED, Autosaver
from mentorjournal.model.types import Goal
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.checking import check
from mentorjournal.storage.database import Database
from soak.editing import Editing, print_of
from soak.kill import both
from soak.part import Ask, Outcome, through_seeds
from soak.working import Start
from tests.storage.faulty_files import KINDS, Fault, FaultyFiles, faulty_files

STEPS: Final = 20
HOW_OFTEN: Final = 0.5
"""The share of the steps that meet a fault."""


def run(ask: Ask) -> Outcome:
    """Every seed."""
    app = QCoreApplication.instance() or QCoreApplication([])
    with tempfile.TemporaryDirectory() as name:
        starts = both(Path(name))
        made = through_seeds(ask, lambda seed, folder: one(starts[seed % 2].copied(folder), seed))
    app.shutdown()
    return made


def one(start: Start, seed: int, steps: int = STEPS, *, reopened: bool = True) -> Counter[str]:
    """One script with its faults; raises AssertionError where a promise is broken."""
    with faulty_files() as layer:
        trial = _Trial(start, seed, layer)
        for _ in range(steps):
            trial.step()
        trial.type_while_it_fails()
        if reopened:
            trial.open_while_it_fails()
        trial.end()
    return trial.counts


class _Trial:
    """An open journal, somebody who edits it, and the disk below."""

    def __init__(self, start: Start, seed: int, layer: FaultyFiles) -> None:
        self.counts: Counter[str] = Counter()
        self._start = start
        self._layer = layer
        self._dice = random.Random(f"faults {seed}")
        self._journal = self._opened()
        self._editing = Editing(self._services(), seed, start.path.parent)

    def step(self) -> None:
        """One edit, in a half of the cases on a disk that fails."""
        if self._dice.random() > HOW_OFTEN:
            self._editing.step()
            self.counts["edits"] += 1
            return
        before = print_of(self._journal)
        fault = self._arm()
        failed = ""
        try:
            self._editing.step()
        except JournalError as error:
            failed = self._clear(error, fault)
        self._lift()
        assert not self._journal.read_only_because, f"{fault}: {self._journal.read_only_because}"
        if failed:
            assert print_of(self._journal) == before, f"{fault}: something was changed; it said: {failed}"
            self._services().records.save(Goal(title=f"After {fault.kind}"))
        self.counts["edits"] += 1

    def type_while_it_fails(self) -> None:
        """What was typed waits in the window until the disk takes it."""
        services, page = self._services(), QObject()
        goal = services.records.save(Goal(title="Before"))
        typed, said = self._editing.words(), list[str]()
        saver = Autosaver(lambda: _type(services, goal.id, typed), page)
        saver.failed.connect(said.append)
        fault = self._arm()
        saver.touch()
        saved = saver.flush()
        assert saver.pending is not saved
        assert bool(said) is not saved
        assert all(line.startswith(NOT_SAVED) for line in said)
        self._lift()
        assert saver.flush(), f"{fault}: what was typed cannot be saved any more"
        assert services.records.get(Goal, goal.id).title == typed, f"{fault}: what was typed is lost"
        self.counts["typed texts kept"] += 1

    def open_while_it_fails(self) -> None:
        """Closing and opening on a failing disk lose nothing either."""
        before = print_of(self._journal)
        fault = self._arm()
        self._journal.close()
        self._lift()
        self._opened_same(before, fault)
        self._journal.close()
        fault = self._arm()
        try:
            found = self._start.opened()
            try:
                print_of(found)
            finally:
                found.close()
        except JournalError as error:
            self._clear(error, fault)
        self._lift()
        self._opened_same(before, fault)
        self.counts["openings"] += 2

    def end(self) -> None:
        """The full check passes."""
        report = check(self._journal)
        assert report.ok, report.sentences
        self._journal.close()

    def _opened_same(self, before: str, fault: Fault) -> None:
        self._journal = self._opened()
        assert print_of(self._journal) == before, f"{fault}: it is another journal than before"

    def _opened(self) -> Database:
        journal = self._start.opened()
        assert not journal.read_only_because, journal.read_only_because
        return journal

    def _services(self) -> Services:
        return services_for(self._journal)

    def _arm(self) -> Fault:
        kind = self._dice.choice(tuple(KINDS))
        fault = Fault(kind, self._dice.choice((1, 1, 2, 3, 5, 8, 13, 40)), self._dice.choice((1, 3, -1)))
        self._layer.arm(fault)
        self._failed_before = self._layer.failed
        return fault

    def _lift(self) -> None:
        self._layer.lift()
        self.counts["faults met"] += self._layer.failed > self._failed_before

    def _clear(self, error: JournalError, fault: Fault) -> str:
        """The message of an error that says what happened and what was kept, and calls nothing damaged."""
        said = error.message
        assert not isinstance(error, NotAJournal), f"{fault}: a failing disk is called a damaged file: {said}"
        assert self._layer.failed > self._failed_before, f"an error without a fault: {said}"
        assert said.count(".") >= 2, f"{fault}: says too little: {said}"
        self.counts["clear errors"] += 1
        return said


def _type(services: Services, record_id: str, typed: str) -> None:
    services.records.amend(record_id, {"title": typed}, sitting=True)
