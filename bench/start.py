"""How long the window takes to appear, and how much memory it holds, against a bare window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.ratio import Ratio, alternate, median

ROOT = Path(__file__).resolve().parent.parent
AIM = 2.0


def measure(journal: Path, home: Path, rounds: int) -> list[Ratio]:
    """First paint of the window, first paint of Today with the journal in it, and peak memory."""
    seen: dict[str, list[dict[str, float]]] = {"ours": [], "bare": []}
    commands = {"ours": ("ours", str(journal)), "bare": ("bare",)}

    def run(which: str) -> float:
        seen[which].append(launch(commands[which], home))
        return seen[which][-1]["painted"]

    for which in seen:
        launch(commands[which], home)  # the first start reads everything from disk
    window, floor = alternate(rounds, lambda: run("ours"), lambda: run("bare"))
    bare = median(floor)
    today = median([run["today"] for run in seen["ours"]])
    peaks = {which: median([run["peak_mb"] for run in runs]) for which, runs in seen.items()}
    against = "a bare PySide6 window with a text edit"
    ratios = [
        Ratio("start to first paint", against, median(window), bare, "ms", AIM),
        Ratio("start to Today, journal open", against, today, bare, "ms", AIM),
    ]
    if peaks["bare"]:
        ratios.append(Ratio("peak memory", against, peaks["ours"], peaks["bare"], "MiB", AIM))
    return ratios


def launch(arguments: tuple[str, ...], home: Path) -> dict[str, float]:
    """Start one probe; its moments in ms after the start, and its peak memory in MiB."""
    settings = {"QT_QPA_PLATFORM": "offscreen", "MENTORJOURNAL_HOME": str(home)}
    command = [sys.executable, "-m", "bench.probes", *arguments]
    begun = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | settings, stdout=subprocess.PIPE, check=True, timeout=60
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return {key: value if key == "peak_mb" else (value - begun) * 1000 for key, value in found.items()}
