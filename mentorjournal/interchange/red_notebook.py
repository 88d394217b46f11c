"""RedNotebook's journal: a YAML file for each month, or one of them, or the zip it backs up to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import unquote

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits, safe_yaml
from mentorjournal.interchange.decode import decode
from mentorjournal.interchange.media import Attachments, marker
from mentorjournal.interchange.plain import Entry, Reading, Watch, fingerprint
from mentorjournal.interchange.sources import Source, is_safe
from mentorjournal.interchange.txt2tags import to_markdown
from mentorjournal.interchange.words import bare_tags, opening_title

_MONTH_FILE = re.compile(r"(?:^|/)(\d{4})-(0[1-9]|1[0-2])\.txt$")
_FIRST_DAY = re.compile(r"\s*(?:\{\s*(?:\}|\d{1,2}\s*:)|['\"]?\d{1,2}['\"]?\s*:\s)")
_HASHTAG = re.compile(r"(?<![\w#&＃/])[#＃](\w[\w-]*)")
# Ada and decade are words, though their letters would make a colour: one of a person's tags must not be lost.
_HEX_COLOUR = re.compile(r"(?=[a-f]*\d|f+$)(?:[0-9a-f]{3}|[0-9a-f]{6})", re.I)
_NOT_TAGS = frozenset(
    {"include", "define", "ifdef", "ifndef", "endif", "if", "else", "elif", "undef", "pragma"}
)


@dataclass(frozen=True, slots=True)
class Day:
    """What RedNotebook keeps for one day, its text still in txt2tags."""

    text: str
    categories: Mapping[str, tuple[str, ...]]


def is_month_file(name: str) -> bool:
    """Whether a file is named as a month of RedNotebook's: `YYYY-MM.txt`, and no backup of one."""
    return bool(_MONTH_FILE.search(name))


def is_month(text: str) -> bool:
    """Whether a text begins as a month of RedNotebook's: a mapping of days, or an empty one."""
    return bool(_FIRST_DAY.match(text))


def hashtags(text: str) -> tuple[str, ...]:
    """The hashtags of a text without their `#`; colours and the words of C programs are none."""
    found = (
        word.rstrip("-")
        for word in _HASHTAG.findall(text)
        if any(map(str.isalpha, word)) and not _HEX_COLOUR.fullmatch(word) and word not in _NOT_TAGS
    )
    return bare_tags(found)


def parse_month(text: str, item: str) -> tuple[dict[int, Day], list[str]]:
    """The days of a month and the keys that are no days; raises `ImportRefused` if it is no mapping."""
    tree = safe_yaml.load(text, item)
    if tree is None:
        return {}, []
    if not isinstance(tree, dict):
        message = f"{item} is no RedNotebook month. It was left out."
        raise ImportRefused(message)
    days: dict[int, Day] = {}
    strange: list[str] = []
    for key, content in tree.items():
        day = _day(content)
        if day is None or not key.isdecimal() or len(key) > len("31"):
            strange.append(key)
        else:
            days[int(key)] = day
    return days, strange


def _day(content: object) -> Day | None:
    if content is None:
        return Day("", {})
    if isinstance(content, str):
        return Day(content, {})
    if not isinstance(content, dict):
        return None
    text = content.get("text")
    categories = {key: _items(value) for key, value in content.items() if key != "text"}
    return Day(text if isinstance(text, str) else "", categories)


def _items(value: object) -> tuple[str, ...]:
    if isinstance(value, dict):
        return tuple(key if item is None else f"{key}: {item}" for key, item in value.items() if key)
    if isinstance(value, list):
        return tuple(item for item in value if isinstance(item, str))
    return (value,) if isinstance(value, str) else ()


def read(source: Source, names: list[str], watch: Watch) -> Reading:
    """Read the named months, a day an entry; a month that cannot be read is reported, the others are read."""
    reading = Reading("rednotebook")
    for number, name in enumerate(names):
        watch.step(number, len(names))
        try:
            text, warning = decode(source.read(name, limits.MAX_NOTE_BYTES))
            days, strange = parse_month(text, name)
        except ImportRefused as error:
            reading.problem(name, str(error))
            continue
        if warning:
            reading.problem(name, warning)
        for key in strange:
            reading.problem(name, f"“{key[:40]}” is no day of a month. It was left out.")
        for day in sorted(days):
            _add(source, name, day, days[day], reading)
    watch.step(len(names), len(names))
    return reading


def _add(source: Source, name: str, number: int, day: Day, reading: Reading) -> None:
    match = _MONTH_FILE.search(name)
    item = f"{name}, day {number}"
    if match is None or not (day.text.strip() or day.categories):
        return
    try:
        when = date(int(match[1]), int(match[2]), number)
    except ValueError:
        reading.problem(item, "There is no such day. It was left out.")
        return
    pictures = _Pictures(Attachments(source), PurePosixPath(name).parent.as_posix())
    tag_items = tuple(
        item for key, items in day.categories.items() if key.lower() == "tags" for item in items
    )
    title, body = opening_title(to_markdown(day.text.strip("\n"), pictures.shown).strip())
    attached = pictures.attached
    if attached.missing:
        missing = ", ".join(attached.missing)
        reading.problem(item, f"Outside the journal's folder, so not imported: {missing}. Add them by hand.")
    inline = hashtags(day.text)
    reading.entries.append(
        Entry(
            source_id=fingerprint("rednotebook", when, day.text, *day.categories.items()),
            title=title,
            text=_with_categories(body, day.categories),
            day=when,
            tags=bare_tags((*inline, *tag_items)),
            tags_as_written=(*(f"#{tag}" for tag in inline), *tag_items),
            media=tuple(attached.found.values()),
            missing_media=tuple(attached.missing),
            item=item,
        )
    )


def _with_categories(text: str, categories: Mapping[str, tuple[str, ...]]) -> str:
    parts = [text] if text else []
    for name, items in categories.items():
        if name.lower() != "tags":
            parts.append(
                "\n".join([f"**{name}**", *([""] if items else []), *(f"- {item}" for item in items)])
            )
    return "\n\n".join(parts)


@dataclass(slots=True)
class _Pictures:
    """Resolves a day's links; what they name outside the journal's folder is not opened."""

    attached: Attachments
    folder: str

    def shown(self, target: str, label: str, is_picture: bool) -> str:
        path = self._inside(target)
        if path is not None:
            try:
                return marker(self.attached.mention(path).name, label)
            except ImportRefused:
                path = None
        external = target.startswith("file:") or "://" not in target
        if external and (is_picture or target.startswith("file:")):
            name = unquote(target.removeprefix("file://"))
            self.attached.lost(name)
            return f"*({label or 'picture'}: {name})*"
        return f"[{label or target}](<{target.replace('<', '%3C').replace('>', '%3E')}>)"

    def _inside(self, target: str) -> str | None:
        if "://" in target or not is_safe(target):
            return None
        path = target if self.folder == "." else f"{self.folder}/{target}"
        return path if self.attached.source.has(path) else None
