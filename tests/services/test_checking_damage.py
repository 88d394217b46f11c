"""A full check says what is damaged and never fails for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mentorjournal.services.checking import check
from mentorjournal.services.opening import open_services
from tests.storage.test_damage import DATABASES, roots, zero


@pytest.mark.parametrize("table", ["search_config", "search_data", "search_idx", "link", "meta"])
def test_damage_in_any_table_is_reported(tmp_path: Path, table: str) -> None:
    path = tmp_path / "mine.journal"
    shutil.copy(DATABASES / "schema-5.journal", path)
    zero(path, roots(path, "")[table])
    services = open_services(path, "")
    report = check(services.journal)
    services.journal.close()
    assert not report.ok
    assert report.sentences
