"""Prints the ratios of the speed targets and writes them as JSON."""

from __future__ import annotations

import argparse
import json
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import (
    autosave,
    encryption,
    insights,
    journal,
    merging,
    moving,
    paper,
    portfolio,
    preparing,
    searching,
    start,
    today,
)
from bench.ratio import Ratio

RECORDS = 10_000
LINE = "{:<30} {:>10} {:>10} {:>7} {:>7}  {}"


def main(arguments: list[str] | None = None) -> int:
    """Measure; returns 0 whether or not the aims are met, for a busy machine is no fault of the program."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build"), help="folder for the journal and the JSON")
    parser.add_argument("--records", type=int, default=RECORDS, help="records in the journal")
    parser.add_argument("--rounds", type=float, default=1.0, help="multiplies the number of runs")
    parser.add_argument("--pages", type=int, default=paper.PAGES, help="pages of the progress summary")
    parser.add_argument("--only", choices=tuple(NAMES), nargs="*", help="measure only these")
    chosen = parser.parse_args(arguments)

    made = chosen.out / f"bench-{chosen.records}.mentorjournal"
    if not made.exists():
        print(f"Making a journal of {chosen.records:,} records, once: {made}", flush=True)
        journal.write(made, chosen.records)
    ratios: list[Ratio] = []
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / made.name
        shutil.copyfile(made, copy)  # closed journals have nothing beside them
        steps = _steps(copy, (Path(name), chosen.out), chosen.rounds, chosen.pages, chosen.records)
        print(LINE.format("", "ours", "floor", "ratio", "aim", ""), flush=True)
        for key in chosen.only or NAMES:
            for ratio in steps[key]():
                ratios.append(ratio)
                print(_line(ratio), flush=True)
    found = {
        "python": platform.python_version(),
        "system": platform.platform(terse=True),
        "records": chosen.records,
        "ratios": [ratio.plain() for ratio in ratios],
    }
    target = chosen.out / "bench.json"
    target.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    print(f"Written to {target}.")
    return 0


NAMES = (
    "start",
    "today",
    "autosave",
    "search",
    "paper",
    "portfolio",
    "preview",
    "prepare",
    "moving",
    "merging",
    "insights",
    "encryption",
)


def _steps(
    copy: Path, folders: tuple[Path, Path], rounds: float, pages: int, records: int
) -> dict[str, Callable[[], list[Ratio]]]:
    home, out = folders

    def times(usual: int) -> int:
        return max(1, round(usual * rounds))

    return {
        "start": lambda: start.measure(copy, home, times(11)),
        "today": lambda: [today.measure(copy, times(41))],
        "autosave": lambda: [autosave.measure(copy, times(200))],
        "search": lambda: [searching.measure(copy, times(7))],
        "paper": lambda: paper.measure(copy, times(7), pages),
        "portfolio": lambda: portfolio.measure(out, times(3), 3 * pages, pages),
        "preview": lambda: [portfolio.preview(copy, times(9))],
        "prepare": lambda: preparing.measure(copy, times(15)),
        "moving": lambda: moving.measure(home, 10 * records),
        "merging": lambda: merging.measure(home, records),
        "insights": lambda: insights.measure(home, records, times(9)),
        "encryption": lambda: encryption.measure(copy, times(10)),
    }


def _line(ratio: Ratio) -> str:
    said = "met" if ratio.met else "MISSED"
    more = ", ".join(f"{key} {value:g}" for key, value in ratio.more.items())
    return LINE.format(
        ratio.name,
        f"{ratio.ours:.2f} {ratio.unit}",
        f"{ratio.floor:.2f} {ratio.unit}",
        f"{ratio.ratio:.2f}",
        f"{ratio.aim:g}",
        " ".join(filter(None, (said, "; ".join(ratio.missed), f"({more})" if more else ""))),
    )


if __name__ == "__main__":
    sys.exit(main())
