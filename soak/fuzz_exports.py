"""Sound exports of Joplin, Evernote, Google Keep, Journey and Diaro for the fuzzers to begin with."""

from __future__ import annotations

import io
import tarfile
import zipfile
from typing import Final

_IDENT: Final = "0123456789abcdef0123456789abcdef"
_ITEM: Final = (
    f'Aims\n\n![p](:/{_IDENT}) <img src=":/{_IDENT}"/>\n\nid: {_IDENT}\nparent_id: {_IDENT}\n'
    "user_created_time: 2024-03-01T22:30:00.250Z\nis_todo: 1\ntodo_due: 1709332200000\nlatitude: 48.2\n"
    "longitude: 16.3\nmarkup_language: 1\nencryption_applied: 0\ntype_: 1"
).encode()
_ENEX: Final = (
    b'<?xml version="1.0"?><!DOCTYPE en-export SYSTEM "x.dtd"><en-export><note><title>Aims</title>'
    b"<created>20240301T223000Z</created><tag>a</tag><content><![CDATA[<en-note><div>a</div><en-todo checked='true'/>"
    b"b<ul style='--en-todo:true'><li style='--en-checked:true;'><div>c</div></li></ul>"
    b"<en-media hash='0cc175b9c0f1b6a831c399e269772661'/><div style='--en-task-group:true;--en-id:g'></div>"
    b"<div style='-en-codeblock:true'><div>x</div></div></en-note>]]></content>"
    b"<resource><data encoding='base64'>YQ==</data><mime>text/plain</mime></resource>"
    b"<task><title>t</title><taskStatus>open</taskStatus><taskGroupNoteLevelID>g</taskGroupNoteLevelID>"
    b"<dueDate>20240401T000000Z</dueDate></task></note></en-export>"
)
_KEEP: Final = (
    b'{"isTrashed":false,"isPinned":true,"isArchived":true,"title":"a","textContent":"b","labels":[{"name":"c"}],'
    b'"listContent":[{"text":"d","isChecked":true}],"attachments":[{"filePath":"e.png"}],'
    b'"createdTimestampUsec":1709332200250000,"userEditedTimestampUsec":1709332200250000}'
)
_JOURNEY: Final = (
    b'{"id":"1","date_journal":1709332200250,"timezone":"Europe/Vienna","text":"<p>a <b>b</b></p>","lat":1e308,'
    b'"lon":2,"photos":["p.jpg"],"weather":{"degree_c":7.5,"place":"x"},"tags":["t"],"favourite":true}'
)
_DIARO: Final = (
    b'<data version="2"><table name="diaro_tags"><r><uid>t</uid><title>T</title></r></table>'
    b'<table name="diaro_entries"><r><uid>e</uid><date>1709332200250</date><tz_offset>+02:00</tz_offset>'
    b"<title>a</title><text>b &amp; c</text><tags>,t,</tags></r></table></data>"
)


def notebooks() -> list[bytes]:
    """A JEX file, an item of a RAW folder, and an ENEX file."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in ((f"{_IDENT}.md", _ITEM), (f"resources/{_IDENT}.png", b"png")):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return [stream.getvalue(), _ITEM, _ENEX]


def phones() -> list[bytes]:
    """A note of Keep, an entry of Journey, a backup of Diaro, and an archive with all of them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("Keep/a.json", _KEEP)
        archive.writestr("j/1.json", _JOURNEY)
        archive.writestr("DiaroBackup.xml", _DIARO)
    return [_KEEP, _JOURNEY, _DIARO, stream.getvalue()]
