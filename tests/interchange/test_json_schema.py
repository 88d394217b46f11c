"""The published JSON Schema: it is up to date, it is a schema, and what is exported keeps to it."""

from __future__ import annotations

import copy
import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from mentorjournal.interchange import journal_json
from mentorjournal.interchange.journal_json import Blob
from mentorjournal.interchange.json_schema import NAME, schema
from mentorjournal.model.record import Record
from mentorjournal.resources import resource_path
from tests.strategies import records
from tools.json_schema import text

VALIDATOR = Draft202012Validator(schema(), format_checker=FormatChecker())


def exported(*found: Record) -> dict[str, Any]:
    out = io.BytesIO()
    blob = Blob("0" * 64, 3, iter((b"abc",)))
    about = {"program": "1", "exported_at": "2026-04-01T00:00:00+00:00", "count": len(found), "journal": {}}
    journal_json.write(out, about, found, (blob,))
    parsed: dict[str, Any] = json.loads(out.getvalue())
    return parsed


def test_the_published_schema_is_what_the_fields_say() -> None:
    published = resource_path(NAME).read_text(encoding="utf-8")
    assert published == text(), "run: python -m tools.json_schema"
    Draft202012Validator.check_schema(json.loads(published))


@settings(max_examples=15)
@given(st.lists(records(), max_size=3))
def test_every_export_keeps_to_it(found: list[Record]) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(exported(*found))] == []


GOOD = {"type": "goal", "id": "g", "title": "Aim", "area": "career", "target": "2026-04-01"}


@pytest.mark.parametrize(
    "change",
    [
        {"type": "wish"},
        {"id": ""},
        {"area": "cooking"},
        {"target": "next week"},
        {"target": 5},
        {"tags": "one"},
        {"starred": "yes"},
        {"created_at": "yesterday"},
    ],
    ids=str,
)
def test_it_tells_what_is_wrong(change: dict[str, Any]) -> None:
    export = exported()
    export["records"] = [GOOD]
    assert VALIDATOR.is_valid(export)
    broken = copy.deepcopy(export)
    broken["records"][0] |= change
    assert not VALIDATOR.is_valid(broken)
