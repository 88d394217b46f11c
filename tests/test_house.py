"""Rules for the files of the project: no address of a registry, no path of a machine, pins that hold."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*==[0-9][A-Za-z0-9.]*")
# In parts, so that this file holds none of them itself.
HOSTS: tuple[tuple[str, ...], ...] = (
    *(("py" + "pi", "org"), ("py" + "pi", "python"), ("python" + "hosted", "org")),
    *(("npm" + "js", "org"), ("npm" + "js", "com"), ("deb", "debian", "org")),
)
OPTIONS = (("index", "url"), ("find", "links"))
REGISTRY = re.compile(
    "|".join((*(re.escape(".".join(host)) for host in HOSTS), *("[-_]".join(words) for words in OPTIONS)))
)
MACHINE_PATH = re.compile(r"(?<![\w.~$}/-])(/(work|tmp|root|opt)/\w|/(home|Users)/\w+/|[A-Z]:\\Users\\)")


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Every text file that git keeps or would keep, by its path in the project."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("the files of the project are known to git alone")
    listed = subprocess.run(
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    found = {}
    for name in filter(None, listed.stdout.decode().split("\0")):
        content = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b"\0"
        if b"\0" not in content:
            found[name] = content.decode("utf-8", errors="replace")
    return found


@pytest.fixture(scope="module")
def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {canonicalize_name(name): version for name, version in (line.split("==") for line in lines)}


def matches(pattern: re.Pattern[str], texts: dict[str, str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()}"
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_address_of_a_registry_is_written_down(texts: dict[str, str]) -> None:
    assert matches(REGISTRY, texts) == []


def test_no_path_of_one_machine_is_written_down(texts: dict[str, str]) -> None:
    assert matches(MACHINE_PATH, texts) == []


@pytest.mark.parametrize("line", ["--index{}url x", "find{}links = y", "from files.python" + "hosted{}org"])
def test_an_address_of_a_registry_is_recognised(line: str) -> None:
    assert any(REGISTRY.search(line.format(between)) for between in "-_.")
    assert not REGISTRY.search(line)


@pytest.mark.parametrize("path", ["tmp/x", "home/ada/notes", "work/main"])
def test_a_path_of_one_machine_is_recognised(path: str) -> None:
    assert MACHINE_PATH.search(f"open('/{path}')")


def test_every_constraint_is_a_name_and_a_version() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not PIN.fullmatch(line)] == []


def test_every_dependency_is_pinned_within_its_bounds(pins: dict[str, str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    for requirement in map(Requirement, asked):
        pinned = pins.get(canonicalize_name(requirement.name))
        assert pinned is not None, f"{requirement.name} is not in constraints.txt"
        assert requirement.specifier.contains(pinned), f"{requirement} does not allow {pinned}"
