"""The rules of schemes: which ones come with the program, and the journal's own copy of them, edited and renewed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.schemes import SchemeMistake, SchemeRules, read_rules
from mentorjournal.model.types import Claim, Scheme
from mentorjournal.resources import resource_path
from mentorjournal.services.reporting.words import counted
from mentorjournal.services.scheme_drafts import keep_scheme_draft, scheme_draft
from mentorjournal.services.scheme_words import differences
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader, linked
from mentorjournal.storage.writer import Writer

FOLDER = "schemes"
EMPTY = """\
# Your own rules. The schemes that come with the program show every key there is.
key = "own"
name = {name}
edition = ""
unit = "hours"
unit_one = "hour"
about = "What is asked for, in a sentence."
source = "Where the rules are written down"
check = "Check the current rules before you hand in."
total = 0

[[categories]]
key = "first"
label = "First category"
rate = 1

[[criteria]]
key = "shown"
label = "What has to be shown"
"""
"""Where a scheme of one's own begins: right, and short enough to be changed."""


@dataclass(frozen=True, slots=True)
class RulesText:
    """The text of a scheme's rules as it was last written.

    `mistake` is None where it is right; else the text is kept beside the record, and `rules` are those the
    scheme follows meanwhile, None where it never had right ones.
    """

    text: str
    rules: SchemeRules | None
    mistake: SchemeMistake | None


@dataclass(frozen=True, slots=True)
class Renewal:
    """A newer edition of the rules a scheme follows: what would change, and what becomes of what was written.

    `waits`: a text of the reader's own is not right yet; it would be lost, so nothing is renewed meanwhile.
    """

    rules: SchemeRules
    text: str
    changes: tuple[str, ...]
    kept: tuple[str, ...]
    waits: bool


@cache
def shipped() -> tuple[SchemeRules, ...]:
    """The rules that come with the program, by name."""
    found = (read_rules(path.read_text("utf-8"), path.stem) for path in resource_path(FOLDER).glob("*.toml"))
    return tuple(sorted(found, key=lambda rules: rules.name))


def shipped_text(key: str) -> str:
    """The text of the rules of that key. Raises NotFound."""
    if not any(rules.key == key for rules in shipped()):
        raise NotFound(f"There are no rules called “{key}” here. Nothing was changed.")
    return resource_path(f"{FOLDER}/{key}.toml").read_text("utf-8")


def newer(scheme: Scheme) -> SchemeRules | None:
    """The shipped rules of a later edition than those a scheme was copied from, None where there are none."""
    found = next((rules for rules in shipped() if rules.key == scheme.key), None)
    return found if found and _is_later(found.edition, scheme.edition) else None


class Schemes:
    """The journal's own copies of rules. `origin` is the token of the page that asks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start_own(self, name: str, *, origin: str = "") -> Scheme:
        """Follow rules of one's own, which begin nearly empty."""
        name = " ".join(name.split()) or "My own scheme"
        text = EMPTY.format(name=_quoted(name))
        with self._database.writing("Follow a scheme of my own", origin=origin) as change:
            return change.put(Scheme(title=name, rules=text))

    def text(self, scheme_id: str) -> RulesText:
        """The rules of a scheme as they were last written. Raises NotFound."""
        with self._database.reading() as reader:
            scheme = reader.get(Scheme, scheme_id)
            draft = scheme_draft(reader, scheme_id)
        return _judged(scheme, scheme.rules if draft is None else draft)

    def keep(self, scheme_id: str, text: str, *, origin: str = "") -> RulesText:
        """Keep what was written: right rules become the scheme's, wrong ones wait beside it. Raises NotFound."""
        with self._database.writing("Change the rules", origin=origin, sitting=True) as change:
            scheme = change.get(Scheme, scheme_id)
            judged = _judged(scheme, text)
            if judged.mistake is not None:
                keep_scheme_draft(change, scheme_id, text)
            else:
                self._follow(change, scheme, text, scheme.edition)
        return judged

    def drop_draft(self, scheme_id: str) -> RulesText:
        """Give up a text that cannot be used: the rules that the scheme follows are shown again."""
        with self._database.writing("Drop draft") as change:
            keep_scheme_draft(change, scheme_id, None)
        return self.text(scheme_id)

    def renewal(self, scheme_id: str) -> Renewal | None:
        """What a newer edition would change, None where none came with the program. Raises NotFound."""
        with self._database.reading() as reader:
            scheme = reader.get(Scheme, scheme_id)
            rules = newer(scheme)
            if rules is None:
                return None
            now = _judged(scheme, scheme.rules).rules
            kept = tuple(_kept(reader, scheme, now, rules))
            waits = scheme_draft(reader, scheme_id) is not None
        return Renewal(rules, shipped_text(rules.key), differences(now, rules) if now else (), kept, waits)

    def renew(self, scheme_id: str, *, origin: str = "") -> Scheme:
        """Follow the newer edition; claims and answers stay as they are.

        Raises NotFound; InvalidRecord while a text waits that is not right yet, which undo could not bring back.
        """
        with self._database.writing("Renew the rules", origin=origin) as change:
            scheme = change.get(Scheme, scheme_id)
            rules = newer(scheme)
            if rules is None:
                raise NotFound("There is no newer edition of these rules here. Nothing was changed.")
            if scheme_draft(change, scheme_id) is not None:
                raise InvalidRecord(
                    "What you have written in these rules is not right yet. It is kept and the rules are as they "
                    "were; put it right or drop it, then follow the newer ones."
                )
            return self._follow(change, scheme, shipped_text(rules.key), rules.edition)

    def _follow(self, change: Writer, scheme: Scheme, text: str, edition: str) -> Scheme:
        """Put right rules into the record; its title follows their name unless the reader chose another."""
        keep_scheme_draft(change, scheme.id, None)
        before, after = _judged(scheme, scheme.rules).rules, read_rules(text, scheme.title)
        title = after.name if before is None or before.name == scheme.title else scheme.title
        return change.put(replace(scheme, rules=text, edition=edition, title=title))


def _judged(scheme: Scheme, text: str) -> RulesText:
    try:
        return RulesText(text, read_rules(text, scheme.title), None)
    except SchemeMistake as mistake:
        if text == scheme.rules:
            return RulesText(text, None, mistake)
        return RulesText(text, _judged(scheme, scheme.rules).rules, mistake)


def _kept(reader: Reader, scheme: Scheme, now: SchemeRules | None, new: SchemeRules) -> list[str]:
    """What was written for parts that the new rules do not have; it stays, and is told."""
    lines = []
    keys = {claim.category for claim in reader.find(Claim, linked("scheme", scheme.id))}
    for key in sorted(key for key in keys if new.category(key) is None):
        claims = [one for one in reader.find(Claim, linked("scheme", scheme.id)) if one.category == key]
        known = now.category(key) if now else None
        name = f"in “{known.label}”" if known else "without a category"
        lines.append(f"{counted(len(claims), 'claim')} {name}: kept, to be given another category.")
    asked = {prompt.key for prompt in new.final}
    lines += [
        f"Your answer to “{part.heading}”: kept, though it is no longer asked."
        for part in scheme.final
        if part.text.strip() and part.tag not in asked
    ]
    return lines


def _is_later(edition: str, than: str) -> bool:
    """Editions are compared by the numbers in them, years first of all; without numbers any other is later."""
    new, old = (tuple(map(int, re.findall(r"\d{1,9}", text))) for text in (edition, than))
    return new > old if new and old else edition != than


def _quoted(text: str) -> str:
    """A text as TOML writes it."""
    plain = "".join(char for char in text if char.isprintable())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
