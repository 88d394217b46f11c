"""The benchmark runs and writes down what it found; how fast anything is, is not a matter of tests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import __main__ as bench
from bench import encryption, journal
from mentorjournal.model.types import Goal, Milestone
from mentorjournal.services.opening import open_services


def test_every_target_is_measured_in_a_tiny_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--out", str(tmp_path), "--records", "120", "--rounds", "0.01", "--pages", "3"]
    arguments += ["--only", *(name for name in bench.NAMES if name != "encryption")]
    assert bench.main(arguments) == 0
    found = json.loads((tmp_path / "bench.json").read_text("utf-8"))
    names = [ratio["name"] for ratio in found["ratios"]]
    expected = (
        *("start to first paint", "Today, read", "one autosave"),
        *(
            "search as you type",
            "progress summary drawn",
            "brief of a mentee gathered",
            "brief of a mentor gathered",
            "figure of hours",
            "map of 150 people",
        ),
    )
    assert set(expected) <= set(names)
    said = capsys.readouterr().out
    for ratio in found["ratios"]:
        assert ratio["ours"] > 0
        assert ratio["floor"] > 0
        assert ratio["name"] in said


@pytest.mark.usefixtures("usual_rounds")
def test_what_encryption_costs_is_measured_upon_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "made.mentorjournal"
    journal.write(path, 60)
    monkeypatch.setattr(encryption, "DAILY", {"autosave": encryption.DAILY["autosave"]})
    opening, saving = encryption.measure(path, 1)
    assert opening.more["derivation_ms"] > 0
    assert saving.name == "encrypted: one autosave"
    assert saving.ours > 0 < saving.floor


def test_the_measured_journal_is_the_same_every_time_and_whole(tmp_path: Path) -> None:
    made = tuple(journal.records(300))
    assert made == tuple(journal.records(300))
    assert len(made) == 300
    path = tmp_path / "made.mentorjournal"
    journal.write(path, 300)
    services = open_services(path)
    try:
        assert sum(services.records.counts().values()) == 300
        assert services.records.all(Goal)
        assert all(item.goal for item in services.records.all(Milestone))
    finally:
        services.journal.close()
