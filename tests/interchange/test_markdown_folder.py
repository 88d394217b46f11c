"""The journal as a folder of Markdown: what our own reader makes of it again, and names that suit every system."""

from __future__ import annotations

import datetime as dt
import re
import string
import tempfile
import unicodedata
from pathlib import Path
from urllib.parse import unquote

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorjournal.interchange import markdown_folder
from mentorjournal.interchange.markdown_notes import read_folder
from mentorjournal.interchange.plain import Entry, Reading, Watch
from mentorjournal.interchange.portable import Left
from mentorjournal.interchange.sources import FolderSource
from mentorjournal.model.fields import Section
from mentorjournal.model.record import Record
from mentorjournal.model.types import ActionItem, Attachment, Goal, Meeting, Milestone, Person, Reflection
from tests.interchange.portables import Chosen

DAY = dt.date(2026, 3, 4)
HOSTILE = (
    "../../etc/passwd",
    "..\\..\\autoexec",
    "CON",
    "aux.md",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "a\x00b\x1bc\x7f\u202egnp.exe",
    "x" * 10_000,
    "日本語" * 400,
    ".hidden",
    "dots...",
    "[[link]] #tag ^ref |bar",
    "---",
    "title: x\n---\nbody",
    "%2e%2e%2f",
    "é",
    "e\u0301",
    "É",
    "",
    "   ",
    "\u200b",
    "“quoted” 'and' \"so\"",
)
_LINK = re.compile(r"\]\(([^()\s]+)\)")
_WIKI = re.compile(r"\[\[([^\]|]+)\|")


def written(folder: Path, *records: Record, **known: object) -> Left:
    return markdown_folder.write(Chosen(*records, **known), folder)  # type: ignore[arg-type]


def read(folder: Path) -> Reading:
    source = FolderSource(folder)
    return read_folder(source, list(source.names()), Watch())


_LETTERS = string.ascii_letters + string.digits + " äß日é'’\".,;:!?()&%=+/\\<>|{}[]*_~`-@^$€😀\u2028\x85\t"
words = st.text(st.sampled_from(_LETTERS), min_size=1, max_size=40).map(lambda text: " ".join(text.split()))
texts = st.lists(words, max_size=6).map("\n".join).map(lambda text: text.strip())
tags = st.lists(
    st.text(st.sampled_from(string.ascii_letters + " é日-_'\":,"), min_size=1, max_size=12)
    .map(lambda tag: " ".join(tag.split()).strip("@#"))
    .filter(bool),
    max_size=3,
    unique_by=str.casefold,
)
entries = st.builds(
    lambda title, text, day, at, picture: (title, text, day, at, picture),
    words.filter(bool),
    texts,
    st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)),
    st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.booleans(),
)


