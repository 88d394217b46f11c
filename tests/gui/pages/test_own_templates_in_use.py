"""Own templates where one writes: in the menus, in an entry that outlives its template, on Today; and confidentially."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.journal import JournalPage
from mentorjournal.gui.pages.today import TodayPage
from mentorjournal.model.fields import Section
from mentorjournal.services.bundle import Services
from tests.gui.pages.journal_steps import entry_of, newest, shown


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[JournalPage]:
    made = shown(context, qtbot)
    yield made
    made.flush()


def opened(menu: QMenu) -> dict[str, QMenu]:
    """What a menu offers at once, and the menus inside it."""
    menu.aboutToShow.emit()
    return {action.text(): action.menu() for action in menu.actions()}  # type: ignore[misc]


def test_an_own_template_is_offered_and_the_entry_outlives_it(
    page: JournalPage, services: Services, context: Context, qtbot: QtBot
) -> None:
    own = services.templates.begin("reflection", "Rounds & after")
    parts = (Section("what", "The round", "Who was there?"), Section("own-1", "The joke", "Word for word."))
    services.records.amend(own.id, {"sections": parts})
    offered = opened(page.list.templates_menu())
    assert "Rounds && after" in offered
    assert "Gibbs, six headings" in offered
    assert "Dilemma" in [action.text() for action in offered["Decide and solve"].actions()]
    with qtbot.waitSignal(context.navigator.dialog_wanted) as wanted:
        next(
            action for action in page.list.templates_menu().actions() if action.text() == "My templates…"
        ).trigger()
    assert wanted.args == ["templates"]
    page.new_entry(own.key)
    entry = entry_of(page)
    for editor, text in zip(entry.sections.editors(), ("Six of us", "It was the pump"), strict=True):
        QTest.keyClicks(editor, text)
    assert page.flush()
    services.records.trash(own.id)
    page.desk.display(newest(services))
    assert entry.shape.text() == "Own headings"
    assert [editor.value() for editor in entry.sections.editors()] == ["Six of us", "It was the pump"]
    kept = newest(services)
    assert (kept.template, [part.heading for part in kept.sections]) == (own.key, ["The round", "The joke"])


def test_a_talk_in_confidence_is_confidential_from_its_first_word(
    page: JournalPage, services: Services
) -> None:
    page.new_entry("confidential_talk")
    QTest.keyClicks(entry_of(page).sections.editors()[0], "x")
    assert page.flush()
    assert newest(services).confidential
    page.new_entry("challenge")
    for editor, text in zip(
        entry_of(page).sections.editors(), ("A talk", "4, barely", "", "", "7"), strict=False
    ):
        QTest.keyClicks(editor, text)
    assert entry_of(page).words.text() == "5 words · confidence 4 → 7"
    assert page.flush()
    assert not newest(services).confidential
    inside = opened(entry_of(page).shapes_menu())["Between people"]
    next(action for action in inside.actions() if "confidence" in action.text()).trigger()
    assert newest(services).confidential
    services.records.amend(newest(services).id, {"confidential": False})
    QTest.keyClicks(entry_of(page).title, "Told")
    assert page.flush()
    assert not newest(services).confidential


def test_today_offers_own_templates_and_asks_own_prompts(
    services: Services, context: Context, qtbot: QtBot
) -> None:
    today = TodayPage(context)
    qtbot.addWidget(today)
    with qtbot.waitExposed(today):
        today.show()
    own = services.templates.begin("reflection", "Ward round")
    qtbot.waitUntil(lambda: own.key in today.write._chips)
    for line in services.templates.lines("prompt")[1:]:
        services.templates.hide("prompt", line.key, hidden=True)
    prompt = services.templates.begin("prompt", "What did the pump ask of you?")
    services.templates.hide("prompt", services.templates.lines("prompt")[0].key, hidden=True)
    services.records.amend(prompt.id, {"answered_with": own.key})
    qtbot.waitUntil(lambda: today.write._prompt.text() == "What did the pump ask of you?")
    QTest.keyClicks(today.write.field, "To look up.")
    assert today.flush()
    kept = newest(services)
    assert (kept.title, kept.template) == ("What did the pump ask of you?", own.key)
