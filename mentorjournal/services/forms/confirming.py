"""What a provider confirmed, as the authorised claim it makes; what the reader changed since is left and told."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from mentorjournal.model.choices import label
from mentorjournal.model.types import Claim, Person, Scheme
from mentorjournal.services.awards_missing import amount_words
from mentorjournal.services.forms import parts
from mentorjournal.services.forms.provider_statement import rules_or_none, stated, unit_of
from mentorjournal.services.forms.reading import FilledForm
from mentorjournal.services.printing import names_for
from mentorjournal.services.reporting.names import Names
from mentorjournal.services.reporting.words import amount
from mentorjournal.storage.reader import Reader

_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_SIGNS = ("-", "\u2212", "\u2013", "/", ".", ",")
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,3})?")
_WORDS = {"title": "its title", "date": "its day", "amount": "its amount", "category": "its category"}
_OPEN = ("planned", "done", "submitted")
MOST = 100_000.0
COMMENTED = "There are comments on it. They stand in the attached file, and nowhere that is printed."


class Confirmed(NamedTuple):
    """The claim as it will be kept, somebody to be added to People who authorised it, and what is to be said."""

    claim: Claim
    new_person: Person | None
    notes: tuple[str, ...]


def confirmed(
    reader: Reader, filled: FilledForm, claim: Claim, signer: str | None, day: dt.date | None, today: dt.date
) -> Confirmed:
    """The claim with what the statement says of it; `signer` is the person in People whose name it bears.

    A claim's details are printed, and whoever signed did not agree to that: names and comments stay in the file.
    """
    notes: list[str] = []
    said = filled.values
    before, told = _since(filled, claim, names_for(reader))
    notes += told
    if said.get(parts.COMMENTS):
        notes.append(COMMENTED)
    if claim.statement is not None:
        notes.append("The claim had a statement already. This one is among its attachments.")
    claim = replace(claim, statement_back_on=claim.statement_back_on or today)
    if why := _unconfirmed(said):
        return Confirmed(claim, None, (*notes, *why))
    claim, more = _authorised(claim, signer, day or today)
    notes += more
    claim, more = _worth(reader, said, claim, before)
    nobody = claim.status == "authorised" and claim.authoriser is None
    name = said[parts.NAME]
    new = Person(title=name, position=said.get(parts.ROLE, ""), organisation=said.get(parts.ORGANISATION, ""))
    return Confirmed(claim, new if nobody else None, (*notes, *more))


def _unconfirmed(said: Mapping[str, str]) -> list[str]:
    """Why the statement authorises nothing, in words; nothing where it does."""
    if said.get(parts.DECISION) == parts.REFUSED:
        return ["The provider could not confirm it, so the claim's state was left as it is."]
    if not said.get(parts.DECISION):
        return ["None of its three answers is chosen, so the claim's state was left as it is."]
    if not said.get(parts.NAME):
        return ["Nobody's name is on it, so the claim was not marked as authorised."]
    unread = [
        said[key] for key in (parts.HOURS, parts.AMOUNT) if said.get(key) and number_in(said[key]) is None
    ]
    return [
        f"“{text}” cannot be read as one number. Look at the file: the claim's state and amount were left as they are."
        for text in unread
    ]


def _since(filled: FilledForm, claim: Claim, names: Names) -> tuple[dict[str, Any], list[str]]:
    """What the form said of the claim, and what of it is different now."""
    try:
        before = json.loads(filled.carried(parts.STATED))
    except (ValueError, RecursionError):  # a file may hold anything, also brackets without an end
        return {}, []
    if not isinstance(before, dict):
        return {}, []
    now = stated(claim, names)
    changed = [words for name, words in _WORDS.items() if name in before and before[name] != now[name]]
    if not changed:
        return before, []
    return before, [
        f"The claim was changed since the form was made: {', '.join(changed)}. It was left as you have it."
    ]


def _authorised(claim: Claim, signer: str | None, day: dt.date) -> tuple[Claim, list[str]]:
    if claim.status not in _OPEN:
        state = label("claim_status", claim.status).lower()
        who = claim.authoriser or signer
        filled_up = replace(claim, authoriser=who) if claim.status == "authorised" else claim
        return filled_up, [f"The claim was {state} already; its state and day were left as they are."]
    notes = []
    if claim.authoriser and signer != claim.authoriser:
        notes.append("It is signed by somebody else than who authorises the claim. That was left as it is.")
    done = replace(
        claim,
        status="authorised",
        authorised_on=claim.authorised_on or day,
        authoriser=claim.authoriser or signer,
    )
    return done, notes


def _worth(
    reader: Reader, said: Mapping[str, str], claim: Claim, before: dict[str, Any]
) -> tuple[Claim, list[str]]:
    """The amount that was confirmed, unless the reader changed theirs since."""
    scheme = reader.peek(claim.scheme) if claim.scheme else None
    rules = rules_or_none(scheme if isinstance(scheme, Scheme) else None)
    category = rules.category(claim.category) if rules else None
    points, hours = number_in(said.get(parts.AMOUNT, "")), number_in(said.get(parts.HOURS, ""))
    rate = category.rate if category else 0.0
    if points is not None:
        worth: float | None = points
    elif hours is not None and rate:
        worth = hours * rate
    else:
        worth = hours if rules and not unit_of(rules) else None
    if worth is None or worth == claim.amount:
        return claim, []
    shown = amount_words(worth, rules) if rules else amount(worth)
    if claim.amount is not None and before.get("amount") != claim.amount:
        kept = amount_words(claim.amount, rules) if rules else amount(claim.amount)
        return claim, [f"The provider confirmed {shown}; the claim says {kept}, and was left so."]
    note = [f"The claim says {shown} now, as it was confirmed."] if claim.amount is not None else []
    return replace(claim, amount=worth), note


def number_in(text: str) -> float | None:
    """The one number in a text such as "12,5 hours"; None for none, for several or for one beyond reason.

    So also for "1,000" and "1.000", which are one to some and a thousand to others, for "-5" and for "10½".
    """
    found = _NUMBER.findall(text)
    if len(found) != 1 or any(char.isnumeric() for char in text.replace(found[0], "", 1)):
        return None
    if _EITHER.fullmatch(found[0]) or text.partition(found[0])[0].rstrip().endswith(_SIGNS):
        return None
    value = float(found[0].replace(",", "."))
    return value if value <= MOST else None
