"""The line about real files counts a unit only where all of its tests passed."""

from __future__ import annotations

import json
from pathlib import Path

from tests.real_counts import BEGINS, summary


def test_a_unit_counts_where_every_test_of_it_passed(tmp_path: Path) -> None:
    expected = tmp_path / "EXPECTED.json"
    units = [("a", "one"), ("a", "two"), ("b", "three")]
    expected.write_text(json.dumps({"units": [{"format": kind, "path": path} for kind, path in units]}))
    passed = ["tests/x.py::test_reads[one]", "tests/x.py::test_reads[two]", "tests/x.py::test_plain"]
    line = summary(expected, passed, ["tests/x.py::test_again[two]"])
    assert line == f"{BEGINS}a 1 of 2; in all 1 of 3"
    assert summary(expected, ["tests/x.py::test_plain"], ()) == ""
    assert summary(tmp_path / "nowhere.json", passed, ()) == ""
