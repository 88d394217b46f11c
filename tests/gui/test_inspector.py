"""The side panel follows its record, and reads no more than it shows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from mentorjournal.gui.context import Context
from mentorjournal.gui.inspector import Inspector
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.rows import ListRow
from mentorjournal.model.types import ActionItem, Goal, Meeting, Person, Reflection, Tag
from mentorjournal.services.bundle import Services
from mentorjournal.storage.prepared import Prepared

NAMES = "order by record.title"
LINKED = "or link.target = ?"


@pytest.fixture
def entry(services: Services) -> Reflection:
    person, tag = services.records.save(Person(title="Helena")), services.records.save(Tag(title="writing"))
    return services.records.save(Reflection(title="A day", people=(person.id,), tags=(tag.id,)))


@pytest.fixture
def panel(qtbot: QtBot, context: Context, entry: Reflection) -> Inspector:
    made = Inspector(context)
    qtbot.addWidget(made)
    made.show_record(entry.id)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def asked(services: Services, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every statement that the journal is asked for its rows with, in lower case."""
    said: list[str] = []
    engine = services.journal._engine
    run = Prepared.run

    def execute(_c: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement.lower())

    def prepared(self: Prepared, *given: object) -> object:
        said.append(self._sql.lower())
        return run(self, *given)  # type: ignore[arg-type]

    event.listen(engine, "before_cursor_execute", execute)
    monkeypatch.setattr(Prepared, "run", prepared)
    yield said
    event.remove(engine, "before_cursor_execute", execute)


def words(panel: Inspector) -> str:
    return " ".join(label.text() for label in panel.history.findChildren(TextLabel))


def headings(panel: Inspector) -> list[str]:
    return [row.accessibleName() for row in panel.links.rows.findChildren(ListRow)]


def type_elsewhere(services: Services, entry: Reflection, title: str) -> None:
    services.records.amend(entry.id, {"title": title}, origin="a page")


def test_the_history_follows_while_only_words_change(
    panel: Inspector, services: Services, entry: Reflection
) -> None:
    assert "1 version" in words(panel)
    assert panel.history.compare.isHidden()
    type_elsewhere(services, entry, "Another day")
    assert "2 versions" in words(panel)
    assert not panel.history.compare.isHidden()


def test_words_that_change_leave_people_tags_and_links_unread(
    panel: Inspector, services: Services, entry: Reflection, asked: list[str]
) -> None:
    services.records.save(Goal(title="Elsewhere"))
    asked.clear()
    type_elsewhere(services, entry, "Another day")
    written = next(place for place, line in enumerate(asked) if line.startswith("insert into change"))
    after = asked[written + 1 :]
    assert [line for line in after if "count(" in line and "revision" in line]
    assert not [line for line in after if "revision.after" in line or "revision.before" in line]
    assert not [line for line in after if NAMES in line or LINKED in line]


def test_showing_a_record_reads_no_version_and_no_whole_person(
    panel: Inspector, services: Services, entry: Reflection, asked: list[str]
) -> None:
    asked.clear()
    panel.show_record(entry.id)
    assert tuple(panel.people.value()) == ("Helena",)
    assert [line for line in asked if NAMES in line]
    assert [line for line in asked if LINKED in line]
    assert not [line for line in asked if "revision.after" in line or "person.email" in line]


def test_a_choice_made_elsewhere_is_shown(panel: Inspector, services: Services, entry: Reflection) -> None:
    services.records.amend(entry.id, {"visibility": "shared"})
    assert panel.visibility.value() == "shared"
    services.history.undo()
    assert panel.visibility.value() == "private"


def test_a_tag_given_elsewhere_and_a_person_renamed_are_shown(
    panel: Inspector, services: Services, entry: Reflection
) -> None:
    services.records.set_tags(entry.id, ("writing", "grants"))
    assert tuple(panel.tags.value()) == ("writing", "grants")
    services.records.amend(entry.people[0], {"title": "Helena Novak"})
    assert tuple(panel.people.value()) == ("Helena Novak",)


def test_an_action_made_here_is_linked_at_once(
    qtbot: QtBot, panel: Inspector, services: Services, entry: Reflection
) -> None:
    QTest.keyClicks(panel.action, "Send the draft")
    QTest.keyClick(panel.action, Qt.Key.Key_Return)
    (made,) = services.records.all(ActionItem)
    assert made.origin == entry.id
    assert any("Send the draft" in text for text in headings(panel))


def test_a_record_that_is_gone_leaves_the_panel(
    panel: Inspector, services: Services, entry: Reflection
) -> None:
    services.records.trash(entry.id)
    assert panel.record_id == ""
    services.history.undo()
    panel.show_record(entry.id)
    assert panel.record_id == entry.id


def test_lines_of_a_brief_stand_in_their_brief_and_not_among_the_links(
    panel: Inspector, services: Services
) -> None:
    meeting = services.records.save(Meeting(title="Monthly"))
    services.preparing.add(meeting.id, "questions", "Where do I sit?")
    panel.show_record(meeting.id)
    assert not [row for row in panel.findChildren(ListRow) if "brief" in row.badge.text()]
