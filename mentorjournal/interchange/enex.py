"""Evernote's export (ENEX), read in passing: attachments stay in the file until they are wanted."""

from __future__ import annotations

import binascii
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.decode import clean
from mentorjournal.interchange.sources import Source
from mentorjournal.interchange.xml_stream import XmlStream

_SIGN = re.compile(r"<!DOCTYPE\s+en-export|<en-export[\s>]")
_LONGEST_FIELD: Final = 64 * limits.KIB
_FIELDS: Final = {
    "note": frozenset({"title", "content", "created", "updated", "tag"}),
    "note-attributes": frozenset(
        {
            *("author", "source-url", "latitude", "longitude", "place-name"),
            *("reminder-time", "reminder-done-time"),
        }
    ),
    "task": frozenset(
        {
            *("title", "created", "updated", "taskStatus", "statusUpdated", "dueDate", "noteLevelID"),
            *("taskGroupNoteLevelID", "description"),
        }
    ),
    "resource": frozenset({"mime"}),
    "resource-attributes": frozenset({"file-name"}),
}
_NO_BASE64 = bytes(
    code for code in range(256) if not (chr(code).isascii() and (chr(code).isalnum() or chr(code) in "+/="))
)
_REFERENCE = re.compile(rb"&#?\w{1,8};")
_LONGEST_REFERENCE: Final = 10


@dataclass(slots=True)
class Resource:
    """One attachment: what it is called, and where its letters stand in the file."""

    values: dict[str, str] = field(default_factory=dict)
    start: int = 0
    end: int = 0
    size: int = 0
    md5: str = ""
    damaged: bool = False


@dataclass(slots=True)
class Note:
    """One note as it stands in the file. `too_long` says that its text is left out."""

    values: dict[str, str] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    tasks: list[dict[str, str]] = field(default_factory=list)
    resources: list[Resource] = field(default_factory=list)
    too_long: bool = False


def is_export(text: str, _: str = "") -> bool:
    """Whether a text begins as an export of Evernote."""
    return text.lstrip("\ufeff \n\t").startswith("<") and bool(_SIGN.search(text[:4096]))


class Decoder:
    """Base64 in pieces of any length; `damaged` says that some of it was none."""

    def __init__(self) -> None:
        self.damaged = False
        self._rest = b""

    def feed(self, letters: bytes) -> bytes:
        """The bytes of whole groups of four letters; what is over waits for the next piece."""
        letters = self._rest + letters.translate(None, _NO_BASE64)
        whole = len(letters) - len(letters) % 4
        self._rest = letters[whole:]
        try:
            return binascii.a2b_base64(letters[:whole])
        except binascii.Error:
            self.damaged = True
            return b""

    def ended(self) -> bool:
        """Whether nothing is over."""
        return not self._rest


class NoteStream(XmlStream):
    """Collects whole notes; whoever feeds it takes them out of `notes`. `base` is where its first byte stands."""

    def __init__(self, name: str, base: int = 0) -> None:
        super().__init__(name)
        self.notes: list[Note] = []
        self._base = base
        self._note: Note | None = None
        self._said: list[str] | None = None
        self._left = 0
        self._decoder: Decoder | None = None
        self._hash = hashlib.md5(usedforsecurity=False)

    def opened(self, element: str, attributes: dict[str, str]) -> None:
        """Begin a note, a task, an attachment, or a text of one of them."""
        parent = self.path[-2] if len(self.path) > 1 else ""
        self._said = None
        if element == "note":
            self._note = Note()
        elif self._note is None:
            return
        elif element == "resource" and parent == "note":
            self._note.resources.append(Resource())
        elif element == "task" and parent == "note":
            self._note.tasks.append({})
        elif element == "data" and parent == "resource":
            self._note.resources[-1].start = self._base + self.parser.CurrentByteIndex
            self._decoder = Decoder()
            self._hash = hashlib.md5(usedforsecurity=False)
        elif element in _FIELDS.get(parent, ()):
            self._said = []
            self._left = limits.MAX_NOTE_BYTES if element == "content" else _LONGEST_FIELD

    def said(self, text: str) -> None:
        """Keep a text that is wanted; letters of an attachment are counted, summed and forgotten."""
        if self._note is None:
            return
        if self._decoder is not None:
            data = self._decoder.feed(text.encode("ascii", "ignore"))
            self._note.resources[-1].size += len(data)
            self._hash.update(data)
        elif self._said is not None:
            self._left -= len(text)
            if self._left >= 0:
                self._said.append(text)
            elif self.path[-1] == "content":
                self._note.too_long = True

    def closed(self, element: str) -> None:
        """Put what was collected where it belongs."""
        note, parent = self._note, self.path[-2] if len(self.path) > 1 else ""
        if note is None:
            return
        if element == "note":
            self.notes.append(note)
            self._note = None
        elif self._decoder is not None and element == "data":
            self._end_of_data(note.resources[-1], self._decoder)
        elif self._said is not None:
            _put(note, parent, element, clean("".join(self._said)).strip())
        self._said = None

    def _end_of_data(self, resource: Resource, decoder: Decoder) -> None:
        resource.end = self._base + self.parser.CurrentByteIndex
        resource.damaged = decoder.damaged or not decoder.ended()
        resource.md5 = self._hash.hexdigest()
        self._decoder = None


def _put(note: Note, parent: str, element: str, said: str) -> None:
    if element == "tag":
        note.tags.append(said)
    elif parent == "task" and note.tasks:
        note.tasks[-1][element] = said
    elif parent.startswith("resource") and note.resources:
        note.resources[-1].values[element] = said
    elif parent.startswith("note"):
        note.values.setdefault(element, said)


def bytes_of(source: Source, name: str, resource: Resource) -> Iterator[bytes]:
    """The attachment, read from the file once more; raises `ImportRefused` where it is not what it was."""
    decoder, digest = Decoder(), hashlib.md5(usedforsecurity=False)
    if not resource.size:
        return
    for letters in _letters(source.between(name, resource.start, resource.end)):
        part = decoder.feed(letters)
        digest.update(part)
        yield part
    if digest.hexdigest() != resource.md5:
        message = "It is damaged, or the export was changed while it was read."
        raise ImportRefused(message)


def _letters(parts: Iterator[bytes]) -> Iterator[bytes]:
    """What stands between the tags, without references to characters, each of which stands for a blank."""
    inside, rest = False, b""
    for part in parts:
        letters = (rest + part).replace(b"\0", b"").replace(b"<![CDATA[", b"").replace(b"]]>", b"")
        if not inside:
            _, found, letters = letters.partition(b">")
            inside = bool(found)
            if not inside:
                continue
        at = letters.rfind(b"&", -_LONGEST_REFERENCE)
        letters, rest = (letters[:at], letters[at:]) if at >= 0 else (letters, b"")
        yield _REFERENCE.sub(b"", letters)
    yield _REFERENCE.sub(b"", rest)
