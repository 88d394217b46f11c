"""Ways to write a name: without case and accents, joined or parted, with the endings languages give it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mentorjournal.model.types import Person

HONORIFICS = "dr prof professor mr mrs ms mx miss sir dame auntie aunt uncle sister doctor rev".split()  # noqa: SIM905
_PARTICLES = frozenset("van von der den de del la le da dos di du al el bin ibn jr sr ii iii".split())  # noqa: SIM905
_SMALL = frozenset({"the", "of", "and", "for", "with"})
"""No part of a name that could tell it: "Lady of the Lamp"."""
_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        an april art august baker bell best bill bird black bond brown bush chance chase church cook
        cross dawn day dean do drew eve faith field fish ford fox frank gene good grace grant gray green
        grey guy hall hand harry he hill holly hope house iris ivy jack jade jean joy june ken king kit
        lance lane law lily little long love mark mason max may miles miller moon my nick norm north
        page park pat pearl penn penny peter poole power price ray read reed rich rob rose ruby sea see
        sharp she short skip sky small smart snow so son stew stone sue summer sun sunny swan taylor ted
        to violet ward wells west white will wise wood woods work you young
        """,
    )
)
"""Words that are also names: they count as a name only with the name's own capitals."""
_ALIKE = frozenset(
    re.findall(
        r"\w+",
        """
        almanac almanacs annals annex arena bands banks basel basic belly bench benign berlin berths bones
        bonus bored boston brand brands brandy branch breast bring canal candid caring carbon carry cells
        center chang change changed changes chant chicken china chinese clare clarity clay cohort colon
        common conn cones conic convex coral corals corona cortex data dated dates delta denial denied
        earls earth elder elegant ether ethics evans even evening event events every fellow finance
        general genes genetic german germany girls glass golden graham greece hands harmed harms hearing
        heart hopeful human idea ideas image india indian inner italy japan karate korea korean language
        large last later latin learn legal lemon lesson level liana lines local logic london lynch major
        manor march marine marker marking math medical mental merit method metro mines minor model moral
        morale moran more morning nation national nine norway north number ocean office olive oral order
        organ orient oxford paper paris parson part party pauline paulus people period perl person petri
        philip pilot planet plant polish policy poster power prague preview primary program public quality
        question rally ranger record remark result review ritalin ritual robot robust roman romania roster
        rosacea rosary rosette royal rural sample santa scale school science sciences senate seniors serial
        series session signal simone singapore single society sonar spain spinal stand standard start state
        statin stern study summit surgery swede sweden table teach team term terms test theory theories
        thesis thing timing title today toll tonight total train trance trans trial trials turkey union
        university urban verandas verbal versus vienna viola violin virus visit vital weber week wendy
        advisors careers coaches fellows groups labs leaders managers members mentors nurses professors
        students supervisors teachers tutors western willow winter women word world write year years
        """,
    )
)
"""Ordinary words that begin like a name and are no form of it."""
_ENDINGS = frozenset("s es ens em a ie u y om owi ovi ova".split())  # noqa: SIM905
"""What languages hang on a name in a sentence: Daniels, Danielem, Daniela, Danielowi."""
_CASES = frozenset("y ie u ou".split())  # noqa: SIM905
_CYRILLIC = frozenset("а я у ю е ы и о ои ею ии ом ем ам ями ами ах ях ым им ого его ому ему ова".split())  # noqa: SIM905
"""What takes the place of a last vowel, or hangs on a name, folded as names are: Анны, Анной, Ивановой."""
_VOWELS = "aаяиьйо"
_SHORTEST_STEM = {False: 3, True: 2}
_FEWEST = 4
"""A name with fewer letters takes no endings: too many words begin like it."""
_LONG = 5
_MOST_BEFORE = 80
_SPECIAL = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        **dict.fromkeys("’‘‛ʼʻʹʽˈ′`", "'"),
    }
)
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_GAPS = re.compile(r"[\s\-'._]+")
_MONTHS = frozenset({"april", "may", "june", "august"})
_DATED_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|till|during|early|mid|late|next|last|this|every)[\s-]+"
    r"|\b(?:weeks?|end|start|beginning|middle|month|rest|half|days?)\s+of\s+"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\.?\s*)$",
    re.IGNORECASE,
)
_DATED_BEHIND = re.compile(r"\s*(?:\d{1,2}(?:st|nd|rd|th)?|(?:19|20)\d\d)\b")
STARTS = re.compile(r"(?:^|[.!?:|\n“\"(]\s*|^\s*(?:[-*+>#]|\d+[.)])+\s*)[\s*_>#-]*$")
"""Text after which a sentence begins."""


