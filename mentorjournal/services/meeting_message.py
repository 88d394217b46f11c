"""The note after a meeting: what was settled and who does what, in words to send to those who were there."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from mentorjournal.errors import ReportError
from mentorjournal.model.types import ActionItem, AgendaItem, Decision, Meeting, Person
from mentorjournal.resources import resource_path
from mentorjournal.services.called import addressed
from mentorjournal.services.meeting_people import called, people_of, planned_after, spoken_list, tie_of
from mentorjournal.services.printing import names_for
from mentorjournal.services.reporting.gather import read_owner
from mentorjournal.services.reporting.names import Names
from mentorjournal.services.reporting.words import long_date
from mentorjournal.storage.confidential import confidential_ids
from mentorjournal.storage.reader import Reader, linked

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""As the rest of the letter, whatever the computer's locale."""
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
LONGEST_LINK = 1800
"""Characters of a mail link that every system takes; Windows ends at some 2,000."""
CUT = "[The rest is on the clipboard: paste it here.]"
CONFIDENTIAL = (
    "This meeting, or the relationship it belongs to, is marked confidential, so nothing of it is made to be "
    "sent. It stays in your journal as it is."
)


@dataclass(frozen=True, slots=True)
class Sendable:
    """What of a meeting those who were there may be sent; what is confidential is not among it, only `sealed`
    holds the titles of what belongs to the meeting and may not be said."""

    meeting: Meeting
    people: tuple[Person, ...]
    owner: str
    talked: tuple[str, ...]
    decisions: tuple[str, ...]
    mine: tuple[ActionItem, ...]
    theirs: tuple[tuple[str, ActionItem], ...]
    next_day: dt.date | None
    next_at: dt.time | None
    names: Names
    sealed: tuple[str, ...]

    @property
    def when(self) -> str:
        """The day of the meeting in words."""
        return long_date(self.meeting.date)

    @property
    def next_words(self) -> str:
        """The next day and time in words; "" where there is none."""
        if self.next_day is None:
            return ""
        at = f", {self.next_at:%H:%M}" if self.next_at else ""
        return f"{_WEEKDAYS[self.next_day.weekday()]}, {long_date(self.next_day)}{at}"


@dataclass(frozen=True, slots=True)
class MailDraft:
    """A mailto address (RFC 6068), and whether the whole text fitted into it."""

    address: str
    whole: bool


def may_be_sent(reader: Reader, meeting: Meeting) -> bool:
    """Whether neither the meeting nor the relationship it belongs to is confidential."""
    tie = tie_of(reader, meeting)
    return not (meeting.confidential or (tie is not None and tie.confidential))


def sendable(reader: Reader, meeting: Meeting) -> Sendable:
    """What may be sent. Raises ReportError where the meeting is confidential."""
    if not may_be_sent(reader, meeting):
        raise ReportError(CONFIDENTIAL)
    people = people_of(reader, meeting)
    names = names_for(reader, meeting.people)
    here = linked("meeting", meeting.id)
    marked = confidential_ids(reader)
    promised, decided = reader.find(ActionItem, here), reader.find(Decision, here)
    agenda = sorted(reader.find(AgendaItem, here), key=lambda item: (item.position or 0, item.id))
    belongs: list[tuple[str | None, ...]] = [(item.id,) for item in agenda]
    belongs += [(item.id, item.goal, item.origin) for item in promised]
    belongs += [(item.id, item.goal, item.origin) for item in decided]
    secret = {ids[0] for ids in belongs if not marked.isdisjoint(ids)}
    actions = [
        item
        for item in sorted(promised, key=lambda item: (item.due or dt.date.max, item.id))
        if item.id not in secret and item.let_go_on is None
    ]
    decisions = [item for item in reversed(decided) if item.id not in secret]
    planned = planned_after(reader, meeting)
    there = {person.id: called(person) for person in people}
    return Sendable(
        meeting,
        people,
        read_owner(reader).name,
        tuple(
            names.scrub(item.title)
            for item in agenda
            if item.discussed and item.id not in secret and item.title.strip()
        ),
        tuple(names.scrub(_decided(item)) for item in decisions),
        tuple(item for item in actions if item.owner is None),
        tuple((there.get(item.owner) or names.shown(item.owner), item) for item in actions if item.owner),
        planned.date if planned is not None else meeting.next_date,
        planned.at if planned is not None else meeting.at,
        names,
        tuple(item.title for item in (*decided, *promised, *agenda) if item.id in secret),
    )