@settings(max_examples=25)
@given(st.lists(st.tuples(entries, tags), min_size=1, max_size=4))
def test_what_it_can_hold_comes_back_the_same(
    found: list[tuple[tuple[str, str, dt.date, dt.time | None, bool], list[str]]],
) -> None:
    records: list[Record] = [
        Attachment(id="pic", title="The plot (1).png", sha256="p", media_type="image/png", size=3.0)
    ]
    for number, ((title, text, day, at, has_picture), _) in enumerate(found):
        shown = f"{text}\n\n![A plot](attachment:pic)".strip() if has_picture else text
        records.append(
            Reflection(
                id=f"r{number}",
                title=title,
                date=day,
                at=at,
                sections=(Section("what", "", shown),),
                attachments=("pic",) if has_picture else (),
            )
        )
    known = {f"r{number}": tuple(one) for number, (_, one) in enumerate(found)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        assert written(folder, *records, words=known, files={"p": b"png"}).not_held == {}
        reading = read(folder)
    assert reading.problems == []
    back = sorted(map(_told, reading.entries))
    assert back == sorted(
        (
            title,
            (f"{text}\n\n![A plot](attachment:The%20plot%20%281%29.png)".strip() if picture else text),
            day,
            str(at),
            tuple(sorted(one)),
            int(picture),
        )
        for (title, text, day, at, picture), one in found
    )


def _told(entry: Entry) -> tuple[str, str, dt.date, str, tuple[str, ...], int]:
    at = str(entry.time)
    return entry.title, entry.text, entry.day, at, tuple(sorted(entry.tags)), len(entry.media)


def test_an_action_comes_back_with_its_tick_and_its_day(tmp_path: Path) -> None:
    written(
        tmp_path,
        ActionItem(id="a", title="Send it", date=DAY, due=dt.date(2026, 5, 1)),
        ActionItem(id="b", title="Sent", date=DAY, done_on=DAY),
    )
    back = {one.title: one for one in read(tmp_path).entries}
    assert (back["Send it"].todo, back["Send it"].due) == ("open", dt.date(2026, 5, 1))
    assert back["Sent"].todo == "done"


def test_a_title_that_is_said_again_in_the_text_stays_there(tmp_path: Path) -> None:
    text = "# The same\n\nAnd more."
    written(tmp_path, Reflection(id="r", title="The same", date=DAY, sections=(Section("", "", text),)))
    (back,) = read(tmp_path).entries
    assert back.text == text


def test_hostile_titles_become_names_that_every_system_takes(tmp_path: Path) -> None:
    records = [Reflection(id=f"r{number}", title=title, date=DAY) for number, title in enumerate(HOSTILE)]
    people = [Person(id=f"p{number}", title=title) for number, title in enumerate(HOSTILE)]
    files = [
        Attachment(id=f"a{number}", title=title, sha256="p", media_type="text/plain")
        for number, title in enumerate(HOSTILE)
    ]
    folder = tmp_path / "in"
    folder.mkdir()
    written(folder, *records, *people, *files, files={"p": b"x"})
    assert [path.name for path in tmp_path.iterdir()] == ["in"]
    made = [path for path in folder.rglob("*") if path.is_file()]
    assert len(made) == 3 * len(HOSTILE) + 1
    for below in (path for path in folder.iterdir() if path.is_dir()):
        names = [path.name for path in below.iterdir()]
        assert len({unicodedata.normalize("NFD", name).casefold() for name in names}) == len(HOSTILE)
        for name in names:
            assert len(name.encode()) <= 140
            assert name.isprintable()
            assert not set('\\/:*?"<>|#^[]%') & set(name)
            assert not name.startswith(".")
            assert not re.match(r"(?i)(con|aux|nul|prn)(\.|$)", name)
            assert name == name.rstrip(" .")
    titles = {one.title for one in read(folder).entries}
    assert {" ".join(title.split()) for title in HOSTILE if title.isprintable() and title.strip()} <= titles


def test_the_head_of_every_file_is_yaml_that_others_read(tmp_path: Path) -> None:
    records = [
        Reflection(id=f"r{number}", title=title, date=DAY, people=("p",))
        for number, title in enumerate(HOSTILE)
    ]
    written(
        tmp_path, *records, Person(id="p", title='A "B": [[C]]'), words={"r0": ("yes", "a: b", "- c", "1.5")}
    )
    read_tags = []
    for path in (tmp_path / "Reflections").iterdir():
        found = yaml.safe_load(path.read_text(encoding="utf-8").split("\n---\n")[0])
        assert found["date"] == DAY
        assert found["type"] == "Reflection"
        assert found["people"][0].startswith("[[People/")
        read_tags += found.get("tags", [])
    assert read_tags == ["yes", "a: b", "- c", "1.5"]


def test_every_link_leads_to_a_file(tmp_path: Path) -> None:
    written(
        tmp_path,
        Goal(id="g", title="An aim (big)", people=("p",), attachments=("f",)),
        Milestone(id="m", title="First [step] & more", goal="g", due=DAY),
        Meeting(
            id="t", title="Talk", date=DAY, notes="See [the plan](attachment:f) and ![gone](attachment:none)."
        ),
        ActionItem(id="a", title="Do *it*", meeting="t"),
        Person(id="p", title="Zoë 日本"),
        Attachment(id="f", title="plan 50% (v2).pdf", sha256="x", media_type="application/pdf"),
        files={"x": b"%PDF"},
    )
    links = 0
    for path in tmp_path.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        for found in _LINK.findall(text):
            links += 1
            assert (path.parent / unquote(found)).is_file(), found
        for found in _WIKI.findall(text):
            links += 1
            assert (tmp_path / f"{found}.md").is_file(), found
    assert links >= 6
    assert "none" not in (tmp_path / "Meetings" / "2026-03-04 Talk.md").read_text()


def test_code_stays_as_it_was_typed(tmp_path: Path) -> None:
    text = "`attachment:f` and\n\n```\n![x](attachment:f)\n```"
    written(
        tmp_path,
        Reflection(id="r", title="Code", date=DAY, sections=(Section("", "", text),)),
        Attachment(id="f", title="f.png", sha256="x", media_type="image/png"),
        files={"x": b"1"},
    )
    assert text in (tmp_path / "Reflections" / "2026-03-04 Code.md").read_text()


def test_a_file_without_bytes_is_told(tmp_path: Path) -> None:
    left = written(tmp_path, Attachment(id="f", title="lost.png", sha256="gone", media_type="image/png"))
    assert left.not_held == {"a file whose bytes stay behind, or are not in the journal": 1}
    assert left.files == 0
