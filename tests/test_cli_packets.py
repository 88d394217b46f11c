"""A review between two journals in processes of their own: three packets each way, one lost, one late, one twice."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

from mentorjournal.model.fields import Section
from mentorjournal.model.types import Comment, Insight, Manifest, Packet, Person, Reflection
from mentorjournal.services import opening
from mentorjournal.services.bundle import services_for
from mentorjournal.services.profile import Owner
from tests.cli_helpers import ROOT, done, done_json, refused

TEXT = "I presented the plan to the team. They asked about the sample size."


def made(path: Path, owner: str, other: str) -> Path:
    with opening.create(path, "") as database:
        services_for(database).profile.save(Owner(name=owner))
        services_for(database).records.save(Person(title=other))
    return path


@pytest.fixture
def mentee(tmp_path: Path) -> Path:
    return made(tmp_path / "mentee.journal", "Amara Okafor", "Ruth Lind")


@pytest.fixture
def mentor(tmp_path: Path) -> Path:
    return made(tmp_path / "mentor.journal", "Ruth Lind", "Amara Okafor")


def entry(journal: Path, title: str, text: str = TEXT) -> str:
    with opening.open_to_write(journal) as database:
        record = Reflection(title=title, visibility="exportable", sections=(Section("what", "What", text),))
        return services_for(database).records.save(record).id


_CHILD = """
import json, sys
from mentorjournal.cli import run
for line in sys.stdin:
    code = run(["packet", *json.loads(line)])
    print(json.dumps({"code": code}), flush=True)
"""


class Side:
    """One journal and the process that has it: runs one command after the other."""

    def __init__(self, journal: Path) -> None:
        self.journal = journal
        command = [sys.executable, "-c", _CHILD]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def does(self, *arguments: object) -> Any:
        """What a command says that succeeds; its JSON value where it was asked for one."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        wanted = [*map(str, arguments), "--journal", str(self.journal)]
        print(json.dumps(wanted), file=self._process.stdin, flush=True)
        lines = iter(self._process.stdout.readline, "")
        said = list(takewhile(lambda line: not line.startswith('{"code"'), lines))
        text = "".join(said)
        return json.loads(text) if "--json" in arguments else text

    def end(self) -> int:
        """Let the process end; its exit code."""
        self._process.communicate()
        return self._process.returncode


@pytest.fixture
def sides(mentee: Path, mentor: Path) -> Iterator[tuple[Side, Side]]:
    both = Side(mentee), Side(mentor)
    yield both
    assert [side.end() for side in both] == [0, 0]


def written(folder: Path, name: str, **answer: object) -> Path:
    path = folder / name
    path.write_text(json.dumps(answer), "utf-8")
    return path


