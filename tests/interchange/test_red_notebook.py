"""RedNotebook's months and their markup."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import registry
from mentorjournal.interchange.plain import Entry, Reading
from mentorjournal.interchange.red_notebook import hashtags
from mentorjournal.interchange.txt2tags import to_markdown


def only(reading: Reading) -> Entry:
    [entry] = reading.entries
    return entry


def month(tmp_path: Path, text: str, name: str = "2024-02.txt") -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def shown(target: str, label: str, is_picture: bool) -> str:
    return f"<{'picture' if is_picture else 'link'} {target} {label}>"


@pytest.mark.parametrize(
    ("written", "markdown"),
    [
        ("a **bold** and //leaning// word", "a **bold** and *leaning* word"),
        ("__under__ and --struck--", "*under* and ~~struck~~"),
        ("= Top =", "# Top"),
        ("=== Third ===", "### Third"),
        ("++ Numbered ++[label]", "## Numbered"),
        ("=" * 20, "***"),
        ("+ first", "1. first"),
        ("  + nested", "  1. nested"),
        ("\tquoted", "> quoted"),
        ("ends here\\\\", "ends here\\"),
        ("``//code//`` and //not//", "`//code//` and *not*"),
        ('""**raw**"" text', "**raw** text"),
        ("https://example.org/a//b//c __x__", "https://example.org/a//b//c *x*"),
        ("see [Visit 2024-02-03] again", "see Visit (2024-02-03) again"),
        ('[""file:///pics/board"".png]', "<picture file:///pics/board.png >"),
        ('[""board"".png?300]', "<picture board.png >"),
        ('[the page ""https://example.org""]', "<link https://example.org the page>"),
        ("a // b // c -- d -- e", "a // b // c -- d -- e"),
        ("5 == 5 and x = y", "5 == 5 and x = y"),
        ("```\n//as is//\n= as is =\n```\n//now//", "```\n//as is//\n= as is =\n```\n*now*"),
    ],
)
def test_markup_becomes_markdown(written: str, markdown: str) -> None:
    assert to_markdown(written, shown) == markdown


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("met #Ada and #ada", ("Ada",)),
        ("colour #ff0000 or #a1c or #fff", ()),
        ("#include <x> and #define y", ()),
        ("#12 and #2nd", ("2nd",)),
        ("https://example.org/#part a#b", ()),
        ("(#aims) #k-award.", ("aims", "k-award")),
    ],
)
def test_hashtags_are_neither_colours_nor_code(text: str, tags: tuple[str, ...]) -> None:
    assert hashtags(text) == tags


def test_categories_stand_below_the_text_and_old_tags_are_tags(tmp_path: Path) -> None:
    path = month(
        tmp_path,
        "3:\n  Ideas: {pilot study: null, 'a: b': null}\n  Tags: {R01: null, Aims: null}\n  Empty: null\n"
        "  text: 'Met with #ada'\n4:\n  Ideas: {alone: null}\n5: {}\n6:\n  Tags: null\n  text: ''\n",
    )
    first, second, third = registry.read(path).entries
    assert first.text == "Met with #ada\n\n**Ideas**\n\n- pilot study\n- a: b\n\n**Empty**"
    assert first.tags == ("ada", "R01", "Aims")
    assert first.tags_as_written == ("#ada", "R01", "Aims")
    assert (second.day, second.text) == (date(2024, 2, 4), "**Ideas**\n\n- alone")
    assert third.text == ""


def test_unicode_tags_are_read_as_text(tmp_path: Path) -> None:
    path = month(tmp_path, '7:\n  text: !!python/unicode "Caf\\xE9 with the lab"\n')
    assert only(registry.read(path)).text == "Café with the lab"


def test_days_that_do_not_exist_are_told(tmp_path: Path) -> None:
    reading = registry.read(month(tmp_path, "29: {text: Leap day}\n30: {text: Never}\nnotes: {text: Odd}\n"))
    assert only(reading).day == date(2024, 2, 29)
    assert {problem.message for problem in reading.problems} == {
        "There is no such day. It was left out.",
        "“notes” is no day of a month. It was left out.",
    }


def test_backups_beside_the_months_are_left_alone(tmp_path: Path) -> None:
    month(tmp_path, "1: {text: New}")
    for name in ("2024-02.old.txt", "2024-02.new.txt", "2024-02.CONFLICT_BACKUP1707.txt"):
        month(tmp_path, "1: {text: Old}", name)
    reading = registry.read(tmp_path)
    assert only(reading).text == "New"
    assert reading.ignored == ["2024-02.CONFLICT_BACKUP1707.txt", "2024-02.new.txt", "2024-02.old.txt"]


def test_a_backup_zip_reads_like_the_folder(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "backup.zip", "w") as archive:
        archive.writestr("data/2024-02.txt", "1: {text: Zipped}")
        archive.writestr("data/2024-03.txt", "{}")
    assert only(registry.read(tmp_path / "backup.zip")).text == "Zipped"


def test_pictures_in_the_folder_are_attached_and_others_named(tmp_path: Path) -> None:
    (tmp_path / "board.png").write_bytes(b"picture")
    path = month(
        tmp_path,
        '1:\n  text: \'[""board"".png] [""file:///elsewhere/plan"".png] [paper ""file:///x.pdf""]'
        ' [page ""https://example.org""]\'\n',
    )
    reading = registry.read(path)
    entry = only(reading)
    assert [media.read() for media in entry.media] == [b"picture"]
    assert entry.text.startswith("![](attachment:board.png) *(picture: /elsewhere/plan.png)*")
    assert entry.text.endswith("[page](<https://example.org>)")
    assert entry.missing_media == ("/elsewhere/plan.png", "/x.pdf")
    assert "Add them by hand" in reading.problems[0].message


def test_a_month_without_its_name_is_refused_with_advice(tmp_path: Path) -> None:
    path = month(tmp_path, "1: {text: Which month}", "february.txt")
    with pytest.raises(ImportRefused, match="which month"):
        registry.read(path, "rednotebook")


def test_one_broken_month_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="not valid YAML near line 2"):
        registry.read(month(tmp_path, "1: {text: x}\n2: {text: ]"))


def test_two_journals_of_one_day_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one = only(registry.read(month(tmp_path / "a", "1: {text: One}")))
    two = only(registry.read(month(tmp_path / "b", "1: {text: Two}")))
    assert one.source_id != two.source_id


def test_characters_that_nothing_can_store_do_not_come_in_by_an_escape(tmp_path: Path) -> None:
    path = month(tmp_path, '1: {text: "one\\0two", "Id\\0ea": {"ab": null}}\n')
    entry = only(registry.read(path, "rednotebook"))
    assert "onetwo" in entry.title + entry.text
    assert "**Idea**" in entry.text
    (entry.text + entry.title).encode()
    assert "\0" not in entry.text + entry.title
