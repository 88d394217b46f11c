"""Address books (vCard 2.1, 3.0 and 4.0) become people."""

from __future__ import annotations

import re
from typing import Final

from mentorjournal.interchange import limits
from mentorjournal.interchange.media import fit_name
from mentorjournal.interchange.plain import Incoming, Media, Reading, Watch, fingerprint
from mentorjournal.interchange.sources import Source
from mentorjournal.interchange.vcard_lines import Card, Line, cards
from mentorjournal.interchange.vcard_values import (
    address_of,
    day_in_words,
    line_of,
    number_of,
    parts_of,
    picture_of,
    text_of,
    where,
    words_of,
)
from mentorjournal.interchange.words import bare_tags
from mentorjournal.model.network import Person

FORMAT: Final = "vcard"
MOST_BYTES: Final = 64 * limits.MIB
_MOST_EXTRA: Final = 100
_STEP: Final = 20
_MOST_PICTURES: Final = 5
_MOST_PICTURE_BYTES: Final = 48 * limits.MIB
"""The pictures of one address book are held until they are written."""
_LABEL: Final = re.compile(r"_\$!<(.*?)>!\$_")
_APART: Final = (("KEY", "key"), ("SOUND", "sound"), ("LOGO", "logo"))
_DATES: Final = (("BDAY", "birthday"), ("ANNIVERSARY", "anniversary"), ("X-MS-ANNIVERSARY", "anniversary"))
_SAID: Final = (
    *(("ROLE", "role"), ("TITLE", "position"), ("URL", "link"), ("IMPP", "chat"), ("X-MS-IMADDRESS", "chat")),
    *(("LANG", "language"), ("RELATED", "related"), ("X-ABRELATEDNAMES", "related"), ("X-ABDATE", "date")),
    *(("EXPERTISE", "expertise"), ("INTEREST", "interest"), ("HOBBY", "hobby"), ("X-MS-MANAGER", "manager")),
    ("X-MS-ASSISTANT", "assistant"),
)
_NO_TELEPHONE: Final = frozenset({"FAX", "PAGER", "MODEM", "BBS"})


def read(source: Source, names: list[str], watch: Watch) -> Reading:
    """Every card of every file; a card that is broken, or nobody's, is told by item."""
    reading = Reading(FORMAT)
    held = 0
    for name in names:
        within = f"{name}, " if len(names) > 1 else ""
        found = 0
        for card in cards(source.read(name, MOST_BYTES), name, watch):
            found += 1
            if found % _STEP == 0:
                watch.step(0, 0)
            incoming = _Reader(reading, card, f"{within}card {card.number}").person()
            if incoming is None:
                continue
            held += sum(media.size for media in incoming.media)
            if incoming.media and held > _MOST_PICTURE_BYTES:
                reading.problem(incoming.item, "Its picture was left out: there are too many in one file.")
                incoming = Incoming(incoming.record, incoming.item, incoming.tags, extra=incoming.extra)
            reading.records.append(incoming)
        if not found:
            reading.problem(name, "No card was found in it.")
    return reading