def folded(text: str) -> tuple[str, Sequence[int]]:
    """The text without case, accents and unseen characters, and for each character the place it came from."""
    if text.isascii() and not _UNSEEN.search(text):
        return text.lower(), range(len(text) + 1)
    out: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if " " <= char <= "~":
            out.append(char.lower())
            places.append(place)
            continue
        for part in unicodedata.normalize("NFKD", char.casefold()).translate(_SPECIAL):
            if not _unseen(part):
                out.append(part)
                places.append(place)
    places.append(len(text))
    return "".join(out), places


def _unseen(char: str) -> bool:
    kind = unicodedata.category(char)
    return kind in {"Mn", "Me", "Cf", "Cs"} or (kind == "Cc" and not char.isspace())


def fold(text: str) -> str:
    """The text without case, accents and unseen characters."""
    return folded(text)[0]


def is_month(key: str, before: str, behind: str) -> bool:
    """Whether a word that is also somebody's name is a month here: "in May", "3 April", "June 2026"."""
    if key not in _MONTHS:
        return False
    return bool(_DATED_BEFORE.search(before[-_MOST_BEFORE:]) or _DATED_BEHIND.match(behind))


def key_of(words: str) -> str:
    """A folded name as one word: "o'brien", "obrien" and "o brien" are the same."""
    return _GAPS.sub("", words)


@dataclass(frozen=True, slots=True)
class Term:
    """A name: its spellings, folded, the ids it may mean, and how it was written by the reader."""

    spellings: tuple[str, ...]
    people: tuple[str, ...]
    exact: tuple[str, ...]

    @property
    def key(self) -> str:
        """The name as one word."""
        return key_of(self.spellings[0])

    @property
    def ordinary(self) -> bool:
        """True where every part of it is an ordinary word as well."""
        return all(word in _WORDS for word in re.split(r"[\s\-]+", self.spellings[0]))

    @property
    def bends(self) -> bool:
        """True where it is long enough to take endings."""
        return len(self.key) >= _FEWEST

    @property
    def _capital(self) -> bool:
        return any(name[:1].isupper() for name in self.exact)

    def counts(self, written: str) -> bool:
        """Whether it is a name as written here; an ordinary word needs the name's capitals."""
        return not self.ordinary or written in self.exact or written.isupper()

    def counts_bent(self, written: str, ending: str, before: str) -> bool:
        """Whether a longer word is this name with an ending, by its capital and what stands before it.

        Where a sentence begins, or all is in capitals, the capital tells nothing: then the ending must.
        """
        starts = STARTS.search(before[-_MOST_BEFORE:]) is not None
        if not self.may_be_bent(written, ending):
            return False
        if self.ordinary:
            return not starts and not (written + ending).isupper()
        return _is_usual(ending) or not (starts or (written + ending).isupper())

    def may_be_bent(self, written: str, ending: str) -> bool:
        """Whether a longer word looks like this name with an ending, wherever it stands."""
        low = fold(ending)
        if fold(written + ending) in _ALIKE:
            return False
        if self.ordinary:
            return low == "s" and written in self.exact
        # In small letters only what misses its apostrophe: "daniels idea".
        return written[:1].isupper() or (low == "s" and len(self.key) >= _LONG and self._capital)

    def is_bent(self, written: str, ending: str) -> bool:
        """The same without looking at the sentence: a usual ending of a name that is no ordinary word."""
        return not self.ordinary and _is_usual(ending) and self.may_be_bent(written, ending)

    @property
    def stems(self) -> tuple[str, ...]:
        """Its spellings without what changes at their end: "анн" of "анна", "достоевск" of "достоевскии"."""
        if self.ordinary:
            return ()
        found = [words[:-1] for words in self.spellings if words[-1] in _VOWELS]
        found += [words[:-2] for words in self.spellings if words[-2:] in ("ии", "ыи", "ая", "яя")]
        found += [words for words in self.spellings if not self.bends and _is_cyrillic(words)]
        return tuple(stem for stem in found if len(stem) >= _SHORTEST_STEM[_is_cyrillic(stem)])


