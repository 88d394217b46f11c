"""Writing from a prompt on Today: one private entry that undo, other shapes and other pages never lose."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.today import TodayPage
from mentorjournal.gui.widgets.rows import ActionRow
from mentorjournal.model.types import Reflection
from mentorjournal.services.bundle import Services
from tests.gui.pages.today_steps import LEFT, TODAY, button, row_of, shown


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[TodayPage]:
    made = shown(context, qtbot)
    yield made
    made.flush()


def entries(services: Services) -> tuple[Reflection, ...]:
    return services.records.all(Reflection)


def write(page: TodayPage, text: str) -> None:
    page.write.field.setFocus()
    QTest.keyClicks(page.write.field, text)


def test_writing_keeps_one_private_entry_under_the_prompt(
    page: TodayPage, services: Services, qtbot: QtBot
) -> None:
    prompt = page.write._prompt.text()
    with qtbot.waitSignal(page.context.navigator.saved):
        write(page, "I said no")
    write(page, " twice")
    assert page.flush()
    (entry,) = entries(services)
    assert (entry.title, entry.visibility, entry.date, entry.at) == (
        prompt,
        "private",
        TODAY,
        dt.time(18, 40),
    )
    assert entry.sections[0].text == "I said no twice"
    assert services.history.undo() == "New reflection"
    assert entries(services) == ()
    assert page.write.field.value() == ""
    assert button(page, "Another prompt").isEnabled()
    write(page, "Again")
    page.flush()
    assert [kept.sections[0].text for kept in entries(services)] == ["Again"]


def test_blanks_are_no_entry(page: TodayPage, services: Services) -> None:
    write(page, "   ")
    assert page.flush()
    assert entries(services) == ()


def test_what_is_written_in_a_confidential_shape_is_confidential_and_may_be_opened_later(
    page: TodayPage, services: Services
) -> None:
    own = services.templates.copy("reflection", "confidential_talk")
    page.write.refresh(services.today.view(TODAY))
    page.write.choose_shape(own.key)
    write(page, "She told me")
    page.flush()
    (entry,) = entries(services)
    assert (entry.template, entry.confidential) == (own.key, True)
    services.records.amend(entry.id, {"confidential": False})
    write(page, " more")
    page.flush()
    assert not entries(services)[0].confidential


def test_another_prompt_is_another_title(page: TodayPage, services: Services) -> None:
    first = page.write._prompt.text()
    QTest.mouseClick(button(page, "Another prompt"), LEFT)
    second = page.write._prompt.text()
    assert second != first
    write(page, "Text")
    page.flush()
    assert entries(services)[0].title == second


@pytest.mark.parametrize("first_write", [True, False])
def test_another_shape_keeps_the_text_once(page: TodayPage, services: Services, first_write: bool) -> None:
    if first_write:
        write(page, "I said no")
        page.flush()
    for key in ("free_page", "star", "gibbs", "what_so_what"):
        page.write.choose_shape(key)
        page.flush()
    QTest.mouseClick(page.write._chips["gibbs"], LEFT)
    if not first_write:
        write(page, "I said no")
    page.flush()
    (entry,) = entries(services)
    assert entry.template == "gibbs"
    assert [part.text for part in entry.sections if part.text] == ["I said no"]
    assert page.write.field.value() == "I said no"


def test_going_on_in_the_journal_opens_the_entry_and_clears_the_card(
    page: TodayPage, services: Services, qtbot: QtBot
) -> None:
    write(page, "I said no")
    page.flush()
    prompt = page.write._prompt.text()
    with qtbot.waitSignal(page.context.navigator.record_wanted) as wanted:
        QTest.mouseClick(button(page, "Go on in the Journal"), LEFT)
    assert wanted.args == [entries(services)[0].id]
    assert page.write.field.value() == ""
    assert page.write._prompt.text() != prompt


def test_what_the_journal_adds_meanwhile_stays(page: TodayPage, services: Services) -> None:
    write(page, "I said")
    page.flush()
    (entry,) = entries(services)
    services.records.set_tags(entry.id, ["boundaries"])
    write(page, " no")
    last = dataclasses.replace(entry.sections[-1], text="Ask first")
    services.records.amend(entry.id, {"sections": (*entry.sections[:-1], last)}, "Edit reflection")
    page.flush()
    (kept,) = entries(services)
    assert [part.text for part in kept.sections if part.text] == ["I said no", "Ask first"]
    assert len(kept.tags) == 1


def test_typing_outlives_an_entry_deleted_elsewhere(page: TodayPage, services: Services) -> None:
    write(page, "I said")
    page.flush()
    (entry,) = entries(services)
    write(page, " no")
    services.records.trash(entry.id)
    page.flush()
    assert [kept.sections[0].text for kept in entries(services)] == ["I said no"]
    assert page.write.field.value() == "I said no"


def test_ticking_an_action_does_not_disturb_the_writing(
    page: TodayPage, services: Services, qtbot: QtBot
) -> None:
    services.actions.add("Send the page")
    write(page, "half a sen")
    QTest.mouseClick(row_of(qtbot, page, ActionRow, "Send the page").box, LEFT)
    write(page, "tence")
    page.flush()
    assert entries(services)[0].sections[0].text == "half a sentence"
