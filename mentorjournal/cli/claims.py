"""`claims`: what an award has come to, and what is still missing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mentorjournal.cli.options import journal_option, json_option, known_scheme, opened
from mentorjournal.cli.output import counted, one_line, say, say_json

if TYPE_CHECKING:
    from mentorjournal.services.awards import CategoryStanding, ClaimLine, Standing


@click.command()
@click.option("--scheme", default="", metavar="NAME", help="Only the scheme of this name, key or id.")
@journal_option
@json_option
def claims(scheme: str, journal: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """Say how the awards stand: points under their caps, every claim, and what is still missing.

    Without --scheme it tells of every scheme in the journal. With --json the value is a list of schemes.
    """
    from mentorjournal.services.awards import Awards

    with opened(journal, passphrase_file) as database:
        awards = Awards(database)
        wanted = [known_scheme(database, scheme)] if scheme else [card.id for card in awards.schemes()]
        standings = [awards.standing(key) for key in wanted]
    if as_json:
        say_json([_as_plain(standing) for standing in standings])
        return
    for place, standing in enumerate(standings):
        if place:
            click.echo()
        _tell(standing)
    if not standings:
        say("No scheme is followed in this journal yet.")


def _tell(standing: Standing) -> None:
    rules, scheme = standing.rules, standing.scheme
    edition = rules.edition if rules else scheme.edition
    say(f"{scheme.title} ({edition})" if edition else scheme.title)
    if standing.mistake:
        say(standing.mistake)
    unit = rules.unit if rules else ""
    of = f" of {_number(rules.total)}" if rules and rules.total else ""
    say(f"{_number(standing.total)}{of} {unit}, {_number(standing.authorised)} authorised".replace(" ,", ","))
    for item in standing.categories:
        limit = f" / {_number(item.rule.cap)}" if item.rule.cap else ""
        click.echo(f"  {one_line(item.rule.label)}: {_number(item.counted)}{limit}")
        _tell_claims(item.claims)
    if standing.loose:
        click.echo("  In no category:")
        _tell_claims(standing.loose)
    if standing.window_days is not None:
        say(f"The next window closes on {standing.window} ({counted(standing.window_days, 'day', 'days')}).")
    if standing.missing:
        say(f"Still missing: {', '.join(standing.missing)}.")
    elif rules:
        say("Nothing is missing.")


def _tell_claims(lines: tuple[ClaimLine, ...]) -> None:
    for line in lines:
        state = ", ".join(part for part in (line.record.status, line.trouble) if part)
        by = f", claim by {line.window}" if line.window and not line.missed else ""
        click.echo(f"    {_number(line.amount):>6}  {one_line(line.record.title) or 'No name'} ({state}{by})")


def _as_plain(standing: Standing) -> dict[str, Any]:
    rules, scheme = standing.rules, standing.scheme
    letters = standing.letters
    return {
        "id": scheme.id,
        "scheme": scheme.title,
        "edition": rules.edition if rules else scheme.edition,
        "status": scheme.status,
        "unit": rules.unit if rules else "",
        "points": standing.total,
        "total": rules.total if rules else None,
        "authorised": standing.authorised,
        "categories": [_category(item) for item in standing.categories],
        "other_claims": [_claim(line) for line in standing.loose],
        "criteria": [
            {"key": item.rule.key, "label": item.rule.label, "claims": item.claims, "words": item.words}
            for item in standing.criteria
        ],
        "letters": {"wanted": letters.wanted, "asked": letters.asked, "received": letters.received},
        "final_words": standing.final_words,
        "final_limit": rules.final_words if rules else None,
        "hand_in_by": _day(scheme.hand_in_by),
        "next_window": _day(standing.window),
        "missing": list(standing.missing),
        "mistake": standing.mistake,
    }


def _category(item: CategoryStanding) -> dict[str, Any]:
    return {
        "key": item.rule.key,
        "label": item.rule.label,
        "amount": item.amount,
        "counted": item.counted,
        "authorised": item.authorised,
        "minimum": item.rule.minimum,
        "cap": item.rule.cap or None,
        "claims": [_claim(line) for line in item.claims],
    }


def _claim(line: ClaimLine) -> dict[str, Any]:
    claim = line.record
    return {
        "id": claim.id,
        "title": claim.title,
        "date": _day(claim.date),
        "status": claim.status,
        "amount": line.amount,
        "hours": line.hours,
        "counts": line.counts,
        "claim_by": _day(line.window),
        "evidence": len(line.evidence),
        "trouble": line.trouble,
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _number(value: float) -> str:
    from mentorjournal.services.reporting.words import amount

    return amount(value)
