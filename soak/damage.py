"""Damages a journal in every page and in other ways, one seed at a time, and breaks upgrades at every statement.

Each damaged journal opens or says why not, is never written, and what is on its other pages is saved whole.
"""

from __future__ import annotations

import random
import shutil
import signal
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from mentorjournal.errors import JournalError, StorageFailed, WrongPassphrase
from mentorjournal.model.types import Attachment, Goal, Person, Reflection, Tag
from mentorjournal.services.checking import check
from mentorjournal.services.opening import open_services
from mentorjournal.services.salvaging import salvage
from mentorjournal.storage import keys
from mentorjournal.storage.journal_file import create, open_journal
from mentorjournal.storage.keys import PAGE_BYTES, Key
from mentorjournal.storage.merging import merged_copy
from mentorjournal.storage.single_pages import SinglePages
from soak.part import Ask, Outcome, through_seeds
from tests.storage.helpers import assert_sound, picture
from tests.storage.test_damage import everything
from tests.storage.upgrade_steps import (
    PASSPHRASE,
    Statements,
    assert_old_or_done,
    broken,
    state,
    stored,
    upgrade_in_a_process,
)

FEW_ROUNDS = 1_000
KINDS = ("flip", "zero", "noise", "cut", "log")
UPGRADES = ((1, False), (2, False), (1, True), (2, True))
MOST_STATEMENTS = 140
"""A little more than the longest upgrade takes."""


class Base:
    """A journal to damage: its file, its log, its key, what it holds, and how many rows each page has."""

    def __init__(self, folder: Path, passphrase: str) -> None:
        folder.mkdir()
        self.path, self.passphrase = folder / "mine.journal", passphrase
        with create(self.path, passphrase) as journal:
            _fill(journal)
            self.key = journal.copy_key()
            self.records = dict(picture(journal)["records"])
        with open_journal(self.path, key=self.key) as journal:
            with journal.writing("New tag") as writer:
                writer.put(Tag(title="in the log"))
            self.logged = dict(picture(journal)["records"])
            for end in ("", "-wal"):
                shutil.copy(f"{self.path}{end}", folder / f"logged{end}")
        shutil.copy(folder / "logged", self.path)
        (folder / "logged-wal").replace(folder / "log")
        self.log = folder / "log"
        self.rows = self._rows(folder)

    def _rows(self, folder: Path) -> dict[int, int]:
        merged = merged_copy(self.path, folder / "copy")
        pages = SinglePages(folder / "copy", merged.pages, self.key, folder / "pages")
        found = {number: len(pages.heads(number)) for number in pages}
        pages.close()
        return found


def _fill(journal: Any) -> None:
    with journal.writing("Start") as writer:
        tags = [writer.put(Tag(title=f"tag {number}")).id for number in range(5)]
        people = [writer.put(Person(title=f"Person {number}")).id for number in range(5)]
        data = bytes(range(256)) * 100
        writer.put(Attachment(title="scan", sha256=writer.put_blob(data), size=len(data)))
    for number in range(30):
        with journal.writing("Entry") as writer:
            writer.put(Reflection(title=f"Reflection {number}", tags=tuple(tags[number % 5 :])))
            why = "What I asked, and what I was told. " * (number * 5)
            writer.put(Goal(title=f"Goal {number}", why=why, people=(people[number % 5],)))


