"""What is shipped is known by name and licence."""

from __future__ import annotations

from packaging.utils import canonicalize_name

from tools.supply import ALLOWED, licences, shipped


def test_what_is_shipped_is_what_the_program_needs_and_what_that_needs() -> None:
    found = shipped("pytest-qt")
    assert {"pytest", "pluggy", "typing-extensions"} <= found
    assert "pytest-qt" not in found
    assert "ruff" not in found


def test_a_package_that_is_not_here_needs_nothing() -> None:
    assert shipped("no-such-package-at-all") == set()


def test_a_licence_that_is_not_known_is_named() -> None:
    listed = [
        {"Name": "Good_Part", "Version": "1.0", "License": "MIT License"},
        {"Name": "bad", "Version": "2", "License": "GNU Affero General Public License v3"},
        {"Name": "unknown", "Version": "3", "License": "UNKNOWN"},
        {"Name": "tool", "Version": "4", "License": "GPL"},
    ]
    lines, wrong = licences(listed, {canonicalize_name("Good_Part"), "bad", "unknown"})
    assert lines[2:] == [
        "| bad | 2 | GNU Affero General Public License v3 |",
        "| Good_Part | 1.0 | MIT License |",
        "| unknown | 3 | UNKNOWN |",
    ]
    assert wrong == ["bad: GNU Affero General Public License v3", "unknown: UNKNOWN"]


def test_the_usual_open_licences_are_allowed() -> None:
    usual = (
        "Apache-2.0",
        "BSD-3-Clause",
        "MIT",
        "MPL-2.0",
        "LGPL-3.0-only OR GPL-2.0-only",
        "MIT-CMU",
        "HPND",
    )
    assert [licence for licence in usual if not ALLOWED.search(licence)] == []
