"""The texts and files of a portfolio's entries: what is marked up becomes Markdown, what it shows is attached."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, unquote_plus

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.html_markdown import Held, plain_text, to_markdown
from mentorjournal.interchange.leap2a_feed import OURS, Body, Item
from mentorjournal.interchange.media import Attachments, ending_for, known_extension, marker
from mentorjournal.interchange.note_files import report_files
from mentorjournal.interchange.plain import Media, Reading
from mentorjournal.interchange.sources import Source, is_safe

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

FACTS: Final = "mentorjournal-facts"
"""The class of the box in which our own export says in words what it also says in categories."""
FILE_RELS: Final = ("enclosure", "related", "has_part", "has_evidence", "supported_by")
_SHOWN: Final = re.compile(r"(?:href|src)=[\"']([^\"'<>]{1,600})[\"']")
_MOST_FILES: Final = 500


@dataclass(frozen=True, slots=True)
class File:
    """A file an entry of the portfolio stands for: its path in the source, and what it is called."""

    path: str
    name: str
    there: bool


class Texts:
    """Knows the files of one portfolio and reads its texts."""

    def __init__(self, source: Source, name: str, items: Sequence[Item], reading: Reading) -> None:
        self._source, self._reading = source, reading
        self._folder = PurePosixPath(name).parent
        self.used_paths: set[str] = set()
        self.files = {item.id: file for item in items if item.id and (file := self._file_of(item))}
        self.wanted = self._wanted(items)

    def _wanted(self, items: Iterable[Item]) -> set[str]:
        """The entries that are files of other entries."""
        found: set[str] = set()
        for item in items:
            if item.id not in self.files and not item.page and "selection" not in item.kinds:
                found.update(self.named(item))
        return found

    def named(self, item: Item) -> list[str]:
        """The entries that are files of this one, by its links and in its text."""
        shown = (key for body in item.bodies.values() for key in _SHOWN.findall(body.text))
        return [key for key in dict.fromkeys((*item.hrefs(*FILE_RELS), *shown)) if key in self.files]

    def _file_of(self, item: Item) -> File | None:
        """What an entry that is nothing but a file stands for."""
        if "resource" not in item.kinds:
            return None
        inside = [link for link in item.links if link.rel == "enclosure" and not _elsewhere(link.href)]
        if item.source and not _elsewhere(item.source):
            kind = item.bodies["content"].kind if "content" in item.bodies else ""
            return self._found(item.source, item.title, kind)
        return self._found(inside[0].href, item.title, inside[0].media_type) if inside else None

    def _found(self, href: str, title: str, kind: str = "") -> File:
        ways = dict.fromkeys((href, unquote(href), unquote_plus(href)))
        paths = [str(self._folder / way) for way in ways if way and is_safe(way)]
        path = next((path for path in paths if self._source.has(path)), "")
        name = title or PurePosixPath(unquote(href)).name
        if not known_extension(name):
            ending = PurePosixPath(unquote(href)).suffix[:16] or (
                f".{found}" if (found := ending_for(kind)) else ""
            )
            name = name if name.lower().endswith(ending.lower()) else f"{name}{ending}"
        return File(path or unquote(href), name, bool(path))

    def attached(self, item: Item) -> Attachments:
        """The files of an entry, what of them is in the source."""
        found = Attachments(self._source)
        ids = [item.id] if item.id in self.files else []
        ids += [href for href in item.hrefs(*FILE_RELS) if href in self.files]
        for key in dict.fromkeys(ids):
            self._attach(found, self.files[key])
        if item.id not in self.files and item.source and not _elsewhere(item.source):
            self._attach(found, self._found(item.source, ""))
        for link in () if item.id in self.files else item.links:
            if link.rel == "enclosure" and link.href not in self.files and not _elsewhere(link.href):
                self._attach(found, self._found(link.href, "", link.media_type))
        return found

    def _attach(self, attached: Attachments, file: File, *, shown: bool = False) -> Media | None:
        if not file.there or len(attached.found) >= _MOST_FILES:
            attached.lost(file.name)
            return None
        try:
            media = attached.mention(file.path, file.name) if shown else attached.add(file.path, file.name)
        except ImportRefused:
            attached.lost(file.name)
            return None
        self.used_paths.add(file.path)
        return media

    def told(self, attached: Attachments, name: str) -> tuple[Media, ...]:
        """The media, after what is missing or empty was reported."""
        report_files(attached, name, self._reading)
        return tuple(attached.found.values())

    def text(self, item: Item, name: str, attached: Attachments | None = None) -> str:
        """Summary and content as Markdown; pictures stand in it where `attached` takes them."""
        parts = []
        ours = bool(item.terms(f"{OURS}type"))
        for which in ("summary", "content"):
            body = item.bodies.get(which)
            if body is None or (item.source and which == "content"):
                continue
            if body.too_long:
                most = limits.MAX_NOTE_BYTES // limits.MIB
                self._reading.problem(
                    name, f"Its text is longer than {most} million characters. It was cut off."
                )
            if (said := self._markdown(body, name, attached, ours=ours)) and said not in parts:
                parts.append(said)
        return "\n\n".join(parts)

    def _markdown(self, body: Body, name: str, attached: Attachments | None, *, ours: bool) -> str:
        if body.kind != "html":
            return body.text if body.kind in ("text", "") else plain_text(body.text)
        held = Held()

        def prepare(tree: BeautifulSoup) -> None:
            if ours:
                for box in tree.find_all("div", class_=FACTS):
                    box.decompose()
            for one in tree.find_all(["img", "a", "object"]):
                self._show(one, held, attached)

        said, kept = to_markdown(body.text, prepare, held)
        if not kept:
            self._reading.problem(name, "Its formatting is too much to be read. Its words were kept.")
        return said

    def _show(self, element: Any, held: Held, attached: Attachments | None) -> None:
        """A picture or a link to a file of the portfolio becomes that of an attachment."""
        if element.decomposed:
            return
        target = str(element.get("href") or element.get("src") or element.get("data") or "")
        file = self.files.get(target) or self._file_at(target)
        if file is None or attached is None:
            return
        words = " ".join(str(element.get("alt") or element.get_text(" ", strip=True)).split())
        media = self._attach(attached, file, shown=True)
        if media is None:
            element.replace_with(held.sign(words or file.name))
        elif element.name == "a" and not media.media_type.startswith("image/"):
            element.replace_with(held.sign(f"[{_plain(words) or _plain(media.name)}]({media.in_text})"))
        else:
            element.replace_with(held.sign(marker(media.name, "" if words == media.name else _plain(words))))

    def _file_at(self, target: str) -> File | None:
        if not target or _elsewhere(target) or target.startswith("#"):
            return None
        found = self._found(target, "")
        return found if found.there else None


def _elsewhere(href: str) -> bool:
    return bool(re.match(r"[a-z][a-z0-9+.-]{0,30}:", href, re.I))


def _plain(words: str) -> str:
    return words.replace("[", "(").replace("]", ")")
