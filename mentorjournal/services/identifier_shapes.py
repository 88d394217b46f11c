"""The shapes of identifiers as patterns; every repetition in them has an end, so that no text takes long."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from mentorjournal.resources import resource_path
from mentorjournal.services import identifier_checks as checks

_WITH_DIGITS: Final = frozenset(
    (*("phone", "fax", "national", "record", "plan", "account", "licence"), *("vehicle", "device", "ip"))
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A pattern of a class; `check` says of what it found whether it counts."""

    key: str
    pattern: re.Pattern[str]
    check: Callable[[str], bool] | None = None

    @property
    def needs_digit(self) -> bool:
        """Whether nothing without a digit can be of this shape."""
        return self.key in _WITH_DIGITS


def _shape(
    key: str, pattern: str, check: Callable[[str], bool] | None = None, *, exact: bool = False
) -> Shape:
    """A shape whatever the case, unless `exact`."""
    return Shape(key, re.compile(pattern, 0 if exact else re.IGNORECASE), check)


_WORDS: Final[dict[str, list[str]]] = tomllib.loads(
    resource_path("identifiers/words.toml").read_text("utf-8")
)


def _any_of(words: Iterable[str]) -> str:
    """One of these words; the longest is tried first, so that none hides another."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))


_MONTH: Final = rf"(?:{_any_of(_WORDS['months'])})"
_NO: Final = r"\s{0,2}(?:number|numbers|no|nr|num|id|code|#|№)?\.?\s{0,2}[:#]?\s{0,2}"
_NEEDED: Final = r"\s{0,2}(?:number|no|nr|num|id|code|#|№)\.?\s{0,2}[:#]?\s{0,2}"
_CODED: Final = r"(?=[A-Z/-]{0,8}\d)[A-Z0-9][A-Z0-9/.-]{1,30}(?:[ ]\d{2,6}){0,4}"
_CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}"

QUIET: Final = re.compile(
    "|".join(
        (
            r"attachment\\?:[\w/-]{1,80}",
            r"(?:https?://)?(?:dx\.)?doi\.org/\S{1,300}",
            r"\b(?:doi:?\s?)?10\.\d{4,9}/\S{1,300}",
            r"\b(?:ISBN|ISSN|PMID|PMCID|PMC|arXiv|NCT)(?:-1[03])?:?\s?[\dXx.–-]{4,24}",
            r"(?:[$€£¥]|\b(?:USD|EUR|GBP|AUD|CHF|CAD|NZD)\b)\s?\d[\d,.\s]{0,20}",
            r"(?<![\d.])\d[\d,.  ]{0,20}\s?(?:[$€£¥%]|\b(?:euros?|dollars?|pounds?|USD|EUR|GBP|points?|words|hours)\b)",
            r"\b(?:v|ver\.?|version|release|python|section|chapter|figure|fig\.?|table|tab\.?|eq\.?)\s?\d[\d.]{0,20}",
            r"\b(?:pp?\.|pages?)\s?\d{1,5}(?:\s?[-–]\s?\d{1,5})?",
            r"\b\d{1,4}\s?(?:\(\d{1,4}\))?:\s?e?\d{1,6}[-–]\d{1,6}\b",
            r"\b(?:grant|award|project|protocol|tender|call)\b\s?(?:no\.?|number|#)?:?\s?(?=[A-Z/-]{0,8}\d)[A-Z0-9/-]{3,30}",
            r"\b[0-9a-f]{40,64}\b",
        )
    ),
    re.IGNORECASE,
)
"""What looks like an identifier and is none: references, amounts of money, versions, pages, grants."""


_LABELS: Final = {
    "record": ("MRN|NHS|CHI", r"URN|PAS|(?:medical|health|hospital|patient|case|chart|unit)(?:\srecord)?"),
    "plan": (
        "medicare|medicaid",
        "health plan|insurance|policy|member|membership|subscriber|beneficiary|group",
    ),
    "account": ("IBAN", "account|acct|invoice|billing|customer|sort code"),
    "licence": ("GMC|NMC|NPI|HCPC|AHPRA", "licen[cs]e|certificate|registration|DEA|council"),
    "vehicle": ("VIN|number plate|licen[cs]e plate", "plate|vehicle|car registration"),
    "device": ("UDI|IMEI|S/N", "serial|device|implant|pacemaker|lot|model"),
    "code": (
        "barcode",
        "accession|specimen|sample|participant|subject|respondent|student|staff|employee|ticket",
    ),
}
"""Words before a number that say what it is: those that need no more, and those with "number" behind them."""


def _dates() -> Iterator[Shape]:
    year = r"(?:[ ,]{1,2}(?:1[89]|20)\d\d)?"
    day = r"\d{1,2}(?:st|nd|rd|th|er|º|\.)?"
    yield _shape("date", r"(?<![\d/.-])(?:18|19|20)\d\d([-/.])\d{1,2}\1\d{1,2}(?![\d/-])", checks.day)
    yield _shape(
        "date", r"(?<![\d/.-])\d{1,2}([/.-])\d{1,2}\1(?:(?:18|19|20)\d\d|\d\d)(?![\d/-]|\.\d)", checks.day
    )
    yield _shape(
        "date",
        rf"(?<![\w.]){day}\s(?:of\s|de\s|di\s)?(?!(?-i:may|march|mar)\b){_MONTH}\b\.?(?:\sde)?{year}",
        checks.month_day,
    )
    yield _shape("date", rf"\b(?-i:{_MONTH})\.?\s{day}(?![\d:%]|\.\d){year}", checks.month_day)
    yield _shape("date", rf"\b(?-i:{_MONTH})\.?,?\s(?:1[89]|20)\d\d\b")
    when = r"(?:in|since|until|till|by|from|last|next|early|mid|late|during)[\s-]"
    yield _shape("date", rf"\b{when}(?:early\s|mid-?|late\s)?(?-i:{_MONTH})\b(?!\s{_CAPITAL})")


def _ages() -> Iterator[Shape]:
    number = r"(?:9\d|1[0-2]\d)"
    yield _shape(
        "age", rf"\b(?:aged?|age\sof|turned|turning)\s?:?\s?{number}\b(?!\s?(?:%|per))", checks.very_old
    )
    unit = r"(?:years?[\s-]old|[\s-]?y\.?/?o\b|ans\b|jahre\b|jährig\w{0,3}|años|anni|anos|jaar)"
    yield _shape("age", rf"\b{number}[\s-]?{unit}", checks.very_old)
    yield _shape("age", r"\bin (?:his|her|their) (?:nineties|90s)\b")
    ones = r"(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?"
    word = rf"(?:ninety{ones}|(?:a|one)[\s-]hundred(?:\sand{ones})?)"
    yield _shape("age", rf"\b(?:{word}[\s-]years?[\s-]old|aged?\s{word})\b")
    who = r"(?:he|she|they|who|patient|man|woman|lady|gentleman|mother|father|grandmother|grandfather)"
    behind = r"(?=\s{0,2}(?:[.,;:!?)\n]|$|(?:and|but|now|with|when)\b))"
    yield _shape(
        "age",
        rf"\b{who}\s(?:is|was|are|were)\s(?:now\s|already\s)?(?:{number}|{word}){behind}",
        checks.old_or_word,
    )


def _contacts() -> Iterator[Shape]:
    yield _shape("email", r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
    yield _shape(
        "email",
        r"(?<![\w.+-])[\w.+-]{1,64}\s?[([]\s?at\s?[)\]]\s?[\w-]{1,63}"
        r"(?:(?:\.|\s?[([]\s?dot\s?[)\]]\s?|\sdot\s)[\w-]{1,63}){1,4}",
    )
    yield _shape("url", r"(?<![\w@])(?:https?://|ftp://|www\.)[^\s<>()\[\]\"”]{2,2000}")
    yield _shape(
        "url", r"(?<![\w@./-])(?:linkedin|facebook|twitter|instagram|x|orcid)\.(?:com|org)/[\w./-]{1,200}"
    )
    yield _shape("code", r"(?<![\w@./-])@[A-Z_]\w{2,30}(?:\.\w{1,30})?")
    long = r"\+\d{1,3}(?:[\s./-]?\(?\d{1,4}\)?){2,6}\b|\b00\d{2}(?:[\s./-]\(?\d{1,4}\)?){2,6}\b"
    american = r"(?<![\w.-])(?:1[\s.-])?(?:\([2-9]\d\d\)\s?|[2-9]\d\d[-. ])\d{3}[-. ]\d{4}(?![\w-])"
    british = r"(?<![\w.,/-])\(?0\d{1,4}\)?[\s/-]\d{3,4}(?:[\s-]\d{3,4}){1,2}(?![\w-]|\.\d)"
    mobile = r"(?<![\w.,/-])0[1-9]\d{1,3}\s?\d{5,8}(?![\w-]|[.,]\d)"
    pairs = r"(?<![\w.,/-])0\d(?:[\s.-]\d{2}){4}(?![\w-])"
    german = r"(?<![\w.,/-])0\d{1,4}\s?[/-]\s?\d{4,9}(?:[\s-]\d{1,4})?(?![\w-])"
    for pattern in (long, american, british, mobile, pairs, german):
        yield _shape("phone", pattern, checks.phone)
        yield _shape("fax", rf"\b(?:tele)?fax\s?(?:no|number)?\.?:?\s?(?:{pattern})", checks.phone)
    said = r"(?:tel|telephone|phone|mobile|cell|bleep|pager|extension|ext)"
    yield _shape("phone", rf"\b{said}\.?\s?(?:no|number)?\.?:?\s?\+?\d[\d\s/-]{{2,18}}\d", checks.long_number)
    yield _shape(
        "fax", r"\b(?:tele)?fax\.?\s?(?:no|number)?\.?:?\s?\+?\d[\d\s/-]{2,18}\d", checks.long_number
    )


def _national() -> Iterator[Shape]:
    yield _shape("national", r"(?<![\w-])(?!000|666|9)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\w-])")
    yield _shape(
        "national", r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", exact=True
    )
    yield _shape(
        "national", r"(?<!\d)[12]\s?\d{2}\s?\d{2}\s?\d{2}\s?\d{3}\s?\d{3}\s?\d{2}(?!\d)", checks.french
    )
    yield _shape("national", r"\b\d{8}-?[A-HJ-NP-TV-Z]\b", checks.spanish, exact=True)
    yield _shape("national", r"\b[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]\b", exact=True)
    yield _shape("national", r"(?<![\d-])\d{6}[-+]\d{4}(?![\d-])", checks.luhn)
    yield _shape("national", r"(?<![\d-])\d{3}([- ])\d{3}\1\d{3}(?![ -]?\d)", checks.luhn)
    label = r"(?:SSN|social security|national insurance|NINO|tax file|TFN|BSN|PPS|personnummer|passport|identity card)"
    yield _shape("national", rf"\b{label}{_NO}{_CODED}", checks.has_digit)


def _numbers() -> Iterator[Shape]:
    """Numbers known by the words before them, and by their check digits."""
    yield _shape("record", r"(?<![\d.-])\d{3}\s\d{3}\s\d{4}(?![\d-])", checks.nhs)
    for key, (short, long) in _LABELS.items():
        yield _shape(key, rf"\b(?:{short}){_NO}{_CODED}", checks.has_digit)
        yield _shape(key, rf"\b(?:{long}){_NEEDED}{_CODED}", checks.has_digit)
    yield _shape(
        "account", r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b", checks.iban, exact=True
    )
    yield _shape("account", r"(?<![\d.-])\d{4}([ -]?)\d{4}\1\d{4}\1\d{1,7}(?![\d-])", checks.card)
    yield _shape(
        "vehicle", r"\b(?=[A-Z]{0,16}\d)(?=\d{0,16}[A-Z])[A-HJ-NPR-Z0-9]{17}\b", checks.vehicle, exact=True
    )
    plate = r"(?:[A-Z]{2}\d{2}\s?[A-Z]{3}|[A-Z]{1,3}[- ][A-Z]{1,2}\s?\d{1,4}|[A-Z]{2}-\d{3}-[A-Z]{2})"
    yield _shape("vehicle", rf"\b(?:[Cc]ar|[Vv]an|[Vv]ehicle|[Aa]mbulance|[Pp]late|[Rr]eg(?:istration)?)\b[^.\n]{{0,20}}?\b{plate}\b", exact=True)  # fmt: skip
    yield _shape("device", r"\bserial\s(?=[A-Z]{1,5}-?\d{3})[A-Z0-9-]{4,20}\b", checks.has_digit)
    yield _shape("device", r"\b(?:[0-9A-F]{2}[:-]){5}[0-9A-F]{2}\b")
    yield _shape("code", r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
    yield _shape("code", r"\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b")
    yield _shape("code", r"\b(?:participant|subject|respondent|patient|case)\s#?(?=[A-Z-]{0,4}\d)[A-Z0-9-]{2,12}\b", checks.has_digit)  # fmt: skip
    yield _shape("ip", r"(?<![\w.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w.]?\d)", checks.address)
    yield _shape("ip", r"(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){3,7}(?![\w:])", checks.address)


def _places() -> Iterator[Shape]:
    streets = _any_of(_WORDS["streets"])
    yield _shape("place", rf"\b\d{{1,5}}[A-Za-z]?,?\s(?:{_CAPITAL}\s){{1,3}}(?:{streets})\b\.?", exact=True)
    yield _shape("place", r"\b[A-ZÄÖÜ][\w-]{1,40}(?:straße|strasse|str\.|gasse|allee|weg|platz)\s\d{1,4}\s?[a-z]?\b", exact=True)  # fmt: skip
    french = r"\d{1,4}(?:\s?(?:bis|ter))?,?\s(?:rue|avenue|boulevard|place|chemin|allée|quai|impasse)\s(?:de\s|du\s|des\s|la\s|d['’])*"
    yield _shape("place", rf"\b{french.replace(')*', '){0,3}')}{_CAPITAL}", exact=True)
    southern = r"(?:Calle|Avenida|Plaza|Paseo|Via|Viale|Piazza|Corso|Rua)"
    yield _shape("place", rf"\b{southern}\s(?:de\s|del\s|della\s|la\s){{0,2}}{_CAPITAL}(?:\s{_CAPITAL})?,?\s\d{{1,4}}\b", exact=True)  # fmt: skip
    yield _shape("place", r"\b(?:GIR|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d|[A-HK-Y]\d\d|\d[A-Z]|[A-HK-Y]\d[A-Z]))\s\d[ABD-HJLNP-UW-Z]{2}\b", exact=True)  # fmt: skip
    yield _shape("place", r"\b[A-Z]{2}\s\d{5}(?:-\d{4})?\b", checks.zip_code, exact=True)
    yield _shape("place", r"(?<![\w-])\d{5}-\d{4}(?![\w-])")
    yield _shape("place", r"\b(?:zip(?:[\s-]?code)?|post(?:al)?[\s-]?code|plz|code\spostal):?\s?\d{4,6}\b")
    australian = r"NSW,?\s[12]\d|VIC,?\s[38]\d|QLD,?\s[49]\d|SA,?\s5\d|WA,?\s6\d|TAS,?\s7\d|NT,?\s08|ACT,?\s(?:02|26|29)"
    yield _shape("place", rf"\b(?:{_CAPITAL},?\s)?(?:{australian})\d{{2}}\b", exact=True)
    yield _shape("place", r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z]\s\d[A-Z]\d\b", exact=True)
    yield _shape(
        "place", rf"\b\d{{4}}\s(?!IN|IS|AN|AT|AS|ON|TO|OF|OR|WE|NO|BY)[A-Z]{{2}}\s{_CAPITAL}", exact=True
    )
    yield _shape("place", rf"(?:\b(?:D|F|A|CH|B|E|I|L|PL|CZ|SE|DK)-\d{{4,5}}|(?<=[,\n]\s)\d{{5}})\s{_CAPITAL}", exact=True)  # fmt: skip
    yield _shape("place", r"\bP\.?\s?O\.?\sBox\s\d{1,6}\b|\bPostfach\s\d{1,8}\b")
    yield _shape("place", rf"\b(?:(?:lives?|lived|living|resid(?:es?|ed|ing)|was born|born|grew up)\s(?:in|near|at)|[Rr]esident of|(?:the )?(?:village|town|hamlet) of)\s{_CAPITAL}(?:\s{_CAPITAL})?", exact=True)  # fmt: skip
    yield _shape("place", rf"\b{_CAPITAL}\s(?:County|Parish|Borough|Township|Village)\b", exact=True)
    yield _shape("place", r"(?<![\d.])-?\d{1,3}\.\d{4,12},\s?-?\d{1,3}\.\d{4,12}(?!\d)")


def _hints() -> Iterator[Shape]:
    yield _shape("biometric", rf"\b(?:{_any_of(_WORDS['biometrics'])})\b")
    yield _shape("photo", rf"\b(?:{_any_of(_WORDS['photographs'])})\b")
    yield _shape("rare", rf"\b(?:{_any_of(_WORDS['rare'])})")
    titled = r"(?:Mr|Mrs|Ms|Miss|Mx|Herr|Frau|Mme|Sr|Sra)\.?\s[A-Z]\.?(?:\s?[A-Z]\.?)?(?![\w'’-])"
    yield _shape("initials", rf"\b{titled}", exact=True)
    whom = r"(?:patient|child|baby|girl|boy|man|woman|lady|gentleman|mother|father)"
    yield _shape(
        "initials", rf"\b{whom},?\s(?:called\s)?(?:\([A-Z]{{2,3}}\)|(?:[A-Z]\.\s?){{1,3}})", exact=True
    )
    known = r"U\.\s?S|U\.\s?K|E\.\s?U|U\.\s?N|B\.\s?A|B\.\s?S|M\.\s?A|M\.\s?D|M\.\s?S|N\.\s?B|P\.\s?S|D\.\s?C|P\.\s?I|Q\.\s?I"
    yield _shape(
        "initials",
        rf"(?<![\w.,])(?<!,\s)(?!{known})[A-Z]\.\s?[A-Z]\.(?:\s?[A-Z]\.)?(?!\s?[A-ZÀ-Þ0-9(])",
        exact=True,
    )
    room = r"(?:bed|ward|bay|room|side[\s-]room|cubicle|theatre|zimmer|station|chambre|lit|sala|habitación)"
    yield _shape("ward", rf"\b{room}\s(?:no\.?\s|number\s)?(?=[A-Z-]{{0,3}}\d)[A-Z0-9-]{{1,6}}\b")
    yield _shape("ward", rf"\b(?!The|This|That|My|Our|Your|Each|Every|On)\b{_CAPITAL}\s[Ww]ard\b", exact=True)


def _names() -> Iterator[Shape]:
    """Names said by what stands before them; the people of the journal are known without."""
    title = r"(?:Mr|Mrs|Ms|Miss|Mx|Master|Herrn?|Frau|Mme|M\.|Mlle|Sr|Sra|Señora?|Signora?)"
    name = rf"{_CAPITAL}(?:\s{_CAPITAL})?"
    yield Shape("name", re.compile(rf"\b{title}\.?\s{name}"), _a_name)
    whom = r"(?:[Pp]atient|[Ww]ife|[Hh]usband|[Ss]on|[Dd]aughter|[Mm]other|[Ff]ather|[Bb]rother|[Ss]ister|[Bb]aby)"
    yield Shape("name", re.compile(rf"\b{whom}(?:,?\s(?:called|named))?,?\s{name}"), _a_name)


_NO_NAMES: Final = frozenset((*_WORDS["not_names"], *_WORDS["not_patients"], *_WORDS["months"]))


def _a_name(words: str) -> bool:
    """The words behind the first, as far as they are capitals, are no words that stand there otherwise."""
    return not _NO_NAMES & set(re.findall(r"[\w'’-]+", words)[1:])


SHAPES: Final = (
    *(*_numbers(), *_national(), *_contacts(), *_dates(), *_ages(), *_places()),
    *(*_hints(), *_names()),
)
"""Every shape; of two that find the same words the earlier one counts."""
