"""A source that is damaged, locked or no journal is refused by name and changes nothing."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli_helpers import done, done_json, refused, run


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    path = tmp_path / "mine.journal"
    done("new", path)
    return path


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        (
            "cut.json",
            b'{"metadata": {"version": "1.0"}, "entries": [{"uuid": "A", "te',
            "damaged or incomplete",
        ),
        ("deep.json", b"[" * 1_000_000, "nested too deeply"),
        ("locked.txt", b"JRNLv3\x00\x10" + bytes(range(256)), "encrypted jrnl journal"),
        ("dates.txt", b"[in the year of the hare] Something\n\n[later] Else\n", "dates can be read"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(200), "a picture"),
        ("picture.md.png", b"no picture at all", "none of the journals"),
        ("nothing.txt", b"", "empty"),
        ("utf.json", b'{"entries": [{"date": "2024-01-01", "title": "\xff\xfe', "damaged or incomplete"),
    ],
)
def test_a_source_that_cannot_be_read_changes_nothing(
    journal: Path, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(content)
    line = refused("import", tmp_path / name, "--journal", journal)
    assert says in line
    assert name in line
    assert not any(done_json("info", "--journal", journal)["records"].values())


def test_broken_dates_and_encodings_cost_only_their_own_entry(journal: Path, tmp_path: Path) -> None:
    path = tmp_path / "work.txt"
    path.write_bytes(
        "[2024-03-04 09:15] Café.\n\n[2024-13-45 99:99] Never.\n\n[2024-03-05] Good.\n".encode("cp1252")
    )
    found = done_json("import", path, "--journal", journal)
    assert found["imported"] == 2
    assert any("UTF-8" in problem["message"] for problem in found["problems"])
    assert any("2024-13-45" in problem["message"] for problem in found["problems"])
    assert done_json("search", "café", "--journal", journal)[0]["title"] == "Café."
    assert len(done_json("search", "never", "--journal", journal)) == 1


def test_a_picture_that_is_none_is_reported_and_its_entry_kept(journal: Path, tmp_path: Path) -> None:
    row = {
        "uuid": "A" * 32,
        "creationDate": "2024-04-16T10:00:00Z",
        "timeZone": "Europe/Dublin",
        "text": "Look ![](dayone-moment://B1)",
        "photos": [{"identifier": "B1", "md5": "cafe", "type": "jpeg"}],
    }
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("Journal.json", json.dumps({"metadata": {"version": "1.0"}, "entries": [row]}))
        archive.writestr("photos/cafe.jpeg", "<html>404</html>")
    found = done_json("import", tmp_path / "export.zip", "--journal", journal)
    assert found["imported"] == 1
    assert [problem["message"] for problem in found["problems"]] == [
        "cafe.jpeg is named as a picture but is none. It was kept as a file."
    ]


def test_a_source_that_is_a_folder_without_a_journal_is_refused(journal: Path, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "one.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    for name, named in (("pictures", "one.png"), ("nowhere", "nowhere")):
        assert named in refused("import", tmp_path / name, "--journal", journal)


def test_a_journal_as_its_own_source_is_refused(journal: Path) -> None:
    assert "a database" in refused("import", journal, "--journal", journal)
    assert run("check", "--journal", journal).exit_code == 0
