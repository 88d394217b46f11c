"""Finds the files that other programs really wrote, where they lie beside the project."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from mentorjournal.interchange import registry
from mentorjournal.interchange.plain import Reading

REAL = Path(os.environ.get("MENTORJOURNAL_REAL_FILES", Path(__file__).parents[3] / "shared" / "real"))
EXPECTED = REAL / "EXPECTED.json"
OURS = (
    *("jrnl/", "dayone/", "rednotebook/", "markdown/"),
    *("joplin/", "enex/", "keep/", "journey/", "diaro/"),
)


def units() -> list[dict[str, Any]]:
    return json.loads(EXPECTED.read_text("utf-8"))["units"] if EXPECTED.exists() else []


def of(*families: str) -> list[Any]:
    found = [
        pytest.param(unit, id=unit["path"]) for unit in units() if unit["path"].startswith(families or ("",))
    ]
    return found or [pytest.param({}, marks=pytest.mark.skip(reason="no real files beside this checkout"))]


def read(unit: dict[str, Any]) -> Reading:
    assert registry.recognise(REAL / unit["path"]) == unit["format"]
    return registry.read(REAL / unit["path"])


def check_media(reading: Reading) -> None:
    for entry in reading.entries:
        assert len({media.name for media in entry.media}) == len(entry.media)
        for media in entry.media:
            assert len(media.read()) == media.size
            if media.in_text is not None:
                assert f"]({media.in_text})" in entry.text
