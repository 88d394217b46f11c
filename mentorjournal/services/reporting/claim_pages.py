"""Claims on paper: per category what was done, told as stories, and what supports it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mentorjournal.model.types import Claim, Reflection
from mentorjournal.reports.blocks import (
    Block,
    Column,
    Heading,
    KeepTogether,
    Lead,
    Note,
    Prose,
    Table,
    page_of,
    place,
)
from mentorjournal.reports.markdown import escaped
from mentorjournal.services.awards_missing import amount_words
from mentorjournal.services.awards_standing import CategoryStanding, ClaimLine
from mentorjournal.services.reporting.award import Award, award_of
from mentorjournal.services.reporting.desk import Desk
from mentorjournal.services.reporting.evidence_pages import reference
from mentorjournal.services.reporting.layout import LayoutSection
from mentorjournal.services.reporting.words import amount, capital, in_short, short_date
from mentorjournal.services.stories import Following, part_limits, parts_told, story_limits

MOST_KEPT = 6
"""Rows of a table that is not parted by the end of a page."""


def claims(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Every category under a heading of its own, below the section's where it has one, and every claim in it."""
    award = award_of(desk)
    level = 2 if section.heading else 1
    told: dict[str, Claim] = {}
    for category in award.standing.categories:
        if category.claims:
            yield Heading(level, category.rule.label)
            yield from _category(desk, category.claims, told, level)
            yield _together(desk, award, category.claims, category)
    if award.standing.loose:
        if award.standing.categories:
            yield Heading(level, "Other claims")
        yield from _category(desk, award.standing.loose, told, level)
        yield _together(desk, award, award.standing.loose, None)


def _category(desk: Desk, lines: Sequence[ClaimLine], told: dict[str, Claim], level: int) -> Iterator[Block]:
    for line in lines:
        claim = line.record
        desk.printed.update((claim.id, *claim.counts))
        title = desk.line(claim.title) or "Untitled claim"
        yield Heading(level + 1, f"{place(claim.id)}{title}", claim.id)
        blocks = list(_told(desk, claim, told))
        yield from blocks or (Prose(f"{capital(_state(desk, claim))}.", claim.id),)


def _told(desk: Desk, claim: Claim, told: dict[str, Claim]) -> Iterator[Block]:
    award = award_of(desk)
    story = award.stories.get(claim.story or "")
    if claim.detail.strip():
        yield Prose(desk.text(claim.detail), claim.id)
    if story is not None and story.id in told:
        first = told[story.id]
        yield Prose(
            f"The story is told under “{escaped(in_short(desk.line(first.title)))}”, page\xa0{page_of(first.id)}.",
            claim.id,
        )
    elif story is not None:
        told[story.id] = claim
        yield from _story(desk, story)
    names = {one.key: one.label for one in award.rules.criteria}
    for part in claim.meets:
        if part.text.strip():
            name = names.get(part.tag) or desk.line(part.heading)
            yield Lead(f"{name.rstrip('.:')}.", desk.text(part.text.strip()), claim.id)


def _story(desk: Desk, story: Reflection) -> Iterator[Block]:
    award = award_of(desk)
    desk.printed.add(story.id)
    _remark_on_length(desk, story)
    marks = "".join(place(piece.label) for piece in award.pieces if piece.record.id == story.id)
    for part in parts_told(story):
        if part.text.strip():
            head = desk.line(part.heading).rstrip(".:")
            stop = "" if head.endswith("?") else "."
            text = desk.text(part.text.strip())
            yield Lead(f"{marks}{head}{stop}", text, story.id) if head else Prose(marks + text, story.id)
            marks = ""
    if award.rules.written_days:
        yield Note(f"{award.written[story.id].words}.", story.id)


def _remark_on_length(desk: Desk, story: Reflection) -> None:
    award = award_of(desk)
    award_here = (Following(award.scheme.id, award.scheme.title, award.rules),)
    for limit in story_limits(story.sections, award_here):
        if limit.over:
            desk.remarks.append(f"The story “{story.title}” has {limit.count}. Nothing was cut.")
    for part in story.sections:
        for limit in part_limits(part, award_here):
            if limit.over:
                desk.remarks.append(
                    f"“{part.heading}” in the story “{story.title}” has {limit.count}. Nothing was cut."
                )


def _together(
    desk: Desk, award: Award, lines: Sequence[ClaimLine], category: CategoryStanding | None
) -> Block:
    """Each claim with its evidence, who authorised it, its hours and what it is worth."""
    hours = any(line.hours for line in lines) and award.rules.unit != "hours"
    by = "Authorised by" if award.rules.authoriser else "State"
    columns = [Column("Claim", width=4.9), Column("Evidence", width=3.2), Column(by, width=4.4)]
    columns += [Column("Hours", "right", 1.5)] if hours else []
    columns += [Column(award.rules.unit.capitalize(), "right", 1.7)] if award.counts else []
    rows = tuple(_row(desk, award, line, hours=hours) for line in lines)
    sums = [amount(sum(line.hours for line in lines))] if hours else []
    sums += [amount(category.amount if category else sum(line.amount for line in lines if line.counts))]
    total = ("Together", "", "", *sums) if award.counts and len(lines) > 1 else None
    ids = tuple(line.record.id for line in lines)
    table = Table(tuple(columns), rows, total, _caption(award, lines, category), row_ids=ids)
    return KeepTogether((table,)) if len(rows) <= MOST_KEPT else table


def _row(desk: Desk, award: Award, line: ClaimLine, *, hours: bool) -> tuple[str, ...]:
    claim = line.record
    cells = [
        in_short(desk.line(claim.title)) or "Untitled claim",
        "\n".join(reference(piece) for piece in award.evidence_of(claim)),
        _state(desk, claim),
    ]
    cells += [amount(line.hours) if line.hours else ""] if hours else []
    cells += [_worth(line)] if award.counts else []
    return tuple(cells)


def _worth(line: ClaimLine) -> str:
    if not line.amount:
        return ""
    return amount(line.amount) if line.counts else f"({amount(line.amount)})"


def _state(desk: Desk, claim: Claim) -> str:
    day = short_date(
        {"submitted": claim.submitted_on, "authorised": claim.authorised_on}.get(claim.status, claim.date)
    )
    who = desk.names.shown(claim.authoriser)
    if claim.status == "authorised":
        return f"{who}, {day}" if who and day else who or f"authorised {day}".strip()
    return f"{claim.status} {day}".strip()


def _caption(award: Award, lines: Sequence[ClaimLine], category: CategoryStanding | None) -> str:
    said = ["Claims of this category." if category else "Claims."]
    rule = category.rule if category else None
    if category and rule and rule.cap and award.counts:
        over = category.amount > category.counted
        counted = f", so {amount(category.counted)} of {amount(category.amount)} count" if over else ""
        said.append(f"The category allows at most {amount_words(rule.cap, award.rules)}{counted}.")
    if award.counts and any(line.amount and not line.counts for line in lines):
        said.append("Amounts in brackets do not count yet.")
    return " ".join(said)
