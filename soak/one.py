"""Runs one part in this process and writes its outcome to a file, for `soak.__main__`."""

from __future__ import annotations

import faulthandler
import importlib
import json
import sys
from pathlib import Path

from soak.part import Ask


def main(module: str, asked: str, megabytes: str, target: str) -> None:
    """Run `module` with the JSON of an Ask; the outcome goes to `target` as JSON."""
    faulthandler.enable()
    if int(megabytes):
        _limit(int(megabytes) << 20)
    outcome = importlib.import_module(module).run(Ask(**json.loads(asked)))
    Path(target).write_text(json.dumps(outcome.plain()), "utf-8")


def _limit(most: int) -> None:
    """Let this process ask for so many bytes of addresses and no more, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    main(*sys.argv[1:])
