"""The letters that ship with the program, filled in and left to the reader to finish."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from mentorjournal.resources import resource_path

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_GAPS = re.compile(r"(?<=\S)[ \t]{2,}")


@dataclass(frozen=True, slots=True)
class Message:
    """A letter in plain text, not sent by anything here."""

    subject: str
    body: str

    def address(self, email: str) -> str:
        """The mailto address (RFC 6068) that opens it in the reader's own mail program."""
        return (
            f"mailto:{quote(email.strip(), safe='@')}?subject={quote(self.subject)}&body={_body(self.body)}"
        )


def message(key: str, values: Mapping[str, str]) -> Message:
    """The letter called `key` with its placeholders filled in; one without a value goes.

    Raises FileNotFoundError where no such letter ships.
    """
    table = _table(key)
    return Message(_filled(table["subject"], values).strip(), _filled(table["body"], values).strip())


@cache
def _table(key: str) -> dict[str, Any]:
    return tomllib.loads(resource_path(f"messages/{key}.toml").read_text("utf-8"))


def _filled(text: str, values: Mapping[str, str]) -> str:
    whole = _PLACEHOLDER.sub(lambda found: values.get(found[1], "").strip(), text)
    return _GAPS.sub(" ", whole)


def _body(text: str) -> str:
    return quote("\r\n".join(text.splitlines()))
