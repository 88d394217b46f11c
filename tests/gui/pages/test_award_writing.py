"""Writing for an award: counted while it is typed, one text for every claim, dated honestly, never cut."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.award_writing import WritingPage
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Claim, Reflection, Scheme
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.storage.journal_file import open_journal
from tests.gui.conftest import NOW, ContextMaker
from tests.gui.pages.place_steps import (
    DAY,
    LEFT,
    RETURN,
    cards,
    click_card,
    headings,
    saved,
    shown,
    type_line,
    unnamed_controls,
    wait_until_it_fits,
)


@pytest.fixture
def page(context: Context, services: Services, qtbot: QtBot) -> Iterator[WritingPage]:
    services.journal.clock = lambda: NOW
    made = shown(WritingPage, context, qtbot)
    yield made
    made.flush()


@pytest.fixture
def scheme(services: Services) -> Scheme:
    """Stories of at most six words, their situation of three; two final questions, the first of two words."""
    made = services.awards.adopt("community-100")
    rules = made.rules
    for old, new in (
        ("story_words = 200", "story_words = 6"),
        ("situation = 50\ntask = 40\naction = 80\nresult = 50", "situation = 3"),
        ('key = "attributes"\nheading', 'key = "first"\nwords = 2\nheading'),
    ):
        assert old in rules
        rules = rules.replace(old, new)
    services.records.amend(made.id, {"rules": rules, "title": "Community award"})
    return services.records.get(Scheme, made.id)


def claim(services: Services, scheme: Scheme, title: str, story: str | None = None) -> Claim:
    return services.records.save(Claim(title=title, scheme=scheme.id, category="learning", story=story))


def story(services: Services, situation: str = "", title: str = "The ward") -> Reflection:
    sections = (Section("what", "Situation", situation),)
    return services.records.save(Reflection(title=title, template="star", date=DAY, sections=sections))


def stored(page: WritingPage) -> Reflection:
    return page.services.records.get(Reflection, page.record_id)


def label_of(page: WritingPage, text: str) -> TextLabel:
    return next(item for item in page.view.findChildren(TextLabel) if item.text() == text)


def test_a_story_is_counted_while_it_is_typed_and_never_cut(
    page: WritingPage, services: Services, scheme: Scheme, qtbot: QtBot
) -> None:
    page.show_record(scheme.id)
    QTest.mouseClick(page.list.new_button, LEFT)
    QTest.keyClicks(page.view.title, "The ward")
    situation, task = page.view.story.sections.editors()[:2]
    qtbot.waitUntil(situation.isVisible)
    QTest.keyClick(page.view.title, RETURN)
    assert QApplication.focusWidget() is situation
    QTest.keyClicks(situation, "It rained all day")
    QTest.keyClicks(task, "I counted")
    assert page.view.story.sections.lines()[0] == "Community award: 4 of 3 words, 1 too many"
    assert page.view.story.lengths.texts() == ("Community award: 6 of 6 words",)
    QTest.keyClicks(task, " beds")
    assert page.view.story.lengths.texts() == ("Community award: 7 of 6 words, 1 too many",)
    assert label_of(page, "Community award: 7 of 6 words, 1 too many").property("role") == "late"
    assert "1 too many" in situation.accessibleDescription()
    saved(page, qtbot)
    kept = stored(page)
    assert (kept.title, kept.template, kept.date) == ("The ward", "star", DAY)
    assert [part.text for part in kept.sections][:2] == ["It rained all day", "I counted beds"]
    assert [card.badge for card in cards(page) if card.key == kept.id] == ["1 too many"]


def test_a_story_stands_in_claims_of_several_schemes(
    page: WritingPage, services: Services, scheme: Scheme
) -> None:
    other = services.awards.adopt("cpd-50-hours")
    services.records.amend(other.id, {"title": "CPD year"})
    told = story(services, "It rained")
    planned = [claim(services, scheme, "Outreach"), claim(services, other, "Teaching hours")]
    page.show_record(scheme.id)
    page.show_record(told.id)
    choices = page.view.story.claims
    assert [choices.itemText(place) for place in range(choices.count())][1:] == [
        "Community award: Outreach",
        "CPD year: Teaching hours",
    ]
    for one in planned:
        choices.setFocus()
        choices.setCurrentIndex(choices.findData(one.id))
        choices.activated.emit(choices.currentIndex())
    assert [services.records.get(Claim, one.id).story for one in planned] == [told.id, told.id]
    assert page.view.story.lengths.texts() == ("Community award: 2 of 6 words", "CPD year: 2 words, no limit")
    assert [row.key for row in page.view.story.uses.made()] == [one.id for one in planned]
    assert headings(page) == ["Community award", "In this scheme"]
    QTest.mouseClick(page.view.story.uses.made()[0].back, LEFT)
    assert services.records.get(Claim, planned[0].id).story is None
    services.history.undo()
    assert services.records.get(Claim, planned[0].id).story == told.id
    assert len(page.view.story.uses.made()) == 2


def test_the_text_is_that_of_the_journal(page: WritingPage, services: Services) -> None:
    told = story(services, "It rained")
    page.show_record(told.id)
    task = page.view.story.sections.editors()[1]
    QTest.keyClicks(task, "Count")
    changed = (Section("what", "Situation", "It snowed"), Section("task", "Task", "Count beds"))
    page.flush()
    services.records.amend(told.id, {"sections": changed}, "Edit reflection")
    assert [editor.value() for editor in page.view.story.sections.editors()[:2]] == [
        "It snowed",
        "Count beds",
    ]
    services.history.undo()
    assert page.view.story.sections.editors()[0].value() == "It rained"


def test_the_days_are_shown_as_they_were(page: WritingPage, services: Services, scheme: Scheme) -> None:
    told = story(services, "It rained")
    claim(services, scheme, "Outreach", told.id)
    page.show_record(told.id)
    type_line(page.view.day, "2026-03-10")
    assert stored(page).date == dt.date(2026, 3, 10)
    assert page.view.story.written.texts() == (
        "Event 10 March 2026, written 14 April 2026 (35 days after).",
        "Community award asks for it within 30 days of the event: it was written later.",
    )


def test_a_story_is_begun_for_a_claim(
    page: WritingPage, services: Services, scheme: Scheme, qtbot: QtBot
) -> None:
    planned = claim(services, scheme, "Outreach")
    assert page.show_record(planned.id)
    assert page.record_id == ""
    assert page.view.caption.text() == "Story for the claim “Outreach”"
    QTest.keyClicks(page.view.title, "An afternoon with a school")
    saved(page, qtbot)
    assert services.records.get(Claim, planned.id).story == page.record_id
    assert page.show_record(scheme.id)
    assert page.show_record(planned.id)
    assert stored(page).title == "An afternoon with a school"


def test_a_claim_whose_story_was_deleted_begins_a_new_one(
    page: WritingPage, services: Services, scheme: Scheme, qtbot: QtBot
) -> None:
    told = story(services, "It rained")
    planned = claim(services, scheme, "Outreach", told.id)
    services.records.trash(told.id)
    assert page.show_record(planned.id)
    assert (page.record_id, page.view.caption.text()) == ("", "Story for the claim “Outreach”")
    QTest.keyClicks(page.view.title, "Another afternoon")
    saved(page, qtbot)
    assert services.records.get(Claim, planned.id).story == page.record_id != told.id


def test_the_final_reflection_is_written_by_its_questions(
    page: WritingPage, services: Services, scheme: Scheme, qtbot: QtBot
) -> None:
    page.show_record(scheme.id)
    assert page.record_id == scheme.id
    first, second = page.view.final.sections.editors()[:2]
    assert first.placeholderText() == "How did these activities build the attributes a graduate should have?"
    QTest.keyClicks(first, "I ask first")
    QTest.keyClicks(second, "More")
    assert page.view.final.sections.lines()[:2] == ("3 of 2 words, 1 too many", "1 word")
    assert page.view.final.total.text() == "4 of 1,000 words"
    saved(page, qtbot)
    final = services.records.get(Scheme, scheme.id).final
    assert [(part.tag, part.text) for part in final][:2] == [("first", "I ask first"), ("growth", "More")]
    assert cards(page)[0].second == "4 of 1,000 words"
    services.history.undo()
    assert page.view.final.sections.editors()[0].value() == ""


def test_what_the_rules_ask_no_more_is_kept_and_shown(
    page: WritingPage, services: Services, scheme: Scheme, qtbot: QtBot
) -> None:
    services.records.amend(scheme.id, {"final": (Section("first", "What I learned to do", "I ask first"),)})
    page.show_record(scheme.id)
    QTest.keyClicks(page.view.final.sections.editors()[1], "More")
    services.records.amend(scheme.id, {"rules": scheme.rules.replace('key = "first"', 'key = "new"')})
    values = page.view.final.sections.value()
    assert [(heading, text) for _key, heading, _prompt, text in values] == [
        ("What I learned to do", ""),
        ("How I changed", "More"),
        ("What I will keep doing", ""),
        ("Life after university", ""),
        ("What I learned to do (asked no more)", "I ask first"),
    ]
    assert page.view.final.total.text() == "1 of 1,000 words"
    QTest.keyClicks(page.view.final.sections.editors()[0], "New words")
    saved(page, qtbot)
    kept = {part.tag: (part.heading, part.text) for part in services.records.get(Scheme, scheme.id).final}
    assert kept["first"] == ("What I learned to do", "I ask first")
    assert kept["new"][1] == "New words"


def test_only_stories_are_deleted_here(page: WritingPage, services: Services, scheme: Scheme) -> None:
    told = story(services, "It rained")
    page.show_record(scheme.id)
    assert page.view.delete.isHidden()
    page.delete_record()
    assert services.records.get(Scheme, scheme.id).deleted_at is None
    assert "reflection-delete" not in {command.key for command in page.commands()}
    click_card(page, told.id)
    QTest.mouseClick(page.view.delete, LEFT)
    assert services.stories.cards() == ()
    assert page.record_id == scheme.id
    services.history.undo()
    assert [card.story.id for card in services.stories.cards()] == [told.id]


def test_other_entries_are_no_stories(page: WritingPage, services: Services) -> None:
    free = services.records.save(Reflection(title="Free", template="free_page"))
    assert not page.show_record(free.id)
    assert page.middle.currentWidget() is page.empty


def test_commands_fit_what_is_shown(page: WritingPage, services: Services, scheme: Scheme) -> None:
    page.show_record(scheme.id)
    assert {command.key for command in page.commands()} == {"reflection-new", "inspector", "final-write"}
    page.show_record(story(services).id)
    keys = {command.key for command in page.commands()}
    assert {"story-use", "story-journal", "final-write", "reflection-delete"} <= keys
    page.write_final()
    assert page.record_id == scheme.id


def test_a_journal_for_reading_only_is_read(
    services: Services, scheme: Scheme, make_context: ContextMaker, qtbot: QtBot
) -> None:
    told = story(services, "It rained")
    claim(services, scheme, "Outreach")
    services.journal.close()
    with open_journal(services.journal.path, read_only=True) as database:
        page = shown(WritingPage, make_context(services_for(database)), qtbot)
        page.show_record(scheme.id)
        QTest.keyClicks(page.view.final.sections.editors()[0], "no")
        page.show_record(told.id)
        QTest.keyClicks(page.view.story.sections.editors()[0], "no")
        QTest.keyClicks(page.view.title, "no")
        assert page.view.story.sections.editors()[0].value() == "It rained"
        assert page.view.story.claim_row.isHidden()
        assert not page.list.new_button.isEnabled()
        page.close()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_page_fits_its_window_at_any_text_size(
    page: WritingPage, services: Services, scheme: Scheme, scale: float, qtbot: QtBot
) -> None:
    told = story(services, "It rained " * 20, title="A story with a title longer than any list could show it")
    for name in (
        "A claim with a name that is long enough to wrap more than once at two hundred per cent",
        "B",
    ):
        claim(services, scheme, name, told.id if name == "B" else None)
    page.show_record(told.id)
    wait_until_it_fits(page, scale, qtbot)


def test_every_control_has_a_name(page: WritingPage, services: Services, scheme: Scheme) -> None:
    told = story(services, "It rained")
    claim(services, scheme, "Outreach", told.id)
    page.show_record(scheme.id)
    page.show_record(told.id)
    assert unnamed_controls(page) == []
