"""Archives made to harm their reader, and archives that broke on the way."""

from __future__ import annotations

import json
import struct
import zipfile
from pathlib import Path

import pytest

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits, registry
from mentorjournal.interchange.sources import FolderSource
from mentorjournal.interchange.zip_source import ZipSource

GOOD_DAY_ONE = {
    "metadata": {"version": "1.0"},
    "entries": [
        {
            "uuid": "A" * 32,
            "creationDate": "2024-03-01T10:00:00Z",
            "timeZone": "Europe/Vienna",
            "text": "Talked about the aims page",
            "photos": [{"identifier": "P1", "md5": "c0ffee", "type": "png"}],
        }
    ],
}


def make_zip(path: Path, members: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(ImportRefused) as refused:
        registry.read(path)
    return str(refused.value)


def test_an_archive_that_swells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ZIP_RATIO_MATTERS_FROM_BYTES", 1000)
    path = make_zip(tmp_path / "bomb.zip", {"Journal.json": b" " * 2_000_000})
    assert "unpack to far more" in refusal(path)


def test_an_archive_of_too_many_files_is_refused_before_its_list_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_FILES", 5)
    path = make_zip(tmp_path / "many.zip", {f"{number}.md": "x" for number in range(6)})
    assert "more files than a journal can have" in refusal(path)


def test_an_archive_whose_list_claims_to_be_huge_is_refused(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "claims.zip", {"a.md": "x"})
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.rfind(b"PK\x05\x06") + 12, limits.MAX_ZIP_DIRECTORY_BYTES + 1)
    path.write_bytes(data)
    assert "more files than a journal can have" in refusal(path)


def test_members_that_point_outside_are_reported_and_never_read(tmp_path: Path) -> None:
    members: dict[str, bytes | str] = {
        "Journal.json": json.dumps(GOOD_DAY_ONE),
        "../photos/c0ffee.png": b"outside",
        "/photos/c0ffee.png": b"absolute",
        "C:\\photos\\c0ffee.png": b"drive",
    }
    path = make_zip(tmp_path / "paths.zip", members)
    link = zipfile.ZipInfo("photos/c0ffee.png")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/hostname")
    reading = registry.read(path)
    [entry] = reading.entries
    assert entry.media == ()
    assert entry.missing_media == ("c0ffee.png",)
    assert len([problem for problem in reading.problems if "points outside" in problem.message]) == 4
    assert sorted(item.name for item in tmp_path.iterdir()) == ["paths.zip"]


def test_a_locked_archive_says_so(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "locked.zip", {"Journal.json": "{}"})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "locked with a password" in refusal(path)


@pytest.mark.parametrize("keep", [4, 40, 300])
def test_a_cut_archive_is_refused(tmp_path: Path, keep: int) -> None:
    path = make_zip(tmp_path / "cut.zip", {"Journal.json": json.dumps(GOOD_DAY_ONE) * 9})
    path.write_bytes(path.read_bytes()[:keep])
    assert "damaged or incomplete archive" in refusal(path)


def test_a_damaged_member_is_refused_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "damaged.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("Journal.json", json.dumps(GOOD_DAY_ONE))
        archive.writestr("photos/c0ffee.png", b"picture bytes")
    path.write_bytes(path.read_bytes().replace(b"picture bytes", b"Picture bytes"))
    [media] = registry.read(path).entries[0].media
    with pytest.raises(ImportRefused, match="damaged"):
        media.read()


def test_a_file_in_parts_is_measured_as_it_is_read(tmp_path: Path) -> None:
    data = bytes(range(256)) * 9000
    path = make_zip(tmp_path / "parts.zip", {"film.mov": data})
    (tmp_path / "film.mov").write_bytes(data)
    for source in (ZipSource(path), FolderSource(tmp_path)):
        parts = list(source.parts("film.mov", len(data)))
        assert b"".join(parts) == data
        assert [len(part) for part in parts[:2]] == [1 << 20, 1 << 20]
        with pytest.raises(ImportRefused, match=r"film\.mov is larger than"):
            list(source.parts("film.mov", len(data) - 1))
        with pytest.raises(ImportRefused, match="gone"):
            list(source.parts("gone", 9))


def test_members_without_a_name_or_named_like_the_folder_are_left_out(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "odd.zip", {"a.md": "kept", "bb": "x", ".": "x"})
    path.write_bytes(path.read_bytes().replace(b"bb", b"\0b"))
    assert [entry.text for entry in registry.read(path).entries] == ["kept"]


def test_a_file_that_is_shorter_than_its_directory_says_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "four")
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (9).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(ImportRefused, match="shorter than it says"):
        b"".join(ZipSource(path).parts("a.txt", 100))
