"""The provider's statement: one page on which somebody confirms an activity that is claimed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from mentorjournal.errors import ReportError
from mentorjournal.model.schemes import SchemeMistake, SchemeRules, rules_of
from mentorjournal.model.types import Claim, Scheme
from mentorjournal.reports.blocks import (
    Block,
    Document,
    Facts,
    FormField,
    FormRow,
    Heading,
    HiddenFields,
    Paper,
    Prose,
)
from mentorjournal.reports.markdown import escaped
from mentorjournal.services.forms import parts
from mentorjournal.services.profile import Owner
from mentorjournal.services.reporting.names import Names
from mentorjournal.services.reporting.words import amount, long_date

LONGEST = 160
CONFIDENTIAL = (
    "This claim is marked confidential, so it stays in the journal. Nothing was written. Take the mark away in "
    "the side panel to ask somebody to confirm it."
)
_SIGNED = (2.0, 1.0)


@dataclass(frozen=True, slots=True)
class StatementAsk:
    """What a statement says beside the claim: who offered the activity, when, and the hours, as typed or blank."""

    provider: str = ""
    when: str = ""
    hours: str = ""
    paper: Paper = "a4"


def unit_of(rules: SchemeRules | None) -> str:
    """The scheme's unit where it is another than hours, else nothing."""
    unit = rules.unit.strip() if rules else ""
    return "" if unit.casefold() in ("hour", "hours", "h") else unit


def rules_or_none(scheme: Scheme | None) -> SchemeRules | None:
    """The rules of a scheme, None without one or where they cannot be read."""
    try:
        return rules_of(scheme) if scheme is not None else None
    except SchemeMistake:
        return None


def stated(claim: Claim, names: Names) -> dict[str, Any]:
    """What of a claim is confirmed, to be compared when the statement comes back.

    The title is hashed without the names of those who did not agree: the id stands in the same file, so that a
    hash of the whole title would answer whoever tries a list of names.
    """
    day = claim.date.isoformat() if claim.date else ""
    title = hashlib.sha256(f"{claim.id} {names.scrub(claim.title)}".encode()).hexdigest()[:16]
    return {
        "title": title,
        "date": day,
        "amount": claim.amount,
        "category": names.scrub(claim.category),
    }


def document(
    claim: Claim,
    scheme: Scheme | None,
    ask: StatementAsk,
    owner: Owner,
    names: Names,
    created: dt.datetime,
    *,
    worth: float = 0.0,
) -> Document:
    """The statement for a claim; `worth` is its amount in the scheme's unit, `scheme` None where that may not leave.

    Of the journal it holds the claim's title, day, category and amount, the scheme's name and the claim's id;
    never details, evidence or stories. Raises ReportError for a confidential claim.
    """
    if claim.confidential:
        raise ReportError(CONFIDENTIAL)
    said = parts.words("statement")
    me = " ".join(owner.name.split())
    rules = rules_or_none(scheme)
    unit = unit_of(rules)
    facts = _facts(claim, scheme, ask, owner, names, worth if unit else 0.0)
    confirmed = [FormField(parts.HOURS, said["hours"], hint=said["amount_hint"])]
    if unit:
        label = said["amount"].format(unit=unit.capitalize())
        confirmed.append(FormField(parts.AMOUNT, label, hint=said["amount_hint"]))
    told = stated(claim, names)
    if scheme is None:
        del told["category"]
    before = json.dumps(told, sort_keys=True)
    choice = tuple((key, said[key]) for key in (parts.AS_STATED, parts.CHANGED, parts.REFUSED))

    def made(lines: float) -> Document:
        blocks: list[Block] = [
            Heading(1, said["title"]),
            Prose(escaped(said["intro"].format(me=me or "The participant"))),
            Facts(facts),
            FormField(parts.DECISION, said["decision"], "choice", options=choice),
            FormRow(tuple(confirmed)),
            FormField(parts.COMMENTS, said["comments"], "lines", lines=lines),
            FormRow((FormField(parts.NAME, said["name"]), FormField(parts.ROLE, said["role"]))),
            FormField(parts.ORGANISATION, said["organisation"]),
            FormRow(
                (
                    FormField("", said["sign"], "sign"),
                    FormField(parts.SIGNED_ON, said["day"], "date", said["day_hint"]),
                ),
                _SIGNED,
            ),
            HiddenFields(parts.marked("statement", claim.id, (parts.STATED, before))),
        ]
        return Document(
            title=said["title"],
            blocks=tuple(blocks),
            created=created,
            running_head=said["title"],
            author=me,
            subject="A statement to fill in and sign",
        )

    return parts.one_page(made, 1, ask.paper)


def _facts(
    claim: Claim, scheme: Scheme | None, ask: StatementAsk, owner: Owner, names: Names, worth: float
) -> tuple[tuple[str, str], ...]:
    rules = rules_or_none(scheme)
    category = rules.category(claim.category) if rules else None
    me = ", ".join(" ".join(part.split()) for part in (owner.name, owner.organisation) if part.strip())
    hours = " ".join(ask.hours.split())
    rows = (
        ("Participant", me),
        ("Activity", _short(names.scrub(claim.title))),
        ("Offered by", _short(ask.provider)),
        ("When", _short(ask.when) or long_date(claim.date)),
        ("Claimed for", _short(names.scrub(scheme.title)) if scheme else ""),
        ("Category", _short(names.scrub(category.label)) if category else ""),
        ("Hours", hours or "…………"),
        (rules.unit.capitalize() if rules else "", amount(worth) if worth else ""),
    )
    return tuple(row for row in rows if row[0] and row[1])


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