def test_a_review_over_three_packets_each_way(sides: tuple[Side, Side], tmp_path: Path) -> None:
    asks, answers = sides
    key = answers.does("key", "--json")
    kept = asks.does("key", "--person", "Ruth Lind", "--set", key["key"], "--json")
    assert kept["fingerprint"] == key["fingerprint"]
    entries = [entry(asks.journal, f"Day {number}") for number in range(3)]
    out = [tmp_path / f"out {number}.age" for number in range(3)]
    for path, record in zip(out, entries, strict=True):
        asks.does("make", record, "--for", "ruth lind", "--question", "Why?", "--out", path)

    # Packet 1 is lost on its way and made again later; 2 comes twice; 0 comes late, after 2.
    back = [tmp_path / f"answer {number}.age" for number in range(3)]
    out[1].unlink()
    for number in (2, 2, 0):
        said = answers.does("open", out[number], "--json")
        assert [one["id"] for one in said["records"]] == [entries[number]]
    spots = [{"record": record, "part": "sections", "section": "what"} for record in entries]
    for number in (2, 0):
        comment = {**spots[number], "quote": "sample size", "text": f"Say {number}"}
        answer = written(tmp_path, f"{number}.json", comments=[comment], replies={"own-1": "So."})
        answers.does("answer", out[number], answer, "--out", back[number])
    asks.does("make", entries[1], "--for", "Ruth Lind", "--question", "Again?", "--out", out[1])
    change = {**spots[1], "text": TEXT.replace("the team", "the whole team")}
    answers.does("answer", out[1], written(tmp_path, "1.json", texts=[change]), "--out", back[1])
    # The second answer to packet 2 is what counts; its first one comes late and twice.
    better = {**spots[2], "quote": "the plan", "text": "Which?"}
    late = tmp_path / "late.age"
    back[2].rename(late)
    answer = written(tmp_path, "b.json", comments=[better], replies={"own-1": "Or so."})
    answers.does("answer", out[2], answer, "--out", back[2])

    came = (back[2], late, late, back[1], back[0], back[2])
    changed = [asks.does("merge", file, "--json")["changed"] for file in came]
    assert changed == [True, True, False, True, True, False]
    with opening.open_to_read(asks.journal) as database, database.reading() as reader:
        told = sorted((one.kind, one.quote, one.text) for one in reader.find(Comment))
        texts = [reader.get(Reflection, record).sections[0].text for record in entries]
        packets = reader.find(Packet)
        noted = [one.document for one in reader.find(Manifest)]
    assert told == [
        ("answer", "Why?", "Or so."),
        ("answer", "Why?", "So."),
        ("comment", "sample size", "Say 0"),
        ("comment", "sample size", "Say 2"),
        ("comment", "the plan", "Which?"),
    ]
    assert texts == [TEXT, TEXT.replace("the team", "the whole team"), TEXT]
    assert sorted(one.direction for one in packets) == ["answer"] * 4 + ["out"] * 4
    assert noted == ["packet"] * 4
    with opening.open_to_read(answers.journal) as database, database.reading() as reader:
        assert reader.find(Reflection) == ()
        assert sorted(one.direction for one in reader.find(Packet)) == ["in"] * 3


def test_a_dry_run_says_what_would_leave(mentee: Path, tmp_path: Path) -> None:
    record = entry(mentee, "Day", "Dr Zoe Quill rang from 020 7946 0123.")
    out = tmp_path / "x.age"
    said = done_json(
        "packet", "make", record, "--dry-run", "--out", out, "--journal", mentee, "--omit", "Zoe Quill"
    )
    assert said["records"][0]["sections"][0]["text"] == "Dr [left out] rang from 020 7946 0123."
    number = {"what": "Phone number", "words": "020 7946 0123", "shown": "", "records": [record]}
    assert number in said["found"]
    more = ("--question", "Is it clear?", "--feedback", "My talk", "--for", "Ruth Lind", "--files")
    with opening.open_to_write(mentee) as database:
        services_for(database).attachments.add_bytes(record, "aims.txt", b"The aims.")
    lines = done("packet", "make", record, *more, "--dry-run", "--out", out, "--journal", mentee).splitlines()
    assert lines[0] == "1 record would leave. Nothing was written."
    assert lines[1].startswith("“Day” (reflection, ")
    assert "Question own-1: Is it clear?" in lines
    assert "Feedback is asked for: My talk" in lines
    assert "Phone number: 020 7946 0123, in “Day”" in lines
    assert "aims.txt stays: This file is not exportable itself. Make it exportable first." in lines
    assert not out.exists()


