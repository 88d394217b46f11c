"""One large JSON object read member by member, so that memory is bounded by its largest element."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final, NoReturn, TextIO

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.json_weight import refuse_heavy

_CHUNK: Final = 256 * limits.KIB
_MOST: Final = 64 * limits.MIB
_SPACE: Final = " \t\r\n"
_IN_NUMBERS: Final = ".eE+-0123456789"


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


class JsonStream:
    """Walks the members of the outermost object of a text, once, in order.

    After `members` yields a key, call `value` or run through `elements` before asking for the next.
    Raises ImportRefused for anything that is not whole, valid JSON of bearable size.
    """

    def __init__(self, stream: TextIO, name: str) -> None:
        self._stream = stream
        self._name = name
        self._text = ""
        self._at = 0
        self._ended = False
        self.may_hold_halves = False
        """Whether an escape seen so far may stand for half a character, which no file can keep."""
        self._decode = json.JSONDecoder(parse_constant=_no_constant).raw_decode

    def members(self) -> Iterator[str]:
        """The keys of the object; its value is read by whoever gets the key."""
        self._take("{")
        if self._peek() == "}":
            self._at += 1
        else:
            while True:
                self._peek()
                key = self.value()
                if not isinstance(key, str):
                    self._refuse()
                self._take(":")
                yield key
                if self._one_of(",}") == "}":
                    break
        if self._peek() != "":
            self._refuse()

    def value(self) -> Any:
        """The value that comes next, whole."""
        self._peek()
        while True:
            try:
                found, end = self._decode(self._text, self._at)
            except RecursionError:
                raise ImportRefused(
                    f"{self._name} is nested too deeply to be an export. Nothing was imported."
                ) from None
            except ValueError:
                found, end = None, len(self._text)
                if self._ended:
                    self._refuse()
            # A number that ends where the text read so far ends may go on; "1" may become "1.5e7".
            if self._ended or (end < len(self._text) and self._text[end] not in _IN_NUMBERS):
                self._at = end
                return found
            self._fill()

    def elements(self) -> Iterator[Any]:
        """The elements of the array that comes next, one at a time."""
        self._take("[")
        if self._peek() == "]":
            self._at += 1
            return
        while True:
            yield self.value()
            if self._one_of(",]") == "]":
                return

    def skip(self) -> None:
        """Pass over the value that comes next; an array is never held whole."""
        if self._peek() == "[":
            for _ in self.elements():
                pass
        else:
            self.value()

    def _peek(self) -> str:
        """The next character that is no space, or "" at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if self._ended:
                return ""
            self._fill()

    def _take(self, character: str) -> None:
        self._one_of(character)

    def _one_of(self, characters: str) -> str:
        found = self._peek()
        if not found or found not in characters:
            self._refuse()
        self._at += 1
        return found

    def _fill(self) -> None:
        left = self._text[self._at :]
        if len(left) > _MOST:
            raise ImportRefused(
                f"{self._name} holds one item of more than {_MOST // limits.MIB} million characters. "
                "Nothing was imported."
            )
        if len(left) > limits.MIB:
            refuse_heavy(left, self._name)
        try:
            more = self._stream.read(max(_CHUNK, len(left)))
        except ValueError:
            self._refuse()
        self._ended = not more
        self._text, self._at = left + more, 0
        self.may_hold_halves = self.may_hold_halves or "\\ud" in self._text or "\\uD" in self._text

    def _refuse(self) -> NoReturn:
        raise ImportRefused(
            f"{self._name} is damaged or incomplete: it is not whole JSON. Nothing was imported; "
            "export it again and choose the new file."
        ) from None
