"""What search finds, and that nothing typed into it is an error."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import HealthCheck, example, given, settings

from mentorjournal.model.fields import Section
from mentorjournal.model.types import ActionItem, Feedback, Goal, Meeting, Person, Reflection, Tag
from mentorjournal.storage.database import Database
from mentorjournal.storage.search_index import query_of
from tests.storage.helpers import assert_sound, hits, undo
from tests.strategies import typed


@pytest.fixture
def filled(journal: Database) -> Database:
    with journal.writing("Start") as writer:
        ada = writer.put(Person(title="Ada Nwosu"))
        tag = writer.put(Tag(title="résumé"))
        writer.put(
            Reflection(
                title="Ward round",
                date=dt.date(2026, 4, 1),
                sections=(Section("felt", "Unseen heading", "A naïve question about randomised trials"),),
                people=(ada.id,),
                tags=(tag.id,),
            )
        )
        writer.put(
            Goal(
                title="Write a protocol", date=dt.date(2026, 4, 2), why="Trials need one", if_then="then ask"
            )
        )
        writer.put(ActionItem(title="Read the protocol", date=dt.date(2026, 4, 3), owner=ada.id))
    return journal


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ward", ["Ward round"]),
        ("WARD", ["Ward round"]),
        ("naive", ["Ward round"]),
        ("Naïve", ["Ward round"]),
        ("resume round", ["Ward round"]),
        ("nwosu round", ["Ward round"]),
        ("trial", ["Write a protocol", "Ward round"]),
        ("tr", ["Write a protocol", "Ward round"]),
        ("trials question", ["Ward round"]),
        ("protocol", ["Read the protocol", "Write a protocol"]),
        ('"a protocol"', ["Write a protocol"]),
        ('"protocol a"', []),
        ('"the protocol" read', ["Read the protocol"]),
        ("read nwosu", ["Read the protocol"]),
        ("protocols", []),
        ("", []),
        ('  "" * ', []),
    ],
)
def test_words_phrases_and_beginnings_are_found_newest_first(
    filled: Database, words: str, found: list[str]
) -> None:
    assert hits(filled, words) == found


@settings(max_examples=70, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=typed)
@example(words='"a\0b"')
@example(words='"a \ud800"')
@example(words="_")
@example(words='"unfinished')
@example(words="NOT title:x OR NEAR(a b, 2) ^a -b {title}: *")
def test_no_text_is_a_syntax_error(filled: Database, words: str) -> None:
    hits(filled, words)
    assert isinstance(query_of(words), str)


@pytest.mark.parametrize("word", ["can't", "check-in", "O’Brien", "p_value", "C3PO", "β2", "日本", "1.5"])
def test_a_word_is_found_as_it_was_written(journal: Database, word: str) -> None:
    with journal.writing("Start") as writer:
        writer.put(Reflection(title=f"about {word} today"))
        writer.put(Reflection(title="about nothing"))
    assert hits(journal, word) == [f"about {word} today"]


@pytest.mark.parametrize("kind", [Person, Tag])
def test_a_new_name_is_found_through_everything_linked_to_it(
    filled: Database, kind: type[Person | Tag]
) -> None:
    with filled.writing("Start") as writer:
        named = writer.put(kind(title="Oldname"))
        if kind is Person:
            for number in range(520):
                writer.put(Feedback(title=f"f{number}", person=named.id))
            writer.put(Meeting(title="m", people=(named.id,)))
        else:
            writer.put(Meeting(title="m", tags=(named.id,)))
        writer.put(Goal(title="only related", related=(named.id,)))
    expected = 522 if kind is Person else 2
    assert len(hits(filled, "oldname")) == expected
    with filled.writing("Rename") as writer:
        writer.put(dataclasses.replace(named, title="Newname"))
    assert hits(filled, "oldname") == []
    assert len(hits(filled, "newname")) == expected
    undo(filled)
    assert len(hits(filled, "oldname")) == expected
    assert hits(filled, "newname") == []
    assert_sound(filled)


def test_a_changed_day_keeps_the_index_in_order(filled: Database) -> None:
    with filled.writing("Edit") as writer:
        (entry,) = writer.find(Reflection)
        writer.put(dataclasses.replace(entry, date=dt.date(2026, 4, 9)))
    assert hits(filled, "trial") == ["Ward round", "Write a protocol"]
    assert_sound(filled)


def test_settings_of_a_record_are_not_searched(journal: Database) -> None:
    with journal.writing("Start") as writer:
        writer.put(Person(title="Ada", pseudonym="Zebrafinch", time_zone="Asia/Kathmandu"))
    assert hits(journal, "zebrafinch") == []
    assert hits(journal, "kathmandu") == []
