"""An award in tables: what counts by category, which claim meets which criterion, what is missing, the letters."""

from __future__ import annotations

from collections.abc import Iterator

from mentorjournal.model.types import Claim, Recommendation
from mentorjournal.reports.blocks import Block, Column, KeepTogether, Prose, Table, page_of
from mentorjournal.services.awards_missing import amount_words
from mentorjournal.services.awards_standing import CategoryStanding
from mentorjournal.services.reporting.award import Award, award_of
from mentorjournal.services.reporting.desk import Desk
from mentorjournal.services.reporting.evidence_pages import reference
from mentorjournal.services.reporting.layout import LayoutSection
from mentorjournal.services.reporting.words import amount, capital, counted, in_short, listed, short_date

WIDEST_MATRIX = 5
"""Criteria that stand side by side; of more, each has rows of its own."""


def points(desk: Desk, _section: LayoutSection) -> Iterator[Block]:
    """What is claimed, counts after the cap, and is authorised, by category; nothing where a scheme counts nothing."""
    award = award_of(desk)
    standing, rules = award.standing, award.rules
    if not award.counts or not standing.claims:
        return
    columns = (
        Column("Category", width=5.6),
        Column("Claims", "right", 1.5),
        Column("Claimed", "right", 1.8),
        Column("Counts", "right", 1.7),
        Column("Authorised", "right", 2.0),
        Column("The award asks for", width=3.7),
    )
    rows = tuple(_by_category(item) for item in standing.categories)
    claimed = sum(item.amount for item in standing.categories)
    claimed = claimed or standing.total
    total = (
        "Together",
        str(len(standing.claims)),
        amount(claimed),
        amount(standing.total),
        amount(standing.authorised),
        amount_words(rules.total, rules) if rules.total else "",
    )
    over = [item.rule.label for item in standing.categories if item.counted < item.amount]
    capped = f" More than a category allows does not count: {listed(over)}." if over else ""
    yield Table(columns, rows, total, f"{rules.unit.capitalize()} by category.{capped}")


def _by_category(item: CategoryStanding) -> tuple[str, ...]:
    rule = item.rule
    asked = [counted(rule.claims, "claim")] if rule.claims else []
    asked += [f"at least {amount(rule.minimum)}"] if rule.minimum else []
    asked += [f"at most {amount(rule.cap)}"] if rule.cap else []
    sums = (item.amount, item.counted, item.authorised)
    return rule.label, str(len(item.claims)), *map(amount, sums), ", ".join(asked)


def criteria(desk: Desk, _section: LayoutSection) -> Iterator[Block]:
    """Which claim meets which criterion, by what evidence and on what page, both ways round."""
    award = award_of(desk)
    rules = award.rules
    if not rules.criteria or not any(award.met_by(claim) for claim in award.claims):
        return
    yield Prose("Where a claim meets a criterion, its evidence is named with the page on which it stands.")
    if len(rules.criteria) <= WIDEST_MATRIX:
        yield KeepTogether((_matrix(desk, award),))
    else:
        yield _list(desk, award)


def _matrix(desk: Desk, award: Award) -> Table:
    rules = award.rules
    columns = (Column("Claim", width=4.6), *(Column(one.label, width=2.6) for one in rules.criteria))
    rows = []
    for claim in award.claims:
        met = award.met_by(claim)
        cells = (_cell(award, claim) if one in met else "" for one in rules.criteria)
        rows.append((_claim(desk, claim), *cells))
    ids = tuple(claim.id for claim in award.claims)
    return Table(columns, tuple(rows), caption=f"Claims against criteria.{_unmet(award)}", row_ids=ids)


def _list(desk: Desk, award: Award) -> Table:
    rows: list[tuple[str, ...]] = []
    ids: list[str] = []
    for one in award.rules.criteria:
        met = [claim for claim in award.claims if one in award.met_by(claim)]
        rows += [
            ("" if place else one.label, _claim(desk, claim), _cell(award, claim))
            for place, claim in enumerate(met)
        ]
        ids += [claim.id for claim in met]
    columns = (Column("Criterion", width=5.2), Column("Met by", width=6.2), Column("Shown by", width=4.8))
    caption = f"Criteria and what meets them.{_unmet(award)}"
    return Table(columns, tuple(rows), caption=caption, row_ids=tuple(ids))


def _claim(desk: Desk, claim: Claim) -> str:
    named = f"{in_short(desk.line(claim.title)) or 'Untitled claim'}, page\xa0{page_of(claim.id)}"
    return named if award_of(desk).counts_for(claim) else f"({named})"


def _cell(award: Award, claim: Claim) -> str:
    return "\n".join(reference(piece) for piece in award.evidence_of(claim)) or f"page\xa0{page_of(claim.id)}"


def _unmet(award: Award) -> str:
    unmet = [one.label for one in award.rules.criteria if one.required and one.key not in award.met]
    waits = any(award.met_by(claim) and not award.counts_for(claim) for claim in award.claims)
    brackets = " A claim in brackets does not count yet." if waits else ""
    return f"{brackets} Nothing meets {listed(unmet)} yet." if unmet else brackets


def missing(desk: Desk, _section: LayoutSection) -> Iterator[Block]:
    """What the rules ask for and is not there yet, as long as the award is worked on."""
    award = award_of(desk)
    if award.scheme.status == "active" and award.standing.missing:
        yield Prose("\n".join(f"- {desk.plain(capital(words))}" for words in award.standing.missing))


def letters(desk: Desk, _section: LayoutSection) -> Iterator[Block]:
    """The letters asked for, by whom as they may appear, and how far each is."""
    award = award_of(desk)
    asked = [item for item in desk.material.recommendations if item.direction == "asked"]
    if not asked:
        return
    desk.printed.update(item.id for item in asked)
    rows = tuple((desk.names.shown(item.person) or "Not named here", _letter(item)) for item in asked)
    wanted = award.standing.letters.wanted
    asks = f" The award asks for {counted(wanted, 'letter')}." if wanted else ""
    columns = (Column("Letter by", width=8), Column("State", width=8.2))
    ids = tuple(item.id for item in asked)
    yield Table(columns, rows, caption=f"Letters of recommendation.{asks}", row_ids=ids)


def _letter(item: Recommendation) -> str:
    if item.submitted_on:
        return f"Submitted {short_date(item.submitted_on)}"
    due = f", due {short_date(item.deadline)}" if item.deadline else ""
    if item.agreed_on:
        return f"Agreed {short_date(item.agreed_on)}{due}"
    return f"Asked {short_date(item.asked_on)}{due}" if item.asked_on else f"To be asked{due}"
