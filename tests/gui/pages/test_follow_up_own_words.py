"""Follow up says what is special in the reader's own words of a summary before they go out."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.follow_up import FollowUpPage
from mentorjournal.model.types import Decision, Meeting, Person
from mentorjournal.services.bundle import Services
from tests.gui.pages.meet_steps import TODAY, on_screen, type_into


def test_own_words_that_print_otherwise_or_tell_too_much_say_so(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    helena = services.records.save(Person(title="Dr Helena Brandt", short_name="Helena"))
    services.records.save(Person(title="Tomasz Okafor", display="role", role_label="Statistician"))
    meeting = services.records.save(Meeting(title="Monthly", date=TODAY, people=(helena.id,)))
    decision = services.records.save(Decision(title="Two aims", meeting=meeting.id))
    page = on_screen(FollowUpPage(context), qtbot, meeting.id)
    caution = page.view.summary.caution
    assert not caution.isVisible()
    with qtbot.waitSignal(page.context.navigator.saved):
        type_into(page.view.summary.text, "As agreed: two aims. ")
    assert not caution.isVisible()
    services.records.amend(decision.id, {"confidential": True})
    assert caution.text() == "Your words still say what is confidential: “Two aims”."
    services.records.amend(decision.id, {"confidential": False})
    assert not caution.isVisible()
    with qtbot.waitSignal(page.context.navigator.saved):
        type_into(page.view.summary.text, "Ask Okafor. ")
    assert caution.isVisible()
    assert caution.text().startswith("Names or addresses of others stand in your words.")
