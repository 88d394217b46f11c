"""Day One's own habits in text: escaped punctuation, links to moments, and the plain-text export."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.dates import Stamp, order_of, stamp_at_start
from mentorjournal.interchange.decode import decode
from mentorjournal.interchange.plain import Entry, Reading, Watch, fingerprint
from mentorjournal.interchange.sources import Source
from mentorjournal.interchange.words import opening_title

_CODE = re.compile(r"(?ms)^[ ]{0,3}(```+|~~~+).*?(?:^[ ]{0,3}\1[ \t]*$|\Z)|`[^`\n]*`")
_ESCAPE = re.compile(r"\\([!\"#$%&'()+,\-./:;=>?@^{}])")
_BLOCK_START = re.compile(r"\s{0,3}(?:\d{1,9}|)$")
_OPENS_BLOCK = frozenset("-+>#.)=")
_MOMENT = re.compile(
    r"!?\[([^\[\]\n]{0,500})\]\(dayone-moment:/{1,2}(?:[A-Za-z]{1,30}/)?([0-9A-Za-z-]{1,64})\)"
)
_ENTRY_MARK = re.compile(r"^\tDate:\t(.*)$", re.MULTILINE)
_HEADER = re.compile(r"\t([A-Z][A-Za-z ]{1,30}):\t(.*)")


def is_plain_export(text: str) -> bool:
    """Whether a text holds the date lines of Day One's plain-text export."""
    return any(stamp_at_start(match[1].strip()) for match in _ENTRY_MARK.finditer(text))


def unescape(text: str) -> str:
    """The text without the backslashes Day One sets before punctuation.

    Those stay that keep the text from meaning something else in Markdown: before `*`, `_` and their like
    anywhere, and before what would begin a list, a heading or a quotation at the start of a line.
    """
    pieces: list[str] = []
    at = 0
    for code in _CODE.finditer(text):
        pieces += _unescaped(text[at : code.start()]), code[0]
        at = code.end()
    return "".join([*pieces, _unescaped(text[at:])])


def _unescaped(prose: str) -> str:
    if "\\" not in prose:
        return prose
    lines = prose.split("\n")
    return "\n".join(_unescaped_line(line) if "\\" in line else line for line in lines)


def _unescaped_line(line: str) -> str:
    def plain(match: re.Match[str]) -> str:
        opens = match[1] in _OPENS_BLOCK and line[match.end() : match.end() + 1] in {"", " "}
        if opens and match.start() < len("   123456789") and _BLOCK_START.match(line[: match.start()]):
            return match[0]
        return match[1]

    return _ESCAPE.sub(plain, line)


def resolve_moments(text: str, shown: Callable[[str, str], str]) -> str:
    """Replace each link to a moment by what `shown(identifier, label)` returns."""
    return _MOMENT.sub(lambda match: shown(match[2], match[1]), text)


def read(source: Source, name: str, watch: Watch) -> Reading:
    """Read Day One's plain-text export; raises `ImportRefused` if no date in it can be read."""
    reading = Reading("dayone-txt")
    text, warning = decode(source.read(name, limits.MAX_TEXT_BYTES))
    if warning:
        reading.problem(name, warning)
    marks = list(_ENTRY_MARK.finditer(text))
    if marks and text[: marks[0].start()].strip():
        reading.problem(name, "The text before the first date belongs to no entry and was left out.")
    for number, entry in enumerate(_entries(text, marks, name, reading), 1):
        watch.step(number - 1, len(marks))
        reading.entries.append(entry)
    if not reading.entries:
        message = (
            f"{name} looks like Day One's plain text, but no date in it can be read. Nothing was imported."
        )
        raise ImportRefused(message)
    watch.step(len(marks), len(marks))
    return reading


def _entries(text: str, marks: list[re.Match[str]], name: str, reading: Reading) -> Iterator[Entry]:
    order = order_of(mark[1] for mark in marks)
    if order is None:
        reading.problem(
            name, "Its dates do not tell day from month; 03/04 was taken for 3 April. Check one entry."
        )
    ends = [mark.start() for mark in marks[1:]] + [len(text)] * bool(marks)
    for number, (mark, until) in enumerate(zip(marks, ends, strict=True), 1):
        item = f"{name}, entry {number}"
        found = stamp_at_start(mark[1].strip(), order or "day first")
        if found is None:
            reading.problem(item, f"Its date “{mark[1].strip()[:40]}” cannot be read. It was left out.")
            continue
        yield _entry(found[0], mark[1].strip(), text[mark.end() : until], item)


def _entry(found: Stamp, written: str, text: str, item: str) -> Entry:
    lines = text.lstrip("\n").split("\n")
    extra: list[tuple[str, str]] = []
    while lines and (header := _HEADER.fullmatch(lines[0])):
        extra.append((header[1].lower(), header[2].strip()))
        del lines[0]
    title, body = opening_title(unescape("\n".join(lines).strip()))
    if found.time is not None:
        extra.append(("date as written", written))
    return Entry(
        source_id=fingerprint("dayone-txt", found.day, found.time, title, body),
        title=title,
        text=body,
        day=found.day,
        time=found.time,
        created=found.utc,
        item=item,
        extra=tuple(extra),
    )
