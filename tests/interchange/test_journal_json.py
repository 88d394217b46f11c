"""The open format holds everything, is plain JSON, and is read with care."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import json_stream
from mentorjournal.interchange.journal_json import Blob, DamagedFile, JournalExport, recognises, write
from mentorjournal.interchange.json_stream import JsonStream
from mentorjournal.interchange.plain import Problem
from mentorjournal.model.record import Record
from mentorjournal.model.types import Goal, Insight
from tests.strategies import records

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9000
SHA256 = hashlib.sha256(PICTURE).hexdigest()


def blob(data: bytes = PICTURE) -> Blob:
    parts = (data[start : start + (1 << 20)] for start in range(0, max(1, len(data)), 1 << 20))
    return Blob(hashlib.sha256(data).hexdigest(), len(data), parts)


def exported(path: Path, kept: list[Record], blobs: list[Blob], folder: Path | None = None) -> JournalExport:
    with path.open("wb") as stream:
        write(stream, {"program": "test", "journal": {}}, kept, blobs, folder)
    return JournalExport(path)


def files_of(export: JournalExport) -> dict[str, bytes]:
    return {found.sha256: b"".join(found.parts) for found in export.blobs() if isinstance(found, Blob)}


def broken(tmp_path: Path, **members: Any) -> JournalExport:
    path = tmp_path / "broken.json"
    path.write_text(json.dumps({"format": "mentorjournal", "version": 1, **members}))
    return JournalExport(path)


@given(kept=st.lists(records(), max_size=6))
def test_records_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, kept: list[Record]) -> None:
    path = tmp_path_factory.mktemp("export") / "all.json"
    assert list(exported(path, kept, []).records()) == kept


def test_files_inside_the_text_come_back_in_parts(tmp_path: Path) -> None:
    export = exported(tmp_path / "all.json", [], [blob(), blob(b""), blob(b"small")])
    assert files_of(export) == {hashlib.sha256(data).hexdigest(): data for data in (PICTURE, b"", b"small")}
    parts = [item for item in json.loads(export.path.read_text())["attachments"] if item["sha256"] == SHA256]
    assert [(item["part"], item["last_part"]) for item in parts] == [(0, 2), (1, 2), (2, 2)]


def test_files_beside_the_text_are_the_files_themselves(tmp_path: Path) -> None:
    export = exported(tmp_path / "journal.json", [], [blob()], tmp_path)
    assert (tmp_path / "attachments" / SHA256).read_bytes() == PICTURE
    assert files_of(export) == files_of(JournalExport(tmp_path)) == {SHA256: PICTURE}


def test_the_text_is_json_for_any_other_program(tmp_path: Path) -> None:
    goal = Goal(id="g", title="“Ten” \u2028 π", why="line\nline")
    path = exported(tmp_path / "all.json", [goal], [blob(b"x")]).path

    def refuse(name: str) -> None:
        raise ValueError(name)

    document = json.loads(path.read_text("utf-8"), parse_constant=refuse)
    assert (document["format"], document["version"]) == ("mentorjournal", 3)
    assert document["records"] == [{"type": "goal", "id": "g", "title": goal.title, "why": "line\nline"}]
    assert recognises(path)


def test_a_text_written_anew_by_another_program_is_read_all_the_same(tmp_path: Path) -> None:
    first = exported(tmp_path / "all.json", [Insight(id="i", title="One"), Goal(id="g")], [blob()])
    again = tmp_path / "again.json"
    document = json.loads(first.path.read_text("utf-8"))
    again.write_text("\ufeff" + json.dumps(document, indent=4, sort_keys=True), encoding="utf-8")
    assert list(JournalExport(again).records()) == list(first.records())
    assert files_of(JournalExport(again)) == {SHA256: PICTURE}


@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 0.9, 0.999])
def test_a_text_cut_short_is_refused(tmp_path: Path, share: float) -> None:
    kept: list[Record] = [Insight(id=str(number), title="x" * 200) for number in range(50)]
    path = exported(tmp_path / "all.json", kept, [blob(b"y" * 50_000)]).path
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])

    def read() -> None:
        export = JournalExport(path)
        list(export.records())
        files_of(export)

    with pytest.raises(ImportRefused, match="Nothing was imported"):
        read()


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        '{"format": "mentorjournal", "version": "1"}',
        '{"format": "mentorjournal", "version": true}',
        '{"format": "other", "version": 1}',
        '{"version": 1}',
        '{"format": "mentorjournal" "version": 1}',
        '{"format": "mentorjournal", "version": 1, 7: 1}',
        '{"format": "mentorjournal", "version": 1} more',
        '{"format": "mentorjournal", "version": ' + "9" * 5000 + "}",
        '{"a": ' + "[" * 300_000,
        '{"a": NaN, "format": "mentorjournal", "version": 1}',
    ],
)
def test_what_is_no_export_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "no.json"
    path.write_text(text)
    with pytest.raises(ImportRefused, match="Nothing was imported"):
        JournalExport(path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "no.json"
    path.write_bytes(b'{"format": "mentorjournal", "version": 1, "a": "\xff"}')
    with pytest.raises(ImportRefused, match="damaged"):
        JournalExport(path)


def test_an_export_of_a_newer_version_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match=r"newer version.*update the program"):
        broken(tmp_path, version=4)


def test_an_item_of_unbearable_size_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "_MOST", 1 << 20)
    export = broken(tmp_path, records=[{"type": "goal", "id": "g", "why": "x" * (4 << 20)}])
    with pytest.raises(ImportRefused, match="more than 1 million"):
        list(export.records())


@pytest.mark.parametrize(
    "record",
    [
        7,
        None,
        {"type": "spaceship", "id": "1"},
        {"type": "goal"},
        {"type": "goal", "id": "g", "target": "soon"},
        {"type": "goal", "id": "g", "tags": "one"},
        {"type": "goal", "id": "g", "created_at": 12},
    ],
)
def test_a_record_that_makes_no_sense_is_named_and_hides_no_other(tmp_path: Path, record: Any) -> None:
    good = {"type": "insight", "id": "i", "title": "Kept"}
    found = list(broken(tmp_path, records=[record, good]).records())
    assert [type(item) for item in found] == [Problem, Insight]
    assert isinstance(found[0], Problem)
    assert found[0].item == "record 1"
    assert found[0].message.endswith("left out.")


def test_half_characters_are_replaced(tmp_path: Path) -> None:
    path = tmp_path / "half.json"
    path.write_text(
        '{"format": "mentorjournal", "version": 1, "records": [{"type": "goal", "id": "g", "title": "a\\ud800b"}]}'
    )
    (goal,) = JournalExport(path).records()
    assert isinstance(goal, Goal)
    assert goal.title == "a\N{REPLACEMENT CHARACTER}b"


@pytest.mark.parametrize(
    "name", ["../secret", "/etc/hostname", "attachments/link", "attachments/gone", "", "a\0b"]
)
def test_a_file_outside_the_export_is_never_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text("secret")
    inside = tmp_path / "export"
    (inside / "attachments").mkdir(parents=True)
    (inside / "attachments" / "link").symlink_to(tmp_path / "secret")
    document = {"format": "mentorjournal", "version": 1, "attachments": [{"sha256": SHA256, "file": name}]}
    (inside / "journal.json").write_text(json.dumps(document))
    (found,) = JournalExport(inside).blobs()
    assert isinstance(found, Blob)
    with pytest.raises(DamagedFile):
        b"".join(found.parts)


@pytest.mark.parametrize("entry", [{"base64": "%%%"}, {"base64": 7}, {}])
def test_a_file_with_senseless_bytes_hides_no_other(tmp_path: Path, entry: dict[str, Any]) -> None:
    good = hashlib.sha256(b"good").hexdigest()
    entries = [{"sha256": SHA256, **entry}, 7, {"sha256": "../x"}, {"sha256": good, "base64": "Z29vZA=="}]
    found: dict[str, bytes | None] = {}
    for item in broken(tmp_path, attachments=entries).blobs():
        if isinstance(item, Blob):
            try:
                found[item.sha256] = b"".join(item.parts)
            except DamagedFile:
                found[item.sha256] = None
    assert found == {SHA256: None, good: b"good"}


class Slow(io.StringIO):
    """A stream that gives one character at a time, so that every place is once the end of what was read."""

    def read(self, size: int | None = -1, /) -> str:
        return super().read(1)


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


@given(document=st.dictionaries(st.text(max_size=5), json_values, max_size=5), indent=st.none() | st.just(2))
def test_every_object_is_walked_as_the_json_module_reads_it(
    document: dict[str, Any], indent: int | None
) -> None:
    def walked(stream: io.StringIO) -> Iterator[tuple[str, Any]]:
        walker = JsonStream(stream, "x")
        for key in walker.members():
            yield key, list(walker.elements()) if isinstance(document[key], list) else walker.value()

    text = json.dumps(document, indent=indent)
    assert dict(walked(io.StringIO(text))) == document
    assert dict(walked(Slow(text))) == document


@given(text=st.text(max_size=40) | st.text('{}[]",:1e. \\u', max_size=40))
def test_no_text_breaks_the_walk_otherwise_than_by_a_refusal(text: str) -> None:
    def all_of(key: str) -> None:
        walker = JsonStream(io.StringIO(key), "x")
        for _ in walker.members():
            walker.skip()

    try:
        expected = isinstance(json.loads(text), dict)
    except ValueError:
        expected = False
    if expected and "NaN" not in text and "Infinity" not in text:
        all_of(text)
    else:
        with pytest.raises(ImportRefused):
            all_of(text)
