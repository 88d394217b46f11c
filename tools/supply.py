"""What the program is made of: a bill of materials, the licences of what it ships, and known weaknesses.

Run by `make supply`, with the programs of constraints-supply.txt in an environment of their own.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROGRAM = "mentor-journal"
ALLOWED = re.compile(
    r"apache|bsd|mit\b|isc|python software foundation|psf|mozilla public license 2|mpl-2|lgpl|unlicense|"
    r"zlib|hpnd|historical permission|sil open font|ofl|public domain|cc0|0bsd",
    re.IGNORECASE,
)
"""Licences under which a part may be shipped beside Apache-2.0 without changing what that allows."""

LOOKED_UP = {
    "font-source-sans-pro": "SIL Open Font License 1.1",
    "font-source-serif-pro": "SIL Open Font License 1.1",
    "pyrage": "MIT; age in Rust: Apache-2.0 or MIT",
    "sqlcipher3": "zlib; SQLCipher: BSD-3-Clause; SQLite: public domain",
}
"""Parts whose packages do not say it, and what their sources say."""


def shipped(program: str = PROGRAM) -> set[str]:
    """The canonical names of everything the program needs to run here, and everything that needs."""
    found: set[str] = set()
    waiting = [program]
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name in found:
            continue
        try:
            needs = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue  # for another system or an older Python
        found.add(name)
        for line in needs:
            need = Requirement(line)
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                waiting.append(need.name)
    return found - {canonicalize_name(program)}


def licences(listed: Iterable[Mapping[str, str]], wanted: set[str]) -> tuple[list[str], list[str]]:
    """Lines of a table of the wanted packages, and complaints about licences that are not allowed or not known."""
    lines = ["| part | version | licence |", "| --- | --- | --- |"]
    wrong = []
    for item in sorted(listed, key=lambda item: item["Name"].lower()):
        name = canonicalize_name(item["Name"])
        if name not in wanted:
            continue
        licence = LOOKED_UP.get(name, item["License"])
        lines.append(f"| {item['Name']} | {item['Version']} | {licence} |")
        if not ALLOWED.search(licence):
            wrong.append(f"{item['Name']}: {licence}")
    return lines, wrong


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one of the programs and keep what it prints."""
    return subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)


def materials(programs: Path, out: Path) -> int:
    """Write the bill of materials in CycloneDX; how many parts it names."""
    target = out / "sbom.cdx.json"
    done = run(
        programs / "cyclonedx-py",
        *(
            "environment",
            "--pyproject",
            "pyproject.toml",
            "--mc-type",
            "application",
            "--output-reproducible",
        ),
        *("--output-file", target, sys.executable),
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return len(json.loads(target.read_text("utf-8"))["components"])


def weaknesses(programs: Path, out: Path) -> list[str] | None:
    """Known weaknesses of the pinned versions; None where nobody could be asked."""
    target = out / "audit.json"
    target.unlink(missing_ok=True)
    run(
        programs / "pip-audit",
        *("--requirement", "constraints.txt", "--no-deps", "--disable-pip", "--timeout", "10"),
        *("--format", "json", "--output", target, "--progress-spinner", "off"),
    )
    if not target.exists() or not target.stat().st_size:
        return None
    found: dict[str, Any] = json.loads(target.read_text("utf-8"))
    asked = [part for part in found["dependencies"] if "vulns" in part]
    if not asked:
        return None  # a mirror without the service answers for none
    return [f"{part['name']} {part['version']}: {item['id']}" for part in asked for item in part["vulns"]]


def main() -> int:
    """Write everything below --out; 1 where a licence or a weakness stands in the way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=Path, required=True, help="where pip-licenses and the others are")
    parser.add_argument("--out", type=Path, default=Path("build/supply"))
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    parts = materials(chosen.programs, chosen.out)
    listed = run(
        chosen.programs / "pip-licenses", "--python", sys.executable, "--format", "json", "--from", "mixed"
    )
    wanted = shipped()
    lines, wrong = licences(json.loads(listed.stdout), wanted)
    (chosen.out / "licences.md").write_text("\n".join(lines) + "\n", "utf-8")
    weak = weaknesses(chosen.programs, chosen.out)
    print(
        f"{parts} parts in {chosen.out / 'sbom.cdx.json'}, licences of the {len(lines) - 2} shipped ones beside it."
    )
    print("Weaknesses: nobody could be asked." if weak is None else f"Weaknesses known: {len(weak)}.")
    for complaint in (*wrong, *(weak or ())):
        print(complaint)
    return 1 if wrong or weak else 0


if __name__ == "__main__":
    sys.exit(main())
