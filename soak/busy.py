"""Two processes of four threads write 10,000 edits in all into one journal, while others read: none is lost.

The lock that keeps a second window from writing is left out, for SQLite's own must hold without it. Every edit
counts a shared number up and adds a record with an id of its own; one seed is one such run, even ones on a plain
journal, odd ones on an encrypted one.
"""

from __future__ import annotations

import tempfile
import threading
from collections import Counter
from functools import partial
from pathlib import Path

from mentorjournal.model.types import Goal, Tag
from mentorjournal.services.checking import check
from mentorjournal.storage import engine
from mentorjournal.storage.database import Database
from soak.kill import both
from soak.part import Ask, Outcome, through_seeds
from soak.working import Start, Tell, child, heard

PROCESSES, THREADS, EDITS = 2, 4, 1_250


def run(ask: Ask) -> Outcome:
    """Every seed."""
    with tempfile.TemporaryDirectory() as name:
        starts = both(Path(name))
        return through_seeds(ask, lambda seed, folder: one(starts[seed % 2].copied(folder), EDITS))


def one(start: Start, edits: int) -> Counter[str]:
    """Let every thread of every process do so many edits, then count."""
    with start.opened() as journal, journal.writing("Start") as writer:
        counter = writer.put(Tag(title="0")).id
        goals = writer.count(Goal)
    work = partial(_work, start, counter, edits)
    with child(partial(work, 0)) as first, child(partial(work, 1)) as second:
        told = [line for process in (first, second) for line in heard(*process).prints]
    expected = {f"{process}-{thread}-{step}" for process, thread, step in _all(edits)}
    assert not [line for line in told if line.startswith("failed")], told
    with start.opened() as journal:
        with journal.reading() as reader:
            counted = reader.get(Tag, counter).title
            kept = {goal.title for goal in reader.find(Goal)}
            many = reader.count(Goal) - goals
        report = check(journal)
    assert counted == str(len(expected)), f"{len(expected)} edits, and the number says {counted}"
    assert expected <= kept, f"lost: {sorted(expected - kept)[:5]}"
    assert many == len(expected), f"{many} records instead of {len(expected)}"
    assert report.ok, report.sentences
    reads = sum(int(line.split()[1]) for line in told if line.startswith("reads"))
    return Counter({"edits": len(expected), "reads beside them": reads})


def _all(edits: int) -> list[tuple[int, int, int]]:
    return [(p, t, step) for p in range(PROCESSES) for t in range(THREADS) for step in range(edits)]


def _work(start: Start, counter: str, edits: int, process: int, tell: Tell) -> None:
    """Four threads that write through one open journal, and one that reads all the time."""
    key = None if start.kept is None else start.kept.copy()
    made = engine.make_engine(start.path, key, read_only=False)
    journal = Database(start.path, made, encrypted=key is not None, lock=None, key=key)
    writers = [
        threading.Thread(target=_write, args=(journal, counter, edits, f"{process}-{number}", tell))
        for number in range(THREADS)
    ]
    over = threading.Event()
    reader = threading.Thread(target=_read, args=(journal, counter, over, tell))
    for thread in (reader, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    over.set()
    reader.join()
    journal.close()


def _write(journal: Database, counter: str, edits: int, name: str, tell: Tell) -> None:
    try:
        for step in range(edits):
            with journal.writing("New goal") as writer:
                number = int(writer.get(Tag, counter).title)
                writer.put(Tag(id=counter, title=str(number + 1)))
                writer.put(Goal(title=f"{name}-{step}"))
    except Exception as error:  # noqa: BLE001  told to the parent, which fails with it
        tell(f"failed {name}: {error}")


def _read(journal: Database, counter: str, over: threading.Event, tell: Tell) -> None:
    reads, last = 0, 0
    try:
        while not over.wait(0.001):
            with journal.reading() as reader:
                now = int(reader.get(Tag, counter).title)
                assert now >= last, f"the number went back from {last} to {now}"
                last = now
            reads += 1
    except Exception as error:  # noqa: BLE001  told to the parent, which fails with it
        tell(f"failed to read: {error}")
    tell(f"reads {reads}")
