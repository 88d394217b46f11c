"""A standing in the words and states that the page of claims shows."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication

from mentorjournal.gui.widgets.claim_groups import ClaimGroup
from mentorjournal.gui.widgets.claim_rows import ClaimItem
from mentorjournal.gui.widgets.labels import BadgeKind
from mentorjournal.gui.words import day_short, how_many
from mentorjournal.model.schemes import SchemeRules
from mentorjournal.services.awards import CategoryStanding, ClaimLine, Standing
from mentorjournal.services.reporting.words import amount as number

SOON_DAYS = 60
"""A window that closes within so many days is said in red."""
WEEKS_FROM = 100
"""From so many days on a span is told in weeks."""
LOOSE = ""
"""The key of claims that are in no category of the rules."""
Badges = tuple[tuple[str, BadgeKind], ...]


def tr(words: str) -> str:
    """The words in the reader's language."""
    return QCoreApplication.translate("awards", words)


def badges(line: ClaimLine, today: dt.date) -> Badges:
    """The state of a claim, and what is wrong with it."""
    found: list[tuple[str, BadgeKind]] = []
    if line.missed and line.window:
        found.append((tr("window closed {0}").format(day_short(line.window, today)), "late"))
    elif line.outside:
        found.append((tr("outside the scheme’s time"), "warn"))
    lacks = (
        (line.lost, tr("does not count")),
        (line.evidence_missing, tr("evidence missing")),
        (line.amount_missing, tr("no amount")),
        (line.repeated, tr("{0} h counted elsewhere").format(number(line.repeated))),
    )
    found += [(words, "warn") for lacking, words in lacks if lacking]
    if not line.missed and line.window and (line.window - today).days <= SOON_DAYS:
        found.append((tr("claim by {0}").format(day_short(line.window, today)), "late"))
    states: dict[str, tuple[str, BadgeKind]] = {
        "authorised": (tr("authorised"), "ok"),
        "submitted": (tr("submitted"), "accent"),
        "expired": (tr("expired"), "quiet"),
    }
    state = states.get(line.record.status)
    if state is not None:
        return (*found, state)
    if not found:
        found.append((tr("planned") if line.record.status == "planned" else tr("done"), "quiet"))
    return tuple(found)


def groups(standing: Standing) -> tuple[ClaimGroup, ...]:
    """The categories in the order of the rules, and below them what is in none."""
    found = [_group(item, standing) for item in standing.categories]
    rules = standing.rules
    if standing.loose or (rules is not None and not rules.categories):
        title = tr("Claims") if not standing.categories else tr("In no category of these rules")
        items = tuple(_item(line, standing.today) for line in standing.loose)
        total = _sum(standing.total, rules.total, rules) if rules and not standing.categories else ""
        found.append(ClaimGroup(LOOSE, title, total, items, "", takes=not standing.categories))
    return tuple(found)


def _group(item: CategoryStanding, standing: Standing) -> ClaimGroup:
    rule, rules = item.rule, standing.rules
    assert rules is not None  # noqa: S101  categories come from rules
    total = _sum(item.counted, rule.cap or rule.minimum, rules)
    if item.amount > item.counted:
        total = tr("{0}, {1} over the cap").format(total, number(item.amount - item.counted))
    return ClaimGroup(
        rule.key,
        rule.label,
        total,
        tuple(_item(line, standing.today) for line in item.claims),
        rule.prompt,
    )


def _sum(amount: float, limit: float, rules: SchemeRules) -> str:
    of = f"{number(amount)} / {number(limit)}" if limit else number(amount)
    return f"{of} {rules.unit}"


def _item(line: ClaimLine, today: dt.date) -> ClaimItem:
    claim = line.record
    return ClaimItem(
        claim.id,
        claim.title,
        number(line.amount) if line.amount else "",
        claim.status == "authorised",
        badges(line, today),
    )


def window_words(standing: Standing) -> str:
    """`18 days`, `today`; a dash where no window is open."""
    days = standing.window_days
    if days is None:
        return "–"
    if days == 0:
        return tr("today")
    if days >= WEEKS_FROM:
        return how_many(days // 7, tr("week"), tr("weeks"))
    return how_many(days, tr("day"), tr("days"))


def hand_in_words(standing: Standing) -> str:
    """When the scheme itself is to be handed in, or what became of it; empty where nothing is known."""
    scheme, today = standing.scheme, standing.today
    if scheme.status == "handed_in" and scheme.handed_in_on:
        return tr("Handed in on {0}").format(day_short(scheme.handed_in_on, today))
    if scheme.status == "awarded":
        return tr("Awarded")
    if scheme.status == "set_aside":
        return tr("Set aside")
    if scheme.hand_in_by is None:
        return ""
    day = day_short(scheme.hand_in_by, today)
    return (
        tr("Hand in was due {0}").format(day)
        if scheme.hand_in_by < today
        else tr("Hand in by {0}").format(day)
    )


def used_words(line: ClaimLine) -> str:
    """Where else what it rests on serves; empty where nowhere."""
    named = {
        use.claim_id: tr("“{0}” ({1})").format(use.claim, use.scheme)
        if use.scheme_id != line.record.scheme
        else tr("“{0}”").format(use.claim)
        for use in line.used
    }
    return tr("Also used in {0}.").format(", ".join(named.values())) if named else ""
