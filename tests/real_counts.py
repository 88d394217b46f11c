"""Says at the end of a run how many of other programs' real files were read as expected, by format."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

BEGINS = "real files of other programs, read as expected: "


def summary(expected: Path, passed: Iterable[str], failed: Iterable[str]) -> str:
    """One line, "jrnl-text 9 of 9, …", of the formats whose tests ran; nothing where none did.

    `passed` and `failed` are names of tests; the name of a unit's test ends in the unit's path.
    """
    if not expected.is_file():
        return ""
    good, bad = _named(passed), _named(failed)
    all_of: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for unit in json.loads(expected.read_text("utf-8"))["units"]:
        all_of[unit["format"]] += 1
        if unit["path"] in good | bad:
            read[unit["format"]] += unit["path"] not in bad
    if not read:
        return ""
    words = (f"{name} {read[name]} of {all_of[name]}" for name in sorted(read))
    return f"{BEGINS}{', '.join(words)}; in all {read.total()} of {all_of.total()}"


def _named(tests: Iterable[str]) -> set[str]:
    return {name.partition("[")[2].removesuffix("]") for name in tests if "[" in name}
