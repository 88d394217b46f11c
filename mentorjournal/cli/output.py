"""What commands print: text without control characters for people, one JSON value for programs."""

from __future__ import annotations

import json
import re
from typing import Any

import click

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def one_line(text: str) -> str:
    """The text on one line, without anything that could steer a terminal."""
    return _CONTROL.sub(" ", text).strip()


def say(text: str) -> None:
    """Print one line for people."""
    click.echo(one_line(text))


def warn(text: str) -> None:
    """Print one line for people beside the output, so that it stays one JSON value."""
    click.echo(one_line(text), err=True)


def say_json(value: Any) -> None:
    """Print one JSON value in ASCII, which any program reads in any locale."""
    click.echo(json.dumps(value, indent=2))


def counted(number: int, one: str, many: str) -> str:
    """`1 entry`, `2 entries`."""
    return f"{number:,} {one if number == 1 else many}"