class _Reader:
    """Reads one card."""

    def __init__(self, reading: Reading, card: Card, item: str) -> None:
        self._reading, self._card, self._item = reading, card, item
        self._extra: list[tuple[str, str]] = []

    def person(self) -> Incoming | None:
        card = self._card
        if self._is_group():
            self._tell("It is a list of addresses and no person, and was left out.")
            return None
        emails = [address for line in card.each("EMAIL") if (address := address_of(line))]
        name, called = self._name(), words_of(card.value("NICKNAME"))
        organisation = ", ".join(filter(None, parts_of(card.value("ORG"))))
        if not name:
            name = next(filter(None, (*called, organisation, *emails)), "")
            if not name:
                self._tell("It has no name and no e-mail address, and was left out.")
                return None
            self._tell(f"It has no name. It was read as {name}.")
        self._item = f"{self._item}: {name[:80]}"
        self._told()
        person = Person(
            title=name,
            short_name=called[0] if called and called[0] != name else "",
            email=emails[0] if emails else "",
            phone=self._phone(),
            organisation=organisation,
            position=line_of(card.value("TITLE") or card.value("ROLE")),
            notes="\n\n".join(filter(None, (text_of(line.value) for line in card.each("NOTE")))),
            source_id=self._source_id(name),
        )
        self._leftovers(person, emails, called)
        media = self._pictures()
        tags = bare_tags(word for line in card.each("CATEGORIES") for word in words_of(line.value))
        return Incoming(person, self._item, tags, media, extra=tuple(self._extra[:_MOST_EXTRA]))

    def _tell(self, message: str) -> None:
        self._reading.problem(self._item, message)

    def _is_group(self) -> bool:
        kind = self._card.value("KIND") or self._card.value("X-ADDRESSBOOKSERVER-KIND")
        return kind.strip().lower() == "group"

    def _name(self) -> str:
        if written := line_of(self._card.value("FN")):
            return written
        family, given, middle, before, after = (*parts_of(self._card.value("N")), "", "", "", "", "")[:5]
        return " ".join(filter(None, (before, given, middle, family, after)))

    def _source_id(self, name: str) -> str:
        uid = line_of(self._card.value("UID")).removeprefix("urn:uuid:")
        if uid:
            return f"vcard:{uid[:300]}"
        said = (
            f"{line.name}:{line.value}" for line in self._card.lines if line.name not in ("REV", "PRODID")
        )
        return fingerprint("vcard", name, *said)

    def _told(self) -> None:
        card = self._card
        if not card.whole:
            self._tell("Its end is missing: the file may be cut off. What is there was read.")
        if card.shortened:
            self._tell("It has more lines than any card has. The rest of it was left out.")
        if card.unread:
            self._tell(f"Lines of it that cannot be read: {card.unread}. They were left out.")
        if apart := [word for name, word in _APART if card.each(name)]:
            self._tell(f"Left out, for there is no place for it: {', '.join(apart)}.")

    def _phone(self) -> str:
        lines = [(line, number) for line in self._card.each("TEL") if (number := number_of(line))]
        first = next((one for one in lines if not one[0].types & _NO_TELEPHONE), None)
        self._extra += [(f"phone{where(line)}", number) for line, number in lines if (line, number) != first]
        return first[1] if first else ""

    def _leftovers(self, person: Person, emails: list[str], called: list[str]) -> None:
        card = self._card
        self._extra += [
            (f"e-mail{where(line)}", address)
            for line in card.each("EMAIL")
            if (address := address_of(line)) and address != person.email
        ]
        self._extra += [("called", name) for name in called if name not in (person.short_name, person.title)]
        for name, label in _DATES:
            self._extra += [(label, day) for line in card.each(name) if (day := day_in_words(line.value))]
        for line in card.each("ADR"):
            if written := ", ".join(filter(None, parts_of(line.value))):
                self._extra.append((f"address{where(line)}", written))
        for name, label in _SAID:
            for line in card.each(name):
                value = line_of(line.value)
                if value and value != person.position:
                    self._extra.append((self._label(line) or label, value))
        others = card.each("ORG")[1:]
        self._extra += [
            ("organisation", one)
            for line in others
            if (one := ", ".join(filter(None, parts_of(line.value)))) != person.organisation
        ]

    def _label(self, line: Line) -> str:
        """What an address book calls a line, where it says so in a line of the same group."""
        if not line.group:
            return ""
        labels = (one.value for one in self._card.each("X-ABLABEL") if one.group == line.group)
        return line_of(_LABEL.sub(r"\1", next(labels, ""))).lower()[:60]

    def _pictures(self) -> tuple[Media, ...]:
        kept: dict[str, Media] = {}
        for number, line in enumerate(self._card.each("PHOTO")[:_MOST_PICTURES], start=1):
            found = picture_of(line, number)
            if isinstance(found, Media):
                kept[fit_name(found.name)] = found
            elif found:
                self._extra.append(("photo", found))
            else:
                self._tell("Its picture is damaged or too large, and was left out.")
        return tuple(kept.values())
