"""The chosen journal as one page of HTML that reads well, prints well, and fetches nothing from anywhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

from mentorjournal.interchange.html_style import STYLE
from mentorjournal.interchange.html_text import Pictures, escaped, html_of
from mentorjournal.interchange.portable import Left, Portable, by_due
from mentorjournal.interchange.telling import TOLD, called, facts, texts
from mentorjournal.model.fields import fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import ActionItem, AgendaItem, Attachment, Goal, Meeting, Milestone

GENERATOR: Final = "Mentor Journal"
MOST_IN_CONTENTS: Final = 400
"""With more records the contents name the years of each chapter only."""
_FIRST: Final = ("goal", "meeting", "reflection")
_EVERY: Final = 200


def write(portable: Portable, out: BinaryIO) -> Left:
    """Write every chosen record, chapter by chapter, as UTF-8. Raises OSError."""
    return _Page(portable, out).write()


class _Page:
    """Writes one page, a record at a time; it holds what the contents name."""

    def __init__(self, portable: Portable, out: BinaryIO) -> None:
        self._portable, self._out = portable, out
        self._left = Left()
        self._pictures = Pictures(portable)
        first = [cls for name in _FIRST for cls in TOLD if name == cls.TYPE]
        self._chapters = (*first, *(cls for cls in TOLD if cls.TYPE not in _FIRST))

    def write(self) -> Left:
        self._top()
        for chapter in self._chapters:
            self._chapter(chapter)
        self._files()
        self._say("</main>\n</body>\n</html>\n")
        return self._left

    def _say(self, html: str) -> None:
        self._out.write(html.encode("utf-8", "replace"))

    def _top(self) -> None:
        owner = " ".join(self._portable.owner().split())
        title = escaped(f"The mentoring journal of {owner}" if owner else "A mentoring journal")
        self._say(
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            f'<meta name="generator" content="{GENERATOR}">\n'
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; '
            "style-src 'unsafe-inline'\">\n"
            '<meta name="referrer" content="no-referrer">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="color-scheme" content="light dark">\n'
            f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
            f"<header><h1>{title}</h1></header>\n"
        )
        self._contents()
        self._say("<main>\n")

    def _contents(self) -> None:
        """Each chapter with its records or, of many, its years; read once for it, held only while few."""
        parts: list[str] = []
        named = 0
        for chapter in self._chapters:
            years: dict[str, int] = {}
            lines: list[str] = []
            for number, record in enumerate(self._portable.named(chapter)):
                if number % _EVERY == 0:
                    self._portable.check(0)
                year = str(record.date.year) if record.date else "Without a day"
                years[year] = years.get(year, 0) + 1
                if named < MOST_IN_CONTENTS:
                    named += 1
                    lines.append(f'<li><a href="#{_anchor(record.id)}">{escaped(called(record))}</a></li>')
            if years:
                count = sum(years.values())
                inside = lines if len(lines) == count else [f"<li>{y}: {n:,}</li>" for y, n in years.items()]
                parts.append(
                    f'<li><a href="#{chapter.TYPE}">{escaped(chapter.PLURAL)}</a> <span>{count:,}</span>'
                    f"<ol>{''.join(inside)}</ol></li>\n"
                )
        if parts:
            self._say(f'<nav aria-label="Contents"><h2>Contents</h2>\n<ol>\n{"".join(parts)}</ol></nav>\n')

    def _chapter(self, chapter: type[Record]) -> None:
        opened = False
        for record in self._portable.of(chapter):
            if not opened:
                self._say(f'<section id="{chapter.TYPE}">\n<h2>{escaped(chapter.PLURAL)}</h2>\n')
                opened = True
            self._left.records += 1
            self._portable.check(self._left.records)
            self._say("".join(self._article(record)))
        if opened:
            self._say("</section>\n")

    def _article(self, record: Record) -> Iterator[str]:
        yield f'<article id="{_anchor(record.id)}">\n<h3>{escaped(called(record))}</h3>\n'
        if record.date:
            yield f'<p class="day"><time datetime="{record.date}">{_in_words(record.date, record.at)}</time></p>\n'
        yield from self._facts(record)
        if isinstance(record, Meeting):
            yield from self._agenda(record)
        for heading, text in texts(record):
            if heading.strip():
                yield f"<h4>{escaped(' '.join(heading.split()))}</h4>\n"
            yield f'<div class="text">{html_of(text, self._pictures)}</div>\n'
        if isinstance(record, Goal):
            yield from _ticked("Milestones", self._portable.pointing_at(record, Milestone, "goal"))
        if isinstance(record, Meeting):
            yield from _ticked("Action items", self._portable.pointing_at(record, ActionItem, "meeting"))
        yield from self._attached(record)
        yield "</article>\n"

    def _facts(self, record: Record) -> Iterator[str]:
        rows = []
        declared = fields_of(type(record))
        for told in facts(record, self._portable):
            ids = told.ids or ("",) * len(told.words)
            is_day = declared[told.name].kind == "date"
            said = ", ".join(
                f'<a href="#{_anchor(key)}">{escaped(word)}</a>' if key else _fact(word, is_day=is_day)
                for word, key in zip(told.words, ids, strict=True)
            )
            rows.append(f"<dt>{escaped(told.label)}</dt><dd>{said}</dd>")
        if tags := self._portable.tags(record):
            words = "".join(f"<li>{escaped(word)}</li>" for word in tags)
            rows.append(f'<dt>Tags</dt><dd><ul class="tags">{words}</ul></dd>')
        if rows:
            yield f"<dl>{''.join(rows)}</dl>\n"

    def _agenda(self, meeting: Meeting) -> Iterator[str]:
        items = sorted(
            self._portable.pointing_at(meeting, AgendaItem, "meeting"), key=lambda item: item.position or 0
        )
        if items:
            self._left.records += len(items)
            lines = "".join(f"<li>{_tick(one.discussed)} {escaped(called(one))}</li>" for one in items)
            yield f'<h4>Agenda</h4>\n<ul class="ticks">{lines}</ul>\n'

    def _attached(self, record: Record) -> Iterator[str]:
        """Pictures that no text has shown, and the names of other files."""
        for key in record.attachments:
            attachment = self._portable.get(key)
            if isinstance(attachment, Attachment) and not self._pictures.was_shown(key):
                shown = self._pictures.html(key, "")
                name = escaped(attachment.title)
                yield (
                    f"<figure>{shown}<figcaption>{name}</figcaption></figure>\n"
                    if shown
                    else f'<p class="file">Attached, not in this page: {name}</p>\n'
                )

    def _files(self) -> None:
        self._left.files = self._pictures.count
        for attachment in self._portable.of(Attachment):
            self._left.records += 1
            if not self._pictures.was_shown(attachment.id):
                self._left.lost("an attached file, of which the page has the name only")


def _anchor(record_id: str) -> str:
    return f"r-{escaped(record_id)}"


def _in_words(day: dt.date, at: dt.time | None = None) -> str:
    return f"{day.day} {day:%B} {day.year}" + (f", {at:%H:%M}" if at else "")


def _fact(words: str, *, is_day: bool) -> str:
    if is_day:
        return f'<time datetime="{words}">{_in_words(dt.date.fromisoformat(words))}</time>'
    return escaped(words)


def _tick(done: bool) -> str:
    return (
        '<span role="img" aria-label="done">☑</span>'
        if done
        else '<span role="img" aria-label="open">☐</span>'
    )


def _ticked(heading: str, records: Sequence[ActionItem | Milestone]) -> Iterator[str]:
    if records:
        lines = "".join(
            f'<li>{_tick(one.done_on is not None)} <a href="#{_anchor(one.id)}">{escaped(called(one))}</a>'
            f"{f' (by {_in_words(one.due)})' if one.due and not one.done_on else ''}</li>"
            for one in sorted(records, key=by_due)
        )
        yield f'<h4>{heading}</h4>\n<ul class="ticks">{lines}</ul>\n'
