"""Refuses the system calls of our own file writing one after the other: what was there stays, or the new is whole.

Exports to a file and a folder, a copied attachment, a backup, each over an older one, and a new journal; the calls
are those of `tests.storage.faulty_calls`. One seed is one verb with one failing call, drawn at random.
"""

from __future__ import annotations

import errno
import random
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

from mentorjournal.errors import JournalError
from mentorjournal.model.types import Attachment
from mentorjournal.services import exporting
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.storage.backup import backup, counts_of
from mentorjournal.storage.journal_file import create
from soak.editing import print_of
from soak.kill import both
from soak.part import Ask, Outcome, through_seeds
from soak.working import Start
from tests.storage.faulty_calls import faulty_calls

CODES: Final = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS)
Verb = Callable[[Services, Path], object]


def run(ask: Ask) -> Outcome:
    """Every seed."""
    with tempfile.TemporaryDirectory() as name:
        starts = both(Path(name))
        return through_seeds(ask, lambda seed, folder: one(starts[seed % 2].copied(folder), seed))


def _copy_attachment(services: Services, target: Path) -> None:
    with services.journal.reading() as reader:
        chosen = reader.find(Attachment)[0].id
    services.attachments.save_as(chosen, target)


def _back_up(services: Services, target: Path) -> None:
    backup(services.journal.path, services.journal.key, target, replace=True)


def _make_new(_services: Services, target: Path) -> None:
    if target.exists():
        target.unlink()
    create(target).close()


VERBS: Final[dict[str, Verb]] = {
    "entries.json": lambda services, target: exporting.export_json(services.journal, target, force=True),
    "folder": lambda services, target: exporting.export_json(services.journal, target, force=True),
    "attachment.bin": _copy_attachment,
    "copy.journal": _back_up,
    "new.journal": _make_new,
}


def one(start: Start, seed: int) -> Counter[str]:
    """One verb, one failing call; raises AssertionError where something is lost or left half done."""
    dice = random.Random(f"files {seed}")
    name = dice.choice(tuple(VERBS))
    out = start.path.parent / "out"
    out.mkdir()
    target, verb = out / name, VERBS[name]
    with start.opened() as journal, faulty_calls(out) as layer:
        services = services_for(journal)
        layer.plan(0)
        verb(services, target)
        calls = layer.calls
        before, state = _seen(target), print_of(journal)
        layer.plan(dice.randint(1, calls), dice.choice(CODES), all_on=dice.random() < 0.5)
        said = ""
        try:
            verb(services, target)
        except JournalError as error:
            said = error.message
        except OSError:
            assert name == "new.journal", "an error of the system came through"
            said = "The file could not be removed. Nothing else was done."  # by the trial itself
        failed = layer.failed
        layer.plan(0)
        if said:
            assert said.count(".") >= 2, said
            assert print_of(journal) == state, f"{failed}: the journal was changed"
            same = _seen(target) == before or "It was written;" in said
            assert same or _is_new_and_whole(start, target), f"{failed}: {name} is neither: {said}"
        verb(services, target)
        assert _seen(target), f"{failed}: it cannot be made afterwards"
        left = {path.name for path in out.iterdir()} - {name, f".{name}.lock"}
        assert not left, f"{failed}: {left} is left behind"
    return Counter({f"{name}": 1, "clear errors": bool(said), "calls failed": bool(failed)})


def _is_new_and_whole(start: Start, target: Path) -> bool:
    """A journal that got its name before the failing call, or one whose older file the trial took away."""
    if target.name == "new.journal":
        return not target.exists() or not any(counts_of(target, None).records.values())
    return target.name == "copy.journal" and counts_of(target, start.copied_key()).total > 0


def _seen(target: Path) -> list[tuple[str, bytes]]:
    """The names and bytes of a file, or of a folder's files."""
    if target.is_dir():
        return [(str(path.relative_to(target)), path.read_bytes()) for path in sorted(target.rglob("*.*"))]
    return [(target.name, target.read_bytes())] if target.exists() else []
