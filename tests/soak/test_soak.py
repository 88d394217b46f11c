"""The soak runs its parts, prints and writes what they counted, and is not silent about what goes wrong."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from soak import __main__ as soak
from soak import busy, faults, kill
from soak.part import Part
from soak.working import Start
from tests.storage.faulty_files import IS_POSSIBLE

pytestmark = pytest.mark.skipif(
    not (IS_POSSIBLE and hasattr(os, "fork")), reason="stands under SQLite's layer for Linux"
)


@pytest.fixture(scope="module")
def starts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Start, Start]:
    return kill.both(tmp_path_factory.mktemp("starts"))


@pytest.mark.parametrize("which", [0, 1], ids=["plain", "encrypted"])
def test_a_writer_killed_at_any_call_leaves_the_state_before_or_after_the_step(
    tmp_path: Path, starts: tuple[Start, Start], which: int
) -> None:
    counts = kill.every_call(starts[which], which, tmp_path, most=8, steps=5)
    assert counts["kills"] == 8
    assert counts["left as before the step"] + counts["left as after it"] == 8


def test_a_writer_killed_at_any_moment_leaves_the_state_before_or_after_the_step(
    tmp_path: Path, starts: tuple[Start, Start]
) -> None:
    assert kill.moments(starts[0], 7, tmp_path, many=4, steps=8)["kills"] == 4


def test_random_edits_on_a_disk_that_fails_at_random_lose_nothing(
    qtbot: QtBot, tmp_path: Path, starts: tuple[Start, Start]
) -> None:
    met = 0
    for seed in range(24):
        counts = faults.one(
            starts[seed % 2].copied(tmp_path / str(seed)), seed, steps=2, reopened=seed % 4 < 2
        )
        assert counts["typed texts kept"] == 1
        met += counts["clear errors"]
    assert met > 12


def test_two_processes_of_four_threads_lose_no_edit(tmp_path: Path, starts: tuple[Start, Start]) -> None:
    assert busy.one(starts[0].copied(tmp_path), 5)["edits"] == 40


def test_what_goes_wrong_is_printed_with_how_to_repeat_it_and_counted_in_the_exit_code(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = (
        Part("breaks", "tests.soak.crashes", "breaks", seeds=4),
        Part("dies", "tests.soak.crashes", "dies", seeds=4),
    )
    monkeypatch.setattr(soak, "PARTS", parts)
    out = tmp_path / "made" / "soak.json"
    assert soak.main(["--out", str(out)]) == 1
    breaks, dies = json.loads(out.read_text("utf-8"))["parts"]
    assert breaks["counts"] == {"edits": 30, "seeds": 4}
    (finding,) = breaks["findings"]
    assert finding.startswith("python -m soak --only breaks --seed 2\n")
    assert "a promise is broken" in finding
    assert dies["findings"] == ["python -m soak --only dies --seed 2: ended with code 3"]
    assert finding in capfd.readouterr().out
    assert soak.main(["--out", str(out), "--only", "breaks", "--seed", "1"]) == 0


def test_every_part_of_the_soak_is_there() -> None:
    from importlib import import_module

    assert [part.key for part in soak.PARTS if not callable(import_module(part.module).run)] == []


def test_no_part_of_the_soak_is_named_twice() -> None:
    keys = [part.key for part in soak.PARTS]
    assert sorted(keys) == sorted(set(keys))
