"""Runs the long trials part by part, prints what each counted, and writes the counts as JSON."""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from soak.part import Ask, Part, counted

PARTS: tuple[Part, ...] = (
    Part("kill", "soak.kill", "killed before every call that changes a file", seeds=4),
    Part("moments", "soak.moments", "killed at 500 random moments", seeds=25),
    Part("faults", "soak.faults", "the disk fails at random", seeds=1_000),
    Part("passphrases", "soak.passphrases", "a change of passphrase is broken at random steps", seeds=600),
    Part("files", "soak.files", "the system refuses our own calls", seeds=400),
    Part("busy", "soak.busy", "two processes of four threads write at once", seeds=2),
    Part("history", "soak.history", "undone, redone and restored in any order", seeds=60),
    Part(
        "damage",
        "soak.damage",
        "a journal damaged in every page, an upgrade broken at every statement",
        seeds=1_000,
    ),
    Part("migrated", "soak.migrated", "the tests of upgrades, undo and killed writers, many times", seeds=10),
    Part("fuzz", "soak.fuzz", "hostile input to every reader", minutes=10, most_minutes=600),
)
"""Every part, in the order they run."""


def main(arguments: list[str] | None = None) -> int:
    """Run the parts asked for; 0 where nothing was found."""
    parts = {part.key: part for part in PARTS}
    parser = argparse.ArgumentParser(prog="python -m soak", description=__doc__)
    parser.add_argument("--only", choices=tuple(parts), nargs="*", help="run only these parts")
    parser.add_argument("--minutes", type=float, help="how long each part may take")
    parser.add_argument("--seeds", type=int, help="how many seeds each part runs")
    parser.add_argument("--seed", type=int, help="run this seed only")
    parser.add_argument("--out", type=Path, default=Path("build/soak.json"), help="where the counts go")
    chosen = parser.parse_args(arguments)

    found = []
    for key in chosen.only or parts:
        part = parts[key]
        ask = Ask(
            key,
            part.seeds if chosen.seeds is None else chosen.seeds,
            part.minutes if chosen.minutes is None else chosen.minutes,
            chosen.seed,
        )
        print(f"{key}: {part.says}", flush=True)
        found.append(_run(part, ask))
        print(_line(found[-1]), flush=True)
    system = {"python": platform.python_version(), "system": platform.platform(terse=True)}
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(json.dumps(system | {"parts": found}, indent=2) + "\n", "utf-8")
    wrong = [part["key"] for part in found if part["findings"]]
    print(f"Written to {chosen.out}. {'Found something: ' + ', '.join(wrong) if wrong else 'All well.'}")
    return 1 if wrong else 0


def _run(part: Part, ask: Ask) -> dict[str, Any]:
    """Run one part in a process of its own; a crash or a hang is a finding."""
    started = time.monotonic()
    limit = part.most_minutes * 60 * max(1.0, ask.minutes / part.minutes if part.minutes else 1.0)
    with tempfile.TemporaryDirectory(prefix="soak-") as name:
        target, at = Path(name) / "outcome.json", Path(name) / "seed"
        ask = replace(ask, at=str(at))
        command = [
            *(sys.executable, "-m", "soak.one", part.module),
            *(json.dumps(asdict(ask)), str(part.megabytes), str(target)),
        ]
        ended = _ended(command, limit)
        outcome: dict[str, Any] = {"counts": {}, "findings": []}
        if target.exists():
            outcome = json.loads(target.read_text("utf-8"))
        if ended:
            again = (
                ask.again(int(at.read_text("ascii"))) if at.exists() else f"python -m soak --only {part.key}"
            )
            outcome["findings"].append(f"{again}: {ended}")
    return {"key": part.key, **outcome, "seconds": round(time.monotonic() - started, 1)}


def _ended(command: list[str], limit: float) -> str:
    """How a process ended badly, or an empty string."""
    try:
        code = subprocess.run(command, check=False, timeout=limit).returncode
    except subprocess.TimeoutExpired:
        return f"not done after {limit / 60:g} minutes"
    return f"ended with code {code}" if code else ""


def _line(found: dict[str, Any]) -> str:
    wrong = len(found["findings"])
    said = "well" if not wrong else f"{wrong} FOUND"
    return "\n".join(
        [f"{found['key']}: {said}: {counted(found['counts'])} in {found['seconds']:g} s", *found["findings"]]
    )


if __name__ == "__main__":
    sys.exit(main())
