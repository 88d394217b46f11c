"""Whatever the bytes, a reading ends in entries or in a refusal."""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorjournal.errors import JournalError
from mentorjournal.interchange import registry
from mentorjournal.interchange.plain import Reading

NAMES = ("x", "x.md", "2024-01.txt", "x.json", "x.doentry", "0123456789abcdef0123456789abcdef.md")
STARTS = (
    b"",
    b"[2024-01-01 10:00] ",
    b"2014-01-01 10:00 ",
    b"[",
    b'{"entries": [',
    b'{"metadata": {}, "entries": [{"creationDate": "2024-01-01T00:00:00Z", ',
    b"<journal><entries><entry date='2024-01-01'>",
    b"<plist><dict><key>Entry Text</key>",
    b"\tDate:\t3 May 2024\n",
    b"---\n",
    b"---\ntitle: x\ndate: 2024-01-01\nstarred: False\ntags: a\nbody: |\n",
    b"# 2024\n\n## May\n\n### 2024-05-01 10:00 x\n",
    b"1: {text: ",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xff\xfe",
    b"JRNLv3",
)
FORMATS = (None, *(known.name for known in registry.FORMATS))


def check(reading: Reading) -> None:
    assert len({entry.source_id for entry in reading.entries}) == len(reading.entries)
    for entry in reading.entries:
        assert "\0" not in entry.text + entry.title
        (entry.text + entry.title + "".join(entry.tags) + entry.item).encode("utf-8")
        for media in entry.media:
            assert len(media.read()) == media.size


def read(data: bytes, name: str, format_name: str | None = None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        with contextlib.suppress(JournalError):
            check(registry.read(path, format_name))


@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=300), name=st.sampled_from(NAMES))
def test_any_bytes_are_read_or_refused(start: bytes, rest: bytes, name: str) -> None:
    read(start + rest, name)


@pytest.mark.parametrize("format_name", FORMATS)
@given(start=st.sampled_from(STARTS), rest=st.text(max_size=200), name=st.sampled_from(NAMES))
def test_any_text_is_read_or_refused_as_any_format(
    format_name: str | None, start: bytes, rest: str, name: str
) -> None:
    read(start + rest.encode("utf-8", "replace"), name, format_name)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = [
    "uuid",
    "text",
    "timeZone",
    "modifiedDate",
    "isAllDay",
    "tags",
    "starred",
    "photos",
    "videos",
    "audios",
    "pdfAttachments",
    "location",
    "weather",
    "userActivity",
    "richText",
    "title",
    "body",
    "date",
    "time",
]


@given(
    rows=st.lists(st.dictionaries(st.sampled_from(KEYS), JSON, max_size=6), min_size=1, max_size=3),
    moment=st.sampled_from(
        ["2024-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "x", None]
    ),
    zone=st.sampled_from(["Pacific/Kiritimati", "America/Adak", "UTC", None]),
)
def test_day_one_survives_any_value_in_any_place(rows: list[dict[str, Any]], moment: Any, zone: Any) -> None:
    filled = [{"timeZone": zone, **row, "creationDate": moment} for row in rows]
    read(json.dumps({"metadata": {}, "entries": filled}).encode(), "x.json")


@given(rows=st.lists(st.dictionaries(st.sampled_from(KEYS), JSON, max_size=6), min_size=1, max_size=3))
def test_jrnl_survives_any_value_in_any_place(rows: list[dict[str, Any]]) -> None:
    filled = [{"title": "x", "date": "2024-01-01", **row} for row in rows]
    read(json.dumps({"tags": {}, "entries": filled}).encode(), "x.json", "jrnl-json")


@given(
    names=st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=4, unique=True),
    at=st.integers(0, 400),
    value=st.integers(0, 255),
)
def test_a_zip_with_one_wrong_byte_is_read_or_refused(names: list[str], at: int, value: int) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("J.json", '{"metadata": {}, "entries": [{"creationDate": "2024-01-01T00:00:00Z"}]}')
        for name in names:
            archive.writestr(f"n{name.encode('utf-8', 'replace').decode()}.md", "![](a.png)")
    data = bytearray(stream.getvalue())
    data[at % len(data)] = value
    read(bytes(data), "x.zip")
