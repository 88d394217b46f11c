"""Exports of other programs made for the tests, with the quirks those programs have."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))
STAMP = "2024-03-01T22:30:00.250Z"


def ident(number: int) -> str:
    return f"{number:032x}"


def joplin_item(
    kind: int, number: int, title: str = "", body: str = "", **values: object
) -> tuple[str, bytes]:
    """One item of Joplin and the name of its file."""
    known: dict[str, object] = {
        "id": ident(number),
        "created_time": "2025-01-01T00:00:00.000Z",
        "updated_time": "2025-01-02T00:00:00.000Z",
        "user_created_time": STAMP,
        "user_updated_time": STAMP,
        "encryption_cipher_text": "",
        "encryption_applied": 0,
        **values,
        "type_": kind,
    }
    head = f"{title}\n\n" if title else ""
    head += f"{body}\n\n" if body else ""
    return f"{ident(number)}.md", (
        head + "\n".join(f"{key}: {value}" for key, value in known.items())
    ).encode()


def raw(folder: Path, *items: tuple[str, bytes]) -> Path:
    for name, data in items:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def jex(path: Path, *items: tuple[str, bytes], extra: tuple[tarfile.TarInfo, ...] = ()) -> Path:
    with tarfile.open(path, "w") as archive:
        for name, data in items:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for info in extra:
            archive.addfile(info)
    return path


def zipped(path: Path, files: Mapping[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def resource(data: bytes, name: str = "", mime: str = "image/png", letters: str | None = None) -> str:
    lines = base64.encodebytes(data).decode() if letters is None else letters
    called = f"<resource-attributes><file-name>{name}</file-name></resource-attributes>" if name else ""
    return f'<resource><data encoding="base64">\n{lines}</data><mime>{mime}</mime>{called}</resource>'


def md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def note(body: str, *more: str, title: str = "Aims page", created: str = "20240301T223000Z") -> str:
    """One note of Evernote with a body of its markup."""
    return (
        f"<note><title>{title}</title><created>{created}</created>"
        '<content><![CDATA[<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        '<!DOCTYPE en-note SYSTEM "http://xml.evernote.com/pub/enml2.dtd">'
        f"<en-note>{body}</en-note>]]></content>{''.join(more)}</note>"
    )


def enex(*notes: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd">\n'
        f'<en-export export-date="20240401T000000Z" application="Evernote">{"".join(notes)}</en-export>'
    ).encode()


def keep_note(**values: Any) -> str:
    row = {
        "color": "DEFAULT",
        "isTrashed": False,
        "isPinned": False,
        "isArchived": False,
        "title": "Aims",
        "textContent": "Shorter",
        "createdTimestampUsec": 1_709_332_200_250_000,
        "userEditedTimestampUsec": 1_709_332_260_000_000,
        **values,
    }
    return json.dumps({key: value for key, value in row.items() if value is not None})


def journey_entry(**values: Any) -> str:
    unset = 1.7976931348623157e308
    row = {
        "id": "1709332200250-a1",
        "date_journal": 1_709_332_200_250,
        "date_modified": 1_709_332_260_000,
        "timezone": "Europe/Vienna",
        "text": "<p>Met <b>Ilse</b></p>",
        "lat": unset,
        "lon": unset,
        "weather": {"degree_c": unset, "description": "", "place": ""},
        "photos": [],
        "tags": [],
        **values,
    }
    return json.dumps(row)


def diaro_row(**values: str) -> str:
    return f"<r>{''.join(f'<{key}>{value}</{key}>' for key, value in values.items())}</r>\n"


def diaro(**tables: list[str]) -> str:
    rows = "".join(f'<table name="diaro_{name}">\n{"".join(rows)}</table>\n' for name, rows in tables.items())
    return f'<data version="2">\n{rows}</data>'
