"""Files and pages of portfolios: what belongs to which entry, and what Moodle does otherwise."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from mentorjournal.interchange import registry
from mentorjournal.model.types import Resource
from tests.interchange.made_exports import PNG, zipped
from tests.interchange.made_portfolios import category, entry, feed, link
from tests.interchange.test_leap2a import read, record, written


def test_files_belong_to_the_entries_that_show_them(tmp_path: Path) -> None:
    picture = entry(
        "portfolio:artefact42", "board.png", "leap2:resource",
        inside=link("enclosure", "files/0-board of aims.png", "image/png") + category("seen"),
    )  # fmt: skip
    letter = entry("portfolio:artefact43", "Letter", "leap2:resource", "To print",
                   inside=link("enclosure", "files/1-a%2Bb.pdf", "application/pdf"))  # fmt: skip
    gone = entry(
        "portfolio:artefact44", "gone.txt", "leap2:resource", inside=link("enclosure", "files/2-gone.txt")
    )
    alone = entry(
        "portfolio:artefact45",
        "plan.csv",
        "leap2:resource",
        inside=link("enclosure", "files/3-plan.csv") + category("hours"),
    )
    post = entry(
        "portfolio:artefact46", "Board",
        content='<p>Seen: <img rel="leap2:has_part" href="portfolio:artefact42" alt="board.png"/></p>'
        '<p><a rel="leap2:has_part" href="portfolio:artefact43">the letter</a> '
        '<a href="portfolio:artefact44">gone</a> <a href="javascript:x">no</a></p>',
        content_type="xhtml",
        inside=link("related", "portfolio:artefact42") + link("related", "portfolio:artefact44"),
    )  # fmt: skip
    path = zipped(
        tmp_path / "mahara.zip",
        {
            "leap2a.xml": feed(picture, letter, gone, alone, post),
            "files/0-board of aims.png": PNG,
            "files/1-a+b.pdf": b"%PDF-1.4",
            "files/3-plan.csv": b"a,b",
            "files/4-other.txt": b"nobody's",
        },
    )
    reading = registry.read(path)
    [board] = reading.entries
    assert board.text == "Seen: ![](attachment:board.png)\n\n[the letter](attachment:Letter.pdf) gone no"
    assert [(media.name, media.read()) for media in board.media] == [
        ("board.png", PNG),
        ("Letter.pdf", b"%PDF-1.4"),
    ]
    assert board.missing_media == ("gone.txt",)
    assert board.extra == (("about board.png", "seen"), ("about Letter", "To print"))
    plan = record(reading, "plan.csv")
    assert isinstance(plan.record, Resource)
    assert (plan.record.kind, plan.tags, [media.read() for media in plan.media]) == (
        "file",
        ("hours",),
        [b"a,b"],
    )
    assert len(reading.records) == 1
    assert reading.ignored == ["files/4-other.txt"]


def test_pages_of_ones_own_are_read_and_those_of_the_program_are_told(tmp_path: Path) -> None:
    def page(key: str, title: str, kind: str) -> str:
        view = f'<mahara:view mahara:type="{kind}"><mahara:column><title>Never</title></mahara:column></mahara:view>'
        inside = category("Webpage", "selection_type") + link("leap2:has_part", "p") + view
        return entry(key, title, "leap2:selection", f"<p>{title} text</p>", "xhtml", inside=inside)

    reading = read(
        tmp_path,
        page("v1", "Dashboard", "dashboard"),
        page("v2", "Portfolio", "portfolio"),
        entry("p", "Post"),
        entry("b", "Blog of Rosa", "leap2:selection",
              inside=category("Blog", "selection_type") + link("leap2:has_part", "p")),
    )  # fmt: skip
    assert [one.title for one in reading.entries] == ["Portfolio", "Post"]
    assert reading.ignored == ["entry 1: Dashboard"]
    assert written(reading, "Post").extra == (
        ("part of", "Dashboard"),
        ("part of", "Portfolio"),
        ("journal", "Blog of Rosa"),
    )


def test_moodle_s_own_quirks_are_read(tmp_path: Path) -> None:
    """Prefix leap, types of 2009, a file as the content of an entry, enclosures of any entry, no dates."""
    whole = (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:leap="http://wiki.cetis.ac.uk/2009-03/LEAP2A_predicates#" '
        'xmlns:leaptype="http://wiki.cetis.ac.uk/2009-03/LEAP2A_types#" '
        'xmlns:categories="http://wiki.cetis.ac.uk/2009-03/LEAP2A_categories/">'
        "<id>https://moodle.example.org/portfolio/export/leap2a/7/1711900000</id><author><name>Rosa Lind</name></author>"
        "<entry><id>portfolio:forumpost1</id><title>My answer</title><author><name>Ilse Okafor</name></author>"
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><p>Two</p></div></content>'
        '<rdf:type rdf:resource="leaptype:entry"/><link rel="leap:is_part_of" href="portfolio:forum3" leap:display_order="1"/>'
        '<link rel="enclosure" href="files/notes.txt" length="5"/><category term="two-words" label="two words"/></entry>'
        "<entry><id>portfolio:forum3</id><title>Forum of aims</title><content/>"
        '<rdf:type rdf:resource="leaptype:selection"/><link rel="leap:has_part" href="portfolio:forumpost1"/>'
        '<category term="Grouping" scheme="categories:selection_type#"/></entry>'
        '<entry><id>portfolio:essay</id><title>Essay</title><content src="files/essay.pdf" type="application/pdf"/>'
        '<rdf:type rdf:resource="leaptype:entry"/></entry></feed>'
    )
    path = zipped(
        tmp_path / "moodle.zip",
        {"leap2a.xml": whole, "files/notes.txt": b"notes", "files/essay.pdf": b"%PDF"},
    )
    reading = registry.read(path)
    answer, essay = reading.entries
    assert answer.text == "One\n\nTwo"
    assert answer.day == dt.date(2024, 3, 31)
    assert answer.tags == ("two words",)
    assert answer.extra == (("author", "Ilse Okafor"), ("part of", "Forum of aims"))
    assert (
        answer.source_id == "leap2a:https://moodle.example.org/portfolio/export/leap2a/7:portfolio:forumpost1"
    )
    assert [media.read() for media in answer.media] == [b"notes"]
    assert [(media.name, media.read()) for media in essay.media] == [("essay.pdf", b"%PDF")]
    assert reading.ignored == []
