"""Names of time zones that files give."""

from __future__ import annotations

import pytest

from mentorjournal.model.zones import zone_named


@pytest.mark.parametrize("name", ["Europe/Dublin", "America/Argentina/Ushuaia", "UTC", "Etc/GMT+3"])
def test_a_zone_is_found_by_its_name(name: str) -> None:
    assert str(zone_named(name)) == name


@pytest.mark.parametrize(
    "name",
    ["", "Nowhere/Land", "Europe", "../etc/passwd", "/etc/localtime", ".".join("a" * 3_000), "Ü/B", "a\0b"],
)
def test_what_is_no_name_is_no_zone(name: str) -> None:
    assert zone_named(name) is None
