"""Open Badges (3.0, 2.0 and 1) become learning activities; whether a signature holds is not checked here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange.badge_files import awards
from mentorjournal.interchange.decode import clean
from mentorjournal.interchange.leap2a_when import Moment, moment
from mentorjournal.interchange.local_clock import from_epoch, on_the_wall
from mentorjournal.interchange.media import Attachments
from mentorjournal.interchange.plain import Incoming, Media, Reading, Watch, fingerprint
from mentorjournal.interchange.references import one_line
from mentorjournal.interchange.sources import Source
from mentorjournal.interchange.words import bare_tags
from mentorjournal.model.types import Activity

FORMAT: Final = "open-badges"
UNCHECKED: Final = ("signature", "not checked")
_MIDNIGHT: Final = re.compile(r"(\d{4}-\d\d-\d\d)T00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:00)")
_LONGEST_LINE: Final = 2_000
_LONGEST_TEXT: Final = 100_000
_LONGEST_ID: Final = 400
_MOST_ROWS: Final = 20
_MOST_EXTRA: Final = 60


def read(source: Source, names: Sequence[str], watch: Watch) -> Reading:
    """Every award of every file, with the file itself attached, so that it can be checked elsewhere."""
    reading = Reading(FORMAT)
    for number, name in enumerate(names):
        watch.step(number, len(names))
        try:
            for count, award in enumerate(awards(source, name), start=1):
                item = name if count == 1 else f"{name}, badge {count}"
                _take(source, name, award, item, reading)
        except ImportRefused as error:
            said = str(error).replace("Nothing was imported", "It was left out").removeprefix(f"{name} ")
            reading.problem(name, said[:1].upper() + said[1:])
    watch.step(len(names), len(names))
    return reading


def _take(source: Source, name: str, award: Any, item: str, reading: Reading) -> None:
    if isinstance(award, str):
        reading.problem(item, "It names its badge by an address only, which was not fetched.")
        award = {"id": award, "badge": award}
    if not isinstance(award, dict) or not {"credentialSubject", "badge"} & award.keys():
        reading.problem(item, "It holds no badge and was left out.")
        return
    made = _Three(award) if "credentialSubject" in award else _Two(award)
    if not made.knows_badge:
        reading.problem(item, "It names its badge by an address only, which was not fetched.")
    when = made.when()
    if when is None:
        reading.problem(item, "It does not say when it was given.")
    title = made.title() or PurePosixPath(name).stem
    activity = Activity(
        title=title,
        date=when.day if when else None,
        category="learning",
        provider=made.issuer(),
        role=made.role(),
        detail=made.detail(),
        source_id=_source_id(made, title),
    )
    extra = tuple(
        (one_line(key), one_line(value)[:_LONGEST_LINE]) for key, value in made.extra() if one_line(value)
    )
    extra = (UNCHECKED, *extra[: _MOST_EXTRA - 1])
    taken = Incoming(activity, item, bare_tags(made.tags()), _file(source, name, item, reading), extra=extra)
    _keep_once(taken, reading)


def _keep_once(taken: Incoming, reading: Reading) -> None:
    """One badge in several files, or twice in one, is one activity with every file that holds it."""
    for at, known in enumerate(reading.records):
        if known.source_id == taken.source_id:
            names = {media.name for media in known.media}
            more = tuple(media for media in taken.media if media.name not in names)
            reading.records[at] = replace(known, media=(*known.media, *more))
            reading.problem(taken.item, f"It is the badge of {known.item} again, and was kept once.")
            return
    reading.records.append(taken)


def _source_id(made: _Two | _Three, title: str) -> str:
    written = _said(made.award.get("id")) or _said(made.award.get("uid"))
    if written:
        return f"badge:{one_line(written)[:_LONGEST_ID]}"
    return fingerprint("badge", title, made.issuer(), made.when())


def _file(source: Source, name: str, item: str, reading: Reading) -> tuple[Media, ...]:
    attached = Attachments(source)
    try:
        attached.add(name)
    except ImportRefused as error:
        reading.problem(item, str(error))
    return tuple(attached.found.values())


class _Two:
    """An assertion of Open Badges 2.0, or of version 1, whose moments may be numbers."""

    def __init__(self, award: dict[str, Any]) -> None:
        self.award = award
        self.badge = _object(award.get("badge"))
        self.knows_badge = bool(self.title_of_badge())

    def title_of_badge(self) -> str:
        """Its name as the file has it."""
        return _said(self.badge.get("name"))

    def title(self) -> str:
        """Its name; of an address the last part."""
        return one_line(self.title_of_badge() or _last_part(_said(self.award.get("badge"))))[:_LONGEST_LINE]

    def when(self) -> Moment | None:
        """When it was given."""
        return _moment(self.award.get("issuedOn"))

    def issuer(self) -> str:
        """Who gave it."""
        return _named(self.badge.get("issuer"))

    def role(self) -> str:
        """What its owner did there, which this version does not say."""
        return ""

    def detail(self) -> str:
        """What it is for, and what was asked."""
        return _texts(self.badge.get("description"), _criteria(self.badge), self.award.get("narrative"))

    def tags(self) -> list[str]:
        """Its words."""
        return [_said(one) for one in _rows(self.badge.get("tags"))]

    def extra(self) -> Iterator[tuple[str, str]]:
        """Everything else it says."""
        yield "badge", _address(self.award.get("badge")) or _said(self.award.get("id"))
        yield "criteria", _address(self.badge.get("criteria"))
        yield "issuer", _address(self.badge.get("issuer"))
        yield "valid until", _said(self.award.get("expires"))
        if self.award.get("revoked") is True:
            yield "revoked", _said(self.award.get("revocationReason")) or "yes"
        yield from _evidence(self.award.get("evidence"))
        yield from _alignments(self.badge.get("alignment", self.badge.get("alignments")))


class _Three:
    """A credential of Open Badges 3.0."""

    def __init__(self, award: dict[str, Any]) -> None:
        self.award = award
        self.subject = _object(next(iter(_rows(award.get("credentialSubject"))), None))
        self.badge = _object(next(iter(_rows(self.subject.get("achievement"))), None))
        self.knows_badge = bool(_said(self.badge.get("name")) or _said(award.get("name")))

    def title(self) -> str:
        """The name of the achievement."""
        known = _said(self.badge.get("name")) or _said(self.award.get("name"))
        return one_line(known or _last_part(_said(self.badge.get("id"))))[:_LONGEST_LINE]

    def when(self) -> Moment | None:
        """When it was awarded, else since when it holds."""
        keys = ("awardedDate", "validFrom", "issuanceDate", "issued")
        return next((found for key in keys if (found := _moment(self.award.get(key)))), None)

    def issuer(self) -> str:
        """Who gave it."""
        return _named(self.award.get("issuer")) or _named(self.badge.get("creator"))

    def role(self) -> str:
        """What its owner did."""
        return one_line(_said(self.subject.get("role")))[:_LONGEST_LINE]

    def detail(self) -> str:
        """What it is for, and what was asked."""
        of_badge = self.badge.get("description") or self.award.get("description")
        return _texts(of_badge, _criteria(self.badge), self.subject.get("narrative"))

    def tags(self) -> list[str]:
        """Its words."""
        return [_said(one) for one in _rows(self.badge.get("tag"))]

    def extra(self) -> Iterator[tuple[str, str]]:
        """Everything else it says."""
        yield "kind", _said(self.badge.get("achievementType"))
        yield "credential", _said(self.award.get("id"))
        yield "badge", _address(self.badge)
        yield "criteria", _address(self.badge.get("criteria"))
        yield "issuer", _address(self.award.get("issuer"))
        yield "from", _said(self.subject.get("activityStartDate"))
        yield "until", _said(self.subject.get("activityEndDate"))
        yield "valid until", _said(self.award.get("validUntil", self.award.get("expirationDate")))
        yield "credits", _said(self.subject.get("creditsEarned"))
        for row in map(_object, _rows(self.subject.get("result"))):
            words = (_said(row.get(key)) for key in ("value", "status", "achievedLevel"))
            yield "result", ", ".join(filter(None, words))
        yield from _evidence(self.award.get("evidence"))
        yield from _alignments(self.badge.get("alignment"))
        if count := len(_rows(self.award.get("endorsement"))):
            yield "endorsements", str(count)


def _evidence(value: Any) -> Iterator[tuple[str, str]]:
    for row in _rows(value):
        one = _object(row)
        words = (_said(one.get(key)) for key in ("name", "narrative", "description"))
        yield "evidence", ", ".join(filter(None, (*words, _address(row))))


def _alignments(value: Any) -> Iterator[tuple[str, str]]:
    for row in map(_object, _rows(value)):
        words = (_said(row.get(key)) for key in ("targetName", "targetFramework", "targetCode", "targetUrl"))
        yield "aligned with", ", ".join(filter(None, words))


def _criteria(badge: dict[str, Any]) -> str:
    said = _said(_object(badge.get("criteria")).get("narrative"))
    return f"What was asked: {said}" if said else ""


def _texts(*parts: Any) -> str:
    said = (clean(_said(part)).strip()[:_LONGEST_TEXT] for part in parts)
    return "\n\n".join(dict.fromkeys(filter(None, said)))


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _rows(value: Any) -> list[Any]:
    """One or many, as JSON-LD has it."""
    rows = value if isinstance(value, list) else [] if value in (None, "") else [value]
    return rows[:_MOST_ROWS]


def _said(value: Any) -> str:
    """A text or a number, which JSON-LD may wrap with its language."""
    if isinstance(value, list):
        value = next(iter(value), "")
    if isinstance(value, dict):
        value = value.get("@value") or next((one for one in value.values() if isinstance(one, str)), "")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean(value) if isinstance(value, str) else f"{value:g}" if abs(value) < 1e15 else ""  # noqa: PLR2004


def _address(value: Any) -> str:
    """The address that stands for a thing, alone or as its id."""
    written = (
        value if isinstance(value, str) else _said(_object(value).get("url") or _object(value).get("id"))
    )
    return written if written.startswith(("http://", "https://", "mailto:", "did:", "urn:")) else ""


def _named(value: Any) -> str:
    """What an issuer is called: by name, else by the host of its address."""
    value = next(iter(_rows(value)), None)
    name = one_line(_said(_object(value).get("name")))[:_LONGEST_LINE]
    return name or _host(_address(value))


def _host(address: str) -> str:
    try:
        return one_line(urlsplit(address).hostname or "") if address.startswith("http") else ""
    except ValueError:
        return ""


def _last_part(address: str) -> str:
    return unquote(address.rstrip("/#").rpartition("/")[2]) if address.startswith("http") else ""


def _moment(value: Any) -> Moment | None:
    """A moment as text, or in seconds since 1970 as version 1 has it. A day that had to be written with a time has
    midnight in UTC; it is that day everywhere."""
    if isinstance(value, str) and not value.strip().isdecimal():
        is_day = _MIDNIGHT.fullmatch(value.strip())
        return moment(is_day[1] if is_day else value)
    found = from_epoch(value, 1)
    if found is None:
        return None
    clock = on_the_wall(found)
    return Moment(clock.day, clock.time, found.astimezone(dt.UTC))
