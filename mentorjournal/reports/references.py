"""Numbers of pages inside texts: marks that name a place or ask for its page, and what is drawn of them.

A mark stands in a text as characters that are never printed. It carries a word of this process that nobody
can have written, so a text that somebody wrote holds no marks; and where a mark is not understood, cleaning
the text takes it out whole.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from mentorjournal.reports.runs import Run

PLACE, ASKED = "@", "#"
"""How the link of a run begins that names a place, and of one that asks for a page: no user's link does."""
_DIGITS: Final = "000"
_UNKNOWN: Final = "–"
_ENDS: Final = "\ufffb"
_HIDDEN: Final = 0xE0000


def _hidden(text: str) -> str:
    return "".join(chr(_HIDDEN + byte) for byte in text.encode("utf-8", "surrogatepass"))


_OURS: Final = _hidden(secrets.token_hex(8))
_MARK = f"{_OURS}([\U000e0000-\U000e00ff]*){_ENDS}"
_WORD = r"\b(?:[Pp]ages?|p\.)[ \xa0]+"
_ANY_MARK = re.compile(
    rf"\ufffa{_MARK}|(\((?:{_WORD})?)\ufff9{_MARK}(\))|((?:{_WORD})?)\ufff9{_MARK}", re.DOTALL
)
_NUMBER: Final = re.compile(r"\x01(\d+)\x01")


def page_mark(key: str) -> str:
    """What stands in a text for the number of the page of a place."""
    return f"\ufff9{_OURS}{_hidden(key)}{_ENDS}"


def place_mark(key: str) -> str:
    """What stands in a text where a place is."""
    return f"\ufffa{_OURS}{_hidden(key)}{_ENDS}"


def unmarked(text: str) -> str:
    """A text without its marks, as a bookmark shows it; a question for a page takes its word along."""
    return _ANY_MARK.sub("", text) if _ENDS in text else text


def with_marks(runs: Sequence[Run]) -> Sequence[Run]:
    """Runs in which each mark is a run of its own: one without text for a place, "(page 000)" for a page.

    The word "page" and brackets around it belong to the number: they stay with it and go with it.
    """
    if not any(_ENDS in run.text for run in runs):
        return runs
    return [part for run in runs for part in _parted(run)]


def _parted(run: Run) -> Iterator[Run]:
    done = 0
    for found in _ANY_MARK.finditer(run.text):
        if found.start() > done:
            yield run._replace(text=run.text[done : found.start()])
        done = found.end()
        here, opened, bracketed, closed, word, bare = found.groups()
        if here is not None:
            yield run._replace(text="", link=PLACE + _key(here))
        else:
            shown = f"{opened or word or ''}{_DIGITS}{closed or ''}"
            key = _key(bracketed if bare is None else bare)
            yield run._replace(text=re.sub("[ \xa0]+", "\xa0", shown), link=ASKED + key)
    if done < len(run.text) or not done:
        yield run._replace(text=run.text[done:])


def _key(hidden: str) -> str:
    return bytes(ord(char) - _HIDDEN for char in hidden).decode("utf-8", "surrogatepass")


class References:
    """The places of one document, and the code of its pages that has to wait until their numbers are known.

    Pages are told by their number in the order in which they are finished, from 0, until `settle` says where
    each of them stands.
    """

    def __init__(self) -> None:
        self._places: dict[str, tuple[str, int]] = {}
        self._numbers: Sequence[int] = ()
        self._waiting: list[Callable[[], str]] = []
        self._at_end: list[Callable[[], None]] = []

    def put(self, key: str, page: int) -> str:
        """A place is on this page; the name of the bookmark to set, or "" where the key has its place already."""
        if key in self._places:
            return ""
        name = f"p{len(self._places) + 1}"
        self._places[key] = (name, page)
        return name

    def settle(self, numbers: Sequence[int]) -> None:
        """All pages are drawn; `numbers` are those they show, in the order in which they were finished."""
        self._numbers = numbers
        for act in self._at_end:
            act()

    def number(self, page: int) -> int:
        """The number that a page shows; only after `settle`."""
        return self._numbers[page]

    def find(self, key: str) -> tuple[str, int] | None:
        """The bookmark of a place and the number its page shows; only after `settle`."""
        found = self._places.get(key)
        return (found[0], self._numbers[found[1]]) if found is not None else None

    def shown(self, key: str, template: str) -> str:
        """A template with the number in it, or a dash; only after `settle`."""
        found = self.find(key)
        return template.replace("\xa0", " ").replace(_DIGITS, str(found[1])) if found else _UNKNOWN

    def later(self, code: Callable[[], str]) -> str:
        """What stands in a page's code for code that is made when the numbers are known.

        No text can look like it: control characters never stand in the code of a page as they are.
        """
        self._waiting.append(code)
        return f"\x01{len(self._waiting) - 1}\x01"

    def at_end(self, act: Callable[[], None]) -> None:
        """Do this when the numbers are known."""
        self._at_end.append(act)

    def filled(self, stream: str) -> str:
        """The code of a page with everything in it that had to wait."""
        if "\x01" not in stream:
            return stream
        return _NUMBER.sub(lambda found: self._waiting[int(found[1])](), stream)