def _is_cyrillic(word: str) -> bool:
    return "а" <= word[:1] <= "я"


def _is_usual(ending: str) -> bool:
    return fold(ending) in _ENDINGS | _CYRILLIC


def terms_of(people: Iterable[Person]) -> tuple[Term, ...]:
    """Every way to write the names of these people, the longest first."""
    found: dict[str, tuple[list[str], list[str], list[str]]] = {}
    for person in people:
        for written in _ways(person):
            for low in dict.fromkeys((fold(written), fold(written.lower().translate(_SPELLED_OUT)))):
                spellings, ids, exact = found.setdefault(key_of(low), ([], [], []))
                spellings.append(low)
                ids.append(person.id)
                exact.append(written)
    made = (Term(*(tuple(dict.fromkeys(part)) for part in parts)) for parts in found.values())
    return tuple(sorted(made, key=lambda term: (-len(term.spellings[0]), term.spellings[0])))


def _ways(person: Person) -> Sequence[str]:
    """Every way to write a person's name: as given, without titles, the short one, and each part of it."""
    ways: list[str] = []
    for written in (person.title, person.short_name):
        name = " ".join(unicodedata.normalize("NFC", written).split(",")[0].split())
        words = [word for word in name.split() if fold(word).strip(".") not in HONORIFICS]
        ways += [name, " ".join(words)]
        if len(words) > 1:
            ways += [word for word in words if fold(word) not in _PARTICLES | _SMALL]
    return [way for way in dict.fromkeys(ways) if len(key_of(fold(way))) > 1]


def pattern_of(terms: Iterable[Term]) -> str:
    """A pattern, over folded text, of any of these names."""
    return "|".join(dict.fromkeys(_spaced(words) for term in terms for words in term.spellings))


_JOINED = 6
"""Parts of a name with so many letters together are known without a gap too, as in an account's name."""


def _spaced(words: str) -> str:
    gap = r"[\s\-.]*" if len(key_of(words)) >= _JOINED else r"[\s\-]+"
    parts = [re.escape(word).replace("'", "['\\s]?") for word in re.split(r"[\s\-]+", words) if word]
    whole = gap.join(parts)
    return whole if len(key_of(words)) >= _BESIDE_DIGITS or not words.isascii() else rf"(?<!\d){whole}(?!\d)"


def cases_of(stems: Iterable[str]) -> str:
    """A pattern, over folded text, of these stems with what may take the place of their last vowel."""
    endings = "|".join(sorted(_CASES | _CYRILLIC, key=len, reverse=True))
    whole = "|".join(sorted(map(_spaced, stems), key=len, reverse=True)) or "(?!)"
    return f"(?P<name>{whole})(?P<ending>{endings})"


_BESIDE_DIGITS = 3
"""A Latin name with so many letters is known beside a digit: "Vellacott2026.pdf"; "CO2" is none."""
_UNPARTED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11a7\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Letters of scripts that put no spaces between words, or hang what belongs to a name on it."""


def bounded(pattern: str) -> str:
    """A pattern between characters that are no letters, as digits and Markdown's underscore are none.

    Beside a letter of a script without spaces a name begins or ends as well; in Hangul not within a syllable.
    """
    letter = rf"(?![{_UNPARTED}])[^\W\d_]"
    return rf"(?<!{letter})(?:{pattern})(?!{letter})"
