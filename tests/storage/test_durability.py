"""Several writers at once, and a writer killed at any moment: nothing committed is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import threading
from pathlib import Path

import pytest

from mentorjournal.model.types import Goal, Tag
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create, open_journal
from tests.storage.helpers import assert_sound, start

THREADS, EACH = 4, 15


def test_threads_that_write_together_lose_nothing(journal: Database) -> None:
    failures: list[BaseException] = []
    with journal.writing("Start") as writer:
        counter = writer.put(Tag(title="0"))

    def work(number: int) -> None:
        try:
            for step in range(EACH):
                with journal.writing("New goal") as writer:
                    tag = writer.get(Tag, counter.id)
                    writer.put(Tag(id=tag.id, title=str(int(tag.title) + 1)))
                    writer.put(Goal(title=f"{number}-{step}"))
                with journal.reading() as reader:
                    assert reader.count(Goal) >= step + 1
        except BaseException as error:  # noqa: BLE001  told to the test, which fails with it
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with journal.reading() as reader:
        assert reader.get(Tag, counter.id).title == str(THREADS * EACH)
        assert reader.count(Goal) == THREADS * EACH
    assert_sound(journal)


WRITE_ALONGSIDE = """
import sys
from pathlib import Path
from mentorjournal.model.types import Tag
from mentorjournal.storage import engine
from mentorjournal.storage.database import Database
path = Path(sys.argv[1])
journal = Database(path, engine.make_engine(path, None, read_only=False), encrypted=False, lock=None)
print("ready", flush=True)
sys.stdin.readline()
for _ in range(50):
    with journal.writing("Count") as writer:
        (tag,) = writer.find(Tag)
        writer.put(Tag(id=tag.id, title=str(int(tag.title) + 1)))
journal.close()
"""


def test_two_processes_without_the_lock_wait_for_each_other(journal: Database, path: Path) -> None:
    with journal.writing("Start") as writer:
        tag = writer.put(Tag(title="0"))
    writers = [start(WRITE_ALONGSIDE, str(path)) for _ in range(2)]
    for process in writers:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in writers:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in writers:
        process.communicate()
    assert [process.returncode for process in writers] == [0, 0]
    with journal.reading() as reader:
        assert reader.get(Tag, tag.id).title == "100"
    assert_sound(journal)


WRITE_UNTIL_KILLED = """
import os, sys
from itertools import count
from pathlib import Path
from mentorjournal.model.types import Goal, Person
from mentorjournal.storage.journal_file import open_journal

def say(word, number):
    # In one piece: whoever is killed between two would leave half a line.
    os.write(1, f"{word} {number}\\n".encode())

def write(first):
    say("pid", os.getpid())
    with open_journal(Path(sys.argv[1]), sys.argv[2]) as journal:
        for number in count(first):
            with journal.writing("Both") as writer:
                writer.put(Person(id="person", title=f"n{number}"))
                writer.put(Goal(id=f"goal-{number}", title=f"n{number}", people=("person",)))
                writer.put_blob(str(number).encode() * 500)
            say("stored", number)

for line in sys.stdin:
    child = os.fork()
    if child == 0:
        write(int(line))
    os.waitpid(child, 0)
    say("dead", 0)
"""


def _kill_one(nursery: subprocess.Popen[str], first: int, commits: int, pause: float) -> int:
    """Let a writer start at `first`, kill it soon after some commits, and return the last it told of."""
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    nursery.stdin.write(f"{first}\n")
    nursery.stdin.flush()
    writer, last = 0, first - 1
    killer = threading.Timer(0, lambda: None)
    for line in nursery.stdout:
        word, number = line.split()
        if word == "dead":
            break
        if word == "pid":
            writer = int(number)
        else:
            last = int(number)
        if last - first + 1 == commits:
            killer = threading.Timer(pause, os.kill, (writer, signal.SIGKILL))
            killer.start()
    killer.join()
    return last


@pytest.mark.usefixtures("usual_rounds")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork to start writers quickly")
@pytest.mark.parametrize(
    ("passphrase", "rounds"), [("", 16), ("three quiet herons", 3)], ids=["plain", "encrypted"]
)
def test_a_killed_writer_loses_at_most_what_it_had_not_committed(
    path: Path, passphrase: str, rounds: int
) -> None:
    moments = random.Random(20260414)
    create(path, passphrase).close()
    stored = -1
    nursery = start(WRITE_UNTIL_KILLED, str(path), passphrase)
    for _ in range(rounds):
        last = _kill_one(nursery, stored + 1, moments.randint(0, 4), moments.random() / 50)
        with open_journal(path, passphrase) as journal:
            assert not journal.read_only_because
            assert_sound(journal)
            with journal.reading() as reader:
                stored = max((int(goal.title[1:]) for goal in reader.find(Goal)), default=-1)
                assert stored in (last, last + 1)
                assert reader.count(Goal) == stored + 1
                assert reader.connection.exec_driver_sql("SELECT count(*) FROM blob").scalar() == stored + 1
    nursery.communicate()
    assert stored > rounds