def test_opening_shows_every_id_and_an_answer_that_names_another_is_told_what_there_is(
    mentee: Path, mentor: Path, tmp_path: Path
) -> None:
    record, out, back = entry(mentee, "Day"), tmp_path / "x.age", tmp_path / "y.age"
    key = done_json("packet", "key", "--journal", mentor)["key"]
    done("packet", "key", "--person", "Ruth Lind", "--set", key, "--journal", mentee)
    asked = ("--question", "Is it clear?", "--feedback", "My talk")
    done("packet", "make", record, *asked, "--for", "Ruth Lind", "--out", out, "--journal", mentee)
    said = done("packet", "open", out, "--journal", mentor).splitlines()
    assert "Question own-1: Is it clear?" in said
    assert "Feedback is asked for: My talk" in said
    tag = (
        next(line for line in said if line.startswith("Feedback ") and "asked" not in line)
        .split()[1]
        .strip(":")
    )
    assert f"What [part sections, section what]: {TEXT}" in said

    def told(**answer: object) -> str:
        file = written(tmp_path, "a.json", **answer)
        return refused("packet", "answer", out, file, "--out", back, "--journal", mentor)

    spot = {"record": record, "part": "sections", "section": "what", "text": "Why?"}
    assert "part “sections”, section “what”" in told(comments=[{**spot, "section": "result"}])
    assert "They stand in part “sections”" in told(
        comments=[{**spot, "part": "title", "section": "", "quote": "team"}]
    )
    assert f"It has {record}" in told(comments=[{**spot, "record": "x"}])
    assert "It has own-1" in told(replies={"own-2": "Yes."})
    assert f"It has {tag}" in told(feedback={"other": "Good."})
    assert "It has none" in told(done={"x": "2026-04-14"})
    assert "field “coments”. It may have comments" in told(coments=[spot], replies={"own-1": "Yes."})
    assert "A comment in the answer has a field “quot”" in told(comments=[{**spot, "quot": "team"}])
    assert "asks for no signature" in told(agreed_on="2026-04-14")
    assert "“done” in the answer makes no sense: it has a day" in told(done={"x": "tomorrow"})
    assert "“consent” in the answer" in told(consent="yes")
    good = written(tmp_path, "a.json", comments=[spot], replies={"own-1": "Yes."}, feedback={tag: "Good."})
    done("packet", "answer", out, good, "--out", back, "--journal", mentor)
    done("packet", "answer", out, good, "--out", tmp_path / "again.age", "--journal", mentor)
    other = written(tmp_path, "b.json", replies={"own-1": "No."})
    again = ("packet", "answer", out, other, "--out", tmp_path / "b.age", "--journal", mentor)
    done(*again)
    merged = done("packet", "merge", back, "--journal", mentee)
    assert merged.splitlines()[0] == "1 comment and 2 answers came."
    assert (
        done("packet", "merge", tmp_path / "b.age", "--journal", mentee).splitlines()[0] == "1 answer came."
    )


def test_what_cannot_be_done_is_said_in_one_line(mentee: Path, mentor: Path, tmp_path: Path) -> None:
    record = entry(mentee, "Day")
    out = tmp_path / "x.age"
    assert "no key of Ruth Lind" in refused(
        "packet", "make", record, "--for", "Ruth Lind", "--out", out, "--journal", mentee
    )
    with opening.open_to_write(mentee) as database:
        twin = services_for(database).records.save(Person(title="Zoe Quill")).id
        services_for(database).records.save(Person(title="Dr Zoe Quill"))
    for name, said in (("Nobody", "It has “"), ("Ruth", "Is it “Ruth Lind”?"), ("Zoe Quill", f"({twin})")):
        told = refused("packet", "make", record, "--for", name, "--out", out, "--journal", mentee)
        assert f"called “{name}”" in told
        assert said in told
    assert "belong together" in refused("packet", "key", "--person", "Ruth Lind", "--journal", mentee)
    key = done_json("packet", "key", "--journal", mentor)["key"]
    done("packet", "key", "--person", "Ruth Lind", "--set", key, "--journal", mentee)
    done("packet", "make", record, "--for", "Ruth Lind", "--out", out, "--journal", mentee)
    assert "opens with a key" in refused("packet", "open", out)
    assert "another key" in refused("packet", "open", out, "--journal", mentee)
    assert "no answer" in refused("packet", "merge", out, "--journal", mentor)
    assert "review packet" in refused("import", out, "--journal", mentor)
    bad = written(tmp_path, "bad.json", comments=[{"record": record, "part": "title", "quote": "not there"}])
    answered = refused("packet", "answer", out, bad, "--out", tmp_path / "y.age", "--journal", mentor)
    assert "does not hold the words" in answered
    with opening.open_to_read(mentee) as database, database.reading() as reader:
        assert reader.count(Insight) == 0
