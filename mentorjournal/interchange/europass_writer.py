"""Mentoring and other voluntary work for the Europass CV editor: Candidate XML, as it is since 2020."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from mentorjournal.interchange.html_text import Pictures, escaped, html_of
from mentorjournal.interchange.portable import Left, Portable
from mentorjournal.interchange.xml_out import element, text
from mentorjournal.model.choices import label
from mentorjournal.model.types import Activity, Meeting, Relationship

AS_MENTEE: Final = "a relationship in which I am the mentee"
OTHER_WORK: Final = "an activity of a kind that is no voluntary work"
IN_SUM: Final = "the text of an activity that counts in a sum of hours"
NO_HOURS: Final = "hours that no year has"
MOST_HOURS: Final = 8_784.0
"""The hours of the longest year; an activity of more, or of less than none, is a slip of the pen."""
_VOLUNTARY: Final = frozenset({"mentoring", "community", "service"})
_TITLES: Final = {"mentor": "Mentor", "peer": "Peer mentor"}
_SPACES: Final = {
    "xmlns": "http://www.europass.eu/1.0",
    "xmlns:oa": "http://www.openapplications.org/oagis/9",
    "xmlns:eures": "http://www.europass_eures.eu/1.0",
    "xmlns:hr": "http://www.hr-xml.org/3",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


@dataclass(slots=True)
class Work:
    """One voluntary work: days of its first and last sign, hours, and what it was about."""

    title: str
    place: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    ongoing: bool = False
    hours: float = 0.0
    times: int = 0
    facts: list[str] = field(default_factory=list)
    text: str = ""

    def spans(self, day: dt.date | None) -> None:
        """Stretch the time over one more day."""
        if day is not None:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)


def write(portable: Portable, out: BinaryIO) -> Left:
    """Write each mentoring relationship, and each activity by its title, with its days and hours; names of people
    stay out."""
    left = Left()
    works = _works(portable, left)
    for part in _document(portable, works):
        out.write(part.encode("utf-8"))
    return left


def _hours(activity: Activity, left: Left) -> float:
    """The hours of an activity, none where no year has so many."""
    hours = activity.hours or 0.0
    if 0.0 <= hours <= MOST_HOURS:
        return hours
    left.lost(NO_HOURS)
    return 0.0


def _works(portable: Portable, left: Left) -> list[Work]:
    ties: dict[str, Work] = {}
    for tie in portable.of(Relationship):
        if tie.my_role not in _TITLES:
            left.lost(AS_MENTEE)
            continue
        ties[tie.id] = _tie(tie, portable)
        _count(portable, left)
    others: dict[tuple[str, str], Work] = {}
    for activity in portable.of(Activity):
        work = ties.get(activity.relationship or "")
        if work is None and activity.category not in _VOLUNTARY:
            left.lost(OTHER_WORK)
            continue
        if work is None:
            title = " ".join(activity.title.split()) or label("activity_category", activity.category)
            key = title.casefold(), activity.provider.casefold()
            work = others.setdefault(key, Work(title, activity.provider, text=activity.detail))
            if activity.role and activity.role not in work.facts:
                work.facts.append(activity.role)
        if activity.detail and activity.detail != work.text:
            left.lost(IN_SUM)
        work.spans(activity.date)
        work.hours += _hours(activity, left)
        work.times += 1
        _count(portable, left)
    return sorted(
        (*ties.values(), *others.values()), key=lambda work: work.first or dt.date.min, reverse=True
    )


def _count(portable: Portable, left: Left) -> None:
    left.records += 1
    portable.check(left.records)


def _tie(tie: Relationship, portable: Portable) -> Work:
    work = Work(_TITLES[tie.my_role], text=tie.purpose)
    met = [one for one in portable.pointing_at(tie, Meeting, "relationship") if one.status == "held"]
    for day in (tie.started_on, tie.closed_on, *(one.date for one in met)):
        work.spans(day)
    work.ongoing = tie.closed_on is None and tie.phase != "closed"
    work.facts = [label("relationship_kind", tie.kind)]
    if met:
        work.facts.append(f"{len(met)} meeting{'s' if len(met) > 1 else ''}")
    return work


def _document(portable: Portable, works: list[Work]) -> Iterator[str]:
    number = str(uuid.uuid4())
    *given, family = " ".join(portable.owner().split()).split(" ")
    name = (
        "<PersonName>"
        f"<oa:GivenName>{text(' '.join(given))}</oa:GivenName><hr:FamilyName>{text(family)}</hr:FamilyName>"
        "</PersonName>"
    )
    spaces = " ".join(f'{key}="{value}"' for key, value in _SPACES.items())
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<Candidate {spaces}>\n'
    yield f"<hr:DocumentID {_scheme(number, 'DocumentIdentifier', '4.0')}/>\n"
    yield f"<CandidateSupplier><hr:PartyID {_scheme(number, 'PartyID', '1.0')}/><hr:PartyName>Owner</hr:PartyName>"
    yield f"<PersonContact>{name}</PersonContact><hr:PrecedenceCode>1</hr:PrecedenceCode></CandidateSupplier>\n"
    yield f'<CandidatePerson>{name}</CandidatePerson>\n<CandidateProfile languageCode="en">\n'
    yield f"<hr:ID {_scheme(number, 'CandidateProfileID', '1.0')}/>\n<VoluntaryWorks>\n"
    pictures = Pictures(portable)
    for work in works:
        yield f"<VoluntaryWork>{_work(work, pictures)}</VoluntaryWork>\n"
    yield "</VoluntaryWorks>\n</CandidateProfile>\n</Candidate>\n"


def _scheme(number: str, name: str, version: str) -> str:
    return f'schemeID="{number}" schemeName="{name}" schemeAgencyName="EUROPASS" schemeVersionID="{version}"'


def _work(work: Work, pictures: Pictures) -> str:
    """In the order of the schema: title, date, location, description."""
    parts = [element("Title", work.title)]
    if work.first:
        end = "" if work.ongoing or work.last is None else f"<EndDate>{_day(work.last)}</EndDate>"
        ongoing = "true" if work.ongoing else "false"
        parts.append(
            f"<Date><StartDate>{_day(work.first)}</StartDate>{end}<Ongoing>{ongoing}</Ongoing></Date>"
        )
    parts.append(element("Location", work.place))
    facts = [*work.facts]
    if work.hours:
        facts.append(f"{work.hours:g} hours" if work.hours != 1 else "1 hour")
    if work.times > 1:
        facts.append(f"{work.times} times")
    said = f"<p>{escaped(', '.join(facts))}</p>" if facts else ""
    parts.append(element("Description", said + html_of(work.text, pictures, below=0)))
    return "".join(parts)


def _day(day: dt.date) -> str:
    return f"<hr:FormattedDateTime>{day.isoformat()}</hr:FormattedDateTime>"
