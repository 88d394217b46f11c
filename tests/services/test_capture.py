"""Quick capture: the kind is guessed, no word is lost, drafts outlive the window, each capture is one step."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorjournal.model.record import Record
from mentorjournal.model.types import (
    RECORD_TYPES,
    ActionItem,
    Activity,
    Advice,
    Connection,
    Decision,
    Feedback,
    Goal,
    Meeting,
    Observation,
    Person,
    Question,
    Reflection,
    Resource,
)
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.capture import KINDS, first_line
from mentorjournal.services.leading_words import Guess, guess
from mentorjournal.services.valid import validate
from mentorjournal.storage.journal_file import open_journal

NOW = dt.datetime(2026, 4, 14, 18, 40, 12, tzinfo=dt.timezone(dt.timedelta(hours=2)))


@pytest.mark.parametrize(
    ("text", "guessed"),
    [
        ("I froze when asked", Guess("reflection", "I froze when asked")),
        ("todo: send the draft", Guess("action", "send the draft")),
        ("TODO : send", Guess("action", "send")),
        ("Insight: draw first", Guess("insight", "draw first")),
        ("learned: draw first", Guess("insight", "draw first")),
        ("goal:", Guess("goal", "")),
        ("meet: Helena on Thursday", Guess("meeting", "Helena on Thursday")),
        ("feedback: slower, please", Guess("feedback", "slower, please")),
        ("hours: taught 2 h", Guess("activity", "taught 2 h")),
        ("person: Tom Okafor", Guess("person", "Tom Okafor")),
        ("https://example.org/a?b=c", Guess("resource", "https://example.org/a?b=c")),
        ("10.1000/xyz123 worth it", Guess("resource", "10.1000/xyz123 worth it")),
        ("read: https://example.org", Guess("resource", "https://example.org")),
        ("see https://example.org", Guess("reflection", "see https://example.org")),
        ("Question: what now?", Guess("question", "what now?")),
        ("question for Helena Brandt: how?", Guess("question", "how?", "Helena Brandt", "for")),
        ("ask Helena: how?", Guess("question", "how?", "Helena")),
        ("ask: how?", Guess("question", "how?")),
        ("Advice from Lim: sleep", Guess("advice", "sleep", "Lim", "from")),
        ("advice to Tom: sleep", Guess("advice", "sleep", "Tom", "to")),
        ("advice: sleep", Guess("advice", "sleep")),
        ("advice column: sleep", Guess("reflection", "advice column: sleep")),
        ("decide: stay or go", Guess("decision", "stay or go")),
        ("decision: stay", Guess("decision", "stay")),
        ("decision for Helena: stay", Guess("decision", "stay", "Helena", "for")),
        ("decided with Helena: stay", Guess("decision", "stay", "Helena", "with", "decided")),
        ("decided: stay", Guess("decision", "stay", detail="decided")),
        ("win: paper accepted", Guess("observation", "paper accepted", detail="win")),
        ("concern about Tom: tired", Guess("observation", "tired", "Tom", "about", "concern")),
        ("talent in Ana: draws", Guess("observation", "draws", "Ana", "in", "talent")),
        ("aspiration of Ana: a lab", Guess("observation", "a lab", "Ana", "of", "aspiration")),
        ("learned from Tom: pipetting", Guess("observation", "pipetting", "Tom", "from", "learned")),
        ("encouraged Tom: go on", Guess("observation", "go on", "Tom", "", "encouragement")),
        ("intro: job at the clinic", Guess("connection", "job at the clinic")),
        ("introduced by Helena: job", Guess("connection", "job", "Helena", "by")),
        ("intro to Ana: job", Guess("connection", "job", "Ana", "to")),
        ("What I asked\nask Tom: x", Guess("reflection", "What I asked\nask Tom: x")),
        ("   ", Guess("reflection", "")),
    ],
)
def test_the_kind_is_guessed_from_how_it_begins(text: str, guessed: Guess) -> None:
    assert guess(text) == guessed


@given(text=st.text(st.sampled_from("ab \n"), max_size=60), most=st.integers(2, 30))
def test_a_title_is_never_too_long_and_loses_nothing(text: str, most: int) -> None:
    title, rest = first_line(text, most)
    assert len(title) <= most
    assert "\n" not in title
    kept = rest if title.endswith("…") else f"{title}\n{rest}"
    assert kept.split() == text.split()


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_becomes_a_private_record_in_one_step(services: Services, kind: str) -> None:
    made = services.capture.save("First line\nand more", kind, NOW)
    validate(made)
    assert (made.TYPE, made.title, made.visibility) == (kind, "First line", "private")
    assert services.history.undo() == f"New {RECORD_TYPES[kind].LABEL.lower()}"
    assert services.records.peek(made.id) is None


@given(kind=st.sampled_from(KINDS), words=st.lists(st.sampled_from(["pea", "bean", "corn"]), max_size=60))
def test_no_word_of_a_capture_is_lost(kind: str, words: list[str]) -> None:
    from mentorjournal.services.capture import _made

    text = " ".join(words)
    record = _made(text, kind, NOW)
    assert [word for word in _words(record) if word in {"pea", "bean", "corn"}][-len(words) :] == words


def _words(record: Record) -> list[str]:
    texts = [record.title] if not record.title.endswith("…") else []
    texts += [getattr(record, name, "") for name in ("detail", "why", "notes", "result")]
    texts += [part.text for part in getattr(record, "sections", ())]
    return " ".join(texts).split()


def test_day_and_minute_are_the_readers_own(services: Services) -> None:
    made = services.capture.save("Late evening", "reflection", NOW)
    assert isinstance(made, Reflection)
    assert (made.date, made.at, made.template) == (dt.date(2026, 4, 14), dt.time(18, 40), "free_page")


def test_what_each_kind_makes_of_the_text(services: Services) -> None:
    save = services.capture.save
    action = save("Send it\ndetails", "action", NOW)
    assert isinstance(action, ActionItem)
    assert (action.detail, action.due) == ("details", None)
    activity = save("Taught suturing, 2,5 hours", "activity", NOW)
    assert isinstance(activity, Activity)
    assert activity.hours == 2.5
    link = save("A good paper\nhttps://example.org/p.pdf soon", "resource", NOW)
    assert isinstance(link, Resource)
    assert (link.title, link.url, link.doi) == ("A good paper", "https://example.org/p.pdf", "")
    doi = save("10.1000/xyz", "resource", NOW)
    assert isinstance(doi, Resource)
    assert (doi.doi, doi.url) == ("10.1000/xyz", "")
    goal, meeting = save("Submit", "goal", NOW), save("Monthly", "meeting", NOW)
    assert isinstance(goal, Goal)
    assert isinstance(meeting, Meeting)
    assert (goal.start, meeting.date, meeting.status) == (NOW.date(), NOW.date(), "planned")
    said = save("Slower, please", "feedback", NOW)
    assert isinstance(said, Feedback)
    assert said.sections[0].text == "Slower, please"
    person = save("Tom Okafor\nmet at the clinic", "person", NOW)
    assert isinstance(person, Person)
    assert person.notes == "met at the clinic"


def test_a_draft_is_kept_in_the_file_and_is_no_step(services: Services) -> None:
    services.capture.keep_draft("half a sent")
    assert services.history.next_undo() == ""
    path: Path = services.journal.path
    services.journal.close()
    with open_journal(path) as again:
        assert services_for(again).capture.draft() == "half a sent"


def test_saving_clears_the_draft(services: Services) -> None:
    assert services.capture.draft() == ""
    services.capture.keep_draft("todo: send")
    services.capture.save("send", "action", NOW)
    assert services.capture.draft() == ""


@pytest.mark.parametrize("text", ["9" * 400 + " h", "1.2.3 h", "12345 hours"])
def test_hours_that_are_none_are_left_out(services: Services, text: str) -> None:
    record = services.capture.save(f"Taught {text}", "activity", NOW)
    assert isinstance(record, Activity)
    assert record.hours is None


@pytest.mark.parametrize("first", ["decision for", "decide for", "decide with"])
def test_a_decision_for_somebody_is_linked_to_them(services: Services, first: str) -> None:
    helena = services.records.save(Person(title="Dr. Helena Brandt"))
    made = _said(services, f"{first} Helena: second author or not")
    assert isinstance(made, Decision)
    assert (made.title, made.people) == ("second author or not", (helena.id,))


def _said(services: Services, text: str) -> Record:
    found = guess(text)
    return services.capture.save(found.text, found.kind, NOW, said=found)


def test_the_person_named_is_linked(services: Services) -> None:
    helena = services.records.save(Person(title="Prof. Helena Brandt", short_name="HB")).id
    for name in ("Helena", "brandt", "Helena Brandt", "hb"):
        made = _said(services, f"question for {name}: how?")
        assert isinstance(made, Question)
        assert (made.title, made.for_whom) == ("how?", helena)
    advice = _said(services, "advice from Helena: sleep\neight hours")
    assert isinstance(advice, Advice)
    assert (advice.direction, advice.person, advice.detail) == ("received", helena, "eight hours")
    given = _said(services, "advice to Helena: sleep")
    assert isinstance(given, Advice)
    assert (given.direction, given.person) == ("given", helena)
    seen = _said(services, "concern about Helena: tired")
    assert isinstance(seen, Observation)
    assert (seen.kind, seen.person, seen.title) == ("concern", helena, "tired")
    by, to = _said(services, "introduced by Helena: a job"), _said(services, "intro to Helena: a talk")
    assert isinstance(by, Connection)
    assert isinstance(to, Connection)
    assert (by.introducer, by.to_whom, to.introducer, to.to_whom) == (helena, None, None, helena)


def test_a_name_of_nobody_or_of_two_stays_in_the_text(services: Services) -> None:
    for name in ("Ana Cruz", "Ana Lim"):
        services.records.save(Person(title=name))
    two, none = _said(services, "ask Ana: how?"), _said(services, "ask Zoe: how?")
    assert isinstance(two, Question)
    assert isinstance(none, Question)
    assert (two.title, two.for_whom) == ("Ana: how?", None)
    assert (none.title, none.for_whom) == ("Zoe: how?", None)
    assert services.capture.whom(guess("ask Ana: how?")) == ""
    assert services.capture.whom(guess("ask Lim: how?")) == "Ana Lim"


def test_a_decision_that_is_made_is_decided_today(services: Services) -> None:
    made, open_one = _said(services, "decided: stay here"), _said(services, "decide: stay or go")
    assert isinstance(made, Decision)
    assert isinstance(open_one, Decision)
    assert (made.title, made.choice, made.decided_on) == ("stay here", "stay here", NOW.date())
    assert (open_one.choice, open_one.decided_on) == ("", None)
