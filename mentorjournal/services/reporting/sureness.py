"""Whether a word that could be a part of somebody's name is meant as one where it stands."""

from __future__ import annotations

import re

from mentorjournal.services.reporting.spelling import STARTS, Term, fold

_HOST = r"(?:[\w-]+\.)+(?:[a-z]{2}|com|org|net|edu|gov|int|info|example)"
ADDRESS_LIKE = re.compile(
    r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)"  # the target of a Markdown link
    r"|\b[A-Za-z][A-Za-z0-9+.-]*://\S+"
    r"|\b(?:mailto|attachment|doi|tel):\S+"
    r"|\b10\.\d{4,9}/\S+"
    rf"|[\w.+%'-]+@{_HOST}"
    rf"|\b(?:www\.\S+|{_HOST}(?:/\S*|\b(?![^\W_])))"
    r"|(?<![^\s\"'(<])(?:[A-Za-z]:|~)?[\\/][^\s\\/]+[\\/]\S*"
)
"""What another program follows: links, mail, DOIs, host names, and paths of files."""
_TIMES = frozenset("april may june august summer winter spring autumn".split())  # noqa: SIM905
_CALLED_AFTER = frozenset(
    re.findall(
        r"\w+",
        """
        abbott altman archer bands banks barber basil bayes bench berg berlin bishop bland bloom blunt boston
        brand bright brooks butler candid carbon carter chang chant chapel clare clay cohen cooper coral cox
        cronbach crohn curie daisy darling delta destiny diamond drake duke earl elder ether evans fisher
        freeman frost gardner gauss ginger glass golden graves hazel heath heather hertz hodgkin hunter
        innocent jewel jordan kaplan kelvin knight lake likert lister london major manor marine marker marsh
        marshall medical meier mentee mentor mercy merit minor moody moral moran newton noble norman olive
        opal organ paris parkinson parson pascal patience pearson peer perry petri pilot planet plant polish
        pope poppy porter poster potter prague price prince prior prudence rain rivers robin roman royal sage
        sample sandy santa savage school shepherd skye smith spain spearman stand sterling stern storm strong
        student summers surgery sweet swift table tanner team test thatcher turkey turner tyler victor victory
        vienna viola virginia vital waters watt weaver weber week whitney wilcoxon willow winter winters word
        world wright
        """,
    )
)
"""Words, trades, places, methods and diseases that stand in a journal of science, and are names as well."""
_MAYBE_BEFORE = re.compile(
    r"\b(?:by|of|from|to|after|before|around|between|for|and|or|an?|the|my|our|your|their)\s+$", re.IGNORECASE
)
_DOES_AFTER = re.compile(
    r"\s+(?:said|says|asked|asks|told|thinks|thought|wants|wanted|gave|agreed|showed|sent|wrote|came|"
    r"suggested|suggests|offered|helped|and\s+I)\b"
)
_OWNS_AFTER = re.compile(r"['’]s\b")
_MOST_BEFORE = 80
_CAPITAL_BEFORE = re.compile(r"(?<![^\W_])[^\W\d_]*[A-ZÀ-Þ][^\W\d_]+\s+$")
_CAPITAL_AFTER = re.compile(r"\s+[A-ZÀ-Þ][^\W\d_]+")
_CITED_AFTER = re.compile(
    r"\s+(?:et\s+al\b|\(?\d{4}\b)|(?:['’]?s?)\s+(?:disease|syndrome|disorder|palsy|sign|test|scale|score|"
    r"index|model|method|law|effect|plot|regression|lymphoma|award|prize|fellowship|institute|hospital|"
    r"university|school|foundation)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"[*_`~]*(?:,?\s+|-)[*_`~]*(?:[^\W\d_]\.?\s+){0,2}")


def is_beside(between: str) -> bool:
    """Whether two parts of a name with this between them are one name: "Young, May", "May E. Young"."""
    return _BESIDE.fullmatch(between) is not None


def also_a_word(term: Term) -> bool:
    """Whether a part of a name is a word that stands in texts for something else too."""
    return term.ordinary or term.key in _CALLED_AFTER


def surely_meant(term: Term, before: str, after: str, *, linked: bool) -> bool:
    """Whether a single part of a name means the person; `linked` says that the record points to them.

    A part that is a word as well is taken for a name only in their own records, and there not where its
    capital may have another reason. Any other part is, but for what is called after somebody of that name.
    """
    if not also_a_word(term):
        return linked or not _CITED_AFTER.match(after)
    before, is_time = before[-_MOST_BEFORE:], term.key in _TIMES
    if not linked or _CITED_AFTER.match(after):
        return False
    if STARTS.search(before):
        return bool(_DOES_AFTER.match(after) or (not is_time and _OWNS_AFTER.match(after)))
    if is_time and _MAYBE_BEFORE.search(before):
        return False
    capital = _CAPITAL_BEFORE.search(before)
    inside = capital is not None and not STARTS.search(before[: capital.start()])
    return not (inside or _CAPITAL_AFTER.match(after))


def has_title(words: str, term: Term) -> bool:
    """Whether an honorific stands before the name in what was found: "Dr Young"."""
    return len(fold(words).split()) > len(term.spellings[0].split())
