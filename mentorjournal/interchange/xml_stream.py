"""XML read in passing: memory is bounded by the largest text that is wanted, and no entity is ever followed."""

from __future__ import annotations

from typing import Final
from xml.parsers import expat

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits

_BUFFER: Final = 64 * limits.KIB
_BLANK: Final = ord(" ")
_BLANKED = bytes(_BLANK if code < _BLANK and chr(code) not in "\t\n\r" else code for code in range(256))
_LONGEST_TOKEN: Final = 4 * limits.MIB
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")


class XmlDamage(Exception):
    """The document is not whole from here on; `at` is the byte, `line` the line, of what was fed."""

    def __init__(self, at: int, line: int) -> None:
        super().__init__(f"line {line}")
        self.at = at
        self.line = line


class XmlStream:
    """Feeds a document to `opened`, `said` and `closed`, which whoever reads a format overrides."""

    deepest = 60
    """How many elements may stand in each other."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._wide: bool | None = None
        self._fed = 0
        self.path: list[str] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.buffer_size = _BUFFER
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.said
        self.parser.EntityDeclHandler = self._refuse

    def opened(self, element: str, attributes: dict[str, str]) -> None:
        """An element begins; `path` ends in it."""

    def said(self, text: str) -> None:
        """Some of the text of the innermost element."""

    def closed(self, element: str) -> None:
        """An element ends; `path` still ends in it."""

    def feed(self, data: bytes, *, last: bool = False) -> None:
        """Read on. Raises `XmlDamage` where it breaks and `ImportRefused` where it declares entities.

        Control characters, which some programs write and XML forbids, count as spaces.
        """
        if self._wide is None and data:
            self._wide = data.startswith(_WIDE) or b"\0" in data[:4]
        if not self._wide:
            data = data.translate(_BLANKED)
        try:
            self.parser.Parse(data, last)
        except (expat.ExpatError, LookupError, ValueError):
            raise XmlDamage(self.parser.ErrorByteIndex, self.parser.ErrorLineNumber) from None
        self._fed += len(data)
        # The parser holds a tag or a comment until its end comes.
        if self._fed - self.parser.CurrentByteIndex > _LONGEST_TOKEN:
            raise XmlDamage(self.parser.CurrentByteIndex, self.parser.CurrentLineNumber)

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        if len(self.path) >= self.deepest:
            raise XmlDamage(self.parser.CurrentByteIndex, self.parser.CurrentLineNumber)
        self.path.append(element)
        self.opened(element, attributes)

    def _end(self, element: str) -> None:
        self.closed(element)
        self.path.pop()

    def _refuse(self, *_: object) -> None:
        message = (
            f"{self._name} declares its own XML entities, which a journal never does. Nothing was imported."
        )
        raise ImportRefused(message)
