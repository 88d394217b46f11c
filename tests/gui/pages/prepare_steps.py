"""What the tests of the Prepare page do again and again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.prepare import PreparePage
from mentorjournal.gui.widgets.brief_row import BriefRow
from mentorjournal.model.types import ActionItem, Meeting, Person, Relationship
from mentorjournal.services.bundle import Services
from mentorjournal.services.preparing import Brief

TODAY = dt.date(2026, 4, 14)
LEFT = Qt.MouseButton.LeftButton
LONG = 8_000


def day(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


def us(services: Services, my_role: str = "mentee", actions: int = 3) -> Meeting:
    """A meeting ahead with Helena, after one at which some actions were agreed."""
    save = services.records.save
    helena = save(Person(title="Dr Helena Brandt", short_name="Helena"))
    tie = save(
        Relationship(
            title="Main mentor",
            person=helena.id,
            my_role=my_role,
            phase="cultivation",
            started_on=day(-400),
            roles=("mentor", "coach"),
            minutes=45.0,
        )
    )
    shared: dict[str, Any] = {"people": (helena.id,), "relationship": tie.id, "at": dt.time(10, 30)}
    last = save(Meeting(title="Timeline", date=day(-33), status="held", roles_played=("mentor",), **shared))
    for number in range(actions):
        save(ActionItem(title=f"Action {number}", meeting=last.id, due=day(number + 1)))
    return save(Meeting(title="Next time", date=day(2), **shared))


def opened(context: Context, qtbot: QtBot, meeting: Meeting | None, width: int = 1200) -> PreparePage:
    """The page, shown, with a meeting gathered where one is given."""
    page = PreparePage(context)
    qtbot.addWidget(page)
    page.resize(width, 900)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    if meeting is not None:
        assert page.show_record(meeting.id)
        gathered(page, qtbot)
    return page


def gathered(page: PreparePage, qtbot: QtBot) -> None:
    """Wait until the worker has nothing more to bring, and a brief is shown and laid out."""
    qtbot.waitUntil(lambda: page.brief is not None and not page.context.tasks.busy, timeout=LONG)
    if page.isVisible():
        qtbot.waitUntil(lambda: _laid_out(page), timeout=LONG)


def _laid_out(page: PreparePage) -> bool:
    """Rows come into sight, and can be clicked, only when the layout has had its turn."""
    rows = [row for part in page.view.parts.values() if part.isVisible() for row in part.lines()]
    return all(row.isVisible() and row.label.width() > 0 for row in rows)


def after(page: PreparePage, qtbot: QtBot, holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    qtbot.waitUntil(holds, timeout=LONG)
    gathered(page, qtbot)


def words(page: PreparePage, part: str) -> list[str]:
    """What the rows of a part say."""
    return [row.label.text() for row in page.view.parts[part].lines()]


def row(page: PreparePage, part: str, at: int) -> BriefRow:
    """A row of a part."""
    return page.view.parts[part].lines()[at]


def brief(page: PreparePage) -> Brief:
    """The brief as the journal has it."""
    return page.services.preparing.brief(page.record_id, TODAY)


def write(widget: Any, text: str, *, over: bool = False) -> None:
    """Type into a field, over what stands there where asked."""
    if over:
        widget.selectAll()
    QTest.keyClicks(widget, text)
