"""The published description of an exported journal, made from the declarations of its fields."""

from __future__ import annotations

import inspect
from typing import Any, Final

from mentorjournal.interchange.journal_json import FORMAT, VERSION
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.fields import Field, fields_of
from mentorjournal.model.record import STAMPS, Record
from mentorjournal.model.types import RECORD_TYPES

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
NAME: Final = f"schemas/journal-export-{VERSION}.json"
"""Where it lies among the resources."""
_SHA256: Final = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_ID: Final = {"type": "string", "minLength": 1}
_MOMENT: Final = {"type": "string", "format": "date-time", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}"}
_SECTIONS: Final = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["tag", "heading", "text"],
        "properties": {key: {"type": "string"} for key in ("tag", "heading", "text")},
    },
}
_BY_KIND: Final[dict[str, dict[str, Any]]] = {
    "text": {"type": "string"},
    "note": {"type": "string", "contentMediaType": "text/markdown"},
    "date": {"type": ["string", "null"], "format": "date"},
    "time": {"type": ["string", "null"], "pattern": r"^\d{2}:\d{2}"},
    "flag": {"type": "boolean"},
    "number": {"type": ["number", "null"]},
    "sections": _SECTIONS,
}


def schema() -> dict[str, Any]:
    """JSON Schema of an export. Every field but `type` and `id` may be missing: then it has its usual value."""
    return {
        "$schema": DIALECT,
        "title": "A journal exported by Mentor Journal",
        "description": (
            "Everything is UTF-8. A field that is missing has its usual value; a key that is not described here is "
            "ignored when the file is read. Links hold the ids of other records."
        ),
        "type": "object",
        "required": ["format", "version", "records", "attachments"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "program": {"type": "string", "description": "The version of the program that wrote it."},
            "exported_at": _MOMENT,
            "count": {"type": "integer", "minimum": 0, "description": "How many records there are."},
            "part": {
                "type": "boolean",
                "description": "True where only a chosen part of the journal is in it.",
            },
            "journal": {
                "type": "object",
                "description": "What the journal keeps about itself: owner, settings.",
            },
            "records": {"type": "array", "items": {"$ref": "#/$defs/record"}},
            "attachments": {"type": "array", "items": {"$ref": "#/$defs/file"}},
        },
        "$defs": {
            "record": {
                "type": "object",
                "required": ["type", "id"],
                "properties": {"type": {"enum": list(RECORD_TYPES)}},
                "allOf": [_only_if(name) for name in RECORD_TYPES],
            },
            "file": _file(),
            **{name: _record(record_type) for name, record_type in RECORD_TYPES.items()},
        },
    }


def _only_if(name: str) -> dict[str, Any]:
    return {
        "if": {"properties": {"type": {"const": name}}},
        "then": {"$ref": f"#/$defs/{name}"},
    }


def _file() -> dict[str, Any]:
    """The bytes of an attached file: parts of it in base64, or the name of a file beside the text."""
    part = {"type": "integer", "minimum": 0}
    inside = {"part": part, "last_part": part, "base64": {"type": "string", "contentEncoding": "base64"}}
    beside = {"file": {"type": "string", "pattern": "^attachments/[0-9a-f]{64}$"}}
    return {
        "type": "object",
        "required": ["sha256", "size"],
        "properties": {"sha256": _SHA256, "size": {"type": "integer", "minimum": 0}, **inside, **beside},
        "oneOf": [{"required": list(inside)}, {"required": list(beside)}],
    }


def _record(record_type: type[Record]) -> dict[str, Any]:
    properties: dict[str, Any] = {"type": {"const": record_type.TYPE}, "id": _ID}
    for name, field in fields_of(record_type).items():
        properties[name] = {"title": field.label, **_value(field)}
    properties |= dict.fromkeys(STAMPS, _MOMENT)
    about = " ".join((inspect.getdoc(record_type) or "").split())
    return {"title": record_type.LABEL, "description": about, "type": "object", "properties": properties}


def _value(field: Field) -> dict[str, Any]:
    if field.kind == "choice":
        keys = CHOICES[field.choices or ""]
        one: dict[str, Any] = {"enum": ["", *(key for key in keys if key)]}
        return {"type": "array", "items": {"enum": list(keys)}} if field.many else one
    if field.kind == "link":
        to = {"$comment": f"The id of a record of type {field.target}."} if field.target else {}
        return {"type": "array", "items": _ID, **to} if field.many else {"type": ["string", "null"], **to}
    return _BY_KIND[field.kind]
