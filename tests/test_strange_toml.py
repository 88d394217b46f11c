"""TOML of somebody else: what its parser would take minutes or gigabytes for is refused at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentorjournal import settings
from mentorjournal.errors import ReportError
from mentorjournal.model.scheme_reading import Reading
from mentorjournal.model.schemes import SchemeMistake
from mentorjournal.resources import resource_path
from mentorjournal.services.reporting.layout import parsed
from mentorjournal.strange_toml import LONGEST, TOO_DOTTED, loads

DEEP = {
    "parts": "a." * 90_000 + "a = 1",
    "quoted parts": '"\\"".' * 30_000 + "a = 1",
    "a heading": "[" + "a." * 90_000 + "a]",
    "lists": "a = " + "[" * 150_000,
    "tables": "a = " + "{a = " * 30_000,
    "a number": "a = " + "9" * 150_000,
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_a_million_deep_is_refused_by_every_reader(text: str, tmp_path: Path) -> None:
    with pytest.raises(SchemeMistake):
        Reading(text, "rules").rules()
    with pytest.raises(ReportError, match="mine"):
        parsed(text, "mine")
    (tmp_path / "settings.toml").write_text(text, "utf-8")
    assert settings.load(tmp_path / "settings.toml") == settings.Settings()


def test_a_long_text_is_refused_and_a_huge_settings_file_is_not_read_whole(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="longer than 200,000"):
        loads("#" * (LONGEST + 1))
    path = tmp_path / "settings.toml"
    path.write_bytes(b"#" * 50_000_000)
    assert settings.load(path) == settings.Settings()
    assert [item.name for item in tmp_path.iterdir()] == ["settings.toml.damaged"]


def test_what_is_shipped_and_what_people_write_is_no_such_text() -> None:
    for folder in ("schemes", "layouts", "templates"):
        for path in resource_path(folder).glob("*.toml"):
            assert not TOO_DOTTED.search(path.read_text("utf-8"))
    assert not TOO_DOTTED.search('a = "One. Two words. ' * 500 + "." * 5_000 + '"')
