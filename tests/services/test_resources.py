"""Resources: listed by state, found by words, made of references and files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mentorjournal.errors import InvalidRecord, JournalError, NotFound
from mentorjournal.model.types import Attachment, Goal, Person, Reflection, Resource
from mentorjournal.services.bundle import Services
from mentorjournal.services.resources import reference

DAY = dt.date(2026, 4, 14)


def test_cards_stand_by_state_the_newest_first(services: Services) -> None:
    for title, status, back in (
        ("read", "done", 0),
        ("old", "to_read", 9),
        ("aside", "set_aside", 0),
        ("new", "to_read", 1),
        ("now", "reading", 30),
    ):
        services.records.save(Resource(title=title, status=status, date=DAY - dt.timedelta(days=back)))
    assert [card.resource.title for card in services.resources.cards()] == [
        *("now", "new", "old", "read", "aside")
    ]


def test_words_look_at_title_authors_venue_and_who_told_me(services: Services) -> None:
    lim = services.records.save(Person(title="Dr Lim"))
    services.records.save(
        Resource(title="Alert Fatigue", authors="Kettleworth", published_in="Wards", recommended_by=lim.id)
    )
    services.records.save(Resource(title="Else", kind="book"))
    for words in ("fatigue", "KETTLE", "wards alert", "lim", ""):
        assert "Alert Fatigue" in [card.resource.title for card in services.resources.cards(words=words)]
    assert services.resources.cards(words="fatigue lindqvist") == ()
    assert [card.resource.title for card in services.resources.cards("book")] == ["Else"]
    assert services.resources.cards("book", "fatigue") == ()


def test_a_page_has_goals_to_choose_and_where_it_was_used_without_its_person(services: Services) -> None:
    lim = services.records.save(Person(title="Dr Lim"))
    goal = services.records.save(Goal(title="g"))
    made = services.records.save(Resource(title="r", recommended_by=lim.id, goal=goal.id))
    entry = services.records.save(Reflection(title="after", related=(made.id,)))
    page = services.resources.page(made.id)
    assert (page.person, page.goals) == ("Dr Lim", (goal,))
    assert [link.row.id for link in page.used] == [entry.id]
    with pytest.raises(NotFound):
        services.resources.page(goal.id)


@pytest.mark.parametrize(
    "text",
    [
        "10.5555/anc.2019.0417",
        " doi: 10.5555/anc.2019.0417. ",
        "DOI:10.5555/anc.2019.0417",
        "https://doi.org/10.5555/anc.2019.0417",
        "http://dx.doi.org/10.5555/anc.2019.0417,",
        "<https://doi.org/10.5555/anc.2019.0417>",
    ],
)
def test_a_doi_is_read_in_every_way_it_is_written(text: str) -> None:
    made = reference(text)
    assert (made.doi, made.kind, made.url) == (
        "10.5555/anc.2019.0417",
        "article",
        "https://doi.org/10.5555/anc.2019.0417",
    )


def test_an_encoded_doi_keeps_its_address_and_shows_decoded() -> None:
    made = reference("https://doi.org/10.5555/a%28b%29c")
    assert (made.doi, made.url) == ("10.5555/a(b)c", "https://doi.org/10.5555/a%28b%29c")


@pytest.mark.parametrize(
    ("text", "url", "title"),
    [
        (
            "https://example.org/sample-size_course.html",
            "https://example.org/sample-size_course.html",
            "Sample size course (example.org)",
        ),
        ("www.example.org", "https://www.example.org", "example.org"),
        ("https://example.org/2021/", "https://example.org/2021/", "example.org"),
        ("HTTPS://EXAMPLE.ORG/a?b=c", "HTTPS://EXAMPLE.ORG/a?b=c", "A (example.org)"),
    ],
)
def test_an_address_makes_a_link_with_a_readable_title(text: str, url: str, title: str) -> None:
    made = reference(text)
    assert (made.url, made.title, made.kind, made.doi) == (url, title, "link", "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a book",
        "10.5555",
        "ftp://example.org/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "http://[x/",
    ],
)
def test_anything_else_is_refused_in_plain_words_and_keeps_nothing(services: Services, text: str) -> None:
    with pytest.raises(InvalidRecord, match="neither a DOI"):
        services.resources.add_reference(text, DAY)
    assert services.records.counts() == {}


def test_a_file_comes_in_attached_as_one_step(services: Services, tmp_path: Path) -> None:
    for name, kind, title in (
        ("alert_fatigue 2.pdf", "article", "alert fatigue 2"),
        ("codes.csv", "file", "codes"),
    ):
        path = tmp_path / name
        path.write_bytes(name.encode())
        made = services.resources.add_file(path, DAY)
        assert (made.title, made.kind, made.date) == (title, kind, DAY)
        (attachment,) = services.attachments.of(made.id)
        assert (attachment.title, attachment.size) == (name, len(name))
        assert services.attachments.read(attachment.id) == name.encode()
        services.history.undo()
        assert services.records.all(Resource) == ()
        assert services.records.all(Attachment) == ()


def test_a_file_that_is_none_is_refused_and_keeps_nothing(services: Services, tmp_path: Path) -> None:
    for path in (tmp_path / "gone.pdf", tmp_path):
        with pytest.raises(JournalError):
            services.resources.add_file(path, DAY)
    assert services.records.counts() == {}
