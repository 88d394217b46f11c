"""The fuzzer's own parts: every target reads sound input and a few words of each format, and limits are kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, seed, settings

from soak.fuzz_seeds import SEEDS, inputs
from soak.fuzz_targets import TARGETS

TRAPS = {
    "hang": ("while True: pass", -27),
    "memory": ("kept.append(bytearray(320 << 20))", -9),
    "error": ("raise KeyError('x')", 0),
}


@pytest.mark.parametrize("name", [name for name in TARGETS if name != "journal"])
def test_a_target_reads_sound_input_and_whatever_else_is_given(name: str) -> None:
    read = TARGETS[name]()
    for data in SEEDS[name]():
        read(data)

    @seed(1)
    @settings(max_examples=3, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(inputs(SEEDS[name]()))
    def once(data: bytes) -> None:
        read(data[:2_000])

    once()


def test_every_target_has_sound_input_to_begin_with() -> None:
    assert set(SEEDS) == set(TARGETS)


@pytest.mark.skipif(sys.platform != "linux", reason="signals have other numbers elsewhere")
@pytest.mark.parametrize("trap", TRAPS)
def test_a_hang_too_much_memory_and_an_error_are_findings(trap: str, tmp_path: Path) -> None:
    statement, code = TRAPS[trap]
    (tmp_path / "count").write_bytes(bytes(8))
    script = (
        "from pathlib import Path; from soak import fuzz_child\n"
        "fuzz_child.SECONDS = 2.0; kept = []\n"
        f"def read(data):\n    {statement}\n"
        f"fuzz_child.Watched(read, Path({str(tmp_path)!r}))(b'input')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, timeout=60, env=os.environ)
    assert done.returncode == code
    assert (tmp_path / "now").read_bytes() == b"input"
    assert bool(list(tmp_path.glob("found-*.txt"))) == (trap != "hang")
