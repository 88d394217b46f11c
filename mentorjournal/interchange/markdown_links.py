"""The files a Markdown note shows or links to, found inside the folder that was picked and nowhere else."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Collection, Sequence
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange.media import Attachments, known_extension, marker
from mentorjournal.interchange.sources import Source, is_safe

NOTE_ENDINGS: Final = frozenset({".md", ".markdown", ".mdown", ".mkd"})

_CODE = re.compile(r"(?ms)^[ \t]{0,3}(```+|~~~+).*?(?:^[ \t]{0,3}\1[ \t]*$|\Z)|`[^`\n]*`")
_EMBED = re.compile(r"!\[\[([^\[\]|\n]{1,500})(?:\|([^\[\]\n]{0,500}))?\]\]")
_LINK = re.compile(
    r"(!?)\[([^\[\]\n]{0,1000})\]\((?:<([^<>\n]{1,1000})>|((?:[^()\s]|\([^()\s]{0,200}\)){1,1000}))"
    r"(?:[ \t]{1,5}[\"'][^\"'\n]{0,500}[\"'])?\)"
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:|#|//")


class Index:
    """Where each file of a vault is, by its name alone: Obsidian's links leave the folder out. `files` are no notes,
    whatever they end in."""

    def __init__(self, names: Sequence[str] = (), files: Collection[str] = ()) -> None:
        self._paths: dict[str, str] = {}
        self._files = frozenset(files)
        for name in sorted(names, key=lambda one: (one.count("/"), one)):
            self._paths.setdefault(_key(posixpath.basename(name)), name)

    def find(self, name: str) -> str | None:
        """The path of the file of that name nearest the top; None if there is none."""
        return self._paths.get(_key(name))

    def is_note(self, path: str) -> bool:
        """Whether a path is that of a note."""
        return PurePosixPath(path).suffix.lower() in NOTE_ENDINGS and path not in self._files


def _key(name: str) -> str:
    return name.lower() if name.isascii() else unicodedata.normalize("NFC", name).casefold()


class NoteLinks:
    """Attaches what one note refers to."""

    def __init__(self, source: Source, note: str, index: Index) -> None:
        self.attached = Attachments(source)
        self.refused: list[str] = []
        self._folder = posixpath.dirname(note) or "."
        self._index = index

    def resolve(self, text: str) -> str:
        """The text with the address of every attachment in place of its path; code stays as it is."""
        if "](" not in text and "![[" not in text:
            return text
        pieces: list[str] = []
        at = 0
        for code in _CODE.finditer(text):
            pieces += self._resolved(text[at : code.start()]), code[0]
            at = code.end()
        return "".join([*pieces, self._resolved(text[at:])])

    def _resolved(self, prose: str) -> str:
        return _LINK.sub(self._link, _EMBED.sub(self._embed, prose))

    def _embed(self, found: re.Match[str]) -> str:
        name = found[1].partition("#")[0].strip()
        if PurePosixPath(name).suffix.lower() in NOTE_ENDINGS or not PurePosixPath(name).suffix:
            return found[0]
        # Behind the bar stands a label, or the width in which Obsidian shows the picture.
        label = found[2] or ""
        shown = self._shown(name, "" if label.replace("x", "").isdecimal() else label)
        return shown or self._lost(name, found[0])

    def _link(self, found: re.Match[str]) -> str:
        target = unquote(found[3] or found[4])
        if _SCHEME.match(target) or self._is_note(target):
            return found[0]
        shown = self._shown(target, found[2])
        if shown:
            return shown
        is_attachment = found[1] or (known_extension(target) and not target.startswith("/"))
        return self._lost(target, found[0]) if is_attachment else found[0]

    def _is_note(self, target: str) -> bool:
        return all(map(self._index.is_note, self._places(target)))

    def _places(self, target: str) -> tuple[str, str]:
        """Where a target may lie: beside the note, or from the top."""
        beside = posixpath.normpath(posixpath.join(self._folder, target))
        return beside, posixpath.normpath(target.lstrip("/"))

    def _shown(self, target: str, label: str) -> str | None:
        path = self._find(target)
        if path is None:
            return None
        try:
            return marker(self.attached.mention(path).name, label)
        except ImportRefused as error:
            self.refused.append(str(error))
            return None

    def _lost(self, target: str, written: str) -> str:
        self.attached.lost(target)
        return written

    def _find(self, target: str) -> str | None:
        source = self.attached.source
        for path in self._places(target):
            if is_safe(path) and source.has(path) and not self._index.is_note(path):
                return path
        found = self._index.find(PurePosixPath(target).name) if is_safe(target) else None
        return found if found and not self._index.is_note(found) else None
