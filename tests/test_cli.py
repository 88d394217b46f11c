"""The commands do what they say, for people and for programs, and never import Qt."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from mentorjournal.cli.group import commands
from mentorjournal.model.fields import Section
from mentorjournal.model.types import RECORD_TYPES, Reflection
from mentorjournal.services import opening
from mentorjournal.services.history import History
from tests.cli_helpers import ROOT, done, done_json, process, refused, run

JRNL = (
    "[2024-03-04 09:15] Journal club.\nOf denominators.\n\n[2024-03-05 18:40] Second thoughts.\nFewer arms.\n"
)
NO_QT = """
import json, sys
from mentorjournal.app import main
for command in json.loads(sys.argv[1]):
    code = main(command)
    loaded = sorted(name for name in sys.modules if name.split(".")[0] in ("PySide6", "shiboken6"))
    if code or loaded or "mentorjournal.gui" in sys.modules:
        sys.exit(f"{command} ended with {code}, loaded: {loaded}")
"""


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    path = tmp_path / "mine.journal"
    done("new", path)
    return path


@pytest.fixture
def jrnl(tmp_path: Path) -> Path:
    path = tmp_path / "work.txt"
    path.write_text(JRNL)
    return path


def leaves() -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    context = click.Context(commands)
    for name in commands.list_commands(context):
        command = commands.get_command(context, name)
        assert command is not None
        inner = command.commands if isinstance(command, click.Group) else {"": command}
        found += [(f"{name} {inside}".strip(), leaf) for inside, leaf in inner.items()]
    return found


def test_every_command_and_option_explains_itself() -> None:
    for name, command in leaves():
        assert command.help, name
        assert len(command.get_short_help_str(200)) > 20, name
        for option in command.params:
            if isinstance(option, click.Option) and not isinstance(option.type, click.Choice):
                assert option.help, f"{name} {option.name}"


def test_every_command_but_three_works_on_a_journal_that_is_named() -> None:
    without = [
        name for name, command in leaves() if "journal" not in {option.name for option in command.params}
    ]
    assert without == ["new", "sample", "self-test"]


def test_a_new_journal_is_empty_and_says_so(journal: Path) -> None:
    found = done_json("info", "--journal", journal)
    assert found["path"] == str(journal)
    assert found["encrypted"] is False
    assert found["records"] == dict.fromkeys(RECORD_TYPES, 0)
    assert "no records yet" in done("info", "--journal", journal)


def test_new_leaves_a_file_that_is_there_as_it_is(journal: Path) -> None:
    before = journal.read_bytes()
    assert "already there" in refused("new", journal)
    assert journal.read_bytes() == before


def test_an_import_says_what_it_did_in_one_json_value(journal: Path, jrnl: Path) -> None:
    first = done_json("import", jrnl, "--journal", journal)
    assert first == {"format": "jrnl-text", "found": 2, "imported": 2, "skipped": 0, "problems": []}
    again = done_json("import", jrnl, "--journal", journal)
    assert again == {"format": "jrnl-text", "found": 2, "imported": 0, "skipped": 2, "problems": []}
    assert done_json("info", "--journal", journal)["records"]["reflection"] == 2


def test_problems_are_listed_by_item(journal: Path, tmp_path: Path) -> None:
    rows = [
        {"title": "A", "body": "", "date": "2024-01-01", "time": "10:00"},
        {"title": "B", "date": "never"},
    ]
    (tmp_path / "jrnl.json").write_text(json.dumps({"tags": {}, "entries": rows}))
    found = done_json("import", tmp_path / "jrnl.json", "--journal", journal)
    assert (found["found"], found["imported"]) == (1, 1)
    (problem,) = found["problems"]
    assert problem.keys() == {"item", "message"}
    assert "entry 2" in problem["item"]


def test_a_dry_run_changes_nothing(journal: Path, jrnl: Path) -> None:
    found = done_json("import", jrnl, "--dry-run", "--journal", journal)
    promised = {"format": "jrnl-text", "found": 2, "imported": 0, "skipped": 0, "problems": []}
    assert found == {**promised, "new": 2, "already_there": 0}
    said = done("import", jrnl, "--dry-run", "--journal", journal)
    assert said == "jrnl-text: 2 found, 2 new, 0 already there. Nothing was changed.\n"
    assert done_json("info", "--journal", journal)["records"]["reflection"] == 0


def test_the_formats_are_listed_and_an_unknown_one_is_refused(journal: Path, jrnl: Path) -> None:
    listed = done("import", "--formats")
    assert [line.split()[0] for line in listed.splitlines()][:2] == ["json", "dayone-json"]
    assert "jrnl-text" in refused("import", jrnl, "--format", "papyrus", "--journal", journal)


def test_a_search_finds_words_from_their_start(journal: Path, jrnl: Path) -> None:
    done("import", jrnl, "--journal", journal)
    (hit,) = done_json("search", "DENOM", "--journal", journal)
    assert (hit["type"], hit["date"], hit["title"]) == ("reflection", "2024-03-04", "Journal club.")
    assert "denominators" in hit["snippet"]
    lines = done("search", "denom", "journal", "--journal", journal).splitlines()
    assert lines[0].split() == ["2024-03-04", "reflection", "Journal", "club."]
    assert done("search", "nowhere", "--journal", journal) == "Nothing found.\n"
    assert done_json("search", '"((', "--journal", journal) == []


def test_no_title_can_steer_the_terminal(journal: Path) -> None:
    with opening.open_to_write(journal) as database, database.writing("Add") as change:
        text = Section("what", "", "marble\x1b[2J\u202etext")
        change.put(Reflection(title="evil\x1b]0;gotcha\x07\nsecond line", sections=(text,)))
    shown = done("search", "marble", "--journal", journal)
    assert not set(shown) & {"\x1b", "\x07", "\u202e"}
    assert len(shown.splitlines()) == 2


@pytest.mark.parametrize("name", ["all.json", "folder"])
def test_an_export_is_read_back_by_import(journal: Path, jrnl: Path, tmp_path: Path, name: str) -> None:
    done("import", jrnl, "--journal", journal)
    written = done_json("export", tmp_path / name, "--format", "json", "--journal", journal)
    assert written == {
        "format": "json",
        "path": str(tmp_path / name),
        "records": 2,
        "attachments": 0,
        "missing": [],
        "noted": True,
    }
    fresh = tmp_path / "fresh.journal"
    done("new", fresh)
    assert done_json("import", tmp_path / name, "--journal", fresh)["imported"] == 2
    again = ("export", tmp_path / name, "--everything", "--journal", journal)
    assert "already there" in refused(*again)
    assert "not encrypted" in done(*again, "--force")


def test_the_sample_of_a_day_is_always_the_same(tmp_path: Path) -> None:
    texts = []
    for name in ("one", "two"):
        done("sample", tmp_path / f"{name}.journal", "--today", "2026-04-14")
        done("export", tmp_path / f"{name}.json", "--journal", tmp_path / f"{name}.journal")
        texts.append(json.loads((tmp_path / f"{name}.json").read_text("utf-8")))
    assert texts[0]["records"] == texts[1]["records"]
    assert len(texts[0]["records"]) > 100
    assert done("check", "--journal", tmp_path / "one.journal")
    assert done_json("check", "--journal", tmp_path / "one.journal")["ok"] is True
    assert "Goals" in done("info", "--journal", tmp_path / "one.journal")


def test_the_sample_of_a_mentor_is_another_journal(tmp_path: Path) -> None:
    done("sample", tmp_path / "mentor.journal", "--as", "mentor", "--today", "2026-04-14")
    assert done_json("info", "--journal", tmp_path / "mentor.journal")["owner"] == "Dr Helena Brandt"
    assert "Invalid value" in refused("sample", tmp_path / "x.journal", "--as", "dean")
    assert not (tmp_path / "x.journal").exists()


def test_a_damaged_journal_fails_its_check(journal: Path, jrnl: Path) -> None:
    done("import", jrnl, "--journal", journal)
    with opening.open_to_write(journal) as database, database.writing("Break") as change:
        change.connection.exec_driver_sql("DELETE FROM search_doc")
    result = run("check", "--journal", journal, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["ok"] is False
    assert "damaged" in result.stderr


def test_no_command_imports_qt(journal: Path, jrnl: Path, tmp_path: Path) -> None:
    commands = (
        ["import", jrnl, "--journal", journal],
        ["search", "arms", "--journal", journal],
        ["info", "--journal", journal],
        ["check", "--journal", journal],
        ["export", tmp_path / "all.json", "--journal", journal],
        ["sample", tmp_path / "sample.journal"],
        ["report", "progress", "--journal", tmp_path / "sample.journal", "--out", tmp_path / "a.pdf"],
        ["self-test"],
    )
    program = [sys.executable, "-c", NO_QT, json.dumps(commands, default=str)]
    ended = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


def test_the_self_test_tries_everything_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    ended = process("self-test", "--json")
    assert ended.returncode == 0, ended.stderr
    report = json.loads(ended.stdout)
    assert report["ok"] is True
    assert len(report["steps"]) == 9
    assert list(tmp_path.iterdir()) == []


def test_a_self_test_that_fails_says_which_part(monkeypatch: pytest.MonkeyPatch) -> None:
    from mentorjournal.errors import StorageFailed
    from mentorjournal.services import self_test

    def full(*_: Any) -> None:
        raise StorageFailed("The disk is full.")

    monkeypatch.setattr(self_test, "export_json", full)
    result = run("self-test")
    assert result.exit_code == 1
    assert "FAILED  export and read back: The disk is full." in result.stdout
    assert result.stderr.startswith("Error: 1 part of this installation")


def test_an_output_nobody_reads_any_more_is_no_error(tmp_path: Path) -> None:
    journal = tmp_path / "sample.journal"
    done("sample", journal)
    command = [
        sys.executable,
        "-m",
        "mentorjournal",
        "search",
        "a",
        "--limit",
        "9000",
        "--journal",
        str(journal),
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ended:
        assert ended.stdout is not None
        assert ended.stderr is not None
        ended.stdout.close()
        assert ended.stderr.read() == b""


def test_the_module_runs_as_a_program(journal: Path) -> None:
    ended = process("info", "--journal", journal, "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert json.loads(ended.stdout)["path"] == str(journal)
    assert process("--version").stdout.startswith("Mentor Journal, version")


def test_an_import_is_undone_as_one(journal: Path, jrnl: Path) -> None:
    done("import", jrnl, "--journal", journal)
    with opening.open_to_write(journal) as database:
        assert History(database).undo() == "Import 2 entries from work.txt"
    assert not any(done_json("info", "--journal", journal)["records"].values())
