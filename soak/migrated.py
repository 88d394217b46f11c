"""Every stored old journal upgraded equals a fresh one, and undo goes through everything: the tests of it, many times.

Hypothesis begins each seed with other random numbers.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

from soak.part import Ask, Outcome, through_seeds

TESTS = ("test_migrate.py", "test_undo_everything.py", "test_revisions.py", "test_durability.py")
ROOT = Path(__file__).parents[1]


def run(ask: Ask) -> Outcome:
    """Every seed."""
    return through_seeds(ask, one)


def one(seed: int, folder: Path) -> Counter[str]:
    """Run the tests once; their own output is what is said of a failure."""
    found = folder / "found.xml"
    command = [
        *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--hypothesis-seed={seed}"),
        *(f"--basetemp={folder / 'tests'}", f"--junitxml={found}"),
        *(str(ROOT / "tests" / "storage" / name) for name in TESTS),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stdout[-4_000:]
    suites = ET.parse(found).getroot().iter("testsuite")  # noqa: S314  written by pytest just now
    return Counter(tests=sum(int(suite.get("tests", "0")) for suite in suites))
