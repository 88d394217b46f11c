"""The summary of a meeting to send: nothing private in it, on one page always, and a link that mail reads."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from mentorjournal.errors import ReportError, StorageFailed
from mentorjournal.model.types import (
    ActionItem,
    Advice,
    AgendaItem,
    Connection,
    Decision,
    Feedback,
    Goal,
    Insight,
    Meeting,
    Observation,
    Person,
    Question,
    Relationship,
)
from mentorjournal.services.bundle import Services
from mentorjournal.services.meeting_message import CUT, LONGEST_LINK
from mentorjournal.services.profile import Owner
from tests.reports.reading import page_texts, squashed

TODAY = dt.date(2026, 4, 14)
SECRET = "Sotto"


def day(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


@pytest.fixture
def helena(services: Services) -> Person:
    return services.records.save(
        Person(title="Dr Helena Brandt", short_name="Helena", email="helena@example.org")
    )


@pytest.fixture
def meeting(services: Services, helena: Person) -> Meeting:
    services.profile.save(Owner(name="Amara Osei"))
    return services.records.save(
        Meeting(
            title="Aims page",
            date=TODAY,
            at=dt.time(10, 30),
            people=(helena.id,),
            next_date=dt.date(2026, 5, 12),
        )
    )


def fill(services: Services, meeting: Meeting, helena: Person) -> None:
    """What may leave, and beside it everything that may not."""
    save = services.records.save
    here = meeting.id
    save(AgendaItem(title="Authorship", meeting=here, position=1, discussed=True))
    save(AgendaItem(title=f"{SECRET} not talked about", meeting=here, position=2))
    save(AgendaItem(title=f"{SECRET} line", meeting=here, position=3, discussed=True, confidential=True))
    save(Decision(title="Second author", choice="Tom", meeting=here))
    save(Decision(title=f"{SECRET} decision", meeting=here, confidential=True))
    save(ActionItem(title="Send the aims page", due=day(10), meeting=here))
    save(ActionItem(title="Read the draft", owner=helena.id, meeting=here))
    save(ActionItem(title=f"{SECRET} step", meeting=here, confidential=True))
    save(ActionItem(title=f"{SECRET} let go", meeting=here, let_go_on=TODAY))
    save(ActionItem(title=f"{SECRET} elsewhere", owner=helena.id))
    save(Advice(title=f"{SECRET} advice", meeting=here, person=helena.id))
    save(Question(title=f"{SECRET} question", meeting=here, for_whom=helena.id))
    save(Observation(title=f"{SECRET} concern", kind="concern", meeting=here, person=helena.id))
    save(Insight(title=f"{SECRET} insight", origin=here))
    save(Feedback(title=f"{SECRET} feedback", related=(here,)))
    services.records.amend(
        here,
        {name: f"{SECRET} {name}" for name in ("notes", "gave", "received", "worth", "objective", "place")},
    )


def paper(services: Services, meeting: Meeting, tmp_path: Path, size: str = "a4") -> list[str]:
    out = tmp_path / "summary.pdf"
    services.follow_up.save(meeting.id, out, size)  # type: ignore[arg-type]
    return page_texts(out.read_bytes())


def test_the_text_says_what_was_settled_who_does_what_and_when_we_meet(
    services: Services, meeting: Meeting, helena: Person
) -> None:
    fill(services, meeting, helena)
    text = services.follow_up.text(meeting.id)
    for words in (
        "Dear Helena,\n\nThank you for your time",
        "14 April 2026",
        "- Second author: Tom",
        "- Send the aims page (by 24 April 2026)",
        "- Read the draft",
        "Tuesday, 12 May 2026, 10:30",
        "Amara Osei",
    ):
        assert words in text
    assert SECRET not in text
    assert "{" not in text


def test_a_meeting_without_anything_to_tell_makes_no_page(
    services: Services, meeting: Meeting, tmp_path: Path
) -> None:
    out = tmp_path / "summary.pdf"
    services.records.amend(meeting.id, {"next_date": None})
    with pytest.raises(ReportError, match="nothing of this meeting to tell"):
        services.follow_up.save(meeting.id, out)
    assert not out.exists()
    services.records.amend(meeting.id, {"next_date": dt.date(2026, 5, 12)})
    services.follow_up.save(meeting.id, out)
    assert out.exists()


def test_thanks_are_in_no_summary_and_introductions_are(
    services: Services, meeting: Meeting, helena: Person, tmp_path: Path
) -> None:
    tom = services.records.save(Person(title="Tom Okafor", short_name="Tom"))
    for wanted in services.follow_up.page(meeting.id, TODAY).suggestions:
        services.follow_up.take(meeting.id, wanted)
    services.records.save(
        Connection(title="Statistics", introducer=helena.id, to_whom=tom.id, meeting=meeting.id)
    )
    for wanted in services.follow_up.page(meeting.id, TODAY).suggestions:
        services.follow_up.take(meeting.id, wanted)
    page = services.follow_up.page(meeting.id, TODAY)
    titles = sorted(action.item.title for action in page.actions)
    assert titles == ["Thank Helena", "Thank Helena for the introduction to Tom", "Write to Tom"]
    for text in (services.follow_up.text(meeting.id), *paper(services, meeting, tmp_path)):
        assert "Write to" in text
        assert "Thank Helena" not in text


@pytest.mark.parametrize("belongs", ["goal", "origin"])
def test_what_belongs_to_something_confidential_is_in_no_summary(
    services: Services, meeting: Meeting, tmp_path: Path, belongs: str
) -> None:
    goal = services.records.save(Goal(title="g", confidential=True))
    links: dict[str, Any] = {"meeting": meeting.id, belongs: goal.id}
    services.records.save(ActionItem(title=f"{SECRET} action", **links))
    services.records.save(Decision(title=f"{SECRET} decision", **links))
    services.records.save(ActionItem(title="Send it", meeting=meeting.id))
    for text in (services.follow_up.text(meeting.id), *paper(services, meeting, tmp_path)):
        assert "Send it" in text
        assert SECRET not in text


def test_a_part_about_nothing_is_left_out_with_its_heading(services: Services, meeting: Meeting) -> None:
    services.records.amend(meeting.id, {"next_date": None})
    text = services.follow_up.text(meeting.id)
    assert "settled" not in text
    assert "Next meeting" not in text
    assert "What I will do" not in text


def test_the_next_meeting_is_the_one_that_is_planned(services: Services, meeting: Meeting) -> None:
    services.follow_up.plan_next(meeting.id, dt.date(2026, 5, 19), dt.time(9, 0))
    services.records.amend(meeting.id, {"next_date": None})
    assert "Tuesday, 19 May 2026, 09:00" in services.follow_up.text(meeting.id)


@pytest.mark.parametrize("size", ["a4", "letter"])
def test_the_page_holds_what_belongs_to_the_meeting_and_nothing_private(
    services: Services, meeting: Meeting, helena: Person, tmp_path: Path, size: str
) -> None:
    fill(services, meeting, helena)
    (page,) = paper(services, meeting, tmp_path, size)
    flat = squashed(page)
    for words in (
        "Authorship",
        "Second author: Tom",
        "Send the aims page",
        "24 April 2026",
        "Read the draft",
        "Helena",
        "Dr Helena Brandt",
        "Amara Osei",
        "Tuesday, 12 May 2026, 10:30",
    ):
        assert squashed(words) in flat
    assert SECRET not in flat


def test_the_page_is_one_whatever_there_is_and_names_what_has_no_room(
    services: Services, meeting: Meeting, tmp_path: Path
) -> None:
    for number in range(120):
        services.records.save(
            ActionItem(title=f"Step number {number} with some more words", meeting=meeting.id)
        )
        services.records.save(
            AgendaItem(title=f"Talk {number} " * 30, meeting=meeting.id, position=number, discussed=True)
        )
    (page,) = paper(services, meeting, tmp_path)
    assert "Step number 0 " in " ".join(page.split())
    assert squashed("for want of room not above") in squashed(page)
    assert squashed("more.") in squashed(page)
    said = " ".join(page.split())
    left = said[said.index("Also, for want") :]
    assert "Step number" in left


def test_one_endless_line_is_cut_and_the_page_stays_one(
    services: Services, meeting: Meeting, tmp_path: Path
) -> None:
    services.records.save(ActionItem(title="word " * 4000, meeting=meeting.id))
    services.records.amend(meeting.id, {"title": "title " * 4000})
    assert len(paper(services, meeting, tmp_path)) == 1


def test_own_words_are_what_is_sent_and_printed(
    services: Services, meeting: Meeting, helena: Person, tmp_path: Path
) -> None:
    tom = services.records.save(Person(title="Tomasz Okafor", display="role", role_label="Statistician"))
    assert tom.id
    services.records.amend(
        meeting.id, {"summary": "Dear Helena,\n\nask Tomasz Okafor about it.\n- first\n- second"}
    )
    assert services.follow_up.text(meeting.id).startswith("Dear Helena,\n\nask Tomasz")
    (page,) = paper(services, meeting, tmp_path)
    assert "Dear Helena," in page
    assert "Okafor" not in page
    assert "statistician" in page
    services.records.amend(
        meeting.id, {"summary": "\n\n".join(f"Paragraph {n}. " + "word " * 90 for n in range(60))}
    )
    (page,) = paper(services, meeting, tmp_path)
    assert "Paragraph 0." in page
    assert squashed("for which this page has no room") in squashed(page)


def test_what_is_confidential_is_refused_in_a_plain_sentence(
    services: Services, meeting: Meeting, helena: Person, tmp_path: Path
) -> None:
    services.records.amend(meeting.id, {"confidential": True, "summary": "mine"})
    for made in (services.follow_up.text, services.follow_up.mail, services.follow_up.document):
        with pytest.raises(ReportError, match="confidential"):
            made(meeting.id)
    with pytest.raises(ReportError, match="confidential"):
        services.follow_up.save(meeting.id, tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()
    page = services.follow_up.page(meeting.id, TODAY)
    assert (page.generated, page.summary) == ("", "")
    services.records.amend(meeting.id, {"confidential": False})
    services.records.save(Relationship(title="t", person=helena.id, confidential=True))
    with pytest.raises(ReportError, match="confidential"):
        services.follow_up.text(meeting.id)


def test_the_journal_itself_is_never_written_over(services: Services, meeting: Meeting) -> None:
    with pytest.raises(StorageFailed, match="belongs to the journal"):
        services.follow_up.save(meeting.id, services.journal.path)


def test_the_mail_link_carries_people_subject_and_text(
    services: Services, meeting: Meeting, helena: Person
) -> None:
    tom = services.records.save(Person(title="Tom & Söhne", email="tom+lab@example.org"))
    services.records.amend(
        meeting.id, {"people": (helena.id, tom.id), "summary": "Zwei Ziele & 100 %?\nGrüße #1 = gut"}
    )
    draft = services.follow_up.mail(meeting.id)
    assert draft.whole
    parts = urlsplit(draft.address)
    assert parts.scheme == "mailto"
    assert unquote(parts.path) == "helena@example.org,tom+lab@example.org"
    assert all(sign not in draft.address for sign in ' "\n+')
    values = parse_qs(parts.query, strict_parsing=True)
    assert values["subject"] == ["Our meeting on 14 April 2026"]
    assert values["body"] == ["Zwei Ziele & 100 %?\r\nGrüße #1 = gut"]


def test_a_long_text_is_cut_in_the_link_and_says_so(services: Services, meeting: Meeting) -> None:
    services.records.amend(meeting.id, {"summary": "Überlänge, viel zu lang. " * 300})
    draft = services.follow_up.mail(meeting.id)
    assert not draft.whole
    assert len(draft.address) <= LONGEST_LINK
    (body,) = parse_qs(urlsplit(draft.address).query)["body"]
    assert body.startswith("Überlänge, viel zu lang.")
    assert body.endswith(CUT)


def test_with_nobody_there_is_no_address_and_no_greeting(services: Services) -> None:
    alone = services.records.save(Meeting(title="Alone", date=TODAY))
    assert services.follow_up.mail(alone.id).address.startswith("mailto:?subject=")
