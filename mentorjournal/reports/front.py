"""What stands before and around the body: the cover, the contents, running heads and feet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from mentorjournal.reports.blocks import Cover, Document
from mentorjournal.reports.compose import Composer
from mentorjournal.reports.look import (
    CONTENTS,
    COVER_SUBTITLE,
    COVER_TITLE,
    HAIR,
    HEAD,
    HEADINGS,
    NOTE,
    TEAL,
    Sheet,
    Style,
)
from mentorjournal.reports.pages import PageMaker
from mentorjournal.reports.pieces import Heading, Paragraph, Piece, Space
from mentorjournal.reports.press import Press
from mentorjournal.reports.runs import lines_kept, one_line
from mentorjournal.reports.setting import Line, Setter
from mentorjournal.reports.tagging import Element

_BAR = 26.0
_DROP = 165.0
_NUMBER = 40.0
_MANY_LINES = 3


def draw_cover(press: Press, composer: Composer, cover: Cover) -> None:
    """Draw the first page; what is too long for it goes on to a second one with the same bar."""
    sheet = press.sheet

    def bar() -> None:
        press.box(0.0, 0.0, _BAR, sheet.height, TEAL)

    maker = PageMaker(press, bar)
    maker.drop(_DROP)
    maker.place(_cover_pieces(press.setter, composer, cover))
    signs = list(composer.sign_lines(cover.signatures))
    if signs:
        height = sum(piece.height for piece in signs) + sum(piece.before for piece in signs)
        maker.drop(maker.room - height - 24.0 if maker.room > height else 0.0)
        maker.place(iter(signs))
    maker.finish()


def _cover_pieces(setter: Setter, composer: Composer, cover: Cover) -> Iterator[Piece]:
    width = composer.sheet.wide
    title = setter.lines(lines_kept(cover.title), COVER_TITLE, width - 40.0)
    style = COVER_TITLE
    if len(title) > _MANY_LINES:
        style = replace(COVER_TITLE, size=20.0, leading=25.0)
        title = setter.lines(lines_kept(cover.title), style, width)
    structure = composer.structure
    yield _paragraph(title, style, structure.heading(1))
    subtitle = setter.lines(lines_kept(cover.subtitle), COVER_SUBTITLE, width)
    if subtitle:
        yield _paragraph(subtitle, replace(COVER_SUBTITLE, before=10.0), structure.plain())
    facts = composer.facts(cover.facts, width)
    if facts is not None:
        facts.be_in(structure.into)
        yield Space(72.0)
        yield facts
    note = setter.lines(lines_kept(cover.note), NOTE, composer.sheet.measure)
    if note:
        yield Space(18.0)
        yield _paragraph(note, NOTE, structure.plain())


def _paragraph(lines: Sequence[Line], style: Style, element: Element) -> Paragraph:
    made = Paragraph(lines, style)
    made.element = element
    return made


class _Entry(Piece):
    """A line of the contents, which leads to its page."""

    keep_whole = True

    def __init__(
        self, heading: Heading, page: int, sheet: Sheet, setter: Setter, listed: Element | None
    ) -> None:
        self.heading = heading
        self.says = f"{heading.shown}, page {page}".replace("\xa0\xa0", " ")
        self.element = listed.add("TOCI").add("Reference").add("Link") if listed is not None else None
        style = CONTENTS[min(heading.level, len(CONTENTS)) - 1]
        self.style: Style = style
        self.width = sheet.measure
        self.lines: Sequence[Line] = setter.lines(heading.shown, style, self.width - style.indent - _NUMBER)
        self.number = setter.lines(str(page), style, _NUMBER)
        super().__init__([style.leading] * len(self.lines), style.before, style.after)

    def draw(self, press: Press, x: float, top: float, start: int, stop: int) -> None:
        """Draw title and page number, and make them a link."""
        style = self.style
        last = top - (len(self.lines) - 1) * style.leading
        bottom = top - len(self.lines) * style.leading
        with press.tags.within(self.element):
            press.text(self.lines, x + style.indent, top, style)
            press.text(self.number, x, last, style, self.width, "right")
            press.link_to(self.heading.key, self.says, (x, bottom, x + self.width, top))


def draw_contents(
    press: Press, headings: Sequence[tuple[Heading, int]], before: int, within: Element
) -> None:
    """Draw the contents behind the body and move them in front of it, behind `before` pages of cover.

    `headings` come with the number of pages that were finished before theirs; `within` is their element.
    """
    listed = [(heading, page) for heading, page in headings if heading.level <= len(CONTENTS)]

    def pieces(added: int, within: Element | None = None) -> Iterator[Piece]:
        head = Paragraph(press.setter.lines("Contents", HEADINGS[0], press.sheet.wide), HEADINGS[0])
        head.element = within.add("Caption") if within is not None else None
        yield head
        for heading, page in listed:
            yield _Entry(heading, page + added + 1, press.sheet, press.setter, within)

    trial = PageMaker(press, _nothing, draws=False)
    trial.place(pieces(0))
    trial.finish()
    maker = PageMaker(press, _nothing)
    maker.place(pieces(trial.turned, within))
    maker.finish()
    press.move_pages(maker.turned, before)


def _nothing() -> None:
    """Nothing is to be done when such a page ends."""


def head_and_foot(press: Press, document: Document, covers: int) -> Callable[[int, int], None]:
    """What draws the running head and the foot of page `number` of `total`; pages of the cover get none."""
    sheet, setter = press.sheet, press.setter
    spaced = re.sub(r"\s{2,}", "\xa0\xa0 ", document.running_head or document.title)
    running = setter.lines(one_line(spaced), HEAD, sheet.wide - 70.0)[:1]
    foot = setter.lines(one_line(document.footer), replace(HEAD, size=8.0, leading=10.5), sheet.wide)[:2]
    edge = sheet.height - 47.0

    def draw(number: int, total: int) -> None:
        if number <= covers:
            return
        with press.tags.paging():
            written(number, total)

    def written(number: int, total: int) -> None:
        press.text(running, sheet.left, edge + 16.0, HEAD)
        count = setter.lines(f"{number} of {total}", HEAD, 70.0)
        press.text(count, sheet.left, edge + 16.0, HEAD, sheet.wide, "right")
        press.rule(sheet.left, sheet.left + sheet.wide, edge, 0.6, HAIR)
        # It says something of its own, so it is read once, at the end; on the other pages it only repeats.
        said = press.tags.root.add("P") if number == total else None
        with press.tags.within(said):
            press.text(foot, sheet.left, 52.0, replace(HEAD, size=8.0, leading=10.5))

    return draw
