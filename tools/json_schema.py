"""Writes the JSON Schema of an exported journal into the resources: `python -m tools.json_schema`."""

from __future__ import annotations

import json
from pathlib import Path

from mentorjournal.interchange.json_schema import NAME, schema
from mentorjournal.resources import resource_root


def text() -> str:
    """The schema as it is published."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Write it."""
    path: Path = resource_root() / NAME
    path.parent.mkdir(exist_ok=True)
    path.write_text(text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
