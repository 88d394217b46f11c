"""Words of a year in review: sentences and pages kept, what others said, and whom thanks are owed."""

from __future__ import annotations

from collections.abc import Iterator

from mentorjournal.model.types import Feedback, Reflection
from mentorjournal.reports.blocks import Block, Lead, Prose, Quote
from mentorjournal.services.reporting.desk import Desk
from mentorjournal.services.reporting.gather import first_words
from mentorjournal.services.reporting.kinds import takes_private
from mentorjournal.services.reporting.layout import LayoutSection
from mentorjournal.services.reporting.words import counted, excerpt, long_date, shortened

KEEPS = "kept_words"


def learned(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Sentences kept, and an excerpt of each chosen page, of at most `words` words."""
    found = desk.material.insights
    shown = found[-section.most :] if section.most else found
    desk.printed.update(item.id for item in found)
    lines = [f"- {desk.plain(item.title) or 'Untitled'}" for item in shown]
    if len(found) > len(shown):
        lines.append(f"- {counted(len(found) - len(shown), 'earlier one')} in the journal")
    if lines:
        yield Prose("\n".join(lines))
    for page in desk.material.reflections:
        if page.template != KEEPS:
            desk.printed.add(page.id)
            whole = page.id in desk.options.whole
            parts, _ = excerpt(page.sections, 0 if whole else section.words)
            title = desk.line(page.title or first_words(page)) or "Untitled"
            day = f" ({long_date(page.date)})" if page.date else ""
            yield Lead(f"{title}{day}.", " ".join(desk.text(part.text.strip()) for part in parts), page.id)


def kept(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """What others said: feedback with consent to quote; pages of kept words in the owner's own copy alone."""
    own = takes_private(desk.options)
    quotes: list[Feedback | Reflection] = [
        *(
            item
            for item in desk.material.feedback
            if item.direction == "received" and item.consent == "given"
        ),
        *(page for page in desk.material.reflections if page.template == KEEPS and own),
    ]
    if not own and any(page.template == KEEPS for page in desk.material.reflections):
        desk.remarks.append(
            "Pages of kept words hold what others said: they stand in the copy for yourself alone."
        )
    quotes.sort(key=lambda item: (str(item.date), item.id))
    shown = quotes[-section.most :] if section.most else quotes
    if len(quotes) > len(shown):
        desk.remarks.append(
            f"{len(shown)} of {len(quotes)} quotations stand in it, the newest. Untick some to have others."
        )
    for item in shown:
        words, _ = shortened(_said(item), section.words)
        if words:
            desk.printed.add(item.id)
            who = desk.names.shown(item.person) if isinstance(item, Feedback) else ""
            yield Quote(desk.text(words), ", ".join(filter(None, (who, long_date(item.date)))), item.id)


def _said(item: Feedback | Reflection) -> str:
    """The words of somebody else in it."""
    if isinstance(item, Feedback):
        return " ".join(part.text.strip() for part in item.sections if part.text.strip())
    return next((part.text.strip() for part in item.sections if part.tag == "what"), "")


def thanks(desk: Desk, _section: LayoutSection) -> Iterator[Block]:
    """Who helped and was not thanked yet: introductions, a word put in for me, letters."""
    said = []
    for key, person, what, title in _owed(desk):
        desk.printed.add(key)
        about = f" ({desk.plain(title)})" if title.strip() else ""
        said.append(f"- {desk.plain(desk.names.shown(person)) or 'Somebody'}, for {what}{about}")
    if said:
        yield Prose("\n".join(said))


def _owed(desk: Desk) -> Iterator[tuple[str, str | None, str, str]]:
    """(record, person, for what, title) of help in the period that was not thanked."""
    m = desk.material
    for intro in m.connections:
        if intro.introducer and intro.thanked_on is None:
            yield intro.id, intro.introducer, "an introduction", intro.title
    for deed in m.sponsorships:
        if deed.direction == "for_me" and deed.thanked_on is None:
            yield deed.id, deed.person, "a word put in for me", deed.title
    for letter in m.recommendations:
        written = letter.submitted_on is not None and letter.submitted_on <= (
            desk.options.until or desk.today
        )
        if letter.direction == "asked" and written and letter.thanked_on is None:
            yield letter.id, letter.person, "a letter", letter.title
