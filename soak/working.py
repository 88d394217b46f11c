"""Scripts run in a child that tells what it has committed, and the look at what it left after it was killed."""

from __future__ import annotations

import os
import shutil
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mentorjournal.model.types import Goal
from mentorjournal.services.bundle import services_for
from mentorjournal.services.checking import check
from mentorjournal.services.opening import create_services
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import open_journal
from mentorjournal.storage.keys import Key
from soak.editing import Editing, begin, print_of, same_ids
from tests.storage.faulty_files import faulty_files

PASSPHRASE: Final = "three quiet herons"  # noqa: S105  of a journal that is thrown away
DONE: Final = "done"
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Start:
    """A closed journal to begin from, made once; `kept` is None for a plain one."""

    path: Path
    kept: Key | None

    @classmethod
    def made(cls, folder: Path, *, encrypted: bool) -> Start:
        """A small journal with a little of everything in it."""
        path = folder / ("sealed.journal" if encrypted else "plain.journal")
        services = create_services(path, PASSPHRASE if encrypted else "")
        begin(services, folder)
        key = services.journal.copy_key()
        services.journal.close()
        return cls(path, key)

    def copied(self, folder: Path) -> Start:
        """The same in another folder."""
        folder.mkdir(parents=True, exist_ok=True)
        return Start(Path(shutil.copyfile(self.path, folder / self.path.name)), self.kept)

    def opened(self) -> Database:
        """The journal, open; closing it wipes the key that it was given."""
        return open_journal(self.path, key=self.copied_key())

    def copied_key(self) -> Key | None:
        """A key of its own for whoever opens the file."""
        return None if self.kept is None else self.kept.copy()


@dataclass(frozen=True, slots=True)
class Told:
    """What a child told before it ended: the print of the journal at the start and after each step (of an
    undisturbed run; else only that the step is done), and how it ended."""

    prints: tuple[str, ...]
    calls: int
    """How many calls that change files it made, where it came to its end."""
    killed: bool


def edit(start: Start, seed: int, steps: int, tell: Tell, *, end_at: int = 0, prints: bool = False) -> None:
    """Open, do so many steps, tell of each, close. For a process of its own: it is ended before its call
    number `end_at` that changes a file. With `prints` it tells the print of the journal."""
    same_ids(seed)
    with faulty_files() as layer:
        layer.end_at = end_at
        _edit(start, seed, steps, tell, prints=prints)
        tell(f"calls {layer.changing}")


def _edit(start: Start, seed: int, steps: int, tell: Tell, *, prints: bool) -> None:
    with start.opened() as journal:
        tell(print_of(journal) if prints else DONE)
        editing = Editing(services_for(journal), seed, start.path.parent)
        for _ in range(steps):
            editing.step()
            tell(print_of(journal) if prints else DONE)


@contextmanager
def child(work: Callable[[Tell], None]) -> Iterator[tuple[int, int]]:
    """Run `work` in a forked process: its id and the reading end of what it tells, a line each."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        code = 1
        try:
            os.close(reading)
            work(lambda line: _write(writing, line))
            code = 0
        except BaseException:  # noqa: BLE001  told to the parent, which fails with it
            _write(writing, "error " + traceback.format_exc().replace("\n", "\n  "))
        finally:
            os._exit(code)
    os.close(writing)
    try:
        yield process, reading
    finally:
        os.close(reading)


def _write(writing: int, line: str) -> None:
    os.write(writing, line.encode() + b"\n")


def heard(process: int, reading: int) -> Told:
    """Everything a child tells until it ends. An error that it tells of is raised."""
    with os.fdopen(os.dup(reading), "r", encoding="utf-8") as stream:
        lines = stream.read().splitlines()
    _, status = os.waitpid(process, 0)
    errors = [line for line in lines if line.startswith(("error ", "  "))]
    if errors:
        raise AssertionError("\n".join(errors))
    prints = tuple(line for line in lines if not line.startswith("calls "))
    calls = next((int(line.split()[1]) for line in lines if line.startswith("calls ")), 0)
    return Told(prints, calls, os.WIFSIGNALED(status))


def told_by(work: Callable[[Tell], None]) -> Told:
    """Run `work` in a process of its own to its end."""
    with child(work) as (process, reading):
        return heard(process, reading)


def look_after(start: Start, wanted: set[str]) -> str:
    """Open what a killed writer left: it opens without help, to be written, passes the full check, is one of
    the `wanted` states, and can be worked on. The state it is in."""
    with start.opened() as journal:
        assert not journal.read_only_because, journal.read_only_because
        found = print_of(journal)
        report = check(journal)
        assert report.ok, report.sentences
        assert found in wanted, (
            f"the journal is in another state than before and after the last step: {found}"
        )
        services_for(journal).records.save(Goal(title="Work goes on"))
    return found
