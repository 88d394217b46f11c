"""A relationship ends: words without blame, what was reached, what is open, one step, and a page to hand over."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mentorjournal.errors import InvalidRecord, ReportError
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.types import (
    ActionItem,
    Goal,
    Meeting,
    Milestone,
    Observation,
    Outcome,
    Person,
    Relationship,
)
from mentorjournal.services.bundle import Services
from mentorjournal.services.closing_drafts import ClosingDraft
from mentorjournal.services.closure import HAND_OVER, KEEP, LET_GO, starting_words
from mentorjournal.services.reporting.handover import HandoverPaper
from mentorjournal.services.reporting.pages import page_texts

DAY = dt.date(2026, 4, 14)
START = dt.date(2025, 5, 1)


@pytest.fixture
def tie(services: Services) -> Relationship:
    """A year with Helena Brandt."""
    helena = services.records.save(Person(title="Helena Brandt"))
    return services.records.save(
        Relationship(
            person=helena.id, phase="cultivation", started_on=START, purpose="To plan and write a thesis."
        )
    )


def act(services: Services, tie: Relationship, title: str, **fields: object) -> ActionItem:
    given = {"people": (tie.person,)} | fields
    return services.records.save(ActionItem(title=title, **given))  # type: ignore[arg-type]


@pytest.mark.parametrize("reason", [key for key in CHOICES["closing_reason"] if key])
def test_every_reason_has_words_that_blame_nobody(reason: str) -> None:
    words = starting_words(reason, "Helena")
    assert words
    assert "{" not in words
    assert not {"fault", "blame", "failed", "unfortunately", "should have"} & set(words.lower().split())


def test_no_reason_has_no_words() -> None:
    assert starting_words("", "Helena") == ""


def test_what_was_reached_together_is_offered_by_day(services: Services, tie: Relationship) -> None:
    people = (tie.person or "",)
    goal = services.records.save(
        Goal(title="Thesis plan", people=people, status="achieved", closed_on=dt.date(2026, 3, 1))
    )
    services.records.save(Milestone(title="First draft", goal=goal.id, done_on=dt.date(2025, 12, 1)))
    services.records.save(Milestone(title="Not yet", goal=goal.id))
    services.records.save(Goal(title="Still open", people=people))
    services.records.save(Goal(title="Without her", status="achieved", closed_on=dt.date(2026, 3, 1)))
    services.records.save(
        Goal(title="Before", people=people, status="achieved", closed_on=dt.date(2020, 1, 1))
    )
    services.records.save(Outcome(title="Poster prize", relationship=tie.id, date=dt.date(2026, 2, 1)))
    offered = services.closure.page(tie.id).achieved
    assert [item.title for item in offered] == ["First draft", "Poster prize", "Thesis plan"]
    assert offered[0].line == "- First draft (December 2025)"


def test_open_actions_of_both_sides_come_from_people_and_from_our_meetings(
    services: Services, tie: Relationship
) -> None:
    meeting = services.records.save(
        Meeting(title="March", people=(tie.person or "",), status="held", date=DAY)
    )
    act(services, tie, "Send the draft", people=(), meeting=meeting.id)
    act(services, tie, "Write to her")
    act(services, tie, "Read the draft", owner=tie.person)
    act(services, tie, "Done", done_on=DAY)
    act(services, tie, "Let go", let_go_on=DAY)
    act(services, tie, "Somebody else's", people=())
    page = services.closure.page(tie.id)
    assert {item.item.title for item in page.mine} == {"Send the draft", "Write to her"}
    assert [item.item.title for item in page.theirs] == ["Read the draft"]


def test_what_was_agreed_in_another_relationship_with_them_is_not_ended_by_this_one(
    services: Services, tie: Relationship
) -> None:
    other = services.records.save(Relationship(person=tie.person, title="Clinic"))
    meeting = services.records.save(Meeting(people=(tie.person or "",), relationship=other.id))
    act(services, tie, "Rota", meeting=meeting.id)
    act(services, tie, "Audit", meeting=meeting.id, owner=tie.person)
    act(services, tie, "Chapter")
    page = services.closure.page(tie.id)
    assert ([item.item.title for item in page.mine], page.theirs) == (["Chapter"], ())
    assert "Rota" not in services.closure.handover(tie.id).text
    assert len(services.closure.page(other.id).mine) == 2


def test_closing_is_one_step_with_all_that_becomes_of_the_actions(
    services: Services, tie: Relationship
) -> None:
    kept, gone, mine, theirs = (
        act(services, tie, "Keep"),
        act(services, tie, "Let go"),
        act(services, tie, "Over to her"),
        act(services, tie, "Over to me", owner=tie.person),
    )
    services.closure.keep_words(tie.id, {"closing_reason": "reached", "thanks": "For the patience."})
    fates = {kept.id: KEEP, gone.id: LET_GO, mine.id: HAND_OVER, theirs.id: HAND_OVER}
    closed = services.closure.close(tie.id, DAY, fates, {"future": "colleagues"})
    assert (closed.phase, closed.closed_on, closed.future, closed.thanks) == (
        "closed",
        DAY,
        "colleagues",
        "For the patience.",
    )
    now = {item.title: item for item in services.records.all(ActionItem)}
    assert now["Keep"].is_open
    assert now["Let go"].let_go_on == DAY
    assert now["Over to her"].owner == tie.person
    assert now["Over to me"].owner is None
    assert services.history.undo() == "Close relationship"
    again = services.records.get(Relationship, tie.id)
    assert (again.phase, again.closed_on, again.thanks) == ("cultivation", None, "For the patience.")
    before = {item.title: item for item in services.records.all(ActionItem)}
    assert before["Let go"].is_open
    assert before["Over to me"].owner == tie.person


def test_words_on_the_way_end_nothing(services: Services, tie: Relationship) -> None:
    services.closure.keep_words(tie.id, {"closing_words": "We are done."})
    kept = services.records.get(Relationship, tie.id)
    assert (kept.closing_words, kept.phase) == ("We are done.", "cultivation")


def test_another_footing_is_not_an_end(services: Services, tie: Relationship) -> None:
    done = services.closure.redefine(tie.id, DAY, {}, {"future": "collaborators"})
    assert (done.phase, done.closed_on, done.future) == ("redefinition", None, "collaborators")
    assert services.history.undo() == "Redefine relationship"


def test_a_closed_relationship_is_taken_up_again_with_its_words(
    services: Services, tie: Relationship
) -> None:
    services.closure.close(tie.id, DAY, None, {"thanks": "For all."})
    again = services.closure.reopen(tie.id)
    assert (again.phase, again.closed_on, again.thanks) == ("cultivation", None, "For all.")
    with pytest.raises(InvalidRecord, match="not closed"):
        services.closure.reopen(tie.id)


def test_an_unknown_fate_is_refused_and_nothing_ends(services: Services, tie: Relationship) -> None:
    item = act(services, tie, "Draft")
    with pytest.raises(InvalidRecord):
        services.closure.close(tie.id, DAY, {item.id: "burn"})
    assert services.records.get(Relationship, tie.id).phase == "cultivation"


def test_the_handover_says_what_may_be_handed_and_nothing_else(services: Services, tie: Relationship) -> None:
    people = (tie.person or "",)
    services.records.save(Person(title="Ravi Menon", roles=("collaborator",), email="ravi@x.org"))
    services.records.save(Goal(title="Thesis plan", people=people, visibility="shared", status="active"))
    services.records.save(Goal(title="Leave academia", people=people))
    services.records.save(Goal(title="Secret study", people=people, visibility="shared", confidential=True))
    act(services, tie, "Ask Ravi Menon for data", due=DAY)
    act(services, tie, "Hidden promise", confidential=True)
    gone = act(services, tie, "Forget this")
    services.records.save(Observation(title="She interrupts", kind="concern", person=tie.person))
    services.relationship_checks.record("relationship_check", {"trust": 1}, tie.id, "Cold", day=DAY)
    services.records.amend(people[0], {"notes": "Divorced."})
    services.closure.keep_words(
        tie.id,
        {
            "achievements": "A plan.",
            "closing_words": "No fit.",
            "closing_reason": "fit",
            "dual_role": "Examiner",
        },
    )
    text = services.closure.handover(tie.id, {gone.id: LET_GO}).text
    for there in ("To plan and write a thesis.", "Thesis plan: active", "A plan.", "(mine, due 14 Apr 2026)"):
        assert there in text
    for secret in (
        "Leave academia", "Secret", "Hidden", "Forget", "interrupts", "Cold", "Divorced", "No fit", "Examiner",
        "Ravi", "Menon",
    ):  # fmt: skip
        assert secret not in text


def test_the_handover_page_is_one_page_of_the_text_as_changed(
    services: Services, tie: Relationship, tmp_path: Path
) -> None:
    services.records.save(Person(title="Ravi Menon", roles=("collaborator",)))
    page = services.closure.handover(tie.id)
    changed = type(page)(page.relationship_id, page.title, page.text + "\nAsk Ravi Menon on *Monday*.\n")
    out = tmp_path / "handover.pdf"
    HandoverPaper(services.journal).save(changed, out, DAY)
    (text,) = page_texts(out.read_bytes())
    for there in ("Handover: Helena Brandt", "What we worked on", "thesis", "the collaborator on Monday"):
        assert there in " ".join(text.split())
    assert "Ravi" not in text


def test_a_part_of_the_handover_without_words_has_no_heading_on_paper(
    services: Services, tie: Relationship, tmp_path: Path
) -> None:
    page = services.closure.handover(tie.id)
    changed = type(page)(page.relationship_id, page.title, "## Done\n\n## Open\n\nThe poster.\n")
    out = tmp_path / "handover.pdf"
    HandoverPaper(services.journal).save(changed, out, DAY)
    (text,) = page_texts(out.read_bytes())
    assert "Open" in text
    assert "Done" not in text


def test_actions_of_confidential_goals_and_meetings_are_not_handed_over(
    services: Services, tie: Relationship
) -> None:
    goal = services.records.save(Goal(title="Hidden goal", confidential=True))
    meeting = services.records.save(
        Meeting(title="Hidden", people=(tie.person or "",), date=DAY, status="held", confidential=True)
    )
    act(services, tie, "Of the goal", goal=goal.id)
    act(services, tie, "From the goal", origin=goal.id)
    act(services, tie, "From the meeting", meeting=meeting.id)
    act(services, tie, "Read the draft", owner=tie.person)
    text = services.closure.handover(tie.id).text
    assert "Read the draft" in text
    for secret in ("Of the goal", "From the goal", "From the meeting"):
        assert secret not in text


def test_no_page_is_handed_over_to_a_confidential_person(
    services: Services, tie: Relationship, tmp_path: Path
) -> None:
    services.records.amend(tie.person or "", {"confidential": True})
    out = tmp_path / "handover.pdf"
    with pytest.raises(ReportError, match="This person is marked confidential"):
        services.closure.save_handover(services.closure.handover(tie.id), out, DAY)
    assert not out.exists()


def test_a_handover_that_is_too_long_empty_or_confidential_is_refused(
    services: Services, tie: Relationship, tmp_path: Path
) -> None:
    paper, page = HandoverPaper(services.journal), services.closure.handover(tie.id)
    out = tmp_path / "handover.pdf"
    with pytest.raises(ReportError, match="one page"):
        paper.save(type(page)(tie.id, page.title, "Much more.\n\n" * 90), out, DAY)
    with pytest.raises(ReportError, match="nothing on this page"):
        paper.save(type(page)(tie.id, page.title, "## What is open\n"), out, DAY)
    services.records.amend(tie.id, {"confidential": True})
    with pytest.raises(ReportError, match="confidential"):
        paper.save(page, out, DAY)
    assert not out.exists()


def test_what_is_chosen_on_the_way_is_kept_and_goes_with_the_relationship(
    services: Services, tie: Relationship
) -> None:
    other = services.records.save(Relationship(title="Another"))
    draft = ClosingDraft("My own words.", {"some-action": LET_GO})
    services.closure.keep_draft(tie.id, draft)
    services.closure.keep_draft(other.id, ClosingDraft("Others."))
    assert services.closure.page(tie.id).draft == draft
    services.records.trash(tie.id)
    services.records.erase_for_good(tie.id)
    with services.journal.reading() as reader:
        assert reader.meta("closing_drafts") == {other.id: {"paper": "Others.", "fates": {}}}
    services.closure.keep_draft(other.id, ClosingDraft())
    with services.journal.reading() as reader:
        assert reader.meta("closing_drafts") == {}
