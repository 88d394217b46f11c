"""Files that entries refer to: what is missing is told, and no name makes a message without an end."""

from __future__ import annotations

from pathlib import Path

from mentorjournal.interchange.media import Attachments
from mentorjournal.interchange.sources import FolderSource


def test_a_missing_file_is_told_once_and_its_name_is_cut(tmp_path: Path) -> None:
    attached = Attachments(FolderSource(tmp_path))
    for name in ("a.png", "a.png", "b" * 100_000):
        attached.lost(name)
    assert attached.missing[0] == "a.png"
    assert [len(name) for name in attached.missing] == [5, 200]
