"""Every kind of document, on both papers: two checkers find no error, and what is said is in reading order."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from mentorjournal.services.opening import create_services
from mentorjournal.services.reporting.kinds import KINDS
from mentorjournal.services.sample import Side, write_sample
from tests.papers import PAPERS, every_paper
from tests.services.sample_reading import SIDES, TODAY
from tests.spoken import Said, spoken

ROOT = Path(__file__).parents[1]
EXPECTED = {"brief", "agreement", "summary", "statement", "feedback-form", "figures", "handover", "manifest"}
COLUMN = 60.0
"""How much further right the next column of a page begins at least, in points."""
LINE = 15.0


def checker(name: str) -> Path:
    """A checker's program, in its own environment or beside Python; skips where there is none."""
    for folder in (ROOT / ".checkers" / "bin", Path(sys.executable).parent):
        if (folder / name).exists():
            return folder / name
    pytest.skip(f"{name} is not here: `make checkers` installs it")


@pytest.mark.parametrize("side", SIDES)
def test_every_document_can_be_read_by_who_does_not_see_it(side: Side, tmp_path: Path) -> None:
    outloud, pdfua = checker("outloud"), checker("pdfua")
    files: list[Path] = []
    services = create_services(tmp_path / "sample.mentorjournal")
    sample = write_sample(services.journal, TODAY, side=side)
    for paper in PAPERS:
        for name, data in every_paper(services, sample, TODAY, tmp_path, paper):
            files.append(tmp_path / f"{name}.{paper}.checked.pdf")
            files[-1].write_bytes(data)
            assert_read_in_order(files[-1].name, spoken(data))
    services.journal.close()
    names = {file.name.partition(".")[0].partition("-")[0] for file in files}
    assert {name.partition("-")[0] for name in EXPECTED | set(KINDS)} <= names
    assert_no_errors(outloud, files, tmp_path / "outloud.json")
    assert_conforms(pdfua, files)


def assert_no_errors(program: Path, files: list[Path], report: Path) -> None:
    """The first checker: conformance, and what a validator cannot see."""
    made = subprocess.run(
        [program, "--fail-on", "error", "--json", report, "--quiet", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    failed = [line for line in made.stdout.splitlines() if line.startswith(("FAIL", "ERROR"))]
    assert made.returncode == 0, "\n".join([*failed, made.stderr])
    assert report.read_text(encoding="utf-8").count(".checked.pdf") >= len(files)


def assert_conforms(program: Path, files: list[Path]) -> None:
    """The second checker: the rules of PDF/UA-1 that a machine can check."""
    made = subprocess.run(
        [program, "check", "--format", "json", *files], capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stdout[-2000:] + made.stderr
    assert made.stdout.count('"errors": 0') == len(files)


def assert_read_in_order(name: str, said: list[Said]) -> None:
    """From page to page, and on a page downwards, or on in the next column."""
    assert said, name
    for before, after in pairwise(said):
        where = f"{name}: “{before.text[:40]}” is said before “{after.text[:40]}”"
        assert after.page >= before.page, where
        drawn = "Figure" in (before.role, after.role)
        if after.page == before.page and not drawn:
            assert after.y <= before.y + LINE or after.x > before.x + COLUMN, where
