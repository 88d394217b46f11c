"""Hostile input: each reader is given random and malformed bytes, and may refuse them in words and nothing else.

Two engines share the time: hypothesis with strategies that know the formats, and atheris, which follows the
program's branches; where atheris is not installed hypothesis has all of it. Each target runs in processes of its
own with limits per input: five seconds of processor time, 300 MB of memory.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from soak.fuzz_seeds import SEEDS
from soak.fuzz_targets import TARGETS
from soak.part import Ask, Outcome, counted, tell

KEPT = Path("build/soak/fuzz")
"""Findings and corpora stay here from one run to the next; findings are tried first."""
_MARGIN = 600.0
"""Seconds beyond its time after which a child is taken to wait for something for ever."""


def run(ask: Ask, only: tuple[str, ...] = ()) -> Outcome:
    """Fuzz every target, or only these, for `ask.minutes` each."""
    if sys.platform == "win32":
        tell(ask, "skipped: limits of time and memory per input need Linux or macOS")
        return Outcome(Counter(skipped=1))
    made = Outcome()
    for target in only or TARGETS:
        found = _target(ask, target)
        made.counts["targets"] += 1
        made.counts.update(found.counts)
        made.findings.extend(found.findings)
    return made


def engines() -> tuple[str, ...]:
    """The engines that are here."""
    here = importlib.util.find_spec("atheris") is not None
    return ("hypothesis", "atheris") if here else ("hypothesis",)


def _target(ask: Ask, target: str) -> Outcome:
    made = Outcome()
    folder = KEPT / target
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(SEEDS[target]()):
        (folder / "corpus" / f"seed-{number}").write_bytes(data)
    for old in folder.glob("found-*"):
        old.unlink()
    (folder / "count").write_bytes(bytes(8))
    seconds = ask.minutes * 60 / len(engines())
    for engine in engines():
        before = _count(folder)
        until, number = time.monotonic() + seconds, ask.seed or 0
        while (left := until - time.monotonic()) > 1:
            _child(target, engine, left, number, folder)
            number += 10_000
            if len(list(folder.glob("found-*.txt"))) > 20:
                break
        made.counts[f"inputs by {engine}"] += _count(folder) - before
        tell(ask, f"{target}: {_count(folder) - before:,} inputs by {engine}")
    for said in sorted(folder.glob("found-*.txt")):
        made.findings.append(f"{target}: {said.with_suffix('')}\n{said.read_text('utf-8')}")
        tell(ask, f"FOUND {made.findings[-1]}")
    return made


def _child(target: str, engine: str, seconds: float, seed: int, folder: Path) -> None:
    """One process of one engine; an end that it did not choose is a finding, and `now` says of which input."""
    command = [
        sys.executable,
        "-m",
        "soak.fuzz_child",
        target,
        engine,
        str(int(seconds) + 1),
        str(seed),
        str(folder),
    ]
    with (folder / f"{engine}.log").open("wb") as log:
        try:
            # The passphrase file, settings and logs of whoever fuzzes are not looked at.
            own = {**os.environ, "MENTORJOURNAL_HOME": str(folder.absolute()), "QT_QPA_PLATFORM": "offscreen"}
            code = subprocess.run(
                command, check=False, timeout=seconds + _MARGIN, stdout=log, stderr=subprocess.STDOUT, env=own
            ).returncode
        except subprocess.TimeoutExpired:
            code = -signal.SIGALRM
    if code in (0, -signal.SIGKILL):  # SIGKILL: the child kept the finding itself
        return
    why = {-signal.SIGPROF: "more than 5 s", -signal.SIGALRM: "waits for ever"}.get(
        code, f"ended with {code}"
    )
    told = (folder / f"{engine}.log").read_bytes()[-3_000:].decode("utf-8", "replace")
    number = len(list(folder.glob("found-end-*.txt")))
    if (folder / "now").exists():
        shutil.copyfile(folder / "now", folder / f"found-end-{number}")
    (folder / f"found-end-{number}.txt").write_text(f"{why}\n{told}", "utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Fuzz single targets: `python -m soak.fuzz --minutes 1 scheme calendar`."""
    parser = argparse.ArgumentParser(prog="python -m soak.fuzz", description=__doc__)
    parser.add_argument("target", nargs="*", help=f"of {', '.join(TARGETS)}; all where none is named")
    parser.add_argument("--minutes", type=float, default=10.0, help="for each target")
    parser.add_argument("--seed", type=int, default=0, help="where random numbers begin")
    chosen = parser.parse_args(arguments)
    unknown = set(chosen.target) - set(TARGETS)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    made = run(Ask("fuzz", 0, chosen.minutes, chosen.seed), tuple(chosen.target))
    print(f"{counted(made.counts)}; {len(made.findings)} findings", flush=True)
    return 1 if made.findings else 0


def _count(folder: Path) -> int:
    return int(struct.unpack("<Q", (folder / "count").read_bytes())[0])


if __name__ == "__main__":
    sys.exit(main())
