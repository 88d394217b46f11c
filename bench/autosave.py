"""What one autosave costs against one raw INSERT and COMMIT into the same file by the same engine."""

from __future__ import annotations

import shutil
from pathlib import Path

from bench.journal import Words
from bench.opened import services_and_raw
from bench.ratio import Ratio, alternate, median, milliseconds, percentile
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Person, Reflection, Tag

AIM = 5.0
WORDS = 120


def measure(journal: Path, rounds: int, secret: str = "") -> Ratio:
    """Type on in one reflection of 120 words; each save keeps a little more of it."""
    words = Words(5)
    text = words.text(WORDS)
    # A copy, for a second connection would throw away what the first one has in its cache.
    beside = journal.with_name("raw-" + journal.name)
    shutil.copyfile(journal, beside)
    services, raw = services_and_raw(journal, secret, beside)
    raw.execute("CREATE TABLE bench_note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
    entry = services.records.save(
        Reflection(
            title="What I noticed today",
            sections=(Section("text", "Text", text),),
            people=tuple(person.id for person in services.records.all(Person)[:2]),
            tags=tuple(tag.id for tag in services.records.all(Tag)[:2]),
        ),
        "New reflection",
    )
    typed = [text]

    def save() -> None:
        typed[0] = f"{typed[0]} {words.sentence(2)}"[-len(text) - 200 :]
        sections = (Section("text", "Text", typed[0]),)
        services.records.amend(entry.id, {"sections": sections}, "Edit reflection", sitting=True)

    def insert() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO bench_note(text) VALUES (?)", (typed[0],))
        raw.execute("COMMIT")

    try:
        for _ in range(max(2, rounds // 10)):
            save()
            insert()
        ours, floor = alternate(rounds, lambda: milliseconds(save), lambda: milliseconds(insert))
    finally:
        raw.close()
        services.journal.close()
    more = {"ours_p95": round(percentile(ours, 0.95), 3), "floor_p95": round(percentile(floor, 0.95), 3)}
    return Ratio("one autosave", "a raw INSERT and COMMIT", median(ours), median(floor), "ms", AIM, more)
