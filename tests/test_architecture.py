"""Rules of the architecture that import contracts cannot express."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("mentorjournal", "tests", "tools", "bench", "soak")
SOURCES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
MOST_LINES = 500
DRAWERS = {"utils", "util", "misc"}

IMPORT_WITHOUT_QT = """
import importlib, pathlib, sys

for name in ("PySide6", "shiboken6", "pytestqt"):
    sys.modules[name] = None
package = pathlib.Path("mentorjournal")
for path in sorted(package.rglob("*.py")):
    parts = path.with_suffix("").parts
    # Alembic's own scripts run only inside a migration.
    if "gui" in parts or "versions" in parts or parts[-1] in ("__main__", "env"):
        continue
    importlib.import_module(".".join(part for part in parts if part != "__init__"))
print("all imported")
"""


def test_everything_but_the_window_is_imported_without_qt() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_WITHOUT_QT], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "all imported"


def test_a_file_has_at_most_five_hundred_lines() -> None:
    assert offenders(lambda text: len(text.splitlines()) > MOST_LINES) == []


def test_a_module_says_in_one_sentence_what_lives_in_it() -> None:
    assert offenders(lambda text: not says_what_lives_in_it(text)) == []


def test_no_module_is_a_drawer_for_everything() -> None:
    assert [
        str(path) for path in SOURCES if DRAWERS & set(path.relative_to(ROOT).with_suffix("").parts)
    ] == []


def test_the_event_loop_is_never_pumped_by_hand() -> None:
    assert offenders(pumps_events) == []


def test_a_broad_except_raises_again_or_gives_its_reason() -> None:
    assert offenders(lambda text: bool(silent_handlers(text))) == []


def test_a_broad_except_without_a_reason_is_recognised() -> None:
    silent = "try:\n    pass\nexcept {}:{}\n    {}\n"
    assert silent_handlers(silent.format("(OSError, Exception)", "", "pass"))
    assert silent_handlers("try:\n    pass\nexcept:\n    pass\n")
    assert not silent_handlers(
        silent.format("Exception", "  # noqa: BLE001 - a plug-in may raise anything", "pass")
    )
    assert not silent_handlers(silent.format("BaseException", "", "raise"))
    assert not silent_handlers(silent.format("OSError", "", "pass"))


@cache
def found_in(text: str) -> tuple[str, frozenset[str], tuple[ast.ExceptHandler, ...]]:
    """Docstring, attributes and handlers of a module: taken from its tree once, which is not kept."""
    module = ast.parse(text)
    nodes = list(ast.walk(module))
    return (
        ast.get_docstring(module) or "",
        frozenset(node.attr for node in nodes if isinstance(node, ast.Attribute)),
        tuple(node for node in nodes if isinstance(node, ast.ExceptHandler)),
    )


def offenders(breaks_the_rule: Callable[[str], bool]) -> list[str]:
    """The files of ours whose text breaks a rule."""
    return [
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        if breaks_the_rule(path.read_text(encoding="utf-8"))
    ]


def says_what_lives_in_it(text: str) -> bool:
    docstring, _, _ = found_in(text)
    return docstring.split("\n\n")[0].rstrip().endswith((".", "?"))


def pumps_events(text: str) -> bool:
    _, attributes, _ = found_in(text)
    return "processEvents" in attributes


def silent_handlers(text: str) -> list[int]:
    """Lines of the handlers that catch everything, do not raise it again and do not say why."""
    lines = text.splitlines()
    return [
        node.lineno
        for node in found_in(text)[2]
        if catches_everything(node.type)
        and not any(isinstance(inner, ast.Raise) and inner.exc is None for inner in ast.walk(node))
        and not re.search(r"# noqa: BLE001[\s:,-]+\w+ \w+", lines[node.lineno - 1])
    ]


def catches_everything(caught: ast.expr | None) -> bool:
    if caught is None:
        return True
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(isinstance(name, ast.Name) and name.id in {"Exception", "BaseException"} for name in names)


def test_nothing_asks_the_network_for_anything() -> None:
    names = re.compile(
        r"urllib\.request|urllib\.error|QtNetwork|QNetwork|QTcp|QUdp|QSsl|QWebSocket|create_connection"
    )
    ours = [path for path in SOURCES if path.relative_to(ROOT).parts[0] == "mentorjournal"]
    assert [str(path) for path in ours if names.search(path.read_text("utf-8"))] == []