def differs_on_paper(what: Sendable, own: str) -> bool:
    """Whether the page says these words otherwise, for somebody's name or address stands in them."""
    return what.names.scrub(own) != unicodedata.normalize("NFC", own)


def told_of(what: Sendable, own: str) -> tuple[str, ...]:
    """The titles among `sealed` that stand in these words, as they are or as the page would say them."""
    said = _plain(own)
    return tuple(
        title
        for title in dict.fromkeys(what.sealed)
        if any(_stands_in(said, words) for words in (_plain(title), _plain(what.names.scrub(title))))
    )


def summary_text(what: Sendable) -> str:
    """The note in plain text; a part about nothing is left out with its heading."""
    values = {
        "name": spoken_list(addressed(person) for person in what.people),
        "date": what.when,
        "settled": _lines(what.decisions),
        "mine": _lines(action_words(what, "", item) for item in what.mine),
        "theirs": _lines(
            action_words(what, who if len(what.people) > 1 else "", item) for who, item in what.theirs
        ),
        "next_date": what.next_words,
        "me": what.owner,
    }
    parts = (_filled(part, values) for part in _table()["body"].strip().split("\n\n"))
    return "\n\n".join(part for part in parts if part)


def subject(what: Sendable) -> str:
    """The subject of the mail."""
    return _filled(_table()["subject"], {"date": what.when}) or Meeting.LABEL


def mail_draft(what: Sendable, text: str) -> MailDraft:
    """The link that opens the note in the reader's own mail program. A text too long for a link is cut, and
    says so; the caller puts the whole text where it can be pasted from."""
    to = ",".join(quote(person.email.strip(), safe="@") for person in what.people if person.email.strip())
    head = f"mailto:{to}?subject={quote(subject(what), safe='')}&body="
    whole = head + _encoded(text)
    if len(whole) <= LONGEST_LINK:
        return MailDraft(whole, True)
    room = LONGEST_LINK - len(head) - len(_encoded(f"\n\n{CUT}"))
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if len(_encoded(text[:middle])) <= room:
            low = middle
        else:
            high = middle - 1
    kept = text[:low].rsplit(" ", 1)[0].rstrip()
    return MailDraft(head + _encoded(f"{kept}\n\n{CUT}"), False)


def action_words(what: Sendable, who: str, item: ActionItem) -> str:
    """Such as "Helena: read the draft (by 24 April 2026)"."""
    title = what.names.scrub(item.title)
    state = "done" if item.done_on else f"by {long_date(item.due)}" if item.due else ""
    words = f"{who}: {title}" if who else title
    return f"{words} ({state})" if state else words


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _stands_in(said: str, words: str) -> bool:
    return bool(words) and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", said) is not None


def _decided(decision: Decision) -> str:
    choice = decision.choice.strip()
    return f"{decision.title}: {choice}" if choice and choice != decision.title else decision.title


def _lines(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _filled(part: str, values: dict[str, str]) -> str:
    """A part with its placeholders filled in; "" where it has some and all of them stand for nothing."""
    named = _PLACEHOLDER.findall(part)
    if named and not any(values.get(name, "") for name in named):
        return ""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], ""), part).strip()


def _encoded(text: str) -> str:
    return quote("\r\n".join(text.splitlines()), safe="")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resource_path("messages/summary.toml").read_text("utf-8"))
