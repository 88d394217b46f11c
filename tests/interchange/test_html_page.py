"""The journal as one page: well formed, escaped, with its pictures inside and no address that is fetched."""

from __future__ import annotations

import datetime as dt
import io
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from mentorjournal.interchange import html_page, html_text
from mentorjournal.interchange.portable import Left
from mentorjournal.model.fields import Section
from mentorjournal.model.record import Record
from mentorjournal.model.types import (
    ActionItem,
    AgendaItem,
    Attachment,
    Goal,
    Meeting,
    Milestone,
    Person,
    Reflection,
)
from tests.interchange.portables import Chosen

DAY = dt.date(2026, 3, 4)
_EMPTY = {"meta", "img", "br", "hr", "input"}
_FETCHING = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "manifest"}
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[click](javascript:alert(1))",
    "[click](data:text/html,<script>alert(1)</script>)",
    "![x](https://tracker.example/pixel.png)",
    "![x](file:///etc/passwd)",
    "<iframe src='https://evil.example'></iframe>",
    '<https://ok.example/?a=1&b="2">',
    '[a]: https://evil.example "t"\n\n![a]',
    "&lt;script&gt; &amp;",
    "```html\n<b onclick='x'>\n```",
    '```" onmouseover=alert(1) x="\ncode\n```',
    "\x00\x1b[31m\u202ereversed\ud800",
    "[" * 30_000,
    ">" * 3_000 + "deep",
    "x" * 10_000,
    "| a | b |\n|---|---|\n| <i>1</i> | `</td>` |",
)


class Page(HTMLParser):
    """Checks the nesting, and keeps what may be dangerous."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in _EMPTY:
            self.open.append(tag)
        for name, value in attrs:
            said = value or ""
            if name.startswith("on") or (name in _FETCHING and not said.startswith("data:image/")):
                self.wrong.append(f"{tag} {name}={said[:60]}")
            if name == "href":
                self.links.append(said)
            if name == "id":
                self.ids.append(said)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def written(*records: Record, **known: object) -> tuple[Page, Left, str]:
    out = io.BytesIO()
    left = html_page.write(Chosen(*records, **known), out)  # type: ignore[arg-type]
    text = out.getvalue().decode()
    page = Page(text)
    assert page.open == []
    assert page.wrong == []
    return page, left, text


def test_the_page_is_well_formed_and_every_link_within_it_leads_somewhere() -> None:
    page, left, text = written(
        Goal(id="g", title="An aim", why="# Why\n\nBecause **so**.", people=("p",), target=DAY),
        Milestone(id="m", title="A step", goal="g", done_on=DAY),
        Meeting(id="t", title="Monthly", date=DAY, people=("p", "q")),
        AgendaItem(id="i", title="Ask", meeting="t"),
        ActionItem(id="a", title="Send it", meeting="t", due=DAY),
        Reflection(id="r", date=DAY, sections=(Section("", "What happened", "A *lot*."),)),
        Person(id="p", title="Rosa Lind"),
        words={"g": ("trial",)},
        named={"q": "a colleague"},
    )
    assert len(set(page.ids)) == len(page.ids)
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(now - before <= 2 for before, now in pairwise(levels))
    said = "".join(page.words)
    for words in (
        "Contents",
        "The mentoring journal of Ilse Okafor",
        "4 March 2026",
        "a colleague",
        "trial",
        "Ask",
    ):
        assert words in said
    assert left.records == 7
    assert '<html lang="en">' in text
    assert "default-src 'none'" in text
    assert text.index("Goals</h2>") < text.index("Meetings</h2>") < text.index("Reflections</h2>")


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_what_people_typed_is_never_markup_of_the_page(words: str) -> None:
    page, _, text = written(
        Reflection(id="r", title=words, date=DAY, sections=(Section("", words, words),)),
        Goal(id="g", title="g", measure=words),
        Attachment(id="a", title=words, sha256="x", media_type="image/png"),
        words={"r": (words,)},
        files={"x": b"p"},
    )
    assert not {"script", "iframe", "b", "i", "object", "embed", "form", "input", "link", "base"} & set(
        page.tags
    )
    assert all(re.match(r"#|https?://|mailto:", link) for link in page.links)
    assert not re.search("[\x00-\x08\x1b\u202e\ud800-\udfff]", text)


def test_pictures_are_inside_once_and_other_files_are_named() -> None:
    page, left, text = written(
        Reflection(
            id="r",
            title="Seen",
            date=DAY,
            sections=(Section("", "", 'Look: ![A "plot"](attachment:a) and again ![](attachment:a).'),),
            attachments=("a", "b", "c"),
        ),
        Attachment(id="a", title="plot.png", sha256="x", media_type="image/png", size=3.0),
        Attachment(id="b", title="draw.svg", sha256="y", media_type="image/svg+xml", size=3.0),
        Attachment(id="c", title="photo.jpg", sha256="x", media_type="image/jpeg", size=3.0),
        files={"x": b"png", "y": b"<svg/>"},
    )
    assert page.tags.count("img") == 2
    assert text.count("data:image/png;base64,cG5n") == 1
    assert 'alt="A &quot;plot&quot;"' in text
    assert "svg+xml" not in text
    assert "Attached, not in this page: draw.svg" in "".join(page.words)
    assert left.files == 2
    assert left.not_held == {"an attached file, of which the page has the name only": 1}


def test_pictures_beyond_the_bound_are_only_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_text, "MOST_PICTURES_BYTES", 5)
    page, left, _ = written(
        Reflection(id="r", date=DAY, attachments=("a", "b")),
        Attachment(id="a", title="a.png", sha256="x", media_type="image/png", size=4.0),
        Attachment(id="b", title="b.png", sha256="x", media_type="image/png", size=4.0),
        files={"x": b"1234"},
    )
    assert page.tags.count("img") == 1
    assert left.files == 1


def test_of_many_records_the_contents_name_the_years(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_page, "MOST_IN_CONTENTS", 3)
    many = [Reflection(id=f"r{n}", title=f"E{n}", date=dt.date(2020 + n % 2, 1, 1)) for n in range(10)]
    page, _, _ = written(*many)
    said = "".join(page.words)
    assert "2020: 5" in said
    assert "2021: 5" in said
    assert said.count("E7") == 1