def run(ask: Ask) -> Outcome:
    """Seeds go through the pages in turn, plain and encrypted; every fourth breaks an upgrade instead."""
    rounds, keys.KDF_ITERATIONS = keys.KDF_ITERATIONS, FEW_ROUNDS
    try:
        with tempfile.TemporaryDirectory() as name:
            bases = [Base(Path(name) / (word or "plain"), word) for word in ("", "three quiet herons")]
            keys.KDF_ITERATIONS = FEW_ROUNDS

            def work(seed: int, folder: Path) -> Counter[str]:
                if seed % 4 == 3:
                    return upgrade(seed // 4, folder, rounds)
                return damage(bases[seed % 2], seed, folder)

            return through_seeds(ask, work)
    finally:
        keys.KDF_ITERATIONS = rounds


def damage(base: Base, seed: int, folder: Path) -> Counter[str]:
    """Damage one journal in one way, look at it, and save what can be read."""
    dice = random.Random(seed)
    kind = "flip" if dice.random() < 0.5 else dice.choice(KINDS)
    path = folder / "mine.journal"
    data = bytearray(base.path.read_bytes())
    number = seed // 2 % (len(data) // PAGE_BYTES) + 1
    _harm(data, kind, number, dice)
    path.write_bytes(data)
    if kind == "log":
        log = bytearray(base.log.read_bytes())
        log[dice.randrange(len(log))] ^= 1 << dice.randrange(8)
        (folder / "mine.journal-wal").write_bytes(log)
    counts = Counter({kind: 1, "damaged": 1})
    before = everything(path)
    counts[_looked_at(path, base)] += 1
    after = {name: held for name, held in everything(path).items() if name in before}
    assert after == before, f"{kind} of page {number}: the file was written"
    try:
        counts.update(_saved(path, base, kind, number, folder / "new.journal"))
    except (WrongPassphrase, StorageFailed) as error:
        if not (isinstance(error, WrongPassphrase) and number == 1) and kind != "cut":
            raise
        counts["nothing to save"] += 1
    return counts


def _harm(data: bytearray, kind: str, number: int, dice: random.Random) -> None:
    start = (number - 1) * PAGE_BYTES
    if kind == "flip":
        data[start + dice.randrange(PAGE_BYTES)] ^= 1 << dice.randrange(8)
    elif kind == "zero":
        data[start : start + PAGE_BYTES] = bytes(PAGE_BYTES)
    elif kind == "noise":
        data[start : start + PAGE_BYTES] = dice.randbytes(PAGE_BYTES)
    elif kind == "cut":
        del data[dice.randrange(PAGE_BYTES, len(data)) :]


def _looked_at(path: Path, base: Base) -> str:
    """Open it as a window does, read everything, and check it where it opens."""
    try:
        services = open_services(path, base.passphrase)
    except JournalError:
        return "refused"
    with services.journal as journal:
        if journal.read_only_because:
            _read(journal)
            return "found at opening"
        # Looked at without the search index, whose check counts as a write.
        journal.stop_writing("it is only looked at.")
        _read(journal)
        return "found by the check" if not check(journal).ok else "not found, for no structure was hurt"


def _read(journal: Any) -> None:
    try:
        picture(journal)
    except (JournalError, ValueError, TypeError, KeyError, IndexError):
        return


def _saved(path: Path, base: Base, kind: str, number: int, target: Path) -> Counter[str]:
    salvage(path, base.passphrase, target, key=_copied(base.key) if number == 1 else None)
    with open_journal(target, key=_copied(base.key)) as journal:
        assert not journal.read_only_because
        assert_sound(journal)
        found = dict(picture(journal)["records"])
    wanted = base.logged if kind == "log" and len(found) > len(base.records) else base.records
    changed = [key for key, value in wanted.items() if found.get(key) != value]
    if kind != "cut":
        # A page holds rows of its own, or a part of one row, or leads to others.
        most = max(1, base.rows.get(number, 1)) if kind != "log" else 0
        assert len(changed) <= most, f"{kind} of page {number}: {len(changed)} records differ, {most} could"
    return Counter({"saved": 1, "records whole": len(wanted) - len(changed), "records hurt": len(changed)})


def _copied(key: Key | None) -> Key | None:
    return key.copy() if key is not None else None


def upgrade(turn: int, folder: Path, rounds: int) -> Counter[str]:
    """Break one upgrade: at the statement of this turn, by an error, and now and then by a kill or a full disk."""
    version, encrypted = UPGRADES[turn % len(UPGRADES)]
    at = turn // len(UPGRADES) % MOST_STATEMENTS + 1
    few, keys.KDF_ITERATIONS = keys.KDF_ITERATIONS, rounds
    try:
        path, key = stored(folder, version, encrypted=encrypted)
        before = state(path, key)
        if turn % 5 == 0:
            ended = upgrade_in_a_process(path, at, PASSPHRASE if encrypted else "")
            assert ended in (0, -signal.SIGKILL), ended
            how = "upgrades killed"
        elif turn % 5 == 1:
            how = "upgrades on a full disk"
            _upgraded(path, key, Statements(), at % 40)
        else:
            how = "upgrades with an error"
            _upgraded(path, key, Statements(at), None)
        done = assert_old_or_done(path, key, before)
        return Counter({how: 1, "upgrades done": int(done), "upgrades as before": int(not done)})
    finally:
        keys.KDF_ITERATIONS = few


def _upgraded(path: Path, key: Key | None, statements: Statements, spare_pages: int | None) -> None:
    said = "as it was"
    with broken(statements, spare_pages):
        try:
            open_journal(path, key=_copied(key)).close()
        except JournalError as error:
            said = error.message
    assert "as it was" in said or "no backup was kept" in said, said
